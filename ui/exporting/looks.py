"""How a file's bytes look: its text, what a browser or a word processor would show of it, or what its parts are."""

from __future__ import annotations

import codecs
import html
import io
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from models.errors import UserError
from models.importing.extract import Extract
from models.markdown_notes import TAGS
from models.messages import _, ngettext
from models.texts import BlockKind
from storage.formats.registry import Format, Subject, recognise
from ui.exporting.groups import Group, group_of

if TYPE_CHECKING:
    from markdown import Markdown

MOST_TEXT, MOST_LINES, MOST_LINE = 60_000, 1_200, 4_000  # characters and lines that are shown
HEAD = 400_000  # bytes that are looked at
MOST_RICH = 30_000  # characters of HTML that are set
MOST_BLOCKS = 240
ARTICLES: tuple[Subject, ...] = ("article",)
MACHINES = (Group.DATA, Group.ANNOTATIONS, Group.PROJECT)  # whose files are for programs: a line is a line
_PAGES, _MARKDOWN = (".html", ".htm", ".xhtml"), (".md", ".markdown")
_DROPPED = re.compile(r"<(style|script|head|svg|template)\b.*?</\1\s*>", re.I | re.S)
_SUMMARIES = re.compile(r"<(/?)(?:summary|figcaption|caption|header|footer|dt|dd)\b[^>]*>", re.I)
_DIVISIONS = re.compile(r"<(/?)(?:section|article|main|details|figure|nav|aside|dl)\b[^>]*>", re.I)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_LEVELS = {BlockKind.TITLE: "h1", BlockKind.SUBTITLE: "h2", BlockKind.QUOTE: "blockquote", BlockKind.ITEM: "li"}


@dataclass(frozen=True, slots=True)
class Look:
    """`text` as it stands in the file, `rich` as HTML of few elements that is harmless; one or both are set.

    `text_told`, `rich_told`: in words what is shown of it where that is not all; "" where it is.
    """

    text: str = ""
    rich: str = ""
    text_told: str = ""
    rich_told: str = ""
    is_prose: bool = True  # lines are broken where there is no room


def is_text(data: bytes) -> bool:
    """Whether a file is text in UTF-8, by its beginning; whole files are long."""
    return b"\x00" not in data and _head(data) is not None


def look_of(data: bytes, found: Format) -> Look:
    """How a file looks; for what neither text nor a document is, the names and sizes of its parts."""
    head = _head(data) if b"\x00" not in data else None
    if head is None:
        return _document(data, found)
    is_whole = len(data) <= HEAD
    text, told = _beginning(head, data.count(b"\n") + (not data.endswith(b"\n")), is_whole)
    rich, rich_told = "", ""
    if found.extensions[0] in _PAGES:
        rich, rich_told = _page(head, is_whole)
    elif found.extensions[0] in _MARKDOWN:
        rich, rich_told = _markdown(head)
    return Look(text, rich, told, rich_told, group_of(found) not in MACHINES)


def _head(data: bytes) -> str | None:
    """The first HEAD bytes as text; None where they are none."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        return decoder.decode(data[:HEAD], final=len(data) <= HEAD)
    except UnicodeDecodeError:
        return None


def _beginning(head: str, count: int, is_whole: bool) -> tuple[str, str]:
    """What is shown of a text of `count` lines, and words for that."""
    lines = head[:MOST_TEXT].split("\n")
    shown = lines[:MOST_LINES]
    cut = "\n".join(line if len(line) <= MOST_LINE else line[:MOST_LINE] + "…" for line in shown)
    if is_whole and len(head) <= MOST_TEXT and len(lines) <= MOST_LINES:
        return cut, ""
    if len(shown) < 2:
        return cut, _("The beginning is shown.")
    part = _("The first {part} of {count} lines are shown.")
    return cut, part.format(part=f"{len(shown) - 1:,}", count=f"{count:,}")


# -- rich text


def rich_page(whole: str) -> str:
    """The words of a page with their simplest marks and nothing else: no styles, no scripts, no addresses."""
    body = _DROPPED.sub("", whole)
    return _clean(_DIVISIONS.sub(r"<\1div>", _SUMMARIES.sub(r"<\1p>", body)))


def rich_markdown(whole: str) -> str:
    """Markdown as the same few elements."""
    return _clean(_converter().reset().convert(_FRONT.sub("", whole)))


def _page(head: str, is_whole: bool) -> tuple[str, str]:
    body = _DROPPED.sub("", head)  # styles and scripts stand at the head
    cut = _cut(body, "<")
    return rich_page(cut), "" if is_whole and len(cut) == len(body) else _("The beginning is shown.")


def _markdown(whole: str) -> tuple[str, str]:
    cut = _cut(whole, "\n")
    return rich_markdown(cut), _("The beginning is shown.") if len(cut) < len(whole) else ""


def _cut(text: str, before: str) -> str:
    """The first part, up to something that begins there."""
    if len(text) <= MOST_RICH:
        return text
    return text[: text.rfind(before, 0, MOST_RICH) if before in text[:MOST_RICH] else MOST_RICH]


def _clean(made: str) -> str:
    import nh3

    attributes = {"ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
    dropped = {"style", "script", "title"}
    tags = (set(TAGS) - {"a"}) | {"div", "b", "i", "u", "s", "sup", "sub", "mark", "cite", "q", "small", "span"}
    return nh3.clean(made, tags=tags, attributes=attributes, clean_content_tags=dropped, link_rel=None)


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    """Of the jobs' own: the one for notes belongs to the interface thread."""
    from markdown import Markdown

    return Markdown(extensions=["tables", "sane_lists"])


# -- documents and packed files


def _document(data: bytes, found: Format) -> Look:
    """What the program itself reads in it where it can, else what it is made of."""
    try:
        reader = recognise(data, f"x{found.extensions[0]}", subjects=ARTICLES)
        extract = reader.parse(data, f"x{found.extensions[0]}") if reader.can_read else None
    except UserError:
        extract = None
    if isinstance(extract, Extract):
        return _outline(extract)
    return Look(rich=_parts(data))


def _outline(extract: Extract) -> Look:
    blocks = extract.blocks[:MOST_BLOCKS]
    made = []
    for block in blocks:
        tag = _LEVELS.get(block.kind, "p")
        if block.kind is BlockKind.HEADING:
            tag = f"h{min(6, max(2, block.level or 2))}"
        words = html.escape(extract.text[block.start : block.end], quote=False).replace("\n", "<br>")
        item = f"<{tag}>{words}</{tag}>"
        made.append("<ul>" * max(1, block.level) + item + "</ul>" * max(1, block.level) if tag == "li" else item)
    told = _("The first {part} of {count} paragraphs are shown.").format(
        part=f"{len(blocks):,}", count=f"{len(extract.blocks):,}"
    )
    return Look(rich="".join(made), rich_told=told if len(blocks) < len(extract.blocks) else "")


def _parts(data: bytes) -> str:
    """The parts of a packed file, or that there is nothing to be seen."""
    from ui.importing.wording import size_words

    nothing = f"<p>{html.escape(_('This file cannot be shown here.'))}</p>"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
    except zipfile.BadZipFile:
        return nothing
    words = ngettext("One file of {count} part:", "One file of {count} parts:", len(members))
    rows = "".join(
        f"<tr><td>{html.escape(each.filename)}&nbsp;&nbsp;&nbsp;</td><td>{size_words(each.file_size)}</td></tr>"
        for each in members[:MOST_BLOCKS]
    )
    return f"<p>{html.escape(words.format(count=f'{len(members):,}'))}</p><table>{rows}</table>"
