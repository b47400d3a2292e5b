"""What was done last, by the names that the program has for it: no text, no file, no name of a person."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping

from PySide6.QtGui import QAction

from models.edits import Edit
from models.ports import Entry
from ui.session import Session

KEPT = 30


class LastActions:
    """The last actions and edits with the seconds that have gone by since."""

    def __init__(self) -> None:
        self._done: deque[tuple[float, str]] = deque(maxlen=KEPT)

    def note(self, name: str) -> None:
        self._done.append((time.monotonic(), name))

    def follow_actions(self, actions: Mapping[str, QAction]) -> None:
        """Note each action by its name in the table."""
        for name, action in actions.items():
            action.triggered.connect(lambda _on=False, name=name: self.note(name))

    def follow_session(self, session: Session) -> None:
        """Note each edit by the key of its label, and how many rows it changed."""
        self.note("a project was opened")
        session.changed.connect(self._on_changed)

    def _on_changed(self, edit: Edit, entry: Entry) -> None:
        self.note(f"{entry.kind} {edit.label.key}, {len(edit.changes)} rows")

    def lines(self) -> list[str]:
        """Oldest first: "12 s before  do edit.add_node, 3 rows"."""
        now = time.monotonic()
        return [f"{now - at:7.1f} s before  {name}" for at, name in self._done]
