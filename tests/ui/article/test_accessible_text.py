"""Whoever hears the article: its text, caret, selection and lines as Qt's text interface gives them."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from models.texts import BlockKind, Layout, plain_layout
from tests.ui.article.conftest import TEXT, mark
from ui.article import accessible
from ui.article.accessible import Echo
from ui.article.view import ArticleView
from ui.theme import Theme

SHIFT = Qt.KeyboardModifier.ShiftModifier
HEARD = TEXT.replace("\n\n", "\n")


@pytest.fixture(autouse=True)
def installed(qapp: QApplication) -> None:
    accessible.install()


def interface(view: ArticleView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def text_of(view: ArticleView) -> QAccessibleTextInterface:
    found = interface(view).textInterface()
    assert found is not None
    return found


def echo_of(view: ArticleView) -> Echo:
    text_of(view)
    found = view.findChild(Echo)
    assert isinstance(found, Echo)
    return found


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_the_view_is_a_read_only_text_of_many_lines(view: ArticleView) -> None:
    said = interface(view)
    assert said.role() == QAccessible.Role.EditableText
    assert said.text(QAccessible.Text.Name) == "Article text"
    state = said.state()
    assert state.readOnly and state.multiLine and state.selectableText and state.focusable
    assert not state.editable
    assert said.editableTextInterface() is None
    assert said.valueInterface() is None


def test_all_that_is_shown_is_heard(view: ArticleView) -> None:
    text = text_of(view)
    assert text.characterCount() == units(HEARD)
    assert text.text(0, text.characterCount()) == HEARD
    at = HEARD.index("nest")
    owls = units(HEARD[:at])
    assert owls == at + 2  # each owl counts twice
    assert text.text(owls, owls + 4) == "nest"


@pytest.mark.parametrize("words", ["bench", "nest", "café\u0301 below", "בעברית", "the file"])
def test_caret_and_selection_of_the_view_are_told_in_the_units_of_the_text(view: ArticleView, words: str) -> None:
    start = TEXT.index(words)
    heard = units(HEARD[: HEARD.index(words)])
    view.select(start, start)
    assert text_of(view).cursorPosition() == heard
    assert text_of(view).selectionCount() == 0
    view.select(start, start + len(words))
    text = text_of(view)
    assert text.selectionCount() == 1
    assert text.cursorPosition() == heard + units(words)
    assert text.text(heard, text.cursorPosition()) == words


def test_keys_move_the_caret_that_is_told(view: ArticleView) -> None:
    view.select(0, 0)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert text_of(view).cursorPosition() == 1
    QTest.keyClick(view, Qt.Key.Key_End, SHIFT)
    text = text_of(view)
    assert text.selectionCount() == 1
    assert text.text(1, text.cursorPosition()) == TEXT[slice(*view.selection)]


class Ear:
    """Stands where an assistive technology listens, and keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, ...]] = []
        self.active = True

    def __getattr__(self, name: str) -> Any:
        return getattr(QAccessible, name)

    def isActive(self) -> bool:
        return self.active

    def updateAccessibility(self, event: QAccessibleTextCursorEvent) -> None:
        if isinstance(event, QAccessibleTextSelectionEvent):
            self.heard.append((event.selectionStart(), event.selectionEnd()))
        else:
            self.heard.append((event.cursorPosition(),))


def test_moves_of_the_caret_are_told_while_somebody_listens(view: ArticleView, monkeypatch: pytest.MonkeyPatch) -> None:
    ear = Ear()
    monkeypatch.setattr(accessible, "QAccessible", ear)
    nest = TEXT.index("nest")
    heard = units(HEARD[: HEARD.index("nest")])
    echo_of(view)
    view.select(nest, nest)
    assert ear.heard == [(heard,)]
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert ear.heard[1:] == [(heard + 1,), (heard, heard + 1)]
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert ear.heard[3:] == [(heard + 1,), (heard + 1, heard + 1)]
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert ear.heard[5:] == [(heard + 2,)]
    ear.active = False
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert len(ear.heard) == 6


