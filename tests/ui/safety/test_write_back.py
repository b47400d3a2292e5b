"""A window over a synced folder: it writes back by itself, takes in what others did, and asks where both changed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from models.authoring import nodes
from storage.synced.writing_back import Ended, Outcome
from tests.storage.projects import LOWER, TOP, new_project, open_project, opened, texts
from ui.exporting.apart import Apart
from ui.files import open_session
from ui.jobs import Jobs
from ui.safety import write_back as module
from ui.safety.condition_bar import ConditionBar
from ui.safety.merging_window import MergingDialog
from ui.safety.write_back import WriteBack
from ui.session import Session
from ui.theme import Theme


class Table:
    """A window with its bar and what follows the session."""

    def __init__(self, qtbot: QtBot, theme: Theme, path: Path) -> None:
        self.qtbot, self.path = qtbot, path
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.bar = ConditionBar(theme, self.window)
        self.opened: list[Path] = []
        self.follower = WriteBack(theme, self.bar, Jobs(self.window), self.opened.append, self.window)
        self.told: list[str] = []
        self.follower.told.connect(self.told.append)
        self.session: Session = open_session(path, "Ada")
        self.window.show()

    def until(self, ended: Ended) -> Outcome:
        with self.qtbot.waitSignal(
            self.follower.ended, check_params_cb=lambda outcome: outcome.ended is ended
        ) as found:
            self.follower.write()
        return found.args[0]

    def say(self, node: str, text: str) -> None:
        self.session.do(lambda project: nodes.change_text(project, node, text))


@pytest.fixture
def table(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(module, "SOON", 1)
    path = tmp_path / "OneDrive" / "debate.counterpoint"
    path.parent.mkdir()
    new_project(path).close()
    found = Table(qtbot, Theme(qapp), path)
    with qtbot.waitSignal(found.follower.ended):
        found.follower.set_session(found.session)
    found.follower._last = -1e9
    yield found
    if found.follower._session is not None:
        found.session.close()
        found.follower.set_session(None)


def elsewhere(path: Path, node: str, text: str) -> None:
    copy = path.with_name("arriving.tmp")
    shutil.copyfile(path, copy)
    with opened(copy, "Ben") as other:
        other.do(lambda project: nodes.change_text(project, node, text))
    os.replace(copy, path)


def read(path: Path) -> list[str]:
    with closing(open_project(path)) as workspace:
        return texts(workspace.project)


def test_an_edit_is_written_back_by_itself_soon(table: Table, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.follower.ended):
        table.say(TOP, "Said here")
    assert "Said here" in read(table.path)
    assert table.told[-1].startswith("Written back ")


def test_what_others_did_comes_in_quietly(table: Table) -> None:
    elsewhere(table.path, LOWER, "Said there")
    table.until(Ended.SAME)
    assert "Said there" in texts(table.session.project)
    assert table.told[-1] == "1 change of Ben came in."
    assert table.bar.isHidden()


def test_what_both_said_is_asked_and_answered_by_keys(table: Table, qtbot: QtBot) -> None:
    table.follower._last = time.monotonic() + 3600  # not by itself
    table.say(TOP, "Said here")
    elsewhere(table.path, TOP, "Said there")
    table.until(Ended.ASK)
    assert table.bar.isVisible()
    table.bar.buttons()[0].click()
    dialog = table.follower.dialog
    assert isinstance(dialog, MergingDialog)
    assert dialog.sides.boxes["mine"].toPlainText() == "Said here"
    assert dialog.sides.boxes["theirs"].toPlainText() == "Said there"
    assert dialog.sides.boxes["before"].toPlainText() == "Top claim"
    assert not dialog.buttons["join"].isEnabled()
    with qtbot.waitSignal(table.follower.ended) as found:
        QTest.keyClick(dialog.list, Qt.Key.Key_T)
        QTest.keyClick(dialog.buttons["join"], Qt.Key.Key_Return)
    assert found.args[0].ended is Ended.WRITTEN
    assert "Said there" in texts(table.session.project) and "Said here" not in texts(table.session.project)
    assert read(table.path) == texts(table.session.project)
    table.session.undo()  # what was chosen is an edit like others
    assert "Said here" in texts(table.session.project)


def test_a_folder_that_is_away_is_told_and_closing_says_that_all_is_kept(table: Table, qtbot: QtBot) -> None:
    table.say(TOP, "Said offline")
    table.until(Ended.WRITTEN)
    away = table.path.parent.with_name("gone")
    table.path.parent.rename(away)
    table.say(LOWER, "Said later")
    table.until(Ended.AWAY)
    assert "cannot be reached" in table.bar.accessibleName()
    assert "Not written back since" in table.bar.accessibleName()
    article = table.session.project.articles()[0]
    with Apart(table.session).open():
        assert Apart(table.session)._blob(article.text_hash)  # what jobs read comes from the copy, too
    table.session.close()
    table.follower.set_session(None)
    box = module._boxes.pop()
    assert isinstance(box, QMessageBox) and "kept on this machine" in box.text()
    box.close()


def test_closing_writes_back(table: Table) -> None:
    table.follower._last = time.monotonic() + 3600
    table.say(TOP, "Said last")
    table.session.close()
    table.follower.set_session(None)
    assert "Said last" in read(table.path)
    assert module._boxes == []


def test_a_renamed_file_is_offered(table: Table) -> None:
    renamed = table.path.with_name("renamed.counterpoint")
    table.path.rename(renamed)
    table.say(TOP, "Said here")
    table.until(Ended.REMOVED)
    table.bar.buttons()[0].click()
    assert table.opened == [renamed]
    table.path.write_bytes(renamed.read_bytes())


def test_a_conflicted_copy_is_offered_and_put_together(table: Table, qtbot: QtBot) -> None:
    copy = table.path.with_name("debate-LAPTOP.counterpoint")
    shutil.copyfile(table.path, copy)
    with opened(copy, "Ben") as other:
        other.do(lambda project: nodes.change_text(project, LOWER, "Said on the laptop"))
    table.follower._has_looked = False
    table.until(Ended.SAME)
    qtbot.waitUntil(table.bar.isVisible)
    assert "debate-LAPTOP" in table.bar.accessibleName()
    with qtbot.waitSignal(table.follower.ended, check_params_cb=lambda found: found.ended is Ended.WRITTEN):
        table.bar.buttons()[0].click()
    assert "Said on the laptop" in read(table.path)
