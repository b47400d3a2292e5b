"""The store: one transaction an edit, with its journal entry, or nothing at all (models.ports.Store)."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Delete, Row, Update, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import IntegrityError

from models.edits import Change, Edit
from models.entities import new_id, now
from models.errors import Conflict, Outdated, UserError
from models.messages import Message
from models.packing import Packed, packed
from models.ports import Draft, Entry, Step
from models.shifts import PASSAGES, Shift
from storage.clients import is_running, new_client
from storage.database import connect, copy_project, damage_named, open_project, plain_of, transaction
from storage.histories import history_of, nodes_named, steps_of
from storage.loading import LAST_SEQ, load_blob, load_sizes, load_tables, to_columns
from storage.tables import CONTENT, blob, draft, entry, entry_change, project

ORDER = {name: at for at, name in enumerate(CONTENT)}
MADE, REMOVED = ("+",), ("-",)  # in place of columns
KEEP_WAIT = 10.0  # seconds that a job waits for another's lock


class SqliteStore:
    """One open project file. `wait`: seconds to wait for another process's lock (0 on the interface thread).

    `known_as`: where people know the project, when `path` is a working copy of it.
    """

    def __init__(self, path: Path, wait: float = 5.0, known_as: Path | None = None) -> None:
        self.path = path
        self.client = new_client()
        self._engine = open_project(path, wait, known_as)
        self._file = _identity(path)

    @property
    def why_read_only(self) -> Message | None:
        return None

    def _transaction(self, *, write: bool = False) -> AbstractContextManager[Connection]:
        if write and _identity(self.path) != self._file:
            # SQLite would go on writing to the file that has lost its name, and all of it would be gone at the end
            raise UserError("project.vanished", path=str(self.path))
        return transaction(self._engine, str(self.path), write=write)

    @contextmanager
    def _reading(self, table: str) -> Iterator[Connection]:
        with damage_named(str(self.path), table), self._transaction() as connection:
            yield connection

    def load(self) -> tuple[dict[str, dict[str, Any]], dict[str, int], int]:
        with self._reading("entry") as connection:
            tables, versions = load_tables(plain_of(connection), str(self.path))
            return tables, versions, _last_seq(connection)

    # -- writing

    def commit(
        self,
        edit: Edit,
        annotator: str,
        known: int,
        versions: Mapping[str, int],
        kind: str = "do",
        target: str | None = None,
        drafts: Iterable[str] = (),
    ) -> Entry:
        """Write all of `edit` with its journal entry, and drop `drafts`. Raises Outdated, Conflict, UserError."""
        try:
            with self._transaction(write=True) as connection:
                if _last_seq(connection) != known:
                    raise Outdated
                written = Entry(known + 1, new_id(), self.client, annotator, now(), kind, target, edit.label)
                _insert_blobs(connection, edit.blobs)
                connection.execute(entry.insert().values(_entry_row(written)))
                connection.execute(entry_change.insert(), list(_journal(written.seq, edit.changes)))
                _write(connection, edit.changes, versions, written.seq)
                for draft_id in drafts:
                    connection.execute(draft.delete().where(draft.c.id == draft_id))
        except IntegrityError as error:
            raise Conflict("conflict.changed") from error
        return written

    def save_draft(self, what: Draft) -> None:
        values = {
            "id": what.id,
            "client": what.client,
            "table_name": what.table,
            "row_id": what.row,
            "column_name": what.column,
            "text": what.text,
            "time": what.time,
        }
        statement = sqlite_insert(draft).values(values).on_conflict_do_update(index_elements=["id"], set_=values)
        with self._transaction(write=True) as connection:
            connection.execute(statement)

    def drop_draft(self, draft_id: str) -> None:
        with self._transaction(write=True) as connection:
            connection.execute(draft.delete().where(draft.c.id == draft_id))

    # -- reading

    def last_seq(self) -> int:
        with self._reading("entry") as connection:
            return _last_seq(connection)

    def begins(self) -> int:
        """The newest entry whose changes were dropped to keep the history short; 0 where none was."""
        with self._reading("project") as connection:
            return int(connection.execute(select(func.coalesce(func.max(project.c.history_begins), 0))).scalar_one())

    def entries_after(self, seq: int) -> list[tuple[Entry, tuple[Change, ...]]]:
        """The journal behind `seq` in order, each entry with its changes."""
        with self._reading("entry_change") as connection:
            entries = connection.execute(select(entry).where(entry.c.seq > seq).order_by(entry.c.seq)).all()
            changes = defaultdict(list)
            query = select(entry_change).where(entry_change.c.entry > seq)
            for row in connection.execute(query.order_by(entry_change.c.entry, entry_change.c.ord)):
                changes[row.entry].append(_change(row))
            return [(_entry(row), tuple(changes[row.seq])) for row in entries]

    def steps_of(self, annotator: str) -> Iterator[Step]:
        """What undo and redo need to know of an annotator's entries since the history begins, in order.

        One after the other out of the file: it is read to the end at once, or nothing else can be.
        """
        with self._reading("entry") as connection:
            yield from steps_of(plain_of(connection), annotator)

    def find_entry(self, key: int | str) -> Entry | None:
        """The entry of a seq or an id."""
        column = entry.c.seq if isinstance(key, int) else entry.c.id
        with self._reading("entry") as connection:
            found = connection.execute(select(entry).where(column == key)).first()
            return _entry(found) if found is not None else None

    def changes(self, entry_id: str) -> tuple[Change, ...]:
        """What an entry changed, in order; nothing where that cannot be taken back any more."""
        query = select(entry_change).join(entry, entry.c.seq == entry_change.c.entry)
        query = query.where(entry.c.id == entry_id, entry.c.final.is_(False))
        with self._reading("entry_change") as connection:
            return tuple(_change(row) for row in connection.execute(query.order_by(entry_change.c.ord)))

    def corrections_after(self, seq: int) -> list[tuple[Entry, Change]]:
        """The changes behind `seq` that moved all passages of an article at once, each with its entry, in order."""
        columns = (entry_change.c.table_name, entry_change.c.row_id, entry_change.c.before, entry_change.c.after)
        query = (
            select(entry, *columns)
            .join(entry_change, entry.c.seq == entry_change.c.entry)
            .where(entry_change.c.table_name == PASSAGES, entry_change.c.entry > seq)
            .order_by(entry.c.seq, entry_change.c.ord)
        )
        with self._reading("entry_change") as connection:
            return [(_entry(row), _change(row)) for row in connection.execute(query)]

    def is_overtaken(self, seq: int, annotator: str) -> bool:
        """Whether somebody else has written since, or something was removed for good."""
        others = select(entry.c.seq).where(entry.c.seq > seq, (entry.c.annotator != annotator) | entry.c.final)
        with self._reading("entry") as connection:
            return connection.execute(others.limit(1)).first() is not None

    def last_writer(self, table: str, row: str) -> Entry | None:
        """The entry that last touched a row, by the journal's index."""
        query = (
            select(entry)
            .join(entry_change, entry.c.seq == entry_change.c.entry)
            .where(entry_change.c.table_name == table, entry_change.c.row_id == row)
            .order_by(entry.c.seq.desc())
            .limit(1)
        )
        with self._reading("entry") as connection:
            found = connection.execute(query).first()
            return _entry(found) if found is not None else None

    def history(self, node_id: str, limit: int = 200) -> list[tuple[Entry, tuple[Change, ...]]]:
        """The newest entries, last first, that touched a node, its passages or its links, with just those changes."""
        with self._reading("entry_change") as connection:
            rows = history_of(connection, node_id, limit)
            return [(_entry(row), tuple(map(_change, changes))) for row, changes in rows]

    def blob(self, content_hash: str) -> bytes:
        """The content stored under a hash. Raises UserError when it is missing or damaged."""
        with self._reading("blob") as connection:
            return load_blob(plain_of(connection), content_hash)

    def keep(self, blobs: Mapping[str, bytes]) -> None:
        """Put large contents into the file ahead of the edit that names them, so that its commit is short.

        For a job: it has a connection of its own, and others wait for it no longer than for one write. Contents that no
        edit comes to name are harmless. Raises UserError.
        """
        small = {key: packed(data) for key, data in blobs.items()}
        engine = connect(self.path, KEEP_WAIT)
        try:
            with transaction(engine, str(self.path), write=True) as connection:
                _insert_blobs(connection, small, are_packed=True)
        finally:
            engine.dispose()

    def sizes(self, hashes: Iterable[str]) -> dict[str, int]:
        """How many bytes of the file each content takes."""
        with self._reading("blob") as connection:
            return load_sizes(plain_of(connection), hashes)

    def drafts(self) -> list[Draft]:
        with self._reading("draft") as connection:
            rows = connection.execute(select(draft).order_by(draft.c.time)).all()
        return [Draft(r.id, r.client, r.table_name, r.row_id, r.column_name, r.text, r.time) for r in rows]

    def abandoned_drafts(self) -> list[Draft]:
        """The drafts of programs that no longer run: what a crash cut off."""
        return [draft for draft in self.drafts() if draft.client != self.client and not is_running(draft.client)]

    def copy_to(self, target: Path) -> None:
        copy_project(self._engine, target)

    def close(self) -> None:
        self._engine.dispose()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at `path`; None when there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _last_seq(connection: Connection) -> int:
    return int(connection.exec_driver_sql(LAST_SEQ).scalar_one())


