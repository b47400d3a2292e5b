"""The motion of the pairing on show, in the middle of the menu bar where there is room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMenuBar

from models.entities import Pairing
from models.messages import _
from ui.labels import ElidedLabel
from ui.theme import Theme
from ui.tips import plain_tip

GAP = 16  # pixels to the last menu and to the bar's end


class MotionLine(ElidedLabel):
    """Lets the mouse through to the bar, and follows the bar's size."""

    def __init__(self, theme: Theme, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._theme = theme
        self._bar = bar
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        bar.installEventFilter(self)

    def show_pairing(self, pairing: Pairing | None) -> None:
        motion = pairing.motion if pairing is not None else ""
        self.setText(_("Motion: {motion}").format(motion=motion) if motion else "")
        self.setToolTip(plain_tip(self.text()))
        self.place()

    def restyle(self) -> None:
        self.setFont(self._theme.interface_font())
        self.set_colour(self._theme.tokens.muted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def place(self) -> None:
        """In the middle of the bar, or of what the menus leave of it."""
        bar = self._bar
        last = bar.actions()[-1] if bar.actions() else None
        left = bar.actionGeometry(last).right() + GAP if last is not None else 0
        room = bar.width() - left - GAP
        middle = bar.width() // 2
        half = min(middle - left, room - (middle - left))
        needed = self.fontMetrics().horizontalAdvance(self.text())
        if 2 * half >= needed:
            self.setGeometry(middle - half, 0, 2 * half, bar.height())
        else:
            self.setGeometry(left, 0, max(room, 0), bar.height())
