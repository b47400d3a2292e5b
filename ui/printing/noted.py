"""Notes as plain paragraphs: their Markdown is read, its marks are not printed. No Qt."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MARKED = re.compile(r"[*_`#<>|\\\[&]|^\s*(?:[-+]|\d+[.)])\s", re.M)
_BLOCKS = frozenset(re.findall(r"\w+", "p h1 h2 h3 h4 h5 h6 li ul ol blockquote pre div tr table br hr"))
_CELLS = frozenset(("td", "th"))


def paragraphs(source: str) -> list[str]:
    """The note's paragraphs, each in one line; items of lists keep their signs."""
    if not _MARKED.search(source):
        return [line.strip() for line in source.splitlines() if line.strip()]
    from ui.exporting.looks import rich_markdown

    reader = _Reader()
    reader.feed(rich_markdown("\n".join(f"{line}  " for line in source.splitlines())))  # a line stays a line
    reader.close()
    return reader.told()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[str] = []
        self._words: list[str] = []
        self._lists: list[int] = []  # the number of the last item; -1: bullets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end()
        if tag in ("ul", "ol"):
            self._lists.append(-1 if tag == "ul" else int(dict(attrs).get("start") or 1) - 1)
        elif tag == "li" and self._lists:
            if self._lists[-1] >= 0:
                self._lists[-1] += 1
            self._words.append("• " if self._lists[-1] < 0 else f"{self._lists[-1]}. ")
        elif tag in _CELLS and "".join(self._words).strip():
            self._words.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def _end(self) -> None:
        words = " ".join("".join(self._words).split())
        if words and not (self._lists and words == "•"):
            self._found.append(words)
            self._words = []
        elif not words:
            self._words = []

    def told(self) -> list[str]:
        self._end()
        return self._found
