"""What a picture shows, laid out: the map of one case or of two, the names below, the key. Pixels at 100 percent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from models.entities import Node
from models.messages import Message
from ui.map.looks import Looks
from ui.map.measure import Face, Line, draw_line
from ui.pictures.key import Key, signs_of
from ui.theme import Theme
from ui.theme.theme import INTERFACE_LINE, SMALL_LINE
from ui.theme.tokens import DARK, LIGHT

PAD = 32  # around everything
GAP = 64  # between two maps
BELOW = 24  # between a map and its names, and before the key
NAMES_WIDE = 320  # at least, so that a small map's names do not stand in a column
PROBE = 192  # pixels: enough for a hairline on a page to leave a trace
SHAPE = 2**0.5  # width to height that two maps come as near to as they can: a sheet of paper's


class Scene(Protocol):
    """What is asked of a map: see ui.map.scene.MapScene. Its bounds have `air` on all sides."""

    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]

    @property
    def bounds(self) -> QRectF: ...

    def nodes_in(self, area: QRectF) -> Sequence[str]: ...
    def families_in(self, area: QRectF) -> Sequence[int]: ...
    def paint(self, painter: QPainter, area: QRectF, scale: float, looks: Looks) -> None: ...


@dataclass(frozen=True, slots=True)
class Part:
    """One case: its map, its name and its article's bibliographic line."""

    scene: Scene
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that a picture says. `nodes` are those on show; `losses` is what the picture leaves out."""

    parts: tuple[Part, ...]
    nodes: tuple[Node, ...]
    title: str
    description: str
    air: float = 0.0  # around the maps, part of their bounds: the names stand nearer
    author: str = ""
    losses: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Placed:
    part: Part
    at: QPointF  # where the map's left top corner goes
    width: float
    height: float
    names_wide: float = 0.0
    name: list[Line] = field(default_factory=list)
    source: list[Line] = field(default_factory=list)


class Sheet:
    """The picture in its own coordinates: `size` from (0, 0), drawn by `paint` at any scale."""

    def __init__(self, theme: Theme, content: Content, *, dark: bool, caption: bool, key: bool) -> None:
        self.content = content
        self.tokens = DARK if dark else LIGHT
        self._looks = Looks(self.tokens)  # nothing is selected in a picture
        self._name = Face(theme.interface_font(600))
        self._small = Face(theme.small_font())
        self._placed = [self._measured(part, caption) for part in content.parts]
        width, height = self._arrange()
        self._key = Key(signs_of(content.nodes) if key else (), self._small, max(width, NAMES_WIDE))
        self._key_top = PAD + height + BELOW
        if self._key.entries:
            width, height = max(width, self._key.width), height + BELOW + self._key.height
        self.size = (float(round(width + 2 * PAD)), float(round(height + 2 * PAD)))

    @property
    def bounds(self) -> QRectF:
        return QRectF(0, 0, *self.size)

    @property
    def ground(self) -> QColor:
        """What it stands on, unless that is left out."""
        return self.tokens.paper

    def _core(self, part: Part) -> QRectF:
        air = self.content.air
        return part.scene.bounds.adjusted(air, air, -air, -air)

    def _measured(self, part: Part, caption: bool) -> _Placed:
        bounds = self._core(part)
        placed = _Placed(part, QPointF(), bounds.width(), bounds.height())
        if caption:
            room = max(bounds.width(), NAMES_WIDE)
            placed.name = self._name.lines(part.name, room)
            placed.source = self._small.lines(part.source, room) if part.source else []
            faces = ((self._name, placed.name), (self._small, placed.source))
            wide = max(line.indent + face.width(line.text) for face, lines in faces for line in lines or [Line("")])
            placed.names_wide = wide
            placed.width = max(placed.width, wide)
            placed.height += BELOW + INTERFACE_LINE * len(placed.name) + SMALL_LINE * len(placed.source)
        return placed

    def _arrange(self) -> tuple[float, float]:
        """Two maps stand side by side or one below the other, whichever is nearer to a sheet of paper."""
        wide, high = [each.width for each in self._placed], [each.height for each in self._placed]
        gaps = GAP * (len(self._placed) - 1)
        beside = sum(wide) + gaps, max(high)
        below = max(wide), sum(high) + gaps
        stacked = _oddness(below) < _oddness(beside)
        x = y = float(PAD)
        for each in self._placed:
            each.at = QPointF(x, y)
            if stacked:
                y += each.height + GAP
            else:
                x += each.width + GAP
        return below if stacked else beside

    def spans(self) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
        """From where to where the cards reach, across and down."""
        across: list[tuple[float, float]] = []
        down: list[tuple[float, float]] = []
        for each in self._placed:
            scene, shift = each.part.scene, each.at - self._core(each.part).topLeft()
            x, y = shift.x(), shift.y()
            across += [(left + x, right + x) for left, right in zip(scene.lefts, scene.rights, strict=True)]
            down += [(top + y, bottom + y) for top, bottom in zip(scene.tops, scene.bottoms, strict=True)]
        return across, down

    def holds(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether anything is drawn there."""
        area = QRectF(left, top, right - left, bottom - top)
        may = False
        for each in self._placed:
            core = self._core(each.part)
            seen = area.translated(core.topLeft() - each.at)
            if each.part.scene.nodes_in(seen):
                return True
            may = may or bool(each.part.scene.families_in(seen))
            names = each.height - core.height()
            if names and area.intersects(QRectF(each.at.x(), each.at.y() + core.height(), each.names_wide, names)):
                return True
        key = QRectF(PAD, self._key_top, self._key.width, self._key.height)
        return (bool(self._key.entries) and area.intersects(key)) or (may and self._inks(area))

    def _inks(self, area: QRectF) -> bool:
        """Whether a line or a badge comes by: painted small, since the box that lines run in says little."""
        small = QImage(PROBE, PROBE, QImage.Format.Format_ARGB32_Premultiplied)
        small.fill(0)
        painter = QPainter(small)
        painter.scale(PROBE / area.width(), PROBE / area.height())
        painter.translate(-area.topLeft())
        self.paint(painter, area, 1.0, ground=False)
        painter.end()
        return any(bytes(small.constBits()))

    def paint(self, painter: QPainter, area: QRectF, scale: float, *, ground: bool = True) -> None:
        """Draw what meets `area`. The painter is in the sheet's coordinates, `scale` device pixels to one of them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        if ground:
            painter.fillRect(area, self.ground)
        for each in self._placed:
            bounds = self._core(each.part)
            shift = each.at - bounds.topLeft()
            seen = area.translated(-shift).intersected(each.part.scene.bounds)
            if not seen.isEmpty():
                painter.save()
                painter.translate(shift)
                each.part.scene.paint(painter, seen, scale, self._looks)
                painter.restore()
            self._paint_names(painter, each, bounds.height())
        self._key.paint(painter, QPointF(PAD, self._key_top), self.tokens)

    def _paint_names(self, painter: QPainter, each: _Placed, high: float) -> None:
        x, y = each.at.x(), each.at.y() + high + BELOW
        rows = (
            (self._name, each.name, INTERFACE_LINE, self.tokens.ink),
            (self._small, each.source, SMALL_LINE, self.tokens.muted),
        )
        for face, lines, pitch, colour in rows:
            painter.setFont(face.font)
            painter.setPen(colour)
            rise = (pitch + face.metrics.ascent() - face.metrics.descent()) / 2
            for line in lines:
                draw_line(painter, x, y + rise, line)
                y += pitch


def _oddness(size: Sequence[float]) -> float:
    return abs(log(max(size[0], 1) / max(size[1], 1) / SHAPE))
