"""The command `import`: many files at once, some of them bad; what can be kept is kept."""

from __future__ import annotations

import json
import os
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from models.importing.incoming import Record
from models.importing.repair import RepairKind
from models.ports import Entry
from storage import cli_importing
from storage.cli import parser
from storage.database import check_project
from tests.cli.command import ROOT, counterpoint
from tests.storage.projects import opened

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

COMMAND = [sys.executable, "-X", "utf8", str(ROOT / "main.py"), "import"]


def article(path: Path, title: str, words: str = "Some words of the article.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# {title}\n\n{words}\n", "utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.counterpoint"
    assert counterpoint("new", path).code == 0
    return path


def titles(project: Path) -> list[str]:
    with opened(project) as workspace:
        return [found.title for found in workspace.project.articles()]


def test_many_files_come_in_the_order_of_the_arguments_each_a_step_to_undo(project: Path, tmp_path: Path) -> None:
    paths = [article(tmp_path / f"{name}.md", f"On {name}") for name in "dbca"]
    done = counterpoint("import", *paths, "--into", project, "--annotator", "Bea", "--processes", 2)
    assert (done.code, done.text, done.err) == (0, "4 of 4 articles imported.\n", "")
    assert titles(project) == ["On d", "On b", "On c", "On a"]
    with opened(project, "Bea") as workspace:
        workspace.undo()
        assert [found.title for found in workspace.project.articles()] == ["On d", "On b", "On c"]


def test_one_that_fails_keeps_the_others(project: Path, tmp_path: Path) -> None:
    good, last = article(tmp_path / "a.md", "Good"), article(tmp_path / "z.md", "Last")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 9)
    words = [good, tmp_path / "empty.txt", tmp_path / "none.txt", tmp_path / "noise.txt", last]
    done = counterpoint("import", *words, "--into", project)
    assert (done.code, done.text) == (1, "2 of 5 articles imported.\n")
    assert done.err.splitlines() == [
        f"{tmp_path / 'empty.txt'} is empty.",
        f"There is no file {tmp_path / 'none.txt'}.",
        "noise.txt is not a text: it holds data that only a program can read.",
    ]
    assert titles(project) == ["Good", "Last"] and check_project(project) == []


def test_a_folder_gives_what_can_be_read_below_it(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    for name in ("b.md", "A.md", "deep/er/c.md", ".hidden.md", ".git/d.md", "~$lock.md"):
        article(folder / name, name)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "page.html").write_text("<!doctype html><title>Page</title><p>" + "Words of the page. " * 40)
    article(folder / "page_files" / "part.md", "A part of the page")
    (folder / "round").symlink_to(folder)
    counterpoint("import", folder, folder / "b.md", "--into", project)
    found = titles(project)
    assert found[:2] == ["A.md", "b.md"] and found.count("b.md") == 1
    assert "deep/er/c.md" in found and not set(found) & {".hidden.md", ".git/d.md", "~$lock.md", "A part of the page"}


