"""While a very long document is worked on, nobody searches Python's memory for cycles of dead objects.

Such a search visits every object of the document and stops the window for a quarter of a second.
"""

from __future__ import annotations

import gc

from ui import collecting


class Quiet:
    """Between `begin` and `end` nothing is searched; what was made stays out of later searches until `let_go`."""

    def __init__(self) -> None:
        self._is_on = self._was_enabled = self._holds = False

    def begin(self) -> None:
        if not self._is_on:
            self._is_on, self._was_enabled = True, gc.isenabled()
            collecting.rest()
            gc.disable()

    def end(self) -> None:
        if self._is_on:
            self._is_on, self._holds = False, True
            gc.freeze()
            collecting.go_on()
            if self._was_enabled:
                gc.enable()

    def let_go(self) -> None:
        """The document has gone, or soon will."""
        self.end()
        if self._holds:
            self._holds = False
            gc.unfreeze()
