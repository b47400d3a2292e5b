"""The part of the command `import` that brings in argument maps."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from models.errors import UserError
from models.messages import Message, _, shorten
from models.project import Project
from models.workspace import Workspace
from storage.cli_words import ImportWords
from storage.database import create_project
from storage.formats.files import shown
from storage.formats.registry import by_name
from storage.maps import MAPS, ReadMap, companions_of, kind_of, making, open_map, take
from storage.projects import make_project
from storage.reading import Reader


class Report(Protocol):
    """What became of each file, as `storage.cli_importing` gathers it."""

    maps: list[dict[str, Any]]
    failed: list[dict[str, Any]]


def add_arguments(bring: argparse.ArgumentParser) -> None:
    """The flags of maps."""
    bring.add_argument(
        "--format", default=None, metavar=_("NAME"), help=_("what the files are, where their names do not tell")
    )
    bring.add_argument(
        "--over", default=None, metavar=_("ARTICLE"), help=_("maps: lay them over this article (its title or citekey)")
    )


def read_file(reader: Reader, path: Path, format_name: str | None = None) -> ReadMap:
    """The map in a file, with what stands in the files beside it that belong to it. Raises UserError."""
    original = open_map(path)
    found = by_name(format_name) if format_name else kind_of(original.data, original.name, MAPS)
    return reader.map(original, companions_of(path, found), found.name)


def make_from(target: Path, source: Path, version: str, annotator: str) -> list[Message]:
    """A new project with the map, or the project, in a file; what could not be held. Raises UserError.

    Then nothing stands at `target` that was not there before.
    """
    with Reader() as reader:
        read = read_file(reader, source)
    edit, (_taken, told) = making(Project(), read, annotator)
    if edit.is_empty:
        create_project(target, version)
    else:
        make_project(target, version, edit)
    return [*read.losses, *told]


def take_maps(
    reader: Reader,
    paths: Sequence[Path],
    workspace: Workspace,
    options: argparse.Namespace,
    report: Report,
    words: ImportWords,
) -> None:
    """Bring maps in, each as an edit of its own, and say what of each could not be held."""
    for path in paths:
        try:
            read = read_file(reader, path, options.format)
            keys = [part.key for part in read.arranged.parts]
            article = _article(workspace.project, options.over) if options.over else None
            over: dict[str, str | None] = dict.fromkeys(keys, article) if article is not None else {}
            taken, losses = take(workspace, read, over)
        except UserError as error:
            report.failed.append({"file": shown(path), "sentence": str(error)})
            words.say(str(error))
            continue
        sentences = [str(loss) for loss in losses]
        counts = {"points": taken.points, "links": taken.links, "passages": taken.passages}
        cases = [workspace.project.case(case).name for case in taken.case_ids]
        report.maps.append({"file": shown(path), "format": read.format, "cases": cases, **counts, "losses": sentences})
        words.say(str(taken.told(shown(path.name))))
        for sentence in sentences:
            words.say(sentence)


def _article(project: Project, word: str) -> str:
    """The id of the article with that citekey, or with that title or some words of it. Raises UserError."""
    asked = " ".join(word.split()).casefold()
    known = project.articles()
    for found in (
        [a for a in known if a.citekey.casefold() == asked or a.title.casefold() == asked],
        [a for a in known if asked and asked in a.title.casefold()],
    ):
        if len(found) == 1:
            return found[0].id
    titles = ", ".join(f"“{shorten(article.title, 60)}”" for article in known)
    raise UserError("map.which_article", word=word, titles=titles)
