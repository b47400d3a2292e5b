"""The article's keys, in force while it has the focus: one table of letters, one of ways the caret moves."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from models.messages import N_

Key, Standard = Qt.Key, QKeySequence.StandardKey
_SHIFT, _CONTROL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NONE, _KEYPAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True, slots=True)
class ArticleKey:
    """A key pressed alone or with Shift. `name` is what the view does; `held`: a key held down does it again."""

    key: Qt.Key
    shift: bool
    name: str
    words: str
    held: bool = False


KEYS: tuple[ArticleKey, ...] = (
    ArticleKey(Key.Key_C, False, "claim", N_("New claim below the selected node")),
    ArticleKey(Key.Key_C, True, "claim_beside", N_("New claim beside the selected node")),
    ArticleKey(Key.Key_E, False, "evidence", N_("New evidence below the selected node")),
    ArticleKey(Key.Key_E, True, "evidence_beside", N_("New evidence beside the selected node")),
    ArticleKey(Key.Key_R, False, "rebuttal", N_("New rebuttal below the selected node")),
    ArticleKey(Key.Key_R, True, "rebuttal_beside", N_("New rebuttal beside the selected node")),
    ArticleKey(Key.Key_N, False, "next_passage", N_("Next passage"), True),
    ArticleKey(Key.Key_N, True, "previous_passage", N_("Previous passage"), True),
    ArticleKey(Key.Key_U, False, "next_uncovered", N_("Select the next sentence without a passage"), True),
    ArticleKey(Key.Key_U, True, "previous_uncovered", N_("Select the previous sentence without a passage"), True),
    ArticleKey(Key.Key_W, False, "widen", N_("Widen the selection: word, clause, sentence, paragraph"), True),
    ArticleKey(Key.Key_W, True, "narrow", N_("Narrow the selection again"), True),
    ArticleKey(Key.Key_X, False, "change_passage", N_("Change where the passage begins and ends")),
    ArticleKey(Key.Key_X, True, "change_passage_exactly", N_("The same, to the character instead of the word")),
    ArticleKey(Key.Key_A, False, "add_passage", N_("Add a further passage to the selected node")),
    ArticleKey(Key.Key_S, False, "split_passage", N_("Split the passage at the caret")),
    ArticleKey(Key.Key_M, False, "move_passage", N_("Move the passage at the caret to another node")),
    ArticleKey(Key.Key_Delete, False, "remove_passage", N_("Remove the passage at the caret; its node stays")),
    ArticleKey(Key.Key_Backspace, False, "remove_passage", N_("Remove the passage at the caret; its node stays")),
    ArticleKey(Key.Key_P, False, "pick_parent", N_("Choose the node to work under")),
    ArticleKey(Key.Key_O, False, "outward", N_("Work under the parent of the selected node")),
    ArticleKey(Key.Key_T, False, "pick_tags", N_("Tag the selected node")),
    ArticleKey(
        Key.Key_Return, False, "select_node", N_("Select the node of the passage at the caret; again: the next"), True
    ),
    ArticleKey(
        Key.Key_Enter, False, "select_node", N_("Select the node of the passage at the caret; again: the next"), True
    ),
    *(
        ArticleKey(Qt.Key(Key.Key_0 + digit), shift, f"recent_parent_{digit}", N_("Work under a recent parent"))
        for digit in range(1, 10)
        for shift in (False, True)  # French keyboards need Shift for digits
    ),
)
_BY_KEY = {(each.key, each.shift): each for each in KEYS}


def letter(event: QKeyEvent) -> ArticleKey | None:
    """The row of KEYS that a key event asks for."""
    modifiers = event.modifiers() & ~_KEYPAD
    if modifiers not in (_NONE, _SHIFT):
        return None
    return _BY_KEY.get((Qt.Key(event.key()), modifiers == _SHIFT))


# -- moving the caret

STANDARD: tuple[tuple[QKeySequence.StandardKey, str, bool], ...] = (
    (Standard.MoveToNextChar, "right", False),
    (Standard.SelectNextChar, "right", True),
    (Standard.MoveToPreviousChar, "left", False),
    (Standard.SelectPreviousChar, "left", True),
    (Standard.MoveToNextWord, "word_right", False),
    (Standard.SelectNextWord, "word_right", True),
    (Standard.MoveToPreviousWord, "word_left", False),
    (Standard.SelectPreviousWord, "word_left", True),
    (Standard.MoveToNextLine, "line_down", False),
    (Standard.SelectNextLine, "line_down", True),
    (Standard.MoveToPreviousLine, "line_up", False),
    (Standard.SelectPreviousLine, "line_up", True),
    (Standard.MoveToNextPage, "page_down", False),
    (Standard.SelectNextPage, "page_down", True),
    (Standard.MoveToPreviousPage, "page_up", False),
    (Standard.SelectPreviousPage, "page_up", True),
    (Standard.MoveToStartOfLine, "line_start", False),
    (Standard.SelectStartOfLine, "line_start", True),
    (Standard.MoveToEndOfLine, "line_end", False),
    (Standard.SelectEndOfLine, "line_end", True),
    (Standard.MoveToStartOfBlock, "paragraph_up", False),
    (Standard.SelectStartOfBlock, "paragraph_up", True),
    (Standard.MoveToEndOfBlock, "paragraph_down", False),
    (Standard.SelectEndOfBlock, "paragraph_down", True),
    (Standard.MoveToStartOfDocument, "text_start", False),
    (Standard.SelectStartOfDocument, "text_start", True),
    (Standard.MoveToEndOfDocument, "text_end", False),
    (Standard.SelectEndOfDocument, "text_end", True),
)
# what the system's own keys leave free; macOS has Alt with the arrows for words, so Cmd+Alt is there for sentences
OWN: dict[tuple[Qt.Key, Qt.KeyboardModifier], str] = {
    (Key.Key_Up, _CONTROL): "paragraph_up",
    (Key.Key_Down, _CONTROL): "paragraph_down",
    (Key.Key_Left, _ALT): "sentence_left",
    (Key.Key_Right, _ALT): "sentence_right",
    (Key.Key_Left, _ALT | _CONTROL): "sentence_left",
    (Key.Key_Right, _ALT | _CONTROL): "sentence_right",
}
_STEERING = frozenset(
    {Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown}
)


def motion(event: QKeyEvent) -> tuple[str, bool] | None:
    """How a key moves the caret, and whether it extends the selection. What the system says goes before our own."""
    for standard, name, extends in STANDARD:
        if event.matches(standard):
            return name, extends
    modifiers = event.modifiers() & ~_KEYPAD
    own = OWN.get((Qt.Key(event.key()), modifiers & ~_SHIFT))
    return (own, bool(modifiers & _SHIFT)) if own else None


def is_ours(event: QKeyEvent) -> bool:
    """Keys that no shortcut of the window may take."""
    return (
        letter(event) is not None
        or event.matches(Standard.Copy)
        or event.matches(Standard.SelectAll)
        or (event.key() in _STEERING and motion(event) is not None)
    )
