"""Paragraphs that say again, word for word, what one before them said: the later one is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.anchors import folded_words
from models.importing.repair import Mark, Repair, RepairKind
from models.importing.repairs.lines import is_unspaced
from models.importing.repairs.sheet import Sheet
from models.texts import NUMBERED, BlockKind

LEAST_WORDS = 8  # a shorter line may well be meant twice
SURE_WORDS = 20  # one paragraph of a run must be as long: what is shorter may be a refrain or a formula
LEAST_UNSPACED, SURE_UNSPACED = 20, 50  # characters, where words are not parted


def find_repeated(sheet: Sheet) -> Iterator[Repair]:
    earlier = _earlier(sheet)
    run: list[int] = []
    for at in sorted(earlier):
        if run and not (at == sheet.next_free(run[-1]) and earlier[at] == sheet.next_free(earlier[run[-1]])):
            yield from _proposed(sheet, run)
            run = []
        run.append(at)
    yield from _proposed(sheet, run)


def _earlier(sheet: Sheet) -> dict[int, int]:
    """For each block that repeats another, the one it repeats."""
    seen: dict[str, int] = {}
    found: dict[int, int] = {}
    for at, block in enumerate(sheet.blocks):
        if block.kind not in NUMBERED or not sheet.free(at) or len(sheet.texts[at]) < LEAST_UNSPACED:
            continue
        key = re.sub(r"[\W_]+", " ", sheet.texts[at].casefold()).strip()
        if key in seen:
            if _size(sheet.texts[at])[0]:
                found[at] = seen[key]
        else:
            seen[key] = at
    return found


def _size(text: str) -> tuple[bool, bool]:
    """Whether a text is long enough to be a repetition, and so long that it surely is one."""
    if is_unspaced(text):
        return len(text) >= LEAST_UNSPACED, len(text) >= SURE_UNSPACED
    words = len(folded_words(text))
    return words >= LEAST_WORDS, words >= SURE_WORDS


def _proposed(sheet: Sheet, run: list[int]) -> Iterator[Repair]:
    sure = any(_size(sheet.texts[at])[1] for at in run)
    for at in run:
        block = sheet.blocks[at]
        mark = Mark(block.start, BlockKind.FURNITURE, hidden=True)
        yield Repair(RepairKind.REPEATED, block.start, block.end, marks=(mark,), on=sure)
