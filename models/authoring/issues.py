"""Edits of a clash table: its headings, which rows stand under them, and what is noted of a row.

`about` is the id of the row's link, or of the node that stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from models.authoring.links import link_nodes
from models.edits import Change, Edit, changed, made, removed
from models.entities import Clash, Issue, LinkKind, Pairing, clash_id, new_id
from models.errors import UserError
from models.messages import message, shorten
from models.ordering import between, spread
from models.ports import Reader

NOTES = ("better", "why", "weighing", "leads")
WORDS = {"better": ("", "even", "neither"), "leads": ("", "even")}


# -- headings


def add_issue(reader: Reader, pairing_id: str, heading: str, abouts: Sequence[str] = ()) -> tuple[Edit, str]:
    """A new last heading, with some rows under it; (edit, new id)."""
    pairing = reader.pairing(pairing_id)
    words, issues = _words(heading), reader.issues(pairing_id)
    issue = Issue(new_id(), pairing.id, words, between(issues[-1].position if issues else None, None))
    rows = _filed(reader, pairing, abouts, issue.id, spread(len(abouts)))
    return Edit(message("edit.add_issue", heading=shorten(words)), (made(issue), *rows)), issue.id


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
    (place,) = _places(1, [each.position for each in others[:to]], [each.position for each in others[to:]])
    return Edit(label, tuple(changed(issue, replace(issue, position=place))))


def remove_issue(reader: Reader, issue_id: str) -> Edit:
    """A heading goes; its rows stay, under none."""
    issue = reader.issue(issue_id)
    rows = [clash for clash in reader.clashes(issue.pairing_id) if clash.issue_id == issue_id]
    changes = [change for clash in rows for change in _written(clash, issue_id=None, position="")]
    return Edit(message("edit.remove_issue", heading=shorten(issue.heading)), (*changes, removed(issue)))


def _places(count: int, before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Places between two runs of them; two people may have given the same one to different things."""
    low = before[-1] if before and before[-1] else None
    high = next((place for place in after if low is None or place > low), None)
    return spread(count, low, high or None)


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
    pairing = reader.pairing(pairing_id)
    if issue_id is None:
        changes = _filed(reader, pairing, abouts, None, [""] * len(abouts))
        return Edit(message("edit.unfile_rows", count=len(abouts)), tuple(changes))
    issue = reader.issue(issue_id)
    if issue.pairing_id != pairing_id:
        raise UserError("rule.other_pairing")
    here = [clash for clash in reader.clashes(pairing_id) if clash.issue_id == issue_id]
    moving = {clash_id(pairing_id, about) for about in abouts}
    stay = sorted((clash for clash in here if clash.id not in moving), key=lambda clash: (clash.position, clash.id))
    wanted = clash_id(pairing_id, before) if before is not None else None
    at = next((place for place, clash in enumerate(stay) if clash.id == wanted), len(stay))
    places = _places(len(abouts), [row.position for row in stay[:at]], [row.position for row in stay[at:]])
    changes = _filed(reader, pairing, abouts, issue_id, places)
    label = message("edit.file_rows", count=len(abouts), heading=shorten(issue.heading))
    return Edit(label, tuple(changes))


def _filed(
    reader: Reader, pairing: Pairing, abouts: Sequence[str], issue_id: str | None, places: Iterable[str]
) -> list[Change]:
    changes: list[Change] = []
    for about, place in zip(abouts, places, strict=True):
        changes += _written(_clash(reader, pairing, about), issue_id=issue_id, position=place)
    return changes


def note_row(reader: Reader, pairing_id: str, about: str, **columns: str) -> Edit:
    """Note of a row `better`, `why`, `weighing` or `leads`; what is left out stays."""
    pairing = reader.pairing(pairing_id)
    cases = (pairing.left_case_id, pairing.right_case_id)
    for column, value in columns.items():
        if column not in NOTES:
            raise ValueError(column)
        if column in WORDS and value not in (*cases, *WORDS[column]):
            raise UserError("rule.one_of_two_cases")
    clash = _clash(reader, pairing, about)
    changes = _written(clash, **{column: value.strip() for column, value in columns.items()})
    return Edit(message("edit.note_row", text=shorten(_text(reader, clash))), tuple(changes))


def _clash(reader: Reader, pairing: Pairing, about: str) -> Clash:
    """What is noted of a row so far; with nothing noted, an empty one that is not there yet."""
    noted = reader.clash(pairing.id, about)
    if noted is not None:
        return noted
    key = clash_id(pairing.id, about)
    try:
        return Clash(key, pairing.id, link_id=reader.link(about).id)
    except UserError:
        return Clash(key, pairing.id, node_id=reader.node(about).id)


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


def _text(reader: Reader, clash: Clash) -> str:
    """The point that a row is named by."""
    return reader.node(clash.node_id or reader.link(clash.link_id or "").source_id).text


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
