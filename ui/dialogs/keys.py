"""The cheat sheet: every key by where it acts, in two columns where there is room, with a filter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.fuzzy import plain, ranked
from models.messages import _
from ui.dialogs.key_caps import CAP, KeyCaps
from ui.labels import plain_label
from ui.menus import key_list
from ui.shortcuts import Shortcuts
from ui.theme import Theme

Section = tuple[str, list[tuple[str, str]]]  # its name; (what is done, the keys)

WIDTH, HEIGHT = 900, 640
TWO_COLUMNS = 740  # from this width on
HEAD, BELOW, EDGE, GUTTER = 28, 20, 24, 48
STEP = 52  # pixels that an arrow scrolls
NEAR_MISSES = 6  # rows shown where none holds what was typed
NAME = 3  # letters of the shortest word that asks for a place by its name
_SCROLLS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def menu_sections(shortcuts: Shortcuts) -> list[Section]:
    """The keys of the action table, a section for each menu."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for menu, words, keys in key_list(shortcuts):
        sections.setdefault(menu, []).append((words, keys))
    return list(sections.items())


class KeyRow(QWidget):
    """What is done, and the keys at the right."""

    def __init__(self, theme: Theme, words: str, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.words, self.keys = words, keys
        self.label = plain_label(self)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setWordWrap(True)
        self.label.setFont(theme.interface_font())
        self.label.setAccessibleName(f"{words}: {keys}")
        self.caps = KeyCaps(theme, keys, self)
        self.mark(())

    def mark(self, places: Sequence[int]) -> None:
        """Set the letters at `places` of the words in bold."""
        bold = set(places)
        self.label.setText(
            "".join(f"<b>{escape(c)}</b>" if at in bold else escape(c) for at, c in enumerate(self.words))
        )

    def fit(self, width: int) -> int:
        """Set itself in `width`; gives the height it takes."""
        room = max(40, width - self.caps.width() - 16)
        height = max(CAP, self.label.heightForWidth(room))
        self.label.setGeometry(0, 3, room, height)
        self.caps.move(width - self.caps.width(), 3)
        return height + 6


class KeySection(QWidget):
    """A head and its rows."""

    def __init__(self, theme: Theme, name: str, rows: list[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.rows = [KeyRow(theme, words, keys, self) for words, keys in rows]
        self.head = plain_label(name, self)
        self.head.setFont(theme.interface_font(600))

    def fit(self, width: int) -> int:
        """Set its rows in `width`; gives the height it takes, the space below it too."""
        self.head.setGeometry(0, 0, width, HEAD)
        y = HEAD
        for row in self.rows:
            if not row.isHidden():
                height = row.fit(width)
                row.setGeometry(0, y, width, height)
                y += height
        self.resize(width, y)
        return y + BELOW


class KeySheet(QWidget):
    """The sections, in two columns where there is room; what is found stands in one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sections: list[KeySection] = []
        self.nothing = plain_label(_("No key does that."), self)
        self.is_found = False

    def arrange(self) -> None:
        """Set every section; the second column begins where both come out nearest in height."""
        two = self.width() >= TWO_COLUMNS
        width = (self.width() - 2 * EDGE - (GUTTER if two else 0)) // (2 if two else 1)
        shown = [section for section in self.sections if not section.isHidden()]
        heights = [section.fit(width) for section in shown]
        split = len(shown)
        if two and not self.is_found:
            split = min(range(split + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
        feet = [4, 4]
        for at, (section, height) in enumerate(zip(shown, heights, strict=True)):
            column = int(at >= split)
            section.move(EDGE + column * (width + GUTTER), feet[column])
            feet[column] += height
        self.nothing.setVisible(not shown)
        self.nothing.setGeometry(EDGE, 4, width, HEAD)
        self.setMinimumHeight(max(HEAD, *feet) - BELOW + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.arrange()


class KeysDialog(QDialog):
    """What can be done with which key. Escape and "?" close it."""

    def __init__(
        self, theme: Theme, parent: QWidget | None, shortcuts: Shortcuts, sections: Sequence[Section] = ()
    ) -> None:
        """`sections` stand before those of the menus: the keys that a view acts on itself."""
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.filter = QLineEdit(self)
        self.filter.setAccessibleName(_("Find a key"))
        self.filter.setPlaceholderText(_("What do you want to do?"))
        self.filter.setFixedHeight(32)
        self.filter.setTextMargins(6, 0, 6, 0)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.installEventFilter(self)
        self.sheet = KeySheet(self)
        every = (*sections, *menu_sections(shortcuts))
        self.sections = [KeySection(theme, name, list(rows), self.sheet) for name, rows in every if rows]
        self.sheet.sections = self.sections
        self.rows = [row for section in self.sections for row in section.rows]
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self) -> None:
        self.area = QScrollArea(self)
        self.area.setWidget(self.sheet)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(24, 20, 24, 12)
        top.addWidget(self.filter)
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        column.addLayout(foot)
        self.setMinimumWidth(360)
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width() - 40), min(HEIGHT, room.height() - 60))

    def _on_filter(self, typed: str) -> None:
        found = self._matching(typed)
        for index, row in enumerate(self.rows):
            row.setVisible(index in found)
            row.mark([at for at in found.get(index, []) if at < len(row.words)])
        for section in self.sections:
            section.setVisible(any(not row.isHidden() for row in section.rows))
        self.sheet.is_found = bool(typed.strip())
        self.sheet.arrange()
        self.area.verticalScrollBar().setValue(0)

    def _matching(self, typed: str) -> dict[int, list[int]]:
        """Index of each row to show, with the letters that match. Near misses only where nothing holds the words."""
        choices = [f"{row.words} {row.keys}" for row in self.rows]
        words = plain(typed).split()
        holding = {at for at, choice in enumerate(choices) if all(word in plain(choice) for word in words)}
        found = ranked(typed, choices, len(choices) if holding else NEAR_MISSES)
        whole = [row for section in self.sections if _is_named(section, words) for row in section.rows]
        matching = {self.rows.index(row): list[int]() for row in whole}
        matching.update((index, places) for index, places in found if index in holding or not (holding or whole))
        return matching

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        self.filter.setFont(self._theme.interface_font())
        self.filter.setStyleSheet(
            f"QLineEdit {{ background: {tokens.paper.name()}; color: {tokens.ink.name()}; border-radius: 4px;"
            f" border: 1px solid {tokens.line.name()}; }} QLineEdit:focus {{ border-color: {tokens.accent.name()}; }}"
        )

    # -- Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.filter.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.text() == "?":
                self.reject()
                return True
            if event.key() in _SCROLLS:
                bar = self.area.verticalScrollBar()
                step = bar.pageStep() if event.key() in _SCROLLS[2:] else STEP
                bar.setValue(bar.value() + (step if event.key() in _SCROLLS[1::2] else -step))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "?":
            self.reject()
        else:
            super().keyPressEvent(event)


def _is_named(section: KeySection, words: Sequence[str]) -> bool:
    """Whether a place is asked for by a word of its name: then all of its keys are meant."""
    return bool(words) and all(len(word) >= NAME and word in plain(section.name).split() for word in words)
