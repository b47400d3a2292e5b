"""The commands that keep a project safe: backup, restore, check, salvage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.messages import _
from storage.opening import check_project


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


def _backup(options: argparse.Namespace) -> int:
    raise NotImplementedError


def _restore(options: argparse.Namespace) -> int:
    raise NotImplementedError


def _check(options: argparse.Namespace) -> int:
    problems = check_project(options.file)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(_("{path} is sound.").format(path=options.file))
    return 1 if problems else 0


def _salvage(options: argparse.Namespace) -> int:
    raise NotImplementedError


RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "backup": _backup,
    "restore": _restore,
    "check": _check,
    "salvage": _salvage,
}
