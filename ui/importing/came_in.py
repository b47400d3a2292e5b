"""The left pane: what came in, line for line, with marks where repairs change it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF, QTextLayout
from PySide6.QtWidgets import QWidget

from models.importing.extract import Extract
from models.messages import _
from models.texts import Layout
from ui.article.highlights import Strip
from ui.article.lines import Laid, break_lines, printable
from ui.importing.marking import Marking
from ui.importing.places import in_parts
from ui.importing.sheet import BESIDE, Sheet
from ui.importing.sheet_document import Measures, SheetDocument
from ui.theme import Reading, Theme

RAW = Reading(size=13, spacing=20 / 13)  # the interface face: this is no print yet
BREAK = "\u2028"  # breaks a line where the text breaks it


class RawDocument(SheetDocument):
    """An extract's text with its own line breaks and empty lines."""

    def __init__(self, extract: Extract, measures: Measures) -> None:
        fonts, width, _reading = measures
        blocks, owners = in_parts(extract.text, extract.blocks)
        super().__init__(extract.text, Layout(tuple(blocks), ()), fonts, width, RAW, page_labels(extract), owners)

    def set_measures(self, fonts: dict[str, QFont], reading: Reading, width: int) -> None:
        super().set_measures(fonts, RAW, width)

    def estimate(self, index: int, lines: int) -> int:
        return max(lines, self.text.count("\n", self.starts[index], self.ends[index]) + 1)

    def own_gap(self, index: int, gap: int) -> int:
        """As many lines as were empty, two at most."""
        if index == 0:
            return gap
        if self.owners[index] == self.owners[index - 1]:
            return 0
        empty = self.text.count("\n", self.ends[index - 1], self.starts[index]) - 1
        return min(2, max(0, empty)) * self.line

    def indent(self, index: int) -> int:
        return 0

    def font(self, index: int) -> QFont:
        return self.fonts["text"]

    def lay_out(self, index: int) -> Laid:
        block, font = self.blocks[index], self.font(index)
        text = printable(self.text[block.start : block.end])
        layout = QTextLayout(text.replace("\n", BREAK), font)
        layout.setCacheEnabled(True)
        return Laid(text, layout, break_lines(layout, font, self.line_width(index), self.line))


def page_labels(extract: Extract) -> dict[int, str]:
    """A word over the first block of each page, which also tells of pages without text before it."""
    known = {label: at for at, label in enumerate(extract.pages)}
    labels: dict[int, str] = {}
    last, at = "", -1
    for block in extract.blocks:
        if block.page and block.page != last:
            words, here = _("Page {label}").format(label=block.page), known.get(block.page, at + 1)
            if here > at + 1 and extract.pages:
                words = f"{_empty(extract.pages[at + 1], extract.pages[here - 1])} · {words}"
            labels[block.start] = words
            last, at = block.page, here
    return labels


def _empty(first: str, last: str) -> str:
    if first == last:
        return _("Page {label} without text").format(label=first)
    return _("Pages {first} to {last} without text").format(first=first, last=last)


class CameIn(Sheet):
    """Shows an extract and, by `mark`, what repairs do to it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._extract: Extract | None = None
        self._marking: Marking | None = None
        super().__init__(theme, _("As it came in"), parent)

    def _fonts(self) -> dict[str, QFont]:
        font = self._theme.interface_font()
        return {"text": font, "heading": font, "caption": font}

    def show_raw(self, extract: Extract, document: RawDocument, marking: Marking) -> None:
        self._extract, self._marking = extract, marking
        self.show_document(document)

    def clear(self) -> None:
        self._extract = self._marking = None
        self.show_document(None)

    def mark(self, marking: Marking) -> None:
        """Other repairs are carried out."""
        self._marking = marking
        self.viewport().update()

    def _origin(self, index: int) -> int:
        assert self._extract is not None and self.document is not None
        return self._extract.blocks[self.document.owners[index]].start

    def hint(self, index: int) -> str:
        if self._marking is None or self._extract is None or self.document is None:
            return ""
        return self._marking.why_hidden(self._origin(index), self._extract.blocks[self.document.owners[index]])

    def is_muted(self, block: int) -> bool:
        return bool(self.hint(block))

    def paint_under(self, painter: QPainter, block: int, strip: Strip) -> None:
        marking, tokens = self._marking, self._theme.tokens
        if marking is None or self._document is None:
            return
        for start, end, goes in marking.swaps(*strip.extent):
            for box in strip.boxes(start, end):
                painter.fillRect(box, tokens.line if goes else tokens.partner)
                painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), tokens.accent)
        cut = marking.joined.get(self._origin(block), 0)
        for box in strip.boxes(self._document.ends[block] - cut, self._document.ends[block]) if cut else ():
            painter.fillRect(box, tokens.line)

    def paint_over(self, painter: QPainter, block: int, strip: Strip) -> None:
        marking, document, tokens = self._marking, self.document, self._theme.tokens
        if marking is None or document is None:
            return
        origin = self._origin(block)
        if self.hint(block):
            self.paint_dashes(painter, strip)
        elif origin in marking.marked:
            top, foot = strip.y + strip.first * document.line + 3, strip.y + (strip.last + 1) * document.line - 3
            painter.fillRect(QRectF(strip.x - BESIDE, top, 2, foot - top), tokens.accent)
        if origin in marking.joined and (
            block + 1 == len(document) or document.owners[block + 1] != document.owners[block]
        ):
            self._paint_turn(painter, strip, len(strip.laid) - 1)
        for start, end, _goes in marking.swaps(*strip.extent):
            if "\n" in document.text[start:end]:
                self._paint_turn(painter, strip, strip.laid.line_of(max(0, start - strip.start)))

    def _paint_turn(self, painter: QPainter, strip: Strip, line: int) -> None:
        """Behind a line: it goes on in what follows."""
        if not strip.first <= line <= strip.last:
            return
        pitch = strip.reading.line
        x = strip.x + strip.laid.layout.lineAt(line).naturalTextRect().right() + 5
        y = strip.y + line * pitch + pitch / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.tokens.accent, 1.4))
        painter.drawPolyline(QPolygonF([QPointF(x + 8, y - 4), QPointF(x + 8, y + 2), QPointF(x, y + 2)]))
        painter.drawPolyline(QPolygonF([QPointF(x + 3, y - 1), QPointF(x, y + 2), QPointF(x + 3, y + 5)]))
        painter.restore()
