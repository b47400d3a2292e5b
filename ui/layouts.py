"""The layouts of a pairing: which views of its two cases stand side by side, or its clash table. Each pairing keeps its
own; it is the person's way of looking, so it is a setting and no part of the project."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.compare.split import SplitView
from ui.settings import PAIRING_LAYOUTS, Settings

MOST = 200  # pairings whose layout is kept


class Layout(StrEnum):
    MIXED = "mixed"
    TEXTS = "texts"
    TREES = "trees"
    MAPS = "maps"
    ROWS = "rows"


SHOWS = {Layout.MIXED: "text tree", Layout.TEXTS: "text", Layout.TREES: "tree", Layout.MAPS: "map"}


class Layouts(QObject):
    """Turns the views of both sides on and off, and puts the clash table in their place."""

    changed = Signal()

    def __init__(self, stage: QStackedWidget, split: SplitView, rows: QWidget, settings: Settings) -> None:
        super().__init__(split)
        self._stage = stage
        self._split = split
        self._rows = rows
        self._settings = settings
        self._pairing_id: str | None = None
        self._is_quiet = False
        for side in split.sides():
            side.header.toggled.connect(self._on_changed)
        split.wanted.connect(self.leave_rows)

    @property
    def current(self) -> Layout | None:
        """The layout on show; None while the two sides show different views."""
        if self.is_rows:
            return Layout.ROWS
        left, right = (side.shows() for side in self._split.sides())
        return next((layout for layout, shows in SHOWS.items() if left == right == shows), None)

    @property
    def is_rows(self) -> bool:
        return self._stage.currentWidget() is self._rows

    def choose(self, layout: Layout) -> None:
        """Show a layout; the keys stay in what they were in, or go to what took its place."""
        focus = self._stage.window().focusWidget()
        inside = focus is None or self._stage.isAncestorOf(focus)
        before = self._split.side_of_focus() or self._split.side_of_selection() or self._split.left
        self._is_quiet = True
        if layout is Layout.ROWS:
            self._stage.setCurrentWidget(self._rows)
        else:
            for side in self._split.sides():
                side.set_shows(SHOWS[layout])
            self._stage.setCurrentWidget(self._split)
        self._is_quiet = False
        self._on_changed()
        if not inside:
            return
        if layout is Layout.ROWS:
            self._rows.setFocus()
        elif focus is None or not focus.isVisible():
            before.take_focus(in_tree=layout is not Layout.TEXTS)

    def leave_rows(self) -> None:
        """Back to the sides as they stood before the clash table."""
        if self.is_rows:
            self._stage.setCurrentWidget(self._split)
            self._on_changed()

    def show_pairing(self, pairing_id: str | None) -> None:
        """Another pairing is on show: in the layout it was left in (a new one in that of the one before)."""
        if pairing_id == self._pairing_id:
            return
        self._pairing_id = pairing_id
        kept = self._kept().get(pairing_id or "")
        self._is_quiet = True
        if kept is not None:
            rows, *shows = kept
            for side, names in zip(self._split.sides(), shows, strict=True):
                side.set_shows(names)
            self._stage.setCurrentWidget(self._rows if rows else self._split)
        elif pairing_id is None:
            self._stage.setCurrentWidget(self._split)
        self._is_quiet = False
        self._on_changed()

    def latest(self, pairing_ids: Iterable[str]) -> str | None:
        """Which of some pairings was on show last."""
        known, wanted = list(self._kept()), set(pairing_ids)
        return next((each for each in reversed(known) if each in wanted), None)

    def _on_changed(self) -> None:
        if self._is_quiet:
            return
        if self._pairing_id is not None:
            kept = self._kept()
            kept.pop(self._pairing_id, None)
            left, right = (side.shows() for side in self._split.sides())
            kept[self._pairing_id] = self.is_rows, left, right
            self._settings.set(PAIRING_LAYOUTS, json.dumps(dict(list(kept.items())[-MOST:])))
        self.changed.emit()

    def _kept(self) -> dict[str, tuple[bool, str, str]]:
        """(clash table, left, right) by pairing, the latest last; a setting that somebody broke is empty."""
        try:
            found = json.loads(self._settings.get(PAIRING_LAYOUTS))
            return {str(pairing): (bool(rows), str(left), str(right)) for pairing, (rows, left, right) in found.items()}
        except (ValueError, TypeError, AttributeError):
            return {}
