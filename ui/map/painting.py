"""How an area of a map is painted: cards to read, cards with their letters greyed, or blocks, by their size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from models.layout import Bearing
from ui.map.badges import paint_badge
from ui.map.blocks import paint_lit
from ui.map.cards import BOTTOM, FOOT, FOOT_GAP, LINE, RIGHT, TOP
from ui.map.looks import Looks
from ui.theme import Tokens
from ui.theme.kinds import RADIUS, TEXT_LEFT, mixed, paint_card

if TYPE_CHECKING:
    from ui.map.scene import MapScene

READABLE, GREYED = 0.5, 0.2  # device pixels a unit from which on letters, or bars in their place, are drawn
REACH = 48  # how far a card's marks and its badge stand out of it
RING, RING_GAP = 2, 4  # the selected card's frame, and how far it stands out
LEAST_RING = 1.6  # device pixels: how broad it is at least
GREY, GREY_HEIGHT = 0.35, 6  # the bars in the place of letters: their strength and height


def paint_rest(scene: MapScene, painter: QPainter, area: QRectF, scale: float, looks: Looks) -> None:
    """Lines, then cards."""
    around = area.adjusted(-REACH, -REACH, REACH, REACH)
    painter.save()
    if scale < GREYED:
        scene.blocks.paint(painter, around, scale, looks.tokens)
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        families = [scene.lines.family(at, around) for at in scene.families_in(around)]
        scene.lines.paint(painter, families, looks.tokens, words=scale >= READABLE)
        cards = scene.cards_in(around)
        if scale >= READABLE:
            _whole(scene, painter, cards, looks)
        else:
            _greyed(scene, painter, cards, looks)
    painter.restore()


def _whole(scene: MapScene, painter: QPainter, places: Iterable[int], looks: Looks) -> None:
    for at in places:
        _card(scene, painter, at, looks)


def _greyed(
    scene: MapScene, painter: QPainter, places: Iterable[int], looks: Looks, ground: QColor | None = None
) -> None:
    """Cards with a bar for each line of text: as many as there are, the last one shorter."""
    tokens = looks.tokens
    bars: dict[str, list[QRectF]] = {kind: [] for kind in tokens.kinds}
    feet: list[QRectF] = []
    for at in places:
        node, box = scene.nodes[at], scene.box(at)
        paint_card(painter, box, node.kind, tokens, implicit=node.implicit, ground=ground)
        _badge(scene, painter, at, tokens, words=False)
        left, right = box.left() + TEXT_LEFT[node.kind], box.right() - RIGHT
        foot = FOOT_GAP + FOOT if scene.room.has_foot(node) else 0
        lines = round((box.height() - TOP - BOTTOM - foot) / LINE)
        y = box.top() + TOP + (LINE - GREY_HEIGHT) / 2
        for line in range(lines):
            share = 1.0 if line + 1 < lines else 0.35 + (len(node.text) % 8) / 14
            bars[node.kind].append(QRectF(left, y + line * LINE, (right - left) * share, GREY_HEIGHT))
        if foot:
            feet.append(QRectF(left, box.bottom() - BOTTOM - FOOT / 2 - 2, (right - left) * 0.4, 4))
    painter.setPen(Qt.PenStyle.NoPen)
    for kind, of_kind in bars.items():
        painter.setBrush(mixed(tokens.kinds[kind].fill, tokens.ink, GREY))
        painter.drawRects(of_kind)
    painter.setBrush(mixed(tokens.paper, tokens.muted, GREY))
    painter.drawRects(feet)


def paint_overview(scene: MapScene, painter: QPainter, scale: float, looks: Looks) -> None:
    """Blocks, those on the path in full colour."""
    if not scene.count:
        return
    painter.save()
    scene.blocks.paint(painter, scene.bounds, scale, looks.tokens, lines=False)
    _lit(scene, painter, scale, looks)
    painter.restore()


def _lit(scene: MapScene, painter: QPainter, scale: float, looks: Looks) -> None:
    lit = _places(scene, looks.path | looks.chosen)
    paint_lit(painter, ((scene.nodes[at].kind, scene.box(at)) for at in lit), scale, looks.tokens)


def paint_marks(scene: MapScene, painter: QPainter, area: QRectF, scale: float, looks: Looks) -> None:
    """The path in accent, partners with their tint, rings around what is chosen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_path(scene, painter, scale, looks)
    whole = scale >= READABLE
    for rank, node_id in enumerate(looks.partners):
        at = scene.index_of(node_id)
        if at is None:
            continue
        if whole:
            _card(scene, painter, at, looks, ground=looks.tokens.partner)
        elif scale >= GREYED:
            _greyed(scene, painter, [at], looks, looks.tokens.partner)
        if rank == 0 or scale < GREYED:
            _frame(scene, painter, at, QPen(looks.tokens.accent, max(1.0, 1 / scale)), 1.5)
    if scale < GREYED:
        _lit(scene, painter, scale, looks)
    width = max(RING, LEAST_RING / scale)
    for at in _places(scene, looks.chosen | {looks.selected or ""}):
        _frame(scene, painter, at, QPen(looks.tokens.accent, width), RING_GAP / RING * width)
        if scale >= GREYED:
            _badge(scene, painter, at, looks.tokens, words=whole)
    painter.restore()


def _places(scene: MapScene, node_ids: Iterable[str]) -> list[int]:
    """Those on show, in reading order, so that every picture of them is the same."""
    return sorted(at for at in map(scene.index_of, node_ids) if at is not None)


def _paint_path(scene: MapScene, painter: QPainter, scale: float, looks: Looks) -> None:
    tokens, lines = looks.tokens, scene.lines
    on_path = _places(scene, looks.path)
    for at in on_path:
        lines.paint_step(painter, at, tokens.accent, scale, words=scale >= READABLE)
    if scale < GREYED:
        return
    for at in on_path:
        for child in scene.arrangement.children(at):
            if scene.tree.bearings[child] == Bearing.UNDERCUTS:
                lines.paint_ring(painter, child, tokens, scene.ids[child] in looks.path)
        if scale >= READABLE:
            _card(scene, painter, at, looks, strong=True)
        else:
            _greyed(scene, painter, [at], looks)


def _card(
    scene: MapScene,
    painter: QPainter,
    at: int,
    looks: Looks,
    *,
    strong: bool = False,
    ground: QColor | None = None,
) -> None:
    """A card as it looks just now; one that was cut is as good as gone, an outline with muted text."""
    node, tokens = scene.nodes[at], looks.tokens
    quiet = node.id in looks.cut or not scene.options.is_match(node.id)
    if quiet:
        ground = ground or tokens.paper
    root = scene.tree.parents[at] < 0
    scene.room.paint(painter, node, scene.box(at), tokens, root=root, strong=strong, quiet=quiet, ground=ground)
    _badge(scene, painter, at, tokens)


def _badge(scene: MapScene, painter: QPainter, at: int, tokens: Tokens, *, words: bool = True) -> None:
    """What a closed branch hides, over everything else at its card."""
    badge, kind = scene.badge(at), scene.nodes[at].kind
    if badge is not None:
        paint_badge(painter, badge, scene.box(at), kind, scene.options.shape, tokens, scene.room.faces, words=words)


def _frame(scene: MapScene, painter: QPainter, at: int, pen: QPen, gap: float) -> None:
    """A frame whose outer edge lies `gap` outside a card, round where the card is."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    out = gap - pen.widthF() / 2
    radius = (RADIUS if scene.nodes[at].kind == "claim" else 1) + out
    painter.drawRoundedRect(scene.box(at).adjusted(-out, -out, out, out), radius, radius)
