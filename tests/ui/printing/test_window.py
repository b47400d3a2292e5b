"""The print window by keys and mouse: what it shows, what it writes, what it refuses and what it remembers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from storage.printing import PrintOptions
from tests.ui.printing.conftest import texts_of
from ui.clipboard import let_go
from ui.exporting.wanted import Part
from ui.jobs import Jobs
from ui.printing import dialog as module
from ui.printing.dialog import PrintDialog
from ui.printing.preview import PAGE, WIDTH
from ui.printing.remembered import PRINTS, usual_paper
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., PrintDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, theme: Theme, settings: Settings, session: Session) -> Iterator[Open]:
    made: list[PrintDialog] = []

    def opened(chosen: tuple[str, ...] = (), *, inline: bool = True) -> PrintDialog:
        dialog = PrintDialog(theme, settings, session, Jobs(inline=inline, threads=1), chosen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        made.append(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        ready(qtbot, dialog)
        return dialog

    yield opened
    for dialog in made:
        if dialog.isVisible():
            dialog.reject()
    let_go()


def ready(qtbot: QtBot, dialog: PrintDialog) -> None:
    """All pages are there, and those in sight painted."""
    qtbot.waitUntil(lambda: dialog.maker.is_complete)
    qtbot.waitUntil(lambda: dialog.preview.is_painted(dialog.preview.page))


def choose(box: QComboBox, word: str) -> None:
    """By keys, as people do."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _press in range(box.count()):
        if box.currentText().startswith(word):
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(word)


