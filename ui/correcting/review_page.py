"""The second step: each passage that needs a word, before and after, and the three words that can be given."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from models.anchors import trimmed
from models.messages import _, ngettext
from ui.correcting.findings import Findings
from ui.correcting.lines import runs_both_ways
from ui.correcting.marks import DELETED, INSERTED, Mark, Marks
from ui.correcting.plain import Places
from ui.correcting.review_list import ReviewList, ReviewModel
from ui.correcting.review_parts import SIDE, Captioned, NodeHead
from ui.correcting.reviewing import Reviewing
from ui.focus import FocusMark
from ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ReviewPage(QWidget):
    """A list at the left, the passage at the right. `reviewing` holds what is decided."""

    decided = Signal()
    refused = Signal(str)  # a sentence

    def __init__(self, theme: Theme, old: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.reviewing: Reviewing | None = None
        self._old_places, self._new_places = Places(old), Places("")
        self._old = old
        self._attaching = False
        self.list = ReviewList(theme, self)
        self.head = NodeHead(theme, self)
        self.before = Captioned(theme, _("Before"), self)
        self.now = Captioned(theme, _("Now"), self)
        self.here = self._button(self.attach_here)
        self.here.setText(_("Attach here"))
        self.here.setToolTip(_("Enter"))
        self.here.hide()
        self.now.head.addWidget(self.here)
        self.likely = self._button(lambda: self._bulk(self.reviewing.likely()))
        self.bin = self._button(lambda: self._bulk(self.reviewing.in_bin()))
        self.accept = self._choice(_("Accept"), "A", self.accept_this)
        self.attach = self._choice(_("Re-attach"), "R", self.start_attaching)
        self.drop = self._choice(_("Drop the passage"), "D", self.drop_this)
        self.drop.setToolTip(_("The node stays; it loses this passage."))
        self.find_bar = self.now.find_bar
        self.before.paper.show_text(old)
        self._arrange()
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.changed.connect(self._dress)
        self._dress()
        self.setFocusProxy(self.list)
        FocusMark(theme, [self.list, self.before.paper, self.now.paper], self)

    def _button(self, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _choice(self, word: str, key: str, act: Callable[[], None]) -> QPushButton:
        button = self._button(act)
        button.setCheckable(True)
        button.setText(f"{word}   {key}")
        button.setAccessibleName(word)
        button.setProperty("choice", True)
        return button

    def _arrange(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        bulk = QVBoxLayout()
        bulk.setContentsMargins(12, 8, 12, 8)
        bulk.setSpacing(8)
        bulk.addWidget(self.likely)
        bulk.addWidget(self.bin)
        column.addLayout(bulk)
        texts = QSplitter(Qt.Orientation.Vertical, self)
        texts.setHandleWidth(1)
        texts.addWidget(self.before)
        texts.addWidget(self.now)
        texts.setSizes([100, 150])
        texts.setChildrenCollapsible(False)
        choices = QHBoxLayout()
        choices.setContentsMargins(SIDE, 8, 12, 8)
        choices.setSpacing(8)
        for button in (self.accept, self.attach, self.drop):
            choices.addWidget(button)
        choices.addStretch(1)
        right = QWidget(self)
        right.setMinimumWidth(448)
        stack = QVBoxLayout(right)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.head)
        stack.addWidget(texts, 1)
        stack.addLayout(choices)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(right)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([280, 620])
        left.setMinimumWidth(200)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(split)
        order = (self.list, self.likely, self.bin, self.before.paper, self.find_bar.field, self.now.paper, self.here)
        for one, other in pairwise(order):
            self.setTabOrder(one, other)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        names = {name: getattr(tokens, name).name() for name in ("accent", "selection")}
        self.setStyleSheet(
            "QPushButton[choice=true] {{ padding: 5px 14px; }}"
            "QPushButton[choice=true]:checked {{ background: {selection}; border: 2px solid {accent};"
            " padding: 4px 13px; }}".format(**names)
        )

    # -- what is shown

    @property
    def row(self) -> int:
        return self.list.currentIndex().row()

    def show_review(self, reviewing: Reviewing) -> None:
        """Show a review from its first open passage; a text that is shown already stays where it is."""
        findings = reviewing.findings
        if self.reviewing is None or self.reviewing.findings is not findings:
            self._show_texts(findings)
        self.reviewing = reviewing
        model = self.list.model()
        assert isinstance(model, ReviewModel)
        model.show_review(reviewing)
        first = reviewing.next_undecided(len(reviewing.items) - 1)
        self._go(first if first is not None else 0)
        self._refresh()

    def _show_texts(self, findings: Findings) -> None:
        new, places, old = findings.new, findings.places, self._old_places
        self._new_places = places
        gone = (Mark(old.unit(c.old_start), old.unit(c.old_end), DELETED) for c in findings.changes)
        come = (Mark(places.unit(c.start), places.unit(c.end), INSERTED) for c in findings.changes)
        self.before.paper.set_marks(Marks(gone))
        self.now.paper.show_text(new)
        self.now.paper.set_marks(Marks(come), Marks(), runs_both_ways(new))

    def _go(self, row: int) -> None:
        index = self.list.model().index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def step(self, by: int) -> None:
        """To the next passage or the one before."""
        if self.reviewing is not None:
            self._go(max(0, min(self.row + by, len(self.reviewing.items) - 1)))

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and self.reviewing is not None:
            self._stop_attaching()
            self._show_row()

    def _show_row(self) -> None:
        item = self.reviewing.items[self.row]
        anchor, kind = item.passage.anchor, item.passage.kind
        self.head.show_item(item)
        units = self._old_places
        self.before.paper.point_out(Mark(units.unit(anchor.start), units.unit(anchor.end), kind))
        self.before.paper.bring(units.unit(anchor.start))
        self._show_place()
        place = self.reviewing.place(self.row)
        self.now.paper.bring(self._new_places.unit(item.near if place is None else place[0]))

    def _show_place(self) -> None:
        """Where the passage stands by what is decided, and which button is down."""
        row = self.row
        item, place, action = self.reviewing.items[row], self.reviewing.place(row), self.reviewing.action(row)
        units = self._new_places
        mark = None if place is None else Mark(units.unit(place[0]), units.unit(place[1]), item.passage.kind)
        self.now.paper.point_out(mark)
        self.accept.setEnabled(not item.is_lost)
        self.accept.setToolTip(_("It was not found; there is nothing to accept.") if item.is_lost else "")
        for button, word in ((self.accept, "accept"), (self.attach, "attach"), (self.drop, "drop")):
            button.setChecked(word == ("attach" if self._attaching else action))
        self.here.setVisible(self._attaching)
        if self._attaching:
            self.now.say(_("Select the new place below, then press Enter."), loud=True)
        elif action == "drop":
            self.now.say(_("Now: the passage is dropped, the node stays"))
        elif place is None:
            self.now.say(_("Now: not found; this is about where it stood"))
        else:
            self.now.say(_("Now"))

    def _refresh(self) -> None:
        """Counts and buttons after a decision."""
        likely, binned = len(self.reviewing.likely()), len(self.reviewing.in_bin())
        words = ngettext("Accept {count} small change   Shift+A", "Accept {count} small changes   Shift+A", likely)
        self.likely.setText(words.format(count=likely))
        self.likely.setAccessibleName(words.format(count=likely).replace("   Shift+A", ""))
        self.likely.setToolTip(_("All undecided passages that are nearly the same as before"))
        self.likely.setVisible(likely > 0)
        words = ngettext("Settle {count} in the bin   Shift+B", "Settle {count} in the bin   Shift+B", binned)
        self.bin.setText(words.format(count=binned))
        self.bin.setAccessibleName(words.format(count=binned).replace("   Shift+B", ""))
        self.bin.setToolTip(_("Passages of deleted nodes: accept what was found, drop what was not"))
        self.bin.setVisible(binned > 0)
        model = self.list.model()
        assert isinstance(model, ReviewModel)
        model.refresh()

    # -- deciding

    def accept_this(self) -> None:
        if self.reviewing.accept(self.row):
            self._after_decision()
        else:
            self._show_place()
            self.refused.emit(_("It was not found; there is nothing to accept."))

    def drop_this(self) -> None:
        self.reviewing.drop(self.row)
        self._after_decision()

    def _bulk(self, rows: list[int]) -> None:
        if rows:
            self.reviewing.accept_all(rows)
            self._after_decision()

    def start_attaching(self) -> None:
        """Give the keys to the new text. What is selected there stays so, else what was found is a start."""
        self._attaching = True
        self._show_place()
        place, near = self.reviewing.place(self.row), self.reviewing.items[self.row].near
        units = self._new_places
        start, end = (near, near) if place is None else place
        if not self.now.paper.textCursor().hasSelection():
            self.now.paper.bring(units.unit(start), units.unit(end), select=True)
        self.now.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def attach_here(self) -> None:
        """The selection of the new text is the passage's place from now on."""
        cursor, units = self.now.paper.textCursor(), self._new_places
        start, end = units.code_point(cursor.selectionStart()), units.code_point(cursor.selectionEnd())
        start, end = trimmed(self.reviewing.findings.new, start, end)
        if start == end:
            self.now.paper.setFocus(Qt.FocusReason.OtherFocusReason)
            self.refused.emit(_("Select some words of the new text first."))
            return
        self.reviewing.attach(self.row, start, end)
        self._after_decision()

    def _stop_attaching(self) -> None:
        if self._attaching:
            self._attaching = False
            self.find_bar.hide()
            self._show_place()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after_decision(self) -> None:
        """On to the next open passage; on the last one stay, so that it is seen what was decided."""
        self._stop_attaching()
        following = self.reviewing.next_undecided(self.row)
        self._refresh()
        if following is not None and following != self.row:
            self._go(following)
        else:
            self._show_place()
        if not self.focusWidget() or not self.focusWidget().isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.decided.emit()

    # -- keys

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        field = [] if self.find_bar.isHidden() else [self.find_bar.field]
        choice = self.accept if self.accept.isEnabled() else self.attach
        return [self.list, self.before.paper, *field, self.now.paper, choice]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.reviewing is None or event.modifiers() & CONTROL or not self._decide(key, shift):
            super().keyPressEvent(event)

    def _decide(self, key: int, shift: bool) -> bool:
        """Do what a key says; False when it says nothing here."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._attaching:
            self.attach_here()
        elif key == Qt.Key.Key_Escape and self._attaching:
            self._stop_attaching()
        elif key == Qt.Key.Key_A:
            if shift:
                self._bulk(self.reviewing.likely())
            else:
                self.accept_this()
        elif key == Qt.Key.Key_B and shift:
            self._bulk(self.reviewing.in_bin())
        elif key == Qt.Key.Key_R:
            self.start_attaching()
        elif key == Qt.Key.Key_D:
            self.drop_this()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.reviewing is not None and self.reviewing.items:
            self._show_row()
