"""Trees of which a filter shows a part: folding, selecting, wording and moving in them as a person does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.authoring import links, nodes
from models.entities import Kind, LinkKind
from tests.flows.conftest import Desk
from tests.flows.test_filtering import all_nodes, matches, off, rows, set_filter
from ui.side import Side

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


# -- folds and the selection


def test_folds_come_back_and_the_selected_node_stays_in_sight(desk: Desk) -> None:
    side, tree = desk.left, desk.left.tree
    tree.unfold_level(desk.project, 1)
    before, folded = rows(side), set(tree.folded)
    set_filter(desk, kinds_off=off("claim", "rebuttal"))
    assert set(matches(desk, side)) == set(all_nodes(desk, side, "evidence"))
    set_filter(desk)
    assert rows(side) == before
    assert tree.folded == folded
    set_filter(desk, kinds_off=off("claim", "rebuttal"))
    wanted = matches(desk, side)[0]
    desk.click_row(side, wanted)
    set_filter(desk)
    assert desk.selected == wanted
    assert wanted in rows(side)


def test_a_selected_node_that_is_hidden_stays_selected_and_no_key_is_about_it(desk: Desk) -> None:
    side = desk.left
    victim = all_nodes(desk, side, "evidence")[0]
    desk.click_row(side, victim)
    set_filter(desk, kinds_off=off("evidence"))
    assert desk.selected == victim
    assert victim not in rows(side)
    side.outline.setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert desk.project.is_visible(victim)
    set_filter(desk)
    assert desk.selected == victim
    assert side.outline.selected_node() == victim


def test_a_hidden_node_that_is_gone_to_comes_in_sight(desk: Desk) -> None:
    set_filter(desk, kinds_off=off("evidence"))
    wanted, other = all_nodes(desk, desk.right, "evidence")[:2]
    desk.window.intents.select(wanted)
    assert wanted in rows(desk.right)
    assert desk.right.outline.selected_node() == wanted
    assert other not in rows(desk.right)
    set_filter(desk)
    set_filter(desk, kinds_off=off("evidence"))
    assert wanted not in rows(desk.right), "its own filter hides it, selected as it is"
    desk.window.intents.select(wanted)
    assert wanted in rows(desk.right), "unless somebody goes to it once more"
    set_filter(desk, kinds_off=off("evidence"), links_off=off("agrees"))
    assert wanted not in rows(desk.right), "another filter hides it again"


def test_folding_works_in_a_filtered_tree(desk: Desk) -> None:
    side = desk.left
    set_filter(desk, kinds_off=off("evidence"))
    root = rows(side)[0]
    desk.click_row(side, root)
    shown = set(matches(desk, side))
    inside = {node.id for node, _depth in desk.project.walk(desk.case(side).id, root)} & shown
    desk.press(Qt.Key.Key_Left)
    assert side.outline.outline.row_at(0).folded_count == len(inside) > 0
    assert not inside & set(rows(side))
    desk.press(Qt.Key.Key_Right)
    assert inside <= set(rows(side))


# -- editing


def test_a_new_node_stays_in_sight_until_there_is_another_filter(desk: Desk) -> None:
    side = desk.left
    set_filter(desk, text="sanctions")
    node_id = matches(desk, side)[0]
    desk.click_row(side, node_id)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert side.outline.is_editing
    desk.type("About something else")
    desk.press(Qt.Key.Key_Return)
    made = desk.selected
    assert made is not None and made != node_id
    assert desk.project.node(made).text == "About something else"
    assert made in rows(side)
    set_filter(desk, text="sanctions", kinds_off=off("rebuttal"))
    assert made not in rows(side)


def test_a_reworded_node_does_not_vanish_under_the_keys(desk: Desk) -> None:
    side = desk.left
    set_filter(desk, text="sanctions")
    node_id = matches(desk, side)[0]
    desk.click_row(side, node_id)
    desk.press(Qt.Key.Key_F2)
    QTest.keyClick(desk.focus(), Qt.Key.Key_A, CTRL)
    desk.type("Other words")
    desk.press(Qt.Key.Key_Return)
    assert desk.project.node(node_id).text == "Other words"
    assert node_id in rows(side)
    assert side.outline.selected_node() == node_id


def siblings_with_one_hidden(desk: Desk) -> tuple[Side, str, str, list[str]]:
    """Two nodes in sight with a hidden one between them: their side, themselves, and their parent's children."""
    for side in (desk.left, desk.right):
        for node, _depth in desk.project.walk(desk.case(side).id):
            row = [child.id for child in desk.project.children(node.case_id, node.id)]
            plain = all(desk.project.node(each).premise_group is None for each in row)
            if plain and len(row) > 2:
                return side, row[0], row[2], row
    raise AssertionError("no such row")


