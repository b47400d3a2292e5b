"""Lists of references: read, brought to the articles that they are about, taken over in one step, and written out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.bibliography.matching import Match, match
from models.importing.about import About
from storage.database import create_project
from tests.flows.conftest import Desk, bring_in
from ui.dialogs.references import ReferencesDialog
from ui.exporting.dialog import ExportDialog
from ui.exporting.wanted import Wanted
from ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier
LIST = """
@article{marsh2020, title = {Trams for the old town}, author = {Marsh, Edna}, date = {2020-04}, journaltitle = {Rails}}
@article{reed2019, title = {Owls in the tower}, author = {Reed, Paul}, date = {2019}, doi = {10.1000/182}}
@article{none2001, title = {Something that nobody here has read}, author = {Nobody, A.}, date = {2001}}
@article{broken, title = {Never closed
"""


@pytest.fixture
def town(open_desk: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    path = tmp_path / "own.counterpoint"
    create_project(path, "1")
    desk = open_desk(path)
    for title in ("Trams for the old town", "Owls in the tower"):
        file = tmp_path / f"{title}.txt"
        file.write_text(f"{title}\n\nThis is a paragraph with some words in it, and it ends here.\n", encoding="utf-8")
        bring_in(desk.window, file)
    return desk


def opened(desk: Desk, tmp_path: Path, words: str = LIST) -> ReferencesDialog:
    file = tmp_path / "list.bib"
    file.write_text(words, encoding="utf-8")
    desk.window.intake.import_paths([file])
    dialog = desk.window.reference_commands.dialog
    assert isinstance(dialog, ReferencesDialog) and QTest.qWaitForWindowActive(dialog)
    return dialog


def dates(desk: Desk) -> list[str]:
    return sorted(article.date for article in desk.project.articles())


def test_references_are_matched_and_taken_over_in_one_step(town: Desk, tmp_path: Path) -> None:
    dialog = opened(town, tmp_path)
    assert [bool(row.article) for row in dialog.model.rows] == [True, True, False]
    assert dialog.told.text().startswith("2 of 3") and dialog.warned.toPlainText()
    assert dialog.focusWidget() is dialog.table
    QTest.keyClick(dialog.table, Qt.Key.Key_Return, CONTROL)
    assert town.window.reference_commands.dialog is None
    assert dates(town) == ["2019", "2020-04"]
    assert sorted(a.date for a in town.fresh().project.articles()) == ["2019", "2020-04"]
    town.window.commands.undo()
    assert dates(town) == ["", ""]
    town.window.commands.redo()
    assert dates(town) == ["2019", "2020-04"]


def test_a_tick_is_taken_away_and_an_article_is_given_by_hand(town: Desk, tmp_path: Path) -> None:
    dialog = opened(town, tmp_path)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.told.text().startswith("1 of 3")
    for _each in range(2):
        QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.table.currentIndex().row() == 2 and dialog.article.currentData() == ""
    dialog.article.setFocus()
    QTest.keyClick(dialog.article, Qt.Key.Key_Down)
    wanted = dialog.article.currentData()
    assert wanted and dialog.model.rows[2].article == wanted
    QTest.keyClick(dialog.article, Qt.Key.Key_Return, CONTROL)
    assert town.project.article(wanted).date == "2001"


def test_all_that_they_say_or_only_what_is_missing(town: Desk, tmp_path: Path) -> None:
    dialog = opened(town, tmp_path)
    before = [step.field for step in dialog.model.steps(0)]
    assert "Citekey" not in before and "Date" in before
    QTest.mouseClick(dialog.take_all, Qt.MouseButton.LeftButton, pos=dialog.take_all.rect().center())
    if not dialog.take_all.isChecked():
        QTest.keyClick(dialog.take_all, Qt.Key.Key_Space)
    assert "Citekey" in [step.field for step in dialog.model.steps(0)]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert town.window.reference_commands.dialog is None and dates(town) == ["", ""]


def test_a_list_that_cannot_be_read_is_a_sentence(town: Desk, tmp_path: Path) -> None:
    dialog = opened(town, tmp_path, "no references at all")
    assert dialog.model.rowCount() == 0 and dialog.warned.toPlainText() and not dialog.ok.isEnabled()


@pytest.mark.parametrize("ending", [".bib", ".ris", ".json"])
def test_references_go_out_and_say_the_same_when_they_come_back(
    town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    QTest.keyClick(opened(town, tmp_path).table, Qt.Key.Key_Return, CONTROL)
    target = tmp_path / f"out{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    town.window.actions_by_name["export_references"].trigger()
    window = town.window.export_commands.dialog
    assert isinstance(window, ExportDialog) and window.format.name == "bibtex"
    window.formats.choose({".bib": "bibtex", ".ris": "ris", ".json": "csl-json"}[ending])
    QTest.mouseClick(window.foot.save, Qt.MouseButton.LeftButton)
    assert target.exists()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_arguments: ([str(target)], ""))
    town.window.actions_by_name["import_references"].trigger()
    dialog = town.window.reference_commands.dialog
    assert isinstance(dialog, ReferencesDialog) and dialog.model.rowCount() == 2
    assert not [s for at in range(2) for s in dialog.model.steps(at) if s.field in ("Title", "Date", "DOI", "Citekey")]


def test_the_project_is_never_written_over(town: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    town.window.export_commands.export_to(town.path, "bibtex", Wanted())
    assert town.said and len(town.fresh().project.articles()) == 2


def test_two_thousand_references_are_quick(qtbot: QtBot, theme: Theme) -> None:
    window = ReferencesDialog(theme, None)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    QAbstractItemModelTester(window.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    articles = {f"a{n}": About(title=f"Article {n} on owls", citekey=f"k{n}") for n in range(500)}
    references = [About(title=f"Article {n} on owls", date="2001", doi=f"10.1000/{n}") for n in range(2000)]
    matches = match(references[:500], articles) + [Match(n, ()) for n in range(500, 2000)]
    window.show()
    start = time.perf_counter()
    window.show_found(references, matches, articles)
    window.model.set_take_all(True)
    window.grab()
    taken = time.perf_counter() - start
    assert len(window.model.chosen()) == 500 and taken < 2
