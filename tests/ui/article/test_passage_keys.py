"""Passages by keyboard: what each key asks for, and what is said when there is nothing to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.article.conftest import TEXT, at, mark
from tests.ui.article.hands import CONTROL, NONE, SHIFT, Key, click, key
from ui.article import keys
from ui.article.passages import PassageKeys
from ui.article.view import ArticleView

Make = Callable[..., ArticleView]
Told = list[tuple[object, ...]]
SIGNALS = (
    "passage_change_requested",
    "passage_add_requested",
    "passage_split_requested",
    "passage_move_requested",
    "passage_remove_requested",
    "parent_picker_requested",
    "tag_picker_requested",
    "recent_parent_requested",
    "outward_requested",
    "node_clicked",
    "told",
)


@pytest.fixture
def told(view: ArticleView) -> Told:
    return listen(view)


def listen(view: ArticleView) -> Told:
    """Everything the view says from now on: the signal's name, then its values."""
    told: Told = []
    for name in SIGNALS:
        getattr(view, name).connect(partial(lambda name, *values: told.append((name, *values)), name))
    return told


def put(view: ArticleView, words: str, inside: int = 0) -> int:
    """The caret `inside` of some words."""
    offset = view.shown_document.text.index(words) + inside
    view.select(offset, offset)
    return offset


def choose(view: ArticleView, words: str) -> tuple[int, int]:
    start = view.shown_document.text.index(words)
    view.select(start, start + len(words))
    return start, start + len(words)


# -- X


def test_x_gives_the_selected_nodes_passage_the_selection(view: ArticleView, told: Told) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1"), mark(TEXT, "a bench is", "n2")])
    view.set_selected_node("n1")
    start, _end = choose(view, "quare without a benc")
    key(view, Key.Key_X)
    assert told == [("passage_change_requested", "anchor-n1", start - 1, TEXT.index("bench is") + 5)]


def test_shift_x_is_exact(view: ArticleView, told: Told) -> None:
    view.set_highlights([mark(TEXT, "nest in the tower", "n1")])
    view.set_selected_node("n1")
    start = TEXT.index("🦉")
    view.select(start, TEXT.index("tower") + 2)
    key(view, Key.Key_X, SHIFT)
    assert told == [("passage_change_requested", "anchor-n1", start, TEXT.index("tower") + 2)]


def test_x_takes_the_passage_that_shares_most(view: ArticleView, told: Told) -> None:
    first, second = mark(TEXT, "lost its bench", "n1"), replace(mark(TEXT, "without a bench", "n1"), anchor_id="two")
    view.set_highlights([first, second])
    view.set_selected_node("n1")
    start, end = choose(view, "bench in spring. A square without a")
    key(view, Key.Key_X)
    assert told == [("passage_change_requested", "two", start, end)]


def test_x_over_no_passage_of_the_selected_node_says_so(view: ArticleView, told: Told) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1")])
    for node in ("n2", None):
        view.set_selected_node(node)
        choose(view, "a bench")
        key(view, Key.Key_X)
        assert told.pop() == (
            "told",
            "Select over a passage of the selected node to change it; A adds a further one.",
        )
    assert told == []


# -- A, S, M, Delete


def test_a_adds_whole_words_to_the_selected_node(view: ArticleView, told: Told) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1")])
    choose(view, "quare lost")
    key(view, Key.Key_A)
    assert told.pop() == ("told", "Select the node first that the passage is for.")
    view.set_selected_node("n1")
    key(view, Key.Key_A)
    assert told.pop() == ("passage_add_requested", TEXT.index("square lost"), TEXT.index("lost") + 4)
    choose(view, "without a bench")
    key(view, Key.Key_A)
    assert told.pop() == ("told", "This is a passage of the selected node already.")
    for words in ("", " "):
        choose(view, words)
        key(view, Key.Key_A)
        assert told.pop() == ("told", "Select the words of the further passage first.")
    assert told == []


@pytest.mark.parametrize(
    ("caret", "inside", "second"),
    [("square without", 3, "square"), ("without", 1, "without"), ("bench is", 0, "bench"), ("A square", 0, "square")],
)
def test_s_splits_before_the_nearest_word(view: ArticleView, told: Told, caret: str, inside: int, second: str) -> None:
    view.set_highlights([mark(TEXT, "A square without a bench", "n1")])
    view.set_selected_node("n1")
    put(view, caret, inside)
    key(view, Key.Key_S)
    assert told == [("passage_split_requested", "anchor-n1", TEXT.index(second, TEXT.index("A square")))]


