"""Points and cases of an outline on their way from its paragraphs to a graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.entities import Kind, LinkKind
from models.importing.about import NOTHING, About
from models.interchange.graph import Point, Quote, Relation, Source
from models.report import CONFIDENCE, QUALITY, RELEVANCE, SCHEME
from storage.formats.markdown_links import share_of
from storage.formats.markdown_noted import note_of
from storage.formats.markdown_outline import NOTE, REASONING, TAGS
from storage.formats.markdown_text import meant

_CITE = re.compile(
    r"— (?P<place>.*?)(?:, \*(?P<nth>\d+)\D[^*]*\*)?(?:, \*“(?P<title>.*)”\*)?(?: ?\[@[^\[\]]*\])?$", re.DOTALL
)
_TITLED = re.compile(r"(?:.*, )?“(?P<title>.+)”(?:, .*)?$", re.DOTALL)


@dataclass(slots=True)
class Found:
    """A point on its way: its paragraphs as they are written, by the label that they stand under ("": its text)."""

    key: str
    number: str
    kind: str
    part: int
    parent: Found | None
    where: str
    group: str = ""
    implicit: bool = False
    said: dict[str, list[str]] = field(default_factory=lambda: {"": []})
    quotes: list[tuple[str, str]] = field(default_factory=list)  # quotation, cite
    label: str = ""
    is_cited: bool = True


@dataclass(slots=True)
class FoundCase:
    """A case on its way: its name, the paragraphs about its article, who read it."""

    name: str
    source: list[str] = field(default_factory=list)
    annotator: str = ""


def line_of(key: str, parent: str, kind: Kind, group: str, *, undercuts: bool) -> Relation:
    """The line from a point to its parent; an undercut's is on the line of the parent."""
    if undercuts and kind is Kind.REBUTTAL:
        return Relation(f"{key}>", key, "", f"{parent}>", LinkKind.UNDERCUTS, True, group)
    bearing = LinkKind.REBUTS if kind is Kind.REBUTTAL else LinkKind.SUPPORTS
    return Relation(f"{key}>", key, parent, "", bearing, True, group)


def in_reading_order(found: Sequence[Found]) -> list[Found]:
    """The points with those that stood under headings of their own back in their places."""
    below: dict[str, list[Found]] = {}
    for each in found:
        below.setdefault(each.parent.key if each.parent is not None else "", []).append(each)
    order: list[Found] = []
    stack = below.get("", [])[::-1]
    while stack:
        order.append(stack.pop())
        stack += below.get(order[-1].key, [])[::-1]
    return order


class Articles:
    """The articles that an outline names. `own` is the key of that of each case."""

    def __init__(self, cases: Iterable[FoundCase], abouts: Sequence[About]) -> None:
        self._sources: dict[str, Source] = {}
        self.own: list[str] = []
        for at, case in enumerate(cases):
            line = "\n".join(case.source)
            about = abouts[at] if at < len(abouts) else NOTHING
            if about == NOTHING and (match := _TITLED.match(line)):
                about = About(title=match["title"])
            known = line or (f"article {at + 1}" if about != NOTHING else "")
            if known and known not in self._sources:
                self._sources[known] = Source(f"article {len(self._sources) + 1}", about, line=line)
            self.own.append(self._sources[known].key if known else "")

    def all(self) -> tuple[Source, ...]:
        return tuple(self._sources.values())

    def elsewhere(self, title: str) -> str:
        """The key of the article of that title, which is made where no case reads it."""
        for source in self._sources.values():
            if title in (source.about.title, source.line):
                return source.key
        known = f"“{title}”"
        made = Source(f"article {len(self._sources) + 1}", About(title=title))
        return self._sources.setdefault(known, made).key


def point_of(found: Found, articles: Articles) -> Point:
    """The point; its passages stand in the article of its case unless they name another."""
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
    return replace(point, quotes=tuple(_quote(quote, articles.own[found.part], articles) for quote in found.quotes))


def _quote(found: tuple[str, str], home: str, articles: Articles) -> Quote:
    exact, cite = found
    match = _CITE.match(cite)
    if match is None:
        return Quote(exact, home)
    source = home if match["title"] is None else articles.elsewhere(meant(match["title"]))
    nth = int(match["nth"][:6]) if match["nth"] else 0
    return Quote(exact, source, place=meant(match["place"]), occurrence=nth)


def _joined(said: Mapping[str, Sequence[str]], label: str) -> str:
    return "\n".join(map(meant, said[label])) if label in said else ""
