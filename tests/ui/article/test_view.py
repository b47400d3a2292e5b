"""The article under real mouse and key events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.texts import Layout, plain_layout
from tests.ui.article.conftest import TEXT, at, mark
from ui.article.highlights import Look, Strip
from ui.article.view import ArticleView, Highlight
from ui.theme import Reading, Theme

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Make = Callable[..., ArticleView]


def click(view: ArticleView, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(view.viewport(), LEFT, modifiers, point)
    QTest.qWait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 20)


def drag(view: ArticleView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)


def test_a_click_on_a_mark_names_its_node(view: ArticleView, qtbot: QtBot) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1")])
    with qtbot.waitSignal(view.node_clicked) as told:
        click(view, at(view, TEXT.index("without") + 3))
    assert told.args == ["n1"]
    with qtbot.assertNotEmitted(view.node_clicked):
        click(view, at(view, TEXT.index("People") + 3))


def test_clicking_again_goes_through_the_overlap(view: ArticleView) -> None:
    outer, inner = mark(TEXT, "A square without a bench is a road.", "outer"), mark(TEXT, "a bench", "inner")
    view.set_highlights([outer, inner])
    told: list[str] = []
    view.node_clicked.connect(told.append)
    view.node_clicked.connect(view.set_selected_node)
    for _turn in range(3):
        click(view, at(view, TEXT.index("a bench is") + 3))
    assert told == ["inner", "outer", "inner"]


def test_a_click_on_a_margin_bar_names_its_node(view: ArticleView, qtbot: QtBot) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1", "evidence")])
    (bar,) = view.marks_in_view()
    assert bar.near == 8
    with qtbot.waitSignal(view.node_clicked, timeout=1000) as told:
        click(view, bar.box(view.viewport().width(), False).center().toPoint())
    assert told.args == ["n1"]


@pytest.mark.parametrize("words", ["without a bench", "🦉🦉 nest", "café\u0301 below", "line has no full stop"])
def test_dragging_selects_these_code_points(view: ArticleView, words: str) -> None:
    start = TEXT.index(words)
    told: list[tuple[int, int]] = []
    view.selection_changed.connect(lambda a, b: told.append((a, b)))
    drag(view, at(view, start, 1), at(view, start + len(words), 1))
    assert TEXT[slice(*view.selection)] == words
    assert told[-1] == view.selection
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == words


def test_dragging_over_right_to_left_text(view: ArticleView) -> None:
    start = TEXT.index("שלום")
    drag(view, at(view, start, -1), at(view, start + 4, 0))
    assert TEXT[slice(*view.selection)] == "שלום"


def test_double_click_takes_a_word_and_triple_a_block(view: ArticleView) -> None:
    point = at(view, TEXT.index("bench is") + 2)
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, point)
    assert TEXT[slice(*view.selection)] == "bench"
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    assert TEXT[slice(*view.selection)] == TEXT.split("\n\n")[0]


def test_shift_click_extends(view: ArticleView) -> None:
    click(view, at(view, TEXT.index("without"), 1))
    click(view, at(view, TEXT.index("is a road"), 1), SHIFT)
    assert TEXT[slice(*view.selection)] == "without a bench "


@pytest.mark.parametrize(
    ("key", "kind"), [(Qt.Key.Key_C, "claim"), (Qt.Key.Key_E, "evidence"), (Qt.Key.Key_R, "rebuttal")]
)
@pytest.mark.parametrize("modifier", [NONE, SHIFT])
def test_letters_ask_for_a_node(
    view: ArticleView, qtbot: QtBot, key: Qt.Key, kind: str, modifier: Qt.KeyboardModifier
) -> None:
    start = TEXT.index("quare without")
    view.select(start, start + len("quare witho"))
    with qtbot.waitSignal(view.annotate_requested) as told:
        QTest.keyClick(view, key, modifier)
    assert told.args == [kind, modifier == SHIFT, start - 1, start + len("quare without")]


def test_letters_ask_also_without_a_selection(view: ArticleView, qtbot: QtBot) -> None:
    view.select(5, 5)
    with qtbot.waitSignal(view.annotate_requested) as told:
        QTest.keyClick(view, Qt.Key.Key_C)
    assert told.args == ["claim", False, 5, 5]


def test_keys_move_the_caret(view: ArticleView) -> None:
    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> int:
        QTest.keyClick(view, key, modifiers)
        return view._caret

    assert press(Qt.Key.Key_Right) == 1
    assert press(Qt.Key.Key_Right, CONTROL) == TEXT.index("square")
    assert press(Qt.Key.Key_Left, CONTROL) == 0
    assert press(Qt.Key.Key_Down) == view._document.starts[0] + view._document.laid(0).line_range(1)[0]
    assert press(Qt.Key.Key_End) == view._document.blocks[0].end
    assert press(Qt.Key.Key_Right) == view._document.starts[1]
    assert press(Qt.Key.Key_End, CONTROL) == len(TEXT)
    assert press(Qt.Key.Key_Home) == TEXT.index("The last")
    press(Qt.Key.Key_Right, SHIFT)
    assert view.selection == (TEXT.index("The last"), TEXT.index("The last") + 1)
    press(Qt.Key.Key_A, CONTROL)
    assert view.selection == (0, len(TEXT))


def test_the_caret_steps_over_a_whole_sign(view: ArticleView) -> None:
    owl, accented = TEXT.index("🦉"), TEXT.index("é\u0301")
    for start, length in ((owl, 1), (accented, 2)):
        view.select(start, start)
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert view._caret == start + length


def test_return_on_a_mark_names_its_node(view: ArticleView, qtbot: QtBot) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1")])
    view.select(TEXT.index("without") + 2, TEXT.index("without") + 2)
    with qtbot.waitSignal(view.node_clicked) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["n1"]


def test_reveal_brings_the_passage_and_lights_it_up(make_view: Make, qtbot: QtBot) -> None:
    text = "\n\n".join(f"Paragraph {n} says a few words that nobody will keep in mind." * 3 for n in range(300))
    view = make_view(text)
    view.set_highlights([mark(text, "Paragraph 250", "far"), mark(text, "Paragraph 3 ", "near")])
    top, _foot = view.passage_span("far") or (0, 0)
    assert top > view.viewport().height()
    with qtbot.waitSignal(view.scrolled):
        view.reveal_node("far")
    assert view.flashing_node == "far"
    assert (view.passage_span("far") or (0, 0))[0] == view.viewport().height() // 3
    assert [bar.node_id for bar in view.marks_in_view()] == ["far"]
    qtbot.waitUntil(lambda: view.flashing_node is None, timeout=3000)
    view.animated = True
    view.reveal(text.index("Paragraph 3 "))
    assert view.flashing_node == "near"
    qtbot.waitUntil(lambda: (view.passage_span("near") or (0, 0))[0] == view.viewport().height() // 3, timeout=3000)


def test_resizing_keeps_the_first_line(make_view: Make) -> None:
    text = "\n\n".join(f"Paragraph {n} " + "goes on and on " * 20 for n in range(100))
    view = make_view(text)
    view.scroll_to(3000)
    before = view.first_line()
    view.resize(400, 444)
    index, local = view._document.locate(before[0])
    line = view._document.laid(index).line_of(local)
    assert view._document.top(index) + line * 24 - view.scroll_position == before[1]


def test_scrolling_up_into_unknown_blocks_keeps_what_is_seen(make_view: Make) -> None:
    text = "\n\n".join("i" * 40 + " wmwm" * (n % 90 + 5) for n in range(400))
    view = make_view(text)
    view.scroll_to(20000)
    for _turn in range(30):
        offset, y = view.first_line()
        view.scroll_to(view.scroll_position - 100)
        assert view._document.line_top(offset) - view.scroll_position == y + 100


def test_a_million_characters_are_not_all_laid_out(make_view: Make) -> None:
    text = "\n\n".join(["Words stand here for the sake of length and of nothing else at all." * 3] * 5000)
    marks = [Highlight(str(n), f"n{n}", n * 100, n * 100 + 40, "claim") for n in range(10_000)]
    view = make_view(text)
    view.set_highlights(marks)
    view.grab()
    assert len(text) > 1_000_000
    assert 1 <= view.measured_blocks < 20
    view.reveal(text.rindex("Words"))
    view.grab()
    assert view.measured_blocks < 60
    assert len(view.marks_in_view()) < 60


def test_hidden_blocks_are_not_shown(make_view: Make) -> None:
    view = make_view("")
    layout = plain_layout("One.\n\nTwo.\n\nThree.")
    blocks = tuple(replace(b, hidden=n == 1) for n, b in enumerate(layout.blocks))
    view.set_article("One.\n\nTwo.\n\nThree.", Layout(blocks, layout.pieces))
    assert [b.number for b in view._document.blocks] == [1, 3]


def test_the_selected_passage_is_tinted(view: ArticleView, theme: object) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "n1")])
    point = at(view, TEXT.index("without"), 9) + QPoint(0, -9)
    colours = []
    for selected in (None, "n1"):
        view.set_selected_node(selected)
        colours.append(view.viewport().grab().toImage().pixelColor(point).name())
    tokens = view._theme.tokens
    assert colours == [tokens.kinds["claim"].fill.name(), tokens.selection.name()]


def test_the_coverage_bar_scrolls(make_view: Make) -> None:
    text = "\n\n".join(f"Paragraph {n} " + "goes on and on " * 20 for n in range(100))
    view = make_view(text, mirrored=True)
    point = QPoint(view.viewport().width() - 10, view.viewport().height() // 2)
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    assert 45 <= view._document.block_at_y(view.scroll_position + 222) <= 55


def test_the_empty_state_offers_its_button(make_view: Make, qtbot: QtBot) -> None:
    view = make_view("")
    view.set_empty_state("Nothing to read yet.", "Open an article")
    assert view._empty.isVisible() and view._empty.label.text() == "Nothing to read yet."
    view.set_empty_state("Nothing to read yet. " * 8, "Open an article")
    label = view._empty.label
    assert label.height() >= label.heightForWidth(label.width()) > 2 * label.fontMetrics().height()
    with qtbot.waitSignal(view.empty_button_clicked):
        QTest.mouseClick(view._empty.button, LEFT)
    view.set_article(TEXT, plain_layout(TEXT))
    assert not view._empty.isVisible()


def test_the_selection_is_told_to_screen_readers(view: ArticleView) -> None:
    view.select(0, 10)
    assert "The square" in view.accessibleDescription()


@pytest.mark.parametrize("size", [10, 12, 28, 40])
@pytest.mark.parametrize("spacing", [1.2, 2.0])
def test_other_measures_keep_the_place_being_read(
    make_view: Make, theme: Theme, qtbot: QtBot, size: int, spacing: float
) -> None:
    text = "\n\n".join(f"Paragraph {n} " + "goes on and on " * 20 for n in range(100))
    view = make_view(text)
    view.scroll_to(3000)
    offset, y = view.first_line()
    reading = Reading("", size, spacing, 60)
    with qtbot.waitSignal(view.scrolled):
        theme.set_reading(reading)
    assert view._document.line == reading.line
    assert view._document.line_top(offset) - view.scroll_position == y
    assert view.caret_box().height() == reading.line
    assert view._document.laid(3).layout.font().pixelSize() == size


def test_measures_beyond_reason_are_brought_back(theme: Theme) -> None:
    theme.set_reading(Reading("", 400, 0.1, 7))
    assert theme.reading == Reading("", 40, 1.2, 40)
    assert theme.reading.line % 2 == 0


def test_a_layer_paints_under_the_letters(view: ArticleView) -> None:
    class Tint:
        def paint(self, painter: QPainter, strip: Strip, look: Look) -> None:
            for box in strip.boxes(4, 10):
                painter.fillRect(box, look.tokens.accent)

    view.layers.append(Tint())
    picture = view.viewport().grab().toImage()
    point = at(view, 4, 0) + QPoint(0, -9)
    assert picture.pixelColor(point) == view._theme.tokens.accent
