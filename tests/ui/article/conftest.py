"""An article view on the screen, with an own text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.texts import plain_layout
from ui.article.view import ArticleView, Highlight
from ui.theme import Theme

TEXT = (
    "The square lost its bench in spring. A square without a bench is a road. People walk through and do not stay.\n\n"
    "Owls 🦉🦉 nest in the tower; the café\u0301 below sells tea. Nobody counts them twice, and nobody asks why.\n\n"
    "שלום לכולם, זה משפט ארוך בעברית עם המילה tea באמצע.\n\n"
    "The last line has no full stop and ends with the file"
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def make_view(qtbot: QtBot, theme: Theme) -> Iterator[Callable[..., ArticleView]]:
    def make(text: str = TEXT, mirrored: bool = False, width: int = 650, height: int = 444) -> ArticleView:
        view = ArticleView(theme, mirrored)
        qtbot.addWidget(view)
        view.animated = False
        view.resize(width, height)
        if text:
            view.set_article(text, plain_layout(text))
        view.show()
        qtbot.waitExposed(view)
        view.setFocus()
        return view

    yield make


@pytest.fixture
def view(make_view: Callable[..., ArticleView]) -> ArticleView:
    return make_view()


def mark(text: str, words: str, node: str, kind: str = "claim") -> Highlight:
    start = text.index(words)
    return Highlight(f"anchor-{node}", node, start, start + len(words), kind)


def at(view: ArticleView, offset: int, right: int = 2) -> QPoint:
    """A point of the viewport a little right of where the character at `offset` begins."""
    document = view._document
    assert document is not None
    x = view.columns.text_x + document.caret_x(offset) + right
    return QPoint(round(x), document.line_top(offset) - view.scroll_position + 12)
