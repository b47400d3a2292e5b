"""The gutter between whatever the two sides show: texts, trees, maps, and mixtures of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Desk
from ui.compare.fringe import Fringe
from ui.compare.gutter_parts import Curve, Plan

BUTTON = Qt.MouseButton.LeftButton


def show(desk: Desk, left: str, right: str) -> Plan:
    """What the gutter draws of the resting links between these views."""
    for side, names in ((desk.left, left), (desk.right, right)):
        side.set_shows(names)
    QTest.qWait(1)
    for side in (desk.left, desk.right):
        side.map.animated = False
        if side.map.isVisible():
            side.map.fit()
    return settled(desk)


def settled(desk: Desk) -> Plan:
    for _turn in range(4):
        QApplication.processEvents()
    return desk.window.split.gutter.plans()[0]


def panes(desk: Desk, curve: Curve) -> set[tuple[str, str]]:
    return {(mark.side, mark.pane) for mark in curve.marks}


def curves(plan: Plan) -> list[Curve]:
    return [curve for curve in plan.curves if len(curve.marks) == 2]


@pytest.mark.parametrize(
    ("left", "right"),
    [("text", "text"), ("tree", "tree"), ("map", "map"), ("map", "tree"), ("text", "tree"), ("text tree", "text map")],
)
def test_every_end_stands_at_what_shows_its_node(desk: Desk, left: str, right: str) -> None:
    plan = show(desk, left, right)
    gutter = desk.window.split.gutter
    assert plan.curves
    for curve in plan.curves:
        for mark in curve.marks:
            side = desk.left if mark.side == "left" else desk.right
            at = gutter.mapToGlobal(QPointF(*mark.at).toPoint())
            view = {"text": side.article, "tree": side.outline, "map": side.map}[mark.pane]
            port = view.viewport()
            place = port.mapFromGlobal(at)
            assert -1 <= place.y() <= port.height() + 1
            if mark.pane == "map":
                card = side.map.scene.card(mark.node_id)
                assert card is not None
                assert side.map.from_scene(card).adjusted(-2, -2, 2, 2).contains(place)
            else:
                edge = gutter.mapToGlobal(QPoint(0 if mark.side == "left" else gutter.width(), 0)).x()
                assert abs(at.x() - edge) <= 1
                span = (
                    side.article.passage_span(mark.node_id)
                    if mark.pane == "text"
                    else side.outline.row_span(mark.node_id)
                )
                assert span is not None and span[0] - 30 <= place.y() <= span[1] + 30


def test_the_head_says_how_many_links_have_no_place_and_why(desk: Desk) -> None:
    total = len(desk.window.split.link_ends())
    head = desk.window.split.head
    show(desk, "tree", "tree")
    assert head.button.accessibleName() == f"{total} links"
    missing = show(desk, "text", "text").missing
    bare = [link for link, _side in missing]
    assert bare and all(not desk.project.anchors(link.node(side)) for link, side in missing)
    assert head.button.accessibleName() == f"{total - len(bare)} of {total} links"
    assert "without a passage" in head.button.toolTip()
    assert show(desk, "text tree", "text tree").missing == ()
    assert head.button.accessibleName() == f"{total} links"


def test_a_branch_in_focus_leaves_links_outside(desk: Desk) -> None:
    show(desk, "tree", "tree")
    branch = desk.project.children(desk.case(desk.left).id, desk.roots(desk.left)[0])[0].id
    desk.left.tree.focus_on(branch)
    assert settled(desk).missing
    assert "outside of the branch on show" in desk.window.split.head.button.toolTip()
    desk.left.tree.focus_on(None)
    assert settled(desk).missing == ()


@pytest.mark.parametrize("view", ["tree", "map"])
def test_a_click_on_a_bundle_unfolds_its_branch_until_its_links_part(desk: Desk, view: str) -> None:
    show(desk, view, view)
    for side in (desk.left, desk.right):
        side.tree.unfold_level(desk.project, 2)
    plan = show(desk, view, view)
    bundle = max(plan.curves, key=lambda curve: curve.count)
    assert bundle.count > 1 and bundle.badge is not None
    names = {link.link_id for link in bundle.links}
    gutter = desk.window.split.gutter
    QTest.mouseClick(gutter, BUTTON, pos=QPointF(*bundle.badge).toPoint())
    together = [names & {link.link_id for link in curve.links} for curve in show(desk, view, view).curves]
    assert names not in together


def test_curves_follow_the_map_that_is_panned_and_end_behind_a_stub(desk: Desk) -> None:
    plan = show(desk, "map", "map")
    view = desk.left.map
    first = next(curve for curve in curves(plan) if curve.marks[0].side == "left")
    x, y = first.marks[0].at
    view.look(view.camera.moved(40, 20))
    moved = next(curve for curve in desk.window.split.gutter.plans()[0].curves if curve.link_id == first.link_id)
    assert moved.marks[0].at == pytest.approx((x - 40, y - 20), abs=2)
    view.look(view.camera.moved(5000, 0))
    view.look(view.camera.zoomed(1.0, QPointF(0, 0)))
    stubs = {(stub.side, stub.way) for stub in settled(desk).stubs}
    assert ("left", "left") in stubs or ("left", "right") in stubs


def test_what_floats_over_a_map_stays_free_of_curves_and_the_mouse_goes_through(desk: Desk) -> None:
    show(desk, "map", "map")
    split, view = desk.window.split, desk.left.map
    fringe = next(each for each in split.findChildren(Fringe) if each.geometry().x() < split.gutter.x())
    area = view.viewport().rect()
    corner = fringe.mapFromGlobal(view.viewport().mapToGlobal(area.center()))
    assert fringe.rect().contains(corner)
    covers = split.gutter.covers("left")
    assert covers
    painted = fringe._map_area()
    assert all(painted.intersected(cover).isEmpty() for cover in covers)
    over = split.childAt(view.mapTo(split, QPoint(view.width() // 2, 200)))
    assert over is view.viewport()


def test_f6_comes_to_the_gutter_and_escape_goes_back(desk: Desk) -> None:
    gutter = desk.window.split.gutter
    desk.left.outline.setFocus()
    desk.press(Qt.Key.Key_F6)
    assert gutter.hasFocus()
    assert desk.window.focus_mark.parentWidget() is gutter
    desk.press(Qt.Key.Key_Down)
    assert " of " in gutter.accessibleDescription()
    desk.press(Qt.Key.Key_Escape)
    assert desk.left.outline.hasFocus()


def test_delete_in_the_gutter_takes_no_node_away(desk: Desk, qtbot: QtBot) -> None:
    gutter = desk.window.split.gutter
    nodes = len(list(desk.project.walk(desk.case(desk.left).id)))
    gutter.setFocus()
    desk.press(Qt.Key.Key_End)
    desk.press(Qt.Key.Key_Delete)
    assert len(list(desk.project.walk(desk.case(desk.left).id))) == nodes


def test_the_link_in_front_is_told_to_the_gutter(desk: Desk) -> None:
    show(desk, "tree", "tree")
    session = desk.window.session
    assert session is not None
    node = next(n.id for n, _d in desk.project.walk(desk.case(desk.left).id) if len(desk.project.links_of(n.id)) > 1)
    session.select(node)
    plan = settled(desk)
    assert [curve.link_id for curve in plan.curves if curve.front] == [session.front_link]
    session.step_partner(1)
    plan = settled(desk)
    assert [curve.link_id for curve in plan.curves if curve.front] == [session.front_link]
