"""What can be chosen of pages, as a form: what does not concern the content on hand is out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QWidget

from models.messages import N_, _
from models.words import SHAPE_NAMES
from storage.pictures import MARGINS, OVERLAPS, PAPERS, SCALES
from storage.printing import CONTENTS, FITS, SIZES, PrintOptions
from ui.tips import plain_tip

ORIENTATIONS = (("auto", N_("Whichever fits better")), ("portrait", N_("Upright")), ("landscape", N_("Sideways")))
FIELD, LABEL = 26, 76  # height of a field, least width of its label: pixels
Choices = Sequence[tuple[object, str]]


class PrintForm(QWidget):
    """Emits `changed` when the user changes something; `options` are those in force, `part` is what part is meant."""

    changed = Signal()

    def __init__(self, parts: Choices, has_pairing: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = PrintOptions()
        self.content = _choice(_("What is printed"), [(name, _(words)) for name, words in CONTENTS.items()])
        self.parts = _choice(_("Which part is printed"), parts)
        self.paper = _choice(_("Paper"), [(name, name) for name in PAPERS])
        self.orientation = _choice(_("Which way the paper lies"), [(name, _(words)) for name, words in ORIENTATIONS])
        self.margin = _number(_("Margin"), MARGINS, 1, " mm", 0)
        self.type_size = _number(_("Size of the type"), SIZES, 0.5, " pt", 1)
        self.shape_of_map = _choice(_("Shape of the map"), [(name, _(words)) for name, words in SHAPE_NAMES.items()])
        self.pages = _choice(_("Pages"), [(False, _("Fit to one")), (True, _("Several, to join"))])
        self.enlargement = _number(_("Scale"), SCALES, 0.25, " ×", 2)
        self.overlap = _number(_("Overlap of the pages"), OVERLAPS, 1, " mm", 0)
        self.passages = QCheckBox(_("Pass&ages"))
        self.notes = QCheckBox(_("&Notes"))
        self.furniture = QCheckBox(_("&Head and foot of the pages"))
        if not has_pairing:
            model = self.content.model()
            assert isinstance(model, QStandardItemModel)
            model.item(self.content.findData("clash")).setEnabled(False)
        self._form = self._laid_out()
        self._show_rows()
        for box in self._boxes():
            box.currentIndexChanged.connect(self._on_changed)
        for check in self._checks():
            check.toggled.connect(self._on_changed)
        for number in self._numbers():
            number.valueChanged.connect(self._on_changed)

    def _laid_out(self) -> QFormLayout:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(_("&What"), self.content)
        form.addRow(_("Par&t"), self.parts)
        form.addRow(_("&Paper"), self.paper)
        form.addRow(_("Way &round"), self.orientation)
        form.addRow(_("&Margin"), self.margin)
        form.addRow(_("T&ype"), self.type_size)
        form.addRow(_("S&hape"), self.shape_of_map)
        form.addRow(_("Pa&ges"), self.pages)
        form.addRow(_("Scal&e"), self.enlargement)
        form.addRow(_("&Overlap"), self.overlap)
        for check in self._checks():
            form.addRow(check)
        for field in (*self._boxes(), *self._numbers()):
            field.setMinimumHeight(FIELD)
            form.labelForField(field).setMinimumWidth(LABEL)  # so that fields stand still when rows come and go
        return form

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.content, self.parts, self.paper, self.orientation, self.shape_of_map, self.pages

    def _numbers(self) -> tuple[QDoubleSpinBox, ...]:
        return self.margin, self.type_size, self.enlargement, self.overlap

    def _checks(self) -> tuple[QCheckBox, ...]:
        return self.passages, self.notes, self.furniture

    # -- in and out

    @property
    def part(self) -> object:
        """What was given beside the words of the part that is chosen."""
        return self.parts.currentData()

    def options(self) -> PrintOptions:
        """What the form says."""
        return replace(
            self._options,
            content=self.content.currentData(),
            paper=self.paper.currentData(),
            orientation=self.orientation.currentData(),
            margin=self.margin.value(),
            size=round(self.type_size.value(), 1),
            passages=self.passages.isChecked(),
            notes=self.notes.isChecked(),
            furniture=self.furniture.isChecked(),
            shape=self.shape_of_map.currentData(),
            tiled=self.pages.currentData(),
            scale=round(self.enlargement.value(), 2),
            overlap=self.overlap.value(),
        )

    def set_options(self, options: PrintOptions, part: object) -> None:
        """Show other ones; `changed` is not emitted."""
        blocked = self.blockSignals(True)
        self._options = options
        for box, value in (
            (self.content, options.content),
            (self.parts, part),
            (self.paper, options.paper),
            (self.orientation, options.orientation),
            (self.shape_of_map, options.shape),
            (self.pages, options.tiled),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        for number, each in zip(
            self._numbers(), (options.margin, options.size, options.scale, options.overlap), strict=True
        ):
            number.setValue(each)
        for check, on in zip(self._checks(), (options.passages, options.notes, options.furniture), strict=True):
            check.setChecked(on)
        self.blockSignals(blocked)
        self._show_rows()

    def _on_changed(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        content, tiled = self.content.currentData(), self.pages.currentData()
        for name, field in (
            ("size", self.type_size),
            ("passages", self.passages),
            ("notes", self.notes),
            ("shape", self.shape_of_map),
            ("tiled", self.pages),
        ):
            self._form.setRowVisible(field, content in FITS[name])
        for field in (self.enlargement, self.overlap):
            self._form.setRowVisible(field, content == "map" and tiled)
        self.parts.setEnabled(content != "clash")
        self.parts.setToolTip(
            plain_tip(
                _("The clash table is always that of this pairing.") if content == "clash" else self.parts.currentText()
            )
        )


def _choice(name: str, choices: Choices) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, words in choices:
        box.addItem(words, value)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(18)
    return box


def _number(name: str, bounds: tuple[float, float], step: float, unit: str, decimals: int) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setAccessibleName(name)
    box.setRange(*bounds)
    box.setSingleStep(step)
    box.setDecimals(decimals)
    box.setSuffix(unit)
    box.setKeyboardTracking(False)  # a number that is still being typed makes no pages
    return box
