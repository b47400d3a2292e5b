"""Passages: exact code points, whole words, and finding them again in another copy."""

from __future__ import annotations

import textwrap
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.anchors import StandOff, WordIndex, folded_words, make_anchor, snapped, trimmed, words_hash
from models.errors import UserError

ARTICLE = (
    "On ferries and bridges\n\n"
    "“The harbour’s ferry”, she wrote, won't sail after nine; the bridge isn’t built. Cafés close at ten.\n\n"
    "A second paragraph says that the council – all 12 members – voted 7.5 million for it. Nobody asked why.\n"
)


def stand_off(text: str, passage: str) -> StandOff:
    start = text.index(passage)
    words = folded_words(passage)
    return StandOff(start, start + len(passage), words_hash(words), len(words))


def test_an_anchor_carries_its_quote_and_both_contexts() -> None:
    text = "x" * 40 + "middle" + "y" * 40
    anchor = make_anchor(text, "n", "a", 40, 46)
    assert (anchor.start, anchor.end, anchor.exact) == (40, 46, "middle")
    assert (anchor.prefix, anchor.suffix) == ("x" * 32, "y" * 32)
    assert (anchor.node_id, anchor.article_id) == ("n", "a")


def test_an_anchor_at_either_end_of_the_text_has_less_context() -> None:
    text = "ab cd"
    assert make_anchor(text, "n", "a", 0, 2).prefix == ""
    last = make_anchor(text, "n", "a", 3, 5)
    assert (last.exact, last.suffix) == ("cd", "")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 6), (5, 6)])
def test_a_passage_needs_a_character_of_the_text(start: int, end: int) -> None:
    with pytest.raises(UserError) as refused:
        make_anchor("abcde", "n", "a", start, end)
    assert str(refused.value) == "A passage has at least one character: select some text first."


