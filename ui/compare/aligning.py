"""What a person selects on one side brings its partner to the same height on the other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from ui.compare.panes import Pane, panes_of
from ui.compare.split import SplitView
from ui.session import Session
from ui.settings import ALIGN, Settings
from ui.side import Side

QUICK, PAUSE = 250, 120  # milliseconds: what follows sooner is a held key, which is waited for this long


class Aligner(QObject):
    """Follows the selection of a session, and moves the side on which nobody works.

    What an edit or an undo selects is not followed: that shows by itself where it happened.
    """

    aligned = Signal()  # the views stand, or are on their way to, where they belong

    def __init__(self, split: SplitView, settings: Settings) -> None:
        super().__init__(split)
        self._split = split
        self._settings = settings
        self._session: Session | None = None
        self.panes: dict[Side, list[Pane]] = {side: panes_of(side) for side in split.sides()}
        self._layout: object = None
        self._since = QElapsedTimer()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.align)

    @property
    def is_on(self) -> bool:
        """Whether a click aligns."""
        return bool(self._settings.get(ALIGN))

    def set_on(self, on: bool) -> None:
        self._settings.set(ALIGN, on)
        self._pause.stop()
        if on:
            self.ask()

    def set_session(self, session: Session | None) -> None:
        """Follow a session from now on (None: nobody). What it has selected so far is not aligned."""
        self._pause.stop()
        self._session = session
        if session is not None:
            session.selected.connect(self.on_selected)
            session.front_changed.connect(self.on_selected)

    def on_selected(self) -> None:
        """A node was selected, or the selected one chosen again."""
        if self._session is not None and not self._session.is_landing and self.is_on:
            self.ask()

    def on_layout(self, layout: object) -> None:
        """Other views are on show: what is selected is aligned in them, once they have their size."""
        is_other, self._layout = layout != self._layout, layout
        if is_other and self._session is not None and self.is_on:
            self._pause.start(PAUSE)

    def ask(self) -> None:
        """Align soon, whether or not clicks do: at once, or while a key is held when it pauses."""
        if self._pause.isActive() and self._pause.interval() == 0:
            return
        quick = self._since.isValid() and self._since.elapsed() < QUICK
        self._since.restart()
        self._pause.start(PAUSE if quick else 0)

    @property
    def has_partner(self) -> bool:
        """Whether what is selected brings a partner along."""
        return self.is_on and self._session is not None and self._session.partner is not None

    def align(self) -> None:
        """Bring the partner of the link in front to the height of the selected node."""
        self._pause.stop()
        session, split = self._session, self._split
        node, partner = (session.selected_node, session.partner) if session is not None else (None, None)
        here, there = split.side_of(node), split.side_of(partner)
        if node is None or partner is None or here is None or there is None or here is there:
            return
        if split.side_of_focus() is there:  # a curve was pressed while the keys are on the other side
            self._move(here, node, there, partner, must_see=True)
        else:
            self._move(there, partner, here, node)
        self.aligned.emit()

    def ease(self, node_id: str) -> None:
        """After a jump to a node: its row does not stay at the edge where it came in sight."""
        side = self._split.side_of(node_id)
        for pane in self.panes[side] if side is not None else ():
            if pane.is_on:
                pane.ease(node_id)

    def in_sight(self, node_id: str) -> bool:
        """Whether a view on show has something of the node's passage, row or card, once it has come to rest."""
        side = self._split.side_of(node_id)
        panes = [pane for pane in self.panes[side] if pane.is_on] if side is not None else []
        return any(pane.shows(node_id) for pane in panes)

    def _move(self, side: Side, node_id: str, fixed: Side, at_node: str, *, must_see: bool = False) -> None:
        """Move the views of a side so that a node comes to the height of another one. `must_see`: only beside views
        that show that one."""
        theirs = [pane for pane in self.panes[fixed] if pane.is_on]
        for pane in self.panes[side]:
            if not pane.is_on or pane.span(node_id) is None:
                continue
            height = self._height(pane, theirs, at_node, must_see)
            if height is not None:
                pane.bring_to(node_id, height - pane.top(self._split))
            elif not must_see:
                pane.bring(node_id)

    def _height(self, pane: Pane, theirs: Iterable[Pane], node_id: str, must_see: bool) -> int | None:
        """At which height of the split view a node stands beside a pane; None where it has no place there."""
        alike = [each for each in theirs if each.sort is pane.sort]
        for each in alike or theirs:  # a text alone stands beside a tree alone
            span = each.span_of_reading(node_id)
            if span is None or (must_see and not 0 <= span[0] < each.height):
                continue
            return max(span[0], 0) + each.top(self._split)
        return None
