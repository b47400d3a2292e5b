"""What a map shows of one case: measured cards in their arrangement, and how they are painted. No widget.

Scene coordinates are pixels at 100 percent, y downwards.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from models.comparison import UNANSWERED
from models.entities import Node
from models.layout import Arrangement, Cards, Shape, arrange
from models.project import Project
from ui.map.badges import BADGE, BADGE_GAP, Badge, make_badge
from ui.map.blocks import KINDS, Blocks, Plan
from ui.map.cards import BOTTOM, FOOT, FOOT_GAP, RIGHT, ROOT_WIDTH, TOP, WIDTH, CardRoom, Facts
from ui.map.index import Boxes
from ui.map.lines import Lines, spacing_for
from ui.map.looks import Looks, MapOptions
from ui.map.painting import paint_marks, paint_overview, paint_rest
from ui.map.tree import Tree, hidden_below, shown_tree
from ui.outline.making import MOST_ASKED
from ui.theme import Theme
from ui.theme.kinds import TEXT_LEFT

__all__ = ["Facts", "Looks", "MapOptions", "MapScene"]

MARGIN = 32  # around everything
SLACK = 220  # lines of a family may stand so far beyond the middles of its cards


class MapScene:
    """The cards of a case that are on show, where they stand, and their picture."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.room = CardRoom(theme)
        self.facts = Facts(lambda _id: None, lambda _id: "", lambda _id: 0)
        self.options = MapOptions()
        self.version = 0  # another number for every picture that `build` makes
        self._project: Project | None = None
        self._case_id: str | None = None
        self._take(Tree(), [], [])

    # -- building

    def build(self, project: Project | None, case_id: str | None, options: MapOptions, facts: Facts) -> None:
        """Measure and lay out what `options` shows of a case (None: nothing)."""
        self._project, self._case_id = project, case_id
        self.options, self.facts = options, facts
        if project is None or case_id is None:
            self._take(Tree(), [], [])
            return
        self.room.take(project, facts, options.lines)
        tree = shown_tree(project, case_id, options.folded, options.top, options.near, options.kept)
        widths = [float(WIDTH if above >= 0 else ROOT_WIDTH) for above in tree.parents]
        self._take(tree, widths, self.room.heights(tree.nodes, tree.parents))

    def restyle(self) -> None:
        """The theme has other fonts: measure anew."""
        self.room.take_fonts()
        self.build(self._project, self._case_id, self.options, self.facts)

    def _take(self, tree: Tree, widths: list[float], heights: list[float]) -> None:
        self.version += 1
        self.tree = tree
        self.nodes: list[Node] = tree.nodes
        self.ids = [node.id for node in tree.nodes]
        self.count = len(self.ids)
        self._places = dict(zip(self.ids, range(self.count), strict=True))
        self.widths, self.heights = widths, heights
        self._badges: dict[int, Badge] = {}
        broad, high = list(widths), list(heights)
        shape = self.options.shape
        for at in tree.closed:  # what hangs below a closed branch needs its room
            if shape is Shape.RIGHT:
                broad[at] += BADGE_GAP + self._badge_of(at).width
            elif shape is Shape.DOWN:
                high[at] += BADGE_GAP + BADGE
        cards = Cards(tree.parents, broad, high, tree.bearings, tree.groups)
        self.arrangement: Arrangement = arrange(cards, shape, spacing_for(self.room.faces))
        # On whole pixels outlines and letters are sharp at 100 %; lines are snapped in the same way.
        self.lefts = [float(round(left)) for left in self.arrangement.lefts]
        self.tops = [float(round(top)) for top in self.arrangement.tops]
        self.rights = [left + width for left, width in zip(self.lefts, widths, strict=True)]
        self.bottoms = [top + height for top, height in zip(self.tops, heights, strict=True)]
        self.lines = Lines(self.arrangement, tree.nodes, self.room.faces)
        self._cards: Boxes | None = None
        self._blocks: Blocks | None = None

    @property
    def blocks(self) -> Blocks:
        """The map from afar."""
        if self._blocks is None:
            numbers = {kind: number for number, kind in enumerate(KINDS)}
            kinds = [numbers[node.kind] for node in self.nodes]
            sides = self.lefts, self.tops, self.rights, self.bottoms
            arrangement = self.arrangement
            self._blocks = Blocks(Plan(sides, kinds, self.tree.parents, arrangement.upright, arrangement.hung()))
        return self._blocks

    @property
    def bounds(self) -> QRectF:
        """Everything with some air; empty when nothing is shown."""
        if not self.count:
            return QRectF()
        left, top, right, bottom = self.arrangement.bounds
        return QRectF(left, top, right - left, bottom - top).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    # -- looking up

    def index_of(self, node_id: str | None) -> int | None:
        """The place of a node in reading order; None when it is not on show."""
        return self._places.get(node_id or "")

    def box(self, at: int) -> QRectF:
        """The card at a place."""
        return QRectF(self.lefts[at], self.tops[at], self.widths[at], self.heights[at])

    def card(self, node_id: str | None) -> QRectF | None:
        at = self.index_of(node_id)
        return None if at is None else self.box(at)

    def text_box(self, node_id: str) -> QRectF | None:
        """Where a node's text stands; an editor opens over it."""
        at = self.index_of(node_id)
        if at is None:
            return None
        foot = FOOT_GAP + FOOT if self.room.has_foot(self.nodes[at]) else 0
        return self.box(at).adjusted(TEXT_LEFT[self.nodes[at].kind], TOP, -RIGHT, -BOTTOM - foot)

    def cards_in(self, area: QRectF) -> list[int]:
        """The places of the cards that an area touches."""
        if self._cards is None:
            self._cards = Boxes(self.lefts, self.tops, self.rights, self.bottoms)
        return self._cards.touching(area.left(), area.top(), area.right(), area.bottom())

    def nodes_in(self, area: QRectF) -> list[str]:
        return [self.ids[at] for at in self.cards_in(area)]

    def node_at(self, point: QPointF) -> str | None:
        found = self.cards_in(QRectF(point.x(), point.y(), 1e-6, 1e-6))
        return self.ids[found[-1]] if found else None

    def families_in(self, area: QRectF) -> list[int]:
        """The places of the nodes whose lines to their children an area may hold."""
        area = area.adjusted(-SLACK, -SLACK, SLACK, SLACK)
        return self.blocks.families(area.left(), area.top(), area.right(), area.bottom())

    # -- closed branches

    def hidden(self, node_id: str) -> int:
        """How many nodes are out of sight below a closed one."""
        at = self.index_of(node_id)
        return self._badge_of(at).hidden if at in self.tree.closed and at is not None else 0

    def fold_badge_at(self, point: QPointF) -> str | None:
        """The closed node at whose badge a point lies."""
        shape = self.options.shape
        around = QRectF(point.x() - 200, point.y() - 60, 400, 120)
        for at in self.cards_in(around):
            if at in self.tree.closed and self._badge_of(at).box(self.box(at), shape).contains(point):
                return self.ids[at]
        return None

    def badge(self, at: int) -> Badge | None:
        """What stands below the card at a place; None unless its branch is closed."""
        return self._badge_of(at) if at in self.tree.closed else None

    def _badge_of(self, at: int) -> Badge:
        found = self._badges.get(at)
        if found is None:
            found = self._badges[at] = make_badge(*self._hides(at), self.room.faces)
        return found

    def _hides(self, at: int) -> tuple[int, int]:
        """How many nodes are out of sight below a closed one, and, if not too many, how many of them have no answer."""
        assert self._project is not None and self._case_id is not None
        size, named = hidden_below(self._project, self._case_id, self.ids[at], MOST_ASKED, self.options.kept)
        status = self.facts.status
        return size, sum(status(each) == UNANSWERED for each in named)

    def badges_hold(self) -> bool:
        """Whether the badges that somebody looked at still say what is so, where no node has changed.

        Those of large branches do: they say how many nodes there are and nothing else.
        """
        small = ((at, badge) for at, badge in self._badges.items() if badge.hidden <= MOST_ASKED)
        return all(self._hides(at) == (badge.hidden, badge.unanswered) for at, badge in small)

    # -- painting

    def paint(self, painter: QPainter, area: QRectF, scale: float, looks: Looks) -> None:
        """Paint what an area holds; `painter` is in scene coordinates, `scale` is device pixels a unit."""
        self.paint_rest(painter, area, scale, looks)
        self.paint_marks(painter, area, scale, looks)

    def paint_rest(self, painter: QPainter, area: QRectF, scale: float, looks: Looks) -> None:
        """All but what selection and partners add."""
        paint_rest(self, painter, area, scale, looks.at_rest())

    def paint_marks(self, painter: QPainter, area: QRectF, scale: float, looks: Looks) -> None:
        """What selection and partners add, over the rest: few things, so that a click costs little."""
        paint_marks(self, painter, area, scale, looks)

    def paint_blocks(self, painter: QPainter, scale: float, looks: Looks) -> None:
        """The whole map as blocks, those on the path in full colour: for an overview."""
        paint_overview(self, painter, scale, looks)
