"""What a long history costs: `python -m tests.benchmarks.bench_safety_history [ENTRIES]`.

Printed: opening a project whose journal is long, reading and filtering it beside bare sqlite3 fetching the same rows,
finding a state halfway back, shortening it; then the window's longest stall while it is filled, searched and scrolled.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.entities import now
from models.messages import message
from storage.compaction import compact, set_limit
from storage.journals import Wanted, read_journal, state_after
from tests.benchmarks.bench_storage import timed
from tests.storage.projects import TOP, new_project, opened
from ui.history.window import HistoryDialog
from ui.jobs import Jobs
from ui.session import Session
from ui.theme import Theme

LIMIT = 5_000_000
WAIT = 20_000  # milliseconds for the window to do something


def long_history(path: Path, entries: int) -> None:
    """A project whose top claim was reworded so many times, by two people."""
    new_project(path, wait=0).close()
    with closing(sqlite3.connect(path)) as raw:
        label = message("edit.change_text", text="Words number 0").to_json()
        numbers = range(2, entries + 1)
        raw.executemany(
            "INSERT INTO entry (seq, id, client, annotator, time, kind, label, final)"
            " VALUES (?, ?, 'c', ?, ?, 'do', ?, 0)",
            ((at, f"e{at}", "Bea" if at % 3 else "Ada", now(), label.replace("0", str(at))) for at in numbers),
        )
        text = "Words that somebody wrote, number {}, and thought about for a while before the next ones"
        raw.executemany(
            "INSERT INTO entry_change (entry, ord, table_name, row_id, before, after) VALUES (?, 0, 'node', ?, ?, ?)",
            (
                (at, TOP, json.dumps({"text": text.format(at - 1)}), json.dumps({"text": text.format(at)}))
                for at in numbers
            ),
        )
        raw.execute("UPDATE node SET text = ?, entry = ? WHERE id = ?", (text.format(entries), entries, TOP))
        raw.commit()


def bare(path: Path) -> None:
    """The floor: the same rows, fetched and nothing more."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("SELECT seq, id, client, annotator, time, kind, target, label, final FROM entry").fetchall()


def until(is_so: object, *, wait: int = WAIT) -> float:
    """Seconds until something is so, with the event loop running."""
    began, loop, look = time.perf_counter(), QEventLoop(), QTimer()
    look.setInterval(2)
    look.timeout.connect(lambda: loop.quit() if is_so() else None)  # type: ignore[operator]
    look.start()
    QTimer.singleShot(wait, loop.quit)
    loop.exec()
    return time.perf_counter() - began


class Stalls:
    """The longest time for which the event loop stood still since it was last asked."""

    def __init__(self) -> None:
        self._worst, self._last = 0.0, time.perf_counter()
        self._beat = QTimer()
        self._beat.setInterval(1)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()

    def _on_beat(self) -> None:
        now_ = time.perf_counter()
        self._worst, self._last = max(self._worst, now_ - self._last), now_

    def worst(self) -> float:
        """Milliseconds."""
        worst, self._worst = 1000 * self._worst, 0.0
        return worst


def window(path: Path, entries: int) -> None:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with opened(path) as workspace:
        session, stalls = Session(workspace, path), Stalls()
        dialog = HistoryDialog(Theme(application, "light"), session, Jobs(threads=1))
        dialog.show()
        took = until(lambda: dialog.list.rows.rowCount() == entries)
        print(f"{'window: listed after':<44} {1000 * took:8.1f} ms, longest stall {stalls.worst():.0f} ms")
        QTest.keyClick(dialog.list, Qt.Key.Key_End)
        until(lambda: dialog.list.currentIndex().row() == entries - 1)
        print(f"{'window: to the end':<44} longest stall {stalls.worst():.0f} ms")
        QTest.keyClicks(dialog.filter.words, "number 77")
        took = until(lambda: 0 < dialog.list.rows.rowCount() < entries)
        print(f"{'window: words found after':<44} {1000 * took:8.1f} ms, longest stall {stalls.worst():.0f} ms")
        dialog.close()


def main(entries: int = 100_000) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "long.counterpoint")
        long_history(path, entries)
        print(f"{entries:,} entries, {path.stat().st_size / 1e6:.1f} MB")

        def line(words: str, milliseconds: float) -> None:
            print(f"{words:<44} {milliseconds:8.1f} ms")

        line("bare sqlite3 fetches the entries", floor := timed(lambda: bare(path), 5))
        line("read the journal", took := timed(lambda: read_journal(path), 5))
        print(f"{'':<44} {took / floor:8.1f} times bare sqlite3")
        line("… by words", timed(lambda: read_journal(path, Wanted(words="number 77")), 3))
        line("… of one node", timed(lambda: read_journal(path, Wanted(node=TOP)), 3))

        def open_it() -> None:
            with opened(path):
                pass

        line("open, with what undo needs", timed(open_it, 5))
        line("the state halfway back", timed(lambda: state_after(path, entries // 2), 3))
        window(path, entries)
        spans, freed = [], 0
        for turn in range(3):
            copy = Path(shutil.copy(path, Path(name, f"{turn}.counterpoint")))
            set_limit(copy, LIMIT)
            began = time.perf_counter()
            freed = compact(copy).freed
            spans.append(time.perf_counter() - began)
        print(
            f"{f'shorten to {LIMIT // 1_000_000} MB':<44} {1000 * sorted(spans)[1]:8.1f} ms, {freed / 1e6:.1f} MB freed"
        )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
