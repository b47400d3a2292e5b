"""Finding in a text: what counts as the same, exact places, and expressions that would never end."""

from __future__ import annotations

from itertools import pairwise
from time import monotonic
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.finding import PATIENCE, find_all, folded, merged

TEXT = "The bench stood there.\nThe BENCH of\n\n the baker’s café\u0301 was gone; “why”? Benches are rare."

letters = st.sampled_from(
    list("aAeEsSßıİiIéÉqﬁf'’‘\"“« \n\t\u00a0\u0301\u0307\u0323\u0345Åω각\u1100\u1161\u11a8🦉שǰΐ\u1fb3")
)
texts = st.text(letters, max_size=40)


def words(text: str, wanted: str, **options: object) -> list[str]:
    return [text[start:end] for start, end in find_all(text, wanted, **options).ranges]  # type: ignore[arg-type]


def test_capitals_matter_only_when_asked() -> None:
    assert words(TEXT, "bench") == ["bench", "BENCH", "Bench"]
    assert words(TEXT, "bench", case=True) == ["bench"]


def test_whole_words() -> None:
    assert words(TEXT, "bench", whole_words=True) == ["bench", "BENCH"]
    assert words("C++ is not C", "c", whole_words=True) == ["C", "C"]
    assert words("C++ is not C", "c++", whole_words=True) == ["C++"]
    assert find_all("xa a a", "a a", whole_words=True).ranges == ((3, 6),)


def test_a_phrase_broken_over_lines_is_found() -> None:
    assert words(TEXT, "there. the bench of the") == ["there.\nThe BENCH of\n\n the"]
    assert words("a  b", "a b ") == []


@pytest.mark.parametrize("wanted", ["baker's", "baker’s", "baker‘s", "bakerʼs"])
def test_apostrophes_are_alike(wanted: str) -> None:
    assert words(TEXT, wanted) == ["baker’s"]


@pytest.mark.parametrize("wanted", ['"why"', "«why»", "„why“"])
def test_quotation_marks_are_alike(wanted: str) -> None:
    assert words(TEXT, wanted) == ["“why”"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_find_each_other(form: Literal["NFC", "NFD"]) -> None:
    text = "a café, a cafe\u0301, a CAFÉ"
    assert words(text, normalize(form, "café")) == ["café", "cafe\u0301", "CAFÉ"]
    assert words(text, "cafe") == []  # an e is no é, however that is written


def test_what_folds_to_several_letters_is_found_whole() -> None:
    assert words("Straße, STRASSE", "strasse") == ["Straße", "STRASSE"]
    assert words("Straße", "stras") == []
    assert words("the ﬁnd", "find") == ["ﬁnd"]


def test_hidden_text_is_not_found() -> None:
    text = "owl owl owl owl"
    assert find_all(text, "owl", skip=[(4, 6), (9, 12)]).ranges == ((0, 3), (12, 15))
    assert find_all(text, "owl.*owl", regular=True, skip=[(7, 8)]).ranges == ((0, 7), (8, 15))
    assert find_all(text, "owl", skip=[(3, 4), (0, 0)]).ranges == ((0, 3), (4, 7), (8, 11), (12, 15))


def test_more_than_the_limit_is_cut() -> None:
    assert find_all("aaaa", "a", limit=3).cut
    assert not find_all("aaa", "a", limit=3).cut
    assert find_all("aaaa", "a", limit=3, regular=True).cut


def test_nothing_wanted_finds_nothing() -> None:
    assert find_all(TEXT, "").ranges == ()
    assert find_all("", "a").ranges == ()


def test_a_regular_expression() -> None:
    assert words(TEXT, r"^the\b", regular=True) == ["The", "The"]
    assert words(TEXT, r"b\w+|gone", regular=True, whole_words=True, case=True) == ["bench", "baker", "gone"]
    assert words("fo foo", "fo|foo", regular=True, whole_words=True) == ["fo", "foo"]


def test_matches_without_a_character_are_left_out() -> None:
    assert words("abaa", "a*", regular=True) == ["a", "aa"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("a(b", "A round bracket is not closed."),
        ("ab)", "A round bracket is closed that was not opened (character 3)."),
        ("[ab", "A square bracket is not closed."),
        ("*a", "There is nothing to repeat (character 1)."),
        ("a{3,1}", "The number of repeats is not possible (character 3)."),
        (r"a\q", "The backslash has no meaning there (character 3)."),
        (r"\p{Foo}", "There is no such kind of character (character 7)."),
        ("(?V0)[[a]", "The expression has a fault (character 9)."),
        ("(?(", "The expression has a fault (character 3)."),
    ],
)
def test_a_fault_is_said_with_its_place(wanted: str, said: str) -> None:
    found = find_all(TEXT, wanted, regular=True)
    assert str(found.error) == said
    assert found.ranges == ()


