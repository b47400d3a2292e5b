"""Whatever a document does to the process that reads it: one sentence in time, and the next document is read."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import UserError
from models.importing.incoming import Incoming
from models.importing.original import Original
from models.importing.progress import Cancelled
from models.messages import Message
from storage.articles import read_original
from storage.reading import Reader, process
from tests.storage.reading import misbehaving

ROOT = Path(__file__).resolve().parents[3]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits that Linux keeps")
SOUND = Original("sound.md", "# A title\n\nWörds and more words.\n".encode())


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(serving=misbehaving.serve) as made:
        yield made


def said(reader: Reader, word: str) -> Message:
    with pytest.raises(UserError) as caught:
        reader.read(Original("bad.txt", word.encode()))
    assert str(caught.value).startswith("bad.txt ") and str(caught.value).endswith("."), caught.value
    return caught.value.message


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def children(reader: Reader) -> list[int]:
    return [child._process.pid or 0 for child in {*reader._idle, *reader._busy}]


def test_what_is_read_is_what_is_read_here(reader: Reader) -> None:
    came = reader.read(SOUND)
    assert isinstance(came, Incoming)
    assert came == read_original(SOUND) and came.data is SOUND.data


def test_a_list_of_references_comes_back_with_what_could_not_be_read() -> None:
    entries = b"@article{tea, title = {Tea}}\n\n@article{broken, title = {\n\n@article{rain, title = {Rain}}\n"
    with Reader() as reader:
        found = reader.references(Original("a.bib", entries))
    assert [each.title for each in found] == ["Tea", "Rain"]
    assert [str(warning) for warning in found.warnings] == ["The entry in line 3 could not be read and was left out."]


def test_a_path_is_opened_first(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(SOUND.data)
    assert reader.read(tmp_path / "a.md").about.title == "A title"
    with pytest.raises(UserError) as caught:
        reader.read(tmp_path / "b.txt")
    assert caught.value.message.key == "file.missing"


def test_a_process_is_kept_for_the_next_document(reader: Reader) -> None:
    reader.read(SOUND)
    first = children(reader)
    assert said(reader, "sentence:bad.txt").key == "article.no_words"
    assert said(reader, "fault").arguments == {"name": "bad.txt", "reason": "KeyError"}
    assert said(reader, "recursion").arguments["reason"] == "RecursionError"
    assert said(reader, "exit").arguments["reason"] == "SystemExit"
    reader.read(SOUND)
    assert children(reader) == first and len(first) == 1


def test_a_large_document_gives_its_memory_back(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.read(SOUND)
    (first,) = children(reader)
    monkeypatch.setattr(process, "RETIRES", 100)
    assert reader.read(Original("large.md", b"# Large\n\n" + b"Words. " * 100)).about.title == "Large"
    assert children(reader) == [] and not is_running(first)


def test_a_fault_keeps_its_traceback_for_programmers(reader: Reader) -> None:
    with pytest.raises(UserError) as caught:
        reader.read(Original("bad.txt", b"fault"))
    assert "misbehaving.py" in str(caught.value.__cause__) and "KeyError: 'nothing'" in str(caught.value.__cause__)


@pytest.mark.parametrize("word", ["crash", "abort", "leave"])
def test_a_reader_that_breaks_off(reader: Reader, word: str) -> None:
    assert said(reader, word).key == "reading.broke"
    assert reader.read(SOUND).about.title == "A title"


@LINUX
@pytest.mark.parametrize("word", ["memory", "memory bit by bit"])
def test_a_document_that_wants_all_the_memory(reader: Reader, word: str) -> None:
    assert said(reader, word).key == "reading.memory"
    assert reader.read(SOUND).about.title == "A title"


@pytest.mark.parametrize("word", ["hang", "hang in C"])
def test_a_document_without_an_end(reader: Reader, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "PATIENCE", 0.6)
    monkeypatch.setattr(process, "LEAST_WORK", 0.4)
    reader.read(SOUND)
    (first,) = children(reader)
    assert said(reader, word).key == "reading.too_long"
    assert not is_running(first) and children(reader) == []
    assert reader.read(SOUND).about.title == "A title"


@LINUX
def test_a_busy_machine_gives_more_time_but_not_for_ever(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "PATIENCE", 0.3)
    assert "too_long" not in reader.read(Original("slow.txt", b"sleep:1")).about.title
    monkeypatch.setattr(process, "PATIENCE_AT_REST", 0.5)
    assert said(reader, "sleep:30").key == "reading.too_long"


def test_headway_is_time_and_is_told(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "PATIENCE_AT_REST", 1.0)
    told: list[tuple[int, int]] = []
    reader.read(Original("long.txt", b"progress:40"), lambda *steps: told.append(steps))
    assert len(told) > 10 and told[:-1] == sorted(told[:-1])
    monkeypatch.setattr(process, "MOST_SECONDS", 0.5)
    assert said(reader, "progress:1000").key == "reading.too_long"


def test_network_is_refused(reader: Reader) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        for word in (f"connect:{port}", f"fetch:http://127.0.0.1:{port}/", "look up:localhost"):
            assert said(reader, word).key == "reading.no_network"
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "word",
    ["write", "append", "change", "make", "remove", "rename", "make a folder", "remove a folder", "temporary file",
     "database"],
)  # fmt: skip
def test_writing_is_refused(reader: Reader, word: str, tmp_path: Path) -> None:
    target = tmp_path / "there"
    if word in ("remove a folder", "temporary file"):
        target.mkdir()
        (target / "kept").write_text("kept")
    elif word in ("append", "change", "remove", "rename"):
        target.write_text("kept")
    before = {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")}
    assert said(reader, f"{word}:{target}").key == "reading.no_writing"
    assert {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")} == before


@LINUX
def test_writing_below_python_is_refused_by_the_system(reader: Reader, tmp_path: Path) -> None:
    assert said(reader, f"write at a low level:{tmp_path / 'x'}").arguments["reason"] == "OSError"
    assert (tmp_path / "x").read_bytes() == b""


def test_a_refusal_that_a_library_swallows_writes_nothing_all_the_same(reader: Reader, tmp_path: Path) -> None:
    assert reader.read(Original("bad.txt", f"swallow:{tmp_path / 'x'}".encode()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("word", ["start", "shell", "become", "fork"])
@pytest.mark.skipif(os.name == "nt", reason="no forks there")
def test_programs_are_refused(reader: Reader, word: str, tmp_path: Path) -> None:
    assert said(reader, f"{word}:{tmp_path / 'x'}").key == "reading.no_programs"
    assert list(tmp_path.iterdir()) == []


def test_what_comes_back_runs_nothing_here(reader: Reader, tmp_path: Path) -> None:
    assert said(reader, f"evil:{tmp_path / 'x'}").key == "reading.broke"
    assert list(tmp_path.iterdir()) == []
    assert reader.read(SOUND).about.title == "A title"


def test_words_of_libraries_do_not_reach_the_terminal(reader: Reader, capfd: pytest.CaptureFixture[str]) -> None:
    reader.read(Original("a.txt", b"talk:nonsense"))
    assert capfd.readouterr() == ("", "")


def test_neither_qt_nor_the_database_is_loaded_and_the_window_goes_first() -> None:
    with Reader(serving=misbehaving.says_what_is_loaded) as reader, pytest.raises(UserError) as caught:
        reader.read(SOUND)
    loaded = set(str(caught.value.message.arguments["name"]).split())
    assert "storage" in loaded and not loaded & {"PySide6", "shiboken6", "ui", "sqlalchemy", "trafilatura", "lxml"}
    if os.name != "nt":
        assert int(caught.value.message.arguments["nice"]) > os.nice(0)


def test_a_process_that_does_not_start() -> None:
    with Reader(serving=misbehaving.no_start) as reader, pytest.raises(UserError) as caught:
        reader.read(SOUND)
    assert caught.value.message.key == "reading.not_started" and str(caught.value).endswith("(it ended at once).")


class Reading(threading.Thread):
    """A document that is read in a thread; `began` is set with the first headway."""

    def __init__(self, reader: Reader, data: bytes) -> None:
        super().__init__(daemon=True)
        self._reader, self._data = reader, data
        self.began = threading.Event()
        self.outcome: object = None

    def run(self) -> None:
        try:
            self.outcome = self._reader.read(Original("long.md", self._data), lambda _done, _total: self.began.set())
        except BaseException as error:
            self.outcome = error


def test_cancelling_ends_the_process_and_what_waits() -> None:
    with Reader(serving=misbehaving.serve) as reader:
        running, waiting = Reading(reader, b"progress:100000"), Reading(reader, b"Words.")
        running.start()
        assert running.began.wait(30)
        (pid,) = children(reader)
        waiting.start()
        began = time.monotonic()
        reader.cancel()
        for thread in (running, waiting):
            thread.join(10)
            assert isinstance(thread.outcome, Cancelled)
        assert time.monotonic() - began < 2
        assert not is_running(pid) and children(reader) == []
        with pytest.raises(Cancelled):
            reader.read(SOUND)
        reader.resume()
        assert reader.read(SOUND).about.title == "A title"


def test_cancelling_out_of_tell(reader: Reader) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reader.read(Original("long.txt", b"progress:100000"), cancel)
    assert children(reader) == []
    assert reader.read(SOUND).about.title == "A title"


def test_several_at_once() -> None:
    with Reader(2, serving=misbehaving.serve) as reader:
        threads = [Reading(reader, f"# Title {at}\n\nWords.".encode()) for at in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        titles = [getattr(getattr(thread.outcome, "about", None), "title", thread.outcome) for thread in threads]
        assert titles == [f"Title {at}" for at in range(20)]
        assert 1 <= len(children(reader)) <= 2


def test_nothing_is_left_after_closing() -> None:
    handles = Path("/proc/self/fd")
    before = len(list(handles.iterdir())) if handles.exists() else 0
    for _ in range(3):
        with Reader(serving=misbehaving.serve) as reader:
            reader.warm()
            reader.warm()
            reader.read(SOUND)
            (pid,) = children(reader)
            said(reader, "crash")
            reader.read(SOUND)
        assert children(reader) == [] and not is_running(pid)
        with pytest.raises(Cancelled):
            reader.read(SOUND)
    reader.close()
    reader.warm()
    assert children(reader) == []
    if before:
        assert len(list(handles.iterdir())) <= before + 1  # the resource tracker of multiprocessing


MAIN = """
from models.importing.original import Original
from storage.reading import Reader

