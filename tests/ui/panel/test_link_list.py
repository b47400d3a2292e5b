"""All links in a table: sorted, worked by keys, sound under Qt's own model tester."""

import pytest
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
