"""The preview of a picture: all of it as large as there is room, on its paper, with the cuts of tiled pages."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.pictures.pages import MILLIMETRE, Plan
from ui.pictures.sheet import Sheet
from ui.theme import Theme

RIM = 16  # pixels around it
CHECK = 8  # of the pattern that stands for no ground
LARGEST = 1.0  # nothing is shown larger than it is
WHITE = QColor("white")  # what a printer's paper is


class Preview(QWidget):
    """Paints a sheet; it is drawn once and kept until another one comes or the room changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: Sheet | None = None
        self._plan: Plan | None = None
        self._transparent = False
        self._kept: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        theme.changed.connect(self.update)

    def show_sheet(self, sheet: Sheet | None, planned: Plan | None, transparent: bool) -> None:
        """Show another picture; `planned` are its pages, None for a format without pages."""
        self._sheet, self._plan, self._transparent = sheet, planned, transparent
        self._kept = None
        self.update()

    @property
    def extent(self) -> QRectF:
        """What is shown, in the sheet's units: the sheet, or the pages that it lies on."""
        if self._sheet is None:
            return QRectF()
        planned = self._plan
        if planned is None:
            return self._sheet.bounds
        whole = [
            start + step * (count - 1) + room
            for start, step, count, room in zip(
                planned.start, planned.step, (planned.columns, planned.rows), planned.room, strict=True
            )
        ]
        edge = planned.margin * MILLIMETRE / planned.scale
        return QRectF(QPointF(*planned.start), QPointF(*whole)).adjusted(-edge, -edge, edge, edge)

    def frame(self) -> tuple[QRectF, float]:
        """Where it is painted in this widget, and how many pixels a unit of the sheet takes."""
        extent = self.extent
        room = QRectF(self.rect()).adjusted(RIM, RIM, -RIM, -RIM)
        if extent.isEmpty() or room.isEmpty():
            return QRectF(), 1.0
        scale = min(room.width() / extent.width(), room.height() / extent.height(), LARGEST)
        size = extent.size() * scale
        corner = room.center() - QPointF(size.width() / 2, size.height() / 2)
        return QRectF(QPointF(round(corner.x()), round(corner.y())), size), scale

    def sizeHint(self) -> QSize:
        return QSize(520, 440)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._kept = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.gutter)
        box, scale = self.frame()
        if self._sheet is None or box.isEmpty():
            return
        if self._kept is None:
            self._kept = self._drawn(box, scale)
        painter.drawPixmap(box.topLeft(), self._kept)
        painter.setPen(QPen(self._theme.tokens.line, 1))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self._plan is not None:
            self._paint_pages(painter, box, scale, self._plan)

    def _drawn(self, box: QRectF, scale: float) -> QPixmap:
        assert self._sheet is not None
        ratio = self.devicePixelRatioF()
        kept = QPixmap(max(1, round(box.width() * ratio)), max(1, round(box.height() * ratio)))
        kept.setDevicePixelRatio(ratio)
        kept.fill(self._ground())
        painter = QPainter(kept)
        if self._transparent:
            self._paint_checks(painter, box.size().toSize())
        painter.scale(scale, scale)
        painter.translate(-self.extent.topLeft())
        self._sheet.paint(painter, self._sheet.bounds, scale * ratio, ground=False)
        painter.end()
        return kept

    def _ground(self) -> QColor:
        assert self._sheet is not None
        return self._sheet.ground if self._plan is None or self._sheet.tokens.is_dark else WHITE

    def _paint_checks(self, painter: QPainter, size: QSize) -> None:
        """Squares in two shades, as drawing programs show that nothing is there."""
        assert self._sheet is not None
        shade = self._sheet.tokens.panel
        for row in range(size.height() // CHECK + 1):
            for column in range(row % 2, size.width() // CHECK + 1, 2):
                painter.fillRect(column * CHECK, row * CHECK, CHECK, CHECK, shade)

    def _paint_pages(self, painter: QPainter, box: QRectF, scale: float, planned: Plan) -> None:
        """Where the margins are, where the pages are cut, and what each is called."""
        assert self._sheet is not None
        tokens = self._sheet.tokens
        edge = planned.margin * MILLIMETRE / planned.scale * scale
        painter.setPen(QPen(tokens.line, 1, Qt.PenStyle.DotLine))
        painter.drawRect(box.adjusted(edge, edge, -edge, -edge))
        if planned.rows * planned.columns == 1:
            return
        pen = QPen(tokens.accent, 1)
        pen.setDashPattern([5, 3])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        across, down = planned.cuts()
        xs = [box.left() + (x - self.extent.left()) * scale for x in across]
        ys = [box.top() + (y - self.extent.top()) * scale for y in down]
        lefts, tops = [box.left(), *xs, box.right()], [box.top(), *ys, box.bottom()]
        for row, column in planned.blank:
            corner = QPointF(lefts[column], tops[row])
            painter.fillRect(QRectF(corner, QPointF(lefts[column + 1], tops[row + 1])), self._theme.tokens.gutter)
        painter.drawLines([QLineF(round(x) + 0.5, box.top(), round(x) + 0.5, box.bottom()) for x in xs])
        painter.drawLines([QLineF(box.left(), round(y) + 0.5, box.right(), round(y) + 0.5) for y in ys])
        font = self._theme.small_font(600)
        painter.setFont(font)
        painter.setPen(tokens.accent)
        step = (box.width() / planned.columns, box.height() / planned.rows)
        if min(step) < 24:  # names would run into each other
            return
        for page in planned.pages():
            painter.drawText(QPointF(lefts[page.column] + 5, tops[page.row] + 15), page.label)
