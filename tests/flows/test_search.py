"""Finding in the whole project by keys: results as one types, and Enter goes there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.authoring import library, links, nodes
from models.entities import Kind, LinkKind
from tests.flows.conftest import Desk
from ui.files import open_session
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.search import finder
from ui.search.replacing import ReplaceDialog
from ui.search.window import SearchDialog
from ui.settings import Settings
from ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(desk: Desk, qtbot: QtBot) -> SearchDialog:
    QTest.keyClick(desk.window, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: desk.window.search_commands.dialog is not None)
    dialog = desk.window.search_commands.dialog
    assert isinstance(dialog, SearchDialog)
    return dialog


def found(dialog: SearchDialog) -> list[tuple[str, str]]:
    return [(row.hit.what, row.plain) for row in dialog.rows.all() if row.hit is not None]


def reword(desk: Desk, node: str, text: str) -> None:
    assert desk.window.session is not None
    desk.window.session.do(lambda reader: nodes.change_text(reader, node, text))


@pytest.fixture
def far(desk: Desk) -> str:
    """A node at the foot of the right tree."""
    assert desk.right.case is not None
    node = [node.id for node, _depth in desk.project.walk(desk.right.case.id)][-1]
    reword(desk, node, "Nobody counts the lamplighters")
    return node


def test_letters_find_and_enter_goes_there(desk: Desk, far: str, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    QTest.keyClicks(dialog.field, "lampl")
    assert found(dialog) == [("node", "Nobody counts the lamplighters")]
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert desk.selected == far and desk.window.search_commands.dialog is None
    assert desk.window.focusWidget() is desk.right.tree_view()


def test_what_is_edited_meanwhile_is_found(desk: Desk, far: str, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    QTest.keyClicks(dialog.field, "glaziers")
    assert found(dialog) == [] and "Nothing" in dialog.empty.text()
    reword(desk, far, "Nobody counts the glaziers")
    qtbot.waitUntil(lambda: found(dialog) == [("node", "Nobody counts the glaziers")])
    assert desk.window.session is not None
    desk.window.session.do(lambda reader: nodes.delete_node(reader, far))
    qtbot.waitUntil(lambda: found(dialog) == [])
    desk.window.session.undo()
    qtbot.waitUntil(lambda: len(found(dialog)) == 1)


def test_arrows_pass_over_headings_and_what_is_chosen_stays_chosen(desk: Desk, far: str, qtbot: QtBot) -> None:
    assert desk.window.session is not None
    desk.window.session.do(lambda reader: nodes.change_note(reader, far, "The lamplighters are in the census"))
    dialog = opened(desk, qtbot)
    QTest.keyClicks(dialog.field, "lamplighters")
    heads = [row.plain for row in dialog.rows.all() if row.hit is None]
    assert heads == ["Nodes", "Notes of nodes"]
    assert dialog.list.currentIndex().row() == 1
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    hit = dialog.hit()
    assert hit is not None and hit.what == "note"
    qtbot.waitUntil(lambda: dialog.figures.text() == "2 found")
    assert dialog.hit() == hit  # though the best came first meanwhile
    QTest.keyClick(dialog.field, Qt.Key.Key_Up)
    QTest.keyClick(dialog.field, Qt.Key.Key_Up)
    assert dialog.list.currentIndex().row() == 1


def test_what_was_asked_last_stands_there_still(desk: Desk, far: str, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    QTest.keyClicks(dialog.field, "lampl")
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    dialog = opened(desk, qtbot)
    assert dialog.field.text() == "lampl" == dialog.field.selectedText() and len(found(dialog)) == 1


def test_a_paragraph_is_shown_and_selected(desk: Desk, qtbot: QtBot) -> None:
    article = desk.project.article(desk.right.case.article_id)  # type: ignore[union-attr]
    text, block = desk.project.text(article.id), desk.project.layout(article.id).blocks[-1]
    dialog = opened(desk, qtbot)
    words = " ".join(text[block.start : block.end].split()[:4])
    QTest.keyClicks(dialog.field, f'kind:text "{words}')
    assert found(dialog)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert desk.right.article.selection == (block.start, block.end)
    assert desk.window.focusWidget() is desk.right.article


def test_a_tag_asks_for_what_has_it(desk: Desk, far: str, qtbot: QtBot) -> None:
    assert desk.window.session is not None
    desk.window.session.do(lambda reader: nodes.change_tags(reader, far, ["street light"]))
    dialog = opened(desk, qtbot)
    QTest.keyClicks(dialog.field, "street")
    assert found(dialog) == [("tag", "street light")]
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.field.text() == 'tag:"street light" '
    assert found(dialog) == [("node", "Nobody counts the lamplighters")]


def test_a_case_that_is_on_no_side_comes_on_one(desk: Desk, qtbot: QtBot) -> None:
    session = desk.window.session
    assert session is not None and desk.right.case is not None
    case = session.workspace.do(lambda reader: library.add_case(reader, desk.right.case.article_id, "A third reading"))
    node = session.workspace.do(lambda reader: nodes.add_node(reader, case, None, Kind.CLAIM, text="Lamps burn"))
    dialog = opened(desk, qtbot)
    QTest.keyClicks(dialog.field, "lamps burn")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert case in [side.case.id for side in desk.window.split.sides() if side.case is not None]
    assert desk.selected == node


def test_unanswered_claims_and_notes_of_links(desk: Desk, qtbot: QtBot) -> None:
    session = desk.window.session
    assert session is not None
    left, right = desk.roots(desk.left)[0], desk.roots(desk.right)[0]
    link = session.workspace.do(lambda reader: links.link_nodes(reader, left, right, LinkKind.TENSION))
    session.do(lambda reader: links.change_note(reader, link, "Both count lamplighters"))
    dialog = opened(desk, qtbot)
    QTest.keyClicks(dialog.field, "unanswered")
    wanted = {n for n, status in session.statuses().items() if status == "unanswered"}
    hits = {row.hit.row for row in dialog.rows.all() if row.hit is not None}
    assert hits and hits <= wanted
    dialog.field.selectAll()
    QTest.keyClicks(dialog.field, "lamplighters")
    assert [what for what, _text in found(dialog)] == ["link"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert session.front_link == link


def test_another_project_is_another_index(
    desk: Desk, far: str, qtbot: QtBot, tmp_path: Path, sample: bytes, open_desk: Callable[[Path], Desk]
) -> None:
    dialog = opened(desk, qtbot)
    QTest.keyClicks(dialog.field, "lamplighters")
    assert len(found(dialog)) == 1
    dialog.reject()
    path = tmp_path / "other.counterpoint"
    path.write_bytes(sample)
    desk.window.files.open(path)
    dialog = opened(desk, qtbot)
    assert dialog.field.text() == "lamplighters" and found(dialog) == []


def test_words_are_replaced_in_one_step_after_a_look(desk: Desk, far: str, qtbot: QtBot) -> None:
    first = desk.roots(desk.left)[0]
    reword(desk, first, "Lamplighters were paid by lamps, not by lamplight")
    QTest.keyClick(desk.window, Qt.Key.Key_H, CTRL)
    qtbot.waitUntil(lambda: desk.window.search_commands.dialog is not None)
    dialog = desk.window.search_commands.dialog
    assert isinstance(dialog, ReplaceDialog)
    QTest.keyClicks(dialog.old, "lamplight")
    QTest.keyClicks(dialog.new, "gaslight")
    qtbot.waitUntil(lambda: len(dialog.rows.all()) == 2)
    assert [row.after for row in dialog.rows.all()] == [
        "Gaslighters were paid by lamps, not by gaslight",
        "Nobody counts the gaslighters",
    ]
    dialog.match_case.click()
    assert dialog.rows.all()[0].after == "Lamplighters were paid by lamps, not by gaslight"
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.go.text() == "&Replace in 1 node"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert desk.project.node(first).text == "Lamplighters were paid by lamps, not by gaslight"
    assert desk.project.node(far).text == "Nobody counts the lamplighters"
    assert desk.window.session is not None
    desk.window.session.undo()
    assert desk.project.node(first).text == "Lamplighters were paid by lamps, not by lamplight"


def test_a_node_is_never_left_without_words(desk: Desk, far: str, qtbot: QtBot) -> None:
    desk.window.search_commands.replace_in_nodes()
    dialog = desk.window.search_commands.dialog
    assert isinstance(dialog, ReplaceDialog)
    dialog.whole_words.setChecked(True)
    QTest.keyClicks(dialog.old, "Nobody counts the lamplighter")
    qtbot.waitUntil(lambda: not dialog._soon.isActive())
    assert dialog.rows.all() == []  # a word goes on behind it
    QTest.keyClicks(dialog.old, "s")
    qtbot.waitUntil(lambda: len(dialog.rows.all()) == 1)
    assert "would have no words left" in dialog.figures.text() and not dialog.go.isEnabled()
    dialog.reject()


def test_the_index_is_made_once_however_fast_one_types_and_edits_meanwhile_count(
    theme: Theme, tmp_path: Path, sample: bytes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[threading.Event] = []
    go_on, read = threading.Event(), finder.read_index

    def slow(*arguments: Any) -> Any:
        made.append(go_on)
        assert go_on.wait(20)
        return read(*arguments)

    monkeypatch.setattr(finder, "read_index", slow)
    path = tmp_path / "p.counterpoint"
    path.write_bytes(sample)
    window = MainWindow(theme, Settings(tmp_path / "settings.ini"), Jobs())
    qtbot.addWidget(window)
    window.show()
    window.show_session(open_session(path, "Ada"))
    window.search_commands.find_everywhere()
    dialog = window.search_commands.dialog
    QTest.keyClicks(dialog.field, "lamplighters")
    session = window.session
    assert session is not None
    node = session.project.children(session.project.cases()[0].id, None)[0].id
    session.do(lambda reader: nodes.change_text(reader, node, "Nobody counts the lamplighters"))
    qtbot.waitUntil(lambda: bool(made))
    go_on.set()
    qtbot.waitUntil(lambda: found(dialog) == [("node", "Nobody counts the lamplighters")])
    assert len(made) == 1
    window.close()
