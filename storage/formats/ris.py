"""RIS, by rispy: the format that library catalogues and reference managers all write.

Tags: https://en.wikipedia.org/wiki/RIS_(file_format)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from models.bibliography.csl import Item, from_csl, to_csl
from models.bibliography.references import References
from models.errors import UserError
from models.messages import N_, Message
from storage.formats.article import decoded
from storage.formats.needed import needed
from storage.formats.referenced import abouts_of
from storage.formats.registry import Losses, Options, Snapshot, Subject

NAME = "ris"
TITLE = N_("RIS")
SUBJECT: Subject = "references"
EXTENSIONS = (".ris",)
MEDIA_TYPES = ("application/x-research-info-systems",)
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*TY  ?- ?[A-Z]{3,}", re.IGNORECASE)
TYPES = {
    "JOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "EBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "RPRT": "report",
    "THES": "thesis",
    "UNPB": "manuscript",
    "MANSCPT": "manuscript",
    "BILL": "bill",
    "STAT": "legislation",
    "CASE": "legal_case",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "EJOUR": "article-journal",
    "GEN": "document",
}
_BACK = {csl: ris for ris, csl in reversed(TYPES.items())}
PLAIN = {  # CSL's name, rispy's names in the order of preference
    "volume": ("volume",),
    "issue": ("number",),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "edition": ("edition",),
    "language": ("language",),
    "abstract": ("abstract", "notes_abstract"),
    "title-short": ("short_title",),
    "id": ("id", "label"),
}
CARRIED = frozenset(
    {*PLAIN, "type", "title", "author", "editor", "container-title", "issued", "accessed", "URL", "DOI", "page", "note"}
    | {"keyword", "ISSN", "ISBN"}
)


def recognises(data: bytes) -> bool:
    return _START.match(data[:4000]) is not None


def parse(data: bytes, name: str) -> References:
    """The references in a file. Raises UserError for what is none."""
    text = decoded(data, name)[0]
    try:
        entries = needed("rispy").loads(text)
    except Exception as error:  # rispy raises OSError, ValueError, IndexError, KeyError
        raise UserError("references.damaged", name=name, reason=str(error)) from error
    references = References(from_csl(_item(entry)) for entry in entries)
    if not references:
        raise UserError("references.none", name=name)
    return references


def _item(entry: Mapping[str, Any]) -> Item:
    def first(*names: str) -> str:
        return next((str(entry[name]).strip() for name in names if entry.get(name)), "")

    item: Item = {name: first(*tags) for name, tags in PLAIN.items()}
    item["type"] = TYPES.get(first("type_of_reference").upper(), "document")
    item["title"] = first("title", "primary_title")
    item["container-title"] = first("secondary_title", "journal_name", "alternate_title3", "alternate_title2")
    item["author"] = [_name(name) for tag in ("authors", "first_authors") for name in entry.get(tag) or ()]
    item["editor"] = [_name(name) for name in entry.get("secondary_authors") or ()]
    item["issued"] = _date(first("date", "year", "publication_year"))
    item["accessed"] = _date(first("access_date"))
    item["URL"] = next((str(url) for url in entry.get("urls") or () if str(url).startswith("http")), "")
    item["DOI"] = first("doi")
    begin, end = first("start_page"), first("end_page")
    item["page"] = f"{begin}-{end}" if begin and end and "-" not in begin else begin or end
    notes = [*map(str, entry.get("notes") or ()), first("note")]
    item["note"] = "\n".join(note for note in notes if note.strip())
    item["keyword"] = ", ".join(map(str, entry.get("keywords") or ()))
    number = first("issn")
    item["ISBN" if item["type"] in ("book", "chapter") else "ISSN"] = number
    return {key: value for key, value in item.items() if value}


def _date(text: str) -> str:
    """ "2024/03/05/spring" -> "2024-03-05": year, month, day, and what people add."""
    parts = [part.strip() for part in text.split("/")]
    numbers = []
    for part in parts[:3]:
        if not part.isdigit():
            break
        numbers.append(part.zfill(2))
    return "-".join(numbers) if len(parts) > 1 and numbers else text


def _name(name: str) -> Item:
    """ "Lovelace, Ada, Jr." in parts; a name without a comma is an institution's or a single one."""
    parts = [part.strip() for part in str(name).split(",")]
    if len(parts) == 1:
        return {"literal": parts[0]}
    found = {"family": parts[0], "given": parts[1], "suffix": ", ".join(parts[2:])}
    return {key: value for key, value in found.items() if value}


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The references of all articles; what RIS has no tag for is named."""
    entries, lost = [], set[str]()
    for about in abouts_of(snapshot):
        item = to_csl(about)
        lost |= {name for name in item if name not in CARRIED and name != "custom"}
        lost |= {"subtitle"} if about.subtitle else set()
        entries.append(_entry(item))
    text = needed("rispy").dumps(entries) if entries else "\n"
    losses: Losses = [Message("references.lost", {"names": ", ".join(sorted(lost))})] if lost else []
    return re.sub(r"(?m)^\d+\.\n(?=TY  - )", "", text).encode(), losses


def _entry(item: Item) -> dict[str, Any]:
    from models.bibliography.csl import date_of

    page = str(item.get("page", ""))
    begin, dash, end = page.partition("-")
    found: dict[str, Any] = {"type_of_reference": _BACK.get(str(item.get("type")), "GEN")}
    found |= {tags[0]: str(item[name]) for name, tags in PLAIN.items() if item.get(name)}
    known = {
        "title": item.get("title"),
        "authors": [_turned(name) for name in item.get("author") or ()],
        "secondary_authors": [_turned(name) for name in item.get("editor") or ()],
        "secondary_title": item.get("container-title"),
        "date": date_of(item.get("issued")).replace("-", "/"),
        "year": date_of(item.get("issued"))[:4],
        "access_date": date_of(item.get("accessed")).replace("-", "/"),
        "urls": [item["URL"]] if item.get("URL") else [],
        "doi": item.get("DOI"),
        "start_page": begin if dash else page,
        "end_page": end,
        "notes": [line for line in str(item.get("note", "")).splitlines() if line.strip()],
        "keywords": [word.strip() for word in str(item.get("keyword", "")).split(",") if word.strip()],
        "issn": item.get("ISSN") or item.get("ISBN"),
    }
    return found | {name: value for name, value in known.items() if value}


def _turned(name: Mapping[str, Any]) -> str:
    """ "van Beethoven, Ludwig" as RIS has it."""
    if name.get("literal"):
        return str(name["literal"]).replace(",", " ")
    particles = [str(name[key]) for key in ("dropping-particle", "non-dropping-particle") if name.get(key)]
    family = " ".join([*particles, str(name.get("family", ""))]).strip()
    parts = [family, str(name.get("given", "")), str(name.get("suffix", ""))]
    while parts and not parts[-1]:
        parts.pop()
    return ", ".join(parts)
