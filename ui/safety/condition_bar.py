"""The bar that says how the project on show was opened, where that is not as usual, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from ui.notices import OfferBar


class ConditionBar(OfferBar):
    """As the bar for offers, but it stays while what it says is so: an answer does not close it."""

    def _answer(self, act: Callable[[], None]) -> None:
        act()
