"""A whole project as rows and contents, and the rules that such rows keep before they go into another project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from models.entities import TABLES, Kind, LinkKind, Row, clash_id, dismissal_id
from models.messages import _
from models.rules import may_hold
from models.texts import Layout

Rows = dict[str, dict[str, Row]]

# What the rows of a table are called in a file and in messages.
NAMES = {
    "article": "articles",
    "case": "cases",
    "node": "nodes",
    "anchor": "passages",
    "link": "links",
    "pairing": "pairings",
    "tag": "tags",
    "issue": "issues",
    "clash": "clashes",
    "dismissal": "dismissals",
}
REFERENCES: dict[str, dict[str, str]] = {
    "article": {},
    "case": {"article_id": "article"},
    "node": {"case_id": "case", "parent_id": "node"},
    "anchor": {"node_id": "node", "article_id": "article"},
    "link": {"source_id": "node", "target_id": "node", "target_link_id": "link"},
    "pairing": {"left_case_id": "case", "right_case_id": "case"},
    "tag": {},
    "issue": {"pairing_id": "pairing"},
    "clash": {"pairing_id": "pairing", "link_id": "link", "node_id": "node", "issue_id": "issue"},
    "dismissal": {"node_id": "node", "other_id": "node"},
}
CONTENTS = ("source_text_hash", "text_hash", "layout_hash", "record_hash", "source_hash")  # of an article
IDENTIFIER = re.compile(r"[0-9A-Za-z._:-]{1,36}")
PLACE = re.compile(r"[a-z]*[b-z]")


@dataclass(frozen=True, slots=True)
class Whole:
    """All rows of a project by table and id, those in the bin too, and the contents that articles name by SHA-256."""

    rows: Rows
    blobs: Mapping[str, bytes]


class Unsound(Exception):
    """What is wrong with a whole; `element` names the row ("node 4c1…"), `reason` is a sentence without its stop."""

    def __init__(self, element: str, reason: str) -> None:
        super().__init__(f"{element}: {reason}")
        self.element, self.reason = element, reason


def defaults(table: str) -> Row:
    """The values of the fields that a row may leave out."""
    found = {f.name: f.default for f in fields(TABLES[table]) if f.default is not MISSING}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def check(whole: Whole) -> None:
    """Raise Unsound for the first row that could not be in a project: a value, a reference, a place, a content."""
    for table, rows in whole.rows.items():
        for key, row in rows.items():
            if fault := _wrong_value(table, row):
                raise Unsound(f"{table} {key[:40]}", fault)
    for table, rows in whole.rows.items():
        for key, row in rows.items():
            for fault in _wrong_references(whole, table, row):
                raise Unsound(f"{table} {key}", fault)
    texts: dict[str, str] = {}
    for key, row in whole.rows["article"].items():
        if fault := _wrong_contents(whole, row, texts):
            raise Unsound(f"article {key}", fault)
    for key, row in whole.rows["anchor"].items():
        if fault := _wrong_passage(whole, row, texts):
            raise Unsound(f"anchor {key}", fault)
    for table, column in (("node", "parent_id"), ("link", "target_link_id")):
        if key := _in_a_circle(whole.rows[table], column):
            raise Unsound(f"{table} {key}", _("it stands below itself"))


def _wrong_value(table: str, row: Row) -> str:
    for field in fields(TABLES[table]):
        value = row.get(field.name)
        if not _fits(str(field.type), value):
            return _("{field} has a value that it cannot have").format(field=field.name)
        if field.name == "position" and not (PLACE.fullmatch(str(value)) or (table == "clash" and not value)):
            return _("{field} has a value that it cannot have").format(field=field.name)
    if not IDENTIFIER.fullmatch(row["id"]):
        return _("this is no id")
    return ""


def _fits(wanted: str, value: Any) -> bool:
    """Whether a JSON value is one for a field of that type."""
    if wanted.endswith(" | None"):
        return value is None or _fits(wanted.removesuffix(" | None"), value)
    if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
        return False  # half a character
    match wanted:
        case "str":
            return isinstance(value, str)
        case "bool":
            return isinstance(value, bool)
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case "float":
            return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
        case "Kind":
            return isinstance(value, str) and value in set(Kind)
        case "LinkKind":
            return isinstance(value, str) and value in set(LinkKind)
    return isinstance(value, list) and all(_fits("str", item) for item in value)


def _wrong_references(whole: Whole, table: str, row: Row) -> Iterator[str]:
    rows = whole.rows
    for column, other in REFERENCES[table].items():
        if row[column] is not None and row[column] not in rows[other]:
            yield _("{field} names what is not in the file").format(field=column)
    if table == "node":
        parent = rows["node"].get(row["parent_id"] or "")
        if parent is not None and parent["case_id"] != row["case_id"]:
            yield _("its parent is of another case")
        if not may_hold(Kind(parent["kind"]) if parent else None, Kind(row["kind"])):
            yield _("its parent cannot hold one of its kind")
        if row["inference"] and (row["kind"] != Kind.REBUTTAL or parent is None or parent["parent_id"] is None):
            yield _("it undercuts no step")
    elif table == "link":
        if (row["target_id"] is None) == (row["target_link_id"] is None):
            yield _("it needs one target, a node or a link")
        if row["source_id"] == row["target_id"]:
            yield _("it joins a node with itself")
        if (row["kind"] == LinkKind.ANSWERS) != (row["target_id"] is None):
            yield _("answers lead to links, and other links to nodes")
    elif table == "clash":
        if (row["link_id"] is None) == (row["node_id"] is None):
            yield _("it is of one thing, a link or a node")
        elif row["id"] != clash_id(row["pairing_id"], row["link_id"] or row["node_id"]):
            yield _("its id is not the one for what it is of")
    elif table == "dismissal" and row["id"] != dismissal_id(row["node_id"], row["other_id"]):
        yield _("its id is not the one for what it is of")


def _wrong_contents(whole: Whole, row: Row, texts: dict[str, str]) -> str:
    for column in CONTENTS:
        if row[column] is not None and row[column] not in whole.blobs:
            return _("the content that {field} names is not in the file").format(field=column)
    try:
        whole.blobs[row["source_text_hash"]].decode()
        text = texts.setdefault(row["text_hash"], whole.blobs[row["text_hash"]].decode())
    except UnicodeDecodeError:
        return _("its text is no text")
    try:
        layout = Layout.from_bytes(whole.blobs[row["layout_hash"]])
        ends = [(block.start, block.end) for block in layout.blocks]
        sound = all(0 <= start <= end <= len(text) for start, end in ends)
        sound = sound and all(r >= 0 and s >= 0 and n >= 0 and r + n <= len(text) for r, s, n in layout.pieces)
    except (ValueError, KeyError, TypeError, RecursionError):
        sound = False
    return "" if sound else _("its layout does not fit its text")


def _wrong_passage(whole: Whole, row: Row, texts: dict[str, str]) -> str:
    text = texts[whole.rows["article"][row["article_id"]]["text_hash"]]
    if whole.rows["case"][whole.rows["node"][row["node_id"]]["case_id"]]["article_id"] != row["article_id"]:
        return _("it is of another article than its case")
    if not 0 <= row["start"] < row["end"] <= len(text):
        return _("it lies outside the text")
    if text[row["start"] : row["end"]] != row["exact"]:
        return _("its words are not those of the text")
    return ""


def _in_a_circle(rows: Mapping[str, Row], column: str) -> str:
    """The id of a row that comes back to itself along `column`; "" where none does."""
    done: set[str] = set()
    for key in rows:
        path: set[str] = set()
        at: str | None = key
        while at is not None and at not in done:
            if at in path:
                return at
            path.add(at)
            at = rows[at][column]
        done |= path
    return ""
