"""What tests of links ask of the bundled debate again and again."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from models.entities import CHALLENGES, Link
from tests.flows.conftest import Desk
from ui.compare.link_card import LinkCard
from ui.side import Side

CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def unlinked(desk: Desk, side: Side, count: int = 1) -> list[str]:
    """Nodes with a passage and without a link, which the outline shows."""
    walked = [n.id for n, _depth in desk.project.walk(desk.case(side).id)]
    found = [n for n in walked if not desk.project.links_of(n) and desk.project.anchors(n)]
    return [n for n in found if side.outline.row_span(n) is not None][:count]


def between(desk: Desk, source: str, target: str) -> list[Link]:
    return [link for link in desk.project.links_of(source) if link.target_id == target and link.source_id == source]


def a_challenge(desk: Desk) -> Link:
    """A challenge from the left to the right that nobody answers."""
    return next(
        link
        for link in desk.project.links()
        if link.kind in CHALLENGES and desk.left.owns(link.source_id) and not desk.project.answers(link.id)
    )


def card_of(desk: Desk, link: Link) -> LinkCard:
    """The card of a link, opened by its key."""
    session = desk.window.session
    assert session is not None
    desk.left.outline.setFocus()
    session.select_link(link.id)
    desk.press(Key.Key_E, CONTROL | ALT)
    card = desk.window.link_commands.editing.card
    assert card.is_open and card.facts is not None and card.facts.link_id == link.id
    return card


def row_of(side: Side, node_id: str) -> QPoint:
    """A place in a node's row, in the outline's viewport."""
    span = side.outline.row_span(node_id)
    assert span is not None
    return QPoint(180, (span[0] + span[1]) // 2)
