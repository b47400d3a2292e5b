"""What hands do on the map reaches the project: carrying, undercutting, growing, and words from the article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.entities import Kind
from tests.flows.conftest import Desk
from tests.flows.test_map import below, card
from ui.carried import carry_nodes
from ui.map.view import MapView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def mapped(desk: Desk, qtbot: QtBot) -> Iterator[Desk]:
    """The left side shows its map alone."""
    desk.left.map.animated = False
    desk.left.set_shows("map")
    qtbot.waitUntil(lambda: desk.left.map.scene.count > 0)
    yield desk


def carry(view: MapView, data: QMimeData, where: QPoint, action: Qt.DropAction = Qt.DropAction.MoveAction) -> None:
    """Carry something over the map and let go of it."""
    port = view.viewport()
    QApplication.sendEvent(port, QDragEnterEvent(where, action, data, LEFT, NONE))
    QApplication.sendEvent(port, QDragMoveEvent(where, action, data, LEFT, NONE))
    QApplication.sendEvent(port, QDropEvent(where, action, data, LEFT, NONE))


def nodes(desk: Desk, *node_ids: str) -> QMimeData:
    return carry_nodes(desk.project.node(node_ids[0]).case_id, node_ids)


def a_node(desk: Desk, kind: Kind, apart_from: str = "") -> str:
    """A childless node of a kind on the left map, some steps down, in no group."""
    project, ids = desk.project, desk.left.map.scene.ids
    return next(
        i
        for i in ids
        if (node := project.node(i)).kind is kind
        and not node.inference
        and node.premise_group is None
        and not below(desk, i)
        and len(project.path(i)) > 2
        and apart_from not in {each.id for each in project.path(i)}
    )


def test_a_card_carried_onto_another_is_its_child_and_one_undo_brings_it_back(mapped: Desk) -> None:
    view, node_id = mapped.left.map, a_node(mapped, Kind.EVIDENCE)
    before = mapped.project.node(node_id)
    target = next(i for i in below(mapped, mapped.roots(mapped.left)[0]) if i != before.parent_id)
    carry(view, nodes(mapped, node_id), card(mapped.left, target))
    assert below(mapped, target)[-1] == node_id
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert mapped.project.node(node_id) == before


def test_a_card_carried_onto_a_folded_branch_is_selected_in_sight(mapped: Desk) -> None:
    view, node_id = mapped.left.map, a_node(mapped, Kind.EVIDENCE)
    root = mapped.roots(mapped.left)[0]
    mapped.window.intents.select(root)
    around = {node.id for node in mapped.project.path(node_id)}
    target = next(i for i in below(mapped, root) if i not in around and below(mapped, i))
    view.set_folded(target, True)
    carry(view, nodes(mapped, node_id), card(mapped.left, target))
    assert mapped.project.node(node_id).parent_id == target
    assert mapped.selected == node_id
    assert view.scene.index_of(node_id) is not None


def test_a_rebuttal_carried_onto_a_line_undercuts_that_step(mapped: Desk) -> None:
    view, node_id = mapped.left.map, a_node(mapped, Kind.REBUTTAL)
    before = mapped.project.node(node_id)
    target = next(
        i for i in below(mapped, mapped.roots(mapped.left)[0]) if i not in {n.id for n in mapped.project.path(node_id)}
    )
    card(mapped.left, target)  # brings it in sight
    (ax, ay), (bx, by) = view.scene.arrangement.route(view.scene.index_of(target) or 0).points[:2]  # type: ignore[union-attr]
    carry(view, nodes(mapped, node_id), view.from_scene(QRectF((ax + bx) / 2, (ay + by) / 2, 0, 0)).topLeft())
    node = mapped.project.node(node_id)
    assert (node.parent_id, node.inference) == (target, True)
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert mapped.project.node(node_id) == before


def test_why_a_card_may_not_be_dropped_is_said(mapped: Desk) -> None:
    root = mapped.roots(mapped.left)[0]
    child = below(mapped, root)[0]
    carry(mapped.left.map, nodes(mapped, root), card(mapped.left, child))
    assert mapped.window.notices.bubble.sentence == "A node cannot move under itself or one of its own descendants."
    assert not mapped.left.map.hands.carrying._bubble.isVisible()


def test_a_sign_at_the_selected_card_makes_a_node_that_is_worded_at_once(mapped: Desk) -> None:
    view, parent = mapped.left.map, below(mapped, mapped.roots(mapped.left)[0])[0]
    QTest.mouseClick(view.viewport(), LEFT, NONE, card(mapped.left, parent))
    sign = next(sign for sign in view.hands.signs.signs if sign.kind is Kind.REBUTTAL)
    assert sign.isVisible()
    QTest.mouseClick(sign, LEFT)
    made = below(mapped, parent)[-1]
    assert view.hands.editing.node_id == made
    editor = view.hands.editing.editor
    assert editor is not None
    QTest.keyClicks(editor, "Nobody has measured that")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    node = mapped.project.node(made)
    assert (node.kind, node.text) == (Kind.REBUTTAL, "Nobody has measured that")
    assert not view.is_editing


def test_words_dropped_on_free_ground_are_a_claim_at_the_top(mapped: Desk) -> None:
    view, roots = mapped.left.map, mapped.roots(mapped.left)
    view.fit()
    data = QMimeData()
    data.setText("A sentence out of a letter")
    corner = QPoint(view.viewport().width() // 2, view.viewport().height() - 6)
    assert view.scene.node_at(view.to_scene(corner)) is None
    carry(view, data, corner, Qt.DropAction.CopyAction)
    (made,) = set(mapped.roots(mapped.left)) - set(roots)
    assert mapped.project.node(made).text == "A sentence out of a letter"
