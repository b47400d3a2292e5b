"""The user's settings: each declared once with its type and default, kept in one INI file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

RECENT = 8  # projects kept in File > Open recent


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    default: Any
    type: type


ANNOTATOR = Option("annotator", "", str)
THEME = Option("window/theme", "system", str)
NEW_TEXT = Option("annotating/new_text", "quote", str)  # a new node's words: "quote" or "empty"
READING_FACE = Option("reading/face", "", str)
READING_SIZE = Option("reading/size", 16, int)
READING_SPACING = Option("reading/spacing", 1.5, float)
READING_WIDTH = Option("reading/width", 75, int)
FURNITURE = Option("reading/captions_and_site_text", True, bool)
HIDDEN = Option("reading/hidden_text", False, bool)
SIDES = Option("window/sides", "auto", str)  # "one" or "two" at a time, or "auto": what the window has room for
GEOMETRY = Option("window/geometry", QByteArray(), QByteArray)
PANEL = Option("window/node_panel", True, bool)
PANEL_VIEW = Option("window/node_panel_view", "links", str)  # or "history"
KEEP_ORIGINALS = Option("importing/keep_originals", True, bool)  # the bytes of what is read in
ALIGN = Option("compare/align_on_click", True, bool)
MAP_SHAPE = Option("map/layout", "compact", str)  # or "down", "right"
MAP_WHOLE = Option("map/whole_texts", False, bool)
MAP_MINIMAP = Option("map/overview", True, bool)
LINKS = Option("window/link_list", False, bool)
PROPOSALS = Option("window/same_words", False, bool)
LEFT_SPLIT = Option("window/left_split", QByteArray(), QByteArray)
RIGHT_SPLIT = Option("window/right_split", QByteArray(), QByteArray)
FLOORS = Option("window/floors", QByteArray(), QByteArray)  # sides, link list, same words, node panel
PAIRING_LAYOUTS = Option("window/pairing_layouts", "{}", str)  # JSON: ui.layouts
LEFT_SHOWS = Option("window/left_shows", "text tree", str)
RIGHT_SHOWS = Option("window/right_shows", "text tree", str)
COMMANDS = Option("window/last_commands", "", str)  # names of ui.actions, the last one first
SHORTCUTS = Option("window/shortcuts", "{}", str)  # JSON: ui.shortcuts
FOLDER = Option("files/folder", "", str)
RECENT_FILES = Option("files/recent", "", str)


class Settings:
    """Reads and writes options; a value that cannot be understood is the default."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(str(path or default_path()), QSettings.Format.IniFormat)

    def get(self, option: Option) -> Any:
        value = self._store.value(option.key, option.default)
        if option.type is bool and isinstance(value, str):
            return value.lower() in ("true", "1")
        if option.type in (int, float) and isinstance(value, (str, int, float)):
            try:
                return option.type(value)
            except ValueError:
                return option.default
        return value if isinstance(value, option.type) else option.default

    def set(self, option: Option, value: Any) -> None:
        self._store.setValue(option.key, value)

    def save(self) -> None:
        self._store.sync()

    def recent(self) -> list[Path]:
        return [Path(line) for line in self.get(RECENT_FILES).split("\n") if line]

    def add_recent(self, path: Path) -> None:
        paths = [path, *(p for p in self.recent() if p != path)][:RECENT]
        self.set(RECENT_FILES, "\n".join(str(p) for p in paths))


def default_path() -> Path:
    """The settings file in the folder that the desktop keeps settings in."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "counterpoint" / "settings.ini"