@pytest.mark.parametrize("words", ["bench", "nest", "בעברית", "ends with the file"])
def test_assistive_technology_sets_caret_and_selection(view: ArticleView, words: str) -> None:
    start, heard = TEXT.index(words), units(HEARD[: HEARD.index(words)])
    text_of(view).setCursorPosition(heard)
    assert (view.selection_anchor, view.caret_offset) == (start, start)
    text_of(view).setSelection(0, heard, heard + units(words))
    assert view.selection == (start, start + len(words))
    assert text_of(view).selectionCount() == 1
    text_of(view).removeSelection(0)
    assert view.selection[0] == view.selection[1]


def test_a_caret_set_into_a_character_goes_to_its_edge(view: ArticleView) -> None:
    owl = units(HEARD[: HEARD.index("🦉")])
    for before in (0, TEXT.index("🦉")):
        view.select(before, before)
        text_of(view).setCursorPosition(owl + 1)
        assert view.caret_offset in (TEXT.index("🦉"), TEXT.index("🦉") + 1)
        assert text_of(view).cursorPosition() in (owl, owl + 2)


def test_a_caret_set_from_afar_comes_into_sight(make_view: Callable[..., ArticleView]) -> None:
    view = make_view("\n\n".join(f"Paragraph {n} about the bench. " * 8 for n in range(60)))
    text_of(view).setCursorPosition(text_of(view).characterCount())
    assert view.scroll_position > 0
    assert view.caret_box().bottom() <= view.viewport().height()


def test_a_stretch_is_scrolled_to(make_view: Callable[..., ArticleView]) -> None:
    view = make_view("\n\n".join(f"Paragraph {n} about the bench. " * 8 for n in range(60)))
    end = text_of(view).characterCount()
    text_of(view).scrollToSubstring(end - 20, end - 10)
    assert view.scroll_position > 0
    view.scroll_to(0)
    text_of(view).scrollToSubstring(5, 10)
    assert view.scroll_position == 0


def test_a_point_below_what_is_in_sight_is_no_character(make_view: Callable[..., ArticleView]) -> None:
    view = make_view("\n\n".join("ill " * n for n in range(1, 200)))  # takes fewer lines than its length lets expect
    text, found = text_of(view), 0
    for y in range(20_000, -300, -7):  # upwards, so that the last line of a block is met first
        found += text.offsetAtPoint(view.viewport().mapToGlobal(QPoint(100, y))) >= 0
    assert found > 1000


@pytest.mark.qt_log_ignore("QTextCursor::setPosition")
def test_places_out_of_range_do_no_harm(view: ArticleView) -> None:
    text = text_of(view)
    for place in (-5, -1, 10_000_000):
        assert not text.characterRect(place).isValid()
        text.setCursorPosition(place)
        text.setSelection(0, place, place)
        text.text(place, place + 3)
    assert 0 <= view.caret_offset <= len(TEXT)


def test_characters_are_where_they_are_painted_and_found_there(view: ArticleView) -> None:
    document = view.shown_document
    for words in ("square", "tea", "nest", "last line"):
        offset, heard = TEXT.index(words), units(HEARD[: HEARD.index(words)])
        box = text_of(view).characterRect(heard)
        x = view.columns.text_x + document.caret_x(offset)
        y = document.line_top(offset) - view.scroll_position
        corner = view.viewport().mapToGlobal(QPoint(round(x), y))
        assert abs(box.left() - corner.x()) <= 1
        assert corner.y() <= box.top() and box.bottom() <= corner.y() + document.line
        assert text_of(view).offsetAtPoint(box.center()) == heard
    assert text_of(view).offsetAtPoint(view.viewport().mapToGlobal(QPoint(1, 1))) == -1


def test_places_follow_scrolling(make_view: Callable[..., ArticleView]) -> None:
    view = make_view("\n\n".join(f"Paragraph {n} about the bench. " * 8 for n in range(60)))
    view.scroll_to(700)
    offset = view.first_in_sight()
    heard = echo_of(view).position(offset)
    before = text_of(view).characterRect(heard)
    view.scroll_to(650)
    assert text_of(view).characterRect(heard).top() == before.top() + 50