def test_the_pages_are_painted_as_they_will_be_printed(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    picture = dialog.preview.grab().toImage()
    box = dialog.preview.box(0)
    inside = [picture.pixelColor(x, y) for x in range(box.left(), box.right()) for y in range(40, 400)]
    dark = sum(colour.lightness() < 120 for colour in inside)
    white = sum(colour.lightness() > 250 for colour in inside)
    assert dark > 50 and white > len(inside) // 2
    assert dialog.preview.accessibleDescription() == "Page 1 of 2"
    assert dialog.zoom.count.text() == "of 2"


def test_what_is_printed_is_chosen_by_keys(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    assert dialog.focusWidget() is dialog.form.content
    for word, content, count in (("Tree", "tree", 3), ("Map", "map", 2), ("Clash", "clash", 1)):
        choose(dialog.form.content, word)
        ready(qtbot, dialog)
        assert dialog.form.options().content == content and dialog.preview.count == count
    assert not dialog.form.parts.isEnabled() and dialog.wanted.part is Part.PAIRING


def test_only_what_concerns_the_content_is_asked(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    form = dialog.form
    assert form.type_size.isVisible() and not form.passages.isVisible() and not form.shape_of_map.isVisible()
    choose(form.content, "Tree")
    assert form.passages.isVisible() and form.notes.isVisible()
    choose(form.content, "Map")
    assert form.shape_of_map.isVisible() and not form.type_size.isVisible() and not form.overlap.isVisible()
    choose(form.pages, "Several")
    assert form.overlap.isVisible() and form.enlargement.isVisible()


def test_a_side_alone(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    choose(dialog.form.parts, "Right")
    ready(qtbot, dialog)
    assert dialog.preview.count == 1 and dialog.wanted.part is Part.RIGHT


def test_who_selected_several_nodes_means_their_branches(qtbot: QtBot, open_dialog: Open, session: Session) -> None:
    case = session.sides()[0]
    assert case is not None
    nodes = [node.id for node, depth in session.project.walk(case.id)]
    dialog = open_dialog((nodes[1], session.project.children(session.sides()[1].id, None)[0].id))  # type: ignore[union-attr]
    assert dialog.wanted.part is Part.BRANCHES
    choose(dialog.form.content, "Tree")
    ready(qtbot, dialog)
    assert dialog.form.parts.currentText() == "2 selected branches"


# -- the preview's keys


def test_pages_by_keys(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    preview = dialog.preview
    choose(dialog.form.content, "Tree")
    ready(qtbot, dialog)
    preview.set_zoom(PAGE)
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 1 and dialog.zoom.number.value() == 2
    QTest.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.page == 0
    QTest.keyClick(preview, Qt.Key.Key_End)
    assert preview.page == 2 and not dialog.zoom.on.isEnabled()
    QTest.keyClick(preview, Qt.Key.Key_Home)
    assert preview.page == 0 and not dialog.zoom.back.isEnabled()
    QTest.mouseClick(dialog.zoom.on, Qt.MouseButton.LeftButton)
    assert preview.page == 1
    dialog.zoom.number.setFocus()
    dialog.zoom.number.selectAll()
    QTest.keyClicks(dialog.zoom.number, "3")
    QTest.keyClick(dialog.zoom.number, Qt.Key.Key_Return)
    assert preview.page == 2 and dialog.isVisible()


def test_of_a_page_larger_than_the_room_its_foot_comes_before_the_next(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    preview = dialog.preview
    preview.set_zoom(3.0)
    bar = preview.verticalScrollBar()
    seen = [0]
    for _press in range(40):
        if bar.value() >= preview._tops[1] - 16:
            break
        QTest.keyClick(preview, Qt.Key.Key_PageDown)
        assert bar.value() - seen[-1] <= preview.viewport().height(), "a part was skipped"
        seen.append(bar.value())
    assert bar.value() == preview._tops[1] - 16
    for _press in range(40):
        before = bar.value()
        QTest.keyClick(preview, Qt.Key.Key_PageUp)
        assert before - bar.value() <= preview.viewport().height() + 32
    assert bar.value() == 0


def test_zoom_by_keys_and_wheel(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    preview = dialog.preview
    QTest.keyClick(dialog, Qt.Key.Key_Minus, CONTROL)
    small = preview.factor
    QTest.keyClick(dialog, Qt.Key.Key_Plus, CONTROL)
    assert preview.factor > small and dialog.zoom.zoom.currentData() == preview.zoom
    QTest.keyClick(dialog, Qt.Key.Key_0, CONTROL)
    assert preview.zoom == WIDTH
    ready(qtbot, dialog)
    assert abs(preview.box(0).width() - (preview.viewport().width() - 32)) <= 1
    preview.set_zoom(PAGE)
    assert preview.box(0).height() <= preview.viewport().height() - 30


def test_the_page_on_show_stays_when_the_window_grows(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    choose(dialog.form.content, "Tree")
    ready(qtbot, dialog)
    dialog.preview.set_zoom(PAGE)
    dialog.preview.go_to(1)
    dialog.resize(dialog.width() - 200, dialog.height() - 120)
    assert dialog.preview.page == 1


# -- as a file


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    def answer(name: str) -> Path:
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(path), ""))
        return path

    return answer


def test_a_pdf_is_saved_and_the_window_closes(qtbot: QtBot, open_dialog: Open, asked: Callable[[str], Path]) -> None:
    dialog, path = open_dialog(), asked("pages")
    said: list[str] = []
    dialog.told.connect(said.append)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    pages = texts_of(path.with_suffix(".pdf").read_bytes())
    assert len(pages) == 2 and "Trams carry many people." in pages[0] and said[0].startswith("Saved as")


def test_in_a_job_of_its_own_too(qtbot: QtBot, open_dialog: Open, asked: Callable[[str], Path]) -> None:
    dialog, path = open_dialog(inline=False), asked("pages.pdf")
    for word in ("Map", "Clash", "Tree"):
        choose(dialog.form.content, word)
        ready(qtbot, dialog)
    QTest.mouseClick(dialog.foot.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert "Build the tram" in texts_of(path.read_bytes())[0]


def test_what_cannot_be_written_is_said_and_the_window_stays(
    qtbot: QtBot, open_dialog: Open, asked: Callable[[str], Path], session: Session
) -> None:
    dialog = open_dialog()
    asked(session.path.name)
    before = session.path.read_bytes()
    path = session.path.with_suffix(".pdf")
    path.mkdir()
    dialog.save_to(path)
    assert dialog.isVisible() and dialog.bar.sentence and dialog.foot.save.isEnabled()
    dialog.save_to(session.path)
    assert dialog.bar.sentence and session.path.read_bytes() == before, "the project was written over"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not dialog.bar.sentence
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_margins_without_room_are_said_in_the_place_of_the_pages(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    choose(dialog.form.paper, "A5")
    for field, words in ((dialog.form.margin, "50"), (dialog.form.type_size, "18")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: dialog.preview.count == 0 and "no room" in dialog.preview.accessibleDescription())
    assert not dialog.foot.save.isEnabled()
    dialog.form.margin.setValue(10)
    ready(qtbot, dialog)
    assert dialog.foot.save.isEnabled()


def test_an_edit_meanwhile_makes_the_pages_anew(qtbot: QtBot, open_dialog: Open, session: Session) -> None:
    from models.authoring.nodes import change_text

    dialog = open_dialog()
    before = dialog.maker.draft
    case = session.sides()[0]
    assert case is not None
    node = session.project.children(case.id, None)[0]
    session.do(lambda reader: change_text(reader, node.id, "Reworded"))
    qtbot.waitUntil(lambda: dialog.maker.is_complete and dialog.maker.draft is not before)


# -- what is remembered


def test_the_choices_are_remembered_by_project(qtbot: QtBot, open_dialog: Open, settings: Settings) -> None:
    dialog = open_dialog()
    assert dialog.form.options().paper == usual_paper()
    choose(dialog.form.content, "Tree")
    choose(dialog.form.parts, "Left")
    QTest.mouseClick(dialog.form.notes, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.form.notes.height() // 2))
    ready(qtbot, dialog)
    dialog.save_to(dialog._session.path.with_name("a.pdf"))
    qtbot.waitUntil(lambda: not dialog.isVisible())
    again = open_dialog()
    options = again.form.options()
    assert (options.content, options.notes, again.wanted.part) == ("tree", False, Part.LEFT)


def test_what_was_kept_by_another_version_does_no_harm(open_dialog: Open, settings: Settings, session: Session) -> None:
    from ui.exporting.remembered import key_of

    for kept in ("[", "[]", '{"%s": 1}', '{"%s": {"options": {"size": "x", "news": 1}, "part": 3}}'):
        settings.set(PRINTS, kept.replace("%s", key_of(session)))
        assert open_dialog().form.options().content == "text"
    settings.set(PRINTS, json.dumps({key_of(session): {"options": {"news": 1, "size": 12.0}, "part": "left"}}))
    assert open_dialog().form.options() == PrintOptions(size=12.0, paper=usual_paper())


# -- on paper


def test_without_a_printer_pdf_is_left(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, open_dialog: Open) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: asked.append([]) or [])  # type: ignore[func-returns-value]
    dialog = open_dialog()
    ready(qtbot, dialog)
    assert not asked and dialog.foot.printer.isEnabled()  # the system may ask the network for printers: not unbidden
    QTest.keyClick(dialog, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: not dialog.foot.printer.isEnabled())
    assert dialog.foot.told.text() == "No printer is installed; pages can be saved as PDF."
    assert dialog.foot.save.isEnabled() and dialog.isVisible() and asked


class Asked:
    """The dialog of the system, where the person takes some pages of a printer that writes files."""

    path: Path
    pages = (0, 0)

    def __init__(self, printer: QPrinter, _parent: QWidget) -> None:
        self._printer = printer

    class PrintDialogOption:
        PrintPageRange = 1

    def setWindowTitle(self, _words: str) -> None: ...
    def setMinMax(self, least: int, most: int) -> None:
        assert (least, most) == (1, 3)

    def setOption(self, _option: int, _on: bool) -> None: ...
    def exec(self) -> QDialog.DialogCode:
        self._printer.setOutputFileName(str(self.path))
        self._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        if self.pages[0]:
            self._printer.setFromTo(*self.pages)
        return QDialog.DialogCode.Accepted


@pytest.mark.parametrize(("pages", "count"), [((0, 0), 3), ((2, 3), 2)])
def test_pages_go_to_the_printer(
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    open_dialog: Open,
    tmp_path: Path,
    pages: tuple[int, int],
    count: int,
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["A printer"])
    monkeypatch.setattr(module, "QPrintDialog", Asked)
    Asked.path, Asked.pages = tmp_path / "printed.pdf", pages
    dialog = open_dialog()
    choose(dialog.form.content, "Tree")
    ready(qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    texts = texts_of(Asked.path.read_bytes())
    assert len(texts) == count and f"Page {pages[0] or 1} of 3" in texts[0]
    with pypdfium2.PdfDocument(Asked.path) as document:
        assert document.get_page_size(0) == pytest.approx((595, 842), abs=1)


@pytest.mark.qt_log_ignore("QPainter|QPdf|QPrinter|Cannot")
def test_a_printer_that_takes_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, open_dialog: Open, tmp_path: Path
) -> None:
    dialog = open_dialog()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(QPageLayout())
    printer.setOutputFileName(str(tmp_path / "no folder" / "x.pdf"))
    dialog.print_on(printer)
    qtbot.waitUntil(lambda: dialog.bar.sentence == "The printer did not take the pages.")
    assert dialog.isVisible() and dialog.foot.save.isEnabled()


def test_every_control_has_a_name(open_dialog: Open) -> None:
    from PySide6.QtGui import QAccessible

    dialog = open_dialog()
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
            if widget.parent() in (dialog.form.margin, dialog.form.type_size, dialog.zoom.number):
                continue  # the line of a spin box, which has the name
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


def test_the_window_fits_a_small_screen(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.resize(dialog.minimumSize())
    choose(dialog.form.content, "Map")
    choose(dialog.form.pages, "Several")
    for button in (dialog.foot.close_button, dialog.foot.save, dialog.foot.printer):
        assert dialog.rect().contains(button.geometry().translated(dialog.foot.pos()))
    assert dialog.options_pane.horizontalScrollBar().maximum() == 0
