"""Typed text as HTML: escaped line by line, or a note's Markdown rendered and sanitised."""

from __future__ import annotations

import re
from html import escape

from storage.formats.markdown_text import lines_of, showable

_HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])")


def lines(text: str) -> list[str]:
    """The lines that hold something, as they are shown; not escaped yet."""
    return lines_of(text)


def plain(line: str) -> str:
    """One line, escaped."""
    return escape(line)


def words(text: str) -> str:
    """A text in one line, escaped."""
    return escape(" ".join(lines_of(text)))


def paragraphs(text: str, label: str = "") -> str:
    """Each line as a paragraph, a label before the first."""
    found = [escape(line) for line in lines_of(text)]
    if label and found:
        found[0] = f'<span class="label">{words(label)}:</span> {found[0]}'
    return "".join(f"<p>{line}</p>" for line in found)


def note(text: str, level: int) -> str:
    """A note rendered; its headings begin at `level`, so that they stay below those of the page."""
    from models.markdown_notes import note_html

    made = note_html(showable(text)[0])
    return _HEADING.sub(lambda m: f"{m[1]}{min(int(m[2]) + level - 1, 6)}", made)


def sign(kind: str) -> str:
    """The sign of a kind of node; its word stands beside it."""
    return f'<span class="sign {escape(kind)}" aria-hidden="true"></span>'
