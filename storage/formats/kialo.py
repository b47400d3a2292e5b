"""Kialo: the text that a discussion is exported as, one numbered claim a line, in both of its dialects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.entities import LinkKind
from models.interchange.features import Feature, collapsed
from models.messages import N_, Message, _
from models.texts import storable_text
from storage.formats.map_files import NotThisFormat, check_points, refuse
from storage.formats.options import Option
from storage.formats.registry import Losses, Options, Snapshot, Subject

if TYPE_CHECKING:
    from models.interchange.graph import Graph, Point, Relation

NAME = "kialo"
TITLE = N_("Kialo")
ABOUT = N_("The numbered text of discussions on Kialo: pros and cons below a thesis.")
SUBJECT: Subject = "map"
EXTENSIONS = (".txt", ".kialo")
OPTIONS = (
    Option("passages", N_("Passages"), N_("the quoted words, in brackets behind the claim"), False),
    Option("links", N_("Links"), N_("other claims that a claim bears on, as “See …” below them"), True),
)
_CARRIES = frozenset({Feature.ORDER, Feature.LINKS})
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ESCAPE = re.compile(r"[\\()\[\]]")
_SEE = re.compile(r"->\s*See\b")
_LABELLED = re.compile(r"(?:Pro|Con|Thesis|Question):(?:\s|$)", re.IGNORECASE)
_ATTACKS = frozenset({LinkKind.REBUTS, LinkKind.UNDERCUTS, LinkKind.QUESTIONS, LinkKind.TURNS, LinkKind.TENSION})
_HEAD = re.compile(r"\s*Discussion (?:Title|Name):", re.IGNORECASE)


def carries(options: Options) -> frozenset[Feature]:
    """Nearly nothing but the tree."""
    return _CARRIES - (set() if options.get("links", True) else {Feature.LINKS})


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The discussion in UTF-8, each case as theses of its own."""
    graph = snapshot.graph
    lines = list(_written(graph, options))
    title = _one_line(graph.title) or next((_one_line(p.name) for p in graph.parts if p.name.strip()), "")
    text = "\n".join([f"Discussion Title: {_escaped(title)}", "", *lines])
    spaces = [told for told in collapsed(point.text for point in graph.points) if told.key == "lost.spaces"]
    return text.encode("utf-8", "replace"), spaces


def _written(graph: Graph, options: Options) -> Iterator[str]:
    by_key = {relation.key: relation for relation in graph.relations}
    children: dict[str, list[tuple[Point, Relation]]] = {}
    lines = {relation.source: relation for relation in graph.relations if relation.tree}
    roots = []
    for point in graph.points:
        line = lines.get(point.key)
        if line is None:
            roots.append(point)
        else:
            children.setdefault(line.target or by_key[line.on].source, []).append((point, line))
    sees: dict[str, list[Relation]] = {}
    if options.get("links", True):
        for link in graph.relations:
            if not link.tree and link.target:
                sees.setdefault(link.target, []).append(link)
    numbers = _numbers(roots, children)
    stack: list[Point | str] = [*reversed(roots)]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            yield each
            continue
        point = each
        number = numbers[point.key]
        words = _escaped(_one_line(point.text))
        if _SEE.match(words):
            words = "\\" + words
        if options.get("passages") and point.quotes:
            quoted = " ".join(f"“{_one_line(quote.exact)}”" for quote in point.quotes)
            words += " " + _escaped(f"({quoted})")
        yield f"{number} {_label(lines.get(point.key), words)}{words}".rstrip()
        below = children.get(point.key, [])
        for at, link in reversed([*enumerate(sees.get(point.key, ()), len(below) + 1)]):
            label = "Con" if link.kind in _ATTACKS else "Pro"
            stack.append(f"{number}{at}. {label}: -> See {numbers[link.source]}")
        stack += [child for child, _line in reversed(below)]


def _label(line: Relation | None, words: str) -> str:
    if line is None:
        return "Thesis: " if _LABELLED.match(words) else ""
    return "Pro: " if line.kind is LinkKind.SUPPORTS else "Con: "


def _numbers(roots: list[Point], children: dict[str, list[tuple[Point, Relation]]]) -> dict[str, str]:
    """Numbers that begin at 1, whatever is told of a project."""
    numbers = {point.key: f"{at}." for at, point in enumerate(roots, 1)}
    for point in _walk(roots, children):
        for at, (child, _line) in enumerate(children.get(point.key, ()), 1):
            numbers[child.key] = f"{numbers[point.key]}{at}."
    return numbers


def _walk(roots: list[Point], children: dict[str, list[tuple[Point, Relation]]]) -> Iterator[Point]:
    stack = roots[::-1]
    while stack:
        point = stack.pop()
        yield point
        stack += [child for child, _line in reversed(children.get(point.key, ()))]


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", storable_text(text)).strip()


def _escaped(text: str) -> str:
    return _ESCAPE.sub(r"\\\g<0>", text)


def recognises(data: bytes) -> bool:
    """Whether it begins with the title of a discussion."""
    return _HEAD.match(data[:1000].decode("utf-8", "ignore").removeprefix("\ufeff")) is not None


def parse(data: bytes, name: str) -> tuple[Graph, list[Message]]:
    """Every claim of a discussion. Raises UserError for what holds none."""
    from storage.formats.article import decoded
    from storage.formats.kialo_reading import read

    try:
        if not data.strip():
            raise NotThisFormat(_("the file is empty"))
        graph, losses = read(decoded(data, name)[0])
    except NotThisFormat as fault:
        refuse(fault, name, _(TITLE))
    check_points(len(graph.points), name)
    return graph, losses
