"""One card of the map for screen readers, and what can be done with it from outside."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QWindow
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from ui.map.accessible import MapItems

NOTHING = 0  # the null pointer; None in its place ends the process


class CardItem(QAccessibleInterface):
    """One card, with the cards below it as its children."""

    def __init__(self, items: MapItems, node_id: str) -> None:
        super().__init__()
        self._items = weakref.ref(items)
        self.node_id = node_id
        self._action: CardAction | None = None

    @property
    def items(self) -> MapItems | None:
        """What it belongs to; None when its view or its card has gone."""
        items = self._items()
        return items if items is not None and items.is_alive and items.shows(self.node_id) else None

    def isValid(self) -> bool:
        return self.items is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        items = self.items
        return items.view.window().windowHandle() if items is not None else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        items = self.items
        return items.parent_of(self.node_id) if items is not None else None

    def childCount(self) -> int:
        items = self.items
        return len(items.children_of(self.node_id)) if items is not None else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        items = self.items
        cards = items.children_of(self.node_id) if items is not None else ()
        return items.item_at(cards[index]) if items is not None and 0 <= index < len(cards) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        items = self.items
        return items.place_of(child, self.node_id) if items is not None and isinstance(child, CardItem) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None  # the tree finds cards at once, however deep

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        items = self.items
        focused = items.focused() if items is not None else None
        return focused if focused is self else None

    def text(self, what: QAccessible.Text) -> str:
        items = self.items
        return items.describing.words(self.node_id) if items is not None and what == QAccessible.Text.Name else ""

    def setText(self, what: QAccessible.Text, text: str) -> None:
        """Nobody rewords a card from outside."""

    def rect(self) -> QRect:
        items = self.items
        return items.area(self.node_id) if items is not None else QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.TreeItem

    def state(self) -> QAccessible.State:
        items = self.items
        if items is not None:
            return items.state(self.node_id)
        state = QAccessible.State()
        state.invalid = True  # type: ignore[attr-defined]
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Shiboken.VoidPtr:  # type: ignore[override]
        if kind is not QAccessible.InterfaceType.ActionInterface:
            return Shiboken.VoidPtr(NOTHING)
        if self._action is None:
            self._action = CardAction(self)
        return Shiboken.VoidPtr(Shiboken.getCppPointer(self._action)[0])


class CardAction(QAccessibleActionInterface):
    """What can be done with a card from outside."""

    def __init__(self, card: CardItem) -> None:
        super().__init__()
        self._card = weakref.ref(card)

    def actionNames(self) -> list[str]:
        card = self._card()
        items = card.items if card is not None else None
        if card is None or items is None:
            return []
        names = [self.setFocusAction(), self.pressAction()]
        return [*names, self.toggleAction()] if items.folds(card.node_id) is not None else names

    def doAction(self, name: str) -> None:
        card = self._card()
        items = card.items if card is not None else None
        if card is None or items is None or name not in self.actionNames():
            return
        if name == self.toggleAction():
            items.view.set_folded(card.node_id, not items.folds(card.node_id))
            return
        items.view.choose(card.node_id)
        items.view.bring(card.node_id)
        if name == self.setFocusAction():
            items.view.setFocus()

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []
