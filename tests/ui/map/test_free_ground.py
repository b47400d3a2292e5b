"""Which ground of the map is free: a card let go near another card, a line or a badge makes no root."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF

from models.layout import Shape
from tests.ui.map.hands import zoom
from tests.ui.map.test_dragging import drag
from tests.ui.outline.hands import heard
from ui.map import dragging


@pytest.fixture
def asked(view):
    return heard(view.reparent_requested)


def at(view, point):
    """A place of the scene in the viewport."""
    return view.from_scene(QRectF(point, QSizeF(0, 0))).center()


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("scale", [0.5, 1.0])
def test_near_a_card_nothing_becomes_a_root(view, asked, shape, scale):
    view.set_shape(shape)
    zoom(view, scale)
    root, leaf = view.from_scene(view.scene.card("a")), view.from_scene(view.scene.card("f"))
    for place in (root.topLeft() - QPoint(20, 20), leaf.bottomRight() + QPoint(16, 20)):
        assert not drag(view, "e", place)
        assert view.hands.carrying.landing is None
        assert not view.hands.carrying._bubble.isVisible()
    assert asked == []
    assert drag(view, "e", root.topLeft() - QPoint(dragging.AIR + 2, 20))
    assert asked == [(["e"], "", "")]


@pytest.mark.parametrize("shape", list(Shape))
def test_near_a_line_nothing_becomes_a_root(view, asked, shape):
    view.set_shape(shape)
    zoom(view, 0.8)
    scene = view.scene
    met = 0
    for node_id in "bceg":
        for a, b in pairwise(scene.arrangement.route(scene.index_of(node_id)).points):
            aside = QPointF(0, 12) if a[1] == b[1] else QPointF(12, 0)
            place = at(view, (QPointF(*a) + QPointF(*b)) / 2 + aside / view.scale)
            met += not drag(view, "f", place, drop=False)
            drag(view, "f", place)
    assert met
    assert all(parent for _ids, parent, _before in asked)


def test_on_a_badge_nothing_becomes_a_root(view, asked):
    view.set_folded("g", True)
    zoom(view, 2.0)
    badge = view.scene.badge(view.scene.index_of("g"))
    box = badge.box(view.scene.card("g"), Shape.DOWN)
    assert not drag(view, "e", at(view, box.center()))
    assert asked == []
