"""What repairs do to what came in, as it is marked there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from models.importing.building import is_shown
from models.importing.extract import Extract
from models.importing.repair import Repair, RepairKind
from models.messages import N_, _
from models.texts import Block, BlockKind

HIDDEN_WORDS: dict[RepairKind | None, str] = {
    RepairKind.CAPTION: N_("Hidden: caption"),
    RepairKind.RUNNING_HEAD: N_("Hidden: running head"),
    RepairKind.REPEATED: N_("Hidden: repeated"),
    RepairKind.FURNITURE: N_("Hidden: site text"),
    None: N_("Hidden: not part of the article"),
}
NOTED_WORDS = {
    BlockKind.FOOTNOTE: N_("Footnote"),
    BlockKind.AUTHOR_NOTE: N_("Note on the author"),
}


class Marking:
    """Of an extract under the repairs that are carried out: swaps by place, and joins and hidden blocks by block."""

    def __init__(self, extract: Extract, repairs: Iterable[Repair]) -> None:
        self._swaps: list[tuple[int, int, bool]] = []  # start, end, whether the words only go
        self._hidden: dict[int, RepairKind] = {}
        self.joined: dict[int, int] = {}  # a block's start: how many characters at its end go
        self.marked: set[int] = set()  # blocks that are of another kind
        for repair in repairs:
            self._swaps.extend((swap.start, swap.end, not swap.words) for swap in repair.swaps)
            self.joined.update((join.after, join.cut) for join in repair.joins)
            for mark in repair.marks:
                self.marked.add(mark.start)
                if mark.hidden:
                    self._hidden[mark.start] = repair.kind
        self._swaps.sort()
        self._starts = [swap[0] for swap in self._swaps]
        self._widest = max((swap[1] - swap[0] for swap in self._swaps), default=0)

    def swaps(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        """Those that touch [start, end)."""
        first, last = bisect_left(self._starts, start - self._widest), bisect_right(self._starts, end)
        return [swap for swap in self._swaps[first:last] if swap[0] < end and swap[1] > start]

    def why_hidden(self, origin: int, block: Block) -> str:
        """Why a block is hidden, in words; "" for one that is shown. `origin`: where it begins in what came in."""
        if origin in self._hidden:
            return _(HIDDEN_WORDS.get(self._hidden[origin], HIDDEN_WORDS[None]))
        return "" if is_shown(block) else _(HIDDEN_WORDS[None])

    def noted(self, block: Block) -> str:
        """What a block is called that does not look like what it is."""
        return _(NOTED_WORDS[block.kind]) if block.kind in NOTED_WORDS else ""
