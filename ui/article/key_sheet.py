"""The article's keys as the cheat sheet shows them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from models.messages import N_, _
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
FINDING: tuple[Row, ...] = (
    (N_("Next match, previous match"), "Enter / Shift+Enter"),
    (N_("Earlier searches"), "Up / Down"),
    (N_("Back to the article, the match selected"), "Esc"),
)


def sections() -> list[tuple[str, list[Row]]]:
    """(name, rows) of what acts only while an article or its find bar has the focus."""
    return [
        (_("In the article"), _letters()),
        (_("The caret in the article"), _translated(CARET)),
        (_("While finding"), _translated(FINDING)),
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


def _translated(rows: tuple[Row, ...]) -> list[Row]:
    return [(_(words), keys) for words, keys in rows]
