"""The layouts of a pairing: one key each, remembered for each pairing, with one selection for all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.authoring import library
from tests.flows.conftest import ANNOTATOR, Desk
from ui.files import open_session
from ui.layouts import SHOWS, Layout
from ui.rail import RailButton
from ui.settings import PAIRING_LAYOUTS, Settings

KEYS = {
    Layout.MIXED: Qt.Key.Key_F4,
    Layout.TEXTS: Qt.Key.Key_F5,
    Layout.TREES: Qt.Key.Key_F7,
    Layout.MAPS: Qt.Key.Key_F8,
}


def shows(desk: Desk) -> list[str]:
    return [side.shows() for side in desk.window.split.sides()]


def on_rail(desk: Desk) -> list[str]:
    """The names of the rail's buttons that are down."""
    return [b.accessibleName() for b in desk.window.rail.findChildren(RailButton) if b.isChecked()]


def second_pairing(desk: Desk) -> str:
    """Another reading of the right article, paired with the left case; its pairing is on show."""
    session = desk.window.session
    over = desk.case(desk.right).article_id
    session.do(
        lambda reader: library.add_case(reader, over, "Another reading"),
        then=lambda case: desk.window.pairing_commands.show_case(desk.right, case),
    )
    assert session.pairing is not None
    return session.pairing.id


@pytest.mark.parametrize("layout", KEYS)
def test_each_layout_has_a_key_and_keeps_selection_and_keys(desk: Desk, layout: Layout) -> None:
    node = desk.roots(desk.right)[0]
    desk.window.session.select(node)
    desk.right.outline.setFocus()
    desk.press(KEYS[layout])
    assert shows(desk) == [SHOWS[layout]] * 2
    assert desk.selected == node
    assert desk.right.isAncestorOf(desk.focus())
    desk.press(KEYS[Layout.MIXED])
    assert shows(desk) == ["text tree"] * 2 and desk.selected == node


def test_the_rail_shows_the_layout_and_changes_it(desk: Desk) -> None:
    assert on_rail(desk) == ["Texts with their trees"]
    buttons = {b.accessibleName(): b for b in desk.window.rail.findChildren(RailButton)}
    QTest.mouseClick(buttons["Trees"], Qt.MouseButton.LeftButton)
    assert shows(desk) == ["tree", "tree"] and on_rail(desk) == ["Trees"]
    QTest.mouseClick(desk.left.header.text_tab, Qt.MouseButton.LeftButton)
    assert shows(desk) == ["text tree", "tree"] and on_rail(desk) == []
    QTest.mouseClick(buttons["Trees"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(buttons["Trees"], Qt.MouseButton.LeftButton)
    assert shows(desk) == ["tree", "tree"] and on_rail(desk) == ["Trees"]
    assert "F7" in buttons["Trees"].toolTip()


def test_the_clash_table_takes_the_place_of_the_sides_and_shares_their_selection(desk: Desk) -> None:
    session = desk.window.session
    view = desk.window.clash.view
    desk.press(KEYS[Layout.TREES])
    link = desk.window.split.link_ends()[3]
    session.select_link(link.link_id, link.left_node)
    desk.press(Qt.Key.Key_F9)
    assert view.isVisible() and view.hasFocus() and not desk.left.isVisible()
    assert on_rail(desk) == ["Clash table"]
    assert view.current_line().key == link.link_id
    desk.press(Qt.Key.Key_Down)
    assert session.front_link == view.current_line().key != link.link_id
    node = desk.selected
    desk.press(Qt.Key.Key_F9)
    assert shows(desk) == ["tree", "tree"] and desk.left.isVisible() and desk.selected == node
    assert desk.left.isAncestorOf(desk.focus()) or desk.right.isAncestorOf(desk.focus())


def test_without_a_pairing_there_is_no_clash_table(desk: Desk) -> None:
    desk.window.actions_by_name["delete_pairing"].trigger()
    desk.press(Qt.Key.Key_F9)
    assert desk.left.isVisible() and on_rail(desk) == ["Texts with their trees"]
    assert desk.said[-1] == "A clash table needs a pairing of two cases."


def test_what_is_to_be_seen_on_a_side_brings_the_sides_back(desk: Desk) -> None:
    node = desk.roots(desk.left)[0]
    desk.window.session.select(node)
    desk.press(Qt.Key.Key_F9)
    desk.window.panel.passage_clicked.emit(desk.project.anchors(node)[0].id)
    assert desk.left.article.isVisible()
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert desk.left.outline.isVisible() and desk.left.outline.is_editing
    desk.press(Qt.Key.Key_Escape)


def test_arrows_go_along_the_rail(desk: Desk) -> None:
    buttons = desk.window.rail.findChildren(RailButton)
    buttons[0].setFocus()
    desk.press(Qt.Key.Key_Down)
    assert buttons[1].hasFocus()
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    assert buttons[-1].hasFocus()


def test_each_pairing_keeps_its_layout_also_over_a_restart(
    desk: Desk, open_desk: Callable[[Path], Desk], tmp_path: Path
) -> None:
    session = desk.window.session
    first = session.pairing.id
    desk.press(Qt.Key.Key_F8)
    second = second_pairing(desk)
    desk.press(Qt.Key.Key_F5)
    desk.right.header.turn("tree", True)
    session.show_pairing(first)
    assert shows(desk) == ["map", "map"]
    session.show_pairing(second)
    assert shows(desk) == ["text", "text tree"]
    desk.window.show_session(open_session(desk.path, ANNOTATOR))
    assert desk.window.session.pairing.id == second
    desk.window.close()
    again = open_desk(desk.path)
    assert again.window.session.pairing.id == second and shows(again) == ["text", "text tree"]
    again.window.session.show_pairing(first)
    assert shows(again) == ["map", "map"]


def test_a_broken_setting_is_as_none(open_desk: Callable[[Path], Desk], project_file: Path, tmp_path: Path) -> None:
    for broken in ("[1]", "{", '{"a": 1}'):
        settings = Settings(tmp_path / "settings.ini")
        settings.set(PAIRING_LAYOUTS, broken)
        settings.save()
        desk = open_desk(project_file)
        assert shows(desk) == ["text tree"] * 2
        desk.press(Qt.Key.Key_F7)
        assert shows(desk) == ["tree"] * 2
        desk.press(Qt.Key.Key_F4)
        desk.window.close()
