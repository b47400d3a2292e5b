"""The outline under a person's hands: keys, mouse, editor, and what stays put when the project changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.outline import garden
from tests.ui.outline.hands import ALT, SHIFT, Key, click, heard, middle, press, shown
from ui.outline.measures import ROW_HEIGHT, STATUS_WORD_X
from ui.outline.model import STATUS
from ui.outline.view import OutlineView

# -- selection


def test_keys_select_and_tell_once_each(view):
    told = heard(view.node_selected)
    press(view, Key.Key_Home)
    press(view, Key.Key_Down)
    press(view, Key.Key_Down)
    press(view, Key.Key_Up)
    press(view, Key.Key_End)
    press(view, Key.Key_PageUp)
    assert told == ["a", "b", "c", "b", "k", "a"]
    assert view.selected_node() == "a"


def test_selecting_from_outside_has_no_echo_and_unfolds_the_way(view):
    view.set_folded("a", True)
    told, folds = heard(view.node_selected), heard(view.fold_changed)
    view.set_selected_node("i")
    assert told == []
    assert len(folds) == 1
    assert view.selected_node() == "i"
    assert view.outline.node_at(view.currentIndex().row()) == "i"
    view.set_selected_node(None)
    assert view.selected_node() is None
    assert not view.selectionModel().hasSelection()
    assert told == []


def test_focus_alone_selects_nothing(view):
    told = heard(view.node_selected)
    view.clearFocus()
    view.setFocus()
    assert view.selected_node() is None
    assert not view.currentIndex().isValid()
    press(view, Key.Key_Down)
    assert told == ["a"]


def test_a_click_selects(view):
    told = heard(view.node_selected)
    click(view, "e")
    click(view, "e")
    assert told == ["e"]


def test_letters_search_and_no_window_shortcut_takes_them(qtbot, theme, project):
    window = QWidget()
    qtbot.addWidget(window)
    fired = []
    for keys in ("C", "Alt+Down", "Tab"):
        action = QAction(keys, window, shortcut=QKeySequence(keys))
        action.triggered.connect(lambda _on=False, keys=keys: fired.append(keys))
        window.addAction(action)
    view = OutlineView(theme, window)
    view.set_case(project, "C", garden.STATUS.get, garden.cite_of)
    window.show()
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.set_selected_node("a")
    garden.alter(project, "e", text="Cheap benches")
    view.refresh()
    moves = heard(view.move_requested)
    press(view, Key.Key_C)
    assert view.selected_node() == "e"
    press(view, Key.Key_Down, ALT)
    press(view, Key.Key_Tab)
    assert moves == [("e", 1)]
    assert fired == []
    assert view.hasFocus()


# -- folding


def test_left_and_right_fold_and_walk(view):
    view.set_selected_node("c")
    press(view, Key.Key_Left)
    assert view.selected_node() == "b"
    press(view, Key.Key_Left)
    assert shown(view) == "abefghijk"
    press(view, Key.Key_Right)
    assert shown(view) == "abcdefghijk"
    press(view, Key.Key_Right)
    assert view.selected_node() == "c"
    press(view, Key.Key_Right)
    assert view.selected_node() == "c"


def test_a_click_on_the_triangle_folds_and_selects_nothing(view):
    view.set_selected_node("k")
    told, folds = heard(view.node_selected), heard(view.fold_changed)
    click(view, "g", x=19 + 24)
    assert shown(view) == "abcdefgk"
    assert told == []
    assert len(folds) == 1
    assert view.selected_node() == "k"
    click(view, "g", x=19 + 24)
    assert shown(view) == "abcdefghijk"


def test_folding_over_the_selection_selects_what_hides_it(view):
    view.set_selected_node("h")
    told = heard(view.node_selected)
    click(view, "g", x=19 + 24)
    assert view.selected_node() == "g"
    assert told == ["g"]


def test_row_span_is_the_row_or_what_hides_it(view):
    top, bottom = view.row_span("e")
    assert (top, bottom) == (4 * ROW_HEIGHT, 5 * ROW_HEIGHT)
    view.set_folded("g", True)
    assert view.row_span("i") == view.row_span("g")
    assert view.row_span("nobody") is None


# -- moving


def repeat(view, kind, key, auto=True):
    QApplication.sendEvent(view, QKeyEvent(kind, key, ALT, "", auto))


def test_a_held_move_key_is_one_move(view, project):
    view.set_selected_node("b")
    moves = heard(view.move_requested)
    view.move_requested.connect(lambda node, steps: garden.move(project, node, steps))
    view.move_requested.connect(lambda *_: view.refresh())
    repeat(view, QEvent.Type.KeyPress, Key.Key_Down, auto=False)
    assert shown(view) == "aefbcdghijk"
    for _again in range(5):
        repeat(view, QEvent.Type.KeyRelease, Key.Key_Down)
        repeat(view, QEvent.Type.KeyPress, Key.Key_Down)
    assert shown(view) == "aefghijbcdk"
    assert moves == []
    assert [n.id for n in project.children("C", "a")] == ["b", "e", "g"]
    repeat(view, QEvent.Type.KeyRelease, Key.Key_Down, auto=False)
    assert moves == [("b", 2)]
    assert shown(view) == "aefghijbcdk"
    assert view.selected_node() == "b"


def test_letting_go_of_alt_ends_the_move(view):
    view.set_selected_node("g")
    moves = heard(view.move_requested)
    repeat(view, QEvent.Type.KeyPress, Key.Key_Up, auto=False)
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyRelease, Key.Key_Alt, Qt.KeyboardModifier.NoModifier))
    assert moves == [("g", -1)]
    repeat(view, QEvent.Type.KeyRelease, Key.Key_Up, auto=False)
    assert moves == [("g", -1)]
    assert shown(view) == "abcdefghijk"  # nobody performed it


def test_losing_the_focus_ends_the_move(view, qtbot):
    other = QWidget()
    view.set_selected_node("b")
    moves = heard(view.move_requested)
    repeat(view, QEvent.Type.KeyPress, Key.Key_Down, auto=False)
    view.clearFocus()
    assert moves == [("b", 1)]
    other.deleteLater()


def test_there_and_back_again_asks_for_nothing(view):
    view.set_selected_node("b")
    moves = heard(view.move_requested)
    repeat(view, QEvent.Type.KeyPress, Key.Key_Down, auto=False)
    repeat(view, QEvent.Type.KeyPress, Key.Key_Up, auto=False)
    repeat(view, QEvent.Type.KeyRelease, Key.Key_Up, auto=False)
    assert moves == []
    assert shown(view) == "abcdefghijk"


def test_tab_indents_and_shift_tab_outdents(view):
    view.set_selected_node("e")
    inward, outward = heard(view.indent_requested), heard(view.outdent_requested)
    press(view, Key.Key_Tab)
    press(view, Key.Key_Backtab, SHIFT)
    assert (inward, outward) == (["e"], ["e"])
    press(view, Key.Key_Right, ALT)
    press(view, Key.Key_Left, ALT)
    assert (inward, outward) == (["e", "e"], ["e", "e"])
    assert view.hasFocus()


def test_delete_and_new_nodes_are_asked_for(view):
    view.set_selected_node("e")
    deleted, beside, below = (
        heard(view.delete_requested),
        heard(view.new_sibling_requested),
        heard(view.new_child_requested),
    )
    press(view, Key.Key_Delete)
    press(view, Key.Key_Return)
    press(view, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (deleted, beside, below) == ([["e"]], ["e"], ["e"])
    assert not view.is_editing


@pytest.mark.parametrize(
    ("key", "signal"), [(Key.Key_Return, "new_sibling_requested"), (Key.Key_Tab, "indent_requested")]
)
def test_a_held_key_asks_once(view, key, signal):
    view.set_selected_node("e")
    told = heard(getattr(view, signal))
    for auto in (False, True, True):
        QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", auto))
    assert told == ["e"]


# -- refresh


def test_refresh_keeps_selection_and_what_is_in_sight(view, qtbot, theme):
    project = garden.make_wide_project(400)
    view.set_case(project, "C", garden.STATUS.get, garden.cite_of)
    view.set_selected_node("n000200")
    before = view.row_span("n000200")
    told = heard(view.node_selected)
    garden.add(project, garden.make_node("new", "r", "000003x"))
    view.refresh()
    assert view.row_span("n000200") == before
    garden.bin_branch(project, "n000010")
    garden.bin_branch(project, "n000011")
    view.refresh()
    assert view.row_span("n000200") == before
    assert view.selected_node() == "n000200"
    assert view.outline.node_at(view.currentIndex().row()) == "n000200"
    assert told == []


def test_a_deleted_selection_goes_to_a_neighbour_and_says_so(view, project):
    view.set_selected_node("e")
    told = heard(view.node_selected)
    garden.bin_branch(project, "e")
    view.refresh()
    assert view.selected_node() == view.outline.node_at(view.currentIndex().row())
    assert told == [view.selected_node()]


def test_a_selection_that_goes_with_everything_is_none(view, project):
    view.set_selected_node("k")
    for root in "ak":
        garden.bin_branch(project, root)
    view.refresh()
    assert view.selected_node() is None


def test_the_context_menu_names_the_row(view):
    asked = heard(view.context_menu_requested)
    place = middle(view, "d")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    assert asked == [("d", view.viewport().mapToGlobal(place))]


def test_an_empty_outline_says_what_to_do(view, project):
    view.set_empty_state("No points yet.", "Add a claim")
    assert not view._empty.isVisible()
    view.set_case(project, "D", garden.STATUS.get, garden.cite_of)
    assert view._empty.isVisible()
    pressed = []
    view.empty_button_clicked.connect(lambda: pressed.append(True))
    QTest.mouseClick(view._empty.button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


@pytest.mark.parametrize(("width", "status"), [(650, 96), (390, 24), (300, 0)])
def test_narrow_outlines_give_up_the_status_first(view, width, status):
    view.resize(width, 340)
    assert (0 if view.isColumnHidden(1) else view.columnWidth(1)) == status
    assert view.columnWidth(0) >= 160 + 52


def colour_at(view, node_id, x):
    top, _bottom = view.row_span(node_id)
    image = view.viewport().grab().toImage()
    return image.pixelColor(x, top + 3).name()


def test_selection_and_partners_are_tinted(view, theme):
    view.set_selected_node("e")
    view.set_partner_nodes(["b", "d"])
    tokens = theme.tokens
    assert colour_at(view, "e", 1) == tokens.accent.name()
    assert colour_at(view, "e", 400) == tokens.selection.name()
    assert colour_at(view, "b", 0) == tokens.accent.name()
    assert colour_at(view, "b", 400) == tokens.partner.name()
    assert colour_at(view, "d", 0) == tokens.partner.name()
    view.clearFocus()
    assert colour_at(view, "e", 400) == tokens.selection.name()
    theme.choose("dark")
    assert colour_at(view, "k", 600) == theme.tokens.paper.name()
    theme.choose("light")


def test_at_the_top_a_new_first_root_comes_into_sight(view, project):
    view.resize(650, 120)
    garden.add(project, garden.make_node("0", None, "0"))
    view.refresh()
    assert view.row_span("0") == (0, ROW_HEIGHT)


def test_the_selected_row_stays_in_sight_when_the_outline_gets_lower(qtbot, view):
    view.set_selected_node("k")
    for height in (200, 120, 60):
        view.resize(view.width(), height)
        top, bottom = view.row_span("k")
        assert top >= 0 and bottom <= view.viewport().height()


def test_a_row_scrolled_out_of_sight_is_not_brought_back_by_a_resize(qtbot, view):
    view.resize(650, 120)
    view.set_selected_node("a")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.resize(650, 110)
    assert view.row_span("a")[1] <= 0


def test_the_status_column_has_room_for_its_widest_word(theme, view):
    widest = QFontMetrics(theme.small_font(600)).horizontalAdvance("unanswered")
    assert view.columnWidth(STATUS) >= STATUS_WORD_X + widest
    view.edit_node("d")
    assert view.columnWidth(STATUS) >= STATUS_WORD_X + widest
