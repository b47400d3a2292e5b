"""What may go wrong half-way: each kind of writing, ready to be done, and how to see that it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.authoring import nodes
from models.errors import UserError
from models.ports import Draft
from models.texts import content_hash
from models.workspace import Workspace
from storage.backups.listing import backups_of
from storage.backups.making import back_up
from storage.backups.restoring import replace_damaged, restore_as, restored
from storage.compaction import compact, set_limit
from storage.database import create_project
from storage.formats.files import write_export, write_safely
from storage.opening import MAGIC, SCHEMA_VERSION, check_file
from storage.purging import purge
from storage.store import SqliteStore
from storage.synced.working_copy import enter
from storage.synced.writing_back import Ended, write_back
from tests.storage.child import big_edit
from tests.storage.projects import TOP, new_project, open_project

FILES = Path(__file__).parents[1] / "storage" / "files"
PROJECT = "p.counterpoint"
DATA = "data/"  # where backups go, in the same folder


@dataclass
class Prepared:
    """One writing that is about to happen. `done` looks at files; `makes`: how the names that it may add begin."""

    act: Callable[[], object]
    done: Callable[[], bool]
    makes: tuple[str, ...] = ()
    close: Callable[[], object] = lambda: None
    told_late: bool = False  # it may be done already, and only what was to be noted of it failed


Operation = Callable[[Path], Prepared]


def dumped(path: Path) -> Any:
    """Everything in a file: the rows of a database by table, else its bytes."""
    data = path.read_bytes()
    if not data.startswith(MAGIC):
        return data
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        tables = {name: sorted(raw.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}
        return raw.execute("PRAGMA user_version").fetchone()[0], tables
    return data  # a damaged one


def contents(folder: Path) -> dict[str, Any]:
    """All files below a folder by name. A database is opened, whereby it takes back what was cut off half-way."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    found = {path: dumped(path) for path in files if not path.name.endswith("-journal")}
    found |= {path: path.read_bytes() for path in files if path.name.endswith("-journal") and path.exists()}
    return {str(path.relative_to(folder)): held for path, held in found.items()}


def rows_of(path: Path, query: str, *values: object) -> list[Any]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(query, values).fetchall()


def prepare(folder: Path) -> None:
    """What all of them begin with: a project, a draft in it, an export and a file of the first format."""
    workspace = new_project(folder / PROJECT)
    workspace.do(lambda reader: nodes.change_text(reader, TOP, "First words"))
    workspace.close()
    (folder / "out.md").write_bytes(b"An older export\n" * 400)


def _text(folder: Path) -> str:
    return str(rows_of(folder / PROJECT, "SELECT text FROM node WHERE id = ?", TOP)[0][0])


def _small_cache(workspace: Workspace) -> None:
    engine: Any = workspace.store._engine  # type: ignore[attr-defined]
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA cache_size = 5")


def an_edit(folder: Path) -> Prepared:
    workspace = open_project(folder / PROJECT)
    return Prepared(
        lambda: workspace.do(lambda reader: nodes.change_text(reader, TOP, "New words")),
        lambda: _text(folder) == "New words" == workspace.project.node(TOP).text,
        close=workspace.close,
    )


def a_long_edit(folder: Path) -> Prepared:
    """One of more pages than the cache holds: the file itself changes before the commit."""
    workspace = open_project(folder / PROJECT)
    _small_cache(workspace)
    edit = big_edit(workspace, 40)
    return Prepared(
        lambda: (workspace.pull(), workspace.perform(edit)),
        lambda: _text(folder) == "After" and rows_of(folder / PROJECT, "SELECT count(*) FROM node") == [(52,)],
        close=workspace.close,
    )


def an_undo(folder: Path) -> Prepared:
    workspace = open_project(folder / PROJECT)
    return Prepared(
        workspace.undo,
        lambda: _text(folder) == "Top claim" == workspace.project.node(TOP).text,
        close=workspace.close,
    )


def a_draft(folder: Path) -> Prepared:
    store = SqliteStore(folder / PROJECT)
    draft = Draft("d1", store.client, "node", TOP, "text", "half a sen", "2025-01-01T00:00:00.000Z")
    return Prepared(
        lambda: store.save_draft(draft),
        lambda: rows_of(folder / PROJECT, "SELECT text FROM draft") == [("half a sen",)],
        close=store.close,
    )


def contents_ahead(folder: Path) -> Prepared:
    """What an import puts into the file before its edit."""
    store = SqliteStore(folder / PROJECT)
    data = bytes(range(256)) * 200
    return Prepared(
        lambda: store.keep({content_hash(data): data}),
        lambda: store.blob(content_hash(data)) == data,
        close=store.close,
    )


def a_new_project(folder: Path) -> Prepared:
    return Prepared(
        lambda: create_project(folder / "new.counterpoint", "0"),
        lambda: check_file(folder / "new.counterpoint") == SCHEMA_VERSION,
        ("new.counterpoint",),
    )


def a_copy(folder: Path) -> Prepared:
    store = SqliteStore(folder / PROJECT)
    return Prepared(
        lambda: store.copy_to(folder / "copy.counterpoint"),
        lambda: dumped(folder / "copy.counterpoint") == dumped(folder / PROJECT),
        ("copy.counterpoint",),
        store.close,
    )


def a_copy_over_another(folder: Path) -> Prepared:
    new_project(folder / "copy.counterpoint").close()
    prepared = a_copy(folder)
    prepared.makes = ()
    return prepared


