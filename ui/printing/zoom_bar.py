"""Above the preview: which page of how many is on show, and how large."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QToolButton, QWidget

from models.messages import _
from ui.labels import plain_label, tint
from ui.printing.preview import PAGE, WIDTH, ZOOMS, Preview
from ui.theme import Theme
from ui.tips import plain_tip

HIGH, SIDE = 26, 26


class ZoomBar(QWidget):
    """Follows a preview, and leads it."""

    def __init__(self, theme: Theme, preview: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._preview = theme, preview
        self.back = self._button(_("Previous page"), lambda: preview.go_to(preview.page - 1))
        self.on = self._button(_("Next page"), lambda: preview.go_to(preview.page + 1))
        self.number = QSpinBox(self)
        self.number.setAccessibleName(_("Page on show"))
        self.number.setKeyboardTracking(False)
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.number.setMinimumHeight(HIGH)
        self.count = plain_label(self)
        self.smaller = self._button(_("Smaller (Ctrl+-)"), lambda: preview.zoom_by(-1))
        self.larger = self._button(_("Larger (Ctrl++)"), lambda: preview.zoom_by(1))
        self.zoom = QComboBox(self)
        self.zoom.setAccessibleName(_("Zoom"))
        self.zoom.setMinimumHeight(HIGH)
        self.zoom.addItem(_("Width of the page"), WIDTH)
        self.zoom.addItem(_("Whole page"), PAGE)
        for factor in ZOOMS:
            self.zoom.addItem(_("{percent} %").format(percent=round(factor * 100)), factor)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(6)
        widgets: tuple[QWidget | None, ...] = (
            *(self.back, self.number, self.count, self.on),
            *(None, self.smaller, self.zoom, self.larger),
        )
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        self.number.valueChanged.connect(lambda value: preview.go_to(value - 1))
        self.zoom.activated.connect(lambda _at: preview.set_zoom(self.zoom.currentData()))
        preview.moved.connect(self.follow)
        theme.changed.connect(self._dress)
        self._dress()
        self.follow()

    def _button(self, words: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setFixedSize(SIDE, SIDE)
        button.setIconSize(QSize(16, 16))
        button.setToolTip(plain_tip(words))
        button.setAccessibleName(words)
        button.clicked.connect(act)
        return button

    def _dress(self) -> None:
        names = {"chevron-up": self.back, "chevron-down": self.on, "minus": self.smaller, "plus": self.larger}
        for name, button in names.items():
            button.setIcon(self._theme.icon(name))
        tint(self.count, self._theme.tokens.muted)

    def follow(self) -> None:
        """Say what the preview shows."""
        preview, there = self._preview, self._preview.count > 0
        page = preview.page if there else 0
        blocked = self.number.blockSignals(True)
        self.number.setRange(1 if there else 0, max(preview.count, 1 if there else 0))
        self.number.setValue(page + 1 if there else 0)
        self.number.blockSignals(blocked)
        total = preview.total
        more = "" if total is not None or not there else "…"
        self.count.setText(_("of {count}").format(count=f"{total if total is not None else preview.count:,}{more}"))
        for widget in (self.number, self.smaller, self.larger, self.zoom):
            widget.setEnabled(there)
        self.back.setEnabled(there and page > 0)
        self.on.setEnabled(there and page + 1 < preview.count)
        at = self.zoom.findData(preview.zoom)
        if at >= 0 and at != self.zoom.currentIndex():
            self.zoom.setCurrentIndex(at)
