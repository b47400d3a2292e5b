"""The map for screen readers: a tree whose items are the cards on show.

Cards are painted, not widgets, so each has an interface of its own here, made when somebody asks about it. Qt keeps
what it was given: an item whose card is gone is taken from Qt before Python lets go of it, never the other way round.
"""

from __future__ import annotations

import weakref
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QApplication
from shiboken6 import Shiboken

from ui.map.card_item import NOTHING, CardItem
from ui.map.describing import Describing
from ui.map.view import MapView

if TYPE_CHECKING:
    from collections.abc import Sequence

_answering: list[MapTree] = []  # Qt deletes them with their views; Python must not, whoever lets go of them last
_cards: set[CardItem] = set()  # those that Qt has
_installed: list[bool] = []


def install() -> None:
    """Let maps be read from now on. To be called before anybody asks about one; once is enough."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface_for)


def _interface_for(key: str, about: QObject) -> QAccessibleInterface | None:
    if key != MapView.__name__ or not isinstance(about, MapView) or not Shiboken.isValid(about):
        return None
    answering = MapTree(about)
    _answering.append(answering)
    return answering


class MapTree(QAccessibleWidget):
    """What assistive technology is told about a map: a tree, with what stands over it (an editor) behind its items."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view, QAccessible.Role.Tree)
        self._view = weakref.ref(view)
        self._items: weakref.ref[MapItems] | None = None

    @property
    def items(self) -> MapItems | None:
        """None while the view is being made, and when it has gone: this object outlives it."""
        items = self._items() if self._items is not None else None
        if items is None:
            view = self._view()
            if self._items is not None or view is None or not Shiboken.isValid(view) or not hasattr(view, "hands"):
                return None
            items = MapItems(view, self)  # a child of the view
            self._items = weakref.ref(items)
        return items if items.is_alive else None

    def state(self) -> QAccessible.State:
        state = super().state()
        state.multiSelectable = True  # type: ignore[attr-defined]
        return state

    def childCount(self) -> int:
        items = self.items
        return (len(items.children_of(None)) if items is not None else 0) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        items = self.items
        cards = items.children_of(None) if items is not None else ()
        if items is not None and 0 <= index < len(cards):
            return items.item_at(cards[index])
        return super().child(index - len(cards)) if index >= len(cards) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        items = self.items
        if items is None:
            return -1
        if isinstance(child, CardItem):
            return items.place_of(child, None)
        place = super().indexOfChild(child)
        return place if place < 0 else place + len(items.children_of(None))

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        items = self.items
        return items.item_under(QPoint(x, y)) if items is not None else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        items = self.items
        return items.focused() if items is not None else None

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Shiboken.VoidPtr:  # type: ignore[override]
        found: Shiboken.VoidPtr | None = super().interface_cast(kind)  # type: ignore[assignment]
        return Shiboken.VoidPtr(NOTHING) if found is None else found


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _let_go(cards: dict[str, CardItem], _view: object = None) -> None:
    """Take items from Qt: their view goes."""
    while cards:
        _dispose(cards.popitem()[1])


def _dispose(card: CardItem) -> None:
    if card in _cards:
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(card))
        _cards.remove(card)


