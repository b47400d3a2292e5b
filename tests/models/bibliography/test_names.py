"""Names as they are spoken, and in the parts that reference managers keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bibliography.names import as_spoken, family_of, in_parts, names_of, spoken


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Lovelace", {"family": "Lovelace", "given": "Ada"}),
        ("Plato", {"family": "Plato"}),
        ("Ludwig van Beethoven", {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}),
        ("Martin Luther King, Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
        ("Ministry of Waiting", {"literal": "Ministry of Waiting"}),
        ("夏目漱石", {"literal": "夏目漱石"}),
    ],
)
def test_parts_of_a_spoken_name(name: str, parts: dict[str, str]) -> None:
    assert in_parts(name) == parts
    assert spoken(parts) == name


def test_a_turned_name_is_spoken() -> None:
    assert as_spoken("Lovelace, Ada") == "Ada Lovelace"
    assert as_spoken("Ada  Lovelace") == "Ada Lovelace"
    assert spoken({"family": "Alembert", "given": "Jean", "dropping-particle": "d'"}) == "Jean d'Alembert"


def test_known_parts_are_kept_where_the_name_is_the_same() -> None:
    known = [{"family": "Gabriel García", "given": "Márquez"}, {"family": "Lovelace", "given": "Ada"}]
    found = names_of(["Ada Lovelace", "Charles Babbage", "Márquez Gabriel García"], known)
    assert found == [known[1], {"family": "Babbage", "given": "Charles"}, known[0]]
    assert [family_of(name) for name in found] == ["Lovelace", "Babbage", "Gabriel García"]


@given(st.lists(st.from_regex(r"[A-Z][a-zé]{1,8}", fullmatch=True), min_size=1, max_size=4))
def test_what_was_taken_apart_speaks_as_before(words: list[str]) -> None:
    name = " ".join(words)
    assert spoken(in_parts(name)) == name
