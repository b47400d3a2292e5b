"""Editing in the table edits links, points and what is noted of a row: real keys and mouse, real file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.authoring import issues
from models.entities import LinkKind
from tests.ui.clash.hands import ALT, CONTROL, NONE, SHIFT, Driver, Key
from ui.clash.model import ANSWER, BETTER, LEADS, LEFT, LINK, NO, RIGHT, STRENGTH, WEIGHING

ALL = [
    "[Does]",
    "rebuts",
    "doubts",
    "[Who]",
    "[Under]",
    "tension",
    "turns",
    "[Points]",
    "a5",
    "b2",
    "[Common]",
    "shared",
]


def test_every_link_and_point_has_its_row(driver: Driver) -> None:
    assert driver.lines() == ALL
    assert driver.cell("rebuts", LINK) == "← rebuts"
    assert driver.cell("turns", LINK) == "turns →"
    assert driver.cell("tension", LINK) == "in tension"
    assert driver.cell("rebuts", ANSWER) == "met"
    assert driver.cell("doubts", ANSWER) == "open"
    assert driver.cell("turns", STRENGTH) == "strong"
    assert driver.cell("shared", LEADS) == "shared"
    assert driver.cell("a5", RIGHT) == "No point linked yet"
    assert driver.cell("a5", ANSWER) == "unanswered"


def test_a_point_is_worded_in_its_cell(driver: Driver) -> None:
    driver.go("rebuts", RIGHT)
    driver.press(Key.Key_F2)
    driver.type("Buses cost less")
    assert driver.workspace.project.node(driver.about("b1")).text == "Buses cost less"
    assert driver.cell("rebuts", RIGHT) == "Buses cost less"
    assert driver.cell("turns", RIGHT) == "Buses cost less"
    assert driver.edits == 1 and not driver.view.is_editing and driver.view.hasFocus()
    assert ("draft_changed", driver.about("b1"), "B") in driver.heard


def test_escape_leaves_the_words_as_they_were(driver: Driver) -> None:
    QTest.mouseDClick(driver.view.viewport(), Qt.MouseButton.LeftButton, NONE, driver.place("turns", LEFT))
    assert driver.view.is_editing
    driver.type("Nonsense", end=Key.Key_Escape)
    assert driver.workspace.project.node(driver.about("a4")).text == "Trams last for forty years"
    assert driver.edits == 0 and driver.told("edit_cancelled") == [(driver.about("a4"),)]


def test_tab_goes_on_to_the_next_words_of_the_row(driver: Driver) -> None:
    driver.go("turns", LEFT)
    driver.press(Key.Key_Return)
    driver.type("Trams last", end=Key.Key_Tab)
    driver.type("Buses are cheap", end=Key.Key_Tab)
    driver.type("forty years are counted", end=Key.Key_Tab)
    driver.type("decades over years")
    clash = driver.workspace.project.clash(driver.pairing_id, driver.about("turns"))
    assert clash is not None and (clash.why, clash.weighing) == ("forty years are counted", "decades over years")
    assert driver.edits == 4


def test_the_kind_is_chosen_by_a_digit_in_the_menu_or_at_the_cell(driver: Driver) -> None:
    driver.go("rebuts", LINK)
    driver.press(Key.Key_Return)
    driver.choose(Key.Key_2)
    assert driver.workspace.project.link(driver.about("rebuts")).kind is LinkKind.UNDERCUTS
    driver.press(Key.Key_4)
    assert driver.workspace.project.link(driver.about("rebuts")).kind is LinkKind.TURNS
    driver.go("doubts", LINK)
    driver.press(Key.Key_D)
    assert driver.workspace.project.link(driver.about("doubts")).source_id == driver.about("a2")
    assert driver.cell("doubts", LINK) == "questions evidence →"
    assert driver.edits == 3


def test_a_link_that_becomes_agreement_goes_to_common_ground_and_stays_the_current_one(driver: Driver) -> None:
    driver.go("turns", LINK)
    driver.press(Key.Key_6)
    assert driver.lines()[-2:] == ["turns", "shared"] or driver.lines()[-2:] == ["shared", "turns"]
    assert driver.current() == "turns"


def test_strength_leads_and_better_evidence_have_menus(driver: Driver) -> None:
    driver.go("rebuts", STRENGTH)
    driver.press(Key.Key_Return)
    driver.choose(Key.Key_4)
    assert driver.workspace.project.link(driver.about("rebuts")).strength == 1.0
    driver.press(Key.Key_0)
    assert driver.workspace.project.link(driver.about("rebuts")).strength is None
    driver.go("rebuts", LEADS)
    driver.press(Key.Key_Return)
    driver.choose(Key.Key_2)
    assert driver.cell("rebuts", LEADS) == "Busby"
    driver.go("rebuts", BETTER)
    driver.press(Key.Key_1)
    assert driver.cell("rebuts", BETTER) == "Tramway"
    driver.press(Key.Key_F2)
    driver.type("has the accounts")
    assert driver.cell("rebuts", BETTER) == "Tramway: has the accounts"
    driver.press(Key.Key_4)
    assert driver.cell("rebuts", BETTER) == "Neither: has the accounts"
    assert driver.edits == 6


def test_a_second_click_on_a_cell_opens_its_menu(driver: Driver) -> None:
    driver.go("rebuts", LEADS)
    driver.go("rebuts", LEADS)
    driver.choose(Key.Key_3)
    assert driver.cell("rebuts", LEADS) == "Even"


def test_notes_that_did_not_change_are_no_edit(driver: Driver) -> None:
    driver.go("rebuts", WEIGHING)
    driver.press(Key.Key_F2)
    driver.type("")
    assert driver.edits == 0 and driver.told("note_cancelled") == [(driver.about("rebuts"), "weighing")]


def test_delete_takes_the_link_away_and_its_points_stand_without(driver: Driver) -> None:
    driver.go("tension", LEFT)
    driver.press(Key.Key_Delete)
    assert not driver.workspace.project.has("link", driver.about("tension"))
    assert "a3" in driver.lines() and "b4" in driver.lines()
    assert driver.edits == 1
    driver.workspace.undo()
    assert driver.lines() == ALL


def test_after_a_delete_the_next_row_of_the_section_is_current(driver: Driver) -> None:
    driver.go("doubts")
    driver.press(Key.Key_Delete)
    assert driver.current() == "rebuts"  # not the head below
    assert driver.told("link_selected")[-1] == (driver.about("rebuts"), driver.about("a1"))
    driver.press(Key.Key_Delete)
    assert driver.current() == "tension"  # nothing is left under that heading
    assert driver.told("link_selected")[-1][0] == driver.about("tension")


def test_delete_of_several_asks_for_all_at_once(driver: Driver) -> None:
    driver.go("rebuts")
    driver.press(Key.Key_Down, with_=SHIFT)
    driver.press(Key.Key_Delete)
    assert driver.told("delete_links_requested") == [([driver.about("rebuts"), driver.about("doubts")],)]


def test_an_empty_cell_asks_for_a_partner(driver: Driver) -> None:
    driver.go("a5", RIGHT)
    driver.press(Key.Key_Return)
    (node, cell), *_rest = driver.told("link_wanted")
    assert node == driver.about("a5")
    assert cell.topLeft() == driver.view.viewport().mapToGlobal(
        driver.view.cell_rect(driver.row("a5"), RIGHT).topLeft()
    )
    driver.heard.clear()
    from ui.clash.painting import offer_rect

    box = offer_rect(driver.view.measure, LEFT, driver.view.cell_rect(driver.row("b2"), LEFT))
    QTest.mouseClick(driver.view.viewport(), Qt.MouseButton.LeftButton, NONE, box.center())
    assert [each[0] for each in driver.told("link_wanted")] == [driver.about("b2")]


def test_an_unlinked_row_that_gets_a_link_stays_the_current_one(driver: Driver) -> None:

    driver.go("a5", LEFT)
    driver.do(issues.link_row, driver.about("a5"), driver.about("b2"), LinkKind.REBUTS)
    line = driver.view.current_line()
    assert line is not None and line.link_id is not None and line.left is not None
    assert line.left.id == driver.about("a5")


def test_the_answer_cell_and_its_tip_name_what_met_the_challenge(driver: Driver) -> None:
    driver.go("rebuts", ANSWER)
    driver.press(Key.Key_Return)
    assert driver.told("card_requested")[0][0] == driver.about("rebuts")
    index = driver.view.lines.index(driver.row("rebuts"), ANSWER)
    assert "Trams last for forty years" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_rows_are_put_under_a_heading_by_menu(driver: Driver) -> None:
    driver.go("turns")
    driver.press(Key.Key_H, with_=CONTROL)
    driver.choose(Key.Key_2)
    assert driver.lines()[3:6] == ["[Who]", "turns", "[Under]"]
    assert driver.current() == "turns"
    driver.press(Key.Key_H, with_=CONTROL)
    driver.choose(Key.Key_0)
    assert driver.lines()[3:5] == ["[Who]", "[Under]"]


def test_a_new_heading_is_named_in_the_table_and_is_one_edit(driver: Driver) -> None:
    driver.go("tension")
    driver.press(Key.Key_Down, with_=SHIFT)
    driver.press(Key.Key_H, with_=CONTROL)
    driver.choose(Key.Key_N)
    driver.type("How long does it last?")
    at = driver.lines().index("[How]")
    assert driver.lines()[at : at + 3] == ["[How]", "tension", "turns"]
    assert driver.edits == 1
    driver.workspace.undo()
    assert driver.lines() == ALL


def test_headings_are_renamed_moved_and_removed(driver: Driver) -> None:
    driver.view.step_to(driver.row("issue pays"))
    driver.press(Key.Key_F2)
    driver.type("Is it dear?")
    assert driver.lines()[0] == "[Is]"
    driver.press(Key.Key_Down, with_=ALT)
    assert driver.lines()[:4] == ["[Who]", "[Is]", "rebuts", "doubts"]
    assert driver.current() == "[Is]"
    driver.press(Key.Key_Delete)
    assert "[Is]" not in driver.lines() and "rebuts" in driver.lines()
    assert driver.edits == 3


def test_rows_move_within_a_heading_and_over_its_edge(driver: Driver) -> None:
    driver.go("rebuts")
    driver.press(Key.Key_Down, with_=ALT)
    assert driver.lines()[:4] == ["[Does]", "doubts", "rebuts", "[Who]"]
    driver.press(Key.Key_Down, with_=ALT)
    assert driver.lines()[:4] == ["[Does]", "doubts", "[Who]", "rebuts"]
    driver.press(Key.Key_Up, with_=ALT)
    assert driver.lines()[:4] == ["[Does]", "doubts", "rebuts", "[Who]"]
    driver.press(Key.Key_Up, with_=ALT)
    assert driver.lines()[:3] == ["[Does]", "rebuts", "doubts"]
    assert driver.current() == "rebuts"
    assert driver.cell("rebuts", NO) == "1"


def test_rows_under_no_heading_stand_in_reading_order(driver: Driver) -> None:
    driver.go("turns")
    driver.press(Key.Key_Up, with_=ALT)
    assert driver.edits == 0 and "reading order" in driver.told("told")[-1][0]
    driver.go("tension")
    driver.press(Key.Key_Up, with_=ALT)
    assert driver.lines()[3:6] == ["[Who]", "tension", "[Under]"]
    driver.press(Key.Key_Down, with_=ALT)
    assert driver.lines()[3:6] == ["[Who]", "[Under]", "tension"]
    driver.go("shared")
    driver.press(Key.Key_H, with_=CONTROL)
    assert "Common ground" in driver.told("told")[-1][0]


def test_a_point_without_a_partner_is_noted_and_put_under_a_heading(driver: Driver) -> None:
    driver.go("b2", WEIGHING)
    driver.press(Key.Key_F2)
    driver.type("few ride there")
    driver.press(Key.Key_H, with_=CONTROL)
    driver.choose(Key.Key_1)
    assert driver.lines()[:4] == ["[Does]", "rebuts", "doubts", "b2"]
    assert driver.cell("b2", WEIGHING) == "few ride there"