def _insert_blobs(connection: Connection, blobs: Mapping[str, bytes], *, are_packed: bool = False) -> None:
    """Store contents that are not there yet; what a job has put there before the edit is not written again.

    `are_packed`: packing was tried before the file was locked, and is not tried again for what it did not make smaller.
    """
    if not blobs:
        return
    there = set(connection.execute(select(blob.c.hash).where(blob.c.hash.in_(list(blobs)))).scalars())
    small = {key: data if are_packed else packed(data) for key, data in blobs.items() if key not in there}
    rows = [{"hash": key, "data": data, "packed": isinstance(data, Packed)} for key, data in small.items()]
    if rows:
        connection.execute(sqlite_insert(blob).on_conflict_do_nothing(), rows)


def _entry_row(what: Entry) -> dict[str, Any]:
    return {
        "seq": what.seq,
        "id": what.id,
        "client": what.client,
        "annotator": what.annotator,
        "time": what.time,
        "kind": what.kind,
        "target": what.target,
        "label": what.label.to_json(),
        "final": what.final,
    }


def _entry(row: Row[Any]) -> Entry:
    label = Message.from_json(row.label)
    return Entry(row.seq, row.id, row.client, row.annotator, row.time, row.kind, row.target, label, row.final)


def _journal(seq: int, changes: Iterable[Change]) -> Iterable[dict[str, Any]]:
    for at, change in enumerate(changes):
        yield {
            "entry": seq,
            "ord": at,
            "table_name": change.table,
            "row_id": change.row,
            "before": _json(change.before),
            "after": _json(change.after),
            **nodes_named(change),
        }


