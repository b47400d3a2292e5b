"""The command `export`: a project, or a part of it, in any format that is written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from models.errors import UserError
from models.messages import Message, _
from models.project import Project
from storage import cli_options, cli_pairings, cli_pictures, cli_printing
from storage.formats import registry
from storage.formats.files import write_export
from storage.formats.registry import Format, Losses, Snapshot
from storage.pictures import PictureOptions

ALL = "all"


def add_arguments(export: argparse.ArgumentParser, chosen: Format | None = None) -> None:
    """The words of the command; those of one format's options alone where it is `chosen`."""
    export.add_argument("file", type=Path)
    export.add_argument("--format", required=True, metavar=_("NAME"), help=_("see the command formats; all: each one"))
    export.add_argument(
        "--output", type=Path, metavar=_("OUT"), help=_("a file, with all a folder; standard output when left out")
    )
    cli_pairings.add_arguments(export)
    cli_pictures.add_arguments(export)
    cli_printing.add_arguments(export)
    cli_options.add_arguments(export, chosen)


def check(options: argparse.Namespace) -> None:
    """Look at what was given before a project is opened. Raises UserError for what does not go together."""
    if options.format == ALL and options.output is None:
        raise UserError("export.needs_folder")
    options.picture, options.pages = None, cli_printing.options_of(options)
    if options.pages is not None:
        return
    options.picture = cli_pictures.options_of(options)
    if options.picture is not None:
        cli_pairings.refuse(options.pairing)
        return
    if options.pairing is not None and options.case:
        raise UserError("export.pairing_or_case")
    if options.format == ALL:
        cli_options.refuse(options)
    chosen = registry.writer(options.format)
    options.chosen = cli_options.chosen_of(options, chosen) if chosen is not None else {}


def run(options: argparse.Namespace, project: Project, draw: cli_pictures.Draw) -> int:
    """Write what was asked for; the exit code. What a format leaves out is said on standard error."""
    if options.pages is not None:
        return _write(options, *draw(snapshot_of(project, options), options.pages))
    if options.picture is not None:
        return _write(options, *_drawn(options, project, draw))
    snapshot = snapshot_of(project, options)
    if options.format == ALL:
        return _write_all(options, snapshot)
    return _write(options, *registry.by_name(options.format).write(snapshot, options.chosen))


def _drawn(options: argparse.Namespace, project: Project, draw: cli_pictures.Draw) -> tuple[bytes, Losses]:
    picture: PictureOptions = options.picture
    return draw((project, cli_pictures.wanted_of(project, options)), picture)


def snapshot_of(project: Project, options: argparse.Namespace) -> Snapshot:
    """The pairing, the cases or the branch that are meant. Raises UserError where the project has no such."""
    if options.format != ALL and options.pages is None and registry.by_name(options.format).subject != "map":
        return Snapshot(project)
    if options.case:
        wanted = cli_pictures.cases_of(project, options.case)
        if options.branch is not None:
            if len(wanted) != 1:
                raise UserError("picture.one_branch")
            return Snapshot(project, branch_ids=(cli_pictures.node_at(project, wanted[0], options.branch),))
        return Snapshot(project, case_ids=tuple(case.id for case in wanted))
    if options.branch is not None:
        (case,) = cli_pictures.cases_of(project, [])
        return Snapshot(project, branch_ids=(cli_pictures.node_at(project, case, options.branch),))
    return Snapshot(project, cli_pairings.wanted_of(project, options.pairing))


def _write(options: argparse.Namespace, data: bytes, losses: Losses) -> int:
    if options.output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_export(options.file, options.output, data)
    _say(losses)
    return 0


def _write_all(options: argparse.Namespace, snapshot: Snapshot) -> int:
    """Every format into one folder. One that cannot be written does not stop the others."""
    folder: Path = options.output
    if folder.exists() and not folder.is_dir():
        raise UserError("export.no_folder", path=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("project.write_failed", reason=error.strerror or str(error)) from error
    failed = False
    for each in registry.written():
        target = folder / registry.file_name(options.file.stem, each)
        try:
            data, losses = each.write(snapshot)
            write_export(options.file, target, data)
        except UserError as error:
            failed = True
            print(f"{each.name}: {error}", file=sys.stderr)
            continue
        print(target)
        _say(losses, f"{each.name}: ")
    return 1 if failed else 0


def _say(messages: Sequence[Message], before: str = "") -> None:
    for message in messages:
        print(f"{before}{message}", file=sys.stderr)
