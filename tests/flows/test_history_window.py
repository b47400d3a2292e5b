"""The history by hand: what was changed is listed, an earlier state is looked at and gone back to, and undone again."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.authoring import nodes
from models.states import rows_of
from storage.journals import read_journal, state_after
from tests.flows.conftest import Desk
from ui.history.window import HistoryDialog


def opened(desk: Desk, qtbot: QtBot) -> HistoryDialog:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(desk.window, Qt.Key.Key_Z, keys)
    qtbot.waitUntil(lambda: desk.window.history_commands.dialog is not None)
    dialog = desk.window.history_commands.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.rows.rowCount() > 0)
    return dialog


def press(place: QWidget, word: str) -> None:
    button = next(b for b in place.findChildren(QPushButton) if b.isVisible() and b.text().replace("&", "") == word)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def reworded(desk: Desk, *texts: str) -> str:
    session, side = desk.window.session, desk.window.split.left
    assert session is not None and side.case is not None
    node = session.project.children(side.case.id, None)[0].id
    session.select(node)
    for text in texts:
        session.do(lambda reader, text=text: nodes.change_text(reader, node, text))
    return node


def labels(dialog: HistoryDialog) -> list[str]:
    return [dialog.list.rows.index(row, 0).data() for row in range(dialog.list.rows.rowCount())]


def go_to(dialog: HistoryDialog, row: int, qtbot: QtBot) -> None:
    for _ in range(row):
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.list.currentIndex().row() == row)


def test_each_change_is_listed_with_what_it_did(desk: Desk, qtbot: QtBot) -> None:
    reworded(desk, "First words", "Second words")
    desk.window.session.undo()  # type: ignore[union-attr]
    dialog = opened(desk, qtbot)
    assert labels(dialog)[:3] == ["Undone: Reword “Second words”", "Reword “Second words”", "Reword “First words”"]
    qtbot.waitUntil(lambda: dialog.changes.rows.rowCount() == 1)
    (row,) = dialog.changes.rows.all()
    assert (row.text, row.sort, row.below) == ("First words", "Reworded", "before: Second words")
    assert "3 changes" not in dialog.figures.text() and "all since the project was made" in dialog.figures.text()
    dialog.reject()


def test_words_and_nodes_choose_among_them(desk: Desk, qtbot: QtBot) -> None:
    reworded(desk, "First words", "Blue whales")
    dialog = opened(desk, qtbot)
    count = dialog.list.rows.rowCount()
    QTest.keyClicks(dialog.filter.words, "whales")
    qtbot.waitUntil(lambda: dialog.list.rows.rowCount() == 1)
    dialog.filter.words.clear()
    qtbot.waitUntil(lambda: dialog.list.rows.rowCount() == count)
    QTest.keyClicks(dialog.filter.words, "nothing like it")
    qtbot.waitUntil(lambda: dialog.list.rows.rowCount() == 0)
    assert dialog.summary.text() == "No change fits." and not dialog.buttons["look"].isEnabled()
    dialog.reject()


def test_no_button_is_cut_however_small_the_window_is_made(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    dialog.buttons["keep"].setText("Keep: as much as 100 MB of it")
    dialog.resize(200, 200)
    qtbot.waitUntil(lambda: all(b.width() >= b.sizeHint().width() for b in dialog.buttons.values()))
    assert dialog.width() < 860
    dialog.reject()


def test_an_earlier_state_is_looked_at_and_left(desk: Desk, qtbot: QtBot) -> None:
    node, other = reworded(desk, "First words", "Second words"), desk.roots(desk.right)[0]
    desk.window.session.select(other)  # type: ignore[union-attr]
    dialog = opened(desk, qtbot)
    go_to(dialog, 1, qtbot)
    press(dialog, "Look at this state")
    session = desk.window.session
    assert session is not None and session.project.node(node).text == "First words"
    assert "The project as it stood after: Reword “First words”" in desk.window.conditions.sentence
    assert session.selected_node == other and desk.window.status.message == ""
    assert "(read-only)" in desk.window.windowTitle()
    QTest.keyClick(desk.window.split.left.tree_view(), Qt.Key.Key_F2)
    assert "Nothing can be changed" in desk.window.notices.bubble.sentence
    press(desk.window.conditions, "Back to now")
    assert desk.window.session is not None and desk.window.session.project.node(node).text == "Second words"
    assert not desk.window.conditions.isVisible()


def test_going_back_is_one_step_that_undo_takes_back(desk: Desk, qtbot: QtBot) -> None:
    session = desk.window.session
    assert session is not None
    first = rows_of(session.project.rows())
    node = reworded(desk, "First words", "Second words")
    session.do(lambda reader: nodes.delete_node(reader, node))
    now = rows_of(session.project.rows())
    dialog = opened(desk, qtbot)
    go_to(dialog, 3, qtbot)
    press(dialog, "Go back to this state")
    assert rows_of(session.project.rows()) == first
    assert "Go back to the state of" in desk.window.status.message
    session.undo()
    assert rows_of(session.project.rows()) == now


def test_going_back_waits_for_another_program_and_says_nothing_false(desk: Desk, qtbot: QtBot) -> None:
    session = desk.window.session
    assert session is not None
    node = reworded(desk, "First words", "Second words")
    dialog = opened(desk, qtbot)
    go_to(dialog, 1, qtbot)
    entry = dialog.chosen()
    assert entry is not None
    state = state_after(session.path, entry.seq)
    told: list[str] = []
    session.told.connect(told.append)
    with closing(sqlite3.connect(session.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        dialog.restore_requested.emit(entry, state)
        assert told == []
        other.execute("ROLLBACK")
        qtbot.waitUntil(lambda: session.project.node(node).text == "First words")
    assert told == []
    dialog.restore_requested.emit(entry, state)
    assert told == ["The project is in that state already."]
    dialog.reject()


def test_an_earlier_state_of_a_file_that_has_gone_is_told(desk: Desk, qtbot: QtBot) -> None:
    session = desk.window.session
    assert session is not None
    reworded(desk, "First words", "Second words")
    dialog = opened(desk, qtbot)
    go_to(dialog, 1, qtbot)
    entry, state = dialog.chosen(), session.project.rows()
    dialog.reject()
    session.path.unlink()
    refused: list[str] = []
    session.refused.connect(refused.append)
    dialog.look_requested.emit(entry, state)
    assert len(refused) == 1 and desk.window.session is session


def test_a_window_that_was_closed_reads_no_more(desk: Desk, qtbot: QtBot) -> None:
    reworded(desk, "First words")
    dialog = opened(desk, qtbot)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    reworded(desk, "Second words")
    qtbot.wait(0)


def test_a_state_that_is_looked_at_is_gone_back_to(desk: Desk, qtbot: QtBot) -> None:
    node = reworded(desk, "First words", "Second words")
    dialog = opened(desk, qtbot)
    go_to(dialog, 1, qtbot)
    press(dialog, "Look at this state")
    press(desk.window.conditions, "Go back to this state")
    session = desk.window.session
    assert session is not None and session.workspace.why_read_only is None
    assert session.project.node(node).text == "First words"
    session.undo()
    assert session.project.node(node).text == "Second words"


def test_how_much_is_kept_is_set(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    menu = dialog.buttons["keep"].menu()
    assert dialog.buttons["keep"].text().replace("&", "") == "Keep: everything"
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: dialog.buttons["keep"].text().replace("&", "") == "Keep: 5 MB")
    assert read_journal(desk.path).limit == 5_000_000
    dialog.reject()
