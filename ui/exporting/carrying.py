"""What the clipboard holds of a map: rich text for word processors, Markdown or plain text for everything else."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from models.errors import UserError
from storage.formats.registry import Format
from ui.clipboard import MARKDOWN
from ui.exporting.apart import Apart
from ui.exporting.groups import named
from ui.exporting.looks import rich_markdown, rich_page
from ui.exporting.making import Made, Order, make

MOST_RICH = 2_000_000  # characters of which rich text is made


@dataclass(frozen=True, slots=True)
class Carried:
    """`markdown` says what `text` is; `rich` is HTML or ""."""

    text: str
    rich: str = ""
    markdown: bool = False


def carried(apart: Apart, made: Made) -> Carried:
    """What to put on the clipboard for a file of text; for a job."""
    text, found = made.data.decode("utf-8-sig", "replace"), made.order.format
    if found.extensions[0] == ".md":
        return Carried(text, rich_markdown(text) if len(text) <= MOST_RICH else "", markdown=True)
    if found.extensions[0] == ".html":
        return Carried(_markdown_beside(apart, made.order) or text, rich_page(text), markdown=True)
    return Carried(text)


def _markdown_beside(apart: Apart, order: Order) -> str:
    """The same part as Markdown; "" where that cannot be."""
    markdown: Format | None = named("markdown")
    if markdown is None:
        return ""
    try:
        return make(apart, Order(markdown, order.wanted)).data.decode("utf-8")
    except UserError:
        return ""


def put(what: Carried) -> None:
    """Fill the clipboard; on the interface thread."""
    data = QMimeData()
    data.setText(what.text)
    if what.markdown:
        data.setData(MARKDOWN, what.text.encode("utf-8", "replace"))
    if what.rich:
        data.setHtml(what.rich)
    QGuiApplication.clipboard().setMimeData(data)
