"""How long whole branches take on their way: copied, as JSON, pasted, moved to another case, and as a Markdown list.

Medians in milliseconds. The floor is `copy.deepcopy` of the same nodes: what any program pays to have them twice.
"""

from __future__ import annotations

import copy as standard
import statistics
import sys
import time
from collections.abc import Callable

from models.authoring import branches
from models.branches import copy, from_json, to_json
from models.entities import Kind
from storage.formats.markdown_list import parse, write
from tests.factories import World

TRIES = 5


def timed(work: Callable[[], object]) -> float:
    found = []
    for _try in range(TRIES):
        begun = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - begun))
    return statistics.median(found)


def report(count: int) -> None:
    world = World()
    case, other = world.case(world.article("Words.")), world.case(world.article("Other words."))
    top = world.node(case, "top")
    row = [top]
    while len(row) < count:
        row.append(world.node(case, f"Point {len(row)} of some length", row[len(row) // 5], Kind.CLAIM))
    project = world.project
    held = copy(project, [top.id])
    text, json = write(held), to_json(held)
    works: dict[str, Callable[[], object]] = {
        "floor": lambda: standard.deepcopy(row),
        "copy": lambda: copy(project, [top.id]),
        "json out": lambda: to_json(held),
        "json in": lambda: from_json(json),
        "paste": lambda: branches.paste(project, case.id, top.id, None, held),
        "move": lambda: branches.move_branches(project, [top.id], other.id, None),
        "list out": lambda: write(held),
        "list in": lambda: parse(text),
    }
    print(f"{count:>7}  " + "  ".join(f"{name} {timed(work):.1f}" for name, work in works.items()))


if __name__ == "__main__":
    for wanted in (1_000, 10_000) if len(sys.argv) < 2 else map(int, sys.argv[1:]):
        report(wanted)
