"""What is shown of an article that came in, made at once or in a job."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from models.importing.building import Built, is_shown
from models.importing.incoming import Incoming
from ui.importing.marking import Marking
from ui.importing.places import Places


@dataclass(frozen=True, slots=True)
class Counts:
    """Of what will be read; `hidden` are the blocks that will not be."""

    words: int
    paragraphs: int
    pages: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article under the repairs that are switched on."""

    came: Incoming
    built: Built
    places: Places
    marking: Marking

    def counts(self) -> Counts:
        """Some 15 ms a megabyte."""
        built, blocks = self.built, self.built.layout.blocks
        shown = [block for block in blocks if is_shown(block)]
        words = sum(len(built.text[block.start : block.end].split()) for block in shown)
        paragraphs = sum(block.number is not None for block in shown)
        return Counts(words, paragraphs, len(self.came.extract.pages), len(blocks) - len(shown))


def prepare(came: Incoming, off: Collection[str], on: Collection[str]) -> Prepared:
    """Carry out the repairs. Pure; long for long texts."""
    repairs = came.chosen(off, on)
    built = came.built(off, on)
    return Prepared(came, built, Places(came.extract, built), Marking(came.extract, repairs))


def weight(came: Incoming) -> int:
    """How long `prepare` takes, in blocks and repairs."""
    return len(came.extract.blocks) + 2 * len(came.repairs)
