"""The layout as a whole: cards go in, places and lines come out."""

from __future__ import annotations

from models.layout.cards import Cards, Shape, Spacing
from models.layout.depths import rows
from models.layout.hanging import Hanging, hang, measured
from models.layout.kinship import Kin, kin_of
from models.layout.routes import Arrangement
from models.layout.spreading import settle
from models.layout.tidy import Boxes, Gaps, breadths

USUAL = Spacing()


def arrange(cards: Cards, shape: Shape, spacing: Spacing = USUAL) -> Arrangement:
    """Lay out the cards. Siblings keep their order along the row, undercuts before the others.

    A node stands over the middle between its first and its last child that is no undercut; undercuts stand before
    (left of, in `RIGHT` above) the line that leads past their parent to the step they attack. Where all children are
    undercuts it stands over the middle between them, but after that line. A node's branch has the same shape wherever
    it stands. In `COMPACT` that holds of the rows above; from one level on children hang one under another, undercuts
    last. Raises ValueError when the cards are not in order.
    """
    cards.check()
    kin = kin_of(cards)
    along, across = (cards.heights, cards.widths) if shape is Shape.RIGHT else (cards.widths, cards.heights)
    depths = rows(cards, kin, across, spacing)
    boxes, halves = boxes_of(cards, kin, along, shape, spacing)
    boxes.bottoms = depths.floors
    hanging = None
    if shape is Shape.COMPACT:
        hanging = measured(cards, kin, spacing)
        settle(cards, kin, hanging, depths.tops, spacing)
        hang_boxes(boxes, hanging, kin, halves, depths.tops, spacing)
    gaps = Gaps(spacing.siblings, spacing.cousins, spacing.trees)
    middles = breadths(boxes, gaps)
    nears = list(map(float.__sub__, middles, halves))
    if hanging is not None:
        hang(cards, kin, hanging, nears, depths.tops, spacing)
        middles = list(map(float.__add__, nears, halves))
    return Arrangement(cards, shape, spacing, kin, depths, middles, nears, hanging)


def boxes_of(cards: Cards, kin: Kin, along: list[float], shape: Shape, spacing: Spacing) -> tuple[Boxes, list[float]]:
    """The room that each card takes along its row with the lines that pass it, and half its own extent."""
    halves = [size / 2 for size in along]
    early, late = halves[:], halves[:]
    slack = (spacing.siblings - spacing.together) / 2
    for node, group in enumerate(kin.bracket):
        if group < 0:
            continue
        if group == node:
            early[node] += legend_room(shape, spacing)
        else:
            early[node] -= slack
            late[kin.before[node]] -= slack
    clear = {}
    for node in kin.attacked:
        early[node] += spacing.lane
        clear[node] = halves[node] + spacing.lane
        if kin.bracket[node] == node and shape is not Shape.RIGHT:
            early[node] += spacing.lane
    return Boxes(cards.parents, kin.last, kin.before, kin.aside, early, late, [], clear), halves


def legend_room(shape: Shape, spacing: Spacing) -> float:
    """Room before the first of the premises taken together: where rows stand upright the words have none on the
    bracket.
    """
    return spacing.word + 4 if shape is Shape.RIGHT else 0.0


def hang_boxes(
    boxes: Boxes, hanging: Hanging, kin: Kin, halves: list[float], tops: list[float], spacing: Spacing
) -> None:
    """Let each branch that hangs be one box, that of its first card."""
    first, highs, wides = hanging.level, hanging.highs, hanging.wides
    last, late, bottoms = kin.last[:], boxes.late, boxes.bottoms[:]
    apart = spacing.cousins - spacing.siblings
    for node, level in enumerate(hanging.levels):
        if level < first or last[node] < 0:
            continue
        last[node] = -1
        if level == first:
            late[node] = wides[node] - halves[node] + apart
            bottoms[node] = tops[node] + highs[node]
    boxes.last, boxes.bottoms = last, bottoms
