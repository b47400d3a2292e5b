"""The whole map in a corner: what is in sight stands in a frame that can be drawn about."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from models.messages import _
from ui.map.looks import Looks
from ui.map.scene import MapScene
from ui.theme import Theme

SIZE = QSize(208, 128)
INSET = 8
FRAME = 1.5


class MiniMap(QWidget):
    """Shows a scene small. `centred` tells the place of the map that shall be in the middle of the view."""

    centred = Signal(QPointF)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene: MapScene | None = None
        self._path: frozenset[str] = frozenset()
        self._view = QRectF()
        self._picture: QPixmap | None = None
        self._key: tuple[object, ...] = ()
        self._grip = QPointF()
        self.setFixedSize(SIZE)
        self.setAccessibleName(_("Overview of the map"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def set_scene(self, scene: MapScene) -> None:
        self._scene = scene
        self.update()

    def set_path(self, node_ids: frozenset[str]) -> None:
        """The nodes shown in full colour: from the selected one to its root."""
        if node_ids != self._path:
            self._path = node_ids
            self.update()

    def set_view(self, view: QRectF) -> None:
        """What is in sight, in scene coordinates."""
        if view != self._view:
            self._view = view
            self.update()

    # -- places

    def _scale(self) -> float:
        assert self._scene is not None
        bounds = self._scene.bounds
        if bounds.isEmpty():
            return 1.0
        return min((self.width() - 2 * INSET) / bounds.width(), (self.height() - 2 * INSET) / bounds.height())

    def _origin(self) -> QPointF:
        """Where the scene's zero lies in the widget."""
        assert self._scene is not None
        scale, middle = self._scale(), self._scene.bounds.center()
        return QPointF(self.width() / 2 - middle.x() * scale, self.height() / 2 - middle.y() * scale)

    def frame(self) -> QRectF:
        """The frame around what is in sight, within the widget."""
        scale, origin = self._scale(), self._origin()
        view = QRectF(
            origin.x() + self._view.x() * scale,
            origin.y() + self._view.y() * scale,
            self._view.width() * scale,
            self._view.height() * scale,
        )
        middle = view.center()
        view.setSize(view.size().expandedTo(QSize(6, 6).toSizeF()))
        view.moveCenter(middle)
        return view.intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2))

    def _to_scene(self, point: QPointF) -> QPointF:
        return (point - self._origin()) / self._scale()

    # -- Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.line, 1))
        painter.setBrush(tokens.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self._scene is None or not self._scene.count:
            return
        painter.drawPixmap(0, 0, self._whole(self._scene))
        frame = self.frame()
        if not frame.isEmpty():
            painter.setPen(QPen(tokens.accent, FRAME))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 2, 2)

    def _whole(self, scene: MapScene) -> QPixmap:
        """The picture of the whole map, painted anew when it has changed."""
        ratio = self.devicePixelRatioF()
        tokens = self._theme.tokens
        looks = Looks(tokens, path=self._path)
        key = (id(scene), scene.version, id(tokens), ratio, self._path, self.width(), self.height())
        if self._picture is None or key != self._key:
            self._key = key
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            painter.translate(self._origin())
            scale = self._scale()
            painter.scale(scale, scale)
            scene.paint_blocks(painter, scale * ratio, looks)
            painter.end()
        return self._picture

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pressed in the frame it is taken along; elsewhere the view goes there."""
        if event.button() != Qt.MouseButton.LeftButton or self._scene is None or not self._scene.count:
            return
        point = event.position()
        self._grip = point - self.frame().center() if self.frame().contains(point) else QPointF()
        self._tell(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._scene is not None and self._scene.count:
            self._tell(event.position())

    def _tell(self, point: QPointF) -> None:
        self.centred.emit(self._to_scene(point - self._grip))
