"""Odd spaces and letters set as one: the same words in the characters that people type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from unicodedata import normalize

from models.importing.repair import Repair, RepairKind, Swap
from models.importing.repairs.sheet import Sheet

ODD = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u2028\u2029\u0085\u000b\u000c]")
EMPTY = re.compile("[\u200b\u2060\ufeff]")  # of no width; the joiners of Persian and of emoji are letters' business
LIGATURES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17]")


def find_spaces(sheet: Sheet) -> Iterator[Repair]:
    yield from _everywhere(sheet, RepairKind.SPACES, re.compile(f"{ODD.pattern}|{EMPTY.pattern}"), _spaced)


def find_ligatures(sheet: Sheet) -> Iterator[Repair]:
    yield from _everywhere(sheet, RepairKind.LIGATURES, LIGATURES, lambda letter: normalize("NFKC", letter))


def _spaced(character: str) -> str:
    return "" if EMPTY.match(character) else " "


def _everywhere(
    sheet: Sheet, kind: RepairKind, sought: re.Pattern[str], become: Callable[[str], str]
) -> Iterator[Repair]:
    if sheet.text.isascii():
        return
    becomes: dict[str, str] = {}
    swaps = []
    blocks = iter(sheet.blocks)
    block = next(blocks, None)
    for match in sought.finditer(sheet.text):
        at, character = match.start(), match[0]
        while block is not None and block.end <= at:
            block = next(blocks, None)
        if block is None:
            break
        if at >= block.start:
            if character not in becomes:
                becomes[character] = become(character)
            swaps.append(Swap(at, at + 1, becomes[character]))
    if swaps:
        yield Repair(kind, swaps[0].start, swaps[-1].end, swaps=tuple(swaps), count=len(swaps))
