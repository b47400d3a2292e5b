"""The window of reading measures: one at a time, a key for each of its parts, each face once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.reading import ReadingDialog, faces, plain_family
from ui.theme import Theme
from ui.theme.reading import Reading


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_opening_it_again_brings_the_open_one_to_the_front(qtbot: QtBot, theme: Theme, host: QWidget) -> None:
    first = ReadingDialog.open_for(theme, host)
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    assert ReadingDialog.open_for(theme, host) is first
    qtbot.waitUntil(first.isActiveWindow)
    assert len(host.findChildren(ReadingDialog)) == 1
    QTest.keyClick(first, Qt.Key.Key_Escape)
    second = ReadingDialog.open_for(theme, host)
    assert second is not first and second.isVisible()


def test_no_two_parts_share_a_key(qtbot: QtBot, theme: Theme, host: QWidget) -> None:
    dialog = ReadingDialog.open_for(theme, host)
    parts: list[QLabel | QAbstractButton] = [*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton)]
    keys = [key.toString() for part in parts if not (key := QKeySequence.mnemonic(part.text())).isEmpty()]
    assert len(keys) >= 5
    assert len(set(keys)) == len(keys)


def test_each_face_stands_there_once_without_its_foundry(theme: Theme, host: QWidget) -> None:
    dialog = ReadingDialog.open_for(theme, host)
    names = [dialog.face.itemText(at) for at in range(dialog.face.count())]
    assert len(set(names)) == len(names)
    assert not any("[" in name for name in names)
    assert "Standard Symbols PS" not in names
    known = set(QFontDatabase.families())
    assert all(dialog.face.itemData(at) in known for at in range(1, dialog.face.count()))


@pytest.mark.parametrize(
    ("family", "shown"),
    [("Example [abcd]", "Example"), ("Example [AB ]", "Example"), ("Example", "Example"), ("[abcd]", "[abcd]")],
)
def test_a_foundry_is_no_part_of_a_name(family: str, shown: str) -> None:
    assert plain_family(family) == shown


def test_faces_come_in_order_and_stand_for_a_family_that_is_there() -> None:
    families = ["Zeta", "alpha [two]", "alpha [one]", "Beta"]
    assert faces(families) == {"alpha": "alpha [one]", "Beta": "Beta", "Zeta": "Zeta"}


def test_a_face_of_another_foundry_is_shown_as_chosen(theme: Theme, host: QWidget) -> None:
    dialog = ReadingDialog.open_for(theme, host)
    name = dialog.face.itemText(1)
    theme.set_reading(Reading(family=f"{name} [else]"))
    assert dialog.face.currentText() == name
    theme.set_reading(Reading())
