"""CSV: the nodes, or the links, as one table for spreadsheets and statistics. https://www.rfc-editor.org/rfc/rfc4180

The columns are those of storage.formats.node_tables. A cell that a spreadsheet would take for a formula begins with an
apostrophe unless `formulas` says otherwise (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
from typing import Any

from models.interchange.features import EVERYTHING, Feature
from models.messages import N_, Message
from storage.formats.node_tables import LINK_COLUMNS, NODE_COLUMNS, link_rows, node_rows
from storage.formats.options import Option, Options
from storage.formats.registry import Losses, Snapshot, Subject

NAME = "csv"
TITLE = N_("Table of nodes or links (CSV)")
ABOUT = N_("One row a node, or a link, for spreadsheets, R and pandas.")
SUBJECT: Subject = "map"
EXTENSIONS = (".csv",)
OPTIONS = (
    Option(
        "rows",
        N_("Rows"),
        N_("what a row is"),
        "nodes",
        choices=(("nodes", N_("nodes")), ("links", N_("links"))),
    ),
    Option("bom", N_("Mark for Excel"), N_("a byte order mark, by which Excel knows UTF-8"), False),
    Option("formulas", N_("Leave formulas"), N_("write cells as they are that a spreadsheet would run"), False),
)
_NOT_HERE = {Feature.TAG_COLOURS, Feature.TEXTS, Feature.PAIRINGS, Feature.CLASHES, Feature.LINKS_OUTSIDE}
_ON_LINKS = {
    Feature.LINKS,
    Feature.LINK_KINDS,
    Feature.LINK_NOTES,
    Feature.LINK_STRENGTH,
    Feature.ANSWERS,
    Feature.SEVERAL_CASES,
    Feature.CASE_NAMES,
}
_ON_NODES = EVERYTHING - _ON_LINKS - _NOT_HERE - {Feature.ANNOTATORS} | {Feature.SEVERAL_CASES, Feature.CASE_NAMES}
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def carries(options: Options) -> frozenset[Feature]:
    """A table holds nodes or links, never both."""
    return frozenset(_ON_LINKS if options["rows"] == "links" else _ON_NODES)


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The table with a head line, comma, quotes where needed, CRLF, in UTF-8."""
    nodes = options["rows"] == "nodes"
    columns, rows = (NODE_COLUMNS, node_rows(snapshot)) if nodes else (LINK_COLUMNS, link_rows(snapshot))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    harmless = 0
    for row in rows:
        cells = [_cell(name, row[name]) for name in columns]
        if not options["formulas"]:
            safe = [_harmless(cell) for cell in cells]
            harmless += sum(one is not other for one, other in zip(cells, safe, strict=True))
            cells = safe
        writer.writerow(cells)
    losses = [Message("format.formulas", {"count": harmless})] if harmless else []
    return text.getvalue().encode("utf-8-sig" if options["bom"] else "utf-8", "replace"), losses


def _cell(name: str, value: Any) -> Any:
    """Lists as one text; None as nothing; flags as 1 and 0, which every program counts."""
    if isinstance(value, list):
        return ("; " if name == "tags" else " | ").join(value)
    return int(value) if isinstance(value, bool) else value


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUN) else cell
