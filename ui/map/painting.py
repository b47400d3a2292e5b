"""How an area of a map is painted: cards that can be read, greyed ones, or blocks, by how large they come out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from models.layout import Bearing, Shape
from ui.map.badges import paint_badge
from ui.map.looks import Looks

if TYPE_CHECKING:
    from ui.map.scene import MapScene

READABLE = 0.5  # device pixels a unit from which on letters are drawn
REACH = 48  # how far a card's marks and its badge stand out of it
RING, RING_GAP = 2, 4  # the selected card's frame, and its distance


def paint_rest(scene: MapScene, painter: QPainter, area: QRectF, scale: float, looks: Looks) -> None:
    """Lines, then cards."""
    around = area.adjusted(-REACH, -REACH, REACH, REACH)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    families = [scene.lines.family(at, around) for at in scene.families_in(around)]
    scene.lines.paint(painter, families, looks.tokens)
    _whole(scene, painter, scene.cards_in(around), looks)
    painter.restore()


def _whole(scene: MapScene, painter: QPainter, places: Iterable[int], looks: Looks) -> None:
    tokens, across = looks.tokens, scene.options.shape is Shape.RIGHT
    for at in places:
        node, box = scene.nodes[at], scene.box(at)
        badge = scene.badge(at)
        if badge is not None:
            paint_badge(painter, badge, box, node.kind, across, tokens, scene.room.faces)
        quiet = node.id in looks.cut or (looks.dim and node.id not in looks.path)
        scene.room.paint(painter, node, box, tokens, root=scene.tree.parents[at] < 0, quiet=quiet)


def paint_marks(scene: MapScene, painter: QPainter, area: QRectF, scale: float, looks: Looks) -> None:
    """The path in accent, partners with their tint, rings around what is chosen."""
    around = area.adjusted(-REACH, -REACH, REACH, REACH)
    tokens, lines = looks.tokens, scene.lines
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on_path = [at for at in map(scene.index_of, looks.path) if at is not None]
    for at in on_path:
        lines.paint_path(painter, lines.path_line(at), tokens.accent)
    for at in on_path:
        for child in scene.arrangement.children(at):
            if scene.tree.bearings[child] == Bearing.UNDERCUTS:
                lines.paint_ring(painter, child, tokens, scene.ids[child] in looks.path)
        _card(scene, painter, at, looks, strong=True)
    for rank, node_id in enumerate(looks.partners):
        at = scene.index_of(node_id)
        if at is not None:
            _card(scene, painter, at, looks, ground=tokens.partner)
            if rank == 0:
                _frame(painter, scene.box(at), tokens.accent, 1, 1)
    for node_id in {*looks.chosen, looks.selected}:
        box = scene.card(node_id)
        if box is not None:
            _frame(painter, box, tokens.accent, RING, RING_GAP)
    painter.restore()


def _card(
    scene: MapScene, painter: QPainter, at: int, looks: Looks, *, strong: bool = False, ground: QColor | None = None
) -> None:
    node = scene.nodes[at]
    scene.room.paint(
        painter,
        node,
        scene.box(at),
        looks.tokens,
        root=scene.tree.parents[at] < 0,
        strong=strong,
        quiet=node.id in looks.cut,
        ground=ground,
    )


def _frame(painter: QPainter, box: QRectF, colour: QColor, width: float, gap: float) -> None:
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    out = gap - width / 2
    painter.drawRect(box.adjusted(-out, -out, out, out))
