"""Set up the bundled debate, over the abstracts that ship with it or over the originals that a user has.

An original is recognised by the SHA-256 of its source text. A copy with other line breaks or site furniture is
recognised by its passages: their folded words are looked for, and what cannot be found is listed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.anchors import StandOff, WordIndex, make_anchor
from models.authoring.library import Source, article_of
from models.edits import Change, Edit, made
from models.entities import CHALLENGES, Anchor, Case, Kind, Link, LinkKind, Node, Pairing, new_id, now
from models.errors import UserError
from models.messages import Message, message, shorten
from models.ordering import spread
from models.texts import content_hash
from seeds.issues import build_issues
from storage.articles import read_article
from storage.projects import PROGRAM

FOLDER = Path(__file__).resolve().parent / "debate"
SIDES = ("maximum-pressure", "rapprochement")
RECOGNISED = 0.5  # a copy of an article holds at least this share of its passages
ARTICLE_FILES = (".txt", ".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Sample:
    """The edit that sets the debate up, its pairing, and what could not be attached or was passed over."""

    edit: Edit
    pairing_id: str
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    case: Case
    changes: tuple[Change, ...]
    blobs: Mapping[str, bytes]
    node_ids: Mapping[str, str]
    lost: tuple[str, ...]
    title: str


def load_data(name: str) -> dict[str, Any]:
    """One of the debate's data files."""
    value: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return value


def build_sample(articles: Path | None = None) -> Sample:
    """The debate anchored in its abstracts, or in the originals found in the folder `articles`. Raises UserError."""
    data = {side: load_data(side) for side in SIDES}
    notes: list[Message] = []
    originals: dict[str, Source] = {}
    if articles is not None:
        originals, notes = find_originals(articles, data)
    positions = dict(zip(SIDES, spread(len(SIDES)), strict=True))
    sides = {side: _build_side(data[side], originals.get(side), positions[side]) for side in SIDES}
    for built in sides.values():
        if built.lost:
            nodes = "; ".join(shorten(text) for text in built.lost)
            notes.append(message("sample.lost", count=len(built.lost), title=built.title, nodes=nodes))
    pairing_data = load_data("pairing")
    left, right = sides[pairing_data["left"]].case, sides[pairing_data["right"]].case
    pairing = Pairing(new_id(), pairing_data["motion"], left.id, right.id, pairing_data["notes"])
    node_ids = {name: built.node_ids for name, built in sides.items()}
    links = _links(pairing_data["links"], node_ids)
    case_ids = {name: built.case.id for name, built in sides.items()}
    noted = build_issues(pairing_data, pairing.id, links, node_ids, case_ids)
    changes = [c for built in sides.values() for c in built.changes]
    blobs = {key: blob for built in sides.values() for key, blob in built.blobs.items()}
    edit = Edit(message("edit.sample"), (*changes, made(pairing), *map(made, links), *map(made, noted)), blobs)
    return Sample(edit, pairing.id, tuple(notes))


def find_originals(folder: Path, data: Mapping[str, dict[str, Any]]) -> tuple[dict[str, Source], list[Message]]:
    """The originals among a folder's text files by side, and a note on each file that is neither. Raises UserError."""
    if not os.path.isdir(folder):  # unlike Path.is_dir, false for a name that is too long
        raise UserError("sample.folder", path=str(folder))
    try:
        files = sorted(p for p in folder.iterdir() if p.suffix.lower() in ARTICLE_FILES and p.is_file())
    except OSError as error:
        raise UserError("project.unreadable", path=str(folder), reason=error.strerror or str(error)) from error
    if not files:
        raise UserError("sample.no_files", path=str(folder))
    found: dict[str, Source] = {}
    strangers: list[Path] = []
    unreadable: list[UserError] = []
    for path in files:
        try:
            source, _warnings = read_article(path)
        except UserError as error:
            unreadable.append(error)
            continue
        side = recognise(source, data)
        if side is None:
            strangers.append(path)
        elif side not in found or _is_original(source, data[side]):
            found[side] = source
    for side in SIDES:
        if side not in found:
            if unreadable:
                raise unreadable[0]
            if len(strangers) == 1:
                raise UserError("sample.not_the_article", path=str(strangers[0]))
            about = data[side]["article"]
            raise UserError(
                "sample.missing_article", path=str(folder), title=about["title"], author=about["authors"][0]
            )
    notes = [message("sample.not_the_article", path=str(path)) for path in strangers]
    return found, [*(error.message for error in unreadable), *notes]


