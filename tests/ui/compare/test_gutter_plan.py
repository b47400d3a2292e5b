"""What the gutter draws, as numbers: where ends stand, which way arrows point, what stubs count."""

import math
from collections.abc import Mapping
from itertools import pairwise

import pytest

from ui.compare.gutter_badges import BADGE_GAP
from ui.compare.gutter_ends import END_PITCH
from ui.compare.gutter_parts import END_ZONE, Find, LinkEnd, Pane, Plan, Spot, stub_box
from ui.compare.gutter_plan import plan_links, plan_rows

WIDTH = 96
Spans = Mapping[str, tuple[int, int]]
LEFT = {"a": (100, 140), "b": (200, 240), "far_up": (-300, -260), "near_up": (-80, -40), "down": (500, 520)}
RIGHT = {"x": (90, 130), "y": (220, 260), "z": (330, 360), "up": (-60, -30), "down_r": (460, 480)}


def link(name: str, left: str, right: str, kind: str = "rebuts", forward: bool = True) -> LinkEnd:
    return LinkEnd(name, kind, left, right, forward, kind in {"agrees", "tension", "same_evidence"})


def finder(spans: Spans) -> Find:
    return lambda node_id: Spot(node_id, *spans[node_id]) if node_id in spans else None


def pane(side: str, spans: Spans, name: str = "text", top: float = 0, bottom: float = 444) -> Pane:
    return Pane(side, name, top, bottom, finder(spans))


def sides(left: Spans, right: Spans, bottom: float = 444) -> tuple[list[Pane], list[Pane]]:
    return [pane("left", left, bottom=bottom)], [pane("right", right, bottom=bottom)]


def plan(*links: LinkEnd, selected: str | None = None, bottom: float = 444) -> Plan:
    return plan_links(links, sides(LEFT, RIGHT, bottom), WIDTH, selected=selected)


def test_an_end_stands_at_the_middle_of_its_passage_on_the_edge() -> None:
    (curve,) = plan(link("1", "a", "y", "agrees")).curves
    assert [(mark.side, mark.at, mark.shape) for mark in curve.marks] == [
        ("left", (0, 120), "dot"),
        ("right", (96, 240), "dot"),
    ]


def test_a_curve_leaves_level_with_handles_at_half_the_width() -> None:
    (curve,) = plan(link("1", "a", "y", "agrees")).curves
    assert curve.points == ((0, 120), (48, 120), (48, 240), (96, 240))


@pytest.mark.parametrize(("forward", "attacked"), [(True, "right"), (False, "left")])
@pytest.mark.parametrize("kind", ["rebuts", "undercuts", "questions", "turns"])
def test_the_arrowhead_is_at_the_end_that_is_attacked(kind: str, forward: bool, attacked: str) -> None:
    (curve,) = plan(link("1", "a", "x", kind, forward)).curves
    shapes = {mark.side: mark.shape for mark in curve.marks}
    assert shapes.pop(attacked) == "arrow"
    assert set(shapes.values()) == {"dot"}


@pytest.mark.parametrize("kind", ["agrees", "tension", "same_evidence", "concedes"])
def test_what_attacks_nothing_has_no_arrowhead(kind: str) -> None:
    (curve,) = plan(link("1", "a", "x", kind)).curves
    assert {mark.shape for mark in curve.marks} == {"dot"}


def test_several_ends_stand_nine_apart_in_the_order_of_their_other_ends() -> None:
    found = plan(link("low", "a", "z"), link("high", "a", "x"), link("mid", "a", "y"))
    heights = {curve.link_id: curve.marks[0].at[1] for curve in found.curves}
    assert sorted(heights, key=heights.__getitem__) == ["high", "mid", "low"]
    ordered = sorted(heights.values())
    assert [b - a for a, b in pairwise(ordered)] == [END_PITCH, END_PITCH]
    assert sum(ordered) / 3 == 120


def test_stubs_count_the_ends_out_of_sight_on_each_side() -> None:
    found = plan(
        link("1", "far_up", "x"),
        link("2", "near_up", "x"),
        link("3", "near_up", "up"),
        link("4", "a", "down_r"),
        link("5", "down", "down_r"),
    )
    assert {(stub.side, stub.above): stub.count for stub in found.stubs} == {
        ("left", True): 3,
        ("right", True): 1,
        ("left", False): 1,
        ("right", False): 2,
    }


def test_a_stub_reveals_the_nearest_but_the_selections_partner_first() -> None:
    links = (link("1", "far_up", "x"), link("2", "near_up", "y"))
    (stub,) = plan(*links).stubs
    assert (stub.node_id, stub.accent) == ("near_up", False)
    (stub,) = plan(*links, selected="x").stubs
    assert (stub.node_id, stub.accent) == ("far_up", True)


