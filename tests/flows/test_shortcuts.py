"""Keys of one's own: set by hand, told when another command has them, kept, and given back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Desk
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.settings import SHORTCUTS, Settings
from ui.shortcuts import DEFAULTS, Shortcuts, portable, types_a_letter

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def opened(desk: Desk, qtbot: QtBot, command: str) -> ShortcutsDialog:
    desk.window.actions_by_name["edit_shortcuts"].trigger()
    dialog = next(d for d in desk.window.findChildren(ShortcutsDialog) if d.isVisible())
    QTest.keyClicks(dialog.filter, command)
    return dialog


def press(dialog: ShortcutsDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    dialog.key.setFocus()
    dialog.key.clear()
    QTest.keyClick(dialog.key, key, modifiers)
    QTest.mouseClick(dialog.set_button, Qt.MouseButton.LeftButton)


def keys_of(desk: Desk, name: str) -> list[str]:
    return [key.toString() for key in desk.window.actions_by_name[name].shortcuts()]


def test_a_free_key_does_it_at_once_and_after_a_restart(
    desk: Desk, qtbot: QtBot, open_desk: Callable[[Path], Desk]
) -> None:
    dialog = opened(desk, qtbot, "bundled debate")
    row = dialog.chosen()
    assert row is not None and row.name == "open_debate"
    press(dialog, Qt.Key.Key_D, CTRL | ALT | SHIFT)
    assert keys_of(desk, "open_debate") == ["Ctrl+Alt+Shift+D"] or keys_of(desk, "open_debate") == ["Ctrl+Shift+Alt+D"]
    dialog.reject()
    QTest.keyClick(desk.window, Qt.Key.Key_P, CTRL | SHIFT)
    picker = desk.window.palette_commands.picker
    rows = [picker.model.shown(at) for at in range(picker.model.rowCount())]
    (found,) = [shown.row for shown in rows if shown is not None and shown.row.key == "open_debate"]
    assert found.aside.endswith("D")
    picker.close()
    again = open_desk(desk.path)
    assert keys_of(again, "open_debate") == keys_of(desk, "open_debate")


def test_a_key_that_another_command_has_is_asked_about(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot, "bundled debate")
    press(dialog, Qt.Key.Key_K, CTRL)
    assert dialog.bar.sentence == "Ctrl+K is “Find in the project”. Take it from there?"
    assert keys_of(desk, "open_debate") == []
    QTest.mouseClick(dialog.bar.buttons()[1], Qt.MouseButton.LeftButton)
    assert (keys_of(desk, "open_debate"), keys_of(desk, "find_everywhere")) == (["Ctrl+K"], [])
    dialog.filter.clear()
    QTest.keyClicks(dialog.filter, "find in the project")
    assert "changed" in dialog.list.rows.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    QTest.mouseClick(dialog.reset_button, Qt.MouseButton.LeftButton)
    assert (keys_of(desk, "open_debate"), keys_of(desk, "find_everywhere")) == ([], ["Ctrl+K"])
    dialog.reject()


def test_letters_are_for_typing(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot, "bundled debate")
    press(dialog, Qt.Key.Key_D, SHIFT)
    assert "is typed in texts" in dialog.bar.sentence and keys_of(desk, "open_debate") == []
    press(dialog, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    assert keys_of(desk, "open_debate") == ["F11"]
    dialog.key.clear()
    assert dialog.set_button.text() == "&Take the key away"
    QTest.mouseClick(dialog.set_button, Qt.MouseButton.LeftButton)
    assert keys_of(desk, "open_debate") == []
    dialog.reject()


def test_all_as_at_first(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot, "undo")
    press(dialog, Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier)
    assert keys_of(desk, "undo") == ["F10"]
    QTest.mouseClick(dialog.reset_all, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.bar.buttons()[1], Qt.MouseButton.LeftButton)
    assert keys_of(desk, "undo") == ["Ctrl+Z"] and keys_of(desk, "redo") == ["Ctrl+Shift+Z", "Ctrl+Y"]
    dialog.reject()


@pytest.mark.parametrize(
    "kept", ["", "nonsense", "[]", '{"undo": "Ctrl+K"}', '{"undo": [3]}', '{"nobody": ["Ctrl+K"]}']
)
def test_settings_that_cannot_be_understood_are_none(tmp_path: Path, kept: str) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.set(SHORTCUTS, kept)
    assert all(Shortcuts(settings).keys(name) == keys for name, keys in DEFAULTS.items())


KEYS = ["Ctrl+K", "Ctrl+Z", "Ctrl+Y", "F1", "Ctrl+Alt+J", ""]
NAMES = ["undo", "redo", "find_everywhere", "show_keys", "about"]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([*KEYS, None])), max_size=12))
def test_no_key_ever_has_two_commands_and_all_comes_back(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | None]]
) -> None:
    path = tmp_path_factory.mktemp("keys") / "settings.ini"
    shortcuts = Shortcuts(Settings(path))
    for name, key in steps:
        if key is None:
            shortcuts.reset(name)
        else:
            shortcuts.set_key(name, key)
        every = [portable(each) for each_name in DEFAULTS for each in shortcuts.keys(each_name)]
        assert len(every) == len(set(every))
    shortcuts.reset()
    assert all(shortcuts.keys(name) == keys and not shortcuts.is_own(name) for name, keys in DEFAULTS.items())


def test_what_types_a_letter() -> None:
    keys = ("A", "Shift+A", "?", "Space", "Del", "Ctrl+A", "Alt+1", "F2", "Shift+F3", "")
    assert [key for key in keys if types_a_letter(key)] == ["A", "Shift+A", "?", "Space", "Del"]
    assert QKeySequence(portable("ctrl+k")) == QKeySequence("Ctrl+K")
