"""References as they come out of a file. They cross from the process that reads, which gives only what `models` has."""

from __future__ import annotations

from collections.abc import Iterable

from models.importing.about import About
from models.messages import Message


class References(list[About]):
    """The references of a file that name anything, with a sentence for each entry that could not be read."""

    def __init__(self, found: Iterable[About] = (), warnings: Iterable[Message] = ()) -> None:
        super().__init__(each for each in found if each.title or each.doi or each.url)
        self.warnings = tuple(warnings)
