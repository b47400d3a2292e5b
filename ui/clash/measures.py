"""Where the cells of the clash table stand and how tall its rows are, in pixels at 100 percent.

With room, every column stands beside the others. With less, what was judged of a row (strength, evidence, weighing, who
leads) stands in a lane below it, once there is something to say or somebody goes there; with still less, cites go below
the texts.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

from ui.clash.lines import Line
from ui.clash.model import ANSWER, ASSESSMENT, BETTER, LEADS, LEFT, LINK, NO, RIGHT, STRENGTH, TEXTS, WEIGHING
from ui.clash.saying import Saying
from ui.clash.wrapping import Wrapper
from ui.theme import Theme

ROW, HEAD = 37, 40  # of a row of one line, of a head
TEXT_LINE, SMALL_LINE = 18, 16
TOP = 10  # above the first line
LANE_GAP, FOOT = 8, 9  # between the texts and the lane below them; below the last line of a row
LINES, LINK_LINES, SMALL_LINES, LANE_LINES = 6, 3, 5, 4  # at most; the tip and the editor have all of it
EDGE = 16  # at the left of the first column and the right of the last one
SIGN, BADGE = 20, 24  # from a cell's left to its words
CITE, GAP = 38, 14  # of the cite's place; between columns
OFFER = 200  # for the words of an empty cell and its offer
WIDE, SLIM = 1300, 740  # from here on all columns stand side by side; below it cites go under the texts
HEADER, HEADER_LANE = 31, 17
BADGE_TOP = 9


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns at one width: left edge and breadth of each. `lane`: those below the others."""

    width: int
    columns: tuple[tuple[int, int], ...]
    lane: bool
    slim: bool

    def text_room(self, column: int) -> int:
        """For the words of a text, link or lane cell."""
        breadth = self.columns[column][1]
        if column in TEXTS:
            return breadth - SIGN - (GAP if self.slim else CITE + GAP)
        return breadth - (BADGE if column == LINK else 0) - GAP

    def offers_below(self, column: int) -> bool:
        """Whether an empty cell has no room for its offer beside its words."""
        return self.columns[column][1] - SIGN < OFFER


def plan(width: int) -> Plan:
    """The columns for a table of that width."""
    if width >= WIDE:
        more = width - WIDE
        breadths = {NO: 44, LINK: 132, ANSWER: 100, STRENGTH: 70, LEADS: 86}
        breadths[BETTER], breadths[WEIGHING] = 172 + more * 20 // 100, 126 + more * 14 // 100
    else:
        slim = width < SLIM
        breadths = {NO: 36 if slim else 44, LINK: 108 if slim else 136, ANSWER: 94 if slim else 108}
    rest = max(120, width - sum(breadths.values()))
    breadths[LEFT] = rest // 2
    breadths[RIGHT] = rest - rest // 2
    places, x = {}, 0
    for column in range(NO, ANSWER + 1) if width < WIDE else range(NO, LEADS + 1):
        places[column] = (x, breadths[column])
        x += breadths[column]
    if width < WIDE:
        left, right, answer = places[LEFT][0] + SIGN, places[RIGHT][0] + SIGN, places[ANSWER][0]
        strength = 72
        places[STRENGTH] = (left, strength)
        places[BETTER] = (left + strength, right - left - strength)
        places[WEIGHING] = (right, answer - right)
        places[LEADS] = places[ANSWER]
    return Plan(width, tuple(places[column] for column in range(LEADS + 1)), width < WIDE, width < SLIM)


