"""From the words of a page to pieces of lines, and which of them are running heads, feet and numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from storage.formats.pdf_words import PageWords, Word, is_rtl, raised

_APART = 1.5  # widths of an M between two words that are no more beside each other
_EDGE = 0.13  # of a page's height, where heads and feet stand
_NUMBER = re.compile(
    r"(?:page|seite|p\.|s\.)?\W{0,3}(?P<number>\d{1,5}|[ivxlc]{1,8})\W{0,3}(?:(?:of|von|de|/)?\W?\d{1,5}\W?)?",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:fig(?:ure|\.)|table|tab\.|abb(?:ildung|\.)|tabelle|schaubild|grafik|tableau|figura|tabla|gráfico|chart|plate"
    r"|map|scheme|exhibit|diagram|box|photo|foto|image|illustration)\s*[A-Z]?\d{0,3}(?:[.\-–]\d+)?[a-z]?"
    r"(?P<sign>\s*[.:|—–])?(?=\s|$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Line:
    """One line of a column. `first` is the width of its first word, `mark` what stands raised at its beginning.

    `cells`: how many pieces wide gaps part it into; a tab stands in each.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    first: float
    mark: str = ""
    turn: int = 0
    hidden: bool = False
    running: bool = False
    cells: int = 1


@dataclass(slots=True)
class PageLines:
    """`runs` are pieces of lines as the content has them, `aside` those that lean or cannot be seen."""

    label: str
    width: float
    height: float
    runs: list[Line]
    aside: list[Line]
    columns: list[list[Line]] = field(default_factory=list)


def page_lines(found: PageWords, label: str) -> PageLines:
    """The pieces of lines on a page, the page turned so that most of its words stand upright."""
    weights = Counter[int]()
    for word in found.words:
        if not word.hidden:
            weights[word.turn] += len(word.text)
    seen = weights.total()
    main = max(weights, key=lambda turn: (turn >= 0, weights[turn])) if weights else 0
    hidden_layer = sum(len(word.text) for word in found.words if word.hidden) > seen
    upright, aside = list[Word](), list[Word]()
    if hidden_layer:  # words recognised under a picture
        main = Counter(word.turn for word in found.words if word.hidden).most_common(1)[0][0]
    for word in found.words:
        (upright if word.turn == main and word.hidden == hidden_layer else aside).append(word)
    width, height = (found.width, found.height) if main in (0, 180) else (found.height, found.width)
    page = PageLines(label, width, height, _runs(upright), _runs(aside))
    if hidden_layer:
        for line in page.runs:
            line.hidden = False
        for line in page.aside:
            line.hidden = False
    return page


def _runs(words: Iterable[Word]) -> list[Line]:
    """Words that follow one another on one base line, as pieces of lines."""
    lines: list[Line] = []
    row: list[Word] = []
    for word in words:
        if row and not _follows(row, word):
            lines.append(_line(row))
            row = []
        row.append(word)
    if row:
        lines.append(_line(row))
    return lines


def _follows(row: list[Word], word: Word) -> bool:
    last = row[-1]
    if word.turn != last.turn or word.hidden != last.hidden:
        return False
    size = max(last.size, word.size)
    drop = abs(word.y - last.y)
    if drop > 0.2 * size:
        small = min(last.size, word.size)
        before = abs(word.y - row[-2].y) < 0.1 * size if len(row) > 1 else False
        if small < 0.4 * size or (not before and (small > 0.85 * size or drop > 0.65 * size)):
            return False
    gap = word.x0 - last.x1
    if -0.4 * size <= gap <= _APART * size:
        return True
    back = last.x0 - word.x1
    return -0.4 * size <= back <= _APART * size and is_rtl(word.text)


def _line(row: list[Word]) -> Line:
    main = row[0]
    if len(row) > 1:
        sizes = Counter[float]()
        for word in row:
            sizes[word.size] += len(word.text)
        top = sizes.most_common(1)[0][0]
        main = next(word for word in row if word.size == top)
    parts: list[str] = []
    mark = ""
    for at, word in enumerate(row):
        text = word.text if word.size == main.size else raised(word, main)
        if at == 0 and len(row) > 1 and word.y - main.y > 0.15 * main.size and len(text) <= 4:
            mark = text
        if (at and not word.glued) or (at == 1 and mark):
            parts.append(" ")
        parts.append(text)
    total = sum(len(word.text) for word in row)
    bold = sum(len(word.text) for word in row if word.bold) >= 0.9 * total
    italic = sum(len(word.text) for word in row if word.italic) >= 0.9 * total
    x0, x1 = min(word.x0 for word in row), max(word.x1 for word in row)
    first = row[0].x1 - row[0].x0
    return Line("".join(parts), x0, x1, main.y, main.size, bold, italic, first, mark, main.turn, main.hidden)


# -- heads and feet


def mark_running(pages: Sequence[PageLines]) -> None:
    """Mark what stands at the head or foot of several pages, and numbers of pages."""
    edges = [_at_edges(page) for page in pages]
    seen = Counter[tuple[str, int]]()
    for page_edges in edges:
        seen.update({_pattern(line) for line in page_edges})
    often = 2 if len(pages) <= 4 else 3
    steps = Counter(number - at for at, found in enumerate(edges) for line in found if (number := _number(line)) > 0)
    for at, page_edges in enumerate(edges):
        for line in page_edges:
            number = _number(line)
            if number > 0:
                line.running = steps[number - at] > 1 or (len(pages) < 3 and _is_alone(line, page_edges))
            elif number == 0:
                line.running = _is_alone(line, page_edges)
            else:
                line.running = seen[_pattern(line)] >= often and not CAPTION.match(line.text)


def _number(line: Line) -> int:
    """The number of a page; 0 for a Roman one, -1 for what is none."""
    match = _NUMBER.fullmatch(line.text.strip())
    if match is None:
        return -1
    return int(match["number"]) if match["number"].isdigit() else 0


def _is_alone(line: Line, edges: Sequence[Line]) -> bool:
    return not any(other is not line and abs(other.y - line.y) < line.size / 2 for other in edges)


def _pattern(line: Line) -> tuple[str, int]:
    """The same for the same words in the same size; numbers count up from page to page."""
    return re.sub(r"\d+", "#", " ".join(line.text.split()).casefold()), round(line.size)


def _at_edges(page: PageLines) -> list[Line]:
    """The outermost rows above and below, where the page's text leaves them alone."""
    if not page.runs:
        return []
    rows = sorted(page.runs, key=lambda line: -line.y)
    found: list[Line] = []
    for side in (rows, rows[::-1]):
        room = abs(rows[0].y - rows[-1].y) * 0.15 + 40
        edge = side[0].y
        taken = 0
        last = edge
        for line in side:
            if abs(line.y - edge) > min(room, _EDGE * page.height):
                break
            if abs(line.y - last) > 0.4 * line.size:
                taken += 1
                last = line.y
            if taken > 2:
                break
            found.append(line)
    return found
