"""The right pane: the article as it will be read, and dimmed what of it is hidden."""

from __future__ import annotations

from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from models.importing.building import Built, is_shown
from models.messages import _
from models.texts import BlockKind, Layout
from ui.article.document import ASIDE, INDENT
from ui.article.highlights import Strip
from ui.article.lines import baseline
from ui.importing.marking import Marking
from ui.importing.places import in_parts
from ui.importing.sheet import Sheet, SheetDocument
from ui.theme import Theme

NUMBER_GAP = 10
MUTED = ASIDE | {BlockKind.BYLINE}
FONTS = {
    BlockKind.TITLE: "title",
    BlockKind.SUBTITLE: "subtitle",
    BlockKind.HEADING: "heading",
    BlockKind.BYLINE: "small",
    BlockKind.FOOTNOTE: "small",
    BlockKind.CAPTION: "caption",
    BlockKind.AUTHOR_NOTE: "caption",
}


class StoredDocument(SheetDocument):
    """A reading text with its hidden blocks, or without."""

    def font(self, index: int) -> QFont:
        return self.fonts[FONTS.get(self.blocks[index].kind, "text")]

    def indent(self, index: int) -> int:
        block = self.blocks[index]
        deeper = max(0, block.level - 1) if block.kind is BlockKind.ITEM else 0
        return self.reading.indented(INDENT.get(block.kind, 0) * (1 + deeper))

    def line_width(self, index: int) -> int:
        quote = self.blocks[index].kind is BlockKind.QUOTE
        return max(40, self.width - self.indent(index) * (2 if quote else 1))


class Stored(Sheet):
    """Shows what will be stored."""

    LEFT = 52

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._why: dict[int, str] = {}  # the words over hidden blocks, by the blocks' indices in the layout
        self._with_hidden = True
        self._built: Built | None = None
        self._marking: Marking | None = None
        super().__init__(theme, _("As it will be stored"), parent)

    def _fonts(self) -> dict[str, QFont]:
        theme, size = self._theme, self._theme.reading.size
        title, small = theme.reading_font(700), theme.reading_font()
        title.setPixelSize(round(size * 1.3))
        small.setPixelSize(max(11, round(size * 0.875)))
        return {
            **super()._fonts(),
            "title": title,
            "subtitle": theme.reading_font(400, True),
            "small": small,
        }

    def show_built(self, built: Built, marking: Marking, keep: int | None = None) -> None:
        """`keep`: an offset of the text that stays where the first line in sight stands."""
        self._built, self._marking = built, marking
        self._why = {}
        for at, block in enumerate(built.layout.blocks):
            why = marking.why_hidden(built.origins[at], block) if not is_shown(block) else ""
            if why:
                self._why[at] = why
        self._show(keep)

    def clear(self) -> None:
        self._built = self._marking = None
        self.show_document(None)

    @property
    def shows_hidden(self) -> bool:
        return self._with_hidden

    @property
    def hidden_count(self) -> int:
        """How many blocks will not be read."""
        return len(self._why)

    def set_with_hidden(self, on: bool) -> None:
        """Show what is hidden, dimmed, or leave it out of sight. What is read stays where it is."""
        if on != self._with_hidden:
            self._with_hidden = on
            self._show(self.first_line()[0] if self._document is not None else None)

    def _show(self, keep: int | None) -> None:
        built, marking = self._built, self._marking
        if built is None or marking is None:
            return
        blocks, owners = in_parts(built.text, built.layout.blocks)
        if not self._with_hidden and len(self._why) < len(built.layout.blocks):
            pairs = [(b, o) for b, o in zip(blocks, owners, strict=True) if o not in self._why]
            blocks, owners = [b for b, _o in pairs], [o for _b, o in pairs]
        labels: dict[int, str] = {}
        before = ""
        for block, owner in zip(blocks, owners, strict=True):
            word = self._why.get(owner) or marking.noted(block)
            if word and word != before:
                labels[block.start] = word
            before = word
        reading, width = self._theme.reading, self.columns.text_width
        document = StoredDocument(built.text, Layout(tuple(blocks), ()), self._fonts(), width, reading, labels, owners)
        self.show_document(document, keep)

    def hint(self, index: int) -> str:
        document, marking = self.document, self._marking
        if document is None or marking is None:
            return ""
        return self._why.get(document.owners[index]) or marking.noted(document.blocks[index])

    def is_muted(self, block: int) -> bool:
        document = self.document
        return document is not None and (document.owners[block] in self._why or document.blocks[block].kind in MUTED)

    def paint_over(self, painter: QPainter, block: int, strip: Strip) -> None:
        document, tokens = self.document, self._theme.tokens
        if document is None:
            return
        if document.owners[block] in self._why:
            return
        number = document.blocks[block].number
        if number is not None and strip.first == 0:
            painter.setFont(self._theme.small_font())
            painter.setPen(tokens.muted)
            label, x = str(number), self.columns.text_x - NUMBER_GAP
            base = round(strip.y + baseline(document.fonts["text"], document.line))
            painter.drawText(x - painter.fontMetrics().horizontalAdvance(label), base, label)
