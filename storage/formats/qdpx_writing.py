"""A map as a REFI-QDA project; see qdpx for what stands for what. Elements stand in the order of the standard."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator

from models.entities import MUTUAL
from models.interchange.graph import Graph, Part, Point, Relation, Source
from storage.formats.qdpx_terms import (
    COLOURS,
    GROUPS,
    KIND_CODES,
    NAMESPACE,
    ORIGIN,
    ROLE_CODES,
    SOURCE_WORDS,
    VARIABLES,
    guid,
    line_guid,
)
from storage.formats.zipping import EARLIEST, xml_text

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_NAME = 80  # code points of the name of a note
Lines = Iterator[str]
Value = str | float | bool | None


def written(graph: Graph) -> bytes:
    """The archive: project.qde, and the texts of sources in a flat folder."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        members = {"project.qde": "\n".join(_Writing(graph).lines()) + "\n"}
        members |= {f"sources/{guid(source.key)}.txt": source.text for source in graph.sources}
        for name, text in members.items():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every system
            archive.writestr(info, text.encode("utf-8", "replace"))
    return made.getvalue()


class _Writing:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        authors = [point.author for point in graph.points] + [relation.author for relation in graph.relations]
        self._users = {name: guid("user", name) for name in dict.fromkeys(authors) if name}
        self._kinds = {kind: code for code, kind in KIND_CODES.items()}
        self._roles = {role: code for code, role in ROLE_CODES.items()}
        self._lines = {relation.source: relation for relation in graph.relations if relation.tree}
        self._links = {r.key: line_guid(guid(r.source)) if r.tree else guid(r.key) for r in graph.relations}

    def lines(self) -> Lines:
        graph = self._graph
        yield '<?xml version="1.0" encoding="utf-8"?>'
        yield f'<Project xmlns="{NAMESPACE}" name={_quoted(graph.title or ORIGIN)} origin="{ORIGIN}">'
        users = (f"<User guid={_quoted(each)} name={_quoted(name)}/>" for name, each in self._users.items())
        yield from _within("Users", users)
        yield from _within("CodeBook", _within("Codes", self._codes()))
        kinds = VARIABLES.items()
        yield from _within(
            "Variables",
            (f'<Variable guid="{guid("variable", n)}" name="{n}" typeOfVariable="{kind}"/>' for n, kind in kinds),
        )
        yield from _within("Cases", (line for part in graph.parts for line in self._case(part)))
        yield from _within("Sources", self._sources())
        yield from _within("Notes", self._notes())
        yield from _within("Links", (line for relation in graph.relations for line in self._link(relation)))
        yield from _within("Sets", self._sets())
        if graph.notes:
            yield f"<Description>{_text(graph.notes)}</Description>"
        yield "</Project>"

    def _codes(self) -> Lines:
        yield f'<Code guid="{GROUPS["Kinds"]}" name="Kinds" isCodable="false">'
        for kind, code in self._kinds.items():
            yield f'<Code guid="{code}" name="{kind}" isCodable="true"/>'
        yield "</Code>"
        tags = dict.fromkeys(tag for point in self._graph.points for tag in point.tags)
        if tags:
            yield f'<Code guid="{GROUPS["Tags"]}" name="Tags" isCodable="false">'
            for tag in tags:
                colour = COLOURS.get(self._graph.tag_colours.get(tag, ""))
                more = f' color="{colour}"' if colour else ""
                yield f'<Code guid="{guid("tag", tag)}" name={_quoted(tag)} isCodable="true"{more}/>'
            yield "</Code>"
        yield f'<Code guid="{GROUPS["Notes"]}" name="Notes" isCodable="false">'
        for role, code in self._roles.items():
            yield f'<Code guid="{code}" name="{role}" isCodable="true"/>'
        yield "</Code>"

    def _case(self, part: Part) -> Lines:
        yield f"<Case guid={_quoted(guid(part.key))} name={_quoted(part.name)}>"
        yield from _values({"annotator": part.annotator, "colour": part.colour})
        if part.source:
            yield f'<SourceRef targetGUID="{guid(part.source)}"/>'
        yield "</Case>"

    def _sets(self) -> Lines:
        members: dict[str, list[str]] = defaultdict(list)
        for point in self._graph.points:
            members[point.part].append(guid(point.key))
        for part in self._graph.parts:
            yield f'<Set guid="{guid(guid(part.key), "points")}" name={_quoted(part.name)}>'
            if part.source:
                yield f'<MemberSource targetGUID="{guid(part.source)}"/>'
            yield from (f'<MemberNote targetGUID="{each}"/>' for each in members[part.key])
            yield "</Set>"

    # -- sources

    def _sources(self) -> Lines:
        selections: dict[str, list[str]] = defaultdict(list)
        for point in self._graph.points:
            for at, quote in enumerate(point.quotes):
                if quote.start is not None and quote.end is not None:
                    place = f'startPosition="{quote.start}" endPosition="{quote.end}"'
                    key = guid(point.key, "selection", at)
                    selections[quote.source] += [
                        f'<PlainTextSelection guid="{key}" name={_quoted(quote.exact)} {place}{self._made(point)}>',
                        *self._codings(key, self._codes_of(point)),
                        f'<NoteRef targetGUID="{guid(point.key)}"/>',
                        "</PlainTextSelection>",
                    ]
        for source in self._graph.sources:
            key = guid(source.key)
            name = _quoted(source.about.title or source.line)
            yield f'<TextSource guid="{key}" name={name} plainTextPath="internal://{key}.txt">'
            yield from selections[source.key]
            yield from _values(_about(source))
            yield "</TextSource>"

    # -- notes

    def _notes(self) -> Lines:
        for point in self._graph.points:
            yield from self._point(point)
        for relation in self._graph.relations:
            if _is_noted(relation):
                key = guid(relation.key, "about")
                yield from self._note(key, "link", relation.note, relation, {"strength": relation.strength})
        for pair in self._graph.pairs:
            values: dict[str, Value] = {"motion": pair.motion, "left": guid(pair.left), "right": guid(pair.right)}
            yield from self._note(guid(pair.left, pair.right, "pairing"), "pairing", pair.notes, None, values)

    def _point(self, point: Point) -> Lines:
        key = guid(point.key)
        line = self._lines.get(point.key)
        name = " ".join(f"{point.number} {point.text}".split())
        yield f'<Note guid="{key}" name={_quoted(name[:_NAME])}{self._made(point)}>'
        yield f"<PlainTextContent>{_text(point.text)}</PlainTextContent>"
        yield from self._codings(key, self._codes_of(point))
        parts = {role: words for role in ("note", "reasoning") if (words := getattr(point, role))}
        yield from (f'<NoteRef targetGUID="{guid(point.key, role)}"/>' for role in parts)
        yield from _values(
            {
                "unstated": True if point.implicit else None,
                "scheme": point.scheme,
                "confidence": point.confidence,
                "relevance": point.relevance,
                "quality": point.quality,
                "together": line.group if line is not None else "",
            }
        )
        yield "</Note>"
        for role, words in parts.items():
            yield from self._note(guid(point.key, role), role, words)

    def _note(
        self, key: str, role: str, words: str, of: Relation | None = None, values: dict[str, Value] | None = None
    ) -> Lines:
        made = self._made(of) if of is not None else ""
        yield f'<Note guid="{key}" name={_quoted(role)}{made}>'
        yield f"<PlainTextContent>{_text(words)}</PlainTextContent>"
        yield from self._codings(key, [self._roles[role]])
        yield from _values(values or {})
        yield "</Note>"

    def _link(self, relation: Relation) -> Lines:
        key = self._links[relation.key]
        way = "Bidirectional" if relation.kind in MUTUAL else "OneWay"
        target = self._links[relation.on] if relation.on else guid(relation.target)
        ends = f'originGUID="{guid(relation.source)}" targetGUID="{target}"'
        yield f'<Link guid="{key}" name="{relation.kind}" direction="{way}" {ends}>'
        if _is_noted(relation):
            yield f'<NoteRef targetGUID="{guid(relation.key, "about")}"/>'
        yield "</Link>"

    def _codes_of(self, point: Point) -> list[str]:
        kind = [self._kinds[point.kind]] if point.kind else []
        return kind + [guid("tag", tag) for tag in point.tags]

    def _codings(self, key: str, codes: Iterable[str]) -> Lines:
        for code in codes:
            yield f'<Coding guid="{guid(key, "coding", code)}"><CodeRef targetGUID="{code}"/></Coding>'

    def _made(self, thing: Point | Relation) -> str:
        user = f' creatingUser="{self._users[thing.author]}"' if thing.author else ""
        return user + (f' creationDateTime="{thing.created}"' if _TIME.fullmatch(thing.created) else "")


