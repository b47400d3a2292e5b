"""From a file to an argument map that can be brought into a project."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.authoring.maps import Taken, take_map
from models.errors import UserError
from models.importing.incoming import stem
from models.importing.original import Original
from models.interchange.arranging import Arranged, arrange
from models.interchange.graph import Graph
from models.messages import Message
from models.workspace import Workspace
from storage.formats.files import read_whole
from storage.formats.registry import Format, Subject, by_name, recognise

MAPS: tuple[Subject, ...] = ("map",)
# What a file is when nobody says: a map where its bytes or its name leave no doubt, else a document.
ANY: tuple[Subject, ...] = ("article", "references", "map", "project")


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


def read_map(original: Original, companions: Mapping[str, bytes] | None = None, format_name: str = "") -> ReadMap:
    """The map in a file, in the format of that name or the one that fits. Raises UserError.

    `companions`: the bytes of files that belong to it, by their names, as `companions_of` lists them.
    """
    found = by_name(format_name) if format_name else recognise(original.data, original.name, subjects=MAPS)
    if found.subject != "map":
        raise UserError("map.no_map", name=original.name)
    if companions and hasattr(found.module, "parse_with"):
        graph, losses = found.module.parse_with(original.data, original.name, dict(companions))
    else:
        graph, losses = found.parse(original.data, original.name)
    arranged = arrange(graph)
    return ReadMap(original.name, found.name, graph, arranged, (*losses, *arranged.losses))


def companions_of(path: Path, found: Format) -> dict[str, bytes]:
    """The files beside `path` that belong to it and are there, by their names."""
    named = found.module.companions(path.name) if hasattr(found.module, "companions") else ()
    beside = {name: path.with_name(name) for name in named}
    return {name: read_whole(other) for name, other in beside.items() if other.is_file()}


def take(workspace: Workspace, came: ReadMap, over: Mapping[str, str] | None = None) -> tuple[Taken, list[Message]]:
    """Bring a map in, as one edit; what came, and what of it could not be placed. Raises UserError."""
    taken, told = workspace.do(
        lambda reader: take_map(
            reader, came.graph, came.arranged, name=stem(came.name), annotator=workspace.annotator, over=over
        )
    )
    return taken, [*came.losses, *told]
