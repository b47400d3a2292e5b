"""Hands for the review: texts with every kind of trouble, and keys pressed where the focus is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.correcting.conftest import PASSAGES, TEXT, passage, settled
from ui.correcting.dialog import CorrectingDialog
from ui.correcting.paper import Paper
from ui.correcting.reviewing import Reviewing

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
PLAIN = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
MakeDialog = Callable[..., CorrectingDialog]

BINNED = [*PASSAGES, passage("below sells tea", "claim", "Thrown away", binned=True)]
# a slip mended, words gone, a sentence gone elsewhere, an odd passage with another word in it
NEW = (
    TEXT.replace("yeers", "years")
    .replace("Owls 🦉🦉 nest in the tower; the café\u0301 below sells tea.", "Nothing is left of the rest 🦊.")
    .replace("lost its bench", "lost a bench")
)


def reviewing(qtbot: QtBot, dialog: CorrectingDialog, new: str = NEW) -> Reviewing:
    """Change the text to `new` and go on to the review."""
    assert dialog.editor is not None
    dialog.editor.paper.retype(new)
    settled(qtbot, dialog)
    QTest.keyClick(dialog.editor.paper, Key.Key_Return, CTRL)
    assert dialog.review.isVisible() and dialog.review.reviewing is not None
    return dialog.review.reviewing


def exact(review: Reviewing, row: int) -> str:
    return review.items[row].passage.anchor.exact


def press(
    dialog: CorrectingDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """As a person: where the focus is."""
    QTest.keyClick(dialog.focusWidget(), key, modifiers)


def select(paper: Paper, words: str) -> None:
    """Select words by keys."""
    found = paper.document().find(words)
    cursor = paper.textCursor()
    cursor.setPosition(found.selectionStart())
    paper.setTextCursor(cursor)
    while paper.textCursor().selectedText() != words:
        before = paper.textCursor().position()
        QTest.keyClick(paper, Key.Key_Right, SHIFT)
        assert paper.textCursor().position() > before
