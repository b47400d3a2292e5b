"""A tag as a chip, and what can be done with a tag."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from models.messages import _
from models.tags import COLOURS, automatic_colour
from ui.panel.pieces import overrides
from ui.theme import Theme, Tokens
from ui.tips import plain_tip

HEIGHT, PADDING, GAP, CROSS = 20, 9, 4, 16  # the last: what a cross takes of the right end, the gap before it too
DOT = 6  # its diameter; the words begin DOT + 5 later
SWATCH = 16


class Chip(QAbstractButton):
    """A rounded label of 20. A tag's is tinted, has a dot, and a cross that is strong under the pointer and the focus.

    `colour`: a key of models.tags.COLOURS, or nothing for a label that is no tag.
    """

    remove_requested = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(
        self, theme: Theme, text: str, parent: QWidget, *, removable: bool, dashed: bool = False, colour: str = ""
    ) -> None:
        super().__init__(parent)
        self._theme, self._removable, self._dashed = theme, removable, dashed
        self._colour = colour
        self.setText(text)
        self.setFont(theme.small_font())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if removable:
            self.show_tag(text, colour)

    def show_tag(self, tag: str, colour: str) -> None:
        """Show a tag in a colour of models.tags.COLOURS."""
        self._colour = colour
        self.setText(tag)
        self.setToolTip(plain_tip(_("Tag “{tag}”; Delete takes it away").format(tag=tag)))
        self.setAccessibleName(_("Tag {tag}").format(tag=tag))
        self.setAccessibleDescription(_(COLOURS[colour]))
        self.update()

    @property
    def colour(self) -> str:
        return self._colour

    def sizeHint(self) -> QSize:
        dot = DOT + 5 if self._colour else 0
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + dot + PADDING + self._right(), HEIGHT)

    def _right(self) -> int:
        """What stands free right of the words."""
        return CROSS if self._removable else PADDING

    def on_cross(self, x: float) -> bool:
        return self._removable and x >= self.width() - CROSS

    # -- hands

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and self.on_cross(event.position().x()) and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.remove_requested.emit(self.text())
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit(self.text())
        elif self._removable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.menu_requested.emit(self.text(), self.mapToGlobal(self.rect().bottomLeft()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._removable:
            event.ignore()
            return
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.mapToGlobal(self.rect().bottomLeft()) if keyboard else event.globalPos()
        self.menu_requested.emit(self.text(), place)

    def event(self, event: QEvent) -> bool:
        # Delete on a chip takes the tag away, not the node.
        if self._removable and overrides(event, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            event.accept()
            return True
        return super().event(event)

    # -- looks

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        colours = tokens.tags.get(self._colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        rest = colours.ground if colours else tokens.line
        over = colours.dot if colours else tokens.covered
        pen = QPen(tokens.accent if self.hasFocus() else over if self.underMouse() else rest, 1)
        if self._dashed and not self.hasFocus():
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(colours.ground if colours else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, HEIGHT / 2 - 0.5, HEIGHT / 2 - 0.5)
        left = PADDING
        if colours:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.dot)
            painter.drawEllipse(QRectF(left - 1, (HEIGHT - DOT) / 2, DOT, DOT))
            left += DOT + 4
        painter.setPen(tokens.ink if colours else tokens.muted)
        painter.setFont(self._theme.small_font())
        room = self.width() - left - self._right()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 2)
        painter.drawText(QRectF(left, 0, room + 2, HEIGHT), Qt.AlignmentFlag.AlignVCenter, text)
        if self._removable:
            self._paint_cross(painter)

    def _paint_cross(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        centre = QPointF(self.width() - 9.5, HEIGHT / 2)
        strong = self.underMouse() or self.hasFocus()
        pen = QPen(tokens.ink if strong else tokens.muted, 1.4 if strong else 1)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(centre + QPointF(-2.5, -2.5), centre + QPointF(2.5, 2.5))
        painter.drawLine(centre + QPointF(2.5, -2.5), centre + QPointF(-2.5, 2.5))


class TagMenu(QMenu):
    """The colour of a tag, another name, and two ways of parting with it. `chosen`: its colour, if one was chosen."""

    colour_chosen = Signal(str)  # a key of models.tags.COLOURS; empty: automatic
    rename_chosen = Signal()
    remove_here_chosen = Signal()
    remove_everywhere_chosen = Signal()

    def __init__(self, theme: Theme, tag: str, chosen: str, parent: QWidget) -> None:
        super().__init__(parent)
        chosen = chosen if chosen in COLOURS else ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTitle(tag.replace("&", "&&"))
        self.colours = self.addMenu(_("Colour"))
        automatic = automatic_colour(tag)
        for key, name in {**COLOURS, "": _("Automatic")}.items():
            if not key:
                self.colours.addSeparator()
            action = self.colours.addAction(
                swatch(theme.tokens, key or automatic, key == chosen), _(name) if key else name
            )
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == chosen)
            action.triggered.connect(lambda _checked=False, key=key: self.colour_chosen.emit(key))
        for words, signal in (
            (_("Rename everywhere…"), self.rename_chosen),
            (_("Remove from this node"), self.remove_here_chosen),
            (_("Remove everywhere…"), self.remove_everywhere_chosen),
        ):
            self.addAction(words).triggered.connect(lambda _checked=False, signal=signal: signal.emit())
        self.insertSeparator(self.actions()[2])


def swatch(tokens: Tokens, key: str, ticked: bool = False) -> QIcon:
    """A square of a tag's ground with its dot, or a tick; sharp at every scale up to three."""
    pixmap = QPixmap(3 * SWATCH, 3 * SWATCH)
    pixmap.setDevicePixelRatio(3)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens.tags[key].dot, 1))
    painter.setBrush(tokens.tags[key].ground)
    painter.drawRoundedRect(QRectF(0.5, 0.5, SWATCH - 1, SWATCH - 1), 4, 4)
    if ticked:
        painter.setPen(QPen(tokens.ink, 1.6))
        painter.drawPolyline(QPolygonF([QPointF(4.5, 8.5), QPointF(7, 11), QPointF(11.5, 5)]))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.tags[key].dot)
        painter.drawEllipse(QRectF(5, 5, DOT, DOT))
    painter.end()
    return QIcon(pixmap)
