"""What the window of backups has done in jobs: listing, comparing with now, getting a restore ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from models.differences import Differences, differences
from models.project import Project
from storage.backups.listing import ASKED, RESTORING, Backup, backups_of
from storage.backups.making import back_up
from storage.backups.restoring import Restored, read_backup, restored
from storage.loading import load_sizes
from storage.opening import damage_named, plain_connection
from ui.collecting import go_on, rest
from ui.safety.difference_rows import Row, rows_of, summary
from ui.session import Session

WAIT = 10.0  # seconds for another's lock


class Now:
    """The project as jobs read it; made on the interface thread, where it takes a moment.

    Its rows are values that are never changed, so that the copy is one of references (docs/adr/021).
    """

    def __init__(self, session: Session) -> None:
        self.path = session.path
        self.source: Path = getattr(session.workspace.store, "path", session.path)
        self.rows: dict[str, dict[str, Any]] = session.project.rows()
        self._project: Project | None = None

    def project(self) -> Project:
        """For one thread at a time."""
        if self._project is None:
            self._project = Project(self.rows)
        return self._project


def listed(now: Now, is_damaged: bool = False) -> list[Backup]:
    return backups_of(now.path, is_damaged=is_damaged)


def made(now: Now) -> Backup | None:
    """Back up; None where nothing has changed since the newest backup. Raises UserError."""
    return back_up(now.source, ASKED, project=now.path)


def compared(backup: Path, now: Now) -> tuple[str, list[Row], Differences]:
    """What has changed since a backup: a sentence, the rows of a list, and both at the root of it. Raises UserError."""
    rest()  # there are very many objects, and a search for cycles among them would hold the window up
    try:
        with read_backup(backup) as (then, _contents):
            found = differences(then, now.project())
        return summary(found), rows_of(found), found
    finally:
        go_on()


def prepared(backup: Path, now: Now, keep: Callable[[Mapping[str, bytes]], None]) -> Restored:
    """Back up what is there now, read the backup, and put the contents that the project has lost into its file.

    Raises UserError.
    """
    back_up(now.source, RESTORING, project=now.path)
    found = restored(backup, lambda hashes: _sizes(now.source, hashes)).beside(now.rows)
    if found.blobs:
        keep(found.blobs)
    return found


def _sizes(path: Path, hashes: Iterable[str]) -> dict[str, int]:
    """Over a connection of the job's own: the window's is for its own thread."""
    with damage_named(str(path), "blob"), closing(plain_connection(path, WAIT)) as raw:
        return load_sizes(raw, hashes)
