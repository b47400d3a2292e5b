"""The window in which every command gets the key that somebody wants for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.fuzzy import ranked
from models.messages import _
from ui.actions import ACTIONS, Action
from ui.correcting.bars import SayBar
from ui.labels import plain_label
from ui.menus import SUBMENUS, plain_words
from ui.shortcuts import Shortcuts, native, portable, types_a_letter
from ui.theme import Theme
from ui.two_lines import TwoLine, TwoLines

FIRST, LEAST = QSize(720, 620), QSize(480, 260)
ROWS = tuple(row for row in ACTIONS if row.name not in SUBMENUS)


class ShortcutsDialog(QDialog):
    """What is set counts at once."""

    def __init__(self, theme: Theme, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._shortcuts = theme, shortcuts
        self.setWindowTitle(_("Shortcuts"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setSizeGripEnabled(True)
        self.bar = SayBar(theme, self)
        self.filter = QLineEdit(self)
        self.filter.setAccessibleName(_("Find a command"))
        self.filter.setPlaceholderText(_("What do you want to do?"))
        self.list = TwoLines(theme, _("Commands"), self)
        self.shown: list[Action] = []
        self.key = QKeySequenceEdit(self)
        self.key.setMaximumSequenceLength(1)
        self.key.setFixedHeight(30)
        self.key.setClearButtonEnabled(True)
        self.key.setAccessibleName(_("Key of the command"))
        self.set_button = QPushButton(_("&Set the key"), self)
        self.reset_button = QPushButton(_("As at &first"), self)
        self.reset_all = QPushButton(_("&All as at first"), self)
        self.close_button = QPushButton(_("Close"), self)
        self._lay_out()
        self._connect()
        self._dress()
        self._fill()

    def _lay_out(self) -> None:
        self.filter.setFixedHeight(32)
        self.filter.setTextMargins(6, 0, 6, 0)
        self.list.setMinimumSize(LEAST)
        top, key, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 12)
        top.addWidget(self.filter)
        key.setContentsMargins(16, 10, 16, 0)
        key.setSpacing(8)
        label = plain_label(_("&Key"), self)
        label.setBuddy(self.key)
        key.addWidget(label)
        key.addWidget(self.key, 1)
        key.addWidget(self.set_button)
        key.addWidget(self.reset_button)
        foot.setContentsMargins(16, 10, 16, 10)
        foot.addWidget(self.reset_all)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self.set_button.setProperty("forward", True)
        for button in (self.set_button, self.reset_button, self.reset_all, self.close_button):
            button.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addLayout(top)
        whole.addWidget(self.list, 1)
        whole.addLayout(key)
        whole.addLayout(foot)
        screen = self.screen().availableGeometry().size() if self.screen() is not None else FIRST
        self.resize(FIRST.boundedTo(screen - QSize(40, 80)))

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._fill())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._on_chosen())
        self.list.activated.connect(lambda _index: self.key.setFocus())
        self.key.keySequenceChanged.connect(lambda _keys: self._enable())
        self.set_button.clicked.connect(self.set_key)
        self.reset_button.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._ask_reset)
        self.close_button.clicked.connect(self.reject)
        self._shortcuts.changed.connect(self._fill)
        self._theme.changed.connect(self._dress)

    # -- what there is

    def chosen(self) -> Action | None:
        at = self.list.currentIndex().row()
        return self.shown[at] if 0 <= at < len(self.shown) else None

    def _fill(self) -> None:
        before, typed = self.chosen(), self.filter.text().strip()
        texts = [_words(row) for row in ROWS]
        self.shown = [ROWS[at] for at, _places in ranked(typed, texts, len(ROWS))] if typed else list(ROWS)
        self.list.rows.set_lines([self._line(row) for row in self.shown])
        at = next((at for at, row in enumerate(self.shown) if row is before), 0)
        self.list.setCurrentIndex(self.list.rows.index(at, 0))
        self._on_chosen()

    def _line(self, row: Action) -> TwoLine:
        keys = native(self._shortcuts.keys(row.name))
        below = [plain_words(row.menu.value)]
        if row.hint:
            below.append(_("{key} where it is at hand").format(key=native([row.hint])))
        if self._shortcuts.is_own(row.name):
            below.append(_("changed"))
        return TwoLine(_words(row), keys, " · ".join(below))

    def _on_chosen(self) -> None:
        row = self.chosen()
        keys = self._shortcuts.keys(row.name) if row is not None else ()
        self.key.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self._enable()

    def _enable(self) -> None:
        row = self.chosen()
        typed = portable(self.key.keySequence().toString())
        has = portable(self._shortcuts.keys(row.name)[0]) if row is not None and self._shortcuts.keys(row.name) else ""
        self.set_button.setEnabled(row is not None and typed != has)
        self.set_button.setText(_("&Set the key") if typed or not has else _("&Take the key away"))
        self.reset_button.setEnabled(row is not None and self._shortcuts.is_own(row.name))

    # -- setting

    def set_key(self) -> None:
        """Give the chosen command the key that was pressed; where another has it, that is asked."""
        row, key = self.chosen(), self.key.keySequence().toString()
        if row is None or not self.set_button.isEnabled():
            return
        if types_a_letter(key):
            self.bar.say(_("{key} is typed in texts: add Ctrl or Alt to it.").format(key=native([key])), loud=True)
            return
        other = self._shortcuts.owner(key) if key else ""
        if other and other != row.name:
            words = _("{key} is “{command}”. Take it from there?")
            taken = next(each for each in ROWS if each.name == other)
            self.bar.say(
                words.format(key=native([key]), command=_words(taken)),
                [(_("Cancel"), self.key.setFocus), (_("Take it"), lambda: self._set(row, key))],
            )
            return
        self._set(row, key)

    def _set(self, row: Action, key: str) -> None:
        self.bar.hide()
        self._shortcuts.set_key(row.name, key)
        self.list.setFocus()

    def _reset(self) -> None:
        row = self.chosen()
        if row is not None:
            self._shortcuts.reset(row.name)
            self.list.setFocus()

    def _ask_reset(self) -> None:
        words = _("Give all commands the keys that they have at first?")
        back = (_("All as at first"), lambda: self._shortcuts.reset())
        self.bar.say(words, [(_("Cancel"), lambda: self.list.setFocus()), back], loud=True)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f"QPushButton[forward=true] {{ border-color: {tokens.accent.name()}; }}"
            f"QPushButton:disabled {{ color: {tokens.muted.name()}; background: {tokens.panel.name()};"
            f" border-color: {tokens.line.name()}; }}"
        )


def _words(row: Action) -> str:
    words = plain_words(row.text)
    return f"{plain_words(row.sub)}: {words}" if row.sub else words
