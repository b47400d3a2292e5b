"""The pages below one another as they will be printed, painted when they come in sight."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from models.messages import _
from ui.printing.flow import page_words
from ui.printing.paper import DPI, Sheets
from ui.theme import Theme

RIM, GAP = 16, 16  # pixels around the pages and between them
SCREEN = 96.0  # pixels in an inch at 100 percent
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
WIDTH, PAGE = "width", "page"  # zooms that follow the room there is
KEPT = 12  # pages whose pictures are kept
MOST_PIXELS = 24_000_000  # of one picture
STEP = 48  # pixels that an arrow key scrolls
WHITE = QColor("white")

Paint = Callable[[int, float, Callable[[QImage], None]], None]


class Preview(QAbstractScrollArea):
    """`paint(number, scale, then)` gives a page's picture later. `moved`: another page, zoom or count is on show."""

    moved = Signal()

    def __init__(self, theme: Theme, paint: Paint, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._paint_page = theme, paint
        self._sheets: Sheets | None = None
        self._sentence = ""
        self._zoom: str | float = WIDTH
        self._tops: list[int] = []  # of the pages, in pixels from the top
        self._sizes: list[QSize] = []
        self._high = self._wide = 0
        self._pictures: OrderedDict[int, tuple[float, QPixmap]] = OrderedDict()
        self._asked: set[tuple[int, float]] = set()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 200)
        self.verticalScrollBar().setSingleStep(STEP)
        self.horizontalScrollBar().setSingleStep(STEP)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self.viewport().update)
        self._tell()

    # -- what is shown

    def show_sheets(self, sheets: Sheets) -> None:
        """Show other pages, from the page that was on show as far as there is one."""
        now = self.page
        self._sheets, self._sentence = sheets, ""
        self._pictures.clear()
        self._asked.clear()
        self._measure()
        self.go_to(now)

    def show_sentence(self, sentence: str) -> None:
        """Say why there are no pages."""
        self._sheets, self._sentence = None, sentence
        self._pictures.clear()
        self._measure()

    def grow(self) -> None:
        """There are more pages now."""
        self._measure()

    @property
    def count(self) -> int:
        return len(self._tops)

    @property
    def total(self) -> int | None:
        return self._sheets.total if self._sheets is not None else None

    @property
    def page(self) -> int:
        """The page that most of the room shows, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max(0, bisect_right(self._tops, middle) - 1)

    def is_painted(self, number: int) -> bool:
        """Whether a page's picture is there in the size on show."""
        return number in self._pictures and self._pictures[number][0] == self._scale(number) * self.devicePixelRatioF()

    def go_to(self, number: int) -> None:
        """Bring a page's head to the top."""
        if self._tops:
            number = max(0, min(number, len(self._tops) - 1))
            self.verticalScrollBar().setValue(self._tops[number] - RIM)

    # -- zoom

    @property
    def zoom(self) -> str | float:
        """WIDTH, PAGE, or a factor."""
        return self._zoom

    def set_zoom(self, zoom: str | float) -> None:
        """Show the pages larger or smaller; the page on show stays."""
        now = self.page
        self._zoom = zoom
        self._measure()
        self.go_to(now)

    @property
    def factor(self) -> float:
        """The zoom as a number, for the page on show."""
        return self._scale(self.page) * DPI / SCREEN if self.count else 1.0

    def zoom_by(self, steps: int) -> None:
        """To the next zoom in that direction."""
        now = self.factor
        if steps > 0:
            self.set_zoom(next((each for each in ZOOMS if each > now * 1.01), ZOOMS[-1]))
        else:
            self.set_zoom(next((each for each in reversed(ZOOMS) if each < now * 0.99), ZOOMS[0]))

    def _scale(self, number: int) -> float:
        """Pixels to a unit."""
        assert self._sheets is not None
        if not isinstance(self._zoom, str):
            return self._zoom * SCREEN / DPI
        paper, room = self._sheets.paper(number), self.viewport().size() - QSize(2 * RIM, 2 * RIM)
        by_width = max(room.width(), 40) / paper.width
        return by_width if self._zoom == WIDTH else min(by_width, max(room.height(), 40) / paper.height)

    def _measure(self) -> None:
        sheets = self._sheets
        self._tops, self._sizes = [], []
        y, wide = RIM, 0
        for number in range(sheets.count if sheets is not None else 0):
            assert sheets is not None
            paper, scale = sheets.paper(number), self._scale(number)
            extent = QSize(round(paper.width * scale), round(paper.height * scale))
            self._tops.append(y)
            self._sizes.append(extent)
            y += extent.height() + GAP
            wide = max(wide, extent.width())
        self._high, self._wide = y - GAP + RIM, wide + 2 * RIM
        self._set_bars()
        self.viewport().update()
        self._tell()

    def _set_bars(self) -> None:
        room = self.viewport().size()
        for bar, whole, part in (
            (self.verticalScrollBar(), self._high, room.height()),
            (self.horizontalScrollBar(), self._wide, room.width()),
        ):
            bar.setPageStep(part)
            bar.setRange(0, max(0, whole - part))

    def _on_scrolled(self) -> None:
        self._tell()

    def _tell(self) -> None:
        words = page_words(self.page, self.total) if self.count else self._sentence
        self.setAccessibleName(_("Preview of the pages"))
        self.setAccessibleDescription(words)
        self.moved.emit()

    def box(self, number: int) -> QRect:
        """Where a page stands in the viewport."""
        extent = self._sizes[number]
        x = max(RIM, (self.viewport().width() - extent.width()) // 2) - self.horizontalScrollBar().value()
        return QRect(x, self._tops[number] - self.verticalScrollBar().value(), extent.width(), extent.height())

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens = self._theme.tokens
        painter.fillRect(event.rect(), tokens.gutter)
        if not self._tops:
            painter.setPen(tokens.muted)
            around = self.viewport().rect().adjusted(RIM, RIM, -RIM, -RIM)
            painter.drawText(around, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)
            return
        top, foot = self.verticalScrollBar().value(), self.verticalScrollBar().value() + self.viewport().height()
        number = max(0, bisect_right(self._tops, top) - 1)
        while number < len(self._tops) and self._tops[number] < foot:
            self._paint_one(painter, number)
            number += 1

    def _paint_one(self, painter: QPainter, number: int) -> None:
        box, ratio = self.box(number), self.devicePixelRatioF()
        scale = self._scale(number) * ratio
        painter.fillRect(box, WHITE)
        kept = self._pictures.get(number)
        if kept is not None:
            self._pictures.move_to_end(number)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(box, kept[1])
        if kept is None or kept[0] != scale:
            self._ask(number, scale)
        painter.setPen(QPen(self._theme.tokens.line, 1))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _ask(self, number: int, scale: float) -> None:
        if (number, scale) in self._asked:
            return
        self._asked.add((number, scale))
        assert self._sheets is not None
        paper, sheets = self._sheets.paper(number), self._sheets
        most = (MOST_PIXELS / (paper.width * paper.height)) ** 0.5

        def then(image: QImage) -> None:
            self._asked.discard((number, scale))
            if self._sheets is sheets:
                self._pictures[number] = scale, QPixmap.fromImage(image)
                self._pictures.move_to_end(number)
                while len(self._pictures) > KEPT:
                    self._pictures.popitem(last=False)
                self.viewport().update()

        self._paint_page(number, min(scale, most), then)

    # -- hands

    def resizeEvent(self, event: QResizeEvent) -> None:
        now = self.page
        super().resizeEvent(event)
        if isinstance(self._zoom, str):
            self._measure()
            self.go_to(now)
        else:
            self._set_bars()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.verticalScrollBar()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar.setValue(bar.value() + (STEP if key == Qt.Key.Key_Down else -STEP))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            across = self.horizontalScrollBar()
            across.setValue(across.value() + (STEP if key == Qt.Key.Key_Right else -STEP))
        else:
            super().keyPressEvent(event)

    def turn(self, by: int) -> None:
        """To the next or previous page; of a page that is larger than the room first to its other end."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        value = bar.value()
        if by > 0:
            at = bisect_right(self._tops, value + RIM) - 1
            foot = self._tops[at] + self._sizes[at].height() if at >= 0 else 0
            if foot > value + room + RIM:
                bar.setValue(min(value + round(room * 0.9), foot - room + RIM))
            else:
                self.go_to(at + 1)
            return
        at = bisect_right(self._tops, value + RIM - 1) - 1
        if at < 0:
            bar.setValue(0)
        elif value + RIM - self._tops[at] > room:
            bar.setValue(max(self._tops[at] - RIM, value - round(room * 0.9)))
        else:
            self.go_to(at)
