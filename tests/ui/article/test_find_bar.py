"""Finding in the article with keys and mouse: as one types, step by step, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.finding import Found, Range
from models.texts import Layout, plain_layout
from tests.ui.article.conftest import TEXT
from ui.article.find_bar import FindBar
from ui.article.find_parts import HEIGHT
from ui.article.finding import Matches, Wanted
from ui.article.view import ArticleView
from ui.theme import Theme

Key, SHIFT, ALT = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
Make = Callable[..., ArticleView]


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, view: ArticleView) -> Iterator[FindBar]:
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    made = FindBar(theme, host)
    column.addWidget(view)
    column.addWidget(made)
    column.addWidget(QLineEdit(host))  # would get the focus of a hidden bar
    made.attach(view)
    host.resize(650, 480)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    view.setFocus()
    yield made
    qtbot.waitUntil(lambda: not made.is_busy)


def words(bar: FindBar) -> list[str]:
    return [TEXT[start:end] for start, end in bar.found.ranges]


def selected(view: ArticleView) -> str:
    start, end = view.selection
    return TEXT[start:end]


def outlined(view: ArticleView) -> list[Matches]:
    return [layer for layer in view.layers if isinstance(layer, Matches)]


def type_in(bar: FindBar, text: str) -> None:
    bar.open()
    bar.field.clear()
    QTest.keyClicks(bar.field, text)


def test_it_finds_while_one_types(bar: FindBar, view: ArticleView) -> None:
    bar.open()
    assert bar.field.hasFocus()
    for letters, many in (("t", 22), ("te", 2), ("tea", 2)):
        QTest.keyClicks(bar.field, letters[-1])
        assert len(bar.found.ranges) == many
    assert selected(view) == "tea"
    assert bar.count.text() == "1 of 2"
    assert outlined(view)


def test_enter_steps_on_and_shift_enter_back_and_round(bar: FindBar, view: ArticleView, qtbot: QtBot) -> None:
    type_in(bar, "bench")
    places = [start for start, _end in bar.found.ranges]
    assert view.selection[0] == places[0]
    QTest.keyClick(bar.field, Key.Key_Return)
    assert view.selection[0] == places[1]
    assert bar.count.text() == "2 of 2"
    with qtbot.waitSignal(bar.told) as told:
        QTest.keyClick(bar.field, Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert told.args == ["On from the beginning."]
    assert view.selection[0] == places[0]
    with qtbot.waitSignal(bar.told) as told:
        QTest.keyClick(bar.field, Key.Key_Return, SHIFT)
    assert told.args == ["On from the end."]
    assert view.selection[0] == places[1]
    QTest.keyClick(bar.field, Key.Key_F3)
    QTest.keyClick(bar.field, Key.Key_F3, SHIFT)
    assert view.selection[0] == places[1]


def test_stepping_goes_on_from_where_the_caret_was_put(bar: FindBar, view: ArticleView) -> None:
    type_in(bar, "the")
    behind = TEXT.index("last line")
    view.select(behind, behind)
    bar.next()
    assert view.selection[0] == TEXT.index("the file")
    view.select(behind, behind)
    bar.previous()
    assert view.selection[0] == TEXT.index("The last")


def test_escape_gives_the_keys_back_with_the_match_selected(bar: FindBar, view: ArticleView) -> None:
    type_in(bar, "tower")
    QTest.keyClick(bar.field, Key.Key_Escape)
    assert not bar.isVisible()
    assert view.hasFocus()
    assert selected(view) == "tower"
    assert not outlined(view)


def test_no_shortcut_of_the_window_takes_the_keys_of_the_bar(bar: FindBar, view: ArticleView, qtbot: QtBot) -> None:
    taken: list[str] = []
    for keys in ("Esc", "F3", "Shift+F3", "Alt+C", "Ctrl+Return"):
        QShortcut(keys, bar.window()).activated.connect(lambda keys=keys: taken.append(keys))
    type_in(bar, "bench")
    QTest.keyClick(bar.field, Key.Key_F3)
    QTest.keyClick(bar.field, Key.Key_C, ALT)
    assert bar.case.isChecked()
    QTest.keyClick(bar.field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(bar.field, Key.Key_Escape)
    assert taken == ["Ctrl+Return"]


def test_a_short_selection_is_taken_over(bar: FindBar, view: ArticleView) -> None:
    start = TEXT.index("nest")
    view.select(start, start + 4)
    bar.open()
    assert bar.field.text() == bar.field.selectedText() == "nest"
    assert view.selection == (start, start + 4)
    bar.close_bar()
    for long in ((0, 110), (TEXT.index("not stay."), TEXT.index("Owls") + 4)):
        view.select(*long)
        bar.open()
        assert bar.field.text() == "nest"
    bar.open("tower")
    assert bar.field.text() == "tower"


def test_the_switches(bar: FindBar) -> None:
    type_in(bar, "the")
    assert [each.lower() for each in words(bar)] == ["the"] * len(words(bar))
    with_capitals = len(words(bar))
    QTest.mouseClick(bar.case, Qt.MouseButton.LeftButton)
    assert set(words(bar)) == {"the"} and len(words(bar)) < with_capitals
    assert bar.field.hasFocus()
    QTest.keyClick(bar.field, Key.Key_W, ALT)
    assert bar.whole.isChecked()
    assert len(words(bar)) == 3


def test_a_regular_expression_and_its_faults(bar: FindBar, view: ArticleView, qtbot: QtBot) -> None:
    bar.open()
    QTest.keyClick(bar.field, Key.Key_R, ALT)
    bar.field.setText(r"b\w+h")
    qtbot.waitUntil(lambda: len(bar.found.ranges) == 2)
    QTest.keyClicks(bar.field, "(")
    qtbot.waitUntil(lambda: bar.found.error is not None)
    assert bar.sentence.text() == "A round bracket is not closed."
    assert bar.sentence.isVisible()
    assert bar.height() > HEIGHT
    assert bar.field.accessibleDescription() == bar.sentence.text()
    assert not bar.next_button.isEnabled()
    assert not outlined(view)
    QTest.keyClick(bar.field, Key.Key_Backspace)
    qtbot.waitUntil(lambda: len(bar.found.ranges) == 2)
    assert bar.height() == HEIGHT
    assert bar.sentence.isHidden()


def test_what_is_not_there_is_said(bar: FindBar, theme: Theme) -> None:
    type_in(bar, "zebra")
    assert bar.count.text() == "Not found"
    assert theme.tokens.kinds["rebuttal"].line.name() in bar.field.styleSheet()
    bar.field.clear()
    assert bar.count.text() == ""
    assert theme.tokens.kinds["rebuttal"].line.name() not in bar.field.styleSheet()


def test_up_and_down_go_through_the_last_searches(bar: FindBar) -> None:
    for search in ("bench", "tower", "tea"):
        type_in(bar, search)
        QTest.keyClick(bar.field, Key.Key_Return)
    bar.field.clear()
    QTest.keyClicks(bar.field, "ne")
    for key, text in (
        (Key.Key_Up, "tea"),
        (Key.Key_Up, "tower"),
        (Key.Key_Up, "bench"),
        (Key.Key_Up, "bench"),
        (Key.Key_Down, "tower"),
        (Key.Key_Down, "tea"),
        (Key.Key_Down, "ne"),
        (Key.Key_Down, "ne"),
    ):
        QTest.keyClick(bar.field, key)
        assert bar.field.text() == text
    for number in range(20):
        bar.field.setText(f"search {number}")
        bar.field.remember()
    assert bar.field.searches == [f"search {number}" for number in range(10, 20)]


def test_annotate_all_hands_over_the_ranges(bar: FindBar, qtbot: QtBot) -> None:
    type_in(bar, "bench")
    QTest.mouseClick(bar.annotate, Qt.MouseButton.LeftButton)
    (menu,) = bar.findChildren(QMenu)
    head, *actions = [action for action in menu.actions() if not action.isSeparator()]
    assert head.text() == "2 matches" and not head.isEnabled()
    assert [action.data() for action in actions] == ["claim", "evidence", "rebuttal", "passage"]
    with qtbot.waitSignal(bar.annotate_all_requested) as asked:
        QTest.keyClick(menu, Key.Key_Down)
        QTest.keyClick(menu, Key.Key_Return)
    assert asked.args == ["claim", list(bar.found.ranges)]


def test_alt_a_opens_the_menu_and_enter_takes_the_first_of_it(bar: FindBar, qtbot: QtBot) -> None:
    taken: list[str] = []
    QShortcut("Alt+A", bar.window()).activated.connect(lambda: taken.append("Alt+A"))
    type_in(bar, "zzzz")
    QTest.keyClick(bar.field, Key.Key_A, ALT)
    assert bar.findChildren(QMenu) == []
    type_in(bar, "bench")
    QTest.keyClick(bar.field, Key.Key_A, ALT)
    (menu,) = bar.findChildren(QMenu)
    assert menu.isVisible() and taken == []
    with qtbot.waitSignal(bar.annotate_all_requested) as asked:
        QTest.keyClick(menu, Key.Key_Return)
    assert asked.args[0] == "claim"
    for width in (400, 900):
        bar.resize(width, bar.height())
        assert bar.annotate.toolTip() == "<qt>Annotate all (Alt+A)</qt>"


@pytest.mark.parametrize(
    ("text", "kind", "words", "enabled"),
    [
        (
            "Bread & tea",
            "claim",
            ["New claims under “B", "New evidence under", "New rebuttals under", "Add to “Bread && tea”"],
            "1111",
        ),
        ("A count", "evidence", ["New claims beside “A count”", "New evidence under “A", "New", "Add"], "1111"),
        (None, None, ["New claims at the top", "New evidence", "New rebuttals", "Add to the selected node"], "1000"),
    ],
)
def test_the_menu_says_where_new_nodes_go(
    bar: FindBar, text: str | None, kind: str | None, words: list[str], enabled: str
) -> None:
    type_in(bar, "bench")
    bar.set_parent(text, kind)
    menu = bar.menu()
    _head, *actions = [action for action in menu.actions() if not action.isSeparator()]
    for action, expected in zip(actions, words, strict=True):
        plain = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&&")
        assert plain.startswith(expected)
    assert "".join(str(int(action.isEnabled())) for action in actions) == enabled
    menu.deleteLater()


def test_a_changed_text_is_searched_anew_without_moving(bar: FindBar, view: ArticleView) -> None:
    type_in(bar, "tea")
    text = TEXT.replace("Owls", "A bench. Tea. Owls")
    view.set_article(text, plain_layout(text))
    place = view.scroll_position, view.selection
    bar.refresh()
    assert len(bar.found.ranges) == 3
    assert (view.scroll_position, view.selection) == place


def test_hidden_blocks_are_not_found(bar: FindBar, view: ArticleView) -> None:
    layout = plain_layout(TEXT)
    blocks = tuple(replace(block, hidden=n == 1) for n, block in enumerate(layout.blocks))
    view.set_article(TEXT, Layout(blocks, layout.pieces))
    type_in(bar, "tea")
    assert [start for start, _end in bar.found.ranges] == [TEXT.rindex("tea")]


def test_a_long_text_is_searched_while_one_types_on(
    bar: FindBar, view: ArticleView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    look = Wanted.look

    def counted(wanted: Wanted, shown: str, hidden: Sequence[Range]) -> Found:
        looked.append(wanted.words)
        return look(wanted, shown, hidden)

    monkeypatch.setattr(Wanted, "look", counted)
    text = "\n\n".join(f"Owl {n} counts the benches on the square." for n in range(12_000))
    view.set_article(text, plain_layout(text))
    bar.open()
    bar.field.clear()
    for letter in "owl 1199":
        QTest.keyClicks(bar.field, letter)
        assert bar.is_busy
    qtbot.waitUntil(lambda: not bar.is_busy)
    assert len(bar.found.ranges) == 11
    assert looked[-1] == "owl 1199"
    assert len(looked) < 8
    start, end = view.selection
    assert text[start:end] == "Owl 1199"
    assert 0 <= view.caret_box().top() < view.viewport().height()


def test_an_expression_that_never_ends_leaves_the_keys_free(bar: FindBar, view: ArticleView, qtbot: QtBot) -> None:
    text = "a" * 4000 + "!"
    view.set_article(text, plain_layout(text))
    bar.open()
    bar.regular.setChecked(True)
    bar.field.setText("(a+)+b")
    assert bar.is_busy
    bar.field.setText("a!")
    qtbot.waitUntil(lambda: len(bar.found.ranges) == 1, timeout=5000)
    bar.field.setText("(a+)+b")
    qtbot.waitUntil(lambda: bar.found.slow, timeout=5000)
    assert "takes too long" in bar.sentence.text()
    assert bar.count.text() == ""


def test_next_with_the_bar_closed_shows_it_and_leaves_the_keys(bar: FindBar, view: ArticleView) -> None:
    type_in(bar, "bench")
    bar.close_bar()
    bar.next()
    assert bar.isVisible()
    assert view.hasFocus()
    assert view.selection[0] == TEXT.rindex("bench")


@pytest.mark.parametrize("width", [402, 519, 520, 900])
def test_nothing_is_cut_at_any_width(bar: FindBar, width: int) -> None:
    bar.window().resize(width, 400)
    type_in(bar, "e")
    assert bar.width() == width
    right = -1
    buttons = sorted(bar.findChildren(QAbstractButton), key=lambda b: b.mapTo(bar, QPoint(0, 0)).x())
    for part in (bar.field, *buttons):
        left = part.mapTo(bar, QPoint(0, 0)).x()
        assert left > right
        right = left + part.width()
    assert right <= width
    assert bar.count.width() >= bar.count.sizeHint().width()
    assert bar.field.width() >= 90


def test_every_control_has_a_name(bar: FindBar) -> None:
    bar.show()
    for part in (bar.field, *bar.findChildren(QAbstractButton)):
        interface = QAccessible.queryAccessibleInterface(part)
        assert interface.text(QAccessible.Text.Name)


def test_only_matches_in_sight_are_painted(bar: FindBar, view: ArticleView) -> None:
    type_in(bar, "bench")
    (layer,) = outlined(view)
    first, second = bar.found.ranges
    assert list(layer.in_sight(0, first[0])) == []
    assert list(layer.in_sight(0, first[1])) == [0]
    assert list(layer.in_sight(first[1] - 1, second[0] + 1)) == [0, 1]


def test_places_in_a_text_that_has_changed_are_not_handed_over(
    bar: FindBar, view: ArticleView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(bar, "bench")
    menu = bar.menu()
    monkeypatch.setattr("ui.article.find_bar.AT_ONCE", 10)
    text = "A line before. " + TEXT
    view.update_article(text, plain_layout(text))
    bar.refresh()
    handed: list[list[Range]] = []
    bar.annotate_all_requested.connect(lambda _kind, ranges: handed.append(ranges))
    menu.actions()[1].trigger()
    assert handed == [] and bar.current is None
    qtbot.waitUntil(lambda: not bar.is_busy)
    menu.actions()[1].trigger()
    assert {text[start:end].lower() for start, end in handed[0]} == {"bench"}
