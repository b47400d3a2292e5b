"""What the blocks of a PDF are: title, headings, quotes, points of lists, captions, notes. Type and place tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.texts import BlockKind
from storage.formats.pdf_lines import CAPTION
from storage.formats.pdf_paragraphs import (
    BULLET,
    INDENT,
    NOTE_MARK,
    NUMBER,
    Group,
    Setting,
    is_mark,
)

_LARGE = 1.12  # times the text's size
_SMALL = 0.93
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}\.?|[IVX]{1,5}\.|[A-Z]\.)\s+[^\W\d_]")
_ABSTRACT = re.compile(r"(?:abstract|summary|zusammenfassung|résumé|resumen|sommario)\b", re.IGNORECASE)
_LEADER = re.compile(r"(?:\. ?){4,}\s*\S{0,5}$")
_SENTENCE_END = (".", ",", ";", "?!")
_UP_TO = 6  # levels


@dataclass(slots=True)
class Kind:
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0


def kinds_of(groups: Sequence[Group], setting: Setting) -> list[Kind]:
    """The kind of each group, in order; title and byline are found later."""
    notes = _notes(groups, setting)
    found: list[Kind] = []
    for at, group in enumerate(groups):
        kind = Kind()
        if group.running or group.lines[0].hidden:
            pass
        elif at in notes:
            kind.kind = BlockKind.FOOTNOTE
        elif _is_caption(group, setting):
            kind.kind = BlockKind.CAPTION
        elif _is_heading(groups, at, setting):
            kind.kind = BlockKind.HEADING
        elif _is_item(groups, at):
            kind.kind, kind.level = BlockKind.ITEM, 1
        elif (
            not _is_in_list(groups, at, found) and not _is_in_row(groups, at, found) and _is_quote(groups, at, setting)
        ):
            kind.kind = BlockKind.QUOTE
        found.append(kind)
    return found


# -- headings


def _is_heading(groups: Sequence[Group], at: int, setting: Setting) -> bool:
    group = groups[at]
    text = " ".join(group.text.split())
    if len(group.lines) > 4 or len(text) > 200:
        return False
    letters = sum(c.isalpha() for c in text)
    if letters < 2 or letters < 0.4 * len(text) or _LEADER.search(text):
        return False
    if any(line.cells > 2 for line in group.lines) or BULLET.match(text):
        return False
    numbered = _NUMBERED.match(text)
    stopped = text.endswith(_SENTENCE_END) and not (numbered and len(text) < 60)
    if group.size >= _LARGE * setting.body:
        return not (stopped and len(text) > 60)
    if stopped or group.size < 0.88 * setting.body or len(group.lines) > 3:
        return False
    if group.bold and not setting.bold:
        return True
    alone = group.above > 0.15 * setting.body or at == 0
    narrow = group.lines[-1].x1 - group.lines[-1].x0 < 0.8 * (group.right - group.left)
    if not alone or not narrow or len(text) > 120:
        return False
    if text.isupper() and letters >= 4:
        return True
    if numbered and len(group.lines) <= 2:
        several = "." in numbered["number"].rstrip(".")
        return several or ((group.italic or not _has_kin(groups, at)) and text[numbered.end() - 1].isupper())
    return group.italic and len(group.lines) == 1 and text[0].isupper() and _is_text(groups, at + 1, setting)


def _has_kin(groups: Sequence[Group], at: int) -> bool:
    """Whether the next or the last block is marked in the same way: then it is a list."""
    near = [groups[other] for other in (at - 1, at + 1) if 0 <= other < len(groups)]
    return any(is_mark(group.lines[0].text) and not group.running for group in near)


def _is_text(groups: Sequence[Group], at: int, setting: Setting) -> bool:
    return at < len(groups) and len(groups[at].lines) > 1 and not groups[at].italic


def _style(group: Group) -> tuple[float, bool, int]:
    caps = group.text.isupper()
    return round(2 * group.size) / 2, group.bold, 2 if caps else 0 if group.italic else 1


def give_levels(groups: Sequence[Group], kinds: list[Kind]) -> None:
    """Larger type is higher; of one size bold before plain, capitals before italics. 1.2 is below 1."""
    styles = {at: _style(groups[at]) for at, kind in enumerate(kinds) if kind.kind is BlockKind.HEADING}
    ranks = {style: rank for rank, style in enumerate(sorted(set(styles.values()), reverse=True), 1)}
    for at, style in styles.items():
        numbered = re.match(r"\d{1,2}(?:\.\d{1,2})+", groups[at].text)
        level = numbered[0].count(".") + 1 if numbered else ranks[style]
        kinds[at].level = min(_UP_TO, level)


# -- captions, notes, lists, quotes


def _is_caption(group: Group, setting: Setting) -> bool:
    text = " ".join(group.text.split())
    match = CAPTION.match(text)
    if match is None or len(text) > 1200 or not text[0].isupper() or not any(c.isdigit() for c in match[0]):
        return False
    if match["sign"] or match.end() == len(text):
        return True
    return group.size < _SMALL * setting.body or (group.lines[0].bold and not setting.bold)


def _notes(groups: Sequence[Group], setting: Setting) -> set[int]:
    """The groups that are footnotes: small type at the foot of a column, the first of them with its mark."""
    notes = set[int]()
    begin = 0
    carried = False
    while begin < len(groups):
        end = begin
        while end < len(groups) and (groups[end].page, groups[end].column) == (
            groups[begin].page,
            groups[begin].column,
        ):
            end += 1
        foot = _foot(groups, begin, end, setting)
        marked = next((at for at in foot if _has_note_mark(groups[at])), None)
        if marked is not None or carried:
            start = foot.start if carried or marked is None else marked
            small = len(foot) < end - begin or marked is not None
            notes.update(at for at in range(start, foot.stop) if small and not CAPTION.match(groups[at].text))
        if not groups[begin].running and not groups[begin].lines[0].hidden:
            carried = bool(foot) and end - 1 in notes
        begin = end
    return notes


def _foot(groups: Sequence[Group], begin: int, end: int, setting: Setting) -> range:
    """The groups in small type below the last text of a column."""
    start = end
    while start > begin and not groups[start - 1].running and groups[start - 1].size <= _SMALL * setting.body:
        start -= 1
    return range(start, end)


def _has_note_mark(group: Group) -> bool:
    line = group.lines[0]
    if line.mark:
        return True
    return bool(NOTE_MARK.match(line.text)) and not line.bold


def _is_item(groups: Sequence[Group], at: int) -> bool:
    group = groups[at]
    text = group.lines[0].text
    if BULLET.match(text):
        dash = text[0] in "-–—*"
        return not dash or _has_kin(groups, at) or group.lines[0].x0 > group.left + INDENT * group.size
    if not NUMBER.match(text):
        return False
    hanging = len(group.lines) > 1 and group.lines[1].x0 > group.lines[0].x0 + INDENT * group.size
    return hanging or _has_kin(groups, at) or group.lines[0].x0 > group.left + INDENT * group.size


def _is_in_list(groups: Sequence[Group], at: int, before: list[Kind]) -> bool:
    """Whether it follows a point of a list, with nothing but what stands as far in between them."""
    group = groups[at]
    left = min(line.x0 for line in group.lines)
    for other in range(at - 1, max(-1, at - 8), -1):
        if groups[other].page != group.page or groups[other].column != group.column:
            return False
        if before[other].kind is BlockKind.ITEM:
            return left > groups[other].lines[0].x0 + INDENT * group.size / 2
        if min(line.x0 for line in groups[other].lines) < left - INDENT * group.size:
            return False
    return False


def _is_in_row(groups: Sequence[Group], at: int, before: list[Kind]) -> bool:
    """Whether it stands close below one that stands as far in and is no quote: points whose signs are drawn."""
    if not at or before[-1].kind is not BlockKind.PARAGRAPH or groups[at].above > 0.2 * groups[at].size:
        return False
    return abs(groups[at].lines[0].x0 - groups[at - 1].lines[0].x0) < 2


def _is_quote(groups: Sequence[Group], at: int, setting: Setting) -> bool:
    """All its lines stand further in than the column, in type that is no larger."""
    group = groups[at]
    if group.size > 1.02 * setting.body or len(group.text) < 40:
        return False
    inset = min(line.x0 for line in group.lines) - group.left
    if inset < 0.9 * group.size or inset > 0.4 * (group.right - group.left):
        return False
    lefts = [line.x0 for line in group.lines[1:]] or [group.lines[0].x0]
    if max(lefts) - min(lefts) > group.size:
        return False  # centred
    if group.page == 0 and any(_ABSTRACT.match(groups[other].text) for other in (at - 1, at) if other >= 0):
        return False
    narrow = max(line.x1 for line in group.lines) < group.right - INDENT * group.size
    if len(group.lines) == 1:
        return (
            group.above > 0.2 * group.size
            and group.below > 0.2 * group.size
            and narrow
            and group.size <= _SMALL * setting.body
        )
    return len(group.lines) > 2 or narrow or group.size <= _SMALL * setting.body or group.above > 0.2 * group.size