def test_an_expression_that_would_never_end_is_stopped() -> None:
    begun = monotonic()
    found = find_all("x aaa! " + "a" * 5000, r"x|(a+)+!?\b.(?!\w)b", regular=True)
    assert found.slow
    assert found.ranges[0] == (0, 1)
    assert monotonic() - begun < 20 * PATIENCE


def test_a_megabyte_of_spaces_is_gone_through_once() -> None:
    begun = monotonic()
    assert find_all("\n" * 1_000_000, " a b").ranges == ()
    assert monotonic() - begun < 20


@given(texts, st.text(letters, max_size=6), st.booleans(), st.booleans())
def test_what_is_found_folds_to_what_was_wanted(text: str, wanted: str, case: bool, whole: bool) -> None:
    last = 0
    for start, end in find_all(text, wanted, case=case, whole_words=whole).ranges:
        assert folded(text[start:end], case) == folded(wanted, case)
        assert last <= start < end <= len(text)
        last = end


@given(texts, st.text(letters, min_size=1, max_size=4).filter(lambda t: t == t.strip()), st.booleans())
def test_everything_is_found(text: str, wanted: str, case: bool) -> None:
    """As trying every range would: the first that folds alike and cuts no letter, then on behind it."""
    expected, place = [], 0
    while place < len(text):
        for end in range(place + 1, len(text) + 1):
            parts = text[:place], text[place:end], text[end:]
            if folded(parts[1], case) == folded(wanted, case) and cuts_no_letter(parts, case):
                expected.append((place, end))
                place = end - 1
                break
        place += 1
    assert list(find_all(text, wanted, case=case).ranges) == expected


def cuts_no_letter(parts: tuple[str, ...], case: bool) -> bool:
    form = normalize("NFC", folded("".join(parts), case))
    return "".join(normalize("NFC", folded(part, case)) for part in parts).replace(" ", "") == form.replace(" ", "")


def test_a_letter_before_a_vowel_that_does_not_join_it_is_found() -> None:
    assert find_all("\u00df\u1161", "\u00df").ranges == ((0, 1),)
    assert find_all("\u1100\u1161", "\u1100").ranges == ()
    assert find_all("e\u0301" + "\u0301" * 99, "e").ranges == ()


@given(texts, st.text(max_size=30))
def test_no_expression_breaks_it(text: str, wanted: str) -> None:
    found = find_all(text, wanted, regular=True, limit=10)
    assert all(start < end for start, end in found.ranges)


@given(st.text(st.sampled_from(list(r"ab()[]{}*+?|\^$.,1-<>=!:#xPLpN&'")), max_size=12))
def test_no_faulty_expression_breaks_it(wanted: str) -> None:
    found = find_all("abc (ab) 11", wanted, regular=True, limit=10)
    if found.error is not None:
        assert str(found.error).endswith(").") or "is not closed." in str(found.error)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_merged_ranges_cover_the_same_ground(ranges: list[tuple[int, int]]) -> None:
    covered = {at for start, end in ranges for at in range(start, end)}
    result = merged(ranges)
    assert {at for start, end in result for at in range(start, end)} == covered
    assert all(before[1] < after[0] for before, after in pairwise(result))


@given(texts, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4), st.booleans())
def test_nothing_hidden_is_found(text: str, skip: list[tuple[int, int]], regular: bool) -> None:
    hidden = {at for start, end in skip for at in range(start, end)}
    for start, end in find_all(text, "a", skip=skip, regular=regular).ranges:
        assert not hidden & set(range(start, end))
    visible = [at for at, c in enumerate(text) if c in "aA" and at not in hidden]
    assert len(find_all(text, "[aA]", skip=skip, regular=True, case=True).ranges) == len(visible)
