"""What is printed on every page: running heads, feet and page numbers. Hidden, and no sentence stops at them.

A line at the top or the end of pages is one when it comes again on others, numbers apart, on all pages or on every
second one, a letter more or less; or when it is a number that grows with the pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from models.importing.extract import Flow
from models.importing.repair import Mark, Repair, RepairKind
from models.importing.repairs.sheet import Sheet
from models.texts import BlockKind

LONGEST = 140
DEEP = 3  # blocks from the top or the end of a page
LEAST_PAGES = 3
ALIKE = 88  # per cent
_NUMBER = re.compile(
    r"[-–—\[(|·•]?\s?(?:(?:page|seite|p\.|s\.|página|pagina|pág\.|стр\.)\s?)?(?P<number>\d{1,4}|[ivxlcdm]{1,8}"
    r"|[IVXLCDM]{1,8})"
    r"(?:\s?(?:/|of|von|de|di|sur|van|из)\s?\d{1,4})?\s?[-–—\])|·•]?",
    re.IGNORECASE,
)
_KINDS = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TITLE, BlockKind.ITEM, BlockKind.BYLINE, BlockKind.FOOTNOTE}
)


def find_running_heads(sheet: Sheet) -> Iterator[Repair]:
    if sheet.flow is not Flow.PAGES:
        return
    pages = _pages(sheet)
    if len(pages) < 2:
        return
    found = _recurring(sheet, pages) | _numbers(sheet, pages)
    title = next((at for at, block in enumerate(sheet.blocks) if block.kind is BlockKind.TITLE), None)
    for at in sorted(found - {title}):  # the title of an article often runs over its pages, and stays
        block = sheet.blocks[at]
        mark = Mark(block.start, BlockKind.FURNITURE, hidden=True)
        yield Repair(RepairKind.RUNNING_HEAD, block.start, block.end, marks=(mark,))


def _pages(sheet: Sheet) -> list[tuple[str, list[int]]]:
    """The label and the blocks of each page that has any, in order."""
    pages: list[tuple[str, list[int]]] = []
    for at, block in enumerate(sheet.blocks):
        if at in sheet.taken:
            continue
        if not pages or pages[-1][0] != block.page:
            pages.append((block.page, []))
        pages[-1][1].append(at)
    return pages


def _edges(sheet: Sheet, blocks: list[int]) -> Iterator[tuple[str, int]]:
    """(where, index) of the short lines at the top and at the end of a page."""
    for where, edge in (("top", blocks[:DEEP]), ("end", list(reversed(blocks[max(DEEP, len(blocks) - DEEP) :])))):
        for at in edge:
            if len(sheet.texts[at]) > LONGEST or sheet.blocks[at].kind not in _KINDS:
                break
            yield where, at


def _recurring(sheet: Sheet, pages: list[tuple[str, list[int]]]) -> set[int]:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)  # folded words -> places, one a page
    for number, (_label, blocks) in enumerate(pages):
        for where, at in _edges(sheet, blocks):
            key = (where, _folded(sheet.texts[at]))
            if key[1]:
                groups[key].append(at)
        del number
    least = min(LEAST_PAGES, len(pages))
    heads = {key: places for key, places in groups.items() if len(places) >= least and _spread(sheet, places)}
    found = {at for places in heads.values() for at in places}
    for key, places in groups.items():
        if key not in heads and any(_alike(key, head) for head in heads):
            found.update(places)
    return found


def _spread(sheet: Sheet, places: list[int]) -> bool:
    """Whether the places stand on as many pages: a line that comes twice on a page is part of the text."""
    return len({sheet.blocks[at].page for at in places}) * 5 >= len(places) * 4


def _folded(text: str) -> str:
    words = re.sub(r"\d+|\b[ivxlcdm]+\b", "#", " ".join(text.casefold().split()))
    return words if re.search(r"[^\W\d_]", words) else ""


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one[0] != other[0] or abs(len(one[1]) - len(other[1])) > 3 or len(one[1]) < 8:
        return False
    return fuzz.ratio(one[1], other[1], score_cutoff=ALIKE) > 0


def _numbers(sheet: Sheet, pages: list[tuple[str, list[int]]]) -> set[int]:
    """Lines that are only a number, where it is the page's label or grows from page to page."""
    seen: list[tuple[int, int, int]] = []  # page, number, place
    found: set[int] = set()
    for page, (label, blocks) in enumerate(pages):
        for _where, at in _edges(sheet, blocks):
            match = _NUMBER.fullmatch(sheet.texts[at].strip())
            if match is None:
                continue
            if match["number"].casefold() == label.casefold():
                found.add(at)
            if match["number"].isdigit():
                seen.append((page, int(match["number"]), at))
    offsets: dict[int, list[int]] = defaultdict(list)
    for page, number, at in seen:
        offsets[number - page].append(at)
    for places in offsets.values():
        if len(places) >= min(LEAST_PAGES, len(pages)):
            found.update(places)
    return found