def _is_original(source: Source, data: dict[str, Any]) -> bool:
    return bool(content_hash(source.source_text.encode()) == data["original"]["sha256"])


def recognise(source: Source, data: Mapping[str, dict[str, Any]]) -> str | None:
    """Which side's original a text is (by hash, else by its passages); None for neither."""
    for side in SIDES:
        if _is_original(source, data[side]):
            return side
    index = WordIndex(source.reading_text)
    for side in SIDES:
        passages = [StandOff(**passage) for node in data[side]["nodes"] for passage in node["original"]]
        attached = sum(index.find(passage) is not None for passage in passages)
        if attached >= RECOGNISED * len(passages):
            return side
    return None


def _build_side(data: dict[str, Any], original: Source | None, position: str) -> _Side:
    if original is None:
        source, _warnings = read_article(FOLDER / data["abstract"])
    else:
        source = original
    article, blobs = article_of(source)
    about = dict(data["article"])
    about["authors"] = tuple(about["authors"])
    if original is None:
        about["title"] = source.title
    article = replace(article, **about)
    case = Case(new_id(), article.id, data["case"]["name"], data["case"]["colour"], PROGRAM, position)
    nodes = _nodes(data["nodes"], case)
    index = WordIndex(source.reading_text) if original is not None else None
    anchors: list[Anchor] = []
    lost: list[str] = []
    for item in data["nodes"]:
        for place in _places(item, source.reading_text, index):
            if place is None:
                lost.append(item["text"])
            else:
                anchors.append(make_anchor(source.reading_text, nodes[item["key"]].id, article.id, *place))
    changes = (made(article), made(case), *map(made, nodes.values()), *map(made, anchors))
    return _Side(case, changes, blobs, {k: n.id for k, n in nodes.items()}, tuple(lost), article.title)


def _places(item: dict[str, Any], text: str, index: WordIndex | None) -> Iterable[tuple[int, int] | None]:
    """Where a node's passages stand in the abstract, or (with an index) in a copy of the original."""
    if index is not None:
        for passage in item["original"]:
            yield index.find(StandOff(**passage))
        return
    for quote in item["abstract"]:
        start = text.find(quote)
        if start < 0:
            raise UserError("sample.damaged", reason=shorten(quote))
        yield start, start + len(quote)


def _nodes(items: list[dict[str, Any]], case: Case) -> dict[str, Node]:
    siblings: dict[str | None, list[str]] = {}
    for item in items:
        siblings.setdefault(item["parent"], []).append(item["key"])
    places = {key: place for keys in siblings.values() for key, place in zip(keys, spread(len(keys)), strict=True)}
    groups = {item["group"]: new_id() for item in items if item.get("group")}
    ids = {item["key"]: new_id() for item in items}
    moment = now()
    return {
        item["key"]: Node(
            ids[item["key"]],
            case.id,
            ids[item["parent"]] if item["parent"] else None,
            places[item["key"]],
            Kind(item["kind"]),
            item["text"],
            note=item.get("note", ""),
            tags=tuple(item.get("tags", ())),
            author=PROGRAM,
            created=moment,
            inference=item.get("inference", False),
            implicit=item.get("implicit", False),
            premise_group=groups.get(item.get("group")),
        )
        for item in items
    }


def _links(items: list[dict[str, Any]], node_ids: Mapping[str, Mapping[str, str]]) -> list[Link]:
    links: list[Link] = []
    moment = now()
    for item in items:
        side, key = item["from"]
        kind = LinkKind(item["kind"])
        target: str | None = None
        answered: str | None = None
        if isinstance(item["to"], dict):
            challenge = links[item["to"]["link"]]
            assert challenge.kind in CHALLENGES
            answered = challenge.id
        else:
            target = node_ids[item["to"][0]][item["to"][1]]
        source = node_ids[side][key]
        links.append(
            Link(new_id(), source, target, answered, kind, item.get("strength"), item["note"], PROGRAM, moment)
        )
    return links
