"""Two copies of a project that were edited apart are put together by what their journals say.

What is in one journal and not in the other is told by the ids of the entries. The entries of theirs that we lack are
replayed onto ours under their own ids; columns that both sides changed, and rows that do not fit together, are
questions. Whatever is answered, and what had to be mended for a tree to stay one, is one edit on top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.edits import Change, Edit
from models.entities import FIELDS, Row, to_row
from models.messages import Message, message
from models.obstacles import REFERENCES
from models.ports import Entry
from models.project import Project
from models.settling import settled
from models.shifts import PASSAGES
from models.states import State, edit_to

Key = tuple[str, str]  # table, row
Journal = Sequence[tuple[Entry, tuple[Change, ...]]]
MINE, THEIRS, BOTH = "mine", "theirs", "both"

# Columns that say one thing together: who changes one of them has changed them all.
TOGETHER: Mapping[str, tuple[frozenset[str], ...]] = {
    "article": (frozenset({"source_hash", "source_text_hash", "text_hash", "layout_hash", "record_hash"}),),
    "node": (frozenset({"case_id", "parent_id", "position"}),),
    "anchor": (frozenset({"article_id", "start", "end", "exact", "prefix", "suffix"}),),
    "link": (frozenset({"source_id", "target_id", "target_link_id", "kind"}),),
    "clash": (frozenset({"issue_id", "position"}),),
}
APPENDED = frozenset(
    {("node", "text"), ("node", "note"), ("node", "reasoning"), ("link", "note"), ("pairing", "notes")}
)
APPENDED |= {("clash", "why"), ("clash", "weighing")}
GONE = "gone"  # in place of columns: the row itself is there on one side only


class NoCommonGround(Exception):
    """The two journals have no entry in common, or no longer hold what happened since."""


@dataclass(frozen=True, slots=True)
class Question:
    """What both sides changed. Values are rows' columns, None where the row is not there; `before` is what both knew.

    `columns` is (GONE,) where one side has removed, or put in the bin, what the other has changed or added to.
    """

    table: str
    row: str
    columns: tuple[str, ...]
    before: Row | None
    mine: Row | None
    theirs: Row | None
    ways: tuple[str, ...] = (MINE, THEIRS)

    @property
    def id(self) -> str:
        return f"{self.table} {self.row} {' '.join(self.columns)}"


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of two copies. `adopted`: their entries as they fit onto ours; `now`: the rows after them.

    `answered(answers)` is (the edit on top, what had to be mended to keep trees); answers are by a question's id.
    """

    adopted: tuple[tuple[Entry, tuple[Change, ...]], ...]
    questions: tuple[Question, ...]
    now: State
    choose: Callable[[Mapping[str, str]], tuple[State, tuple[Message, ...], frozenset[Key]]] = field(repr=False)

    def answered(self, answers: Mapping[str, str], *, who: str = "") -> tuple[Edit, tuple[Message, ...]]:
        """Raises KeyError for a question without an answer."""
        missing = [question.id for question in self.questions if question.id not in answers]
        if missing:
            raise KeyError(missing[0])
        state, mended, _rows = self.choose(answers)
        return edit_to(message("edit.merge", who=who), self.now, state), mended

    def mended(self, answers: Mapping[str, str]) -> frozenset[Key]:
        """The rows that are changed by what keeps trees, whatever either side said of them."""
        return self.choose(answers)[2]


def new_entries(ours: Iterable[Entry], theirs: Journal) -> Journal:
    """The entries of theirs that are not in our journal."""
    known = {entry.id for entry in ours}
    return [(entry, changes) for entry, changes in theirs if entry.id not in known]


def merge(ours: Project, our_new: Journal, theirs: Project, their_new: Journal) -> Merge:
    """Put together two states of a project; `our_new` and `their_new` are what only one of the journals holds.

    Raises NoCommonGround where the journal of theirs does not lead back to a state that both knew.
    """
    base = _before(theirs, their_new)
    return _Merging(ours, our_new, theirs, their_new, base).merge()


