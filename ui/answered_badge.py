"""How many claims of a case the other side has answered, in the head of its side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from models.comparison import ANSWERED, CONCEDED, PARTLY, UNANSWERED, answered
from models.messages import _, ngettext
from ui.theme import Theme
from ui.theme.signs import paint_status
from ui.tips import plain_tip

SIGN, GAP, HEIGHT = 10, 6, 24


class AnsweredBadge(QToolButton):
    """ "answered 9 of 21", or "9 of 21" where there is little room. A press asks for the next unanswered claim."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._done = self._claims = 0
        self._is_short = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_statuses(self, statuses: Mapping[str, str]) -> None:
        """The answer statuses of one case's claims, by node id; none: nothing is shown."""
        self._done, self._claims = answered(statuses)
        count = Counter(statuses.values())
        self.setVisible(bool(self._claims))
        told = {status: f"{count[status]:,}" for status in (ANSWERED, CONCEDED, PARTLY, UNANSWERED)}
        parts = [
            ngettext("{count} answered", "{count} answered", count[ANSWERED]).format(count=told[ANSWERED]),
            ngettext("{count} conceded", "{count} conceded", count[CONCEDED]).format(count=told[CONCEDED]),
            ngettext("{count} partly answered", "{count} partly answered", count[PARTLY]).format(count=told[PARTLY]),
            ngettext("{count} unanswered", "{count} unanswered", count[UNANSWERED]).format(count=told[UNANSWERED]),
        ]
        figures = ", ".join(parts)
        self.setAccessibleName(self._words(short=False))
        self.setAccessibleDescription(figures)
        self.setToolTip(
            plain_tip(_("Claims: {figures}. A press goes to the next unanswered one.").format(figures=figures))
        )
        self.updateGeometry()
        self.update()

    def set_short(self, short: bool) -> None:
        if short != self._is_short:
            self._is_short = short
            self.updateGeometry()
            self.update()

    def _words(self, short: bool) -> str:
        figures = _("{done} of {count}").format(done=f"{self._done:,}", count=f"{self._claims:,}")
        return figures if short else _("answered {figures}").format(figures=figures)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.small_font()).horizontalAdvance(self._words(self._is_short))
        return QSize(SIGN + GAP + width + 8, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        status = ANSWERED if self._done == self._claims else PARTLY if self._done else UNANSWERED
        top = (self.height() - SIGN) / 2
        paint_status(painter, QRectF(3, top, SIGN, SIGN), status, tokens)
        painter.setFont(self._theme.small_font())
        painter.setPen(tokens.ink if self.underMouse() or self.hasFocus() else tokens.muted)
        room = self.rect().adjusted(3 + SIGN + GAP, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._words(self._is_short))
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(0, 2, -1, -3))
