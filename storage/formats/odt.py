"""OpenDocument texts, as LibreOffice, Word and others write them: packed (.odt) or in one XML file (.fodt)."""

from __future__ import annotations

from dataclasses import replace

from models.importing.extract import Extract, Flow, extract_of
from models.messages import N_, Message
from storage.formats.archives import is_zip, members
from storage.formats.odt_body import Body
from storage.formats.odt_parts import Parts, opened
from storage.formats.office_text import laid_out, subtitle_of, titled
from storage.formats.registry import Subject

NAME = "odt_article"
TITLE = N_("OpenDocument text")
SUBJECT: Subject = "article"
EXTENSIONS = (".odt", ".ott", ".fodt")
MEDIA_TYPES = (
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.text-template",
    "application/vnd.oasis.opendocument.text-flat-xml",
)
_HEAD = 4000  # bytes: the names of a flat file stand in them
_OFFICE = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def recognises(data: bytes) -> bool:
    if is_zip(data):
        if data[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument" in data[38:120]:
            return True
        names = members(data)
        return "content.xml" in names and ("META-INF/manifest.xml" in names or "styles.xml" in names)
    return _OFFICE in data[:_HEAD] and b"<office:document" in data[:_HEAD]


def parse(data: bytes, name: str) -> Extract:
    """The article in an OpenDocument text called `name`. Raises UserError for what is none, or is damaged or locked."""
    parts = opened(data, name)
    body = Body(parts)
    items, title = titled(body.items(), parts.about.title)
    text, blocks, pages = laid_out(items, name)
    about = replace(parts.about, title=title, subtitle=subtitle_of(items))
    media_type = MEDIA_TYPES[0 if is_zip(data) else 2]
    warnings = tuple(_warnings(parts, body))
    return extract_of(text, blocks, Flow.SET, media_type, about=about, warnings=warnings, pages=pages)


def _warnings(parts: Parts, body: Body) -> list[Message]:
    found = []
    if parts.added or parts.deletions:
        found.append(Message("document.changes", {"added": parts.added, "removed": len(parts.deletions)}))
    for key, count in (
        ("document.comments", parts.comments),
        ("document.hidden_text", body.concealed),
        ("document.embedded", parts.embedded),
    ):
        if count:
            found.append(Message(key, {"count": count}))
    return found