class Measure:
    """Heights of rows, remembered while neither their words nor the columns change."""

    def __init__(self, theme: Theme, saying: Saying) -> None:
        self._theme, self._saying = theme, saying
        self.plan = plan(1000)
        self._known: dict[str, tuple[Line, bool, tuple[int, int]]] = {}
        self.take_fonts()

    def take_fonts(self) -> None:
        self.text = Wrapper(self._theme.interface_font())
        self.strong = Wrapper(self._theme.interface_font(600))
        self.small = Wrapper(self._theme.small_font())
        self.small_strong = Wrapper(self._theme.small_font(600))
        self._known.clear()

    def set_width(self, width: int) -> bool:
        """Whether the columns stand elsewhere than before."""
        new = plan(width)
        if new == self.plan:
            return False
        self.plan = new
        self._known.clear()
        return True

    def forget(self) -> None:
        self._known.clear()

    def heights(self, line: Line, entered: bool = False) -> tuple[int, int]:
        """Of the row above its lane, and of the lane (0: there is none). `entered`: the lane is wanted though empty."""
        if line.head is not None:
            return HEAD, 0
        known = self._known.get(line.key)
        if known is not None and known[0] is line and known[1] == entered:
            return known[2]
        found = self._measure(line, entered)
        self._known[line.key] = line, entered, found
        return found

    def _measure(self, line: Line, entered: bool) -> tuple[int, int]:
        own, saying = self.plan, self._saying
        tallest = TEXT_LINE
        for column, node in ((LEFT, line.left), (RIGHT, line.right)):
            if node is not None:
                cite = SMALL_LINE if own.slim and saying.cite(node) else 0
                lines = self.text.count(node.text, own.text_room(column), LINES)
                tallest = max(tallest, lines * TEXT_LINE + cite)
            elif own.offers_below(column):  # "No point linked yet", and the offer on a line of its own
                tallest = max(tallest, 2 * TEXT_LINE)
        if line.row is not None and line.row.link is not None:
            words = saying.cell(line, LINK)
            tallest = max(tallest, TEXT_LINE * self.text.count(words, own.text_room(LINK), LINK_LINES))
        judged = line.row is not None and line.row.clash is not None
        if own.lane:
            wanted = entered or bool(saying.cell(line, STRENGTH)) or (judged and self._is_judged(line))
            lane = (self._small(line, LANE_LINES) if judged else SMALL_LINE) if wanted else 0
            return tallest + ROW - TEXT_LINE, lane + LANE_GAP if lane else 0
        if judged:
            tallest = max(tallest, self._small(line, SMALL_LINES))
        return tallest + ROW - TEXT_LINE, 0

    def _is_judged(self, line: Line) -> bool:
        clash = line.row.clash if line.row is not None else None
        return clash is not None and any((clash.better, clash.why, clash.weighing, clash.leads))

    def _small(self, line: Line, limit: int) -> int:
        words = {column: self._saying.cell(line, column) for column in (BETTER, WEIGHING)}
        lines = [self.small.count(text, self.plan.text_room(column), limit) for column, text in words.items()]
        return SMALL_LINE * max(1, *lines)

    def cell(self, line: Line, column: int, top: int, heights: tuple[int, int]) -> QRect:
        """A cell of a row whose top is given; of a head the whole line."""
        above, lane = heights
        if line.head is not None:
            return QRect(0, top, self.plan.width, above)
        x, breadth = self.plan.columns[column]
        if not self.plan.lane:
            return QRect(x, top, breadth, above)
        if column in ASSESSMENT:
            return QRect(x, top + above - FOOT + LANE_GAP - 3, breadth, lane - LANE_GAP + 6) if lane else QRect()
        return QRect(x, top, breadth, above - (2 if lane else 0))

    def column_at(self, line: Line, x: int, y: int, heights: tuple[int, int]) -> int:
        """The column under a place; `y` counts from the row's top."""
        above, lane = heights
        in_lane = self.plan.lane and lane > 0 and y >= above - FOOT + LANE_GAP // 2
        columns = range(ANSWER + 1) if self.plan.lane and not in_lane else range(LEADS + 1)
        if in_lane:
            columns = range(STRENGTH, LEADS + 1)
        found = columns[0]
        for column in columns:
            if self.plan.columns[column][0] <= x:
                found = column
        return found
