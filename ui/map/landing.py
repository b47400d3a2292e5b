"""Where something that is carried over the map would land, and what the rules say of it. No widget in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF

from models.entities import Kind, Node
from models.errors import UserError
from models.layout import Shape
from models.project import Project
from models.rules import check_child, may_hold
from ui.map.aiming import step_at
from ui.map.scene import MapScene

SHARE = 0.25  # of a card's extent along its siblings: so near its edge means beside it
REACH = 22  # scene pixels beside a card that still mean beside it


class Where(StrEnum):
    """ON a node, BELOW it as its last child, BESIDE it, on its STEP, or at the TOP of the tree."""

    ON = "on"
    BELOW = "below"
    BESIDE = "beside"
    STEP = "step"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class Landing:
    """`over`: the node that is met (none at the top); `after`: beside it on its far side; `refusal`: why not there."""

    where: Where
    over: str = ""
    parent_id: str = ""
    before_id: str = ""
    after: bool = False
    upright: bool = False  # its siblings stand one below the other
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is on show: a scene of a case, and the branch that is alone on show (None: all of it).

    `air`: scene pixels around cards and lines that are no free ground.
    """

    scene: MapScene
    project: Project
    case_id: str
    top: str | None = None
    air: float = 0.0


def landing_at(ground: Ground, nodes: Sequence[Node], point: QPointF, step: str | None = None) -> Landing | None:
    """Where nodes of the case land at a point of the scene; None: nothing would change, or there is no place.

    `step`: the node on whose line the point lies.
    """
    scene, project = ground.scene, ground.project
    met = scene.node_at(point)
    if met is None and step is not None and len(nodes) == 1 and nodes[0].kind is Kind.REBUTTAL:
        landing = Landing(Where.STEP, step, step)
        idle = step == nodes[0].id or (nodes[0].inference and nodes[0].parent_id == step)
        return None if idle else _checked(project, nodes, landing)
    found = _on_card(ground, nodes, met, point) if met is not None else _beside_card(ground, nodes, point)
    if found is None:
        if met is not None or ground.top is not None or not all(may_hold(None, node.kind) for node in nodes):
            return None
        if not _is_free(ground, point):
            return None  # a card or a line was missed: a new root is seldom what was meant
        found = Landing(Where.TOP)
    return None if _stays(project, ground.case_id, nodes, found) else _checked(project, nodes, found)


def _is_free(ground: Ground, point: QPointF) -> bool:
    """Whether nothing of the map is near a point."""
    scene, air = ground.scene, ground.air
    around = QRectF(point.x() - air, point.y() - air, 2 * air, 2 * air)
    return not scene.cards_in(around) and scene.fold_badge_at(point) is None and step_at(scene, point, air) is None


def _on_card(ground: Ground, nodes: Sequence[Node], met: str, point: QPointF) -> Landing | None:
    """In the middle of a card: below it; near an edge along its siblings: beside it."""
    card = ground.scene.card(met)
    if card is None or any(node.id == met for node in nodes):
        return None
    stands = upright(ground.scene, met)
    share = (point.y() - card.top()) / card.height() if stands else (point.x() - card.left()) / card.width()
    if SHARE <= share <= 1 - SHARE or met == ground.top:
        return Landing(Where.BELOW, met, met)
    return _beside(ground.project, nodes, met, share > 0.5, stands)


def _beside_card(ground: Ground, nodes: Sequence[Node], point: QPointF) -> Landing | None:
    """In the gap between two cards, or just beside the last one."""
    area = QRectF(point.x() - REACH, point.y() - REACH, 2 * REACH, 2 * REACH)
    nearest: tuple[float, str, bool, bool] | None = None
    for node_id in ground.scene.nodes_in(area):
        card = ground.scene.card(node_id)
        if card is None or node_id == ground.top:
            continue
        stands = upright(ground.scene, node_id)
        before, after = (
            (card.top() - point.y(), point.y() - card.bottom())
            if stands
            else (card.left() - point.x(), point.x() - card.right())
        )
        level = card.left() <= point.x() <= card.right() if stands else card.top() <= point.y() <= card.bottom()
        away = max(before, after)
        if level and away <= REACH and (nearest is None or away < nearest[0]):
            nearest = away, node_id, after > before, stands
    return None if nearest is None else _beside(ground.project, nodes, *nearest[1:])


def _beside(project: Project, nodes: Sequence[Node], over: str, after: bool, stands: bool) -> Landing:
    node, moved = project.node(over), {each.id for each in nodes}
    siblings = [each.id for each in project.children(node.case_id, node.parent_id)]
    following = (each for each in siblings[siblings.index(over) + after :] if each not in moved)
    return Landing(Where.BESIDE, over, node.parent_id or "", next(following, ""), after, stands)


def upright(scene: MapScene, node_id: str) -> bool:
    """Whether the siblings of a node stand one below the other, or would, if it had any."""
    at = scene.index_of(node_id)
    if scene.arrangement.shape is Shape.RIGHT or at is None:
        return scene.arrangement.shape is Shape.RIGHT
    return scene.arrangement.is_hung(at)


def _stays(project: Project, case_id: str, nodes: Sequence[Node], landing: Landing) -> bool:
    """Whether everything stands there already."""
    parent_id = landing.parent_id or None
    if any(node.parent_id != parent_id for node in nodes):
        return False
    siblings = [each.id for each in project.children(case_id, parent_id)]
    moved = [node.id for node in nodes]
    rest = [each for each in siblings if each not in moved]
    at = rest.index(landing.before_id) if landing.before_id else len(rest)
    return [*rest[:at], *moved, *rest[at:]] == siblings


def _checked(project: Project, nodes: Sequence[Node], landing: Landing) -> Landing:
    above = project.path(landing.parent_id) if landing.parent_id else []
    try:
        for node in nodes:
            if any(each.id == node.id for each in above):
                raise UserError("rule.not_under_itself")
            check_child(above[-1].kind if above else None, node.kind)
    except UserError as error:
        return replace(landing, refusal=str(error))
    return landing
