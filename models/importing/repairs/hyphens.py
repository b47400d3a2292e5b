"""Words divided at the end of a line, and the soft hyphens that say where they might be.

A hyphen at a line's end goes when the text has the word without it elsewhere, and stays when it has the compound. Where
it has neither, it goes in a text that divides words, and stays in one whose lines just happened to end in compounds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from models.importing.extract import Flow
from models.importing.repair import Join, Repair, RepairKind, Swap
from models.importing.repairs.sheet import Sheet
from models.texts import BlockKind

DIVIDES = 0.04  # of the lines end with a hyphen: the text divides words
_SOFT = re.compile("[\u00ad\ufffe\x02]+(?:[ \t]*\n[ \t]*)?")
_AT_END = re.compile(r"(?<=[^\W\d_])[-‐]([ \t]*\n[ \t]*)(?=[^\W\d_])")
_LEFT = re.compile(r"[^\W_](?:[^\W_]|['’.‐-](?=[^\W_])){0,40}$")
_RIGHT = re.compile(r"[^\W_]{1,40}(?:['’][^\W_]{1,10})?")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:[-‐][^\W\d_]+(?:['’][^\W\d_]+)*)*")


class _Words:
    """The words of the text that stand whole within a line, to decide by."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @cached_property
    def known(self) -> Counter[str]:
        return Counter(_WORD.findall(self._sheet.text.casefold()))

    @cached_property
    def divides(self) -> bool:
        lines = self._sheet.text.count("\n") + 1
        return len(_AT_END.findall(self._sheet.text)) > DIVIDES * lines

    def drop(self, left: str, right: str) -> bool:
        """Whether the hyphen between the two goes."""
        if not right[:1].islower():
            return right[:1].isalpha() and not right[:1].isupper()
        before, after = left.casefold(), right.casefold()
        if before + after in self.known:
            return True
        if f"{before}-{after}" in self.known or "-" in left or "." in left:
            return False
        parts = len(after) > 2 and self.known[before] > 1 and self.known[after] > 1  # once: its parts
        return self.divides and not parts


def find_hyphens(sheet: Sheet, joins: list[Repair]) -> Iterator[Repair]:
    soft = tuple(_soft(sheet))
    if soft:
        yield Repair(RepairKind.HYPHEN, soft[0].start, soft[-1].end, swaps=soft, count=len(soft))
    words = _Words(sheet)
    if sheet.flow in (Flow.WRAPPED, Flow.PAGES):
        yield from _within(sheet, words)
    yield from _across(sheet, words, joins)


def _soft(sheet: Sheet) -> Iterator[Swap]:
    blocks = iter(sheet.blocks)
    block = next(blocks, None)
    for match in _SOFT.finditer(sheet.text):
        while block is not None and block.end <= match.start():
            block = next(blocks, None)
        if block is None:
            return
        if block.start < match.start() and match.end() < block.end:
            yield Swap(match.start(), match.end(), "")


def _within(sheet: Sheet, words: _Words) -> Iterator[Repair]:
    for at, block in enumerate(sheet.blocks):
        text = sheet.texts[at]
        if "\n" not in text or block.kind is BlockKind.FURNITURE:
            continue
        for match in _AT_END.finditer(text):
            left, right = _around(text, match.start(), match.end())
            swap = Swap(block.start + match.start(), block.start + match.end(), "")
            if left and right and words.drop(left, right):
                yield Repair(RepairKind.HYPHEN, swap.start, swap.end, swaps=(swap,))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    left, right = _LEFT.search(text[max(0, start - 42) : start]), _RIGHT.match(text, end)
    return (left[0] if left else ""), (right[0] if right else "")


def _across(sheet: Sheet, words: _Words, joins: list[Repair]) -> Iterator[Repair]:
    """Words divided between two blocks: the hyphen goes with the join."""
    places = {block.start: at for at, block in enumerate(sheet.blocks)}
    for repair in joins:
        for join in repair.joins:
            first, second = sheet.texts[places[join.after]], sheet.texts[places[join.start]]
            if len(first) < 2 or first[-1] not in "-‐\u00ad\ufffe\x02":
                continue
            left, right = _around(first + second, len(first) - 1, len(first))
            right = (_RIGHT.match(second) or [""])[0]
            if left and right and (first[-1] not in "-‐" or words.drop(left, right)):
                cut = Join(join.after, join.start, "", 1)
                yield Repair(RepairKind.HYPHEN, repair.start - 1, repair.end, joins=(cut,), on=repair.on)
