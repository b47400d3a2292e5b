"""The list of formats: groups that are stepped over, a field that finds, ticks; and the form that options make."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from models.interchange.features import EVERYTHING, Feature
from storage.formats.options import Option
from storage.formats.registry import formats
from tests.ui.exporting.conftest import made_up, part
from ui.exporting.formats_list import FormatsPane
from ui.exporting.formats_page import FormatsPage
from ui.exporting.groups import Group, group_of, writable
from ui.exporting.options_form import OptionsForm
from ui.exporting.told import carried_words
from ui.theme import Theme


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> Iterator[FormatsPane]:
    known = [made_up("argdown", None), made_up("kialo", None), made_up("csv", None), made_up("bib", None)]
    known[3] = made_up("bib", None, SUBJECT="references")
    made = FormatsPane(theme, known, None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(220, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    QAbstractItemModelTester(made.list.formats, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.choose("argdown")
    made.list.setFocus()
    yield made


def test_the_names_of_groups_are_stepped_over(pane: FormatsPane) -> None:
    assert [row for row in pane.list.formats.rows if isinstance(row, Group)] == [
        Group.MAPS,
        Group.DATA,
        Group.REFERENCES,
    ]
    seen = []
    for _each in range(4):
        seen.append(pane.current.name if pane.current else "")
        QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert seen == ["argdown", "kialo", "csv", "bib"]


def test_letters_jump_and_the_field_finds(pane: FormatsPane) -> None:
    QTest.keyClicks(pane.list, "ki")
    assert pane.current is not None and pane.current.name == "kialo"
    pane.field.setFocus()
    QTest.keyClicks(pane.field, "CSV")
    assert [row.name for row in pane.list.formats.rows if not isinstance(row, Group)] == ["csv"]
    assert pane.current.name == "csv", "the only one that is found"
    QTest.keyClicks(pane.field, "x")
    assert pane.nothing.isVisible() and pane.current.name == "csv"
    QTest.keyClick(pane.field, Qt.Key.Key_Escape)
    assert pane.field.text() == "" and pane.list.formats.rowCount() == 7 and pane.current.name == "csv"
    QTest.keyClick(pane.field, Qt.Key.Key_Up)
    assert pane.current.name == "kialo" and pane.field.hasFocus()
    QTest.keyClick(pane.field, Qt.Key.Key_Return)
    assert pane.list.hasFocus()


def test_ticks_by_key_and_by_mouse(pane: FormatsPane) -> None:
    assert len(pane.wanted()) == 4
    QTest.keyClick(pane.list, Qt.Key.Key_Space)
    box = pane.list.visualRect(pane.list.formats.index(pane.list.formats.row_of("bib"), 0))
    QTest.mouseClick(
        pane.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center() - (box.center() - box.topLeft()) / 1.15
    )
    assert [each.name for each in pane.wanted()] == ["argdown", "bib"]


def test_every_format_that_can_be_written_stands_in_one_group() -> None:
    assert {each.name for each in writable()} == {each.name for each in formats() if each.can_write}
    order = [list(Group).index(group_of(each)) for each in writable()]
    assert order == sorted(order)
    assert group_of(made_up("new", None)) is Group.MAPS
    assert group_of(made_up("new", None, GROUP="data")) is Group.DATA


OPTIONS = (
    Option("flag", "Flag", "Help of the flag", False),
    Option("kind", "Kind", "Help", "a", (("a", "First"), ("b", "Second"))),
    Option("depth", "Depth", "Help", 3, low=1, high=9, needs=("kind", ("b",))),
    Option("hide", "Hide", "Help", "x,z", (("x", "Ex"), ("y", "Why"), ("z", "Zed")), several=True),
)


def test_options_of_every_shape_are_set_and_read(qtbot: QtBot, theme: Theme) -> None:
    form = OptionsForm(theme, None)  # type: ignore[arg-type]
    qtbot.addWidget(form)
    found = made_up("new", None, *OPTIONS)
    form.show_format(found, {})
    form.show()
    assert form.values() == {"flag": False, "kind": "a", "depth": 3, "hide": "x,z"}
    depth = part(form, QSpinBox, "depth")
    assert not depth.isEnabled(), "it has no effect while the other kind is chosen"
    with qtbot.waitSignal(form.changed):
        QTest.keyClick(part(form, QComboBox, "kind"), Qt.Key.Key_Down)
    assert depth.isEnabled()
    QTest.keyClick(depth, Qt.Key.Key_Up)
    flag = part(form, QCheckBox, "flag")
    QTest.mouseClick(flag, Qt.MouseButton.LeftButton, pos=QPoint(8, flag.height() // 2))
    QTest.keyClick(part(form, QCheckBox, "hide.y"), Qt.Key.Key_Space)
    QTest.keyClick(part(form, QCheckBox, "hide.x"), Qt.Key.Key_Space)
    assert form.values() == {"flag": True, "kind": "b", "depth": 4, "hide": "y,z"}
    assert flag.toolTip() == "<qt>Help of the flag</qt>"
    assert part(form, QCheckBox, "hide.y").accessibleName() == "Hide: Why"
    assert {option.name: option.checked(form.values()[option.name]) for option in OPTIONS} == form.values()


def test_what_a_format_holds_is_told_the_shorter_way() -> None:
    assert carried_words(made_up("a", None, CARRIES=EVERYTHING)) == "Holds everything."
    most = carried_words(made_up("a", None, CARRIES=EVERYTHING - {Feature.NOTES}))
    assert most == "Holds everything but: notes."
    assert carried_words(made_up("a", None, CARRIES={Feature.KINDS})) == "Holds: kinds of points."
    assert carried_words(made_up("a", None)) == "Points and their relations."
    assert all(isinstance(carried_words(each), str) for each in formats())


def test_the_page_of_formats_says_which_way_each_goes(qtbot: QtBot, theme: Theme) -> None:
    page = FormatsPage(theme)
    qtbot.addWidget(page)
    QAbstractItemModelTester(page.formats, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert page.formats.rowCount() == len(formats()) and page.field.hasFocus()
    QTest.keyClicks(page.field, "bibtex")
    (only,) = page.formats.rows
    cells = [page.formats.data(page.formats.index(0, column)) for column in range(4)]
    assert only.name == "bibtex" and cells[1:3] == ["yes", "yes"]
    QTest.keyClick(page.field, Qt.Key.Key_Down)
    assert page.table.hasFocus() and page.table.currentIndex().row() == 0
    page.field.setFocus()
    QTest.keyClicks(page.field, "qqq")
    assert page.nothing.isVisible()
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert page.isVisible() and page.formats.rowCount() == len(formats())
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert not page.isVisible()
