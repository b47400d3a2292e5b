"""Maps as pages: the pictures of ui.pictures on their paper, each map from a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from models.interchange.scope import Scope
from models.messages import Message
from storage.pictures import PictureOptions, Wanted
from storage.printing import PrintOptions
from ui.pictures.content import content_of
from ui.pictures.pages import MILLIMETRE as PIXELS
from ui.pictures.pages import Page, Plan
from ui.pictures.pdf import Marks, letters_told, paint_page, plan_of, points
from ui.pictures.sheet import Sheet
from ui.pictures.writing import sheet_of
from ui.printing.flow import page_words
from ui.printing.paper import MILLIMETRE, Paper, sheet
from ui.printing.type import MUTED, Families, Type
from ui.theme import Theme

FOOT_POINTS = 10.0  # the type size that the foot is made for
MOST_WHOLE = 1500  # nodes of a map whose letters are painted however small they are
LEAST_FOOT = 8.0  # millimetres of margin that it needs


@dataclass(frozen=True, slots=True)
class _Map:
    sheet: Sheet
    plan: Plan
    marks: Marks


class MapPages:
    """The pages of some maps, all there from the start."""

    def __init__(self, theme: Theme, maps: Sequence[Sheet], options: PrintOptions) -> None:
        """Raises UserError as `ui.pictures.pages.plan` does."""
        self._options = options
        picture = options.picture()
        self._pages: list[tuple[_Map, Page]] = []
        losses: list[Message] = []
        smallest: tuple[float, list[Message]] | None = None
        for each in maps:
            planned = plan_of(each, picture)
            made = _Map(each, planned, Marks(each, planned, theme))
            self._pages += [(made, page) for page in planned.pages()]
            losses += each.content.losses
            if smallest is None or points(planned) < smallest[0]:
                smallest = points(planned), letters_told(planned, picture)
        told = [*losses, *(smallest[1] if smallest is not None else [])]
        self.losses: list[Message] = list({str(message): message for message in told}.values())
        self.title = " · ".join(dict.fromkeys(each.content.title for each in maps))
        self.author = ", ".join(dict.fromkeys(each.content.author for each in maps if each.content.author))
        self._type = Type(Families.of(theme), FOOT_POINTS)

    @property
    def count(self) -> int:
        return len(self._pages)

    @property
    def total(self) -> int | None:
        return len(self._pages)

    def paper(self, number: int) -> Paper:
        planned = self._pages[number][0].plan
        return sheet(self._options.paper, planned.is_landscape, self._options.margin)

    def paint(self, painter: QPainter, number: int, detail: float) -> None:
        found, page = self._pages[number]
        painter.save()
        painter.scale(MILLIMETRE, MILLIMETRE)
        pixels = 1.0  # as it will be printed
        if len(found.sheet.content.nodes) > MOST_WHOLE:
            pixels = detail * MILLIMETRE * found.plan.scale / PIXELS
        paint_page(painter, found.sheet, found.plan, page, found.marks, pixels)
        painter.restore()
        if self._options.furniture and found.plan.count == 1 and self._options.margin >= LEAST_FOOT:
            self._paint_foot(painter, number)

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        paper, face = self.paper(number), self._type.small
        words = page_words(number, self.total)
        y = paper.height - paper.margin / 2 + face.metrics.ascent() / 2
        painter.setFont(face.font)
        painter.setPen(MUTED)
        wide = face.width(words)
        painter.drawText(QPointF(paper.width - paper.margin - wide, y), words)
        room = paper.width - 2 * paper.margin - wide - 2 * self._type.em
        painter.drawText(QPointF(paper.margin, y), face.elided(self._pages[number][0].sheet.content.title, room))


def map_pages(theme: Theme, scope: Scope, options: PrintOptions, folded: frozenset[str] = frozenset()) -> MapPages:
    """A map for each case, or for each branch that is meant. Raises UserError where there is nothing to draw."""
    picture = options.picture()
    sheets = []
    for case in scope.cases():
        tops: list[str | None] = [None]
        if scope.branch_ids is not None:
            tops = [node.id for node in scope.roots(case.id)]
        sheets += [_sheet(theme, scope, Wanted((case.id,), folded, top), picture) for top in tops]
    return MapPages(theme, sheets, options)


def _sheet(theme: Theme, scope: Scope, wanted: Wanted, options: PictureOptions) -> Sheet:
    return sheet_of(theme, content_of(theme, scope.project, wanted, options), options)
