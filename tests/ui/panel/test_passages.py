"""The passages of the node panel: all in one list, worked by keys, in whole rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui.panel.sample import NODE, OTHER, click
from ui.panel.node_panel import NodePanel, PassageView
from ui.panel.passages import GAP, PassagesModel
from ui.panel.rows import ROW_ROLE
from ui.theme.theme import READING_LINE

# Of the offscreen platform, about what every window system does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LONG = "a passage of many words that goes on and on about trams " * 8
MANY = tuple(PassageView(f"p{at}", f"{at} {LONG}", f"¶ {at}") for at in range(20))


def current(panel: NodePanel) -> str:
    passage = panel.passages.current_passage()
    return passage.anchor_id if passage is not None else ""


def test_all_passages_stand_in_the_list_and_the_head_counts_them(panel: NodePanel) -> None:
    assert [p.anchor_id for p in panel.passages.passages()] == ["p1", "p2"]
    assert panel.passages_heading.words == "2 passages"
    assert panel.passages.shown_lines(0) == ["“the trams were full”"]
    panel.show_node(replace(NODE, passages=NODE.passages[:1]))
    assert panel.passages_heading.words == "Passage"


def test_the_head_names_the_place_of_the_current_one(qtbot: QtBot, panel: NodePanel) -> None:
    assert panel.place.words == "¶ 12, p. 3, in “Counting”"
    panel.passages.setFocus()
    qtbot.keyClick(panel.passages, Qt.Key.Key_Down)
    assert panel.place.words == "¶ 14"
    panel.show_node(replace(NODE, passages=(replace(NODE.passages[0], heading="What the counting of 1998 was for"),)))
    panel.resize(900, 154)
    assert panel.place.words == "¶ 12, p. 3" and panel.place.toolTip().endswith("was for”</qt>")


def test_a_click_and_enter_go_there(qtbot: QtBot, panel: NodePanel) -> None:
    passages = panel.passages
    middle = passages.visualRect(passages.model().index(1, 0)).center()
    with qtbot.waitSignal(panel.passage_clicked) as caught:
        click(qtbot, passages.viewport(), middle)
    assert caught.args == ["p2"]
    qtbot.keyClick(passages, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.passage_clicked) as caught:
        qtbot.keyClick(passages, Qt.Key.Key_Return)
    assert caught.args == ["p1"]


def test_delete_takes_the_passage_away(qtbot: QtBot, panel: NodePanel) -> None:
    panel.passages.setFocus()
    qtbot.keyClick(panel.passages, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.passage_remove_requested) as caught:
        qtbot.keyClick(panel.passages, Qt.Key.Key_Delete)
    assert caught.args == ["p2"]
    panel.show_node(replace(NODE, passages=NODE.passages[:1]))
    assert current(panel) == "p1"


def test_the_menu_goes_moves_and_removes(qtbot: QtBot, panel: NodePanel) -> None:
    menu = panel.passages.popup_menu(NODE.passages[1], panel.mapToGlobal(QPoint(0, 0)))
    there, away, gone = (action for action in menu.actions() if not action.isSeparator())
    assert gone.text() == "Remove this passage (the node stays)"
    for action, signal in (
        (there, panel.passage_clicked),
        (away, panel.passage_move_requested),
        (gone, panel.passage_remove_requested),
    ):
        with qtbot.waitSignal(signal) as caught:
            action.trigger()
        assert caught.args == ["p2"]
    menu.close()


def test_a_refresh_keeps_the_current_passage_and_another_node_begins_anew(panel: NodePanel) -> None:
    panel.passages.setCurrentIndex(panel.passages.model().index(1, 0))
    panel.show_node(replace(NODE, passages=(PassageView("p0", "new", "¶ 1"), *NODE.passages)))
    assert current(panel) == "p2"
    panel.show_node(replace(NODE, node_id="n9"))
    assert current(panel) == "p1"


def test_no_passage_says_how_to_get_one(panel: NodePanel) -> None:
    shown = panel.passages.grab().toImage()
    panel.show_node(OTHER)
    assert panel.passages.grab().toImage() != shown
    assert panel.passages.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert (panel.passages_heading.words, panel.place.words) == ("Passage", "")


@pytest.mark.parametrize("height", [154, 200, 333, 700])
@pytest.mark.parametrize("width", [480, 900, 1398])
@pytest.mark.parametrize("count", [1, 2, 3, 20])
def test_rows_are_whole_at_any_size(panel: NodePanel, width: int, height: int, count: int) -> None:
    panel.show_node(replace(NODE, node_id=f"n{count}", passages=MANY[:count]))
    panel.window().resize(width, height)
    panel.setGeometry(0, 0, width, height)
    passages = panel.passages
    port = passages.viewport().rect()
    shown = [passages.visualRect(passages.model().index(row, 0)) for row in range(count)]
    seen = [box for box in shown if box.top() < port.height()]
    assert seen and seen[-1].bottom() <= port.bottom()
    assert passages.geometry().bottom() <= height
    lines = [round((box.height() - (GAP if count > 1 else 0)) / READING_LINE) for box in shown]
    assert all(len(passages.shown_lines(row)) <= most for row, most in enumerate(lines))
    assert min(lines) >= (2 if count > 1 else 4)


def test_the_list_scrolls_by_whole_rows(qtbot: QtBot, panel: NodePanel) -> None:
    panel.show_node(replace(NODE, node_id="n3", passages=MANY))
    panel.passages.setFocus()
    for _ in range(7):
        qtbot.keyClick(panel.passages, Qt.Key.Key_Down)
    assert current(panel) == "p7"
    box = panel.passages.visualRect(panel.passages.currentIndex())
    assert panel.passages.viewport().rect().contains(box)
    assert box.top() % box.height() == 0


def test_more_height_shows_more_of_each_and_short_ones_take_no_more(panel: NodePanel) -> None:
    mixed = (MANY[0], PassageView("short", "three short words", "¶ 4"), MANY[2])
    panel.show_node(replace(NODE, passages=mixed))
    few = len(panel.passages.shown_lines(0))
    panel.resize(1398, 500)
    lines = [len(panel.passages.shown_lines(row)) for row in range(3)]
    assert lines[0] > few and lines[1] == 1
    last = panel.passages.visualRect(panel.passages.model().index(2, 0))
    assert panel.passages.viewport().rect().contains(last)


def test_long_passages_end_in_an_ellipsis_and_are_told_in_full(panel: NodePanel) -> None:
    panel.show_node(replace(NODE, passages=(PassageView("p1", "1 < 2 " + LONG, "¶ 12"),)))
    assert panel.passages.shown_lines()[-1].endswith("…")
    index = panel.passages.model().index(0, 0)
    assert index.data(ROW_ROLE).quote.startswith("1 < 2 a passage")
    assert "1 &lt; 2 a passage" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("¶ 12")


def test_the_model_is_sound() -> None:
    model = PassagesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(MANY)
    model.set_rows(())
    del tester


def test_quotations_keep_their_size_when_the_article_is_zoomed(panel: NodePanel) -> None:
    panel.show_node(replace(NODE, passages=MANY[:3]))
    before = [panel.passages.shown_lines(row) for row in range(3)]
    panel._theme.set_reading(replace(panel._theme.reading, size=32))
    assert [panel.passages.shown_lines(row) for row in range(3)] == before
