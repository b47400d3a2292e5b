"""When the sides are swapped each case takes along what was read of it: its folds and where its views stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.entities import Case
from ui.side import Side


@dataclass(frozen=True, slots=True)
class Place:
    """`line`: the offset of the text's first line in sight and its y; `row`: how far the outline is scrolled."""

    line: tuple[int, int] | None
    row: int


def place_of(side: Side) -> Place:
    line = side.article.first_line() if side.article.has_article else None
    return Place(line, side.outline.verticalScrollBar().value())


def go_to(side: Side, place: Place) -> None:
    if place.line is not None:
        side.article.pin(*place.line)
    side.outline.verticalScrollBar().setValue(place.row)


def is_swap(left: Side, right: Side, first: Case | None, second: Case | None) -> bool:
    """Whether the cases that are to be shown, from left to right, are those on show the other way round."""
    if first is None or second is None or left.case is None or right.case is None:
        return False
    return (left.case.id, right.case.id) == (second.id, first.id)


def swap(left: Side, right: Side, show: Callable[[], None]) -> None:
    """`show` shows on each side the case of the other."""
    places = place_of(right), place_of(left)
    left.tree.exchange(right.tree)
    show()
    for side, place in zip((left, right), places, strict=True):
        go_to(side, place)
