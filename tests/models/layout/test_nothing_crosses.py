"""Whatever the tree: cards stand apart, lines pass cards and one another, words have room."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.layout.arranging import arrange
from models.layout.cards import Bearing, Box, Cards, Shape
from models.layout.routes import Arrangement
from tests.models.layout.gardens import (
    REBUTS,
    SUPPORTS,
    UNDERCUTS,
    add,
    caterpillar,
    chain,
    combs,
    every_feature,
    family,
    gardens,
    in_order,
    shelves,
    star,
)
from tests.models.layout.lines import around, distance, holds, segments

CLEAR = 12.0  # between cards
PASSING = 7.9  # between lines, and between rings and what they pass
BESIDE = 11.9  # between a line and a card that it passes
SHAPES = st.sampled_from(list(Shape))
MIXED = (SUPPORTS, REBUTS, UNDERCUTS, SUPPORTS, SUPPORTS)


def narrow_undercuts() -> Cards:
    """A card whose children are all undercuts, together narrower than it."""
    cards = chain(2)
    for _ in range(2):
        add(cards, 1, bearing=UNDERCUTS, width=24.0, height=20.0)
    return cards


def narrow_families() -> Cards:
    """Two wide cards side by side above narrow ones: the one's rebuttal port lies over the other's children."""
    cards = family(288.0, (SUPPORTS, 24.0), (REBUTS, 24.0))
    other = add(cards, 0)
    for _ in range(9):
        add(cards, other, bearing=REBUTS, width=24.0)
    return cards


def undercut_first_premise() -> Cards:
    """Premises taken together, the first of them undercut, after a card that stands close."""
    cards = chain(2)
    first = add(cards, 0)
    add(cards, first, bearing=UNDERCUTS)
    cards.groups[first] = 7
    add(cards, 0)
    cards.groups[-1] = 7
    return cards


def tall_sections() -> Cards:
    """One section with so much below it that the compact shape sets it in columns."""
    cards = star(2)
    section = add(cards, 0)
    for at in range(14):
        point = add(cards, section, bearing=MIXED[at % 5], tied=at % 5 == 4)
        add(cards, point, bearing=MIXED[at % 3])
        add(cards, point, bearing=UNDERCUTS)
    return in_order(cards)


KNOWN = {
    "one": chain(1),
    "chain": chain(30),
    "chain of rebuttals": chain(30, (REBUTS,)),
    "chain of undercuts": chain(30, (UNDERCUTS,)),
    "star": star(40),
    "star of rebuttals": star(9, (REBUTS,)),
    "star of undercuts": star(9, (UNDERCUTS,)),
    "mixed star": star(40, MIXED),
    "caterpillar": caterpillar(10),
    "mixed caterpillar": caterpillar(12, MIXED),
    "narrow undercuts": narrow_undercuts(),
    "narrow undercut": family(204.0, (UNDERCUTS, 24.0), (SUPPORTS, 24.0)),
    "narrow undercut of a narrow card": family(24.0, (UNDERCUTS, 24.0), (SUPPORTS, 24.0)),
    "column line below the trunk": family(204.0, (SUPPORTS, 204.0), (REBUTS, 204.0), (REBUTS, 288.0)),
    "narrow families": narrow_families(),
    "rebuttal below the trunk": family(24.0, (SUPPORTS, 61.5), (REBUTS, 24.0), (REBUTS, 61.5)),
    "undercut first premise": undercut_first_premise(),
    "all undercut": caterpillar(8, (UNDERCUTS,)),
    "every feature": every_feature(),
    "tall sections": tall_sections(),
}


def check(cards: Cards, shape: Shape) -> None:
    arrangement = arrange(cards, shape)
    cards_stand_apart(arrangement)
    lines_pass_cards(arrangement)
    lines_pass_lines(arrangement)
    rings_stand_free(arrangement)
    words_have_room(arrangement)
    boxes_hold_everything(arrangement)


def cards_stand_apart(arrangement: Arrangement) -> None:
    all_boxes = [arrangement.box(node) for node in range(len(arrangement.cards.parents))]
    for (node, one), (other, two) in combinations(enumerate(all_boxes), 2):
        assert distance(one, two) >= CLEAR - 0.01, f"cards {node} and {other}"


def lines_pass_cards(arrangement: Arrangement) -> None:
    """A line touches only the edges of the card where it begins and of the parent where it ends."""
    for segment in segments(arrangement):
        for node in range(len(arrangement.cards.parents)):
            apart = distance(segment.box, arrangement.box(node))
            assert apart >= (-0.01 if node in segment.ends else BESIDE), f"{segment} and card {node}"


def lines_pass_lines(arrangement: Arrangement) -> None:
    """Lines of different parents keep apart; a support's and a rebuttal's may cross, but not run together."""
    for one, two in combinations(segments(arrangement), 2):
        apart = distance(one.box, two.box)
        if one.owner != two.owner:
            assert apart >= PASSING, f"{one} and {two}"
        elif (one.what == "rebuttal") != (two.what == "rebuttal") and apart <= 0.0:
            upright = [each.box[0] == each.box[2] for each in (one, two)]
            assert upright[0] != upright[1], f"{one} along {two}"


def rings_stand_free(arrangement: Arrangement) -> None:
    """Only the undercuts that share it and the step it sits on touch a ring."""
    cards = arrangement.cards
    for node in range(len(cards.parents)):
        route = arrangement.route(node)
        if route is None or route.end != "ring":
            continue
        ring = around(route.points[-1], 16.0, 16.0)
        target = cards.parents[node]
        on_a_line = False
        for segment in segments(arrangement):
            touching = distance(segment.box, around(route.points[-1], 0.0, 0.0)) <= 0.01
            on_a_line |= touching and segment.owner == cards.parents[target]
            if touching and segment.what == "bracket":
                assert max(segment.box[2] - segment.box[0], segment.box[3] - segment.box[1]) > 2 * 8.0
                assert distance(ring, around(segment.box[:2], 0.0, 0.0)) >= 2.0, "a ring at the bracket's end"
                assert distance(ring, around(segment.box[2:], 0.0, 0.0)) >= 2.0, "a ring at the bracket's end"
            if segment.owner not in (target, cards.parents[target]):
                assert distance(segment.box, ring) >= PASSING / 2, f"{segment} in the ring of {node}"
        assert on_a_line, f"the ring of {node} is on no line"
        for other in range(len(cards.parents)):
            assert distance(arrangement.box(other), ring) >= PASSING, f"card {other} in the ring of {node}"


def words_have_room(arrangement: Arrangement) -> None:
    """No card and no other parent's line runs through a word, and every undercut whose line is long enough has one."""
    cards, spacing = arrangement.cards, arrangement.spacing
    words: list[tuple[Box, int, str, tuple[int, ...]]] = []
    for node in range(len(cards.parents)):
        if (route := arrangement.route(node)) and route.label:
            words.append(
                (
                    around(route.label, spacing.undercuts_word, spacing.word),
                    cards.parents[node],
                    "route",
                    (cards.parents[node],),
                )
            )
        for bracket in arrangement.brackets(node):
            if bracket.label:
                words.append(
                    (around(bracket.label, spacing.together_word, spacing.word), node, "bracket", bracket.members)
                )
    for word, owner, what, members in words:
        for node in range(len(cards.parents)):
            apart = distance(word, arrangement.box(node))
            assert apart >= (3.9 if node in members else 7.9), f"word {what} of {owner} on card {node}"
        for segment in segments(arrangement):
            if (segment.owner, segment.what) != (owner, what):
                assert distance(word, segment.box) >= 0.0, f"word {what} of {owner} on {segment}"
    for (one, *_), (two, *_) in combinations(words, 2):
        assert distance(one, two) >= 0.0


