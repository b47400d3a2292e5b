"""What a filter takes over 2 x 5,000 nodes and 2,000 links: sifting alone, and in the window until all views show it.

Medians, and the worst of the same run, in milliseconds; the floor is an empty turn of the event loop in that window.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from models.authoring.nodes import change_text
from models.edits import Edit, changed
from models.entities import Kind
from models.filtering import Filter, sift
from models.messages import message
from models.workspace import Workspace
from storage.store import SqliteStore
from tests.benchmarks.bench_split import LINKS, NODES, join, timed
from tests.benchmarks.bench_window import build
from ui.files import open_session
from ui.jobs import Jobs
from ui.layouts import Layout
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme

TIMES = 11
TAGS = ("law", "money", "allies", "energy")
TOPICS = ("banks", "tariffs", "grain", "reserves", "gas")
FILTERS: dict[str, Filter] = {
    "evidence off": Filter(kinds_off=frozenset({"evidence"})),
    "only rebuttals": Filter(kinds_off=frozenset({"claim", "evidence"})),
    "unanswered off": Filter(statuses_off=frozenset({"unanswered"})),
    "rebuts off": Filter(links_off=frozenset({"rebuts"})),
    "a tag": Filter(tags=frozenset({"money"})),
    "two words": Filter(text="point grain"),
    "no match": Filter(text="zebra"),
}


def dress(path: Path) -> None:
    """Give the nodes of a project words, tags, and some of them another kind."""
    workspace = Workspace(SqliteStore(path), "bench")
    project, changes = workspace.project, []
    for case in project.cases():
        for at, (node, depth) in enumerate(project.walk(case.id)):
            kind = Kind.REBUTTAL if depth and at % 7 == 0 else node.kind
            tags = (TAGS[at % len(TAGS)],) if at % 3 == 0 else ()
            text = f"Point {at} of {TOPICS[at % len(TOPICS)]}, worded as a reader of an article would word it"
            changes += changed(node, replace(node, kind=kind, tags=tags, text=text))
    workspace.perform(Edit(message("edit.sample"), tuple(changes)))
    workspace.close()


def tell(name: str, work: Callable[[int], None]) -> None:
    median, worst = timed(work, TIMES)
    print(f"{name:<32} {median:>8.1f} {worst:>8.1f}")


def measure(window: MainWindow) -> None:
    session = window.session
    assert session is not None and window.split.left.case is not None
    project, pairing = session.project, session.pairing
    statuses, states = session.statuses(), session.challenge_states()
    print(f"{'sifting alone':<32} {'median':>8} {'worst':>8}")
    for name, wanted in FILTERS.items():

        def alone(_at: int, wanted: Filter = wanted) -> None:
            sift(project, pairing, wanted, statuses, states)

        tell(name, alone)
    nodes = [node.id for node, _depth in project.walk(window.split.left.case.id)]
    for layout in (Layout.MIXED, Layout.TEXTS, Layout.TREES, Layout.MAPS):
        window.layouts.choose(layout)
        QApplication.processEvents()
        print(f"\n{f'in the window, {layout}':<32} {'median':>8} {'worst':>8}")
        tell("empty turn", lambda _at: None)
        for name, wanted in FILTERS.items():

            def apply(at: int, wanted: Filter = wanted) -> None:
                session.set_filter(wanted if at % 2 == 0 else Filter())

            tell(f"{name}, on and off", apply)
            session.set_filter(Filter())
        session.set_filter(FILTERS["two words"])

        def reword(at: int) -> None:
            session.do(lambda reader: change_text(reader, nodes[at * 3], f"Point {at} of gas"))

        tell("node worded while one is on", reword)
        for _each in range(TIMES):
            session.undo()
        session.set_filter(Filter())


def main() -> None:
    application = QApplication([])
    theme = Theme(application, "light")
    nodes, links = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (NODES, LINKS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.counterpoint")
        build(path, nodes)
        dress(path)
        join(path, links)
        window = MainWindow(theme, Settings(Path(folder, "settings.ini")), Jobs(inline=True))
        window.resize(1440, 900)
        window.show()
        window.show_session(open_session(path, "bench"))
        application.processEvents()
        print(f"2 x {nodes:,} nodes, {links:,} links")
        measure(window)
        window.close()


if __name__ == "__main__":
    main()
