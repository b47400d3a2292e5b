"""From a file on disk to an article that can be imported."""

from __future__ import annotations

import os
from pathlib import Path

from models.authoring.library import Source
from models.importing.incoming import Incoming, incoming, source_of
from models.messages import Message
from storage.formats.files import read_article_bytes
from storage.formats.registry import by_extension


def read_incoming(path: Path) -> Incoming:
    """What stands in a file, with the repairs that are proposed. Raises UserError."""
    data = read_article_bytes(path)
    name = os.fsencode(path.name).decode("utf-8", "replace")  # may become a title: no bytes that are no letters
    return incoming(name, data, by_extension(name, "read", "article").parse(data, name))


def read_article(path: Path) -> tuple[Source, list[Message]]:
    """The article in a file as it is proposed, and what a reader should know of how it was read. Raises UserError."""
    came = read_incoming(path)
    return source_of(came), list(came.extract.warnings)
