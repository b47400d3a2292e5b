"""The lines of a link's card that say how one end bears on the other, and whether it has been answered."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.messages import _, ngettext
from ui.compare.words import relation
from ui.panel.lines import elided_lines
from ui.theme import Theme
from ui.theme.signs import link_colour, paint_link_badge, paint_status, status_colour
from ui.theme.theme import INTERFACE_LINE, SMALL_LINE
from ui.tips import plain_tip

LEFT, HIGH = 8, 28
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RelationLine(QWidget):
    """Badge and relation; for an answer the challenge that it meets, below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = ""
        self._replies_to = ""
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_relation(self, kind: str, replies_to: str = "") -> None:
        self._kind, self.words = kind, relation(kind)
        self._replies_to = _("on: {link}").format(link=replies_to) if replies_to else ""
        self.setAccessibleName(f"{self.words} {replies_to}".strip())
        self.setToolTip(plain_tip(replies_to))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, HIGH + (SMALL_LINE + 4 if self._replies_to else 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._kind:
            return
        tokens, painter = self._theme.tokens, QPainter(self)
        paint_link_badge(painter, QPointF(LEFT + 9, HIGH / 2), self._kind, tokens, ground=tokens.paper)
        painter.setFont(self._theme.interface_font(600))
        painter.setPen(link_colour(self._kind, tokens))
        room = QRect(LEFT + 26, 0, self.width() - LEFT - 26, HIGH)
        painter.drawText(room, _MIDDLE, painter.fontMetrics().elidedText(self.words, _RIGHT, room.width()))
        if self._replies_to:
            painter.setFont(self._theme.small_font())
            painter.setPen(tokens.muted)
            room = QRect(LEFT, HIGH, self.width() - LEFT, SMALL_LINE)
            painter.drawText(room, _MIDDLE, painter.fontMetrics().elidedText(self._replies_to, _RIGHT, room.width()))


_RIGHT = Qt.TextElideMode.ElideRight


class StateLine(QWidget):
    """Open or met, with its sign, in a sentence."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = ""
        self._is_answer = False
        self.words = ""
        self.setFixedHeight(INTERFACE_LINE + 4)
        theme.changed.connect(self.update)

    def show_state(self, state: str, answers: int, is_answer: bool) -> None:
        """`answers`: how many reply to the link. `is_answer`: it is an answer itself."""
        self._state, self._is_answer = state, is_answer
        if not answers:
            self.words = (
                _("This answer stands; nothing replies to it.") if is_answer else _("Open: nothing answers it yet.")
            )
        elif state == "met" and is_answer:
            self.words = ngettext("{count} reply meets it:", "{count} replies meet it:", answers).format(count=answers)
        elif state == "met":
            self.words = ngettext("Met by {count} answer:", "Met by {count} answers:", answers).format(count=answers)
        else:
            words = ngettext("Open: its answer is met in turn:", "Open: its {count} answers are met in turn:", answers)
            self.words = words.format(count=answers)
        self.setAccessibleName(self.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._state:
            return
        tokens, painter = self._theme.tokens, QPainter(self)
        left = LEFT if self._is_answer else LEFT + 26  # what stands asks for nothing, and has no sign
        if not self._is_answer:
            paint_status(painter, QRectF(LEFT + 4, self.height() / 2 - 5, 10, 10), self._state, tokens)
        painter.setFont(self._theme.interface_font())
        painter.setPen(tokens.muted if self._is_answer else status_colour(self._state, tokens))
        room = QRect(left, 0, self.width() - left, self.height())
        line = elided_lines(self.words, self._theme.interface_font(), room.width(), 1)
        painter.drawText(room, _MIDDLE, line[0] if line else "")


class Hairline(QWidget):
    """Parts the card."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(9)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(8, 4, self.width() - 16, 1), self._theme.tokens.line)
