"""Argument maps of other programs: shown as what they become, laid over an article, taken in as one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from models.interchange.arranging import arrange
from models.interchange.graph import Graph, Part, Point, Relation
from storage.database import create_project
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.flows.conftest import Desk, bring_in
from ui.incoming_maps.dialog import MapDialog
from ui.incoming_maps.tree import MapModel

CONTROL = Qt.KeyboardModifier.ControlModifier
KIALO = """Discussion Title: Trams for the old town?

1. The town should build trams.
1.1. Pro: Trams carry more people.
1.1.1. Con: Not uphill.
1.2. Con: Trams cost a lot.
1.2.1. Pro: -> See 1.1.
"""


@pytest.fixture
def town(open_desk: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    path = tmp_path / "own.counterpoint"
    create_project(path, "1")
    desk = open_desk(path)
    file = tmp_path / "On trams.txt"
    file.write_text("On trams\n\nThis is a paragraph with some words in it, and it ends here.\n", encoding="utf-8")
    bring_in(desk.window, file)
    return desk


def shown(desk: Desk, path: Path) -> MapDialog:
    desk.window.intake.import_paths([path])
    dialog = desk.window.maps.dialog
    assert dialog is not None and QTest.qWaitForWindowActive(dialog)
    return dialog


@pytest.fixture
def kialo(tmp_path: Path) -> Path:
    path = tmp_path / "trams.txt"
    path.write_text(KIALO, encoding="utf-8")
    return path


def rows(dialog: MapDialog) -> list[tuple[int, str, str]]:
    """(depth, kind, words) of every row."""
    model = dialog.tree.rows
    found = []
    stack = [(model.index(at, 0), 0) for at in reversed(range(model.rowCount()))]
    while stack:
        index, depth = stack.pop()
        found.append((depth, str(index.data(Qt.ItemDataRole.UserRole)), str(index.data())))
        stack += [(model.index(at, 0, index), depth + 1) for at in reversed(range(model.rowCount(index)))]
    return found


def test_a_map_is_shown_as_what_it_becomes_and_taken_in_as_one_step(town: Desk, kialo: Path) -> None:
    dialog = shown(town, kialo)
    assert rows(dialog)[1:] == [
        (1, "claim", "The town should build trams."),
        (2, "claim", "Trams carry more people."),
        (3, "rebuttal", "Not uphill."),
        (2, "rebuttal", "Trams cost a lot."),
    ]
    assert dialog.counts.text() == "4 points, 1 link"
    before = len(town.project.cases())
    assert dialog.focusWidget() is dialog.tree
    QTest.keyClick(dialog.tree, Qt.Key.Key_Return, CONTROL)
    assert town.window.maps.dialog is None
    cases = town.project.cases()
    assert len(cases) == before + 1
    assert next(node.text for node, _depth in town.project.walk(cases[-1].id)) == "The town should build trams."
    assert len(town.fresh().project.links()) == 1
    town.window.commands.undo()
    assert len(town.project.cases()) == before and not town.project.links()
    town.window.commands.redo()
    assert len(town.project.cases()) == before + 1


def test_a_map_is_laid_over_an_article_that_is_there(town: Desk, kialo: Path) -> None:
    dialog = shown(town, kialo)
    (box,) = dialog.over.values()
    assert box.currentData() == ""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "On trams"
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    article = town.project.articles()[0]
    assert len(town.project.articles()) == 1
    assert [case.article_id for case in town.project.cases()] == [article.id, article.id]


def test_what_is_left_changes_nothing(town: Desk, kialo: Path) -> None:
    dialog = shown(town, kialo)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Escape)
    assert town.window.maps.dialog is None
    assert len(town.project.cases()) == 1


def test_a_file_that_is_no_map_says_so_and_can_be_read_as_another_format(
    town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "trams.argdown"
    path.write_text(KIALO, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(path)], ""))
    town.window.actions_by_name["import_map"].trigger()
    dialog = town.window.maps.dialog
    assert dialog is not None and QTest.qWaitForWindowActive(dialog)
    at = dialog.format.findText("Kialo", Qt.MatchFlag.MatchContains)
    dialog.format.setFocus()
    while dialog.format.currentIndex() != at:
        QTest.keyClick(dialog.format, Qt.Key.Key_Down if dialog.format.currentIndex() < at else Qt.Key.Key_Up)
    assert dialog.counts.text() == "4 points, 1 link"


def test_a_broken_file_is_a_sentence_in_the_window(town: Desk, tmp_path: Path) -> None:
    path = tmp_path / "empty.argdown"
    path.write_text("", encoding="utf-8")
    dialog = shown(town, path)
    assert "empty.argdown" in dialog.trouble.text()
    assert not dialog.ok.isEnabled()


def test_several_maps_come_one_after_the_other_and_references_last(town: Desk, kialo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.argdown"
    other.write_text("[A]: One point.\n  + [B]: Another.\n", encoding="utf-8")
    listed = tmp_path / "list.bib"
    listed.write_text("@article{x, title = {On trams}, author = {Marsh, Edna}, date = {2020}}\n", encoding="utf-8")
    town.window.intake.import_paths([listed, kialo, other])
    names = []
    while (dialog := town.window.maps.dialog) is not None:
        names.append(dialog.name.text())
        dialog.go_on()
    assert names == ["trams.txt", "other.argdown"]
    references = town.window.reference_commands.dialog
    assert references is not None
    references.reject()
    assert len(town.project.cases()) == 3


def test_names_and_texts_of_strangers_are_words_and_nothing_else(town: Desk, tmp_path: Path) -> None:
    world = World()
    for name in ("Q&A <img src='x.png'>", "R"):
        world.node(world.case(world.article("Words.", name), name), "<b>bold</b>")
    path = tmp_path / "map.aif.json"
    path.write_bytes(by_name("aif").write(Snapshot(world.project))[0])
    dialog = shown(town, path)
    label = next(each for each in dialog.parts.findChildren(QLabel) if "Q" in each.text())
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "Q&&A <img src='x.png'>" in label.text()
    case = dialog.tree.rows.index(0, 0)
    assert dialog.tree.rows.index(0, 0, case).data(Qt.ItemDataRole.ToolTipRole) == "<qt>&lt;b&gt;bold&lt;/b&gt;</qt>"


def test_what_files_hold_is_looked_at_away_from_the_window(
    town: Desk, kialo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs, asked = town.window.intake._jobs, []
    monkeypatch.setattr(jobs, "run", lambda work, then, failed: asked.append(work))
    town.window.intake.import_paths([kialo])
    assert town.window.maps.dialog is None
    (work,) = asked
    assert work() == {kialo: "map"}


def test_the_rows_hold_as_a_model(qtbot: QtBot) -> None:
    model = MapModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    points = (Point("a", "A", part="x"), Point("b", "B", part="x"), Point("c", "C", part="y"))
    arranged = arrange(Graph(points, (Relation("r", "b", "a"),), (Part("x"), Part("y"))))
    model.show_map(arranged, ["X", "Y"])
    assert model.rowCount() == 2
    model.show_map(None)
    assert model.rowCount() == 0 and tester is not None


def test_a_project_of_somebody_else_is_merged(town: Desk, tmp_path: Path) -> None:
    from tests.formats.samples import debate

    path = tmp_path / "debate.counterpoint.json"
    path.write_bytes(by_name("counterpoint-json").write(Snapshot(debate().world.project))[0])
    dialog = shown(town, path)
    assert not dialog.over and dialog.ok.isEnabled()
    QTest.keyClick(dialog.tree, Qt.Key.Key_Return, CONTROL)
    assert {case.name for case in town.project.cases()} >= {"For trams", "For *buses*"}
    town.window.commands.undo()
    assert len(town.project.cases()) == 1
