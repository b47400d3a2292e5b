"""What a map is asked to show, and what changes on it without a new layout."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from models.filtering import Kept
from models.layout import Shape
from ui.theme import Tokens

LINES = 6  # of text in a card, unless its whole text is wanted


@dataclass(frozen=True)
class MapOptions:
    """What decides the layout."""

    shape: Shape = Shape.DOWN
    lines: int | None = LINES  # most lines of text in a card; None: all
    folded: Set[str] = frozenset()
    top: str | None = None  # the node whose branch alone is shown
    near: tuple[str, int] | None = None  # a node and how many steps from it are shown
    kept: Kept | None = None  # what a filter leaves of the tree

    def is_match(self, node_id: str) -> bool:
        """Whether a node is shown for itself, not only for what is below it."""
        return self.kept is None or node_id in self.kept.matches


@dataclass(frozen=True)
class Looks:
    """What decides the colours: another value needs no new layout."""

    tokens: Tokens
    selected: str | None = None
    chosen: frozenset[str] = frozenset()
    partners: tuple[str, ...] = ()  # the first one has a frame
    path: frozenset[str] = frozenset()  # from the selected node to its root
    cut: frozenset[str] = frozenset()  # they wait to be pasted elsewhere

    def at_rest(self) -> Looks:
        """What the cards look like below the marks of selection and partners, which are drawn over them."""
        return replace(self, selected=None, chosen=frozenset(), partners=(), path=frozenset())

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for equal pictures at rest."""
        return id(self.tokens), self.cut
