"""The parts of a DOCX file beside its text: which part is which, what styles mean, notes, properties.

Names of styles are built in and English in the file ("heading 1"), however Word shows them; what other programs call
them in other languages is known as well. Tags are compared without their namespace, which differs between the two
editions of the standard (ECMA-376, ISO 29500 strict).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.errors import UserError
from models.importing.about import NOTHING, About
from models.texts import BlockKind
from storage.formats.archives import Archive
from storage.formats.office_styles import meant
from storage.formats.office_text import day_of, people
from storage.formats.office_xml import child, local, switched, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIST = re.compile(r"list (?:bullet|number|continue)(?: ([2-9]))?")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a style makes of a paragraph. `listed`: its level in a list, 0 outside of one. `words_hidden`: not shown."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    listed: int = 0
    words_hidden: bool = False


PLAIN = Meaning()


@dataclass(slots=True)
class Parts:
    """The opened file: `body`, `notes` (("footnoteReference", id) -> element), what styles mean, and further parts."""

    archive: Archive
    body: _Element
    styles: dict[str, Meaning]
    usual: Meaning = PLAIN
    notes: dict[tuple[str, str], _Element] = field(default_factory=dict)
    margins: list[_Element] = field(default_factory=list)  # headers and footers
    comments: int = 0
    page_count: int | None = None  # as the program that wrote the file counted
    embedded: int = 0
    counting: dict[str, str] = field(default_factory=dict)  # footnotePr, endnotePr -> how notes are numbered
    about: About = NOTHING


def opened(archive: Archive, name: str) -> Parts:
    """The parts of the document in an archive. Raises UserError where it is none."""
    main = _main_part(archive)
    if main is None:
        raise UserError("document.no_article", name=name)
    root = archive.xml(main)
    body = child(root, "body")
    if body is None:
        raise UserError("document.no_article", name=name)
    related = list(dict.fromkeys(_related(archive, main)))  # each part once, however often it is referred to
    styles, usual, language = _styles(archive, related)
    parts = Parts(archive, body, styles, usual)
    for kind, target in related:
        if kind in ("footnotes", "endnotes"):
            for note in archive.xml(target):
                if value(note, "type") in (None, "normal"):
                    parts.notes[kind[:-1] + "Reference", value(note, "id") or ""] = note
        elif kind in ("header", "footer"):
            parts.margins.append(archive.xml(target))
        elif kind == "comments":
            parts.comments = sum(local(node) == "comment" for node in archive.xml(target))
        elif kind == "aFChunk":
            parts.embedded += 1
        elif kind == "settings":
            parts.counting = _counting(archive.xml(target))
    parts.about = _about(archive, language)
    if archive.has("docProps/app.xml"):
        parts.page_count = whole(getattr(child(archive.xml("docProps/app.xml"), "Pages"), "text", None))
    return parts


def _main_part(archive: Archive) -> str | None:
    if archive.has("_rels/.rels"):
        for kind, target in _related(archive, ""):
            if kind == "officeDocument":
                return target
    return "word/document.xml" if archive.has("word/document.xml") else None


def _related(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """(last word of the type, member) of every part that `part` refers to within the archive."""
    folder, file = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    if not archive.has(rels):
        return
    for node in archive.xml(rels):
        target = node.get("Target")
        if not target or node.get("TargetMode") == "External":
            continue
        member = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if archive.has(member):
            yield (node.get("Type") or "").rpartition("/")[2], member


def _counting(settings: _Element) -> dict[str, str]:
    found = {}
    for kind in ("footnotePr", "endnotePr"):
        style = value(child(settings, kind, "numFmt"))
        if style:
            found[kind] = style
    return found


# -- styles


def _styles(archive: Archive, related: list[tuple[str, str]]) -> tuple[dict[str, Meaning], Meaning, str]:
    """What each style means by its id, what a paragraph without one is, and the language of the text."""
    member = next((target for kind, target in related if kind == "styles"), None)
    if member is None:
        return {}, PLAIN, ""
    root = archive.xml(member)
    nodes = {value(node, "styleId") or "": node for node in root if local(node) == "style"}
    known: dict[str, Meaning] = {}
    for key in nodes:
        _meaning(key, nodes, known)
    language = value(child(root, "docDefaults", "rPrDefault", "rPr", "lang")) or ""
    usual = next(
        (
            known[key]
            for key, node in nodes.items()
            if value(node, "type") == "paragraph" and switched(node) and value(node, "default") in ("1", "true", "on")
        ),
        PLAIN,
    )
    return known, usual, language


def _meaning(key: str, nodes: dict[str, _Element], known: dict[str, Meaning]) -> Meaning:
    """What a style means: by its own name, else by the style that it is based on."""
    chain: list[str] = []
    while key in nodes and key not in known and key not in chain:
        chain.append(key)
        key = value(child(nodes[key], "basedOn")) or ""
    meaning = known.get(key, PLAIN)
    for at in reversed(chain):
        meaning = known[at] = _own_meaning(nodes[at], meaning)
    return meaning


def _own_meaning(node: _Element, base: Meaning) -> Meaning:
    name = " ".join((value(child(node, "name")) or "").lower().split())
    hidden = child(node, "rPr", "vanish")
    if hidden is not None:
        base = replace(base, words_hidden=switched(hidden))
    if value(node, "type") == "character":
        return replace(PLAIN, words_hidden=base.words_hidden)
    listed = list_level(child(node, "pPr", "numPr"))
    if listed is not None:
        base = replace(base, listed=listed)
    in_list, found = _LIST.fullmatch(name), meant(name)
    outline = whole(value(child(node, "pPr", "outlineLvl")))
    if found is not None:
        return replace(base, kind=found[0], level=found[1])
    if outline is not None and base.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        kind = BlockKind.HEADING if 0 <= outline < 9 else BlockKind.PARAGRAPH
        return replace(base, kind=kind, level=outline + 1 if 0 <= outline < 9 else 0)
    if in_list:
        return replace(base, listed=int(in_list[1] or 1))
    return base


def list_level(properties: _Element | None) -> int | None:
    """The level of w:numPr, from 1; 0 where it takes a paragraph out of a list, None where nothing is said."""
    if properties is None:
        return None
    if value(child(properties, "numId")) == "0":
        return 0
    return max(0, min(8, whole(value(child(properties, "ilvl"))) or 0)) + 1


# -- properties


def _about(archive: Archive, language: str) -> About:
    if not archive.has("docProps/core.xml"):
        return About(language=language)
    found = {local(node): " ".join((node.text or "").split()) for node in archive.xml("docProps/core.xml")}
    keywords = "; ".join(found[key] for key in ("subject", "keywords") if found.get(key))
    return About(
        title=found.get("title", ""),
        authors=people(found.get("creator", "")),
        date=day_of(found.get("created", "")),
        language=found.get("language") or language,
        csl={"keyword": keywords} if keywords else {},
    )
