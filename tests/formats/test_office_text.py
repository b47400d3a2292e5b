"""What the readers of word processors' files have in common."""

from __future__ import annotations

import pytest

from storage.formats.office_styles import meant
from storage.formats.office_text import day_of, label, people


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ines Falk", ("Ines Falk",)),
        ("Ines Falk; Omar Reyes", ("Ines Falk", "Omar Reyes")),
        ("Falk, Ines; Reyes, Omar", ("Ines Falk", "Omar Reyes")),
        ("Ines Falk, Omar Reyes and Ada  Moor", ("Ines Falk", "Omar Reyes", "Ada Moor")),
        ("Ines Falk und Omar Reyes", ("Ines Falk", "Omar Reyes")),
        ("falk", ("falk",)),
        ("Microsoft Office User", ()),
        ("python-docx", ()),
        (" ; ", ()),
    ],
)
def test_names_in_a_field_of_authors(words: str, names: tuple[str, ...]) -> None:
    assert people(words) == names


def test_numbers_as_documents_count() -> None:
    assert [label(n, "lowerRoman") for n in (1, 4, 9, 14, 1994)] == ["i", "iv", "ix", "xiv", "mcmxciv"]
    assert [label(n, "upperLetter") for n in (1, 26, 27)] == ["A", "Z", "AA"]
    assert [label(n, "upperRoman") for n in (0, 3, 5000)] == ["0", "III", "5000"]
    assert label(12, "decimal") == label(12, "ordinal") == "12"


def test_days_of_time_stamps() -> None:
    assert day_of("2024-02-03T04:05:06Z") == "2024-02-03"
    assert day_of("") == day_of("yesterday") == day_of("2024-13-45T00:00") == ""


def test_names_of_styles() -> None:
    for name in ("heading 2", "Heading 2", "Überschrift 2", "heading2"):
        found = meant(name)
        assert found is not None and (str(found[0]), found[1]) == ("heading", 2)
    assert meant("Body Text") is None and meant("") is None and meant("heading 12") is None
