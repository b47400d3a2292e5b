"""What is known about an article, to be changed, and beside it how the article was read in."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.importing.about import About
from models.messages import _
from ui.dialogs.read_in import ReadIn
from ui.importing.details_form import DetailsForm
from ui.importing.details_parts import Hint
from ui.labels import plain_label
from ui.theme import Theme
from ui.tips import plain_tip

FIRST, LEAST = QSize(900, 640), QSize(720, 420)
ASIDE = 320  # pixels


class ArticleDetailsDialog(QDialog):
    """`given(About)` when the user is content; it stays open until whoever keeps that calls `accept` or `refuse`."""

    given = Signal(object)

    def __init__(self, theme: Theme, about: About, taken: Collection[str], parent: QWidget) -> None:
        """`taken`: the citekeys of the project's other articles."""
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(_("Details of the article"))
        self.form = DetailsForm(theme, self, taken=taken)
        self.form.set_about(about)
        self.read_in = ReadIn(theme, self)
        self.trouble = Hint(theme, self)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._fields, self._aside = QScrollArea(self), QScrollArea(self)
        self._lay_out()
        self._connect()
        self._check()
        self.form.title.setFocus()

    def _lay_out(self) -> None:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 20, 20, 12)
        column.addWidget(self.form)
        self._aside.setAccessibleName(_("How it was read in"))
        self._aside.setFixedWidth(ASIDE)
        self._aside.setObjectName("aside")
        for area, what in ((self._fields, inner), (self._aside, self.read_in)):
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(what)
        self._fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._aside.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        panes = QHBoxLayout()
        panes.setSpacing(0)
        panes.addWidget(self._fields, 1)
        panes.addWidget(self._aside)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(16)
        foot.addWidget(self.trouble, 1)
        foot.addWidget(self.buttons)
        self._line = plain_label(self)
        self._line.setFixedHeight(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(panes, 1)
        whole.addWidget(self._line)
        whole.addLayout(foot)
        self.setMinimumSize(LEAST)
        room = self.screen().availableGeometry().size() - QSize(0, 40)
        self.resize(FIRST.boundedTo(room).expandedTo(LEAST))
        self._theme.changed.connect(self._dress)
        self._dress()

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.go_on)
        self.buttons.rejected.connect(self.reject)
        self.form.changed.connect(self._check)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go_on)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self._line.setStyleSheet(f".QLabel {{ background: {tokens.line.name()}; }}")
        self._fields.setStyleSheet(
            f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {tokens.gutter.name()}; }}"
        )
        self._aside.setStyleSheet(
            f"#aside {{ border-left: 1px solid {tokens.line.name()}; }}"
            f" #aside:focus {{ border-left-color: {tokens.accent.name()}; }}"
            f" #aside, ReadIn {{ background: {tokens.panel.name()}; }}"
        )

    def _check(self) -> None:
        self.trouble.say("")
        self.ok.setEnabled(self.form.is_sound())
        self.ok.setToolTip(plain_tip(self.form.trouble() or _("Ctrl+Enter")))

    def go_on(self) -> None:
        """Give what stands in the form, or go to the field that cannot stay as it is."""
        field = self.focusWidget()
        if field is not None:
            field.clearFocus()  # what is being typed is tidied up as it is left
        if not self.form.is_sound():
            self.form.focus_trouble()
            return
        self.ok.setEnabled(False)
        self.given.emit(self.form.about())

    def refuse(self, sentence: str) -> None:
        """It could not be kept, and why."""
        self._check()
        self.trouble.say(sentence, loud=True)
        self.form.focus_trouble()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter in a field that has looked at the key itself."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go_on()
        else:
            super().keyPressEvent(event)