if __name__ == "__main__":
    with Reader() as reader:
        print(reader.read(Original("a.md", b"# A title\\n\\nWords.")).about.title)
"""


@pytest.mark.parametrize("way", ["script", "module", "words", "odd folder"])
def test_whatever_the_program_was_started_from(way: str, tmp_path: Path) -> None:
    folder = tmp_path / ("Ünd so, weiter & more" if way == "odd folder" else "plain")
    folder.mkdir()
    (folder / "started.py").write_text(MAIN)
    words = {"module": ["-m", "started"], "words": ["-c", MAIN]}.get(way, [str(folder / "started.py")])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(folder)])}
    done = subprocess.run([sys.executable, *words], capture_output=True, timeout=60, env=environment, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"A title" + os.linesep.encode(), b"")


ORPHAN = """
import os, signal, sys, threading
from tests.storage.reading import misbehaving
from storage.reading import Reader, process
from models.importing.original import Original

if __name__ == "__main__":
    reader = Reader(serving=misbehaving.serve)
    def began(_done, _total):
        print(process.multiprocessing.active_children()[0].pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    reader.read(Original("a.txt", b"progress:100000"), began)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
def test_a_process_ends_with_the_program(tmp_path: Path) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, timeout=60, env=environment, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    pid, limit = int(done.stdout.split()[0]), time.monotonic() + 10
    while is_running(pid) and not _has_ended(pid):
        assert time.monotonic() < limit
        os.sched_yield()


def _has_ended(pid: int) -> bool:
    """Over, and only waiting for whoever takes over orphans."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] in (b"Z", b"X")
    except OSError:
        return True
