"""What can be chosen of a format, as a form made from its options: nothing here knows any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from models.messages import _
from storage.formats.options import Option, Value
from storage.formats.registry import Format
from ui.labels import plain_label, tint
from ui.theme import Theme
from ui.tips import plain_tip

FIELD = 26  # height of a field: pixels
Row = tuple[Option, list[QWidget], Callable[[], Value]]  # the widgets of an option, and what they say


class OptionsForm(QScrollArea):
    """`changed` when the user chose something else; `values` are those in force."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[Row] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title, self.about = plain_label(), plain_label()
        theme.changed.connect(self._dress)

    def show_format(self, found: Format, values: Mapping[str, Value]) -> None:
        """The form of a format, filled in."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        self._rows = []
        self.title, self.about = (
            plain_label(_(found.title), page),
            plain_label(_(found.about) if found.about else "", page),
        )
        for label in (self.title, self.about):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        self.about.setVisible(bool(found.about))
        column.addSpacing(4)
        for option in found.options:
            self._add(page, column, option, values.get(option.name, option.default))
        if not found.options:
            nothing = plain_label(_("There is nothing to choose for this format."), page)
            nothing.setWordWrap(True)
            column.addWidget(nothing)
            self._nothing: QLabel | None = nothing
        else:
            self._nothing = None
        column.addStretch(1)
        self.setWidget(page)
        self._dress()
        self._enable()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.title.setFont(self._theme.interface_font(600))
        tint(self.title, tokens.ink)
        for label in (self.about, getattr(self, "_nothing", None)):
            if label is not None:
                tint(label, tokens.muted)

    def _add(self, page: QWidget, column: QVBoxLayout, option: Option, value: Value) -> None:
        made = {"flag": self._flag, "choice": self._choice, "number": self._number, "several": self._several}
        widgets, said = made[option.shape](page, option, value)
        for widget in widgets:
            widget.setToolTip(plain_tip(_(option.help)))
            widget.setAccessibleDescription(_(option.help))
        block = QVBoxLayout()
        block.setSpacing(4)
        for widget in widgets:
            block.addWidget(widget)
        column.addLayout(block)
        self._rows.append((option, widgets, said))

    def _flag(self, page: QWidget, option: Option, value: Value) -> tuple[list[QWidget], Callable[[], Value]]:
        box = QCheckBox(_(option.label), page)
        box.setObjectName(option.name)
        box.setChecked(bool(value))
        box.toggled.connect(self._on_changed)
        return [box], box.isChecked

    def _choice(self, page: QWidget, option: Option, value: Value) -> tuple[list[QWidget], Callable[[], Value]]:
        label, box = plain_label(_(option.label), page), QComboBox(page)
        box.setObjectName(option.name)
        box.setAccessibleName(_(option.label))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.setMinimumHeight(FIELD)
        for each, words in option.choices:
            box.addItem(_(words), each)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.currentIndexChanged.connect(self._on_changed)
        label.setBuddy(box)
        return [label, box], lambda: str(box.currentData())

    def _number(self, page: QWidget, option: Option, value: Value) -> tuple[list[QWidget], Callable[[], Value]]:
        label, box = plain_label(_(option.label), page), QSpinBox(page)
        box.setObjectName(option.name)
        box.setAccessibleName(_(option.label))
        box.setRange(option.low, option.high)
        box.setValue(int(value))
        box.setKeyboardTracking(False)  # a number that is still being typed writes nothing
        box.setMinimumHeight(FIELD)
        box.valueChanged.connect(self._on_changed)
        label.setBuddy(box)
        return [label, box], box.value

    def _several(self, page: QWidget, option: Option, value: Value) -> tuple[list[QWidget], Callable[[], Value]]:
        group = QWidget(page)
        group.setObjectName(option.name)
        inside = QVBoxLayout(group)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        on = str(value).split(",")
        boxes = []
        for each, words in option.choices:
            box = QCheckBox(_(words), group)
            box.setObjectName(f"{option.name}.{each}")
            box.setAccessibleName(f"{_(option.label)}: {_(words)}")
            box.setChecked(each in on)
            box.toggled.connect(self._on_changed)
            inside.addWidget(box)
            boxes.append((each, box))
        return [plain_label(_(option.label), page), group], lambda: ",".join(
            each for each, box in boxes if box.isChecked()
        )

    # -- what is said

    def values(self) -> dict[str, Value]:
        """Every option's value."""
        return {option.name: said() for option, _widgets, said in self._rows}

    def _on_changed(self) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        """What has no effect now cannot be touched."""
        values = self.values()
        for option, widgets, _said in self._rows:
            for widget in widgets:
                widget.setEnabled(option.has_effect(values))
