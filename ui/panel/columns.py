"""Where the parts of the node panel stand, in pixels, for any height and width."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

HEIGHT, WIDE = 154, 1100
SIDE, WIDE_GAP, NARROW_GAP = 16, 32, 20
HEADING_TOP, HEADING, BODY_TOP, FOOT = 13, 20, 38, 20
BOTTOM = 12
TAG_STEP = 60  # more height for one more row of tags
SHARES = (368, 264, 200, 436)
NARROW_SHARES = (322, 262, 180, 504)
PREVIEW_WIDTH, PREVIEW_HEIGHT = 190, 100  # the least of the editor and of the preview, beside or below each other
PREVIEW_GAP = 20


def columns(width: int) -> list[tuple[int, int]]:
    """Left edge and width of the four columns."""
    gap, shares = (WIDE_GAP, SHARES) if width >= WIDE else (NARROW_GAP, NARROW_SHARES)
    room = width - 2 * SIDE - 3 * gap
    edges, x = [], float(SIDE)
    for share in shares:
        wide = room * share / sum(shares)
        edges.append((round(x), round(x + wide) - round(x)))
        x += wide + gap
    return edges


def whole(room: int, pitch: int) -> int:
    """The height of as many whole lines as there is room for."""
    return max(1, room // pitch) * pitch


@dataclass(frozen=True, slots=True)
class NoteAreas:
    """The note's editor and its preview. `heads`: the preview has a heading of its own, beside the note's."""

    editor: QRect
    preview: QRect
    beside: bool
    turns: bool  # one place for both: they take turns


def note_areas(left: int, width: int, height: int) -> NoteAreas:
    """Where a note is edited in a panel of a height, between a left edge and as far as a width."""
    room = height - BOTTOM - BODY_TOP
    if width >= 2 * PREVIEW_WIDTH + PREVIEW_GAP:
        half = (width - PREVIEW_GAP) // 2
        editor = QRect(left, BODY_TOP, half, room)
        return NoteAreas(editor, QRect(left + width - half, BODY_TOP, half, room), beside=True, turns=False)
    if room >= 2 * PREVIEW_HEIGHT + PREVIEW_GAP:
        half = (room - PREVIEW_GAP) // 2
        editor = QRect(left, BODY_TOP, width, half)
        preview = QRect(left, BODY_TOP + room - half, width, half)
        return NoteAreas(editor, preview, beside=False, turns=False)
    both = QRect(left, BODY_TOP, width, room)
    return NoteAreas(both, both, beside=False, turns=True)
