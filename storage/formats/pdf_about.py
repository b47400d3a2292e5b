"""What a PDF says about its article: the document's own fields, its XMP packet, and the head of the first page."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.importing.about import About
from models.importing.dates import iso_date
from models.texts import BlockKind
from storage.formats.needed import needed
from storage.formats.pdf_blocks import Kind
from storage.formats.pdf_paragraphs import Group, Setting

_JUNK_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.*|untitled.*|document ?\d*|unbenannt.*|sans titre.*|powerpoint presentation"
    r"|title|titel|print(?:ing)?|about:blank|data:.*|https?://\S+|slide \d+|page \d+|layout \d+|\S+\.\w{2,4}"
    r"|.*\.(?:docx?|odt|rtf|tex|dvi|indd|qxd|pdf|ps|html?|pages|wpd|cdr)|(?:pii|doi|arxiv):.*",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"user\d*|admin(?:istrator)?|root|unknown|author|owner|anonymous|.*\boffice user|default|none|pc|test|\W*|.*@\S+",
    re.IGNORECASE,
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|\\^`]+")
_PACKET = re.compile(rb"<x:xmpmeta\b.{0,400000}?</x:xmpmeta>|<rdf:RDF\b.{0,400000}?</rdf:RDF>", re.DOTALL)
_DEFLATED = re.compile(rb"/Type\s*/Metadata\b[^>]{0,300}/FlateDecode[^>]{0,300}>>\s*stream\r?\n")
_MOST_PACKET = 1_000_000  # bytes
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MONTHS = r"[^\W\d_]{3,10}\.?"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\.? {_MONTHS} \d{{4}}|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?, \d{{4}}|\d{{4}}-\d\d-\d\d)\b"
)
_MONTH = re.compile(rf"(?:\d{{1,2}}\. )?{_MONTHS} (?:19|20)\d\d")
_BY = re.compile(r"(?:by|von|par|por|di|written by)[:\s]+(?=[^\W\d_])", re.IGNORECASE)
_PARTICLES = "de|da|di|del|della|der|den|van|von|zu|la|le|du|dos|al|el|bin|ibn|y|e|ter|ten|af|av"
_NAME = re.compile(
    rf"[^\W\d_][\w'’.-]*(?: (?:(?:{_PARTICLES})(?= )|[^\W\d_]\.(?:-?[^\W\d_]\.)*|[^\W\d_][\w'’-]+)){{1,5}}"
)
_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§¶0123456789"
_TITLE_SIZE = 1.15  # times the text's
_HEAD = 8  # blocks after the title among which a byline may stand


@dataclass(frozen=True, slots=True)
class Said:
    """The fields of the file: `info` by pdfium's names, `packet` by the last part of the names in the XMP packet."""

    info: Mapping[str, str]
    packet: Mapping[str, list[str]]
    language: str = ""

    def one(self, *names: str) -> str:
        return next((self.packet[name][0] for name in names if self.packet.get(name)), "")


# -- the file's own fields


def packet_of(data: bytes) -> dict[str, list[str]]:
    """The fields of the document's XMP packet: of several the last that has a title, as later versions stand below."""
    best: dict[str, list[str]] = {}
    for packet in _packets(data):
        fields = _fields(packet)
        if fields and (not best or "title" in fields or "title" not in best):
            best = fields
    return best


def _packets(data: bytes) -> list[bytes]:
    found = [match[0] for match in _PACKET.finditer(data)][-20:] if b"<rdf:RDF" in data else []
    for match in list(_DEFLATED.finditer(data))[-5:]:
        try:
            found.append(zlib.decompressobj().decompress(data[match.end() : match.end() + _MOST_PACKET], _MOST_PACKET))
        except zlib.error:
            continue
    return found


