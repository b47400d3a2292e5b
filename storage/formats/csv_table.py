"""CSV: the nodes, the links or the passages as one table for spreadsheets and statistics.

The columns are those of `table_rows`; the numbers of nodes stand behind an "N" here ("N1.2"), since spreadsheets make
dates of bare ones. RFC 4180: commas, quotation marks doubled, lines that end in CR LF, line breaks within a cell kept.
A cell of words that begins like a formula gets an apostrophe in front, which keeps spreadsheets from running it.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from models.interchange.features import EVERYTHING, Feature
from models.messages import N_, Message
from storage.formats.options import Option
from storage.formats.registry import Losses, Options, Snapshot, Subject
from storage.formats.table_rows import LINKS, NODES, PASSAGES, link_rows, node_rows, passage_rows

NAME = "csv"
TITLE = N_("CSV")
ABOUT = N_("A table for spreadsheets and statistics, one row for each node, each link or each passage.")
SUBJECT: Subject = "map"
EXTENSIONS = (".csv",)
MEDIA_TYPES = ("text/csv",)
OPTIONS = (
    Option(
        "rows",
        N_("Rows"),
        N_("what has a row each"),
        "nodes",
        choices=(("nodes", N_("Nodes")), ("links", N_("Links and lines of trees")), ("passages", N_("Passages"))),
    ),
    Option("bom", N_("Mark for spreadsheets"), N_("begin with a byte order mark, which Excel tells UTF-8 by"), False),
    Option("formulas", N_("Formulas as they are"), N_("leave cells alone that spreadsheets run as formulas"), False),
)
_TABLES: dict[str, tuple[tuple[str, ...], Any]] = {
    "nodes": (NODES, node_rows),
    "links": (LINKS, link_rows),
    "passages": (PASSAGES, passage_rows),
}
_LINKED = {Feature.LINKS, Feature.LINK_KINDS, Feature.LINK_NOTES, Feature.LINK_STRENGTH, Feature.ANSWERS}
_NEITHER = {
    *(Feature.SOURCES, Feature.TEXTS, Feature.TAG_COLOURS, Feature.ANNOTATORS, Feature.PAIRINGS, Feature.CLASHES),
    *(Feature.LINKS_OUTSIDE, Feature.STEPS_OUTSIDE),
}
_CARRIES = {
    "nodes": EVERYTHING - _NEITHER - _LINKED - {Feature.PLACES},
    "links": frozenset(
        {
            *(Feature.SEVERAL_CASES, Feature.CASE_NAMES, Feature.UNDERCUTS, Feature.PREMISES, Feature.LINE_BREAKS),
            *_LINKED,
        }
    ),
    "passages": frozenset(
        {Feature.SEVERAL_CASES, Feature.CASE_NAMES, Feature.PASSAGES, Feature.PLACES, Feature.LINE_BREAKS}
    ),
}
_RUN = ("=", "+", "-", "@", "\t", "\r")


def carries(options: Options) -> frozenset[Feature]:
    """What one of the tables holds; each has its own."""
    return _CARRIES[str(options.get("rows", "nodes"))]


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """One table in UTF-8, its first line the names of the columns."""
    columns, rows = _TABLES[str(options.get("rows", "nodes"))]
    is_guarded = not options.get("formulas", False)
    made = io.StringIO(newline="")
    table = csv.writer(made, lineterminator="\r\n")
    table.writerow(columns)
    guarded = 0
    for row in rows(snapshot.graph):
        if row.get("number"):
            row["number"] = f"N{row['number']}"
        cells = []
        for value in row.values():
            if isinstance(value, str) and value.startswith(_RUN) and is_guarded:
                value = f"'{value}"
                guarded += 1
            cells.append(_cell(value))
        table.writerow(cells)
    mark = b"\xef\xbb\xbf" if options.get("bom", False) else b""
    losses = [Message("map.csv_formulas", {"count": guarded})] if guarded else []
    return mark + made.getvalue().encode("utf-8"), losses


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    return value
