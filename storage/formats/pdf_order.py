"""The order in which the lines of a page are read: heads, columns, feet, and what stands aside.

The order of a PDF's content is mostly that of reading, but nothing makes it so; the places decide. Two columns are
told by a gutter that few lines cross; a line that crosses it (a title, a wide table) parts the columns above it from
those below.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from storage.formats.pdf_lines import Line, PageLines
from storage.formats.pdf_words import is_rtl

MOST_RUNS = 4_000  # on one page; more are drawing or damage, and stay in the order of the content
_BIN = 2.0  # points


def order(page: PageLines) -> None:
    """Fill `page.columns` from its runs: heads, the columns, feet, and what stands aside."""
    middle = (max(r.y for r in page.runs) + min(r.y for r in page.runs)) / 2 if page.runs else 0.0
    heads = sorted((r for r in page.runs if r.running and r.y >= middle), key=lambda r: (-round(r.y), r.x0))
    feet = sorted((r for r in page.runs if r.running and r.y < middle), key=lambda r: (-round(r.y), r.x0))
    above, body, below = _without_edges([r for r in page.runs if not r.running])
    heads, feet = heads + above, below + feet
    columns: list[list[Line]] = [[line] for line in heads]
    if len(body) > MOST_RUNS:
        columns += _as_written(body)
    else:
        _order(_with_initials(_upright(body) if _is_vertical(body) else body), columns, 0)
    columns += [[line] for line in feet]
    page.columns = columns + _as_written(page.aside)


def _without_edges(runs: list[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The small rows that stand alone at the head and at the foot, and what is between: they belong to no column."""
    edges: tuple[list[Line], list[Line]] = ([], [])
    if len(runs) < 8:
        return [], runs, []
    usual = median(run.size for run in runs)
    for edge, sign in zip(edges, (-1, 1), strict=True):
        ordered = sorted(runs, key=lambda run: sign * run.y)
        row = [run for run in ordered if abs(run.y - ordered[0].y) < 0.3 * run.size]
        rest = ordered[len(row) :]
        small = all(run.size < 1.06 * usual and len(run.text) <= 90 for run in row)
        if small and len(row) <= 3 and rest and abs(rest[0].y - row[-1].y) > 2.2 * usual:
            edge += sorted(row, key=lambda run: run.x0)
            runs = [run for run in runs if run not in row]
    return edges[0], runs, edges[1]


def _is_vertical(runs: Sequence[Line]) -> bool:
    """Whether most signs stand one below the other: writing from top to bottom, its columns from right to left."""
    narrow = sum(len(run.text) for run in runs if run.x1 - run.x0 < 1.5 * run.size and not 1 < len(run.text) < 4)
    if len(runs) < 2 or narrow < 0.6 * sum(len(run.text) for run in runs):
        return False
    if sum(len(run.text) for run in runs) > 4 * len(runs):
        return True
    below = sum(abs(a.x0 - b.x0) < a.size and 0 < a.y - b.y < 2.5 * a.size for a, b in pairwise(runs))
    return below > 0.5 * len(runs)


def _upright(runs: list[Line]) -> list[Line]:
    """Columns of signs as lines: what is further down is further right."""
    for run in runs:
        run.x0, run.y = -run.y, run.x0
        run.x1 = run.x0 + len(run.text) * run.size
        run.first = run.size
    return runs


def _as_written(runs: Sequence[Line]) -> list[list[Line]]:
    """Pieces in the order of the content."""
    columns: list[list[Line]] = []
    for run in runs:
        last = columns[-1][-1] if columns else None
        alike = last is not None and last.turn == run.turn and last.hidden == run.hidden
        if last is not None and alike and abs(run.size - last.size) < 0.5:
            columns[-1].append(run)
        else:
            columns.append([run])
    return columns


def _with_initials(runs: list[Line]) -> list[Line]:
    """The runs with each large initial put before the line that it begins."""
    if len(runs) < 3:
        return runs
    usual = median(run.size for run in runs)
    initials = [r for r in runs if r.size >= 1.7 * usual and len(r.text.strip("“\"'‘«")) == 1 and r.text[-1].isupper()]
    for initial in initials[:20]:
        beside = [
            r
            for r in runs
            if r is not initial
            and r.size < 0.7 * initial.size
            and -0.2 * initial.size < r.x0 - initial.x1 < 0.6 * initial.size
            and initial.y - 0.2 * r.size <= r.y <= initial.y + initial.size
        ]
        if len(beside) < 2:
            continue
        first = max(beside, key=lambda r: r.y)
        joint = "" if first.x0 - initial.x1 < 0.6 * first.size or first.text[:1].islower() else " "
        first.text = initial.text + joint + first.text
        for line in beside:  # the lines beside it are no further in than the others
            line.x0 = initial.x0
        runs = [r for r in runs if r is not initial]
    return runs


