"""A correcting window on the screen, over an own text with passages of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.anchors import make_anchor
from ui.correcting.dialog import CorrectingDialog
from ui.correcting.findings import PassageToCarry
from ui.theme import Theme

TEXT = (
    "The square lost its bench in spring. A square without a bench is a road: nobody stays there any more.\n"
    "Owls 🦉🦉 nest in the tower; the café\u0301 below sells tea.\n"
    "שלום לכולם, זה משפט ארוך בעברית עם המילה tea באמצע.\n"
    "A bench costs four hundred\u00a0crowns. It lasts for twenty yeers and wants no care.\n"
    "The last line has no full stop and ends with the file"
)


def passage(words: str, kind: str = "claim", node: str = "", binned: bool = False, text: str = TEXT) -> PassageToCarry:
    """A passage over the first place of `words`; its anchor's id is known by `ids`."""
    start = text.index(words)
    anchor = make_anchor(text, f"node of {words}", "article", start, start + len(words))
    return PassageToCarry(anchor, kind, node or f"About {words}", binned)


PASSAGES = [
    passage("lost its bench in spring"),
    passage("Owls 🦉🦉 nest", "evidence"),
    passage("שלום לכולם", "rebuttal"),
    passage("It lasts for twenty yeers and wants no care", "evidence"),
    passage("ends with the file", "rebuttal"),
]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def make_dialog(qtbot: QtBot, theme: Theme) -> Iterator[Callable[..., CorrectingDialog]]:
    made: list[CorrectingDialog] = []

    def make(text: str = TEXT, anchors: list[PassageToCarry] = PASSAGES, **more: object) -> CorrectingDialog:
        dialog = CorrectingDialog(theme, "The bench", text, anchors, **more)  # type: ignore[arg-type]
        qtbot.addWidget(dialog, before_close_func=lambda widget: widget._close(widget.DialogCode.Rejected))
        made.append(dialog)
        dialog.resize(900, 640)
        dialog.show()
        qtbot.waitUntil(dialog.isActiveWindow)
        settled(qtbot, dialog)
        return dialog

    yield make


@pytest.fixture
def dialog(make_dialog: Callable[..., CorrectingDialog]) -> CorrectingDialog:
    return make_dialog()


def settled(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    """Wait until what is typed is compared."""
    qtbot.waitUntil(lambda: dialog.checker.findings is not None)
