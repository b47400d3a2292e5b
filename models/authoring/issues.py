"""Edits of a clash table: its headings, which rows stand under them, and what is noted of a row.

`about` is the id of the row's link, or of the claim that stands alone. What is no row of the table is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from models.authoring.links import link_nodes
from models.clashes import NOTES, PARTIES, ClashTable, Row, clash_table
from models.edits import Change, Edit, changed, made, removed
from models.entities import Clash, Issue, LinkKind, clash_id, new_id
from models.errors import UserError
from models.messages import message, shorten
from models.ordering import between, spread
from models.ports import Reader

# -- headings


def add_issue(reader: Reader, pairing_id: str, heading: str, abouts: Sequence[str] = ()) -> tuple[Edit, str]:
    """A new last heading, with some rows under it; (edit, new id)."""
    pairing = reader.pairing(pairing_id)
    words, issues = _words(heading), reader.issues(pairing_id)
    issue = Issue(new_id(), pairing.id, words, between(issues[-1].position if issues else None, None))
    rows = _rows(clash_table(reader, pairing)) if abouts else {}
    coming = _checked(reader, rows, abouts)
    changes = _filed(issue, rows, dict(zip(coming, spread(len(coming)), strict=True)))
    return Edit(message("edit.add_issue", heading=shorten(words)), (made(issue), *changes)), issue.id


def rename_issue(reader: Reader, issue_id: str, heading: str) -> Edit:
    issue = reader.issue(issue_id)
    new = replace(issue, heading=_words(heading))
    return Edit(message("edit.rename_issue", heading=shorten(new.heading)), tuple(changed(issue, new)))


def move_issue(reader: Reader, issue_id: str, steps: int) -> Edit:
    """Move a heading, with its rows, by some places (below 0: up); at an end it stays."""
    issue = reader.issue(issue_id)
    issues = reader.issues(issue.pairing_id)
    at = [each.id for each in issues].index(issue_id)
    others = [each for each in issues if each.id != issue_id]
    to = min(max(0, at + steps), len(others))
    label = message("edit.move_issue", heading=shorten(issue.heading))
    if to == at:
        return Edit(label, ())
    places = _places([(each.id, each.position) for each in others], to, [issue_id])
    changes = (changed(each, replace(each, position=places.get(each.id, each.position))) for each in issues)
    return Edit(label, tuple(change for of_one in changes for change in of_one))


def remove_issue(reader: Reader, issue_id: str) -> Edit:
    """A heading goes; its rows stay, under none."""
    issue = reader.issue(issue_id)
    rows = [clash for clash in reader.clashes(issue.pairing_id) if clash.issue_id == issue_id]
    changes = [change for clash in rows for change in _written(clash, issue_id=None, position="")]
    return Edit(message("edit.remove_issue", heading=shorten(issue.heading)), (*changes, removed(issue)))


def _places(others: Sequence[tuple[str, str]], at: int, coming: Sequence[str]) -> dict[str, str]:
    """The places with which some come to stand before the `at`th of others, which are (id, place) in their order.

    Without room between its neighbours all get new ones: two people may have given two of them the same, or none.
    """
    low = others[at - 1][1] if at else None
    high = others[at][1] if at < len(others) else ""
    if low != "" and (not high or low is None or low < high):
        return dict(zip(coming, spread(len(coming), low, high or None), strict=True))
    order = [key for key, _place in others]
    order[at:at] = coming
    return dict(zip(order, spread(len(order)), strict=True))


def _words(heading: str) -> str:
    words = " ".join(heading.split())
    if not words:
        raise UserError("rule.heading_needed")
    return words


# -- rows


def file_rows(
    reader: Reader, pairing_id: str, abouts: Sequence[str], issue_id: str | None, before: str | None = None
) -> Edit:
    """Put rows under a heading, in their order, before one of its rows (None: last).

    `issue_id` None: under no heading, where rows stand in reading order.
    """
    table = clash_table(reader, reader.pairing(pairing_id))
    rows = _rows(table)
    if issue_id is None:
        going = [_row(reader, rows, about) for about in dict.fromkeys(abouts)]
        changes = [change for row in going for change in _put(pairing_id, row, None, "")]
        return Edit(message("edit.unfile_rows", count=len(going)), tuple(changes))
    issue = reader.issue(issue_id)
    if issue.pairing_id != pairing_id:
        raise UserError("rule.other_pairing")
    coming = _checked(reader, rows, abouts)
    here = [row.about for group in table.groups if group.issue == issue for row in group.rows]
    stay = [about for about in here if about not in coming]
    at = stay.index(before) if before in stay else len(stay)
    places = _places([(about, _noted(pairing_id, rows[about]).position) for about in stay], at, coming)
    key = "edit.move_rows" if set(coming) <= set(here) else "edit.file_rows"
    label = message(key, count=len(coming), heading=shorten(issue.heading))
    return Edit(label, tuple(_filed(issue, rows, places)))


def _rows(table: ClashTable) -> dict[str, Row]:
    """The rows of a table by what they are about."""
    return {row.about: row for group in table.groups for row in group.rows}


def _row(reader: Reader, rows: Mapping[str, Row], about: str) -> Row:
    """The row about a link or a node; a sentence where the table has none."""
    if about in rows:
        return rows[about]
    try:
        named = reader.link(about).source_id
    except UserError:
        named = about
    raise UserError("rule.no_clash_row", text=shorten(reader.node(named).text))


def _checked(reader: Reader, rows: Mapping[str, Row], abouts: Sequence[str]) -> list[str]:
    """What comes to stand under a heading, each once."""
    if any(_row(reader, rows, about).is_common for about in abouts):
        raise UserError("rule.common_ground")
    return list(dict.fromkeys(abouts))


def _filed(issue: Issue, rows: Mapping[str, Row], places: Mapping[str, str]) -> list[Change]:
    """The changes that give some rows their places under a heading."""
    put = (_put(issue.pairing_id, rows[about], issue.id, place) for about, place in places.items())
    return [change for of_one in put for change in of_one]


def _put(pairing_id: str, row: Row, issue_id: str | None, place: str) -> list[Change]:
    return _written(_noted(pairing_id, row), issue_id=issue_id, position=place)


def note_row(reader: Reader, pairing_id: str, about: str, **columns: str) -> Edit:
    """Note of a row `better`, `why`, `weighing` or `leads`; what is left out stays."""
    pairing = reader.pairing(pairing_id)
    cases = (pairing.left_case_id, pairing.right_case_id)
    for column, value in columns.items():
        if column not in NOTES:
            raise ValueError(column)
        if column in PARTIES and value not in (*cases, *PARTIES[column]):
            raise UserError("rule.one_of_two_cases")
    row = _row(reader, _rows(clash_table(reader, pairing)), about)
    changes = _written(_noted(pairing_id, row), **{column: value.strip() for column, value in columns.items()})
    named = row.link.source_id if row.link is not None else about
    return Edit(message("edit.note_row", text=shorten(reader.node(named).text)), tuple(changes))


def _noted(pairing_id: str, row: Row) -> Clash:
    """What is noted of a row so far; with nothing noted, an empty one that is not there yet."""
    if row.clash is not None:
        return row.clash
    link_id, node_id = (row.about, None) if row.link is not None else (None, row.about)
    return Clash(clash_id(pairing_id, row.about), pairing_id, link_id, node_id)


def _written(clash: Clash, **columns: Any) -> list[Change]:
    """The changes that note something of a row; a row of which nothing is left noted goes."""
    new = replace(clash, **columns)
    was, is_there = _is_empty(clash), not _is_empty(new)
    if was:
        return [made(new)] if is_there else []
    return list(changed(clash, new)) if is_there else [removed(clash)]


def _is_empty(clash: Clash) -> bool:
    """Whether nothing is noted: such a row is not there."""
    return clash == Clash(clash.id, clash.pairing_id, clash.link_id, clash.node_id)


# -- links


def link_row(
    reader: Reader, source_id: str, target_id: str, kind: LinkKind, *, note: str = "", author: str = ""
) -> tuple[Edit, str]:
    """A link from one node to another; (edit, new id).

    What was noted of either in a clash table, while it stood alone, is noted of the link from now on: it leaves the
    row of the point, which is there no more. This is so in each pairing of the two cases.
    """
    edit, link_id = link_nodes(reader, source_id, target_id, kind, note=note, author=author)
    cases = {reader.node(source_id).case_id, reader.node(target_id).case_id}
    changes: list[Change] = []
    for pairing in reader.pairings():
        if {pairing.left_case_id, pairing.right_case_id} != cases:
            continue
        noted = [clash for end in (source_id, target_id) if (clash := reader.clash(pairing.id, end)) is not None]
        if noted:
            changes += map(removed, noted)
            changes.append(made(_joined(Clash(clash_id(pairing.id, link_id), pairing.id, link_id), noted)))
    return Edit(edit.label, (*edit.changes, *changes)), link_id


def _joined(new: Clash, noted: Sequence[Clash]) -> Clash:
    """All that was noted of two points: of words both, of choices the first."""

    def first(column: str) -> Any:
        return next((value for clash in noted if (value := getattr(clash, column))), getattr(new, column))

    def both(column: str) -> str:
        return "; ".join(dict.fromkeys(value for clash in noted if (value := getattr(clash, column))))

    home = next((clash for clash in noted if clash.issue_id is not None), noted[0])
    return replace(
        new,
        issue_id=home.issue_id,
        position=home.position,
        better=first("better"),
        leads=first("leads"),
        why=both("why"),
        weighing=both("weighing"),
    )
