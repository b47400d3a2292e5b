"""The panel at any width and height: nothing cut off, nothing over something else, all within reach of Tab."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panel.sample import NODE
from ui.panel.columns import note_areas
from ui.panel.node_panel import HistoryRow, NodePanel

# Of the offscreen platform, about what every window system does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

WIDTHS = (480, 640, 856, 900, 1100, 1398, 2400)
HEIGHTS = (154, 190, 260, 420, 900)
FULL = replace(
    NODE, text="a long text of a node " * 20, note="a **note** " * 60, tags=tuple(f"tag number {i}" for i in range(9))
)


def shown(panel: NodePanel) -> list[QWidget]:
    found = panel.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [part for part in found if isinstance(part, QWidget) and part.isVisible()]


@pytest.mark.parametrize("editing", [False, True])
@pytest.mark.parametrize("height", HEIGHTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_parts_stay_inside_and_apart(panel: NodePanel, width: int, height: int, editing: bool) -> None:
    panel.window().resize(width, height)
    panel.setGeometry(0, 0, width, height)
    panel.show_node(FULL)
    if editing:
        panel.edit_note()
    parts = shown(panel)
    assert len(parts) >= 10
    for part in parts:
        assert panel.rect().contains(part.geometry()), part
        assert part.width() > 0 and part.height() >= 20, part
    for at, part in enumerate(parts):
        for other in parts[at + 1 :]:
            assert not part.geometry().intersects(other.geometry()), (part, other)


@pytest.mark.parametrize("width", WIDTHS)
def test_columns_never_overlap(panel: NodePanel, width: int) -> None:
    panel.resize(width, 154)
    columns = panel.columns()
    assert all(left + wide < next_left for (left, wide), (next_left, _w) in pairwise(columns))
    assert columns[-1][0] + columns[-1][1] <= width - 16


def test_more_height_means_more_lines(panel: NodePanel) -> None:
    panel.show_node(FULL)
    low = panel.text.height(), panel.note.height(), panel.links.height()
    panel.window().resize(1398, 400)
    panel.resize(1398, 400)
    high = panel.text.height(), panel.note.height(), panel.links.height()
    assert all(more > less for less, more in zip(low, high, strict=True))
    assert panel.text.height() % 20 == 0 and panel.note.height() % 20 == 0


def test_the_note_is_edited_beside_below_or_in_turns_with_its_preview() -> None:
    beside = note_areas(400, 450, 154)
    assert beside.beside and not beside.editor.intersects(beside.preview)
    below = note_areas(200, 240, 400)
    assert not below.beside and not below.turns and below.editor.bottom() < below.preview.top()
    assert note_areas(200, 240, 154).turns


def test_tab_goes_through_everything_in_reading_order(qtbot: QtBot, panel: NodePanel) -> None:
    panel.set_history_source(lambda _node: [HistoryRow("e", "2025-01-31T12:00:00.000Z", "Ada", "Add")])
    panel.show_node(replace(NODE, tags=("transport", "budget", "fares")))
    panel.kind.setFocus()
    found: list[QWidget] = []
    while len(found) < 20:
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget.objectName() == "elsewhere" or widget in found:
            break
        found.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    chips = panel.tags.chips()
    expected = [
        panel.kind,
        panel.text,
        *chips,
        panel.tags.add,
        panel.passages,
        panel.note,
        panel.links_tab,
        panel.links,
    ]
    assert found == expected


def test_every_control_has_a_name(panel: NodePanel) -> None:
    panel.edit_note()
    panel.tags.start_adding()
    for widget in panel.findChildren(QWidget):
        assert isinstance(widget, QWidget)
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
            continue
        if widget.isWindow() or (parent := widget.parentWidget()) is None or parent.isWindow():
            continue  # the popup of the completer
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        if not widget.isHidden():
            assert interface.text(QAccessible.Text.Name), widget
