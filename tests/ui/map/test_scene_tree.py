"""Which nodes are on show, what lies in an area, and what is said of closed branches."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from models.layout import Bearing, Shape
from tests.ui.map.trees import FACTS, ONE_THEME, card_of, featured, make_scene, node, project_of, projects
from ui.map.index import Boxes
from ui.map.scene import Facts, MapScene
from ui.map.strokes import snapped
from ui.map.tree import shown_tree
from ui.outline.making import MOST_ASKED
from ui.theme.kinds import NOTCH


def shown(**options):
    return [each.id for each in shown_tree(featured(), "C", **{"folded": frozenset(), **options}).nodes]


def test_everything_is_shown_in_reading_order():
    assert shown() == list("abefcdgh")


def test_a_folded_branch_hides_what_is_below():
    tree = shown_tree(featured(), "C", frozenset("bc"))
    assert [each.id for each in tree.nodes] == list("abcdgh")
    assert tree.closed == {1}  # c has nothing to hide


def test_one_branch_alone():
    tree = shown_tree(featured(), "C", frozenset(), top="b")
    assert [each.id for each in tree.nodes] == list("bef")
    assert tree.bearings == [Bearing.ROOT, Bearing.SUPPORTS, Bearing.UNDERCUTS]
    assert shown(top="gone") == list("abefcdgh")


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        (("g", 0), "g"),
        (("g", 1), "dgh"),
        (("g", 2), "adgh"),
        (("g", 3), "abcdgh"),
        (("a", 1), "abcd"),
        (("x", 1), "abefcdgh"),
    ],
)
def test_what_is_near_a_node(near, expected):
    assert shown(near=near) == list(expected)


def test_near_keeps_to_the_branch_in_focus():
    assert shown(near=("e", 5), top="b") == list("bef")


def test_premises_taken_together_that_are_not_both_shown_stand_alone():
    tree = shown_tree(featured(), "C", frozenset(), near=("e", 2))
    groups = dict(zip([each.id for each in tree.nodes], tree.groups, strict=True))
    assert groups["b"] == -1 and "c" not in groups
    whole = shown_tree(featured(), "C", frozenset())
    groups = dict(zip([each.id for each in whole.nodes], whole.groups, strict=True))
    assert groups["b"] == groups["c"] >= 0 and groups["d"] == -1


def test_what_stands_where(theme):
    scene = make_scene(theme, featured(), FACTS)
    for node_id in scene.ids:
        box = scene.card(node_id)
        assert box is not None and scene.bounds.contains(box)
        assert scene.node_at(box.center()) == node_id
        assert scene.nodes_in(box.adjusted(4, 4, -4, -4)) == [node_id]
        place = scene.text_box(node_id)
        assert place is not None and box.contains(place) and place.height() % 18 == 0
    assert scene.node_at(QPointF(scene.bounds.left() - 5, 0)) is None
    assert scene.card("gone") is None and scene.text_box("gone") is None and scene.index_of(None) is None
    assert scene.nodes_in(scene.bounds) == scene.ids


@pytest.mark.parametrize("shape", Shape)
def test_a_closed_branch_has_a_badge_that_stands_clear(theme, shape):
    scene = make_scene(theme, featured(), FACTS, folded=frozenset("bg"), shape=shape)
    assert scene.hidden("b") == 2 and scene.hidden("g") == 1 and scene.hidden("a") == 0 and scene.hidden("gone") == 0
    for at, node_id in enumerate(scene.ids):
        badge = scene.badge(at)
        assert (badge is not None) == (node_id in "bg")
        if badge is not None:
            box = badge.box(scene.box(at), shape)
            assert scene.fold_badge_at(box.center()) == node_id
            assert scene.nodes_in(box) == [node_id][: shape is Shape.COMPACT] and scene.bounds.contains(box)
    assert scene.fold_badge_at(scene.box(0).center()) is None


@ONE_THEME
@given(project=projects(), shape=st.sampled_from(Shape), folded=st.sets(st.integers(0, 40)))
def test_nothing_lies_over_a_badge(theme, project, shape, folded):
    scene = make_scene(theme, project, shape=shape, folded=frozenset(f"n{at:03}" for at in folded))
    check_badges(scene)


@pytest.mark.parametrize("shape", Shape)
def test_a_neighbours_lines_pass_below_a_badge(theme, shape):
    wide = [node(f"c{at}", "c", ("claim", "rebuttal")[at % 2]) for at in range(7)]
    others = [node("b", "a", text="benches under the oak " * 4), node("b1", "b"), node("c", "a"), node("d", "a")]
    project = project_of([node("a", None), *others, node("d1", "d"), *wide])
    scene = make_scene(theme, project, shape=shape, folded=frozenset("bd"))
    check_badges(scene)


def check_badges(scene: MapScene) -> None:
    """No card, no line and no other badge lies over a badge."""
    shape = scene.options.shape
    closed = [(at, badge) for at in range(scene.count) if (badge := scene.badge(at)) is not None]
    boxes = [badge.box(scene.box(at), shape) for at, badge in closed]
    lines = [route.points for at in range(scene.count) if (route := scene.arrangement.route(at)) is not None]
    for (at, _badge), box in zip(closed, boxes, strict=True):
        assert scene.nodes_in(box) == [scene.ids[at]][: shape is Shape.COMPACT]  # there it stands on the card's foot
        assert not any(box.intersects(other) for other in boxes if other is not box)
        for (x1, y1), (x2, y2) in (pair for points in lines for pair in pairwise(points)):
            step = QRectF(QPointF(x1, y1), QPointF(x2, y2)).normalized()
            assert not box.intersects(step.adjusted(-0.1, -0.1, 0.1, 0.1))


def test_a_badge_names_what_needs_work(theme):
    scene = make_scene(theme, featured(), FACTS, folded=frozenset("a"))
    badge = scene.badge(0)
    assert badge is not None and (badge.hidden, badge.unanswered) == (7, 1)


@pytest.mark.parametrize("more", [0, 1])
def test_a_badge_of_a_large_branch_says_no_more_than_its_size(theme, more):
    hidden = [node(f"n{at:04}", "a" if at < 9 else "n0003") for at in range(MOST_ASKED + more)]
    facts = Facts(lambda _id: "unanswered", lambda _id: "", lambda _id: 0)
    scene = make_scene(theme, project_of([node("a", None), *hidden]), facts, folded=frozenset("a"))
    badge = scene.badge(0)
    assert badge is not None
    assert (badge.hidden, badge.unanswered) == (MOST_ASKED + more, 0 if more else MOST_ASKED)


def test_nothing_is_shown_of_no_case(theme):
    scene = MapScene(theme)
    assert scene.count == 0 and scene.bounds.isEmpty() and scene.node_at(QPointF()) is None
    scene = make_scene(theme, featured())
    scene.build(None, None, scene.options, scene.facts)
    assert scene.count == 0 and scene.nodes_in(QRectF(-1e6, -1e6, 2e6, 2e6)) == []


@given(
    boxes=st.lists(st.tuples(*[st.integers(0, 60)] * 2, *[st.integers(1, 30)] * 2), max_size=90),
    area=st.tuples(*[st.integers(0, 60)] * 2, *[st.integers(1, 30)] * 2),
)
def test_the_index_finds_what_a_search_of_all_finds(boxes, area):
    sides = [[x for x, _y, _w, _h in boxes], [y for _x, y, _w, _h in boxes]]
    sides += [[x + w for x, _y, w, _h in boxes], [y + h for _x, y, _w, h in boxes]]
    x, y, w, h = area
    found = Boxes(*sides).touching(x, y, x + w, y + h)
    assert found == [i for i, (a, b, c, d) in enumerate(boxes) if a < x + w and a + c > x and b < y + h and b + d > y]


@ONE_THEME
@given(project=projects(), shape=st.sampled_from(Shape), data=st.data())
def test_no_line_that_touches_an_area_is_left_out(theme, project, shape, data):
    scene = make_scene(theme, project, shape=shape)
    bounds = scene.bounds
    x = data.draw(st.floats(bounds.left(), bounds.right()))
    y = data.draw(st.floats(bounds.top(), bounds.bottom()))
    area = QRectF(x, y, 256, 256)
    parents = {above for above in scene.tree.parents if above >= 0}
    wanted = {at for at in parents if touches(scene.arrangement.reach(at), area)}
    assert wanted <= set(scene.families_in(area)) <= parents


def touches(reach, area: QRectF) -> bool:
    left, top, right, bottom = reach
    return left < area.right() and right > area.left() and top < area.bottom() and bottom > area.top()


@pytest.mark.parametrize("shape", Shape)
def test_of_a_crowd_every_line_near_the_area_is_drawn(theme, shape):
    kinds = ("claim", "evidence", "rebuttal", "claim")
    children = [node(f"k{at:04}", "a", kinds[at // 40 % 4], inference=at % 97 == 80) for at in range(400)]
    scene = make_scene(theme, project_of([node("a", None), *children]), shape=shape)
    near = scene.lines.family(0, card_of(scene, "k0200").adjusted(-50, -50, 50, 50))
    assert len(near.supports) + len(near.rebuttals) < 120
    for at in range(1, scene.count):
        area = scene.box(at).adjusted(-40, -40, 40, 40)
        family = scene.lines.family(0, area)
        x, y = snapped(scene.arrangement.route(at).points)[0]
        drawn = [*family.supports, *family.rebuttals, *family.undercuts]
        assert any(stroke.points[0] in ((x, y), (x + NOTCH, y)) for stroke in drawn)
