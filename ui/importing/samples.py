"""A repair in a few words: how the place came in, and how it will be."""

from __future__ import annotations

from bisect import bisect_right

from models.importing.extract import Extract
from models.importing.repair import Join, Repair, Swap
from models.messages import N_, _, shorten
from models.texts import BlockKind
from ui.importing.marking import HIDDEN_WORDS
from ui.importing.places import Range

MANY = 200  # places that are lit at once
AROUND, LINE, WORD = 20, 60, 30  # characters on each side of a place, of a block's beginning, of a long word
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
    first, last = _ends(extract, repair.marks[0].start) if repair.marks else (repair.start, repair.end)
    before = shorten(extract.text[first : min(last, first + 4 * LINE)], LINE)
    if any(mark.hidden for mark in repair.marks):
        return before, _(HIDDEN_WORDS.get(repair.kind, HIDDEN_WORDS[None]))
    names = dict.fromkeys(_(KIND_WORDS[mark.kind]) for mark in repair.marks)
    return before, ", ".join(names)


def spots(extract: Extract, repair: Repair) -> list[Range]:
    """The words that a repair changes, with the words beside them: what is lit."""
    text, found = extract.text, []
    for join in repair.joins:
        end = _ends(extract, join.after)[1]
        found += [_words(text, end - join.cut, end), _words(text, join.start, join.start)]
    found += [_words(text, swap.start, swap.end) for swap in repair.swaps[:MANY]]
    found += [_ends(extract, mark.start) for mark in repair.marks[:MANY]]
    return sorted(set(found)) or [(repair.start, max(repair.end, repair.start + 1))]


def _words(text: str, start: int, end: int) -> Range:
    """[start, end) with the words that it touches or parts."""
    low, high = max(0, start - WORD), end + WORD
    before, after = text[low:start].rstrip(), text[end:high].lstrip()
    at = max(before.rfind(" "), before.rfind("\n")) + 1
    ends = [found for found in (after.find(" "), after.find("\n")) if found >= 0]
    gap = len(text[end:high]) - len(after)
    return low + at, end + gap + min(ends, default=len(after))


def _of_join(extract: Extract, join: Join) -> tuple[str, str]:
    first, second = _ends(extract, join.after), _ends(extract, join.start)
    tail = _tail(extract.text[max(first[0], first[1] - AROUND) : first[1]])
    head = extract.text[second[0] : min(second[1], second[0] + AROUND)]
    kept = tail[: len(tail) - join.cut] if join.cut else tail
    return f"…{_line(tail)} ↵ {_line(head)}…", f"…{_line(kept + join.glue + head)}…"


def _ends(extract: Extract, start: int) -> tuple[int, int]:
    at = max(0, bisect_right(extract.blocks, start, key=lambda block: block.start) - 1)
    return extract.blocks[at].start, extract.blocks[at].end


def _of_swap(extract: Extract, swap: Swap) -> tuple[str, str]:
    text = extract.text
    tail, head = _tail(text[max(0, swap.start - AROUND) : swap.start]), text[swap.end : swap.end + AROUND]
    was = text[swap.start : swap.end].translate(ODD)
    was = was.replace("↵", " ↵ ")
    return f"…{_line(tail)}{was}{_line(head)}…", f"…{_line(tail + swap.words + head)}…"


def _tail(words: str) -> str:
    """From the first whole word on."""
    _part, space, rest = words.partition(" ")
    return rest if space and rest.strip() else words


def _line(words: str) -> str:
    """Line breaks as spaces; a space at an end stays."""
    return words.replace("\n", " ")
