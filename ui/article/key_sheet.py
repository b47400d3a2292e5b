"""The keys of the article and the node panel as the cheat sheet shows them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from models.messages import N_, _
from ui.article.find_parts import ALT_SWITCHES
from ui.article.keys import KEYS, ArticleKey

Row = tuple[str, str]  # what is done, the keys

CARET: tuple[Row, ...] = (
    (N_("By word"), "Ctrl+Left / Ctrl+Right"),
    (N_("By sentence"), "Alt+Left / Alt+Right"),
    (N_("By paragraph"), "Ctrl+Up / Ctrl+Down"),
    (N_("To the ends of the line"), "Home / End"),
    (N_("To the ends of the text"), "Ctrl+Home / Ctrl+End"),
    (N_("Select on the way"), "Shift"),
    (N_("Drop the selection"), "Esc"),
)
CHANGING: tuple[Row, ...] = (
    (N_("Move this end by word"), "Left / Right"),
    (N_("Move this end by character"), "Shift+Left / Shift+Right"),
    (N_("Take the other end"), "Tab / X"),
    (N_("Keep the change"), "Enter"),
    (N_("Leave the passage as it was"), "Esc"),
)
FINDING: tuple[Row, ...] = (
    (N_("Next match, previous match"), "Enter / Shift+Enter"),
    (N_("Earlier searches"), "Up / Down"),
    (N_("Case, whole words, regular expression"), "Alt+C / Alt+W / Alt+R"),
    (N_("Annotate all that was found"), "Alt+A"),
    (N_("Back to the article, the match selected"), "Esc"),
)
NODE_PANEL: tuple[Row, ...] = (
    (N_("Leave the text and keep it"), "Enter"),
    (N_("Put the text back as it was (Ctrl+Z brings it again)"), "Esc"),
    (N_("Leave the note and keep it"), "Ctrl+Enter / Esc"),
    (N_("The note and its preview"), "Ctrl+Shift+V"),
    (N_("Bold, italic"), "Ctrl+B / Ctrl+I"),
)


def sections() -> list[tuple[str, list[Row]]]:
    """(name, rows) of what acts only while an article, its find bar or the node panel has the focus."""
    return [
        (_("In the article"), _letters()),
        (_("The caret in the article"), _translated(CARET)),
        (_("While changing a passage (X)"), _translated(CHANGING)),
        (_("While finding"), _translated(FINDING if ALT_SWITCHES else [row for row in FINDING if "Alt" not in row[1]])),
        (_("In the node panel"), _translated(NODE_PANEL)),
    ]


def _letters() -> list[Row]:
    """One row for each thing that is done, however many keys do it."""
    ways: dict[str, list[str]] = {}
    for each in KEYS:
        ways.setdefault(_(each.words), []).append(_native(each))
    digits = _(next(each.words for each in KEYS if each.name == "recent_parent_1"))
    ways[digits] = [f"{ways[digits][0]} … 9"]
    return [(words, " / ".join(dict.fromkeys(keys))) for words, keys in ways.items()]


def _native(each: ArticleKey) -> str:
    key = Qt.Key.Key_Enter if each.key == Qt.Key.Key_Return else each.key  # as it stands on most keyboards
    keys = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{_('Shift')}+{keys}" if each.shift else keys


def _translated(rows: Sequence[Row]) -> list[Row]:
    return [(_(words), keys) for words, keys in rows]
