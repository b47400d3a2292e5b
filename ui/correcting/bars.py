"""The two bars inside the window: what it has to say, with answers; and finding words in the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QWidget

from models.messages import _
from ui.correcting.paper import Paper
from ui.labels import plain_label
from ui.theme import Theme
from ui.tips import plain_tip

Choice = tuple[str, Callable[[], None]]


class SayBar(QFrame):
    """A sentence over the pages, with a button for each answer; it stays until it is answered or no longer true."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = plain_label(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 6, 16, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._label, 1)
        self._buttons: list[QPushButton] = []
        self._loud = self._asking = False
        theme.changed.connect(self.update)
        self.hide()

    @property
    def sentence(self) -> str:
        return "" if self.isHidden() else self._label.text()

    @property
    def asks(self) -> bool:
        """Whether an answer is waited for."""
        return self._asking and not self.isHidden()

    def say(self, sentence: str, choices: list[Choice] | None = None, *, loud: bool = False) -> None:
        """Show `sentence`; without choices one button puts it away.

        `loud`: something was refused, or would be lost; the keys are on the first choice then, else on the last.
        """
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        self._loud, self._asking = loud, choices is not None
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        for word, act in choices or [(_("Close"), lambda: None)]:
            button = QPushButton(word, self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, act=act: self._answer(act))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if choices:
            self._buttons[0 if loud else -1].setFocus(Qt.FocusReason.OtherFocusReason)

    def buttons(self) -> list[QPushButton]:
        """The answers on offer."""
        return list(self._buttons)

    def _answer(self, act: Callable[[], None]) -> None:
        self.hide()
        act()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.kinds["rebuttal"].fill if self._loud else tokens.selection)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)
        painter.end()


class FindBar(QFrame):
    """Goes to the words that are typed in it, as they are typed. Escape gives the keys back to the text."""

    def __init__(self, theme: Theme, paper: Paper, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._paper = theme, paper
        self.field = QLineEdit(self)
        self.field.setAccessibleName(_("Find in the text"))
        self.field.setPlaceholderText(_("Find in the text"))
        self.field.setMinimumWidth(240)
        self.field.setMaximumWidth(320)
        self.field.setTextMargins(4, 0, 4, 0)
        self.field.setMinimumHeight(28)
        self.field.textChanged.connect(self._on_text_changed)
        self.result = plain_label(self)
        self.previous = self._button("chevron-up", _("Previous match"), lambda: self.step(backward=True))
        self.next = self._button("chevron-down", _("Next match"), self.step)
        self.done = QToolButton(self)
        self.done.setText(_("Done"))
        self.done.setAccessibleName(_("Put the find bar away"))
        self.done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.done.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(4)
        for widget in (self.field, self.previous, self.next, self.result):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.done)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _button(self, icon: str, name: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("icon_name", icon)
        button.setIconSize(QSize(16, 16))
        button.setToolTip(plain_tip(name))
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: act())
        return button

    def _dress(self) -> None:
        for button in (self.previous, self.next):
            button.setIcon(self._theme.icon(str(button.property("icon_name"))))
        self.update()

    def open_up(self) -> None:
        """Show the bar with what is selected, ready for other words."""
        selected = self._paper.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.field.setText(selected)
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        self.hide()
        self._paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text_changed(self) -> None:
        cursor = self._paper.textCursor()
        self._search(cursor.selectionStart(), backward=False)

    def step(self, backward: bool = False) -> None:
        """Go to the match after (or before) the one that is selected, round the ends."""
        cursor = self._paper.textCursor()
        self._search(cursor.selectionStart() if backward else cursor.selectionEnd(), backward)

    def _search(self, at: int, backward: bool) -> None:
        words = self.field.text()
        self.result.setText("")
        if not words:
            return
        document = self._paper.document()
        flags = QTextDocument.FindFlag.FindBackward if backward else QTextDocument.FindFlag(0)
        found = document.find(words, at, flags)
        if found.isNull():
            found = document.find(words, document.characterCount() - 1 if backward else 0, flags)
            round_the_end = _("On from the end.") if backward else _("On from the beginning.")
            self.result.setText(_("Not found") if found.isNull() else round_the_end)
        if not found.isNull():
            self._show(found)

    def _show(self, found: QTextCursor) -> None:
        self._paper.setTextCursor(found)
        self._paper.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.step(backward=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(backward=event.key() == Qt.Key.Key_Up)
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.panel)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.line)
        painter.end()
