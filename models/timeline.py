"""Earlier states of a project: the present rows walked back through the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.edits import Change
from models.project import Project
from models.shifts import PASSAGES
from models.states import State, without_dangling


def earlier(now: State, newest_first: Iterable[Iterable[Change]], step: Callable[[], None] = lambda: None) -> State:
    """The state before the entries whose changes are given, newest entry first, each with its changes in order.

    Rows that were removed for good since do not come back, nor does what would point at them. `step` is called after
    each entry; what it raises ends the walk.
    """
    project = Project({table: dict(rows) for table, rows in now.items()})
    purged = False
    for changes in newest_first:
        for change in reversed(list(changes)):
            if _is_purge(change):
                purged = True
            elif not _is_orphan(project, change):
                project.apply((change.inverted(),))
        step()
    rows = project.rows()
    return without_dangling(rows) if purged else rows


def _is_purge(change: Change) -> bool:
    """Whether a row was removed for good: what was in it is not known any more."""
    return change.after is None and not change.before


def _is_orphan(project: Project, change: Change) -> bool:
    """Whether the change is of columns of a row that is not there to have them."""
    if change.table == PASSAGES:
        return False
    return change.before is not None and change.after is not None and not project.has(change.table, change.row)
