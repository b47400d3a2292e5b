"""The status bar: figures at the left, what just happened at the right, quietly."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.comparison import answered, coverage
from models.edits import Edit
from models.messages import _, ngettext
from models.ports import Entry
from ui.session import Session
from ui.theme import Theme
from ui.tips import plain_tip

HEIGHT = 26
COUNTING = 120  # milliseconds from the last edit to new figures


class StatusBar(QWidget):
    """Counts of nodes, covered paragraphs and answered claims; the last message."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures: list[tuple[str, str, str]] = []
        self._message = ""
        self._session: Session | None = None
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNTING)
        self._counting.timeout.connect(self._count)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(_("Status"))

    @property
    def message(self) -> str:
        """What just happened."""
        return self._message

    def tell(self, message: str) -> None:
        self._message = message
        self.setAccessibleDescription(message)
        self.setToolTip(plain_tip(message))
        self.update()

    def tell_edit(self, edit: Edit, entry: Entry, own: bool) -> None:
        """What an edit did; `own`: it was made in this window."""
        words = {"undo": _("Undone: {what}"), "redo": _("Redone: {what}")}
        told = words.get(entry.kind, _("{what}. Undo with Ctrl+Z")) if own else _("{who}: {what}")
        self.tell(told.format(who=entry.annotator, what=edit.label))

    def show_figures(self, session: Session | None) -> None:
        """Count anew, once edits pause: counting walks whole trees."""
        self._session = session
        self._counting.start()

    def figures(self) -> list[tuple[str, str, str]]:
        """Each figure as (words before, the figure, words after)."""
        return list(self._figures)

    def _count(self) -> None:
        session = self._session
        self._figures = []
        if session is not None:
            cases = [case for case in session.sides() if case is not None]
            count = sum(sum(1 for _node in session.project.walk(case.id)) for case in cases)
            self._figures.append(("", f"{count:,}", ngettext("node", "nodes", count)))
            covers = [coverage(session.project, case.id) for case in cases]
            covered, of = sum(c.covered for c in covers), sum(c.paragraphs for c in covers)
            if of:
                words = ngettext("of {count} paragraph covered", "of {count} paragraphs covered", of)
                self._figures.append(("", f"{covered:,}", words.format(count=f"{of:,}")))
            done, claims = answered(session.statuses())
            if claims:
                self._figures.append((_("answered"), f"{done:,}", _("of {count}").format(count=f"{claims:,}")))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.panel)
        painter.fillRect(QRect(0, 0, self.width(), 1), tokens.line)
        left = 16
        for before, figure, after in self._figures:
            for words, weight in ((before, 400), (figure, 600), (after, 400)):
                if words:
                    left += self._draw(painter, left, words, weight) + 4
            left += 20
        font = self._theme.small_font()
        painter.setFont(font)
        painter.setPen(tokens.muted)
        room = QRect(left, 0, self.width() - left - 16, self.height())
        shown = QFontMetrics(font).elidedText(self._message, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw(self, painter: QPainter, left: int, words: str, weight: int) -> int:
        font = self._theme.small_font(weight)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.ink if weight > 400 else self._theme.tokens.muted)
        width = QFontMetrics(font).horizontalAdvance(words)
        box = QRect(left, 0, width + 2, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        return width
