"""The outline of one case. It says what the person wants and changes nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

from models.project import Project
from ui.carried import node_of
from ui.outline.drag import DragControl
from ui.outline.editor import NodeEditor
from ui.outline.keys import handle_key, is_ours
from ui.outline.measures import ROW_HEIGHT, SIGN_X
from ui.outline.model import TEXT
from ui.outline.moving import HeldMove
from ui.outline.pressing import Pressing
from ui.outline.table import OutlineTable
from ui.theme import Theme


class OutlineView(OutlineTable):
    """Intents go out as signals; the session performs them and calls `refresh`."""

    node_selected = Signal(str)
    text_committed = Signal(str, str)
    draft_changed = Signal(str, str)
    edit_cancelled = Signal(str)
    move_requested = Signal(str, int)  # steps among the siblings, below 0: up
    indent_requested = Signal(str)
    outdent_requested = Signal(str)
    delete_requested = Signal(str)
    new_sibling_requested = Signal(str)
    reparent_requested = Signal(str, str, str)  # node, new parent or "", before which node or ""
    words_dropped = Signal(str, object, QPoint)  # on which node or "", Words, where in global pixels
    context_menu_requested = Signal(str, QPoint)
    fold_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._selected: str | None = None
        self._editor: NodeEditor | None = None
        self._edited: str | None = None  # the node in the editor
        self._taken: str | None = None  # its text, when the editor closes with a commit
        self._starting_text = ""
        self._painter.take_text = self._take_text
        self._held = HeldMove(self.outline, self._after_preview, self._ask_move)
        self._drag = DragControl(self, theme)
        self._pressing = Pressing(self, self._drag)

    # -- what is shown

    def set_case(
        self,
        project: Project | None,
        case_id: str | None,
        status_of: Callable[[str], str | None],
        cite_of: Callable[[str], str],
    ) -> None:
        """Show a case (None: nothing); an open editor is committed first."""
        self.finish_editing()
        self._held.finish()
        if project is self.outline.project and case_id == self.outline.case_id:
            self.outline.set_case(project, case_id, status_of, cite_of)
            self.refresh()
            return
        with self._quietly():
            self.outline.set_case(project, case_id, status_of, cite_of)
            self._selected = None
        self.scrollToTop()
        self._show_empty()
        self.scrolled.emit()

    def refresh(self) -> None:
        """Follow the project after an edit. Selection and what is in sight stay, without an echo."""
        self._follow(self.outline.refresh)

    def _follow(self, change_rows: Callable[[], object]) -> None:
        anchor = self._first_in_sight()
        rows_before = self.outline.rowCount()
        with self._quietly():
            change_rows()
            self._restore_selection()
        if anchor is not None and (rows_before != self.outline.rowCount() or anchor != self._first_in_sight()):
            self._bring_back(*anchor)
        self._show_empty()
        self.viewport().update()
        self.scrolled.emit()
        now = self.outline.node_at(self.currentIndex().row())
        if now is not None and now != self._selected and self._selected is not None:
            self._selected = now
            self.node_selected.emit(now)

    # -- selection

    def selected_node(self) -> str | None:
        return self._selected

    def set_selected_node(self, node_id: str | None) -> None:
        """Select without an echo, unfolding what hides the node."""
        with self._quietly():
            if node_id is None:
                self._selected = None
                self.selectionModel().clear()
                self.viewport().update()
                return
            if self.outline.unfold_to(node_id):
                self.fold_changed.emit()
                self.scrolled.emit()
            row = self.outline.row_of(node_id)
            if row is None:
                return
            self._selected = node_id
            self._go_to(row)

    def go_to_row(self, row: int) -> None:
        """Select a row as the person's own doing."""
        if self.outline.rowCount():
            self._go_to(max(0, min(row, self.outline.rowCount() - 1)))

    def show_chosen(self, node_id: str | None) -> None:
        """Show a row as the selected one (None: none), before anybody is told; nothing scrolls."""
        row = self.outline.row_of(node_id) if node_id is not None else None
        with self._quietly():
            self.setAutoScroll(False)
            if row is None:
                self.selectionModel().clear()
            else:
                self.setCurrentIndex(self.outline.index(row, TEXT))
            self.setAutoScroll(True)

    def choose(self, node_id: str) -> None:
        """Select a node in sight as the person's own doing, and tell it."""
        if self.outline.row_of(node_id) is None:
            return
        self.show_chosen(node_id)
        if node_id != self._selected:
            self._selected = node_id
            self.node_selected.emit(node_id)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Take the person's choice before Qt closes an open editor here: that commits, and a refresh comes back."""
        chosen = self.outline.node_at(current.row()) if current.isValid() and not self._quiet else None
        if chosen is None or chosen == self._selected:
            super().currentChanged(current, previous)
            return
        self._selected = chosen
        super().currentChanged(current, previous)
        if self._selected != chosen:
            self.set_selected_node(chosen)
        self.node_selected.emit(chosen)

    def _restore_selection(self) -> None:
        """The selected node's row, or the row that now hides it; when it is gone, what Qt put in its place."""
        row = self._row_near(self._selected) if self._selected is not None else None
        if row is not None:
            if row != self.currentIndex().row() or not self.selectionModel().hasSelection():
                self.setCurrentIndex(self.outline.index(row, TEXT))
        elif self._selected is None and self.currentIndex().isValid():
            self.selectionModel().clear()
        elif not self.currentIndex().isValid():
            self._selected = None

    def keyboardSearch(self, search: str) -> None:
        if self.currentIndex().column() != TEXT and self.currentIndex().isValid():
            self.setCurrentIndex(self.outline.index(self.currentIndex().row(), TEXT))
        super().keyboardSearch(search)

    # -- folding

    def set_folded(self, node_id: str, folded: bool) -> None:
        self.finish_editing()
        if self.outline.is_folded(node_id) != folded:
            self._follow(lambda: self.outline.set_folded(node_id, folded))
            self.fold_changed.emit()

    # -- moving

    def hold_move(self, way: int) -> None:
        if self._selected is not None:
            self._held.press(self._selected, way)

    def _ask_move(self, node_id: str, steps: int) -> None:
        self.move_requested.emit(node_id, steps)

    def _after_preview(self) -> None:
        if self._held.is_on:
            self.updateGeometries()
            self.scrollTo(self.currentIndex())
            self.scrolled.emit()
        else:
            self.refresh()

    # -- editing

    @property
    def is_editing(self) -> bool:
        return self._editor is not None

    def edit_node(self, node_id: str, text: str | None = None, select_all: bool = True) -> None:
        """Open the editor on a node with its own or the given text."""
        self.finish_editing()
        self._held.finish()
        self.set_selected_node(node_id)
        row = self.outline.row_of(node_id)
        if row is None:
            return
        index = self.outline.index(row, TEXT)
        self._starting_text = self.outline.data(index) if text is None else text
        self._edited, self._painter.editing = node_id, node_id
        self.edit(index)
        if self._editor is not None:
            self._editor.start(select_all)
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_editor(self, parent: QWidget) -> QWidget:
        self._editor = editor = NodeEditor(self._theme, self._starting_text, parent)
        editor.committed.connect(self.finish_editing)
        editor.cancelled.connect(self._cancel_editing)
        editor.sibling_wanted.connect(self._commit_and_add)
        editor.typed.connect(lambda text: self.draft_changed.emit(self._edited, text))
        editor.height_wanted.connect(self._grow)
        return editor

    def _grow(self, height: int) -> None:
        row = self.outline.row_of(self._edited) if self._edited is not None else None
        height = min(
            height, max(3 * ROW_HEIGHT, self.viewport().height() - ROW_HEIGHT)
        )  # beyond that it scrolls inside
        if row is not None and self.rowHeight(row) != height:
            self.setRowHeight(row, height)
            self.updateGeometries()
            self.updateEditorGeometries()
            self.scrollTo(self.outline.index(row, TEXT))
            self.scrolled.emit()

    def _take_text(self) -> None:
        if self._editor is not None:
            self._taken = self._editor.text().strip()

    def finish_editing(self) -> None:
        """Commit what stands in the editor, when one is open."""
        if self._editor is not None:
            self._take_text()
            self.closeEditor(self._editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _cancel_editing(self) -> None:
        self._taken = None
        if self._editor is not None:
            self.closeEditor(self._editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _commit_and_add(self) -> None:
        node_id = self._edited
        self.finish_editing()
        if node_id is not None:
            self.new_sibling_requested.emit(node_id)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Every way out of the editor comes by here, Qt's own (another row became current) too."""
        node_id, text = self._edited, self._taken
        ours = self._forget_editor()
        super().closeEditor(editor, hint)
        if not ours or node_id is None:
            return
        row = self.outline.row_of(node_id)
        if row is not None:
            self.setRowHeight(row, ROW_HEIGHT)
        if text is None:
            self.edit_cancelled.emit(node_id)
        else:
            self.text_committed.emit(node_id, text)
        self.scrolled.emit()

    def _forget_editor(self) -> bool:
        was_open = self._editor is not None
        if self._editor is not None:
            self._editor.blockSignals(True)
        self._editor = self._edited = self._taken = self._painter.editing = None
        return was_open

    def rowsAboutToBeRemoved(self, parent: QModelIndex, start: int, end: int) -> None:
        """A row that goes takes its editor with it; the draft that the session keeps is all that stays."""
        row = self.outline.row_of(self._edited) if self._edited is not None else None
        if row is not None and start <= row <= end:
            self._forget_editor()
        super().rowsAboutToBeRemoved(parent, start, end)

    # -- keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and not self.is_editing:
            if event.type() == QEvent.Type.ShortcutOverride and is_ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and handle_key(self, event):
                event.accept()
                return True
        if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.Close):
            self._held.finish()
        return bool(super().event(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._held.release(event)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current when focus comes; here nothing is chosen but by the person."""
        with self._quietly():
            super().focusInEvent(event)
            if self._selected is None:
                self.selectionModel().clear()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._held.finish()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._held.finish()
        self._pressing.give_up()
        super().hideEvent(event)

    def end_hold(self) -> None:
        self._held.finish()

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held.finish()
        self._pressing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pressing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressing.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressing.press_again(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.pos()
        node_id = self.outline.node_at(self.rowAt(place.y()))
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._selected is not None:
            span = self.row_span(self._selected)
            node_id, place = self._selected, QPoint(SIGN_X, span[1] if span else 0)
        if node_id is not None:
            self.context_menu_requested.emit(node_id, self.viewport().mapToGlobal(place))

    # -- dragging (ui.outline.drag does the work)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drag.over(event)
        if node_of(event.mimeData()) is not None:
            event.accept()  # or no move events come

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drag.over(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._drag.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drag.drop(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._drag.paint(painter)
        painter.end()
