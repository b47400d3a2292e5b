"""The list of links with 2 x 5,000 nodes and 2,000 links: filled, shown, an edit, a sort, a row gone to; milliseconds.

QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_links [nodes of a case] [links]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.comparison import challenge_states
from models.entities import CHALLENGES, Case, LinkKind, Node
from models.project import Project
from tests.factories import World
from ui.panel.describe_links import Places, link_rows
from ui.panel.link_list import RIGHT, LinkListPanel
from ui.session import Session
from ui.theme import Theme

NODES, LINKS, TIMES = 5_000, 2_000, 7
KINDS = [kind for kind in LinkKind if kind is not LinkKind.ANSWERS]


class Desk:
    """As much of a session as the list asks."""

    def __init__(self, project: Project, cases: list[Case]) -> None:
        self.project, self._cases = project, cases
        self._states = challenge_states(project, project.links())

    def sides(self) -> list[Case]:
        return self._cases

    def challenge_state(self, link_id: str) -> str:
        return self._states.get(link_id, "")


def debate(nodes: int, links: int) -> Desk:
    """Two cases with passages, and links between them, a tenth of which are answers."""
    world, rng = World(), random.Random(1)
    text = "\n\n".join(f"Paragraph {at} with some words in it." for at in range(500))
    cases: list[Case] = []
    points: list[list[Node]] = []
    for side in range(2):
        case = world.case(world.article(f"{text}{side}"), f"Case {side}")
        made: list[Node] = []
        for at in range(nodes):
            parent = rng.choice(made[-20:]) if made and at % 50 else None
            made.append(world.node(case, f"Point {at} of side {side} in a few words", parent))
            if at % 4 == 0:
                start = rng.randrange(len(text) - 60)
                world.anchor(made[-1], start, start + 20)
        cases.append(case)
        points.append(made)
    joined = [
        world.link(rng.choice(points[0]), rng.choice(points[1]), rng.choice(KINDS), note="Why it is so")
        for _at in range(links * 9 // 10)
    ]
    attacks = [link for link in joined if link.kind in CHALLENGES]
    for _at in range(links - len(joined)):
        world.link(rng.choice(points[1]), rng.choice(attacks), LinkKind.ANSWERS)
    return Desk(world.project, cases)


def timed(work: Callable[[], Any]) -> float:
    """The median over some turns, in milliseconds, with what is painted after it."""
    spent = []
    for _turn in range(TIMES):
        begun = time.perf_counter()
        work()
        QApplication.processEvents()
        spent.append(1000 * (time.perf_counter() - begun))
    return median(spent)


def main() -> None:
    nodes, links = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (NODES, LINKS)
    application = QApplication.instance() or QApplication([])
    panel = LinkListPanel(Theme(cast(QApplication, application), "light"))
    panel.resize(1200, 400)
    panel.show()
    desk = cast(Session, debate(nodes, links))
    places = Places()
    rows = link_rows(desk, places)
    other = [replace(row, note="Other words") if at == 7 else row for at, row in enumerate(rows)]
    turns = iter(range(10_000))

    def show_anew() -> None:
        panel.set_rows([])
        panel.set_rows(rows)

    def sort() -> None:
        panel.table.sortByColumn(RIGHT, Qt.SortOrder(next(turns) % 2))

    print(f"2 x {nodes:,} nodes, {len(rows):,} links")
    for name, work in (
        ("rows from the project", lambda: link_rows(desk, Places())),
        ("after an edit of a link", lambda: link_rows(desk, places)),
        ("all rows shown", show_anew),
        ("one note worded", lambda: panel.set_rows(other if next(turns) % 2 else rows)),
        ("one link less, one more", lambda: panel.set_rows(rows[:-1] if next(turns) % 2 else rows)),
        ("sorted", sort),
        ("a row gone to", lambda: panel.select(rows[next(turns) * 37 % len(rows)].link_id)),
    ):
        print(f"    {name:<26}{timed(work):>8.1f}")


if __name__ == "__main__":
    main()
