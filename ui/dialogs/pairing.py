"""What a pairing is: the case on each side, the motion they argue about, and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from models.messages import _
from ui.labels import plain_label, tint
from ui.theme import Theme

WIDTH, NOTES = 640, 120  # pixels


@dataclass(frozen=True, slots=True)
class PairingValues:
    """What the dialog asks for; `left` and `right` are ids of cases."""

    left: str
    right: str
    motion: str = ""
    notes: str = ""


class PairingDialog(QDialog):
    """`given` is emitted once with all of it, when it is accepted; `typed` while the notes are written."""

    given = Signal(object)
    typed = Signal(str)

    def __init__(
        self, theme: Theme, title: str, cases: Sequence[tuple[str, str]], values: PairingValues, parent: QWidget
    ) -> None:
        """`cases`: (id, name) of every case of the project."""
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(title)
        self.left, self.right = (self._make_cases(cases, chosen) for chosen in (values.left, values.right))
        self.motion = QLineEdit(values.motion, self)
        self.motion.setPlaceholderText(_("What do the two cases argue about?"))
        self.notes = QPlainTextEdit(values.notes, self)
        self.notes.setTabChangesFocus(True)
        self.notes.setMinimumHeight(NOTES)
        self.warning = plain_label(self)
        self.warning.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (_("&Left"), self.left),
            (_("&Right"), self.right),
            (_("&Motion"), self.motion),
            (_("&Notes"), self.notes),
        ):
            label = plain_label(words, self)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(self.warning)
        column.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)
        tint(self.warning, theme.tokens.kinds["rebuttal"].line)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        for box in (self.left, self.right):
            box.currentIndexChanged.connect(self._check)
        self.notes.textChanged.connect(lambda: self.typed.emit(self.notes.toPlainText()))
        self._check()
        self.motion.setCursorPosition(0)
        self.motion.setFocus()

    def _make_cases(self, cases: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
        box = QComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        for case_id, name in cases:
            box.addItem(name, case_id)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def values(self) -> PairingValues:
        """What stands in the fields now."""
        return PairingValues(
            self.left.currentData(), self.right.currentData(), self.motion.text(), self.notes.toPlainText()
        )

    def _check(self) -> None:
        """A case paired with itself is told at once, and cannot be accepted."""
        same = self.left.currentData() == self.right.currentData()
        self.warning.setText(str(UserError("rule.same_case_pair")) if same else "")
        self.warning.setVisible(same)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not same)

    def _on_accepted(self) -> None:
        self.given.emit(self.values())
        self.accept()
