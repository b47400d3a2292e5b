"""What a comparison found, ready for painting. Pure: made in a worker thread, with no widget near it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from models.authoring.correcting import cleaned
from models.carrying import Carried, Carrying, Outcome, carry
from models.entities import Anchor
from models.ports import Reader
from models.texts import Layout, plain_layout
from ui.correcting.marks import CHANGED, DELETED, GONE, INSERTED, Mark, Marks
from ui.correcting.plain import Places
from ui.correcting.wording import Change, count_words, worded

SEAM = "\u2009"  # a thin space, so that what went and what came do not read as one word


@dataclass(frozen=True, slots=True)
class PassageToCarry:
    """A passage on the old text with what is shown of its node; `binned`: the node is in the bin."""

    anchor: Anchor
    kind: str
    node_text: str
    binned: bool = False


def passages_of(reader: Reader, article_id: str) -> list[PassageToCarry]:
    """All passages on an article, those of deleted nodes too."""
    found = []
    for anchor in reader.anchors_in(article_id):
        node = reader.node(anchor.node_id)
        found.append(PassageToCarry(anchor, str(node.kind), node.text, not reader.is_visible(node.id)))
    return found


@dataclass(frozen=True, slots=True)
class Findings:
    """`old` against `new`. Marks count in the editor's positions: `passages` and `changed` on the new text."""

    text: str
    carrying: Carrying
    changes: tuple[Change, ...]
    words: int
    places: Places
    passages: Marks
    changed: Marks

    @property
    def new(self) -> str:
        """The text as it would be stored; `text` is the one that was asked about."""
        return self.carrying.new

    @property
    def is_same(self) -> bool:
        return self.carrying.old == self.new

    @property
    def review(self) -> list[Carried]:
        return self.carrying.review

    @property
    def standing(self) -> int:
        """How many passages stand on the same words."""
        return sum(1 for each in self.carrying.outcomes.values() if each.outcome is Outcome.KEPT)


def compared(old: str, text: str, passages: Sequence[PassageToCarry]) -> Findings:
    """What becomes of `passages`, which stand in `old`, when the text is `text`."""
    new = text if _is_clean(text) else cleaned(text)
    binned = frozenset(each.anchor.id for each in passages if each.binned)
    carrying = carry(old, new, [each.anchor for each in passages], binned=binned)
    changes = worded(old, new, carrying.hunks)
    places = Places(new)
    kinds = {each.anchor.id: each.kind for each in passages}
    marks = [
        Mark(places.unit(each.start), places.unit(each.end), kinds[each.anchor_id])
        for each in carrying.outcomes.values()
        if each.outcome is not Outcome.LOST and each.anchor_id not in binned
    ]
    changed = [_changed(places, change) for change in changes]
    return Findings(text, carrying, changes, count_words(old, new, changes), places, Marks(marks), Marks(changed))


def _is_clean(text: str) -> bool:
    """Whether `cleaned` would change nothing, told quickly: this runs after every pause in typing."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\r" not in text and not text.startswith("\ufeff")


def _changed(places: Places, change: Change) -> Mark:
    start, end = places.unit(change.start), places.unit(change.end)
    return Mark(start, end, CHANGED) if end > start else Mark(start, start + 1, GONE)


@dataclass(frozen=True, slots=True)
class Merged:
    """Both texts as one: what went stands before what came. `stops` are the places of the differences."""

    text: str
    marks: Marks
    stops: tuple[int, ...]


def merged(findings: Findings, passages: Sequence[PassageToCarry]) -> Merged:
    """The old text with the new words put in and the old ones kept, marked."""
    old, new = findings.carrying.old, findings.new
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    stops, ends, shifts = [], [], [0]
    at = length = 0
    for change in findings.changes:
        gone, come = old[change.old_start : change.old_end], new[change.start : change.end]
        length += change.old_start - at
        seam = SEAM if gone and come else ""
        pieces += [old[at : change.old_start], gone, seam, come]
        stops.append(length)
        spans.append((length, length + len(gone), DELETED))
        length += len(gone) + len(seam)
        spans.append((length, length + len(come), INSERTED))
        length += len(come)
        at = change.old_end
        ends.append(change.old_end)
        shifts.append(shifts[-1] + len(seam) + len(come))
    text = "".join([*pieces, old[at:]])
    spans += [span for each in passages if not each.binned for span in _in_merged(each, ends, shifts)]
    places = Places(text)
    marks = Marks(Mark(places.unit(start), places.unit(end), look) for start, end, look in spans)
    return Merged(text, marks, tuple(places.unit(stop) for stop in stops))


def _in_merged(each: PassageToCarry, ends: list[int], shifts: list[int]) -> list[tuple[int, int, str]]:
    """Where a passage of the old text lies in the merged one; what came inside it lies in it too."""
    start = each.anchor.start + shifts[bisect_right(ends, each.anchor.start)]
    end = each.anchor.end + shifts[bisect_left(ends, each.anchor.end)]
    return [(start, end, each.kind)] if end > start else []


class Paragraphs:
    """The paragraph numbers of a text; without a layout they are found when the first is asked for."""

    def __init__(self, text: str, layout: Layout | None = None) -> None:
        self._text, self._layout = text, layout

    def number(self, offset: int) -> int | None:
        if self._layout is None:
            self._layout = plain_layout(self._text)
        return self._layout.number_at(offset)