def _before(project: Project, entries: Journal) -> Project:
    """The project as it was before `entries`."""
    found = Project(project.rows(), project.blob)
    try:
        for _entry, changes in reversed(entries):
            found.apply([change.inverted() for change in reversed(changes) if not _is_purged(change)])
    except (KeyError, TypeError, ValueError) as error:
        raise NoCommonGround from error
    return found


def _is_purged(change: Change) -> bool:
    """Whether the bin was emptied of the row: nobody knows any more what it held."""
    return change.table != PASSAGES and change.after is None and len(change.before or {}) < len(FIELDS[change.table])


def row_of(project: Project, key: Key) -> Row | None:
    entity = project.entity(*key)
    return to_row(entity) if entity is not None else None


def _group(table: str, column: str) -> frozenset[str]:
    return next((group for group in TOGETHER.get(table, ()) if column in group), frozenset({column}))


def touched_by(entries: Journal, base: Project, now: Project) -> dict[Key, frozenset[str]]:
    """The columns that entries changed in each row, as far as that made a difference; all of them for a row that came
    or went. Passages that only moved with a corrected text are not among them."""
    named: dict[Key, set[str]] = {}
    for _entry, changes in entries:
        for change in changes:
            if change.table != PASSAGES:
                columns = named.setdefault((change.table, change.row), set())
                columns |= {*(change.before or {}), *(change.after or {})}
    found = {}
    for key, columns in named.items():
        old, new = row_of(base, key), row_of(now, key)
        if old == new and key[0] != "anchor":
            continue
        if old is None or new is None:
            if old is not new:
                found[key] = frozenset(from_columns(key[0]))
            continue
        really = {c for c in columns if old[c] != new[c]}
        grouped: set[str] = set()
        for column in really:
            grouped |= _group(key[0], column)
        if grouped:
            found[key] = frozenset(grouped)
    return found


def from_columns(table: str) -> tuple[str, ...]:
    return FIELDS[table]


