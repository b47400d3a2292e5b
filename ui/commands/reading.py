"""How articles are read: their letters, what of them is shown, one side at a time or two."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from models.messages import _
from ui.compare.split import SplitView
from ui.dialogs.reading import ReadingDialog
from ui.intents.intents import Intents
from ui.map.view import MapView
from ui.settings import (
    FURNITURE,
    HIDDEN,
    READING_FACE,
    READING_SIZE,
    READING_SPACING,
    READING_WIDTH,
    SIDES,
    Settings,
)
from ui.theme import Theme
from ui.theme.reading import Reading

LARGER = 1.1  # one step of zoom, and at least one pixel


class ReadingCommands(QObject):
    """Handlers of ui.actions.ACTIONS about reading; keeps what was chosen in the settings."""

    def __init__(self, intents: Intents, theme: Theme, settings: Settings) -> None:
        super().__init__(intents)
        self._intents = intents
        self._split: SplitView = intents.split
        self._theme = theme
        self._settings = settings
        theme.set_reading(
            Reading(
                settings.get(READING_FACE),
                settings.get(READING_SIZE),
                settings.get(READING_SPACING),
                settings.get(READING_WIDTH),
            )
        )
        theme.changed.connect(self._keep)
        self._split.set_sides(settings.get(SIDES))
        self.show_furniture(settings.get(FURNITURE))
        self.show_hidden(settings.get(HIDDEN))
        for side in self._split.sides():
            side.article.zoom_requested.connect(self._zoom)

    def _keep(self) -> None:
        reading = self._theme.reading
        for option, value in (
            (READING_FACE, reading.family),
            (READING_SIZE, reading.size),
            (READING_SPACING, reading.spacing),
            (READING_WIDTH, reading.width),
        ):
            if self._settings.get(option) != value:
                self._settings.set(option, value)

    def reading(self) -> None:
        ReadingDialog.open_for(self._theme, self._intents.window)

    def _zoom(self, steps: int) -> None:
        size = self._theme.reading.size
        for _step in range(abs(steps)):
            size = max(size + 1, round(size * LARGER)) if steps > 0 else min(size - 1, round(size / LARGER))
        self._theme.set_reading(replace(self._theme.reading, size=size))

    def _map(self) -> MapView | None:
        """The map that has the focus: there these keys bring it nearer or further."""
        focus = self._intents.window.focusWidget()
        views = (side.map for side in self._split.sides())
        return next((view for view in views if focus is not None and (view is focus or view.isAncestorOf(focus))), None)

    def zoom_in(self) -> None:
        view = self._map()
        view.zoom_in() if view is not None else self._zoom(1)

    def zoom_out(self) -> None:
        view = self._map()
        view.zoom_out() if view is not None else self._zoom(-1)

    def zoom_reset(self) -> None:
        view = self._map()
        if view is not None:
            view.zoom_reset()
            return
        self._theme.set_reading(replace(self._theme.reading, size=Reading().size))

    def show_furniture(self, on: bool) -> None:
        """Show or hide captions and site text; no offset moves."""
        self._settings.set(FURNITURE, on)
        for side in self._split.sides():
            side.article.set_show_furniture(on)
            side.find_bar.refresh()

    def show_hidden(self, on: bool) -> None:
        """Show what was set aside at import or by hand, or hide it again; no offset moves."""
        self._settings.set(HIDDEN, on)
        for side in self._split.sides():
            side.article.set_show_hidden(on)
            side.find_bar.refresh()

    def one_side(self) -> None:
        """From one side at a time to two or back, whatever the window's width would suggest."""
        choice = "two" if self._split.compact else "one"
        self._settings.set(SIDES, choice)
        self._split.set_sides(choice)
        if choice == "two" and self._split.compact and self._intents.session is not None:
            self._intents.session.told.emit(_("The window is too narrow for two sides."))
