"""How soon pages are there, and how long the window stands still meanwhile: the longest gaps between two ticks.

A book of 300 pages with 10,000 marked passages, a tree of 10,000 points, its clash table and its map: seconds until the
first page is on show, until all are set, until the PDF is written, each with the three longest gaps in milliseconds.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from models import VERSION
from models.edits import Edit, made
from models.messages import Message
from storage.printing import CONTENTS
from storage.projects import make_project
from tests.factories import World
from ui.collecting import Collecting
from ui.exporting.wanted import Part
from ui.files import open_session
from ui.jobs import Jobs
from ui.printing.dialog import PrintDialog
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme

WORDS = ("the", "tram", "carries", "many", "people", "at", "noon", "while", "buses", "wait", "for", "green", "lights")


def grown(count: int, paragraphs: int) -> World:
    """One case of `count` points with a passage each, another of a single point that they are linked to."""
    chance, world = random.Random(1), World()

    def sentence(least: int, most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize() + "."

    text = "\n\n".join(" ".join(sentence(8, 20) for _ in range(5)) for _ in range(paragraphs))
    case = world.case(world.article(text, "A long book"), "For trams")
    other = world.case(world.article(text[:20_000], "Buses"), "For buses")
    nodes = [world.node(case, "Build it")]
    for at in range(count - 1):
        above = nodes[chance.randint(max(0, at - 60), at)]
        kind = chance.choice(("claim", "evidence", "rebuttal"))
        node = world.node(case, sentence(5, 30), above, kind, position=f"n{at:06}")
        start = chance.randint(0, len(text) - 300)
        world.anchor(node, start, start + chance.randint(20, 250))
        nodes.append(node)
    target = world.node(other, "Buses are better")
    for node in nodes[1:600:3]:
        world.link(node, target)
    world.pairing(case, other, "Trams are good")
    return world


def opened(folder: Path, count: int, paragraphs: int) -> Session:
    world = grown(count, paragraphs)
    rows = [made(row) for table in world.project.rows().values() for row in table.values()]
    path = folder / "trams.counterpoint"
    make_project(path, VERSION, Edit(Message("edit.import"), tuple(rows), blobs=world.blobs))
    return open_session(path, "reader")


class Watch:
    """Ticks of the interface thread."""

    def __init__(self) -> None:
        self.ticks: list[float] = []
        self.timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=2)
        self.timer.timeout.connect(lambda: self.ticks.append(time.perf_counter()))
        self.timer.start()

    def until(self, is_so: Callable[[], bool]) -> str:
        """Seconds, and the longest gaps."""
        self.ticks.clear()
        start = time.perf_counter()
        loop, poll = QEventLoop(), QTimer(interval=5)  # not QTest.qWait, which holds Python up in all threads
        poll.timeout.connect(lambda: loop.quit() if is_so() else None)
        poll.start()
        loop.exec()
        took = time.perf_counter() - start
        gaps = sorted((b - a for a, b in pairwise(self.ticks)), reverse=True)[:3]
        return f"{took:6.2f} s ({' '.join(f'{1000 * gap:.0f}' for gap in gaps)})"


def measure(theme: Theme, session: Session, folder: Path, watch: Watch) -> None:
    for content in CONTENTS:
        start = time.perf_counter()
        dialog = PrintDialog(theme, Settings(folder / f"{content}.ini"), session, Jobs(threads=1), [])
        opening = time.perf_counter() - start
        dialog.form.content.setCurrentIndex(dialog.form.content.findData(content))
        dialog.form.parts.setCurrentIndex(dialog.form.parts.findData(str(Part.LEFT)))
        dialog.show()
        first = watch.until(lambda dialog=dialog: dialog.preview.count > 0 and dialog.preview.is_painted(0))
        whole = watch.until(lambda dialog=dialog: dialog.maker.is_complete)
        pages, said = dialog.preview.count, list[str]()
        dialog.told.connect(said.append)
        dialog.save_to(folder / f"{content}.pdf")
        saved = watch.until(lambda said=said: bool(said))
        print(
            f"  {content:6} open {1000 * opening:3.0f} ms, first {first}, all {pages} {whole}, PDF {saved}", flush=True
        )


def main() -> None:
    application = QApplication(sys.argv[:1])
    theme, collecting, watch = Theme(application, "light"), Collecting(), Watch()
    with tempfile.TemporaryDirectory() as name:
        session = opened(Path(name), *((1_000, 200) if "--small" in sys.argv else (10_000, 2_400)))
        measure(theme, session, Path(name), watch)
        session.close()
    collecting.stop()


if __name__ == "__main__":
    main()
