"""Which of the selected node's links is in front: the one that partners are aligned by, and that a key acts on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.entities import Link

Partners = list[tuple[Link, str]]


class Front:
    """The links of one node in their order, and which of them stands in front. `find` tells them anew."""

    def __init__(self, find: Callable[[str], Partners]) -> None:
        self._find = find
        self._node: str | None = None
        self._all: Partners = []
        self._link: str | None = None

    @property
    def link(self) -> str | None:
        return self._link

    @property
    def partner(self) -> str | None:
        """The node at the other end of the link in front."""
        at = self.at
        return self._all[at][1] if at is not None else None

    @property
    def partners(self) -> Sequence[tuple[Link, str]]:
        """All links of the node with their other ends, in the order they are stepped through."""
        return self._all

    @property
    def at(self) -> int | None:
        """Where the link in front stands among them, from 0."""
        return next((at for at, (link, _other) in enumerate(self._all) if link.id == self._link), None)

    def follow(self, node_id: str | None, wanted: str | None = None) -> bool:
        """Another node is selected, or its links have changed: the `wanted` link comes to the front where it is one of
        them, else the one that was there stays, else the first comes. Whether link or partner is another one now."""
        before = self._link, self.partner
        kept = self._link if node_id == self._node else None
        self._node = node_id
        self._all = self._find(node_id) if node_id is not None else []
        ids = [link.id for link, _other in self._all]
        self._link = next((each for each in (wanted, kept) if each in ids), ids[0] if ids else None)
        return before != (self._link, self.partner)

    def step(self, by: int) -> bool:
        """Bring the link so many places further to the front, round and round; whether it is another one."""
        at = self.at
        if at is None:
            return False
        before, self._link = self._link, self._all[(at + by) % len(self._all)][0].id
        return before != self._link
