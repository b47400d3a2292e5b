"""Words written in the table itself: the texts of points, why some evidence is better, the weighing, headings."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from models.messages import _
from ui.clash.lines import ISSUE, Line
from ui.clash.measures import SIGN
from ui.clash.model import BETTER, LEFT, RIGHT, TEXTS, WEIGHING
from ui.clash.table import LineTable
from ui.held import refused
from ui.outline.editor import NodeEditor
from ui.theme import Theme

EDITED = (LEFT, RIGHT, BETTER, WEIGHING)
NOTES = {BETTER: "why", WEIGHING: "weighing"}  # the column of what is noted of a row
LEAST, WIDEST_HEADING = 180, 460  # breadth of an editor


@dataclass(frozen=True, slots=True)
class Place:
    """What an editor is open on. `abouts` is set for a heading that is to be made over those rows."""

    key: str
    column: int
    owner: str  # a node, an issue, or what a row is about
    abouts: tuple[str, ...] | None = None


class WordingTable(LineTable):
    """One editor at a time, over its cell; whatever closes it, its text goes out once."""

    text_committed = Signal(str, str)  # node, text
    draft_changed = Signal(str, str)
    edit_cancelled = Signal(str)
    note_requested = Signal(str, object)  # about, the columns of the clash with their values
    note_draft = Signal(str, str, str)  # about, column, text
    note_cancelled = Signal(str, str)
    issue_requested = Signal(str, list)  # heading, abouts
    issue_renamed = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._editor: NodeEditor | None = None
        self._place: Place | None = None
        self._starting_text = ""
        self._wanted_height = 0
        self.scrolled.connect(self._place_editor)

    @property
    def is_editing(self) -> bool:
        return self._editor is not None

    def edit_cell(self, row: int, column: int) -> bool:
        """Open the editor on a cell that holds words; whether it does."""
        line = self.lines.line(row)
        if line is None:
            return False
        if line.is_head:
            if line.kind != ISSUE or line.issue_id is None:
                return False
            self._open(Place(line.key, LEFT, line.issue_id), line.head.heading, _("Heading"))
            return True
        if column in TEXTS:
            node = line.left if column == LEFT else line.right
            if node is not None:
                self._open(Place(line.key, column, node.id), node.text, _("Text of the point"))
            return node is not None
        if column not in NOTES:
            return False
        self._enter(line.key)
        clash = line.row.clash if line.row is not None else None
        names = {BETTER: _("Why its evidence is better"), WEIGHING: _("Weighing")}
        self._open(Place(line.key, column, line.key), getattr(clash, NOTES[column], "") or "", names[column])
        return True

    def edit_node(self, node_id: str, text: str | None = None) -> bool:
        """Open the editor on a point where it first stands, with its own or the given text (a draft)."""
        for row, line in enumerate(self.lines.lines):
            if node_id in line.nodes():
                column = LEFT if line.left is not None and line.left.id == node_id else RIGHT
                self.go_to(row, column)
                opened = self.edit_cell(row, column)
                if opened and text is not None and self._editor is not None:
                    self._editor.setPlainText(text)
                return opened
        return False

    def ask_heading(self, abouts: list[str]) -> None:
        """Ask for the words of a new heading over some rows, at the current line."""
        line = self.current_line()
        key = line.key if line is not None else ""
        names = _("Heading over the chosen rows") if abouts else _("New heading")
        self._open(Place(key, LEFT, "", tuple(abouts)), "", names)
        if self._editor is not None:
            self._editor.setPlaceholderText(names)

    def _open(self, place: Place, text: str, name: str) -> None:
        self.finish_editing()
        if refused(self):
            return
        self._place, self._starting_text = place, text
        if place.abouts is None:
            self.painting.editing = place.key, place.column
        self._editor = editor = NodeEditor(self._theme, text, self.viewport())
        editor.setAccessibleName(name)
        editor.committed.connect(self.finish_editing)
        editor.sibling_wanted.connect(self.finish_editing)
        editor.cancelled.connect(self.cancel_editing)
        editor.shift_wanted.connect(self._go_on)
        editor.typed.connect(self._on_typed)
        editor.height_wanted.connect(self._grow)
        self._place_editor()
        editor.show()
        editor.start(select_all=place.abouts is None)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.viewport().update()

    # -- where it stands

    def _grow(self, height: int) -> None:
        self._wanted_height = height
        self._place_editor()

    def _place_editor(self) -> None:
        editor, place = self._editor, self._place
        if editor is None or place is None:
            return
        row = self.lines.row_of(place.key)
        cell = self._box(place, -1 if row is None else row)
        room = self.viewport().height()
        cell.setHeight(min(max(cell.height(), self._wanted_height), max(60, room - 8)))
        if 0 <= cell.top() < room < cell.bottom():
            cell.moveBottom(room - 2)
        editor.setGeometry(cell)

    def _box(self, place: Place, row: int) -> QRect:
        """The editor's place, its least height included."""
        cell = self.cell_rect(row, place.column)
        x = self.measure.plan.columns[LEFT][0] - 6
        if place.abouts is not None:
            breadth = min(WIDEST_HEADING, self.viewport().width() - x - 16)
            return QRect(x, (cell.top() if row >= 0 else 0) + 5, breadth, 28)
        line = self.lines.line(row)
        if line is not None and line.is_head:
            breadth = min(WIDEST_HEADING, self.viewport().width() - x - 16)
            return QRect(x, cell.top() + 6, breadth, 28)
        left = cell.left() + (SIGN if place.column in TEXTS else 0) - 6
        breadth = max(LEAST, cell.right() - left - 6)
        left = min(left, self.viewport().width() - breadth - 4)
        lane = self.measure.plan.lane and place.column not in TEXTS
        return QRect(left, cell.top() + (-3 if lane else 5), breadth, 28)

    # -- closing

    def _on_typed(self, text: str) -> None:
        place = self._place
        if place is None or place.abouts is not None:
            return
        if place.column in NOTES:
            self.note_draft.emit(place.owner, NOTES[place.column], text)
        elif place.owner != self._issue_of(place.key):
            self.draft_changed.emit(place.owner, text)

    def _issue_of(self, key: str) -> str | None:
        line = self.lines.find(key)
        return line.issue_id if line is not None and line.is_head else None

    def finish_editing(self) -> None:
        """Take what stands in the editor, when one is open."""
        editor, place, before = self._editor, self._place, self._starting_text
        if editor is None or place is None:
            return
        text = editor.text().strip()
        is_heading = place.owner == self._issue_of(place.key)
        self._close()
        self._tell(place, text, before.strip(), is_heading)

    def _tell(self, place: Place, text: str, before: str, is_heading: bool) -> None:
        if place.abouts is not None:
            if text:
                self.issue_requested.emit(text, list(place.abouts))
        elif is_heading:
            if text and text != before:
                self.issue_renamed.emit(place.owner, text)
        elif place.column in TEXTS:
            self.text_committed.emit(place.owner, text)
        elif text != before:
            self.note_requested.emit(place.owner, {NOTES[place.column]: text})
        else:
            self.note_cancelled.emit(place.owner, NOTES[place.column])

    def cancel_editing(self) -> None:
        place = self._place
        is_heading = place is not None and place.owner == self._issue_of(place.key)
        self._close()
        if place is None or place.abouts is not None or is_heading:
            return
        if place.column in TEXTS:
            self.edit_cancelled.emit(place.owner)
        else:
            self.note_cancelled.emit(place.owner, NOTES[place.column])

    def _go_on(self, forward: bool) -> None:
        """Take the text and go on wording the next cell of the row that holds words, or the one before."""
        place = self._place
        self.finish_editing()
        row = self.lines.row_of(place.key) if place is not None else None
        if place is None or row is None or place.abouts is not None or place.column not in EDITED:
            return
        line = self.lines.line(row)
        if line is None or line.is_head:
            return
        columns = EDITED if forward else EDITED[::-1]
        for column in columns[columns.index(place.column) + 1 :]:
            if (line.left if column == LEFT else line.right) is not None or column not in TEXTS:
                self.go_to(row, column)
                self.edit_cell(row, column)
                return

    def _close(self) -> None:
        editor, had_focus = self._editor, self._editor is not None and self._editor.hasFocus()
        self._editor = self._place = self.painting.editing = None
        self._wanted_height = 0
        if editor is not None:
            editor.blockSignals(True)
            editor.hide()
            editor.deleteLater()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.viewport().update()

    def _show_lines(self, lines: list[Line]) -> None:
        """An open editor stays; where its row goes, what was typed is told all the same."""
        super()._show_lines(lines)
        place, editor = self._place, self._editor
        if place is None or editor is None or place.abouts is not None:
            self._place_editor()
            return
        if self.lines.row_of(place.key) is not None:
            self._place_editor()
            return
        text, before = editor.text().strip(), self._starting_text.strip()
        is_heading = place.key.startswith(f"{ISSUE} ")
        self._close()
        if text and text != before:
            QTimer.singleShot(0, self, lambda: self._tell(place, text, before, is_heading))
