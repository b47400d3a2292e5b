"""How long the article view takes to open and to paint 1 MB of text with 10,000 marks.

python tests/benchmarks/bench_article.py
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from models.texts import plain_layout
from ui.article.view import ArticleView, Highlight
from ui.theme import Theme

LENGTH, MARKS, TURNS = 1_000_000, 10_000, 41
KINDS = ("claim", "evidence", "rebuttal")


def milliseconds(work: Callable[[], object], turns: int = TURNS) -> float:
    taken = []
    for _turn in range(turns):
        start = perf_counter()
        work()
        taken.append((perf_counter() - start) * 1000)
    return median(taken)


def bench(name: str, text: str, theme: Theme) -> None:
    layout = plain_layout(text)
    step = len(text) // MARKS
    marks = [Highlight(str(n), f"n{n}", n * step, n * step + 70, KINDS[n % 3], "") for n in range(MARKS)]
    view = ArticleView(theme, mirrored=False)
    view.animated = False
    view.resize(650, 444)
    view.show()
    picture = QPixmap(view.size())
    print(f"{name}: {len(text):,} characters, {len(layout.blocks):,} blocks, {MARKS:,} marks")
    print(f"  set_article     {milliseconds(lambda: view.set_article(text, layout), 5):8.1f} ms")
    print(f"  set_highlights  {milliseconds(lambda: view.set_highlights(marks), 5):8.1f} ms")
    print(f"  first paint     {milliseconds(lambda: view.render(picture, QPoint()), 1):8.1f} ms")
    print(f"  paint           {milliseconds(lambda: view.render(picture, QPoint())):8.1f} ms")
    place = iter(range(0, 10**9, 311))

    def scroll() -> None:
        view.scroll_to(next(place))
        view.render(picture, QPoint())

    print(f"  scroll + paint  {milliseconds(scroll):8.1f} ms")
    far = iter(range(0, len(text), len(text) // TURNS - 7))

    def jump() -> None:
        view.reveal(next(far))
        view.render(picture, QPoint())

    print(f"  reveal + paint  {milliseconds(jump):8.1f} ms")
    print(f"  200 passage_span {milliseconds(lambda: [view.passage_span(f'n{n * 50}') for n in range(200)]):7.1f} ms")
    print(f"  blocks laid out {view.measured_blocks:6,}")


def main() -> None:
    application = QApplication.instance() or QApplication([])
    theme = Theme(application, "light")  # type: ignore[arg-type]
    paragraph = "A paragraph of a made-up article runs on for some lines, as they do. " * 6
    bench("paragraphs", "\n\n".join([paragraph] * (LENGTH // len(paragraph))), theme)
    bench("one paragraph", (paragraph * (LENGTH // len(paragraph))), theme)


if __name__ == "__main__":
    main()
