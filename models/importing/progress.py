"""How far a long reading is: told from deep inside it to whoever asked, without passing a function down all the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Tell = Callable[[int, int], None]  # done, total: pages, parts or bytes

_told: ContextVar[Tell | None] = ContextVar("told", default=None)


class Cancelled(Exception):
    """Raised out of `tell` when nobody wants the result any more."""


def tell(done: int, total: int) -> None:
    """Say that `done` of `total` steps are done. Cheap: call it for each page. May raise Cancelled."""
    told = _told.get()
    if told is not None:
        told(done, total)


@contextmanager
def telling(told: Tell) -> Iterator[None]:
    """While this lasts, `tell` calls `told`, in this thread."""
    token = _told.set(told)
    try:
        yield
    finally:
        _told.reset(token)
