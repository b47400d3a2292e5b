"""What is known about an article, changed by hand; how it was read in, and its original as a file again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import create_engine, text

from storage.database import create_project
from tests.flows.conftest import Desk, bring_in
from ui.dialogs.article_details import ArticleDetailsDialog

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WORDS = "Trams for the old town\n\nTrams carry more people than cars do, and they need less room in the streets.\n"


@pytest.fixture
def trams(open_desk: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    path = tmp_path / "own.counterpoint"
    create_project(path, "1")
    desk = open_desk(path)
    file = tmp_path / "trams.txt"
    file.write_bytes(WORDS.encode())
    bring_in(desk.window, file)
    desk.left.article.setFocus()
    return desk


def opened(desk: Desk) -> ArticleDetailsDialog:
    desk.window.activateWindow()
    assert QTest.qWaitForWindowActive(desk.window)
    QTest.keyClick(desk.window, Qt.Key.Key_D, CONTROL | ALT)
    dialog = desk.window.reference_commands.dialog
    assert isinstance(dialog, ArticleDetailsDialog)
    assert QTest.qWaitForWindowActive(dialog)
    return dialog


def said(dialog: ArticleDetailsDialog) -> dict[str, str]:
    return dict(dialog.read_in.words())


def test_details_are_one_step(trams: Desk) -> None:
    dialog = opened(trams)
    assert dialog.focusWidget() is dialog.form.title
    dialog.form.title.selectAll()
    QTest.keyClicks(dialog.form.title, "Trams again")
    dialog.form.date.setFocus()
    QTest.keyClicks(dialog.form.date, "3 May 2021")
    QTest.keyClick(dialog.form.date, Qt.Key.Key_Return, CONTROL)
    assert trams.window.reference_commands.dialog is None, (dialog.form.trouble(), dialog.trouble.text())
    (article,) = trams.project.articles()
    assert (article.title, article.date) == ("Trams again", "2021-05-03")
    assert trams.fresh().project.articles()[0].date == "2021-05-03"
    trams.window.commands.undo()
    assert trams.project.articles()[0].date == "" and trams.project.articles()[0].title != "Trams again"
    trams.window.commands.redo()
    assert trams.project.articles()[0].title == "Trams again"


def test_nothing_that_cannot_stay_is_kept_and_escape_leaves(trams: Desk) -> None:
    dialog = opened(trams)
    before = trams.project.articles()
    dialog.form.title.clear()
    assert not dialog.ok.isEnabled()
    QTest.keyClick(dialog.form.title, Qt.Key.Key_Return, CONTROL)
    assert trams.window.reference_commands.dialog is dialog and trams.project.articles() == before
    assert dialog.focusWidget() is dialog.form.title
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert trams.window.reference_commands.dialog is None and trams.project.articles() == before


def test_what_is_refused_is_said_in_the_window(trams: Desk) -> None:
    dialog = opened(trams)
    dialog.given.emit(dialog.form.about().__class__(title="Trams", citekey="a b"))
    assert "citekey" in dialog.trouble.text().lower() and not dialog.trouble.isHidden()
    assert dialog.ok.isEnabled()


def test_how_it_was_read_in(trams: Desk) -> None:
    rows = said(opened(trams))
    assert rows["File"] == "trams.txt" and rows["Format"].startswith("plain text")
    assert rows["Encoding"].startswith("utf-8") and rows["Original"].startswith("kept: ")
    dialog = trams.window.reference_commands.dialog
    assert dialog.read_in.total.text().startswith("Total of all originals in this project: 1 file, ")
    assert str(len(WORDS)) in dialog.read_in.total.text()


def test_the_original_is_saved_byte_for_byte_but_never_over_the_project(
    trams: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, target = opened(trams), tmp_path / "again.txt"
    asked: list[str] = []
    paths = iter([str(target), str(trams.path)])

    def ask(*arguments: object) -> tuple[str, str]:
        asked.append(Path(str(arguments[2])).name)
        return next(paths), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    QTest.mouseClick(dialog.read_in.save, Qt.MouseButton.LeftButton)
    assert target.read_bytes() == WORDS.encode() and asked == ["trams.txt"]
    QTest.mouseClick(dialog.read_in.save, Qt.MouseButton.LeftButton)
    assert trams.said and trams.fresh().project.articles()


def damage(path: Path, statement: str) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_damaged_record_is_a_sentence(trams: Desk) -> None:
    key = trams.project.articles()[0].record_hash
    damage(trams.path, f"UPDATE blob SET data = x'00', packed = 0 WHERE hash = '{key}'")
    words = [each for _name, each in opened(trams).read_in.words()]
    assert any("damaged" in each for each in words)


def test_an_article_of_an_older_project_says_so(trams: Desk, open_desk: Callable[[Path], Desk], tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "older.counterpoint"
    shutil.copy(trams.path, copy)
    damage(copy, "UPDATE article SET record_hash = NULL")
    desk = open_desk(copy)
    desk.left.article.setFocus()
    dialog = opened(desk)
    assert "older project" in dialog.read_in.words()[0][1] and dialog.read_in.save.isEnabled()


def test_another_project_puts_the_window_away(trams: Desk, project_file: Path) -> None:
    opened(trams)
    trams.window.files.open(project_file)
    assert trams.window.reference_commands.dialog is None
