"""The entries of another copy, one after the other, as they fit onto ours; and what answers make of the rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from models.differing import Shifting, hunks
from models.edits import Change, Edit
from models.entities import Row, to_row
from models.messages import message
from models.obstacles import REFERENCES
from models.ports import Entry
from models.project import Project
from models.rebasing import Overtaken, rebased
from models.shifts import PASSAGES, Shift

if TYPE_CHECKING:
    from models.merging import Question, _Merging

Key = tuple[str, str]


class Replay:
    """`fitted` in the order of the journal, then `finish`; after that `put_left_out` and `answer` on copies."""

    def __init__(self, merging: _Merging) -> None:
        self._all = merging
        self._now = merging.now
        self._left_out: set[Key] = set()  # rows of theirs that do not fit onto ours as they are
        self._shifts: dict[tuple[str, bool], Shifting] = {}

    # -- their entries

    def fitted(self, entry: Entry, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """The entry's changes as they lead on from what is there now; `now` is then behind them."""
        found: list[Change] = []
        for change in self._in_our_text(entry, changes):
            found += self._shift(change) if change.table == PASSAGES else self._fit(change)
        found = self._without_dangling(found)
        self._now.apply(found)
        return tuple(found)

    def _in_our_text(self, entry: Entry, changes: tuple[Change, ...]) -> list[Change]:
        """Passages that they marked in a text that we have corrected, where they are now."""
        corrections = [(e, c) for e, c in self._all.corrected if c.row not in self._all.both_texts]
        if not corrections:
            return list(changes)
        found: list[Change] = []
        for change in changes:
            try:
                found += rebased(self._all.ours, Edit(message("edit.merge", who=""), (change,)), corrections).changes
            except Overtaken:
                self._left_out.add((change.table, change.row))
        return found

    def _shift(self, change: Change) -> list[Change]:
        """All passages of an article move; those of ours that stand on corrected words are placed one by one."""
        if change.row in self._all.both_texts or change.after is None or not self._now.has("article", change.row):
            return []
        shift = Shift(change.after)
        caught = [
            anchor
            for anchor in self._now.anchors_in(change.row)
            if anchor.id not in shift.excepted and shift.place(anchor.id, anchor.start, anchor.end) is None
        ]
        ids = sorted({*shift.excepted, *(anchor.id for anchor in caught)})
        moved: list[Change] = [
            Change(PASSAGES, change.row, {**(change.before or {}), "except": ids}, {**change.after, "except": ids})
        ]
        for anchor in caught:
            start, end = shift.shifting.start(anchor.start), shift.shifting.end(anchor.end)
            if end <= start:
                start, end = max(0, start - 1), max(0, start - 1) + 1
            before, after = {"start": anchor.start, "end": anchor.end}, {"start": start, "end": end}
            moved += _difference("anchor", anchor.id, before, after)
        return moved

    def _fit(self, change: Change) -> list[Change]:
        key = (change.table, change.row)
        here = self._now.entity(*key)
        if self._of_other_text(change):
            self._left_out.add(key)
            return []
        if change.after is None:
            if here is None or key in self._all.stay or key in self._all.held:
                return []
            return [Change(*key, to_row(here), None)]
        if here is None:
            if change.before is None and key not in self._all.held:
                return [change]
            return []  # we have removed it; that is asked
        row, held = to_row(here), self._all.held.get(key, set())
        after = {c: v for c, v in change.after.items() if c not in held and row[c] != v}
        return _difference(*key, {c: row[c] for c in after}, after)

    def _of_other_text(self, change: Change) -> bool:
        """A passage placed in a text that both sides corrected, each in its own way."""
        if change.table != "anchor" or not self._all.both_texts or change.after is None:
            return False
        found = change.after.get("article_id")
        for project in (self._now, self._all.theirs, self._all.base):
            entity = project.entity("anchor", change.row)
            found = found or (entity.article_id if entity is not None else None)
        return found in self._all.both_texts

    def _without_dangling(self, changes: list[Change]) -> list[Change]:
        """Without what would point at a row that is not there, or take one away that is pointed at."""
        while True:
            coming = {(c.table, c.row) for c in changes if c.before is None}
            going = {(c.table, c.row) for c in changes if c.after is None} - coming
            for at, change in enumerate(changes):
                if change.table == PASSAGES:
                    continue
                if change.after is None:
                    if not self._is_needed(change, changes, going):
                        continue
                elif all(self._is_there(c, v, coming, going) for c, v in change.after.items()):
                    continue
                del changes[at]
                self._left_out.add((change.table, change.row))
                break
            else:
                return changes

    def _is_there(self, column: str, value: Any, coming: set[Key], going: set[Key]) -> bool:
        if column not in REFERENCES or value is None:
            return True
        key = (REFERENCES[column], value)
        return key in coming or (self._now.has(*key) and key not in going)

    def _is_needed(self, change: Change, changes: list[Change], going: set[Key]) -> bool:
        from models.entities import TABLE_OF

        becomes = {(c.table, c.row): c.after for c in changes if c.table != PASSAGES and c.after is not None}
        for row in self._now.dependents(self._now.entity(change.table, change.row)):
            key = (TABLE_OF[type(row)], row.id)
            values = {**to_row(row), **(becomes.get(key) or {})}
            if key not in going and change.row in [values.get(column) for column in REFERENCES]:
                return True
        return False

    def finish(self) -> None:
        """Ask about rows of theirs that hang on what we removed; what merely had no place is put in by itself."""
        for key in sorted(self._left_out):
            theirs = self._row_of_theirs(key)
            missing = [k for k in _references(theirs) if not self._now.has(*k)] if theirs is not None else []
            for gone in missing:
                if self._all.base.has(*gone) and not self._all.ours.has(*gone):
                    before = self._row_of_base(gone)
                    self._all.ask(gone, ("gone",), before, None, self._row_of_theirs(gone) or before)

    def _row_of_base(self, key: Key) -> Row | None:
        entity = self._all.base.entity(*key)
        return to_row(entity) if entity is not None else None

    def _row_of_theirs(self, key: Key) -> Row | None:
        """Their row, its place in the text that we have."""
        entity = self._all.theirs.entity(*key)
        if entity is None:
            return None
        row = to_row(entity)
        if key[0] == "anchor":
            self._carry(row, self._now, self._all.theirs)
        return row

    def _carry(self, row: Row, to: Project, source: Project) -> None:
        """Move a passage from the text of one project to that of the other."""
        article = row["article_id"]
        if not to.has("article", article) or to.article(article).text_hash == source.article(article).text_hash:
            return
        shifting = self._shifts.get((article, to is self._all.theirs))
        if shifting is None:
            shifting = Shifting(hunks(source.text(article), to.text(article)))
            self._shifts[article, to is self._all.theirs] = shifting
        length = len(to.text(article))
        place = shifting.passage(row["start"], row["end"])
        start, end = place or (shifting.start(row["start"]), shifting.end(row["end"]))
        start = max(0, min(start, length - 1))
        row["start"], row["end"] = start, max(start + 1, min(end, length))

    # -- what is made of answers

    def put_left_out(self, project: Project) -> None:
        """What they added and what has a place after all: passages in a text that both sides corrected."""
        for key in sorted(self._left_out, key=lambda key: (_order(key[0]), key)):
            row = self._row_of_theirs(key)
            if row is None:
                there = project.entity(*key)
                if key[0] == "anchor" and there is not None and key not in self._all.held:
                    project.apply([Change(*key, to_row(there), None)])
                continue
            here = project.entity(*key)
            if here is None:
                if key not in self._all.held and all(project.has(*k) for k in _references(row)):
                    project.apply([Change(*key, None, row)])
                continue
            held = self._all.held.get(key, set())
            fits = {
                c: v
                for c, v in row.items()
                if c not in held and c in (self._all.yours.get(key) or ()) and getattr(here, c, None) != v
            }
            fits = {c: v for c, v in fits.items() if v is None or c not in REFERENCES or project.has(REFERENCES[c], v)}
            project.apply(_difference(*key, {c: to_row(here)[c] for c in fits}, fits))

    def answer(self, project: Project, question: Question, way: str) -> None:
        key = (question.table, question.row)
        if question.columns == ("gone",):
            if way == "mine":
                return
            if question.theirs is None:
                self._remove(project, key)
            else:
                self._bring_back(project, key)
            return
        here = project.entity(*key)
        if here is None or question.theirs is None or question.mine is None:
            return
        chosen = question.theirs if way == "theirs" else question.mine
        values: dict[str, Any] = {column: chosen[column] for column in question.columns}
        if way == "both":
            column = question.columns[0]
            values = {column: f"{question.mine[column]}\n\n{question.theirs[column]}"}
        if key[0] == "anchor" and way == "theirs":
            values = {c: v for c, v in (self._row_of_theirs(key) or values).items() if c in values}
        if key[0] == "article" and "text_hash" in values and way == "theirs":
            self._take_their_text(project, key[1])
        row = to_row(here)
        for column, value in values.items():
            if column in REFERENCES and value is not None and not project.has(REFERENCES[column], value):
                self._bring_back(project, (REFERENCES[column], value))
        project.apply(_difference(*key, {c: row[c] for c in values}, values))

    def _take_their_text(self, project: Project, article: str) -> None:
        for anchor in project.anchors_in(article):
            row = to_row(anchor)
            theirs = self._all.theirs.entity("anchor", anchor.id)
            if theirs is not None and ("anchor", anchor.id) not in self._all.held:
                row["start"], row["end"] = theirs.start, theirs.end
            else:
                self._carry(row, self._all.theirs, self._all.ours)
            old = to_row(anchor)
            after = {c: row[c] for c in ("start", "end")}
            project.apply(_difference("anchor", anchor.id, {c: old[c] for c in after}, after))

    def _remove(self, project: Project, key: Key) -> None:
        """With all that hangs on it, from the outside in."""
        from models.entities import TABLE_OF

        entity = project.entity(*key)
        if entity is None:
            return
        for row in project.dependents(entity):
            if key[0] == "issue" and TABLE_OF[type(row)] == "clash":  # rows go back to where no heading is
                project.apply(_difference("clash", row.id, {"issue_id": key[1]}, {"issue_id": None}))
            else:
                self._remove(project, (TABLE_OF[type(row)], row.id))
        project.apply([Change(*key, to_row(entity), None)])

    def _bring_back(self, project: Project, key: Key) -> None:
        """Their row, with what it points at, and what of theirs hangs on it."""
        if project.has(*key):
            return
        row = self._row_of_theirs(key)
        if row is None:
            row = self._row_of_base(key)
        if row is None:
            return
        for other in _references(row):
            if other != key:
                self._bring_back(project, other)
        if not project.has(*key):
            project.apply([Change(*key, None, row)])
        self.put_left_out(project)


def _order(table: str) -> int:
    from models.entities import TABLES

    return list(TABLES).index(table)


def _references(row: Row) -> list[Key]:
    return [(table, row[column]) for column, table in REFERENCES.items() if row.get(column) is not None]


def _difference(table: str, row: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    columns = [column for column in after if before[column] != after[column]]
    if not columns:
        return []
    return [Change(table, row, {c: before[c] for c in columns}, {c: after[c] for c in columns})]
