"""An article read in again from its original, or replaced by a newer copy: the preview first, then its passages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.authoring import structure
from models.authoring.library import Source, import_article
from models.importing.incoming import Record
from models.importing.repair import RepairKind
from models.texts import BlockKind, plain_layout
from storage.database import create_project
from tests.flows.conftest import Desk, go_on
from ui.correcting.dialog import CorrectingDialog
from ui.importing.dialog import ImportDialog

TOWN = (
    "Trams in the town\n\n"
    "They were \ufb01rst in every \ufb01eld, and nobody has caught up with them since.\n\n"
    "Trams carry more people than buses,\u00a0and they carry them with less noise. Rails stay where they are.\n\n"
    "Nobody has to like them.\n"
)
WORDS = "carry more people"


@pytest.fixture
def empty(open_desk: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    path = tmp_path / "empty.counterpoint"
    create_project(path, "1")
    return open_desk(path)


def brought_in(desk: Desk, tmp_path: Path, *, keep: bool = True, off: RepairKind | None = None) -> str:
    """An article from a file, with a claim over some of its words; its id."""
    path = tmp_path / "trams.txt"
    path.write_text(TOWN, "utf-8")
    desk.window.intake.import_paths([path])
    dialog = desk.window.intake.dialog
    assert dialog is not None
    if off is not None:
        entry = dialog.entries[0]
        assert entry.came is not None
        entry.switch([repair for repair in entry.came.repairs if repair.kind is off], on=False)
    if dialog.foot.keep.isChecked() != keep:
        dialog.foot.keep.click()
    go_on(dialog)
    case = desk.case(desk.left)
    start = desk.project.text(case.article_id).index(WORDS)
    desk.window.activateWindow()
    desk.select_text(desk.left, start, start + len(WORDS))
    QTest.keyClick(desk.left.article, Qt.Key.Key_C)
    QTest.keyClick(desk.window.focusWidget() or desk.window, Qt.Key.Key_Return)
    return case.article_id


def record(desk: Desk, article_id: str) -> Record:
    other = desk.fresh()
    key = other.project.article(article_id).record_hash
    assert key is not None
    found = Record.from_bytes(other.store.blob(key))
    other.close()
    return found


def read_again(desk: Desk) -> ImportDialog:
    desk.left.article.setFocus()
    desk.window.actions_by_name["read_again"].trigger()
    dialog = desk.window.rereading.dialog
    assert dialog is not None
    return dialog


def review(desk: Desk, qtbot: QtBot) -> None:
    """Go through the window of the passages, where nothing is to be decided."""
    dialog = desk.window.findChild(CorrectingDialog)
    assert dialog is not None and dialog.isVisible()
    for _turn in range(2):  # look at the passages, apply
        if isValid(dialog) and dialog.isVisible():
            qtbot.waitUntil(lambda: not isValid(dialog) or dialog.forward.isEnabled())
            if isValid(dialog):
                QTest.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())


def stands(desk: Desk, article_id: str) -> None:
    """The passage stands on its words, as another program finds it."""
    other = desk.fresh()
    (anchor,) = other.project.anchors_in(article_id)
    assert other.project.text(article_id)[anchor.start : anchor.end] == WORDS == anchor.exact
    other.close()


def test_switches_are_kept_and_changed_in_the_preview_and_passages_are_carried(
    empty: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    article = brought_in(empty, tmp_path, off=RepairKind.LIGATURES)
    before = empty.project.text(article)
    assert "\ufb01rst" in before and "\u00a0" not in before
    dialog = read_again(empty)
    entry = dialog.entries[0]
    assert entry.came is not None and entry.came.data == TOWN.encode()
    assert entry.off == set(record(empty, article).off) and entry.off
    entry.switch([repair for repair in entry.came.repairs if repair.kind is RepairKind.LIGATURES], on=True)
    entry.switch([repair for repair in entry.came.repairs if repair.kind is RepairKind.SPACES], on=False)
    go_on(dialog)
    assert empty.window.rereading.dialog is None
    review(empty, qtbot)
    text = empty.project.text(article)
    assert "first in every field" in text and "\u00a0" in text
    stands(empty, article)
    known = record(empty, article)
    assert known.file == "trams.txt" and known.kept and any(each.startswith("spaces") for each in known.off)
    empty.window.commands.undo()
    assert empty.project.text(article) == before
    assert record(empty, article).off != known.off
    stands(empty, article)


def test_where_the_original_was_not_kept_its_text_is_read(empty: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    article = brought_in(empty, tmp_path, keep=False)
    assert not record(empty, article).kept
    dialog = read_again(empty)
    came = dialog.entries[0].came
    assert came is not None
    assert str(came.extract.warnings[0]).startswith("The original file was not kept in the project")
    entry = dialog.entries[0]
    entry.switch([repair for repair in came.repairs if repair.kind is RepairKind.LIGATURES], on=False)
    go_on(dialog)
    review(empty, qtbot)
    assert "\ufb01rst" in empty.project.text(article)
    assert not record(empty, article).kept
    stands(empty, article)


def test_an_article_of_before_records_were_kept_is_read_from_its_bytes(empty: Desk, tmp_path: Path) -> None:
    source = Source("Old", TOWN.encode(), TOWN, TOWN, plain_layout(TOWN))
    assert empty.window.session is not None
    empty.window.session.do(lambda reader: import_article(reader, source))
    dialog = read_again(empty)
    assert dialog.entries[0].came is not None and dialog.entries[0].came.data == TOWN.encode()
    dialog.reject()
    assert empty.window.rereading.dialog is None and empty.window.findChild(CorrectingDialog) is None


def test_what_a_reader_set_aside_stays_so_unless_the_preview_says_otherwise(
    empty: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    article = brought_in(empty, tmp_path)
    last = empty.project.text(article).index("Nobody")
    session = empty.window.session
    assert session is not None
    session.do(lambda reader: structure.change_block_kind(reader, article, last, last + 5, BlockKind.FURNITURE))
    dialog = read_again(empty)
    entry = dialog.entries[0]
    assert entry.came is not None
    entry.switch([repair for repair in entry.came.repairs if repair.kind is RepairKind.SPACES], on=False)
    go_on(dialog)
    review(empty, qtbot)
    layout, text = empty.project.layout(article), empty.project.text(article)
    assert layout.blocks[layout.block_at(text.index("Nobody"))].kind is BlockKind.FURNITURE


def test_a_newer_copy_may_be_of_another_format(
    empty: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = brought_in(empty, tmp_path)
    page = tmp_path / "trams.html"
    page.write_text(
        "<html><head><title>Trams</title></head><body><article><h1>Trams in the town</h1><p>New today.</p>"
        f"<p>Trams {WORDS} than buses, and they carry them with less noise. Rails stay where they are.</p>"
        "<p>Nobody has to like them, and many do.</p></article></body></html>",
        "utf-8",
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (str(page), ""))
    empty.left.article.setFocus()
    empty.window.actions_by_name["replace_text"].trigger()
    dialog = empty.window.rereading.dialog
    assert dialog is not None and dialog.entries[0].name == "trams.html"
    go_on(dialog)
    review(empty, qtbot)
    row = empty.project.article(article)
    assert row.media_type == "text/html" and row.title == "Trams in the town"
    assert "New today." in empty.project.text(article)
    assert record(empty, article).file == "trams.html"
    stands(empty, article)


def test_the_preview_is_put_away_with_its_project(empty: Desk, tmp_path: Path) -> None:
    brought_in(empty, tmp_path)
    read_again(empty)
    other = tmp_path / "other.counterpoint"
    create_project(other, "1")
    empty.window.files.open(other)
    assert empty.window.rereading.dialog is None and empty.window.findChild(CorrectingDialog) is None
