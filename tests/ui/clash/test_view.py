"""Going about in the table: cells, folds, choosing, searching, sorting, and what stays when the project changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.authoring import issues, nodes, several
from models.entities import Kind
from tests.ui.clash.hands import CONTROL, NONE, SHIFT, Driver, Key
from ui.clash.model import ANSWER, ASSESSMENT, BETTER, COLUMNS, LEADS, LEFT, LINK, NO, RIGHT, STRENGTH, WEIGHING

Told = Qt.ItemDataRole.AccessibleTextRole


def test_arrows_go_from_cell_to_cell_and_tell_what_is_selected(driver: Driver) -> None:
    driver.go("rebuts")
    driver.press(Key.Key_Right, Key.Key_Right)
    assert driver.view.currentIndex().column() == RIGHT
    assert driver.told("link_selected")[-1] == (driver.about("rebuts"), driver.about("b1"))
    driver.press(Key.Key_Down)
    assert driver.told("link_selected")[-1] == (driver.about("doubts"), driver.about("b3"))
    driver.press(Key.Key_End)
    assert driver.view.currentIndex().column() == LEADS
    driver.press(Key.Key_Home, Key.Key_Left)
    assert driver.current() == "[Does]"
    driver.press(Key.Key_End, with_=CONTROL)
    assert driver.current() == "shared"
    driver.go("a5")
    assert driver.told("node_selected")[-1] == (driver.about("a5"),)


def test_pages_and_all_rows(driver: Driver) -> None:
    driver.view.resize(1400, 240)
    driver.view.step_to(0)
    driver.press(Key.Key_PageDown)
    assert 2 <= driver.view.currentIndex().row() <= 5
    driver.press(Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageDown)
    assert driver.current() == "shared"
    driver.press(Key.Key_PageUp)
    assert driver.view.currentIndex().row() < driver.row("shared") - 2
    driver.press(*[Key.Key_PageUp] * 4)
    assert driver.current() == "[Does]"
    driver.press(Key.Key_A, with_=CONTROL)
    assert len(driver.view.chosen_lines()) == 7


def test_sections_fold_by_keys_and_mouse(driver: Driver) -> None:
    driver.view.step_to(0)
    driver.press(Key.Key_Left)
    assert driver.lines()[:2] == ["[Does]", "[Who]"]
    driver.press(Key.Key_Right)
    assert driver.lines()[:3] == ["[Does]", "rebuts", "doubts"]
    driver.go("doubts")
    cell = driver.view.cell_rect(0, LEFT)
    QTest.mouseClick(driver.view.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(20, cell.center().y()))
    assert driver.lines()[:2] == ["[Does]", "[Who]"] and driver.current() == "[Does]"
    driver.view.set_selection(None, driver.about("doubts"))
    assert driver.current() == "doubts" and driver.lines()[2] == "doubts"


def test_several_rows_are_chosen(driver: Driver) -> None:
    driver.go("rebuts")
    driver.press(Key.Key_Down, with_=SHIFT)
    assert [driver.name(key) for key in driver.view.chosen] == ["rebuts", "doubts"]
    place = driver.place("shared")
    QTest.mouseClick(driver.view.viewport(), Qt.MouseButton.LeftButton, CONTROL, place)
    assert [driver.name(key) for key in driver.view.chosen] == ["rebuts", "doubts", "shared"]
    selected = {index.row() for index in driver.view.selectionModel().selectedRows()}
    assert selected == {driver.row(name) for name in ("rebuts", "doubts", "shared")}
    driver.press(Key.Key_Escape)
    assert [driver.name(key) for key in driver.view.chosen] == ["shared"]
    QTest.mouseClick(driver.view.viewport(), Qt.MouseButton.LeftButton, SHIFT, driver.place("a5"))
    assert [driver.name(key) for key in driver.view.chosen] == ["a5", "b2", "shared"]


def test_letters_look_in_the_texts(driver: Driver) -> None:
    driver.go("rebuts")
    QTest.keyClicks(driver.view, "str")
    assert driver.current() == "tension"
    driver.go("rebuts", RIGHT)
    driver.view._typed = type(driver.view._typed)()
    QTest.keyClicks(driver.view, "bicy")
    assert driver.current() == "b2" and driver.view.currentIndex().column() == RIGHT


def test_heads_of_columns_sort(driver: Driver) -> None:
    for column, sort in ((STRENGTH, "strength"), (ANSWER, "status")):
        place = driver.view.head.place(column).center()
        QTest.mouseClick(driver.view.head.viewport(), Qt.MouseButton.LeftButton, NONE, place)
        assert driver.view.sort() == sort and not driver.view.descending
        QTest.mouseClick(driver.view.head.viewport(), Qt.MouseButton.LeftButton, NONE, place)
        assert driver.view.descending
    driver.go("rebuts")
    driver.press(Key.Key_Down, with_=Qt.KeyboardModifier.AltModifier)
    assert driver.edits == 0 and driver.told("told")
    QTest.mouseClick(driver.view.head.viewport(), Qt.MouseButton.LeftButton, NONE, driver.view.head.place(NO).center())
    assert driver.view.sort() == "issue"


def test_an_edit_elsewhere_leaves_editor_scroll_folds_and_selection(driver: Driver) -> None:
    view = driver.view
    view.resize(1400, 260)
    view.set_folded("rest", True)
    driver.go("b2", RIGHT)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    first = view.cell_rect(driver.row("b2"), LEFT).top()
    driver.press(Key.Key_F2)
    assert view._editor is not None
    QTest.keyClicks(view._editor, "Rails")
    case = driver.quarrel.pairing.left_case_id
    driver.workspace.do(lambda reader: nodes.add_node(reader, case, None, Kind.CLAIM, text="Depots need land"))
    assert view.is_editing and view._editor.toPlainText() == "Rails"
    assert view.is_folded("rest") and driver.current() == "b2"
    assert view._editor.geometry().top() - view.cell_rect(driver.row("b2"), RIGHT).top() == 5
    assert view.cell_rect(driver.row("b2"), LEFT).top() == first
    driver.type(" bend")
    assert driver.workspace.project.node(driver.about("b2")).text == "Rails bend"


def test_what_is_in_sight_stays_there_when_rows_come_above(driver: Driver) -> None:
    view = driver.view
    view.resize(1400, 260)
    driver.go("b2", RIGHT)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    top = view.cell_rect(driver.row("shared"), LEFT).top()
    case = driver.quarrel.pairing.left_case_id
    made = driver.workspace.do(lambda reader: nodes.add_node(reader, case, None, Kind.CLAIM, text="Depots need land"))
    driver.do(issues.file_rows, driver.pairing_id, [made], "pays")
    assert view.cell_rect(driver.row("shared"), LEFT).top() == top
    driver.do(issues.file_rows, driver.pairing_id, [driver.about("turns")], "pays")
    assert view.cell_rect(driver.row("shared"), LEFT).top() == top


def test_rows_put_into_a_folded_section_unfold_it(driver: Driver) -> None:
    driver.view.set_folded("issue gains", True)
    driver.go("turns")
    driver.press(Key.Key_H, with_=CONTROL)
    driver.choose(Key.Key_2)
    assert driver.current() == "turns" and not driver.view.is_folded("issue gains")


def test_what_was_typed_is_told_when_its_row_goes(driver: Driver, qapp: QApplication) -> None:
    driver.go("b2", RIGHT)
    driver.press(Key.Key_F2)
    assert driver.view._editor is not None
    QTest.keyClicks(driver.view._editor, "Lost")
    driver.keeps = lambda row: row.link is not None
    driver.refresh()
    assert not driver.view.is_editing
    qapp.processEvents()
    assert driver.workspace.project.node(driver.about("b2")).text == "Lost"


def test_all_hidden_by_filters_is_said(driver: Driver) -> None:
    driver.keeps = lambda _row: False
    driver.refresh()
    assert driver.lines() == [] and driver.view._empty.isVisible()
    assert "Filters hide all" in driver.view._empty.label.text()
    driver.keeps = None
    driver.refresh()
    assert driver.lines() and not driver.view._empty.isVisible()


def test_a_pairing_without_claims_says_what_to_do(driver: Driver) -> None:
    told: list[bool] = []
    driver.view.empty_button_clicked.connect(lambda: told.append(True))
    tops = [driver.about(name) for name in ("a1", "a3", "a4", "a5", "b1", "b2", "b4")]
    driver.workspace.do(lambda reader: several.delete_nodes(reader, tops))
    for issue in ("pays", "gains"):
        driver.do(issues.remove_issue, issue)
    assert driver.lines() == [] and driver.view._empty.isVisible()
    driver.view._empty.button.click()
    assert told == [True]


def test_the_selection_of_elsewhere_is_shown_without_an_echo(driver: Driver) -> None:
    driver.heard.clear()
    driver.view.set_selection(driver.about("b4"), driver.about("tension"))
    assert driver.current() == "tension" and driver.view.currentIndex().column() == RIGHT
    driver.view.set_selection(driver.about("a5"), None)
    assert driver.current() == "a5"
    driver.view.set_selection(None, None)
    assert driver.current() == "" and driver.view.chosen == [] and driver.heard == []


def test_a_reader_hears_each_row_whole(driver: Driver) -> None:
    model = driver.view.lines
    words = model.index(driver.row("rebuts"), LEFT).data(Told)
    for part in ("Trams pay for themselves", "Buses are cheaper", "rebuts", "met", "For trams", "Against trams", "¶ 1"):
        assert part in words
    assert "no point linked yet" in model.index(driver.row("a5"), NO).data(Told)
    head = model.index(0, LEFT).data(Told)
    assert "Does it pay?" in head and "2 clashes" in head and "1 open" in head and "unfolded" in head
    assert all(model.index(driver.row("turns"), column).data(Told) for column in range(COLUMNS))
    assert driver.view.accessibleName()


@pytest.mark.parametrize("width", [400, 640, 860, 1280, 1400, 1920])
def test_nothing_is_cut_off_at_any_width(driver: Driver, width: int) -> None:
    view = driver.view
    view.resize(width, 600)
    assert view.measure.plan.lane == (width < 1310)
    for name in ("rebuts", "a5", "b2", "shared"):
        cells = [view.cell_rect(driver.row(name), column) for column in range(COLUMNS)]
        shown = [cell for cell in cells if not cell.isEmpty()]
        assert all(cell.right() <= view.viewport().width() for cell in shown)
        for at, cell in enumerate(shown):
            assert not any(cell.intersects(other) for other in shown[at + 1 :])


def test_what_was_judged_is_reached_by_keys_in_a_narrow_table(driver: Driver) -> None:
    view = driver.view
    view.resize(860, 600)
    assert view.cell_rect(driver.row("rebuts"), BETTER).isEmpty()
    driver.go("rebuts", ANSWER)
    height = view.rowHeight(driver.row("rebuts"))
    driver.press(Key.Key_Right)
    assert view.currentIndex().column() == STRENGTH and view.rowHeight(driver.row("rebuts")) > height
    assert all(not view.cell_rect(driver.row("rebuts"), column).isEmpty() for column in ASSESSMENT)
    driver.press(Key.Key_Right, Key.Key_Right)
    driver.press(Key.Key_F2)
    driver.type("cost over comfort")
    assert driver.cell("rebuts", WEIGHING) == "cost over comfort"
    driver.go("doubts")
    assert not view.cell_rect(driver.row("rebuts"), WEIGHING).isEmpty()
    driver.go("rebuts", WEIGHING)
    assert view.currentIndex().column() == WEIGHING


def test_long_texts_end_in_an_ellipsis_and_the_tip_has_all_of_them(driver: Driver) -> None:
    long = "Trams " + "carry people and " * 300
    driver.workspace.do(lambda reader: nodes.change_text(reader, driver.about("a3"), long))
    assert driver.view.rowHeight(driver.row("tension")) < 160
    tip = driver.view.lines.index(driver.row("tension"), LEFT).data(Qt.ItemDataRole.ToolTipRole)
    assert len(tip) > 5000


def test_rows_are_copied_for_other_programs(driver: Driver) -> None:
    driver.go("rebuts")
    driver.press(Key.Key_Down, with_=SHIFT)
    driver.press(Key.Key_C, with_=CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().strip().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["No.", "1", "2"]
    assert lines[1].split("\t")[LINK] == "← rebuts" and "Buses are cheaper" in lines[1]
    assert data.html().count("<tr") == 3


def test_screen_readers_find_the_cells_where_they_are_seen(driver: Driver) -> None:
    driver.view.resize(860, 600)
    table = QAccessible.queryAccessibleInterface(driver.view)
    assert table.text(QAccessible.Text.Name) == "Clash table"
    place = driver.view.viewport().mapToGlobal(driver.view.cell_rect(driver.row("rebuts"), RIGHT).center())
    cell = table.childAt(place.x(), place.y())
    assert "Buses are cheaper" in cell.text(QAccessible.Text.Name)
    index = driver.view.lines.index(driver.row("rebuts"), RIGHT)
    assert cell.rect().size() == driver.view.visualRect(index).size()


def test_the_file_is_what_the_table_shows(driver: Driver, tmp_path: Path) -> None:
    driver.go("rebuts", LEADS)
    driver.press(Key.Key_1)
    from storage.store import SqliteStore

    other = SqliteStore(tmp_path / "trams.counterpoint")
    tables, _versions, _last = other.load()
    other.close()
    assert [clash.leads for clash in tables["clash"].values() if clash.link_id == driver.about("rebuts")] == [
        driver.quarrel.pairing.left_case_id
    ]


def test_a_head_says_how_many_of_its_rows_filters_hide(driver: Driver) -> None:
    driver.keeps = lambda row: row.about == driver.about("rebuts")
    driver.refresh()
    said = [driver.view.words.told(line, LEFT) for line in driver.view.lines.lines if line.is_head]
    assert "1 clash, 1 hidden" in said[0]
    assert "no clashes yet" in said[1]
    driver.keeps = lambda row: row.about == driver.about("turns")
    driver.refresh()
    said = [driver.view.words.told(line, LEFT) for line in driver.view.lines.lines if line.is_head]
    assert "2 hidden" in said[0] and "no clashes" not in said[0]
