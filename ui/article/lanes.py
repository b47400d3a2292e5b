"""The bars in the margin that faces the gutter: one a passage, packed greedily from the gutter outward.

Where more passages lie side by side than the margin has room for, the bars stand closer; where even that is not enough,
the last place holds a count of the others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import accumulate

from ui.article.document import Document
from ui.article.highlights import Highlight, Index
from ui.article.intervals import in_reading_order
from ui.article.margin import CHIP, FIRST, TIGHTEST, Bar, pitch_for

BAR_INSET = 3
MANY = 300  # bars of one paragraph that are too many to pack anew for each change
BEYOND = 200  # lines above and below the top of the view whose bars count; a matter of very long paragraphs
Run = tuple[int, int]  # first and last line (or block), both counted in


def pack(runs: Sequence[Run], taken: Sequence[tuple[int, Run]] = ()) -> list[int]:
    """A lane for each run (sorted by its first line) so that no two in a lane share a line.

    `taken` holds (lane, run) of bars that stand already.
    """
    free: list[int] = []  # lanes that have been used and are empty again
    busy: list[tuple[int, int]] = []  # last line and lane
    count = 0
    result = []
    for first, last in runs:
        while busy and busy[0][0] < first:
            heappush(free, heappop(busy)[1])
        held = {lane for lane, (a, b) in taken if a <= last and b >= first}
        passed = []
        while free and free[0] in held:
            passed.append(heappop(free))
        if free:
            lane = heappop(free)
        else:
            while count in held:
                passed.append(count)
                count += 1
            lane, count = count, count + 1
        for other in passed:
            heappush(free, other)
        heappush(busy, (last, lane))
        result.append(lane)
    return result


def depth_of(runs: Iterable[Run]) -> int:
    """How many of `runs` (start, end exclusive) lie on one another at most."""
    edges = sorted(edge for start, end in runs for edge in ((start, 1), (end, -1)))
    return max(accumulate(step for _at, step in edges), default=0)


@dataclass(slots=True)
class Group:
    """Blocks that passages tie together: their bars share one pitch."""

    first: int
    last: int
    lanes: dict[int, int]  # by the id() of a mark over several blocks
    needed: int  # lanes, as far as is known


@dataclass(slots=True)
class Packed:
    """The bars of a block's own marks: their lanes and lines."""

    bars: list[tuple[Highlight, int, Run]]
    needed: int
    reach: list[int]  # the furthest line up to each bar: it never falls, so it can be bisected

    def near(self, first: int, last: int) -> list[tuple[Highlight, int, Run]]:
        """The bars beside lines `first` to `last`."""
        return self.bars[bisect_left(self.reach, first) : bisect_right(self.bars, last, key=_first_line)]


def _in_reading_order(bar: tuple[Highlight, int, Run]) -> int:
    return in_reading_order(bar[0])


def _first_line(bar: tuple[Highlight, int, Run]) -> int:
    return bar[2][0]


