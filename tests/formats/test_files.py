"""Files written whole or not at all, and read only when they can be an article."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from storage.formats import files
from storage.formats.files import read_whole, shown, size_words, write_safely


def key_of(call: Callable[[], Any]) -> str:
    with pytest.raises(UserError) as caught:
        call()
    return caught.value.message.key


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing(number: int) -> Callable[..., Any]:
    def fail(*_args: Any, **_more: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_new_file_and_its_replacement(tmp_path: Path) -> None:
    path = tmp_path / "map.md"
    write_safely(path, b"one")
    assert path.read_bytes() == b"one"
    write_safely(path, b"two, longer")
    assert path.read_bytes() == b"two, longer"
    write_safely(path, b"")
    assert path.read_bytes() == b""
    assert names(tmp_path) == ["map.md"]


def test_permissions_are_kept_and_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "map.md"
    mask = os.umask(0o027)
    try:
        write_safely(path, b"one")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    write_safely(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "map.md", tmp_path / "link.md"
    real.write_bytes(b"one")
    link.symlink_to(real)
    write_safely(link, b"two")
    assert link.is_symlink() and real.read_bytes() == b"two"
    assert names(tmp_path / "real") == ["map.md"]


def test_folders_that_stand_in_the_way_or_are_missing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    assert key_of(lambda: write_safely(tmp_path, b"x")) == "file.is_folder"
    assert key_of(lambda: write_safely(tmp_path / "none" / "map.md", b"x")) == "file.folder_missing"
    assert key_of(lambda: write_safely(file / "map.md", b"x")) == "file.folder_missing"
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize("call", ["write", "fsync", "chmod", "replace", "mkstemp"])
@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "file.disk_full"),
        (errno.EDQUOT, "file.disk_full"),
        (errno.EACCES, "file.not_writable"),
        (errno.EROFS, "file.not_writable"),
        (errno.EIO, "file.write_failed"),
    ],
)
def test_any_failure_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, key: str
) -> None:
    path = tmp_path / "map.md"
    path.write_bytes(b"old")
    if call == "write":
        real = os.fdopen

        def opened(*args: Any, **more: Any) -> Any:
            file = real(*args, **more)
            monkeypatch.setattr(os, "fsync", failing(errno.EBADF))  # never reached
            return _Full(file, number)

        monkeypatch.setattr(os, "fdopen", opened)
    elif call == "mkstemp":
        monkeypatch.setattr(tempfile, "mkstemp", failing(number))
    else:
        monkeypatch.setattr(os, call, failing(number))
    assert key_of(lambda: write_safely(path, b"new")) == key
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["map.md"]


class _Full:
    """A file on a full disk."""

    def __init__(self, file: Any, number: int) -> None:
        self._file, self._number = file, number

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        self._file.write(data[:1])
        failing(self._number)()


def test_a_really_full_disk() -> None:
    """/dev/full's file system cannot hold a file, so the kernel's own ENOSPC comes from a write to it."""
    with pytest.raises(OSError) as caught, open("/dev/full", "wb", buffering=0) as full:
        full.write(b"x")
    error = files._write_error(caught.value, Path("map.md"))
    assert (error.message.key, error.message.arguments) == ("file.disk_full", {"path": "map.md"})


def test_a_small_disk_that_fills_up(tmp_path: Path) -> None:
    """A file system of 64 kB, where this user may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("this user may not mount a small disk; the simulated one is tested above")
    try:
        path = disk / "map.md"
        write_safely(path, b"old")
        assert key_of(lambda: write_safely(path, b"x" * 100_000)) == "file.disk_full"
        assert path.read_bytes() == b"old"
        assert names(disk) == ["map.md"]
    finally:
        subprocess.run(["umount", str(disk)], check=True, capture_output=True)


