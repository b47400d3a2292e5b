"""The mouse in the table: rows, headings and points are carried, menus open where the pointer is."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.clash.hands import NONE, SHIFT, Driver, Key
from ui.clash.model import LEFT, WEIGHING


def drop(driver: Driver, data: QMimeData, place: QPoint) -> None:
    """The pointer comes with something and lets it go."""
    over = QDragMoveEvent(place, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NONE)
    driver.view.dragMoveEvent(over)
    driver.view.viewport().repaint()
    dropped = QDropEvent(QPointF(place), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NONE)
    driver.view.dropEvent(dropped)


def carried(driver: Driver, name: str) -> QMimeData:
    line = driver.view.lines.line(driver.row(name))
    assert line is not None
    return driver.view._dragging.mime(line)


def test_rows_are_dragged_to_headings_and_places(driver: Driver) -> None:
    driver.go("turns")
    drop(driver, carried(driver, "turns"), driver.view.cell_rect(driver.row("issue gains"), LEFT).center())
    assert driver.lines()[3:5] == ["[Who]", "turns"]
    box = driver.view.cell_rect(driver.row("doubts"), LEFT)
    drop(driver, carried(driver, "turns"), box.topLeft() + QPoint(60, 4))
    assert driver.lines()[:4] == ["[Does]", "rebuts", "turns", "doubts"]
    assert driver.edits == 2


def test_headings_are_dragged_and_common_ground_stays(driver: Driver) -> None:
    box = driver.view.cell_rect(driver.row("issue pays"), LEFT)
    drop(driver, carried(driver, "issue gains"), box.topLeft() + QPoint(60, 4))
    assert driver.lines()[:2] == ["[Who]", "[Does]"]
    box = driver.view.cell_rect(driver.row("issue pays"), LEFT)
    drop(driver, carried(driver, "shared"), box.center())
    assert driver.lines()[-1] == "shared" and driver.edits == 1


def test_a_point_is_linked_by_letting_it_go_on_an_empty_cell(driver: Driver) -> None:
    cell = driver.view.cell_rect(driver.row("b2"), LEFT)
    drop(driver, carried(driver, "a5"), cell.center())
    ((source, target, _place),) = driver.told("link_dropped")
    assert (source, target) == (driver.about("a5"), driver.about("b2"))
    drop(driver, carried(driver, "b2"), cell.center())
    assert len(driver.told("link_dropped")) == 1 and driver.edits == 0


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text().split("\t")[0]: action for action in menu.actions() if not action.isSeparator()}


def test_the_context_menu_has_everything(driver: Driver) -> None:
    driver.go("rebuts", WEIGHING)
    spot = driver.place("rebuts", WEIGHING)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, driver.view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(driver.view.viewport(), event)
    found = entries(driver.menu())
    for part in ("Relation", "Strength", "Better evidence", "Weighing…", "Leads", "Put under", "Sort rows by"):
        assert part in found
    found["Weighing…"].trigger()
    driver.menu().close()
    QApplication.processEvents()
    assert driver.view.is_editing
    driver.type("size over speed")
    assert driver.cell("rebuts", WEIGHING) == "size over speed"


def test_the_context_menu_of_several_rows_is_about_all_of_them(driver: Driver) -> None:
    driver.go("rebuts")
    driver.press(Key.Key_Down, with_=SHIFT)
    spot = driver.place("doubts")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, driver.view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(driver.view.viewport(), event)
    found = entries(driver.menu())
    assert "2 rows" in found and "Delete 2 links" in found and "Strength" not in found
    below = found["Put under"].menu()
    assert isinstance(below, QMenu)
    entries(below)["Who gains?"].trigger()
    driver.menu().close()
    assert driver.lines()[:4] == ["[Does]", "[Who]", "rebuts", "doubts"] and driver.edits == 1
