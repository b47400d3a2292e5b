"""Scrolling two things together: what is kept of links that cross, and the map between the two sides."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.lockstep import keep_order, lockstep

LENGTH = 1000
places = st.integers(-20, LENGTH + 20)
weights = st.integers(1, 5)
pairs = st.lists(st.tuples(places, places, weights), max_size=30)
lengths = st.integers(0, LENGTH)


def rises(knots: list[tuple[float, float]]) -> bool:
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(knots))


@given(pairs)
def test_what_is_kept_rises_on_both_sides(found: list[tuple[int, int, int]]) -> None:
    kept = keep_order(found)
    assert rises(kept)
    assert set(kept) <= {(left, right) for left, right, _weight in found}


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), weights), max_size=8))
def test_no_other_set_weighs_more(found: list[tuple[int, int, int]]) -> None:
    merged: dict[tuple[float, float], float] = {}
    for left, right, weight in found:
        merged[left, right] = merged.get((left, right), 0) + weight
    sets = (each for size in range(len(merged) + 1) for each in combinations(sorted(merged), size))
    most = max(sum(merged[pair] for pair in each) for each in sets if rises(list(each)))
    assert sum(merged[pair] for pair in keep_order(found)) == most


def test_equal_pairs_count_together_and_those_that_share_a_place_exclude_each_other() -> None:
    assert keep_order([(1, 5, 1), (1, 5, 1), (1, 2, 1)]) == [(1, 5)]
    assert keep_order([(1, 5, 1), (3, 5, 4)]) == [(3, 5)]
    assert keep_order([]) == []


@given(pairs, lengths, lengths)
def test_every_pair_that_is_kept_is_met_exactly(found: list[tuple[int, int, int]], left: int, right: int) -> None:
    both = lockstep(found, left, right)
    for x, y in both.knots[1:-1]:
        assert both.right_of(x) == pytest.approx(y)
        assert both.left_of(y) == pytest.approx(x)


@given(pairs, st.integers(1, LENGTH), st.integers(1, LENGTH), st.floats(0, 1))
def test_each_way_undoes_the_other(found: list[tuple[int, int, int]], left: int, right: int, share: float) -> None:
    both = lockstep(found, left, right)
    assert both.left_of(both.right_of(share * left)) == pytest.approx(share * left, abs=1e-6)
    assert both.right_of(both.left_of(share * right)) == pytest.approx(share * right, abs=1e-6)


@given(pairs, lengths, lengths, st.floats(-10, LENGTH + 10), st.floats(-10, LENGTH + 10))
def test_the_map_never_turns_back_and_never_leaves_the_lengths(
    found: list[tuple[int, int, int]], left: int, right: int, one: float, other: float
) -> None:
    both = lockstep(found, left, right)
    low, high = sorted((one, other))
    assert 0 <= both.right_of(low) <= both.right_of(high) <= right
    assert 0 <= both.left_of(low) <= both.left_of(high) <= left


@given(pairs, st.integers(1, LENGTH), st.integers(1, LENGTH), st.floats(0, LENGTH))
def test_a_small_step_on_one_side_is_no_leap_on_the_other(
    found: list[tuple[int, int, int]], left: int, right: int, place: float
) -> None:
    """Continuous: no step is steeper than the steepest stretch between two knots."""
    both, step = lockstep(found, left, right), 1e-3
    steepest = max((b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(both.knots))
    assert both.right_of(place + step) - both.right_of(place) <= steepest * step + 1e-6


def test_both_sides_begin_and_end_together_and_without_links_go_in_proportion() -> None:
    both = lockstep([], 100, 400)
    assert [both.right_of(x) for x in (0, 25, 100)] == [0, 100, 400]
    linked = lockstep([(50, 300, 1)], 100, 400)
    assert [linked.right_of(x) for x in (0, 25, 50, 75, 100)] == [0, 150, 300, 350, 400]


def test_what_does_not_scroll_stays() -> None:
    both = lockstep([(10, 10, 1)], 0, 300)
    assert [both.left_of(y) for y in (0, 150, 300)] == [0, 0, 0]
