"""The parts of an OpenDocument text beside its words: styles, headers and footers, properties."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.errors import UserError
from models.importing.about import NOTHING, About
from models.texts import BlockKind
from storage.formats.archives import Archive, is_zip, parsed_xml
from storage.formats.office_styles import meant
from storage.formats.office_text import day_of, people
from storage.formats.office_xml import child, local, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(cm|mm|in|pt)")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}
_INDENT = 0.49  # centimetres on both sides: a quotation set off without a style


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a style makes of a paragraph. `page`: it begins a new one. `number`: which page that is."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    hidden: bool = False
    page: bool = False
    number: int | None = None


PLAIN = Meaning()


@dataclass(slots=True)
class Parts:
    body: _Element
    styles: dict[str, Meaning]
    margins: list[_Element]  # headers and footers
    about: About = NOTHING
    page_count: int | None = None
    comments: int = 0
    embedded: int = 0
    added: int = 0
    deletions: frozenset[str] = frozenset()  # by the ids of their changes
    ended: frozenset[str] = frozenset()  # changes whose end is marked in the text

    def style(self, node: _Element) -> Meaning:
        """What the style of a paragraph, a stretch of words or a section makes of it."""
        key = value(node, "style-name") or ""
        found = self.styles.get(key)
        if found is None:  # one of those that every program knows
            found = self.styles[key] = _by_name(key, PLAIN)
        return found


def opened(data: bytes, name: str) -> Parts:
    """The parts of the text in a packed (.odt) or flat (.fodt) file. Raises UserError where it is none."""
    embedded = 0
    if is_zip(data):
        archive = Archive(data, name)
        _refuse_locked(archive, name)
        content = archive.xml("content.xml")
        roots = [archive.xml(part) for part in ("styles.xml", "meta.xml") if archive.has(part)]
        embedded = sum(part.endswith("/content.xml") for part in archive.names())
    else:
        content, roots = parsed_xml(data, name), []
    body = child(content, "body", "text")
    if body is None:
        raise UserError("document.no_article", name=name)
    roots = [content, *roots]
    styles, language = _styles(roots)
    return Parts(
        body,
        styles,
        [node for root in roots for master in _all(root, "master-styles") for node in _margins(master)],
        _about(roots, language),
        _page_count(roots),
        sum(1 for _ in body.iter("{*}annotation")),
        embedded,
        len(_changes(body, "insertion")),
        frozenset(_changes(body, "deletion")),
        frozenset(value(node, "change-id") or "" for node in body.iter("{*}change-end")),
    )


def _refuse_locked(archive: Archive, name: str) -> None:
    if archive.has("encrypted-package"):
        raise UserError("document.locked", name=name)
    if archive.has("META-INF/manifest.xml"):
        manifest = archive.xml("META-INF/manifest.xml")
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise UserError("document.locked", name=name)


def _all(root: _Element, name: str) -> list[_Element]:
    return [node for node in root if local(node) == name]


def _changes(body: _Element, kind: str) -> list[str]:
    tracked = child(body, "tracked-changes")
    regions = [region for region in tracked if child(region, kind) is not None] if tracked is not None else []
    return [value(region, "id") or str(at) for at, region in enumerate(regions)]


def _margins(master: _Element) -> list[_Element]:
    names = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
    return [node for page in master for node in page if local(node) in names]


# -- styles


def _styles(roots: list[_Element]) -> tuple[dict[str, Meaning], str]:
    nodes: dict[str, _Element] = {}
    language = ""
    for root in roots:
        for group in (*_all(root, "styles"), *_all(root, "automatic-styles")):
            for node in group:
                family = value(node, "family")
                if local(node) == "style" and family in ("paragraph", "text", "section"):
                    nodes.setdefault(value(node, "name") or "", node)
                elif local(node) == "default-style" and family == "paragraph":
                    language = _language(node) or language
    known: dict[str, Meaning] = {}
    for key in nodes:
        _resolve(key, nodes, known)
    return known, language


def _language(node: _Element) -> str:
    properties = child(node, "text-properties")
    tongue, country = value(properties, "language") or "", value(properties, "country") or ""
    if tongue in ("", "none", "zxx"):
        return ""
    return f"{tongue}-{country}" if country not in ("", "none") else tongue


def _resolve(key: str, nodes: dict[str, _Element], known: dict[str, Meaning]) -> None:
    chain: list[str] = []
    while key in nodes and key not in known and key not in chain:
        chain.append(key)
        key = value(nodes[key], "parent-style-name") or ""
    meaning = known.get(key) or _by_name(key, PLAIN)
    for at in reversed(chain):
        meaning = known[at] = _own_meaning(nodes[at], meaning)


def _by_name(key: str, base: Meaning) -> Meaning:
    found = meant(re.sub(r"_([0-9a-f]{2})_", lambda match: chr(int(match[1], 16)), key))
    return base if found is None else replace(base, kind=found[0], level=found[1])


def _own_meaning(node: _Element, base: Meaning) -> Meaning:
    meaning = _by_name(value(node, "name") or "", replace(base, page=False, number=None))
    meaning = _by_name(value(node, "display-name") or "", meaning)
    outline = whole(value(node, "default-outline-level"))
    if outline and meaning.kind is BlockKind.PARAGRAPH:
        meaning = replace(meaning, kind=BlockKind.HEADING, level=outline)
    display = value(child(node, "text-properties"), "display")
    if value(child(node, "section-properties"), "display") == "none":
        display = "none"
    properties = child(node, "paragraph-properties")
    left, right = (_centimetres(value(properties, f"margin-{side}")) for side in ("left", "right"))
    if meaning.kind is BlockKind.PARAGRAPH and min(left, right) > _INDENT:
        meaning = replace(meaning, kind=BlockKind.QUOTE)
    return replace(
        meaning,
        hidden=display == "none" if display else base.hidden,
        page=value(properties, "break-before") == "page" or bool(value(node, "master-page-name")),
        number=whole(value(properties, "page-number")),
    )


def _centimetres(length: str | None) -> float:
    match = _LENGTH.fullmatch(length or "")
    return float(match[1]) * _CENTIMETRES[match[2]] if match else 0.0


# -- properties


def _about(roots: list[_Element], language: str) -> About:
    found: dict[str, str] = {}
    words: list[str] = []
    for root in roots:
        for meta in _all(root, "meta"):
            for node in meta:
                text = " ".join((node.text or "").split())
                if local(node) in ("subject", "keyword") and text:
                    words.append(text)
                found.setdefault(local(node), text)
    return About(
        title=found.get("title", ""),
        authors=people(found.get("initial-creator") or found.get("creator", "")),
        date=day_of(found.get("creation-date") or found.get("date", "")),
        language=found.get("language") or language,
        csl={"keyword": "; ".join(words)} if words else {},
    )


def _page_count(roots: list[_Element]) -> int | None:
    for root in roots:
        for meta in _all(root, "meta"):
            return whole(value(child(meta, "document-statistic"), "page-count"))
    return None
