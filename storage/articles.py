"""From a file on disk to an article that can be imported."""

from __future__ import annotations

import os
from pathlib import Path

from models.authoring.library import Source
from models.messages import Message
from storage.formats.files import read_article_bytes
from storage.formats.registry import by_extension


def read_article(path: Path) -> tuple[Source, list[Message]]:
    """The article in a file, and what a reader should know of how it was read. Raises UserError."""
    data = read_article_bytes(path)
    name = os.fsencode(path.name).decode("utf-8", "replace")  # may become a title: no bytes that are no letters
    found = by_extension(name, "read", "article").parse(data, name)
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
