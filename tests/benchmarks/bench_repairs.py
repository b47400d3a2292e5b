"""How long finding and carrying out repairs takes: python -m tests.benchmarks.bench_repairs

One megabyte of text as lines, as wrapped lines, as a page with site text, and strings made to slow expressions down.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from models.importing.building import build
from models.importing.extract import Extract, extract_of
from models.importing.finding import find_repairs
from models.importing.heads import about_from_text
from models.importing.plain import plain_blocks
from tests.models.importing.clean import CLEAN
from tests.models.importing.dirty import WEB_DE, WRAPPED

SIZE = 1_000_000
NASTY = (
    "a",
    " ",
    "-",
    "A ",
    "A",
    ".",
    "|",
    "a-\n",
    "“",
    "1. ",
    "By A",
    "\n",
    "A\n",
    "a b ",
    "\u00a0",
    ",",
    "0",
    "12.",
    "a.",
    "文",
    "ab\n",
    "> ",
)


def grown(text: str, size: int = SIZE) -> str:
    """The text over and over, each time with other words."""
    parts, length, number = [], 0, 0
    while length < size:
        parts.append(text.replace("bench", f"bench{number}").replace("the ", f"the {number} "))
        length += len(parts[-1]) + 2
        number += 1
    return "\n\n".join(parts)[:size]


def plain_extract(text: str) -> Extract:
    blocks, flow = plain_blocks(text)
    return extract_of(text, blocks, flow, "text/plain")


def timed(work: Callable[[], object]) -> float:
    """Seconds, the best of three."""
    best = 1e9
    for _ in range(3):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def texts() -> Iterator[tuple[str, str]]:
    yield "op-ed", grown(CLEAN["op-ed"])
    yield "poem", grown(CLEAN["poem"])
    yield "wrapped", grown(WRAPPED)
    yield "web page", grown(WEB_DE)
    yield "chinese", grown(CLEAN["chinese"])
    yield "no-break spaces", grown(CLEAN["op-ed"]).replace(" ", "\u00a0")
    yield "2 MB", grown(CLEAN["op-ed"], 2 * SIZE)


def all_of(text: str) -> None:
    extract = plain_extract(text)
    repairs = find_repairs(extract)
    about_from_text(extract, repairs)
    build(extract, repairs)


def main() -> None:
    all_of(CLEAN["op-ed"])
    for name, text in texts():
        extract = plain_extract(text)
        repairs = find_repairs(extract)
        parts = [
            timed(lambda text=text: plain_extract(text)),  # type: ignore[misc]
            timed(lambda extract=extract: find_repairs(extract)),  # type: ignore[misc]
            timed(lambda extract=extract, repairs=repairs: about_from_text(extract, repairs)),  # type: ignore[misc]
            timed(lambda extract=extract, repairs=repairs: build(extract, repairs)),  # type: ignore[misc]
        ]
        said = "  ".join(f"{part * 1000:6.0f}" for part in parts)
        print(f"{name:16} blocks find about build (ms) {said}   {sum(parts):.2f} s, {len(repairs)} repairs")
    for part in NASTY:
        text = (part * (5 * SIZE))[: 5 * SIZE]
        if not text.strip():
            continue
        start = time.perf_counter()
        all_of(text)
        print(f"5 MB of {part!r:10} {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
