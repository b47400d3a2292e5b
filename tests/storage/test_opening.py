"""The gate: what is no project, a newer one or a damaged one is named in a sentence and left as it is."""

from __future__ import annotations

import os
import random
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import UserError
from storage.database import check_file, check_project, create_project
from storage.store import SqliteStore
from storage.tables import APPLICATION_ID, SCHEMA_VERSION
from tests.storage.projects import fingerprint, new_project, open_project, sentence, texts


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "a project.counterpoint"
    new_project(path).close()
    return path


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()


def set_header(path: Path, offset: int, value: int) -> None:
    data = bytearray(path.read_bytes())
    struct.pack_into(">I", data, offset, value)
    path.write_bytes(data)


NO_PROJECTS: list[tuple[Callable[[Path], object], str]] = [
    (lambda p: None, "There is no file {}."),
    (lambda p: p.mkdir(), "{} is a folder; a project is a single file."),
    (lambda p: p.write_bytes(b""), "{} is empty; it is not a Counterpoint project."),
    (lambda p: p.write_bytes(bytes(range(256)) * 20), "{} is not a Counterpoint project."),
    (lambda p: p.write_bytes(b"SQLite format 3\0 and then"), "{} is not a Counterpoint project."),
    (lambda p: p.write_text("# Notes\n" * 50), "{} is not a Counterpoint project."),
    (foreign, "{} belongs to another application; it is not a Counterpoint project."),
    (lambda p: p.symlink_to(p), "{} cannot be read: Too many levels of symbolic links."),
]


@pytest.mark.parametrize(("make", "expected"), NO_PROJECTS)
@pytest.mark.parametrize("opening", [SqliteStore, check_project])
def test_what_is_no_project(
    tmp_path: Path, make: Callable[[Path], object], expected: str, opening: Callable[[Path], object]
) -> None:
    path = tmp_path / "x.counterpoint"
    make(path)
    before = fingerprint(path) if path.is_file() else None
    with pytest.raises(UserError) as refused:
        opening(path)
    assert sentence(refused.value) == expected.format(path)
    assert (fingerprint(path) if path.is_file() else None) == before
    assert sorted(tmp_path.iterdir()) == ([path] if os.path.lexists(path) else [])


def test_a_name_that_is_too_long_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300)
    for opening in (SqliteStore, lambda p: create_project(p, "0")):
        with pytest.raises(UserError) as refused:
            opening(path)
        assert "too long" in sentence(refused.value)


def test_a_newer_version_is_named_with_ours(project: Path) -> None:
    set_header(project, 60, SCHEMA_VERSION + 6)
    before = fingerprint(project)
    with pytest.raises(UserError) as refused:
        SqliteStore(project)
    assert sentence(refused.value) == (
        f"{project} was written by a newer Counterpoint (format {SCHEMA_VERSION + 6}); "
        f"this one reads up to format {SCHEMA_VERSION}."
    )
    assert fingerprint(project) == before


def test_the_file_says_what_it_is(project: Path) -> None:
    data = project.read_bytes()
    assert struct.unpack_from(">I", data, 68)[0] == APPLICATION_ID == int.from_bytes(b"Cntp", "big")
    assert check_file(project) == SCHEMA_VERSION
    assert check_project(project) == []


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_damaged_and_left_alone(project: Path, share: float) -> None:
    project.write_bytes(project.read_bytes()[: int(project.stat().st_size * share)])
    before = fingerprint(project)
    with pytest.raises(UserError) as refused:
        SqliteStore(project).close()
    assert sentence(refused.value).startswith(f"{project} is damaged and was left untouched: ")
    assert fingerprint(project) == before
    assert list(project.parent.iterdir()) == [project]


def use_everything(path: Path) -> None:
    """Open, read all rows, blobs, the journal: what the window and an export do."""
    workspace = open_project(path)
    try:
        workspace.project.links()
        texts(workspace.project)
        for article in workspace.project.articles():
            workspace.project.text(article.id)
            workspace.project.layout(article.id)
            workspace.store.blob(article.source_hash)
        for entry, _changes in workspace.store.entries_after(0):
            str(entry.label)
    finally:
        workspace.close()


def test_flipped_bits_are_a_sentence_or_do_no_harm(project: Path) -> None:
    """Any byte may be damaged: a project opens, or one sentence says why not; the file stays as it was."""
    sound = project.read_bytes()
    rng = random.Random(11)
    sentences = set()
    for _ in range(150):
        data = bytearray(sound)
        at = rng.randrange(len(data))
        for byte in range(at, min(at + rng.choice((1, 1, 8, 64)), len(data))):
            data[byte] ^= 1 << rng.randrange(8)
        project.write_bytes(data)
        before = fingerprint(project)
        try:
            use_everything(project)
        except UserError as error:
            sentences.add(sentence(error))
        assert fingerprint(project) == before
    assert any("is damaged and was left untouched" in said for said in sentences)


DAMAGE = [
    ("UPDATE node SET tags = 'no json'", "node"),
    ("UPDATE node SET text = CAST(x'ff' AS TEXT)", "node"),
    ("UPDATE article SET authors = '7'", "article"),
    ("UPDATE blob SET data = x'00ff'", "blob"),
    ("UPDATE entry SET label = '{'", "entry"),
    ("UPDATE entry_change SET after = '['", "entry_change"),
    ("UPDATE link SET kind = 'hates'", "link"),
]


@pytest.mark.parametrize(("sql", "table"), DAMAGE)
def test_damaged_rows_are_a_sentence(project: Path, sql: str, table: str) -> None:
    connection = sqlite3.connect(project)
    connection.execute(sql)
    connection.commit()
    connection.close()
    with pytest.raises(UserError) as refused:
        use_everything(project)
    assert f"{project} is damaged and was left untouched: " in sentence(refused.value)
    assert table in str(refused.value)


def test_a_missing_table_is_a_sentence(project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute("DROP TABLE link")
    connection.close()
    with pytest.raises(UserError) as refused:
        use_everything(project)
    assert "is damaged" in sentence(refused.value)


def test_check_lists_rows_that_point_at_nothing(project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute("DELETE FROM node WHERE id = 'node-00003'")
    connection.commit()
    connection.close()
    problems = check_project(project)
    assert len(problems) == 3 and all("node" in problem for problem in problems)


def test_a_new_file_refuses_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "taken.counterpoint"
    path.write_text("mine")
    with pytest.raises(UserError) as refused:
        create_project(path, "0")
    assert sentence(refused.value) == f"{path} already exists; nothing was changed."
    assert path.read_text() == "mine"
    with pytest.raises(UserError) as refused:
        create_project(tmp_path / "no" / "x", "0")
    assert sentence(refused.value) == f"There is no folder {tmp_path / 'no'}."
    assert list(tmp_path.iterdir()) == [path]


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    path = tmp_path / "link.counterpoint"
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError) as refused:
        create_project(path, "0")
    assert "already exists" in sentence(refused.value)


def test_a_new_file_on_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_paths: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "stick.counterpoint"
    create_project(path, "0")
    assert check_project(path) == []
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a?b#c%20.counterpoint", "ordner mit äöü 한국어.counterpoint", "file:x?mode=ro"])
def test_any_name_can_be_opened(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    new_project(path).close()
    workspace = open_project(path)
    assert len(texts(workspace.project)) == 12
    workspace.close()
    assert list(tmp_path.iterdir()) == [path]