def _fields(packet: bytes) -> dict[str, list[str]]:
    etree = needed("lxml.etree")
    match = _PACKET.search(packet)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(match[0] if match else packet, parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    found: dict[str, list[str]] = {}
    if root is None:
        return found
    rdf = "{" + _NAMESPACES["rdf"] + "}"
    for description in root.iter(rdf + "Description"):
        for name, value in description.attrib.items():
            _keep(found, name, [value])
        for element in description:
            if isinstance(element.tag, str):
                members = [item.text or "" for item in element.iter(rdf + "li")]
                _keep(found, element.tag, members or [element.text or ""])
    return found


def _keep(found: dict[str, list[str]], name: Any, values: list[str]) -> None:
    namespace, _, local = str(name).rpartition("}")
    kept = [" ".join(value.split()) for value in values if value and value.strip()]
    if kept and any(known in namespace for known in ("/dc/", "prism", "pdf/1.3", "pdfx", "xap/1.0", "crossmark")):
        found.setdefault(local, kept)


def authors_of(text: str) -> tuple[str, ...]:
    """ "Lovelace, Ada; Turing, Alan" or "Ada Lovelace and Alan Turing" as names that people say."""
    text = " ".join(text.strip(" ,;").split())
    if not text or _JUNK_AUTHOR.fullmatch(text):
        return ()
    if ";" in text:
        parts = text.split(";")
    else:
        parts = re.split(r",? (?:and|und|et|y|&) |\s*[|/]\s*", text)
        commas = [part.strip() for part in text.split(",")]
        if len(parts) == 1 and len(commas) == 2 and (" " not in commas[0] or " " not in commas[1]):
            parts = [text]  # Lovelace, Ada
        else:
            parts = [name for part in parts for name in part.split(",")]
    return tuple(name for name in (_spoken(part) for part in parts) if name and not _JUNK_AUTHOR.fullmatch(name))


def _spoken(name: str) -> str:
    name = name.strip().strip(_MARKS + ",;").strip()
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name


def about_of(said: Said, name: str) -> About:
    """What the fields say, without what programs put there on their own."""
    title = next((t for t in (said.one("title"), said.info.get("Title", "").strip()) if not _is_junk(t, name)), "")
    creators = [author for value in said.packet.get("creator", []) for author in authors_of(value)]
    authors = tuple(dict.fromkeys(creators)) or authors_of(said.info.get("Author", ""))
    date = said.one("publicationDate", "coverDate", "coverDisplayDate")
    doi = _DOI.search(" ".join([said.one("doi", "DOI", "identifier"), said.info.get("Subject", "")]))
    language = said.language or said.one("language")
    csl = {
        key: value
        for key, value in {
            "volume": said.one("volume"),
            "issue": said.one("number"),
            "page": said.one("pageRange"),
            "ISSN": said.one("issn"),
            "publisher": said.one("publisher"),
        }.items()
        if value
    }
    return About(
        title=" ".join(title.split()),
        authors=authors,
        publication=said.one("publicationName"),
        date=iso_date(date) if date else "",
        url=said.one("url") if said.one("url").startswith("http") else "",
        doi=_clean_doi(doi[0]) if doi else "",
        language=language if _LANGUAGE.fullmatch(language) else "",
        csl=csl,
    )


def _is_junk(title: str, name: str) -> bool:
    title = title.strip()
    stem = name.rpartition(".")[0] or name
    plain = re.sub(r"[\W_]+", "", title).casefold()
    return len(plain) < 2 or bool(_JUNK_TITLE.fullmatch(title)) or plain == re.sub(r"[\W_]+", "", stem).casefold()


def _clean_doi(doi: str) -> str:
    doi = doi.rstrip(".,;:'”’]")
    return doi[:-1] if doi.endswith(")") and "(" not in doi else doi


# -- the head of the first page


def with_head(about: About, groups: Sequence[Group], kinds: list[Kind], setting: Setting, said: Said) -> About:
    """Mark title and byline among the first page's blocks; what is known after reading them."""
    first = _first_page(groups)
    at = _title_at(first, groups, about.title, setting)
    if at is not None:
        kinds[at].kind, kinds[at].level = BlockKind.TITLE, 1
        words = " ".join(groups[at].text.split())
        if not about.title or not _is_among(about.title, " ".join(groups[i].text for i in first)):
            about = replace(about, title=words.strip(_MARKS[:10] + "*†‡ "))
        about = _with_byline(about, first[first.index(at) + 1 :][:_HEAD], groups, kinds, setting)
    page = "\n".join(groups[i].text for i in first)
    if not about.doi:
        said_so = re.search(r"doi(?:\.org/|[:\s])\s*(10\.\d{4,9}/\S+)", page, re.IGNORECASE)
        match = _DOI.search(said_so[1]) if said_so else None
        about = replace(about, doi=_clean_doi(match[0])) if match else about
    if not about.date:
        about = replace(about, date=_date_on(first, groups) or _made_on(said))
    return about


def _first_page(groups: Sequence[Group]) -> list[int]:
    """The blocks of the first page that holds some, but for turned and hidden ones."""
    page = next((group.page for group in groups if not group.running), 0)
    return [i for i, g in enumerate(groups) if g.page == page and not g.lines[0].hidden]


def _title_at(first: list[int], groups: Sequence[Group], known: str, setting: Setting) -> int | None:
    able = [i for i in first if not groups[i].running and sum(c.isalpha() for c in groups[i].text) >= 3]
    texts = {i: " ".join(groups[i].text.split()) for i in able}
    same = [i for i in able if known and len(texts[i]) < 3 * len(known) and _is_same(known, texts[i])]
    if same:
        return max(same, key=lambda i: (round(groups[i].size), -i))
    large = [i for i in able if groups[i].size >= _TITLE_SIZE * setting.body and len(groups[i].text) <= 300]
    large = [i for i in large if len(groups[i].text) > 3]
    return max(large, key=lambda i: (round(groups[i].size), -i)) if large else None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _is_same(title: str, text: str) -> bool:
    short, long = sorted((_plain(title), _plain(text)), key=len)
    return bool(short) and long.startswith(short) and len(short) >= 0.6 * len(long)


def _is_among(title: str, page: str) -> bool:
    words = re.findall(r"\w{4,}", title.casefold())
    held = set(re.findall(r"\w{4,}", page.casefold()))
    return not words or sum(word in held for word in words) >= 0.5 * len(words)


def _with_byline(about: About, after: list[int], groups: Sequence[Group], kinds: list[Kind], setting: Setting) -> About:
    """Mark the lines below the title that name the authors, or say when; take what they say."""
    named = list[str]()
    for i in after:
        group, text = groups[i], " ".join(groups[i].text.split())
        if len(text) > 250 or group.running or kinds[i].kind in (BlockKind.FOOTNOTE, BlockKind.CAPTION):
            break
        if re.match(r"abstract|summary|introduction|contents|\d\.? ", text, re.IGNORECASE):
            break
        known = sum(_plain(author) in _plain(text) for author in about.authors)
        names = _names(group, setting)
        if known or names:
            named += names if not about.authors else []
        elif not (len(text) < 60 and (_DATE.search(text) or _MONTH.fullmatch(text))):
            if len(text) > 120:
                break
            continue
        kinds[i].kind, kinds[i].level = BlockKind.BYLINE, 0
    return replace(about, authors=tuple(dict.fromkeys(named))) if named else about


def _names(group: Group, setting: Setting) -> list[str]:
    """The names in a block that holds nothing else; a line that says "by" is sure, others must stand apart."""
    text = " ".join(group.text.replace("\t", " , ").split())
    by = _BY.match(text)
    if not by and (group.size > 1.45 * setting.body or len(group.lines) > 3):
        return []
    rest = text[by.end() :] if by else text
    parts = [
        part.strip(_MARKS + " ,")
        for part in re.split(r"[⁰¹²³⁴-⁹*∗✯★†‡,;·•|\ufffd]|(?<=\s)(?:and|und|et|&)(?=\s)", rest)
    ]
    parts = [part for part in parts if part]
    if not parts or not all(_NAME.fullmatch(part) and _is_name(part) for part in parts):
        return []
    centred = group.lines[0].x0 > group.left + 2 * group.size
    apart = centred or abs(group.size - setting.body) > 0.4 or group.italic
    return parts if by or apart else []


def _is_name(part: str) -> bool:
    words = [word for word in part.split() if word not in _PARTICLES.split("|")]
    if not 2 <= len(words) <= 5 or not all(word[0].isupper() for word in words):
        return False
    return not re.search(
        r"\b(?:University|Institute|Department|School|College|Faculty|Review|Journal|Press|Policy)\b", part
    )


def _date_on(first: list[int], groups: Sequence[Group]) -> str:
    """A date in one of the short blocks at the head."""
    for i in first[:12]:
        text = " ".join(groups[i].text.split())
        match = (_DATE.search(text) or _MONTH.fullmatch(text)) if len(text) < 120 else None
        date = iso_date(match[0]) if match else ""
        if date:
            return date
    return ""


def _made_on(said: Said) -> str:
    """When the file was made; it says little, but is better than nothing."""
    match = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", said.info.get("CreationDate", ""))
    return iso_date("-".join(match.groups())) if match and match[1] > "1980" else ""