def test_one_word_is_not_split(view: ArticleView, told: Told) -> None:
    view.set_highlights([mark(TEXT, "café\u0301", "n1"), mark(TEXT, "🦉🦉", "n2")])
    for words, node in (("café", "n1"), ("🦉🦉", "n2")):
        view.set_selected_node(node)
        put(view, words, 1)
        key(view, Key.Key_S)
        assert told.pop() == ("told", "A passage of one word cannot be split.")
    put(view, "People")
    key(view, Key.Key_S)
    assert told == [("told", "No passage at the caret.")]


def test_a_script_without_spaces_is_split_between_words(make_view: Make) -> None:
    text = "广场没有长椅只是一条路。"
    view = make_view(text)
    view.set_highlights([mark(text, "广场没有长椅只是一条路", "n1")])
    view.set_selected_node("n1")
    told = listen(view)
    put(view, "长椅")
    key(view, Key.Key_S)
    assert told == [("passage_split_requested", "anchor-n1", text.index("长椅"))]


@pytest.mark.parametrize(
    ("which", "signal"),
    [
        (Key.Key_M, "passage_move_requested"),
        (Key.Key_Delete, "passage_remove_requested"),
        (Key.Key_Backspace, "passage_remove_requested"),
    ],
)
def test_the_passage_at_the_caret(view: ArticleView, told: Told, which: Qt.Key, signal: str) -> None:
    view.set_highlights([mark(TEXT, "A square without a bench is a road", "outer"), mark(TEXT, "a bench", "inner")])
    put(view, "a bench is", 3)
    key(view, which)
    assert told == [("node_clicked", "inner"), (signal, "anchor-inner")]  # the selection follows
    told.clear()
    view.set_selected_node("outer")
    key(view, which)
    assert told.pop() == (signal, "anchor-outer")
    choose(view, "spring. A square")
    key(view, which)
    assert told.pop() == (signal, "anchor-outer")
    put(view, "People")
    key(view, which)
    assert told == [("told", "No passage at the caret.")]


def test_a_passage_at_the_very_end_is_at_the_caret(view: ArticleView, told: Told) -> None:
    view.set_highlights([mark(TEXT, "with the file", "n1")])
    view.select(len(TEXT), len(TEXT))
    key(view, Key.Key_Return)
    view.set_selected_node("n1")
    key(view, Key.Key_Delete)
    assert told == [("node_clicked", "n1"), ("passage_remove_requested", "anchor-n1")]


def test_a_right_to_left_passage_is_at_the_caret(view: ArticleView, told: Told) -> None:
    view.set_highlights([mark(TEXT, "זה משפט", "n1")])
    view.set_selected_node("n1")
    put(view, "משפט", 2)
    key(view, Key.Key_S)
    assert told == [("passage_split_requested", "anchor-n1", TEXT.index("משפט"))]


@pytest.mark.parametrize("which", [Key.Key_X, Key.Key_S, Key.Key_M, Key.Key_Delete])
def test_the_node_of_the_passage_is_selected_first(view: ArticleView, told: Told, which: Qt.Key) -> None:
    view.set_highlights([mark(TEXT, "A square without a bench is a road", "outer"), mark(TEXT, "a bench", "inner")])
    view.set_selected_node("elsewhere")
    put(view, "a bench is", 3)
    key(view, which)
    assert told[0] == ("node_clicked", "inner") and len(told) == 2


# -- what goes on after a refusal


def test_after_a_refusal_letters_are_no_commands(view: ArticleView, told: Told, qtbot: QtBot) -> None:
    view.annotate_requested.connect(lambda *_values: view.hold_letters())
    shortcut = QShortcut(QKeySequence("?"), view)
    choose(view, "a bench")
    with qtbot.assertNotEmitted(shortcut.activated):
        key(view, Key.Key_C)
        QTest.keyClicks(view, "omes to what? 1 xn")
        key(view, Key.Key_Backspace)
    assert told == [] and TEXT[slice(*view.selection)] == "a bench"
    key(view, Key.Key_Right)  # the caret moves as ever
    assert view.selection[0] == view.selection[1] == TEXT.index("a bench") + 7


