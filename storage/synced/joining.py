"""Another copy of a project read and put together with ours: what is new in either, what has to be asked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.edits import Edit
from models.merging import Journal, Merge, NoCommonGround, merge
from models.messages import Message
from models.project import Project
from models.states import CONTENTS, contents_of
from storage.adopting import adopt
from storage.opening import plain_connection, translated_errors
from storage.store import SqliteStore
from storage.synced.working_copy import WAIT, Fingerprint, entry_ids, read_original


@dataclass(frozen=True, slots=True)
class Plan:
    """A merge that is ready. `contents`: what their rows name and our file lacks, by hash; `who`: theirs are by."""

    merge: Merge
    contents: Mapping[str, bytes]
    ours: Project
    theirs: Project
    our_new: Journal
    their_new: Journal
    known: int
    versions: Mapping[str, int]
    who: str


@contextmanager
def read_aside(path: Path) -> Iterator[tuple[Path, Fingerprint]]:
    """(a copy of a project file that somebody else may write to, the file as it was). Raises OSError, UserError."""
    folder = Path(tempfile.mkdtemp(prefix="counterpoint-"))
    try:
        target = folder / path.name
        found = read_original(path, target)
        yield target, found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def plan(ours: Path, theirs: Path) -> Plan:
    """Compare two project files, `theirs` one that nobody else writes to. For a job.

    Raises UserError, and NoCommonGround for another project or a history that was cut.
    """
    if about(ours)[0] != about(theirs)[0]:
        raise NoCommonGround
    with closing(SqliteStore(ours, WAIT)) as own, closing(SqliteStore(theirs, WAIT)) as other:
        tables, versions, known = own.load()
        mine, yours = _with_texts(tables, own), _with_texts(other.load()[0], other)
        our_new = _new(own, ours, theirs)
        their_new = _new(other, theirs, ours)
        found = merge(mine, our_new, yours, their_new)
        contents = _contents(own, other, yours, their_new)
        who = ", ".join(dict.fromkeys(entry.annotator for entry, _changes in their_new))
        return Plan(found, contents, mine, yours, our_new, their_new, known, versions, who)


def about(path: Path) -> tuple[str, int]:
    """(a project's id, the entry up to which its history was cut). Raises UserError."""
    with translated_errors(str(path)), closing(plain_connection(path, WAIT)) as raw:
        found = raw.execute("SELECT id, history_begins FROM project").fetchone()
    return (str(found[0]), int(found[1])) if found else ("", 0)


def new_in(path: Path, other: Path) -> dict[str, int]:
    """The entries that a project file has and another never had: their numbers by id. Raises UserError.

    Raises NoCommonGround where a shortened history keeps that from being told.
    """
    ids, known = entry_ids(path), entry_ids(other)
    unknown = {entry: seq for entry, seq in ids.items() if entry not in known}
    begins = about(other)[1]
    if not unknown or not begins:
        return unknown
    first = next((entry for entry, seq in known.items() if seq == begins), None)
    at = ids.get(first or "")
    if at is None:
        raise NoCommonGround
    # Entries are numbered without gaps, so the other file had `begins` entries up to there. Of ours up to there, those
    # that it has further on are known; are the rest as many, then what it lacks of them is what it dropped.
    further_on = sum(seq < at and known.get(entry, 0) > begins for entry, seq in ids.items())
    if at - further_on != begins:
        raise NoCommonGround
    return {entry: seq for entry, seq in unknown.items() if seq > at}


def _new(store: SqliteStore, path: Path, other: Path) -> Journal:
    """What is new in a file with its changes; NoCommonGround where these were cut off, or where all is new."""
    new = new_in(path, other)
    if not new:
        return []
    first = min(new.values())
    if first <= about(path)[1] or (len(new) == len(entry_ids(path)) and entry_ids(other)):
        raise NoCommonGround
    return [(entry, changes) for entry, changes in store.entries_after(first - 1) if entry.id in new]


def _contents(own: SqliteStore, other: SqliteStore, theirs: Project, their_new: Journal) -> dict[str, bytes]:
    wanted = contents_of(theirs.rows())
    for _entry, changes in their_new:
        for change in changes:
            if change.table == "article":
                sides = (change.before or {}, change.after or {})
                wanted |= {side[column] for side in sides for column in CONTENTS if side.get(column)}
    wanted -= own.sizes(wanted).keys()
    there = other.sizes(wanted).keys()
    return {content: other.blob(content) for content in sorted(wanted & there)}


def _with_texts(tables: dict[str, dict[str, Any]], store: SqliteStore) -> Project:
    """The rows with the texts that a merge may ask for once the file is closed."""
    texts = {}
    for article in tables["article"].values():
        for content in (article.text_hash, article.layout_hash):
            texts[content] = store.blob(content)
    return Project(tables, texts.__getitem__)


def carry_out(ours: Path, made: Plan, answers: Mapping[str, str], annotator: str) -> tuple[Message, ...]:
    """Put the merge into our file; sentences on what had to be mended. Raises Outdated, KeyError, UserError."""
    edit, mended = made.merge.answered(answers, who=made.who)
    edit = Edit(edit.label, edit.changes, made.contents)
    with closing(SqliteStore(ours, WAIT)) as store:
        adopt(store, made.merge.adopted, edit, annotator, made.known, made.versions)
    return mended
