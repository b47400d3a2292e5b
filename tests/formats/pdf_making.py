"""PDFs made for the tests with reportlab: pages of text set as articles, papers and odd files are."""

from __future__ import annotations

import io
from random import Random
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

_WORDS = (
    "wages employers towns workers prices evidence critics studies markets profits hours turnover "
    "bargaining policy argument council ministers budgets tenants landlords harvests bridges rivers "
    "engineers juries verdicts pupils rise fall differ answer measure compare remain suffer gather weigh "
    "settle borrow promise deliver protect resist modest careful regional lasting recent uncertain "
    "familiar costly honest reluctant quiet "
)
WORDS = _WORDS.split()
LEFT, TOP, WIDTH = 72.0, 770.0, 451.0


def prose(seed: int, sentences: int = 5) -> str:
    """Sentences of their own for each seed; none comes twice."""
    random = Random(seed)
    return " ".join(
        " ".join(random.choice(WORDS) for _ in range(random.randint(9, 17))).capitalize() + "."
        for _ in range(sentences)
    )


def lines_of(text: str, font: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """Text broken where the next word has no room."""
    lines, line, room = list[str](), "", width - indent
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and stringWidth(longer, font, size) > room:
            lines.append(line)
            line, room = word, width
        else:
            line = longer
    return [*lines, line]


class Pages:
    """A PDF in the making; `y` is the base line of the next line, in points from the foot of the page."""

    def __init__(self, size: tuple[float, float] = A4, **options: Any) -> None:
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=size, **options)
        self.y = TOP

    def line(self, text: str, *, x: float = LEFT, size: float = 11, font: str = "Times-Roman", drop: float = 0) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, text)
        self.y -= drop or 1.2 * size

    def at(self, x: float, y: float, text: str, size: float = 11, font: str = "Times-Roman") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def paragraph(
        self,
        text: str,
        *,
        x: float = LEFT,
        width: float = WIDTH,
        size: float = 11,
        font: str = "Times-Roman",
        indent: float = 0,
        after: float = 0,
    ) -> None:
        for at, line in enumerate(lines_of(text, font, size, width, indent)):
            self.line(line, x=x + (indent if at == 0 else 0), size=size, font=font)
        self.y -= after

    def turn(self) -> None:
        """The next page."""
        self.canvas.showPage()
        self.y = TOP

    def done(self) -> bytes:
        self.canvas.save()
        return self._out.getvalue()


def essay(pages: int = 4, *, head: str = "Notes on Wages", **options: Any) -> bytes:
    """One column with running heads and page numbers; a paragraph runs over each page break."""
    made = Pages(**options)
    for number in range(1, pages + 1):
        made.at(LEFT, 810, head, 9)
        made.at(290, 40, str(number), 9)
        if number == 1:
            made.line("What Wages Can Bear", size=20, font="Times-Bold", drop=34)
            made.line("By Miriam Okafor", size=11, font="Times-Italic", drop=26)
        for at in range(4):
            made.paragraph(prose(100 * number + at), after=8)
        made.paragraph(f"This goes on over the page {number} and " + prose(100 * number + 9, 1).lower().rstrip("."))
        made.turn()
    return made.done()


def paper(pages: int = 2) -> bytes:
    """Two columns under a title over both, with notes at the foot of the columns."""
    made = Pages()
    width = 215.0
    for number in range(1, pages + 1):
        top = TOP
        if number == 1:
            made.line("The Measure of a Fair Wage", x=150, size=18, font="Times-Bold", drop=40)
            made.paragraph(prose(1, 3), x=LEFT + 40, width=WIDTH - 80, size=9.5, after=16)
            top = made.y
        for side, x in enumerate((LEFT, LEFT + width + 21)):
            made.y = top
            for at in range(5):
                made.paragraph(prose(1000 * number + 100 * side + at, 4), x=x, width=width, size=10, indent=12)
            made.y = 110
            made.at(x, made.y + 3, str(2 * number + side - 1), 6)
            made.paragraph(
                f"See the review of {1990 + number}. " + prose(7 * number + side, 2), x=x + 5, width=210, size=8
            )
        made.at(300, 40, str(number), 9)
        made.turn()
    return made.done()


def pictures(pages: int) -> bytes:
    made = Pages()
    for _page in range(pages):
        made.canvas.rect(100, 100, 300, 400, fill=1)
        made.turn()
    return made.done()
