"""Reading comfort: letters, spacing and width, one side or two, captions shown or hidden; kept for the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models.texts import BlockKind
from tests.flows.conftest import Desk
from ui.dialogs.reading import ReadingDialog
from ui.theme import Theme
from ui.theme.reading import Reading

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def ordinary_letters(theme: Theme) -> Iterator[None]:
    yield
    theme.set_reading(Reading())


def turn_wheel(desk: Desk, notches: int) -> None:
    port = desk.left.article.viewport()
    middle = QPointF(port.rect().center())
    event = QWheelEvent(
        middle,
        port.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)


def dialog_of(desk: Desk) -> ReadingDialog:
    desk.window.actions_by_name["reading"].trigger()
    found = desk.window.findChild(ReadingDialog)
    assert found is not None
    return found


def test_the_wheel_with_control_makes_letters_larger_and_the_place_stays(desk: Desk, theme: Theme) -> None:
    article = desk.left.article
    text = desk.project.text(desk.case(desk.left).article_id)
    article.pin(text.index("Occupied land"), 40)
    before = article.caret_box().height(), article.scroll_position
    turn_wheel(desk, 2)
    assert theme.reading.size == 20
    assert article.caret_box().height() > before[0]
    article.select(text.index("Occupied land"), text.index("Occupied land"))
    assert 0 <= article.caret_box().top() <= 80
    turn_wheel(desk, -2)
    assert theme.reading.size == 16


def test_keys_zoom_and_bring_back(desk: Desk, theme: Theme) -> None:
    desk.left.article.setFocus()
    for _press in range(3):
        QTest.keyClick(desk.window, Qt.Key.Key_Plus, CONTROL)
    assert theme.reading.size == 22
    QTest.keyClick(desk.window, Qt.Key.Key_Minus, CONTROL)
    assert theme.reading.size == 20
    QTest.keyClick(desk.window, Qt.Key.Key_0, CONTROL)
    assert theme.reading.size == 16


def test_zoom_ends_where_letters_can_still_be_read(desk: Desk, theme: Theme) -> None:
    turn_wheel(desk, -40)
    assert theme.reading.size == 10
    turn_wheel(desk, 60)
    assert theme.reading.size == 40


def test_the_dialog_changes_what_is_seen_at_once(desk: Desk, theme: Theme) -> None:
    dialog = dialog_of(desk)
    dialog.letters.setFocus()
    QTest.keyClick(dialog.letters, Qt.Key.Key_Right)
    assert theme.reading.size == 17
    QTest.keyClick(dialog.lines, Qt.Key.Key_PageUp)
    assert theme.reading.spacing == pytest.approx(1.7)
    QTest.keyClick(dialog.column, Qt.Key.Key_Home)
    assert theme.reading.width == 40
    QTest.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert theme.reading == Reading()
    assert not dialog.reset.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_dialog_follows_the_wheel(desk: Desk) -> None:
    dialog = dialog_of(desk)
    turn_wheel(desk, 1)
    assert dialog.letters.value() == 18
    dialog.close()


def test_measures_are_kept_for_the_next_start(
    desk: Desk, theme: Theme, open_desk: Callable[[Path], Desk], project_file: Path
) -> None:
    dialog = dialog_of(desk)
    dialog.letters.setValue(21)
    dialog.lines.setValue(36)
    dialog.close()
    desk.window.close()
    theme.changed.disconnect(desk.window.reading_commands._keep)  # as when the program ends
    theme.set_reading(Reading())
    open_desk(project_file)
    assert (theme.reading.size, theme.reading.spacing) == (21, 1.8)


def test_one_side_at_a_time_at_any_width_and_two_in_a_small_window(desk: Desk, qtbot: QtBot) -> None:
    action = desk.window.actions_by_name["one_side"]
    desk.window.resize(1280, 800)
    qtbot.waitUntil(lambda: not desk.window.split.compact)
    action.trigger()
    assert desk.window.split.compact
    assert desk.left.isVisible() != desk.right.isVisible()
    desk.window.resize(900, 700)
    qtbot.waitUntil(lambda: desk.window.width() == 900)
    action.trigger()
    assert not desk.window.split.compact
    assert desk.left.isVisible() and desk.right.isVisible()
    assert desk.left.width() + desk.right.width() <= 900


def test_captions_and_site_text_can_be_hidden_and_no_offset_moves(desk: Desk) -> None:
    article, case = desk.left.article, desk.case(desk.left)
    layout = desk.project.layout(case.article_id)
    block = next(b for b in layout.blocks if b.kind is BlockKind.PARAGRAPH)
    anchors = [(a.start, a.end) for n, _d in desk.project.walk(case.id) for a in desk.project.anchors(n.id)]
    article.setFocus()
    article.select(block.start, block.start)
    menu = desk.window.actions_by_name["read_as"].menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    ticked = [action.text() for action in menu.actions() if action.isChecked()]
    assert ticked == ["Paragraph"]
    next(action for action in menu.actions() if action.text() == "Site text").trigger()
    assert desk.project.layout(case.article_id).blocks[layout.blocks.index(block)].kind is BlockKind.FURNITURE
    assert article.is_shown(block.start)
    desk.window.actions_by_name["show_furniture"].trigger()
    assert not article.is_shown(block.start)
    assert [(a.start, a.end) for n, _d in desk.project.walk(case.id) for a in desk.project.anchors(n.id)] == anchors
    desk.window.actions_by_name["show_furniture"].trigger()
    QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)
    assert desk.project.layout(case.article_id) == layout


def test_a_paragraph_is_hidden_and_shown_again_with_its_passages(desk: Desk) -> None:
    article, case = desk.left.article, desk.case(desk.left)
    layout = desk.project.layout(case.article_id)
    passage = next(a for n, _d in desk.project.walk(case.id) for a in desk.project.anchors(n.id))
    at = layout.block_at(passage.start)
    block = layout.blocks[at]
    article.setFocus()
    article.select(block.start, block.start)
    QTest.keyClick(desk.window, Qt.Key.Key_H, CONTROL | Qt.KeyboardModifier.AltModifier)
    assert desk.project.layout(case.article_id).blocks[at].hidden
    assert not article.is_shown(block.start)
    assert desk.window.status.message == "Hidden. View > Hidden text shows it."
    assert desk.project.anchor(passage.id) == passage
    QTest.keyClick(desk.window, Qt.Key.Key_H, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert article.is_shown(block.start) and article.is_shown(passage.start)
    article.select(block.start, block.start)
    QTest.keyClick(desk.window, Qt.Key.Key_H, CONTROL | Qt.KeyboardModifier.AltModifier)
    assert not desk.project.layout(case.article_id).blocks[at].hidden
    QTest.keyClick(desk.window, Qt.Key.Key_H, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert article.is_shown(block.start)
    QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)
    assert desk.project.layout(case.article_id) == layout


def test_no_repeated_paragraph_is_said_in_a_sentence(desk: Desk) -> None:
    desk.left.article.setFocus()
    desk.window.actions_by_name["set_aside_repeated"].trigger()
    assert desk.said[-1] == "No paragraph of this article stands in it twice."


def test_an_article_with_nodes_asks_before_it_goes_and_one_undo_brings_all_back(desk: Desk, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QMessageBox, QPushButton

    before = desk.path.read_bytes()
    gone = desk.case(desk.left)
    nodes = sum(1 for _ in desk.project.walk(gone.id))
    desk.left.article.setFocus()

    def box() -> QMessageBox:
        desk.window.actions_by_name["delete_article"].trigger()
        found = desk.window.findChild(QMessageBox)
        assert found is not None
        return found

    question = box()
    assert f"its case and {nodes} nodes" in question.text()
    QTest.keyClick(question, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.window.findChild(QMessageBox) is None)
    assert desk.path.read_bytes() == before
    yes = next(b for b in box().findChildren(QPushButton) if b.text() == "Delete the article")
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    assert gone.id not in [case.id for case in desk.project.cases()]
    assert all(side.case is None or side.case.id != gone.id for side in desk.window.split.sides())
    QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)
    assert desk.case(desk.left).id == gone.id
    assert sum(1 for _ in desk.project.walk(gone.id)) == nodes
    assert len(desk.project.pairings()) == 1


def test_asked_for_again_the_same_dialog_comes_to_the_front(desk: Desk) -> None:
    first = dialog_of(desk)
    assert dialog_of(desk) is first
    assert len(desk.window.findChildren(ReadingDialog)) == 1
