"""Nodes dragged away from their ends in the gutter, and presses that are none."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.carried import nodes_of
from ui.compare import gutter_hands
from ui.compare.gutter import Gutter, LinkEnd
from ui.compare.gutter_hands import Carried
from ui.compare.gutter_parts import Pane, Spot
from ui.theme import Theme

LEFT = {"a": (100, 140), "b": (240, 280), "up": (-80, -40)}
RIGHT = {"x": (100, 140), "y": (330, 370)}
BUTTON = Qt.MouseButton.LeftButton
WAY = QPoint(40, 40)


def pane(side: str, spans: dict[str, tuple[int, int]], name: str = "text", top: int = 0, bottom: int = 444) -> Pane:
    return Pane(side, name, top, bottom, lambda node: Spot(node, *spans[node]) if node in spans else None)


@pytest.fixture
def gutter(qtbot: QtBot, theme: Theme) -> Gutter:
    widget = Gutter(theme)
    qtbot.addWidget(widget)
    widget.resize(96, 644)
    widget.set_carried(lambda node: Carried(f"case of {node}", f"words of {node}", "claim") if node != "y" else None)
    widget.set_links(
        [LinkEnd("1", "agrees", "a", "x"), LinkEnd("2", "rebuts", "b", "y"), LinkEnd("3", "turns", "up", "y")]
    )
    widget.set_panes(
        [pane("left", LEFT), pane("left", {"a": (450, 476)}, "tree", 444, 644)],
        [pane("right", RIGHT), pane("right", {"x": (476, 502)}, "tree", 444, 644)],
    )
    widget.show()
    return widget


@pytest.fixture
def drags(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]] | None]:
    """What is dragged: the case and its nodes."""
    found: list[tuple[str, list[str]] | None] = []

    class Drag:
        def __init__(self, _source: object) -> None:
            self.data = QMimeData()

        def setMimeData(self, data: QMimeData) -> None:
            self.data = data

        def setPixmap(self, picture: Any) -> None:
            assert not picture.isNull()

        def setHotSpot(self, _place: QPoint) -> None:
            pass

        def exec(self, *actions: Qt.DropAction) -> Qt.DropAction:
            assert actions[0] & Qt.DropAction.LinkAction and actions[0] & Qt.DropAction.MoveAction
            found.append(nodes_of(self.data))
            return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(gutter_hands, "QDrag", Drag)
    return found


def pull(gutter: Gutter, start: QPoint, way: QPoint = WAY) -> None:
    QTest.mousePress(gutter, BUTTON, pos=start)
    QTest.mouseMove(gutter, start + way / 2)
    QTest.mouseMove(gutter, start + way)
    QTest.mouseRelease(gutter, BUTTON, pos=start + way)


def end_of(gutter: Gutter, link_id: str, side: str) -> QPoint:
    curves = (curve for plan in gutter.plans() for curve in plan.curves if curve.link_id == link_id)
    mark = next(mark for curve in curves for mark in curve.marks if mark.side == side)
    return QPointF(*mark.at).toPoint()


def test_a_node_is_dragged_away_from_the_end_of_its_link(gutter: Gutter, drags: list[Any]) -> None:
    pull(gutter, end_of(gutter, "1", "left") + QPoint(3, 0))
    pull(gutter, end_of(gutter, "2", "left") + QPoint(3, 0))
    assert drags == [("case of a", ["a"]), ("case of b", ["b"])]


def test_a_node_is_dragged_away_from_its_port(gutter: Gutter, drags: list[Any]) -> None:
    ports = gutter.plans()[1].ports
    assert {port.node_id for port in ports} == {"a", "x"}
    for port in ports:
        pull(gutter, QPointF(*port.at).toPoint() + QPoint(2 if port.side == "left" else -3, 0))
    assert sorted(drags) == [("case of a", ["a"]), ("case of x", ["x"])]


def test_what_is_dragged_is_not_pressed(qtbot: QtBot, gutter: Gutter, drags: list[Any]) -> None:
    with qtbot.assertNotEmitted(gutter.link_clicked):
        pull(gutter, end_of(gutter, "1", "left") + QPoint(3, 0))
        curve = next(c for c in gutter.plans()[0].curves if c.link_id == "1")
        pull(gutter, QPointF(*curve.at(0.4)).toPoint())
    assert len(drags) == 1


def test_a_press_beside_its_end_still_presses_the_curve(qtbot: QtBot, gutter: Gutter, drags: list[Any]) -> None:
    with qtbot.waitSignal(gutter.link_clicked) as caught:
        QTest.mouseClick(gutter, BUTTON, pos=end_of(gutter, "1", "left") + QPoint(4, 0))
    assert caught.args == ["1"] and drags == []


def test_the_right_button_and_the_ground_drag_nothing(gutter: Gutter, drags: list[Any]) -> None:
    start = end_of(gutter, "1", "left") + QPoint(3, 0)
    QTest.mousePress(gutter, Qt.MouseButton.RightButton, pos=start)
    QTest.mouseMove(gutter, start + WAY)
    QTest.mouseRelease(gutter, Qt.MouseButton.RightButton, pos=start + WAY)
    pull(gutter, QPoint(48, 200))
    pull(gutter, QPoint(25, 14))  # a stub
    pull(gutter, end_of(gutter, "2", "right") - QPoint(3, 0))  # a node that is gone meanwhile
    assert drags == []


def test_the_pointer_tells_what_can_be_done(qtbot: QtBot, gutter: Gutter) -> None:
    port = gutter.plans()[1].ports[0]
    shapes = []
    for place in (QPoint(48, 200), QPointF(*port.at).toPoint() + QPoint(2, 0), QPoint(25, 14)):
        QTest.mouseMove(gutter, place)
        shapes.append(gutter.cursor().shape())
    arrows = Qt.CursorShape
    assert shapes == [arrows.ArrowCursor, arrows.OpenHandCursor, arrows.PointingHandCursor]
