"""The bar that finds words in an article as they are typed, steps through them and annotates them all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from models.finding import Found
from models.messages import _
from ui.article.find_menu import AnnotateMenu
from ui.article.find_parts import ALT_SWITCHES, ANNOTATE, PLAIN_OR_SHIFT, SWITCHES, FindParts
from ui.article.finding import AT_ONCE, Article, Matches, Search, Wanted
from ui.article.parents import Parent
from ui.theme import Theme

PAUSE = 80  # milliseconds after a key before a long text is searched
LONGEST = 100  # characters of a selection that are taken over


class FindBar(FindParts):
    """Placed by its owner below the article; `attach` gives it the view. Hidden until `open`."""

    annotate_all_requested = Signal(str, list)  # "claim", "evidence", "rebuttal" or "passage"; [(start, end), …]
    told = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view: Article | None = None
        self._matches = Matches()
        self._found = Found()
        self._parent: Parent | None = None  # not told
        self._text = ""  # what was searched last
        self._origin = 0  # where a search that is being typed begins
        self._moves = True  # whether the answer that is awaited brings a match into view
        self._then = 0  # the step to make once it is there
        self._search = Search(self)
        self._search.found.connect(self._on_found)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self.field.textChanged.connect(self._on_changed)
        self.field.step_requested.connect(self._step)
        for toggle in self.toggles():
            toggle.toggled.connect(self._on_changed)
        self.previous_button.clicked.connect(self.previous)
        self.next_button.clicked.connect(self.next)
        self.annotate.clicked.connect(self.open_menu)
        self.close_button.clicked.connect(self.close_bar)
        self._show_state()
        self.hide()

    # -- the article

    def attach(self, view: Article | None) -> None:
        """Work on an article view (see ui.article.finding.Article); None: on none."""
        self._forget()
        self._view = view
        self.refresh()

    def open(self, initial: str = "") -> None:
        """Show the bar with `initial`, else a short selection of the article, else the last words; all selected."""
        text, start, end = "", 0, 0
        if self._view is not None:
            text, (start, end) = self._view.text_for_finding()[0], self._view.selection
        self._origin = start
        chosen = initial or text[start:end]
        if 0 < len(chosen) <= LONGEST and len(chosen.splitlines()) == 1:
            self.field.setText(chosen)
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._start(moves=True)

    def close_bar(self) -> None:
        """Hide, and give the keys to the article, the current match selected."""
        self.field.remember()
        self.hide()
        if self._view is not None:
            self._view.setFocus()

    def refresh(self) -> None:
        """The article's text or what is hidden of it changed: look again, without moving."""
        if self.isVisible():
            if self._matches.current is not None:
                self._origin = self._found.ranges[self._matches.current][0]
            self._start(moves=False)

    # -- searching

    def wanted(self) -> Wanted:
        """What the bar is set to."""
        case, whole, regular = (toggle.isChecked() for toggle in self.toggles())
        return Wanted(self.field.text(), case, whole, regular)

    @property
    def found(self) -> Found:
        """What was found last."""
        return self._found

    @property
    def current(self) -> int | None:
        """Which of `found.ranges` is stepped on."""
        return self._matches.current

    @property
    def is_busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._timer.isActive() or self._search.is_busy

    def _on_changed(self) -> None:
        if self.isVisible():
            self._start(moves=True)

    def _start(self, moves: bool, then: int = 0) -> None:
        self._moves, self._then = moves, then
        self._search.forget()
        if self._view is None:
            return
        text, hidden = self._view.text_for_finding()
        if len(text) > AT_ONCE:
            self._timer.start(PAUSE)
        else:
            self._search.ask(self.wanted(), text, hidden)
        if text != self._text and self.is_busy:  # what was found stands elsewhere now
            self._found = Found()
            self._set_current(None)
            self._show_state()
        self._text = text

    def _look(self) -> None:
        if self._view is not None:
            self._search.ask(self.wanted(), *self._view.text_for_finding())

    def _on_found(self, found: Found) -> None:
        if self._view is None:
            return
        self._found = found
        current = None
        if found.ranges:
            current = bisect_left(found.ranges, (self._origin, -1)) % len(found.ranges)
        self._set_current(current)
        if self._moves and current is not None:
            self._go(current)
        self._show_state()
        if self._then:
            self._step(self._then)

    def _forget(self) -> None:
        self._search.forget()
        self._timer.stop()
        self._found = Found()
        self._set_current(None)
        self._show_state()

    def _set_current(self, current: int | None) -> None:
        self._matches.show(self._found.ranges, current)
        if self._view is None:
            return
        layers = self._view.layers
        if self._found.ranges and self._matches not in layers:
            layers.append(self._matches)
        elif not self._found.ranges and self._matches in layers:
            layers.remove(self._matches)
        self._view.viewport().update()

    def _go(self, index: int) -> None:
        start, end = self._found.ranges[index]
        self._view.select(start, end)
        self._view.reveal(start, flash=False)

    # -- stepping

    def next(self) -> None:
        """Select the next match after the article's selection; a hidden bar shows itself and leaves the keys."""
        self._step_or_show(1)

    def previous(self) -> None:
        """Select the match before."""
        self._step_or_show(-1)

    def _step_or_show(self, by: int) -> None:
        if self.isVisible():
            self._step(by)
        elif not self.field.text():
            self.open()
        elif self._view is not None:
            self._origin = self._view.selection[0]
            self.show()
            self._start(moves=False, then=by)

    def _step(self, by: int) -> None:
        self.field.remember()
        ranges = self._found.ranges
        if self.is_busy or self._view is None or not ranges:
            return  # the first match comes with the answer
        start, end = self._view.selection
        index = bisect_left(ranges, (end, -1)) if by > 0 else bisect_left(ranges, (start, -1)) - 1
        has_wrapped = not 0 <= index < len(ranges)
        index %= len(ranges)
        self._origin = ranges[index][0]
        self._set_current(index)
        self._go(index)
        self._show_state()
        if has_wrapped:
            self.told.emit(_("On from the beginning.") if by > 0 else _("On from the end."))

    # -- what is said

    def _show_state(self) -> None:
        found, current = self._found, self._matches.current
        total = len(found.ranges)
        count = None
        if current is not None:
            count = current + 1, f"{total}+" if found.cut or found.slow else str(total)
        missing = bool(self.field.text()) and not total and not self.is_busy and not found.slow and found.error is None
        self.say(
            count,
            self._remark(),
            missing=missing and self._view is not None and self.isVisible(),
            wrong=found.error is not None,
        )
        for button in (self.previous_button, self.next_button, self.annotate):
            button.setEnabled(bool(total))

    def _remark(self) -> str:
        found = self._found
        if found.error is not None:
            return str(found.error)
        if found.slow:
            return _("This expression takes too long; the search was stopped.")
        if found.cut:
            return _("There are more; these are the first {count}.").format(count=len(found.ranges))
        return ""

    # -- annotating

    def set_parent(self, text: str | None, kind: str | None) -> None:
        """The node that new ones go below, by its text and kind (None: not known); no text: they go to the top."""
        self._parent = Parent(text, kind)

    def set_parent_text(self, text: str | None) -> None:
        """The same where the node's kind is not known."""
        self.set_parent(text, None)

    def menu(self) -> AnnotateMenu:
        """What can be made of all matches."""
        menu = AnnotateMenu(len(self._found.ranges), self._parent, self)
        menu.chosen.connect(self._ask_for)
        return menu

    def open_menu(self) -> None:
        self._popup()

    def _open_menu_by_key(self) -> None:
        """The first thing that can be done is in front: Enter does it."""
        if self._found.ranges:
            self._popup().choose_first()

    def _popup(self) -> AnnotateMenu:
        menu = self.menu()
        menu.popup(self.annotate.mapToGlobal(QPoint(0, self.annotate.height() + 4)))
        return menu

    def _ask_for(self, kind: str) -> None:
        self.field.remember()
        if self._found.ranges:
            self.annotate_all_requested.emit(kind, list(self._found.ranges))

    # -- being seen, and keys

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._forget()

    def event(self, event: QEvent) -> bool:
        # No shortcut of the window takes what the bar does itself.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act(event)
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does in the whole bar; None for one that it leaves alone."""
        key, modifiers = event.key(), event.modifiers()
        if modifiers == Qt.KeyboardModifier.AltModifier and ALT_SWITCHES and key in SWITCHES:
            return self.toggles()[SWITCHES.index(Qt.Key(key))].toggle
        if modifiers == Qt.KeyboardModifier.AltModifier and ALT_SWITCHES and key == ANNOTATE:
            return self._open_menu_by_key
        if modifiers in PLAIN_OR_SHIFT and key == Qt.Key.Key_F3:
            return self.previous if modifiers == Qt.KeyboardModifier.ShiftModifier else self.next
        if modifiers == Qt.KeyboardModifier.NoModifier and key == Qt.Key.Key_Escape:
            return self.close_bar
        return None
