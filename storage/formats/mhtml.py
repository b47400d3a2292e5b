"""Web pages that a browser saved as one file (MHTML, RFC 2557): a message whose parts are the page and its pictures."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import Message as Mail
from email.utils import parsedate_to_datetime
from typing import Any

from models.errors import UserError
from models.importing.extract import Extract
from models.messages import N_
from storage.formats.html_page import page_extract
from storage.formats.html_tree import Markup, markup_of
from storage.formats.registry import Subject

NAME = "mhtml"
TITLE = N_("Web page in one file")
SUBJECT: Subject = "article"
EXTENSIONS = (".mhtml", ".mht")
MEDIA_TYPES = ("multipart/related", "application/x-mimearchive", "message/rfc822")

_HEADERS = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,60}", re.A)
_KIND = re.compile(rb"^Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)\b", re.I | re.M)
_VERSION = re.compile(rb"^MIME-Version:", re.I | re.M)
_FRAMES = re.compile(r"<frameset\b", re.I)
_MOST_PARTS = 10_000
_DEEPEST = 20


def recognises(data: bytes) -> bool:
    """Whether the file begins with the head of a message that holds a page."""
    head = _HEADERS.match(data[:8192].replace(b"\r\n", b"\n"))
    return head is not None and bool(_KIND.search(head[0])) and bool(_VERSION.search(head[0]))


def parse(data: bytes, name: str) -> Extract:
    """The article on the page in a message. Raises UserError."""
    from email import message_from_bytes

    try:
        mail = message_from_bytes(data.lstrip())
        pages = _pages(mail)
    except (RecursionError, ValueError, LookupError, AssertionError) as error:
        raise UserError("document.damaged", name=name) from error
    if not pages:
        raise UserError("article.no_words", name=name)
    first = _root(mail, pages)
    markup = _markup(first, name)
    if _FRAMES.search(markup.text):
        rest = [_markup(part, name) for part in pages if part is not first]
        markup = max(rest, key=lambda page: len(page.text), default=markup)
    address = _header(first, "Content-Location") or _header(mail, "Snapshot-Content-Location")
    if not address.startswith(("http:", "https:")):
        address = _header(mail, "Snapshot-Content-Location") or _header(mail, "Content-Location")
    extract = page_extract(markup, name, "multipart/related", address)
    return replace(extract, about=replace(extract.about, accessed=_saved(mail)))


def _pages(mail: Mail[Any, Any]) -> list[Mail[Any, Any]]:
    """The parts that are pages, in order."""
    found: list[Mail[Any, Any]] = []
    waiting = [(mail, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop(0)
        seen += 1
        if seen > _MOST_PARTS or depth > _DEEPEST:
            raise ValueError("too many parts")
        if part.is_multipart():
            waiting += [(inner, depth + 1) for inner in part.get_payload() if isinstance(inner, Mail)]
        elif part.get_content_type() in ("text/html", "application/xhtml+xml"):
            found.append(part)
    return found


def _root(mail: Mail[Any, Any], pages: list[Mail[Any, Any]]) -> Mail[Any, Any]:
    """The part that the message begins with."""
    start = str(mail.get_param("start") or "").strip()
    return next((part for part in pages if start and _header(part, "Content-ID") == start), pages[0])


def _markup(part: Mail[Any, Any], name: str) -> Markup:
    data = part.get_payload(decode=True)
    charset = part.get_content_charset() or ""
    return markup_of(data if isinstance(data, bytes) else b"", name, charset)


def _header(part: Mail[Any, Any], name: str) -> str:
    return "".join(str(part.get(name) or "").split())


def _saved(mail: Mail[Any, Any]) -> str:
    """The day on which the page was saved."""
    try:
        return parsedate_to_datetime(str(mail.get("Date") or "")).date().isoformat()
    except (TypeError, ValueError, OverflowError):
        return ""
