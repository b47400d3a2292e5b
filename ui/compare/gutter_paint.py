"""Paints a gutter's plan: resting curves thin and pale, the selection's over a halo, then stubs and ports."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QRegion

from ui.compare.gutter_parts import ARROW, DOWN, LEFT, RIGHT, UP, Curve, Mark, Plan, Points, Stub
from ui.theme import Theme, Tokens
from ui.theme.signs import link_colour, paint_link_badge, paint_tick

REST_WIDTH, BUNDLE_WIDTH, HALO_WIDTH, HALO_OVER_MAP = 1.25, 2.0, 6.0, 2.0
OVER_CARD = 0.35  # of a chosen curve where it runs over a card that it does not end on
SELECTED_WIDTH, FRONT_WIDTH, BESIDE_FRONT_WIDTH = 2.25, 3.0, 1.75
REST_STRENGTH, STUB_STRENGTH, MARK_STRENGTH, OVER_MAP = 0.55, 0.42, 0.8, 0.5
LEAST_FADE = 0.45  # of what rests, where many do
MANY = 40  # resting curves that are drawn as hairlines, which are legible where many cross, and quick
DOT, SMALL_DOT, PORT, LEAD = 3.0, 2.5, 3.0, 7
FAR = 65536.0

Leads = Callable[[], Mapping[str, int]]  # how far the bars in sight stand from the gutter, by node


@dataclass(frozen=True, slots=True)
class Ink:
    """What the painting of a plan needs to know beside it."""

    theme: Theme
    hovered: str | None = None  # a link
    focused: object = None  # a Curve or Stub that the keys are on
    over_map: str = ""  # a side: what is painted is over its map
    free: QRegion | None = None  # where what rests is painted: not over cards that are to be read

    @property
    def tokens(self) -> Tokens:
        return self.theme.tokens

    def shows(self, mark: Mark) -> bool:
        """Whether a mark is painted here: those on cards over the map, the others in the gutter."""
        return mark.pane == "map" and mark.side == self.over_map if self.over_map else mark.pane != "map"

    @property
    def ground(self) -> QColor:
        return self.tokens.paper if self.over_map else self.tokens.gutter


def mixed(colour: QColor, ground: QColor, strength: float) -> QColor:
    """The colour mixed with a ground: opaque, as no line is to show through a dot, and lines are painted faster so."""
    pairs = ((colour.red(), ground.red()), (colour.green(), ground.green()), (colour.blue(), ground.blue()))
    return QColor(*(round(a * strength + b * (1 - strength)) for a, b in pairs))


def colour_of(curve: Curve, tokens: Tokens) -> QColor:
    """Open challenges are loud; what is met, agreed or to be reviewed is quiet."""
    return tokens.kinds["rebuttal"].line if curve.loud else tokens.muted


def fade_of(count: int) -> float:
    """How strong what rests is where so many rest."""
    return min(1.0, max(LEAST_FADE, math.sqrt(MANY / max(1, count))))


def curve_path(curve: Curve, ink: Ink) -> QPainterPath:
    """What is to be painted of a curve."""
    points: Points | None = curve.points
    if curve.pieces is not None:
        points = curve.pieces[(LEFT, "", RIGHT).index(ink.over_map)]
    if points is None:
        return QPainterPath()
    start, one, two, end = (QPointF(*point) for point in points)
    path = QPainterPath(start)
    path.cubicTo(one, two, end)
    return path


def _pen(colour: QColor, width: float, kind: str) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind == "tension":
        pen.setDashPattern([4 / width, 3 / width])
    return pen


def paint_plans(painter: QPainter, plans: Sequence[Plan], ink: Ink) -> None:
    """Plans in gutter coordinates: curves and ports where they belong, the stubs of all over the curves of all."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for plan in plans:
        paint_curves(painter, plan, ink)
    for plan in plans:
        for stub in plan.stubs:
            _paint_stub(painter, stub, ink)
    painter.restore()


