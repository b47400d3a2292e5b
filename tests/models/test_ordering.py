"""Places among siblings: there is always another between two, and none leaves its neighbour without room."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ordering import between, spread

places = st.from_regex(r"[a-z]{0,6}[b-z]", fullmatch=True)


@given(places, places)
def test_a_place_lies_strictly_between_two_others(one: str, other: str) -> None:
    if one == other:
        return
    low, high = sorted((one, other))
    place = between(low, high)
    assert low < place < high
    assert not place.endswith("a")


@given(places)
def test_there_is_room_before_and_after_every_place(place: str) -> None:
    before, after = between(None, place), between(place, None)
    assert before < place < after
    assert not before.endswith("a") and not after.endswith("a")


@given(st.lists(st.integers(0, 1000), max_size=200))
def test_a_list_keeps_the_order_in_which_it_was_built(gaps: list[int]) -> None:
    """Insertions anywhere, each into the gap that a number names."""
    row: list[str] = []
    for gap in gaps:
        at = gap % (len(row) + 1)
        row.insert(at, between(row[at - 1] if at else None, row[at] if at < len(row) else None))
    assert row == sorted(set(row))
    assert not any(place.endswith("a") for place in row)


@pytest.mark.parametrize("side", ["before", "after", "inside"])
def test_thousands_of_insertions_at_one_spot(side: str) -> None:
    low, high = (None, "n") if side == "before" else ("n", None) if side == "after" else ("n", "o")
    for _ in range(2000):
        place = between(low, high)
        assert (low is None or low < place) and (high is None or place < high)
        if side == "after":
            low = place
        else:
            high = place
    assert len(place) <= 2000 / 3  # a letter lasts for a few insertions at least


def test_alternating_insertions_stay_between() -> None:
    low, high = "b", "c"
    rng = random.Random(7)
    for _ in range(500):
        place = between(low, high)
        assert low < place < high
        low, high = (place, high) if rng.random() < 0.5 else (low, place)


@pytest.mark.parametrize(("low", "high"), [("n", "n"), ("o", "n"), ("nb", "n")])
def test_neighbours_that_do_not_rise_are_refused(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="no place between"):
        between(low, high)


@given(st.integers(0, 400), st.sampled_from([(None, None), ("c", None), (None, "c"), ("c", "d")]))
def test_spread_gives_rising_places_within_its_bounds(count: int, bounds: tuple[str | None, str | None]) -> None:
    row = spread(count, *bounds)
    assert len(row) == count
    assert row == sorted(set(row))
    low, high = bounds
    assert all((low is None or low < place) and (high is None or place < high) for place in row)


def test_spread_keeps_places_short() -> None:
    assert max(map(len, spread(10_000))) <= 8
