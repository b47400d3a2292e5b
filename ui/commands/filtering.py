"""What the window does about filters: one bar over both sides, on show while anything is hidden."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from models.filtering import Filter
from ui.filters.bar import FilterBar
from ui.intents.intents import Intents
from ui.session import Session


class FilterCommands(QObject):
    """Keeps bar, sides and gutter in step with the session's filter. `filtered` once they show it: for other views."""

    filtered = Signal()

    def __init__(self, intents: Intents, bar: FilterBar) -> None:
        super().__init__(intents)
        self._intents, self.bar = intents, bar
        self._session: Session | None = None
        self._shown = Filter()  # what the sides show
        self._back: QWidget | None = None  # where the keys were before they went to the bar
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._count)
        bar.hide()
        bar.filter_changed.connect(self._set)
        bar.left.connect(self._leave)
        bar.put_away.connect(self._put_away)

    @property
    def session(self) -> Session | None:
        return self._session

    @session.setter
    def session(self, session: Session | None) -> None:
        self._session = session
        self._shown = session.filter if session is not None else Filter()
        self._back = None
        if session is None:
            self.bar.hide()
            return
        session.filter_changed.connect(self._on_filter_changed)
        session.changed.connect(self._count_soon)
        session.pairing_changed.connect(self._count_soon)
        self._count()

    # -- actions

    def show_filters(self, _on: bool = True) -> None:
        """To the bar; from it back to the view, and with nothing hidden it is put away."""
        if self._session is None:
            return
        focus = self._intents.window.focusWidget()
        if not self.bar.isHidden() and focus is not None and self.bar.isAncestorOf(focus):
            self._leave()
            self._put_away()
            return
        self._back = focus
        self.bar.show()
        self._count()
        self.bar.take_focus()

    def update_checks(self, actions: dict[str, QAction]) -> None:
        actions["show_filters"].setChecked(not self.bar.isHidden())

    # -- in step

    def _set(self, wanted: Filter) -> None:
        if self._session is not None:
            self._session.set_filter(wanted)

    def _on_filter_changed(self) -> None:
        session = self._session
        if session is None or self.sender() not in (None, session):
            return  # the session of a project that was left
        is_other, self._shown = session.filter != self._shown, session.filter
        for side in self._intents.split.sides():
            side.follow_filter(unfold=is_other)
        self._intents.split.refresh_links()
        self._count()
        self.filtered.emit()

    def _count_soon(self) -> None:
        """After an edit; several at once are counted once."""
        if not self.bar.isHidden() or (self._session is not None and self._session.filter.is_on):
            self._soon.start()

    def _count(self) -> None:
        session = self._session
        if session is None:
            return
        if session.filter.is_on:
            self.bar.show()
        if not self.bar.isHidden():
            self.bar.set_found(session.filter, session.filters.tally())

    def _leave(self) -> None:
        """The keys go back to the view that they came from."""
        back = self._back
        if back is not None and back.isVisible():
            back.setFocus()
        else:
            self._intents.side().take_focus()

    def _put_away(self) -> None:
        if self._session is not None and self._session.filter.is_on:
            return
        focus = self._intents.window.focusWidget()
        inside = focus is not None and self.bar.isAncestorOf(focus)
        self.bar.hide()
        if inside:
            self._leave()
