"""The commands that keep a project safe: backup, restore, check, salvage."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import UserError
from models.messages import _, ngettext
from storage.opening import SCHEMA_VERSION, check_file, check_project

if TYPE_CHECKING:
    from storage.backups.listing import Backup


def add_commands(commands: Any) -> None:
    """Add the four commands to the subparsers of the command line."""
    backup = commands.add_parser("backup", help=_("make a backup of a project, or list its backups"))
    backup.add_argument("file", type=Path)
    backup.add_argument("--to", type=Path, metavar=_("FOLDER"), help=_("into this folder rather than the usual one"))
    backup.add_argument("--list", action="store_true", help=_("list the backups and make none"))
    backup.add_argument("--json", action="store_true", help=_("for other programs"))

    restore = commands.add_parser("restore", help=_("bring a project back to a backup"))
    restore.add_argument("file", type=Path)
    restore.add_argument("backup", metavar=_("BACKUP"), help=_("a file, a time as listed, or newest"))
    restore.add_argument("--to", type=Path, metavar=_("NEW"), help=_("as a new project; the first stays as it is"))

    check = commands.add_parser("check", help=_("check a project file for damage"))
    check.add_argument("file", type=Path)

    salvage = commands.add_parser("salvage", help=_("save what can be read of a damaged project"))
    salvage.add_argument("file", type=Path)
    salvage.add_argument("new", type=Path, metavar=_("NEW"), help=_("the project that is made of it"))
    salvage.add_argument("--with-backup", action="store_true", help=_("fill gaps from the newest backup"))
    salvage.add_argument("--json", action="store_true", help=_("for other programs"))


def _backup(options: argparse.Namespace) -> int:
    from storage.backups import making
    from storage.backups.listing import ASKED, backups_of
    from storage.backups.restoring import listed

    if options.list:
        found = backups_of(options.file)
        if not found and not options.file.exists():
            check_file(options.file)  # says that there is no such file
        if options.json:
            print(json.dumps([listed(backup) for backup in found], indent=1))
        for line in _table(found) if not options.json else ():
            print(line)
        return 0
    if options.to is not None:
        path = making.copy_into(options.file, options.to)
        print(json.dumps({"path": str(path)}) if options.json else _("Backed up as {path}").format(path=path))
        return 0
    made = making.back_up(options.file, ASKED)
    newest = made or backups_of(options.file)[0]
    if options.json:
        print(json.dumps({**listed(newest), "made": made is not None}, indent=1))
    elif made is not None:
        print(_("Backed up as {path}").format(path=made.path))
    else:
        print(_("Nothing has changed since the newest backup, {path}").format(path=newest.path))
    return 0


def _table(found: Sequence[Backup]) -> list[str]:
    from storage.backups.listing import REASONS
    from storage.formats.files import size_words

    rows = []
    for backup in found:
        count = backup.nodes
        nodes = ngettext("{count} node", "{count} nodes", count).format(count=f"{count:,}") if count is not None else ""
        rows.append(
            (backup.stem, size_words(backup.size), nodes, _(REASONS.get(backup.reason, "")) if backup.reason else "")
        )
    if not rows:
        return [_("There is no backup yet.")]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first, second, third, _last = widths
    return [f"{a:<{first}}  {b:>{second}}  {c:>{third}}  {d}".rstrip() for a, b, c, d in rows]


def _restore(options: argparse.Namespace) -> int:
    from storage.backups import restoring

    is_damaged = os.path.lexists(options.file) and _is_damaged(options.file)
    backup = restoring.find(options.file, options.backup, is_damaged=is_damaged)
    if options.to is not None:
        restoring.restore_as(backup, options.to)
        print(_("Restored as {path}").format(path=options.to))
        return 0
    if not os.path.lexists(options.file):
        restoring.restore_as(backup, options.file)
        print(_("Restored as {path}").format(path=options.file))
        return 0
    if not is_damaged:
        try:
            return _restore_edit(options.file, backup)
        except UserError as error:
            if error.message.key != "project.damaged":
                raise  # else SQLite finds no fault, but its rows are none of ours
    aside = restoring.replace_damaged(options.file, backup)
    words = _("{path} was damaged; it is kept as {aside}, and the backup is in its place.")
    print(words.format(path=options.file, aside=aside))
    return 0


def _is_damaged(path: Path) -> bool:
    """Whether nothing can be made of a file but to put a backup in its place. Raises UserError for other people's."""
    try:
        return bool(check_project(path))
    except UserError as error:
        if error.message.key in ("project.damaged", "project.empty", "project.not_a_project"):
            return True
        raise


def _restore_edit(path: Path, backup: Path) -> int:
    """One edit, after one more backup; the window takes it back with Undo."""
    from storage.backups import making, restoring
    from storage.backups.listing import RESTORING
    from storage.cli import open_workspace
    from storage.store import SqliteStore

    workspace = open_workspace(path)
    try:
        store = workspace.store
        assert isinstance(store, SqliteStore)
        found = restoring.restored(backup, store.sizes)
        if found.edit(workspace.project).is_empty:
            print(_("{path} is as the backup is already.").format(path=path))
            return 0
        making.back_up(path, RESTORING)
        workspace.do(found.edit)
    finally:
        workspace.close()
    print(_("{path} is as it was on {time}. Undo in the window takes that back.").format(path=path, time=found.time))
    return 0


def _check(options: argparse.Namespace) -> int:
    from storage.cli_listing import history_begins
    from storage.journals import extent

    problems = check_project(options.file)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(_("{path} is sound.").format(path=options.file))
        since = extent(options.file)[1] if check_file(options.file) == SCHEMA_VERSION else ""
        if since:
            print(history_begins(since))
    return 1 if problems else 0


def _salvage(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from storage.salvage.saving import salvage

    with tqdm(unit="p", disable=options.json or not sys.stderr.isatty(), leave=False) as bar:

        def step(done: int, _total: int) -> None:
            bar.update(done - bar.n)

        report = salvage(options.file, options.new, with_backup=options.with_backup, step=step)
    if options.json:
        print(json.dumps(report.listed(), indent=1))
        return 0
    print(_("Saved as {path}: {what}.").format(path=options.new, what=report.counted()))
    for sentence in report.told():
        print(sentence, file=sys.stderr)
    return 0


RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "backup": _backup,
    "restore": _restore,
    "check": _check,
    "salvage": _salvage,
}
