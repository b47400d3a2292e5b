"""Rows of the clash table for other programs: with tabs between the cells, and as a table of HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from ui.clash.lines import Line
from ui.clash.model import COLUMNS, LEFT, LINK, RIGHT
from ui.clash.saying import Saying


def carry_rows(saying: Saying, lines: Sequence[Line]) -> QMimeData:
    """The rows with the columns' words above them."""
    rows = [saying.headings(), *([_cell(saying, line, column) for column in range(COLUMNS)] for line in lines)]
    data = QMimeData()
    data.setText("\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows) + "\n")
    data.setHtml(_html(rows))
    return data


def _cell(saying: Saying, line: Line, column: int) -> str:
    node = line.left if column == LEFT else line.right if column == RIGHT else None
    if column in (LEFT, RIGHT):
        return f"{node.text} {saying.cite(node)}".strip() if node is not None else ""
    if column == LINK and line.link_id is None:
        return ""
    return saying.cell(line, column)


def _html(rows: Sequence[Sequence[str]]) -> str:
    head, *body = ["".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row) for tag, row in _tagged(rows)]
    lines = "".join(f"<tr>{row}</tr>" for row in body)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _tagged(rows: Sequence[Sequence[str]]) -> list[tuple[str, Sequence[str]]]:
    return [("td" if at else "th", row) for at, row in enumerate(rows)]