def test_a_move_goes_past_the_neighbour_in_sight(desk: Desk) -> None:
    side, first, third, row = siblings_with_one_hidden(desk)
    session = desk.window.session
    assert session is not None
    for node_id in (first, third):
        session.do(lambda reader, node_id=node_id: nodes.change_tags(reader, node_id, ["kept"]))
    set_filter(desk, tags=frozenset({"kept"}))
    desk.click_row(side, first)
    QTest.keyPress(side.outline, Qt.Key.Key_Down, ALT)
    QTest.keyRelease(side.outline, Qt.Key.Key_Down, ALT)
    parent = desk.project.node(first)
    now = [child.id for child in desk.project.children(parent.case_id, parent.parent_id)]
    assert now == [row[1], third, first, *row[3:]]
    assert rows(side).index(third) < rows(side).index(first)
    desk.press(Qt.Key.Key_Z, CTRL)
    assert [child.id for child in desk.project.children(parent.case_id, parent.parent_id)] == row


def test_tab_goes_under_the_neighbour_in_sight_or_is_refused(desk: Desk) -> None:
    side, first, third, _row = siblings_with_one_hidden(desk)
    session = desk.window.session
    assert session is not None
    for node_id in (first, third):
        session.do(lambda reader, node_id=node_id: nodes.change_tags(reader, node_id, ["kept"]))
        session.do(lambda reader, node_id=node_id: nodes.change_kind(reader, node_id, Kind.CLAIM))
    set_filter(desk, tags=frozenset({"kept"}))
    desk.click_row(side, first)
    desk.press(Qt.Key.Key_Tab)
    assert "no sibling" in desk.said[-1]
    desk.click_row(side, third)
    desk.press(Qt.Key.Key_Tab)
    assert desk.project.node(third).parent_id == first
    assert third in rows(side)


def test_the_map_shows_what_is_kept_and_mutes_what_is_above(desk: Desk) -> None:
    side = desk.left
    desk.window.actions_by_name["show_map"].trigger()
    assert side.map.isVisible()
    set_filter(desk, kinds_off=off("claim", "evidence"))
    kept = side.tree.kept
    assert kept is not None
    assert set(side.map.scene.ids) == kept.shown
    above = next(iter(kept.shown - kept.matches))
    assert not side.map.scene.options.is_match(above)
    set_filter(desk)
    assert set(side.map.scene.ids) == set(all_nodes(desk, side))


def test_deleting_goes_on_to_a_neighbour_in_sight(desk: Desk) -> None:
    side, first, third, row = siblings_with_one_hidden(desk)
    session = desk.window.session
    assert session is not None
    for node_id in (first, third):
        session.do(lambda reader, node_id=node_id: nodes.change_tags(reader, node_id, ["kept"]))
    set_filter(desk, tags=frozenset({"kept"}))
    desk.click_row(side, first)
    desk.press(Qt.Key.Key_Delete)
    assert desk.selected == third
    assert row[1] not in rows(side)


def test_what_an_edit_changes_elsewhere_stays_in_sight_too(desk: Desk) -> None:
    session = desk.window.session
    assert session is not None
    unanswered = [i for i, status in session.statuses().items() if status == "unanswered"]
    target = next(i for i in unanswered if desk.right.owns(i))
    source = all_nodes(desk, desk.left, "evidence")[0]
    set_filter(desk, statuses_off=off("answered", "open"))
    assert target in matches(desk, desk.right)
    session.do(lambda reader: links.link_nodes(reader, source, target, LinkKind.REBUTS))
    assert session.status(target) == "answered"
    assert target in matches(desk, desk.right), "neither the claim nor the new link goes before one has seen it"
    assert target in [end.right_node for end in desk.window.split.link_ends()]
    set_filter(desk, statuses_off=off("answered"))
    assert target not in matches(desk, desk.right)
