"""What a person selects on one side brings its partner to the same height on the other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.authoring import nodes
from tests.flows.conftest import Desk
from ui.layouts import Layout
from ui.outline.view import OutlineView
from ui.side import Side

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NEAR = 2  # pixels


@pytest.fixture(autouse=True)
def still(desk: Desk) -> None:
    for side in (desk.left, desk.right):
        side.map.animated = False


def passage_height(desk: Desk, side: Side, node_id: str) -> int:
    """Where a node's first passage begins, from the head of the split view."""
    span = side.article.passage_span(node_id)
    assert span is not None
    return side.article.viewport().mapTo(desk.window.split, QPoint(0, span[0])).y()


def row_height(desk: Desk, side: Side, node_id: str) -> int:
    view = side.tree_view()
    span = view.row_span(node_id)
    assert span is not None
    return view.viewport().mapTo(desk.window.split, QPoint(0, span[0])).y()


def linked(desk: Desk, side: Side) -> list[tuple[str, str]]:
    """Nodes of a side that have a passage, each with the partner that comes to the front; that has one as well."""
    session = desk.window.session
    assert session is not None
    found = []
    for node, _depth in desk.project.walk(desk.case(side).id):
        session.select(node.id)
        partner = session.partner
        if partner is not None and desk.project.anchors(node.id) and desk.project.anchors(partner):
            found.append((node.id, partner))
    session.select(None)
    return found


def can_stand(desk: Desk, side: Side, node_id: str, height: int) -> bool:
    """Whether the text scrolls so far that the node's passage begins at a height of the split view."""
    away = passage_height(desk, side, node_id) - height
    bar = side.article.verticalScrollBar()
    return 0 <= bar.value() + away <= bar.maximum()


def lay_out(desk: Desk, layout: Layout) -> None:
    """A layout in a low window, so that there is something to scroll."""
    desk.window.resize(1280, 660)
    desk.window.layouts.choose(layout)
    for side in (desk.left, desk.right):
        side.splitter.refresh()
    QApplication.sendPostedEvents()


def settled(qtbot: QtBot, desk: Desk) -> None:
    """The aligner has done what it was asked for."""
    qtbot.waitUntil(lambda: not desk.window.aligner._pause.isActive(), timeout=2000)


def in_sight(view: OutlineView, node_id: str) -> bool:
    """Whether all of the row of a node, or of the one that hides it, is in sight."""
    span = view.row_span(node_id)
    return span is not None and span[0] >= 0 and span[1] <= view.viewport().height()


def click_passage(side: Side, node_id: str) -> None:
    """Press where the node's first passage begins, in sight or not before."""
    mark = side.article.marks.of_node(node_id)[0]
    side.article.reveal(mark.start, flash=False)
    side.article.select(mark.start + 1, mark.start + 1)
    point = side.article.caret_box().center()
    QTest.mouseClick(side.article.viewport(), Qt.MouseButton.LeftButton, pos=point)


def wheel(view: QWidget, notches: int) -> None:
    middle = QPointF(view.rect().center())
    place = QPointF(view.mapToGlobal(middle.toPoint()))
    turn = QPoint(0, -120 * notches)
    buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(middle, place, QPoint(), turn, buttons, Qt.KeyboardModifier.NoModifier, phase, False)
    QApplication.sendEvent(view, event)


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_passage_that_is_clicked_has_its_partner_at_its_height(desk: Desk, qtbot: QtBot, mirrored: bool) -> None:
    lay_out(desk, Layout.TEXTS)
    here, there = (desk.right, desk.left) if mirrored else (desk.left, desk.right)
    exact = 0
    for node_id, partner in linked(desk, here):
        click_passage(here, node_id)
        before = here.article.scroll_position
        settled(qtbot, desk)
        if desk.selected != node_id:
            continue  # another passage lies over its beginning
        height = passage_height(desk, here, node_id)
        if can_stand(desk, there, partner, height):
            exact += 1
            assert passage_height(desk, there, partner) == pytest.approx(height, abs=NEAR)
        else:  # as near as the text scrolls: at its beginning or its end
            assert there.article.scroll_position in (0, there.article.verticalScrollBar().maximum())
        assert here.article.scroll_position == before
    assert exact > 2


def test_where_a_click_is_not_to_align_the_other_side_stays(desk: Desk, qtbot: QtBot) -> None:
    lay_out(desk, Layout.TEXTS)
    desk.window.actions_by_name["align_on_click"].trigger()
    assert not desk.window.aligner.is_on
    for node_id, _partner in linked(desk, desk.left):
        click_passage(desk.left, node_id)
        settled(qtbot, desk)
    assert desk.right.article.scroll_position == 0
    desk.window.actions_by_name["align_on_click"].trigger()  # what is selected is aligned then
    settled(qtbot, desk)
    assert desk.right.article.scroll_position > 0


