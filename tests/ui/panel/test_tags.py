"""Tags of the node panel: typed, coloured, renamed and removed under real keys and presses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models.tags import COLOURS, automatic_colour
from tests.ui.panel.sample import NODE, click
from ui.panel.chips import HEIGHT, Chip, TagMenu
from ui.panel.node_panel import NodePanel
from ui.panel.tags import _flow
from ui.theme.tokens import DARK, LIGHT

# Of the offscreen platform, about what every window system does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def action(menu: QMenu, words: str) -> QAction:
    return next(found for found in menu.actions() if found.text() == words)


def offered(panel: NodePanel) -> list[str]:
    model = panel.tags.line.offered
    return [model.item(row).text() for row in range(model.rowCount())]


def menu_of(panel: NodePanel, chip: Chip, place: QPoint | None = None) -> TagMenu:
    """The menu as a right press brings it."""
    at = place or chip.rect().center()
    QApplication.sendEvent(chip, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, chip.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, TagMenu)
    return menu


# -- typing


def test_a_tag_is_typed_and_entered(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.tags.add)
    assert panel.tags.line.hasFocus()
    qtbot.keyClicks(panel.tags.line, "fares, transport")
    with qtbot.waitSignal(panel.tags_committed) as caught:
        qtbot.keyClick(panel.tags.line, Qt.Key.Key_Return)
    assert caught.args == ["n1", ["transport", "budget", "fares"]]
    assert panel.tags.line.isHidden()


def test_escape_leaves_the_tag_line(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.tags.add)
    qtbot.keyClicks(panel.tags.line, "fares")
    with qtbot.assertNotEmitted(panel.tags_committed):
        qtbot.keyClick(panel.tags.line, Qt.Key.Key_Escape)
        if panel.tags.line.isVisible():  # the first Escape closed the suggestions
            qtbot.keyClick(panel.tags.line, Qt.Key.Key_Escape)
    assert panel.tags.line.isHidden()
    assert panel.tags.add.hasFocus()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hou", ["Housing costs", "public housing"]),
        ("COSTS", ["Housing costs"]),
        ("x, publ", ["public housing"]),
        ("housnig", ["Housing costs", "public housing"]),
        ("nothing like it at all", []),
    ],
)
def test_known_tags_are_offered(qtbot: QtBot, panel: NodePanel, typed: str, expected: list[str]) -> None:
    panel.show_node(replace(NODE, all_tags=(*NODE.tags, "public housing", "Housing costs", "votes")))
    click(qtbot, panel.tags.add)
    qtbot.keyClicks(panel.tags.line, typed)
    assert sorted(offered(panel)) == expected


def test_what_is_offered_is_taken_with_the_keys(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.tags.add)
    qtbot.keyClicks(panel.tags.line, "fares, ous")
    popup = panel.tags.line.completer().popup()
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    assert panel.tags.line.text() == "fares, housing"
    with qtbot.waitSignal(panel.tags_committed) as caught:
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert caught.args == ["n1", ["transport", "budget", "fares", "housing"]]
    assert panel.tags.line.isHidden()


def test_what_is_offered_is_taken_with_a_press(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.tags.add)
    qtbot.keyClicks(panel.tags.line, "ous")
    popup = panel.tags.line.completer().popup()
    place = popup.visualRect(popup.model().index(0, 0)).center()
    with qtbot.waitSignal(panel.tags_committed) as caught:
        click(qtbot, popup.viewport(), place)
    assert caught.args == ["n1", ["transport", "budget", "housing"]]


def test_enter_without_choosing_takes_what_was_typed(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.tags.add)
    qtbot.keyClicks(panel.tags.line, "ous")
    popup = panel.tags.line.completer().popup()
    with qtbot.waitSignal(panel.tags_committed) as caught:
        qtbot.keyClick(popup if popup.isVisible() else panel.tags.line, Qt.Key.Key_Return)
    assert caught.args == ["n1", ["transport", "budget", "ous"]]


def test_a_known_tag_keeps_its_spelling(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.tags.add)
    qtbot.keyClicks(panel.tags.line, "HOUSING, housing , new  tag")
    with qtbot.waitSignal(panel.tags_committed) as caught:
        qtbot.keyClick(panel.tags.line, Qt.Key.Key_Return)
    assert caught.args == ["n1", ["transport", "budget", "housing", "new tag"]]


def test_a_refresh_keeps_the_tag_that_is_being_typed(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.tags.add)
    qtbot.keyClicks(panel.tags.line, "far")
    panel.show_node(replace(NODE, tags=("transport",)))
    assert panel.tags.line.text() == "far"
    assert panel.tags.line.hasFocus()


# -- chips


def test_delete_and_the_cross_take_a_tag_away(qtbot: QtBot, panel: NodePanel) -> None:
    first, second = panel.tags.chips()
    first.setFocus()
    with qtbot.waitSignal(panel.tags_committed) as caught:
        qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert caught.args == ["n1", ["budget"]]
    with qtbot.waitSignal(panel.tags_committed) as caught:
        click(qtbot, second, QPoint(second.width() - 9, 10))
    assert caught.args == ["n1", ["transport"]]
    with qtbot.assertNotEmitted(panel.tags_committed):
        click(qtbot, second, QPoint(12, 10))


def test_after_a_removal_the_focus_stays_among_the_tags(panel: NodePanel) -> None:
    panel.tags.chips()[1].setFocus()
    panel.show_node(replace(NODE, tags=("transport",)))
    assert panel.tags.chips()[0].hasFocus()
    panel.show_node(replace(NODE, tags=()))
    assert panel.tags.add.hasFocus()


def test_a_chip_shows_its_colour(panel: NodePanel) -> None:
    first, second = panel.tags.chips()
    assert (first.colour, second.colour) == (automatic_colour("transport"), "violet")
    assert second.accessibleDescription() == "Violet"
    for chip in (first, second):
        image = chip.grab().toImage()
        assert image.pixelColor(chip.width() // 2, 3) == LIGHT.tags[chip.colour].ground
    panel.show_node(replace(NODE, tag_colours={"budget": "green"}))
    assert panel.tags.chips()[1] is second and second.colour == "green"


def test_a_chip_is_dark_in_the_dark(panel: NodePanel) -> None:
    panel._theme.choose("dark")
    chip = panel.tags.chips()[1]
    assert chip.grab().toImage().pixelColor(chip.width() // 2, 3) == DARK.tags["violet"].ground


# -- the menu of a tag


def test_a_colour_is_chosen_from_the_menu(qtbot: QtBot, panel: NodePanel) -> None:
    menu = menu_of(panel, panel.tags.chips()[1])
    found = [one for one in menu.colours.actions() if not one.isSeparator()]
    assert [one.data() for one in found] == [*COLOURS, ""]
    assert [one.data() for one in found if one.isChecked()] == ["violet"]
    with qtbot.waitSignal(panel.tag_colour_requested) as caught:
        found[3].trigger()
    assert caught.args == ["budget", "green"]
    with qtbot.waitSignal(panel.tag_colour_requested) as caught:
        found[-1].trigger()
    assert caught.args == ["budget", ""]
    menu.close()


def test_the_menu_opens_with_enter_too(qtbot: QtBot, panel: NodePanel) -> None:
    chip = panel.tags.chips()[0]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, TagMenu)
    assert [one.data() for one in menu.colours.actions() if one.isChecked()] == [""]
    menu.close()


def test_a_tag_is_renamed_in_its_chip(qtbot: QtBot, panel: NodePanel) -> None:
    chip = panel.tags.chips()[1]
    place = chip.geometry().topLeft()
    menu = menu_of(panel, chip)
    action(menu, "Rename everywhere…").trigger()
    menu.close()
    line = panel.tags.line
    assert line.isVisible() and line.selectedText() == "budget" and line.geometry().topLeft() == place
    assert chip.isHidden()
    qtbot.keyClicks(line, "money")
    with qtbot.waitSignal(panel.tag_rename_requested) as caught, qtbot.assertNotEmitted(panel.tags_committed):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert caught.args == ["budget", "money"]
    assert line.isHidden() and chip.isVisible() and panel.tags.add.isVisible()


@pytest.mark.parametrize("typed", ["", "  ", "budget"])
def test_no_name_or_the_same_renames_nothing(qtbot: QtBot, panel: NodePanel, typed: str) -> None:
    panel.tags.start_renaming("budget")
    qtbot.keyClick(panel.tags.line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(panel.tags.line, typed)
    with qtbot.assertNotEmitted(panel.tag_rename_requested):
        qtbot.keyClick(panel.tags.line, Qt.Key.Key_Return)
    panel.tags.start_renaming("budget")
    with qtbot.assertNotEmitted(panel.tag_rename_requested):
        qtbot.keyClicks(panel.tags.line, "money")
        qtbot.keyClick(panel.tags.line, Qt.Key.Key_Escape)
        if panel.tags.line.isVisible():
            qtbot.keyClick(panel.tags.line, Qt.Key.Key_Escape)
    assert panel.tags.chips()[1].isVisible()


def test_a_tag_is_removed_here_or_everywhere(qtbot: QtBot, panel: NodePanel) -> None:
    menu = menu_of(panel, panel.tags.chips()[0])
    with qtbot.waitSignal(panel.tags_committed) as caught:
        action(menu, "Remove from this node").trigger()
    assert caught.args == ["n1", ["budget"]]
    with qtbot.waitSignal(panel.tag_remove_requested) as caught:
        action(menu, "Remove everywhere…").trigger()
    assert caught.args == ["transport"]
    menu.close()


# -- room


def test_tags_that_do_not_fit_are_counted_and_within_reach(qtbot: QtBot, panel: NodePanel) -> None:
    many = tuple(f"a rather long tag {i}" for i in range(8))
    panel.show_node(replace(NODE, tags=many))
    shown = [chip for chip in panel.tags.chips() if chip.isVisible()]
    assert 0 < len(shown) < 8
    assert panel.tags.more.text() == f"+{8 - len(shown)}"
    assert panel.tags.add.geometry().right() < panel.tags.width()
    panel.tags.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    submenus = [one.menu() for one in menu.actions()]
    assert [one.title() for one in submenus if isinstance(one, QMenu)] == list(many[len(shown) :])
    with qtbot.waitSignal(panel.tags_committed) as caught:
        assert isinstance(submenus[0], QMenu)
        action(submenus[0], "Remove from this node").trigger()
    assert caught.args == ["n1", [tag for tag in many if tag != many[len(shown)]]]
    menu.close()


def test_more_height_shows_more_tags(panel: NodePanel) -> None:
    panel.show_node(replace(NODE, tags=tuple(f"a rather long tag {i}" for i in range(8))))
    panel.resize(1398, 400)
    assert all(chip.isVisible() for chip in panel.tags.chips())
    assert panel.tags.more.isHidden()
    assert panel.tags.height() > HEIGHT
    assert panel.text.geometry().bottom() < panel.tags.geometry().top()


@pytest.mark.parametrize("rows", [1, 2, 5])
@pytest.mark.parametrize("room", [60, 130, 300])
def test_chips_never_leave_their_rows(rows: int, room: int) -> None:
    widths = [min(w, room - 54) if room > 108 else 30 for w in (40, 90, 300, 20, 75, 75, 10)]
    places = _flow(widths, room, rows, 50)
    for (x, y), width in zip(places, [*widths, 50], strict=False):
        assert x + min(width, 50) <= room and y <= (rows - 1) * (HEIGHT + 4)
    boxes = [(x, y, x + width) for (x, y), width in zip(places[:-1], widths, strict=False)]
    for at, (left, top, _right) in enumerate(boxes[1:], 1):
        assert top > boxes[at - 1][1] or left > boxes[at - 1][2]


def test_the_cross_has_its_room_always(qtbot: QtBot, panel: NodePanel) -> None:
    chip = panel.tags.chips()[0]
    words = QRect(18, 3, chip.width() - 18 - 16, 14)

    def ink() -> set[tuple[int, int]]:
        image = chip.grab(words).toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return {(x, y) for x, y in places if image.pixelColor(x, y).lightness() < 110}

    before, width = ink(), chip.width()
    assert before
    chip.setFocus()
    assert ink() == before and chip.width() == width
