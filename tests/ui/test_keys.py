"""The cheat sheet: all keys, found by a word, at any width."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.actions import ACTIONS
from ui.dialogs.key_caps import caps
from ui.dialogs.keys import KeysDialog
from ui.settings import Settings
from ui.shortcuts import Shortcuts
from ui.theme import Theme

OWN = [
    (
        "In the article",
        [
            ("New claim from the selection, below the selected node, in so many words that they take two lines", "C"),
            ("Remove the passage at the caret", "Del / Backspace"),
            ("Work under a <recent> parent", "1 … 9"),
        ],
    )
]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, tmp_path: Path) -> KeysDialog:
    made = KeysDialog(theme, None, Shortcuts(Settings(tmp_path / "settings.ini")), OWN)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def shown(dialog: KeysDialog) -> list[str]:
    return [row.words for row in dialog.rows if row.isVisible()]


def test_all_keys_are_there_those_of_the_view_first(dialog: KeysDialog) -> None:
    assert len(dialog.rows) == 3 + sum(bool(row.key or row.hint) for row in ACTIONS)
    assert [section.name for section in dialog.sections][:2] == ["In the article", "File"]
    assert len(shown(dialog)) == len(dialog.rows)
    assert dialog.filter.hasFocus()


@pytest.mark.parametrize(
    ("keys", "ways"),
    [
        ("C", [("", ["C"])]),
        ("Ctrl+Shift+A", [("", ["Ctrl", "Shift", "A"])]),
        ("Ctrl++", [("", ["Ctrl", "+"])]),
        ("+", [("", ["+"])]),
        ("Del / Ctrl+X", [("", ["Del"]), ("/", ["Ctrl", "X"])]),
        ("1 … 9", [("", ["1"]), ("…", ["9"])]),
        ("Ctrl+/", [("", ["Ctrl", "/"])]),
        ("⌘⇧A", [("", ["⌘⇧A"])]),
    ],
)
def test_keys_come_apart_into_caps(keys: str, ways: list[tuple[str, list[str]]]) -> None:
    assert caps(keys) == ways


def test_a_word_or_a_key_finds(dialog: KeysDialog) -> None:
    QTest.keyClicks(dialog.filter, "passage")
    assert shown(dialog)[0] == "Remove the passage at the caret"
    assert all("passage" in words for words in shown(dialog))
    assert "<b>p</b><b>a</b>" in next(row for row in dialog.rows if row.isVisible()).label.text()
    assert not any(section.isVisible() for section in dialog.sections if section.name == "File")
    dialog.filter.setText("ctrl+z")
    assert shown(dialog) == ["Undo"]
    dialog.filter.setText("delte brnach")
    assert shown(dialog)[0] == "Delete the branch"
    dialog.filter.setText("qqqq")
    assert shown(dialog) == []
    assert dialog.sheet.nothing.isVisible()
    dialog.filter.clear()
    assert len(shown(dialog)) == len(dialog.rows)


def test_the_name_of_a_place_finds_all_of_its_keys(dialog: KeysDialog) -> None:
    dialog.filter.setText("article")
    here = next(section for section in dialog.sections if section.name == "In the article")
    assert all(row.isVisible() for row in here.rows)
    assert "Import articles" in shown(dialog)


def test_letters_in_words_are_no_markup(dialog: KeysDialog) -> None:
    row = next(row for row in dialog.rows if "recent" in row.words)
    assert "&lt;" in row.label.text()


@pytest.mark.parametrize(("width", "columns"), [(900, 2), (730, 1), (420, 1)])
def test_two_columns_where_there_is_room_and_nothing_is_cut(
    dialog: KeysDialog, qtbot: QtBot, width: int, columns: int
) -> None:
    dialog.resize(width, 640)
    qtbot.waitUntil(lambda: dialog.sheet.width() == dialog.area.viewport().width() > width - 20)
    assert len({section.x() for section in dialog.sections}) == columns
    for row in dialog.rows:
        left = row.mapTo(dialog.sheet, QPoint(0, 0)).x()
        assert left >= 0 and left + row.width() <= dialog.area.viewport().width()
        assert row.label.height() >= row.label.heightForWidth(row.label.width())
        assert row.caps.geometry().right() <= row.width()
        assert row.caps.x() > row.label.geometry().right()
        assert row.height() >= row.label.geometry().bottom()
    for above, below in pairwise(dialog.sections):
        assert above.x() < below.x() or above.geometry().bottom() < below.y()
    assert max(section.geometry().bottom() for section in dialog.sections) <= dialog.sheet.height()


@pytest.mark.parametrize("way", ["escape", "question mark", "the button"])
def test_it_closes(dialog: KeysDialog, way: str) -> None:
    if way == "escape":
        QTest.keyClick(dialog.filter, Qt.Key.Key_Escape)
    elif way == "question mark":
        QTest.keyClicks(dialog.filter, "?")
    else:
        dialog.filter.clearFocus()
        QTest.keyClicks(dialog, "?")
    assert not dialog.isVisible()


def test_what_is_found_stands_in_the_first_column(dialog: KeysDialog) -> None:
    dialog.filter.setText("letters")
    assert {section.x() for section in dialog.sections if section.isVisible()} == {24}
    dialog.filter.clear()
    assert len({section.x() for section in dialog.sections}) == 2


def test_arrows_scroll(dialog: KeysDialog) -> None:
    dialog.resize(500, 300)
    QTest.keyClick(dialog.filter, Qt.Key.Key_PageDown)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Down)
    bar = dialog.area.verticalScrollBar()
    assert bar.value() > bar.pageStep()
    QTest.keyClick(dialog.filter, Qt.Key.Key_Up)
    QTest.keyClick(dialog.filter, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_rows_are_said_with_their_keys(dialog: KeysDialog) -> None:
    assert "Undo: Ctrl+Z" in [row.label.accessibleName() for row in dialog.rows]
