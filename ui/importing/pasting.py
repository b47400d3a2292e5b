"""What a clipboard or a drop holds of articles: files, a page or a text; else a sentence on why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QMimeData

from models.importing.original import Original
from models.messages import _
from models.texts import storable_text

OURS = "application/x-counterpoint-"  # what is carried within the program begins so
FIREFOX_URL, CHROMIUM_URL = "text/x-moz-url-priv", "chromium/x-source-url"
WINDOWS_HTML = 'application/x-qt-windows-mime;value="HTML Format"'  # as Qt names what Windows calls CF_HTML
_SOURCE_URL = re.compile(rb"^SourceURL:(.+?)\r?$", re.MULTILINE)
_UNSEEN = re.compile(r"<(script|style|head|title)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(r"charset\s*=", re.IGNORECASE)
_HEAD = 4096  # characters of a page in which an encoding may be declared


class Held(Enum):
    """What data holds, as far as can be told without fetching it."""

    NOTHING = "nothing"
    FILES = "files"
    REMOTE = "remote"  # addresses on the web alone
    WORDS = "words"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Offer:
    """Files, or one document; or a sentence on why there is nothing to bring in."""

    files: tuple[Path, ...] = ()
    original: Original | None = None
    sentence: str = ""


def held_in(data: QMimeData) -> Held:
    """Cheap: for each move of a drag. What is carried within the program is nothing of an article."""
    if any(name.startswith(OURS) for name in data.formats()):
        return Held.NOTHING
    if data.hasUrls():
        urls = data.urls()
        if any(url.isLocalFile() for url in urls):
            return Held.FILES
        if urls:
            return Held.REMOTE
    if data.hasHtml() or data.hasText():
        return Held.WORDS
    return Held.PICTURE if data.hasImage() else Held.NOTHING


def offer_of(data: QMimeData) -> Offer:
    """What is to be brought in of a clipboard or a drop: files before a page, a page before its plain text."""
    files = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()) if data.hasUrls() else ()
    if files:
        return Offer(files)
    if data.hasUrls() and data.urls():
        return Offer(sentence=_("Counterpoint fetches nothing from the web: save the page and drop the file."))
    page = storable_text(data.html()) if data.hasHtml() else ""
    if _UNSEEN.sub(" ", page).replace("&nbsp;", " ").strip():
        return Offer(original=Original("", _encoded(page), "text/html", source_url(data)))
    text = storable_text(data.text()) if data.hasText() else ""
    if text.strip():
        return Offer(original=Original("", text.encode(), "text/plain", source_url(data)))
    if data.hasImage() or page.strip():
        return Offer(sentence=_("There is only a picture; text recognition is not part of Counterpoint."))
    return Offer(sentence=_("There is no text to import."))


def source_url(data: QMimeData) -> str:
    """Where the words come from, if the browser says so: Firefox and Chromium everywhere, all browsers on Windows."""
    found = ""
    if data.hasFormat(FIREFOX_URL):
        found = bytes(data.data(FIREFOX_URL).data()).decode("utf-16-le", "replace")
    elif data.hasFormat(CHROMIUM_URL):
        found = bytes(data.data(CHROMIUM_URL).data()).decode("utf-8", "replace")
    elif data.hasFormat(WINDOWS_HTML):
        match = _SOURCE_URL.search(bytes(data.data(WINDOWS_HTML).data()))
        found = match.group(1).decode("utf-8", "replace") if match else ""
    found = storable_text(found).strip("\0\ufeff \r\n\t")
    try:
        parts = urlsplit(found)
    except ValueError:
        return ""
    return found if parts.scheme in ("http", "https") and parts.netloc else ""


def _encoded(page: str) -> bytes:
    """UTF-8; with a byte order mark where the page may declare another encoding, which was that of the clipboard."""
    return page.encode("utf-8-sig" if _CHARSET.search(page[:_HEAD]) else "utf-8")
