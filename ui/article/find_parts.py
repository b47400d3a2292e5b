"""What the find bar is made of: the field with the last searches, the switches, the count, and how they look."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.messages import _
from ui.article.bar_buttons import IconButton, MenuButton
from ui.labels import plain_label, tint
from ui.theme import Theme

HEIGHT, SENTENCE = 36, 22  # pixels; the second is added while there is something to say
WIDE = 520
REMEMBERED = 10
SWITCHES = (Qt.Key.Key_C, Qt.Key.Key_W, Qt.Key.Key_R)  # with Alt; in the order of the buttons
ANNOTATE = Qt.Key.Key_A  # with Alt
ALT_SWITCHES = sys.platform != "darwin"  # there Alt with a letter types another one
PLAIN_OR_SHIFT = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class FindField(QLineEdit):
    """The words; Enter steps, Up and Down go through the last searches."""

    step_requested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.searches: list[str] = []  # the latest last
        self._place: int | None = None  # in `searches`; None: what is being typed
        self._typed = ""
        self.textEdited.connect(self._on_edited)

    def remember(self) -> None:
        """What stands in the field joins the last searches."""
        words = self.text()
        if words.strip():
            others = [each for each in self.searches if each != words]
            self.searches[:] = [*others[1 - REMEMBERED :], words]
        self._place = None

    def _on_edited(self) -> None:
        self._place = None

    def _walk(self, by: int) -> None:
        searches = self.searches
        if self._place is None:
            self._typed = self.text()
            here = len(searches) - (bool(searches) and searches[-1] == self._typed)
        else:
            here = self._place
        place = here + by
        if not searches or not 0 <= place <= len(searches):
            return
        self.setText(self._typed if place == len(searches) else searches[place])
        self._place = None if place == len(searches) else place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers in PLAIN_OR_SHIFT:
                self.step_requested.emit(-1 if modifiers == Qt.KeyboardModifier.ShiftModifier else 1)
            else:
                event.ignore()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == Qt.KeyboardModifier.NoModifier:
            self._walk(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif modifiers == Qt.KeyboardModifier.AltModifier and ALT_SWITCHES and event.key() in (*SWITCHES, ANNOTATE):
            event.ignore()  # they are the bar's
        else:
            super().keyPressEvent(event)


class FindParts(QWidget):
    """The bar without what it does."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count: tuple[int, str] | None = None
        self._is_missing = self._is_wrong = False
        self._make_parts()
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _make_parts(self) -> None:
        theme = self._theme
        self.field = FindField(self)
        self.field.setAccessibleName(_("Find in the article"))
        self.field.setPlaceholderText(_("Find"))
        self.field.setFixedHeight(26)
        self.field.setMinimumWidth(60)
        self.case = IconButton(theme, "case-sensitive", _("Match case"), self, keys=_alt("C"))
        self.whole = IconButton(theme, "whole-word", _("Whole words"), self, keys=_alt("W"))
        self.regular = IconButton(theme, "regex", _("Regular expression"), self, keys=_alt("R"))
        for toggle in self.toggles():
            toggle.setCheckable(True)
        self.count = plain_label(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.previous_button = IconButton(theme, "chevron-up", _("Previous match"), self, keys="Shift+F3")
        self.next_button = IconButton(theme, "chevron-down", _("Next match"), self, keys="F3")
        self.annotate = MenuButton(theme, "highlighter", _("Annotate all…"), self, keys=_alt("A"))
        self.close_button = IconButton(theme, "x", _("Close"), self, keys="Esc")
        self.sentence = plain_label(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)

    def toggles(self) -> tuple[IconButton, IconButton, IconButton]:
        return self.case, self.whole, self.regular

    def _lay_out(self) -> None:
        holder = QWidget(self)
        holder.setFixedHeight(HEIGHT)
        row = QHBoxLayout(holder)
        row.setContentsMargins(8, 0, 6, 0)
        row.setSpacing(2)
        row.addWidget(self.field, 1)
        row.addSpacing(4)
        for toggle in self.toggles():
            row.addWidget(toggle)
        row.addSpacing(6)
        row.addWidget(self.count)
        row.addSpacing(4)
        for button in (self.previous_button, self.next_button, self.annotate, self.close_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder)
        column.addWidget(self.sentence)
        self.sentence.setFixedHeight(SENTENCE)
        self.sentence.setContentsMargins(10, 0, 10, 4)
        self.sentence.hide()
        self.setFixedHeight(HEIGHT)

    # -- what is said

    def say(self, count: tuple[int, str] | None, remark: str, *, missing: bool, wrong: bool) -> None:
        """`count`: the current match's number, and how many there are. `missing`: nothing was found. `wrong`: why not,
        is said by `remark`."""
        self._count, self._is_missing, self._is_wrong = count, missing, wrong
        self._show_count()
        self.sentence.setText(remark)
        self.sentence.setVisible(bool(remark))
        height = HEIGHT + (SENTENCE if remark else 0)
        if height != self.height():
            self.setFixedHeight(height)
        self.field.setAccessibleDescription(remark or self.count.text())
        self._colour()

    def _show_count(self) -> None:
        if self._count is None:
            self.count.setText(_("Not found") if self._is_missing else "")
            return
        words = _("{at} of {count}") if self.width() >= WIDE else _("{at}/{count}")
        self.count.setText(words.format(at=self._count[0], count=self._count[1]))

    # -- looks

    def _restyle(self) -> None:
        theme = self._theme
        self.field.setFont(theme.interface_font())
        numbers = QFont(theme.small_font())
        numbers.setFeature(QFont.Tag("tnum"), 1)
        self.count.setFont(numbers)
        self.sentence.setFont(theme.small_font())
        self._fit()
        self._colour()
        self.update()

    def _colour(self) -> None:
        tokens = self._theme.tokens
        loud = tokens.kinds["rebuttal"].line
        tint(self.count, loud if self._is_missing else tokens.muted)
        tint(self.sentence, loud if self._is_wrong else tokens.muted)
        is_loud = self._is_missing or self._is_wrong
        sheet = (
            f"QLineEdit {{ background: {tokens.paper.name()}; color: {tokens.ink.name()}; border-radius: 4px;"
            f" border: 1px solid {(loud if is_loud else tokens.line).name()}; padding: 0 5px; }}"
            f"QLineEdit:focus {{ border-color: {(loud if is_loud else tokens.accent).name()}; }}"
        )
        if sheet != self.field.styleSheet():
            self.field.setStyleSheet(sheet)

    def _fit(self) -> None:
        narrow = self.width() < WIDE
        self.annotate.set_narrow(narrow)
        broadest = "88/88" if narrow else "888 of 888"
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance(broadest))
        self._show_count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.panel)
        painter.fillRect(0, 0, self.width(), 1, tokens.line)


def _alt(letter: str) -> str:
    return f"Alt+{letter}" if ALT_SWITCHES else ""
