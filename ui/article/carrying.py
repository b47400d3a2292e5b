"""Carrying words out of the article and nodes onto it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QCursor, QDrag, QDropEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from ui.article.extents import Extent
from ui.article.gestures import Click
from ui.article.highlights import Look, Strip
from ui.article.linking import ArticleLinks
from ui.carried import Words, carry_nodes, carry_words, node_of
from ui.chip import chip
from ui.escape import EscapeWatch

if TYPE_CHECKING:
    from ui.article.view import ArticleView

SCROLL_EVERY, EDGE, STEP = 40, 24, 12  # milliseconds; pixels


class WordsPress(Click):
    """A press inside the selection: moved it carries the words away, else it is a click that drops the selection."""

    def __init__(self, view: ArticleView, point: QPoint) -> None:
        super().__init__(view, point)
        self._article, self._at = view, point

    def move(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if (point - self._at).manhattanLength() >= QApplication.startDragDistance():
            super().move(point, modifiers)

    def drag(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        view = self._article
        view.end_gesture()
        drag = QDrag(view)
        start, end = view.passage_to_mark()
        if start == end:  # nothing but white space
            start, end = view.selection
        text = view.shown_document.text[start:end]
        drag.setMimeData(carry_words(Words(text, view.article_key, start, end)))
        drag.setPixmap(_picture(view))
        drag.setHotSpot(QPoint(-12, -10))  # below the pointer, so that the place under it stays in sight
        view.words_carried.emit()
        drag.exec(Qt.DropAction.CopyAction)

    def release(self, point: QPoint) -> None:
        if not self.moved:
            offset = self._article.place_at(point)
            self._article.select(offset, offset)
        super().release(point)


class BarPress(Click):
    """A press on the bar of a passage: moved it carries the passage's node away, else it is a click."""

    def __init__(self, view: ArticleView, point: QPoint, node_id: str) -> None:
        super().__init__(view, point)
        self._article, self._at, self._node_id = view, point, node_id

    def move(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if (point - self._at).manhattanLength() >= QApplication.startDragDistance():
            super().move(point, modifiers)

    def drag(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        view, project = self._article, self._article.project
        view.end_gesture()
        if project is None or view.case_id is None or not project.has("node", self._node_id):
            return
        node = project.node(self._node_id)
        drag = QDrag(view)
        drag.setMimeData(carry_nodes(view.case_id, [node.id]))
        drag.setPixmap(chip(view.theme, node.text, view.devicePixelRatioF(), kind=node.kind))
        drag.setHotSpot(QPoint(-12, -10))  # below the pointer, so that the place under it stays in sight
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.LinkAction)


def _picture(view: ArticleView) -> QPixmap:
    """The first of the words, on paper."""
    start, end = view.passage_to_mark()
    return chip(view.theme, view.shown_document.text[start : min(end, start + 200)], view.devicePixelRatioF())


class NodeDrop:
    """Receives nodes on the words, or on passages whose nodes they are linked with; a layer that shows which."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self.links = ArticleLinks(view)
        self.target: Extent | None = None
        self._escape = EscapeWatch(view)
        self._scroll_by = 0
        self._scroll = QTimer(view, interval=SCROLL_EVERY)
        self._scroll.timeout.connect(self.scroll_on)

    def over(self, event: QDropEvent) -> None:
        """Show where the node would land, and say whether it may."""
        point = event.position().toPoint()
        carried = node_of(event.mimeData()) is not None
        if carried:
            self._escape.begin()
        height = self._view.viewport().height()
        self._scroll_by = STEP * ((point.y() > height - EDGE) - (point.y() < EDGE)) if carried else 0
        if self._scroll_by and not self._scroll.isActive():
            self._scroll.start()
        if self.links.wants(event):
            self._show(None)
            self.links.over(event)
            return
        if self.links.is_on:
            self.links.leave()
        self._show(self._target_at(point) if carried else None)
        self._answer(event)

    def drop(self, event: QDropEvent) -> None:
        carried = node_of(event.mimeData())
        if self.links.wants(event):
            refusal = self.links.drop(event)
            self.leave()
            if refusal:
                self._view.drop_refused.emit(refusal)
            return
        self._show(self._target_at(event.position().toPoint()) if carried is not None else None)
        self._answer(event)
        target = self.target
        self.leave()
        if carried is not None and target is not None:
            self._view.node_dropped.emit(carried[1], *target)

    def leave_pointer(self) -> None:
        """The pointer went away, or the button came up where nothing may land: then the sentence is said."""
        port, refusal, given_up = self._view.viewport(), self.links.refusal, self._escape.was_pressed
        self.leave()
        if refusal and not given_up and port.rect().contains(port.mapFromGlobal(QCursor.pos())):
            self._view.drop_refused.emit(refusal)

    def leave(self) -> None:
        self._scroll_by = 0
        self._scroll.stop()
        self._escape.end()
        self.links.leave()
        self._show(None)

    def _answer(self, event: QDropEvent) -> None:
        if self.target is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def _target_at(self, point: QPoint) -> Extent | None:
        view = self._view
        if not view.has_article or view.columns.in_coverage(point.x()):
            return None
        offset = view.nearest_character(point)
        start, end = view.passage_to_mark()
        return (start, end) if start <= offset < end else view.sentences.at(offset)

    def _show(self, target: Extent | None) -> None:
        if target != self.target:
            self.target = target
            self._view.viewport().update()

    def scroll_on(self) -> None:
        self._view.scroll_to(self._view.scroll_position + self._scroll_by)
        if not self._scroll_by:
            self._scroll.stop()

    def paint(self, painter: QPainter, strip: Strip, look: Look) -> None:
        self.links.paint(painter, strip)
        if self.target is None:
            return
        tint = QColor(look.tokens.accent)
        tint.setAlphaF(0.25)
        for box in strip.boxes(*self.target):
            painter.fillRect(box, tint)
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), look.tokens.accent)