class _Merging:
    """One merge: `held` are the columns of each row in which ours stands, whatever theirs did."""

    def __init__(self, ours: Project, our_new: Journal, theirs: Project, their_new: Journal, base: Project) -> None:
        self.ours, self.theirs, self.base = ours, theirs, base
        self.their_new = their_new
        self.mine = touched_by(our_new, base, ours)
        self.yours = touched_by(their_new, base, theirs)
        self.held: dict[Key, set[str]] = {key: set(columns) for key, columns in self.mine.items()}
        self.questions: dict[str, Question] = {}
        self.both_texts = self._both_corrected()
        self.stay = self._stay()
        self.now = Project(ours.rows(), self._blob)
        self.corrected = [
            (entry, change) for entry, changes in our_new for change in changes if change.table == PASSAGES
        ]

    def _blob(self, content: str) -> bytes:
        try:
            return self.ours.blob(content)
        except Exception:  # a text that only they have yet
            return self.theirs.blob(content)

    # -- what is asked

    def ask(self, key: Key, columns: Iterable[str], before: Row | None, mine: Row | None, theirs: Row | None) -> None:
        names = tuple(columns)
        ways: tuple[str, ...] = (MINE, THEIRS)
        if len(names) == 1 and (key[0], names[0]) in APPENDED and mine and theirs and mine[names[0]]:
            ways = (MINE, THEIRS, BOTH) if theirs[names[0]] else ways
        question = Question(*key, names, before, mine, theirs, ways)
        self.questions.setdefault(question.id, question)

    def _both_corrected(self) -> set[str]:
        texts = TOGETHER["article"][0]
        return {row for (table, row), columns in self.mine.items() if table == "article" and columns & texts
                and self.yours.get((table, row), frozenset()) & texts
                and self.ours.has("article", row) and self.theirs.has("article", row)
                and self.ours.article(row).text_hash != self.theirs.article(row).text_hash}  # fmt: skip

    def _stay(self) -> set[Key]:
        """Rows that they removed and that stay for now: we changed them, or something of ours hangs on them."""
        gone = {key for key in self.yours if self.ours.has(*key) and not self.theirs.has(*key)}
        stay = {key for key in gone if key in self.mine}
        grown = True
        while grown:
            grown = False
            for key in gone - stay:
                hanging = {_key(row) for row in self.ours.dependents(self.ours.entity(*key))}
                if any(row not in gone or row in stay for row in hanging):
                    stay.add(key)
                    grown = True
        return stay

    def _ask_about_rows(self) -> None:
        for key in sorted(self.mine.keys() & self.yours.keys()):
            before, mine, theirs = row_of(self.base, key), row_of(self.ours, key), row_of(self.theirs, key)
            if mine == theirs:
                continue
            if mine is None or theirs is None:
                self.ask(key, (GONE,), before, mine, theirs)
                continue
            asked: set[str] = set()
            for column in from_columns(key[0]):
                group = _group(key[0], column)
                together = group & self.mine[key] & self.yours[key]
                if column not in together or column in asked or all(mine[c] == theirs[c] for c in group):
                    continue
                asked |= group
                names = [c for c in from_columns(key[0]) if c in group]
                self.ask(key, names, before, mine, theirs)
        for key in sorted(self.stay - self.mine.keys()):
            self.ask(key, (GONE,), row_of(self.base, key), row_of(self.ours, key), None)

    def _ask_about_bin(self) -> None:
        """What one side put in the bin and the other changed, or added to."""
        for changed, binner, keeper in (
            (self.mine, self.theirs, self.ours),
            (self.yours, self.ours, self.theirs),
        ):
            above: set[Key] = set()
            for key in changed:
                above |= set(_above(keeper, key))
            for key in sorted(above):
                mine, theirs, before = row_of(self.ours, key), row_of(self.theirs, key), row_of(self.base, key)
                there = binner.entity(*key)
                if there is None or mine is None or theirs is None or before is None or "binned_by" not in mine:
                    continue
                if (
                    there.binned_by is None
                    or before["binned_by"] is not None
                    or mine["binned_by"] == theirs["binned_by"]
                ):
                    continue
                self.held.setdefault(key, set()).add("binned_by")
                self.ask(key, ("binned_by",), before, mine, theirs)

    # -- replaying

    def merge(self) -> Merge:
        from models.merging_replay import Replay

        self._ask_about_rows()
        self._ask_about_bin()
        replay = Replay(self)
        adopted = tuple((entry, replay.fitted(entry, changes)) for entry, changes in self.their_new)
        replay.finish()
        self._ask_about_shape()
        now = self.now.rows()
        questions = tuple(self.questions.values())

        def choose(answers: Mapping[str, str]) -> tuple[State, tuple[Message, ...], frozenset[Key]]:
            project = Project(now, self._blob)
            replay.put_left_out(project)
            for question in questions:
                replay.answer(project, question, answers[question.id])
            return settled(project, self.base, now)

        return Merge(adopted, questions, now, choose)

    def _ask_about_shape(self) -> None:
        """Where both sides' trees do not fit together, what they changed of them is asked; ours stands until then."""
        from models.settling import misfits

        shape = ("kind", "inference", "case_id", "parent_id", "position", "premise_group")
        for row in sorted(misfits(self.now) - misfits(self.ours)):
            key = ("node", row)
            mine, theirs = row_of(self.ours, key), row_of(self.theirs, key)
            if mine is None or theirs is None or all(mine[c] == theirs[c] for c in ("kind", "parent_id", "inference")):
                continue
            columns = tuple(c for c in shape if mine[c] != theirs[c])
            if not any(
                q.table == "node" and q.row == row and set(q.columns) & set(columns) for q in self.questions.values()
            ):
                self.ask(key, columns, row_of(self.base, key), mine, theirs)


def _key(entity: Any) -> Key:
    from models.entities import TABLE_OF

    return TABLE_OF[type(entity)], entity.id


def _above(project: Project, key: Key) -> Iterable[Key]:
    """A row itself and what it stands in: nodes above it, its case, its article, its pairing."""
    entity = project.entity(*key)
    seen: set[Key] = set()
    while entity is not None and _key(entity) not in seen:
        seen.add(_key(entity))
        row = to_row(entity)
        above = next(
            (c for c in ("parent_id", "node_id", "source_id", "pairing_id", "case_id", "article_id") if row.get(c)),
            None,
        )
        entity = project.entity(REFERENCES[above], row[above]) if above is not None else None
    return seen
