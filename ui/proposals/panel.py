"""Points of the other case that share uncommon words with the selected one, as a floor of the window.

Nothing is linked by itself: each proposal is linked, dismissed or left by the reader, and what was dismissed can be
taken back in the same place.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from models.messages import _
from ui.empty import EmptyState
from ui.labels import ElidedLabel
from ui.panel.pieces import WordTab, slim_scroll_bar
from ui.proposals.list import ProposalList
from ui.proposals.painting import EDGE, height
from ui.proposals.rows import ProposalRow
from ui.theme import Theme
from ui.tips import plain_tip

__all__ = ["Mode", "ProposalPanel", "ProposalRow"]

HEAD = 32
FIRST_ROWS = 3  # the room for the list until the user gives it another


class Mode(StrEnum):
    """What the panel is about."""

    POINT = "point"  # the selected node's likely partners
    PAIRING = "pairing"  # the likeliest pairs of all
    DISMISSED = "dismissed"


class ProposalPanel(QWidget):
    """Shows rows and says what is wanted with them; `set_rows` and `say` fill it."""

    shown = Signal()  # time to fill it
    mode_changed = Signal()
    link_requested = Signal(str, str, QPoint)  # node, other, where a menu may open (global pixels)
    dismissed = Signal(str, str)
    taken_back = Signal(str, str)
    node_chosen = Signal(str)  # go to this node
    pair_chosen = Signal(str, str)  # go to both

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.heading = ElidedLabel(self)
        self.tabs = {
            Mode.POINT: WordTab(theme, _("This point"), self),
            Mode.PAIRING: WordTab(theme, _("All pairs"), self),
            Mode.DISMISSED: WordTab(theme, "", self),
        }
        self._group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setContentsMargins(EDGE, 0, EDGE, 0)
        head.setSpacing(16)
        head.addWidget(self.heading, 1)
        for tab in self.tabs.values():
            self._group.addButton(tab)
            head.addWidget(tab)
        self.tabs[Mode.POINT].setChecked(True)
        self._group.buttonToggled.connect(self._on_tab)
        self.list = ProposalList(theme, self)
        self.empty = EmptyState(theme, self)
        self.empty.clicked.connect(lambda: self.set_mode(Mode.PAIRING))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget(self)
        bar.setLayout(head)
        bar.setFixedHeight(HEAD)
        column.addWidget(bar)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self.list.asked.connect(self._on_asked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_dismissed(0)
        self.dress()
        theme.changed.connect(self.dress)
        self.say("")

    # -- what is shown

    def mode(self) -> Mode:
        return next(mode for mode, tab in self.tabs.items() if tab.isChecked())

    def set_mode(self, mode: Mode) -> None:
        self.tabs[mode].setChecked(True)

    def _on_tab(self, _tab: WordTab, on: bool) -> None:
        if on:
            self.list.rows.set_rows([])  # those of another list do not keep their place
            self.mode_changed.emit()

    def set_heading(self, words: str) -> None:
        self.heading.setText(words)
        self.heading.setToolTip(plain_tip(words))
        self.list.setAccessibleDescription(words)

    def set_dismissed(self, count: int) -> None:
        """How many were dismissed."""
        tab = self.tabs[Mode.DISMISSED]
        tab.setText(_("Dismissed ({count})").format(count=count))
        tab.setAccessibleName(tab.text())
        tab.updateGeometry()
        tab.update()

    def set_rows(self, rows: Sequence[ProposalRow]) -> None:
        """Show these; the current one stays current, or the one that stands in its place when it has gone."""
        view = self.list
        current, place = view.current_row(), view.currentIndex().row()
        bar = view.verticalScrollBar()
        scrolled, had_keys = bar.value(), self._has_keys()
        view.rows.set_rows(rows)
        view.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows:
            same = view.rows.place_of(current.pair) if current is not None else 0
            view.setCurrentIndex(view.rows.index(same if same >= 0 else min(place, len(rows) - 1), 0))
            bar.setValue(scrolled)
            view.scrollTo(view.currentIndex())
        self.setFocusProxy(view if rows else None)  # type: ignore[arg-type]
        if had_keys and not self._has_keys():
            self.setFocus()
        view.settle()

    def say(self, sentence: str, button: str = "") -> None:
        """A sentence instead of rows. The button, where there is one, shows the pairs of the whole pairing."""
        self.empty.say(sentence, button)
        self.set_rows([])

    def _has_keys(self) -> bool:
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus() and (focus is self or not isinstance(focus, WordTab))

    # -- what is asked

    def _on_asked(self, what: str, row: ProposalRow) -> None:
        if what == "link":
            self.link_requested.emit(row.node_id, row.other_id, self.list.point_of(row))
        elif what == "dismiss":
            self.dismissed.emit(row.node_id, row.other_id)
        elif what == "back":
            self.taken_back.emit(row.node_id, row.other_id)
        elif len(row.points) == 1:
            self.node_chosen.emit(row.points[0].node_id)
        else:
            self.pair_chosen.emit(row.node_id, row.other_id)

    # -- looks

    def dress(self) -> None:
        """Take the theme's colours."""
        tokens = self._theme.tokens
        self.heading.setFont(self._theme.interface_font())
        self.heading.set_colour(tokens.ink)
        self.list.verticalScrollBar().setStyleSheet(slim_scroll_bar(self._theme))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, HEAD + FIRST_ROWS * height(1))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, HEAD + height(1))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.fillRect(0, 0, self.width(), HEAD, self._theme.tokens.panel)
        painter.fillRect(0, HEAD - 1, self.width(), 1, self._theme.tokens.line)
