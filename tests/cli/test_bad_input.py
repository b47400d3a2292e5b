"""Whatever a command is given: one sentence, exit code 1, no traceback, and no file changed or left behind."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.tables import SCHEMA_VERSION
from tests.cli.command import counterpoint
from tests.storage.projects import TOP, fingerprint, new_project
from tests.storage.test_disk import mounted, read_only

Make = Callable[[Path], object]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "p.counterpoint"
    new_project(path).close()
    return path


@pytest.fixture
def project(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "p.counterpoint"))


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()


def newer(path: Path) -> None:
    new_project(path).close()
    data = bytearray(path.read_bytes())
    struct.pack_into(">I", data, 60, SCHEMA_VERSION + 1)
    path.write_bytes(data)


def truncated(path: Path) -> None:
    new_project(path).close()
    path.write_bytes(path.read_bytes()[:20_000])


def bad_rows(path: Path) -> None:
    new_project(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE node SET tags = '{' WHERE id = ?", (TOP,))
    connection.commit()
    connection.close()


PROJECTS: dict[str, tuple[Make, str]] = {
    "missing": (lambda p: None, "There is no file {}."),
    "folder": (lambda p: p.mkdir(), "{} is a folder; a project is a single file."),
    "empty": (lambda p: p.write_bytes(b""), "{} is empty; it is not a Counterpoint project."),
    "binary": (lambda p: p.write_bytes(bytes(range(256)) * 9), "{} is not a Counterpoint project."),
    "foreign": (foreign, "{} belongs to another application; it is not a Counterpoint project."),
    "newer": (
        newer,
        "{} was written by a newer Counterpoint "
        f"(format {SCHEMA_VERSION + 1}); this one reads up to format {SCHEMA_VERSION}.",
    ),
    "truncated": (truncated, "{} is damaged and was left untouched: "),
    "bad rows": (bad_rows, "{} is damaged and was left untouched: node: "),
}
COMMANDS: dict[str, list[str]] = {
    "list": ["list", "{}"],
    "export": ["export", "{}", "--format", "markdown"],
    "import": ["import", "article.txt", "--into", "{}"],
}


@pytest.mark.parametrize("command", [*COMMANDS, "check"])
@pytest.mark.parametrize("kind", PROJECTS)
def test_a_file_that_is_no_project(tmp_path: Path, kind: str, command: str) -> None:
    path = tmp_path / "x.counterpoint"
    make, expected = PROJECTS[kind]
    make(path)
    (tmp_path / "article.txt").write_text("Some words.")
    held = sorted(tmp_path.iterdir())
    before = fingerprint(path) if path.is_file() else None
    if command == "check" and kind == "bad rows":
        return  # SQLite's own checks cannot know what a row means
    words = [word.format(path) for word in COMMANDS.get(command, ["check", "{}"])]
    sentence = counterpoint(*words, folder=tmp_path).refused()
    assert sentence.startswith(expected.format(path)) and sentence.endswith(".")
    assert (fingerprint(path) if path.is_file() else None) == before
    assert sorted(tmp_path.iterdir()) == held


ARTICLES: dict[str, tuple[str, Make, str]] = {
    "missing": ("a.txt", lambda p: None, "There is no file {path}."),
    "folder": ("a.txt", lambda p: p.mkdir(), "{path} holds no file that can be read."),
    "empty": ("a.txt", lambda p: p.write_bytes(b""), "{path} is empty."),
    "blank": ("a.txt", lambda p: p.write_text(" \n\n"), "{name} holds no text."),
    "binary": (
        "a.txt",
        lambda p: p.write_bytes(bytes(range(256)) * 9),
        "{name} is not a text: it holds data that only a program can read.",
    ),
    "pdf by name": ("a.xyz", lambda p: p.write_text("Words."), "No format is known for files that end in .xyz."),
    "50 MB": (
        "a.txt",
        lambda p: p.write_bytes(b"words " * 8_700_000),
        "{path} has 52.2 MB; articles of up to 50 MB can be imported.",
    ),
}


@pytest.mark.parametrize("kind", ARTICLES)
def test_a_file_that_is_no_article(project: Path, tmp_path: Path, kind: str) -> None:
    name, make, expected = ARTICLES[kind]
    path = tmp_path / name
    make(path)
    before = fingerprint(project)
    assert counterpoint("import", path, "--into", project).refused() == expected.format(path=path, name=name)
    assert fingerprint(project) == before


def test_places_that_cannot_be_written(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    held = Path(shutil.copy(project, folder / "p.counterpoint"))
    article = tmp_path / "article.txt"
    article.write_text("Some words.")
    with read_only(folder):
        cannot = "cannot be written: the file or its folder is read-only."
        assert counterpoint("new", folder / "x").refused() == f"{folder / 'x'} {cannot}"
        assert counterpoint("import", article, "--into", held).refused() == f"{held} {cannot}"
        out = folder / "out.md"
        assert str(out) in counterpoint("export", project, "--format", "markdown", "--output", out).refused()
        assert counterpoint("list", held).code == 0
        assert counterpoint("check", held).code == 0
    assert list(folder.iterdir()) == [held]
    assert fingerprint(held) == fingerprint(project)


def test_outputs_that_are_refused(project: Path, tmp_path: Path) -> None:
    before = fingerprint(project)
    export = ["export", project, "--format"]
    refusals = [
        ([*export, "nonsense"], "There is no format nonsense."),
        ([*export, "text"], "The format text can only be read."),
        ([*export, "markdown", "--output", tmp_path], f"{tmp_path} is a folder, not a file."),
        ([*export, "markdown", "--output", tmp_path / "no" / "x"], f"The folder {tmp_path / 'no'} does not exist."),
        ([*export, "markdown", "--output", project], f"{project} already exists; nothing was changed."),
    ]
    for words, sentence in refusals:
        assert counterpoint(*words).refused() == sentence
    assert fingerprint(project) == before
    assert list(tmp_path.iterdir()) == [project]


def test_check_names_every_row_that_points_at_nothing(project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute("DELETE FROM node WHERE id = 'node-00003'")
    connection.commit()
    connection.close()
    done = counterpoint("check", project)
    assert (done.code, done.out) == (1, b"")
    lines = done.err.splitlines()
    assert len(lines) == 3 and all("node" in line for line in lines)


@pytest.mark.parametrize("words", [("new",), ("list",), ("check",)])
def test_a_name_that_is_too_long(tmp_path: Path, words: tuple[str]) -> None:
    assert "File name too long" in counterpoint(*words, tmp_path / ("x" * 300)).refused()
    assert list(tmp_path.iterdir()) == []


def test_a_sample_that_does_not_fit_on_the_disk_leaves_nothing(tmp_path: Path) -> None:
    with mounted(tmp_path, "-t", "tmpfs", "-o", "size=320k", "tmpfs") as there:
        if not there:
            assert os.getuid() != 0, "root may mount"
            return  # tests/storage/test_disk.py raises the same error without a mount
        path = tmp_path / "p.counterpoint"
        assert counterpoint("new", path, "--sample").refused().startswith("The disk is full; ")
        assert list(tmp_path.iterdir()) == []
        assert counterpoint("new", path).code == 0


def test_an_output_name_that_is_too_long(tmp_path: Path, project: Path) -> None:
    output = tmp_path / ("x" * 300)
    refused = counterpoint("export", project, "--format", "markdown", "--output", output).refused()
    assert "File name too long" in refused


def test_two_projects_at_once_are_refused_before_a_window_opens(project: Path) -> None:
    done = counterpoint(project, project)
    assert (done.code, done.out) == (2, b"")
    assert done.err.strip() == f"One project at a time: leave {project} out."
