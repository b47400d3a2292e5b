"""The program on a poor disk: `python -m tests.reliability.slow_window SECONDS PROJECT`; each fsync takes longer."""

from __future__ import annotations

import sys
from contextlib import ExitStack

from tests.reliability.nursery import Slow
from tests.reliability.sqlite_calls import library, watched

if __name__ == "__main__":
    from main import main

    seconds = float(sys.argv[1])
    with ExitStack() as stack:
        if seconds and library() is not None:
            stack.enter_context(watched(Slow(seconds)))
        code = main(sys.argv[2:])
    sys.exit(code)
