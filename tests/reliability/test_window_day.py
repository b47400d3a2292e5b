"""Windows that are opened, worked in and closed, again and again, leave nothing behind: no memory, no file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.authoring import nodes
from models.entities import Kind
from storage.database import check_project
from storage.opening import check_file
from tests.models.gardens import nodes_of
from tests.reliability.test_fast_motion import memory
from tests.storage.projects import new_project
from ui.clipboard import let_go
from ui.files import open_session
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme


def work(window: MainWindow, rng: random.Random, edits: int) -> None:
    """What a person does between opening and closing: select, reword, note, add, undo."""
    session = window.session
    assert session is not None
    for at in range(edits):
        ids = nodes_of(session.project)
        one = rng.choice(ids)
        session.select(one)
        if at % 5 == 4:
            session.undo()
        elif at % 7 == 3 and len(ids) < 60:
            home = session.project.node(one).case_id, one
            session.do(lambda reader, home=home: nodes.add_node(reader, *home, Kind.REBUTTAL, text="No"))
        elif at % 3:
            words = f"Reworded {at} " + "word " * (at % 30)
            session.do(lambda reader, one=one, words=words: nodes.change_text(reader, one, words))
        else:
            session.do(lambda reader, one=one, at=at: nodes.change_note(reader, one, f"Note {at}"))
        QApplication.processEvents()


def a_window(theme: Theme, folder: Path, path: Path, rng: random.Random, edits: int) -> None:
    window = MainWindow(theme, Settings(folder / "settings.ini"), Jobs(inline=True))
    window.resize(1280, 860)
    window.show()
    window.show_session(open_session(path, "Ada"))
    QApplication.processEvents()
    work(window, rng, edits)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def windows(folder: Path, looks: int, each: int, edits: int) -> list[float]:
    """Memory in MB after each of `looks` rounds of `each` windows with `edits` edits."""
    path = folder / "p.counterpoint"
    new_project(path, annotator="Eve").close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme, rng, found = Theme(app, "light"), random.Random(2), []
    for _ in range(looks):
        for _ in range(each):
            a_window(theme, folder, path, rng, edits)
        let_go()
        found.append(memory())
    left = sorted(each.name for each in folder.iterdir() if each.name not in ("home", "settings.ini"))
    assert left == [path.name], "files are left behind"
    assert check_file(path) and check_project(path) == []
    print(f"\n{looks * each} windows, {looks * each * edits:,} edits; MB: {', '.join(f'{mb:.1f}' for mb in found)}")
    return found


def test_a_few_windows_leave_nothing_behind(qtbot: QtBot, tmp_path: Path) -> None:
    windows(tmp_path, 1, 2, 12)


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_many_windows_leave_memory_level(qtbot: QtBot, tmp_path: Path) -> None:
    found = windows(tmp_path, 10, 10, 100)
    assert found[-1] - found[2] < 15, f"memory grew by {found[-1] - found[2]:.1f} MB"
