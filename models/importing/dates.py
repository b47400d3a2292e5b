"""Dates as people write them, as ISO 8601 as far as they are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?$")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_DAY = re.compile(r"\b([1-9]|[12]\d|3[01]|0[1-9])(?:st|nd|rd|th)?\b(?!\d)")


def iso_date(text: str, languages: Sequence[str] = ()) -> str:
    """ "December 31, 2024" -> "2024-12-31", "März 2024" -> "2024-03", "2024" -> "2024"; "" where there is no date."""
    words = " ".join(text.split())
    match = _ISO.fullmatch(words)
    if match:
        return "-".join(part for part in match.groups() if part) if _real(match) else ""
    if not words or len(words) > 60 or not _YEAR.search(words):
        return ""
    found = _parsed(words, languages)
    if found is None:
        return ""
    rest = _YEAR.sub(" ", words)
    if not re.search(r"\w", rest):
        return f"{found.year:04}"
    return found.date().isoformat() if _DAY.search(rest) else f"{found.year:04}-{found.month:02}"


def _real(match: re.Match[str]) -> bool:
    _year, month, day = match.groups()
    return (month is None or 1 <= int(month) <= 12) and (day is None or 1 <= int(day) <= 31)


def _parsed(words: str, languages: Sequence[str]) -> Any:
    import dateparser

    options: Any = {"REQUIRE_PARTS": ["year"], "PREFER_DAY_OF_MONTH": "first", "PARSERS": ["absolute-time"]}
    return dateparser.parse(words, languages=list(languages) or None, settings=options)