def test_lines_break_where_they_do_on_the_screen(make_view: Callable[..., ArticleView]) -> None:
    kinds = list(BlockKind)
    text = "\n\n".join(f"{TEXT.split(chr(10))[n % 7] or 'Bench'} 🦉 {'word ' * 40}{n}" for n in range(20))
    plain = plain_layout(text)
    blocks = tuple(replace(b, kind=kinds[n % len(kinds)]) for n, b in enumerate(plain.blocks))
    view = make_view()
    view.set_article(text, Layout(blocks, plain.pieces))
    for width in (650, 500, 1000):
        view.resize(width, 444)
        echo, document = echo_of(view), view.shown_document
        for index in range(len(document)):
            block = echo._text.findBlockByNumber(index)
            echo._lines.place(block)
            laid = [document.laid(index).layout.lineAt(n).textStart() for n in range(len(document.laid(index)))]
            assert [block.layout().lineAt(n).textStart() for n in range(block.layout().lineCount())] == laid


def test_hidden_blocks_are_not_heard(make_view: Callable[..., ArticleView]) -> None:
    text = "The bench is gone.\n\nShare this page.\n\nA photograph.\n\nThe square is a road."
    plain = plain_layout(text)
    kinds = (BlockKind.PARAGRAPH, BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.PARAGRAPH)
    blocks = [replace(b, kind=k) for b, k in zip(plain.blocks, kinds, strict=True)]
    blocks[1] = replace(blocks[1], hidden=True)
    view = make_view()
    view.set_article(text, Layout(tuple(blocks), plain.pieces))
    assert text_of(view).text(0, text_of(view).characterCount()) == (
        "The bench is gone.\nA photograph.\nThe square is a road."
    )
    view.set_show_furniture(False)
    assert text_of(view).text(0, text_of(view).characterCount()) == "The bench is gone.\nThe square is a road."
    view.select(text.index("square"), text.index("square"))
    assert text_of(view).cursorPosition() == "The bench is gone.\nThe square".index("square")
    text_of(view).setCursorPosition(19)
    assert view.caret_offset == text.index("The square")


def test_a_corrected_text_is_heard_at_once(view: ArticleView) -> None:
    text_of(view)
    mended = TEXT.replace("lost its bench", "lost its only bench")
    view.update_article(mended, plain_layout(mended))
    assert text_of(view).text(0, 40) == mended[:40]
    view.clear_article()
    assert text_of(view).characterCount() == 0
    assert text_of(view).cursorPosition() == 0
    text_of(view).setCursorPosition(0)


def test_a_passage_at_the_last_character_is_described(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, "file", "n1")])
    text_of(view).setCursorPosition(text_of(view).characterCount() - 1)
    assert view.caret_offset == len(TEXT) - 1
    assert "In a passage of the claim" in interface(view).text(QAccessible.Text.Description)


@pytest.fixture(scope="module")
def one_view(qapp: QApplication) -> Iterator[ArticleView]:
    accessible.install()
    view = ArticleView(Theme(qapp, "light"), False)
    yield view
    Shiboken.delete(view)


@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from("a \n🦉\u0301א\ufdd0\ufeff\ufffe\u2028\r\x00\ufffc")
    ),
    place=st.floats(0, 1),
)
def test_any_text_keeps_its_length_and_places(one_view: ArticleView, text: str, place: float) -> None:
    view = one_view
    view.set_article(text, plain_layout(text))
    if not view.has_article:
        assert text_of(view).characterCount() == 0
        return
    echo, document = echo_of(view), view.shown_document
    assert echo._text.blockCount() == len(document)
    heard = "\n".join(document.laid(n).text for n in range(len(document)))
    assert text_of(view).text(0, text_of(view).characterCount()) == heard
    offset = accessible.aligned(document, document.nearest(round(place * len(text))))
    assert echo.offset(echo.position(offset)) == offset


def test_views_come_and_go(qapp: QApplication, qtbot: QtBot, theme: Theme) -> None:
    gone: list[weakref.ref[ArticleView]] = []
    parts: list[weakref.ref[Any]] = []
    for turn in range(200):
        view = ArticleView(theme, bool(turn % 2))
        view.set_article(TEXT, plain_layout(TEXT))
        view.select(3, 9)
        assert text_of(view).selectionCount() == 1
        gone.append(weakref.ref(view))
        parts += [weakref.ref(part) for part in (echo_of(view)._editor, echo_of(view)._text)]
        if turn % 3:
            Shiboken.delete(view)
        del view
    gc.collect()
    assert not any(view() for view in gone)
    assert not any(part() for part in parts)
