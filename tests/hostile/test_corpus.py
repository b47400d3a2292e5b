"""Every document of the corpus, read by the real process: in time, in bounds, with a clear sentence or a clean text."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import UserError
from models.importing.incoming import source_of
from models.sentences import SENTENCES
from models.texts import storable_text
from storage.reading import Reader
from tests.hostile import archives, pages, pdfs, texts
from tests.hostile.case import READS, Case

CASES = [*archives.CASES, *pdfs.CASES, *pages.CASES, *texts.CASES]
HEAVY = {  # what takes the reader some seconds; smaller ones of the kind are read in every run
    "bomb.pdf",
    "drawing itself.pdf",
    "many cut lines.txt",
    "many links.html",
    "many short lines.txt",
    "many short paragraphs.html",
    "one long line.html",
}
PARAMETERS = [pytest.param(case, marks=pytest.mark.soak if case.name in HEAVY else (), id=case.name) for case in CASES]
MOST_SECONDS = 10.0
MOST_MEMORY = 1_500_000_000  # bytes that a child holds at any time


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home, a folder of temporary files and a working folder, all empty, that the reader knows as its own."""
    folder = tmp_path_factory.mktemp("place")
    here, names = os.getcwd(), ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    before = {name: os.environ.get(name) for name in names}
    os.environ |= dict.fromkeys(names, str(folder))
    os.chdir(folder)
    yield folder
    os.chdir(here)
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(scope="module")
def reader(place: Path) -> Iterator[Reader]:
    with Reader() as made:
        made.warm()
        yield made


@pytest.fixture(scope="module")
def server() -> Iterator[socket.socket]:
    """A server that nobody must ever speak to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def was_asked(server: socket.socket) -> bool:
    try:
        client, _address = server.accept()
    except BlockingIOError:
        return False
    client.close()
    return True


def most_seconds() -> float:
    """More where the processors are shared with others, so that a busy machine fails no test."""
    waiting = os.getloadavg()[0] / (os.cpu_count() or 1) if hasattr(os, "getloadavg") else 1.0
    return MOST_SECONDS * max(1.0, waiting)


def memory(reader: Reader) -> int:
    """The most that the reader's processes have held, in bytes; 0 where the system does not tell."""
    found = [0]
    for child in [*reader._idle]:
        status = Path(f"/proc/{child._process.pid}/status")
        if status.exists():
            lines = status.read_text().splitlines()
            found += [int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")]
    return max(found)


def test_there_are_enough_and_each_has_a_name_and_a_known_outcome() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names)) and len(names) >= 100
    assert {key for case in CASES for key in case.outcome} <= {READS, *SENTENCES}
    assert set(names) > HEAVY


@pytest.mark.parametrize("case", PARAMETERS)
def test_a_document(
    case: Case, reader: Reader, server: socket.socket, place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.make(f"http://127.0.0.1:{server.getsockname()[1]}"))
    began = time.monotonic()
    try:
        came = reader.read(path)
    except UserError as error:
        sentence, outcome = str(error), error.message.key
    else:
        sentence, outcome = "", READS
    seconds = time.monotonic() - began
    assert outcome in case.outcome, sentence
    assert seconds < most_seconds() and memory(reader) < MOST_MEMORY
    assert not was_asked(server)
    assert list(place.iterdir()) == [] and list(tmp_path.iterdir()) == [path]
    assert capfd.readouterr() == ("", "")
    if outcome != READS:
        assert outcome in SENTENCES and case.name in sentence
        assert sentence[0].isupper() or sentence.startswith((case.name, str(tmp_path)))
        assert sentence.endswith(".") and "\n" not in sentence and len(sentence) < 250 + len(str(path))
        return
    text = came.extract.text
    assert case.holds in text or not case.holds
    assert not [word for word in case.lacks if word in text]
    assert case.warning in {warning.key for warning in came.extract.warnings} | {""}
    assert came.about.title and "\n" not in came.about.title
    check_storable(came)


def check_storable(came: object) -> None:
    """What was read can be stored: letters only, blocks in order that hold every word."""
    from models.importing.incoming import Incoming

    assert isinstance(came, Incoming)
    source = source_of(came)
    for words in (source.source_text, source.reading_text, source.title, *map(str, source.about.values())):
        assert words == storable_text(words)
        words.encode("utf-8")
    last = 0
    for block in came.extract.blocks:
        assert last <= block.start < block.end <= len(came.extract.text)
        assert not came.extract.text[last : block.start].strip()
        last = block.end
    assert not came.extract.text[last:].strip()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other links and no pipes of this kind")
def test_what_is_no_file(reader: Reader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for name, target in {"folder": ".", "loop": "loop.txt", "zero": "/dev/zero", "none": "nowhere"}.items():
        (tmp_path / f"{name}.txt").symlink_to(target)
    (tmp_path / "terminal.txt").symlink_to("/dev/tty")
    keys = {
        "pipe": "file.no_file",
        "folder": "file.is_folder",
        "loop": "file.link_loop",
        "zero": "file.no_file",
        "none": "file.link_broken",
        "terminal": "file.no_file",
    }
    for name, key in keys.items():
        began = time.monotonic()
        with pytest.raises(UserError) as caught:
            reader.read(tmp_path / f"{name}.txt")
        assert caught.value.message.key == key and time.monotonic() - began < 1


ODD_NAMES = [
    "two\nlines.md", "\u202etxt.dm.md", "CON.md", "aux .md", "-rf.md", "$(reboot).md", "a;b|c&d.md", "%s%n{0}.md",
    "x" * 252 + ".md", "caf\udce9.md", " .md", "..md", "..md.md", "~.md", "#1.md", "a\tb.md", "\u0301.md", "𝒯𝑒𝒶.md",
]  # fmt: skip


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are letters there")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_name(name: str, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / name
    for words in ("# A title\n\nSome words.", "Some words without a title, longer than any title ever is. " * 9):
        path.write_text(words, "utf-8")
        came = reader.read(path)
        assert came.about.title.strip() and came.about.title.isprintable()
        check_storable(came)
    path.write_bytes(b"\0\1\2" * 99)
    with pytest.raises(UserError) as caught:
        reader.read(path)
    assert str(caught.value).isprintable()
