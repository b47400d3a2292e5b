"""What the command `import` says while it works: lines, and a bar of progress where there is a terminal."""

from __future__ import annotations

import os
import sys
from typing import Any

from models.messages import _


class ImportWords:
    """Lines on standard error, above a bar of progress where there is a terminal to show one."""

    def __init__(self, total: int) -> None:
        self._bar = _bar(total)

    def __enter__(self) -> ImportWords:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def say(self, line: str) -> None:
        if self._bar is not None:
            self._bar.write(line, file=sys.stderr)
        elif sys.stderr is not None:  # print would take standard output in its place
            print(line, file=sys.stderr)

    def step(self) -> None:
        if self._bar is not None:
            self._bar.update()


def _bar(total: int) -> Any:
    """None where nobody would see it: in a pipe, on a terminal that cannot go back in a line, for a single file."""
    if (
        total < 2
        or sys.stderr is None
        or not sys.stderr.isatty()
        or os.environ.get("TERM", "") == "dumb"
        or "CI" in os.environ
    ):
        return None
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    return tqdm(total=total, unit=_(" files"), file=sys.stderr, leave=False, dynamic_ncols=True)
