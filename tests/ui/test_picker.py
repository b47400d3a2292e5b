"""Picking one of many with keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.picker import Picker, PickRow
from ui.picker_rows import PickModel
from ui.theme import Theme

Key, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
ROWS = [
    PickRow("a", "Owls nest in the tower", "1 > 2", "evidence"),
    PickRow("b", "The square needs a bench", "1", "claim", recent=True),
    PickRow("c", "Benches draw noise", "2", "rebuttal", recent=True),
    PickRow("d", "The café sells tea\nand cake", "", "claim"),
]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def host(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 100)
    QLineEdit(made).setObjectName("before")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.findChild(QLineEdit).setFocus()
    return made


@pytest.fixture
def picker(host: QWidget, theme: Theme) -> Iterator[Picker]:
    made = Picker(theme, host)
    yield made
    made.hide()


def ask(picker: Picker, rows: list[PickRow] = ROWS, **options: object) -> list[str]:
    """Opens it; what it will tell is added to the list that is given back."""
    told: list[str] = []
    picker.picked.connect(lambda key: told.append(f"picked {key}"))
    picker.created.connect(lambda text: told.append(f"created {text}"))
    picker.cancelled.connect(lambda: told.append("cancelled"))
    picker.ask(rows, "Work under", QRect(100, 100, 80, 20), **options)  # type: ignore[arg-type]
    return told


def shown(picker: Picker) -> list[str]:
    return [picker.model.index(row, 0).data() for row in range(picker.model.rowCount())]


def has_focus_again(picker: Picker) -> bool:
    return picker.isHidden() and picker.parentWidget().findChild(QLineEdit, "before").hasFocus()


def test_recent_rows_come_first_with_numbers_and_digits_pick_them(picker: Picker) -> None:
    told = ask(picker)
    assert shown(picker)[:2] == ["The square needs a bench", "Benches draw noise"]
    assert [picker.model.shown(row).number for row in range(4)] == [1, 2, 0, 0]
    QTest.keyClick(picker.field, Key.Key_2)
    assert told == ["picked c"]
    assert has_focus_again(picker)
    picker.ask(ROWS, "Work under", QRect())
    QTest.keyClick(picker.field, Key.Key_1, ALT)
    assert told == ["picked c", "picked b"]


def test_a_digit_without_a_recent_row_is_typed(picker: Picker) -> None:
    told = ask(picker)
    QTest.keyClicks(picker.field, "31")
    assert picker.field.text() == "31"
    assert told == []


def test_letters_choose_and_enter_picks(picker: Picker) -> None:
    told = ask(picker)
    QTest.keyClicks(picker.field, "bench")
    assert shown(picker) == ["Benches draw noise", "The square needs a bench"]
    assert picker.model.shown(0).places == (0, 1, 2, 3, 4)
    QTest.keyClick(picker.field, Key.Key_Down)
    QTest.keyClick(picker.field, Key.Key_Return)
    assert told == ["picked b"]


def test_the_keys_that_move(picker: Picker) -> None:
    ask(picker, [PickRow(str(n), f"row {n}") for n in range(100)])
    for key, row in (
        (Key.Key_Down, 1),
        (Key.Key_PageDown, 9),
        (Key.Key_End, 99),
        (Key.Key_Down, 99),
        (Key.Key_PageUp, 91),
        (Key.Key_Up, 90),
        (Key.Key_Home, 0),
        (Key.Key_Up, 0),
    ):
        QTest.keyClick(picker.field, key)
        assert picker.list.currentIndex().row() == row


def test_escape_and_a_click_elsewhere_cancel(picker: Picker) -> None:
    told = ask(picker)
    QTest.keyClick(picker.field, Key.Key_Escape)
    assert told == ["cancelled"]
    assert has_focus_again(picker)
    picker.ask(ROWS, "Work under", QRect())
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(-20, -20))
    assert told == ["cancelled", "cancelled"]
    assert has_focus_again(picker)


def test_a_click_picks(picker: Picker) -> None:
    told = ask(picker)
    place = picker.list.visualRect(picker.model.index(2, 0)).center()
    QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == ["picked a"]


@pytest.mark.parametrize(
    ("typed", "first"), [("iran", "New tag “iran”"), ("brandnew", "New tag “brandnew”"), ("brand", "New tag “brand”")]
)
def test_enter_never_takes_a_word_that_is_merely_like_the_one_typed(picker: Picker, typed: str, first: str) -> None:
    told = ask(picker, [PickRow(name, name) for name in ("immigration", "irony", "rand")], may_create=True)
    QTest.keyClicks(picker.field, typed)
    assert shown(picker)[0] == first
    assert ("rand" in shown(picker)) == (typed == "brand")  # a slip of one letter is like it, half the word is not
    QTest.keyClick(picker.field, Key.Key_Return)
    assert told == [f"created {typed}"]


def test_what_is_not_there_can_be_made(picker: Picker) -> None:
    told = ask(picker, may_create=True)
    QTest.keyClicks(picker.field, " bench ")
    assert shown(picker)[-1] == "New tag “bench”"
    QTest.keyClick(picker.field, Key.Key_End)
    QTest.keyClick(picker.field, Key.Key_Return)
    assert told == ["created bench"]
    picker.ask(ROWS, "Tag", QRect(), may_create=True, create_words="Make “{text}”")
    picker.field.setText("{zz}")
    assert shown(picker) == ["Make “{zz}”"]
    picker.field.setText("owls NEST in the tower")
    assert shown(picker) == ["Owls nest in the tower"]


def test_nothing_fits(picker: Picker) -> None:
    told = ask(picker)
    QTest.keyClicks(picker.field, "zzzz")
    QTest.keyClick(picker.field, Key.Key_Return)
    assert told == []
    assert picker.isVisible()
    assert not picker.grab().isNull()


def test_an_empty_list_says_what_to_do(picker: Picker) -> None:
    told = ask(picker, [], may_create=True)
    assert picker.list.instead == "Type a name for a new tag."
    QTest.keyClick(picker.field, Key.Key_Return)
    assert told == [] and picker.isVisible()
    QTest.keyClicks(picker.field, "tea")
    assert shown(picker) == ["New tag “tea”"]
    picker.hide()
    picker.ask([], "Work under", QRect(), empty_words="There is no node yet.")
    assert picker.list.instead == "There is no node yet."
    QTest.keyClicks(picker.field, "zz")
    assert picker.list.instead == "Nothing fits."
    assert picker.field.accessibleDescription() == "Nothing fits."
    picker.hide()
    picker.ask([], "Work under", QRect())
    assert picker.list.instead == "Nothing fits."


def test_no_shortcut_of_the_window_takes_its_keys(picker: Picker, host: QWidget) -> None:
    taken: list[str] = []
    for keys in ("1", "Alt+1", "Esc", "Home", "B"):
        QShortcut(keys, host).activated.connect(lambda keys=keys: taken.append(keys))
    told = ask(picker)
    QTest.keyClicks(picker.field, "b")
    QTest.keyClick(picker.field, Key.Key_Home)
    picker.field.clear()
    QTest.keyClick(picker.field, Key.Key_1, ALT)
    assert taken == []
    assert told == ["picked b"]


@pytest.mark.parametrize("corner", ["topLeft", "topRight", "bottomLeft", "bottomRight"])
def test_it_stays_inside_the_screen_and_off_what_is_asked_about(picker: Picker, corner: str) -> None:
    room = picker.screen().availableGeometry()
    at = QRect(getattr(room, corner)(), QRect(0, 0, 60, 20).size())
    at.moveTo(min(at.left(), room.right() - 60), min(at.top(), room.bottom() - 20))
    rows = [PickRow(str(n), f"row {n}") for n in range(100)]
    picker.ask(rows, "Work under", at)
    for typed in ("", "row 9", "zzzz"):
        picker.field.setText(typed)
        assert room.contains(picker.geometry())
        assert not picker.geometry().intersects(at)
    assert picker.list.height() == 30


def test_nine_rows_and_no_more_are_shown(picker: Picker) -> None:
    ask(picker, [PickRow(str(n), f"row {n}") for n in range(100)])
    assert picker.list.viewport().height() == 9 * picker.list.sizeHintForRow(0)
    assert 420 <= picker.width() <= 560


def test_field_list_and_rows_have_names(picker: Picker) -> None:
    ask(picker)
    for part in (picker.field, picker.list):
        assert QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
    rows = QAccessible.queryAccessibleInterface(picker.list)
    assert rows.child(0).text(QAccessible.Text.Name) == "1, Claim, The square needs a bench, 1"
    QTest.keyClick(picker.field, Key.Key_Down)
    assert picker.field.accessibleDescription() == "2, Rebuttal, Benches draw noise, 2"


def test_the_model_keeps_the_rules_of_models(host: QWidget) -> None:
    model = PickModel(host)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(ROWS, "New “{text}”")
    for typed in ("b", "bench", "zz", ""):
        model.look_for(typed)


def test_rows_of_any_text_are_painted(picker: Picker) -> None:
    long = "🦉" * 40 + " bench at the end of a line that does not fit, " * 3 + "tower"
    ask(picker, [PickRow("a", long, "aside " * 20, colour="#AA3377"), PickRow("b", "", ""), PickRow("c", "שלום tower")])
    for typed in ("", "tower", "bench", "🦉"):
        picker.field.setText(typed)
        assert not picker.grab().isNull()
