"""How long the window stands still while previews of large maps are made in a job: the longest gap between two ticks.

For each format: seconds until the preview is there, and the three longest gaps in milliseconds (of a timer of 2 ms).
"""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models import VERSION
from models.edits import Edit, made
from models.entities import Pairing
from models.messages import Message
from storage.projects import make_project
from tests.factories import World
from ui.collecting import Collecting
from ui.exporting.dialog import ExportDialog
from ui.exporting.groups import writable
from ui.files import open_session
from ui.jobs import Jobs
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme

SENTENCE = "A tram line carries many people through the town. "
SIBLINGS = 5


def grown(count: int) -> World:
    """Two cases of `count` nodes together, every second one with a passage, every tenth with a link."""
    world = World()
    article = world.article(SENTENCE * 400, "Trams")
    cases = [world.case(article, name) for name in ("For trams", "For buses")]
    trees: tuple[list[object], list[object]] = ([], [])
    for at in range(count):
        tree = trees[at % 2]
        above = tree[(len(tree) - SIBLINGS) // SIBLINGS] if len(tree) >= SIBLINGS else None
        note = "A note of *it*" if at % 3 == 0 else ""
        text = f"Point {at} says [sic] that trams are better in some way"
        node = world.node(cases[at % 2], text, above, note=note, tags=("cost",) if at % 4 == 0 else ())  # type: ignore[arg-type]
        if at % 2:
            world.anchor(node, at % 900, at % 900 + 40)
        if at % 10 == 9:
            world.link(node, trees[1 - at % 2][-1])  # type: ignore[arg-type]
        tree.append(node)
    world.project.apply([made(Pairing("p", "Trams are good", cases[0].id, cases[1].id))])
    return world


def opened(count: int, folder: Path) -> Session:
    world = grown(count)
    rows = [made(row) for table in world.project.rows().values() for row in table.values()]
    path = folder / f"{count}.counterpoint"
    make_project(path, VERSION, Edit(Message("edit.import"), tuple(rows), blobs=world.blobs))
    return open_session(path, "reader")


def measure(theme: Theme, session: Session, folder: Path) -> None:
    start = time.perf_counter()
    session.project.rows()
    print(f"  copy of the rows {1000 * (time.perf_counter() - start):.1f} ms")
    dialog = ExportDialog(theme, Settings(folder / "settings.ini"), session, Jobs(threads=1), [])
    dialog.show()
    ticks: list[float] = []
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=2)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    for each in writable():
        QTest.qWait(100)
        ticks.clear()
        start = time.perf_counter()
        if dialog.format == each:
            dialog.refresh()
        else:
            dialog.formats.choose(each.name)
        while dialog.maker.made is None and not dialog.preview.sentence.isVisible():
            QTest.qWait(5)
        took = time.perf_counter() - start
        QTest.qWait(100)
        gaps = sorted((b - a for a, b in pairwise(ticks)), reverse=True)[:3]
        print(f"  {each.name:20} {took:7.2f} s   " + " ".join(f"{1000 * gap:5.0f}" for gap in gaps), flush=True)
    dialog.reject()


def main() -> None:
    application = QApplication([])
    theme, collecting = Theme(application, "light"), Collecting()
    for count in (1_000, 10_000) if len(sys.argv) < 2 else map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as name:
            print(f"{count:,} nodes")
            session = opened(count, Path(name))
            measure(theme, session, Path(name))
            session.close()
    collecting.stop()


if __name__ == "__main__":
    main()
