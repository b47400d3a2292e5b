"""The panel of the selected node: its text and tags, its passages, its note, its links and history, in four columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from models.errors import Busy, UserError
from models.messages import _
from ui.panel.arranging import Arrangement
from ui.panel.columns import HEIGHT, columns
from ui.panel.editor import QuietEditor
from ui.panel.history import NodeHistory
from ui.panel.node_links import NodeLinks
from ui.panel.note_editor import NoteEditor, NotePreview
from ui.panel.passages import PassageList
from ui.panel.pieces import KindButton, SmallLabel, StatusLabel, WordTab
from ui.panel.tags import TagRow
from ui.panel.views import HistoryRow, LinkView, NodeView, PassageView
from ui.theme import Theme

__all__ = ["HistoryRow", "LinkView", "NodePanel", "NodeView", "PassageView"]


AGAIN = 250  # milliseconds until the history is asked for once more, when another program held the file


class NodePanel(QWidget):
    """Emits what the reader wants; the session performs it and calls `show_node` again."""

    kind_requested = Signal(str, str)
    text_committed = Signal(str, str)
    tags_committed = Signal(str, list)
    tag_colour_requested = Signal(str, str)  # tag, key of models.tags.COLOURS or nothing (automatic)
    tag_rename_requested = Signal(str, str)  # on every node
    tag_remove_requested = Signal(str)  # from every node
    note_committed = Signal(str, str)
    draft_changed = Signal(str, str, str)  # node, column ("text" or "note"), what stands there
    draft_discarded = Signal(str, str)
    passage_clicked = Signal(str)
    passage_move_requested = Signal(str)
    passage_remove_requested = Signal(str)
    link_partner_requested = Signal(str)
    link_delete_requested = Signal(str)
    link_kind_requested = Signal(str, str)
    editor_left = Signal()  # Escape or Ctrl+Enter: the focus may go back where the reader came from

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._node: NodeView | None = None
        self._history_source: Callable[[str], Sequence[HistoryRow]] | None = None
        self._history_stale = True
        self._may_bring_back = False  # text that Escape put away just now
        self._later = QTimer(self, singleShot=True, interval=AGAIN)
        self._later.timeout.connect(self._show_history)
        self.setMinimumHeight(HEIGHT)
        self.setMinimumWidth(480)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Node"))
        self._make_first()
        self._make_passages()
        self._make_note()
        self._make_links()
        self._arrangement = Arrangement(self, theme)
        tags = (self.tags.line, self.tags.more, self.tags.add)
        tabs = (self.links_tab, self.history_tab)
        order = (self.kind, self.text, *tags, self.passages, self.note, *tabs, self.links, self.history)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        theme.changed.connect(self._dress)
        self.show_node(None)

    def _make_first(self) -> None:
        theme = self._theme
        self.kind = KindButton(theme, self)
        self.kind.kind_chosen.connect(lambda kind: self._ask(self.kind_requested, kind))
        self.status = StatusLabel(theme, self)
        self.text = QuietEditor(theme, _("Text of the node"), self)
        self.text.enter_commits = True
        self.text.may_be_empty = False
        self.text.setToolTip(_("Enter keeps what is typed, Escape puts back what stood here; Ctrl+Z brings it back"))
        self.text.put_back.connect(self._on_put_back)
        self.text.committed.connect(self.text_committed)
        self._connect_drafts(self.text, "text")
        self.tags = TagRow(theme, self)
        self.tags.tags_committed.connect(lambda tags: self._ask(self.tags_committed, tags))
        self.tags.colour_requested.connect(self.tag_colour_requested)
        self.tags.rename_requested.connect(self.tag_rename_requested)
        self.tags.remove_requested.connect(self.tag_remove_requested)

    def _make_passages(self) -> None:
        theme = self._theme
        self.passages_heading = SmallLabel(theme, parent=self)
        self.place = SmallLabel(theme, right=True, parent=self)
        self.passages = PassageList(theme, self)
        self.passages.passage_clicked.connect(self.passage_clicked)
        self.passages.move_requested.connect(self.passage_move_requested)
        self.passages.remove_requested.connect(self.passage_remove_requested)
        self.passages.current_changed.connect(self._arrange)

    def _make_note(self) -> None:
        theme = self._theme
        self.note_heading = SmallLabel(theme, _("Note"), parent=self)
        self.note = NoteEditor(theme, _("Note, in Markdown"), self)
        self.note.invite(_("Add a note"))
        self.note.setToolTip(_("Escape or Ctrl+Enter leaves the note and keeps it"))
        self.note.quiet_ink = True
        self.note.committed.connect(self.note_committed)
        self._connect_drafts(self.note, "note")
        self.preview_heading = SmallLabel(theme, _("Preview"), parent=self)
        self.preview_tab = WordTab(theme, _("Preview"), self)
        self.preview_tab.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.preview_tab.setFocusProxy(self.note)  # the editor goes on where it was
        self.preview_tab.setToolTip(_("Show what becomes of the note (Ctrl+Shift+V)"))
        self.preview = NotePreview(theme, self.note, self)
        self.note.opened.connect(self._on_note_opened)
        self.note.textChanged.connect(lambda: self.preview_tab.setChecked(False))
        self.note.preview_asked.connect(self.preview_tab.toggle)
        self.preview_tab.toggled.connect(self._arrange)

    def _make_links(self) -> None:
        theme = self._theme
        self.links_tab = WordTab(theme, _("Links"), self)
        self.history_tab = WordTab(theme, _("History"), self)
        self._views = QButtonGroup(self)
        for tab in (self.links_tab, self.history_tab):
            self._views.addButton(tab)
        self.links_tab.setChecked(True)
        self.links_count = SmallLabel(theme, right=True, parent=self)
        self.links = NodeLinks(theme, self)
        self.links.partner_requested.connect(self.link_partner_requested)
        self.links.delete_requested.connect(self.link_delete_requested)
        self.links.kind_requested.connect(self.link_kind_requested)
        self.history = NodeHistory(theme, self)
        self.history_tab.toggled.connect(self._on_view)

    def _connect_drafts(self, editor: QuietEditor, column: str) -> None:
        editor.drafted.connect(lambda owner, text: self.draft_changed.emit(owner, column, text))
        editor.discarded.connect(lambda owner: self.draft_discarded.emit(owner, column))
        editor.left.connect(self.editor_left)

    def _ask(self, signal: SignalInstance, value: object) -> None:
        if self._node is not None:
            signal.emit(self._node.node_id, value)

    # -- setters

    def show_node(self, node: NodeView | None) -> None:
        """Show a node, or the empty state. What is being typed for the same node stays."""
        last = self._node
        new_id = node.node_id if node else ""
        afresh = last is None or last.node_id != new_id
        self._may_bring_back = self._may_bring_back and node == last
        if afresh:
            self.tags.finish()
        self._node = node
        self._arrangement.pause()
        self.text.show_text(new_id, node.text if node else "")
        self.note.show_text(new_id, node.note if node else "")
        if node is not None:
            self.kind.show_kind(node.kind, node.inference, node.implicit)
            self.status.show_status(node.status)
            self.tags.set_tags(node.tags, node.all_tags, node.tag_colours)
            self.passages.set_passages(node.passages, afresh=afresh)
            self.links.set_links(node.links)
        self._show_history()
        self._arrangement.go_on()
        self.update()

    def node(self) -> NodeView | None:
        """What is shown."""
        return self._node

    def set_history_source(self, source: Callable[[str], Sequence[HistoryRow]] | None) -> None:
        """Where the history of a node comes from; asked only while it is on show."""
        self._history_source = source
        self._show_history()

    def show_view(self, name: str) -> None:
        """Show "links" or "history" in the fourth column."""
        (self.history_tab if name == "history" else self.links_tab).setChecked(True)

    def view(self) -> str:
        """Which of them is shown."""
        return "history" if self.history_tab.isChecked() else "links"

    def edit_text(self) -> None:
        """Start editing the node's text."""
        if self._node is not None:
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.text.selectAll()

    def edit_note(self) -> None:
        """Start editing the note."""
        if self._node is not None:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_tag(self) -> None:
        """Open the line for a new tag."""
        if self._node is not None:
            self.tags.start_adding()

    def offer_draft(self, column: str, text: str) -> None:
        """Put a draft that a crash left back into its editor ("text" or "note")."""
        (self.text if column == "text" else self.note).offer_draft(text)

    def finish(self) -> None:
        """Commit what is being typed, before the window closes or another project opens."""
        self.tags.finish()
        self.text.finish()
        self.note.finish()

    # -- what changes by itself

    def _show_history(self) -> None:
        """Ask for the history if it can be seen; else when it can."""
        self._history_stale = True
        if self._node is None or not self.history_tab.isChecked() or not self.isVisible():
            return
        source = self._history_source
        try:
            rows = source(self._node.node_id) if source is not None else ()
        except Busy:
            self.history.set_rows((), _("Another program is writing to the project just now."))
            self._later.start()
            return
        except UserError as error:
            self.history.set_rows((), str(error))
        else:
            self.history.set_rows(rows)
        self._history_stale = False

    def _dress(self) -> None:
        """Another face has other widths; colours are each part's own affair."""
        self._arrange()
        self.update()

    def _on_view(self, _checked: bool) -> None:
        if self._history_stale:
            self._show_history()
        self._arrange()

    def _on_note_opened(self, is_open: bool) -> None:
        if not is_open:
            self.preview_tab.setChecked(False)
        self._arrange()

    # -- keys

    def _on_put_back(self) -> None:
        self._may_bring_back = True

    def event(self, event: QEvent) -> bool:
        # Right after Escape the keys are here, and undo means what was just put away rather than the last edit.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._brings_back(event):
            event.accept()
            return True
        return super().event(event)

    def _brings_back(self, event: QKeyEvent) -> bool:
        return self._may_bring_back and self.hasFocus() and event.matches(QKeySequence.StandardKey.Undo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._brings_back(event):
            self.text.bring_back()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_text()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._may_bring_back = False

    # -- places

    def sizeHint(self) -> QSize:
        return QSize(1398, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._history_stale:
            self._show_history()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def columns(self) -> list[tuple[int, int]]:
        """Left edge and width of the four columns."""
        return columns(self.width())

    def _arrange(self) -> None:
        self._arrangement.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.panel)
        painter.fillRect(0, 0, self.width(), 1, tokens.line)
        if self._node is None:
            painter.setPen(tokens.muted)
            painter.setFont(self._theme.interface_font())
            words = _("Select a node, or select text and press C, E or R.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
