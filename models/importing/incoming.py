"""A file on its way into the project: what was found in it, what is proposed, and what of it is stored."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from models import VERSION
from models.authoring.library import Source
from models.entities import now
from models.importing.about import About
from models.importing.building import Built, build
from models.importing.extract import Extract
from models.importing.finding import find_repairs
from models.importing.heads import about_from_text
from models.importing.repair import Repair, RepairKind
from models.messages import Message

IMPORTER = 1  # raised when the same bytes would be read in another way


@dataclass(frozen=True, slots=True)
class Incoming:
    """`name` is the file's, as people read it; `about` is all that was found, in the file's own fields and its text."""

    name: str
    data: bytes = field(repr=False)
    extract: Extract = field(repr=False)
    repairs: tuple[Repair, ...]
    about: About

    def chosen(self, off: Collection[str] = (), on: Collection[str] = ()) -> list[Repair]:
        """The repairs to carry out: as proposed, but for the kinds and ids in `off` and the ids in `on`."""
        return [r for r in self.repairs if r.id in on or (r.on and r.kind not in off and r.id not in off)]

    def built(self, off: Collection[str] = (), on: Collection[str] = ()) -> Built:
        return build(self.extract, self.chosen(off, on))


def incoming(name: str, data: bytes, extract: Extract) -> Incoming:
    """What is proposed for an extract: all repairs, and what is known about the article with a title in any case."""
    repairs = find_repairs(extract)
    about = extract.about.filled_from(about_from_text(extract, repairs))
    title = about.title or stem(name)
    return Incoming(name, data, extract, repairs, about.filled_from(About(title=title)))


def stem(name: str) -> str:
    """A file's name without its extension, as a title of last resort."""
    head, dot, _extension = name.rpartition(".")
    return (head if dot and head.strip(".") else name).strip() or name


def source_of(
    came: Incoming,
    about: About | None = None,
    off: Collection[str] = (),
    on: Collection[str] = (),
    *,
    keep_original: bool = True,
) -> Source:
    """What is stored. Without `keep_original` the source text takes the place of the bytes, and the record says so."""
    built, extract = came.built(off, on), came.extract
    known = about if about is not None else came.about
    values: dict[str, Any] = {f.name: getattr(known, f.name) for f in fields(known) if f.name not in ("title", "csl")}
    values["csl"] = json.dumps(dict(known.csl), ensure_ascii=False, sort_keys=True) if known.csl else ""
    values |= {"media_type": extract.media_type, "encoding": extract.encoding}
    record = Record(
        file=came.name,
        size=len(came.data),
        kept=keep_original,
        encoding=extract.encoding,
        certainty=extract.certainty,
        warnings=extract.warnings,
        repairs=tuple((str(r.kind), r.start, r.end, r.count) for r in came.chosen(off, on)),
        off=tuple(sorted(off)),
        on=tuple(sorted(on)),
    )
    data = came.data if keep_original else extract.source_text.encode()
    return Source(known.title, data, extract.source_text, built.text, built.layout, values, record.to_bytes())


@dataclass(frozen=True, slots=True)
class Record:
    """How an article was read in. `repairs`: (kind, start, end, count), carried out on the text that was found.

    `off` and `on` are the switches as they were left, for reading the same bytes in again. `kept`: the original bytes
    are in the project; `size` is their number. `time` is in UTC.
    """

    file: str
    size: int
    kept: bool = True
    encoding: str = ""
    certainty: float | None = None
    warnings: tuple[Message, ...] = ()
    repairs: tuple[tuple[str, int, int, int], ...] = ()
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    importer: int = IMPORTER
    program: str = VERSION
    time: str = field(default_factory=now)

    def to_bytes(self) -> bytes:
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        values["warnings"] = [[warning.key, dict(warning.arguments)] for warning in self.warnings]
        return json.dumps(values, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Record:
        """Raises ValueError, KeyError or TypeError for what is no record."""
        values = json.loads(data)
        known = {f.name: values[f.name] for f in fields(cls) if f.name in values}
        known["warnings"] = tuple(Message(key, arguments) for key, arguments in known.get("warnings", ()))
        known["repairs"] = tuple(tuple(repair) for repair in known.get("repairs", ()))
        known["off"], known["on"] = tuple(known.get("off", ())), tuple(known.get("on", ()))
        return cls(**known)

    def counts(self) -> dict[RepairKind, int]:
        """How many places each kind of repair mended, in the order of the kinds."""
        return counted((RepairKind(kind), count) for kind, _start, _end, count in self.repairs)


def counted(repairs: Iterable[tuple[RepairKind, int]]) -> dict[RepairKind, int]:
    found: dict[RepairKind, int] = {}
    for kind, count in repairs:
        found[kind] = found.get(kind, 0) + count
    return {kind: found[kind] for kind in RepairKind if kind in found}
