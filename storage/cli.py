"""The command line: projects without a window. Exit codes: 0 done, 1 the input is at fault, 2 wrong usage."""

from __future__ import annotations

import argparse
import getpass
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from models.edits import Edit
from models.errors import UserError
from models.messages import N_, Message, _
from storage import cli_exporting, cli_options, cli_pictures, cli_safety
from storage.formats import registry
from storage.loading import collector_paused
from storage.pictures import FORMATS as PICTURES
from storage.plain import read_project

if TYPE_CHECKING:
    from models.workspace import Workspace


class BuiltSample(Protocol):
    """What a sample builder gives: models stay free of where the sample comes from."""

    @property
    def edit(self) -> Edit: ...
    @property
    def notes(self) -> tuple[Message, ...]: ...


_SUBJECTS = {
    "map": N_("map"),
    "article": N_("article"),
    "references": N_("references"),
    "project": N_("project"),
}
SampleBuilder = Callable[..., BuiltSample]


@dataclass(frozen=True, slots=True)
class Given:
    """What main.py composes: this storage knows neither the bundled debate nor how to draw."""

    version: str
    build_sample: SampleBuilder
    draw: cli_pictures.Draw


def default_annotator() -> str:
    """The login name: who an entry is by until a name is set."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("someone")


class _Unclear(Exception):
    """Words that a part of the grammar does not know."""


class _Part(argparse.ArgumentParser):
    """A grammar of some flags only, which knows them by their whole names and never speaks for the whole."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{**more, "add_help": False, "allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        raise _Unclear(message)


def parser(version: str, command: str | None = None, chosen: registry.Format | None = None) -> argparse.ArgumentParser:
    """The command line's grammar; the usage page is built from it.

    With a `command` the others have no words of their own: what they are made of need not be loaded. With a `chosen`
    format there are its flags alone, and `_Unclear` is raised for all that is wrong or stands for something else.
    """
    top = (argparse.ArgumentParser if chosen is None else _Part)(
        prog="counterpoint",
        description=_("Map the arguments of two articles side by side. Without a command the window opens."),
    )
    top.add_argument("--version", action="version", version=f"Counterpoint {version}")
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)

    new = commands.add_parser("new", help=_("make a project file"))
    new.add_argument("file", type=Path)
    new.add_argument("--sample", action="store_true", help=_("with the bundled debate"))
    new.add_argument(
        "--from", type=Path, dest="source", metavar=_("MAP"), help=_("with the map, or the project, in this file")
    )
    new.add_argument("--articles", type=Path, metavar=_("FOLDER"), help=_("anchor it in the originals found there"))

    bringing = commands.add_parser("import", help=_("bring articles into a project"))
    if command in (None, "import"):
        from storage import cli_importing

        cli_importing.add_arguments(bringing)

    export = commands.add_parser("export", help=_("write a project in another format"))
    if command in (None, "export"):
        cli_exporting.add_arguments(export, chosen)

    show = commands.add_parser("list", help=_("list a project's articles, cases and links"))
    show.add_argument("file", type=Path)
    show.add_argument("--json", action="store_true", help=_("for other programs"))

    known = commands.add_parser("formats", help=_("list the formats"))
    known.add_argument("name", nargs="?", metavar=_("NAME"), help=_("say more of one"))
    cli_safety.add_commands(commands)
    return top


def _parsed(arguments: Sequence[str], version: str) -> argparse.Namespace:
    """What is asked for; leaves the program with a sentence where that cannot be."""
    command = next(iter(arguments), None)
    options = _quickly_parsed(arguments, version) if command == "export" else None
    if options is None:
        options = parser(version, command).parse_args(arguments)
    try:
        if options.command == "export":
            cli_exporting.check(options)
    except UserError as error:
        parser(version, command).error(str(error))
    if options.command == "new" and options.articles and not options.sample:
        parser(version, command).error(_("--articles goes with --sample"))
    if options.command == "new" and options.sample and options.source:
        parser(version, command).error(_("Name the sample or a file, not both"))
    return options