def paint_curves(painter: QPainter, plan: Plan, ink: Ink) -> None:
    """All but the stubs; the curves that stand out lie over those that rest, and badges over both."""
    tokens = ink.tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip = QRectF(-FAR, plan.top, 2 * FAR, plan.bottom - plan.top)
    painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
    focused = ink.focused.link_id if isinstance(ink.focused, Curve) else None
    emphasised = {ink.hovered, focused} - {None}
    resting = [c for c in plan.curves if not c.selected and c.link_id not in emphasised]
    raised = [c for c in plan.curves if not c.selected and c.link_id in emphasised]
    chosen = [c for c in plan.curves if c.selected]
    some_front = any(curve.front for curve in chosen)
    _paint_ports(painter, plan.ports, ink)
    _paint_resting(painter, resting, ink)
    for curve in raised:
        _paint_raised(painter, curve, colour_of(curve, tokens), SELECTED_WIDTH, ink)
    for curve in chosen:
        width = SELECTED_WIDTH if not some_front else FRONT_WIDTH if curve.front else BESIDE_FRONT_WIDTH
        _paint_raised(painter, curve, tokens.accent, width, ink)
    for curve in chosen:
        paint_marks(painter, filter(ink.shows, curve.marks), tokens.accent)
    for curve in () if ink.over_map else resting:  # over the chosen curves: half a number tells nothing
        if curve.badge:
            _paint_badge(painter, curve, ink, filled=False)
    for curve in () if ink.over_map else chosen + raised:
        if curve.badge or (curve.middle and curve.link_id in emphasised):
            _paint_badge(painter, curve, ink, filled=curve.selected and (curve.front or not some_front))
        if curve.link_id == focused:
            _paint_focus(painter, curve, ink)
    painter.restore()


