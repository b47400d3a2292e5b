"""The first step: the text to correct, or both texts as one where a newer copy is to take the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.messages import _, ngettext
from ui.correcting.bars import FindBar
from ui.correcting.findings import Findings, PassageToCarry, merged
from ui.correcting.lines import runs_both_ways
from ui.correcting.paper import Paper
from ui.correcting.plain import Places
from ui.labels import plain_label
from ui.theme import Theme


class TextPage(QWidget):
    """A paper with a find bar over it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget, *, read_only: bool = False) -> None:
        super().__init__(parent)
        self.paper = Paper(theme, name, self, read_only=read_only)
        self.find_bar = FindBar(theme, self.paper, self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.find_bar)
        self.column.addWidget(self.paper, 1)
        self.setFocusProxy(self.paper)

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.paper] if self.find_bar.isHidden() else [self.find_bar.field, self.paper]


class EditorPage(TextPage):
    """The reading text as it will be."""

    typed = Signal()

    def __init__(self, theme: Theme, text: str, offset: int, draft: str | None, parent: QWidget) -> None:
        super().__init__(theme, _("The text of the article"), parent)
        self.paper.show_text(text)
        self._caret = Places(text).unit(offset)
        if draft is not None and draft != text:
            self.paper.retype(draft)
        else:
            self.paper.bring(self._caret)
        self.paper.typed.connect(self.typed)
        self._placed = False

    def text(self) -> str:
        return self.paper.text()

    def place(self) -> None:
        """Bring the caret's line to the middle: when the page has its size for the first time."""
        if not self._placed:
            self._placed = True
            self.paper.centerCursor()

    def show_findings(self, findings: Findings) -> None:
        """Where the passages stand now, and which lines are others."""
        self.paper.set_marks(findings.passages, findings.changed, runs_both_ways(findings.new))


class ComparePage(TextPage):
    """The old text with the newer copy's words put in: what goes is struck through, what comes is underlined."""

    def __init__(self, theme: Theme, passages: Sequence[PassageToCarry], parent: QWidget) -> None:
        super().__init__(theme, _("Both texts as one"), parent, read_only=True)
        self._passages = passages
        self._stops: tuple[int, ...] = ()
        self._told = plain_label(_("Comparing both texts…"), self)
        self.previous = QPushButton(_("Previous difference"), self)
        self.next = QPushButton(_("Next difference"), self)
        self.previous.setToolTip(_("Shift+N"))
        self.next.setToolTip(_("N"))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        row = QHBoxLayout()
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(self._told, 1)
        for button in (self.previous, self.next):
            button.setAutoDefault(False)
            button.setEnabled(False)
            row.addWidget(button)
        self.column.insertLayout(0, row)

    def show_findings(self, findings: Findings) -> None:
        both = merged(findings, self._passages)
        self._stops = both.stops
        self.paper.show_text(both.text)
        self.paper.set_marks(both.marks)
        count = len(self._stops)
        told = ngettext(
            "{count} difference. What goes is struck through, what comes is underlined.",
            "{count} differences. What goes is struck through, what comes is underlined.",
            count,
        ).format(count=count)
        self._told.setText(told if count else _("Both texts are the same."))
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)
        if count:
            self.paper.bring(self._stops[0])

    def step(self, by: int) -> None:
        """Go to the next difference or the one before, round the ends."""
        if not self._stops:
            return
        at = self.paper.textCursor().position()
        if by > 0:
            stop = next((s for s in self._stops if s > at), self._stops[0])
        else:
            stop = next((s for s in reversed(self._stops) if s < at), self._stops[-1])
        self.paper.bring(stop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_N:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