def boxes_hold_everything(arrangement: Arrangement) -> None:
    for segment in segments(arrangement):
        assert holds(arrangement.bounds, segment.box)
        assert segment.owner < 0 or holds(arrangement.reach(segment.owner), segment.box), str(segment)
    for node in range(len(arrangement.cards.parents)):
        assert holds(arrangement.bounds, arrangement.box(node))


@settings(max_examples=300, deadline=None)
@given(gardens(), SHAPES)
def test_random_trees(cards: Cards, shape: Shape) -> None:
    check(cards, shape)


@settings(max_examples=150, deadline=None)
@given(gardens(most=20, widths=(204.0,)), SHAPES)
def test_random_trees_of_usual_cards(cards: Cards, shape: Shape) -> None:
    check(cards, shape)


@settings(max_examples=150, deadline=None)
@given(combs(), SHAPES)
def test_random_combs(cards: Cards, shape: Shape) -> None:
    check(cards, shape)


@settings(max_examples=150, deadline=None)
@given(shelves(), st.sampled_from((Shape.COMPACT, Shape.COMPACT, Shape.DOWN, Shape.RIGHT)))
def test_random_shelves(cards: Cards, shape: Shape) -> None:
    check(cards, shape)


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("name", KNOWN)
def test_known_trees(name: str, shape: Shape) -> None:
    check(KNOWN[name], shape)


def first_undercut(arrangement: Arrangement, parent: int) -> int:
    bearings = arrangement.cards.bearings
    return next(node for node in arrangement.children(parent) if bearings[node] == Bearing.UNDERCUTS)


@pytest.mark.parametrize("shape", list(Shape))
def test_usual_undercuts_and_brackets_have_their_words(shape: Shape) -> None:
    cards = every_feature()
    arrangement = arrange(cards, shape)
    for node, parent in enumerate(cards.parents):
        if cards.bearings[node] == Bearing.UNDERCUTS:
            route = arrangement.route(node)
            assert route is not None
            assert (route.label is not None) == (first_undercut(arrangement, parent) == node)
        assert all(bracket.label for bracket in arrangement.brackets(node))


def test_no_cards() -> None:
    for shape in Shape:
        arrangement = arrange(Cards([], [], [], [], []), shape)
        assert arrangement.bounds == (0.0, 0.0, 0.0, 0.0)
        assert arrangement.children(-1) == []
