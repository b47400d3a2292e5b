"""What hovering over a passage says: of each node its kind, its words and its place in the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from textwrap import wrap

from models.messages import _, ngettext
from models.words import KIND_NAMES
from ui.article.highlights import Highlight
from ui.theme.tokens import Tokens

WIDTH, LINES, MOST = 60, 3, 4
NO_BREAK = "\u00a0"
_LAST_COUNT = re.compile(r"(?<=, )\d+ \w+ \d+$")  # "1 of 3", in whatever language
Describer = Callable[[str], tuple[str, str]]  # node -> its words, its place in the tree


def undescribed(_node_id: str) -> tuple[str, str]:
    """Nothing is known of nodes."""
    return "", ""


def lines_of(text: str, most: int = LINES) -> list[str]:
    """The text in at most so many lines of about 60 characters, about equally long; a count stays in one piece."""
    text = _LAST_COUNT.sub(lambda found: found.group().replace(" ", NO_BREAK), text)
    lines = wrap(text, WIDTH)
    if len(lines) > most:
        lines[most - 1] = lines[most - 1][: WIDTH - 1].rstrip() + "…"
        return lines[:most]
    narrower = (wrap(text, width, break_long_words=False) for width in range(WIDTH // 2, WIDTH))
    even = (each for each in narrower if len(each) == len(lines) and max(map(len, each), default=0) <= WIDTH)
    return next(even, lines)


def tooltip(marks: Iterable[Highlight], describe: Describer, tokens: Tokens) -> str:
    """Rich text for the marks under the pointer, each node once; empty for none."""
    nodes = list({mark.node_id: mark for mark in reversed(list(marks))}.values())[::-1]
    parts = [_of_node(mark, describe, tokens) for mark in nodes[:MOST]]
    more = len(nodes) - MOST
    if more > 0:
        words = ngettext(
            "and {count} more; click to step through them", "and {count} more; click to step through them", more
        )
        parts.append(_muted(words.format(count=more), tokens))
    gap = "<p style='margin: 6px 0 0 0; white-space: pre'>"
    return "".join((gap if at else gap.replace("6px", "0")) + part + "</p>" for at, part in enumerate(parts))


def _of_node(mark: Highlight, describe: Describer, tokens: Tokens) -> str:
    text, place = describe(mark.node_id)
    colour = tokens.kinds[mark.kind].line.name()
    head = f"<b style='color: {colour}'>{escape(_(KIND_NAMES[mark.kind]))}</b>"
    lines = [head, *map(escape, lines_of(text))]
    lines += [_muted(line, tokens) for line in lines_of(place, 2)]
    return "<br>".join(lines)


def _muted(words: str, tokens: Tokens) -> str:
    return f"<span style='color: {tokens.muted.name()}'>{escape(words)}</span>"
