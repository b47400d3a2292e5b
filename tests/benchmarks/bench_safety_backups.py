"""What a backup costs a window that goes on editing: `python -m tests.benchmarks.bench_safety_backups [NODES]`.

A project of 100,000 nodes is backed up in a job again and again while edits are asked for every few milliseconds, as a
window asks for them. Printed: how long a backup takes and what of it, how long edits wait, the longest stall of the
window, and what listing, comparing and restoring cost.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from models.authoring import nodes
from models.workspace import Workspace
from storage.backups import making
from storage.backups.listing import EDITED, backups_of
from storage.store import SqliteStore
from tests.benchmarks.bench_storage import big_project, timed
from tests.storage.projects import TOP
from ui.jobs import Jobs
from ui.safety import backups_work as works
from ui.safety.backups_keeper import BackupsKeeper
from ui.session import Session

TURNS = 8
BETWEEN = 30  # milliseconds between two edits, quicker than anybody types


def rest(milliseconds: int) -> None:
    """Not QTest.qWait, which holds Python up in the threads of jobs."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Trial:
    """A session in which somebody edits without pause, and a clock that notices when the window stands still."""

    def __init__(self, path: Path) -> None:
        self.session = Session(Workspace(SqliteStore(path, wait=0), "bench"), path)
        self.keeper = BackupsKeeper(Jobs(), self.session)
        self.keeper.set_session(self.session)
        self.waits: list[float] = []
        self.stall, self._last, self._number = 0.0, time.perf_counter(), 0
        self._beat, self._edits = QTimer(), QTimer()
        self._beat.setInterval(1)
        self._beat.timeout.connect(self._on_beat)
        self._edits.setInterval(BETWEEN)
        self._edits.timeout.connect(self._edit)

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.stall, self._last = max(self.stall, (now - self._last) * 1000), now

    def _edit(self) -> None:
        asked, self._number = time.perf_counter(), self._number + 1
        words = f"Words {self._number}"
        done = lambda _result: self.waits.append((time.perf_counter() - asked) * 1000)  # noqa: E731
        self.session.do(lambda reader: nodes.change_text(reader, TOP, words), then=done)

    def run(self, backing: bool) -> tuple[list[float], float, float]:
        """Edits for a while, with or without a backup in the job: their waits, the longest stall, the backups' span."""
        self.waits, self.stall, self._last = [], 0.0, time.perf_counter()
        self._beat.start()
        self._edits.start()
        began = time.perf_counter()
        if backing:
            loop = QEventLoop()
            self.keeper.ended.connect(loop.quit)
            self.keeper.back_up(EDITED)
            loop.exec()
        else:
            rest(1500)
        spent = (time.perf_counter() - began) * 1000
        self._beat.stop()
        self._edits.stop()
        rest(150)
        return list(self.waits), self.stall, spent


def said(what: str, waits: list[float], stall: float) -> None:
    waits = sorted(waits)
    print(
        f"{what:<40} edits {len(waits):4}   median {median(waits):6.1f} ms   "
        f"worst {waits[-1]:6.1f} ms   longest stall {stall:6.1f} ms"
    )


def main(size: int = 100_000) -> None:
    application = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = str(Path(name, "data"))
        path = Path(name, "big.counterpoint")
        big_project(path, size)
        print(f"{size:,} nodes, {path.stat().st_size / 1e6:.0f} MB")
        trial = Trial(path)
        alone, stall, _spent = trial.run(backing=False)
        said("editing alone", alone, stall)
        for pages, words in ((making.PAGES, f"editing, backup of {making.PAGES} pages a step"), (-1, "… all at once")):
            making.PAGES = pages
            waits, stalls, spans = list[float](), list[float](), list[float]()
            for _turn in range(TURNS):
                of_turn, stall, spent = trial.run(backing=True)
                waits += of_turn
                stalls.append(stall)
                spans.append(spent)
            said(words, waits, max(stalls))
            print(f"{'':<40} a backup, checked and synced: median {median(spans):.0f} ms, worst {max(spans):.0f} ms")
        found = backups_of(path)
        now = works.Now(trial.session)
        print(f"{'list ' + str(len(found)) + ' backups':<40} {timed(lambda: works.listed(now), 5):8.1f} ms")
        print(f"{'compare with now':<40} {timed(lambda: works.compared(found[0].path, now), 2):8.1f} ms (in a job)")
        trial.keeper.set_session(None)
        trial.session.close()
    application.processEvents()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
