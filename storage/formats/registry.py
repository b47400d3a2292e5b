"""Which formats there are. A format is one module; this table is the only place that names it.

A module has NAME, TITLE, SUBJECT, EXTENSIONS (each with its dot, the usual one first) and one or both of
`write(snapshot, options) -> (bytes, losses)` and `parse(data, name) -> what its subject calls for`. One that reads may
have MEDIA_TYPES, and `recognises(data) -> bool` where the bytes themselves tell; both are asked in the modules' order.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePath
from typing import Any, Literal

from models.errors import UserError
from models.messages import Message
from models.project import Project

# The readers stand in this order: pdf, docx, odt, epub, rtf, mhtml, html_page, markdown_article, plain_text.
MODULES = (
    "storage.formats.markdown_map",
    "storage.formats.html_pairing",
    "storage.formats.ris",
    "storage.formats.bibtex",
    "storage.formats.csl_json",
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

Subject = Literal["map", "article", "references"]
Direction = Literal["read", "write"]
Losses = list[Message]
Options = Mapping[str, str | int | bool]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is to be written: a pairing, some cases, or (both None) every case. Formats only read the project."""

    project: Project
    pairing_id: str | None = None
    case_ids: tuple[str, ...] | None = None


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

    def write(self, snapshot: Snapshot, options: Options | None = None) -> tuple[bytes, Losses]:
        """The file's bytes, and what they could not carry."""
        if not self.can_write:
            raise UserError("format.cannot_write", name=self.name)
        writer: Callable[[Snapshot, Options], tuple[bytes, Losses]] = self.module.write
        return writer(snapshot, options or {})

    def parse(self, data: bytes, name: str) -> Any:
        """For an article an `Extract`, for references a list of `About`; `name` is the file's name, for messages."""
        if not self.can_read:
            raise UserError("format.cannot_read", name=self.name)
        return self.module.parse(data, name)

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes themselves say that they are of this format; False where none can tell."""
        return hasattr(self.module, "recognises") and bool(self.module.recognises(data))


@cache
def formats() -> tuple[Format, ...]:
    """Every format, in the order that menus show them."""
    return tuple(_format(importlib.import_module(name)) for name in MODULES)


def _format(module: Any) -> Format:
    return Format(
        name=module.NAME,
        title=module.TITLE,
        subject=module.SUBJECT,
        extensions=tuple(module.EXTENSIONS),
        can_read=hasattr(module, "parse"),
        can_write=hasattr(module, "write"),
        module=module,
        media_types=tuple(getattr(module, "MEDIA_TYPES", ())),
    )


def by_name(name: str) -> Format:
    """The format of that name. Raises UserError."""
    for found in formats():
        if found.name == name:
            return found
    raise UserError("format.unknown", name=name)


def by_extension(path: str, direction: Direction, subject: Subject | None = None) -> Format:
    """The first format for a file name, path or bare extension (".md") that goes that way. Raises UserError."""
    extension = (PurePath(path).suffix or PurePath(path).name).lower()
    for found in formats():
        able = found.can_read if direction == "read" else found.can_write
        if able and extension in found.extensions and subject in (None, found.subject):
            return found
    raise UserError("format.unknown_extension", extension=extension)


def recognise(data: bytes, name: str, media_type: str = "") -> Format:
    """The format that reads these bytes: by what they hold, by what the giver says, by the extension of `name`.

    Text without any of the three is plain text. Raises UserError where no format is known.
    """
    readers = [found for found in formats() if found.can_read and found.subject != "map"]
    said = media_type.partition(";")[0].strip().lower()
    extension = PurePath(name).suffix.lower()
    for found in readers:
        if found.recognises(data):
            return found
    for found in readers:
        if said and said in found.media_types:
            return found
    for found in readers:
        if extension and extension in found.extensions:
            return found
    if extension:
        raise UserError("format.unknown_extension", extension=extension)
    return by_name("text")
