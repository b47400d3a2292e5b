"""Edits of what the blocks of an article are: heading, paragraph, quotation, caption, site text.

No offset moves: a block that is set aside keeps its place in the reading text.
"""

from __future__ import annotations

from dataclasses import replace

from models.anchors import folded_words
from models.edits import Edit, changed
from models.entities import Article
from models.errors import UserError
from models.messages import Message, message, shorten
from models.ports import Reader
from models.texts import NUMBERED, Block, BlockKind, Layout, content_hash, numbered

REPEATED_WORDS = 8  # a shorter line (a refrain, "Yes.") may well be meant twice


def change_block_kind(reader: Reader, article_id: str, start: int, end: int, kind: BlockKind) -> Edit:
    """Let every block that [start, end) touches be of another kind."""
    article, layout = reader.article(article_id), reader.layout(article_id)
    first, last = layout.block_at(start), layout.block_at(max(start, end - 1))
    touched = range(first, last + 1)
    blocks = [_as_kind(b, kind) if at in touched else b for at, b in enumerate(layout.blocks)]
    text = reader.text(article_id)
    words = shorten(text[layout.blocks[first].start : layout.blocks[last].end]) if layout.blocks else ""
    label = message("edit.block_kind", text=words, block_kind=kind)
    if last > first:
        label = message("edit.blocks_kind", count=last - first + 1, block_kind=kind)
    return _with_blocks(article, layout, blocks, label)


def hide_blocks(reader: Reader, article_id: str, start: int, end: int, hidden: bool) -> Edit:
    """Hide every block that [start, end) touches, or show it again; its passages stay."""
    article, layout, text = reader.article(article_id), reader.layout(article_id), reader.text(article_id)
    first, last = layout.block_at(start), layout.block_at(max(start, end - 1))
    touched = range(first, last + 1)
    blocks = [replace(b, hidden=hidden) if at in touched else b for at, b in enumerate(layout.blocks)]
    words = shorten(text[layout.blocks[first].start : layout.blocks[last].end]) if layout.blocks else ""
    return _with_blocks(article, layout, blocks, message("edit.hide" if hidden else "edit.show_again", text=words))


def set_aside_repeated(reader: Reader, article_id: str) -> Edit:
    """Mark paragraphs that say again what stood before them as site text. Raises UserError when there is none."""
    article, layout, text = reader.article(article_id), reader.layout(article_id), reader.text(article_id)
    repeated = repeated_blocks(text, layout)
    if not repeated:
        raise UserError("article.nothing_repeated")
    blocks = [
        replace(b, kind=BlockKind.FURNITURE, hidden=True) if at in repeated else b for at, b in enumerate(layout.blocks)
    ]
    return _with_blocks(article, layout, blocks, message("edit.set_aside", count=len(repeated)))


def repeated_blocks(text: str, layout: Layout) -> set[int]:
    """Indices of the blocks of running text that say again, word for word, what an earlier one said."""
    seen: set[tuple[str, ...]] = set()
    found = set()
    for at, block in enumerate(layout.blocks):
        if block.kind not in NUMBERED:
            continue
        words = tuple(folded_words(text[block.start : block.end]))
        if len(words) >= REPEATED_WORDS and words in seen:
            found.add(at)
        seen.add(words)
    return found


def _as_kind(block: Block, kind: BlockKind) -> Block:
    level = max(1, block.level) if kind is BlockKind.HEADING else 0
    return replace(block, kind=kind, level=level, hidden=False)


def _with_blocks(article: Article, layout: Layout, blocks: list[Block], label: Message) -> Edit:
    data = Layout(numbered(blocks), layout.pieces, layout.breaks).to_bytes()
    new = replace(article, layout_hash=content_hash(data))
    return Edit(label, tuple(changed(article, new)), {new.layout_hash: data})
