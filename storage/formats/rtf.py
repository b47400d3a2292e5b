"""RTF articles, as Word, LibreOffice, WordPad and TextEdit write them; pictures and objects in them are passed over."""

from __future__ import annotations

from models.errors import UserError
from models.importing.about import About
from models.importing.extract import Extract, Flow, extract_of
from models.messages import N_, Message
from storage.formats.office_text import laid_out, people, subtitle_of, titled
from storage.formats.registry import Subject
from storage.formats.rtf_body import Body

NAME = "rtf"
TITLE = N_("Rich text (RTF)")
SUBJECT: Subject = "article"
EXTENSIONS = (".rtf",)
MEDIA_TYPES = ("application/rtf", "text/rtf", "text/richtext")
_HEAD = 100  # bytes; some programs put white space or a mark before the text
_BEGIN = b"{\\rtf"


def recognises(data: bytes) -> bool:
    return _begun(data).startswith(_BEGIN)


def _begun(data: bytes) -> bytes:
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()


def parse(data: bytes, name: str) -> Extract:
    """The article in an RTF file called `name`. Raises UserError for what is none."""
    if not recognises(data):
        raise UserError("document.damaged", name=name)
    body = Body(data[data.index(_BEGIN) :], name)
    found = body.items()
    items, title = titled(found, body.info.words.get("title", ""))
    text, blocks, pages = laid_out(items, name)
    info = body.info
    words = "; ".join(info.words[key] for key in ("subject", "keywords") if info.words.get(key))
    about = About(
        title=title,
        subtitle=subtitle_of(items),
        authors=people(info.words.get("author", "")),
        date=info.day,
        language=info.language,
        csl={"keyword": words} if words else {},
    )
    warnings = tuple(_warnings(body, name))
    return extract_of(
        text, blocks, Flow.SET, MEDIA_TYPES[0], encoding=body.codec, about=about, warnings=warnings, pages=pages
    )


def _warnings(body: Body, name: str) -> list[Message]:
    found = []
    if not body.complete:
        found.append(Message("rtf.damaged", {"name": name}))
    if body.undecoded:
        found.append(Message("article.encoding_damaged", {"encoding": body.codec}))
    if body.added or body.removed:
        found.append(Message("document.changes", {"added": body.added, "removed": body.removed}))
    for key, count in (("document.comments", body.comments), ("document.hidden_text", body.concealed)):
        if count:
            found.append(Message(key, {"count": count}))
    return found
