"""What the user wants stored of a file that was read."""

from __future__ import annotations

from dataclasses import dataclass

from models.importing.about import About
from models.importing.incoming import Incoming


@dataclass(frozen=True, slots=True)
class Wanted:
    """`at` counts the files of the window from 0. `off` and `on` are the switches, as `source_of` takes them.

    `keep`: the original bytes are to stay in the project.
    """

    at: int
    came: Incoming
    about: About
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    keep: bool = True
