"""Jobs run elsewhere, and the collector never runs there with them."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs


def test_widgets_are_not_collected_on_another_thread(qtbot: QtBot, qapp: QObject) -> None:
    """Rings of references are left to the interface thread, however much a job allocates."""
    seen: list[bool] = []
    done: list[str] = []
    gate = threading.Event()

    def work() -> str:
        seen.append(gc.isenabled())
        gate.wait(5)
        return "done"

    jobs = Jobs(qapp)
    jobs.run(work, done.append, done.append)  # type: ignore[arg-type]
    jobs.run(work, done.append, done.append)  # type: ignore[arg-type]
    gate.set()
    qtbot.waitUntil(lambda: done == ["done", "done"])
    assert seen == [False, False]
    qtbot.waitUntil(gc.isenabled)


def test_a_job_that_fails_lets_the_collector_run_again(qtbot: QtBot, qapp: QObject) -> None:
    failed: list[Exception] = []

    def work() -> None:
        raise ValueError("no")

    Jobs(qapp).run(work, lambda _result: None, failed.append)
    qtbot.waitUntil(lambda: len(failed) == 1)
    qtbot.waitUntil(gc.isenabled)
