"""Passages in words: where they stand in an article, and which of several equal ones is meant."""

from __future__ import annotations

import bisect
import re

from models.entities import Anchor
from models.messages import N_, _
from models.project import Project
from models.report_parts import Passage
from models.texts import Block, BlockKind, Layout

PLACE_WORDS = {
    BlockKind.TITLE: N_("heading"),
    BlockKind.HEADING: N_("heading"),
    BlockKind.SUBTITLE: N_("heading"),
    BlockKind.CAPTION: N_("caption"),
    BlockKind.FOOTNOTE: N_("footnote"),
    BlockKind.AUTHOR_NOTE: N_("note on the author"),
}
ELSEWHERE_IN_TEXT = N_("outside the paragraphs")


def place_words(layout: Layout, start: int) -> str:
    """Where a passage starts, in words."""
    if not layout.blocks:
        return _(ELSEWHERE_IN_TEXT)
    block = layout.blocks[layout.block_at(start)]
    number = layout.number_at(start)
    place = f"¶ {number}" if number is not None else _(PLACE_WORDS.get(block.kind, ELSEWHERE_IN_TEXT))
    page = layout.page_at(start)
    return _("{place}, p. {page}").format(place=place, page=page) if page else place


def quote_paragraphs(text: str, layout: Layout, anchor: Anchor) -> str:
    """The anchor's quote with a line feed only where a paragraph of the article ends."""
    exact = anchor.exact
    if text[anchor.start : anchor.end] == exact and layout.blocks:
        parts = []
        for at in range(layout.block_at(anchor.start), len(layout.blocks)):
            block = layout.blocks[at]
            if block.start >= anchor.end:
                break
            part = text[max(block.start, anchor.start) : min(block.end, anchor.end)]
            parts.append(part.replace("\n", " "))
        if " ".join(parts).split() == exact.split():
            return "\n".join(part for part in parts if part.strip())
    return "\n".join(part.replace("\n", " ") for part in re.split(r"\n[^\S\n]*\n\s*", exact))


class PassageReader:
    """An article and the passages in it."""

    def __init__(self, project: Project, article_id: str) -> None:
        self._article = project.article(article_id)
        self._text = project.text(article_id)
        self._layout = project.layout(article_id)
        self._starts = [block.start for block in self._layout.blocks]
        self._words: dict[int, str] = {}

    def passage(self, anchor: Anchor, *, is_home: bool) -> Passage:
        layout, start = self._layout, anchor.start
        at = self._block_at(start)
        block = layout.blocks[at] if layout.blocks else None
        where = self._where(start, at)
        if block is not None and block.start <= start and anchor.end <= block.end and "\n" not in anchor.exact:
            quote = anchor.exact  # within a line of a paragraph
        else:
            quote = quote_paragraphs(self._text, layout, anchor)
        nth, count = self._occurrence(anchor, block, where)
        title = "" if is_home else self._article.title
        return Passage(
            quote,
            where if is_home else f"{where}, “{title}”",
            where,
            title,
            nth,
            count,
            layout.page_at(start) if layout.breaks else block.page if block is not None else "",
            (block.number or 0) if block is not None else 0,
            self._article.citekey,
        )

    def _block_at(self, start: int) -> int:
        return max(0, bisect.bisect_right(self._starts, start) - 1)

    def _where(self, start: int, block: int) -> str:
        """The place in words; where no page ends within a paragraph it is the paragraph's."""
        if self._layout.breaks:
            return place_words(self._layout, start)
        if block not in self._words:
            self._words[block] = place_words(self._layout, start)
        return self._words[block]

    def _occurrence(self, anchor: Anchor, block: Block | None, where: str) -> tuple[int, int]:
        """(which of the equal passages of its place this one is, how many there are); (0, 0) where it is alone."""
        text, exact = self._text, anchor.exact.strip()
        if block is None or block.number is None:
            first, last = 0, len(text)  # several headings, captions or notes share one name
        else:
            first, last = block.start, min(block.end + len(exact), len(text))
        begin = anchor.start + len(anchor.exact) - len(anchor.exact.lstrip())
        found: list[int] = []
        at = text.find(exact, first, last) if exact else -1
        if at >= 0 and text.find(exact, at + 1, last) < 0:
            return 0, 0
        while at >= 0:
            if self._where(at, self._block_at(at)) == where:
                found.append(at)
            at = text.find(exact, at + 1, last)
        return (found.index(begin) + 1, len(found)) if len(found) > 1 and begin in found else (0, 0)
