"""What every way of editing shares: the session, where an intent came from, and the edit itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from models.edits import Edit
from models.touched import touched
from ui.compare.split import SplitView
from ui.session import Session
from ui.side import Side


class Intents(QObject):
    """From views that only say what is wanted to the session that does it."""

    chosen = Signal()  # a node was selected by way of a view, or once more the one that is

    def __init__(self, split: SplitView, window: QWidget) -> None:
        super().__init__(window)
        self.window = window
        self.split = split
        self.session: Session | None = None
        self._pointed: QRect | None = None  # where the pointer let go of something
        self.place: QWidget = window  # where the last intent came from, and a refusal is shown

    def edit(
        self, place: QWidget, making: Callable[..., Any], *arguments: Any, then: Callable[[Any], None] | None = None
    ) -> None:
        """One edit: `making(reader, *arguments)`."""
        self.place = place
        if self.session is not None:
            self.session.do(lambda reader: making(reader, *arguments), then=then)

    def refuse(self, place: QWidget, sentence: str) -> None:
        self.place = place
        if self.session is not None:
            self.session.refused.emit(sentence)

    def refuse_drop(self, place: QWidget, sentence: str) -> None:
        """Say why something could not be let go of where the pointer is."""
        self._pointed = QRect(QCursor.pos() - QPoint(8, 8), QSize(16, 16))
        self.refuse(place, sentence)
        self._pointed = None

    def select(self, node_id: str | None, origin: QWidget | None = None) -> None:
        """Select a node. `origin`: the view that shows it already and need not go there."""
        if self.session is not None:
            self.place = origin or self.window
            self.session.select(node_id)
            self.chosen.emit()

    def follow(self, edit: Edit) -> None:
        """Show where an undo or redo has happened; words that are no passage any more are selected again."""
        if self.session is None:
            return
        project = self.session.project
        pairing = next((c.row for c in edit.changes if c.table == "pairing" and project.has("pairing", c.row)), None)
        shown = self.session.pairing
        if pairing is not None and project.pairing(pairing).binned_by is None and (not shown or shown.id != pairing):
            self.session.show_pairing(pairing)
        found = touched(project, edit)
        if found is None:
            return
        side = next((s for s in self.split.sides() if s.case is not None and s.case.id == found.case_id), None)
        if found.node_id is not None:
            self.select(found.node_id)
        if side is None:
            return
        if found.place is not None:
            side.article.reveal(found.place[0], flash=False)
            side.article.select(*found.place)
        elif found.node_id is not None:
            side.article.reveal_node(found.node_id)
            anchor = self.session.project.entity("anchor", found.anchor_id or "") if self.session is not None else None
            if anchor is not None and side.case is not None and anchor.article_id == side.case.article_id:
                side.article.reveal(anchor.start, flash=False)

    def side(self) -> Side:
        """The side that has the focus, else the only one on show, else the one of the selected node, else the left."""
        split = self.split
        return split.side_of_focus() or split.side_in_front() or split.side_of_selection() or split.left

    def place_of_refusal(self) -> QRect:
        """Where the last intent came from, in global pixels: the selected words or row where they can be seen."""
        if self._pointed is not None:
            return self._pointed
        view = self.place if isValid(self.place) and self.place.isVisible() else self.window
        node = self.session.selected_node if self.session is not None else None
        span: tuple[int, int] | None = None
        port: QWidget = view
        for side in self.split.sides():
            if view is side.article:
                lines, port = side.article.selected_lines(), side.article.viewport()
                box = lines[0].united(lines[1]) if lines is not None else side.article.caret_box()
                span = box.top(), box.bottom()
            elif view in side.tree_views() and side.owns(node) and node is not None:
                card = side.node_box(node)
                if card is not None:
                    return card.adjusted(32, 0, -32, 0)
        if span is None or not 0 <= span[0] < port.height():
            span = (0, min(48, port.height()))
        corner = port.mapToGlobal(QPoint(32, span[0]))
        return QRect(corner, QSize(max(port.width() - 64, 1), span[1] - span[0]))


def open_menu(menu: QMenu, point: QPoint) -> None:
    """Open a menu that goes when it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(point)
