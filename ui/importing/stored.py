"""The right pane: the article as it will be read, and dimmed what of it is hidden."""

from __future__ import annotations

from dataclasses import dataclass

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
from ui.importing.sheet import Sheet
from ui.importing.sheet_document import Measures, SheetDocument
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


@dataclass(frozen=True, slots=True)
class StoredSet:
    """A built article set for the page. `why`: words over hidden blocks, by the blocks' indices in the layout."""

    document: StoredDocument
    marking: Marking
    why: dict[int, str]
    with_hidden: bool


def set_stored(built: Built, marking: Marking, measures: Measures, with_hidden: bool) -> StoredSet:
    """Without `with_hidden` what is hidden takes no room, unless there is nothing else. Long for long texts."""
    all_blocks = built.layout.blocks
    why = {
        at: marking.why_hidden(built.origins[at], block) for at, block in enumerate(all_blocks) if not is_shown(block)
    }
    blocks, owners = in_parts(built.text, all_blocks)
    if not with_hidden and len(why) < len(all_blocks):
        pairs = [(b, o) for b, o in zip(blocks, owners, strict=True) if o not in why]
        blocks, owners = [b for b, _o in pairs], [o for _b, o in pairs]
    labels: dict[int, str] = {}
    before = ""
    for block, owner in zip(blocks, owners, strict=True):
        word = why.get(owner) or marking.noted(block)
        if word and word != before:
            labels[block.start] = word
        before = word
    fonts, width, reading = measures
    document = StoredDocument(built.text, Layout(tuple(blocks), ()), fonts, width, reading, labels, owners)
    return StoredSet(document, marking, why, with_hidden)


class Stored(Sheet):
    """Shows what will be stored."""

    LEFT = 52

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._set: StoredSet | None = None
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

    def show_set(self, made: StoredSet, keep: int | None = None) -> None:
        """`keep`: an offset of the text that stays where the first line in sight stands."""
        self._set = made
        self.show_document(made.document, keep)

    def clear(self) -> None:
        self._set = None
        self.show_document(None)

    @property
    def hidden_count(self) -> int:
        """How many blocks will not be read."""
        return len(self._set.why) if self._set is not None else 0

    def hint(self, index: int) -> str:
        made = self._set
        if made is None:
            return ""
        return made.why.get(made.document.owners[index]) or made.marking.noted(made.document.blocks[index])

    def is_muted(self, block: int) -> bool:
        made = self._set
        if made is None:
            return False
        return made.document.owners[block] in made.why or made.document.blocks[block].kind in MUTED

    def paint_over(self, painter: QPainter, block: int, strip: Strip) -> None:
        made, tokens = self._set, self._theme.tokens
        if made is None:
            return
        if made.document.owners[block] in made.why:
            self.paint_dashes(painter, strip)
            return
        number = made.document.blocks[block].number
        if number is not None and strip.first == 0:
            painter.setFont(self._theme.small_font())
            painter.setPen(tokens.muted)
            label, x = str(number), self.columns.text_x - NUMBER_GAP
            base = round(strip.y + baseline(made.document.fonts["text"], made.document.line))
            painter.drawText(x - painter.fontMetrics().horizontalAdvance(label), base, label)