class Lanes:
    """Which lane each passage takes, worked out block by block as they come in sight."""

    def __init__(self, document: Document, index: Index) -> None:
        self._document, self._index = document, index
        steps = [0] * (len(document) + 1)
        for mark in index.spanning():
            self._tie(steps, mark, 1)
        self._ties = list(accumulate(steps))  # how many passages run from a block into the next one
        self._groups: dict[int, Group] = {}  # by first block
        self._blocks: dict[int, Packed] = {}
        self._needed: dict[Run, int] = {}  # what groups needed before a change

    def _tie(self, steps: list[int], mark: Highlight, amount: int) -> None:
        first, last = self._document.span(mark.start, mark.end) or (0, 0)
        steps[first] += amount
        steps[last] -= amount

    def forget(self) -> None:
        """The lines have changed: pack anew."""
        self._blocks.clear()
        self._groups.clear()
        self._needed.clear()

    def change(self, gone: Sequence[Highlight], come: Sequence[Highlight]) -> None:
        """Marks went and others came; the index knows of it already."""
        if self._mend(gone, come):
            return
        touched: set[int] = set()
        for marks, amount in ((gone, -1), (come, 1)):
            for mark in marks:
                span = self._document.span(mark.start, mark.end)
                if span is None:
                    continue
                for block in (span[0], span[1]):
                    touched.update(range(*self._extent(block)))
                for block in range(*span):
                    self._ties[block] += amount
                touched.update(range(span[0], span[1] + 1))
        for block in touched:
            self._blocks.pop(block, None)
        for group in list(self._groups.values()):
            if not touched.isdisjoint((group.first, group.last)):
                self._needed[group.first, group.last] = self._groups.pop(group.first).needed

    def _mend(self, gone: Sequence[Highlight], come: Sequence[Highlight]) -> bool:
        """In a long paragraph pack anew only up to the lines that no bar crosses; whether that was possible."""
        spans = {self._document.span(mark.start, mark.end) for mark in (*gone, *come)}
        first, last = (spans.pop() if len(spans) == 1 else None) or (0, -1)
        packed = self._blocks.get(first)
        if first != last or packed is None or len(packed.bars) < MANY or self._extent(first) != (first, first + 1):
            return False
        ids = set(map(id, gone))
        changed = [run for mark, _lane, run in packed.bars if id(mark) in ids]
        bars = [bar for bar in packed.bars if id(bar[0]) not in ids]
        for mark in come:
            changed.append(self._run(mark, first))
            insort(bars, (mark, 0, changed[-1]), key=_in_reading_order)
        reach = list(accumulate((bar[2][1] for bar in bars), max))
        for top, foot in changed:
            low, high = bisect_left(reach, top), bisect_right(bars, foot, key=_first_line)
            while 0 < low < len(bars) and reach[low - 1] >= _first_line(bars[low]):
                low -= 1
            while 0 < high < len(bars) and reach[high - 1] >= _first_line(bars[high]):
                high += 1
            runs = [bar[2] for bar in bars[low:high]]
            marks = [bar[0] for bar in bars[low:high]]
            bars[low:high] = zip(marks, pack(runs), runs, strict=True)
        self._blocks[first] = Packed(bars, 1 + max([lane for _mark, lane, _run in bars], default=-1), reach)
        return True

    # -- packing

    def _extent(self, block: int) -> tuple[int, int]:
        """The first block tied to `block` and the one past the last."""
        first = last = block
        while first > 0 and self._ties[first - 1]:
            first -= 1
        while self._ties[last]:
            last += 1
        return first, last + 1

    def _group_of(self, block: int) -> Group:
        first, end = self._extent(block)
        group = self._groups.get(first)
        if group is None:
            group = self._groups[first] = self._grouped(first, end - 1)
        return group

    def _grouped(self, first: int, last: int) -> Group:
        document = self._document
        if first == last:
            return Group(first, last, {}, 0)
        start, end = document.starts[first], document.ends[last]
        across = self._index.across(start, end)
        margin = 2 * document.per_line  # two that stand nearer may share a line
        lanes = pack([(mark.start, mark.end + margin) for mark in across])
        needed = self._needed.get((first, last))
        if needed is None:
            marks, rest = [*across, *self._index.within(start, end)], document.per_line // 2
            needed = depth_of((mark.start, mark.end + rest) for mark in marks)
        return Group(first, last, dict(zip(map(id, across), lanes, strict=True)), needed)

    def _packed(self, block: int) -> Packed:
        found = self._blocks.get(block)
        if found is None:
            lanes, (start, end) = self._group_of(block).lanes, self._stretch(block)
            taken = [(lanes[id(mark)], self._run(mark, block)) for mark in self._index.across(start, end)]
            marks = self._index.within(start, end)
            runs = [self._run(mark, block) for mark in marks]
            own = pack(runs, taken)
            needed = 1 + max([*own, *(lane for lane, _run in taken)], default=-1)
            reach = list(accumulate((last for _first, last in runs), max))
            found = self._blocks[block] = Packed(list(zip(marks, own, runs, strict=True)), needed, reach)
        return found

    def _run(self, mark: Highlight, block: int) -> Run:
        """The lines a mark takes of a block."""
        laid, (start, end) = self._document.laid(block), self._stretch(block)
        return laid.line_of(max(mark.start, start) - start), laid.line_of(min(mark.end, end) - 1 - start)

    def _stretch(self, block: int) -> tuple[int, int]:
        return self._document.starts[block], self._document.ends[block]

    # -- bars

    def bars(self, first: int, last: int, scroll: int, room: int) -> list[Bar]:
        """The bars of blocks `first` to `last` in a margin with `room` pixels for them."""
        found: list[Bar] = []
        block = first
        while block <= last:
            group = self._group_of(block)
            until = min(last, group.last)
            for at in range(block, until + 1):
                group.needed = max(group.needed, self._packed(at).needed)
            found.extend(self._placed(group, block, until, scroll, room))
            block = until + 1
        return found

    def _placed(self, group: Group, first: int, last: int, scroll: int, room: int) -> Iterator[Bar]:
        pitch = pitch_for(group.needed, room)
        limit = max(1, room // pitch)
        if group.needed > limit:
            limit = max(1, (room - CHIP) // TIGHTEST)
        crowd: list[Bar] = []
        for mark, lane, top, foot in self._stacked(group, first, last, scroll):
            bar = Bar(
                mark, top - scroll + BAR_INSET, foot - scroll - BAR_INSET, FIRST + pitch * min(lane, limit), pitch
            )
            if lane < limit or group.needed <= limit:
                yield bar
            else:
                crowd.append(bar)
        yield from gathered(crowd)

    def _stacked(self, group: Group, first: int, last: int, scroll: int) -> Iterator[tuple[Highlight, int, int, int]]:
        """(mark, lane, top, foot) in the document."""
        document = self._document
        for mark in self._index.across(document.starts[first], document.ends[last]) if group.lanes else ():
            start, end = document.clip(mark.start, mark.end) or (0, 1)
            top = document.line_top(start, exact=False)
            yield mark, group.lanes[id(mark)], top, document.line_top(end - 1, exact=False) + document.line
        for block in range(first, last + 1):
            y = document.top(block)
            here = (scroll - y) // document.line
            for mark, lane, (a, b) in self._packed(block).near(here - BEYOND, here + BEYOND):
                yield mark, lane, y + a * document.line, y + (b + 1) * document.line


def gathered(crowd: list[Bar]) -> Iterator[Bar]:
    """Those of `crowd` that run beside one another share one place; one that is alone there stays a bar."""
    crowd.sort(key=lambda bar: bar.top)
    reach: list[int] = []
    for bar in crowd:
        reach.append(max(bar.foot, reach[-1] if reach else bar.foot))
    at = 0
    while at < len(crowd):
        end = at + 1
        while end < len(crowd) and crowd[end].top <= reach[end - 1]:
            end += 1
        if end - at == 1:
            yield crowd[at]
        else:
            run = crowd[at].top, reach[end - 1], end - at
            yield from (replace(bar, crowd=run) for bar in crowd[at:end])
        at = end
