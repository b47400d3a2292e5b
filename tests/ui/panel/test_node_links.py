"""The links of the node panel under real keys and presses."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.panel.sample import NODE, click
from ui.panel.node_panel import NodePanel

# Of the offscreen platform, about what every window system does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


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
    assert panel.links_tab.hasFocus()
    qtbot.keyClick(panel.links_tab, Qt.Key.Key_Tab)
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
