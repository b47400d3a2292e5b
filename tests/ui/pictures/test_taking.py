"""From the window's state to a file on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.storage.projects import LOWER, TOP, fingerprint, new_project
from ui.pictures.taking import subject_of, take_picture
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme
from ui.tree_state import TreeState


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "p.counterpoint"
    made = Session(new_project(path, wait=0), path)
    yield made
    made.close()


@pytest.fixture
def state(session: Session) -> TreeState:
    made = TreeState()
    made.show_case(session.project.node(TOP).case_id)
    return made


def test_the_case_on_show_comes_first_as_it_is_folded(session: Session, state: TreeState) -> None:
    case_id = session.project.node(TOP).case_id
    state.set_folded([LOWER], True)
    state.focus_on(TOP)
    subject = subject_of(session, case_id, state, "right")
    assert subject.case_ids[0] == case_id
    assert len(subject.case_ids) == len({case.id for case in session.sides() if case is not None})
    assert (subject.folded, subject.top, subject.shape) == (frozenset([LOWER]), TOP, "right")
    state.set_folded([LOWER], False)
    assert subject.folded == frozenset([LOWER])  # the state goes on, the subject stays


def test_a_picture_lands_on_the_disk_and_never_on_the_project(
    qtbot: QtBot, theme: Theme, session: Session, state: TreeState, tmp_path: Path
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    told: list[str] = []
    case_id = session.project.node(TOP).case_id
    settings = Settings(tmp_path / "settings.ini")
    dialog = take_picture(theme, settings, session, told.append, case_id, state, "down", host)
    before = fingerprint(session.path)
    dialog.save_to(session.path)
    assert "already exists" in dialog.trouble.text() and dialog.isVisible()
    dialog.save_to(tmp_path / "no" / "map.svg")
    assert dialog.trouble.text() == f"The folder {tmp_path / 'no'} does not exist."
    dialog.save_to(tmp_path / "map.svg")
    assert (tmp_path / "map.svg").read_bytes().startswith(b"<?xml")
    assert told == [f"Saved to {tmp_path / 'map.svg'}"] and not dialog.isVisible()
    assert fingerprint(session.path) == before
