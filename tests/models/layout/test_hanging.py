"""How cards hang one under another in the compact shape, and from which level on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.layout.arranging import arrange
from models.layout.cards import Cards, Shape, Spacing
from models.layout.routes import Arrangement
from tests.models.layout.gardens import REBUTS, SUPPORTS, UNDERCUTS, add, chain, combs, gardens, in_order, shelves, star

SPACING = Spacing()


def compact(cards: Cards) -> Arrangement:
    return arrange(cards, Shape.COMPACT)


def sections(count: int, points: int, first: tuple[int, ...] = ()) -> Cards:
    """A root, `count` cards below it, `points` below each; those of the first section hold each some more."""
    cards = star(0)
    for at in range(count):
        section = add(cards, 0)
        for _ in range(points):
            point = add(cards, section)
            for more in first if at == 0 else ():
                add(cards, point, height=float(more))
    return in_order(cards)


@settings(max_examples=200, deadline=None)
@given(st.one_of(gardens(), combs(), shelves()))
def test_hung_cards_stand_one_under_another(cards: Cards) -> None:
    arrangement = compact(cards)
    deepest = list(range(len(cards.parents)))  # of each branch the card whose foot is lowest
    for node in range(len(cards.parents) - 1, 0, -1):
        parent = cards.parents[node]
        if parent >= 0 and arrangement.box(deepest[node])[3] > arrangement.box(deepest[parent])[3]:
            deepest[parent] = deepest[node]
    for parent in range(len(cards.parents)):
        children = arrangement.children(parent)
        if not arrangement.hangs(parent) or not children:
            continue
        assert all(arrangement.is_hung(child) and arrangement.hung()[child] for child in children)
        columns = {tuple(arrangement.column(child)) for child in children}
        assert sorted(child for column in columns for child in column) == sorted(children)
        assert min(arrangement.lefts[child] for child in children) - arrangement.lefts[parent] == SPACING.inset
        assert len(columns) == 1 or not arrangement.is_hung(parent)
        above = arrangement.box(parent)[3] + (SPACING.rails if len(columns) > 1 else 0.0)
        for column in columns:
            feet = [above, *(arrangement.box(deepest[child])[3] for child in column)]
            for foot, child in zip(feet, column, strict=False):
                words = SPACING.word if arrangement.kin.bracket[child] == child else 0.0
                assert arrangement.tops[child] - foot == pytest.approx(SPACING.stack + words, abs=0.01)


@settings(max_examples=200, deadline=None)
@given(gardens())
def test_all_of_a_level_hang_or_none(cards: Cards) -> None:
    arrangement = compact(cards)
    levels: list[int] = []
    for parent in cards.parents:
        levels.append(levels[parent] + 1 if parent >= 0 else 0)
    hung = arrangement.hung()
    by_level: dict[int, set[bool]] = {}
    for level, hangs in zip(levels, hung, strict=True):
        by_level.setdefault(level, set()).add(hangs)
    assert all(len(found) == 1 for found in by_level.values())
    ordered = [by_level[level].pop() for level in sorted(by_level)]
    assert ordered == sorted(ordered) and not ordered[0]


def test_sections_stand_in_a_row_and_what_they_hold_hangs() -> None:
    arrangement = compact(sections(9, 6))
    assert [arrangement.hangs(node) for node in (0, 1, 2)] == [False, True, True]
    left, top, right, bottom = arrangement.bounds
    assert (right - left) / (bottom - top) < 5
    row = [arrangement.tops[node] for node in arrangement.children(0)]
    assert len(set(row)) == 1


def test_a_card_more_or_less_changes_nothing() -> None:
    for count, points in ((2, 2), (3, 2), (5, 6), (9, 6), (4, 30)):
        levels = {compact(sections(c, p)).hanging.level for c in (count, count + 1) for p in (points, points + 1)}  # type: ignore[union-attr]
        assert levels == {1}


def test_a_chain_stands_straight() -> None:
    arrangement = compact(chain(12))
    assert len(set(arrangement.lefts)) == 1
    assert not any(arrangement.hung())


def test_a_few_leaves_stand_in_a_row_and_many_hang() -> None:
    assert not any(compact(star(4)).hung())
    assert compact(star(30)).hung() == [False, *[True] * 30]


def test_below_a_single_stem_the_first_forking_stands_in_a_row() -> None:
    cards = star(0)
    stem = add(cards, 0)
    for _ in range(3):
        section = add(cards, stem)
        for _ in range(4):
            add(cards, section)
    arrangement = compact(in_order(cards))
    assert [arrangement.hangs(node) for node in (0, 1, 2, 3)] == [False, False, True, True]


def test_where_the_first_sections_hold_all_in_one_piece_rows_go_on() -> None:
    cards = star(0)
    for section in (add(cards, 0), add(cards, 0)):
        stem = add(cards, section)
        for _ in range(5):
            point = add(cards, stem)
            for _ in range(9):
                add(cards, point)
    arrangement = compact(in_order(cards))
    assert not arrangement.hangs(1) and any(arrangement.hung())


def tall() -> Arrangement:
    """Four sections, one of them with twelve points for and against, two of them taken together, and two undercuts."""
    cards = sections(3, 2)
    section = add(cards, 0)
    for at in range(12):
        point = add(cards, section, bearing=REBUTS if at % 4 == 2 else SUPPORTS, tied=at == 5)
        add(cards, point)
    for _ in range(2):
        add(cards, section, bearing=UNDERCUTS)
    return compact(in_order(cards))


def test_a_tall_branch_stands_in_several_columns() -> None:
    arrangement = tall()
    section = arrangement.children(0)[-1]
    children = list(arrangement.children(section))
    lefts = [arrangement.lefts[child] for child in children[:-2]]
    assert lefts == sorted(lefts) and len(set(lefts)) > 1, "column after column, in the order of the siblings"
    first = arrangement.column(children[0])
    assert list(first[-2:]) == children[-2:], "undercuts stand below the first column"
    (bracket,) = arrangement.brackets(section)
    assert len({arrangement.lefts[member] for member in bracket.members}) == 1
    left, top, right, bottom = arrangement.bounds
    assert (right - left) / 1.5 > (bottom - top) / 2, "it is not tall any more"
    for child in children[:-2]:
        route = arrangement.route(child)
        assert route
        if route.end != "bracket":
            assert len(route.points) == (3 if child in first else 5)


def test_small_sections_are_not_cut() -> None:
    arrangement = compact(sections(3, 4))
    for section in arrangement.children(0):
        assert list(arrangement.column(arrangement.children(section)[0])) == list(arrangement.children(section))


def hung_family() -> Arrangement:
    """Below card 1 hang: 2 and 3 taken together, 5 against it, 6 for it; 4 undercuts the step of the two."""
    cards = star(0)
    for section in (add(cards, 0), add(cards, 0)):
        one = add(cards, section)
        add(cards, section, tied=True)
        add(cards, one, bearing=UNDERCUTS)
        add(cards, section, bearing=REBUTS)
        plain = add(cards, section)
        add(cards, plain)
        add(cards, plain, bearing=UNDERCUTS)
        add(cards, section, bearing=UNDERCUTS)
    return compact(in_order(cards))


def test_undercuts_hang_last() -> None:
    arrangement = hung_family()
    bearings = arrangement.cards.bearings
    for parent in arrangement.children(0):
        found = [bearings[child] == UNDERCUTS for child in arrangement.children(parent)]
        assert found == [False, False, False, False, True]


def test_where_the_lines_of_hung_cards_end() -> None:
    arrangement = hung_family()
    section = arrangement.children(0)[0]
    left, _top, _right, foot = arrangement.box(section)
    one, two, against, plain, undercut = arrangement.children(section)
    ends = {node: arrangement.route(node) for node in (one, two, against, plain, undercut)}
    assert [route and route.end for route in ends.values()] == ["bracket", "bracket", "bar", "card", "ring"]
    assert ends[plain] and ends[plain].points[-1] == (left + SPACING.trunk, foot)
    assert ends[against] and ends[against].points[-1] == (left + SPACING.challenge, foot + SPACING.bar)
    (bracket,) = arrangement.brackets(section)
    assert bracket.members == (one, two)
    assert {x for x, _y in bracket.points[1:3]} == {arrangement.lefts[one] - SPACING.hold}
    assert bracket.stem[-1] == (left + SPACING.trunk, foot)
    (attack,) = arrangement.children(one)
    ring = arrangement.route(attack)
    assert ring and len(ring.points) == 2
    assert bracket.points[1][1] < ring.points[-1][1] < bracket.points[2][1]
    assert ring.points[-1][0] == bracket.points[1][0]


def test_undercuts_of_one_hung_card_share_lane_and_ring() -> None:
    cards = star(0)
    for section in (add(cards, 0), add(cards, 0)):
        target = add(cards, section)
        for bearing in (SUPPORTS, UNDERCUTS, UNDERCUTS):
            add(cards, target, bearing=bearing)
    arrangement = compact(in_order(cards))
    target = arrangement.children(1)[0]
    routes = [arrangement.route(node) for node in arrangement.children(target)[1:]]
    assert all(route and route.end == "ring" for route in routes)
    ends = {route.points[-2:][-1] for route in routes if route}
    assert ends == {(arrangement.lefts[target] - SPACING.beside, arrangement.tops[target] + 37.0)}
    assert [bool(route and route.label) for route in routes] == [True, False]
    for one, other in pairwise(routes):
        assert one and other and one.points[1][0] == other.points[1][0]
