"""What the package of an EPUB says about the book: Dublin Core with its refinements."""

from __future__ import annotations

import re
from typing import Any

from models.importing.about import About
from models.importing.dates import iso_date
from storage.formats.html_names import authors_of
from storage.formats.html_tags import name_of

_DOI = re.compile(r"(?:urn:|https?://(?:dx\.)?doi\.org/)?(?:doi:)?\s*(10\.\d{4,9}/\S+)", re.I)
_ISBN = re.compile(r"(?:urn:)?(?:isbn:?\s*)?((?:97[89][- ]?)?\d[\d -]{7,12}[\dX])$", re.I)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
_OPF = "{http://www.idpf.org/2007/opf}"
_FIELDS = frozenset({"title", "creator", "publisher", "date", "language", "identifier", "source"})


def about_of(package: Any) -> About:
    """Facts from the root of a package document."""
    given: dict[str, list[tuple[str, Any]]] = {}
    refined: dict[tuple[str, str], str] = {}
    collection = ""
    for element in package.iter():
        name = name_of(element)
        words = " ".join("".join(element.itertext()).split()) if name in _FIELDS or name == "meta" else ""
        if name in _FIELDS and words:
            given.setdefault(name, []).append((words, element))
        elif name == "meta" and words:
            about = (element.get("refines") or "").lstrip("#")
            refined[about, element.get("property") or ""] = words
            if element.get("property") == "belongs-to-collection":
                collection = words

    def kind(element: Any, name: str) -> str:
        return refined.get((element.get("id") or "", name), "")

    def first(name: str) -> str:
        return next((words for words, _element in given.get(name, [])), "")

    titles = given.get("title", [])
    subtitle = next((words for words, e in titles if kind(e, "title-type") == "subtitle"), "")
    main = next((words for words, e in titles if kind(e, "title-type") == "main"), "")
    creators = given.get("creator", [])
    people = [words for words, e in creators if (e.get(f"{_OPF}role") or kind(e, "role") or "aut").lower() == "aut"]
    names = [words for words, _element in given.get("identifier", []) + given.get("source", [])]
    dates = given.get("date", [])
    issued = [words for words, e in dates if (e.get(f"{_OPF}event") or "publication") == "publication"]
    language = first("language").replace("_", "-")
    csl = {"type": "book" if not collection else "", "publisher": first("publisher"), "ISBN": _matched(_ISBN, names)}
    return About(
        title=main or next((words for words, _e in titles if words != subtitle), ""),
        subtitle=subtitle,
        authors=authors_of(people or [words for words, _e in creators]),
        publication=collection,
        date=next((date for date in map(iso_date, issued) if date), ""),
        url=next((n for n in names if re.match(r"https?://(?!(?:dx\.)?doi\.org)\S+$", n)), ""),
        doi=_matched(_DOI, names),
        language=language if _TAG.match(language) else "",
        csl={key: value for key, value in csl.items() if value},
    )


def _matched(pattern: re.Pattern[str], values: list[str]) -> str:
    return next((match[1] for match in map(pattern.match, values) if match), "")
