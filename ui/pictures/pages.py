"""How a picture falls on pages: fitted to one, or tiled over several that overlap. Plain arithmetic.

A picture is measured in units of 1/96 inch at scale 1; paper, margins and overlaps in millimetres.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from models.errors import UserError
from storage.pictures import PAPERS, SCALES, PictureOptions

MILLIMETRE = 96 / 25.4  # units in one, at scale 1
MOST_PAGES = 500
LARGEST_FIT = 1.5  # a map of three cards does not fill a poster
LEAST_ROOM = 20.0  # millimetres that have to be left between the margins
TRIES = 24  # places for the first page, in search of cuts beside the cards
ENOUGH = 2000  # cards to judge a place by
_HAIR = 1e-6  # of a page: what rounding may add to a width

Spans = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows: `area` is (left, top, width, height) in the picture's units, margins left out."""

    row: int
    column: int
    area: tuple[float, float, float, float]

    @property
    def label(self) -> str:
        """A1, A2 in the first row, B1 below; the 27th row is AA."""
        return f"{letters(self.row)}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Pages in reading order. `width` and `height` of a page, `margin` and `overlap` are in millimetres.

    `blank` are the pages (row, column) with nothing on them: they are left out.
    """

    width: float
    height: float
    margin: float
    overlap: float
    scale: float
    rows: int
    columns: int
    start: tuple[float, float]  # left and top of the first page's area
    step: tuple[float, float]  # from page to page
    room: tuple[float, float]  # of a page's area
    blank: frozenset[tuple[int, int]] = frozenset()

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    @property
    def count(self) -> int:
        return self.rows * self.columns - len(self.blank)

    def pages(self) -> Iterator[Page]:
        for row in range(self.rows):
            for column in range(self.columns):
                if (row, column) in self.blank:
                    continue
                left, top = self.start[0] + column * self.step[0], self.start[1] + row * self.step[1]
                yield Page(row, column, (left, top, *self.room))

    def cuts(self) -> tuple[list[float], list[float]]:
        """Where pages are cut and joined, in the picture's units: x between columns, y between rows."""
        half = self.overlap * MILLIMETRE / self.scale / 2
        across = [self.start[0] + n * self.step[0] + half for n in range(1, self.columns)]
        down = [self.start[1] + n * self.step[1] + half for n in range(1, self.rows)]
        return across, down


def with_whole_cards(planned: Plan, size: tuple[float, float], spans: tuple[Spans, Spans]) -> Plan:
    """The plan moved, as far as its pages have room to spare, to where the cuts go through the fewest cards.

    `spans` are the cards' extents across and down, in the picture's units.
    """
    counts = planned.columns, planned.rows
    half = planned.overlap * MILLIMETRE / planned.scale / 2
    start = [
        _best_start(*each)
        for each in zip(planned.start, planned.step, counts, planned.room, size, [half] * 2, spans, strict=True)
    ]
    return replace(planned, start=(start[0], start[1]))


def _best_start(middle: float, step: float, count: int, room: float, size: float, half: float, spans: Spans) -> float:
    """Where the first page begins on one axis; in the middle where that makes no difference."""
    slack = step * (count - 1) + room - size
    if count == 1 or slack <= 0:
        return middle
    spans = spans[:: len(spans) // ENOUGH + 1]
    tries = sorted((-slack * n / TRIES for n in range(TRIES + 1)), key=lambda each: abs(each - middle))
    return min(tries, key=lambda start: _cut(start + half, step, count, spans))


def _cut(origin: float, step: float, count: int, spans: Spans) -> int:
    """How many spans lie on both sides of a cut; these stand at origin + step, origin + 2 step, … between pages."""
    last = count - 1
    return sum(
        min(max((low - origin) // step, 0), last) != min(max((high - origin) // step, 0), last) for low, high in spans
    )


def without_blank(planned: Plan, holds: Callable[[float, float, float, float], bool]) -> Plan:
    """The plan without the pages that show nothing between their cuts; `holds` is asked (left, top, right, bottom)."""
    across, down = planned.cuts()
    blank = set()
    for page in planned.pages():
        left, top, wide, high = page.area
        box = (
            across[page.column - 1] if page.column else left,
            down[page.row - 1] if page.row else top,
            across[page.column] if page.column < planned.columns - 1 else left + wide,
            down[page.row] if page.row < planned.rows - 1 else top + high,
        )
        if not holds(*box):
            blank.add((page.row, page.column))
    return replace(planned, blank=frozenset(blank))


def letters(row: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    word = ""
    row += 1
    while row:
        row, letter = divmod(row - 1, 26)
        word = chr(65 + letter) + word
    return word


def plan(size: tuple[float, float], options: PictureOptions) -> Plan:
    """The pages for a picture of `size`. Raises UserError: no room on the paper, or more pages than can be meant."""
    made = [_planned(size, options, way) for way in _ways(options)]
    if not options.tiled:
        return max(made, key=lambda each: each.scale)
    best = min(made, key=lambda each: each.count)
    if best.count > MOST_PAGES:
        raise _too_many(size, options, best.count)
    return best


def _ways(options: PictureOptions) -> list[bool]:
    """Whether the paper lies on its side: the one that was asked for, else both."""
    return {"portrait": [False], "landscape": [True]}.get(options.orientation, [False, True])


def _planned(size: tuple[float, float], options: PictureOptions, landscape: bool) -> Plan:
    width, height = PAPERS[options.paper]
    if landscape:
        width, height = height, width
    inner = width - 2 * options.margin, height - 2 * options.margin
    overlap = options.overlap if options.tiled else 0.0
    if min(inner) - overlap < LEAST_ROOM:
        raise UserError("picture.no_room", paper=options.paper)
    if not options.tiled:
        scale = min(LARGEST_FIT, *(room * MILLIMETRE / each for room, each in zip(inner, size, strict=True)))
        counts = [1, 1]
    else:
        scale = options.scale
        counts = [
            max(1, ceil((each * scale / MILLIMETRE - overlap) / (room - overlap) - _HAIR))
            for room, each in zip(inner, size, strict=True)
        ]
    unit = MILLIMETRE / scale
    step = (inner[0] - overlap) * unit, (inner[1] - overlap) * unit
    whole = [count * each + overlap * unit for count, each in zip(counts, step, strict=True)]
    start = (size[0] - whole[0]) / 2, (size[1] - whole[1]) / 2  # what is left over lies on both sides alike
    room = inner[0] * unit, inner[1] * unit
    return Plan(width, height, options.margin, overlap, scale, counts[1], counts[0], start, step, room)


def _too_many(size: tuple[float, float], options: PictureOptions, count: int) -> UserError:
    """The sentence names the largest scale, in hundredths, that needs no more pages than can be meant."""
    for hundredths in range(floor(options.scale * 100), round(SCALES[0] * 100) - 1, -1):
        tried = replace(options, scale=hundredths / 100)
        if min(_planned(size, tried, way).count for way in _ways(tried)) <= MOST_PAGES:
            return UserError(
                "picture.too_many_pages", pages=f"{count:,}", paper=options.paper, scale=f"{hundredths / 100:g}"
            )
    return UserError("picture.too_many_always", paper=options.paper)
