"""Python's search for cycles of dead objects, on the interface thread only.

Left to itself Python searches in whichever thread makes the next object. A thread that reads a document could so
destroy widgets that the interface has dropped, which Qt does not survive.
"""

from __future__ import annotations

import gc
from threading import Lock

from PySide6.QtCore import QObject, QTimer

OFTEN = 100  # milliseconds between two looks at how much there may be
SHARE = 4  # all memory is searched once a quarter more has outlived the smaller searches, as Python does it

_resting = 0
_lock = Lock()  # jobs rest it too


def rest() -> None:
    """Nothing is searched until `go_on` was called as often; for work on very many objects."""
    global _resting
    with _lock:
        _resting += 1


def go_on() -> None:
    """The counterpart of `rest`."""
    global _resting
    with _lock:
        _resting -= 1


class Collecting(QObject):
    """Searches by a timer in the thread that made it, by Python's own thresholds, until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        self._old = len(gc.get_objects(2))  # what outlived the last search of all memory
        self._timer = QTimer(self)
        self._timer.setInterval(OFTEN)
        self._timer.timeout.connect(self.look)
        gc.disable()
        self._timer.start()

    def look(self) -> None:
        """Search what is due; nothing while `rest` is on."""
        if _resting:
            return
        young, middle, old = gc.get_count()
        most_young, most_middle, most_old = gc.get_threshold()
        if not most_young or young <= most_young:
            return
        if old > most_old and middle > most_middle and self._has_grown():
            gc.collect(2)
            self._old = len(gc.get_objects(2))
        elif middle > most_middle:
            gc.collect(1)
        else:
            gc.collect(0)

    def _has_grown(self) -> bool:
        return len(gc.get_objects(2)) > self._old + self._old // SHARE

    def stop(self) -> None:
        """Python searches by itself again."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
