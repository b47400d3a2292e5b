"""brat stand-off annotation: T spans, R relations, A and M attributes, # notes, beside the text that they lie on.

https://brat.nlplab.org/standoff.html. The text is a file of its own (essay.ann with essay.txt); a zip of both is read
as well. Offsets are code points; where the quoted words agree only with UTF-16 units, those are taken. Types are read
as they are used for arguments: MajorClaim and Claim (Stance Against attacks), Premise and Evidence; supports, attacks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from models.entities import Kind, LinkKind
from models.importing.about import About
from models.importing.incoming import stem
from models.interchange.graph import Graph, Part, Point, Quote, Relation, Source
from models.messages import N_, Message, _
from models.texts import normal_newlines
from storage.formats.archives import Archive
from storage.formats.article import decoded
from storage.formats.map_files import NotThisFormat, check_points, clean, refuse
from storage.formats.registry import Losses, Subject

NAME = "brat"
TITLE = N_("brat (stand-off)")
ABOUT = N_("Annotated essays of the brat tool: spans of a text and the relations between them.")
SUBJECT: Subject = "map"
EXTENSIONS = (".ann", ".ann.zip")
_SPAN = re.compile(r"(T\d+)\t([^\s]+) (\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*)(?:\t(.*))?$")
_RELATION = re.compile(r"(R\d+)\t([^\s]+) ([^\s:]+):(T\d+) ([^\s:]+):(T\d+)\s*$")
_ATTRIBUTE = re.compile(r"([AM]\d+)\t([^\s]+) ([TRE]\d+)(?: (.*))?$")
_NOTE = re.compile(r"(#\d+)\t([^\s]+) ([TREAMN]\d+)(?:\t(.*))?$")
_OTHER = re.compile(r"(?:[EN]\d+|\*)\t")
_EVIDENCE = re.compile(r"premise|evidence|ground|data|backing|fact", re.IGNORECASE)
_ATTACKS = re.compile(r"attack|rebut|contra|oppos|refut|con\b|against", re.IGNORECASE)
_UNDERCUTS = re.compile(r"undercut", re.IGNORECASE)
_DIRECTORY = 65_536  # bytes at the end of a zip in which it lists its files
_STANCE = {"against": LinkKind.REBUTS, "for": LinkKind.SUPPORTS}


@dataclass(slots=True)
class _Reading:
    spans: dict[str, tuple[str, list[tuple[int, int]], str]] = field(default_factory=dict)
    relations: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # type, source, target
    attributes: list[tuple[str, str, str]] = field(default_factory=list)  # of, name, value
    notes: list[tuple[str, str]] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)


def companions(name: str) -> tuple[str, ...]:
    """The text that an annotation lies on."""
    return (f"{PurePath(name).stem}.txt",) if name.lower().endswith(".ann") else ()


def recognises(data: bytes) -> bool:
    """The first line is a span of brat's, or a zip lists annotations."""
    if data.startswith(b"PK\x03\x04"):
        return b".ann" in data[-_DIRECTORY:] and b"[Content_Types].xml" not in data[:_DIRECTORY]
    head = data[:2000].decode("utf-8", "replace").lstrip("\ufeff")
    return _SPAN.match(head.partition("\n")[0].rstrip("\r")) is not None


def parse(data: bytes, name: str) -> tuple[Graph, Losses]:
    """The map in an annotation, or in a zip of annotations and texts. Raises UserError."""
    return parse_with(data, name, {})


def parse_with(data: bytes, name: str, beside: Mapping[str, bytes]) -> tuple[Graph, Losses]:
    """The same with the files that `companions` names. Raises UserError."""
    try:
        if data.startswith(b"PK\x03\x04"):
            graph, losses = _zipped(data, name)
        else:
            text = next((decoded(beside[other], other)[0] for other in companions(name) if other in beside), None)
            graph, losses = _graph(decoded(data, name)[0], text, stem(name), "")
            if text is None:
                losses.append(Message("map.brat_no_text", {"name": companions(name)[0] if companions(name) else name}))
    except NotThisFormat as fault:
        refuse(fault, name, _(TITLE))
    check_points(len(graph.points), name)
    return graph, losses


