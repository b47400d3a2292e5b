"""How a passage's bar in the margin looks. Kind is its shape: claim full, evidence double, rebuttal dashed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from ui.article.highlights import Highlight, Look
from ui.theme.kinds import BAR, BETWEEN, DASH, DASH_GAP, THIN

PITCH, TIGHTEST, FIRST, PAD = 10, 5, 8, 3
CHIP, COUNT_PIXELS = 22, 10  # the breadth of a count, and the size of its figures


def pitch_for(needed: int, room: int) -> int:
    """The distance from bar to bar where `needed` of them share `room` pixels."""
    return max(TIGHTEST, min(PITCH, room // max(1, needed)))


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in viewport pixels; `near` is the distance of its gutter-side edge from the gutter.

    `crowd` (top, foot, how many) tells that it shares its place with others, shown as a count.
    """

    mark: Highlight
    top: int
    foot: int
    near: int
    pitch: int = PITCH
    crowd: tuple[int, int, int] | None = None

    @property
    def node_id(self) -> str:
        return self.mark.node_id

    @property
    def strokes(self) -> tuple[int, int, int]:
        """The breadths of what is drawn: first bar, space, second bar."""
        if self.mark.kind != "evidence":
            return (BAR if self.pitch > 7 else BAR - 1), 0, 0
        return (THIN, BETWEEN, THIN) if self.pitch > 8 else (2, 1, 2) if self.pitch > 6 else (1, 1, 1)

    @property
    def breadth(self) -> int:
        return CHIP if self.crowd is not None else sum(self.strokes)

    def box(self, viewport_width: int, mirrored: bool) -> QRectF:
        """What is drawn and can be pressed."""
        x = self.near if mirrored else viewport_width - self.near - self.breadth
        top, foot = (self.top, self.foot) if self.crowd is None else self.crowd[:2]
        return QRectF(x, top, self.breadth, foot - top)


def paint_bars(
    painter: QPainter, bars: list[Bar], view: tuple[int, int], mirrored: bool, look: Look, font: QFont
) -> None:
    """Bars in a view of (width, height); lit ones over the others, a crowd as one count."""
    width, height = view
    crowds: dict[tuple[int, int, int, int], list[Bar]] = {}
    for bar in sorted(bars, key=lambda bar: look.is_lit(bar.node_id)):
        if bar.crowd is None:
            paint_bar(painter, bar, bar.box(width, mirrored), look, height)
        else:
            crowds.setdefault((*bar.crowd, bar.near), []).append(bar)
    for crowd in crowds.values():
        _paint_crowd(painter, crowd, crowd[0].box(width, mirrored), look, font)


def paint_bar(painter: QPainter, bar: Bar, box: QRectF, look: Look, view_height: int) -> None:
    """Claim: one full bar. Evidence: two. Rebuttal: dashed. Lit ones are accent on a tinted pad, the current framed."""
    colour = look.tokens.kinds[bar.mark.kind].line
    current = look.current is not None and look.current.anchor_id == bar.mark.anchor_id
    if look.is_lit(bar.node_id):
        colour = look.tokens.accent
        pad = PAD if bar.pitch > 7 else 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint(bar.node_id))
        painter.drawRoundedRect(box.adjusted(-pad, -PAD, pad, PAD), 2, 2)
    if current:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    first, space, second = bar.strokes
    if bar.mark.kind == "rebuttal":
        step = DASH + DASH_GAP
        y = box.top() + max(0, int(-box.top()) // step) * step
        while y < min(box.bottom(), view_height):
            painter.fillRect(QRectF(box.left(), y, first, min(DASH, box.bottom() - y)), colour)
            y += step
        return
    painter.fillRect(QRectF(box.left(), box.top(), first, box.height()), colour)
    if second:
        painter.fillRect(QRectF(box.left() + first + space, box.top(), second, box.height()), colour)


def _paint_crowd(painter: QPainter, crowd: list[Bar], box: QRectF, look: Look, font: QFont) -> None:
    """A thin line as long as the crowd, and how many they are, kept in sight while the line is."""
    lit = any(look.is_lit(bar.node_id) for bar in crowd)
    colour = QColor(look.tokens.accent if lit else look.tokens.muted)
    small = QFont(font)
    small.setPixelSize(COUNT_PIXELS)
    painter.setFont(small)
    high = painter.fontMetrics().height()
    label = QRectF(box.left(), 0, box.width(), high)
    label.moveTop(max(box.top(), min(2.0, box.bottom() - high)))
    painter.fillRect(QRectF(round(box.center().x()), box.top(), 1, max(0.0, label.top() - box.top())), colour)
    painter.fillRect(
        QRectF(round(box.center().x()), label.bottom(), 1, max(0.0, box.bottom() - label.bottom())), colour
    )
    painter.setPen(colour)
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, f"+{len(crowd)}")
