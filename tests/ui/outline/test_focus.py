"""One branch alone: its path above the rows, what the selection does, and how one comes out again."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.ui.outline import garden
from tests.ui.outline.hands import Key, heard, press, shown
from ui.path_bar import HEIGHT, PathBar


def texts(view):
    return [part.text() for part in view.path_bar._parts]


def test_a_branch_alone_has_its_path_above(view):
    view.set_selected_node("c")
    told, places = heard(view.node_selected), heard(view.scrolled)
    view.state.focus_on("b")
    assert shown(view) == "bcd"
    assert view.path_bar.isVisible() and texts(view) == ["Parks need more benches", "Walkers tire after ten minutes"]
    assert view.viewport().y() >= HEIGHT
    assert (view.selected_node(), told) == ("c", [])
    assert places
    view.state.focus_on(None)
    assert not view.path_bar.isVisible()
    assert view.viewport().y() < HEIGHT
    assert view.selected_node() == "c"


def test_a_selection_outside_goes_to_the_branch(view):
    view.set_selected_node("k")
    told = heard(view.node_selected)
    view.state.focus_on("g")
    assert (view.selected_node(), told) == ("g", ["g"])


def test_selecting_outside_the_branch_shows_the_whole_tree(view):
    view.state.focus_on("g")
    view.set_selected_node("c")
    assert shown(view) == "abcdefghijk"
    assert not view.path_bar.isVisible()


def test_rows_outside_the_branch_have_no_place(view):
    view.state.focus_on("g")
    assert view.row_span("c") is None
    assert view.row_span("g") == (0, 26)


def test_the_path_is_walked_by_keys_and_pressed(view, qtbot):
    view.state.focus_on("c")
    view.path_bar._parts[0].setFocus()
    press(view.path_bar._parts[0], Key.Key_Right)
    assert view.path_bar._parts[1].hasFocus()
    press(view.path_bar._parts[1], Key.Key_Return)
    assert view.outline.top == "b"
    assert view.path_bar._parts[-1].hasFocus()  # the keys are still in the path
    press(view.path_bar._parts[-1], Key.Key_Escape)
    assert view.hasFocus()
    QTest.mouseClick(view.path_bar.close_button, Qt.MouseButton.LeftButton)
    assert view.outline.top is None


def test_every_part_has_a_name_for_screen_readers(view):
    view.state.focus_on("c")
    names = [button.accessibleName() for button in view.path_bar.in_order()]
    assert names[0] == "Show the branch of Parks need more benches"
    assert names[-2] == "Branch on show: Survey of 400 walkers"
    assert names[-1] == "Show the whole tree"


def test_without_room_the_middle_goes_into_a_menu(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    bar = PathBar(theme, window)
    bar.resize(420, HEIGHT)
    window.show()
    path = [(f"n{i}", f"A point of some length, number {i}") for i in range(8)]
    bar.show_path(path)
    buttons = bar.in_order()
    assert [b.text() for b in buttons[:2]] == [path[0][1], "…"] and buttons[-2].text() == path[-1][1]
    edges = [button.geometry().right() for button in buttons]
    assert edges == sorted(edges) and edges[-1] <= bar.width()
    told = heard(bar.wanted)
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[1].trigger()
    menu.close()
    assert told == [path[2][0]]
    bar.resize(3000, HEIGHT)
    assert len(bar.in_order()) == 9


def test_the_path_follows_a_rewording(view, project):
    view.state.focus_on("b")
    garden.alter(project, "a", text="Benches first")
    garden.alter(project, "b", text="Walkers tire")
    view.refresh()
    assert texts(view) == ["Benches first", "Walkers tire"]
    assert view.outline.data(view.outline.index(0, 0)) == "Walkers tire"


def test_nothing_lands_beside_the_branch(view):
    from tests.ui.outline.test_drag import drag

    view.state.focus_on("a")
    asked = heard(view.reparent_requested)
    assert drag(view, view, "c", QPoint(40, 2))  # above the first row: its first child
    assert drag(view, view, "c", QPoint(10, 300))  # below the last: its last child
    assert asked == [(["c"], "a", "b"), (["c"], "a", "")]


def test_a_text_with_an_ampersand_is_no_key_and_no_markup(view):
    garden.alter(view.outline.project, "b", text="<b>Rest</b> &Recreation, don't hurry")
    view.state.focus_on("c")
    part = view.path_bar.in_order()[1]
    assert part.text() == "<b>Rest</b> &Recreation, don't hurry"
    assert part.shortcut().isEmpty()
    tip = QTextDocument()
    tip.setHtml(part.toolTip())
    assert part.toolTip().startswith("<qt>") and tip.toPlainText() == part.text()
