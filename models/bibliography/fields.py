"""Single fields of a reference, checked and brought into the form in which they are kept."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote, urlsplit

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_PREFIX = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|(?:info:)?doi[:/]?)\s*", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day of the calendar, as ISO 8601 has it."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def clean_doi(text: str) -> str:
    """ "https://doi.org/10.1000/182" and "doi:10.1000/182" are "10.1000/182"; other words stay."""
    words = text.strip()
    match = _DOI_PREFIX.match(words)
    if match and match.end():
        words = words[match.end() :]
        words = unquote(words) if "%" in words else words
    return words.strip().rstrip(".,;")


def is_doi(text: str) -> bool:
    return _DOI.fullmatch(text) is not None


def clean_url(text: str) -> str:
    """An address with its scheme; what plainly is one without gets https."""
    words = text.strip()
    if words and "://" not in words and re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", words) and " " not in words:
        return f"https://{words}"
    return words


def is_url(text: str) -> bool:
    """Whether a text is an address on the web."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises for one that is no number
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)


def is_language(text: str) -> bool:
    """Whether a text has the form of a BCP 47 tag."""
    return _TAG.fullmatch(text) is not None