@given(st.text(max_size=60), st.data())
def test_trimmed_loses_white_space_and_nothing_else(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = trimmed(text, start, end)
    assert start <= left <= right <= end
    assert text[left:right] == text[start:end].strip()


@pytest.mark.parametrize(
    ("text", "chosen", "whole"),
    [
        ("one two three", "wo thr", "two three"),
        ("one two three", " two ", "two"),
        ("it won’t sail", "won", "won’t"),
        ("it won't sail", "'t", "won't"),
        ("the dogs’ bowl", "dogs", "dogs"),
        ("a ‘quoted’ word", "uoted", "quoted"),
        ("say “yes” now", "“yes”", "“yes”"),
        ("a 👩‍👩‍👧 b", "👩‍👩‍👧", "👩‍👩‍👧"),
        ("hot 🌶️🌶️ soup", "oup", "soup"),
        ("הספר הזה טוב", "ספר", "הספר"),
        ("end of file", "le", "file"),
        ("start here", "s", "start"),
        ("cafe\u0301s close", "afe", "cafe\u0301s"),
        ("the cafe\u0301", "cafe", "the cafe\u0301"[4:]),
        ("हिन्दी भाषा", "न", "हिन्दी"),
    ],
)
def test_snapping_takes_whole_words(text: str, chosen: str, whole: str) -> None:
    start = text.index(chosen)
    left, right = snapped(text, start, start + len(chosen))
    assert text[left:right] == whole


def test_snapping_white_space_alone_gives_nothing() -> None:
    left, right = snapped("a   b", 1, 4)
    assert left == right


@given(st.text(max_size=60), st.data())
def test_snapping_twice_changes_nothing_more(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    once = snapped(text, start, end)
    assert snapped(text, *once) == once
    assert once[0] == once[1] or (once[0] <= trimmed(text, start, end)[0] and once[1] >= trimmed(text, start, end)[1])


def test_folded_words_are_what_two_copies_share() -> None:
    assert folded_words("The Harbour’s\u00a0FERRY,\nwon't—sail_twice") == [
        "the", "harbour's", "ferry", "won't", "sail", "twice",
    ]  # fmt: skip
    assert folded_words("ﬁrst Straße") == ["first", "strasse"]


PASSAGES = (
    "“The harbour’s ferry”",
    "won't sail after nine; the bridge isn’t built",
    "Cafés close at ten.",
    "7.5 million",
)
COPIES = {
    "same": lambda text: text,
    "rewrapped": lambda text: "\n\n".join(textwrap.fill(p, 24) for p in text.split("\n\n")),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "straight quotes": lambda text: text.translate({0x201C: '"', 0x201D: '"', 0x2019: "'"}),
    "curly quotes": lambda text: text.replace("'", "’"),
    "furniture": lambda text: "Subscribe today! Cookies?\n\n" + text + "\n\nRead more: ten other stories.",
    "one line more": lambda text: "\n" + text,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
}


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("passage", PASSAGES)
def test_a_passage_is_found_in_every_copy(copy: str, passage: str) -> None:
    text = COPIES[copy](ARTICLE)
    found = WordIndex(text).find(stand_off(ARTICLE, passage))
    assert found is not None
    start, end = found
    assert folded_words(text[start:end]) == folded_words(passage)
    assert (start, end) == trimmed(text, start, end)


def test_words_are_found_whole_and_in_their_order() -> None:
    text = "Arrivals: rival’s ferries arrive. The FERRIES arrive!"
    index = WordIndex(text)
    for words, found in (
        ("ferries arrive", "ferries arrive"),
        ("the ferries ARRIVE", "The FERRIES arrive"),
        ("rival's", "rival’s"),
        ("arrivals rival's", "Arrivals: rival’s"),
    ):
        start = text.index(found)
        assert index.find_words(folded_words(words)) == (start, start + len(found))
    for words in ("", "rival", "arrive ferries", "ferries arrive today"):
        assert index.find_words(folded_words(words)) is None


def test_the_offsets_win_where_the_words_stand_twice() -> None:
    text = "we agree. we differ. we agree."
    words = folded_words("we agree")
    second = StandOff(21, 29, words_hash(words), len(words))
    assert WordIndex(text).find(second) == (21, 29)
    assert WordIndex("Oh, " + text).find(second) == (4, 12)


def test_offsets_that_end_inside_a_word_are_not_believed() -> None:
    passage = stand_off("a new bridge", "new bridge")
    assert WordIndex("a new bridges").find(passage) is None
    assert WordIndex("a new bridges and a new bridge").find(passage) == (20, 30)


def test_a_passage_that_is_gone_is_not_found() -> None:
    index = WordIndex(ARTICLE.replace("nine", "eight"))
    assert index.find(stand_off(ARTICLE, "won't sail after nine")) is None
    assert WordIndex("").find(stand_off(ARTICLE, "ten")) is None


@given(
    st.lists(st.sampled_from(["the", "Ferry", "won’t", "ﬁre", "é", "12", "½", "नि", "👩"]), min_size=1, max_size=30),
    st.data(),
)
def test_any_run_of_words_is_found_among_other_spacing(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    passage = " ".join(words[first : last + 1])
    if not folded_words(passage):
        return
    start = len(" ".join(words[:first])) + (first > 0)
    wanted = StandOff(start, start + len(passage), words_hash(folded_words(passage)), len(folded_words(passage)))
    assert WordIndex(text).find(wanted) == (start, start + len(passage))
    spaced = "!\n\n" + "\n".join(words)
    found = WordIndex(spaced).find(wanted)
    assert found is not None and folded_words(spaced[slice(*found)]) == folded_words(passage)


@pytest.mark.slow
def test_an_index_of_a_long_text_is_quick() -> None:
    text = " ".join(f"word{number % 977} and" for number in range(50_000))
    began = time.perf_counter()
    assert WordIndex("x " + text).find(stand_off(text, "word976 and word0 and word1")) is not None
    assert time.perf_counter() - began < 5
