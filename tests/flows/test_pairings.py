"""Many pairings in one project: chosen, made, named, swapped and deleted; either side shows any case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QInputDialog, QMenu

from models.authoring import library
from tests.flows.conftest import Desk
from ui.dialogs.pairing import PairingDialog
from ui.layouts import Layout

CONTROL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def third_case(desk: Desk, name: str = "A third reading") -> str:
    made: list[str] = []
    over = desk.case(desk.right).article_id
    desk.window.session.do(lambda reader: library.add_case(reader, over, name), then=made.append)
    return made[0]


def dialog_of(desk: Desk) -> PairingDialog:
    dialogs = [d for d in desk.window.findChildren(PairingDialog) if d.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def accept(dialog: PairingDialog) -> None:
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose_case(desk: Desk, at: str, words: str) -> None:
    """Press on a side's arrow and take the entry that begins with `words`."""
    side = getattr(desk, at)
    QTest.mouseClick(side.header.choose, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(a for a in menu.actions() if a.text().replace("&", "").startswith(words))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_motion_and_notes_are_one_edit(desk: Desk) -> None:
    session = desk.window.session
    before = session.pairing
    desk.left.outline.setFocus()
    desk.press(Qt.Key.Key_P, CONTROL_ALT)
    dialog = dialog_of(desk)
    dialog.motion.selectAll()
    QTest.keyClicks(dialog.motion, "Whether to wait")
    dialog.notes.selectAll()
    QTest.keyClicks(dialog.notes, "For the *second* lesson")
    accept(dialog)
    assert (session.pairing.motion, session.pairing.notes) == ("Whether to wait", "For the *second* lesson")
    assert desk.window.motion.text() == "Motion: Whether to wait"
    session.undo()
    assert session.pairing == before


def test_notes_that_a_crash_cut_off_are_offered_again(desk: Desk) -> None:
    session = desk.window.session
    desk.press(Qt.Key.Key_P, CONTROL_ALT)
    dialog = dialog_of(desk)
    QTest.keyClicks(dialog.notes, "half a thought")
    session.flush_drafts()
    drafts = session.workspace.store.drafts()
    assert [(d.table, d.row, d.column, d.text) for d in drafts] == [
        ("pairing", session.pairing.id, "notes", dialog.notes.toPlainText())
    ]
    dialog.reject()
    session.flush_drafts()
    assert session.workspace.store.drafts() == []
    assert session.pairing.notes != "half a thought"


def test_a_case_cannot_be_paired_with_itself(desk: Desk) -> None:
    third_case(desk)
    desk.window.actions_by_name["new_pairing"].trigger()
    dialog = dialog_of(desk)
    assert not dialog.warning.isVisible()
    dialog.right.setCurrentIndex(dialog.left.currentIndex())
    assert dialog.warning.isVisible()
    assert dialog.warning.text() == "A pairing lays two different cases side by side."
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.reject()


def test_a_new_pairing_is_shown_and_the_others_stay(desk: Desk) -> None:
    session = desk.window.session
    first, third = session.pairing.id, third_case(desk)
    desk.window.actions_by_name["new_pairing"].trigger()
    dialog = dialog_of(desk)
    QTest.keyClicks(dialog.motion, "Another question")
    dialog.right.setCurrentIndex(dialog.right.findData(third))
    accept(dialog)
    assert session.pairing.id != first and session.pairing.motion == "Another question"
    assert desk.case(desk.right).id == third
    menu = desk.window.actions_by_name["pairings"].menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert [a.isChecked() for a in menu.actions()] == [False, True]
    menu.actions()[0].trigger()
    assert session.pairing.id == first and desk.case(desk.right).name != "A third reading"
    session.undo()
    session.undo()
    assert [p.id for p in session.project.pairings()] == [first]


def test_a_side_shows_any_case_and_a_pairing_known_already_comes_back(desk: Desk) -> None:
    session = desk.window.session
    first, left = session.pairing.id, desk.case(desk.left).id
    third_case(desk)
    choose_case(desk, "right", "A third reading")
    second = session.pairing.id
    assert second != first and desk.case(desk.right).name == "A third reading" and desk.case(desk.left).id == left
    choose_case(desk, "right", session.project.case(session.project.pairing(first).right_case_id).name)
    assert session.pairing.id == first
    assert len(session.project.pairings()) == 2


def test_what_is_selected_of_a_case_that_is_shown_no_more_is_left(desk: Desk) -> None:
    session, third = desk.window.session, third_case(desk)
    first, cases = session.pairing.id, (desk.case(desk.left).id, desk.case(desk.right).id)
    kept, left = (next(iter(session.project.walk(case)))[0].id for case in cases)
    session.select(left)
    choose_case(desk, "right", "A third reading")
    assert session.selected_node is None and session.front_link is None
    session.select(kept)
    session.show_pairing(first)
    assert session.selected_node == kept
    session.select(left)
    session.do(lambda reader: library.change_pairing(reader, first, cases[0], third, "", ""))
    assert session.selected_node is None


def test_the_case_of_the_other_side_swaps_them(desk: Desk) -> None:
    session = desk.window.session
    left, right = desk.case(desk.left), desk.case(desk.right)
    choose_case(desk, "left", right.name)
    assert (desk.case(desk.left).id, desk.case(desk.right).id) == (right.id, left.id)
    assert len(session.project.pairings()) == 1
    desk.press(Qt.Key.Key_X, CONTROL_ALT)
    assert (desk.case(desk.left).id, desk.case(desk.right).id) == (left.id, right.id)
    assert desk.window.status.message.startswith("Swap the sides")


def test_swapped_cases_take_their_folds_and_places_along(desk: Desk) -> None:
    left, right = desk.case(desk.left).id, desk.case(desk.right).id
    desk.window.layouts.choose(Layout.MIXED)
    (root,) = desk.roots(desk.right)
    desk.right.tree.set_folded([root], True)
    desk.left.article.scroll_to(desk.left.article.verticalScrollBar().maximum() // 2)
    desk.left.outline.verticalScrollBar().setValue(60)
    line, row = desk.left.article.first_line()[0], desk.left.outline.verticalScrollBar().value()
    assert line > 0 and row > 0
    for side, other in ((desk.right, desk.left), (desk.left, desk.right)):
        desk.press(Qt.Key.Key_X, CONTROL_ALT)
        QApplication.processEvents()
        assert (desk.case(side).id, desk.case(other).id) == (left, right)
        assert other.tree.folded >= {root} and root not in side.tree.folded
        assert (side.article.first_line()[0], side.outline.verticalScrollBar().value()) == (line, row)
    desk.window.session.undo()
    assert desk.right.article.first_line()[0] == line and desk.left.tree.folded >= {root}


def test_a_deleted_pairing_comes_back_and_is_shown(desk: Desk) -> None:
    session = desk.window.session
    first = session.pairing.id
    third = third_case(desk)
    desk.window.pairing_commands.show_case(desk.right, third)
    second = session.pairing.id
    desk.window.actions_by_name["delete_pairing"].trigger()
    assert session.pairing.id == first and desk.case(desk.right).id != third
    session.undo()
    assert session.pairing.id == second and desk.case(desk.right).id == third


def test_without_a_pairing_cases_stand_side_by_side_without_answers(desk: Desk) -> None:
    session = desk.window.session
    desk.window.actions_by_name["delete_pairing"].trigger()
    assert session.pairing is None and session.statuses() == {}
    assert desk.left.case is not None and desk.right.case is not None
    for name in ("edit_pairing", "swap_sides", "delete_pairing", "new_pairing"):
        desk.window.actions_by_name[name].trigger()
        for dialog in desk.window.findChildren(PairingDialog):
            dialog.reject()
    assert session.project.pairings() == []


def test_a_case_is_made_and_named_from_the_head_of_its_side(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = desk.window.session
    article = desk.case(desk.right).article_id
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("Second opinion", True))
    choose_case(desk, "right", "New case over this article")
    assert desk.case(desk.right).name == "Second opinion" and desk.case(desk.right).article_id == article
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("  A better   name ", True))
    choose_case(desk, "right", "Rename the case")
    assert desk.case(desk.right).name == "A better name"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("  ", True))
    choose_case(desk, "right", "Rename the case")
    assert desk.case(desk.right).name == "A better name"
    assert desk.said[-1] == "A case needs a name."
    session.undo()
    assert desk.case(desk.right).name == "Second opinion"


def test_answered_claims_stand_in_the_head_of_each_side(desk: Desk) -> None:
    split = desk.window.split
    split._count()
    session = desk.window.session
    for side in split.sides():
        words = [s for n, s in session.statuses().items() if session.project.node(n).case_id == desk.case(side).id]
        done = sum(word in ("answered", "conceded") for word in words)
        assert side.header.answered.isVisible()
        assert side.header.answered.accessibleName() == f"answered {done} of {len(words)}"
    assert QPoint(0, 0) not in [side.header.answered.pos() for side in split.sides()]
