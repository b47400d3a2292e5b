"""The article view: the text with its marks, margin lanes and coverage bar. It changes nothing, it tells."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from models.anchors import snapped
from models.messages import _, shorten
from models.project import Project
from models.words import PLAIN
from ui.article import keys
from ui.article.adjusting import Adjusting
from ui.article.carrying import BarPress, NodeDrop, WordsPress
from ui.article.contents import ContentSurface
from ui.article.extents import Extent
from ui.article.gestures import Gesture
from ui.article.handles import HandleDrag, Handles
from ui.article.highlights import Highlight, Index
from ui.article.holding import HeldLetters
from ui.article.lanes import Bar
from ui.article.passages import PassageKeys
from ui.article.tips import tooltip
from ui.carried import node_of
from ui.link_drop import KEYS
from ui.theme import Theme

__all__ = ["ArticleView", "Highlight"]


class ArticleView(ContentSurface):
    """One side's article. `mirrored`: the right side of the pair, its lanes at the left, facing the gutter."""

    node_clicked = Signal(str)
    annotate_requested = Signal(str, bool, int, int)  # kind, as a sibling, start, end (equal: nothing selected)
    passage_change_requested = Signal(str, int, int)  # anchor, its new start and end
    passage_add_requested = Signal(int, int)  # start, end: for the selected node
    passage_split_requested = Signal(str, int)  # anchor, where the second part begins
    passage_move_requested = Signal(str)  # anchor: to a node that is still to be chosen
    passage_remove_requested = Signal(str)  # anchor
    parent_picker_requested = Signal()
    tag_picker_requested = Signal()
    recent_parent_requested = Signal(int)  # 1 to 9
    node_dropped = Signal(str, int, int)  # node, start, end of the words it was dropped on
    link_dropped = Signal(str, str, QPoint)  # a node, the one to link it with, where in global pixels
    drop_refused = Signal(str)  # why what was let go of could not stay there
    words_carried = Signal()  # the selected words are on their way to somewhere
    told = Signal(str)  # a sentence for the status line
    outward_requested = Signal()  # work under the parent of the selected node
    context_menu_requested = Signal(QPoint)  # in global pixels

    def __init__(self, theme: Theme, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, mirrored, parent)
        self._clicked: tuple[str, ...] = ()
        self.project: Project | None = None  # whose nodes the passages belong to, and of which case
        self.case_id: str | None = None
        self.handles, self._drop, self._passages = Handles(self), NodeDrop(self), PassageKeys(self)
        self.adjusting, self._held = Adjusting(self), HeldLetters(self)
        self.layers += [self.handles, self._drop]
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Article text"))
        self.selection_changed.connect(self.say_where)

    # -- what is shown

    def _give_up_all(self) -> None:
        self._give_up_gesture()
        self.adjusting.give_up()
        self._drop.leave()

    def _drop_lost_change(self) -> None:
        """A passage that is being changed takes the change with it."""
        change = self.handles.change
        if change is not None and change.mark not in self._marks:
            self._give_up_change()

    def _give_up_change(self) -> None:
        self.adjusting.give_up()
        if isinstance(self._gesture, HandleDrag):
            self._give_up_gesture()

    def set_case(self, project: Project | None, case_id: str | None) -> None:
        """Whose nodes the passages belong to: they can be carried away to be linked, and others let go on them."""
        self.project, self.case_id = project, case_id

    def set_marked_node(self, node_id: str | None) -> None:
        """Show the passages of the node that waits for its partner."""
        self._drop.links.marked = node_id
        self.viewport().update()

    def set_selected_node(self, node_id: str | None) -> None:
        self._selected = node_id
        if node_id not in self._clicked:
            self._clicked = ()
        change = self.handles.change
        if change is not None and change.mark.node_id != node_id:
            self._give_up_change()
        self.viewport().update()

    def _current_mark(self) -> Highlight | None:
        """The passage that a key means; of a node that is not selected only while the keys go here."""
        mark = self._passages.here() if self._document is not None else None
        return mark if mark is not None and (mark.node_id == self._selected or self.hasFocus()) else None

    def _stretch_in_hand(self) -> Extent:
        mark = self._current_mark()
        return (mark.start, mark.end) if mark is not None else super()._stretch_in_hand()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._document is not None:
            painter = QPainter(self.viewport())
            self.handles.paint_over(painter)
            painter.end()

    # -- for its parts and its neighbours

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def has_article(self) -> bool:
        return self._document is not None

    @property
    def marks(self) -> Index:
        """The passages, by place."""
        return self._index

    @property
    def selected_node(self) -> str | None:
        return self._selected

    def marks_in_view(self) -> list[Bar]:
        """The margin bars in sight: node_id, top, foot, and `near`, the distance from the gutter's edge."""
        return self.bars_in_view()

    def passage_to_mark(self) -> tuple[int, int]:
        """The selection widened to whole words; start and end are equal when there is none."""
        start, end = self.selection
        return snapped(self._document.text, start, end) if self._document and start < end else (start, start)

    # -- pointing at marks

    def do(self, name: str) -> None:
        """What a key of ui.article.keys.KEYS does, by its name."""
        if self._document is not None:
            self._passages.do(name)

    def passage_here(self) -> Highlight | None:
        """The passage at the caret: the selected node's, else the innermost."""
        return self._passages.here() if self._document is not None else None

    def marks_at(self, point: QPoint) -> list[Highlight]:
        """The marks under a point of the viewport, the innermost first; also those whose bars are under it."""
        if self._document is None:
            return []
        if self.columns.in_lanes(point.x()):
            width = self.viewport().width()
            boxes = ((bar, bar.box(width, self._mirrored)) for bar in self.bars_in_view())
            return [bar.mark for bar, box in boxes if box.adjusted(-3, -2, 3, 2).contains(QPointF(point))]
        offset = self.text_at(QPointF(point))
        return [] if offset is None else self._index.touching(offset, offset + 1)[::-1]

    def on_click(self, point: QPoint) -> None:
        self.choose_among(self.marks_at(point))

    def choose_among(self, marks: list[Highlight]) -> None:
        """Tell the first of the nodes; told again in the same place: the next one."""
        nodes = tuple(dict.fromkeys(mark.node_id for mark in marks))
        again = nodes and self._clicked and set(nodes) == set(self._clicked)
        if again:
            nodes = (*self._clicked[1:], self._clicked[0])
        elif self._selected in nodes and len(nodes) > 1:
            at = nodes.index(self._selected)
            nodes = (*nodes[at + 1 :], *nodes[: at + 1])
        self._clicked = nodes
        if nodes:
            self.node_clicked.emit(nodes[0])

    def _on_hover(self, point: QPoint) -> None:
        if self._document is None:
            return
        self.handles.hover(point)
        if self.columns.in_coverage(point.x()):
            shape = Qt.CursorShape.ArrowCursor
        elif self.handles.at(point) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif self._is_over_selection(point):
            shape = Qt.CursorShape.ArrowCursor
        elif self.marks_at(point):
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = tooltip(self.marks_at(event.pos()), self._describe, self._theme.tokens)
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self.handles.hover(None)
        return bool(super().viewportEvent(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._document is None:
            event.ignore()
            return
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not by_keyboard and not self._is_over_selection(event.pos()):
            offset = self.place_at(event.pos())  # what the menu offers is about the words under the pointer
            self.select(offset, offset)
        caret_foot = self.viewport().mapToGlobal(self.caret_box().bottomLeft())
        self.context_menu_requested.emit(caret_foot if by_keyboard else event.globalPos())

    # -- pressing, dragging and dropping

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.adjusting.give_up()
        self._held.end()
        super().mousePressEvent(event)

    def _gesture_for(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> Gesture:
        if not self.columns.in_coverage(point.x()):
            handle = self.handles.at(point)
            if handle is not None:
                return HandleDrag(self, handle, point)
            extends = modifiers & Qt.KeyboardModifier.ShiftModifier
            if not extends and not self._is_third_click(point) and self._is_over_selection(point):
                return WordsPress(self, point)
            bars = self.marks_at(point) if self.columns.in_lanes(point.x()) else []
            if bars and (not extends or modifiers & KEYS == KEYS):
                super()._gesture_for(point, Qt.KeyboardModifier.NoModifier)
                nodes = [mark.node_id for mark in bars]
                return BarPress(self, point, self._selected if self._selected in nodes else nodes[0])
        return super()._gesture_for(point, modifiers)

    def _is_over_selection(self, point: QPoint) -> bool:
        offset = self.text_at(QPointF(point))
        return offset is not None and self.selection[0] <= offset < self.selection[1]

    def _give_up_gesture(self) -> bool:
        gesture = self.end_gesture()
        if gesture is not None:
            gesture.cancel()
        return isinstance(gesture, HandleDrag)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._document is not None and self.handles.at(event.position().toPoint()) is not None:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drop.over(event)
        if node_of(event.mimeData()) is not None:
            event.accept()  # or no move events come

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drop.over(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.leave_pointer()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.drop(event)

    # -- keys

    def hold_letters(self) -> None:
        """What somebody goes on typing after a refusal is no command: letters do nothing until the hands rest."""
        self._held.begin()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.adjusting.give_up()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.adjusting.takes(event):
            self.adjusting.press(event)  # here already: Tab comes no further
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.adjusting.takes(event) or self._held.takes(event):
                event.accept()
                return True
            self.adjusting.give_up_before(event)
            busy = self._gesture is not None or self._anchor != self._caret
            escapes = event.key() == Qt.Key.Key_Escape and busy
            if self._document is not None and (escapes or keys.is_ours(event)):
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.adjusting.give_up_before(event)
        if self._document is None:
            event.ignore()
        elif self._held.passes_over(event):
            pass
        elif (key := keys.letter(event)) is not None:
            if key.held or not event.isAutoRepeat():
                self._passages.do(key.name)
        elif event.key() == Qt.Key.Key_Escape and self._give_up_gesture():
            pass
        elif event.key() == Qt.Key.Key_Escape and self._anchor != self._caret:
            self.select(self._caret, self._caret)
        else:
            super().keyPressEvent(event)

    def say_where(self) -> None:
        """Screen readers hear what is selected, and whose passage the caret is in."""
        if self._document is None:
            self.setAccessibleDescription("")
            return
        if self.adjusting.change is not None:
            self.setAccessibleDescription(self.adjusting.said())
            return
        start, end = self.selection
        text = shorten(self._document.text[start : min(end, start + 400)], 200)
        said = _("Selected: “{text}”.").format(text=text) if text else _("Nothing is selected.")
        mark = self._passages.here()
        if mark is not None:
            words = self._describe(mark.node_id)[0]
            place = _("In a passage of the {kind}: {text}")
            said += " " + place.format(kind=_(PLAIN[mark.kind]), text=shorten(words, 200))
        self.setAccessibleDescription(said)
