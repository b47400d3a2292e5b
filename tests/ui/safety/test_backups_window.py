"""The window of backups by keys and mouse: what it lists and shows, what it restores, what it refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from models.authoring import library, nodes
from models.entities import Kind
from models.messages import message
from models.workspace import Workspace
from storage.backups.listing import backups_of
from storage.backups.making import back_up
from storage.held import HeldStore
from tests.storage.projects import CASE, SECOND, TOP, fresh_state, new_project
from tests.storage.test_disk import read_only
from ui.clipboard import let_go
from ui.jobs import Jobs
from ui.safety import difference_rows
from ui.safety.backup_rows import when
from ui.safety.backups_window import BackupsDialog
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme
from ui.tips import plain_tip

Open = Callable[..., BackupsDialog]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made_theme = Theme(qapp, "light")
    yield made_theme
    made_theme.deleteLater()


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "p.counterpoint"
    made = Session(new_project(path, wait=0), path)
    yield made
    made.close()


@pytest.fixture
def open_dialog(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Open]:
    made: list[BackupsDialog] = []

    def opened(session: Session, *, inline: bool = True) -> BackupsDialog:
        dialog = BackupsDialog(theme, Settings(tmp_path / "s.ini"), session, Jobs(inline=inline, threads=1))
        made.append(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        if backups_of(session.path):
            compared(qtbot, dialog)
        return dialog

    yield opened
    for dialog in made:
        if dialog.isVisible():
            dialog.reject()
    let_go()


def compared(qtbot: QtBot, dialog: BackupsDialog) -> None:
    qtbot.waitUntil(lambda: dialog.summary.text() not in ("", "Comparing…") and not dialog._waiting.isActive())


def reword(session: Session, words: str, node: str = TOP) -> None:
    session.do(lambda reader: nodes.change_text(reader, node, words))


def rows(dialog: BackupsDialog) -> list[tuple[str, str, str]]:
    return [(row.sort, row.text, row.below) for row in dialog.differences.rows.all()]


def two_backups(session: Session) -> None:
    back_up(session.path, "opened", now=datetime.now(UTC) - timedelta(days=3))
    reword(session, "Top claim, reworded")
    back_up(session.path, "edited")


def test_backups_are_listed_with_what_has_changed_since(session: Session, open_dialog: Open, qtbot: QtBot) -> None:
    two_backups(session)
    session.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text="A new one"))
    session.do(lambda reader: library.rename_case(reader, CASE, "Another name"))
    dialog = open_dialog(session)
    first, second = (dialog.list.rows.index(row, 0) for row in range(2))
    spoken = [index.data(Qt.ItemDataRole.AccessibleTextRole) for index in (first, second)]
    assert "12 nodes, While editing, " in spoken[0] and "12 nodes, On opening, " in spoken[1]
    assert first.data().startswith("Today ") and dialog.focusWidget() is dialog.list
    assert dialog.summary.text() == "Nodes since this backup: 1 added."
    assert rows(dialog) == [
        ("", "Another name", ""),
        ("Reworded", "Case: Another name", "before: Left case"),
        ("Added", "A new one", ""),
    ]
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    compared(qtbot, dialog)
    assert dialog.summary.text() == "Nodes since this backup: 1 added, 1 reworded."
    assert ("Reworded", "Top claim, reworded", "before: Top claim") in rows(dialog)
    assert dialog.figures.text().startswith("2 backups, ")


def test_it_follows_what_others_write_meanwhile(session: Session, open_dialog: Open, qtbot: QtBot) -> None:
    back_up(session.path, "opened")
    dialog = open_dialog(session, inline=False)
    assert dialog.summary.text() == "Nothing in sight has changed since this backup."
    reword(session, "Other words")
    qtbot.waitUntil(lambda: dialog.summary.text() == "Nodes since this backup: 1 reworded.")


def test_restoring_is_asked_done_by_keys_and_undone(session: Session, open_dialog: Open, qtbot: QtBot) -> None:
    two_backups(session)
    reword(session, "And again")
    dialog = open_dialog(session)
    told: list[str] = []
    dialog.told.connect(told.append)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert (
        dialog.bar.sentence.startswith("Bring the project back to “") and session.project.node(TOP).text == "And again"
    )
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not dialog.bar.sentence
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible() and told[0].endswith("Undo takes that back.")
    assert session.project.node(TOP).text == "Top claim"
    assert [backup.reason for backup in backups_of(session.path)] == ["restoring", "edited", "opened"]
    session.undo()
    assert session.project.node(TOP).text == "And again"


def test_a_backup_of_the_very_state_changes_nothing(session: Session, open_dialog: Open) -> None:
    back_up(session.path, "opened")
    before = session.workspace.store.last_seq()
    dialog = open_dialog(session)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.bar.sentence == "The project is as this backup is already." and dialog.isVisible()
    assert session.workspace.store.last_seq() == before


def test_as_a_new_file_which_can_be_opened(
    session: Session, open_dialog: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(session.path, "opened")
    rows_then = fresh_state(session.path)["rows"]
    reword(session, "Other words")
    target = tmp_path / "new"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    dialog = open_dialog(session)
    wanted: list[Path] = []
    dialog.open_requested.connect(wanted.append)
    QTest.mouseClick(dialog.buttons["as"], Qt.MouseButton.LeftButton)
    made = target.with_suffix(".counterpoint")
    assert fresh_state(made)["rows"] == rows_then
    assert "Restored as" in dialog.bar.sentence
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert wanted == [made] and not dialog.isVisible()


def test_a_place_that_is_taken_is_told_and_the_window_stays(
    session: Session, open_dialog: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(session.path, "opened")
    dialog = open_dialog(session)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(session.path), ""))
    QTest.mouseClick(dialog.buttons["as"], Qt.MouseButton.LeftButton)
    assert "already exists" in dialog.bar.sentence and dialog.isVisible()


def test_without_a_backup_there_is_one_button(session: Session, open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(session)
    assert dialog.empty.isVisible() and dialog.focusWidget() is dialog.empty.button
    assert not dialog.buttons["restore"].isVisible()
    QTest.keyClick(dialog.empty.button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.list.rows.all()))
    assert dialog.focusWidget() is dialog.list and dialog.list.chosen().reason == "asked"
    QTest.mouseClick(dialog.buttons["now"], Qt.MouseButton.LeftButton)
    assert dialog.bar.sentence == "Nothing has changed since the newest backup."


def test_a_folder_that_cannot_be_written_is_told(session: Session, open_dialog: Open) -> None:
    back_up(session.path, "opened")
    reword(session, "Other words")
    dialog = open_dialog(session)
    with read_only(backups_of(session.path)[0].path.parent):
        QTest.mouseClick(dialog.buttons["now"], Qt.MouseButton.LeftButton)
        assert dialog.bar.sentence.startswith("No backup can be made: ")
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        assert dialog.isVisible() and dialog.bar.sentence.startswith("No backup can be made: ")
        assert session.project.node(TOP).text == "Other words"


def test_a_backup_that_is_damaged_says_so_where_it_would_be_compared(
    session: Session, open_dialog: Open, qtbot: QtBot
) -> None:
    made = back_up(session.path, "opened")
    assert made is not None
    made.path.write_bytes(made.path.read_bytes()[:5000])
    dialog = open_dialog(session)
    assert "is damaged" in dialog.summary.text() and rows(dialog) == []
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert "is damaged" in dialog.bar.sentence and session.project.node(TOP).text == "Top claim"


def test_a_state_that_is_only_looked_at_is_restored_as_a_new_file_alone(session: Session, open_dialog: Open) -> None:
    back_up(session.path, "opened")
    why = message("project.read_only", path=str(session.path))
    held = HeldStore(session.path, session.project.rows(), why, session.project.blob)
    looking = Session(Workspace(held, "Ada"), session.path)
    dialog = open_dialog(looking)
    assert not dialog.buttons["restore"].isEnabled() and dialog.buttons["restore"].toolTip() == plain_tip(str(why))
    assert dialog.buttons["as"].isEnabled() and not dialog.buttons["now"].isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not dialog.bar.sentence
    looking.close()


def test_a_damaged_project_gives_way_to_a_backup(session: Session, open_dialog: Open, qtbot: QtBot) -> None:
    back_up(session.path, "opened")
    then = fresh_state(session.path)["rows"]
    why = message("project.damaged", path=str(session.path), reason="a page is lost")
    held = HeldStore(session.path, session.project.rows(), why, session.project.blob)
    looking = Session(Workspace(held, "Ada"), session.path)
    session.path.write_bytes(session.path.read_bytes()[:9000])
    dialog = open_dialog(looking)
    wanted: list[Path] = []
    dialog.open_requested.connect(wanted.append)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert "in place of the damaged file" in dialog.bar.sentence
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert wanted == [session.path] and fresh_state(session.path)["rows"] == then
    assert len(list(session.path.parent.glob("p.counterpoint.damaged-*"))) == 1
    looking.close()


def test_what_is_begun_is_seen_to_its_end_unless_the_project_goes(
    session: Session, open_dialog: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    made = back_up(session.path, "opened")
    assert made is not None
    dialog = open_dialog(session, inline=False)
    reword(session, "Other words")
    chosen = dialog.list.chosen()
    assert chosen is not None
    dialog.restore_to(chosen, tmp_path / "new.counterpoint")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.is_busy
    qtbot.waitUntil(lambda: dialog.bar.sentence.startswith("Restored as"))
    QTest.mouseClick(dialog.buttons["now"], Qt.MouseButton.LeftButton)
    assert dialog.is_busy
    dialog.put_by()
    assert not dialog.isVisible()
    dialog._jobs._pool.waitForDone()
    qtbot.wait(1)  # what comes of it is heard by nobody


def test_everything_that_takes_the_keys_has_a_name(session: Session, open_dialog: Open) -> None:
    back_up(session.path, "opened")
    dialog = open_dialog(session)
    for widget in (dialog.list, dialog.differences, *filter(QPushButton.isVisible, dialog.findChildren(QPushButton))):
        found = QAccessible.queryAccessibleInterface(widget)
        assert found.text(QAccessible.Text.Name).strip(), widget


def test_the_folder_is_opened_by_the_system(
    session: Session, open_dialog: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(session.path, "opened")
    assert made is not None
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    QTest.mouseClick(open_dialog(session).buttons["folder"], Qt.MouseButton.LeftButton)
    assert opened == [str(made.path.parent)]


def test_of_very_many_differences_the_first_are_listed_and_the_rest_counted(
    session: Session, open_dialog: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(difference_rows, "MOST", 2)
    back_up(session.path, "opened")
    for number in range(5):
        session.do(lambda reader, number=number: nodes.add_node(reader, CASE, SECOND, Kind.CLAIM, text=f"{number}"))
    dialog = open_dialog(session)
    assert [text for _sort, text, _below in rows(dialog)] == ["Left case", "0", "1", "and 3 more"]


def test_times_are_told_as_people_do() -> None:
    now = datetime(2026, 11, 23, 12, 0).astimezone()
    assert when(now - timedelta(hours=1), now) == "Today 11:00"
    assert when(now - timedelta(hours=13), now) == "Yesterday 23:00"
    assert when(now - timedelta(days=9), now).endswith("14 Nov 2026, 12:00")
