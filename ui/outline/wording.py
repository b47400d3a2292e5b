"""Wording a node in its row: how the editor comes in, grows, and closes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

from ui.held import refused
from ui.outline.choosing import ChoosingTable
from ui.outline.editor import NodeEditor
from ui.outline.measures import ROW_HEIGHT
from ui.outline.model import TEXT
from ui.theme import Theme


class WordingTable(ChoosingTable):
    """One editor at a time; whatever closes it, its text goes out once."""

    text_committed = Signal(str, str)
    draft_changed = Signal(str, str)
    edit_cancelled = Signal(str)
    new_sibling_requested = Signal(str)
    indent_requested = Signal(str)
    outdent_requested = Signal(str)

    _editor: NodeEditor | None = None  # here, since Qt resets a view that is being made
    _edited: str | None = None  # the node in the editor
    _taken: str | None = None  # its text, when the editor closes with a commit
    _starting_text = ""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._painter.take_text = self._take_text

    @property
    def is_editing(self) -> bool:
        return self._editor is not None

    def edit_node(self, node_id: str, text: str | None = None, select_all: bool = True) -> None:
        """Open the editor on a node with its own or the given text."""
        self.settle()
        self.set_selected_node(node_id)
        row = self.outline.row_of(node_id)
        if row is None or refused(self):
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
        editor.shift_wanted.connect(self._commit_and_shift)
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

    def _commit_and_shift(self, inward: bool) -> None:
        """Take the text, move the node in or out, and go on wording it where the caret was."""
        node_id, editor = self._edited, self._editor
        if node_id is None or editor is None:
            return
        text, caret = editor.text().strip(), editor.caret()
        self.finish_editing()
        (self.indent_requested if inward else self.outdent_requested).emit(node_id)
        if self.outline.project is None or not self.outline.project.has("node", node_id) or self.is_editing:
            return
        self.edit_node(node_id, text or None, select_all=not text)
        if text and self._editor is not None:
            self._editor.set_caret(caret)

    def settle(self) -> None:
        self.finish_editing()
        super().settle()

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
        """A row that goes takes its editor with it."""
        row = self.outline.row_of(self._edited) if self._edited is not None else None
        if row is not None and start <= row <= end:
            self._lose_editor()
        super().rowsAboutToBeRemoved(parent, start, end)

    def reset(self) -> None:
        if self._editor is not None:
            self._lose_editor()
        super().reset()

    def _lose_editor(self) -> None:
        """The editor goes, but what was typed is told: who hears it finds a place for it, or says that it has none."""
        node_id, text = self._edited, self._editor.text().strip() if self._editor is not None else ""
        self._forget_editor()
        if node_id is not None and text and text != self._starting_text.strip():
            # Not while rows are being taken away: who hears it may change the project.
            QTimer.singleShot(0, self, lambda: self.text_committed.emit(node_id, text))
