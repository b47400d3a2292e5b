"""From files on disk through the preview into the project, and back out in one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from models.importing.incoming import Record
from models.importing.repair import RepairKind
from models.texts import BlockKind
from storage.store import SqliteStore
from tests.flows.conftest import Desk, go_on
from ui.importing.dialog import ImportDialog

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TOWN = (
    "Trams in the town\n"
    "Ada Brook\n"
    "May 2, 2024\n"
    "The Harbour Gazette\n"
    "Trams carry more people than buses. Nobody counts them in the morning, and nobody counts them at night, but the "
    "conductor of the first car on the harbour line says that he has never seen an empty seat before nine o'clock, and "
    "nobody who has waited in the rain for either of them would\n"
    "deny it for longer than a minute. The town knows it, and so does its council, which has met three times this year "
    "to talk about nothing else and has gone home each time with the same two columns of figures in its pocket.\n"
    "WHAT THE RAILS COST\n"
    "Rails stay where they are, and that is their price. A bus can go round a hole in the road, and it can go to "
    "another street when the people go there; a tram waits until the hole is mended and the people have come back.\n"
    "The council has asked three firms, and all three have said the same\u00a0thing in other words: that it is cheap "
    "to lay a rail and dear to take one up, and that a town should know where it wants to go before it begins.\n"
    "Ada Brook is a writer in the harbour town and the author of two books on ferries.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "town.txt").write_text(TOWN, "utf-8")
    return made


def opened(desk: Desk, qtbot: QtBot, *paths: Path) -> ImportDialog:
    desk.window.intake.import_paths(list(paths))
    dialog = desk.window.intake.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def pdf_of(path: Path, pages: int) -> None:
    page = canvas.Canvas(str(path), pagesize=A4)
    for number in range(pages):
        page.setFont("Helvetica", 11)
        if number != 1:  # the second page holds nothing
            page.drawString(72, 800, "HARBOUR GAZETTE")
            for line in range(12):
                page.drawString(72, 720 - 16 * line, f"The {number}th page tells of ferry {line}, which came late and")
        page.showPage()
    page.save()


def test_a_text_comes_in_as_it_is_shown_and_goes_in_one_step(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    before = [article.id for article in desk.project.articles()]
    dialog = opened(desk, qtbot, folder / "town.txt")
    stored = dialog.desk.preview.stored.document
    assert stored is not None
    assert "would deny it for longer" in stored.text
    assert [stored.text[b.start : b.end] for b in stored.blocks if b.kind is BlockKind.HEADING] == [
        "WHAT THE RAILS COST"
    ]
    about = dialog.desk.side.form.about()
    assert (about.title, about.authors, about.date) == ("Trams in the town", ("Ada Brook",), "2024-05-02")
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert desk.window.intake.dialog is None
    new = next(article for article in desk.project.articles() if article.id not in before)
    assert desk.project.text(new.id) == stored.text
    assert new.title == "Trams in the town"
    desk.window.session.undo()  # type: ignore[union-attr]
    assert [article.id for article in desk.project.articles()] == before


def test_what_is_switched_off_and_typed_is_what_is_stored(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    before = {article.id for article in desk.project.articles()}
    dialog = opened(desk, qtbot, folder / "town.txt")
    side = dialog.desk.side
    side.setCurrentWidget(side.repairs)
    side.repairs.setFocus()
    row = [kind for kind, _repairs in side.repairs.repairs.groups].index(RepairKind.JOIN)
    side.repairs.setCurrentIndex(side.repairs.repairs.index(row, 0))
    QTest.keyClick(side.repairs, Key.Key_Space)
    side.setCurrentIndex(0)
    side.form.title.selectAll()
    QTest.keyClicks(side.form.title, "Of trams")
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    new = next(article for article in desk.project.articles() if article.id not in before)
    assert new.title == "Of trams"
    assert "would\ndeny it" in desk.project.text(new.id)
    assert new.record_hash
    store = SqliteStore(desk.path)
    record = Record.from_bytes(store.blob(new.record_hash))
    assert record.off == ("join",) and "join" not in {kind for kind, *_rest in record.repairs}
    store.close()


def test_a_pdf_shows_its_pages_and_those_without_text(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    pdf_of(folder / "ferries.pdf", 4)
    dialog = opened(desk, qtbot, folder / "ferries.pdf")
    document = dialog.desk.preview.came.document
    assert document is not None
    labels = [document.label(at) for at in range(len(document)) if document.label(at)]
    assert labels == ["Page 1", "Page 2 without text · Page 3", "Page 4"]
    dialog.reject()


def test_a_folder_with_a_bad_file_leaves_a_report(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (folder / "second.txt").write_text(TOWN.replace("Trams", "Ferries"), "utf-8")
    count = len(desk.project.articles())
    dialog = opened(desk, qtbot, folder)
    assert [entry.name for entry in dialog.entries] == ["broken.pdf", "second.txt", "town.txt"]
    qtbot.waitUntil(dialog.foot.forward.isEnabled)
    QTest.keyClick(dialog, Key.Key_Down, ALT)
    assert dialog.desk.head.title.text() == "Ferries in the town"
    go_on(dialog)
    assert dialog.isVisible() and len(desk.project.articles()) == count + 2
    assert dialog.desk.report.text().startswith("2 of 3 articles were imported.\nbroken.pdf")
    QTest.keyClick(dialog, Key.Key_Escape)
    assert desk.window.intake.dialog is None


def test_escape_stores_nothing(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    count = len(desk.project.articles())
    QTest.keyClick(opened(desk, qtbot, folder / "town.txt"), Key.Key_Escape)
    assert desk.window.intake.dialog is None and len(desk.project.articles()) == count
