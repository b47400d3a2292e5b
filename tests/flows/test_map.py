"""The map in the whole window: one tree with the outline, one selection with the article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.entities import Kind
from tests.flows.conftest import Desk
from ui.settings import MAP_SHAPE, MAP_WHOLE
from ui.side import Side

ALT, SHIFT, CONTROL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def card(side: Side, node_id: str) -> QPoint:
    """The middle of a card in the map's viewport."""
    side.map.bring(node_id, at_once=True)
    box = side.map.scene.card(node_id)
    assert box is not None
    return side.map.from_scene(box).center()


def click(side: Side, node_id: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(side.map.viewport(), Qt.MouseButton.LeftButton, modifier, card(side, node_id))


@pytest.fixture
def mapped(desk: Desk, qtbot: QtBot) -> Iterator[Desk]:
    """The left side shows its map alone, by a press on its tab."""
    QTest.mouseClick(desk.left.header.map_tab, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.left.map.scene.count > 0)
    assert desk.left.shows() == "map"
    yield desk


def below(desk: Desk, node_id: str) -> list[str]:
    node = desk.project.node(node_id)
    return [each.id for each in desk.project.children(node.case_id, node_id)]


def test_a_press_on_the_tab_shows_the_map_alone_and_another_brings_back_what_was_there(mapped: Desk) -> None:
    left = mapped.left
    assert left.map.isVisible() and not left.outline.isVisible() and not left.article.isVisible()
    QTest.mouseClick(left.header.map_tab, Qt.MouseButton.LeftButton)
    assert left.shows() == "text tree" and not left.map.isVisible()


def test_the_keys_go_where_a_press_on_a_tab_leads(mapped: Desk) -> None:
    left, right = mapped.left, mapped.right
    assert left.map.hasFocus()
    QTest.mouseClick(left.header.map_tab, Qt.MouseButton.LeftButton)
    assert left.outline.hasFocus()
    QTest.mouseClick(right.header.map_tab, Qt.MouseButton.LeftButton)
    assert right.map.hasFocus()
    QTest.mouseClick(right.header.text_tab, Qt.MouseButton.LeftButton)
    assert right.article.hasFocus()


def test_the_text_or_the_tree_may_stand_beside_the_map(mapped: Desk) -> None:
    left = mapped.left
    QTest.mouseClick(left.header.text_tab, Qt.MouseButton.LeftButton)
    assert left.shows() == "text map"
    QTest.mouseClick(left.header.tree_tab, Qt.MouseButton.LeftButton)
    assert left.shows() == "text tree"  # two have room; the map was there the longest


def test_one_key_shows_the_maps_of_both_sides(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_M, ALT | CONTROL)
    assert [side.shows() for side in desk.window.split.sides()] == ["map", "map"]
    QTest.keyClick(desk.window, Qt.Key.Key_M, ALT | CONTROL)
    assert [side.shows() for side in desk.window.split.sides()] == ["text tree", "text tree"]


def test_a_click_on_a_card_selects_in_tree_and_article_too(mapped: Desk) -> None:
    wanted = below(mapped, mapped.roots(mapped.left)[0])[2]
    click(mapped.left, wanted)
    assert mapped.selected == wanted
    mapped.left.set_shows("text tree")
    assert mapped.left.outline.selected_node() == wanted
    assert mapped.left.article.passage_span(wanted) is not None


def test_what_is_selected_in_the_tree_is_selected_on_the_map(desk: Desk) -> None:
    wanted = below(desk, desk.roots(desk.left)[0])[1]
    desk.click_row(desk.left, wanted)
    desk.left.set_shows("map")
    assert desk.left.map.selected_node() == wanted
    box = desk.left.map.scene.card(wanted)
    assert box is not None and desk.left.map.in_sight.contains(box)


def test_the_selected_node_is_in_sight_however_late_the_map_gets_its_size(desk: Desk, qtbot: QtBot) -> None:
    wanted = list(desk.project.walk(desk.case(desk.left).id))[12][0].id
    desk.left.set_shows("map")
    desk.window.session.select(wanted)
    desk.window.actions_by_name["one_side"].trigger()

    def is_in_sight() -> bool:
        box = desk.left.map.scene.card(wanted)
        return box is not None and desk.left.map.in_sight.contains(box)

    qtbot.waitUntil(is_in_sight)
    QTest.qWait(0)
    assert is_in_sight()


def test_the_partner_of_a_node_is_marked_on_the_other_map(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_M, ALT | CONTROL)
    end = desk.window.split.link_ends()[0]
    click(desk.left, end.left_node)
    assert end.right_node in desk.right.map.looks().partners


def test_enter_adds_a_sibling_that_is_worded_at_once_and_one_undo_takes_words_one_the_point(mapped: Desk) -> None:
    root = mapped.roots(mapped.left)[0]
    first = below(mapped, root)[3]
    click(mapped.left, first)
    mapped.press(Qt.Key.Key_Return)
    made = mapped.selected
    assert made is not None and made != first and mapped.left.map.is_editing
    mapped.type("A point from the map")
    mapped.press(Qt.Key.Key_Return)
    assert mapped.project.node(made).text == "A point from the map"
    assert made in below(mapped, root) and not mapped.left.map.is_editing
    QTest.keyClick(mapped.window, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(mapped.window, Qt.Key.Key_Z, CONTROL)
    assert not mapped.project.has("node", made)


def test_control_enter_adds_a_child_of_the_kind_that_its_siblings_have(mapped: Desk) -> None:
    project = mapped.project
    parent = next(n.id for n, _d in project.walk(mapped.case(mapped.left).id) if n.kind is Kind.EVIDENCE)
    click(mapped.left, parent)
    mapped.press(Qt.Key.Key_Return, CONTROL)
    mapped.type("Another figure")
    mapped.press(Qt.Key.Key_Return)
    made = project.node(mapped.selected)
    assert (made.parent_id, made.kind) == (parent, Kind.EVIDENCE)


def test_delete_takes_all_chosen_cards_in_one_step(mapped: Desk) -> None:
    root = mapped.roots(mapped.left)[0]
    before = below(mapped, root)
    loose = [each for each in before if mapped.project.node(each).premise_group is None]
    click(mapped.left, loose[0])
    click(mapped.left, loose[1], CONTROL)
    mapped.press(Qt.Key.Key_Delete)
    assert below(mapped, root) == [each for each in before if each not in loose[:2]]
    QTest.keyClick(mapped.window, Qt.Key.Key_Z, CONTROL)
    assert below(mapped, root) == before


def test_premises_are_taken_together_and_apart(mapped: Desk) -> None:
    root = mapped.roots(mapped.left)[0]
    loose = [
        each
        for each in below(mapped, root)
        if mapped.project.node(each).premise_group is None and mapped.project.node(each).kind is not Kind.REBUTTAL
    ]
    click(mapped.left, loose[0])
    click(mapped.left, loose[1], SHIFT)
    QTest.keyClick(mapped.window, Qt.Key.Key_G, CONTROL)
    groups = {mapped.project.node(each).premise_group for each in loose[:2]}
    assert len(groups) == 1 and None not in groups
    at = mapped.left.map.scene.index_of(root)
    assert at is not None
    assert any(
        mapped.left.map.scene.ids[bracket.members[0]] == loose[0]
        for bracket in mapped.left.map.scene.arrangement.brackets(at)
    )
    QTest.keyClick(mapped.window, Qt.Key.Key_G, CONTROL | SHIFT)
    assert {mapped.project.node(each).premise_group for each in loose[:2]} == {None}


def test_a_branch_in_focus_is_alone_on_the_map_and_in_the_tree(mapped: Desk) -> None:
    parent = next(each for each in below(mapped, mapped.roots(mapped.left)[0]) if below(mapped, each))
    click(mapped.left, parent)
    QTest.keyClick(mapped.window, Qt.Key.Key_Period, CONTROL)
    inside = {node.id for node, _d in mapped.project.walk(mapped.case(mapped.left).id, parent)} | {parent}
    assert set(mapped.left.map.scene.ids) == inside
    mapped.left.set_shows("tree")
    rows = mapped.left.outline.outline
    assert {rows.node_at(row) for row in range(rows.rowCount())} == inside
    mapped.left.outline.setFocus()
    mapped.press(Qt.Key.Key_Escape)
    assert rows.rowCount() > len(inside)


def test_the_menu_of_a_card_ticks_what_holds_of_it(mapped: Desk) -> None:
    nodes = [mapped.project.node(i) for i in mapped.left.map.scene.ids]
    unstated, stated = next(n.id for n in nodes if n.implicit), next(n.id for n in nodes if not n.implicit)
    actions = mapped.window.actions_by_name
    for node_id, ticked in ((unstated, True), (stated, False), (unstated, True)):
        mapped.window.editing.node_menu(mapped.left, node_id, mapped.left.mapToGlobal(card(mapped.left, node_id)))
        menu = QApplication.activePopupWidget()
        assert menu is not None
        assert {actions[name] for name in ("cut", "copy", "paste", "focus_branch")} <= set(menu.actions())
        assert actions["toggle_implicit"].isChecked() is ticked
        menu.close()


def test_folds_are_shared(mapped: Desk) -> None:
    parent = next(each for each in below(mapped, mapped.roots(mapped.left)[0]) if below(mapped, each))
    click(mapped.left, parent)
    mapped.press(Qt.Key.Key_Space)
    assert parent in mapped.left.tree.folded
    assert all(mapped.left.map.scene.index_of(each) is None for each in below(mapped, parent))
    QTest.keyClick(mapped.window, Qt.Key.Key_0, ALT)
    assert mapped.left.tree.folded == set()


def test_zoom_keys_bring_the_map_nearer_and_leave_the_letters_of_the_text(mapped: Desk) -> None:
    mapped.left.map.setFocus()
    size, scale = mapped.window.theme.reading.size, mapped.left.map.scale
    QTest.keyClick(mapped.left.map, Qt.Key.Key_Minus, CONTROL)
    assert mapped.left.map.goal.scale < scale
    assert mapped.window.theme.reading.size == size


def test_the_key_leaves_what_the_float_chose_to_show_near(mapped: Desk) -> None:
    click(mapped.left, mapped.roots(mapped.left)[0])
    mapped.left.map.set_near(1)  # as its button does
    for expected in (None, 2, None):
        QTest.keyClick(mapped.window, Qt.Key.Key_N, CONTROL | ALT)
        assert mapped.left.map.near() == expected


def test_how_maps_look_is_kept_for_the_next_start(mapped: Desk) -> None:
    mapped.window.actions_by_name["map_right"].trigger()
    mapped.window.actions_by_name["map_whole_texts"].trigger()
    assert str(mapped.right.map.shape()) == "right"
    mapped.window.memory.keep()
    assert mapped.window.settings.get(MAP_SHAPE) == "right"
    assert mapped.window.settings.get(MAP_WHOLE) is True


def test_a_new_undercut_ends_on_the_line_that_it_attacks(mapped: Desk) -> None:
    first = next(each for each in below(mapped, mapped.roots(mapped.left)[0]))
    click(mapped.left, first)
    QTest.keyClick(mapped.window, Qt.Key.Key_4, CONTROL)
    mapped.type("The step limps")
    mapped.press(Qt.Key.Key_Return)
    made = mapped.project.node(mapped.selected)
    assert (made.parent_id, made.kind, made.inference) == (first, Kind.REBUTTAL, True)
    at = mapped.left.map.scene.index_of(made.id)
    assert at is not None
    route = mapped.left.map.scene.arrangement.route(at)
    assert route is not None and route.end == "ring"


def test_a_root_has_no_step_to_attack(mapped: Desk) -> None:
    click(mapped.left, mapped.roots(mapped.left)[0])
    QTest.keyClick(mapped.window, Qt.Key.Key_4, CONTROL)
    assert mapped.said and "undercut" in mapped.said[-1].lower()
