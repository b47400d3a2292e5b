"""The door for a window: a project that can be written to, else one to be looked at with the reason why."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from models.errors import Busy, UserError
from models.messages import Message, message
from models.workspace import Workspace
from storage.opened import AGAIN, BACKUPS, COPY, SALVAGE, Opened
from storage.opening import SCHEMA_VERSION, check_file
from storage.presence import Presence, is_open_here, look
from storage.store import SqliteStore

LARGE = 4_000_000  # bytes that are read before a window has a next word to say


def open_for_window(path: Path, annotator: str, *, read_only: bool = False, is_last_try: bool = True) -> Opened:
    """Open a project without waiting for anybody. Raises UserError where there is nothing that could be shown.

    `read_only`: the user wants to look only. `is_last_try`: what another program keeps locked is looked at in a copy;
    else Busy is raised, so that the same call can be made again in a moment.
    """
    from storage.synced.recognising import service_of

    service = service_of(path)
    if service is not None and not read_only:
        return _in_a_copy(path, service, annotator)
    version = check_file(path)
    if read_only:
        return _looking(path, annotator, message("look.chosen"), ())
    if not _is_writable(path):
        return _looking(path, annotator, message("look.unwritable", name=path.name), (AGAIN, COPY), version)
    others, ended = look(path)
    try:
        workspace = Workspace(SqliteStore(path, wait=0), annotator)
    except Busy:
        if not is_last_try:
            raise
        return _looking(path, annotator, message("look.locked", name=path.name), (AGAIN, COPY), 0)
    except UserError as error:
        return _damaged(path, annotator, error)
    presence = Presence(path, str(getattr(workspace.store, "client", "")), annotator)
    return Opened(workspace, presence, others=tuple(others), ended=tuple(ended))


def is_slow(path: Path) -> bool:
    """Whether so much must be read from a synced or network folder first that a window should not wait for it."""
    from storage.synced.recognising import service_of
    from storage.synced.working_copy import WorkingCopy

    try:
        service = service_of(path) if path.stat().st_size > LARGE else None
        return service is not None and not WorkingCopy(path, service).is_current()
    except OSError:
        return False


def fetch(path: Path) -> None:
    """Read from such a folder what opening will need, for a job. Opening is what tells of trouble."""
    from storage.synced.recognising import service_of
    from storage.synced.working_copy import WorkingCopy, enter, is_sound

    service = service_of(path)
    if service is not None and _is_writable(path):
        copy = WorkingCopy(path, service).path
        if copy.exists() and not is_sound(copy):
            return  # put aside, and told, in opening
        with suppress(UserError):
            enter(path, service, is_alone=not is_open_here(path))


def _in_a_copy(path: Path, service: str, annotator: str) -> Opened:
    """A project of a synced or network folder, worked on in a copy of it on this machine. Raises UserError."""
    from storage.synced.working_copy import enter

    others, ended = look(path)
    if path.exists():
        check_file(path)
        if not _is_writable(path):
            return _looking(path, annotator, message("look.unwritable", name=path.name), (AGAIN, COPY))
    working = enter(path, service, is_alone=not is_open_here(path))
    try:
        workspace = Workspace(SqliteStore(working.path, wait=0, known_as=path), annotator)
    except UserError as error:
        return _damaged(working.path, annotator, error)
    presence = Presence(path, str(getattr(workspace.store, "client", "")), annotator)
    return Opened(workspace, presence, others=tuple(others), ended=tuple(ended), working=working)


def _is_writable(path: Path) -> bool:
    """Whether the file can be written, and its folder, where SQLite keeps its journal meanwhile."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _looking(path: Path, annotator: str, why: Message, ways: tuple[str, ...], version: int = SCHEMA_VERSION) -> Opened:
    """The project to be looked at: in place where that needs no writing, else in a copy. Raises UserError."""
    from storage.looking import SIDE_FILES, LookingStore, on_a_copy

    others, _ended = look(path)
    is_plain = version == SCHEMA_VERSION and not any(os.path.exists(f"{path}{side}") for side in SIDE_FILES)
    try:
        try:
            workspace = Workspace(LookingStore(path, why) if is_plain else on_a_copy(path, why), annotator)
        except Busy:
            workspace = Workspace(on_a_copy(path, why), annotator)
    except UserError as error:
        return _damaged(path, annotator, error)
    return Opened(workspace, None, why, ways, tuple(others))


def _damaged(path: Path, annotator: str, error: UserError) -> Opened:
    """What can still be read of a project; the error itself where that is nothing, or where it is about more."""
    if error.message.key != "project.damaged":
        raise error
    from storage.looking import what_is_left

    why = message("look.damaged", name=path.name)
    try:
        store, left_out = what_is_left(path, why)
    except UserError:
        raise error from None
    condition = message("look.damaged_in_part", name=path.name, count=left_out) if left_out else why
    return Opened(Workspace(store, annotator), None, condition, (SALVAGE, BACKUPS, COPY))