class MapItems(QObject):
    """The items of a view that somebody asked about, and what is told of them unasked."""

    def __init__(self, view: MapView, tree: MapTree) -> None:
        super().__init__(view)
        self.view, self._tree = view, tree
        self.describing = Describing(view)
        self._made: dict[str, CardItem] = {}
        self._version = -1  # of the scene
        self._roots: list[int] = []
        self._below: dict[int, list[int]] = {}  # the children of the cards that were asked about
        self._told: tuple[str | None, str, bool | None] = None, "", None
        view.destroyed.connect(partial(_let_go, self._made))
        for signal in (view.hands.followed, _application().focusChanged):
            signal.connect(self.follow)

    @property
    def is_alive(self) -> bool:
        """Whether the view is there; a view that is being deleted still tells that it loses the focus."""
        return Shiboken.isValid(self) and Shiboken.isValid(self.view)

    # -- structure

    def _catch_up(self) -> None:
        scene = self.view.scene
        if self._version != scene.version:
            self._version = scene.version
            self._below.clear()
            self._roots = [at for at, above in enumerate(scene.tree.parents) if above < 0]
            gone = [node_id for node_id in self._made if scene.index_of(node_id) is None]
            for node_id in gone:
                _dispose(self._made.pop(node_id))

    def shows(self, node_id: str) -> bool:
        return self.view.scene.index_of(node_id) is not None

    def children_of(self, node_id: str | None) -> Sequence[int]:
        """The cards below one (None: those that stand at the top), in reading order, by place in the scene."""
        self._catch_up()
        if node_id is None:
            return self._roots
        at = self.view.scene.index_of(node_id)
        if at is None:
            return ()
        found = self._below.get(at)
        if found is None:
            found = self._below[at] = sorted(self.view.scene.arrangement.children(at))  # which sets undercuts first
        return found

    def parent_of(self, node_id: str) -> QAccessibleInterface:
        at = self.view.scene.index_of(node_id)
        above = self.view.scene.tree.parents[at] if at is not None else -1
        return self.item_at(above) if above >= 0 else self._tree

    def place_of(self, card: CardItem, parent_id: str | None) -> int:
        """The place of a card among the children of another; -1: it is none of them."""
        at, cards = self.view.scene.index_of(card.node_id), self.children_of(parent_id)
        place = bisect_left(cards, at) if at is not None else len(cards)
        return place if place < len(cards) and cards[place] == at else -1

    def item_at(self, at: int) -> CardItem:
        return self.item(self.view.scene.ids[at])

    def item(self, node_id: str) -> CardItem:
        card = self._made.get(node_id)
        if card is None:
            card = self._made[node_id] = CardItem(self, node_id)
            _cards.add(card)
            QAccessible.registerAccessibleInterface(card)
        return card

    # -- what they look like

    def area(self, node_id: str) -> QRect:
        """A card on the screen, in global pixels."""
        card = self.view.scene.card(node_id)
        if card is None:
            return QRect()
        area = self.view.from_scene(card)
        return QRect(self.view.viewport().mapToGlobal(area.topLeft()), area.size())

    def item_under(self, place: QPoint) -> CardItem | None:
        viewport = self.view.viewport()
        point = viewport.mapFromGlobal(place)
        found = self.view.scene.node_at(self.view.to_scene(point)) if viewport.rect().contains(point) else None
        return self.item(found) if found is not None else None

    def focused(self) -> CardItem | None:
        """The card that the keys act on."""
        node_id = self.view.selected_node()
        return self.item(node_id) if node_id is not None and self.view.hasFocus() and self.shows(node_id) else None

    def folds(self, node_id: str) -> bool | None:
        """Whether a branch is folded; None: there is nothing below it."""
        project = self.view.project
        if project is None or not project.has("node", node_id):
            return None
        return node_id in self.view.state.folded if project.children(project.node(node_id).case_id, node_id) else None

    def state(self, node_id: str) -> QAccessible.State:
        view, state, folded = self.view, QAccessible.State(), self.folds(node_id)
        selected = node_id == view.selected_node()
        area = view.scene.card(node_id)
        values = {
            "focusable": True,
            "selectable": True,
            "multiSelectable": True,
            "selected": selected or node_id in view.state.chosen,
            "focused": selected and view.hasFocus(),
            "active": selected and view.hasFocus(),
            "expandable": folded is not None,
            "expanded": folded is False,
            "collapsed": folded is True,
            "invisible": not view.isVisible(),
            "offscreen": area is None or not view.in_sight.intersects(area),
        }
        for name, value in values.items():
            setattr(state, name, value)
        return state

    # -- what is told unasked

    @Slot()
    def follow(self) -> None:
        """The selection, the focus, or what is on show has changed: say so, while somebody listens."""
        if not self.is_alive:
            return
        self._catch_up()
        if not QAccessible.isActive():
            return
        card = self.focused()
        told, self._told = self._told, self._now(card)
        if card is None:
            return
        if told[0] != card.node_id:
            for event in (QAccessible.Event.Selection, QAccessible.Event.Focus):
                QAccessible.updateAccessibility(QAccessibleEvent(card, event))
            return
        if told[1] != self._told[1]:
            QAccessible.updateAccessibility(QAccessibleEvent(card, QAccessible.Event.NameChanged))
        if told[2] is not self._told[2]:
            changed = QAccessible.State()
            changed.expanded = changed.collapsed = True  # type: ignore[attr-defined]
            QAccessible.updateAccessibility(QAccessibleStateChangeEvent(card, changed))

    def _now(self, card: CardItem | None) -> tuple[str | None, str, bool | None]:
        if card is None:
            return None, "", None
        return card.node_id, self.describing.words(card.node_id), self.folds(card.node_id)
