"""Both panes side by side, or one at a time: what came in, and what will be stored. They scroll together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QTabBar, QToolButton, QVBoxLayout, QWidget

from models.importing.repair import Repair
from models.messages import _, ngettext
from ui.importing.came_in import CameIn, RawDocument
from ui.importing.places import Range
from ui.importing.prepared import Prepared
from ui.importing.samples import spots
from ui.importing.sheet import Sheet
from ui.importing.sheet_document import SheetDocument
from ui.importing.stored import Stored, StoredSet, set_stored
from ui.labels import ElidedLabel, plain_label, tint
from ui.theme import Theme

HEAD = 36
TRIES = 3  # how often a pane is put right while its heights become known


class _Pane(QWidget):
    """A sheet under its name."""

    def __init__(self, theme: Theme, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.sheet = theme, sheet
        self.title = plain_label(sheet.accessibleName(), self)
        self.facts = ElidedLabel(self)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(16, 0, 12, 0)
        self.row.setSpacing(12)
        self.row.addWidget(self.title)
        self.row.addWidget(self.facts, 1)
        head = QWidget(self)
        head.setFixedHeight(HEAD)
        head.setLayout(self.row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(sheet, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.title.setFont(self._theme.interface_font(600))
        self.facts.setFont(self._theme.small_font())
        self.facts.set_colour(self._theme.tokens.muted)
        tint(self.title, self._theme.tokens.ink)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, HEAD - 1, self.width(), 1, self._theme.tokens.line)
        painter.end()


@dataclass(frozen=True, slots=True)
class Sets:
    """An article set for both panes; `raw` is None where the left one stays as it is."""

    raw: RawDocument | None
    stored: StoredSet


class Preview(QWidget):
    """Shows a `Prepared`. What is picked in one pane is lit in the other.

    `hidden_switched`: what is hidden is to be shown or not; the article is set anew by whoever set it.
    """

    hidden_switched = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._prepared: Prepared | None = None
        self._following = False
        self._single = False
        self.came, self.stored = CameIn(theme, self), Stored(theme, self)
        self.left, self.right = _Pane(theme, self.came, self), _Pane(theme, self.stored, self)
        self.lock = QToolButton(self)
        self.show_hidden = QCheckBox(self)
        self.tabs = QTabBar(self)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.lock.setCheckable(True)
        self.lock.setChecked(True)
        self.lock.setIconSize(QSize(16, 16))
        self.lock.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lock.setAccessibleName(_("Scroll both texts together"))
        self.lock.setToolTip(_("Scroll both texts together"))
        self.left.row.addWidget(self.lock)
        self.show_hidden.setChecked(True)
        self.right.row.addWidget(self.show_hidden)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(_("Which text is shown"))
        for pane in (self.right, self.left):
            self.tabs.addTab(pane.title.text())
        self.tabs.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (self.left, self.right):
            self.splitter.addWidget(pane)
        self.splitter.setSizes([1000, 1000])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        for here, there in ((self.came, self.stored), (self.stored, self.came)):
            here.scrolled.connect(lambda here=here, there=there: self._follow(here, there))
            here.picked.connect(lambda start, end, here=here: self._on_picked(here, start, end))
        self.show_hidden.toggled.connect(lambda _on: self.hidden_switched.emit())
        self.lock.toggled.connect(lambda _on: self._dress())
        self.tabs.currentChanged.connect(self._on_tab)
        self._theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.lock.setIcon(self._theme.icon("lock" if self.lock.isChecked() else "lock-open"))

    # -- what is shown

    def making(self, *, same: bool) -> Callable[[Prepared], Sets]:
        """What sets an article for both panes as they are now, in whatever thread. `same`: as `show_prepared`."""
        came, stored, with_hidden = self.came.measures, self.stored.measures, self.show_hidden.isChecked()

        def make(prepared: Prepared) -> Sets:
            raw = None if same else RawDocument(prepared.came.extract, came)
            return Sets(raw, set_stored(prepared.built, prepared.marking, stored, with_hidden))

        return make

    def show_prepared(self, prepared: Prepared, sets: Sets) -> None:
        """Show what `making` made. The text on show under other switches: what is read stays where it is."""
        before, self._prepared = self._prepared, prepared
        for sheet in (self.came, self.stored):
            sheet.is_empty_said = True
        self._following = True
        if sets.raw is not None:
            self.came.show_raw(prepared.came.extract, sets.raw, prepared.marking)
            self.stored.show_set(sets.stored)
        else:
            place = self.stored.first_line()[0] if self.stored.document is not None else 0
            came = before.places.to_came(place) if before is not None else 0
            self.came.mark(prepared.marking)
            self.stored.show_set(sets.stored, prepared.places.to_stored(came))
            lit = [r for start, end in self.came.lit for r in prepared.places.ranges_in_stored(start, end)]
            self.stored.light(lit, bring=False)
        self._following = False
        self.left.facts.setText(pages_or_lines(prepared))
        count = self.stored.hidden_count
        self.show_hidden.setText(_("Show what is hidden ({count})").format(count=f"{count:,}"))
        self.show_hidden.setVisible(count > 0)

    def clear(self) -> None:
        self._prepared = None
        for sheet in (self.came, self.stored):
            sheet.is_empty_said = False
        self.came.clear()
        self.stored.clear()

    def point_out(self, repair: Repair | None) -> None:
        """Show the place of a repair in both panes."""
        prepared = self._prepared
        if prepared is None:
            return
        ranges = [] if repair is None else spots(prepared.came.extract, repair)
        self._light(self.came, ranges)
        found = [r for start, end in ranges for r in prepared.places.ranges_in_stored(start, end)]
        self._light(self.stored, found)

    def _light(self, sheet: Sheet, ranges: Sequence[Range]) -> None:
        self._following = True
        sheet.light(ranges)
        self._following = False

    def _on_picked(self, here: Sheet, start: int, end: int) -> None:
        if self._prepared is None:
            return
        places = self._prepared.places
        if here is self.came:
            self._light(self.stored, places.ranges_in_stored(start, end))
        else:
            self._light(self.came, places.ranges_in_came(start, end))

    # -- scrolling together

    def _follow(self, here: Sheet, there: Sheet) -> None:
        if self._following or self._prepared is None or not self.lock.isChecked() or not there.isVisible():
            return
        one, other = here.document, there.document
        if one is None or other is None:
            return
        self._following = True
        share = here.scroll_position / max(1, here.verticalScrollBar().maximum())
        y = here.scroll_position + share * here.viewport().height()
        for _again in range(TRIES):
            goal = round(self._beside(here, one, other, y) - share * there.viewport().height())
            goal = there.verticalScrollBar().maximum() if share >= 1 else goal if share > 0 else 0
            if there.scroll_position == goal:
                break
            there.scroll_to(goal)  # what comes in sight is measured, and all below it stands elsewhere then
        self._following = False

    def _beside(self, here: Sheet, one: SheetDocument, other: SheetDocument, y: float) -> float:
        """The height in the other text that belongs to height `y` in this one."""
        assert self._prepared is not None
        places = self._prepared.places
        to = places.to_stored if here is self.came else places.to_came
        block = one.block_at_y(int(y))
        top, foot = one.upper_edge(block), one.foot(block)
        share = max(0.0, min(1.0, (y - top) / max(1, foot - top)))
        first = other.nearest(to(one.starts[block]))
        last = max(first, other.nearest(to(one.ends[block] - 1)))
        at = other.block_at(first)
        begin = other.upper_edge(at) if other.starts[at] == first else other.line_top(first, exact=False)
        end = other.line_top(last, exact=False) + other.line
        return begin + share * max(0, end - begin)

    # -- one pane or two

    @property
    def is_single(self) -> bool:
        return self._single

    def set_single(self, on: bool) -> None:
        """One pane at a time under tabs, or both."""
        if on != self._single:
            self._single = on
            self.tabs.setVisible(on)
            self.lock.setVisible(not on)
            for pane in (self.left, self.right):
                pane.title.setVisible(not on)
            self._on_tab()

    def _on_tab(self) -> None:
        stored = self.tabs.currentIndex() == 0
        before = self.came if stored else self.stored
        after = self.stored if stored else self.came
        had_focus = before.hasFocus()
        place = before.first_line()[0] if self._single and before.document is not None and before.isVisible() else -1
        self.left.setVisible(not self._single or not stored)
        self.right.setVisible(not self._single or stored)
        if place >= 0 and self._prepared is not None and after.document is not None and not after.lit:
            places = self._prepared.places
            offset = places.to_stored(place) if stored else places.to_came(place)
            after.pin(after.document.nearest(offset), 0)
        if had_focus:
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [sheet for sheet in (self.came, self.stored) if sheet.isVisible()]


def pages_or_lines(prepared: Prepared) -> str:
    """How much came in."""
    extract = prepared.came.extract
    if extract.pages:
        count = len(extract.pages)
        return ngettext("{count} page", "{count} pages", count).format(count=f"{count:,}")
    count = extract.text.count("\n") + 1
    return ngettext("{count} line", "{count} lines", count).format(count=f"{count:,}")