def _zipped(data: bytes, name: str) -> tuple[Graph, Losses]:
    """Every annotation of an archive, a part each."""
    archive = Archive(data, name)
    names = sorted(each for each in archive.names() if each.lower().endswith(".ann"))
    if not names:
        raise NotThisFormat(_("there is no .ann file in it"))
    points: list[Point] = []
    relations: list[Relation] = []
    parts: list[Part] = []
    sources: list[Source] = []
    losses: list[Message] = []
    for at, each in enumerate(names):
        beside = f"{each[:-4]}.txt"
        text = decoded(archive.read(beside), beside)[0] if archive.has(beside) else None
        graph, told = _graph(decoded(archive.read(each), each)[0], text, PurePath(each).stem, f"{at}/")
        points += graph.points
        relations += graph.relations
        parts += graph.parts
        sources += graph.sources
        losses += told
        if text is None:
            losses.append(Message("map.brat_no_text", {"name": beside}))
    return Graph(tuple(points), tuple(relations), tuple(parts), tuple(sources)), losses


def _graph(words: str, text: str | None, title: str, before: str) -> tuple[Graph, list[Message]]:
    read = _read(words)
    text = normal_newlines(text) if text is not None else None
    spans = {key: places for key, (_kind, places, _quote) in read.spans.items()}
    if text is not None:
        spans, is_wide = _agreeing(read, text)
        read.told["map.brat_units"] += is_wide
    part = f"{before}text"
    values: dict[str, list[tuple[str, str]]] = {}
    for of, name, value in read.attributes:
        values.setdefault(of, []).append((name, value))
    noted: dict[str, list[str]] = {}
    for of, note in read.notes:
        noted.setdefault(of, []).append(note)
    for of, name, value in read.attributes:
        if of not in read.spans:  # of a relation: it belongs to the point that the relation comes from
            noted.setdefault(of, []).append(f"{name}: {value}".rstrip(": "))
    notes = {key: "\n\n".join(each) for key, each in noted.items()}
    points = []
    for key, (kind, _places, quote) in read.spans.items():
        quotes = tuple(_quotes(spans[key], quote, text, part))
        said = "".join(
            f"{name}: {value}".rstrip(": ") + "\n" for name, value in values.get(key, ()) if name != "Stance"
        )
        point = Point(
            key=before + key,
            text=" ".join(clean(quote).split()),
            kind=Kind.EVIDENCE if _EVIDENCE.search(kind) else None,
            part=part,
            tags=() if kind in ("Claim", "Premise", "Evidence") else (kind,),
            note="\n\n".join(filter(None, (notes.get(key, ""), said.strip()))),
            quotes=quotes,
            where=key,
        )
        points.append(point)
    relations = _relations(read, notes, before)
    relations += _stances(read, values, before)
    source = Source(part, About(title=title), text or "")
    losses = [Message(key, {"count": count}) for key, count in read.told.items() if count]
    return Graph(tuple(points), tuple(relations), (Part(part, title, part),), (source,), title=title), losses


def _relations(read: _Reading, notes: Mapping[str, str], before: str) -> list[Relation]:
    """The relations between spans; an undercut attacks the step that its target makes, where it makes one."""
    steps = {source: key for key, (_name, source, _target) in reversed(read.relations.items())}
    found = []
    for key, (name, source, target) in read.relations.items():
        attacks = _ATTACKS.search(name) or _UNDERCUTS.search(name)
        kind, on = (LinkKind.REBUTS if attacks else LinkKind.SUPPORTS), ""
        if _UNDERCUTS.search(name) and target in steps:
            kind, on = LinkKind.UNDERCUTS, before + steps[target]
        end = "" if on else before + target
        note = notes.get(key, "")
        found.append(Relation(before + key, before + source, end, on, kind, note=note, where=key))
    return found


