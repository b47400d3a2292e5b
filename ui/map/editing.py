"""Rewording a card in place: the outline's editor, laid over the card at the scale of the map."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics

from models.entities import Node
from ui.held import refused
from ui.map.measure import linear
from ui.outline.editor import NodeEditor
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.map.view import MapView

SIDE, TOP = 5, 5  # pixels between the editor's edge and its words at 100 %
LINE = 18  # pixels of a line of text in a card at 100 %
EDGE = 4  # pixels between the editor and the edge of the view


class CardEditor(NodeEditor):
    """The outline's editor with letters as large as the card's."""

    magnified = 1.0
    weight, italic = 400, False

    def write_as(self, node: Node) -> None:
        """With the face of the node's card."""
        self.weight, self.italic = 600 if node.parent_id is None else 400, node.implicit
        self._take_theme()

    def magnify(self, scale: float) -> None:
        if scale != self.magnified:
            self.magnified = scale
            self._take_theme()
            self._tell_height()

    def _take_theme(self) -> None:
        super()._take_theme()
        font = linear(QFont(self._theme.interface_font(self.weight, self.italic)))
        font.setPixelSize(max(1, round(font.pixelSize() * self.magnified)))
        self.setFont(font)
        self._line = QFontMetrics(font).lineSpacing()
        self._pad = round(TOP * self.magnified + (LINE * self.magnified - self._line) / 2)
        side = round((SIDE - 1) * self.magnified)
        self.setViewportMargins(side, self._pad, side + 1, 0)  # the card breaks its lines a little earlier

    def _tell_height(self) -> None:
        self.document().documentLayout().documentSize()  # lays the text out
        text = self.document().firstBlock().layout().boundingRect().height()
        self.height_wanted.emit(ceil(max(text, self._line)) + 2 * self._pad + 2)


class CardEditing(QObject):
    """Opens the editor over a card, keeps it there, and tells what became of it.

    It tells through the view: `draft_changed`, `text_committed`, `edit_cancelled`, `new_sibling_requested`.
    """

    def __init__(self, view: MapView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self.editor: CardEditor | None = None
        self.node_id: str | None = None  # the node in the editor
        self._begun = ""  # the words that the editor opened with
        self._wanted = 0  # pixels that the text takes
        view.scrolled.connect(self.follow)

    @property
    def is_on(self) -> bool:
        return self.editor is not None

    def start(self, node_id: str, text: str | None = None, select_all: bool = True) -> None:
        """Open the editor on a card with its own or the given text; one that is open is committed first."""
        self.finish()
        project = self._view.project
        if project is None or not project.has("node", node_id) or self._view.scene.card(node_id) is None:
            return
        if refused(self._view):
            return
        words = self._begun = project.node(node_id).text if text is None else text
        self.editor = editor = CardEditor(self._theme, words, self._view.viewport())
        editor.write_as(project.node(node_id))
        self.node_id = node_id
        editor.committed.connect(self.finish)
        editor.cancelled.connect(self._cancel)
        editor.sibling_wanted.connect(self._commit_and_add)
        editor.shift_wanted.connect(self._commit_and_shift)
        editor.typed.connect(self._on_typed)
        editor.height_wanted.connect(self._grow)
        self.follow()
        editor.show()
        editor.start(select_all)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the ways out

    def finish(self) -> None:
        """Commit what stands in the editor, when one is open."""
        if self.editor is not None and self.node_id is not None:
            node_id, text = self.node_id, self.editor.text().strip()
            self.forget()
            self._view.text_committed.emit(node_id, text)

    def _cancel(self) -> None:
        if self.node_id is not None:
            node_id = self.node_id
            self.forget()
            self._view.edit_cancelled.emit(node_id)

    def _commit_and_add(self) -> None:
        node_id = self.node_id
        self.finish()
        if node_id is not None:
            self._view.new_sibling_requested.emit(node_id)

    def _commit_and_shift(self, inward: bool) -> None:
        """Take the text, move the node in or out, and go on wording it where the caret was."""
        view, node_id, editor = self._view, self.node_id, self.editor
        if node_id is None or editor is None:
            return
        text, caret = editor.text().strip(), editor.caret()
        self.finish()
        (view.indent_requested if inward else view.outdent_requested).emit(node_id)
        if view.project is None or not view.project.has("node", node_id) or self.is_on:
            return
        view.edit_node(node_id, text or None, select_all=not text)
        if text and self.editor is not None:
            self.editor.set_caret(caret)

    def forget(self) -> None:
        """Close the editor and tell nobody; the draft that the session keeps is all that stays."""
        editor, self.editor, self.node_id = self.editor, None, None
        if editor is None:
            return
        editor.blockSignals(True)
        if editor.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()
        self._view.hands.follow()

    def _typed(self) -> str:
        """What stands in the editor, if it is not what it began with."""
        text = self.editor.text().strip() if self.editor is not None else ""
        return text if text != self._begun.strip() else ""

    def _on_typed(self, text: str) -> None:
        if self.node_id is not None:
            self._view.draft_changed.emit(self.node_id, text)

    # -- its place

    def _grow(self, height: int) -> None:
        self._wanted = height
        self.follow()

    def follow(self) -> None:
        """Lay the editor over its card again: the map was moved, zoomed or laid out anew. Without a card it goes.

        What was typed is told then as well: who hears it finds a place for it."""
        editor, node_id = self.editor, self.node_id
        if editor is None or node_id is None:
            return
        text_box = self._view.scene.text_box(node_id)
        if text_box is None:
            typed = self._typed()
            self.forget()
            if typed:  # not while the map is being laid out: who hears it may change the project
                QTimer.singleShot(0, self, lambda: self._view.text_committed.emit(node_id, typed))
            return
        letters = max(1.0, self._view.scale)  # on a small map the editor is larger than its card, to be read
        margin = round(SIDE * letters), round(TOP * letters) + 1
        card = self._view.from_scene(text_box).adjusted(-margin[0], -margin[1], margin[0], margin[1])
        room = self._view.viewport().size() - QSize(2 * EDGE, 2 * EDGE)
        width = max(card.width(), round(text_box.width()) + 2 * SIDE)
        editor.magnify(letters)  # this and the width change how the lines break, and with them the height
        editor.resize(min(width, room.width()), editor.height())
        height = min(max(self._wanted, card.height()), max(room.height(), round(LINE * letters)))
        place = _place(QSize(editor.width(), height), card, QRect(QPoint(EDGE, EDGE), room))
        editor.setGeometry(QRect(place, QSize(editor.width(), height)))


def _place(size: QSize, card: QRect, room: QRect) -> QPoint:
    """Where an editor of `size` lies: over all of its card, and as far as that leaves it a choice, inside `room`."""
    x = _along(size.width(), (card.left(), card.width()), (room.left(), room.width()), card.center().x())
    return QPoint(x, _along(size.height(), (card.top(), card.height()), (room.top(), room.height())))


def _along(length: int, card: tuple[int, int], room: tuple[int, int], middle: int | None = None) -> int:
    """One coordinate of the place; `card` and `room` as start and length. `middle`: where its own middle would be."""
    start = card[0] if middle is None else middle - length // 2
    start = max(room[0], min(start, room[0] + room[1] - length))
    least, most = sorted((card[0], card[0] + card[1] - length))
    return max(least, min(start, most))
