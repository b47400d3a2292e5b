"""Text in whole lines: broken at words, the last line elided, no line cut through."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from models.messages import _


def broken_lines(text: str, font: QFont, width: int) -> list[str]:
    """The text's lines at a width, broken between words where that is possible."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        units = paragraph.encode("utf-16-le")
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            start, length = line.textStart(), line.textLength()
            lines.append(units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace").rstrip())
        layout.endLayout()
    return lines


def elided_lines(text: str, font: QFont, width: int, most: int, last: int | None = None) -> list[str]:
    """At most `most` lines; what does not fit is an ellipsis at the end of the last.

    `last`: the width of the last of `most` lines, where something else stands beside it.
    """
    if most < 1:
        return []
    end = 32 + most * max(1, width) // 2  # no letter is narrower than two pixels
    cut = len(text) > end
    lines = broken_lines(text[:end] if cut else text, font, width)
    room = width if last is None else last
    metrics = QFontMetrics(font)
    if not cut and (len(lines) < most or (len(lines) == most and metrics.horizontalAdvance(lines[-1]) <= room + 1)):
        return lines
    rest = " ".join(line for line in lines[most - 1 :] if line)
    ending = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)
    return [*lines[: most - 1], cut_end(ending)]


def cut_end(text: str) -> str:
    """A text that is cut off there: one ellipsis, without the space or the stop that may stand before it."""
    return text.removesuffix("…").rstrip(" .,;:\u00a0") + "…"


def cut(text: str, limit: int) -> str:
    """At most so many code points of a text, with an ellipsis where it is cut."""
    return text if len(text) <= limit else cut_end(text[: limit - 1])


_CLOSING = {"“": "”", "„": "“", "‟": "”", "«": "»", "»": "«", '"': '"'}
_OPENING = {"”": "“", "“": "„", "»": "«", "«": "»", '"': '"'}


def quoted(text: str) -> str:
    """A text in quotation marks: its own where it begins or ends with one, and then only the missing one is added."""
    closing, opening = _CLOSING.get(text[:1]), _OPENING.get(text[-1:])
    if closing is not None:
        return text + closing if _is_alone(text, text[0], closing) else text
    if opening is not None:
        return opening + text if _is_alone(text, text[-1], opening) else text
    return _("“{quote}”").format(quote=text)


def _is_alone(text: str, mark: str, other: str) -> bool:
    """Whether a mark has no partner in the text."""
    return text.count(mark) % 2 == 1 if mark == other else text.count(mark) > text.count(other)


def needed_lines(text: str, font: QFont, width: int, most: int) -> int:
    """How many lines a text takes at a width, as far as `most`."""
    return min(most, len(broken_lines(text[: 32 + most * max(1, width) // 2], font, width)))


def paint_lines(
    painter: QPainter, lines: list[str], corner: tuple[int, int, int], font: QFont, pitch: int, colour: QColor
) -> None:
    """Lines from (x, y) within a width, each centred on its pitch."""
    x, y, width = corner
    painter.setFont(font)
    painter.setPen(colour)
    for i, line in enumerate(lines):
        box = QRect(x, y + i * pitch, width, pitch)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)
