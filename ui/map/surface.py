"""The ground of the map: it scrolls both ways, has a scale, and paints the scene. Nothing can be changed here."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QStyle, QWidget

from models.project import Project
from ui.article.motion import Motion
from ui.empty import EmptyState
from ui.map.camera import Camera, fitting, scroll_span
from ui.map.scene import Looks, MapScene
from ui.map.tiles import TileCache
from ui.theme import Theme

GLIDE = 140  # milliseconds
AFTER_PAINT = 60  # milliseconds of quiet before tiles are painted ahead
AIR = 16  # pixels around a card that is brought in sight


class MapSurface(QAbstractScrollArea):
    """`camera` says what is in sight; whoever changes it calls `look`."""

    scrolled = Signal()  # cards stand elsewhere than before
    empty_button_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.project: Project | None = None
        self.case_id: str | None = None
        self.scene = MapScene(theme)
        self.camera = self.goal = Camera()  # `goal`: where a glide under way leads
        self.animated = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0
        self._tiles = TileCache()
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._paint_ahead)
        self._glide = Motion(GLIDE, self)
        self._following = False  # the scroll bars are being set from the camera
        self._whole = QSize()  # the viewport with the room of the scroll bars, when last laid out
        self._empty = EmptyState(theme, self.viewport())
        self._empty.hide()
        self._empty.clicked.connect(self.empty_button_clicked)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)  # behind the scroll bars
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCornerWidget(QWidget(self))  # Qt's own draws a box where the scroll bars meet
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setSingleStep(24)
        theme.changed.connect(self._on_theme_changed)
        self._take_colours()

    # -- places

    @property
    def scale(self) -> float:
        """Screen pixels a scene pixel."""
        return self.camera.scale

    @property
    def room(self) -> QSizeF:
        """The viewport's size."""
        return QSizeF(self.viewport().size())

    @property
    def in_sight(self) -> QRectF:
        """What the viewport shows, in scene coordinates."""
        return self.camera.view(self.room)

    def to_scene(self, point: QPoint | QPointF) -> QPointF:
        return self.camera.to_scene(QPointF(point))

    def from_scene(self, area: QRectF) -> QRect:
        """Viewport pixels, rounded outward."""
        return self.camera.from_scene(area).toAlignedRect()

    def free(self) -> QRectF:
        """The part of the viewport where a card has nothing over it, but for what `covered` says."""
        return QRectF(self.viewport().rect()).marginsRemoved(QMarginsF(AIR, AIR, AIR, AIR))

    def covered(self) -> QRectF:
        """What of that part lies under something in its bottom right corner."""
        return QRectF()

    # -- looking elsewhere

    def look(self, camera: Camera) -> None:
        """Look from there, at once."""
        self._glide.drop()
        self._look(camera)

    def glide(self, camera: Camera) -> None:
        """Look from there after a short glide, when it is near; else at once."""
        camera = camera.within(self.scene.bounds, self.room)
        start, room = self.camera, self.room
        ways = abs(camera.x - start.x), abs(camera.y - start.y)
        near = ways[0] < 1.5 * room.width() and ways[1] < 1.5 * room.height() and camera.scale == start.scale
        if not (near and self.animated and self.isVisible()):
            self.look(camera)
            return
        self._glide.drop()

        def step(left: float) -> None:
            self._look(camera.moved((start.x - camera.x) * left, (start.y - camera.y) * left))
            self.goal = camera if left > 0 else self.camera

        self._glide.run(step)
        self.goal = camera

    def _look(self, camera: Camera) -> None:
        camera = camera.within(self.scene.bounds, self.room) if self.scene.count else Camera(camera.scale)
        ratio = self.viewport().devicePixelRatioF()
        camera = Camera(camera.scale, round(camera.x * ratio) / ratio, round(camera.y * ratio) / ratio)
        if camera != self.camera:
            self.camera = camera
            self._moved()
        self.goal = self.camera
        self._set_bars()

    def _moved(self) -> None:
        """What is in sight has changed."""
        self.viewport().update()
        self.scrolled.emit()

    def _set_bars(self) -> None:
        if self._following:
            return
        bounds, room, camera = self.scene.bounds, self.room, self.camera
        s = camera.scale
        spans = (
            (self.horizontalScrollBar(), bounds.left() * s, bounds.right() * s, camera.x, room.width()),
            (self.verticalScrollBar(), bounds.top() * s, bounds.bottom() * s, camera.y, room.height()),
        )
        self._following = True
        for bar, low, high, at, length in spans:
            if not bar.isSliderDown():  # or the handle would run from under the pointer
                bar.setRange(*(scroll_span(low, high, at, length) if self.scene.count else (0, 0)))
            bar.setPageStep(round(length))
            bar.setValue(round(at))
        self._following = False

    def fit(self) -> None:
        """Bring all of the map in sight, no larger than at 100 %."""
        if self.scene.count:
            self.look(fitting(self.scene.bounds, QSizeF(self.maximumViewportSize())))

    # -- what there is to show

    def looks(self) -> Looks:
        """What is painted otherwise without standing elsewhere."""
        raise NotImplementedError

    def set_empty_state(self, sentence: str, button_text: str = "") -> None:
        """What to say when there are no nodes."""
        self._empty.say(sentence, button_text)
        self._show_empty()

    def _show_empty(self) -> None:
        self._empty.setGeometry(self.viewport().rect())
        self._empty.setVisible(self._empty.has_words and self.scene.count == 0)

    def _on_theme_changed(self) -> None:
        self._take_colours()

    def _take_colours(self) -> None:
        palette = QApplication.palette()
        palette.setColor(QPalette.ColorRole.Base, self.theme.tokens.paper)
        palette.setColor(QPalette.ColorRole.Window, self.theme.tokens.paper)
        self.setPalette(palette)
        self.viewport().update()

    # -- Qt

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._following:
            self.look(self.camera.moved(-dx, -dy))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The middle keeps its place sideways, the top its height; scroll bars that come and go move nothing."""
        super().resizeEvent(event)
        whole, before = self.maximumViewportSize(), self._whole
        self._whole = whole
        camera = self.camera
        if before.isValid() and not before.isEmpty() and whole != before:
            camera = camera.moved((before.width() - whole.width()) / 2, 0)
        self._look(camera)
        self._show_empty()
        self.scrolled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.theme.tokens.paper)
        if self.scene.count:
            self._paint_map(painter)
        self._paint_over(painter)
        painter.end()

    def _paint_map(self, painter: QPainter) -> None:
        ratio = self.viewport().devicePixelRatioF()
        self._tiles.paint(painter, self.scene, self.in_sight, self.scale, ratio, self.looks())
        self._idle.start(AFTER_PAINT)

    def _paint_ahead(self) -> None:
        """While nothing else is to do: what the next move brings in sight."""
        if self.isVisible() and self.scene.count and self.camera == self.goal:
            ratio = self.viewport().devicePixelRatioF()
            if not self._tiles.prepare(self.scene, self.in_sight, self.scale, ratio, self.looks()):
                self._idle.start(0)

    def _paint_over(self, painter: QPainter) -> None:
        """What lies over the map, in viewport pixels."""