def _json(values: Mapping[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(dict(values), ensure_ascii=False, separators=(",", ":"))


def _change(row: Row[Any]) -> Change:
    before = json.loads(row.before) if row.before is not None else None
    after = json.loads(row.after) if row.after is not None else None
    return Change(row.table_name, row.row_id, before, after)


def _write(connection: Connection, changes: Iterable[Change], versions: Mapping[str, int], seq: int) -> None:
    """Write the rows; a row that is not the one last known is a Conflict.

    Rows of one kind of change go out together, so an import of thousands costs one statement a table.
    """
    inserts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    own: set[str] = set()
    for (name, columns), group in groupby(changes, _shape):
        if name == PASSAGES:
            for change in group:
                _shift(connection, change)
            continue
        if columns == MADE:
            for change in group:
                inserts[name].append({**to_columns(dict(change.after or {})), "entry": seq})
                own.add(change.row)
            continue
        rows = []
        for change in group:
            if change.row in own:
                _flush(connection, inserts)
            values = {f"to_{column}": value for column, value in to_columns(dict(change.after or {})).items()}
            known = seq if change.row in own else versions.get(change.row, -1)
            rows.append({**values, "row_": change.row, "known_": known})
            own.add(change.row)
        if connection.execute(_statement(name, columns, seq), rows).rowcount != len(rows):
            raise Conflict("conflict.changed")
    _flush(connection, inserts)


def _shape(change: Change) -> tuple[str, tuple[str, ...]]:
    """The table and columns of a change: neighbours of one shape are one statement."""
    if change.after is None:
        return change.table, REMOVED
    return change.table, tuple(change.after) if change.before is not None else MADE


def _statement(name: str, columns: tuple[str, ...], seq: int) -> Update | Delete:
    table = CONTENT[name]
    here = (table.c.id == bindparam("row_"), table.c.entry == bindparam("known_"))
    if columns == REMOVED:
        return table.delete().where(*here)
    return update(table).where(*here).values(**{column: bindparam(f"to_{column}") for column in columns}, entry=seq)


def _shift(connection: Connection, change: Change) -> None:
    """Move the passages of an article. One whose words were corrected, and that is no exception, is a Conflict."""
    assert change.after is not None
    shift, anchor = Shift(change.after), CONTENT["anchor"]
    moved = []
    of_article = select(anchor.c.id, anchor.c.start, anchor.c.end).where(anchor.c.article_id == change.row)
    for row in connection.execute(of_article):
        place = shift.place(row.id, row.start, row.end)
        if place is None:
            raise Conflict("conflict.changed")
        if place != (row.start, row.end):
            moved.append({"row_": row.id, "to_start": place[0], "to_end": place[1]})
    if moved:
        here = update(anchor).where(anchor.c.id == bindparam("row_"))
        connection.execute(here.values(start=bindparam("to_start"), end=bindparam("to_end")), moved)


def _flush(connection: Connection, inserts: dict[str, list[dict[str, Any]]]) -> None:
    for name in sorted(inserts, key=ORDER.__getitem__):
        connection.execute(CONTENT[name].insert(), inserts[name])
    inserts.clear()
