"""Texts through the editor and out again, places that move with typing, and differences by words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from models.differing import hunks
from ui.correcting.drift import Drift
from ui.correcting.findings import SEAM, compared, merged
from ui.correcting.marks import DELETED, INSERTED, Mark, Marks
from ui.correcting.paper import Paper
from ui.correcting.plain import Edge, Places, trimmed_difference
from ui.correcting.wording import count_words, worded
from ui.theme import Theme

ODD = "\n\r\t\u00a0\u2028\u2029\ufdd0\ufdd1\ufdd2\ufeff\ufffe\ufffc\x00\x0b\x0c\x1c\x85🦉e\u0301ש\u200f a"
TEXTS = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])), max_size=40)
WORDS = st.lists(st.sampled_from(["one", "two", "three", "🦉", "café\u0301", ",", "."]), max_size=12).map(" ".join)


@pytest.fixture(scope="module")
def paper(qapp: QApplication) -> Paper:
    return Paper(Theme(qapp, "light"), "text")


@given(text=TEXTS)
@example(text="a\r\nb\rc\n")
@example(text="a\u2029b\u2028c\n\n")
@example(text="\ufdd0\ufdd1\ufdd2")
@example(text="\ufeff")
@example(text="\ufffea")
def test_what_goes_in_comes_out(paper: Paper, text: str) -> None:
    paper.show_text(text)
    assert paper.text() == text


@given(text=TEXTS, at=st.integers(0, 40), typed=st.text("ab\n🦉\u00a0", max_size=5))
def test_an_edit_changes_its_own_place_alone(paper: Paper, text: str, at: int, typed: str) -> None:
    at = min(at, len(text))
    paper.show_text(text)
    cursor = QTextCursor(paper.document())
    cursor.setPosition(Places(text).unit(at))
    cursor.insertText(typed)
    assert paper.text() == text[:at] + typed + text[at:]
    if typed:
        paper.undo()
    assert paper.text() == text


@given(old=TEXTS, new=TEXTS)
def test_a_draft_is_one_step_of_undo(paper: Paper, old: str, new: str) -> None:
    new = new.translate(
        {ord(c): None for c in "\r\u2029\ufdd0\ufdd1\ufdd2\ufeff\ufffe"}
    )  # typed text holds none of these
    paper.show_text(old)
    paper.retype(new)
    assert paper.text() == new
    if old != new:
        paper.undo()
        assert paper.text() == old


def test_text_without_odd_characters_goes_through_untouched() -> None:
    text = "plain\n\u00a0text"
    assert Edge(text).inward(text) is text


@given(old=st.text("ab🦉", max_size=20), new=st.text("ab🦉", max_size=20))
def test_outside_of_the_difference_texts_are_alike(old: str, new: str) -> None:
    start, old_end, new_end = trimmed_difference(old, new)
    assert 0 <= start <= old_end <= len(old) and start <= new_end <= len(new)
    assert old[:start] == new[:start] and old[old_end:] == new[new_end:]
    if start < old_end and start < new_end:
        assert old[start] != new[start] and old[old_end - 1] != new[new_end - 1]


EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.integers(0, 5)), max_size=6)


@given(EDITS)
def test_places_outside_of_what_was_typed_keep_their_character(edits: list[tuple[int, int, int]]) -> None:
    old = now = list(range(20))
    drift, fresh = Drift(), 1000
    for at, removed, added in edits:
        at = min(at, len(now))
        removed = min(removed, len(now) - at)
        now = now[:at] + list(range(fresh, fresh + added)) + now[at + removed :]
        fresh += added
        drift.edit(at, removed, added)
    start, end = drift.fresh
    for place, character in enumerate(now):
        if drift.is_still or not start <= place < end:
            assert old[drift.to_old(place, later=True)] == character
            assert drift.to_new(drift.to_old(place, later=True), later=True) == place


def test_what_is_put_in_at_a_passages_ends_stays_outside() -> None:
    before, behind = Drift(), Drift()
    before.edit(5, 0, 3)
    behind.edit(9, 0, 3)
    marks = Marks([Mark(5, 9, "claim")])
    assert marks.touching(0, 30, before) == [Mark(8, 12, "claim")]
    assert marks.touching(0, 30, behind) == [Mark(5, 9, "claim")]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=12), st.integers(0, 30), st.integers(1, 9))
def test_marks_in_sight_are_those_that_touch_it(spans: list[tuple[int, int]], start: int, more: int) -> None:
    marks = [Mark(a, a + n, "claim") for a, n in spans]
    found = Marks(marks).touching(start, start + more, Drift())
    assert sorted(found) == sorted(m for m in marks if m.end > start and m.start < start + more)


@given(WORDS, WORDS)
def test_changes_by_words_turn_one_text_into_the_other(old: str, new: str) -> None:
    changes = worded(old, new, hunks(old, new))
    text, at = "", 0
    for change in changes:
        assert old[at : change.old_start] == new[len(text) : change.start]
        text += old[at : change.old_start] + new[change.start : change.end]
        at = change.old_end
    assert text + old[at:] == new


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("the cat sat", "the cats sat", 1),
        ("the cat sat", "the big cat sat", 1),
        ("the cat sat", "the sat", 1),
        ("the cat sat", "a dog sat", 2),
        ("the cat, sat", "the cat sat", 0),
        ("teh cat", "the cat", 1),
        ("foo bar", "foobar", 2),
    ],
)
def test_words_are_counted_whole(old: str, new: str, words: int) -> None:
    assert count_words(old, new, worded(old, new, hunks(old, new))) == words


@given(WORDS, WORDS)
def test_the_merged_text_holds_both(old: str, new: str) -> None:
    both = merged(compared(old, new, []), [])
    places = Places(both.text)
    gone: set[int] = set()
    come: set[int] = set()
    keep = set(range(len(both.text)))
    for mark in both.marks.touching(0, 10_000, Drift()):
        span = range(places.code_point(mark.start), places.code_point(mark.end))
        (gone if mark.look == DELETED else come).update(span)
        assert mark.look in (DELETED, INSERTED)
    text = both.text
    assert "".join(text[i] for i in sorted(keep - come) if text[i] != SEAM) == old
    assert "".join(text[i] for i in sorted(keep - gone) if text[i] != SEAM) == new
