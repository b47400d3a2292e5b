"""What floats over the map: scale, layout, what is near the selection. Calm, in a corner, never over one another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from models.layout import Shape
from models.messages import _, ngettext
from models.words import SHAPE_NAMES
from ui.article.bar_buttons import ICON, IconButton
from ui.map.camera import MOST
from ui.theme import Theme
from ui.tips import plain_tip

HEIGHT, SHADOW = 32, 5  # pixels: of a float, and of the room for its shadow on every side
NEAR = (1, 2, 3)  # steps along the tree that may be shown around a node
ICONS = {
    Shape.DOWN: "network",
    Shape.RIGHT: "network-right",
    Shape.COMPACT: "list-tree",
}


def paint_float(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The ground of whatever floats: panel, hairline, and the only shadow there is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(4, 0, -1):
        painter.setBrush(QColor(0, 0, 0, 5))
        painter.drawRoundedRect(box.adjusted(-spread, -spread + 1, spread, spread + 1), 4 + spread, 4 + spread)
    painter.setPen(QPen(theme.tokens.line, 1))
    painter.setBrush(theme.tokens.panel)
    painter.drawRoundedRect(box, 4, 4)


class Float(QWidget):
    """Buttons in a row, parted by hairlines."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        self._row.setSpacing(1)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def add(self, button: IconButton, press: Callable[[], object]) -> None:
        self._row.addWidget(button)
        button.clicked.connect(lambda _checked=False: press())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # between the buttons too: what lies below is not meant

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_float(painter, box, self._theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(self._theme.tokens.line, 1))
        for i in range(1, self._row.count()):
            x = self._row.itemAt(i).widget().x() - 1
            painter.drawLine(x, SHADOW + 1, x, self.height() - SHADOW - 2)


class FloatButton(IconButton):
    """An icon, words, or both; `marked` while it keeps something out of sight."""

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(theme, icon, name, parent)
        self._words, self._widest = "", ""
        self.marked = False
        self._take_size()

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def set_words(self, words: str, widest: str = "") -> None:
        """What stands in it; `widest`: what must have room, so that it does not change its size."""
        self._words, self._widest = words, widest or words
        self._take_size()
        self.update()

    def _take_size(self) -> None:
        self.setFont(self._theme.small_font())
        words = self.fontMetrics().horizontalAdvance(self._widest)
        icon = ICON + 16 if self._icon else 0
        self.setFixedSize(icon + (words + (8 if icon else 16) if words else 0), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2.5, 3.5, -2.5, -3.5)
        painter.setPen(QPen(tokens.accent, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isDown() or self.underMouse():
            painter.setBrush(tokens.line)
        elif self.marked:
            painter.setBrush(tokens.selection)
        painter.drawRoundedRect(box, 3, 3)
        inner = self.rect()
        if self._icon:
            icon = self.rect()
            icon.setWidth(ICON + 16)
            icon = icon.adjusted(8, (HEIGHT - ICON) // 2, -8, -((HEIGHT - ICON) // 2))
            self.paint_icon(painter, icon)
            inner.setLeft(icon.right() + 1)
        if self._words:
            painter.setFont(self.font())
            painter.setPen(tokens.ink)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, self._words)

    def sizeHint(self) -> QSize:
        return self.minimumSize()


class ZoomFloat(Float):
    """Smaller, the scale (a click goes back to 100%), larger, all of it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _("Scale of the map"), parent)
        self.smaller = FloatButton(theme, "minus", _("Zoom out"), self)
        self.percent = FloatButton(theme, "", _("Back to 100%"), self)
        self.larger = FloatButton(theme, "plus", _("Zoom in"), self)
        self.whole = FloatButton(theme, "maximize", _("Show the whole map"), self)

    def show_scale(self, scale: float) -> None:
        words = scale_words(scale)
        self.percent.set_words(words, scale_words(MOST))
        self.percent.setAccessibleName(_("{scale}, back to 100%").format(scale=words))


class ViewFloat(Float):
    """How the map is laid out, and how much of it is shown."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _("Layout of the map"), parent)
        self.shape = FloatButton(theme, ICONS[Shape.DOWN], "", self)
        self.near = FloatButton(theme, "circle-dot-dashed", "", self)
        self.shapes, self.nears = QMenu(self), QMenu(self)
        self._groups: list[QActionGroup] = []
        self.whole_texts = QAction(_("Whole texts"), self.shapes, checkable=True)
        self.overview = QAction(_("Overview"), self.shapes, checkable=True, checked=True)

    def fill(self, set_shape: Callable[[Shape], None], set_near: Callable[[int | None], None]) -> None:
        """Make the menus; the two switches are connected by the caller."""
        group = QActionGroup(self)
        for shape in Shape:
            action = group.addAction(QAction(_(SHAPE_NAMES[shape]), self.shapes, checkable=True))
            action.setData(str(shape))
            action.triggered.connect(lambda _on=False, shape=shape: set_shape(shape))
            self.shapes.addAction(action)
        self.shapes.addSeparator()
        self.shapes.addActions([self.whole_texts, self.overview])
        steps = QActionGroup(self)
        for near in (None, *NEAR):
            action = steps.addAction(QAction(near_words(near), self.nears, checkable=True))
            action.setData(near or 0)
            action.triggered.connect(lambda _on=False, near=near: set_near(near))
            self.nears.addAction(action)
        self._groups = [group, steps]

    def show_options(self, shape: Shape, near: int | None) -> None:
        self.shape.set_icon(ICONS[shape])
        self.shape.set_name(_("Layout: {name}").format(name=_(SHAPE_NAMES[shape])))
        self.near.marked = near is not None
        self.near.set_words("" if near is None else str(near))
        self.near.set_name(near_words(near))
        for menu, value in ((self.shapes, str(shape)), (self.nears, near or 0)):
            for action in menu.actions():
                if action.actionGroup() is not None:
                    action.setChecked(action.data() == value)


def scale_words(scale: float) -> str:
    """A scale in whole percent, below one percent with one decimal."""
    percent = scale * 100
    return _("{percent}%").format(percent=f"{percent:.1f}" if percent < 0.95 else f"{percent:.0f}")


def near_words(steps: int | None) -> str:
    if steps is None:
        return _("The whole tree")
    return ngettext(
        "Only {count} step around the selected node", "Only {count} steps around the selected node", steps
    ).format(count=steps)


def pop_up(menu: QMenu, button: QWidget) -> None:
    """Open a menu over its button, which stands near the foot of the view."""
    menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))
