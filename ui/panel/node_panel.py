"""The panel of the selected node: its text and tags, its passages, its note, its links, in four columns."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.messages import _, ngettext
from ui.panel.editor import BLEED, QuietEditor
from ui.panel.node_links import ROW, NodeLinks
from ui.panel.pieces import KindButton, QuoteButton, SmallLabel, StatusLabel, StepButton
from ui.panel.tags import TagRow
from ui.panel.views import LinkView, NodeView, PassageView
from ui.theme import Theme
from ui.theme.theme import INTERFACE_LINE, READING_LINE

__all__ = ["LinkView", "NodePanel", "NodeView", "PassageView"]

HEIGHT, WIDE = 154, 1100
SIDE, WIDE_GAP, NARROW_GAP = 16, 32, 20
HEADING_TOP, HEADING, BODY_TOP, FOOT = 13, 20, 38, 20
BOTTOM = 12
LEAST_KIND = 72  # the status gives up its word before the kind gets narrower
SHARES = (368, 264, 200, 436)
NARROW_SHARES = (330, 236, 180, 522)


class NodePanel(QWidget):
    """Emits what the reader wants; the session performs it and calls `show_node` again."""

    kind_requested = Signal(str, str)
    text_committed = Signal(str, str)
    tags_committed = Signal(str, list)
    note_committed = Signal(str, str)
    draft_changed = Signal(str, str, str)  # node, column ("text" or "note"), what stands there
    draft_discarded = Signal(str, str)
    passage_clicked = Signal(str)
    link_partner_requested = Signal(str)
    link_delete_requested = Signal(str)
    link_kind_requested = Signal(str, str)
    editor_left = Signal()  # Escape or Ctrl+Enter: the focus may go back where the reader came from

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._node: NodeView | None = None
        self._passage = 0
        self.setMinimumHeight(HEIGHT)
        self.setMinimumWidth(480)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Node"))
        self._make_first()
        self._make_others()
        self._parts = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        order = (self.kind, self.text, self.tags.add, self.quote, self.previous, self.following, self.note, self.links)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        theme.changed.connect(self.update)
        self.show_node(None)

    def _make_first(self) -> None:
        theme = self._theme
        self.kind = KindButton(theme, self)
        self.kind.kind_chosen.connect(lambda kind: self._ask(self.kind_requested, kind))
        self.status = StatusLabel(theme, self)
        self.text = QuietEditor(theme, _("Text of the node"), self)
        self.text.enter_commits = True
        self.text.may_be_empty = False
        self.text.committed.connect(self.text_committed)
        self.tags = TagRow(theme, self)
        self.tags.tags_committed.connect(lambda tags: self._ask(self.tags_committed, tags))
        self.note = QuietEditor(theme, _("Note, in Markdown"), self)
        self.note.quiet_ink = self.note.markdown = True
        self.note.setPlaceholderText(_("Add a note"))
        self.note.committed.connect(self.note_committed)
        for column, editor in (("text", self.text), ("note", self.note)):
            editor.drafted.connect(lambda owner, text, column=column: self.draft_changed.emit(owner, column, text))
            editor.discarded.connect(lambda owner, column=column: self.draft_discarded.emit(owner, column))
            editor.left.connect(self.editor_left)

    def _make_others(self) -> None:
        theme = self._theme
        self.passage_heading = SmallLabel(theme, _("Passage"), parent=self)
        self.cite = SmallLabel(theme, right=True, parent=self)
        self.quote = QuoteButton(theme, self)
        self.quote.clicked.connect(self._on_quote)
        self.place = SmallLabel(theme, parent=self)
        self.previous = StepButton(theme, "chevron-up", _("Previous passage"), self)
        self.following = StepButton(theme, "chevron-down", _("Next passage"), self)
        self.previous.clicked.connect(lambda: self._step(-1))
        self.following.clicked.connect(lambda: self._step(1))
        self.note_heading = SmallLabel(theme, _("Note"), parent=self)
        self.links_heading = SmallLabel(theme, _("Links"), parent=self)
        self.links_count = SmallLabel(theme, right=True, parent=self)
        self.links = NodeLinks(theme, self)
        self.links.partner_requested.connect(self.link_partner_requested)
        self.links.delete_requested.connect(self.link_delete_requested)
        self.links.kind_requested.connect(self.link_kind_requested)

    def _ask(self, signal: SignalInstance, value: object) -> None:
        if self._node is not None:
            signal.emit(self._node.node_id, value)

    # -- setters

    def show_node(self, node: NodeView | None) -> None:
        """Show a node, or the empty state. What is being typed for the same node stays."""
        last = self._node
        new_id = node.node_id if node else ""
        if last is None or last.node_id != new_id:
            self.tags.finish()
            self._passage = 0
        elif node is not None:
            self._passage = _same_passage(last, self._passage, node)
        self._node = node
        self.text.show_text(new_id, node.text if node else "")
        self.note.show_text(new_id, node.note if node else "")
        for part in self._parts:
            part.setVisible(node is not None)
        if node is not None:
            self.kind.show_kind(node.kind, node.inference, node.implicit)
            self.status.show_status(node.status)
            self.tags.set_tags(node.tags, node.all_tags)
            self.links.set_links(node.links)
            self.links_count.show_words(_count_words(node.links))
            self._show_passage()
        self._arrange()
        self.update()

    def node(self) -> NodeView | None:
        """What is shown."""
        return self._node

    def edit_text(self) -> None:
        """Start editing the node's text."""
        if self._node is not None:
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.text.selectAll()

    def edit_note(self) -> None:
        """Start editing the note."""
        if self._node is not None:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer_draft(self, column: str, text: str) -> None:
        """Put a draft that a crash left back into its editor ("text" or "note")."""
        (self.text if column == "text" else self.note).offer_draft(text)

    def finish(self) -> None:
        """Commit what is being typed, before the window closes or another project opens."""
        self.tags.finish()
        self.text.finish()
        self.note.finish()

    # -- passages

    def _show_passage(self) -> None:
        passages = self._node.passages if self._node else ()
        self._passage = min(self._passage, max(0, len(passages) - 1))
        count = len(passages)
        self.quote.show_quote(passages[self._passage].quote if passages else "")
        self.cite.show_words(passages[self._passage].cite if passages else "")
        words = ngettext("{number} of {count} passage", "{number} of {count} passages", count)
        self.place.show_words(words.format(number=self._passage + 1, count=count) if count > 1 else "")
        for part in (self.place, self.previous, self.following):
            part.setVisible(count > 1)
        self.previous.setEnabled(self._passage > 0)
        self.following.setEnabled(self._passage < count - 1)

    def _step(self, by: int) -> None:
        self._passage += by
        self._show_passage()
        self._arrange()
        for button, other in ((self.previous, self.following), (self.following, self.previous)):
            if button.hasFocus() and not button.isEnabled():
                other.setFocus()

    def _on_quote(self) -> None:
        if self._node and self._node.passages:
            self.passage_clicked.emit(self._node.passages[self._passage].anchor_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.edit_text()
        else:
            super().keyPressEvent(event)

    # -- places

    def sizeHint(self) -> QSize:
        return QSize(1398, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def columns(self) -> list[tuple[int, int]]:
        """Left edge and width of the four columns."""
        wide = self.width() >= WIDE
        gap, shares = (WIDE_GAP, SHARES) if wide else (NARROW_GAP, NARROW_SHARES)
        room = self.width() - 2 * SIDE - 3 * gap
        edges, x = [], float(SIDE)
        for share in shares:
            width = room * share / sum(shares)
            edges.append((round(x), round(x + width) - round(x)))
            x += width + gap
        return edges

    def _arrange(self) -> None:
        first, second, third, fourth = self.columns()
        height = self.height()
        foot = height - BOTTOM - FOOT

        x, width = first
        status_width = self.status.sizeHint().width() if self.status.status else 0
        if width - status_width - 8 < LEAST_KIND:
            status_width = min(status_width, StatusLabel.SIGN)
        kind_width = min(self.kind.sizeHint().width(), width + 4 - status_width - 8)
        self.kind.setGeometry(x - 4, HEADING_TOP, kind_width, HEADING)
        self.status.setGeometry(x + width - status_width, HEADING_TOP, status_width, HEADING)
        self.text.setGeometry(x - BLEED, BODY_TOP - 2, width + 2 * BLEED, _whole(foot - 4 - BODY_TOP, INTERFACE_LINE))
        self.tags.setGeometry(x, foot, width, FOOT)

        x, width = second
        self._head(x, width, self.passage_heading, self.cite)
        many = self._node is not None and len(self._node.passages) > 1
        last = foot - 2 if many else height - BOTTOM
        self.quote.setGeometry(x, BODY_TOP - 1, width, _whole(last - BODY_TOP + 1, READING_LINE))
        words = min(self.place.sizeHint().width(), width - 48)
        self.place.setGeometry(x, foot, words, FOOT)
        self.previous.setGeometry(QRect(x + words + 6, foot, 20, 20))
        self.following.setGeometry(QRect(x + words + 26, foot, 20, 20))

        x, width = third
        self.note_heading.setGeometry(x, HEADING_TOP, width, HEADING)
        self.note.setGeometry(
            x - BLEED, BODY_TOP - 2, width + 2 * BLEED, _whole(height - BOTTOM - BODY_TOP, INTERFACE_LINE)
        )

        x, width = fourth
        self._head(x, width, self.links_heading, self.links_count)
        self.links.setGeometry(x - BLEED, BODY_TOP - 1, width + 2 * BLEED, _whole(height - 4 - BODY_TOP + 1, ROW))

    def _head(self, x: int, width: int, heading: SmallLabel, aside: SmallLabel) -> None:
        left = min(heading.sizeHint().width(), width)
        heading.setGeometry(x, HEADING_TOP, left, HEADING)
        aside.setGeometry(x + left + 8, HEADING_TOP, max(0, width - left - 8), HEADING)

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


def _whole(room: int, pitch: int) -> int:
    """The height of as many whole lines as there is room for."""
    return max(1, room // pitch) * pitch


def _same_passage(last: NodeView, place: int, node: NodeView) -> int:
    """Where the passage that was shown stands now."""
    if place < len(last.passages):
        anchor_id = last.passages[place].anchor_id
        for i, passage in enumerate(node.passages):
            if passage.anchor_id == anchor_id:
                return i
    return place


def _count_words(links: tuple[LinkView, ...]) -> str:
    """How many links there are, and how many of them are out of sight."""
    away = sum(not link.in_sight for link in links)
    if not links:
        return _("none yet")
    if not away:
        return str(len(links))
    return _("{count}, of which {away} out of sight").format(count=len(links), away=away)
