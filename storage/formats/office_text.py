"""What the readers of word processors' files have in common: blocks written one after another, page labels, names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.bibliography.names import as_spoken
from models.errors import UserError
from models.importing.dates import iso_date
from models.texts import Block, BlockKind, numbered
from storage.formats.limits import MOST_CHARACTERS

BETWEEN = "\n\n"
_MOST_ON_PAGE = 8000  # characters; more is several pages
_LONG_CELL = 400  # characters; a table with more in a cell lays out a page
CELLS = " | "  # between the cells of a row
_NOBODY = frozenset(
    {
        "admin",
        "administrator",
        "author",
        "microsoft office user",
        "microsoft office-anwender",
        "owner",
        "python-docx",
        "root",
        "unknown",
        "user",
    }
)
_NO_TITLE = re.compile(
    r"(?:microsoft word - .*|.*\.(?:docx?|odt|rtf|dotx?)|(?:document|dokument|untitled|unbenannt) ?\d*)"
)
_AND = re.compile(r";| (?:and|und|et|&) ")
_NEAR = 3  # paragraphs from the top in which a title stands
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph as it was found, with the label of the page that it begins on."""

    kind: BlockKind
    words: str
    level: int = 0
    page: str = ""
    hidden: bool = False

    def as_furniture(self) -> Item:
        return replace(self, kind=BlockKind.FURNITURE, level=0, hidden=True)


def laid_out(items: Iterable[Item], name: str) -> tuple[str, tuple[Block, ...], tuple[str, ...]]:
    """The text of the items, its blocks, and the labels of its pages. Raises UserError for no text, or too much."""
    parts: list[str] = []
    blocks: list[Block] = []
    pages: dict[str, None] = {}
    length = 0
    for item in items:
        words = item.words.strip()
        if not words:
            continue
        if parts:
            parts.append(BETWEEN)
            length += len(BETWEEN)
        parts.append(words)
        blocks.append(Block(length, length + len(words), item.kind, None, item.level, item.page, item.hidden))
        pages.setdefault(item.page)
        length += len(words)
        if length > MOST_CHARACTERS:
            raise UserError("document.too_long", name=name, most=MOST_CHARACTERS)
    if not any(not block.hidden for block in blocks):
        raise UserError("article.no_words", name=name)
    return "".join(parts), numbered(blocks), tuple(page for page in pages if page)


def row_items(cells: list[list[Item]]) -> list[Item]:
    """A table's row: one paragraph when its cells hold a few words each, else the paragraphs of the cells in order."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > 1 or _stands_alone(cell[0]) for cell in filled):
        return [item for cell in filled for item in cell]
    first = filled[0][0]
    hidden = all(cell[0].hidden for cell in filled)
    words = CELLS.join(cell[0].words.strip() for cell in filled)
    return [Item(BlockKind.FURNITURE if hidden else BlockKind.PARAGRAPH, words, 0, first.page, hidden)]


def _stands_alone(item: Item) -> bool:
    return item.kind in _APART or len(item.words) > _LONG_CELL


_APART = frozenset({BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.HEADING, BlockKind.FOOTNOTE})


def trusted_pages(items: list[Item], counted: int | None) -> list[Item]:
    """Items whose pages are known by breaks set by hand only: without page labels where those cannot be all pages.

    `counted` is how many pages the program that wrote the file says there are.
    """
    sizes: dict[str, int] = {}
    for item in items:
        if not item.hidden:
            sizes[item.page] = sizes.get(item.page, 0) + len(item.words)
    if 1 < len(sizes) >= (counted or 0) and max(sizes.values()) <= _MOST_ON_PAGE:
        return items
    return [replace(item, page="") for item in items]


def titled(items: list[Item], known: str) -> tuple[list[Item], str]:
    """The items with one title at most, and what it says. `known` is the title in the file's properties.

    Where no style says "title", it is the one heading of the first level that stands before all else, or the line near
    the top that says what the properties say; without any it is what they say.
    """
    shown = [at for at, item in enumerate(items) if not item.hidden]
    titles = [at for at in shown if items[at].kind is BlockKind.TITLE]
    if not titles:
        tops = [at for at in shown if items[at].kind is BlockKind.HEADING and items[at].level == 1]
        titles = tops if len(tops) == 1 and tops[0] == shown[0] and len(shown) > 1 else []
    if not titles:
        known = "" if _NO_TITLE.fullmatch(known.lower()) else known
        titles = [at for at in shown[:_NEAR] if known and _line(items[at]).lower() == known.lower()][:1]
    if not titles:
        return items, known
    first, *others = titles
    result = list(items)
    result[first] = replace(items[first], kind=BlockKind.TITLE, level=0)
    for at in others:
        result[at] = replace(items[at], kind=BlockKind.HEADING, level=1)
    return result, _line(items[first])


def _line(item: Item) -> str:
    return " ".join(item.words.split())


def subtitle_of(items: Iterable[Item]) -> str:
    return next((_line(item) for item in items if item.kind is BlockKind.SUBTITLE), "")


def people(words: str) -> tuple[str, ...]:
    """The names in a field of authors as they are spoken; none for what a program puts there when nobody does."""
    names: list[str] = []
    for part in _AND.split(words):
        listed = [name.split() for name in part.split(",")]
        several = len(listed) > 1 and all(len(name) > 1 for name in listed)
        names += [" ".join(name) for name in listed] if several else [as_spoken(part)]
    return tuple(name for name in names if name and name.lower() not in _NOBODY)


def day_of(words: str) -> str:
    """The day of a time stamp, "" where it is none."""
    return iso_date(words.strip()[:10])


def label(number: int, style: str) -> str:
    """A page's or note's number as a document counts: "decimal", "lowerRoman", "upperRoman", "lowerLetter", …"""
    if "Roman" in style and 0 < number < 4000:
        rest, roman = number, ""
        for value, letters in _ROMAN + _ROMAN_ONES:
            count, rest = divmod(rest, value)
            roman += letters * count
        return roman.upper() if style.startswith("upper") else roman
    if "Letter" in style and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style.startswith("upper") else letter
    return str(number)
