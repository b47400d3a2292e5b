"""The clash table over 2 x 5,000 nodes and 2,000 links; medians in milliseconds.

`open`: a view gets a table that is worked out, until it is painted. `frame`: one page further, painted. `edit`: another
table after one edit, painted. `sort`, `fold`, `width`: the same after another order, a folded section, another width.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from models.clashes import Sort, clash_table
from models.edits import Change, changed, made
from models.entities import Clash, Issue, Kind, Link, LinkKind, Node, clash_id
from models.project import Project
from tests.factories import World
from ui.clash.view import ClashView
from ui.theme import Theme

NODES, LINKS, ISSUES = 5_000, 2_000, 12
SIZES = ((860, 760), (1396, 820))
TIMES = 15


def make_world() -> World:
    """Two cases of three levels; every link between two other nodes, a third of them under an issue."""
    world = World()
    cases = []
    for name in ("left", "right"):
        case = world.case(world.article(f"The text of the {name} side.", name), name)
        roots: list[Node] = []
        nodes: list[Node] = []
        for number in range(NODES):
            parent = roots[number // 10 % len(roots)] if roots and number % 10 else None
            kind = Kind.CLAIM if parent is None or number % 3 else Kind.EVIDENCE
            text = f"Point {number} of the {name} case says a little of what it rests on, and why that should count"
            nodes.append(world.node(case, text[: 40 + number % 50], parent, kind))
            if parent is None:
                roots.append(nodes[-1])
        cases.append((case, nodes))
    (left, ours), (right, theirs) = cases
    pairing = world.pairing(left, right)
    kinds = [kind for kind in LinkKind if kind is not LinkKind.ANSWERS]
    for number in range(ISSUES):
        world.project.apply([made(Issue(f"issue {number}", pairing.id, f"Issue {number}", f"n{number:03}"))])
    for number in range(LINKS):
        ends = (ours[number * 2], theirs[(number * 7) % NODES])
        link = world.link(*(ends if number % 2 else ends[::-1]), kinds[number % len(kinds)])
        if number % 3 == 0:
            noted = Clash(clash_id(pairing.id, link.id), pairing.id, link.id, None, f"issue {number % ISSUES}")
            noted = replace(noted, why="names rates, prices and hiring", better=left.id, weighing="size over speed")
            world.project.apply([made(noted)])
    return world


def median(work: Callable[[int], object], times: int = TIMES) -> float:
    taken = []
    for at in range(times):
        begun = time.perf_counter()
        work(at)
        taken.append(time.perf_counter() - begun)
    return 1000 * statistics.median(taken)


def measure(application: QApplication, theme: Theme, project: Project, size: tuple[int, int]) -> dict[str, float]:
    pairing = project.pairings()[0]
    sides = project.case(pairing.left_case_id), project.case(pairing.right_case_id)
    table, links = clash_table(project, pairing), project.links()
    view = ClashView(theme)
    view.resize(*size)
    view.show()
    application.processEvents()

    def painted() -> None:
        view.viewport().repaint()
        application.processEvents()

    def opened(at: int) -> None:
        view.set_table(project, replace(table, pairing=replace(pairing, id=f"other {at}")), *sides)
        painted()

    def turned(at: int) -> None:
        view.verticalScrollBar().setValue((at + 1) * 14_000)
        painted()

    def followed(at: int) -> float:
        project.apply(_stronger(links[at], at))
        other = clash_table(project, pairing)
        begun = time.perf_counter()
        view.set_table(project, other, *sides)
        painted()
        return time.perf_counter() - begun

    def sorted_(at: int) -> float:
        other = clash_table(project, pairing, (Sort.STRENGTH, Sort.STATUS)[at % 2])
        begun = time.perf_counter()
        view.set_table(project, other, *sides)
        painted()
        return time.perf_counter() - begun

    def folded(at: int) -> None:
        view.set_folded("rest", at % 2 == 0)
        painted()

    def widened(at: int) -> None:
        view.resize(size[0] + at + 1, size[1])
        painted()

    found = {"open": median(opened, 5)}
    view.set_table(project, table, *sides)
    found["frame"] = median(turned)
    view.step_to(700)
    found["edit"] = 1000 * statistics.median(map(followed, range(TIMES)))
    found["sort"] = 1000 * statistics.median(map(sorted_, range(4)))
    found["fold"] = median(folded, 6)
    found["width"] = median(widened, 6)
    found["lines"] = view.lines.rowCount()
    view.close()
    return found


def main() -> None:
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    theme, project = Theme(application, "light"), make_world().project
    print(f"table (models) {median(lambda _at: clash_table(project, project.pairings()[0]), 5):.1f}")
    for size in SIZES:
        found = measure(application, theme, project, size)
        print(size, "  ".join(f"{name} {value:.1f}" for name, value in found.items()))


def _stronger(link: Link, at: int) -> list[Change]:
    return list(changed(link, replace(link, strength=(at % 4 + 1) / 4)))


if __name__ == "__main__":
    main()