def _stances(read: _Reading, values: Mapping[str, list[tuple[str, str]]], before: str) -> list[Relation]:
    """Claims with a stance and no relation of their own bear on the first major claim, as in annotated essays."""
    major = next((key for key, (kind, _places, _quote) in read.spans.items() if kind == "MajorClaim"), None)
    if major is None:
        return []
    joined = {source for _name, source, _target in read.relations.values()}
    found = []
    for key, said in values.items():
        stance = next((_STANCE.get(value.strip().casefold()) for name, value in said if name == "Stance"), None)
        if stance is not None and key in read.spans and key in joined:
            read.told["map.brat_stance"] += 1  # it has a relation, which says more
        elif stance is not None and key in read.spans and key != major:
            found.append(Relation(f"{before}stance {key}", before + key, before + major, kind=stance, where=key))
    return found


def _read(words: str) -> _Reading:
    read = _Reading()
    for at, line in enumerate(words.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip():
            continue
        if found := _SPAN.match(line):
            places = [tuple(map(int, each.split())) for each in found[3].split(";")]
            if found[1] in read.spans:
                read.told["map.same_key"] += 1
            elif any(start >= end for start, end in places):
                raise NotThisFormat(_("a span ends before it begins"), line=at)
            else:
                read.spans[found[1]] = found[2], [(start, end) for start, end in places], found[4] or ""
        elif found := _RELATION.match(line):
            if found[1] in read.relations:
                read.told["map.same_key"] += 1
            else:
                read.relations[found[1]] = found[2], found[4], found[6]
        elif found := _ATTRIBUTE.match(line):
            read.attributes.append((found[3], found[2], found[4] or ""))
        elif found := _NOTE.match(line):
            read.notes.append((found[3], found[4] or ""))
        elif _OTHER.match(line):
            read.told["map.brat_other"] += 1
        else:
            raise NotThisFormat(_("this is no annotation of brat"), line=at)
    return read


def _agreeing(read: _Reading, text: str) -> tuple[dict[str, list[tuple[int, int]]], bool]:
    """The places in code points, and whether they were counted in UTF-16 units."""
    plain = {key: places for key, (_kind, places, _quote) in read.spans.items()}
    wide = _narrowed(plain, text)
    if wide is None or _agreement(read, plain, text) >= _agreement(read, wide, text):
        return plain, False
    return wide, True


def _narrowed(places: Mapping[str, list[tuple[int, int]]], text: str) -> dict[str, list[tuple[int, int]]] | None:
    """Places in UTF-16 units as code points; None where the two are the same."""
    if text.isascii() or not any(ord(c) > 0xFFFF for c in text):
        return None
    units = [0]
    for at, character in enumerate(text):
        units += [at + 1] * (2 if ord(character) > 0xFFFF else 1)
    last = len(units) - 1
    return {
        key: [(units[min(start, last)], units[min(end, last)]) for start, end in each] for key, each in places.items()
    }


def _agreement(read: _Reading, places: Mapping[str, list[tuple[int, int]]], text: str) -> int:
    """How many spans hold the words that the file quotes."""
    return sum(
        " ".join(" ".join(text[start:end] for start, end in places[key]).split()) == " ".join(quote.split())
        for key, (_kind, _places, quote) in read.spans.items()
    )


def _quotes(places: list[tuple[int, int]], quote: str, text: str | None, source: str) -> list[Quote]:
    """One passage a stretch: as it stands in the text, or the words that the file quotes."""
    if text is None:
        return [Quote(" ".join(quote.split()), source)]
    found = [Quote(text[start:end], source, start, end) for start, end in places if text[start:end].strip()]
    if len(places) == 1 and found and quote and found[0].exact.split() != quote.split():
        return [replace(found[0], exact=quote, start=None, end=None)]  # looked for by its words
    return found
