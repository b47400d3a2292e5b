"""Moving rows and headings of the clash table: what a step up or down means, and where rows are filed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from models.messages import _
from ui.clash.lines import COMMON, ISSUE, REST, UNLINKED, Line, head_key

if TYPE_CHECKING:
    from models.clashes import ClashTable, Group, Row
    from models.entities import Issue
    from ui.clash.view import ClashView


class Sections:
    """The sections of a table and their rows, those of folded ones too."""

    def __init__(self, table: ClashTable | None) -> None:
        self.groups: tuple[Group, ...] = table.groups if table is not None else ()

    @cached_property
    def issues(self) -> list[Issue]:
        return [group.issue for group in self.groups if group.issue is not None]

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {row.about: row for group in self.groups for row in group.rows}

    def home_of(self, about: str) -> str | None:
        """In which section a row stands while it is under no heading; None where there is no such row."""
        row = self._rows.get(about)
        if row is None:
            return None
        if row.link is None:
            return UNLINKED
        return COMMON if row.is_common else REST

    def first_of(self, kind: str, issue_id: str | None) -> str | None:
        """What the first row of a section is about."""
        for group in self.groups:
            if group.kind == kind and (group.issue.id if group.issue is not None else None) == issue_id:
                return group.rows[0].about if group.rows else None
        return None


def move(view: ClashView, way: int) -> None:
    """The current heading, or the chosen rows, one place up (-1) or down (1)."""
    line = view.current_line()
    if line is None:
        return
    if line.is_head:
        _move_heading(view, line, way)
        return
    chosen = view.chosen_lines() if line.key in view.chosen else [line]
    if view.sort() != "issue":
        view.told.emit(_("Rows are sorted. Press “No.” above them to see their own order, and move them there."))
        return
    places = [row for row in (view.lines.row_of(each.key) for each in chosen) if row is not None]
    if len({each.section for each in chosen}) > 1 or places[-1] - places[0] != len(places) - 1:
        view.told.emit(_("Choose rows that stand next to each other under one heading to move them."))
        return
    abouts = [each.key for each in chosen]
    beside = view.lines.line(places[0] - 1 if way < 0 else places[-1] + 1)
    is_inside = beside is not None and not beside.is_head and beside.section == line.section
    if line.issue_id is None and (is_inside or line.kind == COMMON or way > 0):
        view.told.emit(_("Under no heading rows stand in reading order. Ctrl+H puts them under one."))
    elif is_inside and beside is not None:
        after = view.lines.line(places[-1] + 2)
        below = after.key if after is not None and not after.is_head and after.section == line.section else None
        view.file_rows(abouts, line.issue_id, beside.key if way < 0 else below)
    else:
        _over_the_edge(view, line, abouts, way)


def _move_heading(view: ClashView, line: Line, way: int) -> None:
    order = [issue.id for issue in view.issues()]
    if line.kind != ISSUE or line.issue_id is None:
        view.told.emit(_("This section keeps its place."))
    elif 0 <= order.index(line.issue_id) + way < len(order):
        view.issue_moved.emit(line.issue_id, way)


def _over_the_edge(view: ClashView, line: Line, abouts: list[str], way: int) -> None:
    """From the first or last place of a section into the one before or after it."""
    order = [issue.id for issue in view.issues()]
    if line.issue_id is None:
        if order:
            view.file_rows(abouts, order[-1], None)
        return
    at = order.index(line.issue_id) + way
    if at < 0:
        return
    if at < len(order):
        view.file_rows(abouts, order[at], view.sections.first_of(ISSUE, order[at]) if way > 0 else None)
    else:
        view.file_rows(abouts, None)


def section_of(view: ClashView, about: str, issue_id: str | None) -> str:
    """The head under which a row stands once it is filed so."""
    return head_key(ISSUE, issue_id) if issue_id is not None else head_key(view.home_of(about) or REST, None)
