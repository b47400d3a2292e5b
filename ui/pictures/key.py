"""The key below a map: small cards and lines with the words that they stand for, since colour alone says too little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from models.entities import Kind, Node
from models.messages import N_, _
from models.words import KIND_NAMES
from ui.map.measure import Face
from ui.theme.kinds import paint_card
from ui.theme.signs import paint_link_badge
from ui.theme.theme import SMALL_LINE
from ui.theme.tokens import Tokens

WORDS = {
    **KIND_NAMES,
    "together": N_("Taken together"),
    "implicit": N_("Unstated premise"),
}
SIGN = 28, 18  # pixels
SMALLER = 0.75  # than on the map
AFTER_SIGN, AFTER_WORD = 8, 24
ROW = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign of the key and where it stands in it, from the key's left and top."""

    sign: str
    word: str
    left: float
    top: float


def signs_of(nodes: Sequence[Node]) -> list[str]:
    """The signs that a map of these nodes needs a word for, in the order of the key."""
    found = {("undercut" if node.inference else str(node.kind)) for node in nodes}
    if "undercut" in found:
        found.add(str(Kind.REBUTTAL))  # an undercut's card is a rebuttal's
    if any(node.premise_group for node in nodes):
        found.add("together")
    if any(node.implicit for node in nodes):
        found.add("implicit")
    return [sign for sign in WORDS if sign in found]


class Key:
    """The signs in rows that fit a width. `height` is that of all rows."""

    def __init__(self, signs: Sequence[str], face: Face, room: float) -> None:
        self._face = face
        self.entries: list[Entry] = []
        left, top = 0.0, 0.0
        self.width = 0.0
        for sign in signs:
            word = _(WORDS[sign])
            wide = SIGN[0] + AFTER_SIGN + face.width(word)
            if left and left + wide > room:
                left, top = 0.0, top + ROW
            self.entries.append(Entry(sign, word, left, top))
            self.width = max(self.width, left + wide)
            left += wide + AFTER_WORD
        self.height = top + ROW if self.entries else 0.0

    def paint(self, painter: QPainter, at: QPointF, tokens: Tokens) -> None:
        """Draw it with its left top corner at `at`."""
        metrics = self._face.metrics
        for entry in self.entries:
            x, y = at.x() + entry.left, at.y() + entry.top
            _paint_sign(painter, QRectF(x, y + (ROW - SIGN[1]) / 2, *SIGN), entry.sign, tokens)
            painter.setFont(self._face.font)
            painter.setPen(tokens.muted)
            base = y + (ROW - SMALL_LINE) / 2 + (SMALL_LINE + metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(x + SIGN[0] + AFTER_SIGN, base), entry.word)


def _paint_sign(painter: QPainter, box: QRectF, sign: str, tokens: Tokens) -> None:
    middle = box.center()
    if sign == "undercut":
        painter.setPen(QPen(tokens.step, 1.25))
        painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()))
        paint_link_badge(painter, middle, "undercuts", tokens, ground=tokens.paper)
    elif sign == "together":
        pen = QPen(tokens.ink, 1.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        low, high = middle.y() + 5, middle.y() - 4
        painter.drawPolyline(
            [
                QPointF(box.left() + 1, low),
                QPointF(box.left() + 1, high),
                QPointF(box.right() - 1, high),
                QPointF(box.right() - 1, low),
            ]
        )
    else:
        painter.save()
        painter.translate(box.topLeft())
        painter.scale(SMALLER, SMALLER)
        card = QRectF(0, 0, box.width() / SMALLER, box.height() / SMALLER)
        paint_card(painter, card, "claim" if sign == "implicit" else sign, tokens, implicit=sign == "implicit")
        painter.restore()
