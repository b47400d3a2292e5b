"""Who has a project open is told by small files beside it; those that a crash has left are known and taken away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage.clients import new_client
from storage.presence import GONE, Presence, look
from tests.storage.test_kill import ROOT

OTHER = """
import sys
from pathlib import Path
from storage.clients import new_client
from storage.presence import Presence
here = Presence(Path(sys.argv[1]), new_client(), "Bea")
print("ready", flush=True)
sys.stdin.read()
here.leave()
"""


def other(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(path)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p.counterpoint"


def test_another_window_is_told_until_it_closes(path: Path) -> None:
    with other(path) as process:
        others, ended = look(path)
        assert [holder.annotator for holder in others] == ["Bea"] and ended == []
        assert others[0].is_here and others[0].process == process.pid
    assert look(path) == ([], [])
    assert list(path.parent.iterdir()) == []


def test_what_a_crash_leaves_is_known_and_goes(path: Path) -> None:
    with other(path) as process:
        process.send_signal(signal.SIGKILL)
    assert len(list(path.parent.iterdir())) == 1
    others, ended = look(path)
    assert others == [] and [holder.annotator for holder in ended] == ["Bea"]
    assert list(path.parent.iterdir()) == []


def test_another_process_with_the_same_number_is_not_taken_for_it(path: Path) -> None:
    with other(path):
        (file,) = path.parent.iterdir()
        values = json.loads(file.read_text("utf-8"))
        file.write_text(json.dumps({**values, "began": "1"}), "utf-8")
        others, ended = look(path)
        assert others == [] and len(ended) == 1


def test_a_window_on_another_machine_is_there_while_it_gives_signs(path: Path) -> None:
    Presence(path, new_client(), "Ada")
    (file,) = path.parent.iterdir()
    values = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**values, "machine": "elsewhere"}), "utf-8")
    others, ended = look(path)
    assert [holder.machine for holder in others] == ["elsewhere"] and ended == []
    assert look(path, lambda: time.time() + GONE + 1) == ([], [])
    assert list(path.parent.iterdir()) == []


def test_this_very_process_is_left_out_and_a_lost_file_comes_back(path: Path) -> None:
    here = Presence(path, new_client(), "Ada")
    assert look(path) == ([], [])
    (file,) = path.parent.iterdir()
    file.unlink()
    here.touch()
    assert file.exists()
    os.utime(file, (0, 0))
    here.touch()
    assert time.time() - file.stat().st_mtime < 60
    here.leave()
    here.leave()
    assert not file.exists()


@pytest.mark.parametrize("text", ["", "[]", '{"client": 1}', "\x00" * 50, '{"client": "' + "x" * 9000, "null"])
def test_files_that_say_nothing_are_left_alone(path: Path, text: str) -> None:
    file = path.with_name(f".~{path.name}.12345678.lock")
    file.write_text(text, "utf-8")
    assert look(path) == ([], [])
    assert file.exists()


def test_where_no_file_can_be_made_nothing_is_told(tmp_path: Path) -> None:
    nowhere = tmp_path / "none" / "p.counterpoint"
    here = Presence(nowhere, new_client(), "Ada")
    here.touch()
    here.leave()
    assert look(nowhere) == ([], [])
