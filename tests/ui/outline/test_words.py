"""Words carried onto the tree: which row would take them, and what is told."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from ui.carried import PASSAGE, Words, words_of
from ui.outline.measures import ROW_HEIGHT

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def carried(text="", place=None):
    data = QMimeData()
    if text:
        data.setText(text)
    if place is not None:
        data.setData(PASSAGE, place if isinstance(place, bytes) else json.dumps(place).encode())
    return data


def drag(view, data, where, drop=True):
    enter = QDragEnterEvent(where, COPY, data, LEFT, NONE)
    QApplication.sendEvent(view.viewport(), enter)
    over = QDragMoveEvent(where, COPY, data, LEFT, NONE)
    QApplication.sendEvent(view.viewport(), over)
    if drop:
        QApplication.sendEvent(view.viewport(), QDropEvent(where, COPY, data, LEFT, NONE))
    return over.isAccepted()


@pytest.fixture
def told(view):
    heard = []
    view.words_dropped.connect(lambda node, words, _place: heard.append((node, words)))
    return heard


def middle(view, node_id):
    top, bottom = view.row_span(node_id)
    return QPoint(200, (top + bottom) // 2)


def test_a_passage_lands_on_the_row_under_it(view, told):
    data = carried("late ferries", {"article": "a1", "start": 3, "end": 15})
    assert drag(view, data, middle(view, "c"))
    assert told == [("c", Words("late ferries", "a1", 3, 15))]


def test_text_from_another_program_lands_too(view, told):
    assert drag(view, carried("from a browser"), middle(view, "b"))
    assert told == [("b", Words("from a browser"))]


def test_beside_the_rows_no_node_is_named(view, told):
    assert drag(view, carried("a new claim"), QPoint(100, 13 * ROW_HEIGHT))
    assert told == [("", Words("a new claim"))]


@pytest.mark.parametrize("data", [carried(), carried(" \n ")])
def test_what_holds_no_words_is_refused(view, told, data):
    assert not drag(view, data, middle(view, "b"))
    assert told == []


@pytest.mark.parametrize(
    "place", [b"not json", b"[1, 2]", b'{"article": "a1"}', b'{"article": "a", "start": "x", "end": 3}']
)
def test_a_place_that_cannot_be_read_leaves_the_text(place):
    assert words_of(carried("still words", place)) == Words("still words")
    assert words_of(carried("", place)) is None


def test_half_a_character_is_put_right(view, told):
    drag(view, carried("broken \ud83d here"), middle(view, "b"))
    assert told[0][1].text.encode("utf-8")


def test_the_row_that_would_take_them_is_framed_until_the_pointer_leaves(view, theme):
    def framed() -> bool:
        picture = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        top, _bottom = view.row_span("c")
        row = {picture.pixelColor(x, top + 1).name() for x in range(60, picture.width())}
        return theme.tokens.accent.name() in row

    assert not framed()
    drag(view, carried("words"), middle(view, "c"), drop=False)
    assert framed()
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert not framed()