def test_a_row_has_its_partners_row_and_passage_at_the_heights_of_its_own(desk: Desk, qtbot: QtBot) -> None:
    """Text and tree both on show: each stands beside its like."""
    lay_out(desk, Layout.MIXED)
    exact = 0
    for node_id, partner in linked(desk, desk.left):
        desk.window.session.select(None)
        desk.left.outline.set_selected_node(node_id)
        desk.left.outline.set_selected_node(None)
        desk.click_row(desk.left, node_id)
        assert desk.selected == node_id
        settled(qtbot, desk)
        height = passage_height(desk, desk.left, node_id)
        if can_stand(desk, desk.right, partner, height):
            assert passage_height(desk, desk.right, partner) == pytest.approx(height, abs=NEAR)
        assert in_sight(desk.right.outline, partner)
        away = row_height(desk, desk.right, partner) - row_height(desk, desk.left, node_id)
        bar = desk.right.outline.verticalScrollBar()
        exact += abs(away) <= NEAR
        assert abs(away) <= NEAR or bar.value() in (bar.minimum(), bar.maximum())
    assert exact > 2


def test_while_arrow_keys_are_held_the_other_side_waits_for_the_pause(desk: Desk, qtbot: QtBot) -> None:
    lay_out(desk, Layout.TREES)
    outline, other = desk.left.outline, desk.right.outline
    roots = desk.roots(desk.left)
    desk.click_row(desk.left, roots[0])
    settled(qtbot, desk)
    heard: list[str | None] = []
    desk.window.aligner.aligned.connect(lambda: heard.append(desk.selected))
    rows = outline.outline.rowCount()
    for _each in range(rows - 1):
        QTest.keyClick(outline, Qt.Key.Key_Down)
    while desk.window.session.partner is None:
        QTest.keyClick(outline, Qt.Key.Key_Up)
    with qtbot.waitSignal(desk.window.aligner.aligned, timeout=2000):
        pass
    partner = desk.window.session.partner
    assert partner is not None and desk.selected is not None
    assert in_sight(other, partner)
    assert heard == [desk.selected]  # of all those on the way none was waited for


def test_a_card_has_its_partners_card_at_its_height(desk: Desk, qtbot: QtBot) -> None:
    lay_out(desk, Layout.MAPS)
    left, right = desk.left.map, desk.right.map
    for view in (left, right):
        view.zoom_reset()
    exact = 0
    for node_id, partner in linked(desk, desk.left):
        desk.window.session.select(None)
        left.bring(node_id, at_once=True)
        card = left.scene.card(node_id)
        assert card is not None
        QTest.mouseClick(left.viewport(), Qt.MouseButton.LeftButton, pos=left.from_scene(card).center())
        before = left.camera
        settled(qtbot, desk)
        assert desk.selected == node_id and left.camera == before
        there = right.scene.card(partner)
        assert there is not None and right.in_sight.intersects(there)
        exact += abs(row_height(desk, desk.right, partner) - row_height(desk, desk.left, node_id)) <= NEAR
    assert exact > 5


def test_a_passage_beside_a_tree_has_the_row_at_its_height(desk: Desk, qtbot: QtBot) -> None:
    lay_out(desk, Layout.MIXED)
    desk.left.set_shows("text")
    desk.right.set_shows("tree")
    for side in (desk.left, desk.right):
        side.splitter.refresh()
    exact = 0
    for node_id, partner in linked(desk, desk.left):
        click_passage(desk.left, node_id)
        if desk.selected != node_id:
            continue
        settled(qtbot, desk)
        exact += abs(row_height(desk, desk.right, partner) - passage_height(desk, desk.left, node_id)) <= NEAR
    assert exact > 2


def test_a_partner_that_is_folded_away_brings_the_row_that_hides_it(desk: Desk, qtbot: QtBot) -> None:
    lay_out(desk, Layout.TREES)
    node_id, partner = next((n, p) for n, p in linked(desk, desk.left) if desk.project.node(p).parent_id is not None)
    top = desk.project.path(partner)[0].id
    desk.right.outline.set_folded(top, True)
    desk.left.outline.set_selected_node(node_id)
    desk.click_row(desk.left, node_id)
    settled(qtbot, desk)
    assert desk.right.outline.outline.row_of(partner) is None
    assert in_sight(desk.right.outline, top)


