"""Choosing by a few letters: the order, and the letters that are set in bold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.fuzzy import plain, ranked

CHOICES = [
    "The market lost its bench",  # 0
    "Bench by bench the square empties",  # 1
    "bench",  # 2
    "Workbenches are dear",  # 3
    "Maximum pressure on the owls",  # 4
    "Łódź has a naïve café",  # 5
    "Bronze entrances chime",  # 6
]
texts = st.text(st.sampled_from(list("abAB é\u0301ßŁæ\n-'’🦉각ﬁ")), max_size=12)


def order(wanted: str, limit: int = 10) -> list[int]:
    return [index for index, _places in ranked(wanted, CHOICES, limit)]


def bold(wanted: str, index: int) -> str:
    places = dict(ranked(wanted, CHOICES, 10))[index]
    return "".join(c if at in places else "." for at, c in enumerate(CHOICES[index]))


def test_the_whole_then_beginnings_then_words_then_the_middle_then_letters() -> None:
    assert order("bench") == [2, 1, 0, 3, 6]


def test_the_likest_comes_first() -> None:
    choices = ["the long way to a bench in the square", "the way to a bench", "a bench", "the bench"]
    assert [index for index, _places in ranked("bench", choices, 9)] == [2, 3, 1, 0]


def test_words_may_be_begun_in_any_order() -> None:
    assert order("pre max")[0] == 4
    assert bold("pre max", 4) == "Max.....pre................."


def test_initials() -> None:
    assert order("mpo")[0] == 4
    assert bold("mpo", 4) == "M.......p........o.........."


def test_marks_and_capitals_do_not_matter() -> None:
    assert order("lodz NAIVE")[0] == 5
    assert bold("lodz", 5) == "Łódź................."
    assert bold("cafe", 5) == ".................café"


def test_letters_apart_are_set_in_bold_where_they_stand_nearest() -> None:
    assert bold("bench", 6) == "B......e....n....ch..."


def test_a_slip_of_the_keys_still_finds() -> None:
    assert order("maximim")[0] == 4
    assert bold("maximim", 4)[:7].replace(".", "").lower() == "maximm"


def test_nothing_wanted_gives_all_as_they_are() -> None:
    assert ranked("  ", CHOICES, 3) == [(0, []), (1, []), (2, [])]
    assert ranked("bench", [], 3) == []
    assert order("qqqqqq") == []


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_no_more_than_the_limit(limit: int) -> None:
    assert order("bench", limit) == [2, 1, 0, 3, 6][:limit]


@given(st.lists(texts, max_size=8), texts)
def test_places_are_in_the_choice_and_all_that_hold_the_words_are_found(choices: list[str], wanted: str) -> None:
    found = ranked(wanted, choices, 100)
    assert len({index for index, _places in found}) == len(found)
    for index, places in found:
        assert places == sorted(set(places))
        assert all(0 <= at < len(choices[index]) for at in places)
    words = plain(wanted).split()
    held = {index for index, choice in enumerate(choices) if " ".join(words) in plain(choice)}
    assert held <= {index for index, _places in found}
