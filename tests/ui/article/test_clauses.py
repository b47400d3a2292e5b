"""Clauses, and words that a dash or a slash joins."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.article.hands import CONTROL, SHIFT, Key, key
from ui.article.clauses import clauses
from ui.article.view import ArticleView

Make = Callable[..., ArticleView]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("The square has no bench.", ["The square has no bench."]),
        ("It cost 1,000 coins, and nobody paid.", ["It cost 1,000 coins", "and nobody paid."]),
        ("The law—a late one—names no road.", ["The law", "a late one", "names no road."]),
        ("The north–south road – the old one – is long.", ["The north–south road", "the old one", "is long."]),
        ("The mayor (who had walked) sat down.", ["The mayor", "who had walked", "sat down."]),
        ("“The bench is gone,” he said; nobody heard.", ["The bench is gone", "he said", "nobody heard."]),
        ("He said: “We sat.”", ["He said", "“We sat.”"]),
        ("A well-known road at 10:30 and/or later.", ["A well-known road at 10:30 and/or later."]),
        ("— , —", []),
    ],
)
def test_a_sentence_has_parts(sentence: str, parts: list[str]) -> None:
    text = f"Before. {sentence} After."
    start = text.index(sentence)
    assert [text[a:b] for a, b in clauses(text, (start, start + len(sentence)))] == parts


@given(st.text(st.sampled_from("ab é\u0301“”’,;:—–-() .\n"), max_size=40))
def test_parts_stand_in_order_inside_the_sentence(text: str) -> None:
    edges = [edge for part in clauses(text, (0, len(text))) for edge in part]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(text[a:b].strip() == text[a:b] != "" for a, b in clauses(text, (0, len(text))))


TEXT = "Nobody sat there, the law—Russia has one—says nothing. All/none walked by-and-by.\n\nThe end."


@pytest.fixture
def view(make_view: Make) -> ArticleView:
    return make_view(TEXT)


def stops(view: ArticleView, start: str, which: Key, times: int, modifiers: object = CONTROL) -> list[str]:
    """What the caret stands before, key by key."""
    offset = TEXT.index(start)
    view.select(offset, offset)
    found = []
    for _turn in range(times):
        key(view, which, modifiers)  # type: ignore[arg-type]
        found.append(TEXT[view.caret_offset : view.caret_offset + 4])
    return found


def test_the_caret_stops_at_dashes_both_ways(view: ArticleView) -> None:
    there = stops(view, "law", Key.Key_Right, 6)
    assert there == ["—Rus", "Russ", "has ", "one—", "—say", "says"]
    assert stops(view, "says", Key.Key_Left, 6) == ["—say", "one—", "has ", "Russ", "—Rus", "law—"]
    assert stops(view, "All", Key.Key_Right, 3) == ["/non", "none", "walk"]


def test_a_word_before_a_dash_is_selected_alone(view: ArticleView) -> None:
    stops(view, "law", Key.Key_Right, 1, CONTROL | SHIFT)
    assert TEXT[slice(*view.selection)] == "law"


@pytest.mark.parametrize("word", ["law", "Russia", "none"])
def test_w_takes_the_word_beside_a_dash(view: ArticleView, word: str) -> None:
    offset = TEXT.index(word) + 1
    view.select(offset, offset)
    key(view, Key.Key_W)
    assert TEXT[slice(*view.selection)] == word


def test_w_goes_over_the_clause(view: ArticleView) -> None:
    offset = TEXT.index("sat") + 1
    view.select(offset, offset)
    steps = []
    for _turn in range(4):
        key(view, Key.Key_W)
        steps.append(TEXT[slice(*view.selection)])
    sentence = TEXT[: TEXT.index(" All")]
    assert steps == ["sat", "Nobody sat there", sentence, TEXT.partition("\n")[0]]
    for wanted in (steps[2], steps[1], steps[0], ""):
        key(view, Key.Key_W, SHIFT)
        assert TEXT[slice(*view.selection)] == wanted


def test_w_takes_all_clauses_that_the_selection_touches(view: ArticleView) -> None:
    view.select(TEXT.index("sat"), TEXT.index("law") + 3)
    key(view, Key.Key_W)
    assert TEXT[slice(*view.selection)] == "Nobody sat there, the law"


def test_w_without_clauses_goes_on_to_the_sentence(view: ArticleView) -> None:
    offset = TEXT.index("walked") + 1
    view.select(offset, offset)
    key(view, Key.Key_W, times=2)
    assert TEXT[slice(*view.selection)] == "All/none walked by-and-by."


def test_narrowing_a_sentence_comes_to_its_first_clause(view: ArticleView) -> None:
    view.select(0, TEXT.index(" All"))
    key(view, Key.Key_W, SHIFT)
    assert TEXT[slice(*view.selection)] == "Nobody sat there"
    key(view, Key.Key_W, SHIFT)
    assert TEXT[slice(*view.selection)] == "Nobody"