def migrating(folder: Path, version: int = 4) -> Prepared:
    old = folder / "old.counterpoint"
    old.write_bytes((FILES / f"version-{version}.counterpoint").read_bytes())

    def done() -> bool:
        beside = folder.glob("*.before-format-*")  # where no backup can be made in its own place
        backups = [*beside, *(backup.path for backup in backups_of(old))]
        return check_file(old) == SCHEMA_VERSION and [check_file(path) for path in backups] == [version]

    return Prepared(lambda: SqliteStore(old).close(), done, (DATA, f"{old.name}.before-format-"))


def migrating_from_the_first(folder: Path) -> Prepared:
    return migrating(folder, 1)


def an_export(folder: Path) -> Prepared:
    data = b"A new export\n" * 20_000
    return Prepared(
        lambda: write_export(folder / PROJECT, folder / "out.md", data),
        lambda: (folder / "out.md").read_bytes() == data,
    )


def an_export_beside(folder: Path) -> Prepared:
    return Prepared(
        lambda: write_safely(folder / "new.md", b"New\n"),
        lambda: (folder / "new.md").read_bytes() == b"New\n",
        ("new.md",),
    )


def a_backup(folder: Path) -> Prepared:
    """The second one: the project has changed since the first."""
    path = folder / PROJECT
    back_up(path, "edited")
    with closing(SqliteStore(path)) as store:
        Workspace(store, "Ada").do(lambda reader: nodes.change_text(reader, TOP, "Changed since"))

    def done() -> bool:
        newest, *older = backups_of(path)
        return dumped(newest.path) == dumped(path) and len(older) == 1

    return Prepared(lambda: back_up(path, "edited"), done, (DATA,))


def a_backup_as_a_new_project(folder: Path) -> Prepared:
    made = back_up(folder / PROJECT, "edited")
    assert made is not None
    return Prepared(
        lambda: restore_as(made.path, folder / "restored.counterpoint"),
        lambda: dumped(folder / "restored.counterpoint") == dumped(made.path),
        ("restored.counterpoint",),
    )


def a_backup_in_place_of_a_damaged_project(folder: Path) -> Prepared:
    damaged = folder / "damaged.counterpoint"
    damaged.write_bytes((folder / PROJECT).read_bytes()[:5000])
    made = back_up(folder / PROJECT, "edited")
    assert made is not None

    def done() -> bool:
        aside = [path for path in folder.iterdir() if ".damaged-" in path.name]
        # a second name of it stays where it could not be taken away when the first try failed
        return dumped(damaged) == dumped(made.path) and {path.stat().st_size for path in aside} == {5000}

    return Prepared(lambda: replace_damaged(damaged, made.path), done, ("damaged.counterpoint.damaged-",))


def a_backup_restored_as_an_edit(folder: Path) -> Prepared:
    prepared = a_backup(folder)
    path = folder / PROJECT
    (first,) = backups_of(path)
    workspace = open_project(path)
    found = restored(first.path, workspace.store.sizes)  # type: ignore[attr-defined]
    prepared.act = lambda: workspace.do(found.edit)
    prepared.done = lambda: _text(folder) == "First words"
    prepared.close = workspace.close
    return prepared


def a_history_cut_short(folder: Path) -> Prepared:
    path = folder / PROJECT
    with closing(SqliteStore(path)) as store:
        workspace = Workspace(store, "Ada")
        for at in range(60):
            workspace.do(lambda reader, at=at: nodes.change_note(reader, TOP, f"Note {at} " + "word " * 60))
    set_limit(path, 1000)
    rows = {table: held for table, held in dumped(path)[1].items() if not table.startswith("entry")}

    def done() -> bool:
        now = dumped(path)[1]
        same = all(now[table] == held for table, held in rows.items() if table != "project")
        return same and rows_of(path, "SELECT history_begins > 0 FROM project") == [(1,)]

    return Prepared(lambda: compact(path), done)


def a_bin_emptied(folder: Path) -> Prepared:
    path = folder / PROJECT
    with closing(SqliteStore(path)) as store:
        workspace = Workspace(store, "Ada")
        workspace.do(lambda reader: nodes.delete_node(reader, TOP))
    marks = [mark for (mark,) in rows_of(path, "SELECT DISTINCT binned_by FROM node WHERE binned_by IS NOT NULL")]

    def done() -> bool:
        gone = rows_of(path, "SELECT count(*) FROM node WHERE id = ?", TOP) == [(0,)]
        return gone and b"First words" not in path.read_bytes()

    return Prepared(lambda: purge(path, marks, "Ada"), done)


def writing_back(folder: Path) -> Prepared:
    """A project of a synced folder, worked on in a copy, goes back to where people know it."""
    path = folder / PROJECT
    copy = enter(path, "Dropbox", is_alone=True)
    workspace = open_project(copy.path)
    workspace.do(lambda reader: nodes.change_text(reader, TOP, "Words of this machine"))
    workspace.close()

    def act() -> None:
        outcome = write_back(copy, "Ada")
        if outcome.ended in (Ended.UNWRITABLE, Ended.AWAY):  # what the window's bar then says
            raise UserError("file.write_failed", path=path.name, reason=outcome.reason)
        assert outcome.ended in (Ended.WRITTEN, Ended.SAME)

    def done() -> bool:
        return _text(folder) == "Words of this machine" and dumped(path) == dumped(copy.path)

    return Prepared(act, done, (DATA,), told_late=True)


OPERATIONS: dict[str, Operation] = {
    function.__name__: function
    for function in (
        an_edit,
        a_long_edit,
        an_undo,
        a_draft,
        contents_ahead,
        a_new_project,
        a_copy,
        a_copy_over_another,
        migrating,
        migrating_from_the_first,
        a_backup,
        a_backup_as_a_new_project,
        a_backup_in_place_of_a_damaged_project,
        a_backup_restored_as_an_edit,
        a_history_cut_short,
        a_bin_emptied,
        writing_back,
        an_export,
        an_export_beside,
    )
}
