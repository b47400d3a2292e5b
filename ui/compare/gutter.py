"""The place between the two sides: it carries the links as curves, stubs and ports, and asks when one is pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.messages import _, ngettext
from ui.compare.fringe import Fringe
from ui.compare.gutter_hands import CarriedOf, Hands
from ui.compare.gutter_keys import Stepping
from ui.compare.gutter_paint import Ink, Leads, paint_plans
from ui.compare.gutter_parts import LEFT, SIDES, Curve, LinkEnd, Pane, Plan, Stub
from ui.compare.gutter_plan import plan_links, plan_rows
from ui.compare.gutter_words import curve_words, missing_words, stub_words
from ui.theme import Theme
from ui.tips import plain_tip

__all__ = ["Gutter", "LinkEnd"]

WIDTH, NARROWEST = 96, 48
INSET = 4.0  # of dots while nothing can be drawn beyond the edges
Covers = Callable[[str], Sequence[QRect]]


class Gutter(QWidget):
    """Links between the two cases. Call `refresh` when a side scrolls or folds."""

    link_clicked = Signal(str)
    link_menu_requested = Signal(str, QPoint)
    links_menu_requested = Signal(list, QPoint)  # link ids that run together, where in global pixels
    link_delete_requested = Signal(str)
    reveal_requested = Signal(str)
    unfold_requested = Signal(str, str)  # a side, the folded node in which links run together
    counted = Signal(int, int, str)  # how many links have a place, how many there are, why some have none

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._links: list[LinkEnd] = []
        self._selected: str | None = None
        self._front: str | None = None
        self._hovered: str | None = None
        self._plans: tuple[Plan, ...] | None = None
        self._panes: dict[str, tuple[Pane, ...]] = dict.fromkeys(SIDES, ())
        self.caption: Callable[[str], str] | None = None
        self._leads: dict[str, Leads] = dict.fromkeys(SIDES, dict)
        self._covers: Covers = lambda _side: ()
        self._cards: Covers = lambda _side: ()
        self._fringes: list[Fringe] = []
        self._hands = Hands(self)
        self.stepping = Stepping(self)
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press leaves the keys where they are
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Links between the two sides"))
        theme.changed.connect(self.refresh)

    # -- setters

    def set_links(self, links: Sequence[LinkEnd]) -> None:
        """The links between the two cases that are shown."""
        self._links = list(links)
        if self._hovered not in {link.link_id for link in links}:
            self._hovered = None
        self.refresh()
        self.say_focus()

    def set_selected(self, node_id: str | None) -> None:
        """The selected node, whose links are emphasised."""
        self._selected = node_id
        self.refresh()

    def set_front(self, link_id: str | None) -> None:
        """The one among the selected node's links that stands in front."""
        if link_id != self._front:
            self._front = link_id
            self.refresh()

    def set_panes(self, left: Sequence[Pane], right: Sequence[Pane]) -> None:
        """The views on either side, the one where links are looked for first in front of the others."""
        self._panes = {side: tuple(panes) for side, panes in zip(SIDES, (left, right), strict=True)}
        self.refresh()
        for fringe in self._fringes:
            fringe.follow()

    def set_captions(self, caption: Callable[[str], str]) -> None:
        """How a node is called in tooltips."""
        self.caption = caption

    def set_leads(self, left: Leads, right: Leads) -> None:
        """How far margin bars stand from the gutter's edge, for the leads drawn by the fringes."""
        self._leads = dict(zip(SIDES, (left, right), strict=True))
        self.refresh()

    def set_covers(self, covers: Covers, cards: Covers) -> None:
        """What floats over the map of a side, where no curve is drawn, and the cards that resting curves run behind.

        Rectangles in gutter coordinates.
        """
        self._covers, self._cards = covers, cards

    def set_carried(self, carried_of: CarriedOf) -> None:
        """What is carried when a node is dragged away from its end."""
        self._hands.carried_of = carried_of

    def attach_fringes(self, host: QWidget) -> None:
        """Draw leads and the outer halves of dots over both neighbours; `host` is an ancestor that holds all three."""
        for fringe in self._fringes:
            fringe.deleteLater()
        self._fringes = [Fringe(self, side, host) for side in SIDES]
        self.refresh()

    def refresh(self) -> None:
        """Plan anew at the next paint: something scrolled, folded or changed."""
        self._plans = None
        self._update()

    def _update(self) -> None:
        self.update()
        for fringe in self._fringes:
            fringe.update()

    # -- what is drawn

    def plans(self) -> tuple[Plan, ...]:
        """What is drawn now: the resting links, then what stands beside trees whose texts draw them."""
        if self._plans is None:
            self._plans = tuple(self._make_plans())
        return self._plans

    def _make_plans(self) -> list[Plan]:
        inset = 0.0 if self._fringes else INSET
        chosen = {"selected": self._selected, "front": self._front}
        left, right = self._panes.values()
        if not left or not right:
            return [Plan(0, 0, self.width(), missing=tuple((link, LEFT) for link in self._links))]
        plans = [plan_links(self._links, (left, right), self.width(), inset=inset, **chosen)]
        if len(left) > 1 or len(right) > 1:
            rows = left[1] if len(left) > 1 else None, right[1] if len(right) > 1 else None
            taken = [(m.side, m.node_id) for c in plans[0].curves for m in c.marks if m.pane != "text"]
            plans.append(plan_rows(self._links, rows, self.width(), inset=inset, taken=taken, **chosen))
        return plans

    def count(self) -> None:
        """Tell how many links have a place."""
        missing = self.plans()[0].missing
        views = {side: [pane.name for pane in panes] for side, panes in self._panes.items()}
        total = len(self._links)
        self.counted.emit(total - len(missing), total, missing_words(missing, views) if missing else "")

    def panes(self, side: str) -> tuple[Pane, ...]:
        return self._panes[side]

    def covers(self, side: str) -> Sequence[QRect]:
        return self._covers(side)

    def cards(self, side: str) -> Sequence[QRect]:
        return self._cards(side)

    def leads(self, side: str) -> Mapping[str, int]:
        return self._leads[side]()

    def ink(self) -> Ink:
        return Ink(self._theme, self._hovered, self.stepping.current)

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def hovered(self) -> str | None:
        """The link under the pointer, the first of several."""
        return self._hovered

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 644)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), tokens.gutter)
        painter.fillRect(0, 0, 1, self.height(), tokens.line)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), tokens.line)
        paint_plans(painter, self.plans(), self.ink())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    # -- pressing

    def link_at(self, point: QPointF) -> str | None:
        """The link whose curve or badge lies under a point, the first of several."""
        hit = self._hands.hit(point)
        return hit.link_id if isinstance(hit, Curve) else None

    def act_on(self, item: Curve | Stub, place: QPoint) -> None:
        """A press: go to what a stub hides, tell a link, part links that run together or list them."""
        if isinstance(item, Stub):
            self.reveal_requested.emit(item.node_id)
        elif item.count == 1:
            self.link_clicked.emit(item.link_id)
        elif not self._part(item):
            self.links_menu_requested.emit([link.link_id for link in item.links], place)

    def _part(self, curve: Curve) -> bool:
        """Ask to unfold what links run together in, further down until they part; whether there was anything."""
        asked: list[tuple[str, str]] = []
        together: Curve | None = curve
        while together is not None and (folded := self._parting(together)) is not None and folded not in asked:
            asked.append(folded)
            self.unfold_requested.emit(*folded)
            self.refresh()
            names = {link.link_id for link in curve.links}
            found = (each for plan in self.plans() for each in plan.curves)
            together = next((each for each in found if {link.link_id for link in each.links} == names), None)
        return bool(asked)

    def _parting(self, curve: Curve) -> tuple[str, str] | None:
        """The side and the folded node whose unfolding parts links that run together; None where none does."""
        for mark in curve.marks:
            nodes = {link.node(mark.side) for link in curve.links}
            if len(nodes) > 1 and self._can_unfold(mark.side, mark.pane, mark.node_id):
                return mark.side, mark.node_id
        return None

    def _can_unfold(self, side: str, pane: str, node_id: str) -> bool:
        shown = next((each for each in self._panes[side] if each.name == pane), None)
        return shown is not None and shown.is_folded(node_id)

    def hover(self, link_id: str | None) -> None:
        """Raise a curve (None: no curve)."""
        if link_id != self._hovered:
            self._hovered = link_id
            self._update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hands.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hands.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hands.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hover(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.stepping.current if by_keyboard else self._hands.hit(QPointF(event.pos()))
        if not isinstance(item, Curve):
            return
        place = self.stepping.place_of(item) if by_keyboard else event.globalPos()
        if item.count > 1:
            self.links_menu_requested.emit([link.link_id for link in item.links], place)
        else:
            self.link_menu_requested.emit(item.link_id, place)

    # -- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), plain_tip(text), self)
            else:
                QToolTip.hideText()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self.stepping.takes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.stepping.takes(event):
            self.stepping.press(event)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.stepping.enter()
        self.say_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.say_focus()

    def say_focus(self) -> None:
        """Screen readers hear what the keys are on, else how many links there are."""
        count = len(self._links)
        said = self.stepping.said() if self.hasFocus() else ""
        words = said or ngettext("{count} link", "{count} links", count).format(count=count)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if said and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, said))
        self._update()

    def tip_at(self, point: QPointF) -> str:
        """What a tooltip says at a point: the relation in words, or what lies behind a stub."""
        hit = self._hands.hit(point)
        if isinstance(hit, Stub):
            return stub_words(hit)
        return curve_words(hit, self.caption) if hit is not None else ""
