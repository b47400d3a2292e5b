"""What a frame of the gutter takes while a side scrolls: planning, and painting it with what lies over its neighbours.

Medians in milliseconds at 1280 x 800 pixels, painted at one and at two device pixels for each; `frame` is everything
the window does for one step of scrolling, at one.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from models.edits import Edit, made
from models.entities import Link, LinkKind, new_id, now
from models.messages import message
from models.workspace import Workspace
from storage.store import SqliteStore
from tests.benchmarks.bench_window import build
from ui.compare.fringe import Fringe
from ui.files import open_session
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme

NODES = 400
SIZES = (20, 200, 2_000)
LAYOUTS = (("text", "text"), ("tree", "tree"), ("map", "map"), ("text tree", "text tree"), ("map", "tree"))
KINDS = [kind for kind in LinkKind if kind is not LinkKind.ANSWERS]


def add_links(path: Path, count: int) -> None:
    """Links of all kinds between nodes of the two cases, the same ones in every run."""
    workspace = Workspace(SqliteStore(path), "bench")
    chance = random.Random(7)
    left, right = ([node.id for node, _depth in workspace.project.walk(c.id)] for c in workspace.project.cases())
    links = []
    for _each in range(count):
        ends = [chance.choice(left), chance.choice(right)]
        chance.shuffle(ends)
        links.append(Link(new_id(), ends[0], ends[1], None, chance.choice(KINDS), created=now()))
    workspace.perform(Edit(message("edit.sample"), tuple(map(made, links))))
    workspace.close()


def timed(work: Callable[[int], None], times: int = 25) -> float:
    taken = []
    for at in range(times):
        begun = time.process_time()
        work(at)
        taken.append(time.process_time() - begun)
    return 1000 * statistics.median(taken)


def paint(widgets: list[QWidget], ratio: int) -> None:
    for widget in widgets:
        image = QImage(widget.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.end()


def measure(window: MainWindow, application: QApplication, layout: tuple[str, str]) -> list[float]:
    split = window.split
    for side, names in zip(split.sides(), layout, strict=True):
        side.set_shows(names)
    for _turn in range(5):
        application.processEvents()
    for side in split.sides():
        if not side.map.isHidden():
            side.map.fit()
    application.processEvents()
    gutter = split.gutter
    painted: list[QWidget] = [gutter, *split.findChildren(Fringe)]

    def plan(_at: int) -> None:
        gutter.refresh()
        gutter.plans()

    def frame(at: int) -> None:
        for side in split.sides():
            for view in (side.article, side.outline):
                if view.isVisible():
                    view.verticalScrollBar().setValue(at * 24)
            if side.map.isVisible():
                side.map.look(side.map.camera.moved(0, 24 if at % 2 else -24))
        application.processEvents()

    return [timed(plan), timed(lambda _at: paint(painted, 1)), timed(lambda _at: paint(painted, 2)), timed(frame)]


def main() -> None:
    application = QApplication([])
    theme = Theme(application, "light")
    print(f"{'links':>6} {'layout':<22} {'plan':>8} {'paint':>8} {'paint x2':>8} {'frame':>8}")
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "bench.counterpoint")
            build(path, NODES)
            add_links(path, count)
            window = MainWindow(theme, Settings(Path(folder, "settings.ini")), Jobs(inline=True))
            window.resize(1280, 800)
            window.show()
            window.show_session(open_session(path, "bench"))
            for side in window.split.sides():
                side.article.animated = False
            for layout in LAYOUTS:
                values = " ".join(f"{value:>8.1f}" for value in measure(window, application, layout))
                print(f"{count:>6} {' | '.join(layout):<22} {values}", flush=True)
            window.close()


if __name__ == "__main__":
    main()
