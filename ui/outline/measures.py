"""The measures of the outline in pixels at 100 percent, shared by what paints, what drops and what edits."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

ROW_HEIGHT, INDENT = 26, 24
TRIANGLE_X, SIGN_X, TEXT_X = (
    19,
    32,
    52,
)  # at depth 0: middle of the triangle, left of the sign, left of the text
RAIL_X, TICK = 9, 5  # the bracket of linked premises: its line, and the ticks at its ends
STATUS_WIDTH, SIGN_ONLY_WIDTH, CITE_WIDTH = 96, 24, 68
STATUS_WORD_X = 15
CITE_RIGHT = 30  # of the column: room for how many passages more there are, and the edge
CITE_NARROW, CITE_EDGE, CITE_FROM = 46, 12, 560  # in an outline below the last it gives up the number of passages
MORE_GAP = 3
MARK, MARK_GAP, MARKS_RIGHT = 12, 6, 8  # signs of notes and links, the space between them and after the last
DOT, DOT_PITCH = 6, 9  # the tags
TEXT_BESIDE_MARKS = 200  # so much of its text a row shows before it shows signs beside it
LEAST_TEXT = 160
ACCENT_BAR = 3
WORD_GAP = 8  # after a word that stands before the text
ATTACKS_FROM, BEARINGS_FROM, KINDS_FROM = 300, 620, 780  # width of the text's column from which words stand in it


@dataclass(frozen=True, slots=True)
class Words:
    """Widths of the columns of words between sign and text; 0: not shown. `attacks`: only "rebuts" and "undercuts" are,
    each just before its text."""

    kind: int = 0
    bearing: int = 0
    attacks: bool = False

    def width(self, is_root: bool) -> int:
        """What stands before the text; a root bears on nothing."""
        return self.kind + (0 if is_root else self.bearing)


def words_for(column_width: int, kind: int, bearing: int) -> Words:
    """Which words a column of text has room for, given the widths of their columns."""
    if column_width >= KINDS_FROM:
        return Words(kind, bearing)
    if column_width >= BEARINGS_FROM:
        return Words(0, bearing)
    return Words(attacks=column_width >= ATTACKS_FROM)


def indent_of(depth: int, column_width: int) -> int:
    """How far a depth stands in, held back where the text would get less than its least width."""
    room = max(0, column_width - TEXT_X - LEAST_TEXT)
    return min(depth * INDENT, room)


def column_widths(whole: int, with_word: int | None = STATUS_WIDTH) -> tuple[int, int, int]:
    """Text, status, cite: the status loses its word, then its column, before two levels of text are squeezed.

    `with_word`: the status's width with its word; None: there are no statuses.
    """
    needed, cite = TEXT_X + 2 * INDENT + LEAST_TEXT, CITE_WIDTH if whole >= CITE_FROM else CITE_NARROW
    for status, text in ((with_word, needed + INDENT * 3), (SIGN_ONLY_WIDTH, needed)):
        if with_word is not None and status is not None and whole - cite - status >= text:
            return whole - cite - status, status, cite
    return max(0, whole - cite), 0, min(whole, cite)


def first_line(cell: QRect) -> QRect:
    """The row as it is when not editing: signs and status stay on the first line of a row that grew."""
    return QRect(cell.left(), cell.top(), cell.width(), ROW_HEIGHT)
