"""The small flat buttons of bars: an icon of 16 in a square of 26, pressed in while on."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import Theme
from ui.tips import plain_tip

SIDE, ICON = 26, 16


class IconButton(QAbstractButton):
    """A button without words on it; its name is its tooltip and what screen readers say. A click leaves the focus."""

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget, *, keys: str = "") -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(f"{name} ({keys})" if keys else name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(SIDE, SIDE)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        self.paint_icon(painter, QRect((self.width() - ICON) // 2, (self.height() - ICON) // 2, ICON, ICON))

    def paint_ground(self, painter: QPainter) -> None:
        """What stands behind the icon: a tint while on or under the pointer, an outline with the focus."""
        tokens = self._theme.tokens
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setBrush(tokens.selection)
            painter.setPen(QPen(tokens.accent, 1))
        elif self.isEnabled() and (self.isDown() or self.underMouse()):
            painter.setBrush(tokens.line)
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 1.5))
        painter.drawRoundedRect(box, 4, 4)

    def paint_icon(self, painter: QPainter, box: QRect, icon: str = "") -> None:
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        tokens = self._theme.tokens
        colour = tokens.ink if self.isEnabled() else tokens.covered
        self._theme.icon(icon or self._icon, colour).paint(painter, box, Qt.AlignmentFlag.AlignCenter, mode)


class MenuButton(IconButton):
    """A word with a chevron that opens a menu; only its icon where there is little room."""

    def __init__(self, theme: Theme, icon: str, words: str, parent: QWidget, *, keys: str = "") -> None:
        super().__init__(theme, icon, words.rstrip("…"), parent, keys=keys)
        self.setText(words)
        self._is_narrow = False
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        self._is_narrow = narrow
        self.setFont(self._theme.interface_font())
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        if self._is_narrow:
            return QSize(SIDE, SIDE)
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 8 + 4 + ICON + 4, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_narrow:
            super().paintEvent(event)
            return
        tokens = self._theme.tokens
        painter = QPainter(self)
        self.paint_ground(painter)
        painter.setFont(self.font())
        painter.setPen(tokens.ink if self.isEnabled() else tokens.muted)
        words = self.rect().adjusted(8, 0, -ICON - 4, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        self.paint_icon(
            painter, QRect(self.width() - ICON - 4, (self.height() - ICON) // 2 + 1, ICON, ICON), "chevron-down"
        )
