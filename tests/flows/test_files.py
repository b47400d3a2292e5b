"""The File menu: a project from nothing to a Markdown map, copies, the originals, and files that are at fault."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.workspace import Workspace
from storage.store import SqliteStore
from tests.flows.conftest import Desk, bring_in, point_of

FIRST = "Trams or buses\n\nTrams carry more people than buses.\n\nRails cannot move when the town does.\n"
SECOND = "# Buses, please\n\nBuses can take *any* street.\n\n> A line on rails is a line for ever.\n"


def close_box() -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QWidget)
    box.close()


def test_from_nothing_to_a_map(desk: Desk, tmp_path: Path) -> None:
    files = desk.window.files
    files.create(tmp_path / "town")
    assert desk.window.session.path == tmp_path / "town.counterpoint"
    assert desk.left.case is None
    (tmp_path / "trams.txt").write_text(FIRST, "utf-8")
    (tmp_path / "buses.md").write_text(SECOND, "utf-8")
    bring_in(desk.window, tmp_path / "trams.txt")
    assert desk.case(desk.left).name == "Trams or buses"
    bring_in(desk.window, tmp_path / "buses.md")
    assert desk.case(desk.right).name == "Buses, please"
    assert desk.right.article.hasFocus()
    assert desk.window.session.pairing is not None
    text = desk.project.text(desk.case(desk.left).article_id)
    start = text.index("Trams carry")
    desk.select_text(desk.left, start, start + len("Trams carry more people"))
    QTest.keyClick(desk.left.article, Qt.Key.Key_C)
    desk.press(Qt.Key.Key_Return)
    out = tmp_path / "map.md"
    desk.window.export_commands.export_to(out, "markdown")
    written = out.read_text("utf-8")
    assert "**Claim 1** Trams carry more people" in written
    assert "> Trams carry more people" in written
    assert "Exported" in desk.window.status.message


def test_a_copy_is_whole_and_apart(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.counterpoint"
    desk.window.files.copy_to(copy)
    root = desk.roots(desk.left)[0]
    before = desk.project.node(root).text
    desk.click_row(desk.left, root)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("After the copy")
    desk.press(Qt.Key.Key_Return)
    other = Workspace(SqliteStore(copy), "reader")
    assert other.project.node(root).text == before
    assert len(other.project.links()) == len(desk.project.links())
    other.close()


def test_a_copy_over_the_open_project_is_refused(desk: Desk) -> None:
    desk.window.files.copy_to(desk.path)
    close_box()
    root = desk.roots(desk.left)[0]
    desk.click_row(desk.left, root)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("Still written here")
    desk.press(Qt.Key.Key_Return)
    other = desk.fresh()
    assert other.project.node(root).text == "Still written here"
    other.close()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("missing.counterpoint", None, "There is no file"),
        ("empty.counterpoint", lambda p: p.write_bytes(b""), "is empty"),
        ("folder.counterpoint", lambda p: p.mkdir(), "is a folder"),
        ("text.counterpoint", lambda p: p.write_text("not a database " * 20), "is not a Counterpoint project"),
        ("other.counterpoint", lambda p: sqlite3.connect(p).executescript("CREATE TABLE t (x)"), "another application"),
    ],
)
def test_a_project_at_fault_is_one_sentence_and_what_is_open_stays(
    desk: Desk, tmp_path: Path, name: str, make: Callable[[Path], object] | None, words: str
) -> None:
    path = tmp_path / name
    if make is not None:
        made = make(path)
        if isinstance(made, sqlite3.Cursor):
            made.connection.close()
    session = desk.window.session
    desk.window.files.open(path)
    assert words in desk.said[-1]
    assert desk.window.session is session
    close_box()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("empty.txt", b"", "empty"), ("binary.txt", b"\x00\x01\x02" * 99, "text"), ("picture.png", b"PNG", "png")],
)
def test_an_article_at_fault_is_one_sentence_and_nothing_is_imported(
    desk: Desk, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    seq = desk.window.session.workspace.store.last_seq()
    desk.window.intake.import_paths([tmp_path / name])
    dialog = desk.window.intake.dialog
    assert words in dialog.entries[0].sentence
    assert not dialog.foot.forward.isEnabled()
    assert desk.window.session.workspace.store.last_seq() == seq
    close_box()


def test_an_export_that_cannot_be_written_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    desk.window.export_commands.export_to(tmp_path / "no" / "such" / "folder.md", "markdown")
    assert "folder" in desk.said[-1]
    close_box()


def test_the_debate_over_the_originals(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    folder = os.environ.get("COUNTERPOINT_ARTICLES")
    if not folder:
        pytest.skip("COUNTERPOINT_ARTICLES names no folder with the two original articles")
    desk.window.files.make_debate(tmp_path / "originals.counterpoint", Path(folder))
    assert desk.window.session.path.name == "originals.counterpoint"
    case = desk.left.case
    nodes = [n for n, _depth in desk.project.walk(case.id)]
    assert all(desk.project.anchors(n.id) or n.implicit for n in nodes)
    anchor = next(a for n in nodes for a in desk.project.anchors(n.id))
    assert anchor.exact == desk.project.text(case.article_id)[anchor.start : anchor.end]
    assert point_of(desk.left, anchor.start) is not None


def test_the_window_remembers_how_it_stood(desk: Desk, open_desk: Callable[[Path], Desk]) -> None:
    desk.window.resize(1111, 777)
    desk.left.set_shows("tree")
    desk.window.commands.show_panel(False)
    desk.window.close()
    again = open_desk(desk.path)
    assert again.left.shows() == "tree"
    assert again.window.panel.isHidden()


def test_a_project_that_is_being_written_opens_a_moment_later(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    copy = tmp_path / "copy.counterpoint"
    desk.window.files.copy_to(copy)
    holder = sqlite3.connect(copy, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    desk.window.files.open(copy)
    assert desk.window.session.path == desk.path
    holder.execute("COMMIT")
    holder.close()
    qtbot.waitUntil(lambda: desk.window.session.path == copy)


def test_the_second_import_and_its_pairing_are_one_step(desk: Desk, tmp_path: Path) -> None:
    files = desk.window.files
    files.create(tmp_path / "town")
    (tmp_path / "trams.txt").write_text(FIRST, "utf-8")
    (tmp_path / "buses.md").write_text(SECOND, "utf-8")
    bring_in(desk.window, tmp_path / "trams.txt")
    bring_in(desk.window, tmp_path / "buses.md")
    assert desk.window.session.pairing is not None
    desk.window.commands.undo()
    assert desk.window.session.pairing is None
    assert desk.right.case is None and desk.left.case is not None
