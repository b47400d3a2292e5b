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
