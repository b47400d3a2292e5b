"""Lines, and blocks of a page, that go on in the next: what a line break or a page break did to a sentence.

A line is broken when it is as long as running text, ends in the midst of a sentence, and the next line can be the rest
of it. In a text that stops its paragraphs with a full stop, a paragraph without one is broken even when the next line
begins with a capital; in one that does not, only words say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.importing.extract import Flow
from models.importing.languages import small_words
from models.importing.repair import Join, Repair, RepairKind, Swap
from models.importing.repairs.lines import (
    ITEM,
    SPEECH,
    ends_in_title,
    ends_sentence,
    ends_shortened,
    first_letter,
    first_word,
    is_capitals,
    is_open,
    is_unspaced,
    last_word,
    sentences_inside,
    starts_lower,
)
from models.importing.repairs.sheet import Sheet, is_long
from models.importing.repairs.vocabulary import DANGLING
from models.texts import NUMBERED, BlockKind

CONVENTION = 0.8  # of the paragraphs stop with a stop: then one without is broken
DIVIDED = re.compile(r"[^\W\d_][-‐\u00ad\ufffe]$")
BREAK = re.compile(r"[ \t]*\n[ \t]*")
QUOTED = re.compile(r"[ \t]*\n[>\s]*")  # the marks of quotation at the beginning of each line of a mail
ASIDE = frozenset({BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.FURNITURE})  # a sentence runs around them


def find_joins(sheet: Sheet) -> Iterator[Repair]:
    if sheet.flow is Flow.SET:
        yield from _between_blocks(sheet, sure=False)
        return
    if sheet.flow is not Flow.LINES:
        yield from _within_blocks(sheet)
    yield from _between_blocks(sheet, sure=True)


def _within_blocks(sheet: Sheet) -> Iterator[Repair]:
    """Line breaks in a block of wrapped lines: one repair for each block."""
    for at, block in enumerate(sheet.blocks):
        words = sheet.texts[at]
        if "\n" not in words or block.kind not in (*NUMBERED, *ASIDE, BlockKind.HEADING, BlockKind.AUTHOR_NOTE):
            continue
        if not keeps_lines(words):
            swaps = tuple(_spaces(words, block.start))
            yield Repair(RepairKind.JOIN, block.start, block.end, swaps=swaps, count=len(swaps))


def keeps_lines(words: str) -> bool:
    """Whether the lines of a block are meant as lines: verse, an address, a table, code."""
    lines = words.split("\n")
    if any(line[:1] in " \t" and line.strip() and len(line) - len(line.lstrip()) >= 4 for line in lines[1:]):
        return True
    return sum(bool(re.search(r"\S {3,}\S|\t", line)) for line in lines) * 2 > len(lines)


def _spaces(words: str, start: int) -> Iterator[Swap]:
    for match in (QUOTED if words.startswith(">") else BREAK).finditer(words):
        before, after = words[match.start() - 1 : match.start()], words[match.end() : match.end() + 1]
        begin, end = start + match.start(), start + match.end()
        if is_unspaced(before) and is_unspaced(after):
            yield Swap(begin, end, "")
        elif before in "-‐" and after.isalnum() and match.start() > 1 and words[match.start() - 2].isalnum():
            yield Swap(begin, end, "")  # a compound, or a divided word: that is seen to by its own repair
        elif before == "—" or after == "—":
            yield Swap(begin, end, "")
        else:
            yield Swap(begin, end, " ")


def _between_blocks(sheet: Sheet, *, sure: bool) -> Iterator[Repair]:
    for at, after in _neighbours(sheet):
        first, second = sheet.texts[at], sheet.texts[after]
        verdict = goes_on(sheet, first, second, apart=_is_apart(sheet, at, after))
        if verdict is None:
            continue
        glue = "" if is_unspaced(first[-1]) and is_unspaced(second) else " "
        if DIVIDED.search(first[-2:]) and first_letter(second).isalnum():
            glue = ""
        start, end = sheet.blocks[at].end, sheet.blocks[after].start
        joins = (Join(sheet.blocks[at].start, sheet.blocks[after].start, glue),)
        yield Repair(RepairKind.JOIN, start, end, joins=joins, on=verdict and sure)


def _is_apart(sheet: Sheet, at: int, after: int) -> bool:
    """Whether more stands between two blocks than the line break that parts paragraphs in this text anyway."""
    if sheet.flow is Flow.PAGES:
        return sheet.blocks[at].page == sheet.blocks[after].page and after == at + 1
    return sheet.text.count("\n", sheet.blocks[at].end, sheet.blocks[after].start) > 1


def _neighbours(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Pairs of blocks of running text, with nothing between them but what a sentence runs around."""
    last: int | None = None
    for at, block in enumerate(sheet.blocks):
        if block.kind in ASIDE or (at in sheet.taken and sheet.flow is not Flow.LINES):
            continue
        if at in sheet.taken or block.kind not in NUMBERED:
            last = None
            continue
        if last is not None and block.kind is sheet.blocks[last].kind:
            yield last, at
        last = at


def goes_on(sheet: Sheet, first: str, second: str, *, apart: bool) -> bool | None:
    """Whether a sentence of `first` goes on in `second`: True, None for no, False for a guess not to be carried out.

    `apart`: something says that a new paragraph was meant (a blank line, the same page).
    """
    line = first.rsplit("\n", 1)[-1]
    if not is_long(first) or is_capitals(first) or ITEM.match(second) or is_capitals(second[:200]):
        return None
    if DIVIDED.search(line[-2:]) and first_letter(second).islower():
        return True
    if ends_in_title(line):
        return True if first_letter(second).isupper() else None
    if not is_open(line):
        quoted = line.rstrip()[-1:] in '”"’»“' and not ends_sentence(line)
        low = starts_lower(second) and not sheet.low and _stops(sheet)
        return True if low and (quoted or ends_shortened(line)) else None
    return _open_goes_on(sheet, first, second, apart)


def _stops(sheet: Sheet) -> bool:
    return sheet.stopped >= CONVENTION


def _open_goes_on(sheet: Sheet, first: str, second: str, apart: bool) -> bool | None:
    hangs = last_word(first).casefold() in DANGLING
    letter = first_letter(second)
    if SPEECH.match(second) and not hangs:
        return None
    if starts_lower(second) and not sheet.low:
        if hangs or sentences_inside(first) or first.rstrip().endswith((",", "，", "、", "،")):
            return True
        return True if _stops(sheet) else None
    if hangs and not apart:
        return is_long(second) or ends_sentence(second) or _stops(sheet)
    if not _stops(sheet) or not ends_sentence(second) or apart:
        return False if hangs else None
    if letter.isupper():
        begins = first_word(second).casefold() in small_words(sheet.language)
        return None if begins else sentences_inside(first)
    return True if sentences_inside(first) and len(first) * 3 > sheet.usual_length else None
