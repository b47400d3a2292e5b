"""Where a project's backups are and what they are called.

`<backups>/<project id>/<first 8 of the SHA-256 of its path>/<UTC time>.counterpoint`: a copy of a project has its id
too, so the path keeps the backups of the two apart; and a damaged file that does not tell its id is found by its path.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from storage.folders import backups_folder

SUFFIX = ".counterpoint"
PLACE = "project.json"  # in each room: which file its backups are of
_SHAPE = "%Y-%m-%dT%H-%M-%SZ"
_NAME = re.compile(r"(?P<time>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(?:-(?P<turn>[2-9]|[1-9]\d+))?")
_PLAIN_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


def stem_of(time: datetime, turn: int = 1) -> str:
    """The name of a backup without its suffix; `turn` tells those of one second apart."""
    stem = time.astimezone(UTC).strftime(_SHAPE)
    return stem if turn == 1 else f"{stem}-{turn}"


def time_of(stem: str) -> datetime | None:
    """When a backup of this name was made, those of one second apart by a microsecond; None for another name."""
    found = _NAME.fullmatch(stem)
    if found is None:
        return None
    try:
        time = datetime.strptime(found["time"], _SHAPE).replace(tzinfo=UTC)
    except ValueError:
        return None
    return time.replace(microsecond=min(999_999, int(found["turn"] or 1) - 1))


def room_of(path: Path, project: str) -> Path:
    """The folder of a project's backups, there or not. `project`: its id, which a stranger may have written."""
    folder = project if _PLAIN_ID.fullmatch(project) else sha256(project.encode()).hexdigest()[:32]
    return backups_folder() / folder / _mark(path)


def _mark(path: Path) -> str:
    return sha256(os.fsencode(_resolved(path))).hexdigest()[:8]


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return path.absolute()


def rooms_of(path: Path, project: str | None) -> list[Path]:
    """The folders with backups of a project: its own first, then of places that it was moved or renamed from.

    `project` None: a file that does not tell its id any more, whose place alone is known.
    """
    if project is None:
        return sorted(room for room in backups_folder().glob(f"*/{_mark(path)}") if room.is_dir())
    own = room_of(path, project)
    others = (room for room in own.parent.glob("*") if room != own and room.is_dir() and _was_left(room))
    return [*([own] if own.is_dir() else []), *sorted(others)]


def _was_left(room: Path) -> bool:
    """Whether the file that a room's backups are of is no longer where it was."""
    place = project_of(room)
    return place is not None and not os.path.lexists(place)


def project_of(room: Path) -> Path | None:
    """Which file a room's backups are of; None where that was not noted."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        return Path(json.loads((room / PLACE).read_text("utf-8"))["path"])
    return None


def note_project(room: Path, path: Path) -> None:
    """Note in a room which file its backups are of. A help for people and for a project that moves, no more."""
    if project_of(room) != _resolved(path):
        with suppress(OSError, UnicodeEncodeError):
            (room / PLACE).write_text(json.dumps({"path": str(_resolved(path))}, ensure_ascii=False), "utf-8")
