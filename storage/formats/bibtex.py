"""BibTeX and BibLaTeX, by bibtexparser. Written as UTF-8 with BibLaTeX's field names, as biber and pandoc read it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from models.bibliography.csl import Item, date_of, from_csl, to_csl
from models.bibliography.references import References
from models.errors import UserError
from models.importing.about import About
from models.messages import N_, Message
from storage.formats.article import decoded
from storage.formats.needed import needed
from storage.formats.referenced import abouts_of
from storage.formats.registry import Losses, Options, Snapshot, Subject

NAME = "bibtex"
TITLE = N_("BibTeX and BibLaTeX")
SUBJECT: Subject = "references"
EXTENSIONS = (".bib", ".bibtex")
MEDIA_TYPES = ("application/x-bibtex", "text/x-bibtex")
_START = re.compile(  # an article that shows an entry further down is no list of them
    rb"(?:\xef\xbb\xbf)?\s*(?:%[^\n]*\n\s*)*@\s*"
    rb"(?:article|book|in\w+|online|misc|phd\w+|mast\w+|techreport|report|string|comment|preamble)\s*[{(]",
    re.IGNORECASE,
)
TYPES = {
    "article": "article-journal",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "unpublished": "manuscript",
    "inreference": "entry-encyclopedia",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "misc": "document",
}
_BACK = {csl: entry for entry, csl in reversed(TYPES.items())} | {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "webpage": "online",
    "post-weblog": "online",
    "post": "online",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "report",
    "thesis": "thesis",
}
SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper", "blog": "post-weblog"}
CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle", "organization", "howpublished")
PLAIN = {  # CSL's name, the fields that hold it in the order of preference
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "page": ("pages", "pagetotal"),
    "publisher": ("publisher", "institution", "school"),
    "publisher-place": ("location", "address"),
    "edition": ("edition",),
    "abstract": ("abstract",),
    "note": ("note", "annotation", "annote"),
    "keyword": ("keywords",),
    "ISSN": ("issn",),
    "ISBN": ("isbn",),
    "title-short": ("shorttitle",),
}
LANGUAGES = {
    "english": "en",
    "american": "en-US",
    "british": "en-GB",
    "german": "de",
    "ngerman": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "russian": "ru",
    "portuguese": "pt",
    "dutch": "nl",
}
CARRIED = frozenset({*PLAIN, "id", "type", "title", "author", "editor", "container-title", "issued", "accessed"}) | {
    *("URL", "DOI", "language", "custom", "original-type")
}
VERBATIM = frozenset({"url", "doi", "file", "eprint"})
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    c: f"\\{c}" for c in "{}&%$#_"
}


def recognises(data: bytes) -> bool:
    return _START.match(data[:8000]) is not None


def parse(data: bytes, name: str) -> References:
    """The references in a file, with a sentence for each entry that is broken. Raises UserError for none at all."""
    library = _parsed(decoded(data, name)[0])
    broken = (Message("references.entry", {"line": (block.start_line or 0) + 1}) for block in library.failed_blocks)
    references = References((from_csl(_item(entry)) for entry in library.entries), broken)
    if not references:
        raise UserError("references.none", name=name)
    return references


def _parsed(text: str) -> Any:
    bibtexparser = needed("bibtexparser")
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what failed is told by us
    return bibtexparser.parse_string(text)


def _item(entry: Any) -> Item:
    raw = {key.lower(): str(field.value) for key, field in entry.fields_dict.items()}
    plain = {key: value if key in VERBATIM else _words(value) for key, value in raw.items()}

    def first(*names: str) -> str:
        return next((plain[name] for name in names if plain.get(name)), "")

    item: Item = {name: first(*fields) for name, fields in PLAIN.items()}
    kind = TYPES.get(entry.entry_type.lower(), "document")
    item["type"] = SUBTYPES.get(first("entrysubtype").lower(), kind)
    item["id"] = entry.key
    title, subtitle = first("title"), first("subtitle")
    item["title"] = ": ".join(part for part in (title, subtitle) if part)
    if subtitle:
        item["custom"] = {"subtitle": subtitle}
    item["container-title"] = first(*CONTAINERS)
    item["author"], item["editor"] = list(_names(raw.get("author", ""))), list(_names(raw.get("editor", "")))
    item["issued"] = first("date") or _month(first("year"), first("month"), first("day"))
    item["accessed"] = first("urldate")
    item["DOI"] = re.sub(r"\\([_%&#])", r"\1", first("doi"))
    item["URL"] = re.sub(r"\\([_%&#])", r"\1", re.sub(r"^\\url\{(.*)\}$", r"\1", first("url")))
    language = first("langid", "language").lower()
    item["language"] = LANGUAGES.get(language, first("langid", "language"))
    return {key: value for key, value in item.items() if value}


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _month(year: str, month: str, day: str) -> str:
    number = (
        month if month.isdigit() else str(_MONTHS.index(month[:3].lower()) + 1) if month[:3].lower() in _MONTHS else ""
    )
    parts = [year, number.zfill(2) if number else "", day.zfill(2) if day.isdigit() and number else ""]
    return "-".join(part for part in parts if part)


def _words(text: str) -> str:
    """LaTeX as the letters that it sets."""
    if not any(c in text for c in "\\{}$~%-`'"):
        return " ".join(text.split())
    from pylatexenc.latex2text import LatexNodes2Text

    plain = LatexNodes2Text(math_mode="verbatim", keep_comments=True).latex_to_text(re.sub(r"(?<!\\)%", r"\%", text))
    return " ".join(plain.replace("ˆ", "^").replace("˜", "~").replace("\u00a0", " ").split())


def _names(text: str) -> Iterator[Item]:
    """The people of a field in parts; `{An Institution}` is one name, "others" nobody."""
    if not text.strip():
        return
    names = needed("bibtexparser.middlewares.names")
    for name in names.split_multiple_persons_names(" ".join(text.split())):
        if name == "others":
            continue
        if name.startswith("{") and name.endswith("}") and name.count("{") == 1:
            yield {"literal": _words(name[1:-1])}
            continue
        try:
            parts = names.parse_single_name_into_parts(name, strict=False)
        except Exception:  # a name that no rule of BibTeX fits
            yield {"literal": _words(name)}
            continue
        found = {
            "family": _words(" ".join(parts.last)),
            "given": _words(" ".join(parts.first)),
            "non-dropping-particle": _words(" ".join(parts.von)),
            "suffix": _words(" ".join(parts.jr)),
        }
        yield {key: value for key, value in found.items() if value}


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The references of all articles; what BibLaTeX has no field for is named."""
    lost: set[str] = set()
    entries = []
    for about in abouts_of(snapshot):
        item = to_csl(about)
        lost |= item.keys() - CARRIED
        entries.append(_entry(item, about))
    losses: Losses = [Message("references.lost", {"names": ", ".join(sorted(lost))})] if lost else []
    return ("\n".join(entries) or "\n").encode(), losses


