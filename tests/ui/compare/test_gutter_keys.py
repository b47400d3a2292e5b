"""The gutter under the keyboard: stepping through what is in sight, pressing it, its menu, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.compare.gutter import Gutter, LinkEnd
from ui.compare.gutter_parts import Pane, Spot, Stub
from ui.compare.gutter_reading import install
from ui.theme import Theme

Key = Qt.Key
LEFT = {"a": (100, 126), "b": (240, 266), "up": (-80, -54), "head": (300, 326)}
RIGHT = {"x": (100, 126), "y": (330, 356)}
HIDDEN = {"h1": "head", "h2": "head"}
LINKS = [
    LinkEnd("agree", "agrees", "a", "x", True, True),
    LinkEnd("attack", "rebuts", "b", "y", False),
    LinkEnd("met", "turns", "b", "x", True, met=True),
    LinkEnd("away", "turns", "up", "y"),
]


def pane(side: str, spans: dict[str, tuple[int, int]]) -> Pane:
    def find(node_id: str) -> Spot | None:
        shown = HIDDEN.get(node_id, node_id)
        return Spot(shown, *spans[shown]) if shown in spans else None

    return Pane(side, "tree", 0, 444, find, is_folded=lambda node: node == "head")


class Desk(QWidget):
    """A gutter between two fields that take the keys as well."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.before, self.gutter, self.after = QLineEdit(self), Gutter(theme, self), QLineEdit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.before, self.gutter, self.after):
            row.addWidget(widget)
        self.gutter.setFixedSize(96, 444)
        self.gutter.set_captions(lambda node: f"node {node}")
        self.gutter.set_panes([pane("left", LEFT)], [pane("right", RIGHT)])
        self.gutter.set_links(LINKS)

    @property
    def said(self) -> str:
        return self.gutter.accessibleDescription()

    def ask_for_menu(self) -> None:
        """What Qt makes of the menu key."""
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
        QApplication.sendEvent(self.gutter, event)

    def press(self, key: Qt.Key) -> str:
        QTest.keyClick(self.gutter, key)
        return self.said


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    made = Desk(theme)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.before.setFocus()
    return made


def test_tab_comes_to_the_gutter_and_leaves_it(desk: Desk) -> None:
    QTest.keyClick(desk.before, Key.Key_Tab)
    assert desk.gutter.hasFocus()
    QTest.keyClick(desk.gutter, Key.Key_Tab)
    assert desk.after.hasFocus()
    assert desk.said == "4 links"


def test_a_press_of_the_mouse_leaves_the_keys_where_they_are(desk: Desk) -> None:
    QTest.mouseClick(desk.gutter, Qt.MouseButton.LeftButton, pos=QPoint(30, 400))
    assert desk.before.hasFocus()


def test_up_and_down_go_through_what_is_in_sight_and_say_it(desk: Desk) -> None:
    desk.gutter.setFocus()
    said = [desk.said, *(desk.press(Key.Key_Down) for _step in range(4))]
    assert said == [
        "1 link end further up on the left, 1 of 5",
        "“node a” agrees with “node x”, 2 of 5",
        "“node b” turns “node x”, met, 3 of 5",
        "“node y” rebuts “node b”, open, 4 of 5",
        "“node up” turns “node y”, open, 5 of 5",
    ]
    assert desk.press(Key.Key_Down) == said[-1]
    assert desk.press(Key.Key_Up) == said[-2]
    assert desk.press(Key.Key_Home) == said[0]
    assert desk.press(Key.Key_End) == said[-1]


def test_the_keys_start_at_the_link_in_front(desk: Desk) -> None:
    desk.gutter.set_selected("b")
    desk.gutter.set_front("attack")
    desk.gutter.setFocus()
    assert desk.said.startswith("“node y” rebuts “node b”, open")


def test_enter_does_what_a_click_does(qtbot: QtBot, desk: Desk) -> None:
    desk.gutter.setFocus()
    with qtbot.waitSignal(desk.gutter.reveal_requested) as revealed:
        desk.press(Key.Key_Return)
    assert revealed.args == ["up"]
    desk.press(Key.Key_Down)
    with qtbot.waitSignal(desk.gutter.link_clicked) as clicked:
        desk.press(Key.Key_Return)
    assert clicked.args == ["agree"]


