"""The piece that is shown of what was found: a part of the text, with what was asked for marked in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.searching.asking import asked
from models.searching.snippets import BEGIN, END, snippet

WORDS = st.lists(st.sampled_from(["lamp", "Lamps", "écluse", "water", "and", "制裁中国", "x"]), max_size=60)


@given(WORDS, st.sampled_from(["lamp", "wat an", '"lamp and"', "ECL", "中国", "zebra", "x"]))
def test_it_is_a_part_of_the_text_and_what_is_marked_was_asked_for(words: list[str], typed: str) -> None:
    text, what = " ".join(words), asked(typed)
    shown = snippet(text, what)
    bare = shown.replace(BEGIN, "").replace(END, "")
    assert bare.strip("…") in text and len(bare) < 180
    marked = [piece.partition(END)[0] for piece in shown.split(BEGIN)[1:]]
    starts = ("lamp", "wat", "an", "écl", "中国", "x")
    assert all(piece.casefold().startswith(starts) for piece in marked)
    if typed == "lamp" and any(word.casefold().startswith("lamp") for word in words):
        assert marked


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("hold", "Écluses [hold] the water"),
        ("ecl wa", "[Écluses] hold the [water]"),
        ('"the water"', "Écluses hold [the water]"),
    ],
)
def test_marks(typed: str, shown: str) -> None:
    assert snippet("Écluses hold  the\nwater", asked(typed)).replace(BEGIN, "[").replace(END, "]") == shown


def test_what_stands_far_behind_is_shown_with_some_words_before() -> None:
    text = "one two three four five six seven " * 20 + "the lamp is lit " + "and on and on " * 30
    shown = snippet(text, asked("lamp"))
    assert shown.startswith("…") and shown.endswith("…") and f"the {BEGIN}lamp{END} is lit" in shown
