"""How a project was opened: what a window tells of it, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.messages import Message
from storage.presence import Holder, Presence

if TYPE_CHECKING:
    from models.workspace import Workspace
    from storage.synced.working_copy import WorkingCopy

# What can be done about a project that can only be looked at.
AGAIN, COPY, SALVAGE, BACKUPS = "again", "copy", "salvage", "backups"


@dataclass(frozen=True, slots=True)
class Opened:
    """A project at the door of a window. `presence` says that it is open until `presence.leave()`.

    `condition`: why it can only be looked at, as a sentence; `ways`: what can be done about that (AGAIN, COPY,
    SALVAGE, BACKUPS). `others`: who else has it open. `ended`: windows of this machine that did not close it.
    `working`: the copy that is worked on instead, where the project is in a synced or network folder.
    """

    workspace: Workspace
    presence: Presence | None = None
    condition: Message | None = None
    ways: tuple[str, ...] = ()
    others: tuple[Holder, ...] = ()
    ended: tuple[Holder, ...] = ()
    working: WorkingCopy | None = None
