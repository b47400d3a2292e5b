"""The theme in force: tokens, the three type sizes, icons, and the palette that makes Qt's own widgets agree."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ui.theme.reading import Reading
from ui.theme.tokens import DARK, LIGHT, Tokens

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FACES = ("Source Serif 4", "Source Serif Pro", "Charter", "Georgia", "Noto Serif", "DejaVu Serif")
QUOTATION_PIXELS, INTERFACE_PIXELS, SMALL_PIXELS = 16, 13, 11
READING_LINE, INTERFACE_LINE, SMALL_LINE = 24, 20, 16


class Theme(QObject):
    """Colours, fonts and icons for every view. `changed` fires when any of them changes."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        _load_faces()
        self._families = families = set(QFontDatabase.families())
        system = application.font().family()
        self._face = next((f for f in FACES if f in families), system)
        self._interface = system
        self._reading = Reading()
        self.choice = choice
        self.tokens: Tokens = LIGHT
        application.setStyle("Fusion")
        application.setFont(self.interface_font())
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self.choose(choice)

    def choose(self, choice: str) -> None:
        """Take "light", "dark" or "system"."""
        self.choice = choice
        scheme = self._application.styleHints().colorScheme()
        dark = choice == "dark" or (choice == "system" and scheme == Qt.ColorScheme.Dark)
        self.tokens = DARK if dark else LIGHT
        self._application.setPalette(palette(self.tokens))
        self.changed.emit()

    def _on_scheme_changed(self) -> None:
        if self.choice == "system":
            self.choose("system")

    @property
    def reading(self) -> Reading:
        """The measures of articles."""
        return self._reading

    def set_reading(self, reading: Reading) -> None:
        """Take other measures for articles, brought within what can be read."""
        reading = reading.bounded()
        if reading != self._reading:
            self._reading = reading
            self.changed.emit()

    def _reading_family(self) -> str:
        family = self._reading.family
        return family if family in self._families else self._face

    def reading_font(self, weight: int = 400, italic: bool = False) -> QFont:
        """The face of articles in the user's size (on a line of `reading.line`)."""
        return _font(self._reading_family(), self._reading.size, weight, italic)

    def quotation_font(self) -> QFont:
        """The face of articles where they are quoted: 16 pixels (on a line of 24)."""
        return _font(self._reading_family(), QUOTATION_PIXELS, 400, False)

    def interface_font(self, weight: int = 400, italic: bool = False) -> QFont:
        """The face of everything else, 13 pixels (on a line of 20)."""
        return _font(self._interface, INTERFACE_PIXELS, weight, italic)

    def small_font(self, weight: int = 400, italic: bool = False) -> QFont:
        """Counts, paragraph numbers, cites, status: 11 pixels (on a line of 16)."""
        return _font(self._interface, SMALL_PIXELS, weight, italic)

    def icon(self, name: str, colour: QColor | None = None) -> QIcon:
        """The icon resources/icons/<name>.svg drawn in `colour` (the ink when None)."""
        return _icon(name, (colour or self.tokens.ink).name(), self.tokens.muted.name())


@lru_cache(maxsize=1)
def _load_faces() -> None:
    """Bring in the bundled faces, once: Qt keeps every copy it is given."""
    for path in sorted((RESOURCES / "fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def _font(family: str, pixels: int, weight: int, italic: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    return font


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    svg = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
    icon = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", tint).encode()))
        for side in (12, 16, 20, 24, 32, 40, 64):
            pixmap = QPixmap(QSize(side, side))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, side, side))
            painter.end()
            icon.addPixmap(pixmap, mode)
    return icon


def palette(tokens: Tokens) -> QPalette:
    """Fusion's palette in our colours."""
    roles = {
        QPalette.ColorRole.Window: tokens.panel,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.paper,
        QPalette.ColorRole.AlternateBase: tokens.panel,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.Button: tokens.panel,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.BrightText: tokens.paper,
        QPalette.ColorRole.ToolTipBase: tokens.paper,
        QPalette.ColorRole.ToolTipText: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.paper,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.Light: tokens.paper,
        QPalette.ColorRole.Midlight: tokens.panel,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.line.darker(120),
        QPalette.ColorRole.Shadow: tokens.line.darker(160),
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, colour)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, tokens.muted)
    return result
