"""What differs between two texts, and where a place of the one stands in the other."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import differing
from models.differing import Hunk, Shifting, hunks, inverted
from tests.models.texts_at_random import applied, corrections


@given(corrections())
def test_hunks_turn_the_old_text_into_the_new_one_and_back(pair: tuple[str, str]) -> None:
    old, new = pair
    found = hunks(old, new)
    assert applied(old, new, found) == new
    assert applied(new, old, inverted(found)) == old
    assert inverted(inverted(found)) == found
    assert all(one.end < other.start for one, other in pairwise(found))
    assert all(hunk.start < hunk.end or hunk.length for hunk in found)


@given(corrections())
def test_they_do_so_when_time_is_up(pair: tuple[str, str]) -> None:
    old, new = pair
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(differing, "SECONDS", -1)
        found = hunks(old, new)
    assert applied(old, new, found) == new


@given(corrections(), st.data())
def test_an_untouched_passage_keeps_its_words_and_comes_back(pair: tuple[str, str], data: st.DataObject) -> None:
    old, new = pair
    found = hunks(old, new)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    place = Shifting(found).passage(start, end) if start < end else None
    if place is not None:
        assert new[slice(*place)] == old[start:end]
        assert Shifting(inverted(found)).passage(*place) == (start, end)
    elif start < end:
        assert any(hunk.start < end and hunk.end > start for hunk in found)


@given(corrections())
def test_places_keep_their_order(pair: tuple[str, str]) -> None:
    old, new = pair
    shifting = Shifting(hunks(old, new))
    for way in (shifting.before, shifting.start, shifting.end, shifting.after):
        places = [way(at) for at in range(len(old) + 1)]
        assert places == sorted(places)
        assert all(0 <= place <= len(new) for place in places)
    assert shifting.before(0) == 0 and shifting.after(len(old)) == len(new)
    for at in range(len(old) + 1):
        assert shifting.before(at) <= min(shifting.start(at), shifting.end(at))
        assert max(shifting.start(at), shifting.end(at)) <= shifting.after(at)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("same", "same", []),
        ("", "new", [(0, 0, 3)]),
        ("teh cat", "the cat", [(1, 3, 2)]),
        ("The cat. The dog.", "The dog.", [(0, 9, 0)]),
        ("One line\nOne more\nEnd", "One line\nOne more\nOne more\nEnd", [(18, 18, 9)]),
        ("the ferry sails", "the bridge sails", [(4, 9, 6)]),
        ("a b c d e f", "a b X d e Y", [(4, 5, 1), (10, 11, 1)]),
    ],
)
def test_changes_are_seen_as_a_reader_sees_them(old: str, new: str, expected: list[tuple[int, int, int]]) -> None:
    assert hunks(old, new) == tuple(Hunk(*each) for each in expected)


def test_what_is_put_in_at_an_end_is_outside() -> None:
    old, new = "one two three", "one very two big three"
    place = Shifting(hunks(old, new)).passage(4, 7)
    assert place is not None and new[slice(*place)] == "two"


def test_letters_typed_into_a_text_that_repeats_itself_stay_where_they_were_typed() -> None:
    text = "And so on, and so on, as they do. " * 3_000
    places = [10_001, 50_003, 90_007]
    other = text
    for at in reversed(places):
        other = other[:at] + "#" + other[at:]
    assert hunks(text, other) == tuple(Hunk(at, at, 1) for at in places)


@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_many_changes_in_a_long_text_are_told_apart(gap: str) -> None:
    dice = random.Random(5)
    words = ["".join(dice.choice("abcdefghij") for _ in range(6)) for _ in range(20_000)]
    old = gap.join(" ".join(words[at : at + 50]) for at in range(0, len(words), 50))
    for at in range(0, len(words), 40):
        words[at] = "NEW"
    new = gap.join(" ".join(words[at : at + 50]) for at in range(0, len(words), 50))
    found = hunks(old, new)
    assert applied(old, new, found) == new
    assert len(found) == 500
