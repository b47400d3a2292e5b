"""Which formats there are. A format is one module; this table is the only place that names it.

A module has NAME, TITLE, SUBJECT, EXTENSIONS (each with its dot, the usual one first) and one or both of
`write(snapshot, options) -> (bytes, losses)` and `parse(data, name) -> what its subject calls for`. One that reads may
have MEDIA_TYPES, and `recognises(data) -> bool` where the bytes themselves tell; both are asked in the modules' order.

One that writes maps says in CARRIES which features its files hold (where that hangs on the options:
`carries(options) -> frozenset`) and in OPTIONS what can be chosen. The losses that `write` returns are only those that
CARRIES cannot tell; `Format.write` adds the rest. ABOUT is a sentence on what the format is for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import PurePath
from typing import Any, Literal

from models.collector import collector_paused
from models.errors import UserError
from models.interchange.features import Feature, count, lost
from models.interchange.graph import Graph
from models.interchange.scope import Scope
from models.interchange.telling import graph_of
from models.messages import Message, _
from models.project import Project
from storage.formats.options import Option, Value, chosen
from storage.formats.options import Options as Options

# What is written; loading these is quick, since whatever is exported needs them all.
WRITERS = (
    "storage.formats.markdown_map",
    "storage.formats.html_pairing",
    "storage.formats.docx_map",
    "storage.formats.odt_map",
    "storage.formats.argdown",
    "storage.formats.kialo",
    "storage.formats.aif",
    "storage.formats.sadface",
    "storage.formats.opml",
    "storage.formats.csv_table",
    "storage.formats.json_graph",
    "storage.formats.graphml",
    "storage.formats.dot",
    "storage.formats.web_annotation",
    "storage.formats.qdpx",
    "storage.formats.counterpoint_json",
    "storage.formats.ris",
    "storage.formats.bibtex",
    "storage.formats.csl_json",
)
# What is only read: maps, then documents, the formats whose bytes tell most first and plain text last.
READERS = (
    "storage.formats.xaif",
    "storage.formats.microtexts",
    "storage.formats.brat",
    "storage.formats.pdf",
    "storage.formats.docx",
    "storage.formats.odt",
    "storage.formats.rtf",
    "storage.formats.epub",
    "storage.formats.mhtml",
    "storage.formats.html_page",
    "storage.formats.markdown_article",
    "storage.formats.plain_text",
)
MODULES = (*WRITERS, *READERS)

Subject = Literal["map", "article", "references", "project"]
Direction = Literal["read", "write"]
Losses = list[Message]


@dataclass(frozen=True)
class Snapshot:
    """What is to be written: a pairing, some cases, some branches (ids of their top nodes), or (all None) every case.

    Formats only read the project.
    """

    project: Project
    pairing_id: str | None = None
    case_ids: tuple[str, ...] | None = None
    branch_ids: tuple[str, ...] | None = None

    @cached_property
    def scope(self) -> Scope:
        """The cases, nodes and links that are meant."""
        return Scope(self.project, self.pairing_id, self.case_ids, self.branch_ids)

    @cached_property
    def graph(self) -> Graph:
        """The same as plain points and relations."""
        return graph_of(self.scope)

    @cached_property
    def counts(self) -> dict[Feature, int]:
        """How often each feature occurs in it."""
        return count(self.scope)


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `subject` is what its files hold; `title` is a gettext msgid."""

    name: str
    title: str
    subject: Subject
    extensions: tuple[str, ...]
    can_read: bool
    can_write: bool
    module: Any = field(repr=False, compare=False)
    media_types: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    about: str = ""

    def write(self, snapshot: Snapshot, options: Options | None = None) -> tuple[bytes, Losses]:
        """The file's bytes, and what they could not carry. Raises UserError, as for options that it does not know."""
        if not self.can_write:
            raise UserError("format.cannot_write", name=self.name)
        writer: Callable[[Snapshot, Options], tuple[bytes, Losses]] = self.module.write
        values = chosen(self.options, options or {})
        with collector_paused():  # much is made, and all of it kept until the bytes are there
            data, losses = writer(snapshot, values)
            return data, [*self._lost(snapshot, values), *losses]

    def lost(self, snapshot: Snapshot, options: Options | None = None) -> Losses:
        """What the format has no room for, as is known before anything is written. Raises UserError as `write`."""
        return self._lost(snapshot, chosen(self.options, options or {}))

    def _lost(self, snapshot: Snapshot, values: dict[str, Value]) -> Losses:
        return lost(snapshot.counts, self.carries(values)) if self.subject == "map" else []

    def carries(self, values: Options) -> Collection[Feature]:
        """The features that its files hold, with all options chosen."""
        if hasattr(self.module, "carries"):
            found: Collection[Feature] = self.module.carries(values)
            return found
        return getattr(self.module, "CARRIES", frozenset())

    def parse(self, data: bytes, name: str) -> Any:
        """For an article an `Extract`, for references a list of `About`, for a map (`Graph`, losses).

        For a project (`models.interchange.whole.Whole`, losses). `name` is the file's name, for messages.
        """
        if not self.can_read:
            raise UserError("format.cannot_read", name=self.name)
        return self.module.parse(data, name)

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes themselves say that they are of this format; False where none can tell."""
        return hasattr(self.module, "recognises") and bool(self.module.recognises(data))


@cache
def formats() -> tuple[Format, ...]:
    """Every format, in the order that menus show them."""
    return tuple(map(_format, MODULES))


@cache
def written() -> tuple[Format, ...]:
    """The formats that can be written, in the same order; the libraries of those that are only read stay unloaded."""
    return tuple(found for found in map(_format, WRITERS) if found.can_write)


@cache
def _format(name: str) -> Format:
    module: Any = importlib.import_module(name)
    return Format(
        name=module.NAME,
        title=module.TITLE,
        subject=module.SUBJECT,
        extensions=tuple(module.EXTENSIONS),
        can_read=hasattr(module, "parse"),
        can_write=hasattr(module, "write"),
        module=module,
        media_types=tuple(getattr(module, "MEDIA_TYPES", ())),
        options=tuple(getattr(module, "OPTIONS", ())),
        about=getattr(module, "ABOUT", ""),
    )


def writer(name: str) -> Format | None:
    """The format of that name if it can be written. Those that stand behind it stay unloaded."""
    return next((found for found in map(_format, WRITERS) if found.can_write and found.name == name), None)


def by_name(name: str) -> Format:
    """The format of that name. Raises UserError."""
    for module in MODULES:  # one after the other: what is wanted often stands ahead
        found = _format(module)
        if found.name == name:
            return found
    raise UserError("format.unknown", name=name)


def file_name(stem: str, wanted: Format) -> str:
    """What a file of a format is called among those of all formats: one whose ending others share carries its name."""
    ending = wanted.extensions[0]
    shared = sum(each.extensions[0] == ending for each in written()) > 1
    return f"{stem}.{wanted.name}{ending}" if shared else f"{stem}{ending}"


def by_extension(path: str, direction: Direction, subject: Subject | None = None) -> Format:
    """The first format for a file name, path or bare extension (".md") that goes that way. Raises UserError."""
    extension = (PurePath(path).suffix or PurePath(path).name).lower()
    for found in formats():
        able = found.can_read if direction == "read" else found.can_write
        if able and extension in found.extensions and subject in (None, found.subject):
            return found
    raise UserError("format.unknown_extension", extension=extension)


def recognise(
    data: bytes, name: str, media_type: str = "", subjects: Collection[Subject] = ("article", "references")
) -> Format:
    """The format that reads these bytes: by what they hold, by what the giver says, by the extension of `name`.

    Where an extension is common, the order of `subjects` decides. Text without any of the three is plain text. Raises
    UserError where no format is known.
    """
    readers = [found for found in formats() if found.can_read and found.subject in subjects]
    by_subject = sorted(readers, key=lambda found: list(subjects).index(found.subject))
    said = media_type.partition(";")[0].strip().lower()
    extension = PurePath(name).suffix.lower()
    for found in readers:
        if found.recognises(data):
            return found
    for found in formats():
        if not found.can_read and found.recognises(data):
            raise UserError("format.cannot_read", name=_(found.title))
    for found in readers:
        if said and said in found.media_types:
            return found
    for found in by_subject:
        if extension and extension in found.extensions:
            return found
    if extension:
        written = [found for found in formats() if extension in found.extensions and not found.can_read]
        if written:  # our own table or page, say: known, and yet of no use here
            raise UserError("format.cannot_read", name=_(written[0].title))
        raise UserError("format.unknown_extension", extension=extension)
    return by_name("text")
