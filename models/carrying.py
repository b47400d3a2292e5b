"""Carrying the passages of an article over to its changed text.

A passage either stands on the same words at its own place, or it is on the review list: changed, moved or lost.
Offsets are Unicode code points, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from models.anchors import folded_words
from models.attaching import Attaching
from models.differing import Hunk, Shifting
from models.differing import hunks as hunks_of
from models.entities import Anchor


class Outcome(StrEnum):
    KEPT = "kept"  # the same words, perhaps further up or down; not on the review list
    CHANGED = "changed"  # at its own place, but words inside it are others now
    MOVED = "moved"  # its words went from their place and stand elsewhere, exactly or nearly
    LOST = "lost"  # found nowhere; start = end = -1


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one passage: where it would stand in the new text, and how sure that is (`score`, 0 to 100).

    `same_words`: what stands there differs in punctuation, capitals or spacing alone.
    """

    anchor_id: str
    node_id: str
    outcome: Outcome
    start: int
    end: int
    score: float
    same_words: bool = False

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Carrying:
    """What became of all passages. `anchors` are the passages as they were read, `binned` those of deleted nodes."""

    old: str
    new: str
    hunks: tuple[Hunk, ...]
    outcomes: Mapping[str, Carried]
    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    binned: frozenset[str] = frozenset()

    @property
    def review(self) -> list[Carried]:
        """What a person has to look at, in the order of the old text."""
        found = [each for each in self.outcomes.values() if each.outcome is not Outcome.KEPT]
        return sorted(found, key=lambda each: (self.anchors[each.anchor_id].start, self.anchors[each.anchor_id].end))


def carry(
    old: str,
    new: str,
    anchors: Sequence[Anchor],
    *,
    hunks: tuple[Hunk, ...] | None = None,
    binned: frozenset[str] = frozenset(),
) -> Carrying:
    """What becomes of `anchors`, which stand in `old`, when the text is `new`."""
    found = hunks_of(old, new) if hunks is None else hunks
    shifting = Shifting(found)
    outcomes: dict[str, Carried] = {}
    touched = []
    for anchor in anchors:
        place = shifting.passage(anchor.start, anchor.end) or _mapped(shifting, anchor)
        if new[slice(*place)] == anchor.exact:
            outcomes[anchor.id] = Carried(anchor.id, anchor.node_id, Outcome.KEPT, *place, 100.0, True)
        else:
            touched.append(anchor)
    if touched:
        attaching = Attaching(old, new, shifting, touched)
        outcomes |= {anchor.id: _attached(new, attaching, anchor) for anchor in touched}
    return Carrying(old, new, found, outcomes, {anchor.id: anchor for anchor in anchors}, binned)


def _mapped(shifting: Shifting, anchor: Anchor) -> tuple[int, int]:
    return shifting.start(anchor.start), shifting.end(anchor.end)


def _attached(new: str, attaching: Attaching, anchor: Anchor) -> Carried:
    place = attaching.place(anchor)
    if place is None:
        return Carried(anchor.id, anchor.node_id, Outcome.LOST, -1, -1, 0.0)
    outcome = Outcome.CHANGED if place.own else Outcome.MOVED
    same = folded_words(new[place.start : place.end]) == folded_words(anchor.exact)
    return Carried(anchor.id, anchor.node_id, outcome, place.start, place.end, place.score, same)
