"""Beside the panes: the article's details, what is repaired, and what a reader should know of the reading."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget

from models.importing.about import NOTHING
from models.messages import _
from ui.importing.details_form import DetailsForm
from ui.importing.entries import Entry
from ui.importing.repairs_list import RepairsList
from ui.importing.warnings_list import WarningsList
from ui.theme import Theme


class Side(QTabWidget):
    """Three tabs; those with something in them say how much. Without `details` there are two."""

    def __init__(self, theme: Theme, taken: Collection[str], details: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._warned = 0
        self.form = DetailsForm(theme, self, taken=taken)
        self.form.layout().setContentsMargins(12, 12, 12, 12)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.form)
        self.repairs, self.warnings = RepairsList(theme, self), WarningsList(theme, self)
        if details:
            self.addTab(self.area, _("&Details"))
        else:
            self.area.hide()
        self.addTab(self.repairs, "")
        self.addTab(self.warnings, "")
        self.setDocumentMode(True)
        self.setUsesScrollButtons(False)
        self.setIconSize(QSize(14, 14))
        self.tabBar().setExpanding(True)
        self.tabBar().setAccessibleName(_("Details, repairs and warnings"))
        self.setMinimumWidth(300)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f"QTabBar::tab {{ padding: 8px 8px; }} QScrollArea, DetailsForm {{ background: {tokens.panel.name()}; }}"
        )
        self.refresh()

    def show_entry(self, entry: Entry | None) -> None:
        self._warned = self.warnings.show_came(entry.came if entry is not None else None)
        self.repairs.show_entry(entry)
        self.form.set_about(entry.about if entry is not None else NOTHING)
        self.refresh()

    def refresh(self) -> None:
        """The numbers have changed."""
        count, warned = self.repairs.count(), self._warned
        at = self.indexOf(self.repairs)
        self.setTabText(at, _("&Repairs ({count})").format(count=f"{count:,}") if count else _("&Repairs"))
        at = self.indexOf(self.warnings)
        self.setTabText(at, _("&Warnings ({count})").format(count=warned) if warned else _("&Warnings"))
        loud = self._theme.icon("triangle-alert", self._theme.tokens.kinds["rebuttal"].line)
        self.setTabIcon(at, loud if warned else self._theme.icon("info", self._theme.tokens.muted))

    def show_details(self) -> None:
        self.setCurrentWidget(self.area)

    def show_warnings(self) -> None:
        self.setCurrentWidget(self.warnings)

    def pane(self) -> QWidget:
        """What F6 goes to."""
        return self.form.title if self.currentWidget() is self.area else self.currentWidget()
