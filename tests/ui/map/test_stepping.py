"""Arrows that know the tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.layout import Bearing, Cards, Shape, arrange
from ui.map.stepping import Neighbours, Way

BACK = {Way.LEFT: Way.RIGHT, Way.RIGHT: Way.LEFT, Way.UP: Way.DOWN, Way.DOWN: Way.UP}


@st.composite
def trees(draw, most=24):
    """Cards in reading order, of any size and bearing."""
    count = draw(st.integers(1, most))
    below: dict[int, list[int]] = {-1: []}
    for node in range(count):
        parent = draw(st.integers(-1, node - 1)) if node else -1
        below.setdefault(parent, []).append(node)
        below.setdefault(node, [])
    parents: list[int] = []

    def walk(node: int, above: int) -> None:
        for child in below[node]:
            parents.append(above)
            walk(child, len(parents) - 1)

    walk(-1, -1)
    sizes = st.lists(st.floats(40, 260), min_size=count, max_size=count)
    kinds = draw(st.lists(st.sampled_from((1, 1, 1, 2, 3)), min_size=count, max_size=count))
    bearings: list[int] = [
        Bearing.ROOT if above < 0 else Bearing(kind) for above, kind in zip(parents, kinds, strict=True)
    ]
    return Cards(parents, draw(sizes), draw(sizes), bearings, [-1] * count)


@given(trees(), st.sampled_from(Shape))
def test_every_card_can_be_reached_from_every_other(cards, shape):
    neighbours = Neighbours(arrange(cards, shape))
    for start in range(len(cards.parents)):
        seen, waiting = {start}, [start]
        while waiting:
            card = waiting.pop()
            steps = (neighbours.step(card, way) for way in Way)
            found = {step for step in steps if step is not None} - seen
            seen |= found
            waiting += found
        assert len(seen) == len(cards.parents)


@given(trees(), st.sampled_from(Shape))
def test_no_step_stays_or_goes_the_other_way(cards, shape):
    arrangement = arrange(cards, shape)
    neighbours = Neighbours(arrangement)

    def middle(card: int) -> tuple[float, float]:
        return (
            arrangement.lefts[card] + cards.widths[card] / 2,
            arrangement.tops[card] + cards.heights[card] / 2,
        )

    for card in range(len(cards.parents)):
        for way in Way:
            to = neighbours.step(card, way)
            if to is None:
                continue
            assert to != card
            (x, y), (to_x, to_y) = middle(card), middle(to)
            if arrangement.is_hung(card):  # hung cards keep to their left edges
                x, to_x = arrangement.lefts[card], arrangement.lefts[to]
            ahead = {Way.LEFT: x - to_x, Way.RIGHT: to_x - x, Way.UP: y - to_y, Way.DOWN: to_y - y}
            assert ahead[way] > 0


@given(trees(), st.sampled_from((Shape.DOWN, Shape.RIGHT)))
def test_the_opposite_key_comes_back(cards, shape):
    neighbours = Neighbours(arrange(cards, shape))
    inward = Way.LEFT if shape is Shape.RIGHT else Way.UP
    for card, parent in enumerate(cards.parents):
        for way in Way:
            to = neighbours.step(card, way)
            if to is None:
                continue
            if way is inward:
                assert to == parent
                assert neighbours.step(to, BACK[way], {to: card}) == card
            elif cards.parents[to] == parent or way is BACK[inward]:
                assert neighbours.step(to, BACK[way]) == card


@pytest.fixture
def family():
    """A root with three children; the first has two of its own, the last one."""
    return Cards([-1, 0, 1, 1, 0, 0, 5], [100.0] * 7, [40.0] * 7, [0, 1, 1, 1, 1, 1, 1], [-1] * 7)


def test_down_goes_to_the_middle_child_or_the_one_it_came_from(family):
    neighbours = Neighbours(arrange(family, Shape.DOWN))
    assert neighbours.step(0, Way.DOWN) == 4
    assert neighbours.step(0, Way.DOWN, {0: 5}) == 5
    assert neighbours.step(0, Way.DOWN, {0: 3}) == 4, "a card of another place is no child"


def test_where_siblings_end_cousins_follow_and_then_uncles(family):
    neighbours = Neighbours(arrange(family, Shape.DOWN))
    assert neighbours.step(3, Way.RIGHT) == 6
    assert neighbours.step(6, Way.LEFT) == 3
    assert neighbours.step(6, Way.RIGHT) is None
    assert neighbours.step(2, Way.LEFT) is None
    assert neighbours.step(0, Way.UP) is None
    deep = Cards([-1, 0, 1, 0], [100.0] * 4, [40.0] * 4, [0, 1, 1, 1], [-1] * 4)
    assert Neighbours(arrange(deep, Shape.DOWN)).step(2, Way.RIGHT) == 3


def test_the_same_keys_turn_with_the_shape(family):
    neighbours = Neighbours(arrange(family, Shape.RIGHT))
    assert neighbours.step(0, Way.RIGHT) == 4
    assert neighbours.step(4, Way.UP) == 1
    assert neighbours.step(4, Way.LEFT) == 0


@pytest.fixture
def hung():
    """Below the root two cards, from which others hang: 2, 3 with 4 and 5, 6 with 7 below the first; 9 below 8."""
    parents = [-1, 0, 1, 1, 3, 3, 1, 6, 0, 8]
    arrangement = arrange(Cards(parents, [200.0] * 10, [40.0] * 10, [0, *[1] * 9], [-1] * 10), Shape.COMPACT)
    assert arrangement.hung() == [False, False, *[True] * 6, False, True]
    return Neighbours(arrangement)


def test_hung_siblings_are_gone_through_one_by_one(hung):
    assert [hung.step(card, Way.DOWN) for card in (1, 2, 3, 6)] == [2, 3, 6, 7]
    assert [hung.step(card, Way.UP) for card in (7, 6, 3, 2, 1)] == [6, 3, 2, 1, 0]
    assert [hung.step(card, Way.DOWN) for card in (4, 5, 7)] == [5, 6, None]


def test_in_and_out_of_hung_branches(hung):
    assert hung.step(3, Way.RIGHT) == 4
    assert hung.step(3, Way.RIGHT, {3: 5}) == 5
    assert [hung.step(card, Way.LEFT) for card in (5, 3, 1)] == [3, 1, None]


def test_from_a_hung_leaf_to_the_branch_beside(hung):
    assert hung.step(2, Way.RIGHT) == 9
    assert hung.step(7, Way.RIGHT) == 9
    assert hung.step(9, Way.RIGHT) is None
    assert [hung.step(1, Way.RIGHT), hung.step(8, Way.LEFT)] == [8, 1]
