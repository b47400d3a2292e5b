"""From a file on disk, or what was pasted, to an article that can be imported."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from models.authoring.library import Source
from models.bibliography.references import References
from models.errors import UserError
from models.importing.about import About
from models.importing.building import is_shown
from models.importing.incoming import Incoming, incoming, source_of
from models.importing.original import Original
from models.importing.progress import tell
from models.messages import Message, shorten
from storage.formats.files import read_whole, shown
from storage.formats.registry import formats, recognise

MOST_FILES = 10_000  # that a folder may give; more is a wrong folder
TITLE_LENGTH = 80  # code points, of a title made of the first words
_PAGES = (".html", ".htm", ".xhtml")
_PARTS = ("_files", "-files", ".files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden")


def open_original(path: Path) -> Original:
    """The file at `path`, with the name that people read. Raises UserError."""
    return Original(shown(path.name), read_whole(path))


def read_original(original: Original) -> Incoming:
    """What stands in a document, with the repairs that are proposed. Raises UserError.

    This runs in this process, without a limit of time; `storage.reading.Reader` is for documents of strangers.
    """
    name = original.name
    found = recognise(original.data, name, original.media_type)
    if found.subject != "article":
        raise UserError("reading.references", name=name)
    extract = found.parse(original.data, name)
    tell(1, 1)  # a sign of headway: what follows has its own time
    came = incoming(name, original.data, extract)
    return replace(came, about=came.about.filled_from(About(title=_first_words(came), url=original.url)))


def read_references(original: Original) -> References:
    """What a list of references names. Raises UserError."""
    found = recognise(original.data, original.name, original.media_type)
    if found.subject != "references":
        raise UserError("reading.no_references", name=original.name)
    references: References = found.parse(original.data, original.name)
    return references


def _first_words(came: Incoming) -> str:
    """A title for what has neither one nor a name."""
    text = came.extract.text
    shows = (text[block.start : block.end] for block in came.extract.blocks if is_shown(block))
    return shorten(next((words for words in shows if words.strip()), ""), TITLE_LENGTH)


def read_incoming(path: Path) -> Incoming:
    """What stands in a file, with the repairs that are proposed. Raises UserError."""
    return read_original(open_original(path))


def read_article(path: Path) -> tuple[Source, list[Message]]:
    """The article in a file as it is proposed, and what a reader should know of how it was read. Raises UserError."""
    came = read_incoming(path)
    return source_of(came), list(came.extract.warnings)


def articles_in(folder: Path) -> list[Path]:
    """The files below `folder` whose names say that they can be read as articles, in the order of their names.

    Left out are hidden ones, lock files, and the folder of parts that a browser puts beside a saved page. Links to
    folders are not followed. Raises UserError for what is no folder, cannot be read, or holds too many.
    """
    endings = {e for found in formats() if found.can_read and found.subject == "article" for e in found.extensions}
    if not os.path.isdir(folder):
        raise UserError("file.folder_missing", folder=shown(folder))
    paths: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: _refused(error, folder)):
        pages = {os.path.splitext(name)[0] for name in names if name.lower().endswith(_PAGES)}
        parts = {page + part for page in pages for part in _PARTS}
        folders[:] = sorted((n for n in folders if not n.startswith(".") and n not in parts), key=_order)
        for name in sorted(names, key=_order):
            if os.path.splitext(name)[1].lower() in endings and not name.startswith((".", "~$")):
                paths.append(Path(place, name))
        if len(paths) > MOST_FILES:
            raise UserError("articles.too_many", folder=shown(folder), most=MOST_FILES)
    return paths


def _order(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _refused(error: OSError, folder: Path) -> None:
    """A folder further down that may not be read is passed by; the one that was named is not."""
    if error.filename is not None and Path(error.filename) == folder:
        raise UserError("file.not_readable", path=shown(folder)) from error