def test_in_motion_both_sides_come_to_the_same_height(desk: Desk, qtbot: QtBot) -> None:
    """A row is clicked: its own text glides to the passage, and the other side to where that will stand."""
    lay_out(desk, Layout.MIXED)
    for side in (desk.left, desk.right):
        side.article.animated = side.map.animated = True
    exact = 0
    for node_id, partner in linked(desk, desk.left):
        desk.left.outline.setFocus()
        desk.left.outline.choose(node_id)
        settled(qtbot, desk)
        qtbot.waitUntil(lambda: not any(side.article.is_gliding for side in (desk.left, desk.right)))
        qtbot.waitUntil(lambda: not any(p.is_gliding for panes in desk.window.aligner.panes.values() for p in panes))
        height = passage_height(desk, desk.left, node_id)
        if can_stand(desk, desk.right, partner, height):
            exact += 1
            assert passage_height(desk, desk.right, partner) == pytest.approx(height, abs=NEAR)
        assert abs(row_height(desk, desk.right, partner) - row_height(desk, desk.left, node_id)) <= NEAR or (
            desk.right.outline.verticalScrollBar().value() in (0, desk.right.outline.verticalScrollBar().maximum())
        )
    assert exact > 2


def test_an_edit_and_its_undo_move_nothing_on_the_other_side(desk: Desk, qtbot: QtBot) -> None:
    lay_out(desk, Layout.MIXED)
    session = desk.window.session
    assert session is not None
    node_id, _partner = linked(desk, desk.left)[3]
    desk.left.outline.setFocus()
    desk.left.outline.choose(node_id)
    settled(qtbot, desk)
    article, bar = desk.right.article, desk.right.outline.verticalScrollBar()
    article.scroll_to(60)
    bar.setValue(200)
    heard: list[None] = []
    desk.window.aligner.aligned.connect(lambda: heard.append(None))
    session.do(lambda reader: nodes.change_text(reader, node_id, "Other words"))
    desk.left.outline.choose(desk.roots(desk.left)[0])
    settled(qtbot, desk)
    heard.clear()
    before = article.scroll_position, bar.value()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.selected == node_id  # undo goes where it happened
    settled(qtbot, desk)
    desk.press(Qt.Key.Key_Z, CTRL | SHIFT)
    settled(qtbot, desk)
    assert (article.scroll_position, bar.value()) == before and heard == []


def test_a_click_on_what_is_selected_brings_its_partner_back(desk: Desk, qtbot: QtBot) -> None:
    lay_out(desk, Layout.TEXTS)
    for node_id, partner in linked(desk, desk.left):
        click_passage(desk.left, node_id)
        settled(qtbot, desk)
        if desk.selected == node_id and can_stand(desk, desk.right, partner, passage_height(desk, desk.left, node_id)):
            break
    at = desk.right.article.scroll_position
    desk.right.article.scroll_to(0 if at > 40 else 90)
    click_passage(desk.left, node_id)
    settled(qtbot, desk)
    assert desk.selected == node_id and desk.right.article.scroll_position == at


def test_the_side_on_which_somebody_works_does_not_move(desk: Desk, qtbot: QtBot) -> None:
    """A node of the other side is selected, as by a press in the gutter: its side comes to where the partner stands."""
    lay_out(desk, Layout.TREES)
    left, right = desk.left.outline, desk.right.outline
    exact = 0
    for node_id, partner in linked(desk, desk.left):
        right.setFocus()
        row = right.outline.row_of(partner)
        assert row is not None
        right.scrollTo(right.outline.index(row, 1))
        before = right.verticalScrollBar().value()
        desk.window.intents.select(node_id)
        settled(qtbot, desk)
        assert right.verticalScrollBar().value() == before and in_sight(left, node_id)
        exact += abs(row_height(desk, desk.left, node_id) - row_height(desk, desk.right, partner)) <= NEAR
    assert exact > 5


def test_in_another_layout_the_partner_stands_beside_what_is_selected_again(desk: Desk, qtbot: QtBot) -> None:
    lay_out(desk, Layout.TREES)
    desk.left.outline.setFocus()
    exact = 0
    for node_id, partner in linked(desk, desk.left):
        desk.window.layouts.choose(Layout.TREES)
        settled(qtbot, desk)
        desk.left.outline.choose(node_id)
        settled(qtbot, desk)
        desk.right.article.scroll_to(0)
        with qtbot.waitSignal(desk.window.aligner.aligned, timeout=2000):
            desk.press(Qt.Key.Key_F5)
        assert desk.window.layouts.current is Layout.TEXTS
        assert desk.window.aligner.in_sight(node_id) and desk.window.aligner.in_sight(partner)
        away = passage_height(desk, desk.right, partner) - passage_height(desk, desk.left, node_id)
        exact += abs(away) <= NEAR
    assert exact > 2
