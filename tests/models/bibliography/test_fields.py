"""Dates, DOIs, addresses and languages, checked and brought into form."""

from __future__ import annotations

import pytest

from models.bibliography.fields import clean_doi, clean_url, is_date, is_doi, is_language, is_url


def test_dates() -> None:
    assert all(map(is_date, ("2024", "2024-02", "2024-02-29")))
    assert not any(map(is_date, ("", "24", "2023-02-29", "2024-13", "2024-1-1", "May 2024")))


@pytest.mark.parametrize(
    "text", ["10.1000/182", "https://doi.org/10.1000/182", "DOI: 10.1000/182", "http://dx.doi.org/10.1000/182."]
)
def test_a_doi_in_any_coat(text: str) -> None:
    assert clean_doi(text) == "10.1000/182"
    assert is_doi(clean_doi(text))


def test_addresses() -> None:
    assert clean_url(" example.org/a ") == "https://example.org/a"
    assert clean_url("http://example.org") == "http://example.org"
    assert is_url("https://example.org/a?b=c#d")
    assert not any(map(is_url, ("", "example", "ftp://example.org", "javascript:alert(1)", "https://", "http://a b")))


def test_languages() -> None:
    assert is_language("pt-BR") and not is_language("English language")
