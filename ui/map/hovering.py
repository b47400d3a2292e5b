"""The pointer over the map: its shape, and the tip with the whole text of a card and its place in the tree."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from models.messages import _, ngettext
from models.places import tree_place
from models.words import KIND_NAMES
from ui.article.tips import lines_of
from ui.map.fold_handle import FoldHandle
from ui.tips import plain_tip

if TYPE_CHECKING:
    from ui.map.view import MapView

LINES = 16  # of a text in a tip


class Hovering:
    """What is under the pointer while no button is down."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.handle = FoldHandle(view)
        self._on_badge = False

    def move(self, event: QMouseEvent) -> None:
        """A badge can be pressed, and says so. (The hand that holds the map has its own shape.)"""
        if event.buttons() != Qt.MouseButton.NoButton:
            self.handle.follow(None)
            return
        view, point = self._view, self._view.to_scene(event.position())
        self.handle.follow(point)
        on_badge = view.scene.fold_badge_at(point) is not None or self.handle.at(point) is not None
        if on_badge != self._on_badge:
            self._on_badge = on_badge
            if on_badge:
                view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            else:
                view.viewport().unsetCursor()

    def leave(self) -> None:
        self.handle.follow(None)
        if self._on_badge:
            self._on_badge = False
            self._view.viewport().unsetCursor()

    def tell(self, event: QHelpEvent) -> None:
        """Show the tip for what is there, or none."""
        view = self._view
        words = self.words_at(event.pos())
        if words:
            node_id = view.scene.node_at(view.to_scene(event.pos()))
            card = view.scene.card(node_id)
            area = view.from_scene(card) if card is not None else view.viewport().rect()
            QToolTip.showText(event.globalPos(), words, view.viewport(), area)
        else:
            QToolTip.hideText()
            event.ignore()

    def words_at(self, place: QPoint) -> str:
        """The tip, as rich text, for a place of the viewport; empty where there is nothing to say."""
        view, point = self._view, self._view.to_scene(place)
        folded = view.scene.fold_badge_at(point)
        if folded is not None:
            hidden = view.scene.hidden(folded)
            words = ngettext(
                "{count} node is out of sight here. Click to show it.",
                "{count} nodes are out of sight here. Click to show them.",
                hidden,
            )
            return plain_tip(words.format(count=hidden))
        if self.handle.at(point) is not None:
            return plain_tip(_("Fold this branch (Space)"))
        node_id, project = view.scene.node_at(point), view.project
        if node_id is None or project is None or not project.has("node", node_id):
            return ""
        node, tokens = project.node(node_id), view.theme.tokens
        colour = tokens.kinds[node.kind].line.name()
        lines = [f"<b style='color: {colour}'>{escape(_(KIND_NAMES[node.kind]))}</b>"]
        lines += map(escape, lines_of(node.text, LINES))
        muted = f"<span style='color: {tokens.muted.name()}'>"
        lines += [f"{muted}{escape(line)}</span>" for line in lines_of(tree_place(project, node_id), 2)]
        return f"<p style='margin: 0; white-space: pre'>{'<br>'.join(lines)}</p>"
