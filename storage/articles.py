"""From a file on disk to an article that can be imported."""

from __future__ import annotations

from pathlib import Path

from models.authoring.library import Source
from models.messages import Message
from storage.formats.files import read_article_bytes
from storage.formats.registry import by_extension


def read_article(path: Path) -> tuple[Source, list[Message]]:
    """The article in a file, and what a reader should know of how it was read. Raises UserError."""
    data = read_article_bytes(path)
    found = by_extension(path.name, "read", "article").parse(data, path.name)
    about = {
        "authors": tuple(found.authors),
        "publication": found.publication,
        "date": found.date,
        "url": found.url,
        "language": found.language,
        "media_type": found.media_type,
        "encoding": found.encoding,
    }
    source = Source(found.title, data, found.source_text, found.reading_text, found.layout, about)
    return source, list(found.warnings)
