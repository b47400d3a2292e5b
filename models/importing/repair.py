"""One repair of an extract: proposed, shown, switched on or off as a whole. Offsets are places in `Extract.text`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.messages import N_, NN_
from models.texts import BlockKind


class RepairKind(StrEnum):
    """In the order in which they are shown."""

    JOIN = "join"  # a line or a page broke a sentence: two blocks are one, or a line break in a block is a space
    HYPHEN = "hyphen"  # a word was divided at the end of a line
    HEADING = "heading"  # a line in capitals, or set large, is a heading
    HEAD = "head"  # title, subtitle, name, date and publication in the lines before the article
    AUTHOR_NOTE = "author_note"  # who the author is, at the foot
    CAPTION = "caption"  # what stands under a picture; hidden
    RUNNING_HEAD = "running_head"  # what stands on every page, page numbers too; hidden
    REPEATED = "repeated"  # a paragraph that says again what one before it said; hidden
    FURNITURE = "furniture"  # subscription, comment form, "more from", navigation; hidden
    SPACES = "spaces"  # no-break and other odd spaces become spaces
    LIGATURES = "ligatures"  # letters set as one become letters


REPAIR_NAMES: dict[RepairKind, str] = {
    RepairKind.JOIN: N_("Join lines broken in mid-sentence"),
    RepairKind.HYPHEN: N_("Undo hyphenation"),
    RepairKind.HEADING: N_("Headings"),
    RepairKind.HEAD: N_("Title, author and date at the head"),
    RepairKind.AUTHOR_NOTE: N_("Note on the author"),
    RepairKind.CAPTION: N_("Hide captions"),
    RepairKind.RUNNING_HEAD: N_("Hide running heads and page numbers"),
    RepairKind.REPEATED: N_("Hide repeated paragraphs"),
    RepairKind.FURNITURE: N_("Hide site text"),
    RepairKind.SPACES: N_("No-break spaces become spaces"),
    RepairKind.LIGATURES: N_("Ligatures become letters"),
}

REPAIR_COUNTS: dict[RepairKind, tuple[str, str]] = {
    RepairKind.JOIN: NN_("{count} broken line joined", "{count} broken lines joined"),
    RepairKind.HYPHEN: NN_("{count} divided word joined", "{count} divided words joined"),
    RepairKind.HEADING: NN_("{count} heading found", "{count} headings found"),
    RepairKind.HEAD: NN_("{count} line at the head recognised", "{count} lines at the head recognised"),
    RepairKind.AUTHOR_NOTE: NN_("{count} note on the author marked", "{count} notes on authors marked"),
    RepairKind.CAPTION: NN_("{count} caption hidden", "{count} captions hidden"),
    RepairKind.RUNNING_HEAD: NN_("{count} running head hidden", "{count} running heads hidden"),
    RepairKind.REPEATED: NN_("{count} repeated paragraph hidden", "{count} repeated paragraphs hidden"),
    RepairKind.FURNITURE: NN_("{count} piece of site text hidden", "{count} pieces of site text hidden"),
    RepairKind.SPACES: NN_("{count} no-break space replaced", "{count} no-break spaces replaced"),
    RepairKind.LIGATURES: NN_("{count} ligature replaced", "{count} ligatures replaced"),
}


@dataclass(frozen=True, slots=True)
class Swap:
    """[start, end) becomes `words`; it lies within one block, without white space at the block's ends."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The block that begins at `start` is of another kind, and hidden or not."""

    start: int
    kind: BlockKind
    level: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """The block that begins at `after` goes on in the block that begins at `start`, with `glue` between them.

    Blocks between the two (a running head, a footnote) come behind what is joined. `cut` characters at the end of the
    first are left out: the hyphen of a divided word.
    """

    after: int
    start: int
    glue: str = " "
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Repair:
    """[start, end) is what it is about, for showing it. `count`: how many places it mends. `on`: as it is proposed."""

    kind: RepairKind
    start: int
    end: int
    swaps: tuple[Swap, ...] = ()
    marks: tuple[Mark, ...] = ()
    joins: tuple[Join, ...] = ()
    count: int = 1
    on: bool = True

    @property
    def id(self) -> str:
        """The same for the same repair of the same text, so that a choice can be kept."""
        return f"{self.kind} {self.start}"
