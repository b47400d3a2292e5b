"""Tags, passages and links of the node panel under real keys and presses."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.panel.sample import NODE, OTHER, click
from ui.panel.node_panel import NodePanel

# Of the offscreen platform, about what every window system does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


# -- tags


def test_a_tag_is_typed_and_entered(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.tags.add)
    assert panel.tags.line.hasFocus()
    qtbot.keyClicks(panel.tags.line, "fares, transport")
    with qtbot.waitSignal(panel.tags_committed) as caught:
        qtbot.keyClick(panel.tags.line, Qt.Key.Key_Return)
    assert caught.args == ["n1", ["transport", "budget", "fares"]]
    assert panel.tags.line.isHidden()


def test_escape_leaves_the_tag_line(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.tags.add)
    qtbot.keyClicks(panel.tags.line, "fares")
    with qtbot.assertNotEmitted(panel.tags_committed):
        qtbot.keyClick(panel.tags.line, Qt.Key.Key_Escape)
        if panel.tags.line.isVisible():  # the first Escape closed the suggestions
            qtbot.keyClick(panel.tags.line, Qt.Key.Key_Escape)
    assert panel.tags.line.isHidden()


def test_known_tags_are_suggested(qtbot: QtBot, panel: NodePanel) -> None:
    completer = panel.tags.line.completer()
    completer.setCompletionPrefix("")
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "housing"


def test_a_refresh_keeps_the_tag_that_is_being_typed(qtbot: QtBot, panel: NodePanel) -> None:
    click(qtbot, panel.tags.add)
    qtbot.keyClicks(panel.tags.line, "far")
    panel.show_node(replace(NODE, tags=("transport",)))
    assert panel.tags.line.text() == "far"
    assert panel.tags.line.hasFocus()


def test_delete_and_the_cross_take_a_tag_away(qtbot: QtBot, panel: NodePanel) -> None:
    first, second = panel.tags.chips()
    first.setFocus()
    with qtbot.waitSignal(panel.tags_committed) as caught:
        qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert caught.args == ["n1", ["budget"]]
    with qtbot.waitSignal(panel.tags_committed) as caught:
        click(qtbot, second, QPoint(second.width() - 9, 10))
    assert caught.args == ["n1", ["transport"]]
    with qtbot.assertNotEmitted(panel.tags_committed):
        click(qtbot, second, QPoint(12, 10))


def test_tags_that_do_not_fit_are_counted(panel: NodePanel) -> None:
    many = tuple(f"a rather long tag {i}" for i in range(8))
    panel.show_node(replace(NODE, tags=many))
    shown = [chip for chip in panel.tags.chips() if chip.isVisible()]
    assert 0 < len(shown) < 8
    assert panel.tags.more.text() == f"+{8 - len(shown)}"
    assert panel.tags.add.geometry().right() < panel.tags.width()


# -- passages


def test_passages_are_paged_and_pressed(qtbot: QtBot, panel: NodePanel) -> None:
    assert (panel.place.words, panel.cite.words) == ("1 of 2 passages", "¶ 12")
    click(qtbot, panel.following)
    assert (panel.place.words, panel.cite.words) == ("2 of 2 passages", "¶ 14")
    assert not panel.following.isEnabled()
    with qtbot.waitSignal(panel.passage_clicked) as caught:
        click(qtbot, panel.quote)
    assert caught.args == ["p2"]
    panel.show_node(replace(NODE, note="x"))
    assert panel.cite.words == "¶ 14"
    panel.show_node(OTHER)
    assert panel.place.isHidden()


# -- links


def test_the_heading_counts_links_out_of_sight(panel: NodePanel) -> None:
    assert panel.links_count.words == "3, of which 1 out of sight"


def test_links_go_to_their_partner_by_click_and_by_key(qtbot: QtBot, panel: NodePanel) -> None:
    links = panel.links
    middle = links.visualRect(links.model().index(1, 0)).center()
    with qtbot.waitSignal(panel.link_partner_requested) as caught:
        click(qtbot, links.viewport(), middle)
    assert caught.args == ["l2"]
    qtbot.keyClick(links, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.link_partner_requested) as caught:
        qtbot.keyClick(links, Qt.Key.Key_Return)
    assert caught.args == ["l3"]


def test_tab_into_the_links_gives_them_a_current_row(qtbot: QtBot, panel: NodePanel) -> None:
    panel.note.setFocus()
    qtbot.keyClick(panel.note, Qt.Key.Key_Tab)
    assert panel.links.hasFocus()
    with qtbot.waitSignal(panel.link_delete_requested) as caught:
        qtbot.keyClick(panel.links, Qt.Key.Key_Delete)
    assert caught.args == ["l1"]


def test_after_a_deletion_the_next_link_is_current(qtbot: QtBot, panel: NodePanel) -> None:
    panel.links.setFocus()
    panel.show_node(replace(NODE, links=NODE.links[1:]))
    current = panel.links.current_link()
    assert current is not None and current.link_id == "l2"


def test_the_links_menu_changes_the_relation(qtbot: QtBot, panel: NodePanel) -> None:
    menu = panel.links.popup_menu(NODE.links[0], panel.mapToGlobal(QPoint(0, 0)))
    relations = next(a.menu() for a in menu.actions() if a.menu() is not None)
    assert isinstance(relations, QMenu)
    assert [a.data() for a in relations.actions() if a.isChecked()] == ["rebuts"]
    with qtbot.waitSignal(panel.link_kind_requested) as caught:
        next(a for a in relations.actions() if a.data() == "turns").trigger()
    assert caught.args == ["l1", "turns"]
    with qtbot.waitSignal(panel.link_delete_requested):
        menu.actions()[-1].trigger()
    menu.close()
