"""What pages are made of, before it is set: paragraphs and rows of tables in reading order. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.messages import Message

PLAIN = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage within a paragraph: [start, end) in code points of it, the kind of its node, the node's number.

    `key` is the same for the parts of one passage in several paragraphs; `begins`: this is the first part.
    """

    start: int
    end: int
    kind: str
    label: str
    key: str
    begins: bool


@dataclass(frozen=True, slots=True)
class Par:
    """One paragraph. `style` is a key of ui.printing.type.STYLES, `indent` in ems.

    `lead` stands before the text, `sign` (a kind) before that. `keep`: it stays with what follows. `number` and
    `breaks` (place, page label) go into the margin. `under`: what it stands below, to be in line with its text.
    """

    text: str
    style: str = "body"
    indent: float = 0.0
    lead: str = ""
    sign: str = ""
    keep: bool = False
    number: str = ""
    breaks: tuple[tuple[int, str], ...] = ()
    marks: tuple[Mark, ...] = ()
    under: Par | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """What the signs in the margin mean."""


@dataclass(frozen=True, slots=True)
class Start:
    """A new page, and what stands in its head and those after it. `margins`: the text has margins for marks."""

    head: str
    margins: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """A table begins: the columns' titles and shares of the width. They are said again on each page.

    `words`: the longest word of each, which should not have to be broken.
    """

    titles: tuple[str, ...]
    shares: tuple[float, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the paragraphs of each of its cells."""

    cells: tuple[tuple[Par, ...], ...]


@dataclass(frozen=True, slots=True)
class End:
    """The table ends."""


Item = Par | Key | Start | Columns | Row | End


@dataclass(slots=True)
class Story:
    """Everything that is to be printed, and what it leaves out."""

    title: str
    author: str = ""
    items: list[Item] = field(default_factory=list)
    losses: list[Message] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        """All words of it."""
        for item in self.items:
            if isinstance(item, Par):
                yield item.text
            elif isinstance(item, Row):
                yield from (par.text for cell in item.cells for par in cell)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)
