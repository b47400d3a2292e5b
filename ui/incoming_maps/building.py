"""The edit that brings a map in, built in a job: of a large one that takes seconds. Only the commit is the window's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.project import Project
from ui.collecting import go_on, rest
from ui.session import Session

if TYPE_CHECKING:
    from models.authoring.maps import Taken
    from models.edits import Edit
    from models.messages import Message
    from storage.maps import ReadMap
    from storage.store import SqliteStore

    Built = tuple[Edit, tuple[Taken, list[Message]]]


class Building:
    """Begun on the interface thread; `work` is for the job, `making` for the session.

    The job has a copy of the project, as exports have (docs/adr/021). Where anything was changed meanwhile, the edit is
    built anew from what is there then.
    """

    def __init__(self, session: Session, read: ReadMap, over: Mapping[str, str | None]) -> None:
        self._session, self._read, self._over = session, read, over
        self._annotator = session.workspace.annotator
        self._rows = session.project.rows()
        self._built: Built | None = None
        self._is_stale = False
        session.changed.connect(self._on_changed)

    def _on_changed(self, _edit: object, _entry: object) -> None:
        self._session.changed.disconnect(self._on_changed)
        self._rows, self._built, self._is_stale = {}, None, True

    def work(self) -> Built:
        """Build the edit. Raises UserError."""
        from storage.maps import making
        from storage.store import SqliteStore

        stores: list[SqliteStore] = []

        def blob(content_hash: str) -> bytes:
            if not stores:
                stores.append(SqliteStore(self._session.path))  # a connection of this thread's own
            return stores[0].blob(content_hash)

        rest()  # a search for dead cycles among so many new objects holds the window up
        try:
            return making(Project(self._rows, blob), self._read, self._annotator, self._over)
        finally:
            go_on()
            for store in stores:
                store.close()

    def take(self, built: Built) -> None:
        """The job's edit, as far as it still fits."""
        if not self._is_stale:
            self._built = built

    def making(self, project: Project) -> Built:
        """What `Session.do` wants: the edit of the job, or one that is built now."""
        from storage.maps import making

        built, self._built = self._built, None
        return built if built is not None else making(project, self._read, self._annotator, self._over)
