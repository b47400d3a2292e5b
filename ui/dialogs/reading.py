"""How articles are set: face, size, spacing and width, changed while the article beside it follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from models.messages import _
from ui.labels import plain_label
from ui.theme import Theme
from ui.theme.reading import SIZES, SPACINGS, WIDTHS, Reading

STEPS = 20  # of line spacing in one: 0.05 each
WIDTH = 420
_FOUNDRY = re.compile(r"\s*\[[^\[\]]*\]$")  # Qt's way of telling families of one name apart


def plain_family(family: str) -> str:
    """A family's name without its foundry: "Example [abcd]" is "Example"."""
    return _FOUNDRY.sub("", family) or family


def faces(families: Iterable[str]) -> dict[str, str]:
    """Names to show, each once and in order, with the family that each stands for."""
    found: dict[str, str] = {}
    for family in sorted(families, key=lambda family: (plain_family(family).casefold(), family)):
        found.setdefault(plain_family(family), family)
    return found


def _is_of_symbols(family: str) -> bool:
    """Whether a family has signs where others have letters."""
    systems = set(QFontDatabase.writingSystems(family))
    symbols, latin = QFontDatabase.WritingSystem.Symbol, QFontDatabase.WritingSystem.Latin
    return symbols in systems and systems <= {symbols, latin}


class ReadingDialog(QDialog):
    """Stays open beside the window; each change is seen at once and kept by the window."""

    @classmethod
    def open_for(cls, theme: Theme, parent: QWidget) -> ReadingDialog:
        """The window's dialog in front: the one that is open, else a new one."""
        dialog = next((d for d in parent.findChildren(cls) if not d.isHidden()), None) or cls(theme, parent)
        dialog.setWindowState(dialog.windowState() & ~Qt.WindowState.WindowMinimized)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(_("Reading"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.face = self._make_faces()
        self.letters = _slider(_("Size of the letters"), *SIZES, 1, 4)
        self.lines = _slider(_("Space between lines"), round(SPACINGS[0] * STEPS), round(SPACINGS[1] * STEPS), 1, 4)
        self.column = _slider(_("Width of the column"), *WIDTHS, 1, 10)
        self._values: dict[QSlider, QLabel] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(_("&Face"), self.face)
        for words, slider in (
            (_("&Size"), self.letters),
            (_("Line s&pacing"), self.lines),
            (_("Column &width"), self.column),
        ):
            label = plain_label(words, self)
            label.setBuddy(slider)
            form.addRow(label, self._with_value(slider))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.reset = QPushButton(_("As at f&irst"), self)
        self.reset.setAutoDefault(False)
        buttons.addButton(self.reset, QDialogButtonBox.ButtonRole.ResetRole)
        self.reset.clicked.connect(lambda: theme.set_reading(Reading()))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(20)
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(WIDTH)
        self._show()
        theme.changed.connect(self._show)
        self.face.activated.connect(self._take)
        for slider in (self.letters, self.lines, self.column):
            slider.valueChanged.connect(self._take)

    def _make_faces(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(_("Face of the text"))
        box.addItem(_("Counterpoint's own"), "")
        for name, family in faces(
            family
            for family in QFontDatabase.families()
            if not QFontDatabase.isPrivateFamily(family)
            and QFontDatabase.isSmoothlyScalable(family)
            and not _is_of_symbols(family)
        ).items():
            box.addItem(name, family)
            box.setItemData(box.count() - 1, QFont(family), Qt.ItemDataRole.FontRole)
        box.setMaxVisibleItems(16)
        box.setMinimumContentsLength(20)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _with_value(self, slider: QSlider) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        value = plain_label(holder)
        value.setMinimumWidth(value.fontMetrics().horizontalAdvance("100 characters"))
        row.addWidget(slider, 1)
        row.addWidget(value)
        self._values[slider] = value
        return holder

    def _show(self) -> None:
        """Follow the measures in force, whoever changed them (zooming too)."""
        reading = self._theme.reading
        at = self.face.findData(reading.family)
        if at < 0:  # chosen where another foundry's is the only one
            at = self.face.findText(plain_family(reading.family), Qt.MatchFlag.MatchExactly)
        self.face.setCurrentIndex(max(0, at))
        places = (
            (self.letters, reading.size),
            (self.lines, round(reading.spacing * STEPS)),
            (self.column, reading.width),
        )
        for slider, place in places:
            slider.blockSignals(True)
            slider.setValue(place)
            slider.blockSignals(False)
        self._values[self.letters].setText(_("{count} pixels").format(count=reading.size))
        self._values[self.lines].setText(f"{reading.spacing:.2f}".rstrip("0").rstrip("."))
        self._values[self.column].setText(_("{count} characters").format(count=reading.width))
        self.reset.setEnabled(reading != Reading())

    def _take(self) -> None:
        self._theme.set_reading(
            replace(
                self._theme.reading,
                family=self.face.currentData() or "",
                size=self.letters.value(),
                spacing=self.lines.value() / STEPS,
                width=self.column.value(),
            )
        )


def _slider(name: str, low: float, high: float, step: int, page: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setAccessibleName(name)
    slider.setRange(int(low), int(high))
    slider.setSingleStep(step)
    slider.setPageStep(page)
    return slider
