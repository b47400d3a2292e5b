"""What exporting a pairing of 2 x 5,000 nodes with 2,000 links takes, by format. Medians of five, in milliseconds."""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from time import perf_counter

from models.edits import made
from models.entities import Kind, Node
from storage.formats.registry import Snapshot, by_name
from tests.factories import World

NODES, LINKS, RUNS = 5000, 2000, 5


def large() -> Snapshot:
    """Two cases, eight nodes below each, and links from every second node of the left one."""
    world = World()
    cases = [world.case(world.article("x"), name) for name in ("Left", "Right")]
    sides: list[list[Node]] = []
    for case in cases:
        own = [Node(f"{case.name}{at}", case.id, None, f"n{at:05}", Kind.CLAIM, f"Point {at}") for at in range(NODES)]
        own[1:] = [replace(node, parent_id=own[at // 8].id) for at, node in enumerate(own[1:], 1)]
        world.project.apply([made(node) for node in own])
        sides.append(own)
    for at in range(LINKS):
        world.link(sides[0][at * 2], sides[1][at], "rebuts", note="a note")
    return Snapshot(world.project, world.pairing(cases[0], cases[1]).id)


def main() -> None:
    snapshot = large()
    for name in ("markdown", "html"):
        times = []
        for _run in range(RUNS):
            start = perf_counter()
            by_name(name).write(snapshot)
            times.append((perf_counter() - start) * 1000)
        print(f"export {name:<10} {median(times):8.0f} ms")


if __name__ == "__main__":
    main()
