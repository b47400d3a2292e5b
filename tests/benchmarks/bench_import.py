"""How long documents take from their bytes to what the preview shows: `python -m tests.benchmarks.bench_import`.

The floor is the same reading in this process; the ratio is what the process of its own costs.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median

from models.importing.original import Original
from storage.articles import read_original
from storage.reading import Reader

ROOT = Path(__file__).resolve().parents[2]
PAGES, FILES = 300, 500
TIMES = 5


def paragraph(chosen: random.Random) -> str:
    words = ["".join(chosen.choice("abcdefghiklmnoprstuw") for _ in range(chosen.randint(2, 9))) for _ in range(80)]
    return f"{' '.join(words).capitalize()}."


def text(size: int, seed: int = 1) -> bytes:
    chosen, parts, length = random.Random(seed), [f"# Article {seed}"], 0
    while length < size:
        parts.append(paragraph(chosen))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts).encode()[:size]


def pdf(pages: int) -> bytes:
    """Pages of 45 lines with a running head and a page number."""
    from reportlab.pdfgen.canvas import Canvas

    out, chosen = BytesIO(), random.Random(2)
    canvas = Canvas(out, invariant=True)
    for page in range(1, pages + 1):
        canvas.drawString(60, 810, "On tea and the taxes on it")
        words = " ".join(paragraph(chosen) for _ in range(8))
        for line in range(45):
            canvas.drawString(60, 780 - 15 * line, words[line * 88 : line * 88 + 88])
        canvas.drawString(290, 40, str(page))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def timed(action: Callable[[], object], times: int = TIMES) -> float:
    """Median seconds."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        found.append(time.perf_counter() - began)
    return median(found)


def measured(reader: Reader, name: str, data: bytes, bound: float) -> None:
    original = Original(name, data)
    reader.read(original)
    read_original(original)
    here, there = timed(lambda: read_original(original)), timed(lambda: reader.read(original))
    shown = timed(lambda: reader.read(original).built())
    print(
        f"{name:<16} {len(data) / 1e6:6.2f} MB  in process {here:6.3f} s  by the reader {there:6.3f} s "
        f"({there / here:4.2f} times)  with both texts {shown:6.3f} s  (bound {bound} s)"
    )


def by_command(folder: Path, *words: str) -> float:
    command = [sys.executable, str(ROOT / "main.py")]
    project = folder / "p.counterpoint"
    project.unlink(missing_ok=True)
    subprocess.run([*command, "new", str(project)], check=True)
    began = time.perf_counter()
    done = subprocess.run(
        [*command, "import", str(folder / "files"), "--into", str(project), *words], check=True, capture_output=True
    )
    assert f"{FILES} of {FILES}".encode() in done.stdout, done.stderr
    return time.perf_counter() - began


def main() -> None:
    began = time.perf_counter()
    with Reader() as reader:
        reader.warm()
        reader.read(Original("a.md", b"# Words\n\nMore words."))
        print(f"cold start to the first small document: {time.perf_counter() - began:.3f} s")
        measured(reader, f"{PAGES} pages.pdf", pdf(PAGES), 5)
        measured(reader, "1 MB.txt", text(1_000_000), 0.5)
        measured(reader, "1 MB.md", text(1_000_000), 0.5)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        for at in range(FILES):
            (folder / "files" / f"{at:03}.txt").write_bytes(text(20_000, at))
        floor = timed(
            lambda: [read_original(Original(p.name, p.read_bytes())) for p in (folder / "files").iterdir()], 3
        )
        print(f"{FILES} files of 20 kB, in process, nothing stored: {floor:.2f} s")
        for processes in ("1", "2"):
            seconds = median(by_command(folder, "--processes", processes) for _ in range(3))
            print(
                f"{FILES} files of 20 kB, by the command, {processes} at once: {seconds:.2f} s "
                f"({seconds / floor:.2f} times)"
            )


if __name__ == "__main__":
    main()
