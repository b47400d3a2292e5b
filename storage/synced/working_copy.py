"""The local copy in which a project of a synced or network folder is worked on, and what of it was written back."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from models.entities import new_id
from models.errors import Busy, UserError
from storage.backups.locking import alone
from storage.backups.making import sync, sync_folder
from storage.folders import working_folder
from storage.looking import SIDE_FILES
from storage.opening import check_file, plain_connection, translated_errors

STATE = "state.json"
_PARTIAL = re.compile(r"\.(?:taking|looking|writing|state\.json)-[0-9a-f-]{36}(?:-journal|-wal)?")  # what is being made
WAIT = 10.0  # seconds for another's lock


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A file as it was: bytes, modification time in nanoseconds, SHA-256."""

    size: int
    mtime_ns: int
    sha256: str

    def looks_as(self, found: os.stat_result) -> bool:
        return (found.st_size, found.st_mtime_ns) == (self.size, self.mtime_ns)


@dataclass(frozen=True, slots=True)
class Seen:
    """The original as it was last read or written. `entry`: the id of the last entry that it holds ("" for none)."""

    origin: str
    fingerprint: Fingerprint
    entry: str
    written: str = ""  # when it was last written, ISO 8601 in UTC


class WorkingCopy:
    """`origin` is where people know the project, `path` where it is worked on."""

    def __init__(self, origin: Path, service: str) -> None:
        self.origin = Path(os.path.realpath(origin))
        self.service = service
        key = sha256(os.fsencode(self.origin)).hexdigest()[:16]
        self.folder = working_folder() / key
        self.path = self.folder / origin.name
        self.damaged: Path | None = None  # what it was before, where that could not be worked on

    @property
    def seen(self) -> Seen | None:
        """None where nothing was noted yet, or what was noted is damaged."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            values = json.loads((self.folder / STATE).read_text("utf-8"))
            return Seen(values["origin"], Fingerprint(**values["fingerprint"]), values["entry"], values["written"])
        return None

    def note(self, seen: Seen) -> None:
        """Raises OSError."""
        partial = self.folder / f".{STATE}-{new_id()}"
        try:
            partial.write_text(json.dumps(asdict(seen), ensure_ascii=False), "utf-8")
            sync(partial)
            os.replace(partial, self.folder / STATE)
        finally:
            with suppress(OSError):
                partial.unlink()
        sync_folder(self.folder)

    @contextmanager
    def alone(self, wait: float = WAIT) -> Iterator[None]:
        """While the original is compared and written, by one window of this machine at a time. Raises Busy, OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with alone(self.folder, wait) as held:
            if not held:
                raise Busy("project.busy")
            self._sweep()
            yield

    def _sweep(self) -> None:
        """Take away what a program that was killed has left half made."""
        for name in os.listdir(self.folder):
            if _PARTIAL.fullmatch(name):
                with suppress(OSError):
                    os.unlink(self.folder / name)

    def take(self) -> None:
        """Copy the original here, over what is here. Raises UserError; then nothing is changed."""
        partial = self.folder / f".taking-{new_id()}"
        try:
            found = read_original(self.origin, partial)
            last = (last_entry(partial) if check_file(partial) else "") or ""
            sync(partial)
            for side in SIDE_FILES:
                with suppress(FileNotFoundError):
                    os.unlink(f"{self.path}{side}")
            os.replace(partial, self.path)
            sync_folder(self.folder)
            self.note(Seen(str(self.origin), found, last, self.seen.written if self.seen else ""))
        except OSError as error:
            raise UserError("synced.no_copy", path=str(self.folder), reason=error.strerror or str(error)) from error
        finally:
            for side in ("", *SIDE_FILES):
                with suppress(OSError):
                    os.unlink(f"{partial}{side}")

    def is_current(self) -> bool:
        """Whether it is there and the original looks as it was last seen, by size and time. Raises OSError."""
        seen, found = self.seen, os.stat(self.origin)
        return seen is not None and self.path.exists() and seen.fingerprint.looks_as(found)

    def unwritten(self) -> bool:
        """Whether it holds entries that the original, as last seen, does not."""
        seen = self.seen
        return seen is None or seen.entry != last_entry(self.path)


