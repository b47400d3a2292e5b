"""Word documents of maps, by python-docx: real headings, multi-level lists, quotations and tables, all by styles.

The body is put together as text and read once, since a map has tens of thousands of paragraphs; styles, lists, pages
and properties are python-docx's.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from models.interchange.features import Feature
from models.messages import N_
from storage.formats.docx_styles import COUNTED, PLAIN, lists, pages, style_names, styles
from storage.formats.needed import needed
from storage.formats.prose import Block, Item, Run, Table, one_line, prose
from storage.formats.prose_choice import OFFICE, carried, choice_of, language_of, newest, told
from storage.formats.registry import Losses, Options, Snapshot, Subject
from storage.formats.zipping import same_bytes, xml_text

NAME = "docx"
TITLE = N_("Word document")
ABOUT = N_("To go on writing in Word, LibreOffice or Google Docs, with headings, lists and a clash table.")
SUBJECT: Subject = "map"
EXTENSIONS = (".docx",)
OPTIONS = OFFICE
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HYPERLINK = f"{_R}/hyperlink"
_PROPERTY = 255  # characters that a property may hold
_WIDTH = 5000  # of a table, in fiftieths of a per cent


def carries(options: Options) -> frozenset[Feature]:
    return carried(choice_of(OPTIONS, options))


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The report as a .docx file. Raises UserError where python-docx is missing."""
    docx = needed("docx")
    choice = choice_of(OPTIONS, options)
    report, pairing, losses = told(snapshot, choice)
    document = docx.Document()
    language = language_of(report)
    styles(document, language)
    pages(document, choice.paper)
    items = list(prose(report, pairing, choice))
    parts = 1 + max((item.part for item in items if isinstance(item, Block)), default=0)
    numbers = lists(document, parts)
    body = _Body(document, numbers).xml(items)
    parsed = needed("docx.oxml").parse_xml(body)
    own = document.element.body
    page = own[-1]  # what describes it stands last
    own.remove(page)
    own.extend(list(parsed))
    own.append(page)
    known = document.core_properties
    known.title = one_line(report.title)[:_PROPERTY]
    readers = dict.fromkeys(one_line(section.annotator) for section in report.sections if section.annotator.strip())
    known.author = known.last_modified_by = "; ".join(readers)[:_PROPERTY]
    known.language, known.comments, known.keywords, known.revision = language, "", "", 1
    known.created = known.modified = newest(snapshot)
    related = document.part.package.rels
    for key in [key for key, each in related.items() if each.reltype.endswith("/thumbnail")]:
        del related[key]  # the template's picture shows another document
    made = io.BytesIO()
    document.save(made)
    return same_bytes(made.getvalue()), losses


class _Body:
    """The paragraphs and tables as XML."""

    def __init__(self, document: Any, numbers: list[int]) -> None:
        self._document = document
        self._numbers = numbers
        self._ids = style_names(document)
        self._rels: dict[str, str] = {}

    def xml(self, items: Iterable[Item]) -> str:
        parts = [f'<w:body xmlns:w="{_W}" xmlns:r="{_R}">']
        for item in items:
            parts.append(self._table(item) if isinstance(item, Table) else self._paragraph(item))
        return "".join((*parts, "</w:body>"))

    def _paragraph(self, block: Block, style: str = "") -> str:
        listed = ""
        if block.style == "point":
            style = self._ids[f"{COUNTED if block.counted else PLAIN} {block.level}"]
            if block.counted and block.part:  # the styles' own list is that of the first case
                number = self._numbers[block.part]
                listed = f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="{number}"/></w:numPr>'
        elif not style:
            style = self._ids[_style(block)]
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{listed}</w:pPr>{"".join(map(self._run, block.runs))}</w:p>'

    def _run(self, run: Run) -> str:
        if not run.text:
            return ""
        looks = self._ids.get(_LOOKS.get(run.style, ""), "")
        if run.href:
            looks = self._ids["Hyperlink"]
        look = f'<w:rPr><w:rStyle w:val="{looks}"/></w:rPr>' if looks else ""
        lines = xml_text(run.text).split("\n")
        words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
        made = f"<w:r>{look}{words}</w:r>"
        return f'<w:hyperlink r:id="{self._rel(run.href)}">{made}</w:hyperlink>' if run.href else made

    def _rel(self, href: str) -> str:
        if href not in self._rels:
            self._rels[href] = self._document.part.relate_to(href, _HYPERLINK, is_external=True)
        return self._rels[href]

    def _table(self, table: Table) -> str:
        whole = sum(table.widths)
        widths = [round(_WIDTH * width / whole) for width in table.widths]
        grid = "".join(f'<w:gridCol w:w="{width * 9600 // _WIDTH}"/>' for width in widths)
        head = "".join(
            self._cell((Block("cell", (Run(title),)),), width, "Table Heading")
            for title, width in zip(table.titles, widths, strict=True)
        )
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
        for row in table.rows:
            if row.is_head:
                cells = self._cell(row.cells[0], _WIDTH, "Table Issue", len(widths))
            else:
                cells = "".join(map(self._cell, row.cells, widths))
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._ids["Clash Table"]}"/><w:tblW w:w="{_WIDTH}" w:type="pct"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
            f'<w:tblCaption w:val="{xml_text(table.name)}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _cell(self, blocks: Iterable[Block], width: int, style: str = "Table Text", span: int = 1) -> str:
        spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        inner = "".join(self._paragraph(block, self._ids[style]) for block in blocks or (Block("cell", ()),))
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/>{spans}</w:tcPr>{inner}</w:tc>'


_LOOKS = {
    **{"label": "Map Label", "strong": "Strong", "emphasis": "Emphasis", "code": "Map Code", "struck": "Map Struck"},
    **{"claim": "Map Claim", "evidence": "Map Evidence", "rebuttal": "Map Rebuttal", "undercut": "Map Rebuttal"},
}
_PLACES = {"more": "Point Text", "quote": "Point Quote", "detail": "Point Detail", "note": "Point Note"}
_ALONE = {"title": "Title", "source": "Map Source", "text": "Body Text", "quote": "Quote", "detail": "Map Detail"}
_ALONE |= {"note": "Map Note", "item": "List Bullet", "more": "Body Text"}


def _style(block: Block) -> str:
    if block.style == "heading":
        return f"Heading {block.level}"
    style = "note" if block.style == "note_item" else block.style
    return f"{_PLACES[style]} {block.level}" if block.level else _ALONE[style]
