"""A node's history: its own entries, its passages' and its links', whatever has become of them; found by index."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from models.authoring import links, nodes, passages
from models.entities import LinkKind
from models.workspace import Workspace
from storage.database import HEAD_REVISION, check_project, connect
from storage.tables import metadata
from tests.storage.projects import LOWER, OBJECTION, PROOF, SECOND, TOP, new_project, opened

FIRST = Path(__file__).parent / "files" / "version-1.counterpoint"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = new_project(tmp_path / "p.counterpoint")
    yield made
    made.close()


def labels(workspace: Workspace, node_id: str, limit: int = 200) -> list[str]:
    return [f"{entry.kind} {entry.label}" for entry, _changes in workspace.store.history(node_id, limit)]


def test_it_holds_the_node_its_passages_and_its_links_newest_first(workspace: Workspace) -> None:
    workspace.do(lambda reader: nodes.change_text(reader, PROOF, "Bills"))
    workspace.do(lambda reader: nodes.change_text(reader, LOWER, "Not this one"))
    link = workspace.do(lambda reader: links.link_nodes(reader, PROOF, SECOND, LinkKind.TENSION))
    workspace.do(lambda reader: links.change_note(reader, link, "why"))
    workspace.do(lambda reader: passages.add_passage(reader, PROOF, 0, 7))
    workspace.undo()
    expected = [
        "undo Add a passage to “Bills”",
        "do Add a passage to “Bills”",
        "do Change the note of the link between “Bills” and “Second claim”",
        "do Link “Bills” and “Second claim” as tension",
    ]
    assert labels(workspace, PROOF) == [*expected, "do Reword “Bills”", "do Set up the bundled debate"]
    assert labels(workspace, SECOND) == [*expected[2:], "do Set up the bundled debate"]
    assert labels(workspace, PROOF, 2) == expected[:2]
    assert labels(workspace, "nowhere") == []


def test_what_is_gone_still_counts(workspace: Workspace) -> None:
    link = workspace.do(lambda reader: links.link_nodes(reader, LOWER, OBJECTION, LinkKind.AGREES))
    workspace.do(lambda reader: links.remove_link(reader, link))
    passage = workspace.project.anchors(TOP)[0].id
    workspace.do(lambda reader: passages.remove_passage(reader, passage))
    assert labels(workspace, OBJECTION)[:1] == ["do Remove the link between “Lower claim” and “Objection”"]
    assert labels(workspace, TOP)[:1] == ["do Remove a passage from “Top claim”"]
    newest, changes = workspace.store.history(TOP)[0]
    assert newest.annotator == "Ada"
    assert [(change.table, change.row, change.after) for change in changes] == [("anchor", passage, None)]


def test_a_passage_tells_of_each_node_only_while_it_was_there(workspace: Workspace) -> None:
    passage = workspace.project.anchors(TOP)[0].id
    workspace.do(lambda reader: passages.change_passage(reader, passage, 14, 30))
    workspace.do(lambda reader: passages.move_passage(reader, passage, LOWER))
    workspace.do(lambda reader: passages.change_passage(reader, passage, 14, 20))
    workspace.do(lambda reader: passages.move_passage(reader, passage, SECOND))
    workspace.do(lambda reader: passages.remove_passage(reader, passage))
    moved = [
        "do Move a passage from “Top claim” to “Lower claim”",
        "do Move a passage from “Lower claim” to “Second claim”",
    ]
    sample = "do Set up the bundled debate"
    assert labels(workspace, TOP) == [moved[0], "do Change a passage of “Top claim”", sample]
    assert labels(workspace, LOWER) == [moved[1], "do Change a passage of “Lower claim”", moved[0], sample]
    assert labels(workspace, SECOND) == ["do Remove a passage from “Second claim”", moved[1], sample]


def test_an_older_file_learns_whose_each_row_of_its_journal_is(tmp_path: Path) -> None:
    copy = Path(shutil.copy(FIRST, tmp_path / "old.counterpoint"))
    with opened(copy) as workspace:
        assert labels(workspace, TOP) == ["do Reword “Top claim, reworded”", "do Set up the bundled debate"]
        changed = {change.table for _entry, changes in workspace.store.history(TOP) for change in changes}
        assert changed == {"node", "anchor", "link"}
    connection = sqlite3.connect(copy)
    noted = connection.execute(
        "SELECT table_name, count(of_node), count(to_node), count(*) FROM entry_change GROUP BY table_name"
    ).fetchall()
    connection.close()
    assert [row for row in noted if row[0] in ("anchor", "link")] == [("anchor", 4, 0, 4), ("link", 3, 2, 3)]
    assert all(row[1:3] == (0, 0) for row in noted if row[0] not in ("anchor", "link"))


def test_a_migrated_file_has_the_schema_of_a_new_one(tmp_path: Path) -> None:
    copy = Path(shutil.copy(FIRST, tmp_path / "old.counterpoint"))
    with opened(copy):
        pass
    engine = connect(copy, 0)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == HEAD_REVISION
        assert [d for d in compare_metadata(context, metadata) if "alembic_version" not in str(d)] == []
    engine.dispose()
    assert check_project(copy) == []
    assert schema(copy) == schema_of_new(tmp_path)


def schema(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    connection.close()
    return {row[0] for row in rows}


def schema_of_new(folder: Path) -> set[str]:
    new_project(folder / "new.counterpoint").close()
    return schema(folder / "new.counterpoint")
