"""From a file to an argument map that can be brought into a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.authoring.maps import Taken, take_map
from models.authoring.whole import take_whole
from models.edits import Edit
from models.entities import from_row
from models.errors import UserError
from models.importing.incoming import stem
from models.importing.original import Original
from models.interchange.arranging import Arranged, arrange
from models.interchange.graph import Graph
from models.interchange.scope import Scope
from models.interchange.telling import graph_of
from models.interchange.whole import Whole
from models.messages import Message
from models.project import Project
from models.workspace import Workspace
from storage.formats.files import read_whole, shown
from storage.formats.registry import Format, Subject, by_name, formats, recognise

MAPS: tuple[Subject, ...] = ("map", "project")
MOST_BYTES = 500_000_000  # of the file of a map: a project's JSON holds its originals
# What a file is when nobody says: a map where its bytes or its name leave no doubt, else a document.
ANY: tuple[Subject, ...] = ("article", "references", "map", "project")


# Format, what it holds (a Graph, or the Whole of a project), losses: what travels between processes.
Parsed = tuple[str, Any, list[Message]]


@dataclass(frozen=True, slots=True)
class ReadMap:
    """A map as it was read. `losses` are what its format, or Counterpoint, has no room for."""

    name: str
    format: str
    graph: Graph = field(repr=False)
    arranged: Arranged = field(repr=False)
    losses: tuple[Message, ...] = ()
    whole: Whole | None = field(default=None, repr=False)  # of a project; then graph and arranged only show it


def open_map(path: Path) -> Original:
    """The file of a map, with the name that people read. Raises UserError."""
    return Original(shown(path.name), read_whole(path, MOST_BYTES))


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
        return kind_of(read_whole(path, MOST_BYTES), path.name).subject if subjects else "article"
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
        case (str() as format_name, Whole() as whole, list() as losses):
            project = project_of(whole)
            graph = graph_of(Scope(project))
            return ReadMap(name, format_name, graph, arrange(graph), tuple(losses), whole)
    return None


def project_of(whole: Whole) -> Project:
    """A project in memory with all that a file of one holds."""
    tables = {table: {key: from_row(table, row) for key, row in rows.items()} for table, rows in whole.rows.items()}
    return Project(tables, whole.blobs.__getitem__)


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
    """Bring a map or a project in, as one edit; what came, and what of it could not be placed. Raises UserError."""
    taken, told = workspace.do(lambda project: making(project, read, workspace.annotator, over))
    return taken, [*read.losses, *told]


def making(
    project: Project, read: ReadMap, annotator: str, over: Mapping[str, str | None] | None = None
) -> tuple[Edit, tuple[Taken, list[Message]]]:
    """The edit that brings a map or a project in, what comes with it, and what of it could not be placed."""
    name = stem(read.name)
    if read.whole is None:
        return take_map(project, read.graph, read.arranged, name=name, annotator=annotator, over=over)
    edit = take_whole(project, read.whole, name)
    made = Counter(change.table for change in edit.changes)
    cases = tuple(change.row for change in edit.changes if change.table == "case")
    return edit, (Taken(cases, made["node"], made["link"], made["anchor"], made["article"]), [])
