"""What is known about an article as CSL-JSON, and back: the form that reference managers and pandoc share.

Names of fields: https://docs.citationstyles.org/en/stable/specification.html, appendix IV.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from models.bibliography.fields import clean_doi, clean_url, is_date, is_doi, is_url
from models.bibliography.names import as_spoken, names_of, spoken
from models.importing.about import About

Item = dict[str, Any]
OWN = ("id", "title", "container-title", "issued", "accessed", "URL", "DOI", "language")  # what About has fields for
SUBTITLE = "subtitle"  # kept in the item's "custom" object: CSL has no field of its own for it
_TAGS = re.compile(r"</?(?:i|b|em|strong|sub|sup|span|sc|nocase|scp)\b[^>]*>", re.IGNORECASE)
_DASHES = re.compile(r"(?<=\d)\s*[-‐-―]+\s*(?=[\dA-Za-z])")


def to_csl(about: About) -> Item:
    """The item of an article; fields that nobody knows are left out."""
    item: Item = {name: value for name, value in about.csl.items() if name not in OWN}
    item.setdefault("type", "article-journal" if about.doi else "article-magazine" if about.publication else "document")
    known = {
        "id": about.citekey,
        "title": ": ".join(part for part in (about.title, about.subtitle) if part),
        "container-title": about.publication,
        "URL": about.url,
        "DOI": about.doi,
        "language": about.language,
        "issued": date_parts(about.date),
        "accessed": date_parts(about.accessed),
        "author": names_of(about.authors, about.csl.get("author") or ()),
    }
    item.pop("author", None)
    item |= {name: value for name, value in known.items() if value}
    if about.subtitle:
        item["custom"] = {**item.get("custom", {}), SUBTITLE: about.subtitle}
    return dict(sorted(item.items(), key=lambda pair: (pair[0] not in ("id", "type", "title"), pair[0])))


def from_csl(item: Mapping[str, Any]) -> About:
    """What an item says. Fields that About has none for are kept in `csl`; what makes no sense there is left out."""
    names = [dict(name) for name in _list(item.get("author")) if isinstance(name, Mapping) and spoken(name)]
    title, custom = words_of(item.get("title")), item.get("custom")
    subtitle = words_of(custom.get(SUBTITLE)) if isinstance(custom, Mapping) else ""
    if subtitle and title.endswith(f": {subtitle}"):
        title = title[: -len(subtitle) - 2]
    else:
        subtitle = ""
    rest = {name: value for name, value in item.items() if name not in OWN and value not in ("", None, [], {})}
    if subtitle:
        left = {name: value for name, value in rest.pop("custom").items() if name != SUBTITLE}
        rest |= {"custom": left} if left else {}
    rest.pop("author", None)
    if names:
        rest["author"] = names
    if isinstance(rest.get("page"), str):
        rest["page"] = _DASHES.sub("-", rest["page"].strip())
    doi, url = clean_doi(words_of(item.get("DOI"))), clean_url(words_of(item.get("URL")))
    if not is_doi(doi):
        doi = clean_doi(url) if is_doi(clean_doi(url)) else ""
    return About(
        title=title,
        subtitle=subtitle,
        authors=tuple(as_spoken(spoken(name)) if set(name) == {"literal"} else spoken(name) for name in names),
        publication=words_of(item.get("container-title")),
        date=date_of(item.get("issued")),
        url=url if is_url(url) else "",
        doi=doi,
        language=words_of(item.get("language")),
        accessed=date_of(item.get("accessed")),
        citekey=words_of(item.get("id") or item.get("citation-key")),
        csl=rest,
    )


def words_of(value: Any) -> str:
    """One line of text: markup goes, entities are letters, a list's first member stands for it."""
    if isinstance(value, (list, tuple)):
        value = value[0] if value else ""
    if value is None or isinstance(value, (Mapping, bool)):
        return ""
    return " ".join(html.unescape(_TAGS.sub("", str(value))).split())


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value] if value else []


def date_parts(date: str) -> Item:
    """ "2024-12" -> {"date-parts": [[2024, 12]]}; {} for what is no date."""
    return {"date-parts": [[int(part) for part in date.split("-")]]} if is_date(date) else {}


def date_of(value: Any) -> str:
    """A CSL date (parts, raw or literal), or words, as ISO 8601 as far as it is known; of a span its beginning."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        first = parts[0] if isinstance(parts, (list, tuple)) and parts else None
        if isinstance(first, (list, tuple)) and first and first[0] not in (None, ""):
            return _iso(first)
        return date_of(value.get("raw") or value.get("literal") or "")
    text = words_of(value)
    if not text:
        return ""
    begin = re.split(r"\s*/\s*(?=\d{4})", text)[0].rstrip("/~?")
    if is_date(begin):
        return begin
    match = re.match(r"(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?(?:\D|$)", text)
    if match:
        return _iso([part for part in match.groups() if part])
    from models.importing.dates import iso_date

    found = iso_date(text) or next(iter(re.findall(r"\b(?:1[5-9]|20)\d\d\b", text)), "")
    return found if is_date(found) else ""


def _iso(parts: Any) -> str:
    """Year, month and day as far as they are numbers of a calendar."""
    try:
        numbers = [int(str(part)) for part in parts[:3] if str(part).strip()]
    except ValueError:
        return ""
    for size in (3, 2, 1):
        text = "-".join(f"{n:04}" if at == 0 else f"{n:02}" for at, n in enumerate(numbers[:size]))
        if is_date(text):
            return text
    return ""
