"""The edit that brings a map in: made in a job, committed by the session, made anew where something came between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.authoring import nodes
from models.importing.original import Original
from storage.maps import ReadMap, read_map
from tests.storage.projects import TOP, new_project
from ui.incoming_maps.building import Building
from ui.jobs import Jobs
from ui.session import Session

KIALO = (
    b"Discussion Title: Trams?\n\n1. The town should build trams.\n1.1. Pro: They carry more.\n1.2. Con: They cost.\n"
)


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "p.counterpoint"
    made = Session(new_project(path, wait=0), path)
    yield made
    made.close()


@pytest.fixture
def trams() -> ReadMap:
    return read_map(Original("trams.txt", KIALO))


def count(session: Session) -> int:
    return sum(1 for case in session.project.cases() for _node in session.project.walk(case.id))


def built(building: Building, qtbot: QtBot) -> None:
    done: list[bool] = []

    def take(found: object) -> None:
        building.take(found)  # type: ignore[arg-type]
        done.append(True)

    def failed(error: Exception) -> None:
        raise error

    jobs = Jobs()
    jobs.run(building.work, take, failed)
    qtbot.waitUntil(lambda: bool(done))


def test_a_job_makes_the_edit_and_the_session_alone_commits(session: Session, trams: ReadMap, qtbot: QtBot) -> None:
    before, seq = count(session), session.workspace.store.last_seq()
    building = Building(session, trams, {})
    built(building, qtbot)
    assert session.workspace.store.last_seq() == seq and count(session) == before
    landed: list[int] = []
    session.do(building.making, then=lambda made: landed.append(len(made[0].case_ids)))
    assert landed == [1] and count(session) == before + 3
    assert session.workspace.store.last_seq() == seq + 1
    session.undo()
    assert count(session) == before


def test_what_was_made_of_an_older_project_is_made_anew(session: Session, trams: ReadMap, qtbot: QtBot) -> None:
    before = count(session)
    building = Building(session, trams, {})
    session.do(lambda reader: nodes.change_text(reader, TOP, "Said while the job worked"))
    built(building, qtbot)
    session.do(lambda reader: nodes.change_text(reader, TOP, "And once more"))
    session.do(building.making)
    assert count(session) == before + 3 and session.project.node(TOP).text == "And once more"


def test_a_change_between_job_and_commit_is_seen(session: Session, trams: ReadMap, qtbot: QtBot) -> None:
    building = Building(session, trams, {})
    built(building, qtbot)
    assert building._built is not None
    session.do(lambda reader: nodes.change_text(reader, TOP, "Said in between"))
    assert building._built is None
    session.do(building.making)
    assert session.project.node(TOP).text == "Said in between"
