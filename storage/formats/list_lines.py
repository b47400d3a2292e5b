"""The points in lines of a Markdown list or an outline: what stands under what, what is a note, what kind a point is.

Lists are read as people and programs write them: any bullet, numbers, tasks, headings above, tabs or spaces. An
indented paragraph behind a blank line is a note, one that is not indented a point of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from models.branches import Branches, BranchNode, check_size
from models.entities import Kind
from models.errors import UserError
from models.messages import Message
from models.rules import SUPPORTING, may_hold
from storage.formats.list_labels import SUPPORT, Labelled, labelled

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 20_000  # code points of one point: more is an article without line ends
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_BULLET = re.compile(r"(?P<marker>[-*+]|\d{1,3}[.)])(?P<space> +)(?=\S)")
_OTHER_BULLET = re.compile(r"(?P<marker>[•◦▪▫‣⁃●○■□–—]|[o§](?=  ))(?P<space> +)(?=\S)")
_RULE = re.compile(r"([-*_])( *\1){2,} *$")
_EMPTY_BULLET = re.compile(r"(?:[-*+•]|\d{1,3}[.)])$")
_HEADING = re.compile(r"(#{1,6}) +(?P<words>\S.*?)(?: +#+)?$")
_HEADING_INDENT = -20  # of a heading of level 0: each holds what is further in
_SPECIAL = re.compile(r"[\\&<*_\[`!]")


@dataclass(slots=True)
class Line:
    """A point: the index of what it stands under (-1: nothing), its words as they are written, its note's lines."""

    parent: int
    words: str
    is_markdown: bool
    note: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A point that what follows may stand under."""

    at: int
    indent: int
    is_paragraph: bool = False


def lines_of_outline(text: str) -> list[Line]:
    """Every line a point; what is further in stands under what is above it."""
    lines: list[Line] = []
    stack: list[_Open] = []
    for raw in text.split("\n"):
        line = raw.expandtabs(4)
        words = line.strip()
        if words:
            indent = len(line) - len(line.lstrip())
            while stack and stack[-1].indent >= indent:
                stack.pop()
            lines.append(Line(stack[-1].at if stack else -1, words, False))
            stack.append(_Open(len(lines) - 1, indent))
    return lines


def lines_of_list(text: str, *, others: bool) -> list[Line]:
    """The points of a list. `others`: its bullets are those of a word processor, not of Markdown."""
    reading = _Reading(_OTHER_BULLET if others else _BULLET)
    for raw in text.split("\n"):
        reading.take(raw.expandtabs(4))
    return reading.lines


class _Reading:
    """Takes a list line by line."""

    def __init__(self, bullet: re.Pattern[str]) -> None:
        self.lines: list[Line] = []
        self._bullet = bullet
        self._stack: list[_Open] = []
        self._blanks = 0
        self._in_words = False  # the line before belongs to the words of the last point; else to a note

    def take(self, line: str) -> None:
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        words = words.rstrip()
        if not words or _RULE.match(words) or _EMPTY_BULLET.match(words):
            self._blanks += 1
            return
        bullet, heading = self._bullet.match(words), _HEADING.match(words)
        if bullet:
            self._item(indent, _TASK.sub("", words[bullet.end() :], count=1))
        elif heading and not any(0 <= each.indent < indent for each in self._stack):
            self._add(_HEADING_INDENT + len(heading[1]), heading["words"])
            self._blanks = 1  # a heading ends with its line
            return
        elif self.lines and not self._blanks:
            self._go_on(line, words)
        else:
            self._paragraph(indent, line, words)
        self._blanks = 0

    def _add(self, indent: int, words: str, *, is_paragraph: bool = False) -> None:
        while self._stack and self._stack[-1].indent >= indent:
            self._stack.pop()
        parent = self._stack[-1].at if self._stack else -1
        self.lines.append(Line(parent, words, True))
        self._stack.append(_Open(len(self.lines) - 1, indent, is_paragraph))
        self._in_words = True

    def _item(self, indent: int, words: str) -> None:
        if self._stack and self._stack[-1].is_paragraph:  # it stays above a list that it leads over to
            if self._blanks and not self.lines[-1].words.endswith(":"):
                self._stack.pop()
            else:
                self._stack[-1].is_paragraph = False
        while self._stack and self._stack[-1].indent >= 0 and indent < self._stack[-1].indent + 2:
            self._stack.pop()
        self._add(indent, words)

    def _go_on(self, line: str, words: str) -> None:
        """A line right behind another one goes on with what that is."""
        if self._in_words:
            self.lines[-1].words += f" {words}"
        else:
            self.lines[self._stack[-1].at].note.append(line)

    def _paragraph(self, indent: int, line: str, words: str) -> None:
        while self._stack and 0 <= self._stack[-1].indent >= indent:
            self._stack.pop()
        if self._stack and self._stack[-1].indent >= 0:
            note = self.lines[self._stack[-1].at].note
            note += [""] * (self._blanks if note else 0)
            note.append(line)
            self._in_words = False
        else:
            self._add(-1, words, is_paragraph=True)


# -- what kind a point is


def branches_of(
    lines: Sequence[Line], under: Kind | None, unnoted: Callable[[str], str]
) -> tuple[Branches, list[Message]]:
    """The points as branches, and what the rules made others of. `unnoted` takes a line of a note as it is meant."""
    check_size(len(lines))
    nodes: list[BranchNode] = []
    last_child: dict[int, int] = {}
    groups: dict[int, int] = {}  # by the index of each member
    moved_down = moved_up = 0
    for line in lines:
        if len(line.words) > 2 * LONGEST:  # too long however much of it is markup, which takes its time to read
            raise UserError("format.point_too_long", number=f"{len(line.words):,}")
        said = labelled(line.words)
        text = _text(said, line)
        said = said if text else Labelled("", "")
        text = text or " ".join(line.words.split())
        if len(text) > LONGEST:
            raise UserError("format.point_too_long", number=f"{len(text):,}")
        above = nodes[line.parent].kind if line.parent >= 0 else under
        kind, inference = _kind(said.label, above)
        if not may_hold(above, kind) and (line.parent >= 0 or under is None):
            moved_down, moved_up = moved_down + (above is not None), moved_up + (above is None)
            kind, inference = Kind.CLAIM if above is None else Kind.EVIDENCE, False
        at, before = len(nodes), last_child.get(line.parent)
        if said.linked and before is not None and {kind, nodes[before].kind} <= SUPPORTING:
            groups[at] = groups.setdefault(before, before)
        last_child[line.parent] = at
        note = "\n".join(_dedented(map(unnoted, line.note)))
        nodes.append(BranchNode(line.parent, kind, text, note, inference=inference, implicit=said.implicit))
    losses = []
    if moved_up:
        losses.append(Message("format.list_top", {"count": moved_up}))
    if moved_down:
        losses.append(Message("format.list_evidence", {"count": moved_down}))
    return Branches(tuple(_grouped(nodes, groups))), losses


def _text(said: Labelled, line: Line) -> str:
    return " ".join((plain(said.text) if line.is_markdown else said.text).split())


def _kind(label: str, above: Kind | None) -> tuple[Kind, bool]:
    """(kind, whether it undercuts)"""
    if label in ("rebuttal", "undercut"):
        return Kind.REBUTTAL, label == "undercut"
    if label in ("", SUPPORT):
        return (Kind.EVIDENCE if above is Kind.EVIDENCE else Kind.CLAIM), False
    return Kind(label), False


def _grouped(nodes: list[BranchNode], groups: dict[int, int]) -> Iterator[BranchNode]:
    """The points with their groups numbered in reading order."""
    numbers: dict[int, int] = {}
    for at, node in enumerate(nodes):
        yield replace(node, group=numbers.setdefault(groups[at], len(numbers))) if at in groups else node


def _dedented(lines: Iterable[str]) -> list[str]:
    found = list(lines)
    indent = min((len(line) - len(line.lstrip(" ")) for line in found if line), default=0)
    return [line[indent:] for line in found]


# -- what stands in a line


def plain(line: str) -> str:
    """The words of a line of Markdown: without emphasis, links as `words (address)`, what is escaped as it is meant."""
    if not _SPECIAL.search(line):
        return line
    (block,) = _parser().parseInline(line)
    return "".join(_pieces(block.children or []))


def _pieces(tokens: list[Token]) -> list[str]:
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []  # where emphasis began, and its marker where it began inside a word
    addresses: list[str] = []
    for at, token in enumerate(tokens):
        if token.type in ("em_open", "strong_open"):
            inside = "".join(pieces[-1:])[-1:].isalnum()
            marks.append((len(pieces), token.markup if inside else ""))
            pieces.append("")
        elif token.type in ("em_close", "strong_close"):
            begun, marker = marks.pop()
            following = tokens[at + 1].content[:1] if at + 1 < len(tokens) else ""
            if marker or following.isalnum():  # 5*6*7 is no emphasis to whoever typed it
                pieces[begun] = token.markup
                pieces.append(token.markup)
        elif token.type == "link_open":
            addresses.append("" if token.info == "auto" else str(token.attrs.get("href", "")))
            marks.append((len(pieces), ""))
        elif token.type == "link_close":
            begun, _marker = marks.pop()
            address = addresses.pop()
            pieces += [f" ({address})"] if address and address != "".join(pieces[begun:]) else []
        elif token.type == "image":
            address = str(token.attrs.get("src", ""))
            pieces.append(f"{token.content} ({address})" if token.content else address)
        elif token.type == "code_inline":
            pieces.append(f"{token.markup}{token.content}{token.markup}")
        else:
            pieces.append(token.content or " " * (token.type in ("softbreak", "hardbreak")))
    return pieces


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # takes a while to import

    class Typed(MarkdownIt):
        """Leaves addresses as they were typed."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802
            return url

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802
            return link

    return Typed("commonmark", {"html": False})