def _quickly_parsed(arguments: Sequence[str], version: str) -> argparse.Namespace | None:
    """The words of an export by the flags of its format alone, so that the others stay unloaded; None if in doubt."""
    chosen = cli_options.format_in(arguments)
    if chosen is None:
        return None
    try:
        options = parser(version, "export", chosen).parse_args(arguments)
    except _Unclear:
        return None
    return options if options.format == chosen.name else None


def run(arguments: Sequence[str], version: str, build_sample: SampleBuilder, draw: cli_pictures.Draw) -> int:
    """Carry out a command; the exit code. Errors of the input are one sentence on standard error."""
    options = _parsed(arguments, version)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a console or a pipe may know fewer letters than a project
    try:
        if options.command in cli_safety.RUN:
            code = cli_safety.RUN[options.command](options)
        else:
            code = _RUN[options.command](options, Given(version, build_sample, draw))
        if sys.stdout is not None:  # closed by who started this, or a window without a console
            sys.stdout.flush()
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read has enough; Python's own flush at the end must not fail again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def open_workspace(path: Path, annotator: str | None = None) -> Workspace:
    """The project to be written to. Raises UserError."""
    from models.workspace import Workspace
    from storage.store import SqliteStore

    return Workspace(SqliteStore(path), annotator or default_annotator())


def _new(options: argparse.Namespace, given: Given) -> int:
    if options.source is not None:
        from storage.cli_maps import make_from

        _say(make_from(options.file, options.source, given.version, default_annotator()))
        return 0
    from storage.database import create_project
    from storage.projects import make_project

    sample = given.build_sample(options.articles) if options.sample else None
    if sample is None:
        create_project(options.file, given.version)
    else:
        make_project(options.file, given.version, sample.edit)
        _say(sample.notes)
    return 0


def _import(options: argparse.Namespace, _given: Given) -> int:
    from storage import cli_importing  # what reads articles is much, and only wanted here

    workspace = open_workspace(options.into, options.annotator)
    try:
        return cli_importing.run(options, workspace)
    finally:
        workspace.close()


def _export(options: argparse.Namespace, given: Given) -> int:
    if options.picture is not None or options.pages is not None:
        cli_pictures.refuse_terminal(options)
    # The process soon ends, and keeps what it makes until then.
    with collector_paused(), read_project(options.file) as (project, _contents):
        return cli_exporting.run(options, project, given.draw)


def _list(options: argparse.Namespace, _given: Given) -> int:
    from storage import cli_listing

    return cli_listing.run(options)


def _formats(options: argparse.Namespace, _given: Given) -> int:
    if options.name is not None:
        _print_format(registry.by_name(options.name.lower()))
        return 0
    rows = []
    for found in registry.formats():
        rows.append((found.name, " ".join(found.extensions), _ways(found), _(_SUBJECTS[found.subject]), _(found.title)))
    subject = _(_SUBJECTS["map"])
    rows += [(picture.name, picture.extension, _("write"), subject, _(picture.title)) for picture in PICTURES]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip())
    return 0


def _ways(found: registry.Format) -> str:
    return ", ".join(word for word, able in ((_("read"), found.can_read), (_("write"), found.can_write)) if able)


def _print_format(found: registry.Format) -> None:
    """One format: what it is for, how its files end, what can be chosen."""
    print(f"{found.name}: {_(found.title)} ({_ways(found)}; {' '.join(found.extensions)})")
    if found.about:
        print(_(found.about))
    for line in cli_options.lines_of(found):
        print(line)


def _say(messages: Sequence[Message]) -> None:
    for message in messages:
        print(message, file=sys.stderr)


_RUN: dict[str, Callable[[argparse.Namespace, Given], int]] = {
    "new": _new,
    "import": _import,
    "export": _export,
    "list": _list,
    "formats": _formats,
}
