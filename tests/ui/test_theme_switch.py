"""After another theme is chosen every part looks as if it had been made in it: compared pixel by pixel."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.texts import plain_layout
from tests.ui.correcting.conftest import PASSAGES, TEXT
from tests.ui.panel.sample import NODE
from ui.article.find_bar import FindBar
from ui.article.selection_strip import SelectionStrip
from ui.article.view import ArticleView
from ui.correcting.dialog import CorrectingDialog
from ui.dialogs.keys import KeysDialog
from ui.dialogs.reading import ReadingDialog
from ui.notices import Notices, OfferBar
from ui.panel.link_list import LinkListPanel, LinkRow
from ui.panel.node_panel import HistoryRow, NodePanel
from ui.picker import Picker, PickRow
from ui.settings import Settings
from ui.shortcuts import Shortcuts
from ui.theme import Theme
from ui.theme.style import style_sheet

Make = Callable[[Theme, QWidget], QWidget]
NEWER = TEXT.replace("lost its bench in spring", "has a new bench").replace("Owls", "Rooks")
HISTORY = [HistoryRow("e1", "2026-01-02T10:00:00+00:00", "Ada", "Node made")]


@pytest.fixture(autouse=True)
def still_caret(qapp: QApplication) -> Iterator[None]:
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(flash)


def filled(theme: Theme, host: QWidget) -> NodePanel:
    panel = NodePanel(theme, host)
    panel.setGeometry(0, 0, 1200, 154)
    panel.set_history_source(lambda _node: HISTORY)
    panel.show_node(NODE)
    panel.show()
    return panel


def panel_with_links(theme: Theme, host: QWidget) -> QWidget:
    return filled(theme, host)


def panel_with_history(theme: Theme, host: QWidget) -> QWidget:
    panel = filled(theme, host)
    panel.show_view("history")
    return panel


def panel_with_note(theme: Theme, host: QWidget) -> QWidget:
    panel = filled(theme, host)
    panel.edit_note()
    return panel


def panel_with_text(theme: Theme, host: QWidget) -> QWidget:
    panel = filled(theme, host)
    panel.edit_text()
    return panel


def panel_with_tag_line(theme: Theme, host: QWidget) -> QWidget:
    panel = filled(theme, host)
    panel.add_tag()
    return panel


def link_list(theme: Theme, host: QWidget) -> QWidget:
    made = LinkListPanel(theme, host)
    made.setGeometry(0, 0, 900, 200)
    made.set_rows([LinkRow("l", "rebuts", True, "Trams pay", "They never did", "A note")])
    made.show()
    return made


def find_bar(theme: Theme, host: QWidget) -> QWidget:
    holder = QWidget(host)
    holder.setGeometry(0, 0, 700, 400)
    view, bar = ArticleView(theme, False, holder), FindBar(theme, holder)
    column = QVBoxLayout(holder)
    column.addWidget(view)
    column.addWidget(bar)
    view.set_article("The square lost its bench.", plain_layout("The square lost its bench."))
    bar.attach(view)
    holder.show()
    bar.open("zz")
    bar.refresh()
    return bar


def strip(theme: Theme, host: QWidget) -> QWidget:
    made = SelectionStrip(theme, host)
    made.set_parent(None, None)
    made.show_at(QRect(60, 60, 200, 24), QRect(60, 60, 200, 24), QRect(0, 0, 900, 400))
    return made


def picker(theme: Theme, host: QWidget) -> QWidget:
    made = Picker(theme, host)
    made.ask([PickRow("a", "Owls nest", "1 > 2", "evidence", recent=True), PickRow("b", "A bench")], "Under", QRect())
    return made


def empty_picker(theme: Theme, host: QWidget) -> QWidget:
    made = Picker(theme, host)
    made.ask([], "Tag", QRect(), may_create=True)
    return made


def key_sheet(theme: Theme, host: QWidget) -> QWidget:
    made = KeysDialog(
        theme,
        host,
        Shortcuts(Settings(Path(tempfile.mkdtemp(), "settings.ini"))),
        [("In the article", [("New claim", "C")])],
    )
    made.show()
    return made


def reading(theme: Theme, host: QWidget) -> QWidget:
    return ReadingDialog.open_for(theme, host)


def correcting(theme: Theme, host: QWidget) -> QWidget:
    made = CorrectingDialog(theme, "The bench", TEXT, PASSAGES, parent=host)
    made.bar.say("Nothing of it is applied yet.")
    made.first.find_bar.show()
    made.show()
    return made


def comparing(theme: Theme, host: QWidget) -> QWidget:
    made = CorrectingDialog(theme, "The bench", TEXT, PASSAGES, parent=host, newer=NEWER)
    made.show()
    return made


def reviewing(theme: Theme, host: QWidget) -> QWidget:
    made = CorrectingDialog(theme, "The bench", TEXT, PASSAGES, parent=host, newer=NEWER)
    made.show()
    made.go_on()
    return made


def bubble(theme: Theme, host: QWidget) -> QWidget:
    made = Notices(theme, host)
    made.at("That cannot be done.", QRect(host.mapToGlobal(host.rect().topLeft()), host.rect().size() / 4))
    return made.bubble


def offers(theme: Theme, host: QWidget) -> QWidget:
    made = OfferBar(theme, host)
    made.setGeometry(0, 0, 700, 40)
    made.offer("Something was left behind.", [("Take it", lambda: None)])
    return made


PARTS: list[Make] = [
    panel_with_links,
    panel_with_history,
    panel_with_note,
    panel_with_text,
    panel_with_tag_line,
    link_list,
    find_bar,
    strip,
    picker,
    empty_picker,
    key_sheet,
    reading,
    correcting,
    comparing,
    reviewing,
    bubble,
    offers,
]


def stage(qtbot: QtBot, theme: Theme, make: Make) -> QWidget:
    """The part in a window that is dressed as the main window is: by a style sheet, after its parts."""
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1200, 700)
    host.setStyleSheet(style_sheet(theme))
    host.show()
    part = make(theme, host)
    theme.changed.connect(lambda: host.setStyleSheet(style_sheet(theme)))
    if isinstance(part, CorrectingDialog):
        qtbot.waitUntil(lambda: part.checker.findings is not None)
        assert (part.pages.currentWidget() is part.review) == (make is reviewing)
    return part


def picture(part: QWidget) -> QImage:
    QApplication.processEvents()
    return part.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, other: QImage) -> list[tuple[int, int]]:
    assert one.size() == other.size()
    places = ((x, y) for y in range(one.height()) for x in range(one.width()))
    return [(x, y) for x, y in places if one.pixel(x, y) != other.pixel(x, y)] if one != other else []


@pytest.mark.parametrize("make", PARTS, ids=lambda make: make.__name__)
@pytest.mark.parametrize(("first", "then"), [("light", "dark"), ("dark", "light")])
def test_a_part_takes_the_theme_as_it_is_chosen(
    qtbot: QtBot, qapp: QApplication, make: Make, first: str, then: str
) -> None:
    theme = Theme(qapp, first)
    part = stage(qtbot, theme, make)
    before = picture(part)
    theme.choose(then)
    switched = picture(part)
    part.window().close()
    fresh = picture(stage(qtbot, Theme(qapp, then), make))
    assert differing(switched, fresh) == []
    assert switched != before
