"""Finding by the first letters."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.typeahead import TypeAhead

TEXTS = ["Parks need benches", "Walkers tire", "Paint is cheap", "Some say no", "Ponds cool the air", "Straße und Park"]


@pytest.fixture
def typed(qapp: QApplication):
    return TypeAhead()


def type_(typed: TypeAhead, letters: str, current: int | None) -> int | None:
    """Letters typed quickly; the selection follows what is found."""
    for letter in letters:
        found = typed.find(letter, TEXTS, current)
        current = current if found is None else found
    return current


@pytest.mark.parametrize(
    ("letters", "current", "found"),
    [
        ("p", None, 0),
        ("p", 0, 2),
        ("p", 2, 4),
        ("p", 4, 0),  # round
        ("po", 0, 4),
        ("pa", 0, 2),  # a search starts after where one is
        ("par", 0, 0),
        ("ppp", None, 4),  # a letter again and again goes on
        ("cheap", 0, 2),  # a word inside
        ("STRASSE", 0, 5),
        ("tire", 3, 1),
        ("x", 3, 3),
        ("some s", None, 3),
    ],
)
def test_letters_find_what_begins_with_them(typed: TypeAhead, letters: str, current: int | None, found: int) -> None:
    assert type_(typed, letters, current) == found


def test_what_begins_so_comes_before_what_has_such_a_word(typed: TypeAhead) -> None:
    assert typed.find("park", TEXTS, 1) == 0  # not the "Park" in the last


def test_after_a_pause_it_is_a_new_search(typed: TypeAhead, qtbot) -> None:
    assert typed.find("p", TEXTS, None) == 0
    assert typed.is_on
    qtbot.waitUntil(lambda: not typed.is_on, timeout=5 * QApplication.keyboardInputInterval())
    assert typed.find("s", TEXTS, 0) == 3


def test_nothing_is_found_in_nothing(typed: TypeAhead) -> None:
    assert typed.find("p", [], None) is None