def test_a_folder_without_articles_is_a_sentence(project: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    refused = counterpoint("import", tmp_path / "empty", "--into", project).refused()
    assert refused == f"{tmp_path / 'empty'} holds no file that can be read."


def test_what_is_there_already_is_not_imported_again(project: Path, tmp_path: Path) -> None:
    first, second = article(tmp_path / "a.md", "First"), article(tmp_path / "b.md", "Second")
    assert counterpoint("import", first, "--into", project).code == 0
    done = counterpoint("import", first, second, "--into", project)
    assert (done.code, done.text) == (0, "1 of 2 articles imported.\n")
    assert done.err == f"{first} is in the project already, as “First”; it was not imported again.\n"
    assert titles(project) == ["First", "Second"]


def record(project: Path) -> Record:
    with opened(project) as workspace:
        (found,) = workspace.project.articles()
        return Record.from_bytes(workspace.store.blob(found.record_hash or ""))


def test_repairs_can_be_left_out(project: Path, tmp_path: Path) -> None:
    path = article(tmp_path / "a.md", "Title")
    assert counterpoint("import", path, "--into", project, "--without", "join", "--without", "spaces").code == 0
    assert record(project).off == ("join", "spaces")


def test_all_repairs_can_be_left_out(project: Path, tmp_path: Path) -> None:
    path = article(tmp_path / "a.md", "Title")
    assert counterpoint("import", path, "--into", project, "--without", "all").code == 0
    assert record(project).off == tuple(sorted(RepairKind)) and record(project).repairs == ()


def test_originals_are_kept_unless_told_otherwise(project: Path, tmp_path: Path) -> None:
    kept = article(tmp_path / "a.md", "Kept", "Words in plenty. " * 200)
    dropped = article(tmp_path / "b.md", "Dropped")
    assert counterpoint("import", kept, "--into", project).code == 0
    assert counterpoint("import", dropped, "--into", project, "--no-originals").code == 0
    first, second = json.loads(counterpoint("list", project, "--json").text)["articles"]
    assert first["original"]["file"] == "a.md" and first["original"]["size"] == kept.stat().st_size
    assert 0 < first["original"]["stored"] < first["original"]["size"] and second["original"] is None
    lines = counterpoint("list", project).text.splitlines()
    assert any(line.startswith("  Original: a.md, 3.4 kB, ") for line in lines)
    assert counterpoint("import", dropped, "--into", project).err.endswith("it was not imported again.\n")


def test_a_report_for_other_programs(project: Path, tmp_path: Path) -> None:
    good, odd = article(tmp_path / "a.md", "Good"), tmp_path / "odd.md"
    odd.write_bytes(
        ("# Café\n\n" + "Où l’été déjà passé, les élèves révèlent leurs idées générales. " * 9).encode("cp1252")
    )
    done = counterpoint("import", good, odd, tmp_path / "none.md", "--into", project, "--json")
    report = json.loads(done.text)
    assert done.code == 1
    assert [each["title"] for each in report["imported"]] == ["Good", "Café"]
    assert len(report["imported"][1]["warnings"]) == 1 and report["imported"][0]["warnings"] == []
    assert report["failed"] == [
        {"file": str(tmp_path / "none.md"), "sentence": f"There is no file {tmp_path / 'none.md'}."}
    ]
    assert done.err.splitlines()[0].startswith(f"{odd}: The text is not UTF-8; ")


@pytest.mark.parametrize(
    "words",
    [["--without", "nonsense"], ["--processes", "0"], ["--processes", "many"], ["--nonsense"]],
)
def test_wrong_usage(words: list[str], project: Path, tmp_path: Path) -> None:
    done = counterpoint("import", article(tmp_path / "a.md", "A"), "--into", project, *words)
    assert (done.code, done.out) == (2, b"") and titles(project) == []


def test_a_project_that_cannot_be_opened_is_said_once(tmp_path: Path) -> None:
    paths = [article(tmp_path / f"{at}.md", f"On {at}") for at in range(5)]
    refused = counterpoint("import", *paths, "--into", tmp_path / "none.counterpoint").refused()
    assert refused == f"There is no file {tmp_path / 'none.counterpoint'}."


def test_a_project_that_takes_no_more_keeps_what_is_in(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import", str(many(tmp_path, 8)), "--into", str(project), "--processes", "2"]
    with opened(project) as workspace:
        commit, seen = workspace.store.commit, []

        def full(*arguments: Any, **more: Any) -> Entry:
            seen.append(1)
            if len(seen) > 3:
                raise UserError("project.disk_full")
            return commit(*arguments, **more)

        monkeypatch.setattr(workspace.store, "commit", full)
        assert cli_importing.run(parser("x").parse_args(words), workspace) == 1
    assert capsys.readouterr() == (
        "3 of 8 articles imported.\n",
        "The disk is full; the last change was not made and the project is as it was before.\n",
    )
    assert titles(project) == ["On 0", "On 1", "On 2"] and len(seen) == 4


def test_odd_names_do_not_break_the_lines(project: Path, tmp_path: Path) -> None:
    (tmp_path / "two\nlines.txt").write_bytes(b"")
    (tmp_path / "\u202etxt.a").write_bytes(b"")
    done = counterpoint("import", tmp_path / "two\nlines.txt", tmp_path / "\u202etxt.a", "--into", project)
    assert done.err.splitlines() == [f"{tmp_path}/two lines.txt is empty.", f"{tmp_path}/txt.a is empty."]


def many(tmp_path: Path, count: int) -> Path:
    folder = tmp_path / "many"
    for at in range(count):
        article(folder / f"{at:04}.md", f"On {at}", f"Words about {at}. " * 50)
    return folder


def test_a_pipe_gets_no_bar(project: Path, tmp_path: Path) -> None:
    assert counterpoint("import", many(tmp_path, 20), "--into", project).err == ""


def on_terminal(words: list[str], **environment: str) -> tuple[int, bytes]:
    """The exit code, and all that a terminal was sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 25, 90, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in ("CI", "TERM")}
    started = subprocess.Popen(
        words, stdout=theirs, stderr=theirs, stdin=theirs, env=clean | environment, start_new_session=True
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(ours)
    return started.wait(60), seen


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind there")
def test_a_terminal_gets_a_bar(project: Path, tmp_path: Path) -> None:
    words = [*COMMAND, str(many(tmp_path, 30)), str(tmp_path / "none.md"), "--into", str(project)]
    code, seen = on_terminal(words, TERM="xterm")
    assert code == 1 and b"/31 [" in seen and b"There is no file" in seen and b"30 of 31 articles imported." in seen


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind there")
@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"TERM": "xterm", "CI": "true"}])
def test_a_terminal_without_a_cursor_gets_none(project: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    code, seen = on_terminal([*COMMAND, str(many(tmp_path, 5)), "--into", str(project)], **environment)
    assert (code, seen) == (0, b"5 of 5 articles imported.\r\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_interrupted_it_keeps_what_is_in_and_says_so(project: Path, tmp_path: Path) -> None:
    words = [*COMMAND, str(many(tmp_path, 2000)), "--into", str(project), "--processes", "2"]
    started = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    limit = time.monotonic() + 60
    while not _has_articles(project) and time.monotonic() < limit:
        select.select([], [], [], 0.05)
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does: the readers hear it as well
    out, err = started.communicate(timeout=30)
    assert (started.returncode, out) == (130, "")
    found = titles(project)
    assert 0 < len(found) < 2000 and found == [f"On {at}" for at in range(len(found))]
    assert err == f"Stopped: {len(found)} of 2000 articles imported. What is in the project stays there.\n"
    assert check_project(project) == []


def _has_articles(project: Path) -> bool:
    connection = sqlite3.connect(f"file:{project}?mode=ro", uri=True)
    try:
        return bool(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()


RIS = "TY  - MGZN\nTI  - On tea\nAU  - Lovelace, Ada\nPY  - 2024\nDO  - 10.1000/182\nER  - \n"


def test_lists_of_references_find_the_articles_that_came_with_them(project: Path, tmp_path: Path) -> None:
    (tmp_path / "all.ris").write_text(RIS)
    path = article(tmp_path / "tea.md", "On tea")
    done = counterpoint("import", tmp_path / "all.ris", path, "--into", project, "--json")
    assert done.code == 0
    assert json.loads(done.text)["references"] == [{"file": str(tmp_path / "all.ris"), "matched": 1}]
    (listed,) = json.loads(counterpoint("list", project, "--json").text)["articles"]
    assert (listed["authors"], listed["doi"]) == (["Ada Lovelace"], "10.1000/182") and listed["citekey"]
    assert f"  Citekey: {listed['citekey']}" in counterpoint("list", project).text.splitlines()


def test_a_bad_list_of_references_is_a_sentence(project: Path, tmp_path: Path) -> None:
    (tmp_path / "all.json").write_text('{"what": "ever"}')
    (tmp_path / "laughs.bib").write_text("@string{a = {ha}}\n" + "@article{x, title = a # a" + " # a" * 9999 + "}")
    done = counterpoint("import", tmp_path / "all.json", "--into", project)
    assert done.code == 1 and "all.json" in done.refused()
    assert "Traceback" not in counterpoint("import", tmp_path / "laughs.bib", "--into", project).err


def test_formats_say_what_they_hold() -> None:
    lines = counterpoint("formats").text.splitlines()
    assert any(line.startswith("text ") and "article" in line and ".txt" in line for line in lines)
    assert any(line.startswith("svg ") and " map " in line for line in lines)
