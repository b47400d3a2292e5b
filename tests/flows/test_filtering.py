"""Filtering both sides at once, by keys and mouse: what is hidden is said, and nothing is lost by it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.authoring import nodes
from models.entities import Kind
from models.filtering import KIND, LINK, STATUS, TAG, Chip, Filter
from tests.flows.conftest import Desk
from ui.filters.chip import FilterChip
from ui.side import Side

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def filtered(desk: Desk) -> Desk:
    """A desk with the bar on show and its field under the keys."""
    desk.press(Qt.Key.Key_F, CTRL | SHIFT)
    assert desk.focus() is desk.window.filters.field
    return desk


def chip(desk: Desk, part: str, value: str) -> FilterChip:
    found = desk.window.filters.chip((part, value))
    assert found is not None
    return found


def rows(side: Side) -> list[str]:
    return [str(side.outline.outline.node_at(row)) for row in range(side.outline.outline.rowCount())]


def matches(desk: Desk, side: Side) -> list[str]:
    """The rows that are shown for themselves."""
    assert desk.window.session is not None
    return [node_id for node_id in rows(side) if desk.window.session.found.keeps_node(node_id)]


def all_nodes(desk: Desk, side: Side, kind: str = "") -> list[str]:
    walked = (node for node, _depth in desk.project.walk(desk.case(side).id))
    return [node.id for node in walked if not kind or node.kind == kind]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def set_filter(desk: Desk, **parts: object) -> None:
    assert desk.window.session is not None
    desk.window.session.set_filter(Filter(**parts))  # type: ignore[arg-type]


def off(*values: str) -> frozenset[str]:
    return frozenset(values)


# -- the bar


def test_the_bar_comes_by_its_key_and_goes_by_it_while_nothing_is_hidden(desk: Desk) -> None:
    bar = desk.window.filters
    desk.left.outline.setFocus()
    assert bar.isHidden()
    desk.press(Qt.Key.Key_F, CTRL | SHIFT)
    assert bar.isVisible()
    assert desk.focus() is bar.field
    desk.press(Qt.Key.Key_F, CTRL | SHIFT)
    assert bar.isHidden()
    assert desk.left.outline.hasFocus()


def test_escape_goes_back_to_the_view_and_the_bar_stays(filtered: Desk) -> None:
    chip(filtered, KIND, "claim").setFocus()
    filtered.press(Qt.Key.Key_Escape)
    assert not filtered.window.filters.isAncestorOf(filtered.focus())
    assert filtered.window.filters.isVisible()


def test_a_bar_that_hides_something_stays_on_show(filtered: Desk) -> None:
    click(chip(filtered, KIND, "evidence"))
    filtered.window.filters.field.setFocus()
    filtered.press(Qt.Key.Key_F, CTRL | SHIFT)
    assert filtered.window.filters.isVisible()
    assert filtered.window.filters.away.isHidden()
    click(filtered.window.filters.show_all)
    click(filtered.window.filters.away)
    assert filtered.window.filters.isHidden()


def test_the_button_of_the_rail_is_down_while_the_bar_is_on_show(filtered: Desk) -> None:
    window = filtered.window
    action = window.actions_by_name["show_filters"]
    assert action.isChecked()
    filtered.left.outline.setFocus()
    filtered.press(Qt.Key.Key_F, CTRL | SHIFT)  # only to the bar
    assert window.filters.isVisible() and action.isChecked()
    click(chip(filtered, KIND, "evidence"))
    window.filters.field.setFocus()
    filtered.press(Qt.Key.Key_F, CTRL | SHIFT)  # from it: it stays, since it hides something
    assert window.filters.isVisible() and action.isChecked()
    click(window.filters.show_all)
    click(window.filters.away)
    assert window.filters.isHidden() and not action.isChecked()


def test_every_chip_is_a_toggle_that_says_what_it_is(filtered: Desk) -> None:
    count = sum(len(all_nodes(filtered, side, "rebuttal")) for side in (filtered.left, filtered.right))
    one = chip(filtered, KIND, "rebuttal")
    assert one.accessibleName() == f"rebuttals, {count}, shown"
    assert one.isCheckable()
    one.setFocus()
    filtered.press(Qt.Key.Key_Space)
    assert one.accessibleName() == f"rebuttals, {count}, hidden"
    for each in filtered.window.filters.chips():
        assert each.accessibleName()
        assert each.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_arrows_go_from_chip_to_chip(filtered: Desk) -> None:
    shown = filtered.window.filters.chips()
    shown[0].setFocus()
    filtered.press(Qt.Key.Key_Right)
    assert filtered.focus() is shown[1]
    filtered.press(Qt.Key.Key_Left)
    filtered.press(Qt.Key.Key_Left)
    assert filtered.focus() is filtered.window.filters.tags
    filtered.press(Qt.Key.Key_Right)
    assert filtered.focus() is shown[0]
    filtered.press(Qt.Key.Key_Tab)
    assert filtered.focus() is shown[1]


def test_chips_stand_in_their_order_and_only_where_something_is(filtered: Desk) -> None:
    names = [each.chip for each in filtered.window.filters.chips()]
    assert names[:3] == [(KIND, "claim"), (KIND, "evidence"), (KIND, "rebuttal")]
    used = {str(link.kind) for link in filtered.project.links()}
    assert {value for part, value in names if part == LINK} == used


# -- what it hides


def test_a_chip_hides_its_kind_on_both_sides_and_says_how_many(filtered: Desk) -> None:
    sides = (filtered.left, filtered.right)
    hidden = [i for side in sides for i in all_nodes(filtered, side, "evidence")]
    click(chip(filtered, KIND, "evidence"))
    for side in sides:
        above = {above.id for i in matches(filtered, side) for above in filtered.project.path(i)}
        assert set(rows(side)) == above, "what matches and what is above it"
        assert set(matches(filtered, side)) == set(all_nodes(filtered, side)) - set(hidden)
    bar = filtered.window.filters
    assert bar.hidden.text().startswith(f"{len(hidden)} nodes")
    assert bar.hidden.isVisible() and bar.show_all.isVisible()
    click(bar.show_all)
    for side in sides:
        assert rows(side) == all_nodes(filtered, side)
    assert bar.hidden.isHidden()


def test_only_this_one_by_double_click_and_by_alt_enter(filtered: Desk) -> None:
    session = filtered.window.session
    assert session is not None
    one = chip(filtered, KIND, "rebuttal")
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(one, Qt.MouseButton.LeftButton)
    assert session.filter == Filter(kinds_off=off("claim", "evidence"))
    one.setFocus()
    filtered.press(Qt.Key.Key_Return, ALT)
    assert session.filter == Filter()
    filtered.press(Qt.Key.Key_Return, ALT)
    assert session.filter == Filter(kinds_off=off("claim", "evidence"))


def test_words_are_looked_for_while_they_are_typed(filtered: Desk, qtbot: QtBot) -> None:
    session = filtered.window.session
    assert session is not None
    with qtbot.waitSignal(session.filter_changed):
        filtered.type("sanctions")
    found = [i for side in (filtered.left, filtered.right) for i in matches(filtered, side)]
    assert found
    for node_id in found:
        node = filtered.project.node(node_id)
        assert "sanctions" in " ".join((node.text, node.note, *node.tags)).casefold()
    filtered.window.filters.field.selectAll()
    filtered.press(Qt.Key.Key_Backspace)
    filtered.press(Qt.Key.Key_Return)
    assert not session.filter.is_on


def test_a_tag_is_found_by_typing_and_ticked_by_enter(filtered: Desk) -> None:
    bar, session = filtered.window.filters, filtered.window.session
    assert session is not None
    tag = sorted(session.tags(), key=str.casefold)[-1]
    bar.tags.setFocus()
    filtered.press(Qt.Key.Key_Return)
    assert bar.popup.isVisible()
    QTest.keyClicks(bar.popup.field, tag)
    QTest.keyClick(bar.popup.field, Qt.Key.Key_Return)
    assert session.filter.tags == {tag}
    shown = {i for side in (filtered.left, filtered.right) for i in matches(filtered, side)}
    assert shown == {node.id for node in filtered.project.tagged(tag) if filtered.project.is_visible(node.id)}
    assert tag in bar.tags.text()
    QTest.keyClick(bar.popup.field, Qt.Key.Key_Escape)
    assert not bar.popup.isVisible()


def test_a_press_on_a_row_ticks_a_tag_once(filtered: Desk) -> None:
    bar, session = filtered.window.filters, filtered.window.session
    assert session is not None
    click(bar.tags)
    menu = bar.popup.list
    box = menu.visualItemRect(menu.item(1))
    QTest.mouseClick(menu.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 80, box.center().y()))
    assert session.filter.tags == {menu.item(1).data(Qt.ItemDataRole.UserRole)}
    QTest.mouseClick(menu.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 10, box.center().y()))
    assert session.filter.tags == frozenset()
    bar.popup.close()


def test_counts_are_those_under_the_other_filters_and_follow_edits(filtered: Desk, qtbot: QtBot) -> None:
    session = filtered.window.session
    assert session is not None
    before = chip(filtered, KIND, "claim").count
    root = filtered.roots(filtered.left)[0]
    session.do(
        lambda reader: nodes.add_node(reader, filtered.case(filtered.left).id, root, Kind.CLAIM, text="One more")
    )
    qtbot.waitUntil(lambda: chip(filtered, KIND, "claim").count == before + 1)
    click(chip(filtered, STATUS, "unanswered"))
    unanswered = sum(status == "unanswered" for status in session.statuses().values())
    assert chip(filtered, STATUS, "unanswered").count == unanswered
    assert chip(filtered, KIND, "claim").count == before + 1 - unanswered


def test_links_that_a_filter_hides_leave_gutter_and_count(filtered: Desk) -> None:
    before = len(filtered.window.split.link_ends())
    kinds = [end.kind for end in filtered.window.split.link_ends()]
    kind = kinds[0]
    click(chip(filtered, LINK, kind))
    assert [end.kind for end in filtered.window.split.link_ends()] == [each for each in kinds if each != kind]
    assert rows(filtered.left) == all_nodes(filtered, filtered.left), "links hide no nodes"
    click(chip(filtered, LINK, kind))
    assert len(filtered.window.split.link_ends()) == before


def test_passages_of_hidden_nodes_have_no_mark_but_cover_the_text(filtered: Desk) -> None:
    side = filtered.left
    marked = {mark.node_id for mark in side.article.marks.all()}
    covered = sorted(mark.anchor_id for mark in side.article.covering())
    click(chip(filtered, KIND, "claim"))
    claims = set(all_nodes(filtered, side, "claim"))
    assert marked & claims
    assert {mark.node_id for mark in side.article.marks.all()} == marked - claims
    assert sorted(mark.anchor_id for mark in side.article.covering()) == covered


def test_a_filter_that_nothing_passes_says_so_and_has_a_button(filtered: Desk, qtbot: QtBot) -> None:
    session = filtered.window.session
    assert session is not None
    filtered.type("zebra")
    filtered.press(Qt.Key.Key_Return)
    empty = filtered.left.outline._empty
    assert empty.isVisible()
    assert "filters" in empty.label.text()
    click(empty.button)
    assert not session.filter.is_on
    assert rows(filtered.left) == all_nodes(filtered, filtered.left)
    assert not empty.isVisible()


# -- room


@pytest.mark.parametrize("width", [900, 1280, 1920])
def test_nothing_of_the_bar_is_cut_off(filtered: Desk, width: int) -> None:
    window = filtered.window
    window.resize(width, 860)
    set_filter(filtered, kinds_off=off("evidence"), links_off=off("agrees"))
    QApplication.processEvents()
    bar = window.filters
    parts: list[QWidget] = [bar.field, bar.tags, *bar.chips(), bar.hidden, bar.show_all]
    for part in parts:
        assert bar.rect().contains(part.geometry()), part.accessibleName()
        assert part.width() >= min(part.sizeHint().width(), bar.width() - 32) or part is bar.field
    for at, part in enumerate(parts):
        assert not any(part.geometry().intersects(other.geometry()) for other in parts[at + 1 :])


def test_another_project_starts_without_a_filter(filtered: Desk) -> None:
    named: Chip = (TAG, "none")
    assert filtered.window.filters.chip(named) is None
    click(chip(filtered, KIND, "evidence"))
    filtered.window.files.open_debate()
    assert filtered.window.session is not None
    assert not filtered.window.session.filter.is_on
    assert rows(filtered.left) == all_nodes(filtered, filtered.left)
