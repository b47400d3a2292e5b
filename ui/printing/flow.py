"""Puts what is to be printed on pages: nothing stands alone at a foot, tables say their columns again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from models.messages import N_, _
from models.words import KIND_NAMES
from ui.printing.boxes import HAIR, Box, Cells, KeyLine, Lines, lines_of
from ui.printing.margins import paint_margins
from ui.printing.matter import Columns, End, Item, Key, Par, Row, Start, Story
from ui.printing.paper import Paper
from ui.printing.type import LINE, MUTED, Type

HEAD, FOOT = 2.2, 2.0  # ems that head and foot take
ASIDE_LEFT, ASIDE_RIGHT = 4.5, 9.5  # ems beside the text of an article
WIDEST = 38.0  # ems: a longer line is hard to read
CELL_GAP = 1.2  # ems between columns
FIRST_ROWS = 5  # header heights that have to be left where a table begins
NUMBERS_TELL = N_("Numbers in the margin are the points of the tree that a passage belongs to.")


@dataclass(slots=True)
class Page:
    """What stands where; `head` names the part that it belongs to. `left`, `width`: of the column."""

    head: str
    left: int
    width: int
    margins: bool
    placed: list[tuple[int, Box]] = field(default_factory=list)


class Flow:
    """Pages of one story. `steps` makes them; what is there can be painted meanwhile."""

    def __init__(self, story: Story, paper: Paper, type_: Type, *, furniture: bool) -> None:
        self.title, self.author = story.title, story.author
        self._story, self._paper, self._type, self._furniture = story, paper, type_, furniture
        self._pages: list[Page] = []
        self._done = False
        em = type_.em
        self._top = paper.margin + (round(em * HEAD) if furniture else 0)
        self._foot = paper.height - paper.margin - (round(em * FOOT) if furniture else 0)
        self._y = 0  # below what was placed last, from the top
        self._held: list[Box] = []
        self._header: Cells | None = None
        self._columns: list[tuple[int, int]] = []  # left edges and widths

    # -- as Sheets

    @property
    def count(self) -> int:
        """Pages that nothing is added to any more."""
        return len(self._pages) if self._done else max(0, len(self._pages) - 1)

    @property
    def total(self) -> int | None:
        return len(self._pages) if self._done else None

    def paper(self, _number: int) -> Paper:
        return self._paper

    def paint(self, painter: QPainter, number: int, _detail: float) -> None:
        page = self._pages[number]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for y, box in page.placed:
            box.paint(painter, page.left, self._top + y)
        if page.margins:
            lines = [(self._top + y, box) for y, box in page.placed if isinstance(box, Lines)]
            edge = self._paper.width - self._paper.margin
            paint_margins(painter, lines, self._type, page.left, page.width, (edge, self._foot))
        if self._furniture:
            self._paint_furniture(painter, page, number)

    def _paint_furniture(self, painter: QPainter, page: Page, number: int) -> None:
        face, em, paper = self._type.small, self._type.em, self._paper
        left, right = paper.margin, paper.width - paper.margin
        high = face.metrics.ascent()
        painter.setFont(face.font)
        painter.setPen(MUTED)
        base = paper.margin + high
        room = right - left
        head = page.head if page.head != self.title else ""
        if head:
            words = face.elided(head, room / 2)
            wide = face.metrics.horizontalAdvance(words)
            painter.drawText(QPointF(right - wide, base), words)
            room -= round(wide + 2 * em)
        painter.drawText(QPointF(left, base), face.elided(self.title, room))
        y = paper.margin + high + em * 0.5
        painter.fillRect(QRectF(left, y, right - left, HAIR), LINE)
        total = self.total
        words = page_words(number, total)
        painter.drawText(QPointF(right - face.width(words), paper.height - paper.margin), words)

    # -- making

    @property
    def _room(self) -> int:
        return self._foot - self._top

    def steps(self) -> Iterator[None]:
        """Set the story; after each step somebody else may have a turn."""
        for item in self._story:
            for _each in self._take(item):
                yield
        self._release()
        if not self._pages:
            self._new_page(Start(self.title))
        self._done = True

    def _take(self, item: Item) -> Iterator[None]:
        if isinstance(item, Start):
            self._release()
            self._new_page(item)
        elif isinstance(item, Columns):
            self._begin_table(item)
        elif isinstance(item, End):
            self._release()
            self._header = None
        elif isinstance(item, Row):
            self._add(self._cells(item.cells, HAIR))
        elif isinstance(item, Key):
            words = tuple((kind, _(KIND_NAMES[kind])) for kind in ("claim", "evidence", "rebuttal"))
            self._add(KeyLine(self._type, words, round(self._type.em * 0.8)))
            for lines in self._set(Par(_(NUMBERS_TELL), "key", keep=True)):
                self._add(lines)
        else:
            for lines in self._set(item):
                self._add(lines)
                yield
        yield

    def _set(self, par: Par) -> Iterator[Lines]:
        page = self._page
        return lines_of(par, self._type, 0, page.width)

    @property
    def _page(self) -> Page:
        if not self._pages:
            self._new_page(Start(self.title))
        return self._pages[-1]

    def _new_page(self, start: Start) -> None:
        em, inner = self._type.em, self._paper.width - 2 * self._paper.margin
        left, width = self._paper.margin, inner
        if start.margins:
            aside = round(em * (ASIDE_LEFT + ASIDE_RIGHT))
            width = min(round(em * WIDEST), inner - aside)
            spare = inner - aside - width
            left += round(em * ASIDE_LEFT) + spare // 2
        self._pages.append(Page(start.head, left, width, start.margins))
        self._y = 0

    def _next_page(self) -> None:
        last = self._page
        self._new_page(Start(last.head, last.margins))
        if self._header is not None:
            self._put(self._header)

    def _begin_table(self, columns: Columns) -> None:
        gap = round(self._type.em * CELL_GAP)
        room = self._page.width - gap * (len(columns.shares) - 1)
        face = self._type.lead("cell")
        self._columns, x = [], 0
        for wide in column_widths(room, columns.shares, [face.width(word) for word in columns.words]):
            self._columns.append((x, wide))
            x += wide + gap
        titles = tuple((Par(title, "column"),) if title else () for title in columns.titles)
        header = replace(self._cells(titles, 2 * HAIR), above=round(self._type.em))
        needed = sum(each.above + each.height for each in self._held) + header.above + FIRST_ROWS * header.height
        if not self._at_head() and self._y + needed > self._room:
            self._next_page()
        self._release()
        self._put(header)
        self._header = header

    def _cells(self, cells: tuple[tuple[Par, ...], ...], rule: int) -> Cells:
        made = []
        for (left, wide), pars in zip(self._columns, cells, strict=True):
            lines: list[Lines] = []
            for par in pars:
                lines += lines_of(par, self._type, 0, wide)
            made.append((left, tuple(lines)))
        return Cells(tuple(made), self._page.width, self._room, rule)

    # -- placing

    def _add(self, box: Box) -> None:
        if box.keep:
            self._held.append(box)
            if sum(each.above + each.height for each in self._held) > self._room // 2:
                self._release()  # more of them than can be kept together
            return
        needed = sum(each.above + each.height for each in self._held) + box.above + box.least
        if not self._at_head() and self._y + needed > self._room:
            self._next_page()
        self._release()
        self._put(box)

    def _release(self) -> None:
        held, self._held = self._held, []
        for box in held:
            self._put(box)

    def _at_head(self) -> bool:
        """Whether nothing stands on the page but what each one begins with."""
        return len(self._page.placed) <= (self._header is not None)

    def _put(self, box: Box) -> None:
        while True:
            page = self._page
            above = box.above if page.placed else 0
            room = self._room - self._y - above
            if box.height <= room:
                page.placed.append((self._y + above, box))
                self._y += above + box.height
                return
            parts = box.split(room, force=self._at_head())
            if parts is None:
                if self._at_head():  # what cannot be split and is larger than a page
                    page.placed.append((self._y + above, box))
                    self._y = self._room
                    return
                self._next_page()
                continue
            head, box = parts
            page.placed.append((self._y + above, head))
            self._next_page()


def column_widths(room: int, shares: Sequence[float], least: Sequence[float]) -> list[int]:
    """Widths by their shares; columns that would break their longest word take from those with more than enough."""
    whole = sum(shares)
    widths = [room * share / whole for share in shares]
    lacking = sum(max(0.0, need - wide) for need, wide in zip(least, widths, strict=True))
    spare = sum(max(0.0, wide - need) for need, wide in zip(least, widths, strict=True))
    given = min(lacking, spare)
    found = []
    for need, wide in zip(least, widths, strict=True):
        if need > wide:
            found.append(int(wide + (need - wide) * given / lacking) + (given == lacking))
        else:
            found.append(int(wide - (wide - need) * (given / spare if spare else 0.0)))
    return found


def page_words(number: int, total: int | None) -> str:
    """ "Page 3 of 12"; without the count while it is not known."""
    if total is None:
        return _("Page {number}").format(number=number + 1)
    return _("Page {number} of {count}").format(number=number + 1, count=total)