def _order(runs: list[Line], columns: list[list[Line]], depth: int) -> None:
    gutter = _gutter(runs) if depth < 4 else None
    if gutter is None:
        if runs:
            columns.append(_rows(runs))
        return
    wide: list[Line] = []
    sides: tuple[list[Line], list[Line]] = ([], [])

    def part() -> None:
        for side in sides:
            _order(list(side), columns, depth + 1)
            side.clear()

    for run in sorted(runs, key=lambda run: -run.y):
        if (run.x0 < gutter - 1 and run.x1 > gutter + 1) or _ends_wide(run, wide, sides, runs):
            if sides[0] or sides[1]:
                part()
            wide.append(run)
            continue
        if wide:
            columns.append(_rows(wide))
            wide = []
        sides[run.x0 >= gutter - 1].append(run)
    part()
    if wide:
        columns.append(_rows(wide))


def _ends_wide(run: Line, wide: list[Line], sides: tuple[list[Line], list[Line]], runs: list[Line]) -> bool:
    """Whether a short line is the last of a paragraph that runs over both columns."""
    if not wide or sides[0] or sides[1]:
        return False
    last = wide[-1]
    near = last.y - run.y <= 1.45 * run.size and abs(run.x0 - last.x0) < 2 * run.size
    if not near or abs(run.size - last.size) > 0.3:
        return False
    return not any(r is not run and abs(r.y - run.y) < 0.4 * run.size for r in runs)


def _gutter(runs: list[Line]) -> float | None:
    """Where a vertical strip of white parts the runs into two columns of text; None where it does not."""
    if len(runs) < 8:
        return None
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    bins = int((right - left) / _BIN) + 1
    if bins < 30 or bins > 5_000:
        return None
    steps = [0] * (bins + 2)
    for run in runs:
        steps[int((run.x0 - left) / _BIN)] += 1
        steps[min(bins, int((run.x1 - left) / _BIN)) + 1] -= 1
    cover, height = [], 0
    for step in steps[:bins]:
        height += step
        cover.append(height)
    best: tuple[int, int, float] | None = None
    limit = 0.6 * len(runs)
    at, end = int(0.12 * bins), int(0.88 * bins)
    while at < end:
        if cover[at] > limit:
            at += 1
            continue
        stop = at
        while stop < end and cover[stop] == cover[at]:
            stop += 1
        place = left + _BIN * (at + stop) / 2
        if (best is None or (cover[at], at - stop) < best[:2]) and stop - at >= 2 and _are_columns(runs, place):
            best = cover[at], at - stop, place
        at = stop
    return None if best is None else best[2]


def _are_columns(runs: list[Line], gutter: float) -> bool:
    """Whether what stands left and right of a gutter is text, not the cells of a table."""
    sides = [r for r in runs if r.x1 <= gutter + 1], [r for r in runs if r.x0 >= gutter - 1]
    for side in sides:
        if len(side) < max(4, 0.12 * len(runs)):
            return False
        width = sorted(r.x1 - r.x0 for r in side)[int(0.95 * (len(side) - 1))]  # a side may hold further columns
        filling = [len(r.text) for r in side if r.x1 - r.x0 >= 0.6 * width]
        if len(filling) < 4 or median(filling) < 14 or sum(filling) < 0.6 * sum(len(r.text) for r in side):
            return False
    return True


def _rows(runs: list[Line]) -> list[Line]:
    """Pieces of one column as lines from top to bottom, those on one base line joined."""
    runs = sorted(runs, key=lambda run: -run.y)
    lines: list[Line] = []
    row: list[Line] = []
    for run in runs:
        if row and abs(run.y - row[0].y) > 0.3 * min(run.size, row[0].size):
            lines.append(_joined(row))
            row = []
        row.append(run)
    if row:
        lines.append(_joined(row))
    return lines


def _joined(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    rtl = sum(len(run.text) for run in row if is_rtl(run.text)) * 2 > sum(len(run.text) for run in row)
    row = sorted(row, key=lambda run: -run.x1 if rtl else run.x0)
    main = max(row, key=lambda run: len(run.text))
    text = row[0].text
    cells = 1
    for last, run in pairwise(row):
        gap = (last.x0 - run.x1) if rtl else (run.x0 - last.x1)
        apart = gap > 2 * main.size
        cells += apart
        text += ("\t" if apart else "" if gap < 0.08 * main.size or _is_wide(text[-1:]) else " ") + run.text
    bold, italic = all(run.bold for run in row), all(run.italic for run in row)
    x0, x1 = min(run.x0 for run in row), max(run.x1 for run in row)
    first = row[0]
    return Line(
        text, x0, x1, main.y, main.size, bold, italic, first.first, first.mark, main.turn, main.hidden, False, cells
    )


def _is_wide(character: str) -> bool:
    """Whether a sign fills a square: such writing has no spaces between words."""
    return unicodedata.east_asian_width(character or " ") in "WF"
