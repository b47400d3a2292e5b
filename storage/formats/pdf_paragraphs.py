"""From lines to paragraphs: where one ends is told by gaps, indents, short lines, full stops and another type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from storage.formats.pdf_lines import Line, PageLines
from storage.formats.pdf_words import is_rtl

BULLET = re.compile(r"[•◦▪▫‣⁃∙·●○■□➢➤►✓✔❖*]\s+\S|[-–—]\s+\S")
NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\[\d{1,3}\])\s+\S")
NOTE_MARK = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴-⁹]+|[*†‡§¶]{1,3}|[a-z](?=\s))[.):]?\s+\S|[⁰¹²³⁴-⁹*†‡§]+\S")
_ENDED = re.compile(r"[.!?…:。！？؟۔][\"'”’»“)\]]*[⁰¹²³⁴-⁹*†‡]*$")
INDENT = 0.6  # of the type size


@dataclass(slots=True)
class Group:
    """Lines that are one block. `left` and `right` are the edges of its column, `above` the gap over it in points."""

    lines: list[Line]
    page: int
    left: float
    right: float
    above: float
    below: float = 0.0
    column: int = 0

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def italic(self) -> bool:
        return all(line.italic for line in self.lines)

    @property
    def running(self) -> bool:
        return self.lines[0].running


@dataclass(slots=True)
class Setting:
    """How the document is set: the size of its text, the pitch of lines of each size, the width of its columns."""

    body: float = 10.0
    bold: bool = False
    width: float = 0.0
    pitch: dict[float, float] = field(default_factory=dict)

    def pitch_of(self, size: float) -> float:
        return self.pitch.get(_half(size)) or 1.22 * size


def setting_of(pages: Sequence[PageLines]) -> Setting:
    """Measured over all pages, weighed by characters."""
    sizes, bold, widths = Counter[float](), Counter[bool](), Counter[float]()
    pitches: dict[float, Counter[float]] = {}
    for page in pages:
        for column in page.columns:
            for line in column:
                if not line.running and not line.hidden:
                    sizes[_half(line.size)] += len(line.text)
                    bold[line.bold] += len(line.text)
            if len(column) > 4:
                widths[round(max(line.x1 for line in column) - min(line.x0 for line in column))] += len(column)
            for above, line in pairwise(column):
                drop = above.y - line.y
                if abs(above.size - line.size) < 0.3 and 0.7 * line.size < drop < 3 * line.size:
                    pitches.setdefault(_half(line.size), Counter())[round(4 * drop) / 4] += 1
    found = Setting()
    if sizes:
        found.body = sizes.most_common(1)[0][0]
        found.bold = bold[True] > bold[False]
    if widths:
        found.width = widths.most_common(1)[0][0]
    for size, counted in pitches.items():
        common = counted.most_common(3)
        if common[0][1] >= 3:  # of nearly as many, the closer one: gaps are not the pitch
            found.pitch[size] = min(pitch for pitch, number in common if number >= 0.6 * common[0][1])
    return found


def _half(size: float) -> float:
    return round(2 * size) / 2


def groups_of(page: PageLines, number: int, setting: Setting) -> list[Group]:
    """The blocks of a page in the order of reading."""
    found: list[Group] = []
    for column_number, column in enumerate(page.columns):
        _mirror_rtl(column)
        for group in _column_groups(column, number, setting):
            group.column = column_number
            found.append(group)
    return found


def _mirror_rtl(column: list[Line]) -> None:
    """Lines written from right to left begin at the right: what is said of left and right holds in a mirror."""
    if sum(len(line.text) for line in column if is_rtl(line.text)) * 2 > sum(len(line.text) for line in column):
        for line in column:
            line.x0, line.x1 = -line.x1, -line.x0


def _column_groups(column: list[Line], number: int, setting: Setting) -> list[Group]:
    left, right = _edges(column, setting)
    groups: list[Group] = []
    above = 1000.0
    for at, line in enumerate(column):
        if groups:
            group = groups[-1]
            drop = group.lines[-1].y - line.y
            following = column[at + 1] if at + 1 < len(column) else None
            if not _begins(group, line, following, drop, setting):
                group.lines.append(line)
                continue
            above = drop - setting.pitch_of(line.size)
            group.below = above
        groups.append(Group([line], number, left, right, above))
    if groups:
        groups[-1].below = 1000.0
    for group in groups:
        if 2 * sum(line.cells > 1 for line in group.lines) <= len(group.lines):
            for line in group.lines:  # a justified line with wide gaps is no row of a table
                line.text = line.text.replace("\t", " ")
    return groups


def _edges(column: list[Line], setting: Setting) -> tuple[float, float]:
    """Left and right edge of the text of a column; with few lines the width of the others helps."""
    text = [line for line in column if abs(line.size - setting.body) < 0.6] or column
    lefts = Counter(round(line.x0) for line in text)
    common = [x for x, count in lefts.items() if count >= max(2, 0.12 * len(text))]
    left = float(min(common)) if common else min(line.x0 for line in text)
    right = sorted(line.x1 for line in text)[int(0.95 * (len(text) - 1))]
    right = max(right, max((line.x1 for line in text if line.x1 < right + setting.body), default=right))
    if len(text) < 6 and setting.width:
        right = max(right, left + setting.width)
    return left, right


def is_mark(text: str) -> bool:
    """Whether a line begins like a point of a list."""
    return bool(BULLET.match(text) or NUMBER.match(text))


def _begins(group: Group, line: Line, following: Line | None, drop: float, setting: Setting) -> bool:
    """Whether `line` begins a new block below `group`."""
    last = group.lines[-1]
    if line.running or line.turn != last.turn or line.hidden != last.hidden:
        return True
    display = _is_display(line, setting) and _is_display(last, setting)
    pitch = setting.pitch_of(line.size)
    if abs(line.size - last.size) > 0.08 * max(line.size, last.size) or (line.bold != last.bold and _parts(line, last)):
        return not (_is_scrap(line, group) or _is_scrap(last, group) or _runs_on(group, line, drop, setting))
    if drop < 0.3 * line.size or drop > max(1.2 * pitch, pitch + 1.5) + (0.35 * line.size if display else 0):
        return True
    if line.cells > 1 and last.cells > 1:
        return False  # rows of a table
    if display:
        return line.bold != last.bold or (_has_ended(last.text) and _is_short(group, line, 0.1))
    if line.mark and line.mark.strip("⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§") == "" and line.size < 0.96 * setting.body:
        return True
    return _begins_text(group, line, following)


def _begins_text(group: Group, line: Line, following: Line | None) -> bool:
    last, unit = group.lines[-1], line.size
    ended, short = _has_ended(last.text), _is_short(group, line, 0.0)
    marked = is_mark(group.lines[0].text)
    if is_mark(line.text) and (ended or short or marked) and line.x0 <= group.lines[0].x0 + 3 * unit:
        bullet = BULLET.match(line.text) and line.text[0] not in "-–—*"
        if bullet or ended or short or abs(line.x0 - group.lines[0].x0) < 0.5 * unit:
            return True
    if (short and ended) or _is_short(group, line, 0.25):
        return True
    step = line.x0 - last.x0
    if len(group.lines) == 1:
        if step > INDENT * unit and not marked:
            hanging = (
                following is not None and abs(following.x0 - line.x0) < 0.3 * unit and not _is_short(group, line, 0.02)
            )
            return (not hanging and ended) or (not hanging and step < 4 * unit and short)
        if step < -INDENT * unit:  # a first line that was indented, or the end of something set further in
            return ended and step < -5 * unit
        return False
    return abs(step) > INDENT * unit and (step > 0 or ended or _is_hanging(group))


def _is_hanging(group: Group) -> bool:
    return group.lines[1].x0 - group.lines[0].x0 > INDENT * group.lines[0].size


def _is_display(line: Line, setting: Setting) -> bool:
    return line.size > 1.1 * setting.body or (line.bold and not setting.bold)


def _parts(line: Line, last: Line) -> bool:
    """Whether a change to or from bold parts two blocks: a heading above its text, not a bold line in a paragraph."""
    return last.bold or line.y < last.y


def _is_scrap(line: Line, group: Group) -> bool:
    """A few signs in another type, such as a formula's, within a paragraph."""
    return len(line.text) <= 3 and not any(c.isalpha() for c in line.text) and len(group.lines) > 1


def _runs_on(group: Group, line: Line, drop: float, setting: Setting) -> bool:
    """Whether a line mostly in another face, such as one of fixed width, is within a sentence of the same paragraph."""
    last = group.lines[-1]
    near = abs(line.size - last.size) <= 0.2 * max(line.size, last.size) and line.bold == last.bold
    room = _is_short(group, line, 0.0) or _has_ended(last.text) or line.mark
    return near and not room and drop <= 1.15 * setting.pitch_of(max(line.size, last.size)) and line.x0 <= last.x0 + 1


def _has_ended(text: str) -> bool:
    return bool(_ENDED.search(text.rstrip()))


def _is_short(group: Group, line: Line, share: float) -> bool:
    """Whether the first word of `line` would have had room behind the line before it, and `share` of the width more."""
    last = group.lines[-1]
    right = group.right
    if share and len(group.lines) > 1:  # a paragraph beside a picture, a quote: it has an edge of its own
        right = min(right, max(one.x1 for one in group.lines) + 0.5 * line.size)
    room = right - last.x1 - 0.3 * line.size - line.first
    return room > max(0.4 * line.size, share * (group.right - group.left))