def fingerprint(path: Path) -> Fingerprint:
    """Raises OSError."""
    digest = sha256()
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        while block := file.read(1 << 20):
            digest.update(block)
    return Fingerprint(found.st_size, found.st_mtime_ns, digest.hexdigest())


def read_original(origin: Path, target: Path) -> Fingerprint:
    """Copy a project file with the journal that lies beside it, as one that did not change meanwhile.

    What was cut off is put right in the copy. Raises OSError, UserError.
    """
    for _turn in range(3):
        before = fingerprint(origin)
        for side in SIDE_FILES:
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{origin}{side}", f"{target}{side}")
        shutil.copyfile(origin, target)
        if fingerprint(target).sha256 == before.sha256 == fingerprint(origin).sha256:
            break
    else:
        raise UserError("project.busy")
    check_file(target)
    with translated_errors(str(origin)), closing(plain_connection(target, WAIT)) as raw:
        problems = [str(row[0]) for row in raw.execute("PRAGMA quick_check(3)")]
    if problems != ["ok"]:
        raise UserError("project.damaged", path=str(origin), reason="; ".join(problems).replace("\n", " "))
    return before


def entry_ids(path: Path) -> dict[str, int]:
    """The journal's entries: their numbers by id, in order. Raises UserError."""
    with translated_errors(str(path)), closing(plain_connection(path, WAIT)) as raw:
        return dict(raw.execute("SELECT id, seq FROM entry ORDER BY seq"))


def last_entry(path: Path) -> str:
    with translated_errors(str(path)), closing(plain_connection(path, WAIT)) as raw:
        found = raw.execute("SELECT id FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    return str(found[0]) if found else ""


def is_sound(path: Path) -> bool:
    """Whether a working copy can be worked on."""
    try:
        check_file(path)
        with closing(plain_connection(path, WAIT)) as raw:
            return [row[0] for row in raw.execute("PRAGMA quick_check(1)")] == ["ok"]
    except (UserError, sqlite3.Error, OSError):
        return False


def enter(origin: Path, service: str, *, is_alone: bool) -> WorkingCopy:
    """The working copy of a project, ready to be opened; what it holds and the original lacks is still in it.

    It is taken anew where the original has all that it holds. `is_alone`: no other window here has the project open.
    Raises UserError where there is neither an original nor a copy.
    """
    copy = WorkingCopy(origin, service)
    try:
        with copy.alone():
            if not copy.path.exists():
                check_file(origin)
                copy.take()
            elif is_alone and os.path.isfile(copy.origin):
                _renew(copy)
    except OSError as error:
        raise UserError("synced.no_copy", path=str(copy.folder), reason=error.strerror or str(error)) from error
    return copy


def _has_drafts(path: Path) -> bool:
    with translated_errors(str(path)), closing(plain_connection(path, WAIT)) as raw:
        return raw.execute("SELECT 1 FROM draft LIMIT 1").fetchone() is not None


def _put_aside(copy: WorkingCopy) -> None:
    """Keep a damaged copy under another name, with what SQLite left beside it: it may hold what nothing else does."""
    aside = copy.path.with_name(f"{copy.path.stem}.damaged-{new_id()[:8]}{copy.path.suffix}")
    for side in (*SIDE_FILES, ""):
        with suppress(FileNotFoundError):
            os.replace(f"{copy.path}{side}", f"{aside}{side}")
    copy.damaged = aside


def _renew(copy: WorkingCopy) -> None:
    if not is_sound(copy.path):
        _put_aside(copy)
        copy.take()
        return
    if copy.is_current() or _has_drafts(copy.path):  # what was typed is nowhere else
        return
    with suppress(UserError):  # what cannot be read now is said when it is to be written back
        partial = copy.folder / f".looking-{new_id()}"
        try:
            read_original(copy.origin, partial)
            holds_all = entry_ids(copy.path).keys() <= entry_ids(partial).keys()
        finally:
            for side in ("", *SIDE_FILES):
                with suppress(OSError):
                    os.unlink(f"{partial}{side}")
        if holds_all:
            copy.take()
