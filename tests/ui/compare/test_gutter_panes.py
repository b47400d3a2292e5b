"""Which view of a side shows the end of a link, where it is clipped, and which links run together."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.compare.gutter_badges import BADGE_GAP, Taken
from ui.compare.gutter_ends import CROWD, END_PITCH, MOST_APART
from ui.compare.gutter_parts import END_ZONE, Curve, LinkEnd, Pane, Plan, Spot, cubic, pieces, stub_box
from ui.compare.gutter_plan import plan_links, plan_rows

WIDTH = 96
Spans = Mapping[str, tuple[float, float]]
Boxes = Mapping[str, tuple[float, float, float, float]]  # left, top, right, bottom


def lines(
    side: str, name: str, top: float, bottom: float, spans: Spans, heads: Mapping[str, str] | None = None
) -> Pane:
    """A text or a tree; `heads` names the folded row in which a node is."""

    def find(node_id: str) -> Spot | None:
        shown = (heads or {}).get(node_id, node_id)
        return Spot(shown, *spans[shown]) if shown in spans else None

    return Pane(side, name, top, bottom, find, is_folded=lambda node: node in (heads or {}).values())


def cards(side: str, left: float, right: float, boxes: Boxes, top: float = 0, bottom: float = 500) -> Pane:
    def find(node_id: str) -> Spot | None:
        if node_id not in boxes:
            return None
        x, y, end, foot = boxes[node_id]
        return Spot(node_id, y, foot, x, end)

    return Pane(side, "map", top, bottom, find, left, right)


def link(name: str, left: str, right: str, kind: str = "rebuts", *, met: bool = False) -> LinkEnd:
    return LinkEnd(name, kind, left, right, True, kind in {"agrees", "tension", "same_evidence"}, met)


def curve_of(plan: Plan, name: str) -> Curve:
    return next(curve for curve in plan.curves if name in {each.link_id for each in curve.links})


# -- several views on a side

TEXT = lines("left", "text", 0, 300, {"a": (100, 124), "b": (200, 224)})
TREE = lines("left", "tree", 300, 500, {"a": (340, 366), "b": (366, 392), "bare": (392, 418)})
ROWS = lines("right", "tree", 0, 500, {"x": (60, 86), "y": (450, 476)})


def test_an_end_is_looked_for_in_the_text_and_where_it_has_no_passage_in_the_tree() -> None:
    plan = plan_links([link("1", "a", "x"), link("2", "bare", "y")], ([TEXT, TREE], [ROWS]), WIDTH)
    places = {name: [(m.side, m.pane, m.at) for m in curve_of(plan, name).marks] for name in "12"}
    assert places["1"] == [("left", "text", (0, 112)), ("right", "tree", (96, 73))]
    assert places["2"] == [("left", "tree", (0, 405)), ("right", "tree", (96, 463))]
    assert plan.missing == ()


def test_each_side_is_clipped_where_its_own_view_ends() -> None:
    """A row far down on the right is in sight although the text on the left ends above it."""
    plan = plan_links([link("1", "b", "y")], ([TEXT], [ROWS]), WIDTH)
    assert [mark.side for mark in plan.curves[0].marks] == ["left", "right"]
    low = lines("left", "text", 0, 300, {"a": (290, 314)})
    plan = plan_links([link("1", "a", "y")], ([low], [ROWS]), WIDTH)
    (stub,) = plan.stubs
    assert (stub.side, stub.way, stub.pane) == ("left", "down", "text")
    assert stub.box[1] + stub.box[3] <= 300


def test_a_link_that_has_no_place_is_told_with_its_side() -> None:
    plan = plan_links([link("1", "bare", "x"), link("2", "a", "gone")], ([TEXT], [ROWS]), WIDTH)
    assert [(each.link_id, side) for each, side in plan.missing] == [("1", "left"), ("2", "right")]
    assert plan.curves == ()


def test_a_row_at_which_a_curve_ends_already_has_no_port() -> None:
    links = [link("1", "a", "x"), link("2", "bare", "x")]
    ports = plan_rows(links, (TREE, None), WIDTH, taken=[("left", "bare")]).ports
    assert [port.node_id for port in ports] == ["a"]


# -- maps

BOXES = {
    "mid": (-300.0, 200.0, -96.0, 280.0),
    "under": (-60.0, 300.0, 144.0, 380.0),  # its right part lies under the gutter
    "away": (-900.0, 200.0, -700.0, 280.0),
    "near": (20.0, 200.0, 200.0, 280.0),
    "up": (-300.0, -200.0, -96.0, -120.0),
    "down": (-300.0, 700.0, -96.0, 780.0),
}
LEFT_MAP = cards("left", -500, 0, BOXES)
RIGHT_MAP = cards("right", 96, 596, {"x": (150, 100, 350, 180), "z": (700, 100, 900, 180)})


def test_a_curve_runs_from_the_edge_of_one_card_to_that_of_the_other() -> None:
    (curve,) = plan_links([link("1", "mid", "x", "agrees")], ([LEFT_MAP], [RIGHT_MAP]), WIDTH).curves
    assert [mark.at for mark in curve.marks] == [(-96, 240), (150, 140)]
    assert curve.middle is not None and abs(curve.middle[0] - WIDTH / 2) < 0.5


def test_a_card_that_the_view_cuts_off_ends_at_the_cut() -> None:
    (curve,) = plan_links([link("1", "under", "x", "agrees")], ([LEFT_MAP], [RIGHT_MAP]), WIDTH).curves
    assert curve.marks[0].at == (0, 340)


@pytest.mark.parametrize(("node", "way"), [("away", "left"), ("near", "right"), ("up", "up"), ("down", "down")])
def test_a_card_out_of_sight_is_behind_the_stub_of_its_direction(node: str, way: str) -> None:
    plan = plan_links([link("1", node, "x")], ([LEFT_MAP], [RIGHT_MAP]), WIDTH)
    (stub,) = plan.stubs
    assert (stub.side, stub.way, stub.count, stub.node_id) == ("left", way, 1, node)
    assert stub.box == stub_box(LEFT_MAP, way, WIDTH)
    (curve,) = plan.curves
    x, y = curve.points[3]
    left, top, width, height = stub.box
    assert left <= x <= left + width and top <= y <= top + height


def test_the_stubs_of_all_directions_lie_apart_in_the_gutter() -> None:
    boxes = [stub_box(pane, way, WIDTH) for pane in (LEFT_MAP, RIGHT_MAP) for way in ("up", "down", "left", "right")]
    for at, (left, top, width, height) in enumerate(boxes):
        assert left >= 0 and left + width <= WIDTH
        for x, y, breadth, depth in boxes[at + 1 :]:
            assert left + width <= x or x + breadth <= left or top + height <= y or y + depth <= top


def test_beside_a_text_no_curve_comes_from_a_card_that_is_panned_away() -> None:
    links = [link("1", "away", "y"), link("2", "mid", "y"), link("3", "up", "y")]
    plan = plan_rows(links, (LEFT_MAP, ROWS), WIDTH, selected="y")
    assert [curve.link_id for curve in plan.curves] == ["2"]


def test_what_is_painted_over_a_map_is_a_piece_of_the_same_curve() -> None:
    (curve,) = plan_links([link("1", "mid", "x", "agrees")], ([LEFT_MAP], [RIGHT_MAP]), WIDTH).curves
    left, inner, right = pieces(curve.points, WIDTH)
    assert left is not None and inner is not None and right is not None
    assert left[0] == curve.points[0] and right[3] == curve.points[3]
    assert left[3] == inner[0] and inner[3] == right[0]
    assert inner[0][0] == pytest.approx(0, abs=0.1) and inner[3][0] == pytest.approx(WIDTH, abs=0.1)
    for part in (left, inner, right):
        assert all(curve.distance(*cubic(part, t)) < 0.6 for t in (0.1, 0.5, 0.9))


def test_a_curve_that_is_all_in_the_gutter_is_one_piece() -> None:
    points = ((0.0, 100.0), (48.0, 100.0), (48.0, 300.0), (96.0, 300.0))
    assert pieces(points, WIDTH) == (None, points, None)
    assert pieces(points[::-1], WIDTH) == (None, points, None)


# -- bundles

FOLDED = lines("left", "tree", 0, 500, {"head": (100, 126), "b": (200, 226)}, {"one": "head", "two": "head"})


def test_links_of_a_folded_branch_run_together() -> None:
    links = [link("1", "one", "x"), link("2", "two", "x", "agrees"), link("3", "b", "x")]
    plan = plan_links(links, ([FOLDED], [ROWS]), WIDTH)
    bundle = curve_of(plan, "1")
    assert [each.link_id for each in bundle.links] == ["1", "2"]
    assert (bundle.count, bundle.kind, bundle.loud, bundle.marks[0].node_id) == (2, "", True, "head")
    assert bundle.badge is not None
    assert curve_of(plan, "3").count == 1


def test_the_link_in_front_stands_for_its_bundle() -> None:
    links = [link("1", "one", "x"), link("2", "two", "x")]
    (bundle,) = plan_links(links, ([FOLDED], [ROWS]), WIDTH, selected="two", front="2").curves
    assert (bundle.link_id, bundle.selected, bundle.front) == ("2", True, True)


@pytest.mark.parametrize("count", [MOST_APART, MOST_APART + 1])
def test_many_links_between_two_nodes_run_together_and_few_do_not(count: int) -> None:
    plan = plan_links([link(str(i), "b", "x") for i in range(count)], ([FOLDED], [ROWS]), WIDTH)
    assert len(plan.curves) == (count if count <= MOST_APART else 1)
    assert sum(curve.count for curve in plan.curves) == count


def test_challenges_that_are_all_met_are_quiet() -> None:
    links = [link("1", "one", "x", met=True), link("2", "b", "x"), link("3", "b", "y", "agrees")]
    plan = plan_links(links, ([FOLDED], [ROWS]), WIDTH)
    assert {name: (curve_of(plan, name).loud, curve_of(plan, name).met) for name in "123"} == {
        "1": (False, True),
        "2": (True, False),
        "3": (False, False),
    }


def test_the_link_in_front_is_drawn_last() -> None:
    links = [link("1", "b", "x"), link("2", "b", "y")]
    for front in "12":
        plan = plan_links(links, ([FOLDED], [ROWS]), WIDTH, selected="b", front=front)
        assert plan.curves[-1].link_id == front and plan.curves[-1].front


def test_in_a_crowd_the_links_of_a_node_that_lead_out_of_sight_are_one_curve() -> None:
    spans = {f"r{i}": (30.0 + i * 6, 36.0 + i * 6) for i in range(70)} | {"off": (900.0, 926.0)}
    right = lines("right", "tree", 0, 500, spans)
    out = [link("1", "b", "off"), link("2", "b", "off")]
    assert len(plan_links(out, ([FOLDED], [right]), WIDTH).curves) == 2
    crowd = [link(f"c{i}", "b", f"r{i}") for i in range(CROWD)]
    assert curve_of(plan_links([*out, *crowd], ([FOLDED], [right]), WIDTH), "1").count == 2


# -- whatever there is

spans = st.dictionaries(
    st.sampled_from([f"n{i}" for i in range(12)]),
    st.tuples(st.integers(-300, 700), st.integers(14, 120)).map(lambda each: (each[0], each[0] + each[1])),
    min_size=1,
)


@given(spans, spans, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=60), st.integers(0, 11))
def test_every_end_stands_at_its_own_place_and_every_link_is_accounted_for(
    left: dict[str, tuple[int, int]],
    right: dict[str, tuple[int, int]],
    pairs: list[tuple[int, int]],
    chosen: int,
) -> None:
    links = [link(f"l{at:03}", f"n{a}", f"n{b}", "agrees") for at, (a, b) in enumerate(pairs)]
    panes = [lines("left", "text", 0, 500, left)], [lines("right", "text", 0, 400, right)]
    plan = plan_links(links, panes, WIDTH, selected=f"n{chosen}")
    where = {"left": left, "right": right}
    foot = {"left": 500, "right": 400}
    drawn = [each.link_id for curve in plan.curves for each in curve.links]
    assert len(drawn) == len(set(drawn))
    for curve in plan.curves:
        for mark in curve.marks:
            top, bottom = where[mark.side][mark.node_id]
            x, y = mark.at
            assert x == (0 if mark.side == "left" else WIDTH)
            assert END_ZONE <= y <= foot[mark.side] - END_ZONE
            assert top - END_ZONE <= y <= bottom + END_ZONE
    out_of_sight = sum(stub.count for stub in plan.stubs)
    whole = sum(len(curve.marks) for curve in plan.curves for _link in curve.links)
    assert whole + out_of_sight + 2 * len(plan.missing) == 2 * len(links)


@given(st.permutations(range(8)), st.integers(20, 90))
def test_the_ends_of_one_node_leave_in_the_order_of_their_other_ends(order: list[int], depth: int) -> None:
    right = {f"r{i}": (40.0 + i * 50, 60.0 + i * 50) for i in range(8)}
    links = [link(f"l{at}", "a", f"r{row}") for at, row in enumerate(order)]
    panes = [lines("left", "text", 0, 500, {"a": (200, 200 + depth)})], [lines("right", "text", 0, 500, right)]
    curves = sorted(plan_links(links, panes, WIDTH).curves, key=lambda curve: curve.marks[0].at[1])
    heights = [curve.marks[1].at[1] for curve in curves]
    assert heights == sorted(heights)
    gaps = [b.marks[0].at[1] - a.marks[0].at[1] for a, b in pairwise(curves)]
    assert all(0 < gap <= END_PITCH + 0.01 for gap in gaps)


@given(st.lists(st.tuples(st.integers(30, 460), st.integers(30, 460)), min_size=1, max_size=50))
def test_no_two_badges_cover_one_another(pairs: list[tuple[int, int]]) -> None:
    left = {f"a{i}": (float(y), y + 20.0) for i, (y, _z) in enumerate(pairs)}
    right = {f"b{i}": (float(z), z + 20.0) for i, (_y, z) in enumerate(pairs)}
    links = [link(str(i), f"a{i}", f"b{i}") for i in range(len(pairs))]
    panes = [lines("left", "text", 0, 500, left)], [lines("right", "text", 0, 500, right)]
    badges = [curve.badge for curve in plan_links(links, panes, WIDTH).curves if curve.badge]
    for at, (x, y) in enumerate(badges):
        assert all((x - p) ** 2 + (y - q) ** 2 >= (BADGE_GAP - 0.01) ** 2 for p, q in badges[at + 1 :])


@given(st.lists(st.tuples(st.floats(0, 96), st.floats(0, 200)), max_size=60))
def test_a_place_is_free_where_nothing_taken_is_near(points: list[tuple[float, float]]) -> None:
    taken, kept = Taken(()), list[tuple[float, float]]()
    for point in points:
        near = any(math.dist(point, other) < BADGE_GAP for other in kept)
        assert taken.is_free(point) is not near
        taken.take(point)
        kept.append(point)
