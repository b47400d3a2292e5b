"""How quick the article view is with a long text and many passages, beside Qt's own text editor.

python tests/benchmarks/bench_article.py
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPixmap, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from models.texts import plain_layout
from ui.article.view import ArticleView, Highlight
from ui.theme import Theme

LENGTH, MARKS, DEEP = 1_000_000, 10_000, 20
KINDS = ("claim", "evidence", "rebuttal")
SIZE = 650, 444
PARAGRAPH = "A paragraph of a made-up article runs on for some lines, as they do. " * 6


def milliseconds(work: Callable[[], object], turns: int) -> list[float]:
    taken = []
    for _turn in range(turns):
        start = perf_counter()
        work()
        taken.append((perf_counter() - start) * 1000)
    return taken


def worst(taken: list[float]) -> float:
    """The 99th percentile."""
    return quantiles(taken, n=100)[98] if len(taken) > 1 else taken[0]


def row(name: str, taken: list[float], goal: str = "") -> None:
    print(f"  {name:<42}{median(taken):9.1f}{worst(taken):9.1f}   {goal}")


def resident() -> float:
    """Megabytes held by this process (0 where the system does not say)."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def passages(text: str) -> list[Highlight]:
    """Spread over the text; every tenth place is 20 deep, and some run over paragraphs."""
    chance = Random(7)
    marks: list[Highlight] = []
    while len(marks) < MARKS:
        start = chance.randrange(len(text) - 900)
        deep = DEEP if chance.random() < 0.02 else 1
        for turn in range(deep):
            length = chance.randrange(20, 120) if chance.random() > 0.02 else chance.randrange(400, 900)
            number = len(marks)
            at = start + 2 * turn
            marks.append(Highlight(f"a{number}", f"n{number}", at, at + length, KINDS[number % 3]))
    return marks[:MARKS]


class Trial:
    """One view with one text."""

    def __init__(self, theme: Theme, text: str) -> None:
        self.text, self.layout, self.marks = text, plain_layout(text), passages(text)
        self.view = ArticleView(theme, mirrored=False)
        self.view.animated = False
        self.view.resize(*SIZE)
        self.view.show()
        self.picture = QPixmap(self.view.size())
        self.paint()

    def paint(self) -> None:
        self.view.render(self.picture, QPoint())

    def open(self) -> None:
        self.view.set_article(self.text, self.layout)
        self.view.set_highlights(self.marks)
        self.paint()

    def applying(self, turns: int) -> list[float]:
        """All passages at once, on a text that is open."""

        def apply() -> None:
            self.view.set_highlights(self.marks)
            self.paint()

        taken: list[float] = []
        for _turn in range(turns):
            self.view.set_article(self.text, self.layout)
            self.paint()
            taken += milliseconds(apply, 1)
        return taken

    def pages(self, count: int) -> list[float]:
        """Page after page, each of them for the first time."""
        bar = self.view.verticalScrollBar()
        step = max(1, (bar.maximum() - 1000) // count)
        height, places = self.view.viewport().height(), [0]

        def turn() -> None:
            places[0] += height if len(taken) % 2 else step
            self.view.scroll_to(places[0] % max(1, bar.maximum()))
            self.paint()

        taken: list[float] = []
        for _turn in range(count):
            taken += milliseconds(turn, 1)
        return taken

    def adding(self, count: int) -> list[float]:
        """A passage more in what is in sight, then the same one with another end."""
        numbers = iter(range(10**6))

        def add() -> None:
            number = next(numbers)
            top = self.view.column_point(QPoint(self.view.columns.text_x + 4, 60 + number % 300))
            start = self.view._document.hit(top)  # type: ignore[union-attr]
            key = f"new{number // 2}"
            mark = Highlight(key, key, start, start + 60 + number % 7, KINDS[number % 3])
            self.view.change_highlights({key}, [mark])
            self.paint()

        return milliseconds(add, count)

    def clicks(self, count: int) -> list[float]:
        numbers = iter(range(10**6))

        def click() -> None:
            point = QPoint(self.view.columns.text_x + 30 + 7 * next(numbers) % 400, 200)
            QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
            self.paint()

        return milliseconds(click, count)


def peer(text: str, marks: list[Highlight]) -> list[float]:
    """The same passages as extra selections of a QTextEdit, on a text that is open."""
    edit, colour = QTextEdit(), QColor("#E3EDF8")
    edit.resize(*SIZE)
    edit.show()
    picture = QPixmap(edit.size())

    def apply() -> None:
        selections = []
        for mark in marks:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(edit.document())
            cursor.setPosition(mark.start)
            cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
            form = selection.format  # type: ignore[attr-defined]
            form.setBackground(colour)
            selection.cursor, selection.format = cursor, form  # type: ignore[attr-defined]
            selections.append(selection)
        edit.setExtraSelections(selections)
        edit.render(picture, QPoint())

    taken: list[float] = []
    for _turn in range(3):
        edit.setPlainText(text)
        edit.render(picture, QPoint())
        taken += milliseconds(apply, 1)
    return taken


def bench(name: str, text: str, theme: Theme, turns: int) -> None:
    empty = resident()
    trial = Trial(theme, text)
    print(f"{name}: {len(text):,} characters, {len(trial.layout.blocks):,} blocks, {MARKS:,} passages")
    print(f"  {'milliseconds':<42}{'median':>9}{'p99':>9}   goal")
    row("open to first painted page", milliseconds(trial.open, 7), "150")
    held = resident() - empty
    applied = trial.applying(7)
    row("apply all passages and paint", applied)
    trial.paint()
    row("page scroll and paint, new pages", trial.pages(turns), "16 at p99")
    row("add or change one passage and paint", trial.adding(turns // 2), "16")
    row("click and paint", trial.clicks(turns // 4))
    same = milliseconds(trial.paint, turns // 2)
    row("paint the same page", same)
    trial.view.set_highlights([])
    trial.paint()
    bare = milliseconds(trial.paint, turns // 2)
    row("paint it without passages", bare)
    trial.view.scroll_to(0)
    plain = trial.pages(turns)
    row("page scroll and paint, no passages", plain)
    trial.view.scroll_to(0)
    trial.view.set_highlights(trial.marks)
    trial.paint()
    marked = trial.pages(turns)
    row("page scroll and paint, passages again", marked)
    print(f"  page with passages / without: {median(same) / median(bare):.2f} painted again,")
    print(f"    {median(marked) / median(plain):.2f} scrolled to (goal 1.6)")
    after = resident() - empty
    other = median(peer(text, trial.marks))
    print(
        f"  extra selections of a QTextEdit, painted: {other:.0f} ms; ours 1/{other / median(applied):.0f} (goal 1/20)"
    )
    if empty:
        print(f"  memory over the empty window: {held:.0f} MB opened, {after:.0f} MB after all (goal 150)")
    trial.view.close()
    trial.view.deleteLater()


def main() -> None:
    application = QApplication.instance() or QApplication([])
    theme = Theme(application, "light")  # type: ignore[arg-type]
    began = perf_counter()
    count = LENGTH // len(PARAGRAPH)
    bench("ordinary paragraphs", "\n\n".join([PARAGRAPH] * count), theme, 400)
    bench("one paragraph", PARAGRAPH * count, theme, 60)
    print(f"{perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