def test_a_rest_makes_letters_commands_again(view: ArticleView, told: Told, qtbot: QtBot) -> None:
    view.hold_letters()
    rest = view._held._rest
    assert rest.interval() == 800
    qtbot.waitUntil(lambda: rest.remainingTime() < 700)
    with qtbot.waitSignal(rest.timeout, timeout=3000):
        key(view, Key.Key_P)
        assert rest.remainingTime() > 700  # each key puts it off
    assert told == []
    key(view, Key.Key_P)
    assert told == [("parent_picker_requested",)]


def test_escape_and_a_click_make_letters_commands_again(view: ArticleView, told: Told) -> None:
    view.hold_letters()
    key(view, Key.Key_P)
    key(view, Key.Key_Escape)
    key(view, Key.Key_P)
    assert told == [("parent_picker_requested",)]
    view.hold_letters()
    click(view, at(view, TEXT.index("People") + 2))
    key(view, Key.Key_P)
    assert told == [("parent_picker_requested",)] * 2


def test_chords_are_chords_after_a_refusal(view: ArticleView, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("Ctrl+E"), view)
    view.hold_letters()
    with qtbot.waitSignal(shortcut.activated, timeout=500):
        key(view, Key.Key_E, CONTROL)


# -- the keys themselves


def test_pickers_and_digits(view: ArticleView, told: Told) -> None:
    key(view, Key.Key_P)
    key(view, Key.Key_O)
    key(view, Key.Key_T)
    key(view, Key.Key_1)
    key(view, Key.Key_9)
    key(view, Key.Key_5, Qt.KeyboardModifier.KeypadModifier)
    key(view, Key.Key_2, SHIFT)  # French keyboards
    key(view, Key.Key_0)
    assert told == [
        ("parent_picker_requested",),
        ("outward_requested",),
        ("tag_picker_requested",),
        *(("recent_parent_requested", n) for n in (1, 9, 5, 2)),
    ]


def test_every_key_of_the_table_does_something(view: ArticleView) -> None:
    assert {each.name for each in keys.KEYS} == PassageKeys(view).names
    assert len({(each.key, each.shift) for each in keys.KEYS}) == len(keys.KEYS)


@pytest.mark.parametrize("row", keys.KEYS, ids=lambda row: f"{row.name}-{row.key.name}-{row.shift}")
def test_no_shortcut_of_the_window_takes_a_key(view: ArticleView, row: keys.ArticleKey) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, row.key, SHIFT if row.shift else NONE)
    event.ignore()
    QApplication.sendEvent(view, event)
    assert event.isAccepted()


def test_other_keys_are_the_windows(view: ArticleView, qtbot: QtBot) -> None:
    for sequence, which, modifiers in (("Ctrl+E", Key.Key_E, CONTROL), ("Q", Key.Key_Q, NONE)):
        shortcut = QShortcut(QKeySequence(sequence), view)
        with qtbot.waitSignal(shortcut.activated, timeout=500):
            key(view, which, modifiers)


def test_a_held_key_removes_one_passage(view: ArticleView, told: Told) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1")])
    view.set_selected_node("n1")
    put(view, "without", 2)
    for repeated in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Delete, NONE, "", repeated)
        QApplication.sendEvent(view, event)
    assert told == [("passage_remove_requested", "anchor-n1")]


def test_escape_drops_the_selection_and_is_then_the_windows(view: ArticleView, qtbot: QtBot) -> None:
    start, end = choose(view, "a bench")
    shortcut = QShortcut(QKeySequence("Esc"), view)
    with qtbot.assertNotEmitted(shortcut.activated):
        key(view, Key.Key_Escape)
    assert view.selection == (end, end) and start < end
    with qtbot.waitSignal(shortcut.activated, timeout=500):
        key(view, Key.Key_Escape)


def test_an_empty_view_asks_for_nothing(make_view: Make) -> None:
    view = make_view("")
    told = listen(view)
    for row in keys.KEYS:
        key(view, row.key, SHIFT if row.shift else NONE)
    assert told == []


def test_screen_readers_hear_whose_passage_it_is(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1", "rebuttal")])
    view.set_describer(lambda node: (f"The words of {node}", "Under “x”"))
    put(view, "without", 2)
    assert view.accessibleDescription() == "Nothing is selected. In a passage of the rebuttal: The words of n1"
    choose(view, "a bench")
    assert view.accessibleDescription() == "Selected: “a bench”. In a passage of the rebuttal: The words of n1"
    put(view, "People")
    assert view.accessibleDescription() == "Nothing is selected."
