"""Squares of the map that have been painted, kept while they may be seen again, so that moving over it costs little."""

from __future__ import annotations

from collections import OrderedDict
from math import ceil, floor
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from ui.map.looks import Looks
from ui.map.scene import MapScene

SIDE = 256  # device pixels
LEAST_KEPT = 96  # tiles: 24 MB
SPARE = 2  # views that are kept, where a view needs more tiles than that

Key = tuple[int, int]


class TileCache:
    """Tiles of one picture at one scale; all are dropped when scene, looks or scale change."""

    def __init__(self) -> None:
        self._tiles: OrderedDict[Key, QPixmap] = OrderedDict()
        self._picture: tuple[object, ...] = ()
        self.painted = 0  # tiles painted so far

    def clear(self) -> None:
        self._tiles.clear()

    def __len__(self) -> int:
        return len(self._tiles)

    def paint(
        self, painter: QPainter, scene: MapScene, view: QRectF, scale: float, device_ratio: float, looks: Looks
    ) -> None:
        """Paint what `view` (in the scene) holds at the painter's origin; `scale` in logical pixels a unit."""
        dots = scale * device_ratio
        self._take(scene, dots, device_ratio, looks)
        columns, rows = _tiles_of(view, dots)
        left, top = round(view.left() * dots), round(view.top() * dots)
        for row in rows:
            for column in columns:
                tile = self._tile((column, row), scene, dots, device_ratio, looks)
                place = QPointF((column * SIDE - left) / device_ratio, (row * SIDE - top) / device_ratio)
                painter.drawPixmap(place, tile)
        kept = max(LEAST_KEPT, SPARE * len(rows) * len(columns))
        while len(self._tiles) > kept:
            self._tiles.popitem(last=False)
        painter.save()
        painter.translate(-left / device_ratio, -top / device_ratio)
        painter.scale(scale, scale)
        scene.paint_marks(painter, view, dots, looks)
        painter.restore()

    def prepare(
        self, scene: MapScene, view: QRectF, scale: float, device_ratio: float, looks: Looks, budget: float = 4.0
    ) -> bool:
        """Paint tiles beside a view that was painted, for up to `budget` milliseconds; whether all of them are there.

        Called when there is nothing else to do, it lets the next move find them ready.
        """
        dots = scale * device_ratio
        self._take(scene, dots, device_ratio, looks)
        columns, rows = _tiles_of(view, dots)
        ring = [
            (column, row)
            for row in range(rows.start - 1, rows.stop + 1)
            for column in range(columns.start - 1, columns.stop + 1)
            if (column, row) not in self._tiles
        ]
        begun = perf_counter()
        for at, key in enumerate(ring):
            if at and 1000 * (perf_counter() - begun) > budget:
                return False
            self._tile(key, scene, dots, device_ratio, looks)
        return True

    def _take(self, scene: MapScene, dots: float, device_ratio: float, looks: Looks) -> None:
        """Drop the tiles of another picture."""
        picture = (id(scene), scene.version, dots, device_ratio, looks.key)
        if picture != self._picture:
            self._picture = picture
            self._tiles.clear()

    def _tile(self, key: Key, scene: MapScene, dots: float, device_ratio: float, looks: Looks) -> QPixmap:
        found = self._tiles.get(key)
        if found is not None:
            self._tiles.move_to_end(key)
            return found
        tile = QPixmap(SIDE, SIDE)
        tile.fill(looks.tokens.paper)
        painter = QPainter(tile)
        painter.translate(-key[0] * SIDE, -key[1] * SIDE)
        painter.scale(dots, dots)
        unit = SIDE / dots
        scene.paint_rest(painter, QRectF(key[0] * unit, key[1] * unit, unit, unit), dots, looks)
        painter.end()
        tile.setDevicePixelRatio(device_ratio)
        self._tiles[key] = tile
        self.painted += 1
        return tile


def _tiles_of(view: QRectF, dots: float) -> tuple[range, range]:
    """The columns and rows of tiles that a view touches."""
    left, top = round(view.left() * dots), round(view.top() * dots)
    right, bottom = ceil(view.right() * dots), ceil(view.bottom() * dots)
    return range(floor(left / SIDE), ceil(right / SIDE)), range(floor(top / SIDE), ceil(bottom / SIDE))
