"""What is meant by what somebody types, at any moment of typing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.searching.asking import Asked, asked


def test_words_phrases_and_filters() -> None:
    found = asked('sanctions "maximum pressure" kind:claim TAG:Leverage by:"Ada Byron" case:max has:note unanswered')
    assert (found.words, found.phrases) == (("sanctions",), ("maximum pressure",))
    assert (found.kinds, found.tags, found.authors) == ({"claim"}, {"leverage"}, {"ada byron"})
    assert found.cases == {"max"} and found.has_note and found.is_unanswered and found.is_of_nodes


@pytest.mark.parametrize(
    ("typed", "words", "phrases"),
    [
        ("kind:", (), ()),
        ("kind:c", ("kind", "c"), ()),  # no kind is called so
        ('"unanswered"', (), ("unanswered",)),
        ("“half a phr", (), ("half a phr",)),
        ('"', (), ()),
        ("C++ and/or e.g.", ("C", "and", "or", "e", "g"), ()),
        ("AND NOT * ^ NEAR(a b)", ("AND", "NOT", "NEAR", "a", "b"), ()),
    ],
)
def test_what_is_not_meant_otherwise_is_words(typed: str, words: tuple[str, ...], phrases: tuple[str, ...]) -> None:
    found = asked(typed)
    assert (found.words, found.phrases) == (words, phrases)


def test_scripts_without_spaces_are_looked_for_anywhere() -> None:
    assert asked("中国 制裁").parts == ("中国", "制裁")


def test_sorts_are_asked_for_by_the_same_name() -> None:
    assert asked("kind:note kind:passage lamp").whats == {"note", "passage"}


@given(st.text(max_size=30))
def test_nothing_that_is_typed_is_a_fault(typed: str) -> None:
    assert isinstance(asked(typed), Asked)
