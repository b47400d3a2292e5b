"""The options of a picture as a form: what does not concern the format on hand is out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QSpinBox, QWidget

from models.messages import N_, _
from models.words import SHAPE_NAMES
from storage.pictures import FITS, LINES, MARGINS, OVERLAPS, PAPERS, SCALES, PictureOptions
from ui.tips import plain_tip

FORMATS = (
    ("svg", N_("SVG, for web and drawing")),
    ("png", N_("PNG, pixels")),
    ("pdf", N_("PDF, to print")),
)
ORIENTATIONS = (("auto", N_("Whichever fits better")), ("portrait", N_("Upright")), ("landscape", N_("Sideways")))
FIELD, LABEL = 26, 76  # height of a field, least width of its label: pixels
Choices = Sequence[tuple[object, str]]


class PictureForm(QWidget):
    """Emits `changed` when the user changes an option; `options` are those in force."""

    changed = Signal()

    def __init__(self, cases: Choices, branch: bool, options: PictureOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self.cases = _choice(_("Which case is drawn"), cases)
        self.kind = _choice(_("Format of the picture"), [(name, _(words)) for name, words in FORMATS])
        self.shape_of_map = _choice(_("Shape of the map"), [(name, _(words)) for name, words in SHAPE_NAMES.items()])
        self.lines = QSpinBox()
        self.lines.setAccessibleName(_("Most lines of text in a card"))
        self.lines.setToolTip(plain_tip(self.lines.accessibleName()))
        self.lines.setRange(LINES[0] - 1, LINES[1])
        self.lines.setKeyboardTracking(False)
        self.lines.setSpecialValueText(_("All"))
        self.as_on_screen = QCheckBox(_("As fol&ded on screen"))
        self.as_on_screen.setToolTip(_("Off: every branch is drawn, folded or not."))
        self.as_on_screen.setChecked(True)
        self.colours = _choice(_("Colours"), [(False, _("Light")), (True, _("Dark"))])
        self.transparent = QCheckBox(_("&Transparent ground"))
        self.caption = QCheckBox(_("&Names of case and article"))
        self.key = QCheckBox(_("&Key of the signs"))
        self.enlargement = _number(_("Scale"), SCALES, 0.25, " ×", 2)
        self.paper = _choice(_("Paper"), [(name, name) for name in PAPERS])
        self.orientation = _choice(_("Which way the paper lies"), [(name, _(words)) for name, words in ORIENTATIONS])
        self.pages = _choice(_("Pages"), [(False, _("Fit to one")), (True, _("Several, to join"))])
        self.margin = _number(_("Margin"), MARGINS, 1, " mm", 0)
        self.overlap = _number(_("Overlap of the pages"), OVERLAPS, 1, " mm", 0)
        self._form = self._laid_out(len(cases) > 1, branch)
        self.set_options(options)
        for box in self._boxes():
            box.currentIndexChanged.connect(self._on_changed)
        for check in (self.as_on_screen, self.transparent, self.caption, self.key):
            check.toggled.connect(self._on_changed)
        for number in self._numbers():
            number.valueChanged.connect(self._on_changed)

    def _laid_out(self, several: bool, branch: bool) -> QFormLayout:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(_("&Format"), self.kind)
        form.addRow(_("C&ase"), self.cases)
        form.addRow(_("S&hape"), self.shape_of_map)
        form.addRow(_("&Lines"), self.lines)
        form.addRow(_("Colo&urs"), self.colours)
        form.addRow(_("Scal&e"), self.enlargement)
        form.addRow(_("&Paper"), self.paper)
        form.addRow(_("&Way round"), self.orientation)
        form.addRow(_("Pa&ges"), self.pages)
        form.addRow(_("&Margin"), self.margin)
        form.addRow(_("&Overlap"), self.overlap)
        for check in (self.as_on_screen, self.transparent, self.caption, self.key):
            form.addRow(check)
        for field in (*self._boxes(), *self._numbers()):
            field.setMinimumHeight(FIELD)
            form.labelForField(field).setMinimumWidth(LABEL)  # so that fields stand still when rows come and go
        form.setRowVisible(self.cases, several)
        form.setRowVisible(self.as_on_screen, branch)
        return form

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.kind, self.cases, self.shape_of_map, self.colours, self.paper, self.orientation, self.pages

    def _numbers(self) -> tuple[QSpinBox | QDoubleSpinBox, ...]:
        return self.lines, self.enlargement, self.margin, self.overlap

    # -- options in and out

    def options(self) -> PictureOptions:
        """What the form says."""
        return replace(
            self._options,
            format=self.kind.currentData(),
            shape=self.shape_of_map.currentData(),
            lines=self.lines.value() or None,
            dark=self.colours.currentData(),
            transparent=self.transparent.isChecked(),
            scale=round(self.enlargement.value(), 2),
            paper=self.paper.currentData(),
            orientation=self.orientation.currentData(),
            margin=self.margin.value(),
            tiled=self.pages.currentData(),
            overlap=self.overlap.value(),
            caption=self.caption.isChecked(),
            key=self.key.isChecked(),
        )

    def set_options(self, options: PictureOptions) -> None:
        """Show other options; `changed` is not emitted."""
        blocked = self.blockSignals(True)
        self._options = options
        for box, value in (
            (self.kind, options.format),
            (self.shape_of_map, options.shape),
            (self.colours, options.dark),
            (self.paper, options.paper),
            (self.orientation, options.orientation),
            (self.pages, options.tiled),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        for check, on in (
            (self.transparent, options.transparent),
            (self.caption, options.caption),
            (self.key, options.key),
        ):
            check.setChecked(on)
        self.lines.setValue(options.lines or 0)
        self.enlargement.setValue(options.scale)
        self.margin.setValue(options.margin)
        self.overlap.setValue(options.overlap)
        self.blockSignals(blocked)
        self._show_rows()

    def _on_changed(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        """Only the rows that concern the format."""
        name, tiled = self.kind.currentData(), self.pages.currentData()
        rows = {
            "transparent": self.transparent,
            "paper": self.paper,
            "orientation": self.orientation,
            "margin": self.margin,
            "tiled": self.pages,
        }
        for option, field in rows.items():
            self._form.setRowVisible(field, name in FITS[option])
        self._form.setRowVisible(self.enlargement, name == "png" or (name == "pdf" and tiled))
        self._form.setRowVisible(self.overlap, name == "pdf" and tiled)


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
    box.setKeyboardTracking(False)  # a number that is still being typed draws nothing
    return box
