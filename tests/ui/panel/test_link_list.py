"""All links in a table: sorted, worked by keys, sound under Qt's own model tester."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.panel.link_list import LEFT, NOTE, RELATION, RIGHT, LinkListModel, LinkListPanel, LinkRow
from ui.panel.node_links import NodeLinksModel
from ui.panel.views import LinkView
from ui.theme import Theme

# Of the offscreen platform, about what every window system does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ROWS = [
    LinkRow("l1", "rebuts", False, "Trams pay", "Fares are low", "", "¶ 12", "¶ 2", 3, 1),
    LinkRow("l2", "agrees", False, "Streets are full", "Cars are many", "see both", "¶ 2", "¶ 9", 1, 3),
    LinkRow("l3", "undercuts", True, "Buses rust", "Trams rust", "a note", "¶ 7", "¶ 4", 2, 2),
]


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> LinkListPanel:
    widget = LinkListPanel(theme)
    qtbot.addWidget(widget)
    widget.resize(900, 300)
    widget.set_rows(ROWS)
    widget.show()
    widget.activateWindow()
    return widget


def ids(panel: LinkListPanel) -> list[str]:
    return [panel.model.row(i).link_id for i in range(panel.model.rowCount())]


def test_the_models_are_sound() -> None:
    model = LinkListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(ROWS)
    for column in range(4):
        for order in Qt.SortOrder:
            model.sort(column, order)
    model.set_rows(ROWS[:1])
    model.set_rows([])
    links = NodeLinksModel()
    other = QAbstractItemModelTester(links, QAbstractItemModelTester.FailureReportingMode.Fatal)
    links.set_rows([LinkView("l1", "rebuts", True, "a"), LinkView("l2", "turns", False, "b")])
    links.set_rows([])
    del tester, other


def test_relations_read_from_left_to_right(panel: LinkListPanel) -> None:
    words = {panel.model.row(i).link_id: panel.model.index(i, RELATION).data() for i in range(3)}
    assert words == {"l1": "rebutted by", "l2": "agrees with", "l3": "undercuts"}


def test_headings_sort(qtbot: QtBot, panel: LinkListPanel) -> None:
    assert ids(panel) == ["l2", "l3", "l1"]  # by the left point's place
    header = panel.table.horizontalHeader()
    for column, expected in ((RIGHT, ["l1", "l3", "l2"]), (NOTE, ["l3", "l2", "l1"])):
        x = header.sectionViewportPosition(column) + 20
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
        assert ids(panel) == expected
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert ids(panel) == ["l1", "l2", "l3"]


def test_sorting_keeps_the_current_link(panel: LinkListPanel) -> None:
    panel.select("l1")
    kept = QPersistentModelIndex(panel.table.currentIndex())
    panel.table.sortByColumn(RIGHT, Qt.SortOrder.AscendingOrder)
    row = panel.table.current_link()
    assert row is not None and row.link_id == "l1"
    assert kept.row() == 0


def test_enter_double_click_and_delete(qtbot: QtBot, panel: LinkListPanel) -> None:
    panel.select("l3")
    panel.table.setFocus()
    with qtbot.waitSignal(panel.link_activated) as caught:
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert caught.args == ["l3"]
    with qtbot.waitSignal(panel.link_delete_requested) as caught:
        qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert caught.args == ["l3"]
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    middle = panel.table.visualRect(panel.table.currentIndex()).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    with qtbot.waitSignal(panel.table.edit_requested) as caught:
        qtbot.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert caught.args == ["l1"]


def test_a_refresh_keeps_the_place(panel: LinkListPanel) -> None:
    panel.select("l3")
    panel.set_rows([ROWS[2], ROWS[1], ROWS[0]])
    row = panel.table.current_link()
    assert row is not None and row.link_id == "l3"
    panel.set_rows([ROWS[1], ROWS[0]])
    row = panel.table.current_link()
    assert row is not None and row.link_id == "l1"


def test_no_links_is_a_sentence(panel: LinkListPanel) -> None:
    panel.set_rows([])
    assert panel.table.isHidden() and panel.empty.isVisible()
    panel.set_rows(ROWS)
    assert panel.table.isVisible() and panel.empty.isHidden()


def test_the_sides_are_named(panel: LinkListPanel) -> None:
    panel.set_sides("For trams", "Against trams")
    header = panel.model.headerData(RIGHT, Qt.Orientation.Horizontal)
    assert header == "Against trams"
    assert panel.model.headerData(LEFT, Qt.Orientation.Horizontal) == "For trams"


@st.composite
def tables(draw: st.DrawFn) -> list[list[LinkRow]]:
    """What a list shows one after the other: links come, go, move and are worded anew."""
    shown = []
    for _turn in range(draw(st.integers(1, 5))):
        ids = draw(st.lists(st.integers(0, 90), unique=True, max_size=90))
        shown.append(
            [
                LinkRow(f"l{i}", "rebuts", True, f"Left {i}", "Right", note, "", "", place, i)
                for i in ids
                for note, place in [(draw(st.sampled_from(["", "a", "b"])), draw(st.integers(0, 3)))]
            ]
        )
    return shown


@settings(max_examples=60, deadline=None)
@given(tables(), st.integers(0, 4), st.booleans())
def test_what_changes_is_told_row_by_row_and_ends_as_if_shown_anew(
    shown: list[list[LinkRow]], column: int, upwards: bool
) -> None:
    order = Qt.SortOrder.AscendingOrder if upwards else Qt.SortOrder.DescendingOrder
    model = LinkListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(column, order)
    held: dict[str, QPersistentModelIndex] = {}
    for rows in shown:
        before = {model.row(i).link_id for i in range(model.rowCount())}
        model.set_rows(rows)
        fresh = LinkListModel()
        fresh.sort(column, order)
        fresh.set_rows(rows)
        assert [model.row(i) for i in range(model.rowCount())] == [fresh.row(i) for i in range(fresh.rowCount())]
        after = {row.link_id for row in rows}
        if before and len(before ^ after) <= 64:  # else it was shown anew
            for link_id, index in held.items():
                assert (index.isValid() and model.row(index.row()).link_id == link_id) == (link_id in after)
        held = {row.link_id: QPersistentModelIndex(model.index(model.place_of(row.link_id), 0)) for row in rows}
    del tester


def test_one_change_is_told_of_one_row(panel: LinkListPanel) -> None:
    told: list[tuple[int, int]] = []
    panel.model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    panel.model.modelReset.connect(lambda: told.append((-1, -1)))
    panel.set_rows([replace(row, note="Other") if row.link_id == "l3" else row for row in ROWS])
    at = panel.model.place_of("l3")
    assert told == [(at, at)]


def test_each_row_is_told_whole(panel: LinkListPanel) -> None:
    row = LinkRow("l9", "tension", True, "Buses rust", "Trams rust", "why", "¶ 7", "¶ 4", 0, 0, "", "For trams")
    panel.set_rows([row, replace(ROWS[0], state="open")])
    said = [panel.model.index(i, LEFT).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(2)]
    assert said == [
        "“Buses rust” in tension with “Trams rust”, within “For trams”, ¶ 7 – ¶ 4, note: why",
        "“Trams pay” rebutted by “Fares are low”, ¶ 12 – ¶ 2, open",
    ]


def test_a_filter_says_what_it_hides(panel: LinkListPanel) -> None:
    panel.set_rows(ROWS[:2], 3)
    assert panel.count.isVisible() and panel.count.words == "2 of 3 links"
    panel.set_rows([], 3)
    assert panel.empty.text() == "The filter hides all 3 links." and panel.table.isHidden()
    panel.set_rows(ROWS, 3)
    assert panel.count.isHidden() and panel.empty.isHidden()


def test_who_follows_a_link_is_not_told_that_it_was_chosen(qtbot: QtBot, panel: LinkListPanel) -> None:
    chosen: list[str] = []
    panel.link_chosen.connect(chosen.append)
    panel.select("l1")
    panel.set_rows(ROWS[1:])
    panel.select(None)
    assert chosen == [] and not panel.table.selectionModel().hasSelection()
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert chosen[-1] == "l3"
