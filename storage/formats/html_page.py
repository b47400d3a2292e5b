"""Web pages: saved as HTML, as "web page, complete", or copied from a browser. Nothing is fetched, nothing is run.

The folder that a browser saves beside a page is never looked at: only words are read.
"""

from __future__ import annotations

import re
from typing import Any

from models.errors import UserError
from models.importing.extract import Extract, Flow
from models.importing.progress import tell
from models.messages import N_, Message
from storage.formats.html_about import facts_of, guessed
from storage.formats.html_article import mark_article
from storage.formats.html_blocks import extract_of_parts
from storage.formats.html_head import mark_head, mark_notes, split_head
from storage.formats.html_tree import Markup, markup_of, tree_of
from storage.formats.html_walk import Part, Walker
from storage.formats.registry import Subject

NAME = "html_page"
TITLE = N_("Web page")
SUBJECT: Subject = "article"
EXTENSIONS = (".html", ".htm", ".xhtml", ".xht", ".shtml")
MEDIA_TYPES = ("text/html", "application/xhtml+xml")

_START = re.compile(
    r"\s*(?:<\?xml\b[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_CLIPBOARD = re.compile(rb"Version:\d[^<]{0,400}?StartHTML:(-?\d+)", re.S)
_PLACE = re.compile(rb"(StartHTML|EndHTML|StartFragment|EndFragment):(-?\d+)")
_SOURCE = re.compile(rb"SourceURL:(\S+)")
_SCRIPTED = re.compile(
    r"(?:enable|activate|turn on|requires?|needs?|without|activer|aktivieren).{0,40}java-?script|java-?script.{0,60}"
    r"(?:enable|required|disabled|needed|turned off|activé|deaktiviert)",
    re.I,
)
_FEW_WORDS = 40
_MUCH_SCRIPT = 2000  # characters


def recognises(data: bytes) -> bool:
    """Whether the first bytes are a page's; what only has some HTML in it is left to other formats."""
    head = data[:4096]
    if _CLIPBOARD.match(head):
        return True
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return bool(_START.match(head.decode("utf-16", "ignore").lstrip("\ufeff")))
    return bool(_START.match(head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")))


def parse(data: bytes, name: str, url: str = "", encoding: str = "") -> Extract:
    """The article on a page, with the rest of the page hidden. `url` is where it is from, as far as the giver knows.

    `encoding` is what it was sent as, where something outside of the page says so. Raises UserError.
    """
    data, source = without_clipboard_head(data)
    markup = markup_of(data, name, "utf-8" if source is not None else encoding)
    return page_extract(markup, name, "text/html", url or source or "")


def without_clipboard_head(data: bytes) -> tuple[bytes, str | None]:
    """The page and its address from what Windows puts on the clipboard (CF_HTML); the address is None for a page."""
    if not _CLIPBOARD.match(data[:4096]):
        return data, None
    places = {key: int(value) for key, value in _PLACE.findall(data[:1000])}
    source = _SOURCE.search(data[:4096])
    start, end = places.get(b"StartFragment", -1), places.get(b"EndFragment", -1)
    if not 0 < start < end <= len(data):
        start, end = places.get(b"StartHTML", -1), places.get(b"EndHTML", -1)
    if not 0 < start < end <= len(data):
        start, end = max(0, data.find(b"<")), len(data)
    return data[start:end], source[1].decode("utf-8", "replace") if source else ""


def page_extract(markup: Markup, name: str, media_type: str, url: str = "") -> Extract:
    """The extract of a page whose words are decoded; for files that hold a page (MHTML), too."""
    tree = tree_of(markup.text, name)
    walker = Walker(share=0.5)
    parts = walker.walk(tree)
    scripted = _needs_scripts(tree, parts)
    if scripted and not any(part.words and not part.hidden for part in parts):
        raise UserError("html.only_script", name=name)
    frames = [frame.get("src") or "" for frame in tree.iter("frame")]
    if frames and not any(not part.hidden for part in parts):
        files = ", ".join(dict.fromkeys(src.rsplit("/", 1)[-1][:80] for src in frames[:10] if src))
        raise UserError("html.frames", name=name, files=files)
    tell(1, 2)
    facts = facts_of(tree, markup.text, url)
    split_head(parts, facts.about.title)
    shown = mark_article(tree, parts)
    facts = guessed(facts, markup.text)
    about = mark_head(parts, shown, facts)
    mark_notes(parts, shown, about)
    warnings = list(markup.warnings)
    if scripted:
        warnings.append(Message("html.by_script"))
    return extract_of_parts(
        parts,
        media_type,
        name,
        flow=_flow(parts),
        encoding=markup.encoding,
        certainty=markup.certainty,
        warnings=tuple(warnings),
        about=about,
        pages=tuple(walker.pages),
    )


def _needs_scripts(tree: Any, parts: list[Part]) -> bool:
    """Whether a page has hardly any words before its scripts run."""
    words = sum(len(part.words.split()) for part in parts if not part.hidden and not part.site)
    if words >= _FEW_WORDS:
        return False
    script = sum(len(element.text or "") for element in tree.iter("script"))
    remote = any(element.get("src") for element in tree.iter("script"))
    asks = any(_SCRIPTED.search(part.words) for part in parts)
    return asks or script > _MUCH_SCRIPT or (remote and words < _FEW_WORDS // 2)


def _flow(parts: list[Part]) -> Flow:
    """An article in a <pre> has lines that were broken at some width."""
    shown = [part for part in parts if not part.hidden and not part.outside]
    kept = sum(len(part.words) for part in shown if part.pre and "\n" in part.words)
    return Flow.WRAPPED if kept > 0.8 * sum(len(part.words) for part in shown) else Flow.SET
