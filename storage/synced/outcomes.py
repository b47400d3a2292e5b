"""How a try to write a project back ended; light, so that the window can be painted before the rest is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from models.messages import Message

if TYPE_CHECKING:
    from storage.synced.joining import Plan


class Ended(StrEnum):
    """How a try to write back ended."""

    SAME = "same"  # there was nothing to do
    WRITTEN = "written"
    AWAY = "away"  # the folder is not there, or cannot be reached
    REMOVED = "removed"  # the folder is there, the file is not
    UNWRITABLE = "unwritable"
    ASK = "ask"  # both sides changed the same; nothing was written
    STRANGER = "stranger"  # what is there now is another project, or its history was cut


@dataclass(frozen=True, slots=True)
class Outcome:
    """`joined`: how many entries of theirs came in; `mended`: what had to give for that; `plan` of ASK."""

    ended: Ended
    time: str = ""  # when it was last written, ISO 8601 in UTC
    joined: int = 0
    who: str = ""
    mended: tuple[Message, ...] = ()
    plan: Plan | None = None
    reason: str = ""
    found: Path | None = field(default=None)  # where a file that is not in its place any more seems to be