def _is_noted(relation: Relation) -> bool:
    return bool(relation.note or relation.author or relation.created) or relation.strength is not None


def _about(source: Source) -> dict[str, Value]:
    about = source.about
    found: dict[str, Value] = {"title": about.title, "authors": "\n".join(about.authors), "line": source.line}
    found |= {name: getattr(about, name) for name in SOURCE_WORDS if name != "line"}
    return found | {"csl": json.dumps(dict(about.csl), ensure_ascii=False) if about.csl else ""}


def _values(values: dict[str, Value]) -> Lines:
    for name, value in values.items():
        if value in (None, ""):
            continue
        tag = f"{VARIABLES[name]}Value"
        words = ("true" if value else "false") if isinstance(value, bool) else _text(str(value))
        variable = f'<VariableRef targetGUID="{guid("variable", name)}"/>'
        yield f"<VariableValue>{variable}<{tag}>{words}</{tag}></VariableValue>"


def _within(name: str, lines: Iterable[str]) -> Lines:
    """An element around others; nothing where there are none, since the standard wants one at least."""
    is_open = False
    for line in lines:
        if not is_open:
            yield f"<{name}>"
            is_open = True
        yield line
    if is_open:
        yield f"</{name}>"


def _text(text: str) -> str:
    return xml_text(text).replace("\r", "&#13;")


def _quoted(text: str) -> str:
    """An attribute's value, within quotation marks; its line breaks and tabs kept."""
    return '"' + _text(text).replace("\n", "&#10;").replace("\t", "&#9;") + '"'
