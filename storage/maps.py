"""From a file to an argument map that can be brought into a project."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.authoring.maps import Taken, take_map
from models.errors import UserError
from models.importing.incoming import stem
from models.importing.original import Original
from models.interchange.arranging import Arranged, arrange
from models.interchange.graph import Graph
from models.messages import Message
from models.workspace import Workspace
from storage.formats.files import read_whole
from storage.formats.registry import Format, Subject, by_name, formats, recognise

MAPS: tuple[Subject, ...] = ("map",)
# What a file is when nobody says: a map where its bytes or its name leave no doubt, else a document.
ANY: tuple[Subject, ...] = ("article", "references", "map", "project")


Parsed = tuple[str, Any, list[Message]]  # format, what it holds (a Graph), losses: what travels between processes


@dataclass(frozen=True, slots=True)
class ReadMap:
    """A map as it was read. `losses` are what its format, or Counterpoint, has no room for."""

    name: str
    format: str
    graph: Graph = field(repr=False)
    arranged: Arranged = field(repr=False)
    losses: tuple[Message, ...] = ()


def kind_of(data: bytes, name: str, subjects: Collection[Subject] = ANY) -> Format:
    """Which format a file is of, as far as its bytes and its name tell. Raises UserError."""
    return recognise(data, name, subjects=subjects)


def subject_of(path: Path, format_name: str | None = None) -> Subject:
    """What a file holds: as was said, by its name where that is plain, else by what stands in it. Raises UserError."""
    if format_name:
        found = by_name(format_name)
        if not found.can_read:
            raise UserError("map.not_read", name=format_name)
        return found.subject
    extension = path.suffix.lower()
    subjects = {found.subject for found in formats() if found.can_read and extension in found.extensions}
    if len(subjects) == 1:
        return subjects.pop()
    try:
        return kind_of(read_whole(path), path.name).subject if subjects else "article"
    except UserError:
        return "article"  # whose reader says what is wrong with it


def parse(original: Original, companions: Mapping[str, bytes] | None = None, format_name: str = "") -> Parsed:
    """What stands in the file of a map, in the format of that name or the one that fits. Raises UserError.

    `companions`: the bytes of files that belong to it, by their names, as `companions_of` lists them.
    """
    found = by_name(format_name) if format_name else kind_of(original.data, original.name, MAPS)
    if found.subject not in MAPS:
        raise UserError("map.no_map", name=original.name)
    if companions and hasattr(found.module, "parse_with"):
        value, losses = found.module.parse_with(original.data, original.name, dict(companions))
    else:
        value, losses = found.parse(original.data, original.name)
    return found.name, value, list(losses)


def came(name: str, parsed: object) -> ReadMap | None:
    """What `parse` gave, made into trees and links; None for anything else, as a broken process may send it."""
    match parsed:
        case (str() as format_name, Graph() as graph, list() as losses):
            arranged = arrange(graph)
            return ReadMap(name, format_name, graph, arranged, (*losses, *arranged.losses))
    return None


def read_map(original: Original, companions: Mapping[str, bytes] | None = None, format_name: str = "") -> ReadMap:
    """The map in a file. This runs in this process; `storage.reading.Reader` is for files of strangers."""
    read = came(original.name, parse(original, companions, format_name))
    assert read is not None
    return read


def companions_of(path: Path, found: Format) -> dict[str, bytes]:
    """The files beside `path` that belong to it and are there, by their names."""
    named = found.module.companions(path.name) if hasattr(found.module, "companions") else ()
    beside = {name: path.with_name(name) for name in named}
    return {name: read_whole(other) for name, other in beside.items() if other.is_file()}


def take(
    workspace: Workspace, read: ReadMap, over: Mapping[str, str | None] | None = None
) -> tuple[Taken, list[Message]]:
    """Bring a map in, as one edit; what came, and what of it could not be placed. Raises UserError."""
    taken, told = workspace.do(
        lambda reader: take_map(
            reader, read.graph, read.arranged, name=stem(read.name), annotator=workspace.annotator, over=over
        )
    )
    return taken, [*read.losses, *told]
