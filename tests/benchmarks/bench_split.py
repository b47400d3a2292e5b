"""The split view with 2 x 5,000 nodes and 2,000 links: what a person waits for, in each layout; milliseconds.

Medians, and the worst of the same run; the floor is an empty turn of the event loop with the same views on show.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from models.authoring.links import link_nodes
from models.authoring.nodes import change_text
from models.edits import Edit, made
from models.entities import Link, LinkKind, new_id, now
from models.filtering import STATUS, Filter
from models.messages import message
from models.workspace import Workspace
from storage.store import SqliteStore
from tests.benchmarks.bench_window import build
from ui.files import open_session
from ui.jobs import Jobs
from ui.layouts import Layout
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme

NODES, LINKS, TIMES = 5_000, 2_000, 21
KINDS = [kind for kind in LinkKind if kind is not LinkKind.ANSWERS]


def join(path: Path, count: int) -> None:
    """`count` links between random nodes of the two cases."""
    workspace = Workspace(SqliteStore(path), "bench")
    project = workspace.project
    rng = random.Random(5)
    left, right = ([node.id for node, _depth in project.walk(case.id)] for case in project.cases())
    pairs = sorted({(rng.choice(left), rng.choice(right)) for _ in range(count)})
    links = [Link(new_id(), a, b, None, rng.choice(KINDS), created=now()) for a, b in pairs]
    workspace.perform(Edit(message("edit.sample"), tuple(map(made, links))))
    workspace.close()


def timed(work: Callable[[int], None], times: int = TIMES) -> tuple[float, float]:
    """(median, worst) in milliseconds of a work and the turns of the event loop that follow it."""
    taken = []
    for at in range(times):
        begun = time.perf_counter()
        work(at)
        QApplication.processEvents()
        QApplication.processEvents()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken), max(taken)


def measure(window: MainWindow) -> None:
    session, split = window.session, window.split
    assert session is not None and split.left.case is not None and split.right.case is not None
    project = session.project
    linked = [link.source_id for link in project.links()][: TIMES * 4]
    nodes = [node.id for node, _depth in project.walk(split.left.case.id)]
    others = [node.id for node, _depth in project.walk(split.right.case.id)]
    print(f"{'layout':<8} {'work':<22} {'median':>8} {'worst':>8}")

    def tell(layout: str, name: str, result: tuple[float, float]) -> None:
        print(f"{layout:<8} {name:<22} {result[0]:>8.1f} {result[1]:>8.1f}")

    for layout in (Layout.MIXED, Layout.TEXTS, Layout.TREES, Layout.MAPS, Layout.ROWS):
        before = Layout.MIXED if layout is not Layout.MIXED else Layout.TREES

        def switch(at: int, layout: Layout = layout, before: Layout = before) -> None:
            window.layouts.choose(layout)

        tell(layout, "switched to", timed(switch, 1))
        tell(layout, "empty turn", timed(lambda _at: None))
        tell(layout, "linked node selected", timed(lambda at: session.select(linked[at * 3])))
        scroll = {
            Layout.TREES: split.left.outline,
            Layout.ROWS: window.clash.view,
        }.get(layout, split.left.article)
        if layout is not Layout.MAPS:
            bar = scroll.verticalScrollBar()
            tell(layout, "scrolled by a bit", timed(lambda at, bar=bar: bar.setValue(10 + at * 40)))
        else:
            for _ in range(8):
                split.left.map.zoom_in()
            down = split.left.map.verticalScrollBar()
            tell(layout, "panned by a bit", timed(lambda _at, bar=down: bar.setValue(bar.value() + 17)))

        def reword(at: int) -> None:
            session.do(lambda reader: change_text(reader, nodes[at * 3], f"Point {at} {time.perf_counter()}"))

        def link(at: int) -> None:
            session.do(lambda reader: link_nodes(reader, nodes[at * 7 + 1], others[at * 5 + 2], LinkKind.TURNS))

        fewer, all_of_it = session.filter.toggled((STATUS, "unanswered")), session.filter

        def sift(at: int, fewer: Filter = fewer, all_of_it: Filter = all_of_it) -> None:
            session.set_filter(all_of_it if at % 2 else fewer)

        tell(layout, "filter set or cleared", timed(sift, 20))
        tell(layout, "node worded", timed(reword))
        tell(layout, "link made", timed(link))
        tell(layout, "link undone", timed(lambda _at: session.undo()))


def main() -> None:
    application = QApplication([])
    theme = Theme(application, "light")
    nodes, links = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (NODES, LINKS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.counterpoint")
        build(path, nodes)
        join(path, links)
        window = MainWindow(theme, Settings(Path(folder, "settings.ini")), Jobs(inline=True))
        window.resize(1440, 900)
        window.show()
        begun = time.perf_counter()
        window.show_session(open_session(path, "bench"))
        application.processEvents()
        print(f"2 x {nodes:,} nodes, {links:,} links: opened in {1000 * (time.perf_counter() - begun):.0f} ms")
        measure(window)
        window.close()


if __name__ == "__main__":
    main()
