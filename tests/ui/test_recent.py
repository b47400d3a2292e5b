"""Numbers that keep their meaning as long as they can."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.intents.recent import PLACES, Recent


def always(_key: str) -> bool:
    return True


def test_a_number_stays_however_often_it_is_used() -> None:
    recent = Recent()
    for key in ("a", "b", "c", "a", "b", "a"):
        recent.use(key)
    assert recent.keys(always) == ["a", "b", "c"]


def test_the_tenth_takes_the_place_of_what_was_not_used_for_longest() -> None:
    recent = Recent()
    for key in "abcdefghi" + "ab":
        recent.use(key)
    recent.use("new")
    assert recent.keys(always) == ["a", "b", "new", *"defghi"]


def test_what_is_gone_leaves_its_place() -> None:
    recent = Recent()
    for key in "abc":
        recent.use(key)
    assert recent.keys(lambda key: key != "b") == ["a", "c"]
    recent.use("d")
    assert recent.keys(always) == ["a", "c", "d"]


@given(st.lists(st.sampled_from("abcdefghijklmn"), max_size=60))
def test_the_last_ones_are_always_there_once(used: list[str]) -> None:
    recent = Recent()
    for key in used:
        recent.use(key)
    keys = recent.keys(always)
    last = list(dict.fromkeys(reversed(used)))[:PLACES]
    assert sorted(keys) == sorted(last)
