"""Scrolling that is locked: one side takes the other along, so that what is linked comes by at the same time.

The links of a pairing cross; `models.lockstep` says which of them can be met together. Only what a person scrolls takes
the other side along, never what follows or aligns itself.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal

from models.filtering import EVERYTHING
from models.lockstep import Lockstep, lockstep
from ui.compare.aligning import Aligner
from ui.compare.panes import Pane, RowsPane, TextPane
from ui.compare.split import SplitView
from ui.session import Session

TRIES = 4  # how often the other side is put right while its heights become known
_HANDS = frozenset({QEvent.Type.Wheel, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class Floor(QObject):
    """Two views of one sort side by side: two texts or two outlines."""

    def __init__(self, left: Pane, right: Pane, lock: Locking) -> None:
        super().__init__(lock)
        self.panes = left, right
        self._lock = lock
        self._map: Lockstep | None = None
        self._ends: list[tuple[str, str]] = []  # what it goes by, on the left and on the right
        self._lines = self._lengths = (0, 0)  # for which it was made
        self._seen = [0, 0]  # where either side stood last
        self._room = (0, 0)  # heights of the views then

    @property
    def is_on(self) -> bool:
        return all(pane.is_on for pane in self.panes)

    def forget(self) -> None:
        """Links, folds or texts have changed."""
        self._map = None

    # -- the map between the two

    def _current(self) -> Lockstep:
        left, right = self.panes
        host = self._lock.host
        tops = left.top(host), right.top(host)
        head = max(tops)
        middle = (min(tops[0] + left.height, tops[1] + right.height) - head) // 3
        lines = head - tops[0] + middle, head - tops[1] + middle  # where a reader's eyes rest, in either view
        lengths = left.bar.maximum(), right.bar.maximum()
        if self._map is None or lines != self._lines:
            self._ends = [(left_node, right_node) for _link, left_node, right_node in self._lock.links()]
        elif lengths == self._lengths:
            return self._map
        # A text that scrolls gets to know its heights, which changes no order: what was kept is kept.
        self._lines, self._lengths = lines, lengths
        found: dict[tuple[float, float], list[tuple[str, str]]] = {}
        for ends in self._ends:
            here, there = left.place(ends[0]), right.place(ends[1])
            if here is not None and there is not None:
                found.setdefault((here - lines[0], there - lines[1]), []).append(ends)
        self._map = lockstep(((x, y, len(ends)) for (x, y), ends in found.items()), *lengths)
        self._ends = [ends for knot in self._map.knots for ends in found.get(knot, ())]
        return self._map

    # -- following

    def _beside(self, leader: int, place: float) -> float:
        both = self._current()
        return both.left_of(place) if leader else both.right_of(place)

    def note(self) -> None:
        """Both sides stand where they stand."""
        self._seen = [pane.bar.value() for pane in self.panes]
        self._room = self.panes[0].height, self.panes[1].height

    def scrolled(self, leader: int, in_hand: bool) -> None:
        """A side stands elsewhere. In a person's hand it takes the other along.

        What does not belong beside it, after an edit or since something was aligned, comes back as one scrolls. It
        never leaps or moves against the hand: what is ahead waits, what is behind makes up as much as the hand moves.
        """
        before, now, room = self._seen[leader], self.panes[leader].bar.value(), self._room
        other = self.panes[1 - leader]
        wrong = other.bar.value() - self._beside(leader, before) if in_hand and now != before else 0.0
        self.note()
        if now == before or not in_hand or room != self._room or other.is_gliding:
            return
        is_ahead = (wrong > 0) == (now > before)
        by = abs(self._beside(leader, now) - self._beside(leader, before)) if is_ahead else abs(now - before)
        wrong = max(0.0, abs(wrong) - by) * (1 if wrong > 0 else -1)
        for _again in range(TRIES):
            goal = round(self._beside(leader, now) + wrong)
            if other.bar.value() == goal:
                break
            other.bar.setValue(goal)  # what comes in sight is measured, and all below it stands elsewhere then
        self.note()


class Locking(QObject):
    """Locks the scrolling of two texts, and of two outlines, that stand side by side."""

    changed = Signal(bool)  # whether it is locked; also when it could not be
    available_changed = Signal(bool)  # whether there is something to lock

    def __init__(self, split: SplitView, aligner: Aligner) -> None:
        super().__init__(split)
        self.host = split
        self._aligner = aligner
        self._session: Session | None = None
        self._is_locked = self._was_available = False
        self._hand: Pane | None = None  # what a person scrolls, by wheel, scroll bar or keys
        self._links: list[tuple[str, str, str]] | None = None
        self._watched: dict[QObject, Pane] = {}
        left, right = (aligner.panes[side] for side in split.sides())  # the same: they know when they glide
        self.floors: list[Floor] = []
        for one, other in zip(left, right, strict=True):
            if isinstance(one, TextPane | RowsPane):
                self._add_floor(one, other)
        for side in split.sides():
            side.geometry_changed.connect(self._look_around)

    def _add_floor(self, left: Pane, right: Pane) -> None:
        floor = Floor(left, right, self)
        self.floors.append(floor)
        for at, pane in enumerate(floor.panes):
            for watched in (pane.area, pane.area.viewport(), pane.bar):
                self._watched[watched] = pane
            assert isinstance(pane, TextPane | RowsPane)
            pane.view.scrolled.connect(lambda floor=floor, at=at: self._on_scrolled(floor, at))
            if isinstance(pane, RowsPane):
                pane.view.fold_changed.connect(self.forget)

    # -- the lock

    @property
    def is_locked(self) -> bool:
        return self._is_locked

    @property
    def is_available(self) -> bool:
        """Whether two texts or two outlines stand side by side now."""
        return any(all(pane.area.isVisibleTo(self.host) for pane in floor.panes) for floor in self.floors)

    def _look_around(self) -> None:
        if self.is_available != self._was_available:
            self._was_available = not self._was_available
            self.available_changed.emit(self._was_available)

    def set_locked(self, on: bool) -> None:
        """Lock, where there is something to lock, or unlock. Nothing moves before somebody scrolls."""
        self._is_locked = on and (self._is_locked or self.is_available)
        for watched in self._watched:
            watched.removeEventFilter(self)
            if self._is_locked:
                watched.installEventFilter(self)
        self.forget()
        for floor in self.floors:
            floor.note()
        self.changed.emit(self._is_locked)

    # -- what it goes by

    def set_session(self, session: Session | None) -> None:
        self._session = session
        self.forget()
        if session is not None:
            for signal in (session.changed, session.pairing_changed, session.filter_changed):
                signal.connect(self.forget)

    def forget(self) -> None:
        """Links, folds or texts have changed: what stands beside what is found anew when somebody scrolls."""
        self._links = None
        for floor in self.floors:
            floor.forget()

    def links(self) -> list[tuple[str, str, str]]:
        """The links between the sides with their ends: (id, on the left, on the right)."""
        if self._links is None:
            keeps = self._session.found.keeps_link if self._session is not None else EVERYTHING.keeps_link
            found = self.host.link_ends()
            self._links = [(link.link_id, link.left_node, link.right_node) for link in found if keeps(link.link_id)]
        return self._links

    # -- scrolling

    def _on_scrolled(self, floor: Floor, at: int) -> None:
        if not self._is_locked or not floor.is_on:
            return
        pane = floor.panes[at]
        floor.scrolled(at, self._hand is pane and not (pane.is_gliding and self._aligner.has_partner))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS and watched in self._watched:
            self._hand = self._watched[watched]
        return False
