"""Citekeys: what is proposed, what is free, and what is none."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bibliography.citekeys import LONGEST, key_for, proposals, proposed, trouble
from models.importing.about import About

TEXTS = st.text(max_size=30)


@pytest.mark.parametrize(
    ("about", "key"),
    [
        (About("On Engines", authors=("Ada Lovelace",), date="1843-09"), "lovelace1843"),
        (About("On Engines", authors=("Lovelace, Ada",), date="1843"), "lovelace1843"),
        (About("Über Brücken", authors=("Jörg Müller",), date="2024", language="de"), "mueller2024"),
        (About("Über Brücken", authors=("Jörg Müller",), date="2024"), "muller2024"),
        (About("О мостах", authors=("Анна Ахматова",), date="1911"), "akhmatova1911"),
        (About("The Price of Waiting", date="2024"), "price2024"),
        (About("The Price of Waiting", authors=("Ludwig van Beethoven",)), "beethovenprice"),
        (About("橋について", authors=("夏目漱石",), date="1905"), "1905"),
        (About("橋について"), "article"),
    ],
)
def test_what_is_proposed_first(about: About, key: str) -> None:
    assert proposed(about) == key


def test_a_key_that_is_taken_gets_a_word_then_letters() -> None:
    about = About("The price of waiting", authors=("Ada Lovelace",), date="1843")
    first = list(islice(proposals(about), 4))
    assert first == ["lovelace1843", "lovelace1843price", "lovelace1843price-a", "lovelace1843price-b"]
    assert proposed(about, {"Lovelace1843", "lovelace1843price"}) == "lovelace1843price-a"


def test_a_given_key_stays_where_it_is_sound_and_free() -> None:
    about = About("T", authors=("Ada Lovelace",), date="1843", citekey="ada:1843")
    assert key_for(about, {"other"}) == "ada:1843"
    assert key_for(about, {"ADA:1843"}) == "lovelace1843"


@pytest.mark.parametrize(
    "key", ["two words", "a--b", "-a", "a,b", "{a}", "@a", "a\\b", "a#b", "a%", "x" * (LONGEST + 1)]
)
def test_what_is_no_key_is_told(key: str) -> None:
    assert trouble(key) is not None


@given(TEXTS, st.lists(TEXTS, max_size=3), TEXTS, st.integers(0, 12))
def test_any_article_gets_a_sound_key_that_is_free(title: str, authors: list[str], date: str, others: int) -> None:
    about = About(title, authors=tuple(authors), date=date)
    taken = set(islice(proposals(about), others))
    key = proposed(about, taken)
    assert trouble(key, taken) is None and key.isascii()
