"""How long it takes until a document that was read is shown, and until a switch shows in it.

python tests/benchmarks/bench_preview.py
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from models.importing.extract import Extract, Flow, extract_of
from models.importing.incoming import Incoming, incoming
from models.importing.original import Original
from models.texts import Block
from storage.articles import read_original
from ui.importing.dialog import ImportDialog
from ui.jobs import Jobs
from ui.settings import Settings
from ui.theme import Theme

TURNS = 7
FILES = 2_000


def words(dice: random.Random, count: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    known = ["".join(dice.choice(letters) for _ in range(dice.randrange(2, 10))) for _ in range(4_000)]
    return " ".join(dice.choice(known) for _ in range(count)).capitalize() + "."


def text_of(dice: random.Random, size: int) -> str:
    """Paragraphs of 80 words on a line each; every ninth is broken in mid-sentence."""
    paragraphs: list[str] = []
    length = 0
    while length < size:
        paragraph = words(dice, 80)
        if len(paragraphs) % 9 == 0:
            at = paragraph.index(" ", 200)
            paragraph = paragraph[:at] + "\n" + paragraph[at + 1 :]
        paragraphs.append(paragraph)
        length += len(paragraph) + 1
    return "\n".join(paragraphs)[:size]


def pages_of(dice: random.Random, count: int) -> Incoming:
    """A document of `count` pages with ten paragraphs each, as a reader of PDF gives it."""
    known, parts, blocks, at = words(dice, 4_000).split(), [], [], 0
    for page in range(1, count + 1):
        for _paragraph in range(10):
            paragraph = " ".join(dice.choices(known, k=60)).capitalize() + "."
            blocks.append(Block(at, at + len(paragraph), page=str(page)))
            parts.append(paragraph)
            at += len(paragraph) + 2
    labels = tuple(map(str, range(1, count + 1)))
    text = "\n\n".join(parts)
    extract: Extract = extract_of(text, tuple(blocks), Flow.SET, "application/pdf", pages=labels)
    return incoming("long.pdf", text.encode(), extract)


class Bench:
    def __init__(self, application: QApplication, folder: Path) -> None:
        self.application, self.theme = application, Theme(application, "light")
        self.settings = Settings(folder / "settings.ini")
        self.freezes: list[float] = []

    def dialog(self, names: list[str]) -> ImportDialog:
        dialog = ImportDialog(self.theme, self.settings, Jobs())
        dialog.begin(names)
        dialog.resize(1280, 820)
        dialog.show()
        self.application.processEvents()
        return dialog

    def shown(self, dialog: ImportDialog, came: Incoming) -> float:
        """Milliseconds from `arrive` to the painted preview."""
        start = perf_counter()
        dialog.arrive(0, came)
        self.freezes.append(perf_counter() - start)
        while dialog.desk.page is not dialog.desk.preview:
            self.turn()
        self.turn()
        dialog.grab()
        return (perf_counter() - start) * 1000

    def turn(self) -> None:
        """One turn of the event loop, which nothing else can happen in."""
        start = perf_counter()
        self.application.processEvents()
        self.freezes.append(perf_counter() - start)

    def arrivals(self, title: str, came: Incoming, turns: int = TURNS) -> None:
        taken, longest, switches = [], [], []
        self.freezes = []
        for _turn in range(turns):
            dialog = self.dialog([came.name])
            taken.append(self.shown(dialog, came))
            model = dialog.desk.side.repairs.repairs
            if model.groups:
                start = perf_counter()
                dialog.desk.entry.switch_kind(model.groups[0][0], False)  # type: ignore[union-attr]
                dialog.desk.side.repairs.switched.emit()
                while dialog.desk._preparing is not None:
                    self.turn()
                dialog.grab()
                switches.append((perf_counter() - start) * 1000)
            bar = dialog.desk.preview.stored.verticalScrollBar()
            for step in range(1, 21):
                start = perf_counter()
                bar.setValue(bar.maximum() * step // 20)
                dialog.grab()
                longest.append((perf_counter() - start) * 1000)
            dialog.reject()
            self.application.processEvents()
        switched = f", a switch {median(switches):6.1f}" if switches else ""
        print(
            f"{title:34} from arrival to painted {median(taken):7.1f} ms{switched},"
            f" a leap {median(longest):5.1f} (longest {max(longest):.1f}),"
            f" longest freeze {max(self.freezes) * 1000:.0f}"
        )

    def chain(self, data: bytes) -> None:
        taken = []
        for _turn in range(TURNS):
            dialog = self.dialog(["long.txt"])
            start = perf_counter()
            came = read_original(Original("long.txt", data))
            reading = (perf_counter() - start) * 1000
            taken.append((reading + self.shown(dialog, came), reading))
            dialog.reject()
        whole, reading = sorted(taken)[len(taken) // 2]
        print(f"1 MB of text, from bytes to shown  {whole:7.1f} ms, of which reading {reading:.1f}")

    def many(self, came: Incoming) -> None:
        start = perf_counter()
        dialog = self.dialog([f"file {at}.txt" for at in range(FILES)])
        opened = perf_counter() - start
        steps = []
        for at in range(FILES):
            start = perf_counter()
            dialog.tell(at, 1, 2)
            dialog.arrive(at, came)
            self.application.processEvents()
            steps.append((perf_counter() - start) * 1000)
        print(
            f"{FILES:,} files: opened in {opened * 1000:.1f} ms, an arrival {median(steps):.2f} ms"
            f" (longest {max(steps):.1f})"
        )
        dialog.reject()


def main() -> None:
    dice = random.Random(7)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(application, Path(folder))
        data = text_of(dice, 1_000_000).encode()
        bench.chain(data)
        bench.arrivals("1 MB of text", read_original(Original("long.txt", data)))
        one = words(dice, 150_000).encode()
        bench.arrivals("1 MB in one paragraph", read_original(Original("one.txt", one)), 3)
        bench.arrivals("5,000 pages, 50,000 paragraphs", pages_of(dice, 5_000), 3)
        bench.many(read_original(Original("small.txt", data[:20_000])))


if __name__ == "__main__":
    main()