def test_a_file_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_args: False)  # chmod does not stop root
    assert key_of(lambda: write_safely(path, b"new")) == "file.not_writable"
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_read_only_folder() -> None:
    folder = Path(tempfile.mkdtemp())  # tmp_path's own parents shut out everybody but their owner
    (folder / "old.md").write_bytes(b"old")
    (folder / "old.md").chmod(0o666)
    folder.chmod(0o555)
    user = os.geteuid()
    try:
        if user == 0:
            os.seteuid(65534)  # permissions do not stop root
        for name in ("new.md", "old.md"):
            assert key_of(lambda name=name: write_safely(folder / name, b"x")) == "file.not_writable"
    finally:
        os.seteuid(user)
        folder.chmod(0o700)
        assert names(folder) == ["old.md"] and (folder / "old.md").read_bytes() == b"old"
        shutil.rmtree(folder)


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_safely(tmp_path / "map.md", b"x")
    assert names(tmp_path) == []


def test_reading(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"words")
    assert read_whole(path) == b"words"
    assert read_whole(path, limit=5) == b"words"


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "article.txt"
    assert key_of(lambda: read_whole(path)) == "file.missing"
    assert key_of(lambda: read_whole(path / "below")) == "file.missing"
    assert key_of(lambda: read_whole(tmp_path)) == "file.is_folder"
    assert key_of(lambda: read_whole(tmp_path / ("x" * 300))) == "file.read_failed"
    assert key_of(lambda: read_whole(tmp_path / "a\0b")) == "file.read_failed"
    path.write_bytes(b"")
    assert key_of(lambda: read_whole(path)) == "file.empty"
    path.write_bytes(b"words")
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    assert key_of(lambda: read_whole(path)) == "file.not_readable"
    monkeypatch.setattr(os, "open", failing(errno.EIO))
    assert key_of(lambda: read_whole(path)) == "file.read_failed"
    monkeypatch.setattr(os, "open", failing(errno.ENOENT))  # gone since it was looked at
    assert key_of(lambda: read_whole(path)) == "file.missing"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other links and no pipes of this kind")
def test_links_lead_to_files_and_to_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"words")
    os.mkfifo(tmp_path / "pipe")
    targets = {"real.txt": "", "none": "file.link_broken", "pipe": "file.no_file", ".": "file.is_folder"}
    targets |= {"/dev/zero": "file.no_file", "/dev/null": "file.no_file", "link.txt": "file.link_loop"}
    for target, key in targets.items():
        link = tmp_path / "link.txt"
        link.symlink_to(target)
        if key:
            assert key_of(lambda: read_whole(link)) == key  # noqa: B023 - called at once
        else:
            assert read_whole(link) == b"words"
        link.unlink()
    assert key_of(lambda: read_whole(tmp_path / "pipe")) == "file.no_file"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets with names")
def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        assert key_of(lambda: read_whole(Path("s.txt"))) == "file.no_file"


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"words")
    real = os.fstat

    def growing(handle: int) -> os.stat_result:
        found = real(handle)
        path.write_bytes(b"x" * 1000)
        return found

    monkeypatch.setattr(os, "fstat", growing)
    assert key_of(lambda: read_whole(path, limit=999)) == "file.too_big"


def test_names_as_they_stand_in_a_line() -> None:
    assert shown("two\nlines\r\t.txt") == "two lines  .txt"
    assert shown("\u202egnp.txt\u2066") == "gnp.txt"
    assert shown(Path("caf\udce9.txt")) == "caf\ufffd.txt"
    assert shown("\u00fcber \u201cuns\u201d.txt") == "\u00fcber \u201cuns\u201d.txt"


def test_too_big_says_both_sizes(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"x" * 23_456)
    with pytest.raises(UserError) as caught:
        read_whole(path, limit=10_000)
    arguments = {"path": str(path), "size": "23.4 kB", "limit": "10 kB"}
    assert (caught.value.message.key, caught.value.message.arguments) == ("file.too_big", arguments)
    with pytest.raises(UserError) as caught:
        read_whole(path, limit=23_455)
    assert caught.value.message.arguments["size"] == "23,456 B"
    assert caught.value.message.arguments["limit"] == "23,455 B"


def test_size_words() -> None:
    sizes = (0, 999, 1000, 1999, 20_000_000, 1_500_000_000)
    assert [size_words(size) for size in sizes] == ["0 B", "999 B", "1 kB", "1.9 kB", "20 MB", "1.5 GB"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_safely(pipe, b"words")
        assert pipe.is_fifo() and os.read(reader, 100) == b"words"
    finally:
        os.close(reader)
