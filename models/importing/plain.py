"""The blocks of a plain text: its lines, or the paragraphs that were broken into lines of some width.

Lines are wrapped when a line ends where the first word of the next would not have fitted. Verse, addresses and tables
are not: the lines of such a group stay blocks of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from models.importing.extract import Flow
from models.importing.repairs.lines import ITEM, ends_sentence, is_unspaced
from models.texts import Block, BlockKind, lines_and_groups, numbered

Line = tuple[int, int]  # start, end

NARROW, WIDE = 40, 100  # code points; the median line of wrapped text lies between
NARROW_UNSPACED = 20
LONGEST = 140
FULL = 0.7  # of the line breaks stand where the next word would not have fitted
INDENT = 2


def plain_blocks(text: str) -> tuple[tuple[Block, ...], Flow]:
    """Blocks without white space at their ends, and whether they are lines or groups of wrapped lines."""
    lines, groups = lines_and_groups(text)
    width = _width(text, lines)
    if not width or not _is_wrapped(text, lines, groups, width):
        return numbered(_block(text, line) for line in lines), Flow.LINES
    blocks: list[Block] = []
    for group in _grouped(lines):
        blocks.extend(_block(text, part) for part in _paragraphs(text, group, width))
    return numbered(blocks), Flow.WRAPPED


def _block(text: str, line: Line) -> Block:
    start, end = line
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    kind = BlockKind.QUOTE if text[start] == ">" else BlockKind.PARAGRAPH
    return Block(start, end, kind)


def _width(text: str, lines: Sequence[Line]) -> int:
    """The width that lines seem to be broken at; 0 where they are not."""
    if len(lines) < 3:
        return 0
    lengths = sorted(end - start for start, end in lines)
    middle, longest = median(lengths), lengths[int(len(lengths) * 0.98) - (len(lengths) < 50)]
    narrow = NARROW_UNSPACED if is_unspaced(text[lines[len(lines) // 2][0] :][:1]) else NARROW
    return lengths[int(len(lengths) * 0.9)] if narrow <= middle <= WIDE and longest <= LONGEST else 0


def _is_wrapped(text: str, lines: Sequence[Line], groups: Sequence[Line], width: int) -> bool:
    breaks = [_is_full(text, one, two, width) for one, two in pairwise(lines) if _touch(one, two)]
    if len(breaks) * 3 < len(lines) or len(breaks) < 2:
        return False
    return sum(breaks) >= FULL * len(breaks)


def _touch(one: Line, two: Line) -> bool:
    return one[1] == two[0] - 1


def _is_full(text: str, one: Line, two: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    start = two[0]
    while text[start].isspace():
        start += 1
    if is_unspaced(text[start]):
        word = 1
    else:
        space = text.find(" ", start, two[1])
        word = (space if space > 0 else two[1]) - start
    return one[1] - one[0] + 1 + word > width * 0.93


def _grouped(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _touch(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _paragraphs(text: str, group: list[Line], width: int) -> Iterator[Line]:
    """The paragraphs of a run of lines: all of it, or parts that begin at an indent, an item, after a short line."""
    full = [_is_full(text, one, two, width) for one, two in pairwise(group)]
    if len(full) >= 1 and sum(full) < 0.5 * len(full) and not _is_quoted(text, group):
        yield from group  # verse, an address, a list of names
        return
    begin = group[0][0]
    for at, (one, two) in enumerate(pairwise(group)):
        if _parts(text, one, two, full[at]):
            yield begin, one[1]
            begin = two[0]
    yield begin, group[-1][1]


def _is_quoted(text: str, group: Sequence[Line]) -> bool:
    return all(text[start] == ">" for start, _end in group)


def _parts(text: str, one: Line, two: Line, full: bool) -> bool:
    """Whether a paragraph begins with the second of two lines that touch."""
    before, after = text[one[0] : one[1]], text[two[0] : two[1]]
    if (before[:1] == ">") != (after[:1] == ">"):
        return True
    bare = after.lstrip()
    if (
        ITEM.match(bare)
        and not bare.startswith(">")
        and (not full or ends_sentence(before) or before.rstrip()[-1] in ":;,")
    ):
        return True
    indent = len(after) - len(bare), len(before) - len(before.lstrip())
    if indent[0] - indent[1] >= INDENT and not ITEM.match(before.lstrip()):
        return True
    return not full and ends_sentence(before)
