"""A repair in a few words: how the place came in, and how it will be."""

from __future__ import annotations

from bisect import bisect_right

from models.importing.extract import Extract
from models.importing.repair import Join, Repair, Swap
from models.messages import N_, _, shorten
from models.texts import BlockKind
from ui.importing.marking import HIDDEN_WORDS

AROUND, LINE = 22, 60  # characters on each side of a place; of a block's beginning
ODD = str.maketrans({"\u00a0": "␣", "\u202f": "␣", "\u2007": "␣", "\n": "↵", "\u00ad": "‐"})
KIND_WORDS: dict[BlockKind, str] = {
    BlockKind.TITLE: N_("Title"),
    BlockKind.SUBTITLE: N_("Subtitle"),
    BlockKind.BYLINE: N_("Line with author, date or publication"),
    BlockKind.HEADING: N_("Heading"),
    BlockKind.PARAGRAPH: N_("Paragraph"),
    BlockKind.QUOTE: N_("Quotation"),
    BlockKind.ITEM: N_("List item"),
    BlockKind.CAPTION: N_("Caption"),
    BlockKind.FOOTNOTE: N_("Footnote"),
    BlockKind.AUTHOR_NOTE: N_("Note on the author"),
    BlockKind.FURNITURE: N_("Site text"),
}


def sample(extract: Extract, repair: Repair) -> tuple[str, str]:
    """(before, after), each one short line."""
    if repair.joins:
        return _of_join(extract, repair.joins[0])
    if repair.swaps:
        return _of_swap(extract, repair.swaps[0])
    before = shorten(extract.text[repair.start : repair.start + 4 * LINE], LINE)
    if any(mark.hidden for mark in repair.marks):
        return before, _(HIDDEN_WORDS.get(repair.kind, HIDDEN_WORDS[None]))
    names = dict.fromkeys(_(KIND_WORDS[mark.kind]) for mark in repair.marks)
    return before, ", ".join(names)


def _of_join(extract: Extract, join: Join) -> tuple[str, str]:
    first, second = _ends(extract, join.after), _ends(extract, join.start)
    tail = extract.text[max(first[0], first[1] - AROUND) : first[1]]
    head = extract.text[second[0] : min(second[1], second[0] + AROUND)]
    kept = tail[: len(tail) - join.cut] if join.cut else tail
    return f"…{_line(tail)} ↵ {_line(head)}…", f"…{_line(kept + join.glue + head)}…"


def _ends(extract: Extract, start: int) -> tuple[int, int]:
    at = max(0, bisect_right(extract.blocks, start, key=lambda block: block.start) - 1)
    return extract.blocks[at].start, extract.blocks[at].end


def _of_swap(extract: Extract, swap: Swap) -> tuple[str, str]:
    text = extract.text
    tail, head = text[max(0, swap.start - AROUND) : swap.start], text[swap.end : swap.end + AROUND]
    was = text[swap.start : swap.end].translate(ODD)
    was = was.replace("↵", " ↵ ")
    return f"…{_line(tail)}{was}{_line(head)}…", f"…{_line(tail + swap.words + head)}…"


def _line(words: str) -> str:
    """Line breaks as spaces; a space at an end stays."""
    return words.replace("\n", " ")
