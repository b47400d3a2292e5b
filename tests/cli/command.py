"""`python main.py …` as a user runs it: in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Outcome:
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    def refused(self) -> str:
        """The one sentence of a command that could not do its work: exit code 1, nothing on standard output."""
        assert self.code == 1, (self.code, self.err)
        assert self.out == b""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        return line


def counterpoint(*arguments: object, folder: Path | None = None, seconds: float = 100) -> Outcome:
    command = [sys.executable, "-X", "utf8", str(ROOT / "main.py"), *map(str, arguments)]
    done = subprocess.run(command, cwd=folder or ROOT, capture_output=True, timeout=seconds, check=False)
    return Outcome(done.returncode, done.stdout, done.stderr.decode("utf-8"))
