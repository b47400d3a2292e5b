"""Links edited, answered and deleted over the whole window: on their card, and in the list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.authoring import links, nodes
from models.entities import LinkKind
from models.filtering import Filter
from tests.flows.conftest import Desk
from tests.flows.linked import CONTROL, NONE, Key, a_challenge, card_of, row_of, unlinked
from ui.panel.link_list import LEFT, NOTE, RELATION

# -- the card


def test_a_card_edits_kind_direction_and_strength_and_undo_works_while_it_is_open(desk: Desk) -> None:
    link = a_challenge(desk)
    wanted = LinkKind.TURNS if link.kind is not LinkKind.TURNS else LinkKind.REBUTS
    card = card_of(desk, link)
    desk.press(Key(Key.Key_0 + list(LinkKind).index(wanted) + 1))
    assert desk.project.link(link.id).kind is wanted and card.facts.kind == wanted
    desk.press(Key.Key_D)
    assert desk.project.link(link.id).source_id == link.target_id
    assert card.source.node_id == link.target_id
    desk.press(Key.Key_Tab)  # to the strengths
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Space)
    assert desk.project.link(link.id).strength == 0.5
    desk.press(Key.Key_Space)
    assert desk.project.link(link.id).strength is None
    for _step in range(4):
        desk.press(Key.Key_Z, CONTROL)
        assert card.is_open
    assert desk.project.link(link.id) == link
    assert card.facts.kind == link.kind and card.source.node_id == link.source_id


def test_the_note_of_a_card_is_one_edit_and_the_focus_goes_back(desk: Desk) -> None:
    link = a_challenge(desk)
    card = card_of(desk, link)
    desk.press(Key.Key_F2)
    assert card.note.hasFocus()
    desk.press(Key.Key_A, CONTROL)
    desk.type("Other figures")
    desk.press(Key.Key_Escape)
    assert desk.project.link(link.id).note == "Other figures" and card.is_open
    desk.press(Key.Key_Escape)
    assert not card.is_open and desk.left.outline.hasFocus()
    desk.press(Key.Key_Z, CONTROL)
    assert desk.project.link(link.id).note == link.note


def test_a_press_beside_the_card_keeps_its_note_and_closes_it(desk: Desk) -> None:
    link = a_challenge(desk)
    card = card_of(desk, link)
    desk.press(Key.Key_F2)
    desk.press(Key.Key_A, CONTROL)
    desk.type("Kept")
    row = row_of(desk.left, unlinked(desk, desk.left)[0])
    QTest.mouseClick(desk.left.outline.viewport(), Qt.MouseButton.LeftButton, NONE, row)
    assert not card.is_open and desk.project.link(link.id).note == "Kept"


def test_tab_stays_in_the_card(desk: Desk) -> None:
    card = card_of(desk, a_challenge(desk))
    seen = []
    for _turn in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None and card.isAncestorOf(focus)
        if focus in seen:
            break
        seen.append(focus)
        desk.press(Key.Key_Tab)
    assert {card.note, card.answer, card.delete, card.source, card.target} <= set(seen)
    assert all(focus.accessibleName() for focus in seen)


def test_the_card_goes_with_its_link(desk: Desk) -> None:
    link = a_challenge(desk)
    card = card_of(desk, link)
    desk.press(Key.Key_Delete)
    assert not desk.project.has("link", link.id) and not card.is_open
    desk.press(Key.Key_Z, CONTROL)
    assert desk.project.has("link", link.id)
    card_of(desk, link)
    desk.window.session.do(lambda reader: nodes.delete_node(reader, link.source_id))
    assert not card.is_open


def test_an_answer_chosen_on_the_card_meets_the_challenge(desk: Desk) -> None:
    link = a_challenge(desk)
    card = card_of(desk, link)
    assert card.state.words == "Open: nothing answers it yet."
    desk.press(Key.Key_A)
    picker = QApplication.activePopupWidget()
    assert picker is not None
    desk.press(Key.Key_Return)
    (answer,) = desk.project.answers(link.id)
    assert desk.project.node(answer.source_id).case_id == desk.case(desk.right).id
    assert desk.window.session.challenge_state(link.id) == "met"
    assert card.is_open and card.state.words == "Met by 1 answer:"
    card.answers[0].setFocus()
    desk.press(Key.Key_Return)
    assert card.facts.link_id == answer.id and card.kinds.isHidden()
    desk.press(Key.Key_Delete)
    assert desk.window.session.challenge_state(link.id) == "open"


def test_what_would_leave_an_answer_hanging_says_what_to_do(desk: Desk) -> None:
    link = a_challenge(desk)
    (reply,) = unlinked(desk, desk.right)
    desk.window.session.do(lambda reader: links.answer_link(reader, reply, link.id))
    card_of(desk, link)
    desk.press(Key.Key_6)
    assert desk.said[-1].startswith("1 answer replies to this challenge: keep a kind that challenges")
    desk.press(Key.Key_D)
    assert desk.said[-1].endswith("delete the answer before you turn the link round.")
    assert desk.project.link(link.id) == link


def test_going_to_an_end_from_the_card_selects_it_and_keeps_the_link_in_front(desk: Desk) -> None:
    link = a_challenge(desk)
    card = card_of(desk, link)
    QTest.mouseClick(card.target, Qt.MouseButton.LeftButton)
    assert desk.selected == link.target_id and not card.is_open
    assert desk.window.session.front_link == link.id
    assert desk.right.isAncestorOf(desk.focus())


def test_a_press_on_a_curve_opens_its_card(desk: Desk, qtbot: QtBot) -> None:
    link = a_challenge(desk)
    desk.window.session.select_link(link.id)
    desk.window.split.gutter.link_clicked.emit(link.id)
    card = desk.window.link_commands.editing.card
    assert card.is_open and card.facts.link_id == link.id
    assert desk.window.rect().contains(card.geometry()) and card.width() <= 360


def test_a_note_that_was_being_written_is_offered_after_a_crash(
    desk: Desk, open_desk: Callable[[Path], Desk], tmp_path: Path
) -> None:
    link = a_challenge(desk)
    card_of(desk, link)
    desk.press(Key.Key_F2)
    desk.press(Key.Key_A, CONTROL)
    desk.type("Half a thought")
    desk.window.session.flush_drafts()
    crashed = tmp_path / "crashed.counterpoint"
    crashed.write_bytes(desk.path.read_bytes())
    again = open_desk(crashed)
    assert "The note of a link, “Half a thought”" in again.window.offers.sentence
    QTest.mouseClick(again.window.offers._buttons[0], Qt.MouseButton.LeftButton)
    assert again.project.link(link.id).note == "Half a thought"
    assert again.window.session.front_link == link.id


# -- the list


def listed(desk: Desk) -> list[str]:
    model = desk.window.links.model
    return [model.row(i).link_id for i in range(model.rowCount())]


def test_the_list_has_answers_and_links_within_a_case(desk: Desk) -> None:
    link = a_challenge(desk)
    (reply,) = unlinked(desk, desk.right)
    one, two = desk.roots(desk.left)[0], unlinked(desk, desk.left)[0]
    made: list[str] = []
    session = desk.window.session
    session.do(lambda reader: links.answer_link(reader, reply, link.id), then=made.append)
    session.do(lambda reader: links.link_nodes(reader, one, two, LinkKind.TENSION), then=made.append)
    desk.window.actions_by_name["show_links"].trigger()
    assert set(made) <= set(listed(desk)) and len(listed(desk)) == len(desk.project.links())
    model = desk.window.links.model
    answer, within = (model.row(model.place_of(each)) for each in made)
    assert answer.right_text == desk.project.node(reply).text
    assert (answer.left_text.startswith("“") and "rebut" in answer.left_text) or "“" in answer.left_text
    assert within.within == desk.case(desk.left).name
    words = model.index(model.place_of(made[1]), LEFT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"within “{desk.case(desk.left).name}”" in words
    assert model.row(model.place_of(link.id)).state == "met"


def test_the_list_follows_the_link_in_front_and_leads_it(desk: Desk) -> None:
    session = desk.window.session
    desk.window.actions_by_name["show_links"].trigger()
    table = desk.window.links.table
    link = a_challenge(desk)
    session.select_link(link.id)
    assert table.current_link().link_id == link.id
    table.setFocus()
    desk.press(Key.Key_Home, CONTROL)
    first = listed(desk)[0]
    assert session.front_link == first
    desk.press(Key.Key_Down)
    assert session.front_link == listed(desk)[1]


def test_a_link_is_edited_in_its_row(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_by_name["show_links"].trigger()
    panel, link = desk.window.links, a_challenge(desk)
    panel.select(link.id)
    panel.table.setFocus()
    desk.press(Key.Key_F2)
    desk.press(Key.Key_A, CONTROL)
    desk.type("In the row")
    desk.press(Key.Key_Return)
    qtbot.waitUntil(lambda: desk.project.link(link.id).note == "In the row")  # Qt lets the editor have the key first
    row = panel.model.place_of(link.id)
    assert panel.model.index(row, NOTE).data() == "In the row"
    assert panel.table.current_link().link_id == link.id
    panel.table.setFocus()
    desk.press(Key.Key_D)
    assert desk.project.link(link.id).source_id == link.target_id
    desk.press(Key.Key_7)
    assert desk.project.link(link.id).kind is LinkKind.TENSION
    assert panel.model.index(panel.model.place_of(link.id), RELATION).data() == "in tension with"
    desk.press(Key.Key_Delete)
    assert link.id not in listed(desk)
    for _step in range(4):
        desk.press(Key.Key_Z, CONTROL)
    assert desk.project.link(link.id) == link and link.id in listed(desk)


def test_escape_in_a_row_leaves_the_note_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_by_name["show_links"].trigger()
    panel, link = desk.window.links, a_challenge(desk)
    last = desk.window.session.workspace.history.to_undo()
    panel.select(link.id)
    panel.table.setFocus()
    desk.press(Key.Key_F2)
    desk.type("No")
    desk.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.table.is_editing)
    assert desk.project.link(link.id).note == link.note
    desk.window.session.flush_drafts()
    assert desk.window.session.workspace.store.drafts() == []
    desk.press(Key.Key_F2)
    desk.type("x")
    desk.press(Key.Key_A, CONTROL)
    desk.type(link.note)  # the same words again
    desk.press(Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.table.is_editing)
    desk.window.session.flush_drafts()
    assert desk.window.session.workspace.store.drafts() == []
    assert desk.window.session.workspace.history.to_undo() == last


def test_a_double_click_in_the_list_opens_the_card(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_by_name["show_links"].trigger()
    table, link = desk.window.links.table, a_challenge(desk)
    qtbot.waitUntil(lambda: table.viewport().height() > 60)
    desk.window.links.select(link.id)
    place = table.visualRect(table.currentIndex()).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    card = desk.window.link_commands.editing.card
    assert card.is_open and card.facts.link_id == link.id
    desk.press(Key.Key_Escape)
    assert table.hasFocus()


def test_a_deleted_node_takes_its_links_and_undo_brings_them_back(desk: Desk) -> None:
    desk.window.actions_by_name["show_links"].trigger()
    link, before = a_challenge(desk), listed(desk)
    target = link.target_id
    assert target is not None
    desk.window.session.do(lambda reader: nodes.delete_node(reader, target))
    assert link.id not in listed(desk)
    desk.window.session.undo()
    assert listed(desk) == before


def test_the_filter_leaves_some_in_the_list_and_says_of_how_many(desk: Desk) -> None:
    desk.window.actions_by_name["show_links"].trigger()
    panel, session = desk.window.links, desk.window.session
    total = panel.model.rowCount()
    session.set_filter(Filter(links_off=frozenset({"rebuts"})))
    shown = panel.model.rowCount()
    assert 0 < shown < total and panel.count.words == f"{shown} of {total} links" and panel.count.isVisible()
    session.set_filter(Filter(text="nobody writes this"))
    assert panel.table.isHidden() and panel.empty.text() == f"The filter hides all {total} links."
    session.set_filter(Filter())
    assert panel.model.rowCount() == total and not panel.count.isVisible()


def test_a_note_that_is_worded_in_its_row_stays_when_others_edit(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_by_name["show_links"].trigger()
    panel, link = desk.window.links, a_challenge(desk)
    (reply,) = unlinked(desk, desk.right)
    panel.select(link.id)
    panel.table.setFocus()
    desk.press(Key.Key_F2)
    desk.press(Key.Key_A, CONTROL)
    desk.type("Half a")
    desk.window.session.do(lambda reader: links.answer_link(reader, reply, link.id))
    desk.type(" thought")
    desk.press(Key.Key_Return)
    qtbot.waitUntil(lambda: desk.project.link(link.id).note == "Half a thought")
    assert len(listed(desk)) == len(desk.project.links())


def test_a_in_a_row_asks_who_answers_and_says_where_nothing_can(desk: Desk) -> None:
    desk.window.actions_by_name["show_links"].trigger()
    panel, link = desk.window.links, a_challenge(desk)
    panel.select(link.id)
    panel.table.setFocus()
    desk.press(Key.Key_A)
    desk.press(Key.Key_Return)
    assert desk.window.session.challenge_state(link.id) == "met"
    agreed = next(each for each in desk.project.links() if each.kind is LinkKind.AGREES)
    panel.select(agreed.id)
    panel.table.setFocus()
    desk.press(Key.Key_A)
    assert desk.said[-1] == "An answer replies to a link that challenges; choose one of those."
