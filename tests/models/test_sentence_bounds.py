"""Sentences: nothing but white space is left out, and the usual traps are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sentence_bounds import bounds

TEXTS = st.text() | st.text(st.sampled_from("Aa.!?… \n\u2028\u00a0\"”')]e\u0301ש。🦉👩\u200d\ud800\r\t1"), max_size=60)


@given(TEXTS, st.sampled_from(["en", "de", "zh", "no such language", "", "en-GB"]))
def test_everything_but_white_space_is_in_one_sentence(text: str, language: str) -> None:
    found = bounds(text, language)
    last = 0
    for start, end in found:
        assert last <= start < end <= len(text)
        assert text[last:start].strip() == "" and text[start:end] == text[start:end].strip()
        last = end
    assert text[last:].strip() == ""


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in bounds(text, language)]


@pytest.mark.parametrize(
    "wanted",
    [
        ["Mr. Alder of the U.S. delegation left at 3 p.m. sharp.", "Nobody saw him go."],
        ["🦉🦉 Owls nest here.", "They are two 🦉.", "Are they?"],
        ["“Is it so?” she asked.", "It was."],
        ["The cafe\u0301 sells tea.", "Tea costs 3.50 a cup!"],
        ["שלום לכולם.", "זה משפט."],
        ["No full stop at the end"],
    ],
)
def test_sentences_are_the_readers(wanted: list[str]) -> None:
    assert sentences("  " + "  ".join(wanted) + " ") == wanted


def test_the_language_decides_about_abbreviations() -> None:
    text = "Am 3. Mai kam er. Dann ging er."
    assert sentences(text, "de-AT") == ["Am 3. Mai kam er.", "Dann ging er."]


def test_white_space_holds_no_sentence() -> None:
    assert bounds(" \n\t") == [] == bounds("")


def test_long_line_ends_are_no_matter() -> None:
    for text in ("\n\u2028\u2028", "A.\n\u2029\n\u2028B", "One.\u2028\u2028 Two."):
        assert bounds(text) == [] or bounds(text)[-1][1] == len(text)
