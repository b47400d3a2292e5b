"""What the entry History of the Edit menu does, and what follows from it; the window is imported on use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from models.edits import Edit
from models.errors import UserError
from models.messages import Message, _, message
from models.ports import Entry
from models.project import Project
from models.states import State, edit_to
from ui.commands.windows import WindowCommands
from ui.files import Files
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.panel.times import when
from ui.safety.condition import Condition
from ui.session import Session
from ui.theme import Theme

BACK, RESTORE = "back_to_now", "restore_state"  # ways on from an earlier state that is looked at


class HistoryCommands(WindowCommands):
    """Handler of a row of ui.actions.ACTIONS."""

    def __init__(self, intents: Intents, files: Files, condition: Condition, jobs: Jobs, theme: Theme) -> None:
        super().__init__(intents, jobs, theme)
        self._files = files
        self._looked_at: tuple[Entry, State] | None = None
        condition.more[RESTORE] = (_("Go back to this state"), self._restore_looked_at)
        condition.more[BACK] = (_("Back to now"), self._back)

    def show_history(self) -> None:
        """List who changed what when."""
        from ui.history.window import HistoryDialog

        session = self._intents.session
        if session is None or self.dialog is not None:
            return
        dialog = HistoryDialog(self._theme, session, self._jobs, self._intents.window)
        dialog.look_requested.connect(self._look)
        dialog.restore_requested.connect(self._restore)
        dialog.node_requested.connect(self._intents.select)
        self._open(dialog)

    def _look(self, entry: Entry, state: State) -> None:
        """Show the project as it stood; nothing can be changed in that."""
        session = self._intents.session
        if session is None:
            return
        why = message("history.looking", time=when(entry.time), label=str(entry.label))
        try:
            held = _held(session, state, why)
        except UserError as error:
            session.refused.emit(str(error))
            return
        self._looked_at = entry, state
        self._files.opened.emit(held)

    def _back(self) -> None:
        session = self._intents.session
        if session is not None:
            self._files.open(session.path)

    def _restore_looked_at(self) -> None:
        if self._looked_at is not None:
            self._restore(*self._looked_at)

    def _restore(self, entry: Entry, state: State) -> None:
        """Go back to an earlier state: an ordinary edit, which Undo takes back."""
        session = self._intents.session
        if session is not None and session.workspace.why_read_only is not None:
            self._files.open(session.path, then=lambda: self._go_back(entry, state))
        else:
            self._go_back(entry, state)

    def _go_back(self, entry: Entry, state: State) -> None:
        session = self._intents.session
        if session is None:
            return
        time = datetime.fromisoformat(entry.time).astimezone()  # a label is read years later, too
        label = message("edit.restore_state", time=f"{time:%Y-%m-%d %H:%M}")

        def making(reader: Project) -> tuple[Edit, bool]:
            edit = edit_to(label, reader.rows(), state)
            return edit, edit.is_empty

        def then(is_empty: bool) -> None:
            if is_empty:
                session.told.emit(_("The project is in that state already."))

        session.do(making, then=then)


def _held(session: Session, state: State, why: Message) -> Session:
    """A session on a state of the project of another one. Raises UserError."""
    from models.workspace import Workspace
    from storage.held import HeldStore
    from storage.loading import load_blob
    from storage.opened import Opened
    from storage.opening import check_file, damage_named, plain_connection, translated_errors

    path: Path = getattr(session.workspace.store, "path", session.path)
    check_file(path)
    with translated_errors(str(path)):
        raw = plain_connection(path, 5.0)

    def blob(content_hash: str) -> bytes:
        with damage_named(str(path), "blob"):
            return load_blob(raw, content_hash)

    store = HeldStore(path, state, why, blob, raw.close)
    workspace = Workspace(store, session.workspace.annotator)
    return Session(workspace, session.path, opened=Opened(workspace, None, why, (RESTORE, BACK)))
