"""What the gutter draws, as numbers: where ends stand, which way arrows point, what stubs count."""

import math
from itertools import pairwise

import pytest

from ui.compare.gutter_plan import (
    BADGE_GAP,
    END_PITCH,
    END_ZONE,
    LinkEnd,
    Plan,
    Zone,
    plan_links,
    plan_rows,
    stub_box,
)

ZONE = Zone(0, 444, 96)
LEFT = {"a": (100, 140), "b": (200, 240), "far_up": (-300, -260), "near_up": (-80, -40), "down": (500, 520)}
RIGHT = {"x": (90, 130), "y": (220, 260), "z": (330, 360), "up": (-60, -30), "down_r": (460, 480)}


def link(name: str, left: str, right: str, kind: str = "rebuts", forward: bool = True) -> LinkEnd:
    return LinkEnd(name, kind, left, right, forward, kind in {"agrees", "tension", "same_evidence"})


def plan(*links: LinkEnd, selected: str | None = None, zone: Zone = ZONE) -> Plan:
    return plan_links(links, selected, zone, LEFT.get, RIGHT.get)


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
    x, y, width, height = stub_box(ZONE, "right", above=True)
    assert curve.points[3] == (x + width / 2, y + height)
    assert [mark.side for mark in curve.marks] == ["left"]
    assert curve.badge is None
    (down,) = plan(link("1", "down", "z")).curves
    x, y, width, height = stub_box(ZONE, "left", above=False)
    assert down.points[3] == (x + width / 2, y)


def test_with_both_ends_out_of_sight_only_the_stubs_speak() -> None:
    found = plan(link("1", "down", "up"))
    assert found.curves == ()
    assert len(found.stubs) == 2


def test_a_node_without_a_passage_is_neither_drawn_nor_counted() -> None:
    assert plan(link("1", "nowhere", "up")) == Plan(ZONE)


def test_stubs_are_pills_six_from_the_edges_within_the_kept_ends() -> None:
    assert stub_box(ZONE, "left", True) == (6, 5, 38, 19)
    assert stub_box(ZONE, "right", False) == (52, 420, 38, 19)
    for width in (48, 60, 80):
        narrow = Zone(0, 444, width)
        left, right = stub_box(narrow, "left", True), stub_box(narrow, "right", True)
        assert left[0] > 0 and left[0] + left[2] < right[0] and right[0] + right[2] < width


def test_no_curve_enters_the_kept_ends() -> None:
    spans = {f"n{i}": (i * 23 - 200, i * 23 - 170) for i in range(40)}
    links = [link(f"{i}-{j}", f"n{i}", f"n{j}") for i in range(40) for j in range(0, 40, 7)]
    found = plan_links(links, "n14", ZONE, spans.get, spans.get)
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
    found = plan_links(links, None, ZONE, spans.get, spans.get)
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
    zone = Zone(444, 644, 96)
    resting = plan_rows(links, None, zone, left.get, right.get)
    assert resting.curves == () and resting.stubs == ()
    assert {(port.side, port.node_id, port.at[1]) for port in resting.ports} == {
        ("left", "a", 463),
        ("left", "b", 489),
        ("right", "x", 463),
        ("right", "y", 515),
    }
    chosen = plan_rows(links, "b", zone, left.get, right.get)
    assert {curve.link_id for curve in chosen.curves} == {"2", "3"}
    assert {port.node_id for port in chosen.ports} == {"a", "x"}
    two = next(curve for curve in chosen.curves if curve.link_id == "2")
    assert {mark.side: mark.shape for mark in two.marks} == {"left": "arrow", "right": "dot"}


def test_a_zone_with_no_room_draws_nothing() -> None:
    assert plan(link("1", "a", "x"), zone=Zone(0, 50, 96)).curves == ()
