"""The layout as a whole: cards go in, places and lines come out."""

from __future__ import annotations

from models.layout.cards import Cards, Shape, Spacing
from models.layout.columns import Columns, columns_of
from models.layout.depths import Depths, packed, rows
from models.layout.kinship import Kin, kin_of
from models.layout.routes import Arrangement
from models.layout.tidy import Boxes, Gaps, breadths

USUAL = Spacing()


def arrange(cards: Cards, shape: Shape, spacing: Spacing = USUAL) -> Arrangement:
    """Lay out the cards. Siblings keep their order along the row, undercuts before the others.

    A node stands over the middle between its first and its last child that is no undercut; undercuts stand before
    (left of, in `RIGHT` above) the line that leads past their parent to the step they attack. Where all children are
    undercuts it stands over the middle between them, but after that line. A node's branch has the same shape wherever
    it stands. Raises ValueError when the cards are not in order.
    """
    cards.check()
    kin = kin_of(cards)
    along, across = (cards.heights, cards.widths) if shape is Shape.RIGHT else (cards.widths, cards.heights)
    columns = columns_of(cards, kin, spacing) if shape is Shape.COMPACT else Columns([], {})
    if shape is Shape.COMPACT:
        depths = packed(cards, kin, columns, across, spacing)
    else:
        depths = rows(cards, kin, across, spacing)
    boxes, halves = boxes_of(cards, kin, along, shape, spacing)
    boxes.bottoms = depths.floors
    if columns.by_head:
        hang_columns(boxes, columns, along, depths)
    gaps = Gaps(spacing.siblings, spacing.cousins, spacing.trees)
    middles = breadths(boxes, gaps)
    nears = [middle - half for middle, half in zip(middles, halves, strict=True)]
    for column in columns.by_head.values():
        place = middles[column.members[0]]
        for member in column.members:
            nears[member] = place + column.cards
            middles[member] = nears[member] + halves[member]
    return Arrangement(cards, shape, spacing, kin, columns, depths, middles, nears)


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


def hang_columns(boxes: Boxes, columns: Columns, along: list[float], depths: Depths) -> None:
    """Let each column be one box, that of its first card."""
    last, before = boxes.last[:], boxes.before[:]
    early, late, bottoms = boxes.early, boxes.late, boxes.bottoms[:]
    for head, column in columns.by_head.items():
        width = max(along[member] for member in column.members)
        early[head] = column.line
        late[head] = width + column.cards
        bottoms[head] = depths.floors[column.members[-1]]
    heads = columns.heads
    for parent, child in enumerate(last):
        if child >= 0 and heads[child] >= 0:
            last[parent] = heads[child]
    for node, beside in enumerate(before):
        if beside >= 0 and heads[beside] >= 0 and heads[beside] != heads[node]:
            before[node] = heads[beside]
    boxes.last, boxes.before, boxes.bottoms = last, before, bottoms
