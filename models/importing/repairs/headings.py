"""Lines in capitals between paragraphs: headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from models.importing.repair import Mark, Repair, RepairKind
from models.importing.repairs.lines import ENDS, ITEM, SPEECH, ends_sentence, is_capitals
from models.importing.repairs.sheet import LONG, Sheet, is_long
from models.texts import BlockKind

LENGTH = 100  # code points; a longer line in capitals shouts
LEAST_LETTERS = 4
ACRONYM = 5  # letters: a single word of so few needs a paragraph on both sides
LEVEL = 2  # below the title
_NUMBERED = re.compile(
    r"(?:[IVXLC]{1,7}|\d{1,3}|[A-Z])\.?$|(?:CHAPTER|BOOK|PART|SECTION|ACT|SCENE|LETTER|KAPITEL|TEIL|BUCH"
    r"|CHAPITRE|PARTIE"
    r"|LIVRE|CAP[IÍ]TULO|PARTE|LIBRO|CAPITOLO|HOOFDSTUK|DEEL|ГЛАВА|ЧАСТЬ|КНИГА)\b"
)
_LEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVXLC]{1,7}\.|[A-Z]\.)\s+")


def find_headings(sheet: Sheet) -> Iterator[Repair]:
    capitals = [at for at in range(len(sheet)) if sheet.free(at) and _may_be(sheet, at)]
    said = Counter(" ".join(sheet.texts[at].split()) for at in capitals)
    for at in capitals:
        if said[" ".join(sheet.texts[at].split())] == 1 and _is_heading(sheet, at):
            block = sheet.blocks[at]
            mark = Mark(block.start, BlockKind.HEADING, LEVEL)
            yield Repair(RepairKind.HEADING, block.start, block.end, marks=(mark,))


def _may_be(sheet: Sheet, at: int) -> bool:
    line = sheet.texts[at]
    if sheet.blocks[at].kind is not BlockKind.PARAGRAPH or len(line) > LENGTH or line.count("\n") > 2:
        return False
    return is_capitals(line) and sum(c.isalpha() for c in line) >= 1


def _is_heading(sheet: Sheet, at: int) -> bool:
    line = sheet.texts[at]
    bare = _LEADING.sub("", line, count=1)
    numbered = _NUMBERED.match(line) is not None
    letters = sum(c.isalpha() for c in bare)
    if not numbered and (SPEECH.match(line) or (ITEM.match(line) and bare == line)):
        return False
    if line[-1] in ":,;!-–—" or (line[-1] in ENDS and line[-1] != "?" and not numbered):
        return False
    if letters < LEAST_LETTERS and not numbered:
        return False
    return _between(sheet, at, strictly=letters < ACRONYM or " " not in bare.strip())


def _between(sheet: Sheet, at: int, *, strictly: bool) -> bool:
    """Whether a paragraph follows, perhaps after another line in capitals; strictly: and one stands before."""
    after = _next_body(sheet, at, 1)
    if after is None or not _is_paragraph(sheet, after):
        return False
    if not strictly:
        return True
    before = _next_body(sheet, at, -1)
    return before is not None and _is_paragraph(sheet, before)


def _next_body(sheet: Sheet, at: int, step: int) -> int | None:
    """The nearest block in that direction that is no line in capitals itself."""
    for _tries in range(3):
        found = sheet.next_free(at, step)
        if found is None or not _may_be(sheet, found):
            return found
        at = found
    return None


def _is_paragraph(sheet: Sheet, at: int) -> bool:
    line = sheet.texts[at]
    return is_long(line) or (len(line) * 2 > LONG and ends_sentence(line))
