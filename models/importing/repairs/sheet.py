"""An extract laid out for those who look for repairs: its blocks with their words, and what is already spoken for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from statistics import median

from models.importing.extract import Extract, Flow
from models.importing.languages import language_of
from models.importing.repair import Repair
from models.importing.repairs.lines import ends_sentence, word_count
from models.texts import NUMBERED, BlockKind

_LOW_START = re.compile(r"[^\W\d_]{3}[.!?]\s+[a-zа-яà-öø-ÿ]")
_HIGH_START = re.compile(r"[^\W\d_]{3}[.!?]\s+[A-ZА-ЯÀ-ÖØ-Þ]")
LONG = 80  # code points: no line of a heading, a list of names or verse
LONG_UNSPACED = 36


class Sheet:
    """`texts[i]` are the words of `blocks[i]`. `taken`: blocks that a repair has spoken for."""

    def __init__(self, extract: Extract) -> None:
        self.extract = extract
        self.text = extract.text
        self.flow = extract.flow
        self.blocks = extract.blocks
        self.texts = [extract.text[b.start : b.end] for b in extract.blocks]
        self.taken: set[int] = {at for at, b in enumerate(extract.blocks) if b.hidden or b.kind is BlockKind.FURNITURE}

    def __len__(self) -> int:
        return len(self.blocks)

    @cached_property
    def language(self) -> str:
        return self.extract.about.language or language_of(self.text)

    @cached_property
    def prose(self) -> list[bool]:
        """Which blocks are long enough to be paragraphs of running text."""
        return [is_long(text) and self.blocks[at].kind in NUMBERED for at, text in enumerate(self.texts)]

    @cached_property
    def stopped(self) -> float:
        """The share of the paragraphs of running text that end with a stop; 0 where there are none."""
        found = [ends_sentence(text) for text, prose in zip(self.texts, self.prose, strict=True) if prose]
        return sum(found) / len(found) if found else 0.0

    @cached_property
    def low(self) -> bool:
        """Whether sentences begin with small letters in this text, as some people write."""
        sample = self.text[:100_000]
        return len(_LOW_START.findall(sample)) > 1 + len(_HIGH_START.findall(sample))

    @cached_property
    def usual_length(self) -> float:
        """The median length of a paragraph of running text, in code points."""
        lengths = [len(text) for text, prose in zip(self.texts, self.prose, strict=True) if prose]
        return median(lengths) if lengths else 0

    def take(self, repairs: Iterable[Repair]) -> None:
        """Let the blocks that these repairs mark be spoken for."""
        for repair in repairs:
            if repair.on:
                self.taken.update(self.places[mark.start] for mark in repair.marks)

    @cached_property
    def places(self) -> dict[int, int]:
        """The index of each block by where it begins."""
        return {block.start: at for at, block in enumerate(self.blocks)}

    def free(self, at: int) -> bool:
        return 0 <= at < len(self.blocks) and at not in self.taken

    def next_free(self, at: int, step: int = 1) -> int | None:
        """The nearest block behind (or before) `at` that no repair has spoken for."""
        at += step
        while 0 <= at < len(self.blocks):
            if at not in self.taken:
                return at
            at += step
        return None

    def gap(self, at: int) -> int:
        """How many line breaks stand between a block and the one after it."""
        return self.text.count("\n", self.blocks[at].end, self.blocks[at + 1].start)

    @property
    def is_plain(self) -> bool:
        """Whether structure has to be guessed from words: plain text and PDF."""
        return self.flow is not Flow.SET


def is_long(text: str) -> bool:
    return len(text) >= LONG or (
        len(text) >= LONG_UNSPACED and not text.isascii() and word_count(text) * 2 > len(text) * 0.8
    )
