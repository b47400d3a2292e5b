"""OpenDocument texts of maps, by odfdo: real headings, counted lists, quotations and tables, all by styles.

What is written below is the text of the body; the package, its properties and the styles at its base are odfdo's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from models.interchange.features import Feature
from models.messages import N_
from storage.formats.needed import needed
from storage.formats.odt_styles import LIST, PLAIN_LIST, TABLE, name_of, styled
from storage.formats.prose import Block, Item, Run, Table, one_line, prose
from storage.formats.prose_choice import OFFICE, carried, choice_of, language_of, newest, told
from storage.formats.registry import Losses, Options, Snapshot, Subject
from storage.formats.zipping import same_bytes, xml_text

NAME = "odt"
TITLE = N_("OpenDocument text")
ABOUT = N_("To go on writing in LibreOffice and other programs that read OpenDocument.")
SUBJECT: Subject = "map"
EXTENSIONS = (".odt",)
OPTIONS = OFFICE
_SPACES = re.compile(r" {2,}|^ | $|\t|\n", re.MULTILINE)
_BODY = re.compile(rb"<office:text(?: [^>]*)?(?:/>|>.*</office:text>)", re.DOTALL)
_AUTOMATIC = re.compile(
    rb"<office:automatic-styles\s*/>|<office:automatic-styles>.*?</office:automatic-styles>", re.DOTALL
)


def carries(options: Options) -> frozenset[Feature]:
    return carried(choice_of(OPTIONS, options))


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The report as an .odt file. Raises UserError where odfdo is missing."""
    odfdo = needed("odfdo")
    choice = choice_of(OPTIONS, options)
    report, pairing, losses = told(snapshot, choice)
    document = odfdo.Document("text")
    body = _Body()
    text = f"<office:text>{body.xml(prose(report, pairing, choice))}</office:text>".encode()
    content = _BODY.sub(lambda _match: text, document.get_part("content.xml").serialize(), count=1)
    automatic = f"<office:automatic-styles>{TABLE}{''.join(body.columns)}</office:automatic-styles>".encode()
    document.set_part("content.xml", _AUTOMATIC.sub(lambda _match: automatic, content, count=1))
    language = language_of(report)
    document.set_part("styles.xml", styled(document.get_part("styles.xml").serialize(), language, choice.paper))
    meta, when = document.meta, newest(snapshot)
    readers = dict.fromkeys(one_line(section.annotator) for section in report.sections if section.annotator.strip())
    meta.title, meta.language = _legal(one_line(report.title)), language
    meta.initial_creator = meta.creator = _legal("; ".join(readers))
    meta.creation_date = meta.date = when
    made = io.BytesIO()
    document.save(made)
    return same_bytes(made.getvalue()), losses


def _legal(text: str) -> str:
    return re.sub(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


class _Body:
    """The paragraphs, lists and tables as XML; `columns` are the styles of the columns of its tables."""

    def __init__(self) -> None:
        self.columns: list[str] = []
        self._depth = 0  # lists that are open
        self._list: tuple[int, bool] | None = None
        self._tables = 0

    def xml(self, items: Iterable[Item]) -> str:
        return "".join(part for item in items for part in self._item(item)) + self._close(0)

    def _item(self, item: Item) -> Iterator[str]:
        if isinstance(item, Table):
            yield self._close(0)
            yield from self._table(item)
        elif item.style == "point":
            yield from self._point(item)
        else:
            if not item.level or item.style == "heading":
                yield self._close(0)
            yield _paragraph(item, name_of(item))

    def _point(self, block: Block) -> Iterator[str]:
        if self._list is not None and self._list[0] == block.part and self._list[1] and not block.counted:
            yield _paragraph(block, name_of(block))  # deeper than lists go: it stands below the last one, uncounted
            return
        if self._list != (block.part, block.counted):
            yield self._close(0)
            self._list = block.part, block.counted
        if block.level <= self._depth:
            yield self._close(block.level)
            yield "</text:list-item><text:list-item>"
        while self._depth < block.level:
            name = f' text:style-name="{LIST if block.counted else PLAIN_LIST}"' if not self._depth else ""
            self._depth += 1
            yield f"<text:list{name}><text:list-item>"
        yield _paragraph(block, name_of(block))

    def _close(self, depth: int) -> str:
        """The ends of the lists that are deeper."""
        ends = "</text:list-item></text:list>" * (self._depth - depth)
        self._depth = min(self._depth, depth)
        if not depth:
            self._list = None
        return ends

    def _table(self, table: Table) -> Iterator[str]:
        self._tables += 1
        name, number = f"Clash{self._tables}", len(table.widths)
        yield f'<table:table table:name="{name}" table:style-name="ClashTable">'
        for at, width in enumerate(table.widths):
            column = f"{name}.{at + 1}"
            self.columns.append(
                f'<style:style style:name="{column}" style:family="table-column"><style:table-column-properties '
                f'style:column-width="{170 * width / sum(table.widths):.1f}mm"/></style:style>'
            )
            yield f'<table:table-column table:style-name="{column}"/>'
        yield "<table:table-header-rows><table:table-row>"
        yield from (_cell((Block("cell", (Run(title),)),), "Table_20_Heading") for title in table.titles)
        yield "</table:table-row></table:table-header-rows>"
        for row in table.rows:
            yield '<table:table-row table:style-name="ClashRow">'
            if row.is_head:
                yield _cell(row.cells[0], "Map_20_Issue", number)
                yield "<table:covered-table-cell/>" * (number - 1)
            else:
                yield from (_cell(cell, "Table_20_Contents") for cell in row.cells)
            yield "</table:table-row>"
        yield "</table:table>"


def _cell(blocks: Iterable[Block], style: str, span: int = 1) -> str:
    spans = f' table:number-columns-spanned="{span}"' if span > 1 else ""
    inner = "".join(_paragraph(block, style) for block in blocks) or f'<text:p text:style-name="{style}"/>'
    return (
        f'<table:table-cell table:style-name="ClashCell" office:value-type="string"{spans}>{inner}</table:table-cell>'
    )


def _paragraph(block: Block, style: str) -> str:
    runs = "".join(map(_run, block.runs))
    if block.style == "heading":
        return f'<text:h text:style-name="{style}" text:outline-level="{block.level}">{runs}</text:h>'
    return f'<text:p text:style-name="{style}">{runs}</text:p>'


def _run(run: Run) -> str:
    text = _SPACES.sub(_space, xml_text(run.text))
    if run.style and text:
        text = f'<text:span text:style-name="Map_20_{run.style.capitalize()}">{text}</text:span>'
    if run.href and text:
        text = f'<text:a xlink:type="simple" xlink:href="{xml_text(run.href)}">{text}</text:a>'
    return text


def _space(match: re.Match[str]) -> str:
    """White space as OpenDocument keeps it."""
    if match[0] == "\n":
        return "<text:line-break/>"
    return "<text:tab/>" if match[0] == "\t" else f'<text:s text:c="{len(match[0])}"/>'
