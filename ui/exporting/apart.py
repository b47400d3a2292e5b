"""The project as jobs read it: a copy that nobody changes, made of the same rows (docs/adr/021)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.project import Project
from storage.formats.registry import Snapshot
from ui.collecting import go_on, rest
from ui.exporting.wanted import Wanted
from ui.session import Session

if TYPE_CHECKING:
    from storage.store import SqliteStore

Rows = dict[str, dict[str, Any]]


class Apart:
    """Made on the interface thread, where it takes a moment; all else is for one other thread at a time.

    Rows are values that are never changed, so a table's copy is one of references. The texts come from the file, over a
    connection of the thread's own.
    """

    def __init__(self, session: Session) -> None:
        self.path: Path = session.path  # which no export may take the place of
        self._source: Path = getattr(session.workspace.store, "path", session.path)
        self._rows: Rows | None = session.project.rows()
        self._project: Project | None = None
        self._store: SqliteStore | None = None
        self._snapshots: dict[Wanted, Snapshot] = {}

    @contextmanager
    def open(self) -> Iterator[Callable[[Wanted], Snapshot]]:
        """What gives snapshots for as long as it is open; they are the same while the part is the same.

        Meanwhile no cycles are searched for: there are very many objects, and the search holds the window up.
        """
        rest()
        try:
            yield self._snapshot
        finally:
            go_on()
            store, self._store = self._store, None
            if store is not None:
                store.close()

    def _snapshot(self, wanted: Wanted) -> Snapshot:
        if self._project is None:
            self._project, self._rows = Project(self._rows, self._blob), None
        if wanted not in self._snapshots:
            self._snapshots = {wanted: wanted.snapshot(self._project)}  # what is not on show any more takes room
        return self._snapshots[wanted]

    def _blob(self, content_hash: str) -> bytes:
        from storage.store import SqliteStore

        if self._store is None:
            self._store = SqliteStore(self._source)
        return self._store.blob(content_hash)
