"""The palette: every command by a few of its letters, with the key that does it. What was used last comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from models.messages import _
from ui.actions import ACTIONS, Action
from ui.intents.intents import Intents
from ui.picker import Picker, PickRow
from ui.picker_rows import NUMBERS
from ui.settings import COMMANDS, Settings
from ui.shortcuts import native
from ui.theme import Theme

ITSELF = "show_palette"
WIDTH = 620  # pixels: a command and its key beside it


class PaletteCommands(QObject):
    """Handler of a row of ui.actions.ACTIONS. `actions` by name; `update` sets what they have checked and enabled."""

    def __init__(
        self,
        intents: Intents,
        actions: Callable[[], Mapping[str, QAction]],
        update: Callable[[], None],
        theme: Theme,
        settings: Settings,
    ) -> None:
        super().__init__(intents)
        self._intents, self._actions, self._update, self._settings = intents, actions, update, settings
        self.picker = Picker(theme, intents.window, width=WIDTH)
        self.picker.picked.connect(self._on_picked)
        self._acts: dict[str, Callable[[], object]] = {}

    def show_palette(self) -> None:
        """Pick a command by its words."""
        self._update()
        rows: list[PickRow] = []
        self._acts = {}
        for row, act in self._rows():
            rows.append(row)
            self._acts[row.key] = act
        window = self._intents.window
        top = window.mapToGlobal(QPoint((window.width() - min(WIDTH, window.width())) // 2, 48))
        self.picker.ask(rows, _("What do you want to do?"), QRect(top.x(), top.y(), WIDTH, 0))

    def _rows(self) -> Iterator[tuple[PickRow, Callable[[], object]]]:
        """What can be done now, what was used last first."""
        actions, used = self._actions(), self._used()
        order = {name: at for at, name in enumerate(used)}
        for row in sorted(ACTIONS, key=lambda row: order.get(row.name, len(order))):
            action = actions[row.name]
            menu = action.menu()
            if row.name == ITSELF or not action.isEnabled():
                continue
            if isinstance(menu, QMenu):
                menu.aboutToShow.emit()  # it is filled then
                yield from self._entries(row, [entry for entry in menu.actions() if entry.text()])
            else:
                yield self._row(row, action, row.name in order), action.trigger

    def _entries(self, row: Action, entries: list[QAction]) -> Iterator[tuple[PickRow, Callable[[], object]]]:
        """What a menu offers that is filled anew each time, such as recent projects."""
        head = _plain(_(row.text))
        for at, entry in enumerate(entries):
            if entry.isEnabled():
                yield PickRow(f"{row.name}/{at}", f"{head}: {_plain(entry.text())}", _state(entry)), entry.trigger

    def _row(self, row: Action, action: QAction, is_recent: bool) -> PickRow:
        words = _plain(_(row.text))
        if row.sub:
            words = f"{_plain(_(row.sub))}: {words}"
        keys = [key.toString() for key in action.shortcuts()[:1]] or ([row.hint] if row.hint else [])
        key = native(keys)
        return PickRow(row.name, words, " · ".join(part for part in (_state(action), key) if part), recent=is_recent)

    def _used(self) -> list[str]:
        return [name for name in str(self._settings.get(COMMANDS)).split() if name][:NUMBERS]

    def _on_picked(self, key: str) -> None:
        if "/" not in key:
            used = [key, *(name for name in self._used() if name != key)]
            self._settings.set(COMMANDS, " ".join(used[:NUMBERS]))
        act = self._acts.pop(key, None)
        self._acts = {}
        if act is not None:
            act()


def _plain(text: str) -> str:
    """Words of a menu without the mark of their letter, the dots that announce a window, and the key behind a tab."""
    return text.partition("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


def _state(action: QAction) -> str:
    return _("on") if action.isCheckable() and action.isChecked() else ""
