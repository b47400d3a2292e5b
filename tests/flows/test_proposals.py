"""Likely partners by the same words: proposed, linked, dismissed and taken back, with real keys and a real mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models.authoring import library
from models.authoring.nodes import change_text
from models.authoring.passages import remove_passage
from models.entities import LinkKind
from models.filtering import Filter
from storage.database import create_project
from tests.flows.conftest import Desk
from tests.flows.test_accessible import nameless
from ui.files import open_session
from ui.jobs import Jobs
from ui.proposals.panel import Mode, ProposalPanel
from ui.proposals.rows import ProposalRow

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def node(desk: Desk, start: str) -> str:
    """The node whose text begins so."""
    cases = desk.project.cases()
    return next(n.id for case in cases for n, _depth in desk.project.walk(case.id) if n.text.startswith(start))


def panel(desk: Desk) -> ProposalPanel:
    return desk.window.proposals


def rows(desk: Desk) -> list[ProposalRow]:
    return panel(desk).list.rows.all()


def settle(desk: Desk, qtbot: QtBot) -> None:
    """Until the list has followed a selection or an edit."""
    qtbot.waitUntil(lambda: not desk.window.proposing._pause.isActive() and not desk.window.proposing._busy)


@pytest.fixture
def asked(desk: Desk, qtbot: QtBot) -> str:
    """The panel open, with the keys in it, over a point that has proposals; that point."""
    found = node(desk, "Financial sanctions")
    desk.window.session.select(found)
    QTest.keyClick(desk.window, Qt.Key.Key_W, CTRL_ALT)
    settle(desk, qtbot)
    assert panel(desk).list.hasFocus()
    return found


def test_the_key_shows_partners_of_the_selected_node_and_puts_them_away(desk: Desk, asked: str) -> None:
    first = rows(desk)[0]
    assert first.node_id == asked
    assert first.points[0].text.startswith("Banks and companies")
    assert "Banks" in first.words and first.points[0].cite == "¶ 5"
    assert "2 of 7 words in common" in first.tip and "of all 107 points" in first.tip
    heading = panel(desk).heading.text()
    assert "Rapprochement" in heading and "Financial sanctions" in heading
    assert desk.window.actions_by_name["show_proposals"].isChecked()
    QTest.keyClick(desk.focus(), Qt.Key.Key_W, CTRL_ALT)
    assert panel(desk).isHidden() and desk.focus() in desk.left.tree_views()


def test_nothing_is_linked_by_itself_and_enter_asks_for_the_kind(desk: Desk, asked: str, qtbot: QtBot) -> None:
    before = len(desk.project.links())
    partner = rows(desk)[0].other_id
    desk.press(Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and len(desk.project.links()) == before
    QTest.keyClick(menu, Qt.Key.Key_1)
    settle(desk, qtbot)
    (link,) = desk.project.links_of(asked)
    assert (link.source_id, link.target_id, link.kind) == (asked, partner, LinkKind.REBUTS)
    assert partner not in [row.other_id for row in rows(desk)]
    desk.window.activateWindow()  # the menu took the keys along
    qtbot.waitUntil(desk.window.isActiveWindow)
    QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(desk, qtbot)
    assert frozenset((asked, partner)) in {row.pair for row in rows(desk)}  # undo may have gone to its other end


def test_the_link_button_asks_where_the_row_is(desk: Desk, asked: str) -> None:
    QTest.mouseClick(panel(desk).list.buttons.buttons["link"], Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    assert not desk.project.links_of(asked)


def test_delete_dismisses_for_good_and_undo_brings_back(desk: Desk, asked: str, qtbot: QtBot) -> None:
    partner, following = rows(desk)[0].other_id, rows(desk)[1].other_id
    desk.press(Qt.Key.Key_Delete)
    settle(desk, qtbot)
    assert desk.project.is_visible(asked)  # no node was deleted
    assert desk.project.is_dismissed(asked, partner)
    assert panel(desk).list.current_row().other_id == following and panel(desk).list.hasFocus()
    assert panel(desk).tabs[Mode.DISMISSED].text() == "Dismissed (1)"
    other = desk.fresh()
    assert other.project.is_dismissed(partner, asked)
    other.close()
    desk.window.session.select(partner)  # from the other side as well
    settle(desk, qtbot)
    assert asked not in [row.other_id for row in rows(desk)]
    label = str(desk.window.session.workspace.history.to_undo().label)
    assert "no partners" in label
    QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(desk, qtbot)
    assert not desk.project.is_dismissed(asked, partner)


def test_the_dismissed_are_listed_and_taken_back(desk: Desk, asked: str, qtbot: QtBot) -> None:
    partner = rows(desk)[0].other_id
    for _at in range(2):
        desk.press(Qt.Key.Key_Delete)
        settle(desk, qtbot)
    QTest.mouseClick(panel(desk).tabs[Mode.DISMISSED], Qt.MouseButton.LeftButton)
    assert [row.other_id for row in rows(desk)][-1] == partner
    assert "reader" in rows(desk)[0].words and len(rows(desk)[0].points) == 2
    panel(desk).list.setCurrentIndex(panel(desk).list.rows.index(1, 0))
    QTest.mouseClick(panel(desk).list.buttons.buttons["back"], Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert not desk.project.is_dismissed(asked, partner) and len(rows(desk)) == 1
    QTest.mouseClick(panel(desk).tabs[Mode.POINT], Qt.MouseButton.LeftButton)
    assert rows(desk)[0].other_id == partner


def test_going_there_keeps_the_list(desk: Desk, asked: str, qtbot: QtBot) -> None:
    before = rows(desk)
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(desk, qtbot)
    assert desk.selected == before[0].other_id
    assert rows(desk) == before
    desk.click_row(desk.right, desk.roots(desk.right)[0])
    settle(desk, qtbot)
    assert rows(desk) != before and "Maximum pressure" in panel(desk).heading.text()


def test_all_pairs_go_to_both_ends(desk: Desk, asked: str, qtbot: QtBot) -> None:
    QTest.mouseClick(panel(desk).tabs[Mode.PAIRING], Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    first = rows(desk)[0]
    assert len(first.points) == 2 and all(point.marks for point in first.points)
    scores = [row.score or 0 for row in rows(desk)]
    assert scores == sorted(scores, reverse=True)
    linked = {frozenset((x.source_id, x.target_id)) for x in desk.project.links()}
    assert not linked & {row.pair for row in rows(desk)}
    panel(desk).list.setFocus()
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.selected == first.node_id
    desk.press(Qt.Key.Key_Delete)
    settle(desk, qtbot)
    assert first.pair not in {row.pair for row in rows(desk)}


def test_without_a_selected_node_the_best_pairs_are_shown(desk: Desk, asked: str, qtbot: QtBot) -> None:
    desk.window.session.select(None)
    settle(desk, qtbot)
    assert panel(desk).heading.text() == "Pairs that share words" and len(rows(desk)[0].points) == 2


def test_an_edit_is_followed(desk: Desk, asked: str, qtbot: QtBot) -> None:
    partner = desk.roots(desk.right)[0]
    desk.window.session.do(lambda reader: change_text(reader, partner, "Gazprombank and smaller lenders are hit"))
    settle(desk, qtbot)
    assert rows(desk)[0].other_id == partner
    desk.window.session.undo()
    settle(desk, qtbot)
    assert partner not in [row.other_id for row in rows(desk)]


def test_what_a_filter_hides_is_not_proposed(desk: Desk, asked: str, qtbot: QtBot) -> None:
    desk.window.session.set_filter(replace(Filter(), text="zebra"))
    settle(desk, qtbot)
    assert rows(desk) == [] and "filters hide" in panel(desk).empty.label.text()
    desk.window.session.set_filter(Filter())
    settle(desk, qtbot)
    assert rows(desk)


def test_swapped_sides_and_another_pairing_are_followed(desk: Desk, asked: str, qtbot: QtBot) -> None:
    before = [row.pair for row in rows(desk)]
    pairing = desk.window.session.pairing
    left, right = pairing.left_case_id, pairing.right_case_id
    desk.window.session.do(lambda reader: library.change_sides(reader, pairing.id, right, left))
    settle(desk, qtbot)
    assert [row.pair for row in rows(desk)] == before


def test_everything_linked_or_dismissed_is_said(desk: Desk, asked: str, qtbot: QtBot) -> None:
    while rows(desk):
        desk.press(Qt.Key.Key_Delete)
        settle(desk, qtbot)
    assert "linked with it or was dismissed" in panel(desk).empty.label.text()
    QTest.mouseClick(panel(desk).empty.button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert panel(desk).mode() is Mode.PAIRING and rows(desk)


def test_nothing_shared_is_said(desk: Desk, asked: str, qtbot: QtBot) -> None:
    desk.window.session.do(lambda reader: change_text(reader, asked, "Zebras"))
    for anchor in desk.project.anchors(asked):
        desk.window.session.do(lambda reader, anchor=anchor: remove_passage(reader, anchor.id))
    settle(desk, qtbot)
    assert rows(desk) == [] and "No point of" in panel(desk).empty.label.text()


def test_without_a_pairing_a_sentence_says_what_is_needed(
    open_desk: Callable[[Path], Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.counterpoint"
    create_project(path, "1")
    desk = open_desk(path)
    desk.window.actions_by_name["show_proposals"].trigger()
    settle(desk, qtbot)
    assert "two cases side by side" in panel(desk).empty.label.text()
    assert not panel(desk).empty.button.isVisible()


def test_every_control_has_a_name_and_f6_comes_by(desk: Desk, asked: str) -> None:
    assert nameless(desk.window) == []
    panes = desk.window.commands.panes()
    assert panel(desk) in panes
    desk.press(Qt.Key.Key_F6)
    assert not panel(desk).isAncestorOf(desk.focus())
    desk.press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert desk.focus() is panel(desk).list


def test_the_window_remembers_that_it_was_open(desk: Desk, asked: str, open_desk: Any, qtbot: QtBot) -> None:
    desk.window.close()
    again = open_desk(desk.path)
    settle(again, qtbot)
    assert panel(again).isVisible() and panel(again).heading.text()


def test_the_mouse_links_the_row_it_is_over(desk: Desk, asked: str, qtbot: QtBot) -> None:
    view = panel(desk).list
    box = view.visualRect(view.rows.index(1, 0))
    QTest.mouseMove(view.viewport(), box.topLeft() + QPoint(200, 12))
    other = rows(desk)[1].other_id
    QTest.mouseClick(view.buttons.buttons["dismiss"], Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert desk.project.is_dismissed(asked, other)


def test_reading_and_comparing_in_a_thread_misses_no_edit(desk: Desk, qtbot: QtBot) -> None:
    desk.window.proposing._jobs = Jobs(desk.window)
    found = node(desk, "Financial sanctions")
    desk.window.session.select(found)
    desk.window.actions_by_name["show_proposals"].trigger()
    assert rows(desk) == []  # the words are being read
    partner = desk.roots(desk.right)[0]
    desk.window.session.do(lambda reader: change_text(reader, partner, "Gazprombank and smaller lenders are hit"))
    settle(desk, qtbot)
    assert rows(desk)[0].other_id == partner
    panel(desk).set_mode(Mode.PAIRING)
    desk.window.session.do(lambda reader: change_text(reader, partner, "Nothing of the kind"))
    settle(desk, qtbot)
    first = rows(desk)[0]
    assert partner not in first.pair
    panel(desk).list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert first.pair not in {row.pair for row in rows(desk)}  # at once, while the pairs are sought anew
    settle(desk, qtbot)
    assert first.pair not in {row.pair for row in rows(desk)} and rows(desk)


def test_another_project_in_the_middle_of_a_job(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.window.proposing._jobs = Jobs(desk.window)
    desk.window.actions_by_name["show_proposals"].trigger()
    path = tmp_path / "other.counterpoint"
    create_project(path, "1")
    desk.window.show_session(open_session(path, "reader"))
    settle(desk, qtbot)
    assert rows(desk) == [] and "two cases" in panel(desk).empty.label.text()
