"""A project with one article: it has the whole window, its tree beside the text; the second one makes it a pair."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models import VERSION
from models.authoring.library import Source, import_article
from models.entities import Kind
from models.texts import plain_layout
from models.workspace import Workspace
from storage.database import create_project
from storage.store import SqliteStore
from tests.flows.conftest import ANNOTATOR, Desk
from ui.outline.model import STATUS

TEXT = "The ferry is late.\nEverybody on the pier knows it. Nobody says so.\n"


def source(title: str) -> Source:
    return Source(title, TEXT.encode(), TEXT, TEXT, plain_layout(TEXT))


@pytest.fixture
def alone(tmp_path: Path, open_desk: Callable[[Path], Desk], qtbot: QtBot) -> Desk:
    path = tmp_path / "one.counterpoint"
    create_project(path, VERSION)
    workspace = Workspace(SqliteStore(path), ANNOTATOR)
    workspace.do(lambda reader: import_article(reader, source("Ferries")))
    workspace.close()
    desk = open_desk(path)
    desk.window.resize(1300, 800)
    qtbot.waitUntil(lambda: desk.window.split.width() >= 1000)
    return desk


def test_it_has_the_window_and_the_tree_stands_beside_it(alone: Desk) -> None:
    split = alone.window.split
    assert split.compact
    assert alone.left.isVisible() and not alone.right.isVisible()
    assert alone.left.splitter.orientation() is Qt.Orientation.Horizontal
    assert not split.strip.isVisible()
    assert alone.left.outline.isColumnHidden(STATUS)  # no pairing: nothing is answered


def test_a_second_article_makes_two_sides(alone: Desk) -> None:
    session = alone.window.session
    assert session is not None
    session.do(lambda reader: import_article(reader, source("Trains")))
    assert not alone.window.split.compact
    assert alone.left.isVisible() and alone.right.isVisible()
    assert alone.left.splitter.orientation() is Qt.Orientation.Vertical
    assert not alone.left.outline.isColumnHidden(STATUS)
    QTest.keyClick(alone.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert alone.window.split.compact


def test_keys_and_commands_work_from_the_very_first(alone: Desk) -> None:
    alone.left.article.setFocus()
    QTest.keyClick(alone.left.article, Qt.Key.Key_U)
    QTest.keyClick(alone.left.article, Qt.Key.Key_C)
    alone.press(Qt.Key.Key_Return)
    assert [alone.project.node(node).text for node in alone.roots(alone.left)] == ["The ferry is late."]
    QTest.keyClick(alone.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert alone.left.find_bar.isVisible()


def test_enter_begins_a_tree_that_has_no_node(alone: Desk, qtbot: QtBot) -> None:
    side = alone.left
    for view in (side.outline, side.map):
        if view is side.map:
            alone.window.session.undo()  # type: ignore[union-attr]
            assert not alone.roots(side)
            QTest.mouseClick(side.header.map_tab, Qt.MouseButton.LeftButton)
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Return)
        editor = alone.window.focusWidget()
        QTest.keyClicks(editor, "Ferries are late")
        view.finish_editing()
        (root,) = alone.roots(side)
        assert (alone.project.node(root).kind, alone.project.node(root).text) == (Kind.CLAIM, "Ferries are late")
        alone.window.session.undo()  # type: ignore[union-attr]


def test_in_a_new_project_the_keys_are_on_what_to_do_first(open_desk: Callable[[Path], Desk], tmp_path: Path) -> None:
    path = tmp_path / "new.counterpoint"
    create_project(path, VERSION)
    desk = open_desk(path)
    button = desk.focus()
    assert isinstance(button, QPushButton) and "Import" in button.text()
