"""The keeper of backups: on opening, after edits, after a while; once for a state, and quiet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.authoring import nodes
from storage.backups.listing import backups_of
from tests.storage.projects import TOP, new_project, open_project
from tests.storage.test_disk import read_only
from ui.jobs import Jobs
from ui.safety import backups_keeper as module
from ui.safety.backups_keeper import BackupsKeeper
from ui.session import Session


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(module, "SOON", 1)
    monkeypatch.setattr(module, "EDITS", 3)
    return tmp_path / "data"


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "p.counterpoint"
    made = Session(new_project(path, wait=0), path)
    yield made
    made.close()


@pytest.fixture
def keeper(session: Session) -> Iterator[BackupsKeeper]:
    keeper = BackupsKeeper(Jobs(), session)
    yield keeper
    keeper.set_session(None)


def reword(session: Session, words: str) -> None:
    session.do(lambda reader: nodes.change_text(reader, TOP, words))


def reasons(session: Session) -> list[str]:
    return [backup.reason for backup in backups_of(session.path)]


def test_there_is_one_on_opening_when_something_has_changed_since(
    session: Session, keeper: BackupsKeeper, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(keeper.made) as made:
        keeper.set_session(session)
    assert made.args[0].reason == "opened" and reasons(session) == ["opened"]
    with qtbot.waitSignal(keeper.ended):
        keeper.set_session(session)  # as when it is opened again
    assert reasons(session) == ["opened"]


def test_after_so_many_edits_and_after_a_while_with_any(
    session: Session, keeper: BackupsKeeper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(keeper.made):
        keeper.set_session(session)
    with qtbot.waitSignal(keeper.made):
        for number in range(3):
            reword(session, f"Words {number}")
    assert reasons(session) == ["edited", "opened"] and not keeper.is_running
    keeper._waiting.setInterval(1)
    with qtbot.waitSignal(keeper.made):
        reword(session, "One more")
    assert reasons(session) == ["edited", "edited", "opened"]
    assert not keeper._waiting.isActive() and not keeper._opening.isActive()  # an idle window does nothing


def test_what_others_write_counts_too(session: Session, keeper: BackupsKeeper, qtbot: QtBot) -> None:
    with qtbot.waitSignal(keeper.made):
        keeper.set_session(session)
    other = open_project(session.path, annotator="Ben")
    for number in range(3):
        other.do(lambda reader, number=number: nodes.change_note(reader, TOP, f"Note {number}"))
    other.close()
    with qtbot.waitSignal(keeper.made):
        session.pull()


def test_two_windows_back_up_one_state_once(session: Session, keeper: BackupsKeeper, qtbot: QtBot) -> None:
    second = Session(open_project(session.path, wait=0, annotator="Ben"), session.path)
    other = BackupsKeeper(Jobs(), second)
    with qtbot.waitSignals([keeper.ended, other.ended]):
        keeper.set_session(session)
        other.set_session(second)
    assert reasons(session) == ["opened"]
    other.set_session(None)
    second.close()


def test_a_folder_that_cannot_be_written_is_told_once_and_edits_go_on(
    session: Session, keeper: BackupsKeeper, qtbot: QtBot, home: Path
) -> None:
    with qtbot.waitSignal(keeper.made):
        keeper.set_session(session)
    told: list[str] = []
    keeper.told.connect(told.append)
    room = backups_of(session.path)[0].path.parent
    with read_only(room):
        for turn in range(2):
            for number in range(3):
                reword(session, f"Words {turn} {number}")
            assert keeper.is_running
            qtbot.waitUntil(lambda: not keeper.is_running)
    assert told == [f"No backup can be made: {room} is read-only. The project itself is as it was."]
    assert session.project.node(TOP).text == "Words 1 2"
    with qtbot.waitSignal(keeper.made):
        for number in range(3):
            reword(session, f"Words again {number}")
    assert reasons(session) == ["edited", "opened"]


def test_what_is_made_when_the_project_goes_is_given_up(session: Session, keeper: BackupsKeeper, qtbot: QtBot) -> None:
    keeper.set_session(session)
    keeper.back_up("asked")
    assert keeper.is_running
    keeper.set_session(None)
    assert not keeper.is_running
    reword(session, "Nobody listens")
    assert not keeper._waiting.isActive()
