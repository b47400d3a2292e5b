"""A map in Markdown read back: our own outline with all that it tells, and anybody's nested list of bullets.

An outline is read as `markdown_outline` writes it, block by block; what stands where no outline has anything is taken
as further words of the point above it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from models.branches import Branches
from models.entities import Kind
from models.interchange.graph import Graph, Pair, Part, Point, Relation
from models.messages import N_, Message, _
from models.report import NAMELESS, UNTITLED, told_names
from models.words import SECTIONS
from storage.formats import markdown_list
from storage.formats.article import decoded
from storage.formats.list_labels import LINKED, UNSTATED
from storage.formats.map_files import NotThisFormat, check_points, refuse
from storage.formats.markdown_found import Articles, Found, FoundCase, in_reading_order, line_of, point_of
from storage.formats.markdown_front import read_front
from storage.formats.markdown_links import LinkLines
from storage.formats.markdown_noted import note_of
from storage.formats.markdown_outline import (
    CLASHES,
    COMMON,
    GOES_ON,
    LINKS,
    NOTES,
    OUTSIDE,
    PAIRINGS,
    PASSAGE,
    READ_BY,
    UNANSWERED,
)
from storage.formats.markdown_text import meant, showable
from storage.formats.markdown_words import known_words
from storage.formats.registry import Losses

_LABELLED = re.compile(r"\*(?P<label>[^*]+):\*(?: (?P<rest>.*))?$", re.DOTALL)
NOTED = (N_("Better evidence, and why"), N_("Weighing"), N_("Leads"))  # columns of a clash table that no link says
_CELLS = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r"- \*\*(?P<kind>[^*\d]+?)(?: (?P<number>\d+(?:\.\d+)*))?\*\*(?: (?P<rest>.*))?$", re.DOTALL)
_REMARKS = re.compile(r"\((?P<remarks>[^()]*)\)(?: (?P<rest>.*))?$", re.DOTALL)
_NUMBERS = re.compile(r"\d+(?:\.\d+)*")
_FRONT = re.compile(r"\A---\n(?:(?!---\n).*\n)*?---(?:\n|\Z)")  # anybody's, in YAML
_LIST_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\S", re.MULTILINE)


def graph_in(data: bytes, name: str) -> tuple[Graph, Losses]:
    """The points and relations of a file. Raises UserError."""
    text = decoded(data, name)[0].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        if not text.strip():
            raise NotThisFormat(_("the file is empty"))
        if _is_outline(text) or (text.startswith("# ") and known_words().plain.search(text)):
            graph, losses = _Outline(text).read()
        elif _LIST_ITEM.search(listed := _FRONT.sub("", text, count=1)):
            branches, losses = markdown_list.parse(listed, None)
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
    return text.startswith(("# ", "---\n")) and known_words().first.search(text) is not None


def _graph_of_list(branches: Branches) -> Graph:
    """The points of a list; an undercut of what stands under nothing rebuts it."""
    points: list[Point] = []
    lines: list[Relation] = []
    for at, node in enumerate(branches.nodes):
        points.append(Point(str(at), node.text, node.kind, note=node.note, implicit=node.implicit))
        if node.parent >= 0:
            group = str(node.group) if node.group >= 0 else ""
            is_step = branches.nodes[node.parent].parent >= 0
            lines.append(line_of(str(at), str(node.parent), node.kind, group, undercuts=node.inference and is_step))
    return Graph(tuple(points), tuple(lines))


# -- our own outline


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
        self._table = known_words()
        length, self._abouts = read_front(text)
        self._text, self._line = text[length:], 1 + text.count("\n", 0, length)
        self._title = ""
        self._notes: list[str] | None = None
        self._area = ""  # the heading of ours that this stands under, "" before any and "case" in one
        self._cases: list[FoundCase] = []
        self._found: list[Found] = []
        self._open: list[Found] = []  # the last point and those above it, by their level in the list
        self._youngest: dict[str, Found] = {}  # the last point read below each
        self._waiting: deque[Found] = deque()  # whose branches go on under headings of their own
        self._goes_on = False  # the list continues a branch: its top is open above the first level
        self._links = LinkLines(self._table.labels)
        self._is_pairing = False
        self._noted = 0  # headings of a clash table and rows of which something was noted: they are not read back

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
        elif block.startswith("| "):
            self._noted += _noted_rows(block)

    def _heading(self, block: str) -> None:
        marks, _space, words = block.partition(" ")
        if marks == "###" and self._area == "case":
            self._goes_on = bool(self._waiting)
            self._open = [self._waiting.popleft()] if self._waiting else []
        elif marks == "###" and self._area == CLASHES:
            self._noted += meant(words) not in {*SECTIONS.values(), *map(_, SECTIONS.values())}
        elif marks == "##" and words in self._table.headings:
            self._area = self._table.headings[words]
            self._is_pairing |= self._area in (CLASHES, COMMON, UNANSWERED)
        elif marks == "##":
            name = meant(words)
            self._case("" if name in (NAMELESS, _(NAMELESS)) else name)
        elif marks == "#" and not self._title and not self._found:
            self._title = meant(words)

    def _case(self, name: str) -> None:
        self._cases.append(FoundCase(name))
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
        number = match["number"] or ""
        made = Found(str(len(self._found) + 1), number, kind, len(self._cases) - 1, parent, f"line {line}")
        rest = match["rest"] or ""
        remarks = _REMARKS.match(rest) if rest.startswith("(") else None
        if remarks is not None and self._remarked(made, remarks["remarks"]):
            rest = remarks["rest"] or ""
        made.said[""].append(rest)
        self._found.append(made)
        if parent is not None:
            self._youngest[parent.key] = made
        self._open[above:] = [made]

    def _remarked(self, made: Found, remarks: str) -> bool:
        """Take what stands in brackets behind a label; False where it is no remark of ours."""
        first, _comma, more = remarks.partition(", ")
        if self._table.remarks.get(first) == UNSTATED:
            made.implicit = True
        else:
            more = remarks
        if self._table.remarks.get(more) == LINKED:
            before = self._youngest.get(made.parent.key, made) if made.parent is not None else made
            before.group = made.group = before.group or before.key
            return True
        numbers = _NUMBERS.findall(more)
        if more and not numbers:
            return False
        if numbers and made.kind != "undercut":
            everybody = [made.number, *numbers]
            made.group = min(everybody, key=lambda number: [int(part[:9]) for part in number.split(".")])
        return True

    def _further(self, point: Found, block: str) -> None:
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
        articles = Articles(self._cases, self._abouts)
        ordered = in_reading_order(self._found)
        points, lines = [], []
        for found in ordered:
            points.append(point_of(found, articles))
            if found.parent is not None:
                kind = points[-1].kind or Kind.CLAIM
                group = f"{found.parent.key}/{found.group}" if found.group else ""
                undercuts = found.kind == "undercut" and found.parent.parent is not None
                lines.append(line_of(found.key, found.parent.key, kind, group, undercuts=undercuts))
        names = told_names(case.name for case in self._cases)
        parts = tuple(
            Part(f"case {at}", case.name, articles.own[at], case.annotator) for at, case in enumerate(self._cases)
        )
        ends: dict[str, str] = {}
        for found, point in zip(ordered, points, strict=True):
            number = f", {found.number}" if found.number else ""
            told = f"“{' '.join(point.text.splitlines())}” ({names[found.part]}{number})"
            ends[told] = "" if told in ends else found.key  # without numbers two may be told alike: neither is meant
        links, losses = self._links.relations(ends)
        title = "" if self._title in (UNTITLED, _(UNTITLED)) else self._title
        notes = note_of(self._notes or [])
        pairs = self._links.pairs(dict(zip((f"“{name}”" for name in names), (p.key for p in parts), strict=True)))
        if self._is_pairing and len(parts) == 2:
            pairs = [Pair(parts[0].key, parts[1].key, title, notes)]
        graph = Graph(tuple(points), (*lines, *links), parts, articles.all(), tuple(pairs), title=title, notes=notes)
        if self._noted:
            losses = [*losses, Message("map.markdown_clashes", {"count": self._noted})]
        return graph, losses


def _noted_rows(table: str) -> int:
    """How many rows of a clash table say more than their links do: whose evidence is better, what weighs, who leads."""
    head, *rows = [[cell.strip() for cell in _CELLS.split(row)[1:-1]] for row in table.split("\n")]
    words = {each for msgid in NOTED for each in (msgid, _(msgid))}
    columns = [at for at, title in enumerate(head) if meant(title) in words]
    return sum(any(row[at] for at in columns if at < len(row)) for row in rows[1:])
