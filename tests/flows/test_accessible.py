"""Whoever hears the screen instead of seeing it: Qt's accessibility tree names every control."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QMenuBar, QWidget

from tests.flows.conftest import Desk
from ui.picker import Picker

CONTROLS = (QAbstractButton, QLineEdit, QComboBox)
INNER = ("qt_", "ScrollBar")  # parts of Qt's own widgets


def controls(window: QWidget) -> Iterator[QWidget]:
    """Everything on show in a window that a person can put the focus on or press."""
    for widget in window.findChildren(QWidget):
        takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or isinstance(widget, CONTROLS)
        if not takes_focus or not widget.isVisible() or isinstance(widget, QMenuBar) or widget.focusProxy() is not None:
            continue
        inside = type(widget.parentWidget()).__name__
        if widget.objectName().startswith(INNER[0]) or type(widget).__name__.endswith(INNER[1]):
            continue
        if inside in ("QComboBox", "QComboBoxPrivateContainer", "QTabBar") or inside.endswith("HeaderView"):
            continue
        yield widget


def nameless(window: QWidget) -> list[str]:
    found = []
    for widget in controls(window):
        said = QAccessible.queryAccessibleInterface(widget)
        if not said.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def test_every_control_of_the_window_has_a_name(desk: Desk) -> None:
    desk.click_row(desk.left, desk.roots(desk.left)[0])
    desk.window.actions_by_name["show_links"].trigger()
    assert sum(1 for _ in controls(desk.window)) > 15
    assert nameless(desk.window) == []


def test_the_picker_and_the_find_bar_have_names(desk: Desk) -> None:
    desk.left.article.setFocus()
    desk.window.actions_by_name["find_in_article"].trigger()
    assert len(list(controls(desk.left.find_bar))) > 5
    assert nameless(desk.left.find_bar) == []
    desk.window.actions_by_name["pick_parent"].trigger()
    picker = desk.window.findChild(Picker)
    assert picker is not None
    assert nameless(picker) == []


@pytest.mark.parametrize("action", ["reading", "show_keys", "correct_text"])
def test_every_control_of_a_dialog_has_a_name(desk: Desk, action: str) -> None:
    desk.left.article.setFocus()
    before = set(desk.window.findChildren(QWidget))
    desk.window.actions_by_name[action].trigger()
    dialog = next(w for w in desk.window.findChildren(QWidget) if w not in before and w.isWindow() and w.isVisible())
    assert list(controls(dialog))
    assert nameless(dialog) == []
    dialog.close()


def test_the_article_says_what_is_selected_and_which_node_a_passage_carries(desk: Desk) -> None:
    node = desk.project.node(desk.roots(desk.left)[0])
    anchor = desk.project.anchors(node.id)[0]
    article = desk.left.article

    def said(of: Callable[[], Any]) -> str:
        of()
        return str(QAccessible.queryAccessibleInterface(article).text(QAccessible.Text.Description))

    assert "only after" in said(lambda: article.select(anchor.start, anchor.end))
    assert node.text[:30] in said(lambda: article.select(anchor.start + 3, anchor.start + 3))
