"""How the main window stood: its size, what was shown, and how the room was shared out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSplitter

from ui.settings import (
    FLOORS,
    GEOMETRY,
    LEFT_SHOWS,
    LEFT_SPLIT,
    LINKS,
    PANEL,
    PANEL_VIEW,
    PROPOSALS,
    RIGHT_SHOWS,
    RIGHT_SPLIT,
    Option,
    Settings,
)

if TYPE_CHECKING:
    from ui.main_window import MainWindow

FIRST_SIZE, FRAME = QSize(1440, 900), QSize(8, 40)  # what a desktop may put around a window


class WindowMemory:
    """Brings a window back to how it was left."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        self._window = window
        self._settings = settings

    def restore(self) -> None:
        window, settings = self._window, self._settings
        window.resize(FIRST_SIZE.boundedTo(window.screen().availableSize() - FRAME))
        geometry = settings.get(GEOMETRY)
        if not geometry.isEmpty():
            window.restoreGeometry(geometry)
        window.panel.setVisible(settings.get(PANEL))
        window.panel.show_view(settings.get(PANEL_VIEW))
        window.links.setVisible(settings.get(LINKS))
        window.proposals.setVisible(settings.get(PROPOSALS))
        window.commands.update_checks(window.actions_by_name)
        for side, shows in ((window.split.left, LEFT_SHOWS), (window.split.right, RIGHT_SHOWS)):
            side.set_shows(settings.get(shows))
        for splitter, option in self._splitters():
            state = settings.get(option)
            if not state.isEmpty():
                splitter.restoreState(state)

    def keep(self) -> None:
        window, settings = self._window, self._settings
        settings.set(GEOMETRY, window.saveGeometry())
        settings.set(PANEL, not window.panel.isHidden())
        settings.set(PANEL_VIEW, window.panel.view())
        settings.set(LINKS, not window.links.isHidden())
        settings.set(PROPOSALS, not window.proposals.isHidden())
        for side, shows in ((window.split.left, LEFT_SHOWS), (window.split.right, RIGHT_SHOWS)):
            settings.set(shows, side.shows())
        for splitter, option in self._splitters():
            settings.set(option, splitter.saveState())
        settings.save()

    def _splitters(self) -> tuple[tuple[QSplitter, Option], ...]:
        window = self._window
        return (
            (window.split.left.splitter, LEFT_SPLIT),
            (window.split.right.splitter, RIGHT_SPLIT),
            (window.floors, FLOORS),
        )
