"""How long a PDF of 300 pages takes from bytes to blocks; medians in seconds.

The floor is pdfium giving the bare text of the same pages in the same run, without places, type or blocks.
`python -m tests.benchmarks.bench_pdf [pages]`
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import pypdfium2

from models.importing.finding import find_repairs
from storage.formats import pdf
from tests.formats.pdf_making import Pages, prose

TRIES = 5
PAGES = 300


def dense(pages: int) -> bytes:
    """About 55 lines a page in two faces, with running heads, notes at the foot and page numbers."""
    made = Pages()
    for number in range(pages):
        made.at(72, 810, "Notes on Wages", 9)
        made.at(290, 40, str(number + 1), 9)
        for at in range(9):
            made.paragraph(
                prose(10 * number + at, 6), size=10, indent=12, font="Times-Italic" if at == 4 else "Times-Roman"
            )
        made.y = 100
        made.paragraph(f"{number + 1} See the review. " + prose(number, 2), size=8)
        made.turn()
    return made.done()


def bare(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    length = 0
    for at in range(len(document)):
        page = document[at]
        text = page.get_textpage()
        length += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return length


def timed(work: Callable[[], object]) -> tuple[float, object]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def report(pages: int) -> None:
    data = dense(pages)
    figures: dict[str, list[float]] = {"bare text": [], "parse": []}
    for _try in range(TRIES):  # in turn, so that other work on the machine hits both
        figures["bare text"].append(timed(lambda: bare(data))[0])
        taken, found = timed(lambda: pdf.parse(data, "dense.pdf"))
        figures["parse"].append(taken)
    print(f"{pages} pages, {bare(data):,} characters, {len(found.blocks):,} blocks")  # type: ignore[attr-defined]
    for name, taken_all in figures.items():
        middle, best, worst = statistics.median(taken_all), min(taken_all), max(taken_all)
        print(f"  {name:<12}{middle:8.2f} s   (best {best:.2f}, worst {worst:.2f})")
    if "--repairs" in sys.argv:
        print(f"  {'repairs':<12}{timed(lambda: find_repairs(found))[0]:8.2f} s")  # type: ignore[arg-type]


if __name__ == "__main__":
    wanted = [int(word) for word in sys.argv[1:] if word.isdigit()]
    report(wanted[0] if wanted else PAGES)
