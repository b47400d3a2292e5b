"""Where the words go: consoles that know few letters, readers that have had enough."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import ROOT, counterpoint


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.counterpoint"
    assert counterpoint("new", path).code == 0
    (tmp_path / "a.txt").write_text("Über Straßen – “quoted”\n\nSome words.\n", "utf-8")
    assert counterpoint("import", tmp_path / "a.txt", "--into", path).code == 0
    return path


def narrow(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=100, check=False, env=environment)


def test_a_console_without_the_letters_gets_the_list_all_the_same(project: Path) -> None:
    done = narrow("list", project)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\xdcber" in done.stdout


def test_an_article_without_an_author_has_no_empty_brackets(project: Path) -> None:
    assert counterpoint("list", project).text.splitlines()[0] == "Article: Über Straßen – “quoted”"


def test_json_is_the_same_for_every_console(project: Path) -> None:
    done = narrow("list", project, "--json")
    assert json.loads(done.stdout)["articles"][0]["title"] == "Über Straßen – “quoted”"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_has_had_enough_is_no_fault(project: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "list", str(project)],
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=100,
            check=False,
            env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_export_from_nothing_onto_something_is_one_sentence(tmp_path: Path) -> None:
    out = tmp_path / "map.md"
    out.write_text("mine", "utf-8")
    done = counterpoint("export", tmp_path / "none.counterpoint", "--format", "markdown", "--output", out)
    assert "There is no file" in done.refused()
    assert out.read_text("utf-8") == "mine"


def test_a_first_word_that_is_too_long_for_a_name_is_wrong_usage() -> None:
    done = counterpoint("x" * 5000)
    assert done.code == 2 and "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams")
@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-"])
def test_streams_that_were_closed_stop_no_import(closed: str, project: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Beta\n\nOther words.\n")
    (tmp_path / "c.txt").write_text(" \n")
    words = [sys.executable, str(ROOT / "main.py"), "import", tmp_path / "b.txt", tmp_path / "c.txt", "--into", project]
    command = " ".join(shlex.quote(str(word)) for word in words)
    done = subprocess.run(f"{command} {closed}", shell=True, capture_output=True, timeout=100, check=False)
    assert done.returncode == 1  # one holds no text
    assert b"Traceback" not in done.stderr
    assert b"holds no text" not in done.stdout
    assert "Beta" in counterpoint("list", project).text
