"""Which rows are chosen, one or several, and what stays in its place while rows come, go, fold and unfold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QWidget

from models.edits import Edit
from models.project import Project
from ui.outline.making import no_cite, no_status
from ui.outline.model import CITE, TEXT
from ui.outline.table import OutlineTable
from ui.theme import Theme
from ui.tree_state import TreeState

_FLAGS = QItemSelectionModel.SelectionFlag
_ALONE = _FLAGS.ClearAndSelect | _FLAGS.Rows


class SelectingTable(OutlineTable):
    """The selected node is the session's and goes out as `node_selected`; the chosen ones are the state's."""

    node_selected = Signal(str)
    fold_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._selected: str | None = None
        self._range_from: str | None = None  # where choosing several in a row began
        self.outline.following = self._follow_state
        self.path_bar.wanted.connect(self._go_to_branch)
        self.path_bar.left.connect(self.setFocus)
        self._listen(True)

    @property
    def state(self) -> TreeState:
        """Folds, focus and what is chosen."""
        return self.outline.state

    def set_state(self, state: TreeState) -> None:
        """Share a state with another view of the tree; the side tells it which case is on show."""
        self._listen(False)
        self.outline.set_state(state)
        self._listen(True)
        self._show_path()

    def _listen(self, on: bool) -> None:
        for signal, heard in (
            (self.state.folds_changed, self._on_folds_changed),
            (self.state.focus_changed, self._on_focus_changed),
            (self.state.kept_changed, self.fold_changed),
            (self.state.chosen_changed, self._show_selection),
        ):
            signal.connect(heard) if on else signal.disconnect(heard)

    # -- what is shown

    def set_case(
        self,
        project: Project | None,
        case_id: str | None,
        status_of: Callable[[str], str | None] = no_status,
        cite_of: Callable[[str], str] = no_cite,
        links_of: Callable[[str], int] | None = None,
    ) -> None:
        """Show a case (None: nothing); an open editor is committed first."""
        self.settle()
        if project is self.outline.project and case_id == self.outline.case_id:
            self.outline.set_case(project, case_id, status_of, cite_of, links_of)
            self.refresh()
            return
        with self._quietly():
            self.outline.set_case(project, case_id, status_of, cite_of, links_of)
            self._selected = self._range_from = None
        self.scrollToTop()
        self._show_path()
        self._show_empty()
        self.scrolled.emit()

    def settle(self) -> None:
        """End what is half done: an open editor, a held key."""

    def refresh(self, edit: Edit | None = None) -> None:
        """Follow the project after an edit. Selection and what is in sight stay, without an echo.

        With the `edit` at hand only what it touched is looked at, which tells in cases of many thousand nodes.
        """
        if self.outline.project is not None:
            with self._quietly():
                self.state.follow(self.outline.project)
        self._follow(lambda: self._refresh_rows(edit))
        self._show_path()

    def _refresh_rows(self, edit: Edit | None) -> None:
        """What was chosen and in sight stays so: a folded branch that takes it in is unfolded."""
        seen = [i for i in self.state.chosen if self.outline.row_of(i) is not None]
        self.outline.refresh(edit)
        project = self.outline.project
        for node_id in seen:
            if (
                project is None
                or self.state.hides(node_id)
                or self.outline.row_of(node_id) is not None
                or not project.is_visible(node_id)
            ):
                continue
            if project.node(node_id).case_id == self.outline.case_id:
                self.outline.unfold_to(node_id)

    def _follow_state(self, change_rows: Callable[[], None]) -> None:
        self.settle()
        self._follow(change_rows)

    def _follow(self, change_rows: Callable[[], object]) -> None:
        anchor, tells = self._first_in_sight(), not self._quiet
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
        if tells and now is not None and now != self._selected and self._selected is not None:
            self._take(now)
            self.node_selected.emit(now)

    def _on_folds_changed(self, _node_ids: frozenset[str]) -> None:
        self.fold_changed.emit()

    def _on_focus_changed(self) -> None:
        self._show_path()
        if self.currentIndex().isValid():
            self.updateGeometries()
            self.scrollTo(self.currentIndex())
        self.fold_changed.emit()

    def _go_to_branch(self, node_id: str | None) -> None:
        self.settle()
        self.state.focus_on(node_id)

    # -- the selected node

    def selected_node(self) -> str | None:
        return self._selected

    def set_selected_node(self, node_id: str | None) -> None:
        """Select without an echo, unfolding what hides the node; several that were chosen with it stay so."""
        with self._quietly():
            if node_id is None:
                self._selected = self._range_from = None
                self.state.choose(())
                self.selectionModel().clear()
                self.viewport().update()
                return
            if self.state.hides(node_id):
                self._select_none()
                return
            self.outline.unfold_to(node_id)
            row = self.outline.row_of(node_id)
            if row is None:
                return
            self._take(node_id)
            self._go_to(row)
            self._show_selection()

    def _select_none(self) -> None:
        """The selected node is hidden by the filter: it stays the selected one, but no key here is about it."""
        self._selected = self._range_from = None
        self.selectionModel().clear()
        self.viewport().update()

    def _take(self, node_id: str) -> None:
        """It is the selected one: the last of those chosen, or else the only one."""
        self._selected = node_id
        if node_id not in self.state.chosen[-1:]:
            self._range_from = node_id
            self.state.choose((node_id,))
        elif len(self.state.chosen) == 1:
            self._range_from = node_id

    def go_to_row(self, row: int) -> None:
        """Select a row as the person's own doing."""
        if self.outline.rowCount():
            node_id = self.outline.node_at(max(0, min(row, self.outline.rowCount() - 1)))
            assert node_id is not None
            self.choose_alone(node_id)

    def choose_alone(self, node_id: str) -> None:
        """Select one row, and no other, as the person's own doing; it comes in sight."""
        self.choose_many((node_id,))
        self._range_from = node_id

    def choose(self, node_id: str) -> None:
        """Select a node in sight as the person's own doing, and tell it."""
        if self.outline.row_of(node_id) is None:
            return
        self.show_as_selected(node_id)
        self.state.choose((node_id,))
        self._range_from = node_id
        if node_id != self._selected:
            self._selected = node_id
            self.node_selected.emit(node_id)

    def show_as_selected(self, node_id: str | None) -> None:
        """Show a row as the selected one (None: none), before anybody is told; nothing scrolls."""
        row = self.outline.row_of(node_id) if node_id is not None else None
        with self._quietly():
            self._painter.current = None
            self.setAutoScroll(False)
            if row is None:
                self.selectionModel().clear()
            else:
                self.setCurrentIndex(self.outline.index(row, TEXT))
            self.setAutoScroll(True)

    def show_selection_again(self) -> None:
        """Show what is selected, after something else was shown so."""
        self.show_as_selected(self._selected)
        self._show_selection()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Take the person's choice before Qt closes an open editor here: that commits, and a refresh comes back."""
        chosen = self.outline.node_at(current.row()) if current.isValid() and not self._quiet else None
        if chosen is None or chosen == self._selected:
            super().currentChanged(current, previous)
            return
        with self._quietly():
            self.state.choose((chosen,))
        self._selected = self._range_from = chosen
        self._painter.current = None
        super().currentChanged(current, previous)
        if self._selected != chosen:
            self.set_selected_node(chosen)
        self.node_selected.emit(chosen)

    def _restore_selection(self) -> None:
        """The selected node's row, or the row that now hides it; when it is gone, what Qt put in its place."""
        if self._selected is not None and self.state.hides(self._selected):
            self._select_none()
            return
        row = self._row_near(self._selected) if self._selected is not None else None
        if row is None and self._selected is not None and self._is_outside_focus(self._selected):
            row = 0
        if row is not None:
            if row != self.currentIndex().row() or not self.selectionModel().hasSelection():
                self.setCurrentIndex(self.outline.index(row, TEXT))
            self._show_selection()
        elif self._selected is None and self.currentIndex().isValid():
            self.selectionModel().clear()
        elif not self.currentIndex().isValid():
            self._selected = None

    def _is_outside_focus(self, node_id: str) -> bool:
        project, top = self.outline.project, self.outline.top
        return top is not None and project is not None and project.is_visible(node_id)

    def keyboardSearch(self, search: str) -> None:
        if self.currentIndex().column() != TEXT and self.currentIndex().isValid():
            self.setCurrentIndex(self.outline.index(self.currentIndex().row(), TEXT))
        super().keyboardSearch(search)

    def selectionCommand(
        self, _index: QModelIndex | QPersistentModelIndex, _event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Whatever keys are down: several rows are chosen below, by node id."""
        return _ALONE

    # -- several

    def choose_many(self, node_ids: Sequence[str]) -> None:
        """Choose nodes in sight as the person's own doing; the last becomes the selected one and is told."""
        wanted = [i for i in node_ids if self.outline.row_of(i) is not None]
        if not wanted:
            return
        with self._quietly():
            self.state.choose(wanted)
        is_new, self._selected = wanted[-1] != self._selected, wanted[-1]
        row = self.outline.row_of(wanted[-1])
        assert row is not None
        with self._quietly():
            self._go_to(row)
            self._show_selection()
        if is_new:
            self.node_selected.emit(wanted[-1])

    def _show_selection(self) -> None:
        """Let the rows look as the state says; the last chosen stands out."""
        chosen = self.state.chosen
        several = len(chosen) > 1
        self._painter.current = chosen[-1] if several else None
        selected = self.selectionModel().selectedRows() if not several else []
        if several or len(selected) > 1:
            rows = sorted(row for row in map(self.outline.row_of, chosen) if row is not None)
            with self._quietly():
                self.selectionModel().select(self._rows(rows), _FLAGS.ClearAndSelect)
        self.viewport().update()

    def _rows(self, rows: list[int]) -> QItemSelection:
        selection, at = QItemSelection(), 0
        while at < len(rows):
            first = last = rows[at]
            while at + 1 < len(rows) and rows[at + 1] == last + 1:
                at, last = at + 1, last + 1
            selection.select(self.outline.index(first, TEXT), self.outline.index(last, CITE))
            at += 1
        return selection
