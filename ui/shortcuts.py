"""Which keys do what: those of the table of actions, and those that somebody has chosen instead."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from ui.actions import ACTIONS
from ui.settings import SHORTCUTS, Settings

DEFAULTS = {row.name: tuple(key for key in (row.key, row.also) if key) for row in ACTIONS}
_TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def portable(key: str) -> str:
    """A key as it is kept, "Ctrl+Shift+K"; "" for what is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def native(keys: Iterable[str]) -> str:
    """Keys as this system writes them."""
    return " / ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def types_a_letter(key: str) -> bool:
    """Whether a key would write something where somebody types, so that no command of the whole window may have it."""
    found = QKeySequence(key)
    if not found.count():
        return False
    combination = found[0]  # type: ignore[index]  # PySide has it, its stubs do not
    if combination.keyboardModifiers() & ~_TYPING:
        return False
    is_function = Qt.Key.Key_F1 <= combination.key() <= Qt.Key.Key_F35
    return not is_function


class Shortcuts(QObject):
    """`changed` when any was set. Settings that cannot be understood are as if there were none."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._own = _read(str(settings.get(SHORTCUTS)))

    def keys(self, name: str) -> tuple[str, ...]:
        """An action's keys, the first one first."""
        return self._own.get(name, DEFAULTS[name])

    def is_own(self, name: str) -> bool:
        """Whether somebody has chosen other keys for an action than it has at first."""
        return name in self._own

    def owner(self, key: str) -> str:
        """The action that has a key; "" where none has."""
        wanted = portable(key)
        return next((name for name in DEFAULTS if wanted and wanted in map(portable, self.keys(name))), "")

    def set_key(self, name: str, key: str) -> None:
        """Give an action one key (none: ""), which is taken from the one that has it."""
        key = portable(key)
        other = self.owner(key)
        if other and other != name:
            self._put(other, tuple(each for each in self.keys(other) if portable(each) != key))
        self._put(name, (key,) if key else ())
        self._save()

    def reset(self, name: str = "") -> None:
        """Give an action its first keys again, or all of them. What has one of them meanwhile gives it back."""
        if not name:
            self._own = {}
        else:
            for key in DEFAULTS[name]:
                other = self.owner(key)
                if other and other != name:
                    self._put(other, tuple(each for each in self.keys(other) if portable(each) != portable(key)))
            self._own.pop(name, None)
        self._save()

    def _put(self, name: str, keys: tuple[str, ...]) -> None:
        self._own[name] = keys
        if keys == DEFAULTS[name]:
            del self._own[name]

    def _save(self) -> None:
        self._settings.set(SHORTCUTS, json.dumps(self._own, sort_keys=True))
        self.changed.emit()


def _read(kept: str) -> dict[str, tuple[str, ...]]:
    try:
        values = json.loads(kept)
    except ValueError:
        return {}
    own: dict[str, tuple[str, ...]] = {}
    for name, keys in values.items() if isinstance(values, dict) else ():
        if name in DEFAULTS and isinstance(keys, list) and all(isinstance(key, str) and portable(key) for key in keys):
            own[name] = tuple(map(portable, keys))
    return own