def _entry(item: Item, about: About) -> str:
    kind = str(item.get("type", ""))
    subtype = next((short for short, csl in SUBTYPES.items() if csl == kind), "")
    entry = _BACK.get(kind, "misc")
    container = (
        "booktitle"
        if entry in ("incollection", "inproceedings")
        else "journaltitle"
        if entry == "article"
        else "organization"
    )
    fields: dict[str, Any] = {
        "author": " and ".join(_name(name) for name in item.get("author") or ()),
        "editor": " and ".join(_name(name) for name in item.get("editor") or ()),
        "title": _escaped(about.title),
        "subtitle": _escaped(about.subtitle),
        container: _escaped(about.publication),
        "date": date_of(item.get("issued")),
        "entrysubtype": subtype,
        "doi": about.doi,
        "url": about.url,
        "urldate": date_of(item.get("accessed")),
        "langid": about.language,
    }
    fields |= {names[0]: _escaped(str(item[name])) for name, names in PLAIN.items() if item.get(name)}
    if fields.get("pages"):
        fields["pages"] = fields["pages"].replace("-", "--")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{entry}{{{item.get('id', '')},", *lines, "}", ""])


def _escaped(text: str) -> str:
    """Words that LaTeX sets as they are."""
    return "".join(_ESCAPED.get(c, c) for c in text)


def _name(name: Mapping[str, Any]) -> str:
    """ "van Beethoven, Ludwig"; an institution in braces of its own."""
    if name.get("literal"):
        return f"{{{_escaped(str(name['literal']))}}}"
    particles = [str(name[key]) for key in ("dropping-particle", "non-dropping-particle") if name.get(key)]
    family = _escaped(str(name.get("family", "")))
    if " " in family or "," in family or not family[:1].isupper():
        family = f"{{{family}}}"  # one word to BibTeX, which else takes it apart
    whole = " ".join([*map(_escaped, particles), family])
    suffix, given = (_escaped(str(name.get(part, ""))) for part in ("suffix", "given"))
    return ", ".join([whole, suffix, given] if suffix else [whole, given])
