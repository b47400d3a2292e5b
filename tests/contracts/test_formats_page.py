"""docs/formats.md and the table in README.md say what the registry says."""

from __future__ import annotations

from docs.make_formats import BEGIN, END, ROOT, page, readme
from storage.formats.registry import formats


def test_the_page_is_fresh() -> None:
    assert (ROOT / "docs" / "formats.md").read_text(encoding="utf-8") == page(), "run make formats"


def test_the_table_of_the_readme_is_fresh() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert text == readme(text), "run make formats"


def test_every_format_is_told_with_its_options() -> None:
    text = page()
    for found in formats():
        assert f"`{found.name}`" in text
        assert all(option.flag in text for option in found.options)