def test_the_menu_key_opens_the_menu_at_the_curve(qtbot: QtBot, desk: Desk) -> None:
    desk.gutter.setFocus()
    desk.press(Key.Key_Down)
    with qtbot.waitSignal(desk.gutter.link_menu_requested) as asked:
        desk.ask_for_menu()
    link_id, place = asked.args
    assert link_id == "agree"
    assert desk.gutter.rect().contains(desk.gutter.mapFromGlobal(place))


def test_delete_asks_for_the_link_and_not_for_the_node(qtbot: QtBot, desk: Desk) -> None:
    desk.gutter.setFocus()
    with qtbot.assertNotEmitted(desk.gutter.link_delete_requested):
        desk.press(Key.Key_Delete)  # on a stub
    desk.press(Key.Key_Down)
    with qtbot.waitSignal(desk.gutter.link_delete_requested) as asked:
        desk.press(Key.Key_Delete)
    assert asked.args == ["agree"]


def test_escape_goes_back_to_where_the_keys_came_from(desk: Desk) -> None:
    for field in (desk.after, desk.before):
        field.setFocus()
        desk.gutter.setFocus()
        desk.press(Key.Key_Escape)
        assert field.hasFocus()


def test_what_the_keys_are_on_stays_while_the_gutter_is_planned_anew(desk: Desk) -> None:
    desk.gutter.setFocus()
    desk.press(Key.Key_End)
    desk.press(Key.Key_Up)
    desk.gutter.set_links([*LINKS, LinkEnd("new", "agrees", "a", "y", True, True)])
    assert desk.said == "“node y” rebuts “node b”, open, 5 of 6"
    desk.gutter.set_links([link for link in LINKS if link.link_id != "attack"])
    assert desk.said.endswith("4 of 4")
    desk.gutter.set_links([])
    assert desk.said == "0 links"
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)


def test_a_bundle_unfolds_and_one_that_cannot_be_parted_is_listed(qtbot: QtBot, desk: Desk) -> None:
    gutter = desk.gutter
    gutter.set_links([LinkEnd("1", "rebuts", "h1", "x"), LinkEnd("2", "agrees", "h2", "x", True, True)])
    gutter.setFocus()
    assert desk.said == "2 links between “node head” and “node x”, 1 open, 1 of 1"
    with qtbot.waitSignal(gutter.unfold_requested) as unfolds:
        desk.press(Key.Key_Return)
    assert unfolds.args == ["left", "head"]
    gutter.set_links([LinkEnd("1", "rebuts", "h1", "x"), LinkEnd("2", "agrees", "h1", "x", True, True)])
    with qtbot.waitSignal(gutter.links_menu_requested) as listed:
        desk.press(Key.Key_Return)
    assert listed.args[0] == ["1", "2"]
    with qtbot.waitSignal(gutter.links_menu_requested) as listed:
        desk.ask_for_menu()
    assert listed.args[0] == ["1", "2"]


def test_the_curve_under_the_keys_is_ringed(desk: Desk, theme: Theme) -> None:
    desk.gutter.setFocus()
    desk.press(Key.Key_Down)
    item = desk.gutter.stepping.current
    assert item is not None and not isinstance(item, Stub)
    x, y = item.badge or item.at(0.5)
    image = desk.gutter.grab().toImage()
    ratio = image.devicePixelRatio()
    ring = [image.pixelColor(round((x + 12.5) * ratio), round((y + dy) * ratio)) for dy in (-1, 0, 1)]
    assert any(abs(each.red() - theme.tokens.accent.red()) < 40 for each in ring)
    desk.before.setFocus()
    assert desk.gutter.stepping.current is None
    assert desk.gutter.grab().toImage() != image


def test_screen_readers_find_name_and_words(desk: Desk) -> None:
    install()
    desk.gutter.setFocus()
    desk.press(Key.Key_Down)
    reading = QAccessible.queryAccessibleInterface(desk.gutter)
    assert reading.text(QAccessible.Text.Name) == "Links between the two sides"
    assert reading.text(QAccessible.Text.Description) == "“node a” agrees with “node x”, 2 of 5"
    assert reading.text(QAccessible.Text.Value) == "“node a” agrees with “node x”, 2 of 5"
    assert reading.state().focused  # type: ignore[attr-defined]
