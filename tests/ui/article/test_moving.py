"""The caret by paragraph and sentence, widening, and selecting by whole words and paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from models.texts import Layout, plain_layout
from tests.ui.article.conftest import TEXT, at
from tests.ui.article.hands import ALT, CONTROL, NONE, SHIFT, Key, click, let_go, pull, push, second_push
from ui.article import keys
from ui.article.caret import moved
from ui.article.document import Document
from ui.article.extents import Sentences, aligned
from ui.article.view import ArticleView
from ui.theme import Theme

Make = Callable[..., ArticleView]


def press(view: ArticleView, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> int:
    QTest.keyClick(view, key, modifiers)
    return view.caret_offset


def selected(view: ArticleView) -> str:
    return TEXT[slice(*view.selection)]


def test_control_up_and_down_go_by_paragraph(view: ArticleView) -> None:
    starts = [block.start for block in view.shown_document.blocks]
    assert [press(view, Key.Key_Down, CONTROL) for _ in range(4)] == [*starts[1:], len(TEXT)]
    assert press(view, Key.Key_Down, CONTROL) == len(TEXT)
    assert [press(view, Key.Key_Up, CONTROL) for _ in range(4)] == starts[::-1]
    view.select(starts[1] + 9, starts[1] + 9)
    assert press(view, Key.Key_Up, CONTROL | SHIFT) == starts[1]
    assert view.selection == (starts[1], starts[1] + 9)


@pytest.mark.parametrize("modifiers", [ALT, ALT | CONTROL])
def test_alt_goes_by_sentence(view: ArticleView, modifiers: Qt.KeyboardModifier) -> None:
    wanted = [TEXT.index(words) for words in ("A square", "People", "Owls", "Nobody")]
    assert [press(view, Key.Key_Right, modifiers) for _ in range(4)] == wanted
    assert press(view, Key.Key_Left, modifiers) == wanted[2]
    view.select(wanted[1] + 4, wanted[1] + 4)
    assert press(view, Key.Key_Left, modifiers) == wanted[1]
    press(view, Key.Key_Left, modifiers | SHIFT)
    assert selected(view) == "A square without a bench is a road. "


def test_in_hebrew_left_is_forward(view: ArticleView) -> None:
    start = TEXT.index("שלום")
    view.select(start + 2, start + 2)
    assert press(view, Key.Key_Right, ALT) == start
    assert press(view, Key.Key_Left, ALT) == TEXT.index("The last")


def test_sentences_of_a_long_way_are_followed(make_view: Make) -> None:
    view = make_view("\n\n".join(f"Paragraph {n} goes on. It does so twice. " * 9 for n in range(60)))
    for _step in range(40):
        press(view, Key.Key_Down, CONTROL)
    assert view.scroll_position > 1000
    assert 0 <= view.caret_box().top() < view.viewport().height()


def test_one_paragraph_has_edges(make_view: Make) -> None:
    view = make_view("One paragraph and no more")
    assert press(view, Key.Key_Right, ALT) == 25 == press(view, Key.Key_Down, CONTROL)
    assert press(view, Key.Key_Left, ALT) == 0 == press(view, Key.Key_Up, CONTROL)


def test_hidden_blocks_are_passed_over(make_view: Make) -> None:
    text = "One. Two.\n\nHidden. Too.\n\nThree."
    view, layout = make_view(""), plain_layout(text)
    blocks = tuple(replace(block, hidden=n == 1) for n, block in enumerate(layout.blocks))
    view.set_article(text, Layout(blocks, layout.pieces))
    press(view, Key.Key_Right, ALT)
    assert press(view, Key.Key_Right, ALT) == text.index("Three")
    assert press(view, Key.Key_Up, CONTROL) == 0


def test_a_window_shortcut_leaves_the_ways_of_the_caret_alone(view: ArticleView, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("Alt+Right"), view)
    with qtbot.assertNotEmitted(shortcut.activated):
        assert press(view, Key.Key_Right, ALT) > 0


def test_the_systems_keys_go_before_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Right, ALT | SHIFT)
    assert keys.motion(event) == ("sentence_right", True)
    on_macos = {QKeySequence.StandardKey.SelectNextWord}
    monkeypatch.setattr(QKeyEvent, "matches", lambda self, standard: standard in on_macos)
    assert keys.motion(event) == ("word_right", True)
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Right, ALT | CONTROL | SHIFT)
    on_macos.clear()
    assert keys.motion(event) == ("sentence_right", True)


def test_w_widens_and_shift_w_narrows(view: ArticleView) -> None:
    start = TEXT.index("bench is") + 2
    view.select(start, start)
    steps = []
    for _turn in range(4):
        press(view, Key.Key_W)
        steps.append(selected(view))
    paragraph = TEXT.split("\n\n")[0]
    assert steps == ["bench", "A square without a bench is a road.", paragraph, paragraph]
    narrower = []
    for _turn in range(4):
        press(view, Key.Key_W, SHIFT)
        narrower.append(selected(view))
    assert narrower == [steps[1], "bench", "", ""]
    assert view.caret_offset == start


def test_widening_starts_from_what_is_selected(view: ArticleView) -> None:
    view.select(TEXT.index("bench is") + 2, TEXT.index("is a road") + 1)
    press(view, Key.Key_W)
    assert selected(view) == "bench is"
    view.select(TEXT.index("A square"), TEXT.index("People"))  # with the space after it
    press(view, Key.Key_W)
    assert selected(view) == TEXT.split("\n\n")[0]
    view.select(TEXT.index("lost its"), TEXT.index("A square"))
    press(view, Key.Key_W)
    assert selected(view) == "The square lost its bench in spring."
    view.select(TEXT.index("Owls"), TEXT.index("nest"))
    press(view, Key.Key_W)
    assert selected(view) == "Owls 🦉🦉 nest in the tower"
    press(view, Key.Key_W)
    assert selected(view) == "Owls 🦉🦉 nest in the tower; the café\u0301 below sells tea."


def test_narrowing_what_was_never_widened(view: ArticleView) -> None:
    view.select(0, len(TEXT))
    press(view, Key.Key_W, SHIFT)
    assert selected(view) == "The square lost its bench in spring."
    press(view, Key.Key_W, SHIFT)
    assert selected(view) == "The"


def test_after_a_double_click_words_are_selected(view: ArticleView) -> None:
    point = at(view, TEXT.index("without") + 3)
    click(view, point)
    second_push(view, point)
    pull(view, at(view, TEXT.index("bench is") + 2))
    assert selected(view) == "without a bench"
    pull(view, at(view, TEXT.index("bench is") + 5, 1))  # the space after it
    assert selected(view) == "without a bench"
    pull(view, at(view, TEXT.index("square without") + 2))
    assert selected(view) == "square without" and view.caret_offset == TEXT.index("square without")
    let_go(view, at(view, TEXT.index("square without") + 2))
    assert selected(view) == "square without"


def test_after_a_triple_click_paragraphs_are_selected(view: ArticleView) -> None:
    point = at(view, TEXT.index("without") + 3)
    click(view, point)
    second_push(view, point)
    let_go(view, point)
    push(view, point)
    pull(view, at(view, TEXT.index("tea. Nobody") + 1))
    assert selected(view) == "\n\n".join(TEXT.split("\n\n")[:2])


def test_a_place_inside_of_a_character_is_its_beginning(view: ArticleView) -> None:
    at_accent = TEXT.index("\u0301")
    assert aligned(view.shown_document, at_accent) == at_accent - 1
    assert aligned(view.shown_document, at_accent + 1) == at_accent + 1


@cache
def faces(qapp: QApplication) -> dict[str, QFont]:
    theme = Theme(qapp, "light")
    return {name: theme.reading_font() for name in ("text", "heading", "caption")}


@given(
    st.text(st.sampled_from("ab é\u0301क्षि🦉👩\u200d🔬ש. \n"), min_size=1, max_size=40),
    st.integers(0, 40),
    st.lists(st.sampled_from(sorted({name for _key, name, _extends in keys.STANDARD})), min_size=1, max_size=6),
)
@example("ש.\u093f", 1, ["word_left"])
def test_no_key_stops_inside_of_a_character(qapp: QApplication, text: str, offset: int, motions: list[str]) -> None:
    layout = plain_layout(text)
    if not layout.blocks:
        return
    document = Document(text, layout, faces(qapp), 300)
    offset = aligned(document, min(offset, len(text)))
    for motion in motions:
        offset = moved(Sentences(document), offset, motion, 3, 20.0)
        assert offset == aligned(document, offset)
        assert document.starts[0] <= offset <= document.blocks[-1].end


def test_no_timer_of_a_view_fires_after_it_has_gone(theme: Theme, qtbot: QtBot) -> None:
    """The wait for a third click, the caret's blinking: a view may be deleted while they run."""
    view = ArticleView(theme, False)
    view.resize(650, 444)
    view.set_article(TEXT, plain_layout(TEXT))
    view.show()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 40))
    timer = view._triple
    assert timer.isActive()
    later = QTimer(singleShot=True, interval=QApplication.doubleClickInterval() + 200)
    with qtbot.waitSignal(later.timeout, timeout=5000):
        later.start()
        delete(view)
    timer.stop()
    assert not timer.isActive()
