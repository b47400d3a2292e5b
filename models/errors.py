"""The two kinds of trouble: what a person can put right (a sentence), and a bug (everything else, left to crash)."""

from __future__ import annotations

from models.messages import Message


class UserError(Exception):
    """Something that the user can understand and put right; shown as one sentence where it happened."""

    def __init__(self, key: str, **arguments: str | int) -> None:
        self.message = Message(key, arguments)
        super().__init__(key, arguments)

    def __str__(self) -> str:
        return str(self.message)


class Conflict(UserError):
    """Somebody else's change stands in the way; nothing was written."""


class Busy(UserError):
    """Another connection holds the lock: nothing was written, and the same call may go through in a moment."""


class Outdated(Exception):
    """Other entries landed since memory was read: pull and build the edit once more. Never shown."""