def _paint_ports(painter: QPainter, ports: Iterable[Mark], ink: Ink) -> None:
    painter.setPen(QPen(ink.tokens.muted, 1.4))
    painter.setBrush(ink.tokens.gutter)
    for mark in ports:
        painter.drawEllipse(QPointF(*mark.at), PORT, PORT)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_resting(painter: QPainter, curves: Sequence[Curve], ink: Ink) -> None:
    hairline = 1 / max(painter.deviceTransform().m11(), 1.0)
    thin = hairline if len(curves) > MANY else REST_WIDTH
    fade = fade_of(len(curves))
    pens: dict[tuple[bool, bool, bool, bool], QPen] = {}
    painter.save()
    if ink.free is not None:
        painter.setClipRegion(ink.free, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for curve in curves:
        look = curve.loud, curve.kind == "tension", curve.count > 1, len(curve.marks) < 2
        if look not in pens:
            strength = OVER_MAP if ink.over_map else STUB_STRENGTH if look[3] else REST_STRENGTH
            colour = mixed(colour_of(curve, ink.tokens), ink.ground, strength * fade)
            pens[look] = _pen(colour, BUNDLE_WIDTH if look[2] and len(curve.marks) == 2 else thin, curve.kind)
        painter.strokePath(curve_path(curve, ink), pens[look])
    painter.restore()
    for loud in (False, True):
        marks = [mark for curve in curves if curve.loud == loud for mark in curve.marks if ink.shows(mark)]
        colour = ink.tokens.kinds["rebuttal"].line if loud else ink.tokens.muted
        paint_marks(painter, marks, mixed(colour, ink.ground, MARK_STRENGTH * fade), DOT if fade == 1 else SMALL_DOT)


def _mark_colours(plan: Plan, ink: Ink) -> dict[tuple[bool, bool], QColor]:
    """Of ends and leads, by whether a curve is selected and whether it is loud."""
    tokens = ink.tokens
    strength = MARK_STRENGTH * fade_of(sum(not curve.selected for curve in plan.curves))
    loud, quiet = (mixed(c, ink.ground, strength) for c in (tokens.kinds["rebuttal"].line, tokens.muted))
    accent = tokens.accent
    return {(True, True): accent, (True, False): accent, (False, True): loud, (False, False): quiet}


def _paint_raised(painter: QPainter, curve: Curve, colour: QColor, width: float, ink: Ink) -> None:
    path = curve_path(curve, ink)
    halo = width + HALO_OVER_MAP if ink.over_map else HALO_WIDTH
    painter.save()
    if ink.free is not None:  # over a card only a breath of it, so that its words can be read
        breath = QColor(colour)
        breath.setAlphaF(OVER_CARD)
        painter.strokePath(path, _pen(breath, REST_WIDTH, curve.kind))
        painter.setClipRegion(ink.free, Qt.ClipOperation.IntersectClip)
    painter.strokePath(path, _pen(ink.ground, halo, ""))
    painter.strokePath(path, _pen(colour, width, curve.kind))
    painter.restore()
    paint_marks(painter, filter(ink.shows, curve.marks), colour)


def paint_marks(painter: QPainter, marks: Iterable[Mark], colour: QColor, dot: float = DOT) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for mark in marks:
        x, y = mark.at
        if mark.shape == "arrow":
            back = x + (ARROW if mark.side == LEFT else -ARROW)
            corners = [QPointF(x, y), QPointF(back, y - ARROW / 2), QPointF(back, y + ARROW / 2)]
            painter.drawPolygon(QPolygonF(corners))
        else:
            painter.drawEllipse(QPointF(x, y), dot, dot)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_leads(painter: QPainter, plan: Plan, ink: Ink, side: str, leads: Mapping[str, int]) -> None:
    """The ends at the edge to a text or a tree, and the thin lines from the edge outward to the bars of passages."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = _mark_colours(plan, ink)
    few = fade_of(sum(not curve.selected for curve in plan.curves)) == 1
    for curve in plan.curves:
        colour = colours[curve.selected, curve.loud]
        here = [mark for mark in curve.marks if mark.side == side and mark.pane != "map"]
        for mark in here:
            if mark.pane != "text":
                continue
            painter.setPen(QPen(colour, 1))
            length = leads.get(mark.node_id, LEAD)
            x, y = mark.at[0], round(mark.at[1]) + 0.5
            painter.drawLine(QPointF(x, y), QPointF(x + (-length if side == LEFT else length), y))
        if here:
            paint_marks(painter, here, colour, DOT if curve.selected or few else SMALL_DOT)
    _paint_ports(painter, (port for port in plan.ports if port.side == side), ink)
    painter.restore()


# -- badges and stubs


def _paint_badge(painter: QPainter, curve: Curve, ink: Ink, *, filled: bool) -> None:
    tokens = ink.tokens
    centre = QPointF(*(curve.badge or curve.middle or (0.0, 0.0)))
    colour = tokens.accent if curve.selected else colour_of(curve, tokens)
    if curve.count > 1:
        _paint_count(painter, centre, curve.count, colour, ink, filled=filled)
    elif filled or (not curve.selected and link_colour(curve.kind, tokens) == colour):
        paint_link_badge(painter, centre, curve.kind, tokens, selected=filled, ground=ink.ground)
    else:
        paint_link_badge(painter, centre, curve.kind, tokens, colour=colour, ground=ink.ground)
    if curve.met:
        paint_tick(painter, centre + QPointF(6.5, 6.5), colour, ink.ground)


def _paint_count(painter: QPainter, centre: QPointF, count: int, colour: QColor, ink: Ink, *, filled: bool) -> None:
    """How many links a bundle has."""
    words = str(count) if count < 1000 else "999+"
    painter.setFont(ink.theme.small_font(600))
    breadth = max(18.0, painter.fontMetrics().horizontalAdvance(words) + 10.0)
    box = QRectF(centre.x() - breadth / 2, centre.y() - 9, breadth, 18)
    painter.setPen(QPen(colour, 1.25))
    painter.setBrush(colour if filled else ink.ground)
    painter.drawRoundedRect(box, 9, 9)
    painter.setPen(ink.ground if filled else colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_focus(painter: QPainter, curve: Curve, ink: Ink) -> None:
    """A ring where the badge of the curve stands, or would."""
    place = curve.badge or curve.middle or curve.at(0.5)
    reach = 12.5 if curve.count < 10 else 15
    painter.setPen(QPen(ink.tokens.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(*place), reach, reach)


def _paint_stub(painter: QPainter, stub: Stub, ink: Ink) -> None:
    tokens = ink.tokens
    box = QRectF(*stub.box).adjusted(0.5, 0.5, -0.5, -0.5)
    colour = tokens.accent if stub.accent else tokens.muted
    if stub == ink.focused:
        painter.setPen(QPen(tokens.accent, 2))
        painter.setBrush(tokens.gutter)
        around = box.adjusted(-2.5, -2.5, 2.5, 2.5)
        painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(tokens.selection if stub.accent else tokens.paper)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    text = str(stub.count) if stub.count < 1000 else "999+"
    painter.setFont(ink.theme.small_font(600))
    width = painter.fontMetrics().horizontalAdvance(text)
    room = stub.box[2] - width
    sign = 12 if room >= 18 else 10 if room >= 13 else 0
    x = box.center().x() - (width + sign) / 2
    if sign:
        pen = QPen(colour, 1.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(_chevron(stub.way, x, box.center().y()))
        x += sign
    painter.setPen(tokens.accent if stub.accent else tokens.ink)
    painter.drawText(QRectF(x, box.top(), width + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, text)


def _chevron(way: str, x: float, y: float) -> QPolygonF:
    tip = -2.0 if way in (UP, LEFT) else 2.0
    if way in (UP, DOWN):
        return QPolygonF([QPointF(x, y - tip), QPointF(x + 3.5, y + tip), QPointF(x + 7, y - tip)])
    return QPolygonF([QPointF(x + 3 - tip, y - 3.5), QPointF(x + 3 + tip, y), QPointF(x + 3 - tip, y + 3.5)])
