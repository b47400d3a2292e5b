"""The index of a project's words, in memory: SQLite's FTS5 with a table for each sort of entry.

It is made of the rows and thrown away with the window (docs/adr/032). One thread uses it at a time, whichever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from models.entities import Node
from models.errors import UserError
from models.project import Project
from models.searching.asking import WHATS, Asked
from models.searching.entries import Entry, Owner, entries_of, owners
from models.searching.snippets import snippet
from storage.loading import load_blob
from storage.opening import damage_named, plain_connection, translated_errors

WAIT = 5.0  # seconds for another's lock
BATCH = 2_000  # entries that are written at a time
# A table for each sort: a question reads all places of a word that was begun, and would read those of other sorts, too.
_WORDS = """
CREATE VIRTUAL TABLE {sort}_word USING fts5 (words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
"""
_SCHEMA = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, what TEXT, owner_table TEXT, owner TEXT, row TEXT, start INTEGER, "end" INTEGER,
    node TEXT, kind TEXT, tags TEXT, author TEXT, case_name TEXT, has_note INTEGER
);
CREATE INDEX by_owner ON entry (owner, owner_table);
CREATE INDEX by_what ON entry (what);
"""


Facts = tuple[str, str, str, str, str, int]  # of a node: id, kind, tags, author, case, whether it has a note
Prepared = tuple[Entry, Facts]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found. `snippet` has BEGIN and END around the words that were asked for."""

    what: str
    owner: Owner
    row: str
    snippet: str
    start: int
    end: int


class Index:
    """Raises no errors of its own: what somebody types is never a fault."""

    def __init__(self) -> None:
        self._raw = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._raw.execute("PRAGMA trusted_schema = OFF")
        self._raw.executescript(_SCHEMA + "".join(_WORDS.format(sort=sort) for sort in WHATS))

    def fill(self, project: Project, step: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Take in all of a project, anew. What `step(done, total)` raises ends it, with an index of less."""
        self._raw.execute("DELETE FROM entry")
        for sort in WHATS:
            self._raw.execute(f"DELETE FROM {sort}_word")
        every = list(owners(project))
        done = 0
        while batch := every[done : done + BATCH]:
            step(done, len(every))
            self._write(prepared(project, batch))
            done += len(batch)

    def refresh(self, changed: Iterable[Owner], now: Iterable[Prepared]) -> None:
        """Take in what has changed, has come or has gone since, and what is found of it `now`."""
        for table, row in changed:
            known = self._raw.execute("SELECT what, id FROM entry WHERE owner = ? AND owner_table = ?", (row, table))
            for sort, entry in known.fetchall():
                self._raw.execute(f"DELETE FROM {sort}_word WHERE rowid = ?", (entry,))
            self._raw.execute("DELETE FROM entry WHERE owner = ? AND owner_table = ?", (row, table))
        self._write(now)

    def _write(self, found: Iterable[Prepared]) -> None:
        (last,) = self._raw.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()
        words: dict[str, list[tuple[int, str]]] = {what: [] for what in WHATS}
        about = []
        for entry, facts in found:
            last += 1
            words[entry.what].append((last, entry.words))
            about.append((last, entry.what, *entry.owner, entry.row, entry.start, entry.end, *facts))
        self._raw.execute("BEGIN")
        for what, rows in words.items():
            self._raw.executemany(f"INSERT INTO {what}_word (rowid, words) VALUES (?, ?)", rows)
        self._raw.executemany(f"INSERT INTO entry VALUES ({', '.join('?' * 13)})", about)
        self._raw.execute("COMMIT")

    def find(
        self, what: Asked, limit: int, *, among: Collection[str] | None = None, is_ranked: bool = False
    ) -> dict[str, list[Hit]]:
        """At most `limit` hits of each sort, in the order of the project, or (`is_ranked`) the best first.

        `among`: the nodes that are unanswered, where that is asked.
        """
        found: dict[str, list[Hit]] = {}
        for sort in WHATS:
            if _may_be(what, sort):
                hits = list(islice(self._hits(what, sort, limit, among, is_ranked), limit))
                if hits:
                    found[sort] = hits
        return found

    def count(self, what: Asked, *, among: Collection[str] | None = None) -> dict[str, int]:
        """How many there are of each sort."""
        counts = {sort: sum(1 for _hit in self._rows(what, sort, among, "")) for sort in WHATS if _may_be(what, sort)}
        return {sort: count for sort, count in counts.items() if count}

    def _hits(
        self, what: Asked, sort: str, limit: int, among: Collection[str] | None, is_ranked: bool
    ) -> Iterator[Hit]:
        order = f" ORDER BY {sort}_word.rank" if is_ranked else f" ORDER BY {sort}_word.rowid"
        if not _match(what):
            order = " ORDER BY entry.id"
        if among is None:
            order += f" LIMIT {int(limit)}"
        for row in self._rows(what, sort, among, order):
            table, owner, row_id, start, end, _node, entry = row
            yield Hit(sort, (table, owner), row_id, snippet(self._words(sort, entry), what), start, end)

    def _rows(
        self, what: Asked, sort: str, among: Collection[str] | None, order: str
    ) -> Iterator[tuple[str, str, str, int, int, str, int]]:
        conditions, values = _conditions(what, sort)
        source = "entry"
        if _match(what):
            # the words first: SQLite guesses otherwise
            source = f"{sort}_word CROSS JOIN entry ON entry.id = {sort}_word.rowid"
        elif what.parts:
            source = f"entry JOIN {sort}_word ON {sort}_word.rowid = entry.id"
        query = (
            'SELECT entry.owner_table, entry.owner, entry.row, entry.start, entry."end", entry.node, entry.id'
            f" FROM {source} WHERE {' AND '.join(conditions)}{order}"
        )
        for row in self._raw.execute(query, values):
            if among is None or row[5] in among:
                yield row

    def _words(self, sort: str, entry: int) -> str:
        (words,) = self._raw.execute(f"SELECT words FROM {sort}_word WHERE rowid = ?", (entry,)).fetchone()
        return str(words)

    def close(self) -> None:
        self._raw.close()


def read_index(path: Path, rows: dict[str, dict[str, Any]], step: Callable[[int, int], None]) -> Index:
    """An index of a project's rows; the texts are read from its file, over a connection of this thread's own.

    An article whose text cannot be read is found by its title alone.
    """
    index = Index()
    try:
        with translated_errors(str(path)):
            raw = plain_connection(path, WAIT)
    except UserError as error:
        index.fill(Project(rows, partial(_refuse, error)), step)
        return index
    with closing(raw):

        def blob(content_hash: str) -> bytes:
            with damage_named(str(path), "blob"):
                return load_blob(raw, content_hash)

        index.fill(Project(rows, blob), step)
    return index


def _refuse(error: UserError, _content_hash: str) -> bytes:
    raise error


def prepared(project: Project, found: Iterable[Owner]) -> Iterator[Prepared]:
    """What is found of these things now, as an index takes it in."""
    for owner in found:
        facts = _facts(project, owner)
        for entry in entries_of(project, owner):
            yield entry, facts


def _facts(project: Project, owner: Owner) -> Facts:
    node = project.entity(*owner) if owner[0] == "node" else None
    if not isinstance(node, Node):
        return "", "", "", "", "", 0
    tags = "".join(f"\n{tag.casefold()}\n" for tag in node.tags)
    case = project.case(node.case_id).name.casefold()
    return node.id, str(node.kind), tags, node.author.casefold(), case, int(bool(node.note.strip()))


def _may_be(what: Asked, sort: str) -> bool:
    if what.is_of_nodes and sort not in ("node", "note", "passage"):
        return False
    if not what.has_words and not what.whats:
        return sort == "node"  # filters alone are about nodes
    return not what.whats or sort in what.whats


def _match(what: Asked) -> str:
    """The question in the language of FTS5: nothing that was typed is an operator."""
    terms = [f'"{word}"*' for word in what.words] + [f'"{phrase}"' for phrase in what.phrases]
    return " AND ".join(terms)


def _conditions(what: Asked, sort: str) -> tuple[list[str], list[object]]:
    conditions = ["entry.what = ?"]
    every: list[object] = [sort]
    if match := _match(what):
        conditions.append(f"{sort}_word MATCH ?")
        every.append(match)
    for part in what.parts:
        conditions.append(f"instr(lower({sort}_word.words), ?)")
        every.append(part)
    if what.kinds:
        conditions.append(f"entry.kind IN ({', '.join('?' * len(what.kinds))})")
        every += sorted(what.kinds)
    parts = (("tags", what.tags, "\n{}\n"), ("author", what.authors, "{}"), ("case_name", what.cases, "{}"))
    for column, wanted, pattern in parts:
        if wanted:
            conditions.append("(" + " OR ".join([f"instr(entry.{column}, ?)"] * len(wanted)) + ")")
            every += [pattern.format(value) for value in sorted(wanted)]
    if what.has_note:
        conditions.append("entry.has_note")
    return conditions, every
