"""From the window to a picture: what is on show, and where the bytes go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.comparison import place
from models.messages import _
from ui.dialogs.picture import PictureDialog, Save, Subject
from ui.map.scene import Facts
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme
from ui.tree_state import TreeState


def take_picture(
    theme: Theme,
    settings: Settings,
    session: Session,
    told: Callable[[str], None],
    case_id: str,
    state: TreeState,
    shape: str,
    window: QWidget,
) -> PictureDialog:
    """Open the dialog for a case as `state` shows it; the other case of the pairing can be drawn too."""
    subject = subject_of(session, case_id, state, shape)
    return PictureDialog.open_for(theme, settings, subject, saver(session, told), window)


def subject_of(session: Session, case_id: str, state: TreeState, shape: str) -> Subject:
    """What pictures may be taken of, the case that is on show first."""
    project = session.project
    others = [case.id for case in session.sides() if case is not None and case.id != case_id]
    facts = Facts(session.status, lambda node_id: place(project, node_id), lambda i: len(project.links_of(i)))
    return Subject(project, (case_id, *others), facts, frozenset(state.folded), state.top, shape)


def saver(session: Session, told: Callable[[str], None]) -> Save:
    """Writes a picture's bytes. Raises UserError; then nothing half-written is left."""
    from storage.projects import write_export

    def save(path: Path, data: bytes) -> None:
        write_export(session.path, path, data)
        told(_("Saved to {path}").format(path=path))

    return save
