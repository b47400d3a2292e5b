"""What stands between a row's text and its answer: dots of its tags, its links, the sign of a note."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from ui.outline.making import OutlineRow
from ui.outline.measures import DOT, DOT_PITCH, MARK, MARK_GAP, MARKS_RIGHT, TEXT_BESIDE_MARKS
from ui.theme import Theme

COUNT_GAP = 2  # between the sign of links and their number


class MarkPainter:
    """Packs the marks that a row has against the right end, leaving out what would take the room of the text."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.take_fonts()

    def take_fonts(self) -> None:
        self._font: QFont = self._theme.small_font()
        self._metrics = QFontMetrics(self._font)

    def paint(self, painter: QPainter, place: QRect, row: OutlineRow, text_width: int) -> int:
        """The room that the marks take at the right of `place`; `text_width`: of the whole text, in pixels."""
        has_note, links, dots = bool(row.node.note.strip()), row.link_count, row.tag_colours
        if not (has_note or links or dots):
            return 0
        free = place.width() - MARKS_RIGHT - min(text_width, TEXT_BESIDE_MARKS)
        x, middle = place.right() + 1 - MARKS_RIGHT, place.top() + place.height() / 2
        start = x
        for wanted, width, draw in (
            (has_note, MARK, self._note),
            (links > 0, MARK + COUNT_GAP + self._metrics.horizontalAdvance(str(links)), self._links),
            (bool(dots), len(dots) * DOT_PITCH - (DOT_PITCH - DOT), self._dots),
        ):
            if wanted and start - (x - width) <= free:
                draw(painter, x - width, middle, row)
                x -= width + MARK_GAP
        return start - x + MARKS_RIGHT - MARK_GAP if x < start else 0

    def _note(self, painter: QPainter, x: int, middle: float, _row: OutlineRow) -> None:
        self._icon(painter, "sticky-note", x, middle)

    def _links(self, painter: QPainter, x: int, middle: float, row: OutlineRow) -> None:
        self._icon(painter, "link", x, middle)
        painter.setFont(self._font)
        painter.setPen(self._theme.tokens.muted)
        place = QRect(x + MARK + COUNT_GAP, round(middle) - 12, 60, 26)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(row.link_count))

    def _icon(self, painter: QPainter, name: str, x: int, middle: float) -> None:
        box = QRect(x, round(middle - MARK / 2), MARK, MARK)
        self._theme.icon(name, self._theme.tokens.muted).paint(painter, box)

    def _dots(self, painter: QPainter, x: int, middle: float, row: OutlineRow) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for at, key in enumerate(row.tag_colours):
            painter.setBrush(self._theme.tokens.tags[key].dot)
            painter.drawEllipse(QRectF(x + at * DOT_PITCH, middle - DOT / 2, DOT, DOT))
        painter.restore()
