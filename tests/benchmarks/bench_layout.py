"""How long it takes to lay out a map, beside Graphviz `dot` on the same tree: `bench_layout.py [NODES...]`.

Only the layout counts on both sides: `dot -Tplain` on a prepared file with boxes of fixed size. Ours is the median of
several runs, lines not included; the last line adds all lines of the largest tree. `dot` runs once where it is slow.
"""

from __future__ import annotations

import gc
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from models.layout import Arrangement, Bearing, Cards, Shape, arrange

SIZES = (1_000, 10_000, 100_000)
DOT_LIMIT = 10_000  # beyond it takes an hour
PIXELS_PER_INCH = 72


def timed(action: Callable[[], object], times: int) -> float:
    """Median milliseconds."""
    found = []
    for _ in range(times):
        gc.collect()
        began = time.perf_counter()
        action()
        found.append((time.perf_counter() - began) * 1000)
    return median(found)


def tree(count: int, seed: int = 4) -> Cards:
    """A random tree of usual cards: each hangs below any earlier one."""
    drawn = random.Random(seed)
    below: list[list[int]] = [[] for _ in range(count)]
    for node in range(1, count):
        below[drawn.randrange(node)].append(node)
    order: list[int] = []
    parents: list[int] = []
    waiting = [(0, -1)]
    while waiting:
        node, parent = waiting.pop()
        waiting.extend((child, len(order)) for child in reversed(below[node]))
        order.append(node)
        parents.append(parent)
    usual = (Bearing.SUPPORTS, Bearing.SUPPORTS, Bearing.SUPPORTS, Bearing.REBUTS, Bearing.UNDERCUTS)
    bearings = [Bearing.ROOT, *drawn.choices(usual, k=count - 1)]
    heights = drawn.choices((56.0, 74.0, 92.0), k=count)
    return Cards(parents, [204.0] * count, heights, list(bearings), [-1] * count)


def dot_source(cards: Cards) -> str:
    """The same tree for Graphviz; sizes in inches."""
    lines = ["digraph map {", 'node [shape=box, fixedsize=true, label=""]', "nodesep=0.33; ranksep=0.78;"]
    for node, (parent, width, height) in enumerate(zip(cards.parents, cards.widths, cards.heights, strict=True)):
        lines.append(f"{node} [width={width / PIXELS_PER_INCH:.3f}, height={height / PIXELS_PER_INCH:.3f}];")
        if parent >= 0:
            lines.append(f"{parent} -> {node};")
    return "\n".join([*lines, "}"])


def dot_time(cards: Cards, folder: Path, times: int) -> float:
    """Median milliseconds of `dot`, less what it takes for a graph of one node."""
    whole, bare = folder / "whole.dot", folder / "bare.dot"
    whole.write_text(dot_source(cards))
    bare.write_text("digraph map { 0 }")
    found = []
    for path in (whole, bare):
        command = ["dot", "-Tplain", f"-o{folder / 'out.txt'}", str(path)]
        found.append(
            timed(lambda command=command: subprocess.run(command, check=True, stderr=subprocess.DEVNULL), times)
        )
    return found[0] - found[1]


def all_lines(arrangement: Arrangement) -> None:
    """Every route and bracket, as a picture of the whole map needs them."""
    for node in range(len(arrangement.cards.parents)):
        arrangement.route(node)
        arrangement.brackets(node)


def main(*sizes: int) -> None:
    with_dot = shutil.which("dot") is not None
    if not with_dot:
        print("Graphviz is not installed: no `dot` to compare with.")
    with tempfile.TemporaryDirectory() as name:
        for count in sizes or SIZES:
            cards = tree(count)
            for shape in Shape:
                ours = timed(lambda cards=cards, shape=shape: arrange(cards, shape), 7)
                if shape is Shape.DOWN:
                    down = ours
                print(f"{f'lay out {count:,} cards, {shape.value}':<40} {ours:10.2f} ms")
            if with_dot and count <= DOT_LIMIT:
                dot = dot_time(cards, Path(name), 3 if count <= 1_000 else 1)
                print(f"{f'dot, {count:,} cards':<40} {dot:10.2f} ms   {dot / down:7.0f}x of down")
        lines = timed(lambda: all_lines(arrange(cards, Shape.DOWN)), 1)
        print(f"{f'lay out {count:,} cards and all their lines':<40} {lines:10.2f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
