"""A process that bears others: `python -m tests.reliability.nursery`; none of them has to load the program anew.

A line of JSON on standard input is a task (`Task`); a child is born that edits the project until somebody kills it.
What it has finished it says on standard output, each line in one write:

    born PID            it has opened the project
    edit ID CHANGES     an edit landed, as the journal entry ID
    draft TEXT          what is being typed is kept
    backup NAME         a backup was made
    ended CODE          it is gone; negative: by that signal
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.authoring import library, nodes
from models.authoring.library import Source
from models.errors import UserError
from models.ports import Draft, Entry
from models.texts import plain_layout
from models.workspace import Workspace
from storage.backups.making import back_up
from storage.store import SqliteStore
from tests.models.gardens import attempt, nodes_of, random_making
from tests.reliability.sqlite_calls import Watcher, watched
from tests.reliability.sqlite_calls import library as sqlite_library

WORDS = "the ferry runs late because nobody pays for the bridge that was promised years ago\n"


@dataclass
class Task:
    """What a child does. `home`: where backups go; `slow`: seconds that each fsync takes longer; `cache`: pages that
    SQLite may hold (0: as many as ever)."""

    path: str
    seed: int
    home: str
    slow: float = 0.0
    cache: int = 0

    def line(self) -> str:
        return json.dumps(asdict(self)) + "\n"


class Slow(Watcher):
    """A poor disk."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def refuses(self, call: str, path: str) -> int:
        if call in ("sync", "sync folder"):
            time.sleep(self._seconds)
        return 0


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


class Editor:
    """Random edits of a project, each reported when it has landed."""

    def __init__(self, task: Task) -> None:
        self.rng = random.Random(task.seed)
        self.path = Path(task.path)
        store = SqliteStore(self.path)
        self.client = store.client
        self.workspace = Workspace(store, "Ada")
        self.typed = 0
        self.draft: Draft | None = None
        if task.cache:
            engine: Any = store._engine
            with engine.connect() as connection:
                connection.connection.driver_connection.execute(f"PRAGMA cache_size = {task.cache}")

    def step(self) -> None:
        chance = self.rng.random()
        try:
            if chance < 0.15:
                self._landed(self.rng.choice((self.workspace.undo, self.workspace.redo))())
            elif chance < 0.23:
                self._import()
            elif chance < 0.40:
                self._type()
            elif chance < 0.45 and self.draft is not None:
                self._finish_typing(self.draft)
            elif chance < 0.47:
                made = back_up(self.path, "edited")
                say("backup", made.path.name if made else "-")
            else:
                edit = attempt(random_making(self.rng), self.workspace.project)
                if edit is not None and not edit.is_empty:
                    self._landed(self.workspace.perform(edit))
        except UserError as refused:
            assert str(refused)

    def _landed(self, entry: Entry, more: str = "") -> None:
        say("edit", entry.id, f"{len(self.workspace.store.changes(entry.id))}{more}")

    def _import(self) -> None:
        text = WORDS * self.rng.randint(1, 400)
        data = self.rng.randbytes(self.rng.randint(1, 200_000))
        source = Source(f"Article {self.rng.random()}", data, text, text, plain_layout(text))
        made = library.article_of(source)
        if self.rng.random() < 0.5:  # as the window does with what is large
            self.workspace.store.keep(made[1])
        edit, _case = library.import_article(self.workspace.project, source, made_before=made)
        self._landed(self.workspace.perform(edit))

    def _type(self) -> None:
        row = self.draft.row if self.draft else self.rng.choice(nodes_of(self.workspace.project))
        self.typed += 1
        self.draft = Draft(
            "typing", self.client, "node", row, "text", f"typed-{self.typed}", "2025-01-01T00:00:00.000Z"
        )
        self.workspace.save_draft(self.draft)
        say("draft", self.draft.text)

    def _finish_typing(self, draft: Draft) -> None:
        """The edit takes the draft away in the same transaction."""
        found: list[Entry] = []
        self.workspace.listeners.append(lambda _edit, entry: found.append(entry))
        self.workspace.do(lambda reader: nodes.change_text(reader, draft.row, draft.text), drafts=[draft.id])
        self.workspace.listeners.pop()
        self.draft = None
        for entry in found:
            self._landed(entry, "\ndraft -")  # in one write: both happened in one transaction
        if not found:  # the words were there already; the draft alone was dropped
            say("draft", "-")


def work(task: Task) -> None:
    os.environ["XDG_DATA_HOME"] = task.home
    with ExitStack() as stack:
        if task.slow and sqlite_library() is not None:
            stack.enter_context(watched(Slow(task.slow)))
        editor = Editor(task)
        say("born", os.getpid())
        for _ in range(100_000):
            editor.step()


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                work(Task(**json.loads(line)))
            finally:
                sys.stderr.flush()
                os._exit(3)  # it was to be killed long before
        _pid, status = os.waitpid(child, 0)
        say("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
