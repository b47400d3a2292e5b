"""A map in Markdown read back: our own outline with all that it tells, and anybody's nested list of bullets.

An outline is read as `markdown_outline` writes it, block by block; what stands where no outline has anything is taken
as further words of the point above it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from models.branches import Branches
from models.entities import Kind, LinkKind
from models.importing.about import About
from models.interchange.graph import Graph, Pair, Part, Point, Quote, Relation, Source
from models.messages import _
from models.report import CONFIDENCE, NAMELESS, QUALITY, RELEVANCE, SCHEME, UNTITLED, told_names
from models.words import KIND_NAMES
from storage.formats import markdown_list
from storage.formats.article import decoded
from storage.formats.map_files import NotThisFormat, check_points, refuse
from storage.formats.markdown_front import read_front
from storage.formats.markdown_links import LinkLines, share_of
from storage.formats.markdown_noted import note_of
from storage.formats.markdown_outline import (
    CLASHES,
    COMMON,
    GOES_ON,
    HEADINGS,
    LINKS,
    MOTION,
    NOTE,
    NOTES,
    OUTSIDE,
    PAIRINGS,
    PASSAGE,
    READ_BY,
    REASONING,
    TAGS,
    UNANSWERED,
)
from storage.formats.markdown_text import inline, meant, showable
from storage.formats.registry import Losses

_LABELS = (READ_BY, REASONING, NOTE, TAGS, NOTES, PASSAGE, GOES_ON, MOTION, SCHEME, CONFIDENCE, RELEVANCE, QUALITY)
_LABELLED = re.compile(r"\*(?P<label>[^*]+):\*(?: (?P<rest>.*))?$", re.DOTALL)
_ITEM = re.compile(r"- \*\*(?P<kind>[^*\d]+?) (?P<number>\d+(?:\.\d+)*)\*\*(?: (?P<rest>.*))?$", re.DOTALL)
_REMARKS = re.compile(r"\((?P<remarks>[^()]*)\)(?: (?P<rest>.*))?$", re.DOTALL)
_NUMBERS = re.compile(r"\d+(?:\.\d+)*")
_CITE = re.compile(
    r"— (?P<place>.*?)(?:, \*(?P<nth>\d+)\D[^*]*\*)?(?:, \*“(?P<title>.*)”\*)?(?: ?\[@[^\[\]]*\])?$", re.DOTALL
)
_LIST_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\S", re.MULTILINE)
_TITLED = re.compile(r"(?:.*, )?“(?P<title>.+)”(?:, .*)?$", re.DOTALL)


def graph_in(data: bytes, name: str) -> tuple[Graph, Losses]:
    """The points and relations of a file. Raises UserError."""
    text = decoded(data, name)[0].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        if not text.strip():
            raise NotThisFormat(_("the file is empty"))
        if _is_outline(text):
            graph, losses = _Outline(text).read()
        elif _LIST_ITEM.search(text):
            branches, losses = markdown_list.parse(text, None)
            graph = _graph_of_list(branches)
        else:
            raise NotThisFormat(_("there is no list of points in it"))
    except NotThisFormat as fault:
        refuse(fault, name, _("Markdown"))
    check_points(len(graph.points), name)
    return graph, losses


def is_outline(data: bytes) -> bool:
    """Whether the bytes are an outline of ours: UTF-8 that begins with a title and holds a numbered point."""
    start = data[:3].removeprefix(b"\xef\xbb\xbf") + data[3:5]
    if not start.startswith((b"# ", b"---")):
        return False
    return _is_outline(data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n"))


def _is_outline(text: str) -> bool:
    return text.startswith(("# ", "---\n")) and _table().first.search(text) is not None


def _graph_of_list(branches: Branches) -> Graph:
    """The points of a list; an undercut of what stands under nothing rebuts it."""
    points: list[Point] = []
    lines: list[Relation] = []
    for at, node in enumerate(branches.nodes):
        points.append(Point(str(at), node.text, node.kind, note=node.note, implicit=node.implicit))
        if node.parent >= 0:
            group = str(node.group) if node.group >= 0 else ""
            is_step = branches.nodes[node.parent].parent >= 0
            lines.append(_line(str(at), str(node.parent), node.kind, group, undercuts=node.inference and is_step))
    return Graph(tuple(points), tuple(lines))


def _line(key: str, parent: str, kind: Kind, group: str, *, undercuts: bool) -> Relation:
    if undercuts and kind is Kind.REBUTTAL:
        return Relation(f"{key}>", key, "", f"{parent}>", LinkKind.UNDERCUTS, True, group)
    bearing = LinkKind.REBUTS if kind is Kind.REBUTTAL else LinkKind.SUPPORTS
    return Relation(f"{key}>", key, parent, "", bearing, True, group)


# -- our own outline


@dataclass(frozen=True, slots=True)
class _Words:
    """What the program's own words look like in a file, in English and in the window's language."""

    labels: dict[str, str]
    headings: dict[str, str]
    kinds: dict[str, str]
    remarks: dict[str, str]
    first: re.Pattern[str]


def _table() -> _Words:
    return _words(tuple(_(word) for word in (*_LABELS, *HEADINGS, *KIND_NAMES.values(), "unstated")))


@lru_cache(maxsize=4)
def _words(_translated: tuple[str, ...]) -> _Words:
    def both(words: tuple[str, ...]) -> dict[str, str]:
        return {inline(told): word for word in words for told in (_(word), word)}

    kinds = {inline(told): kind for kind, word in KIND_NAMES.items() for told in (_(word), word)}
    names = "|".join(re.escape(name) for name in kinds)
    first = re.compile(rf"^- \*\*(?:{names}) \d+(?:\.\d+)*\*\*(?: |$)", re.MULTILINE)
    return _Words(both(_LABELS), both(HEADINGS), kinds, both(("unstated",)), first)


@dataclass(slots=True)
class _Found:
    """A point on its way: its paragraphs as they are written, by the label that they stand under ("": its text)."""

    key: str
    number: str
    kind: str
    part: int
    parent: _Found | None
    where: str
    group: str = ""
    implicit: bool = False
    said: dict[str, list[str]] = field(default_factory=lambda: {"": []})
    quotes: list[tuple[str, str]] = field(default_factory=list)  # quotation, cite
    label: str = ""
    is_cited: bool = True


@dataclass(slots=True)
class _Case:
    """A case on its way: its name, the paragraphs about its article, who read it."""

    name: str
    source: list[str] = field(default_factory=list)
    annotator: str = ""


def _blocks(text: str, line: int) -> Iterator[tuple[int, int, str]]:
    """(line, indent, words without it) of each paragraph, quotation, heading or first line of an item."""
    block: list[str] = []
    begun = indent = 0
    for at, raw in enumerate(text.split("\n"), line):
        if raw and not raw.isspace():
            if not block:
                begun, indent = at, len(raw) - len(raw.lstrip(" "))
            block.append(raw[min(indent, len(raw) - len(raw.lstrip(" "))) :])
        elif block:
            yield begun, indent, "\n".join(block)
            block = []
    if block:
        yield begun, indent, "\n".join(block)


class _Outline:
    """Takes an outline block by block."""

    def __init__(self, text: str) -> None:
        text = showable(text)[0]
        self._table = _table()
        length, self._abouts = read_front(text)
        self._text, self._line = text[length:], 1 + text.count("\n", 0, length)
        self._title = ""
        self._notes: list[str] | None = None
        self._area = ""  # the heading of ours that this stands under, "" before any and "case" in one
        self._cases: list[_Case] = []
        self._found: list[_Found] = []
        self._open: list[_Found] = []  # the last point and those above it, by their level in the list
        self._waiting: deque[_Found] = deque()  # whose branches go on under headings of their own
        self._goes_on = False  # the list continues a branch: its top is open above the first level
        self._links = LinkLines(self._table.labels)
        self._is_pairing = False

    def read(self) -> tuple[Graph, Losses]:
        for line, indent, block in _blocks(self._text, self._line):
            self._take(line, indent, block)
        return self._graph()

    def _take(self, line: int, indent: int, block: str) -> None:
        if indent == 0 and block.startswith("#"):
            self._heading(block)
        elif self._area in ("", "case"):
            if block.startswith("- **") and (match := _ITEM.match(block)) and match["kind"] in self._table.kinds:
                self._item(line, indent // 4, match)
            elif indent >= 4 and self._open:
                self._further(self._open[min(indent // 4 + self._goes_on, len(self._open)) - 1], block)
            else:
                self._about(block)
        elif self._area in (LINKS, OUTSIDE, PAIRINGS):
            self._links.take(self._area, block, line)

    def _heading(self, block: str) -> None:
        marks, _space, words = block.partition(" ")
        if marks == "###" and self._area == "case":
            self._goes_on = bool(self._waiting)
            self._open = [self._waiting.popleft()] if self._waiting else []
        elif marks == "##" and words in self._table.headings:
            self._area = self._table.headings[words]
            self._is_pairing |= self._area in (CLASHES, COMMON, UNANSWERED)
        elif marks == "##":
            name = meant(words)
            self._case("" if name in (NAMELESS, _(NAMELESS)) else name)
        elif marks == "#" and not self._title and not self._found:
            self._title = meant(words)

    def _case(self, name: str) -> None:
        self._cases.append(_Case(name))
        self._area = "case"
        self._open, self._waiting, self._goes_on = [], deque(), False

    def _about(self, block: str) -> None:
        """A paragraph about the whole, or about the article of a case."""
        label, rest = self._labelled(block)
        if self._area == "" and (label == NOTES or (self._notes is not None and not label)):
            self._notes = [*(self._notes or []), rest]
            return
        if self._area == "":
            self._case(self._title)
        case = self._cases[-1]
        if label == READ_BY:
            case.annotator = meant(rest)
        else:
            case.source.append(meant(block))

    def _labelled(self, block: str) -> tuple[str, str]:
        """(the label that a paragraph begins with, "" for none; the rest)"""
        if block.startswith("*"):
            match = _LABELLED.match(block)
            if match is not None and match["label"] in self._table.labels:
                return self._table.labels[match["label"]], match["rest"] or ""
        return "", block

    # -- points

    def _item(self, line: int, level: int, match: re.Match[str]) -> None:
        if self._area == "":
            self._case(self._title)
        above = min(level + self._goes_on, len(self._open))
        parent = self._open[above - 1] if above else None
        kind = self._table.kinds[match["kind"]]
        number = match["number"]
        made = _Found(str(len(self._found) + 1), number, kind, len(self._cases) - 1, parent, f"line {line}")
        rest = match["rest"] or ""
        remarks = _REMARKS.match(rest) if rest.startswith("(") else None
        if remarks is not None and self._remarked(made, remarks["remarks"]):
            rest = remarks["rest"] or ""
        made.said[""].append(rest)
        self._found.append(made)
        self._open[above:] = [made]

    def _remarked(self, made: _Found, remarks: str) -> bool:
        """Take what stands in brackets behind a label; False where it is no remark of ours."""
        first, _comma, more = remarks.partition(", ")
        if first in self._table.remarks:
            made.implicit = True
        else:
            more = remarks
        numbers = _NUMBERS.findall(more)
        if more and not numbers:
            return False
        if numbers and made.kind != "undercut":
            everybody = [made.number, *numbers]
            made.group = min(everybody, key=lambda number: [int(part[:9]) for part in number.split(".")])
        return True

    def _further(self, point: _Found, block: str) -> None:
        """A block that stands in the item of a point."""
        if block.startswith(">"):
            lines = [each[2:] if each.startswith("> ") else each.lstrip(">") for each in block.split("\n")]
            point.quotes.append(("\n".join(meant(each) for each in lines if each), ""))
            point.is_cited = False
            return
        if not point.is_cited and block.startswith("— "):
            point.quotes[-1] = point.quotes[-1][0], block
            point.is_cited = True
            return
        label, rest = self._labelled(block)
        if label == GOES_ON:
            self._waiting.append(point)
        elif label == PASSAGE:
            point.quotes.append((meant(rest), ""))
            point.label = label
        elif label:
            point.label = label
            point.said.setdefault(label, []).append(rest)
        elif point.label == PASSAGE:
            point.quotes[-1] = f"{point.quotes[-1][0]}\n{meant(block)}", ""
        else:
            point.said[point.label].append(block)

    # -- the graph

    def _graph(self) -> tuple[Graph, Losses]:
        sources, own = self._sources()
        points, lines = [], []
        for found in self._found:
            points.append(self._point(found, own, sources))
            if found.parent is not None:
                kind = points[-1].kind or Kind.CLAIM
                group = f"{found.parent.key}/{found.group}" if found.group else ""
                undercuts = found.kind == "undercut" and found.parent.parent is not None
                lines.append(_line(found.key, found.parent.key, kind, group, undercuts=undercuts))
        names = told_names(case.name for case in self._cases)
        parts = tuple(Part(f"case {at}", case.name, own[at], case.annotator) for at, case in enumerate(self._cases))
        ends = {
            f"“{' '.join(point.text.split(chr(10)))}” ({names[found.part]}, {found.number})": found.key
            for found, point in zip(self._found, points, strict=True)
        }
        links, losses = self._links.relations(ends)
        title = "" if self._title in (UNTITLED, _(UNTITLED)) else self._title
        notes = note_of(self._notes or [])
        pairs = self._links.pairs(dict(zip((f"“{name}”" for name in names), (p.key for p in parts), strict=True)))
        if self._is_pairing and len(parts) == 2:
            pairs = [Pair(parts[0].key, parts[1].key, title, notes)]
        graph = Graph(
            tuple(points), (*lines, *links), parts, tuple(sources.values()), tuple(pairs), title=title, notes=notes
        )
        return graph, losses

    def _sources(self) -> tuple[dict[str, Source], list[str]]:
        """The articles of the cases by their lines, and the key of that of each case."""
        sources: dict[str, Source] = {}
        own: list[str] = []
        for at, case in enumerate(self._cases):
            line = "\n".join(case.source)
            about = self._abouts[at] if at < len(self._abouts) else About()
            if about == About() and (match := _TITLED.match(line)):
                about = About(title=match["title"])
            if line or about != About():
                key = line or f"article {at + 1}"
                sources.setdefault(key, Source(f"article {len(sources) + 1}", about, line=line))
                own.append(sources[key].key)
            else:
                own.append("")
        return sources, own

    def _point(self, found: _Found, own: list[str], sources: dict[str, Source]) -> Point:
        said = found.said
        tags = ", ".join(said.get(TAGS, ()))
        point = Point(
            key=found.key,
            text="\n".join(filter(None, map(meant, said[""]))),
            kind=Kind.REBUTTAL if found.kind == "undercut" else Kind(found.kind),
            part=f"case {found.part}",
            number=found.number,
            note=note_of(said.get(NOTE, [])),
            reasoning=_joined(said, REASONING),
            tags=tuple(meant(tag) for tag in tags.split(", ") if tag),
            implicit=found.implicit,
            scheme=_joined(said, SCHEME),
            confidence=share_of(_joined(said, CONFIDENCE)),
            relevance=share_of(_joined(said, RELEVANCE)),
            quality=_joined(said, QUALITY),
            where=found.where,
        )
        if not found.quotes:
            return point
        return replace(point, quotes=tuple(self._quote(quote, own[found.part], sources) for quote in found.quotes))

    def _quote(self, found: tuple[str, str], home: str, sources: dict[str, Source]) -> Quote:
        exact, cite = found
        match = _CITE.match(cite)
        if match is None:
            return Quote(exact, home)
        source = home if match["title"] is None else self._elsewhere(meant(match["title"]), sources)
        nth = int(match["nth"][:6]) if match["nth"] else 0
        return Quote(exact, source, place=meant(match["place"]), occurrence=nth)

    def _elsewhere(self, title: str, sources: dict[str, Source]) -> str:
        """The key of the article of that title, which is made where no case reads it."""
        for source in sources.values():
            if title in (source.about.title, source.line):
                return source.key
        key = f"“{title}”"
        return sources.setdefault(key, Source(f"article {len(sources) + 1}", About(title=title))).key


def _joined(said: dict[str, list[str]], label: str) -> str:
    return "\n".join(map(meant, said[label])) if label in said else ""
