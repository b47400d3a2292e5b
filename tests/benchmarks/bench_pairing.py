"""What a pairing of 2 x 5,000 nodes and 2,000 links costs without a window: statuses, challenges, the clash table.

Medians in milliseconds. The floor is one walk through both trees.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.clashes import clash_table
from models.comparison import answer_statuses, challenge_states
from models.entities import Article, Case, Kind, Link, LinkKind, Node, Pairing
from models.ordering import spread
from models.project import Project

NODES, LINKS, TRIES = 5_000, 2_000, 15
FAN = 8


def make_project() -> Project:
    """Trees with eight children to a node, links to and fro at random, each tenth an answer to the one before it."""
    rng = random.Random(1)
    kinds = [kind for kind in LinkKind if kind is not LinkKind.ANSWERS]
    nodes: dict[str, Node] = {}
    ids: dict[str, list[str]] = {"L": [], "R": []}
    places = spread(FAN)
    for case_id, row in ids.items():
        for at in range(NODES):
            parent = row[(at - 1) // FAN] if at else None
            kind = Kind.CLAIM if at < NODES // 7 else Kind.EVIDENCE
            node = Node(f"{case_id}{at}", case_id, parent, places[at % FAN], kind, f"Point {at}")
            nodes[node.id] = node
            row.append(node.id)
    links: dict[str, Link] = {}
    for at in range(LINKS):
        source, target = (rng.choice(ids[side]) for side in rng.choice(("LR", "RL")))
        answers = at % 10 == 9
        made = Link(f"link{at}", source, target, None, rng.choice(kinds), created=f"{at:05}")
        if answers:
            made = replace(made, target_id=None, target_link_id=f"link{at - 1}", kind=LinkKind.ANSWERS)
        links[made.id] = made
    articles = {side: Article(side, "T", "", "", "", "") for side in ids}
    cases = {side: Case(side, side, side) for side in ids}
    tables: dict[str, dict[str, Any]] = {"article": articles, "case": cases, "node": nodes, "link": links}
    return Project({**tables, "pairing": {"P": Pairing("P", "A motion", "L", "R")}})


def timed(work: Callable[[], object]) -> float:
    taken = []
    for _try in range(TRIES):
        begun = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)


def main() -> None:
    project = make_project()
    pairing = project.pairing("P")
    links = project.links()
    works: dict[str, Callable[[], object]] = {
        "floor": lambda: [list(project.walk(side)) for side in "LR"],
        "links": project.links,
        "statuses": lambda: answer_statuses(project, pairing),
        "challenges": lambda: challenge_states(project, links),
        "clash table": lambda: clash_table(project, pairing),
    }
    print("  ".join(f"{name} {timed(work):.1f}" for name, work in works.items()))


if __name__ == "__main__":
    main()
