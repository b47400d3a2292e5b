"""Branches as nested Markdown bullets and back: what a clipboard carries to other programs, and takes from them.

    - Claim: The town needs trams.
      - Evidence (unstated): Trams are quicker than buses.

        What was noted down about it.

      - Evidence (linked with the one above): Time matters.

The text carries kinds, words, notes, nesting, unstated and linked premises. Passages, reasoning, tags, scheme and
figures stay behind; so does the nesting beyond LEVELS. In a note a line that could begin a list, a heading or the like
has a backslash before it. Whoever reads other people's lists must read outliners' tabs, any bullet and nesting without
end, which no Markdown parser does; so lines are read here, and markdown-it reads what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.branches import Branches
from models.entities import Kind
from models.messages import Message, _
from models.words import KIND_NAMES
from storage.formats.list_labels import LINKED, UNSTATED
from storage.formats.list_lines import branches_of, lines_of_list, lines_of_outline
from storage.formats.markdown_text import literal, showable

LEVELS = 500  # what is deeper stands at that depth; else 10,000 nodes below one another would be 100 MB of spaces
INDENT = "  "
_BLOCK = re.compile(
    r"(?P<space>\s*)(?P<slashes>\\*)"
    r"(?P<rest>(?:[-+*](?=\s|$)|(?P<rule>[-_*])(?:\s*(?P=rule)){2,}\s*$|-+\s*$|=+\s*$|\#{1,6}(?=\s|$)|>|```|~~~|\||:-"
    r"|\[[^\]]*\]:).*)$"
)
_ORDINAL = re.compile(r"(?P<space>\s*\d{1,9})(?P<slashes>\\*)(?P<rest>[.)](?=\s|$).*)$")
_LT = re.compile(r"<(?=[A-Za-z/!?])")
_LT_WRITTEN = re.compile(r"&(?P<more>(?:amp;)*)lt;")
_BULLET = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\S|^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_OTHER_BULLET = re.compile(r"^[ \t]*(?:[•◦▪▫‣⁃●○■□–—]|[o§][ \t]*(?=\t))[ \t]+\S", re.MULTILINE)


# -- out


def write(branches: Branches) -> str:
    """The branches as Markdown, one bullet a point; "" when there are none."""
    return "".join(f"{line}\n" for line in _written(branches))


def _written(branches: Branches) -> Iterator[str]:
    nodes = branches.nodes
    depths: list[int] = []
    last_child: dict[int, int] = {}
    is_after_note = False
    for at, node in enumerate(nodes):
        depths.append(min(depths[node.parent] + 1, LEVELS) if node.parent >= 0 else 0)
        before = last_child.get(node.parent)
        last_child[node.parent] = at
        marks = [_(UNSTATED)] if node.implicit else []
        if before is not None and node.group == nodes[before].group >= 0:
            marks.append(_(LINKED))
        kind = "undercut" if node.kind is Kind.REBUTTAL and node.inference else str(node.kind)
        label = _(KIND_NAMES[kind]) + (f" ({', '.join(marks)})" if marks else "")
        margin = INDENT * depths[at]
        if is_after_note:
            yield ""
        words = " ".join(showable(node.text)[0].split())
        yield f"{margin}- {label}: {_light(literal(words))}".rstrip()
        lines = showable(node.note)[0].expandtabs(4).strip("\n").split("\n")
        note = [_noted(line) for line in lines] if node.note.strip() else []
        is_after_note = bool(note)
        if note:
            yield ""
            yield from (f"{margin}{INDENT}{line}" if line.strip() else "" for line in note)


def _light(escaped: str) -> str:
    """Escaped text without those escapes that no reader needs: an email shows them."""
    text = re.sub(r"&amp;(?!#?\w+;)", "&", escaped)
    text = re.sub(r"&lt;(?=[\s\d=]|$)", "<", text)
    text = re.sub(r"(?<=[^\W_])\\_(?=[^\W_])", "_", text)
    return text.replace("&#126;", "~") if text.count("&#126;") == 1 else text


def _noted(line: str) -> str:
    """A line of a note, whose Markdown stays, but for what would end the item or begin a list in it."""
    line = _LT.sub("&lt;", re.sub(r"&(?=(?:amp;)*lt;)", "&amp;", line))
    for pattern in (_BLOCK, _ORDINAL):
        match = pattern.match(line)
        if match:
            return f"{match['space']}{match['slashes']}\\{match['rest']}"
    return line


def _unnoted(line: str) -> str:
    """What `_noted` was given."""
    for pattern in (_BLOCK, _ORDINAL):
        match = pattern.match(line)
        if match and match["slashes"]:
            line = f"{match['space']}{match['slashes'][1:]}{match['rest']}"
            break
    return _LT_WRITTEN.sub(lambda m: f"&{m['more'][4:]}lt;" if m["more"] else "<", line)


# -- in


def parse(text: str, under: Kind | None = Kind.CLAIM) -> tuple[Branches, list[Message]]:
    """The points in a list, an outline or plain lines, and what had to be put right.

    A point is a claim, or evidence below evidence, unless a label says otherwise. `under`: what the topmost ones will
    stand under (None: nothing, so they are claims). Raises UserError for far too many points, or one that is far too
    long to be a point.
    """
    text = showable(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))[0]
    if _BULLET.search(text):
        lines = lines_of_list(text, others=False)
    elif _OTHER_BULLET.search(text):
        lines = lines_of_list(text, others=True)
    else:
        lines = lines_of_outline(text)
    return branches_of(lines, under, _unnoted)
