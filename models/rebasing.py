"""Undoing and redoing across corrections of a text: what an entry says of passages is said in the text of its time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from models.edits import Change, Edit
from models.errors import Conflict
from models.messages import shorten
from models.ports import Entry
from models.project import Project
from models.shifts import PASSAGES, Shift

Corrections = Iterable[tuple[Entry, Change]]


class Overtaken(Exception):
    """A passage's own words have been corrected since, by `entry`."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.entry = entry


def check_places(project: Project, edit: Edit, texts: Mapping[str, str]) -> None:
    """Refuse an edit whose places were chosen in a text that was corrected since; `texts`: hashes by article, then."""
    for change in edit.changes:
        article_id = change.row if change.table == PASSAGES else _article_of(project, change, change.after)
        if article_id is None or article_id not in texts:
            continue
        article = project.article(article_id)
        if article.text_hash != texts[article_id]:
            raise Conflict("correct.overtaken", title=shorten(article.title))


def rebased(project: Project, edit: Edit, later: Corrections) -> Edit:
    """The edit with its passages where the text of today has them. `later`: the corrections since, in order.

    Raises Overtaken when that cannot be told for certain.
    """
    since = _standing(later)
    if not since:
        return edit
    own = {change.row for change in edit.changes if change.table == PASSAGES}
    changes = []
    for change in edit.changes:
        article_id = _article_of(project, change, {**(change.before or {}), **(change.after or {})})
        if article_id in since and article_id not in own:
            change = _moved(project, change, since[article_id])
        changes.append(change)
    return Edit(edit.label, tuple(changes), edit.blobs)


def _standing(later: Corrections) -> dict[str, list[tuple[Entry, Shift]]]:
    """The corrections by article, without those that were taken back at once."""
    found: dict[str, list[tuple[Entry, Change]]] = defaultdict(list)
    for entry, change in later:
        of_article = found[change.row]
        if of_article and of_article[-1][1] == change.inverted():
            of_article.pop()
        else:
            of_article.append((entry, change))
    return {
        article_id: [(entry, Shift(change.after or {})) for entry, change in of_article]
        for article_id, of_article in found.items()
        if of_article
    }


def _article_of(project: Project, change: Change, values: Mapping[str, Any] | None) -> str | None:
    """The article on which `values` of a change put a passage; None when they say nothing of a place."""
    if change.table != "anchor" or values is None or not {"start", "end"} & values.keys():
        return None
    if "article_id" in values:
        return str(values["article_id"])
    entity = project.entity("anchor", change.row)
    return entity.article_id if entity is not None else None


def _moved(project: Project, change: Change, corrections: list[tuple[Entry, Shift]]) -> Change:
    before, after = change.before, change.after
    for entry, shift in corrections:
        before = _values(before, change.row, shift, entry)
        after = _values(after, change.row, shift, entry)
    moved = replace(change, before=before, after=after)
    _check(project, moved, corrections[-1][0])
    return moved


def _values(values: Mapping[str, Any] | None, row: str, shift: Shift, entry: Entry) -> Mapping[str, Any] | None:
    """One side of the change after a correction."""
    if values is None or not {"start", "end"} & values.keys():
        return values
    if row in shift.excepted:
        raise Overtaken(entry)
    if "start" in values and "end" in values:
        place = shift.shifting.passage(values["start"], values["end"])
        if place is None:
            raise Overtaken(entry)
        return {**values, "start": place[0], "end": place[1]}
    if "start" in values:
        return {**values, "start": shift.shifting.start(values["start"])}
    return {**values, "end": shift.shifting.end(values["end"])}


def _check(project: Project, change: Change, entry: Entry) -> None:
    """That a passage would stand on its words: where only one end changed, the other one is as it is now."""
    if change.after is None:
        return
    entity = project.entity("anchor", change.row)
    now = {} if entity is None else {"start": entity.start, "end": entity.end, "exact": entity.exact}
    values = {**now, **change.after}
    article_id = change.after.get("article_id") or (entity.article_id if entity is not None else "")
    if project.text(article_id)[values["start"] : values["end"]] != values["exact"]:
        raise Overtaken(entry)
