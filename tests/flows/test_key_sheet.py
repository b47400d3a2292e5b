"""The list of all keys: one key away, wherever one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.flows.conftest import Desk
from ui.dialogs.keys import KeysDialog


@pytest.mark.parametrize("place", ["article", "outline"])
def test_a_question_mark_shows_all_keys_and_typed_in_an_editor_it_is_a_question_mark(desk: Desk, place: str) -> None:
    getattr(desk.left, place).setFocus()
    QTest.keyClicks(desk.focus(), "?")
    dialog = desk.window.findChild(KeysDialog)
    words = [row.words for row in dialog.rows]
    assert "Split the passage at the caret" in words and "By sentence" in words and "Undo" in words
    assert next(row.keys for row in dialog.rows if row.words == "Work under a recent parent") == "1 … 9"
    dialog.close()
    desk.click_row(desk.left, desk.roots(desk.left)[0])
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("Why?")
    desk.press(Qt.Key.Key_Return)
    assert desk.project.node(desk.roots(desk.left)[0]).text == "Why?"
