"""The views of the main window and where they stand: the sides or the clash table in the middle, floors below them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.clash.floor import ClashFloor
from ui.compare.split import SplitView
from ui.filters.bar import FilterBar
from ui.importing.drops import DropFrame
from ui.motion_line import MotionLine
from ui.notices import OfferBar
from ui.panel.link_list import LinkListPanel
from ui.panel.node_panel import NodePanel
from ui.proposals.panel import ProposalPanel
from ui.rail import Rail
from ui.safety.condition_bar import ConditionBar
from ui.status import StatusBar
from ui.theme import Theme
from ui.theme.style import style_sheet

MENU_HEIGHT = 36


class FloorsWindow(QMainWindow):
    """Builds the views and dresses them; what they say is heard by the classes above."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setWindowTitle("Counterpoint")
        self._build_views()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _build_views(self) -> None:
        central = QWidget(self)
        self.conditions = ConditionBar(self.theme, central)
        self.synced_bar = ConditionBar(self.theme, central)
        self.offers = OfferBar(self.theme, central)
        self.split = SplitView(self.theme, central)
        self.links = LinkListPanel(self.theme, central)
        self.links.hide()
        self.proposals = ProposalPanel(self.theme, central)
        self.proposals.hide()
        self.panel = NodePanel(self.theme, central)
        self.status = StatusBar(self.theme, central)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.conditions)
        column.addWidget(self.synced_bar)
        column.addWidget(self.offers)
        self.rail = Rail(self.theme, central)
        self.filters = FilterBar(self.theme, central)
        self.stage = QStackedWidget(central)
        self.clash = ClashFloor(self.theme, self.stage)
        for view in (self.split, self.clash):
            self.stage.addWidget(view)
        self.floors = QSplitter(Qt.Orientation.Vertical, central)
        self.floors.setHandleWidth(1)
        self.floors.setChildrenCollapsible(False)
        for at, floor in enumerate((self.stage, self.links, self.proposals, self.panel)):
            self.floors.addWidget(floor)
            self.floors.setStretchFactor(at, int(floor is self.stage))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        views = QVBoxLayout()
        views.setSpacing(0)
        views.addWidget(self.filters)
        views.addWidget(self.floors, 1)
        middle.addLayout(views, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(central)
        self.drop_frame = DropFrame(self.theme, self)
        self.setAcceptDrops(True)
        self.motion = MotionLine(self.theme, self.menuBar())
        self.menuBar().setFixedHeight(MENU_HEIGHT)

    def _restyle(self) -> None:
        rules = style_sheet(self.theme)
        if rules != self.styleSheet():  # zooming changes the letters alone
            self.setStyleSheet(rules)
        self.motion.restyle()
        self.split.restyle()
        self.rail.restyle()
        self.panel.update()
        self.status.update()
