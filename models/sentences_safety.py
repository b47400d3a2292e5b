"""What is said of the safety of a project file: looked at only, backups, the bin, histories, copies put together."""

from __future__ import annotations

from models.messages import N_

SAFETY_SENTENCES: dict[str, str | tuple[str, str]] = {
    # steps that cannot be taken back
    "undo.final": N_("“{label}” cannot be undone: some of what it changed was removed for good."),
    "redo.final": N_("“{label}” cannot be redone: some of what it changed was removed for good."),
    # states of a project that are looked at
    "edit.copied_state": N_("Copied from another state of the project"),
    # backups
    # the bin
    # histories
    # salvage
    # who else has a project open; files that can only be looked at
    # network and synced folders
}
