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
    bearings = [Bearing.ROOT if above < 0 else Bearing(kind) for above, kind in zip(parents, kinds, strict=True)]
    return Cards(parents, draw(sizes), draw(sizes), bearings, [-1] * count)


@given(trees(), st.sampled_from(Shape))
def test_every_card_can_be_reached_from_every_other(cards, shape):
    neighbours = Neighbours(arrange(cards, shape))
    for start in range(len(cards.parents)):
        seen, waiting = {start}, [start]
        while waiting:
            card = waiting.pop()
            found = {neighbours.step(card, way) for way in Way} - {None} - seen
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


def test_cards_of_a_column_are_gone_through_one_by_one():
    cards = Cards([-1, 0, 0, 0, 0, 4], [100.0] * 6, [40.0] * 6, [0, 1, 1, 1, 1, 1], [-1] * 6)
    neighbours = Neighbours(arrange(cards, Shape.COMPACT))
    assert [neighbours.step(card, Way.DOWN) for card in (1, 2, 3)] == [2, 3, None]
    assert [neighbours.step(card, Way.UP) for card in (3, 2, 1)] == [2, 1, 0]
    assert neighbours.step(3, Way.RIGHT) == 4
    assert neighbours.step(4, Way.LEFT) == 1
