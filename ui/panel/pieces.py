"""The small parts of the node panel: the kind menu, the answer status, labels and tabs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from models.entities import Kind
from models.messages import _
from ui.compare.words import kind_name, status_name
from ui.theme import Theme
from ui.theme.signs import paint_kind, paint_status, status_colour
from ui.theme.theme import SMALL_LINE
from ui.tips import plain_tip

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_focus(painter: QPainter, box: QRect, theme: Theme) -> None:
    """The frame of what has the keyboard focus."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens.accent, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()


def overrides(event: QEvent, *keys: Qt.Key) -> bool:
    """Whether the window asks if one of these keys is ours before a shortcut takes it."""
    return event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys


def slim_scroll_bar(theme: Theme) -> str:
    """A scroll bar of 8 without arrows, for lists inside the panel."""
    tokens = theme.tokens
    return (
        "QScrollBar:vertical { width: 8px; background: transparent; border: none; margin: 0; }"
        f"QScrollBar::handle:vertical {{ background: {tokens.line.name()}; border-radius: 3px;"
        " min-height: 20px; margin: 0 0 0 2px; }"
        f"QScrollBar::handle:vertical:hover {{ background: {tokens.covered.name()}; }}"
        "QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }"
        "QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical { background: none; }"
    )


class KindButton(QAbstractButton):
    """The node's sign and kind with a chevron; it opens a menu of the kinds."""

    kind_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = "claim"
        self._suffix = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(SMALL_LINE + 4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(36)
        self.menu = QMenu(self)
        self._group = QActionGroup(self)
        self.actions_by_kind: dict[str, QAction] = {}
        for kind in Kind:
            action = self.menu.addAction(kind_name(kind))
            action.setCheckable(True)
            self._group.addAction(action)
            action.triggered.connect(lambda _checked=False, kind=str(kind): self._choose(kind))
            self.actions_by_kind[str(kind)] = action
        self.clicked.connect(self._open)
        theme.changed.connect(self.update)

    def show_kind(self, kind: str, inference: bool, implicit: bool) -> None:
        self._kind = kind
        words = [_("undercut")] if inference else []
        words += [_("unstated")] if implicit else []
        self._suffix = ", ".join(words)
        self.actions_by_kind[kind].setChecked(True)
        self.setAccessibleName(_("Kind: {kind}").format(kind=self.words()))
        self.setToolTip(_("Change the kind of this node"))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        name = kind_name(self._kind)
        return f"{name}, {self._suffix}" if self._suffix else name

    def _choose(self, kind: str) -> None:
        self.actions_by_kind[self._kind].setChecked(True)  # until the edit has been made
        if kind != self._kind:
            self.kind_chosen.emit(kind)

    def _open(self) -> None:
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        self.menu.setActiveAction(self.actions_by_kind[self._kind])

    def sizeHint(self) -> QSize:
        self.setFont(self._theme.small_font())
        return QSize(22 + self.fontMetrics().horizontalAdvance(self.words()) + 20, SMALL_LINE + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        middle = self.height() / 2
        paint_kind(painter, QRectF(4, middle - 6, 12, 12), self._kind, tokens)
        colour = tokens.ink if self.underMouse() or self.menu.isVisible() else tokens.muted
        font = self._theme.small_font()
        painter.setFont(font)
        painter.setPen(colour)
        room = max(0, self.width() - 22 - 18)
        text = painter.fontMetrics().elidedText(self.words(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(22, 0, room + 2, self.height()), _LEFT, text)
        x = 22 + painter.fontMetrics().horizontalAdvance(text) + 6
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.4))
        corners = [QPointF(x, middle - 2), QPointF(x + 4, middle + 2), QPointF(x + 8, middle - 2)]
        painter.drawPolyline(QPolygonF(corners))
        if self.hasFocus():
            paint_focus(painter, self.rect(), self._theme)


class StatusLabel(QWidget):
    """The answer status: a sign and its word (the sign alone when there is no room)."""

    SIGN = 12

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.status = ""
        self.setFixedHeight(SMALL_LINE + 4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_status(self, status: str) -> None:
        self.status = status if status_name(status) else ""
        self.setAccessibleName(status_name(status))
        self.setToolTip(plain_tip(status_name(status)))
        self.setVisible(bool(self.status))
        self.updateGeometry()
        self.update()

    def _face(self) -> QFont:
        return self._theme.small_font(600 if self.status in ("unanswered", "partly") else 400)

    def sizeHint(self) -> QSize:
        self.setFont(self._face())
        width = 15 + self.fontMetrics().horizontalAdvance(status_name(self.status))
        return QSize(width + 1, SMALL_LINE + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.status:
            return
        painter = QPainter(self)
        paint_status(painter, QRectF(0, self.height() / 2 - 5, 10, 10), self.status, self._theme.tokens)
        if self.width() <= self.SIGN:
            return
        painter.setFont(self._face())
        painter.setPen(status_colour(self.status, self._theme.tokens))
        painter.drawText(self.rect().adjusted(15, 0, 0, 0), _LEFT, status_name(self.status))


class SmallLabel(QWidget):
    """A line of 11 in muted, elided when it has no room."""

    def __init__(self, theme: Theme, text: str = "", right: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._right = theme, right
        self.words = ""
        self.setFixedHeight(SMALL_LINE + 4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_words(text)
        theme.changed.connect(self.update)

    def show_words(self, text: str) -> None:
        self.words = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        self.setFont(self._theme.small_font())
        return QSize(self.fontMetrics().horizontalAdvance(self.words) + 1, SMALL_LINE + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, SMALL_LINE + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.small_font())
        painter.setPen(self._theme.tokens.muted)
        text = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), _RIGHT if self._right else _LEFT, text)


class WordTab(QAbstractButton):
    """A plain word of 11, underlined while what it names is on show."""

    def __init__(self, theme: Theme, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setFixedHeight(SMALL_LINE + 4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        broadest = QFontMetrics(self._theme.small_font(600))
        return QSize(broadest.horizontalAdvance(self.text()) + 5, SMALL_LINE + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setFont(self._theme.small_font(600 if self.isChecked() else 400))
        painter.setPen(tokens.ink if self.isChecked() or self.underMouse() else tokens.muted)
        painter.drawText(self.rect().adjusted(2, 0, -2, 0), _LEFT, self.text())
        if self.isChecked():
            painter.fillRect(QRect(2, self.height() - 2, self.width() - 4, 2), tokens.ink)
        if self.hasFocus():
            paint_focus(painter, self.rect(), self._theme)
