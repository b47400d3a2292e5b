"""A whole project as one JSON file, lossless and the same byte for byte. docs/counterpoint-json.md describes it.

Each field stands in a line of its own and each line of a text, so that version control shows what changed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from models.entities import TABLES, Row, to_row
from models.interchange.whole import CONTENTS, NAMES, Whole, defaults
from models.messages import N_, Message
from models.project import Project
from models.texts import Layout, content_hash
from storage.formats.counterpoint_reading import VERSION, read
from storage.formats.options import Option
from storage.formats.registry import Losses, Options, Snapshot, Subject

NAME = "counterpoint-json"
TITLE = N_("Counterpoint JSON")
ABOUT = N_(
    "A whole project as one text file, for backups, version control and other programs: articles, cases, passages,"
    " links, clash tables, what is in the bin. Only the history of edits is not in it."
)
SUBJECT: Subject = "project"
EXTENSIONS = (".counterpoint.json", ".json")
MEDIA_TYPES = ("application/vnd.counterpoint+json",)
OPTIONS = (
    Option(
        "originals",
        N_("Original files"),
        N_("Put the files that articles were read from in as well; it makes the file larger."),
        default=True,
    ),
)
WIDTH = 76  # characters of a line of base64


def recognises(data: bytes) -> bool:
    """Whether the file says so in its first words."""
    start = "".join(data[:200].decode("utf-8", "replace").split())
    return start.removeprefix("\ufeff").startswith('{"format":"counterpoint"')


def parse(data: bytes, name: str) -> tuple[Whole, Losses]:
    """The project in a file. Raises UserError."""
    return read(data, name, TITLE), []


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The whole project, whatever part of it is meant."""
    whole, dropped = whole_of(snapshot.project, originals=bool(options["originals"]))
    losses = [Message("project.originals", {"count": dropped})] if dropped else []
    if (snapshot.pairing_id, snapshot.case_ids, snapshot.branch_ids) != (None, None, None):
        losses.append(Message("project.always_whole"))
    return to_bytes(whole, originals=bool(options["originals"])), losses


def whole_of(project: Project, *, originals: bool = True) -> tuple[Whole, int]:
    """All rows and contents of a project; and how many original files were left out."""
    rows = {
        table: {key: to_row(entity) for key, entity in sorted(entities.items())}
        for table, entities in project.rows().items()
    }
    blobs: dict[str, bytes] = {}
    dropped = 0
    for row in rows["article"].values():
        if not originals and row["source_hash"] != row["source_text_hash"]:
            dropped += 1
            row["source_hash"] = row["source_text_hash"]
            _tell_in_record(project, row, blobs)
        for column in CONTENTS:
            if (key := row[column]) is not None and key not in blobs:
                blobs[key] = project.blob(key)
    return Whole(rows, blobs), dropped


def _tell_in_record(project: Project, row: Row, blobs: dict[str, bytes]) -> None:
    """How an article was read in says that its original is not kept."""
    if row["record_hash"] is None:
        return
    try:
        from models.importing.incoming import Record  # much, and only wanted here

        data = replace(Record.from_bytes(project.blob(row["record_hash"])), kept=False).to_bytes()
    except (ValueError, KeyError, TypeError):
        return  # damaged as it was
    row["record_hash"] = content_hash(data)
    blobs[row["record_hash"]] = data


def to_bytes(whole: Whole, *, originals: bool = True) -> bytes:
    """The file. `originals`: whether original files are in it, which is only said."""
    head = [f'  "format": "counterpoint",\n  "version": {VERSION},\n  "originals": {_json(originals)}']
    tables = [f'  "{NAMES[table]}": {_list(_rows(table, whole.rows[table]))}' for table in TABLES]
    contents = f'  "contents": {_list(map(_content, _contents(whole)))}'
    return ("{\n" + ",\n".join([*head, *tables, contents]) + "\n}\n").encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)


def _list(items: Iterator[str]) -> str:
    found = ",\n".join(items)
    return f"[\n{found}\n  ]" if found else "[]"


def _rows(table: str, rows: dict[str, Row]) -> Iterator[str]:
    """Each row with the fields that hold something, in the order of the table."""
    usual = defaults(table)
    for _key, row in sorted(rows.items()):
        told = {name: value for name, value in row.items() if name not in usual or value != usual[name]}
        yield _block({name: _json(value) for name, value in told.items()})


def _block(values: dict[str, str]) -> str:
    return "    {\n" + ",\n".join(f'      "{name}": {value}' for name, value in values.items()) + "\n    }"


def _contents(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """The contents in the order in which articles name them, so that a changed one keeps its place in the file."""
    told: set[str] = set()
    for _key, row in sorted(whole.rows["article"].items()):
        for column in CONTENTS:
            key = row[column]
            if key is not None and key not in told:
                told.add(key)
                yield key, whole.blobs[key]


def _content(named: tuple[str, bytes]) -> str:
    key, data = named
    return _block({"sha256": _json(key), **_told(data)})


def _told(data: bytes) -> dict[str, str]:
    """A content as lines of a layout, of a text, or of base64: whichever gives back the very same bytes."""
    if data.startswith(b'{"blocks":'):
        try:
            if Layout.from_bytes(data).to_bytes() == data:
                return {"layout": _layout(json.loads(data))}
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
    try:
        return {"lines": _lines(data.decode().split("\n"))}
    except UnicodeDecodeError:
        coded = base64.b64encode(data).decode()
        return {"base64": _lines([coded[at : at + WIDTH] for at in range(0, len(coded), WIDTH)])}


def _lines(lines: list[str]) -> str:
    return "[\n" + ",\n".join(f"        {_json(line)}" for line in lines) + "\n      ]"


def _layout(value: dict[str, list[Any]]) -> str:
    parts = [f'        "{name}": [' + ",".join(f"\n          {_json(x)}" for x in value[name]) + "]" for name in value]
    return "{\n" + ",\n".join(parts) + "\n      }"
