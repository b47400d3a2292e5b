"""How a layout is built: order, centring, rows, columns, likeness of branches, and no more room than needed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.layout.arranging import arrange
from models.layout.cards import Bearing, Cards, Shape, Spacing
from models.layout.routes import Arrangement
from models.layout.tidy import Boxes, Gaps, breadths
from tests.models.layout.gardens import (
    REBUTS,
    SUPPORTS,
    UNDERCUTS,
    add,
    branch,
    chain,
    combs,
    family,
    gardens,
    picked,
    star,
)

SHAPES = st.sampled_from(list(Shape))
ROWS = st.sampled_from((Shape.DOWN, Shape.RIGHT))
SPACING = Spacing()


def place(arrangement: Arrangement, node: int) -> float:
    """The middle of a card along its row."""
    left, top, right, bottom = arrangement.box(node)
    return (top + bottom) / 2 if arrangement.shape is Shape.RIGHT else (left + right) / 2


def depth(arrangement: Arrangement, node: int) -> float:
    return (arrangement.lefts if arrangement.shape is Shape.RIGHT else arrangement.tops)[node]


def extent(arrangement: Arrangement, node: int) -> float:
    cards = arrangement.cards
    return (cards.heights if arrangement.shape is Shape.RIGHT else cards.widths)[node]


@settings(max_examples=200, deadline=None)
@given(gardens(), SHAPES)
def test_siblings_keep_their_order(cards: Cards, shape: Shape) -> None:
    arrangement = arrange(cards, shape)
    for parent in range(-1, len(cards.parents)):
        children = arrangement.children(parent)
        own = [node for node, above in enumerate(cards.parents) if above == parent]
        undercuts = [node for node in own if cards.bearings[node] == Bearing.UNDERCUTS]
        others = [node for node in own if node not in undercuts]
        assert list(children) == (others + undercuts if arrangement.hangs(parent) else undercuts + others)
        for one, other in pairwise(children):
            if arrangement.hangs(parent) and arrangement.lefts[one] != arrangement.lefts[other]:
                continue  # in different columns
            if arrangement.hangs(parent):
                assert depth(arrangement, one) < depth(arrangement, other)
            else:
                assert place(arrangement, one) + extent(arrangement, one) / 2 < place(arrangement, other)


@settings(max_examples=200, deadline=None)
@given(st.one_of(gardens(), combs()), ROWS)
@example(family(204.0, (UNDERCUTS, 24.0), (SUPPORTS, 24.0)), Shape.DOWN)
def test_parents_stand_over_the_middle_of_their_children(cards: Cards, shape: Shape) -> None:
    arrangement = arrange(cards, shape)
    for parent in range(len(cards.parents)):
        children = arrangement.children(parent)
        others = [node for node in children if cards.bearings[node] != Bearing.UNDERCUTS]
        undercuts = [node for node in children if node not in others]
        lane = place(arrangement, parent) - extent(arrangement, parent) / 2 - SPACING.lane
        if others:
            middle = (place(arrangement, others[0]) + place(arrangement, others[-1])) / 2
            assert place(arrangement, parent) == pytest.approx(middle, abs=0.01)
            assert all(place(arrangement, node) <= lane + 0.01 for node in undercuts)
        elif undercuts:
            middle = (place(arrangement, undercuts[0]) + place(arrangement, undercuts[-1])) / 2
            first = place(arrangement, undercuts[0])
            assert place(arrangement, parent) == pytest.approx(
                max(middle, first + extent(arrangement, parent) / 2 + SPACING.lane), abs=0.01
            )


@settings(max_examples=200, deadline=None)
@given(gardens(), ROWS)
def test_levels_stand_in_rows(cards: Cards, shape: Shape) -> None:
    arrangement = arrange(cards, shape)
    levels: list[int] = []
    rows: dict[int, float] = {}
    for node, parent in enumerate(cards.parents):
        levels.append(levels[parent] + 1 if parent >= 0 else 0)
        assert rows.setdefault(levels[node], depth(arrangement, node)) == depth(arrangement, node)


@settings(max_examples=200, deadline=None)
@given(gardens(), ROWS, st.data())
def test_a_branch_has_the_same_shape_wherever_it_stands(cards: Cards, shape: Shape, data: st.DataObject) -> None:
    top = data.draw(st.integers(0, len(cards.parents) - 1))
    nodes = branch(cards, top)
    whole, alone = arrange(cards, shape), arrange(picked(cards, nodes), shape)
    for at, node in enumerate(nodes):
        apart = place(whole, node) - place(whole, top)
        assert apart == pytest.approx(place(alone, at) - place(alone, 0), abs=0.01)


@settings(max_examples=50, deadline=None)
@given(gardens(), SHAPES)
def test_the_same_cards_give_the_same_layout(cards: Cards, shape: Shape) -> None:
    one, other = arrange(cards, shape), arrange(cards, shape)
    assert (one.lefts, one.tops, one.bounds) == (other.lefts, other.tops, other.bounds)
    assert [one.route(node) for node in range(len(cards.parents))] == [
        other.route(node) for node in range(len(cards.parents))
    ]


def least_apart(boxes: Boxes, gaps: Gaps, places: list[float], early: list[int], late: list[int]) -> float:
    """How far the branch `late` must move on so that it clears `early`: every box against every other."""
    tops = [boxes.bottoms[parent] if parent >= 0 else 0.0 for parent in boxes.parents]
    push = float("-inf")
    for one in early:
        for other in late:
            if tops[one] < boxes.bottoms[other] and tops[other] < boxes.bottoms[one]:
                gap = gaps.siblings if (one, other) == (early[0], late[0]) else gaps.cousins
                push = max(push, places[one] + boxes.late[one] + gap - places[other] + boxes.early[other])
    return push


@settings(max_examples=300, deadline=None)
@given(st.one_of(gardens(most=24, plain=True), combs()), st.data())
def test_no_branch_stands_further_off_than_it_must(cards: Cards, data: st.DataObject) -> None:
    """Of two branches below one node, some boxes stand just the gap apart; of more, none stand nearer."""
    count = len(cards.parents)
    depths = data.draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))
    last, before = [-1] * (count + 1), [-1] * count
    bottoms: list[float] = []
    for node, parent in enumerate(cards.parents):
        before[node], last[parent] = last[parent], node
        bottoms.append(depths[node] + (bottoms[parent] if parent >= 0 else 0.0))
    halves = [width / 2 for width in cards.widths]
    boxes = Boxes(cards.parents, last, before, [False] * count, halves, halves, bottoms, {})
    gaps = Gaps(24.0, 36.0, 72.0)
    places = breadths(boxes, gaps)
    for parent in range(count):
        children = [node for node, above in enumerate(cards.parents) if above == parent]
        branches = [branch(cards, child) for child in children]
        for at, late in enumerate(branches):
            pushes = [least_apart(boxes, gaps, places, early, late) for early in branches[:at]]
            assert all(push <= 0.01 for push in pushes)
            if len(branches) == 2 and at:
                assert max(pushes) == pytest.approx(0.0, abs=0.01)


def test_leaves_between_wide_branches_share_the_room() -> None:
    cards = Cards([], [], [], [], [])
    root = add(cards)
    for wide in (True, False, False, True):
        child = add(cards, root)
        for _ in range(5 if wide else 0):
            add(cards, child)
    arrangement = arrange(cards, Shape.DOWN)
    steps = [place(arrangement, b) - place(arrangement, a) for a, b in pairwise(arrangement.children(root))]
    assert steps[0] == pytest.approx(steps[1]) == pytest.approx(steps[2])
    assert steps[0] > 300


def test_distances_between_usual_cards() -> None:
    cards = Cards([], [], [], [], [])
    root = add(cards)
    one, two = add(cards, root), add(cards, root)
    tied, _ = add(cards, root), add(cards, root, tied=True)
    add(cards, tied + 1)
    other = add(cards)
    arrangement = arrange(cards, Shape.DOWN)
    assert arrangement.lefts[two] - arrangement.box(one)[2] == SPACING.siblings
    assert arrangement.lefts[tied + 1] - arrangement.box(tied)[2] == SPACING.together
    assert arrangement.lefts[other] - arrangement.box(root)[2] >= SPACING.trees
    rows = sorted(set(arrangement.tops))
    assert rows[2] - rows[1] - 74.0 == SPACING.head + SPACING.tail
    assert rows[1] - rows[0] - 74.0 == SPACING.head + SPACING.tail + SPACING.hook


@pytest.mark.parametrize(("bearing", "room"), [(SUPPORTS, 0.0), (REBUTS, SPACING.step), (UNDERCUTS, SPACING.foot)])
@pytest.mark.parametrize("shape", list(Shape))
def test_rows_have_room_for_what_runs_between_them(shape: Shape, bearing: Bearing, room: float) -> None:
    cards = chain(2)
    add(cards, 1, bearing=bearing)
    arrangement = arrange(cards, shape)
    size = 204.0 if shape is Shape.RIGHT else 74.0
    gap = depth(arrangement, 2) - depth(arrangement, 1) - size
    assert gap == SPACING.head + SPACING.tail + room


@pytest.mark.parametrize("shape", list(Shape))
def test_very_long_chains_and_wide_stars(shape: Shape) -> None:
    assert len(set(arrange(chain(100_000), shape).lefts)) in (1, 100_000)
    count = 20_001
    bearings = [0, *(SUPPORTS, REBUTS) * 10_000]
    arrangement = arrange(Cards([-1, *[0] * 20_000], [204.0] * count, [74.0] * count, bearings, [-1] * count), shape)
    assert arrangement.route(20_000) is not None
    assert len(arrangement.children(0)) == 20_000


def test_premises_of_one_group_that_do_not_stand_together_have_no_bracket() -> None:
    cards = star(0)
    for group in (1, -1, 1):
        add(cards, 0)
        cards.groups[-1] = group
    arrangement = arrange(cards, Shape.DOWN)
    assert arrangement.brackets(0) == []
    assert [arrangement.route(node).end for node in (1, 2, 3)] == ["card"] * 3  # type: ignore[union-attr]


@pytest.mark.parametrize("shape", list(Shape))
def test_a_lone_root_with_undercuts_has_an_open_step(shape: Shape) -> None:
    cards = star(0)
    add(cards, 0, bearing=UNDERCUTS)
    arrangement = arrange(cards, shape)
    step, undercut = arrangement.route(0), arrangement.route(1)
    assert step and undercut
    assert step.end == "open"
    assert undercut.end == "ring"
    assert arrange(star(2), shape).route(0) is None


@pytest.mark.parametrize(
    ("cards", "what"),
    [
        (Cards([-1, 0], [1.0], [1.0, 1.0], [0, 1], [-1, -1]), "differ in length"),
        (Cards([1, -1], [1.0, 1.0], [1.0, 1.0], [0, 1], [-1, -1]), "card 0 comes before its parent 1"),
        (Cards([-1, -2], [1.0, 1.0], [1.0, 1.0], [0, 1], [-1, -1]), "card 1 comes before its parent -2"),
    ],
)
def test_cards_out_of_order_are_refused(cards: Cards, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        arrange(cards, Shape.DOWN)
