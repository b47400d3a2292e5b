"""The badge of a closed branch: how many nodes it hides, and whether any of them needs work."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from models.layout import Shape
from models.messages import _, ngettext
from ui.map.cards import Faces, baseline
from ui.theme import Tokens
from ui.theme.kinds import edge_colour

BADGE, BADGE_GAP = 20, 12  # height, and from the card
ON_FOOT = 8  # of its height over the card, in the compact map
PAD, TRIANGLE, WORD_GAP = 8, 10, 4
STACK = (3.0, 6.0)  # hairlines behind the card, below its foot


class Badge(NamedTuple):
    """`unanswered` of the `hidden` nodes have no answer."""

    hidden: int
    unanswered: int
    width: float

    def box(self, card: QRectF, shape: Shape) -> QRectF:
        """Below the card, or to its right where the tree grows that way; in the compact map on the card's foot."""
        if shape is Shape.COMPACT:
            return QRectF(round(card.center().x() - self.width / 2), card.bottom() - ON_FOOT, self.width, BADGE)
        if shape is Shape.RIGHT:
            return QRectF(card.right() + BADGE_GAP, round(card.center().y() - BADGE / 2), self.width, BADGE)
        return QRectF(round(card.center().x() - self.width / 2), card.bottom() + BADGE_GAP, self.width, BADGE)


def make_badge(count: int, unanswered: int, faces: Faces) -> Badge:
    """A badge as wide as its words."""
    plain, loud = legend(count, unanswered)
    width = 2 * PAD + TRIANGLE + faces.small.width(plain)
    if loud:
        width += WORD_GAP + faces.small_bold.width(loud)
    return Badge(count, unanswered, width)


def legend(count: int, unanswered: int) -> tuple[str, str]:
    """What a badge says, and the part of it that is loud."""
    if not unanswered:
        return str(count), ""
    # Translators: how many points a folded branch hides; after it stands how many of them are unanswered.
    loud = ngettext("{count} unanswered", "{count} unanswered", unanswered)
    return _("{count},").format(count=count), loud.format(count=unanswered)


def paint_badge(
    painter: QPainter,
    badge: Badge,
    card: QRectF,
    kind: str,
    shape: Shape,
    tokens: Tokens,
    faces: Faces,
    words: bool = True,
) -> None:
    """Two hairlines behind the card, and the badge; without its words where they are too small."""
    painter.setPen(QPen(edge_colour(kind, tokens), 1))
    for step in STACK:
        if shape is Shape.RIGHT:
            x = card.right() + step - 0.5
            painter.drawLine(QPointF(x, card.top() + step), QPointF(x, card.bottom() - step))
        else:
            y = card.bottom() + step - 0.5
            painter.drawLine(QPointF(card.left() + step, y), QPointF(card.right() - step, y))
    box = badge.box(card, shape)
    painter.setPen(QPen(tokens.muted, 1))
    painter.setBrush(tokens.paper)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), BADGE / 2 - 0.5, BADGE / 2 - 0.5)
    if not words:
        return
    plain, loud = legend(badge.hidden, badge.unanswered)
    x, middle = box.left() + PAD, box.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.ink)
    painter.drawPolygon(QPolygonF([QPointF(x, middle - 3), QPointF(x + 5, middle), QPointF(x, middle + 3)]))
    x, y = x + TRIANGLE, box.top() + baseline(faces.small, BADGE)
    painter.setFont(faces.small.font)
    painter.setPen(tokens.ink)
    painter.drawText(QPointF(x, y), plain)
    if loud:
        painter.setFont(faces.small_bold.font)
        painter.setPen(tokens.kinds["rebuttal"].line)
        painter.drawText(QPointF(x + faces.small.width(plain) + WORD_GAP, y), loud)
