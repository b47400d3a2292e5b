"""The clash table in the window: what is done in it is an edit of the project, and it follows every other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.authoring.library import pair
from models.authoring.links import remove_link
from models.entities import LinkKind, clash_id
from models.ports import Draft
from tests.flows.conftest import Desk
from ui.clash.lines import Line
from ui.clash.model import BETTER, LEFT, LINK, NO, RIGHT, STRENGTH, WEIGHING
from ui.clash.view import ClashView
from ui.layouts import Layout
from ui.picker import Picker

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(desk: Desk) -> ClashView:
    """The clash table on show, with the keys."""
    desk.left.outline.setFocus()
    desk.press(Key.Key_F9)
    assert desk.window.clash.view.hasFocus()
    return desk.window.clash.view


def lines(view: ClashView) -> list[Line]:
    return [line for line in view.lines.lines if not line.is_head]


def go(view: ClashView, key: str, column: int) -> None:
    row = view.lines.row_of(key)
    assert row is not None
    view.step_to(row)
    view.to_column(column)


def challenge(desk: Desk, view: ClashView) -> str:
    """A link that challenges, with a row."""
    return next(
        line.key
        for line in lines(view)
        if line.link_id is not None and desk.project.link(line.link_id).kind is LinkKind.REBUTS
    )


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def type_into(text: str) -> None:
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Key.Key_Return)


def test_kind_and_strength_are_changed_in_their_cells(desk: Desk, view: ClashView) -> None:
    link = challenge(desk, view)
    go(view, link, LINK)
    desk.press(Key.Key_Return)
    QTest.keyClick(menu(), Key.Key_3)
    assert desk.project.link(link).kind is LinkKind.QUESTIONS
    go(view, link, STRENGTH)
    desk.press(Key.Key_Return)
    QTest.keyClick(menu(), Key.Key_4)
    assert desk.project.link(link).strength == 1.0
    assert view.hasFocus() and view.current_line().key == link
    desk.press(Key.Key_Z, CONTROL)
    desk.press(Key.Key_Z, CONTROL)
    assert desk.project.link(link).kind is LinkKind.REBUTS


def test_a_point_is_reworded_where_it_stands(desk: Desk, view: ClashView) -> None:
    line = lines(view)[0]
    go(view, line.key, LEFT)
    desk.press(Key.Key_F2)
    type_into("In other words")
    assert line.left is not None and desk.project.node(line.left.id).text == "In other words"
    assert next(each for each in lines(view) if each.key == line.key).left.text == "In other words"
    desk.press(Key.Key_Z, CONTROL)
    assert desk.project.node(line.left.id).text == line.left.text


def test_what_is_noted_of_a_row_is_kept_and_undone(desk: Desk, view: ClashView) -> None:
    link, session = challenge(desk, view), desk.window.session
    before = desk.project.clash(session.pairing.id, link)
    go(view, link, WEIGHING)
    desk.press(Key.Key_F2)
    desk.type("It bears on")
    session.flush_drafts()
    drafts = session.workspace.store.drafts()
    assert [(d.table, d.row, d.column) for d in drafts] == [("link", link, "weighing")]
    type_into(" all else")
    noted = desk.project.clash(session.pairing.id, link)
    assert noted is not None and noted.weighing.endswith("It bears on all else")
    assert session.workspace.store.drafts() == []
    session.undo()
    assert desk.project.clash(session.pairing.id, link) == before


def test_rows_are_put_under_a_new_heading(desk: Desk, view: ClashView) -> None:
    session, rows = desk.window.session, [line.key for line in lines(view) if line.link_id is not None][:2]
    before = session.project.issues(session.pairing.id)
    go(view, rows[0], NO)
    desk.press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = list(view.chosen)
    assert len(chosen) == 2
    desk.press(Key.Key_H, CONTROL)
    if QApplication.activePopupWidget() is not None:
        QTest.keyClick(menu(), Key.Key_N)
    type_into("Who pays?")
    new = [issue for issue in session.project.issues(session.pairing.id) if issue not in before]
    assert [issue.heading for issue in new] == ["Who pays?"]
    assert {c.link_id or c.node_id for c in session.project.clashes(session.pairing.id) if c.issue_id == new[0].id} == {
        *chosen
    }
    assert "Who pays?" in desk.window.status.message
    session.undo()
    assert session.project.issues(session.pairing.id) == before


def test_a_point_without_a_partner_is_linked_from_its_empty_cell(desk: Desk, view: ClashView) -> None:
    line = next(each for each in lines(view) if each.link_id is None and each.left is not None)
    node = line.key
    go(view, node, RIGHT)
    desk.press(Key.Key_Return)
    assert sum(picker.isVisible() for picker in desk.window.findChildren(Picker)) == 1
    desk.press(Key.Key_Return)
    QTest.keyClick(menu(), Key.Key_1)
    links = [link for link in desk.project.links_of(node) if link.source_id == node]
    assert [link.kind for link in links] == [LinkKind.REBUTS]
    assert view.current_line().key == links[0].id
    desk.window.session.undo()
    assert list(desk.project.links_of(node)) == []


def test_deleting_a_row_removes_its_link_and_undo_brings_all_of_it_back(desk: Desk, view: ClashView) -> None:
    session, link = desk.window.session, challenge(desk, view)
    go(view, link, BETTER)
    desk.press(Key.Key_F2)
    type_into("Dated figures")
    noted = desk.project.clash(session.pairing.id, link)
    go(view, link, NO)
    desk.press(Key.Key_Delete)
    assert not desk.project.has("link", link) and desk.project.clash(session.pairing.id, link) is None
    assert link not in [line.key for line in lines(view)]
    session.undo()
    assert desk.project.clash(session.pairing.id, link) == noted
    assert link in [line.key for line in lines(view)]


def test_an_answer_is_seen_in_the_row_of_the_challenge(desk: Desk, view: ClashView) -> None:
    answer = next(link for link in desk.project.links() if link.kind is LinkKind.ANSWERS)
    desk.window.session.select_link(answer.id)
    assert view.current_line().key == answer.target_link_id


def test_the_head_counts_what_is_shown_and_open(desk: Desk, view: ClashView) -> None:
    figures = desk.window.clash.head.figures
    total = sum(1 for end in desk.window.split.link_ends() if end.kind not in ("agrees", "same_evidence", "answers"))
    assert figures.text().startswith(f"{total} clashes, ")
    link = challenge(desk, view)
    desk.window.session.do(lambda reader: remove_link(reader, link))
    assert figures.text().startswith(f"{total - 1} clashes, ")


def test_words_of_a_row_that_a_crash_cut_off_are_offered(desk: Desk, open_desk: Callable[[Path], Desk]) -> None:
    session = desk.window.session
    link = next(link.id for link in desk.project.links() if link.kind is LinkKind.REBUTS)
    other = desk.fresh()
    time = "2025-01-01T00:00:00.000Z"
    other.save_draft(Draft("one", "another", "link", link, "why", "it is dated", time))
    other.save_draft(Draft("two", "another", "pairing", session.pairing.id, "notes", "half a thought", time))
    other.close()
    again = open_desk(desk.path)
    offers = again.window.offers
    assert "it is dated" in offers.sentence
    offers.setFocus()
    again.press(Key.Key_Space)
    assert "half a thought" in offers.sentence
    noted = again.project.entity("clash", clash_id(session.pairing.id, link))
    assert noted is not None and noted.why == "it is dated"
    offers.setFocus()
    again.press(Key.Key_Space)
    assert again.window.session.pairing.notes == "half a thought"
    assert not offers.isVisible()


def test_beside_the_table_no_link_of_the_panel_is_out_of_sight(desk: Desk, view: ClashView) -> None:
    go(view, lines(view)[0].key, LEFT)
    words = desk.window.panel.links_count
    assert words.words and "out of sight" not in words.words
    desk.window.layouts.choose(Layout.MAPS)
    desk.window.layouts.choose(Layout.ROWS)
    assert "out of sight" not in words.words


@pytest.mark.parametrize("column", [LEFT, WEIGHING])
def test_what_is_typed_in_a_cell_is_kept_when_the_window_closes(desk: Desk, view: ClashView, column: int) -> None:
    line = next(line for line in lines(view) if line.link_id is not None)
    go(view, line.key, column)
    desk.press(Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Key.Key_A, CONTROL)
    QTest.keyClicks(editor, "Half a thought")
    desk.window.close()
    project = desk.fresh().project
    if column == LEFT:
        assert line.left is not None and project.node(line.left.id).text == "Half a thought"
    else:
        noted = project.clash(project.pairings()[0].id, line.key)
        assert noted is not None and noted.weighing == "Half a thought"


def test_words_in_a_cell_are_of_the_pairing_in_whose_table_they_stand(desk: Desk, view: ClashView) -> None:
    session = desk.window.session
    assert session is not None and session.pairing is not None
    first = session.pairing.id
    made: list[str] = []
    ends = desk.case(desk.right).id, desk.case(desk.left).id
    session.do(lambda reader: pair(reader, *ends, "Another motion"), then=made.append)
    session.show_pairing(first)
    link = challenge(desk, view)
    go(view, link, WEIGHING)
    desk.press(Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Key.Key_A, CONTROL)
    QTest.keyClicks(editor, "It decides the rest")
    session.show_pairing(made[0])
    noted = desk.project.clash(first, link)
    assert noted is not None and noted.weighing == "It decides the rest"
    assert desk.project.clashes(made[0]) == []


def test_the_current_cell_goes_with_its_point_when_the_sides_are_swapped(desk: Desk, view: ClashView) -> None:
    session = desk.window.session
    go(view, challenge(desk, view), LEFT)
    node = session.selected_node
    desk.window.actions_by_name["swap_sides"].trigger()
    line = view.current_line()
    assert view.currentIndex().column() == RIGHT
    assert line is not None and line.right is not None and line.right.id == node == session.selected_node
