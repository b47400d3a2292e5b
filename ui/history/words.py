"""Entries of the journal in words: one row each, and what the chosen one changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from models.differences import PARTS, Sort
from models.edits import Change
from models.messages import N_, _, ngettext, shorten
from models.ports import Entry
from models.project import Project
from models.shifts import PASSAGES
from storage.formats.files import size_words
from storage.journals import Journal
from ui.panel.times import when
from ui.safety.difference_rows import LONGEST, MOST, SORTS, Row
from ui.two_lines import TwoLine

KINDS = {"undo": N_("Undone: {what}"), "redo": N_("Redone: {what}")}
THINGS = {
    "article": N_("Article: {name}"),
    "case": N_("Case: {name}"),
    "anchor": N_("Passage: “{name}”"),
    "link": N_("Link: {name}"),
    "pairing": N_("Pairing: {name}"),
    "tag": N_("Tag: {name}"),
    "issue": N_("Heading: {name}"),
    "clash": N_("Row of a clash table"),
    "dismissal": N_("Proposed partner that is none"),
}
NAMES = {"article": "title", "anchor": "exact", "link": "kind", "pairing": "motion", "issue": "heading", "node": "text"}
PLACES = frozenset({"parent_id", "position", "case_id"})
_PARTS = {
    "text": "text",
    "kind": "kind",
    "inference": "kind",
    "implicit": "kind",
    "note": "note",
    "tags": "tags",
    "reasoning": "reasoning",
    "scheme": "reasoning",
    "confidence": "measures",
    "relevance": "measures",
    "quality": "measures",
    "premise_group": "premises",
    "strength": "strength",
    "colour": "colour",
}


def line_of(entry: Entry, undone: bool) -> TwoLine:
    """One entry. What stands undone is faint."""
    words = _(KINDS[entry.kind]).format(what=entry.label) if entry.kind in KINDS else str(entry.label)
    more = [entry.annotator]
    if undone:
        more.append(_("taken back since"))
    if entry.final:
        more.append(_("cannot be taken back"))
    return TwoLine(words, when(entry.time), " · ".join(more), is_faint=undone)


def figures(journal: Journal) -> str:
    """How much history there is and where it begins."""
    count = len(journal.entries)
    told = ngettext("{count} change", "{count} changes", count).format(count=f"{count:,}")
    size = size_words(journal.size)
    if journal.begins:
        return _("{changes}, {size}; the history begins {time}, what was before was not kept").format(
            changes=told, size=size, time=when(journal.since)
        )
    return _("{changes}, {size}; all since the project was made").format(changes=told, size=size)


def rows_of(project: Project, changes: Iterable[Change]) -> list[Row]:
    """What an entry changed, a row each; `project` knows the names of what is there now."""
    rows: list[Row] = []
    rest = 0
    for change in changes:
        if len(rows) < MOST:
            rows.append(_row(project, change))
        else:
            rest += 1
    if rest:
        rows.append(Row(ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}"), is_rest=True))
    return rows


def _row(project: Project, change: Change) -> Row:
    if change.table == PASSAGES:
        return Row(_("All passages of an article, with its corrected text"), _(SORTS[Sort.MOVED]))
    before, after = change.before, change.after
    if after is None and not before:
        return Row(_("Something that was removed for good"), _(SORTS[Sort.REMOVED]))
    values = dict(after or before or {})
    entity = project.entity(change.table, change.row)
    name = _name(change.table, values) or _name(change.table, before or {}) or _name_now(change.table, entity)
    text = shorten(name, LONGEST) or _("without words")
    if change.table in THINGS:
        text = _(THINGS[change.table]).format(name=text)
    kind = str(values.get("kind") or getattr(entity, "kind", "")) if change.table == "node" else ""
    sort, below = _what(change)
    return Row(text, sort, below, kind)


def _name(table: str, values: Mapping[str, Any]) -> str:
    return str(values.get(NAMES.get(table, "name")) or "")


def _name_now(table: str, entity: Any) -> str:
    return str(getattr(entity, NAMES.get(table, "name"), "") or "")


def _what(change: Change) -> tuple[str, str]:
    """(what became of it, what it was before)."""
    before, after = change.before, change.after
    if before is None:
        return _(SORTS[Sort.ADDED]), ""
    if after is None:
        return _(SORTS[Sort.REMOVED]), ""
    if "binned_by" in after:
        return (_("Put back"), "") if after["binned_by"] is None else (_("Into the bin"), "")
    parts = list(dict.fromkeys(_(PARTS[part]) for part in _parts(after)))
    name = NAMES.get(change.table, "name")
    if name in after and change.table != "link":
        return _(SORTS[Sort.REWORDED]), _("before: {text}").format(text=shorten(str(before[name]), LONGEST))
    if PLACES & set(after) and not parts:
        return _(SORTS[Sort.MOVED]), ""
    words = ", ".join(parts)
    if "note" in after and str(before.get("note", "")).strip():
        words = " · ".join((words, _("before: {text}").format(text=shorten(str(before["note"]), LONGEST))))
    return _(SORTS[Sort.CHANGED]), words


def _parts(after: Mapping[str, Any]) -> Iterator[str]:
    for column in after:
        if column in _PARTS:
            yield _PARTS[column]
