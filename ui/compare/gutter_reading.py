"""The gutter for screen readers: a control whose value is the curve that the keys are on.

Curves are painted, not widgets. They are read one at a time, as the keys step through them; all of them stand in the
list of links.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from ui.compare.gutter import Gutter

NOTHING = 0  # the null pointer; None in its place ends the process
_answering: list[GutterReading] = []  # Qt deletes them with their widgets; Python must not
_installed: list[bool] = []


def install() -> None:
    """Let gutters be read from now on. To be called before anybody asks about one; once is enough."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface_for)


def _interface_for(key: str, about: QObject) -> QAccessibleInterface | None:
    if key != Gutter.__name__ or not isinstance(about, Gutter) or not Shiboken.isValid(about):
        return None
    answering = GutterReading(about)
    _answering.append(answering)
    return answering


class GutterReading(QAccessibleWidget):
    """What assistive technology is told. It outlives the gutter, so it asks Qt for it each time."""

    def __init__(self, gutter: Gutter) -> None:
        super().__init__(gutter, QAccessible.Role.SpinBox)  # up and down step through values, and each is read

    def text(self, kind: QAccessible.Text) -> str:
        gutter = self.object()
        if kind is QAccessible.Text.Value:
            return gutter.accessibleDescription() if isinstance(gutter, Gutter) and gutter.hasFocus() else ""
        return super().text(kind)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Shiboken.VoidPtr:  # type: ignore[override]
        found: Shiboken.VoidPtr | None = super().interface_cast(kind)  # type: ignore[assignment]
        return Shiboken.VoidPtr(NOTHING) if found is None else found
