"""Where new nodes go: below a node, beside it where the rules ask for that, or to the top of the tree."""

from __future__ import annotations

from dataclasses import dataclass

from models.entities import Kind
from models.messages import _, shorten
from models.rules import may_hold

TEXT = 40  # code points of a node's text in a menu or a tooltip


@dataclass(frozen=True, slots=True)
class Parent:
    """The node that new ones go below, by its text and kind; no text: there is none, they go to the top."""

    text: str | None = None
    kind: str | None = None

    @property
    def is_top(self) -> bool:
        return self.text is None

    @property
    def words(self) -> str:
        """Its text in one short line."""
        return shorten(self.text or "", TEXT)

    def holds(self, kind: str) -> bool:
        """Whether a new node of a kind may go below it."""
        if self.is_top:
            return may_hold(None, Kind(kind))
        return self.kind is None or may_hold(Kind(self.kind), Kind(kind))

    def takes(self, kind: str) -> bool:
        """Whether a new node of a kind has a place here at all: what a node may not hold goes beside it."""
        return self.holds(kind) or not self.is_top

    def why_not(self) -> str:
        """What to say of a kind that it does not take."""
        return _("At the top of the tree there are claims alone. Choose a node to work under first (P).")
