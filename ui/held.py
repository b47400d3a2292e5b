"""Asked before an editor opens: whether the project on show can only be looked at (ui.safety.gate answers)."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget


class Gate(Protocol):
    """What a window has as `gate`."""

    @property
    def is_closed(self) -> bool: ...
    def refuses(self, place: QWidget) -> bool: ...


def is_held(place: QWidget) -> bool:
    """Whether `place` stands in a window whose project can only be looked at."""
    gate: Gate | None = getattr(place.window(), "gate", None)
    return gate is not None and gate.is_closed


def refused(place: QWidget) -> bool:
    """The same, and then it is said why, at `place`."""
    gate: Gate | None = getattr(place.window(), "gate", None)
    return gate is not None and gate.refuses(place)
