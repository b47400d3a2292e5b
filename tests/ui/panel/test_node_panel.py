"""The node panel under real keys and presses: what it asks for, and what survives a refresh."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panel.sample import CONTROL, NODE, OTHER, click, elsewhere
from ui.panel.node_panel import NodePanel

# Of the offscreen platform, about what every window system does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


# -- the kind


def test_the_kind_menu_asks_for_another_kind(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.kind)
    qtbot.waitUntil(panel.kind.menu.isVisible)
    with qtbot.waitSignal(panel.kind_requested) as caught:
        qtbot.keyClick(panel.kind.menu, Qt.Key.Key_Down)
        qtbot.keyClick(panel.kind.menu, Qt.Key.Key_Return)
    assert caught.args == ["n1", "evidence"]
    assert panel.kind.words() == "Claim"  # until the edit has been made
    assert panel.kind.actions_by_kind["claim"].isChecked()
    panel.show_node(replace(NODE, kind="evidence"))
    assert panel.kind.words() == "Evidence"


def test_choosing_the_same_kind_asks_nothing(qtbot: QtBot, panel: NodePanel) -> None:
    with qtbot.assertNotEmitted(panel.kind_requested):
        panel.kind.actions_by_kind["claim"].trigger()


def test_undercut_and_unstated_are_named(panel: NodePanel) -> None:
    panel.show_node(replace(NODE, kind="rebuttal", inference=True, implicit=True))
    assert panel.kind.words() == "Rebuttal, undercut, unstated"


def test_status_is_shown_in_words(panel: NodePanel) -> None:
    assert panel.status.accessibleName() == "partly answered"
    panel.show_node(replace(NODE, status=""))
    assert panel.status.isHidden()


# -- the text


def test_a_click_and_enter_reword_the_node(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.text.viewport())
    assert panel.text.hasFocus()
    qtbot.keyClick(panel.text, Qt.Key.Key_End)
    qtbot.keyClicks(panel.text, " early")
    with qtbot.waitSignal(panel.text_committed) as caught:
        qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    assert caught.args == ["n1", "Trams pay for themselves early"]
    assert not panel.text.hasFocus()


def test_f2_edits_the_text_and_escape_puts_it_back(qtbot: QtBot, panel: NodePanel) -> None:
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_F2)
    assert panel.text.hasFocus()
    qtbot.keyClicks(panel.text, "gone")
    assert panel.text.text() == "gone"
    with (
        qtbot.assertNotEmitted(panel.text_committed),
        qtbot.waitSignals([panel.draft_discarded, panel.editor_left]),
    ):
        qtbot.keyClick(panel.text, Qt.Key.Key_Escape)
    assert panel.text.text() == "Trams pay for themselves"
    assert not panel.text.hasFocus()


def test_a_node_never_loses_all_its_text(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_text()
    qtbot.keyClick(panel.text, Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(panel.text_committed):
        qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    assert panel.text.text() == "Trams pay for themselves"


def test_non_breaking_spaces_survive_an_edit(qtbot: QtBot, panel: NodePanel) -> None:
    panel.show_node(replace(NODE, text="20\u00a0percent\nmore"))
    panel.text.setFocus()
    qtbot.keyClick(panel.text, Qt.Key.Key_End, CONTROL)
    with qtbot.waitSignal(panel.text_committed) as caught:
        qtbot.keyClicks(panel.text, "!")
        qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    assert caught.args == ["n1", "20\u00a0percent\nmore!"]


# -- the note


def test_the_note_is_committed_when_the_focus_leaves(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.note.viewport())
    qtbot.keyClick(panel.note, Qt.Key.Key_End, CONTROL)
    qtbot.keyClick(panel.note, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.note, "- twice")
    with qtbot.waitSignal(panel.note_committed) as caught:
        elsewhere(panel).setFocus()
    assert caught.args == ["n1", "Check the *fares*.\n- twice"]


def test_control_enter_commits_the_note_once(qtbot: QtBot, panel: NodePanel) -> None:
    committed: list[str] = []
    panel.note_committed.connect(lambda _node, text: committed.append(text))
    panel.edit_note()
    qtbot.keyClicks(panel.note, "A")
    qtbot.keyClick(panel.note, Qt.Key.Key_Return, CONTROL)
    elsewhere(panel).setFocus()
    assert committed == ["ACheck the *fares*."]


def test_escape_leaves_the_note_and_keeps_it(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_note()
    qtbot.keyClicks(panel.note, "Who counted? ")
    with (
        qtbot.assertNotEmitted(panel.draft_discarded),
        qtbot.waitSignal(panel.editor_left),
        qtbot.waitSignal(panel.note_committed) as caught,
    ):
        qtbot.keyClick(panel.note, Qt.Key.Key_Escape)
    assert tuple(caught.args) == ("n1", "Who counted? Check the *fares*.")
    assert panel.note.text() == "Who counted? Check the *fares*."
    assert not panel.note.hasFocus()
    with qtbot.assertNotEmitted(panel.note_committed):
        panel.edit_note()
        qtbot.keyClick(panel.note, Qt.Key.Key_Escape)


def test_what_escape_put_away_comes_back_with_undo_in_the_field(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_text()
    panel.text.insertPlainText("Trams 🚋\u00a0")
    qtbot.keyClicks(panel.text, "cost more")
    qtbot.keyClick(panel.text, Qt.Key.Key_Escape)
    assert panel.text.text() == "Trams pay for themselves"
    panel.edit_text()
    with qtbot.waitSignal(panel.draft_changed) as caught:
        qtbot.keyClick(panel.text, Qt.Key.Key_Z, CONTROL)
    assert caught.args == ["n1", "text", "Trams 🚋\u00a0cost more"]
    with qtbot.waitSignal(panel.text_committed) as committed:
        qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    assert committed.args == ["n1", "Trams 🚋\u00a0cost more"]


def test_undo_right_after_escape_means_what_was_put_away(qtbot: QtBot, panel: NodePanel) -> None:
    undone: list[str] = []
    QShortcut(QKeySequence("Ctrl+Z"), panel.window()).activated.connect(lambda: undone.append("an edit"))
    panel.editor_left.connect(panel.setFocus)
    panel.edit_text()
    qtbot.keyClicks(panel.text, "gone")
    qtbot.keyClick(panel.text, Qt.Key.Key_Escape)
    assert panel.hasFocus()
    qtbot.keyClick(panel, Qt.Key.Key_Z, CONTROL)
    assert panel.text.hasFocus() and panel.text.text() == "gone" and undone == []
    qtbot.keyClick(panel.text, Qt.Key.Key_Escape)
    elsewhere(panel).setFocus()
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_Z, CONTROL)
    assert undone == ["an edit"] and panel.text.text() == "Trams pay for themselves"


def test_escape_from_a_text_that_nobody_changed_leaves_undo_alone(qtbot: QtBot, panel: NodePanel) -> None:
    undone: list[str] = []
    QShortcut(QKeySequence("Ctrl+Z"), panel.window()).activated.connect(lambda: undone.append("an edit"))
    panel.editor_left.connect(panel.setFocus)
    panel.edit_text()
    qtbot.keyClick(panel.text, Qt.Key.Key_Escape)
    qtbot.keyClick(panel, Qt.Key.Key_Z, CONTROL)
    assert undone == ["an edit"]


def test_an_untouched_note_is_not_committed(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_note()
    with qtbot.assertNotEmitted(panel.note_committed):
        elsewhere(panel).setFocus()


def test_every_keystroke_is_a_draft(qtbot: QtBot, panel: NodePanel) -> None:
    drafts: list[tuple[str, str, str]] = []
    panel.draft_changed.connect(lambda *draft: drafts.append(draft))
    panel.edit_note()
    qtbot.keyClicks(panel.note, "ab")
    assert drafts == [("n1", "note", "aCheck the *fares*."), ("n1", "note", "abCheck the *fares*.")]


def test_showing_a_node_is_no_draft(qtbot: QtBot, panel: NodePanel) -> None:
    with qtbot.assertNotEmitted(panel.draft_changed), qtbot.assertNotEmitted(panel.draft_discarded):
        panel.show_node(OTHER)
        panel.show_node(None)
        panel.show_node(NODE)


def test_what_is_typed_survives_a_refresh_of_the_same_node(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_note()
    qtbot.keyClicks(panel.note, "mine ")
    cursor = panel.note.textCursor().position()
    panel.show_node(replace(NODE, note="somebody else's", status="answered"))
    assert panel.note.text() == "mine Check the *fares*."
    assert panel.note.textCursor().position() == cursor == 5
    assert panel.note.hasFocus()
    assert panel.status.accessibleName() == "answered"
    with qtbot.waitSignal(panel.note_committed) as caught:
        qtbot.keyClick(panel.note, Qt.Key.Key_Return, CONTROL)
    assert caught.args == ["n1", "mine Check the *fares*."]


def test_another_window_in_front_neither_commits_nor_loses_what_is_typed(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_note()
    qtbot.keyClicks(panel.note, "mine ")
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.assertNotEmitted(panel.note_committed):
        other.show()
        other.activateWindow()
        qtbot.waitUntil(other.isActiveWindow)
        panel.show_node(replace(NODE, note="pulled from another window"))
    assert not panel.note.hasFocus()
    assert panel.note.text() == "mine Check the *fares*."
    panel.window().activateWindow()
    qtbot.waitUntil(panel.note.hasFocus)
    with qtbot.waitSignal(panel.note_committed) as caught:
        qtbot.keyClick(panel.note, Qt.Key.Key_Return, CONTROL)
    assert caught.args == ["n1", "mine Check the *fares*."]


def test_lines_typed_with_enter_keep_their_height(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_note()
    qtbot.keyClick(panel.note, Qt.Key.Key_Return)
    qtbot.keyClick(panel.note, Qt.Key.Key_Return)
    document = panel.note.document()
    tops = [document.findBlockByNumber(i).layout().position().y() for i in range(3)]
    assert [low - high for high, low in pairwise(tops)] == [20, 20]


def test_going_to_another_node_commits_what_was_typed_for_the_first(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_note()
    qtbot.keyClicks(panel.note, "mine ")
    with qtbot.waitSignal(panel.note_committed) as caught:
        panel.show_node(OTHER)
    assert caught.args == ["n1", "mine Check the *fares*."]
    assert panel.note.text() == ""


def test_a_change_made_elsewhere_shows_when_nothing_is_being_typed(panel: NodePanel) -> None:
    panel.edit_note()
    panel.show_node(replace(NODE, note="new", text="reworded"))
    assert (panel.note.text(), panel.text.text()) == ("new", "reworded")


def test_a_draft_of_a_crash_comes_back_as_something_unsaved(qtbot: QtBot, panel: NodePanel) -> None:
    panel.offer_draft("note", "half a thou")
    with qtbot.waitSignal(panel.note_committed) as caught:
        elsewhere(panel).setFocus()
    assert caught.args == ["n1", "half a thou"]


def test_editors_have_names_for_screen_readers(panel: NodePanel) -> None:
    assert panel.note.accessibleName() and panel.note.accessibleDescription()
    assert panel.text.accessibleName()


# -- the whole


def test_nothing_selected_is_one_calm_sentence(panel: NodePanel) -> None:
    shown = panel.grab().toImage()
    panel.show_node(None)
    assert all(child.isHidden() for child in panel.children() if isinstance(child, QWidget))
    assert panel.grab().toImage() != shown
    panel.show_node(NODE)
    assert panel.text.isVisible() and panel.links.isVisible()


def test_the_window_is_left_tidy(panel: NodePanel) -> None:
    assert QApplication.activePopupWidget() is None
