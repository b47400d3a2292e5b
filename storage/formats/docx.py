"""DOCX articles, as Word, LibreOffice, Google Docs and others write them; macros and embedded files are never run.

What cannot be read but is often taken for one (an old .doc, a locked file, one of Pages) gets a sentence of its own.
"""

from __future__ import annotations

from dataclasses import replace

from models.errors import UserError
from models.importing.extract import Extract, Flow, extract_of
from models.messages import N_, Message
from storage.formats.archives import Archive, is_zip, members
from storage.formats.docx_body import Body
from storage.formats.docx_parts import Parts, opened
from storage.formats.office_text import laid_out, subtitle_of, titled
from storage.formats.registry import Subject

NAME = "docx_article"
TITLE = N_("Word")
SUBJECT: Subject = "article"
EXTENSIONS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".pages")
MEDIA_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    "application/vnd.ms-word.document.macroenabled.12",
    "application/vnd.ms-word.template.macroenabled.12",
    "application/msword",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED, _OLD_WORD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
_PAGES = ("Index/Document.iwa", "Index.zip", "index.xml.gz")


def recognises(data: bytes) -> bool:
    return data.startswith(_OLE) or any(name == "[Content_Types].xml" or name in _PAGES for name in members(data))


def parse(data: bytes, name: str) -> Extract:
    """The article in a Word file called `name`. Raises UserError for what is none, or is damaged or locked."""
    if data.startswith(_OLE):
        raise _old(data, name)
    if not is_zip(data):
        raise UserError("archive.damaged", name=name)
    archive = Archive(data, name)
    if any(archive.has(member) for member in _PAGES):
        raise UserError("document.pages", name=name)
    parts = opened(archive, name)
    body = Body(parts)
    items, title = titled(body.items(), parts.about.title)
    text, blocks, pages = laid_out(items, name)
    about = replace(parts.about, title=title, subtitle=subtitle_of(items))
    warnings = tuple(_warnings(parts, body))
    return extract_of(text, blocks, Flow.SET, MEDIA_TYPES[0], about=about, warnings=warnings, pages=pages)


def _old(data: bytes, name: str) -> UserError:
    """The sentence for a file of Office before 2007, or for a locked one of today, which is packed in the same way."""
    if _LOCKED in data:
        return UserError("document.locked", name=name)
    return UserError("document.old_word" if _OLD_WORD in data else "document.old_office", name=name)


def _warnings(parts: Parts, body: Body) -> list[Message]:
    found = []
    if body.added or body.removed:
        found.append(Message("document.changes", {"added": body.added, "removed": body.removed}))
    for key, count in (
        ("document.comments", parts.comments),
        ("document.hidden_text", body.concealed),
        ("document.embedded", parts.embedded),
    ):
        if count:
            found.append(Message(key, {"count": count}))
    return found
