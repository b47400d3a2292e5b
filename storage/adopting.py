"""Entries of another copy put into a project under their own ids, in one transaction with the edit on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.exc import IntegrityError

from models.edits import Change, Edit
from models.entities import new_id, now
from models.errors import Conflict, Outdated
from models.ports import Entry
from models.shifts import PASSAGES
from storage.store import SqliteStore, _entry_row, _insert_blobs, _journal, _last_seq, _write
from storage.tables import entry, entry_change

Adopted = Iterable[tuple[Entry, tuple[Change, ...]]]


def adopt(
    store: SqliteStore,
    adopted: Adopted,
    edit: Edit,
    annotator: str,
    known: int,
    versions: Mapping[str, int],
) -> int:
    """Write entries behind the last one, then `edit` where it changes anything; the last seq. All of it or nothing.

    `known` and `versions` are what the caller has seen. Raises Outdated, Conflict, UserError.
    """
    seen = dict(versions)
    try:
        with store._transaction(write=True) as connection:
            if _last_seq(connection) != known:
                raise Outdated
            _insert_blobs(connection, edit.blobs)
            seq = known
            mine = Entry(0, new_id(), store.client, annotator, now(), "do", None, edit.label)
            for each, changes in [*adopted, *([] if edit.is_empty else [(mine, edit.changes)])]:
                seq += 1
                connection.execute(entry.insert().values(_entry_row(replace(each, seq=seq))))
                if changes:
                    connection.execute(entry_change.insert(), list(_journal(seq, changes)))
                    _write(connection, changes, seen, seq)
                for change in changes:
                    if change.table != PASSAGES:
                        seen[change.row] = seq
            return seq
    except IntegrityError as error:
        raise Conflict("conflict.changed") from error
