"""PNG: any scale that an image can hold, with its title and its true size in it."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter

from models.errors import UserError
from storage.pictures import SCALES
from ui.pictures.sheet import Sheet

LONGEST = 32_767  # pixels: Qt draws nothing beyond
MOST = 150_000_000  # pixels: 600 MB while it is drawn
INCH = 0.0254  # metres


def pixels(size: tuple[float, float], scale: float) -> tuple[int, int]:
    """The picture's width and height at a scale."""
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def largest_scale(size: tuple[float, float]) -> float:
    """The largest scale, in hundredths, that an image can hold; 0.0 when that is none of those that are offered."""
    wide, high = size
    limit = min(LONGEST / wide, LONGEST / high, (MOST / (wide * high)) ** 0.5, SCALES[1])
    hundredths = floor(limit * 100)
    while hundredths > 0 and not _holds(pixels(size, hundredths / 100)):
        hundredths -= 1
    return hundredths / 100 if hundredths >= round(SCALES[0] * 100) else 0.0


def _holds(size: tuple[int, int]) -> bool:
    return max(size) <= LONGEST and size[0] * size[1] <= MOST


def check_fits(sheet: Sheet, scale: float) -> None:
    """Raises UserError, with the largest scale that works, when no image can hold the picture."""
    size = pixels(sheet.size, scale)
    if not _holds(size):
        raise _too_large(sheet.size, *size)


def image(sheet: Sheet, scale: float, *, transparent: bool) -> QImage:
    """The picture in pixels. Raises UserError, with the largest scale that works, when no image can hold it."""
    check_fits(sheet, scale)
    wide, high = pixels(sheet.size, scale)
    kind = QImage.Format.Format_ARGB32_Premultiplied if transparent else QImage.Format.Format_RGB32
    made = QImage(wide, high, kind)
    if made.isNull():  # the memory is used up
        raise _too_large(sheet.size, wide, high)
    made.fill(Qt.GlobalColor.transparent if transparent else sheet.ground)
    made.setDotsPerMeterX(round(96 * scale / INCH))
    made.setDotsPerMeterY(round(96 * scale / INCH))
    made.setText("Title", sheet.content.title)
    made.setText("Description", sheet.content.description)
    if sheet.content.author:
        made.setText("Author", sheet.content.author)
    made.setText("Software", "Counterpoint")
    painter = QPainter(made)
    painter.scale(wide / sheet.size[0], high / sheet.size[1])
    sheet.paint(painter, sheet.bounds, scale, ground=False)
    painter.end()
    return made


def _too_large(size: tuple[float, float], wide: int, high: int) -> UserError:
    works = largest_scale(size)
    if not works:
        return UserError("picture.too_large_always")
    return UserError("picture.too_large", width=f"{wide:,}", height=f"{high:,}", scale=f"{works:g}")


def png_bytes(sheet: Sheet, scale: float, *, transparent: bool) -> bytes:
    """The picture as a PNG file. Raises UserError as `image` does."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image(sheet, scale, transparent=transparent).save(buffer, "PNG"):  # type: ignore[call-overload]
        raise UserError("picture.too_large_always")
    return bytes(buffer.data().data())
