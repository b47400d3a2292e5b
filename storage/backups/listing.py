"""The backups of a project: when each was made and why, how large it is, how many nodes it has."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from models.errors import UserError
from models.messages import N_
from storage.backups.places import SUFFIX, rooms_of, time_of
from storage.opening import check_file

OPENED, EDITED, ASKED, RESTORING, MIGRATING, REPLACED = (
    "opened",
    "edited",
    "asked",
    "restoring",
    "migrating",
    "replaced",
)
REASONS = {
    OPENED: N_("on opening"),
    EDITED: N_("while editing"),
    ASKED: N_("asked for"),
    RESTORING: N_("before restoring"),
    MIGRATING: N_("before a newer file format"),
    REPLACED: N_("before another version took its place"),
}
ABOUT = ".json"  # beside each backup, so that a list need not open every one

# UNION, not UNION ALL: a damaged file may hold a circle
_NODES = """
WITH RECURSIVE seen (id) AS (
  SELECT node.id FROM node JOIN "case" ON "case".id = node.case_id JOIN article ON article.id = "case".article_id
  WHERE node.parent_id IS NULL AND node.binned_by IS NULL AND "case".binned_by IS NULL AND article.binned_by IS NULL
  UNION SELECT node.id FROM seen JOIN node ON node.parent_id = seen.id WHERE node.binned_by IS NULL
) SELECT count(*) FROM seen
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a project file says of itself. `state`: equal for two files only where their content is the same."""

    project: str
    state: str
    nodes: int | None = None
    last: str = ""  # the time of the newest entry; "" without one
    reason: str = ""
    size: int = 0  # bytes of the file when this was noted; 0 where it is as it is


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: a project file like any other. `size` in bytes; `nodes` without those in the bin."""

    path: Path
    time: datetime
    size: int
    facts: Facts

    @property
    def stem(self) -> str:
        """The time as lists show it and commands take it."""
        return self.path.stem

    @property
    def is_whole(self) -> bool:
        """Whether the file is as long as it was made."""
        return self.facts.size in (0, self.size)

    @property
    def nodes(self) -> int | None:
        return self.facts.nodes if self.is_whole else None

    @property
    def reason(self) -> str:
        return self.facts.reason


def facts_of(raw: sqlite3.Connection, *, nodes: bool = True, reason: str = "") -> Facts:
    """What is read of an open file. Raises sqlite3.Error."""
    project = raw.execute("SELECT id FROM project").fetchone()
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    last = raw.execute("SELECT id, time FROM entry ORDER BY seq DESC LIMIT 1").fetchone() or ("", "")
    count = raw.execute(_NODES).fetchone()[0] if nodes else None
    return Facts(str(project[0]) if project else "", f"{version}:{last[0]}", count, str(last[1]), reason)


def project_in(path: Path) -> str | None:
    """The id of the project in a file; None where it does not tell."""
    with suppress(UserError, sqlite3.Error, UnicodeDecodeError):
        check_file(path)
        with closing(_reading(path)) as raw:
            return facts_of(raw, nodes=False).project
    return None


def _reading(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=2)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def backups_of(path: Path, *, is_damaged: bool = False) -> list[Backup]:
    """All backups of the project at `path`, newest first; it may be gone.

    `is_damaged`: the id that it tells may be none; what was ever backed up at this place is listed too.
    """
    rooms = rooms_of(path, project_in(path))
    return in_rooms(dict.fromkeys((*rooms, *rooms_of(path, None))) if is_damaged else rooms)


def in_rooms(rooms: Iterable[Path]) -> list[Backup]:
    """The backups in these folders, newest first."""
    found = []
    for room in rooms:
        with suppress(OSError):
            for name in os.listdir(room):
                backup = _backup(room / name)
                if backup is not None:
                    found.append(backup)
    return sorted(found, key=lambda backup: (backup.time, str(backup.path)), reverse=True)


def _backup(path: Path) -> Backup | None:
    time = time_of(path.stem) if path.suffix == SUFFIX else None
    if time is None:
        return None
    try:
        size = path.stat().st_size
    except OSError:  # thinned out this moment
        return None
    return Backup(path, time, size, _noted(path) or _read(path))


def _noted(path: Path) -> Facts | None:
    with suppress(OSError, ValueError, TypeError):
        facts = Facts(**json.loads(path.with_suffix(ABOUT).read_text("utf-8")))
        words = (facts.project, facts.state, facts.last, facts.reason)
        if (
            isinstance(facts.nodes, int)
            and isinstance(facts.size, int)
            and all(isinstance(word, str) for word in words)
        ):
            return facts
    return None


def _read(path: Path) -> Facts:
    """Of a backup that nothing is noted of."""
    with suppress(UserError, sqlite3.Error, UnicodeDecodeError):
        check_file(path)
        with closing(_reading(path)) as raw:
            return facts_of(raw)
    return Facts("", "")


def note(path: Path, facts: Facts) -> None:
    """Note what a backup holds beside it. What cannot be noted is read again when a list is asked for."""
    with suppress(OSError):
        path.with_suffix(ABOUT).write_text(json.dumps(asdict(facts), ensure_ascii=False), "utf-8")
