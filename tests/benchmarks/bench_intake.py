"""How long the window stands still while documents come in: a 1 MB text, a PDF of 300 pages, 200 files.

A timer of 2 ms looks at the clock; the longest gap between two looks is the longest stall. All in milliseconds but
"read" and "stored", which are seconds from the start of the reading to the preview of the last file, and from the press
on the button to the last article in the file.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models import VERSION
from storage.database import create_project
from ui.collecting import Collecting
from ui.files import open_session, warm_up
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme

SENTENCE = "Number {at}: the trams of the town carry more people than its buses, and they do so with less noise. "
LOOK = 2  # milliseconds


class Watch(QObject):
    """The longest time in which the event loop did not come round."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._last = time.perf_counter()
        self._longest = 0.0
        self._timer.start(LOOK)

    def _look(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def stall(self) -> float:
        """Milliseconds since it was asked last."""
        self._look()
        longest, self._longest = self._longest, 0.0
        return 1000 * longest


def text(size: int, title: str) -> str:
    """Paragraphs of some 600 characters below a title."""
    parts, length, at = [title], 0, 0
    while length < size:
        parts.append("".join(SENTENCE.format(at=at + each) for each in range(6)).strip())
        length, at = length + len(parts[-1]) + 2, at + 6
    return "\n\n".join(parts)


def pdf(path: Path, pages: int) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    canvas.setTitle("Trams, at length")
    for page in range(pages):
        canvas.setFont("Times-Roman", 11)
        for line in range(44):
            canvas.drawString(72, 770 - 15 * line, SENTENCE.format(at=f"{page}.{line}")[:88])
        canvas.drawCentredString(297, 60, str(page + 1))
        canvas.showPage()
    canvas.save()


def wait(until: Callable[[], bool], seconds: float = 120) -> None:
    end, loop = time.monotonic() + seconds, QEventLoop()
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        QTimer.singleShot(LOOK, loop.quit)
        loop.exec()


def rest(seconds: float = 0.5) -> None:
    end = time.monotonic() + seconds
    wait(lambda: time.monotonic() > end)


def main() -> None:
    application = QApplication([])
    theme, watch, _collecting = Theme(application, "light"), Watch(), Collecting(application)
    warm_up()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "large.txt").write_text(text(1_000_000, "A long text"), "utf-8")
        pdf(folder / "book.pdf", 300)
        several = folder / "several"
        several.mkdir()
        for at in range(200):
            (several / f"{at:03}.txt").write_text(text(20_000, f"Article {at}"), "utf-8")
        print(f"{'':>16} {'read s':>8} {'stall':>7} {'stored s':>9} {'stall':>7} {'settled':>8}")
        for words, paths in (
            ("1 MB text", [folder / "large.txt"]),
            ("1 MB, warm", [folder / "large.txt"]),
            ("PDF, 300 pages", [folder / "book.pdf"]),
            ("200 files", sorted(several.iterdir())),
        ):
            if words != "1 MB, warm":
                project = folder / f"{words}.counterpoint"
                create_project(project, VERSION)
                window = MainWindow(theme, Settings(folder / "settings.ini"))
                window.resize(1280, 860)
                window.show()
                window.show_session(open_session(project, "bench"))
                wait(lambda window=window: window.isVisible())  # type: ignore[misc]
            measure(watch, window, words, paths)
            if words != "1 MB text":
                window.close()
                window.deleteLater()


def measure(watch: Watch, window: MainWindow, words: str, paths: list[Path]) -> None:
    rest()
    intake = window.intake
    watch.stall()
    begun = time.monotonic()
    intake.import_paths(paths)
    dialog = intake.dialog
    assert dialog is not None
    wait(lambda: not dialog._is_reading and dialog.foot.forward.isEnabled())
    read, reading = time.monotonic() - begun, watch.stall()
    rest()
    settled = watch.stall()
    begun = time.monotonic()
    QTest.mouseClick(dialog.foot.forward, Qt.MouseButton.LeftButton)
    wait(lambda: intake.dialog is None)
    stored, storing = time.monotonic() - begun, watch.stall()
    rest()
    print(
        f"{words:>16} {read:8.2f} {reading:7.0f} {stored:9.2f} {storing:7.0f} {max(settled, watch.stall()):8.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
