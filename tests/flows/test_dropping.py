"""Files, pages and text let go of over the window become articles; trees and maps keep taking words as nodes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from storage.database import create_project
from tests.flows.conftest import Desk, go_on
from ui.carried import Words, carry_nodes, carry_words
from ui.importing.dialog import ImportDialog
from ui.main_window import MainWindow

TOWN = "Trams in the town\n\nTrams carry more people than buses.\n\nRails stay where they are.\n"
PAGE = "<html><body><h1>Trams</h1><p>Trams carry more <em>people</em> than buses.</p><p>Rails stay.</p></body></html>"
COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def words(text: str = "", html: str = "") -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data


class Hand:
    """A drag from another program: Qt offers it to the innermost widget that takes drops, and then outwards."""

    def __init__(self, window: MainWindow, data: QMimeData) -> None:
        self.window, self.data = window, data
        self._under: QWidget | None = None

    def over(self, target: QWidget, at: QPoint | None = None) -> bool:
        """Carry it to the middle of a widget (or a point of it); whether anybody takes it there."""
        self.leave()
        place = target.mapTo(self.window, at or target.rect().center())
        under: QWidget = self.window.childAt(place) or self.window
        while not under.acceptDrops():
            above = under.parentWidget()
            assert above is not None
            under = above
        self._under, self._point = under, under.mapFrom(self.window, place)
        enter = QDragEnterEvent(self._point, COPY, self.data, LEFT, NONE)
        enter.ignore()
        QApplication.sendEvent(under, enter)
        move = QDragMoveEvent(self._point, COPY, self.data, LEFT, NONE)
        move.ignore()
        QApplication.sendEvent(under, move)
        return move.isAccepted()

    def leave(self) -> None:
        if self._under is not None:
            QApplication.sendEvent(self._under, QDragLeaveEvent())
        self._under = None

    def drop(self) -> bool:
        assert self._under is not None
        event = QDropEvent(QPointF(self._point), COPY, self.data, LEFT, NONE)
        event.ignore()
        QApplication.sendEvent(self._under, event)
        self._under = None
        return event.isAccepted()


def preview(desk: Desk, qtbot: QtBot) -> ImportDialog:
    """The window of the import, which opens once the drop is over."""
    qtbot.waitUntil(lambda: desk.window.intake.dialog is not None)
    dialog = desk.window.intake.dialog
    assert dialog is not None
    return dialog


def said(desk: Desk, qtbot: QtBot, part: str) -> None:
    qtbot.waitUntil(lambda: bool(desk.said) and part in desk.said[-1])
    for box in desk.window.findChildren(QMessageBox):
        box.close()


def titles(desk: Desk) -> list[str]:
    """As another program finds them in the file."""
    other = desk.fresh()
    found = sorted(article.title for article in other.project.articles())
    other.close()
    return found


@pytest.fixture
def empty(open_desk: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    path = tmp_path / "empty.counterpoint"
    create_project(path, "1")
    return open_desk(path)


@pytest.mark.parametrize("where", ["article", "outline", "header", "rail", "status"])
def test_a_file_is_taken_wherever_it_is_let_go_of(desk: Desk, qtbot: QtBot, tmp_path: Path, where: str) -> None:
    path = tmp_path / "trams.txt"
    path.write_text(TOWN, "utf-8")
    before = titles(desk)
    target = {"rail": desk.window.rail, "status": desk.window.status}.get(where) or getattr(desk.left, where)
    hand = Hand(desk.window, files(path))
    assert hand.over(target)
    assert desk.window.drop_frame.sentence == "Drop to import as an article"
    assert hand.drop()
    assert desk.window.drop_frame.sentence == ""
    go_on(preview(desk, qtbot))
    assert titles(desk) == sorted([*before, "Trams in the town"])
    assert desk.window.status.message.startswith("“Trams in the town” is in the project.")
    desk.window.commands.undo()
    assert titles(desk) == before
    desk.window.commands.redo()
    assert titles(desk) == sorted([*before, "Trams in the town"])


def test_several_files_and_a_folder_are_one_import(empty: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    (folder / "below").mkdir(parents=True)
    for name, title in ((tmp_path / "a.txt", "First"), (folder / "b.txt", "Second"), (folder / "below/c.txt", "Third")):
        name.write_text(f"{title} article\n\nIt says that trams are late.\n", "utf-8")
    hand = Hand(empty.window, files(tmp_path / "a.txt", folder))
    hand.over(empty.left.article)
    hand.drop()
    dialog = preview(empty, qtbot)
    assert [entry.name for entry in dialog.entries] == ["a.txt", "b.txt", "c.txt"]
    qtbot.waitUntil(dialog.foot.forward.isEnabled)
    go_on(dialog)
    qtbot.waitUntil(lambda: empty.window.intake.dialog is None)
    assert titles(empty) == ["First article", "Second article", "Third article"]
    assert empty.case(empty.left).name == "First article"
    assert empty.case(empty.right).name == "Second article"
    assert empty.window.focusWidget() is empty.left.article, "the first is shown and has the keys"
    for left in (2, 1, 0):
        empty.window.commands.undo()
        assert len(titles(empty)) == left


def test_a_page_from_a_browser_is_an_article_over_a_text_and_a_node_over_a_tree(desk: Desk, qtbot: QtBot) -> None:
    data = words("Trams\n\nTrams carry more people than buses.\n\nRails stay.", PAGE)
    data.setData("text/x-moz-url-priv", "https://news.example/trams".encode("utf-16-le"))
    hand = Hand(desk.window, data)
    view = desk.left.outline
    assert hand.over(view.viewport(), QPoint(120, 12)), "a tree takes words as nodes"
    assert desk.window.drop_frame.sentence == ""
    assert hand.over(desk.left.article.viewport())
    frame = desk.window.drop_frame
    assert frame.sentence == "Drop to import as an article"
    corner = desk.left.article.mapTo(desk.window, QPoint())
    assert frame.geometry().topLeft() == corner and frame.size() == desk.left.article.size()
    hand.drop()
    dialog = preview(desk, qtbot)
    came = dialog.entries[0].came
    assert came.about.title == "Trams" and came.about.url == "https://news.example/trams"
    assert "<em>" not in came.extract.text
    go_on(dialog)
    assert "Trams" in titles(desk)


def test_an_empty_side_takes_text(empty: Desk, qtbot: QtBot) -> None:
    for target in (empty.left.outline, empty.right.article):
        hand = Hand(empty.window, words(TOWN))
        assert hand.over(target.viewport())
        assert empty.window.drop_frame.sentence == "Drop to import as an article"
        hand.leave()
        assert empty.window.drop_frame.sentence == ""
    hand.over(empty.left.outline.viewport())
    hand.drop()
    go_on(preview(empty, qtbot))
    assert titles(empty) == ["Trams in the town"]


def test_what_is_carried_within_the_program_is_no_article(desk: Desk) -> None:
    case = desk.case(desk.left)
    node = desk.roots(desk.left)[0]
    for data in (carry_words(Words("Some words", case.article_id, 0, 10)), carry_nodes(case.id, [node])):
        assert Hand(desk.window, data).over(desk.window.status) is False
        assert desk.window.drop_frame.sentence == ""


def test_an_address_is_not_fetched(desk: Desk, qtbot: QtBot) -> None:
    data = words("https://news.example/trams", '<a href="https://news.example/trams">Trams</a>')
    data.setUrls([QUrl("https://news.example/trams")])
    hand = Hand(desk.window, data)
    assert hand.over(desk.left.article.viewport())
    assert "nothing is fetched" in desk.window.drop_frame.sentence
    hand.drop()
    said(desk, qtbot, "fetches nothing from the web")
    assert desk.window.intake.dialog is None


def test_a_project_is_opened_and_a_mere_picture_is_refused(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "other.counterpoint"
    create_project(other, "1")
    hand = Hand(desk.window, files(other))
    hand.over(desk.left.article.viewport())
    hand.drop()
    qtbot.waitUntil(lambda: desk.window.session.path == other)
    picture = QMimeData()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    picture.setImageData(image)
    hand = Hand(desk.window, picture)
    hand.over(desk.left.article.viewport())
    assert desk.window.drop_frame.sentence == "A picture is no article."
    hand.drop()
    said(desk, qtbot, "only a picture")


def test_a_file_that_is_no_article_is_a_sentence(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "noise.xyz"
    path.write_bytes(b"\x00\x01\x02" * 400)
    hand = Hand(desk.window, files(path))
    hand.over(desk.left.article.viewport())
    hand.drop()
    dialog = preview(desk, qtbot)
    assert dialog.entries[0].sentence and not dialog.foot.forward.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.window.intake.dialog is None


# -- the clipboard


def paste(desk: Desk, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    desk.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("text/x-moz-url-priv", "https://news.example/trams\0".encode("utf-16-le")),
        ("chromium/x-source-url", b"https://news.example/trams"),
        (
            'application/x-qt-windows-mime;value="HTML Format"',
            b"Version:0.9\r\nStartHTML:97\r\nSourceURL:https://news.example/trams\r\n<html>",
        ),
    ],
)
def test_a_page_is_pasted_with_its_address(empty: Desk, form: str, value: bytes) -> None:
    data = words("plain", PAGE)
    data.setData(form, value)
    paste(empty, data)
    dialog = empty.window.intake.dialog
    assert dialog is not None
    go_on(dialog)
    article = empty.project.articles()[0]
    assert (article.title, article.url, article.media_type) == ("Trams", "https://news.example/trams", "text/html")
    assert empty.project.text(article.id).startswith("Trams\n")


def test_text_is_pasted_where_the_page_holds_no_words(empty: Desk) -> None:
    paste(empty, words(TOWN, "<html><head><title>x</title></head><body><img src='a.png'></body></html>"))
    assert empty.window.intake.dialog is not None
    go_on(empty.window.intake.dialog)
    assert titles(empty) == ["Trams in the town"]


def test_a_clipboard_without_words_is_a_sentence(desk: Desk, qtbot: QtBot) -> None:
    paste(desk, words(" \n", "<img src='a.png'>"))
    said(desk, qtbot, "only a picture")
    QGuiApplication.clipboard().clear()
    desk.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    said(desk, qtbot, "no text to import")


def test_letters_beyond_ascii_survive_a_page_that_declares_another_encoding(empty: Desk) -> None:
    page = '<html><head><meta charset="windows-1252"></head><body><h1>Žluťoučký kůň</h1><p>Über alles – ja.</p></body>'
    paste(empty, words("x", page))
    go_on(empty.window.intake.dialog)
    text = empty.project.text(empty.project.articles()[0].id)
    assert text.startswith("Žluťoučký kůň") and "Über alles – ja." in text and "\ufeff" not in text


def test_files_from_a_file_manager_are_pasted_as_files(
    empty: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: pytest.fail("nobody has to be asked"))
    path = tmp_path / "trams.txt"
    path.write_text(TOWN, "utf-8")
    paste(empty, files(path))
    assert [entry.name for entry in empty.window.intake.dialog.entries] == ["trams.txt"]
    empty.window.intake.dialog.reject()