def test_a_link_bends_into_the_stub_of_the_side_that_is_out_of_sight() -> None:
    found = plan(link("1", "a", "up"))
    (curve,) = found.curves
    x, y, width, height = stub_box(pane("right", {}), "up", WIDTH)
    assert curve.points[3] == (x + width / 2, y + height)
    assert [mark.side for mark in curve.marks] == ["left"]
    assert curve.badge is None
    (down,) = plan(link("1", "down", "z")).curves
    x, y, width, height = stub_box(pane("left", {}), "down", WIDTH)
    assert down.points[3] == (x + width / 2, y)


def test_with_both_ends_out_of_sight_only_the_stubs_speak() -> None:
    found = plan(link("1", "down", "up"))
    assert found.curves == ()
    assert len(found.stubs) == 2


def test_a_link_for_which_there_is_no_place_is_told() -> None:
    found = plan(link("1", "nowhere", "up"), link("2", "a", "x"))
    assert [(each.link_id, side) for each, side in found.missing] == [("1", "left")]
    assert found.stubs == () and [curve.link_id for curve in found.curves] == ["2"]


def test_stubs_are_pills_six_from_the_edges_within_the_kept_ends() -> None:
    here, there = pane("left", {}), pane("right", {})
    assert stub_box(here, "up", WIDTH) == (6, 5, 38, 19)
    assert stub_box(there, "down", WIDTH) == (52, 420, 38, 19)
    for width in (48, 60, 80):
        left, right = stub_box(here, "up", width), stub_box(there, "up", width)
        assert left[0] > 0 and left[0] + left[2] < right[0] and right[0] + right[2] < width


def test_no_curve_enters_the_kept_ends() -> None:
    spans = {f"n{i}": (i * 23 - 200, i * 23 - 170) for i in range(40)}
    links = [link(f"{i}-{j}", f"n{i}", f"n{j}") for i in range(40) for j in range(0, 40, 7)]
    found = plan_links(links, sides(spans, spans), WIDTH, selected="n14")
    assert len(found.curves) > 50
    for curve in found.curves:
        for step in range(21):
            _x, y = curve.at(step / 20)
            assert END_ZONE - 0.01 <= y <= 444 - END_ZONE + 0.01


def test_the_selections_curves_are_marked_and_drawn_last() -> None:
    found = plan(link("1", "b", "y"), link("2", "a", "x"), link("3", "a", "z"), selected="y")
    assert [(curve.link_id, curve.selected) for curve in found.curves][-1] == ("1", True)
    assert [curve.selected for curve in found.curves] == [False, False, True]


def test_badges_too_near_to_one_another_are_dropped() -> None:
    spans = {f"n{i}": (60 + i * 10, 62 + i * 10) for i in range(20)}
    links = [link(str(i), f"n{i}", f"n{i}", "agrees") for i in range(20)]
    found = plan_links(links, sides(spans, spans), WIDTH)
    badges = [curve.badge for curve in found.curves if curve.badge]
    assert len(badges) == 10
    assert min(math.dist(a, b) for a, b in pairwise(badges)) >= BADGE_GAP


def test_selection_brings_badges_back_and_moves_them_apart() -> None:
    close = (link("1", "a", "y"), link("2", "a", "x"), link("3", "b", "x", "agrees"))
    found = plan(*close, selected="a")
    badges = {curve.link_id: curve.badge for curve in found.curves if curve.selected}
    one, two = badges["1"], badges["2"]
    assert one is not None and two is not None
    assert math.dist(one, two) >= BADGE_GAP


def test_the_link_under_a_point() -> None:
    found = plan(link("1", "a", "z", "agrees"), link("2", "b", "x", "agrees"))
    one, two = (next(c for c in found.curves if c.link_id == name) for name in "12")
    assert found.link_at(*one.at(0.1)) == "1"
    assert found.link_at(*two.at(0.1)) == "2"
    x, y = one.at(0.1)
    assert found.link_at(x, y - 4) == "1"
    assert found.link_at(x, y - 14) is None
    assert found.link_at(48, 30) is None


def test_beside_the_tree_there_are_ports_and_the_selections_curves() -> None:
    left = {"a": (450, 476), "b": (476, 502)}
    right = {"x": (450, 476), "y": (502, 528), "z": (900, 926)}
    links = [link("1", "a", "x"), link("2", "b", "y", forward=False), link("3", "b", "z")]
    trees = pane("left", left, "tree", 444, 644), pane("right", right, "tree", 444, 644)
    resting = plan_rows(links, trees, WIDTH)
    assert resting.curves == () and resting.stubs == ()
    assert {(port.side, port.node_id, port.at[1]) for port in resting.ports} == {
        ("left", "a", 463),
        ("left", "b", 489),
        ("right", "x", 463),
        ("right", "y", 515),
    }
    chosen = plan_rows(links, trees, WIDTH, selected="b")
    assert {curve.link_id for curve in chosen.curves} == {"2", "3"}
    assert {port.node_id for port in chosen.ports} == {"a", "x"}
    two = next(curve for curve in chosen.curves if curve.link_id == "2")
    assert {mark.side: mark.shape for mark in two.marks} == {"left": "arrow", "right": "dot"}


def test_a_zone_with_no_room_draws_nothing() -> None:
    assert plan(link("1", "a", "x"), bottom=50).curves == ()
