"""Jobs: results and errors come back on the interface thread, progress too; what is cancelled is not heard of."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from models.importing.progress import Cancelled, tell
from ui.jobs import Jobs


class Heard:
    """What a job said, and whether it was said on the interface thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.told: list[tuple[int, int]] = []
        self.threads: set[int] = set()

    def then(self, result: object) -> None:
        self.threads.add(threading.get_ident())
        self.results.append(result)

    def failed(self, error: Exception) -> None:
        self.threads.add(threading.get_ident())
        self.errors.append(error)

    def progress(self, done: int, total: int) -> None:
        self.threads.add(threading.get_ident())
        self.told.append((done, total))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture(params=[True, False], ids=["inline", "threads"])
def jobs(request: pytest.FixtureRequest, qapp: QObject) -> Jobs:
    return Jobs(inline=request.param, threads=2)


def pages(count: int) -> Callable[[], str]:
    def work() -> str:
        for page in range(1, count + 1):
            tell(page, count)
        return "read"

    return work


def test_a_result_and_how_far_it_is_come_back_here(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    jobs.run(pages(200), heard.then, heard.failed, progress=heard.progress)
    qtbot.waitUntil(lambda: bool(heard.results))
    assert heard.results == ["read"] and not heard.errors
    assert heard.told[-1] == (200, 200)
    assert heard.told == sorted(heard.told)
    assert len(heard.told) < 100, "an eye follows no faster"
    assert heard.threads == {threading.get_ident()}


def test_an_error_comes_back_here(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    jobs.run(lambda: 1 // 0, heard.then, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.errors))
    assert isinstance(heard.errors[0], ZeroDivisionError) and not heard.results
    assert heard.threads == {threading.get_ident()}


def test_cancelled_work_ends_at_its_next_word_and_is_not_heard_of(heard: Heard, qtbot: QtBot) -> None:
    jobs = Jobs(threads=1)
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        go_on.wait(10)
        try:
            tell(1, 2)
        except Cancelled:
            ended.set()
            raise

    job = jobs.run(work, heard.then, heard.failed, progress=heard.progress)
    assert begun.wait(10)
    job.cancel()
    go_on.set()
    assert ended.wait(10)
    after = Heard()
    jobs.run(lambda: "next", after.then, after.failed)
    qtbot.waitUntil(lambda: after.results == ["next"])
    assert not heard.results and not heard.errors and not heard.told


def test_work_that_waits_is_not_begun_when_it_is_cancelled(heard: Heard, qtbot: QtBot) -> None:
    jobs = Jobs(threads=1)
    first, done = threading.Event(), Heard()
    jobs.run(lambda: first.wait(10), done.then, done.failed)
    begun: list[int] = []
    jobs.run(lambda: begun.append(1), heard.then, heard.failed).cancel()
    first.set()
    jobs.run(lambda: None, done.then, done.failed)
    qtbot.waitUntil(lambda: len(done.results) == 2)
    assert not begun and not heard.results and not heard.errors


def test_no_more_run_at_a_time_than_there_are_threads(heard: Heard, qtbot: QtBot) -> None:
    jobs = Jobs(threads=2)
    guard, running, most = threading.Lock(), 0, 0

    def work() -> None:
        nonlocal running, most
        with guard:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.01)
        with guard:
            running -= 1

    for _each in range(12):
        jobs.run(work, heard.then, heard.failed)
    qtbot.waitUntil(lambda: len(heard.results) == 12)
    assert most <= 2


def test_a_job_whose_asker_has_gone_ends_in_silence(qtbot: QtBot) -> None:
    jobs = Jobs()
    go_on, ended = threading.Event(), threading.Event()

    def work() -> None:
        go_on.wait(10)
        ended.set()

    jobs.run(work, lambda _result: None, lambda _error: None)
    with qtbot.waitSignal(jobs.destroyed):
        jobs.deleteLater()
    go_on.set()
    assert ended.wait(10)
