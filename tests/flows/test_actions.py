"""Every row of the action table: reachable by a letter of its own, harmless whatever is open and has the focus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from models.authoring import library
from storage.database import create_project
from tests.flows.conftest import Desk
from ui.actions import ACTIONS, Menu
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.menus import SUBMENUS
from ui.settings import Settings
from ui.theme import Theme

LAST = ("open_debate", "quit")  # they leave the project
NAMES = [row.name for row in ACTIONS if row.name not in SUBMENUS and row.name not in LAST]


def mnemonic(text: str) -> str:
    at = text.find("&")
    return text[at + 1].lower() if at >= 0 else ""


@pytest.mark.parametrize("menu", [*Menu])
def test_each_entry_of_a_menu_has_a_letter_of_its_own(menu: Menu) -> None:
    subs = sorted({row.sub for row in ACTIONS if row.menu is menu and row.sub})
    for sub in ("", *subs):
        texts = [row.text for row in ACTIONS if row.menu is menu and row.sub == sub]
        letters = Counter(mnemonic(text) for text in (texts if sub else [*texts, *subs]))
        assert letters[""] == 0 and max(letters.values()) == 1, letters


def test_each_menu_and_each_key_is_one_thing() -> None:
    assert max(Counter(mnemonic(menu.value) for menu in Menu).values()) == 1
    assert max(Counter(key for row in ACTIONS for key in (row.key, row.also) if key).values()) == 1


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dialogs that wait for a person are cancelled at once."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_arguments, **_more: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_arguments, **_more: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments, **_more: "")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_arguments, **_more: ("", False))


def trigger_all(window: MainWindow, focus: QWidget | None = None) -> None:
    """All but what leaves the project; what opens is closed again, an edit is undone."""
    for name in NAMES:
        if focus is not None and focus.isVisible():
            focus.setFocus()
        session = window.session
        before = session.workspace.history.to_undo() if session is not None else None
        window.actions_by_name[name].trigger()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in window.findChildren(QDialog):
            dialog.close()
        for side in window.split.sides():
            for view in side.tree_views():
                view.finish_editing()
            side.set_shows("text tree")
        if session is not None and session.workspace.history.to_undo() is not before and name != "undo":
            session.undo()


def test_nothing_breaks_without_a_project(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    window = MainWindow(theme, Settings(tmp_path / "settings.ini"), Jobs(inline=True))
    qtbot.addWidget(window)
    window.show()
    trigger_all(window)


def test_nothing_breaks_in_an_empty_project(open_desk: Callable[[Path], Desk], tmp_path: Path) -> None:
    path = tmp_path / "empty.counterpoint"
    create_project(path, "1")
    desk = open_desk(path)
    trigger_all(desk.window)
    assert desk.project.cases() == []


@pytest.mark.parametrize("pane", range(6))
def test_nothing_breaks_wherever_the_keys_are(desk: Desk, pane: int) -> None:
    desk.window.links.show()
    trigger_all(desk.window, desk.window.commands.every_pane()[pane])


def test_nothing_breaks_with_one_side_at_a_time_and_no_node(desk: Desk) -> None:
    desk.window.split.set_sides("one")
    desk.window.session.select(None)
    trigger_all(desk.window, desk.window.split.tabs)


def test_nothing_breaks_with_one_article(desk: Desk) -> None:
    article = desk.case(desk.left).article_id
    desk.window.session.do(lambda reader: library.delete_article(reader, article))
    assert desk.right.case is None
    trigger_all(desk.window, desk.right.article)
