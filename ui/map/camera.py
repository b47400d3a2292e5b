"""Where the map is looked at from: a scale and a place, as plain numbers, and how both change.

Scene coordinates are pixels at 100 %, screen coordinates pixels of the viewport: screen = scene * scale - offset.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

LEAST, MOST = 0.02, 4.0
FARTHEST = 0.0005  # to have all of a huge map in sight
READABLE = 0.6  # below this a text of 13 pixels is guessed at rather than read
STEPS = (
    0.02,
    0.03,
    0.05,
    0.07,
    0.1,
    0.15,
    0.2,
    0.25,
    0.33,
    0.5,
    0.67,
    0.8,
    0.9,
    1.0,
    1.1,
    1.25,
    1.5,
    1.75,
    2.0,
    3.0,
    4.0,
)
ROOM = 48  # pixels of free ground around the map
BESIDE = 20  # pixels of it at either side when all of the map is in sight: what floats needs room above and below only
KEPT = 96  # pixels of the map that stay in sight however far it is moved


@dataclass(frozen=True, slots=True)
class Camera:
    """`x`, `y`: the screen offset, which is where the view's top left lies in the scaled scene, in pixels."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def to_scene(self, point: QPointF) -> QPointF:
        return QPointF((point.x() + self.x) / self.scale, (point.y() + self.y) / self.scale)

    def from_scene(self, area: QRectF) -> QRectF:
        s = self.scale
        return QRectF(area.x() * s - self.x, area.y() * s - self.y, area.width() * s, area.height() * s)

    def view(self, size: QSizeF) -> QRectF:
        """What a view of `size` shows of the scene."""
        return QRectF(self.x / self.scale, self.y / self.scale, size.width() / self.scale, size.height() / self.scale)

    def moved(self, dx: float, dy: float) -> Camera:
        """The view moved over the map by pixels of the screen."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def zoomed(self, scale: float, about: QPointF) -> Camera:
        """Another scale; what lies under `about` (of the screen) stays there."""
        scale = max(min(LEAST, self.scale), min(scale, MOST))
        at = self.to_scene(about)
        return Camera(scale, at.x() * scale - about.x(), at.y() * scale - about.y())

    def pinned(self, scene: QPointF, screen: QPointF) -> Camera:
        """A place of the map brought to a place of the screen."""
        return replace(self, x=scene.x() * self.scale - screen.x(), y=scene.y() * self.scale - screen.y())

    def filling(self, bounds: QRectF, area: QRectF) -> Camera:
        """The nearest camera that leaves no ground of an area of the screen empty that the map could fill."""
        whole = self.from_scene(bounds)
        dx = slack(whole.left(), whole.right(), area.left(), area.right())
        dy = slack(whole.top(), whole.bottom(), area.top(), area.bottom())
        return self.moved(dx, dy)

    def within(self, bounds: QRectF, size: QSizeF) -> Camera:
        """The nearest camera that still shows something of the map."""
        s = self.scale
        keep_x = min(KEPT, bounds.width() * s)
        keep_y = min(KEPT, bounds.height() * s)
        x = max(bounds.left() * s + keep_x - size.width(), min(self.x, bounds.right() * s - keep_x))
        y = max(bounds.top() * s + keep_y - size.height(), min(self.y, bounds.bottom() * s - keep_y))
        return Camera(s, x, y)


def next_step(scale: float, way: int) -> float:
    """The next round scale that way (1: larger, -1: smaller)."""
    if way > 0:
        return next((step for step in STEPS if step > scale * 1.02), MOST)
    return next((step for step in reversed(STEPS) if step < scale / 1.02), min(scale, LEAST))


def fitting(bounds: QRectF, size: QSizeF, most: float = 1.0) -> Camera:
    """All of the map in the middle of a view of `size`, no larger than `most`."""
    if bounds.isEmpty() or size.isEmpty():
        return Camera()
    room_x, room_y = min(BESIDE, size.width() / 8), min(ROOM, size.height() / 8)
    scale = min((size.width() - 2 * room_x) / bounds.width(), (size.height() - 2 * room_y) / bounds.height(), most)
    camera = Camera(max(FARTHEST, min(scale, MOST)))
    return camera.pinned(bounds.center(), QPointF(size.width() / 2, size.height() / 2))


def scroll_span(low: float, high: float, at: float, length: float) -> tuple[int, int]:
    """The range of a scroll bar: the map between `low` and `high` with its room, and the view wherever it is.

    Nothing to scroll ((n, n)) when the view of `length` at `at` holds all of the map.
    """
    if at <= low and at + length >= high:
        return round(at), round(at)
    return round(min(low - ROOM, at)), round(max(high + ROOM - length, at))


def slack(low: float, high: float, least: float, most: float) -> float:
    """How far a stretch has to go so that nothing beside it stays empty that it could fill.

    One that fits lies within the other; of one that is longer, neither end stands inside it.
    """
    if high - low <= most - least:
        return off(low, high, least, most)
    return max(0.0, low - least) + min(0.0, high - most)


def off(low: float, high: float, least: float, most: float) -> float:
    """How far a stretch has to go to lie within another; one that is longer shows its beginning."""
    if low >= least and high <= most:
        return 0.0
    if low < least or high - low > most - least:
        return low - least
    return high - most
