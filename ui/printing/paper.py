"""Paper, in the units that pages are set in: tenths of a point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from models.errors import UserError
from storage.pictures import PAPERS
from storage.printing import PrintOptions
from ui.pictures.pdf import PAPER_IDS

POINT = 10  # units
DPI = 72 * POINT
MILLIMETRE = DPI / 25.4
LEAST_WIDE, LEAST_HIGH = 14, 12  # of type sizes: what has to be left between the margins
SIDEWAYS = ("clash",)  # what lies on its side unless it is told otherwise


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet. `width`, `height` and `margin` in units."""

    name: str
    width: int
    height: int
    margin: int

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    def layout(self) -> QPageLayout:
        """As Qt's devices want it: margins are ours."""
        way = QPageLayout.Orientation.Landscape if self.is_landscape else QPageLayout.Orientation.Portrait
        return QPageLayout(
            QPageSize(PAPER_IDS[self.name]), way, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter, QMarginsF()
        )


def paper_of(options: PrintOptions) -> Paper:
    """The paper that is chosen. Raises UserError where the margins leave no room for the type."""
    landscape = options.orientation == "landscape" or (options.orientation == "auto" and options.content in SIDEWAYS)
    paper = sheet(options.paper, landscape, options.margin)
    room = paper.width - 2 * paper.margin, paper.height - 2 * paper.margin
    em = options.size * POINT
    if room[0] < LEAST_WIDE * em or room[1] < LEAST_HIGH * em:
        raise UserError("print.no_room", paper=options.paper)
    return paper


def sheet(name: str, landscape: bool, margin: float) -> Paper:
    """A paper by its name; `margin` in millimetres."""
    wide, high = (round(each * MILLIMETRE) for each in PAPERS[name])
    return Paper(name, *((high, wide) if landscape else (wide, high)), round(margin * MILLIMETRE))


class Sheets(Protocol):
    """Pages that can be painted. `count` grows while they are being made; `total` is None until all are there."""

    title: str
    author: str

    @property
    def count(self) -> int: ...
    @property
    def total(self) -> int | None: ...
    def paper(self, number: int) -> Paper: ...
    def paint(self, painter: QPainter, number: int, detail: float) -> None:
        """Draw page `number` (from 0). The painter is in units from the paper's corner; `detail`: pixels to one."""


Told = Callable[[int, int], None]
