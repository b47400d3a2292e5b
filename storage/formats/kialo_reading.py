"""The claims of a discussion of Kialo, from the lines of its export.

The older dialect has a claim on the line of its number, the newer one below it, further in, with numbers of sources in
brackets and a part of sources at the end, whose quoted lists are no claims. A number that comes again, or whose parent
is missing, belongs to the nearest claim above it that its number begins with.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from models.entities import LinkKind
from models.interchange.graph import Graph, Part, Point, Relation
from models.messages import Message, _
from models.texts import storable_text
from storage.formats.map_files import NotThisFormat

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")
_TITLE = re.compile(r"\s*Discussion (?:Title|Name):[ \t]*(?P<title>.*)", re.IGNORECASE)
_CLAIM = re.compile(
    r"[ \t]*(?P<number>\d{1,6}(?:\.\d{1,6})*)\.(?=\s|$)[ \t]*(?:(?P<label>\w+):(?=\s|$)[ \t]*)?(?P<words>.*)"
)
_LABEL = re.compile(r"[ \t]*(?P<label>Pro|Con|Thesis|Question):[ \t]*(?P<words>.*)", re.IGNORECASE)
_LABELS = {"pro": LinkKind.SUPPORTS, "con": LinkKind.REBUTS, "thesis": None, "question": None}
_SEE = re.compile(r"->[ \t]*See[ \t]+(?:\w+[ \t]+)?(?P<number>\d{1,6}(?:\.\d{1,6})*)\.?\s*$")
_SOURCES = re.compile(r"[ \t]*Sources:?[ \t]*$", re.IGNORECASE)
_SOURCE = re.compile(r"[ \t]*\[(?P<number>\d{1,6})\][ \t]*(?P<words>.*)")
_MARK = re.compile(r"(?<!\\)[ \t]?\[(?P<number>\d{1,6})\](?!\()")
_ESCAPED = re.compile(r"\\([\\()\[\]-])")
_SHOWN = 8


@dataclass(slots=True)
class _Claim:
    number: str
    label: str
    line: int
    lines: list[str] = field(default_factory=list)


def read(text: str) -> tuple[Graph, list[Message]]:
    """The map, and what belongs to no claim. Raises NotThisFormat."""
    title, claims, sources, stray = _claims(_CONTROLS.sub("", storable_text(text)))
    if not claims:
        raise NotThisFormat(_("no line begins with the number of a claim"))
    told: Counter[str] = Counter()
    graph = _graph(title, claims, sources, told)
    losses = [Message(key, {"count": count}) for key, count in told.items()]
    if stray:
        shown = ", ".join(map(str, stray[:_SHOWN])) + ("…" if len(stray) > _SHOWN else "")
        losses.append(Message("map.kialo_line", {"count": len(stray), "lines": shown}))
    return graph, losses


def _claims(text: str) -> tuple[str, list[_Claim], dict[str, str], list[int]]:
    title, claims, stray = "", list[_Claim](), list[int]()
    sources: dict[str, list[str]] = {}
    wants_title = False
    in_sources = ""  # the number of the source that further lines belong to; " " before the first
    for at, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if not claims and not title and (match := _TITLE.match(line)):
            title = match["title"].strip()
            wants_title = not title
            continue
        if wants_title:
            wants_title = False
            if not _CLAIM.match(line):  # a map without a title begins at once
                title = line.strip()
                continue
        if claims and not line[:1].isspace() and _SOURCES.match(line):
            in_sources = " "
            continue
        if in_sources:
            match = _SOURCE.match(line)
            if match:
                in_sources = match["number"]
                sources[in_sources] = [match["words"]]
            elif in_sources in sources:
                sources[in_sources].append(line.strip())
            else:
                stray.append(at)
            continue
        match = _CLAIM.match(line)
        if match and match["words"].rstrip(":").casefold() in ("thesis", "question"):  # the words come below
            claims.append(_Claim(match["number"], "thesis", at))
        elif match and (match["label"] is None or match["label"].casefold() in _LABELS):
            claims.append(_Claim(match["number"], (match["label"] or "").casefold(), at, [match["words"]]))
        elif match:
            words = f"{match['label']}: {match['words']}"
            claims.append(_Claim(match["number"], "", at, [words]))
        elif claims:
            claim = claims[-1]
            label = _LABEL.match(line) if not claim.label and not any(map(str.strip, claim.lines)) else None
            if label:
                claim.label = label["label"].casefold()
            claim.lines.append(label["words"] if label else line.strip())
        else:
            stray.append(at)
    return title, claims, {number: "\n".join(lines).strip() for number, lines in sources.items()}, stray


def _graph(title: str, claims: list[_Claim], sources: dict[str, str], told: Counter[str]) -> Graph:
    points: list[Point] = []
    relations: list[Relation] = []
    keys: dict[str, str] = {}  # of points by their numbers
    sees: list[tuple[_Claim, str, str]] = []
    used: set[str] = set()
    for claim in claims:
        text = "\n".join(line.rstrip() for line in claim.lines).strip()
        parent = _parent(claim.number, keys)
        if not parent and claim.label in ("pro", "con"):
            text = f"{claim.label.capitalize()}: {text}".strip()
        match = _SEE.fullmatch(text)
        if match and parent:
            sees.append((claim, match["number"], parent))
            continue
        cited = [number for number in dict.fromkeys(_MARK.findall(text)) if number in sources]
        used |= set(cited)
        text = _MARK.sub(lambda m: "" if m["number"] in sources else m[0], text)
        note = "\n\n".join(f"[{number}] {sources[number]}" for number in cited)
        key = claim.number if claim.number not in keys else f"{claim.number} {len(points)}"
        keys[claim.number] = key
        where = _("line {number}").format(number=claim.line)
        points.append(Point(key, _ESCAPED.sub(r"\1", text).strip(), number=claim.number, note=note, where=where))
        if parent:
            relations.append(_relation(key, parent, claim, tree=True))
    for claim, number, parent in sees:
        source = keys.get(number)
        if source is None:
            told["map.kialo_see"] += 1
            key = f"{claim.number} {len(points)}"
            points.append(Point(key, _("See {number}").format(number=number), number=claim.number))
            relations.append(_relation(key, parent, claim, tree=True))
        else:
            relations.append(_relation(source, parent, claim, tree=False))
    if used:
        told["map.kialo_sources"] += len(used)
    left = [f"[{number}] {words}" for number, words in sources.items() if number not in used]
    graph = Graph(tuple(points), tuple(relations), (Part("", title),), title=title)
    return replace(graph, notes="\n\n".join(left)) if left else graph


def _relation(source: str, target: str, claim: _Claim, *, tree: bool) -> Relation:
    kind = _LABELS.get(claim.label) or LinkKind.SUPPORTS
    where = _("line {number}").format(number=claim.line)
    return Relation(f"{claim.number}>{claim.line}", source, target, kind=kind, tree=tree, where=where)


def _parent(number: str, keys: dict[str, str]) -> str:
    """The key of the nearest claim that the number leads to; "" for a thesis."""
    above = number.rpartition(".")[0]
    while above:
        if above in keys:
            return keys[above]
        above = above.rpartition(".")[0]
    return ""
