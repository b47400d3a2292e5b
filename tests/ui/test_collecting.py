"""Dead objects that hold each other are destroyed on the interface thread and nowhere else."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui import collecting
from ui.collecting import Collecting
from ui.jobs import Jobs


class Ring:
    """Holds itself, and says in which thread it dies."""

    died_in: list[threading.Thread] = []  # noqa: RUF012 (emptied by the fixture)

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Ring.died_in.append(threading.current_thread())


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    gc.collect()
    Ring.died_in = []
    yield
    assert gc.isenabled()


@pytest.fixture
def collector() -> Iterator[Collecting]:
    gc.freeze()  # what other tests have left would put off the search of all memory
    made = Collecting()
    yield made
    made.stop()
    gc.unfreeze()


def make_many() -> list[list[int]]:
    """What a document is made of: more objects than Python lets pass without a search."""
    return [[number] for number in range(50_000)]


def make_many_elsewhere(qtbot: QtBot) -> list[list[int]]:
    done: list[list[list[int]]] = []
    jobs = Jobs()
    jobs.run(make_many, done.append, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(done))
    return done[0]


def test_python_alone_destroys_them_in_any_thread(qtbot: QtBot) -> None:
    """The hazard: if this should ever fail, this room is not needed any more."""
    Ring()
    make_many_elsewhere(qtbot)
    assert Ring.died_in and Ring.died_in[0] is not threading.main_thread()


def test_a_thread_at_work_destroys_nothing_and_the_interface_does(qtbot: QtBot, collector: Collecting) -> None:
    collecting.rest()
    try:
        Ring()
        kept = make_many_elsewhere(qtbot)
        assert Ring.died_in == []
    finally:
        collecting.go_on()
    qtbot.waitUntil(lambda: Ring.died_in == [threading.main_thread()])
    assert kept


def test_nothing_is_searched_before_it_is_due(collector: Collecting) -> None:
    collector.look()
    Ring()
    collector.look()
    assert Ring.died_in == []


def test_what_lived_on_for_long_is_found_as_well(collector: Collecting) -> None:
    ring: Ring | None = Ring()
    gc.collect()
    assert ring is not None
    ring = None
    kept = []
    for _round in range(400):
        kept.append([[number] for number in range(1_000)])
        collector.look()
    assert Ring.died_in == [threading.main_thread()] and len(kept) == 400


def test_afterwards_python_searches_by_itself_again() -> None:
    made = Collecting()
    assert not gc.isenabled()
    made.stop()
    assert gc.isenabled()


def test_who_had_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        Collecting().stop()
        assert not gc.isenabled()
    finally:
        gc.enable()
