"""A note read back from the paragraphs of an outline: Markdown that means what was read."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from storage.formats.markdown_notes import Run, note_lines
from storage.formats.markdown_text import meant

_PIECE = re.compile(r"(?P<text>(?:\\.|[^*\\])+|\\$)|(?P<marker>\*{1,2})", re.DOTALL)
_SIGNS = re.compile(r"[][*_`<>\\&~|#!={}+^:/@-]|^\s*\d+[.)]|^\s", re.MULTILINE)
_STARTS = re.compile(r"(?:> )*(?:[-+*]|\d{1,9}[.)]|>) ?")


def note_of(written: Sequence[str]) -> str:
    """The note that is written as these paragraphs, the first one behind its label."""
    lines = [_runs(line) for line in written]
    lines = [line for line in lines if line]
    light = _joined(["".join(f"{run.marker}{run.text}{run.marker}" for run in line) for line in lines])
    if not _SIGNS.search(light) or _same(light, lines):
        return light
    plain = _joined(["".join(f"{run.marker}{_escaped(run.text)}{run.marker}" for run in line) for line in lines])
    return plain if _same(plain, lines) else light


def _runs(line: str) -> list[Run]:
    """The stretches of a paragraph and their emphasis."""
    runs: list[Run] = []
    marker = ""
    for match in _PIECE.finditer(line):
        if match["marker"] and (not marker or marker == match["marker"]):
            marker = "" if marker else match["marker"]
        else:
            runs.append(Run(meant(match[0]), marker))
    return runs


def _joined(lines: Sequence[str]) -> str:
    """Paragraphs with a blank line between them; items of a list, and lines of a quotation, without."""
    text = ""
    before = False
    for line in lines:
        is_item = _STARTS.match(line) is not None
        text += ("\n" if before and is_item else "\n\n") * bool(text) + line
        before = is_item
    return text


def _same(text: str, lines: Sequence[Sequence[Run]]) -> bool:
    return note_lines(text) == [list(line) for line in lines]


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in string.punctuation else char for char in text)
