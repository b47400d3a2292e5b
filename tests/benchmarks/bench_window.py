"""How long one edit takes in the open window, from the key to all views up to date; medians in milliseconds.

The floor measured in the same run is the commit alone.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from models import VERSION
from models.anchors import make_anchor
from models.authoring.library import Source, import_article, pair
from models.authoring.nodes import change_text
from models.authoring.passages import add_passage
from models.edits import Edit, made
from models.entities import Kind, Node, new_id, now
from models.messages import message
from models.ordering import spread
from models.texts import plain_layout
from models.workspace import Workspace
from storage.database import create_project
from storage.store import SqliteStore
from ui.files import open_session
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme

BRANCH = 10  # children of each section
SIZES = (100, 1_000, 10_000)


def build(path: Path, count: int) -> None:
    """A project with two cases of `count` nodes each, every node on a passage."""
    create_project(path, VERSION)
    workspace = Workspace(SqliteStore(path), "bench")
    cases = []
    for side in ("left", "right"):
        text = "\n\n".join(f"Paragraph {i} of the {side} article says something of its own." for i in range(count // 4))
        source = Source(side, text.encode(), text, text, plain_layout(text))
        case_id = workspace.do(lambda reader, source=source: import_article(reader, source))
        cases.append(case_id)
        article_id = workspace.project.case(case_id).article_id
        nodes, anchors = [], []
        sections = [
            Node(new_id(), case_id, None, p, Kind.CLAIM, "Section", created=now()) for p in spread(count // BRANCH)
        ]
        for section in sections:
            nodes.append(section)
            for place in spread(BRANCH - 1):
                nodes.append(Node(new_id(), case_id, section.id, place, Kind.EVIDENCE, "A point", created=now()))
        for at, node in enumerate(nodes):
            start = (at * 37) % (len(text) - 40)
            anchors.append(make_anchor(text, node.id, article_id, start, start + 30))
        workspace.perform(Edit(message("edit.sample"), (*map(made, nodes), *map(made, anchors))))
    workspace.do(lambda reader: pair(reader, *cases))
    workspace.close()


def timed(work, times: int = 15) -> float:  # type: ignore[no-untyped-def]
    taken = []
    for at in range(times):
        begun = time.perf_counter()
        work(at)
        taken.append(time.perf_counter() - begun)
    return 1000 * statistics.median(taken)


def main() -> None:
    application = QApplication([])
    theme = Theme(application, "light")
    print(f"{'nodes a side':>12} {'commit':>8} {'edit':>8} {'mark':>8} {'select':>8} {'open':>8}")
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "bench.counterpoint")
            build(path, count)
            window = MainWindow(theme, Settings(Path(folder, "settings.ini")), Jobs(inline=True))
            window.resize(1440, 900)
            window.show()
            begun = time.perf_counter()
            window.show_session(open_session(path, "bench"))
            application.processEvents()
            opened = 1000 * (time.perf_counter() - begun)
            session = window.session
            assert session is not None and window.split.left.case is not None
            nodes = [node.id for node, _depth in session.project.walk(window.split.left.case.id)]

            def edit(at: int, session=session, nodes=nodes) -> None:  # type: ignore[no-untyped-def]
                session.do(lambda reader: change_text(reader, nodes[at * 3], f"Point {at} {time.perf_counter()}"))
                application.processEvents()

            def select(at: int, session=session, nodes=nodes) -> None:  # type: ignore[no-untyped-def]
                session.select(nodes[at * 5 + 1])
                application.processEvents()

            def mark(at: int, session=session, nodes=nodes) -> None:  # type: ignore[no-untyped-def]
                session.do(lambda reader: add_passage(reader, nodes[at * 3], 5 + at, 45 + at))
                application.processEvents()

            whole, marked, chosen = timed(edit), timed(mark), timed(select)
            listeners, session.workspace.listeners = session.workspace.listeners, []
            commit = timed(edit)
            session.workspace.listeners = listeners
            print(f"{count:>12} {commit:>8.1f} {whole:>8.1f} {marked:>8.1f} {chosen:>8.1f} {opened:>8.0f}")
            window.close()


if __name__ == "__main__":
    main()
