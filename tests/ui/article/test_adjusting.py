"""X: a passage's ends moved by keys, kept or left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models.texts import Layout, plain_layout
from tests.ui.article.conftest import TEXT, at, mark
from tests.ui.article.hands import ALT, CONTROL, NONE, SHIFT, Key, click, key
from tests.ui.article.test_passage_keys import Told, choose, listen, put
from ui.article.adjusting import Hint, hint
from ui.article.document import Document
from ui.article.view import ArticleView, Highlight
from ui.article.words import next_end, next_start
from ui.theme import Theme

Make = Callable[..., ArticleView]
WORDS = "without a bench"


@pytest.fixture
def held(view: ArticleView) -> ArticleView:
    """A passage in hand by its end."""
    view.set_highlights([mark(TEXT, WORDS, "n1")])
    view.set_selected_node("n1")
    put(view, "bench is", 4)
    key(view, Key.Key_X)
    return view


@pytest.fixture
def told(held: ArticleView) -> Told:
    return listen(held)


def shown(view: ArticleView) -> str | None:
    """The words of the passage as it will be."""
    change = view.adjusting.change
    return None if change is None else view.shown_document.text[change.preview.start : change.preview.end]


def hint_of(view: ArticleView) -> Hint:
    found = view.viewport().findChild(Hint)
    assert isinstance(found, Hint)
    return found


def steps(view: ArticleView, which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> list[str | None]:
    found = []
    for _turn in range(times):
        key(view, which, modifiers)
        found.append(shown(view))
    return found


def test_x_takes_the_nearer_end_in_hand(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, WORDS, "n1")])
    view.node_clicked.connect(view.set_selected_node)
    told = listen(view)
    put(view, "without", 2)
    key(view, Key.Key_X)
    assert told == [("node_clicked", "n1"), ("told", hint())]
    assert view.adjusting.change is not None and not view.adjusting.change.at_end
    key(view, Key.Key_Escape)
    put(view, "bench is", 4)
    key(view, Key.Key_X)
    assert view.adjusting.change.at_end


def test_arrows_move_the_end_by_word_and_return_keeps(held: ArticleView, told: Told) -> None:
    assert steps(held, Key.Key_Right, times=2) == ["without a bench is", "without a bench is a"]
    assert steps(held, Key.Key_Left, times=4)[-1] == "without"
    assert steps(held, Key.Key_Left) == ["without"]  # a word stays
    assert steps(held, Key.Key_Right, CONTROL, times=5)[-1] == "without a bench is a road"
    assert told == []
    key(held, Key.Key_Return)
    start = TEXT.index(WORDS)
    assert told == [("told", ""), ("passage_change_requested", "anchor-n1", start, TEXT.index("road") + 4)]
    assert held.adjusting.change is None and held.selection == (TEXT.index("road") + 4,) * 2


@pytest.mark.parametrize("which", [Key.Key_Tab, Key.Key_Backtab, Key.Key_X])
def test_the_other_end_is_taken(held: ArticleView, told: Told, which: Qt.Key) -> None:
    key(held, which, SHIFT if which == Key.Key_Backtab else NONE)
    assert held.hasFocus()
    assert steps(held, Key.Key_Left, times=2) == ["square without a bench", "A square without a bench"]
    assert steps(held, Key.Key_Right, times=3) == ["square without a bench", WORDS, "a bench"]
    key(held, which, SHIFT if which == Key.Key_Backtab else NONE)
    steps(held, Key.Key_Right)
    key(held, Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert told[1] == ("passage_change_requested", "anchor-n1", TEXT.index("a bench is"), TEXT.index("is a road") + 2)


def test_shift_moves_by_character(held: ArticleView, told: Told) -> None:
    assert steps(held, Key.Key_Right, SHIFT, times=2) == ["without a bench ", "without a bench i"]
    assert steps(held, Key.Key_Right) == ["without a bench is"]  # by word: to the end of this one
    assert steps(held, Key.Key_Left, SHIFT, times=4)[-1] == "without a benc"
    key(held, Key.Key_Return)
    assert told[1][3] == TEXT.index("bench is") + 4


def test_signs_are_steps_of_their_own(held: ArticleView) -> None:
    assert steps(held, Key.Key_Right, times=5)[-2:] == [
        "without a bench is a road.",
        "without a bench is a road. People",
    ]


def test_in_hebrew_left_is_forward(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, "זה משפט", "n1")])
    view.set_selected_node("n1")
    put(view, "זה משפט", 7)
    key(view, Key.Key_X)
    assert steps(view, Key.Key_Left) == ["זה משפט ארוך"]
    assert steps(view, Key.Key_Right, times=2) == ["זה משפט", "זה"]


GIVEN_UP_BY: dict[str, tuple[Qt.Key, Qt.KeyboardModifier]] = {
    "escape": (Key.Key_Escape, NONE),
    "another command": (Key.Key_N, NONE),
    "the caret": (Key.Key_Up, CONTROL),
    "the caret by line": (Key.Key_Down, NONE),
    "a chord": (Key.Key_B, CONTROL),
    "by sentence": (Key.Key_Right, ALT),
    "new node": (Key.Key_C, NONE),
    "delete": (Key.Key_Delete, NONE),
}


@pytest.mark.parametrize("name", list(GIVEN_UP_BY))
def test_any_other_key_gives_it_up(held: ArticleView, told: Told, name: str) -> None:
    steps(held, Key.Key_Right, times=2)
    key(held, *GIVEN_UP_BY[name])
    assert held.adjusting.change is None and held.handles.change is None
    assert told[0] == ("told", "")
    assert not any(each[0] == "passage_change_requested" for each in told)
    assert not hint_of(held).isVisible()


def test_a_shortcut_of_the_window_gives_it_up(held: ArticleView, told: Told, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("Ctrl+B"), held)
    steps(held, Key.Key_Right)
    with qtbot.waitSignal(shortcut.activated, timeout=500):
        key(held, Key.Key_B, CONTROL)
    assert told == [("told", "")] and held.adjusting.change is None


def test_a_click_gives_it_up(held: ArticleView, told: Told) -> None:
    steps(held, Key.Key_Right)
    click(held, at(held, TEXT.index("People") + 2))
    assert told == [("told", "")]


def test_losing_the_focus_gives_it_up(held: ArticleView, told: Told, qtbot: QtBot) -> None:
    other = QLineEdit(held.window())
    other.show()
    steps(held, Key.Key_Right)
    other.setFocus()
    assert told == [("told", "")] and held.adjusting.change is None


@pytest.mark.parametrize("what", ["text", "marks", "mark", "node"])
def test_it_goes_with_what_it_is_about(held: ArticleView, told: Told, what: str) -> None:
    match what:
        case "text":
            held.set_article("Another text.", plain_layout("Another text."))
        case "marks":
            held.set_highlights([mark(TEXT, "People", "n1")])
        case "mark":
            held.change_highlights(["anchor-n1"], [])
        case "node":
            held.set_selected_node("n2")
    assert told == [("told", "")] and held.adjusting.change is None
    key(held, Key.Key_Return)
    assert not any(each[0] == "passage_change_requested" for each in told)


def test_it_stays_while_other_passages_come_and_go(held: ArticleView, told: Told) -> None:
    held.change_highlights([], [mark(TEXT, "People", "n2")])
    held.set_selected_node("n1")
    QApplication.sendEvent(held, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Shift, SHIFT))
    assert shown(held) == WORDS and told == []


def test_return_without_a_change_asks_for_nothing(held: ArticleView, told: Told) -> None:
    steps(held, Key.Key_Right)
    steps(held, Key.Key_Left)
    key(held, Key.Key_Return)
    assert told == [("told", "")]


def test_a_selection_that_is_the_passage_takes_it_in_hand(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, WORDS, "n1")])
    view.set_selected_node("n1")
    told = listen(view)
    choose(view, WORDS)
    key(view, Key.Key_X)
    assert told == [("told", hint())] and shown(view) == WORDS
    assert view.selection == (TEXT.index("bench is") + 5,) * 2
    assert view.adjusting.change is not None and view.adjusting.change.at_end


def test_the_keys_stand_beside_the_passage_and_not_on_it(held: ArticleView) -> None:
    for _turn in range(2):
        strip, (first, last) = hint_of(held), held.lines_of(TEXT.index(WORDS), TEXT.index(WORDS) + len(WORDS)) or ()
        assert strip.isVisible() and strip.text() == hint()
        assert not strip.geometry().intersects(first) and not strip.geometry().intersects(last)
        assert held.viewport().rect().contains(strip.geometry())
        held.resize(280, 200)


def test_a_passage_out_of_sight_hides_the_keys(make_view: Make) -> None:
    text = "\n\n".join(f"Paragraph {n} " + "goes on and on " * 20 for n in range(40))
    view = make_view(text)
    view.set_highlights([mark(text, "Paragraph 0", "n1")])
    view.set_selected_node("n1")
    put(view, "Paragraph 0", 2)
    key(view, Key.Key_X)
    view.scroll_to(2000)
    assert not hint_of(view).isVisible() and shown(view) == "Paragraph 0"
    key(view, Key.Key_Left)
    assert hint_of(view).isVisible()


def test_the_end_in_hand_is_the_full_grip(held: ArticleView) -> None:
    def looks() -> list[str]:
        picture, ratio = held.viewport().grab().toImage(), held.devicePixelRatioF()
        return [picture.pixelColor(round(h.x * ratio), round(h.y * ratio)).name() for h in held.handles.in_sight()]

    tokens = held.theme.tokens
    assert looks() == [tokens.paper.name(), tokens.accent.name()]
    key(held, Key.Key_Tab)
    assert looks() == [tokens.accent.name(), tokens.paper.name()]
    assert not held._caret_shown  # nothing else looks like an end
    key(held, Key.Key_Escape)
    assert looks() == [tokens.accent.name()] * 2 and held._caret_shown


def test_screen_readers_hear_the_end_in_hand(held: ArticleView) -> None:
    key(held, Key.Key_Right)
    assert held.accessibleDescription() == "The passage ends with “without a bench is”."
    key(held, Key.Key_Tab)
    assert held.accessibleDescription() == "The passage begins with “without a bench is”."
    key(held, Key.Key_Escape)
    assert held.accessibleDescription().startswith("Nothing is selected.")


def test_hidden_words_are_passed_over(make_view: Make) -> None:
    text = "One two.\n\nHidden here.\n\nThree four."
    view, layout = make_view(""), plain_layout(text)
    blocks = tuple(replace(block, hidden=n == 1) for n, block in enumerate(layout.blocks))
    view.set_article(text, Layout(blocks, layout.pieces))
    view.set_highlights([mark(text, "two.", "n1")])
    view.set_selected_node("n1")
    put(view, "two.", 4)
    key(view, Key.Key_X)
    assert str(steps(view, Key.Key_Right)[0]).endswith("Three")
    assert steps(view, Key.Key_Left) == ["two."]


@given(
    st.text(st.sampled_from("ab é\u0301क्षि🦉👩\u200d🔬ש.—' \n"), min_size=2, max_size=40),
    st.integers(0, 40),
    st.lists(st.booleans(), min_size=1, max_size=8),
)
def test_a_step_by_word_goes_its_way_and_back_to_words(
    qapp: QApplication, text: str, place: int, ways: list[bool]
) -> None:
    layout = plain_layout(text)
    if not layout.blocks:
        return
    theme = Theme(qapp, "light")
    document = Document(text, layout, {name: theme.reading_font() for name in ("text", "heading", "caption")}, 300)
    end = start = max(document.starts[0], min(place, document.blocks[-1].end))
    for forward in ways:
        before, start = start, next_start(document, start, forward)
        assert start >= before if forward else start <= before
        assert start == before or not text[start].isspace()
        before, end = end, next_end(document, end, forward)
        assert end >= before if forward else end <= before
        assert end == before or not text[end - 1].isspace()


def test_a_long_passage_shows_its_end_in_hand(make_view: Make) -> None:
    text = "goes on and on " * 400
    view = make_view(text)
    view.set_highlights([Highlight("a", "n1", 0, len(text) - 1, "claim")])
    view.set_selected_node("n1")
    view.select(len(text) - 9, len(text) - 9)
    view.keep_in_sight(len(text) - 9, len(text) - 8)
    key(view, Key.Key_X)
    assert len([handle for handle in view.handles.in_sight() if handle.at_end]) == 1
    key(view, Key.Key_Tab)
    assert view.scroll_position == 0 and hint_of(view).isVisible()
