"""PDF: the picture on one page, or over several with marks to cut and join them by. Text stays text."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from models.messages import Message, _
from storage.pictures import PictureOptions
from ui.map.measure import Face
from ui.pictures.pages import MILLIMETRE, Page, Plan, plan, with_whole_cards, without_blank
from ui.pictures.sheet import Sheet
from ui.theme import Theme
from ui.theme.theme import INTERFACE_PIXELS

DPI = 1200
POINT = 0.75  # in one pixel
LEAST_POINTS = 4.0  # letters below this are told of
HAIRLINE = 0.15  # millimetres
TICK = (1.0, 4.0)  # millimetres from the picture's edge: where a cut mark begins and how long it is
CROSS = 2.0  # half of a cross where four pages meet
KEY_HIGH, KEY_WIDE = 7.0, 40.0  # millimetres: the most that the key of pages takes
PAPER_IDS = {
    name: getattr(QPageSize.PageSizeId, name) for name in ("A5", "A4", "A3", "A2", "Letter", "Legal", "Tabloid")
}


def pdf_bytes(sheet: Sheet, options: PictureOptions, theme: Theme) -> tuple[bytes, list[Message]]:
    """The picture as a PDF file, and what is wrong with it. Raises UserError as `pages.plan` does."""
    planned = plan_of(sheet, options)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(sheet.content.title)
    writer.setCreator("Counterpoint")
    if sheet.content.author and hasattr(writer, "setAuthor"):  # since Qt 6.9
        writer.setAuthor(sheet.content.author)
    way = QPageLayout.Orientation.Landscape if planned.is_landscape else QPageLayout.Orientation.Portrait
    paper = QPageSize(PAPER_IDS[options.paper])
    writer.setPageLayout(QPageLayout(paper, way, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter))
    marks = Marks(sheet, planned, theme)
    painter = QPainter(writer)
    for number, page in enumerate(planned.pages()):
        if number:
            writer.newPage()
        painter.save()
        painter.scale(DPI / 25.4, DPI / 25.4)
        paint_page(painter, sheet, planned, page, marks)
        painter.restore()
    painter.end()
    buffer.close()
    return bytes(buffer.data().data()), letters_told(planned, options)


def plan_of(sheet: Sheet, options: PictureOptions) -> Plan:
    """The pages of a picture, cut beside the cards where that can be. Raises UserError as `pages.plan` does."""
    planned = plan(sheet.size, options)
    if options.tiled:
        planned = with_whole_cards(planned, sheet.size, sheet.spans())
        planned = without_blank(planned, sheet.holds)
    return planned


def points(planned: Plan) -> float:
    """How high the letters of the cards are."""
    return INTERFACE_PIXELS * POINT * planned.scale


def letters_told(planned: Plan, options: PictureOptions) -> list[Message]:
    """What there is to say when nobody can read the letters."""
    high = points(planned)
    words = f"{high:.1f}" if high >= 0.1 else f"{high:.1g}"
    return [Message("picture.small", {"points": words, "paper": options.paper})] if high < LEAST_POINTS else []


def paint_page(painter: QPainter, sheet: Sheet, planned: Plan, page: Page, marks: Marks, detail: float = 1.0) -> None:
    """One page; the painter is in millimetres from the paper's corner. `detail`: pixels to one of the sheet's units."""
    margin = planned.margin
    if sheet.tokens.is_dark:
        painter.fillRect(QRectF(0, 0, planned.width, planned.height), sheet.ground)
    inner = QRectF(margin, margin, planned.width - 2 * margin, planned.height - 2 * margin)
    area = QRectF(*page.area)
    painter.save()
    painter.setClipRect(inner)
    painter.translate(inner.topLeft())
    painter.scale(planned.scale / MILLIMETRE, planned.scale / MILLIMETRE)
    painter.translate(-area.topLeft())
    sheet.paint(painter, area.intersected(sheet.bounds), detail, ground=False)
    painter.restore()
    if planned.rows * planned.columns > 1:
        marks.paint(painter, page)


class Marks:
    """What stands in the margins of tiled pages: where to cut, the page's name, and which of all it is."""

    def __init__(self, sheet: Sheet, planned: Plan, theme: Theme) -> None:
        self._tokens = sheet.tokens
        self._title = sheet.content.title
        self._plan = planned
        self._numbers = {page.label: number for number, page in enumerate(planned.pages(), start=1)}
        self._name = Face(theme.small_font(600))
        self._rest = Face(theme.small_font())

    def paint(self, painter: QPainter, page: Page) -> None:
        """Draw the marks of one page; the painter is in millimetres."""
        pen = QPen(self._tokens.muted, HAIRLINE)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        across, down = self.cuts_on(page)
        self._paint_cuts(painter, across, down)
        self._paint_key(painter, page)
        self._paint_name(painter, page)

    def cuts_on(self, page: Page) -> tuple[list[float], list[float]]:
        """Where this page is cut: x and y in millimetres from the paper's corner."""
        planned = self._plan
        near = planned.margin + planned.overlap / 2
        across = [near] * (page.column > 0)
        across += [planned.width - near] * (page.column < planned.columns - 1)
        down = [near] * (page.row > 0) + [planned.height - near] * (page.row < planned.rows - 1)
        return across, down

    def _paint_cuts(self, painter: QPainter, across: list[float], down: list[float]) -> None:
        wide, high, margin = self._plan.width, self._plan.height, self._plan.margin
        start, end = margin - TICK[0], max(0.0, margin - TICK[0] - TICK[1])
        for x in across:
            for one, two in ((end, start), (high - start, high - end)):
                painter.drawLine(QPointF(x, one), QPointF(x, two))
        for y in down:
            for one, two in ((end, start), (wide - start, wide - end)):
                painter.drawLine(QPointF(one, y), QPointF(two, y))
        for x in across:
            for y in down:
                painter.drawLine(QPointF(x - CROSS, y), QPointF(x + CROSS, y))
                painter.drawLine(QPointF(x, y - CROSS), QPointF(x, y + CROSS))

    def _aside(self) -> float:
        """How far from the paper's sides the words begin: clear of the cut marks."""
        return self._plan.margin + self._plan.overlap + 2

    def _paint_key(self, painter: QPainter, page: Page) -> None:
        """All pages small, this one filled, at the right of the foot."""
        planned = self._plan
        high = min(KEY_HIGH, planned.margin - 2) / planned.rows
        wide = min(high * planned.width / planned.height, KEY_WIDE / planned.columns)
        high = wide * planned.height / planned.width
        left = planned.width - self._aside() - wide * planned.columns
        top = planned.height - planned.margin / 2 - high * planned.rows / 2
        for other in planned.pages():  # blank ones have no cell: there is no such page
            cell = QRectF(left + other.column * wide, top + other.row * high, wide, high)
            painter.setBrush(self._tokens.muted if other.label == page.label else Qt.BrushStyle.NoBrush)
            painter.drawRect(cell)

    def _paint_name(self, painter: QPainter, page: Page) -> None:
        planned = self._plan
        room = (planned.width - 2 * self._aside() - KEY_WIDE) * MILLIMETRE
        name = page.label
        taken = self._name.width(name) + 8
        words = _("{number} of {count} · {title}").format(
            number=self._numbers[page.label], count=planned.count, title=self._title
        )
        painter.save()
        painter.translate(self._aside(), planned.height - planned.margin / 2)
        painter.scale(1 / MILLIMETRE, 1 / MILLIMETRE)
        base = (self._name.metrics.ascent() - self._name.metrics.descent()) / 2
        painter.setFont(self._name.font)
        painter.setPen(self._tokens.ink)
        painter.drawText(QPointF(0, base), name)
        if room > taken + 40:
            painter.setFont(self._rest.font)
            painter.setPen(self._tokens.muted)
            painter.drawText(QPointF(taken, base), self._rest.elided(words, room - taken))
        painter.restore()
