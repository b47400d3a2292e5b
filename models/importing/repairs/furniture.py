"""What a web site puts around an article that was copied from it: hidden, never left out.

Below the end of the article everything is hidden from the first line on that opens a site's own part (comments, "More
from …"). The end is where hardly any running text follows. Above it only lines that are a site's wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from models.importing.repair import Mark, Repair, RepairKind
from models.importing.repairs.lines import ends_sentence
from models.importing.repairs.sheet import Sheet
from models.importing.repairs.site_words import begins_region, is_navigation, is_site_line, parts_of_row
from models.texts import BlockKind

PARAGRAPH = 160  # code points; a shorter line is a notice, a heading, an entry of a list
SENTENCE = 80
MOST_AFTER = 0.25  # of the running text before may follow: notices have sentences, too
LONGEST_RUN = 2  # paragraphs in a row; three are an article that goes on
EDGE = 4  # lines from the top in which a row of links is a site's
APPARATUS = re.compile(
    r"(?:end)?notes?|references|works cited|bibliography|sources|footnotes|appendix.{0,40}|acknowledge?ments"
    r"|anmerkungen|fußnoten"
    r"|literatur(?:verzeichnis)?|quellen|notes de bas de page|bibliographie|références|notas|referencias"
    r"|bibliografía|note"
    r"|bibliografia|referências|noten|bronnen|literatuur|примечания|литература",
    re.IGNORECASE,
)


def find_furniture(sheet: Sheet) -> Iterator[Repair]:
    end = _end_of_article(sheet)
    for at in range(end):
        if sheet.free(at) and _is_line(sheet, at):
            yield _hidden(sheet, [at])
    region = [at for at in range(end, len(sheet)) if sheet.free(at)]
    if region:
        yield _hidden(sheet, region)


def _hidden(sheet: Sheet, blocks: list[int]) -> Repair:
    first, last = sheet.blocks[blocks[0]], sheet.blocks[blocks[-1]]
    marks = tuple(Mark(sheet.blocks[at].start, BlockKind.FURNITURE, hidden=True) for at in blocks)
    return Repair(RepairKind.FURNITURE, first.start, last.end, marks=marks, count=len(marks))


def _is_line(sheet: Sheet, at: int) -> bool:
    text = sheet.texts[at]
    if sheet.blocks[at].kind in (BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BYLINE, BlockKind.FOOTNOTE):
        return False
    if is_site_line(text) or (points_on(text) and begins_region(text)):
        return True
    if at < EDGE and len(sheet) > EDGE:
        links = is_navigation(text) and not _is_row(sheet, at)
        return links or (len(text) <= 60 and begins_region(text) and _is_bare_call(text))
    return False


def _is_row(sheet: Sheet, at: int) -> bool:
    """Whether a line that could be a row of links is one of a table, or of facts: it has figures, or a neighbour has
    as many parts."""
    text = sheet.texts[at]
    if re.search(r"\d", text):
        return True
    parts = len(parts_of_row(text))
    beside = (sheet.texts[other] for other in (at - 1, at + 1) if 0 <= other < len(sheet))
    return any(len(parts_of_row(other)) == parts for other in beside)


def _is_bare_call(text: str) -> bool:
    """Whether a line at the top is a site's although the same words below might open a part of an article."""
    return (
        re.match(r"(?:subscribe|sign|log|abonn|jetzt|suscr|iscriv|assin|inscr|meld|follow|newsletter)", text, re.I)
        is not None
    )


def _end_of_article(sheet: Sheet) -> int:
    """The index of the block that the site's part begins with; the number of blocks where there is none."""
    running = [len(t) if len(t) >= PARAGRAPH and ends_sentence(t) else 0 for t in sheet.texts]
    before = [0, *accumulate(running)]
    for at in range(1, len(sheet)):
        if not sheet.free(at) or not begins_region(sheet.texts[at]) or not before[at]:
            continue
        if points_on(sheet.texts[at]) and _goes_on(sheet, at):
            continue
        after = before[-1] - before[at]
        if after <= MOST_AFTER * before[at] and not _article_follows(sheet, at, running):
            return at
    return len(sheet)


def points_on(text: str) -> bool:
    """Whether a line names another article ("Read also: …"), as some stand between the paragraphs of this one."""
    return re.search(r"[:：]\s?\S", text) is not None


def _goes_on(sheet: Sheet, at: int) -> bool:
    """Whether the next line is a sentence of the article."""
    after = sheet.next_free(at)
    return after is not None and len(sheet.texts[after]) >= SENTENCE and ends_sentence(sheet.texts[after])


def _article_follows(sheet: Sheet, at: int, running: list[int]) -> bool:
    """Whether paragraphs in a row, or the notes of the article, stand behind a line."""
    run = 0
    for later in range(at + 1, len(sheet)):
        run = run + 1 if running[later] else 0
        if run > LONGEST_RUN or (
            len(sheet.texts[later]) <= 60 and APPARATUS.fullmatch(sheet.texts[later].strip(" :#*"))
        ):
            return True
    return False
