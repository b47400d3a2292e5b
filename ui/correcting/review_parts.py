"""Parts of the review page: the node a passage belongs to, and a paper under its caption."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.messages import _
from models.words import KIND_NAMES
from ui.correcting.bars import FindBar
from ui.correcting.paper import Paper
from ui.correcting.reviewing import Item
from ui.labels import plain_label, tint
from ui.panel.lines import elided_lines, paint_lines
from ui.theme import Theme
from ui.theme.signs import paint_kind
from ui.theme.theme import INTERFACE_LINE, SMALL_LINE
from ui.tips import plain_tip

LINES = 2
SIDE, INDENT = 24, 20  # the node's sign, then its text and the texts below


class NodeHead(QWidget):
    """Kind sign and text of a node, and what became of its passage."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._item: Item | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def outcome(self) -> str:
        """The sentence below the node's text."""
        if self._item is None:
            return ""
        return f"{self._item.outcome} · {_('in the bin')}" if self._item.passage.binned else self._item.outcome

    def show_item(self, item: Item) -> None:
        self._item = item
        passage = item.passage
        self.setAccessibleName(f"{_(KIND_NAMES[passage.kind])}: {passage.node_text}. {self.outcome}")
        self.setToolTip(plain_tip(passage.node_text))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 12 + LINES * INTERFACE_LINE + SMALL_LINE + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._item is None:
            return
        painter, tokens = QPainter(self), self._theme.tokens
        paint_kind(painter, QRectF(SIDE, 14, 12, 12), self._item.passage.kind, tokens)
        left, width = SIDE + INDENT, self.width() - 2 * SIDE - INDENT
        font = self._theme.interface_font(600)
        text = " ".join(self._item.passage.node_text.split())
        lines = elided_lines(text, font, width, LINES)
        paint_lines(painter, lines, (left, 10, width), font, INTERFACE_LINE, tokens.ink)
        lost = self._item.is_lost
        colour = tokens.kinds["rebuttal"].line if lost else tokens.muted
        top = 10 + len(lines) * INTERFACE_LINE
        paint_lines(painter, [self.outcome], (left, top, width), self._theme.small_font(), SMALL_LINE, colour)
        painter.end()


class Captioned(QWidget):
    """A paper to read, a caption over it, and room beside the caption for a button."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.paper = Paper(theme, name, self, read_only=True, left=SIDE + INDENT)
        self.find_bar = FindBar(theme, self.paper, self)
        self.caption = plain_label(name, self)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setWordWrap(True)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(SIDE, 4, 12, 4)
        self.head.addWidget(self.caption, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self.find_bar)
        column.addWidget(self.paper, 1)
        self.setMinimumHeight(96)
        theme.changed.connect(self._dress)
        self._loud = False
        self._dress()

    def _dress(self) -> None:
        self.caption.setFont(self._theme.interface_font(600) if self._loud else self._theme.small_font())
        tokens = self._theme.tokens
        tint(self.caption, tokens.ink if self._loud else tokens.muted)

    def say(self, words: str, *, loud: bool = False) -> None:
        self._loud = loud
        self.caption.setText(words)
        self._dress()
