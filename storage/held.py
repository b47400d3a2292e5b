"""A project that is looked at and not changed: its rows in memory, and every edit refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.edits import Change
from models.messages import Message, message
from models.ports import Draft, Entry, Step
from models.states import State, contents_of, edit_to
from storage.clients import new_client
from storage.refusing import Refusing


class HeldStore(Refusing):
    """A state of a project as a store (models.ports.Store). `why`: the sentence that every edit is refused with.

    `blob` reads contents by hash, from the file that the state is of; `close` is called when the project is put away.
    """

    def __init__(
        self,
        path: Path,
        state: State,
        why: Message,
        blob: Callable[[str], bytes],
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self.path = path
        self.client = new_client()
        self._state = {table: dict(rows) for table, rows in state.items()}
        self._why = why
        self._blob = blob
        self._close = close

    def load(self) -> tuple[dict[str, dict[str, Any]], dict[str, int], int]:
        return {table: dict(rows) for table, rows in self._state.items()}, {}, 0

    def last_seq(self) -> int:
        return 0

    def begins(self) -> int:
        return 0

    def entries_after(self, seq: int) -> list[tuple[Entry, tuple[Change, ...]]]:
        return []

    def steps_of(self, annotator: str) -> list[Step]:
        return []

    def is_overtaken(self, seq: int, annotator: str) -> bool:
        return False

    def find_entry(self, key: int | str) -> Entry | None:
        return None

    def changes(self, entry_id: str) -> tuple[Change, ...]:
        return ()

    def corrections_after(self, seq: int) -> list[tuple[Entry, Change]]:
        return []

    def last_writer(self, table: str, row: str) -> Entry | None:
        return None

    def history(self, node_id: str, limit: int = 200) -> list[tuple[Entry, tuple[Change, ...]]]:
        return []

    def blob(self, content_hash: str) -> bytes:
        return self._blob(content_hash)

    def drafts(self) -> list[Draft]:
        return []

    def copy_to(self, target: Path) -> None:
        """A project of its own that holds this state, without a history. Raises UserError."""
        from models import VERSION
        from storage.projects import make_project

        contents = {key: self._blob(key) for key in sorted(contents_of(self._state))}
        make_project(target, VERSION, edit_to(message("edit.copied_state"), {}, self._state, contents))

    def close(self) -> None:
        self._close()
