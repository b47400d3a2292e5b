"""Files read and written so that nothing is half done: a new file replaces the old one whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import tempfile
from pathlib import Path

from models.errors import UserError
from storage.formats.limits import MOST_BYTES

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT}
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format 3",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, and UTF-32 little-endian: their letters hold NUL bytes


def write_safely(path: Path, data: bytes) -> None:
    """Put `data` at `path` by way of a temporary file beside it; permissions of an older file are kept.

    A link is followed. Raises UserError, and then whatever was there before is still there, and nothing else.
    """
    target = Path(os.path.realpath(path))
    if os.path.isdir(target):  # unlike Path.is_dir, false for a name that is too long
        raise UserError("file.is_folder", path=str(path))
    if not os.path.isdir(target.parent):
        raise UserError("file.folder_missing", folder=str(path.parent))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a pipe or a device such as /dev/null, which a file must not take the place of
        else:
            _replace(target, data)
    except OSError as error:
        raise _write_error(error, path) from error


def _replace(target: Path, data: bytes) -> None:
    mode = _mode(target)
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    handle, name = tempfile.mkstemp(prefix=".counterpoint-", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    sync_folder(target.parent)


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new file would get."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Make the new name itself last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_error(error: OSError, path: Path) -> UserError:
    if error.errno in _DENIED:
        return UserError("file.not_writable", path=str(path))
    if error.errno in _FULL:
        return UserError("file.disk_full", path=str(path))
    return UserError("file.write_failed", path=str(path), reason=error.strerror or str(error))


def read_whole(path: Path, limit: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file; links are followed to one, and to nothing else.

    Raises UserError for what is not there, no file, not readable, empty or too big. Never waits: a pipe or a device is
    not opened, and a file that grows meanwhile is read up to the limit.
    """
    try:
        _refuse_no_file(path, os.stat(path).st_mode)
        with open(os.open(path, _READ), "rb") as file:
            found = os.fstat(file.fileno())
            _refuse_no_file(path, found.st_mode)  # another one may have taken the name
            if found.st_size > limit:
                raise _too_big(path, found.st_size, limit)
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise _read_error(error, path) from error
    if not data:
        raise UserError("file.empty", path=shown(path))
    if len(data) > limit:
        raise _too_big(path, len(data), limit)
    return data


def _refuse_no_file(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise UserError("file.is_folder", path=shown(path))
    if not stat.S_ISREG(mode):
        raise UserError("file.no_file", path=shown(path))


def _read_error(error: OSError | ValueError, path: Path) -> UserError:
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOENT, errno.ENOTDIR):
        return UserError("file.link_broken" if os.path.islink(path) else "file.missing", path=shown(path))
    if number == errno.ELOOP:
        return UserError("file.link_loop", path=shown(path))
    if number in _DENIED:
        return UserError("file.not_readable", path=shown(path))
    if number == errno.ENXIO:  # a socket
        return UserError("file.no_file", path=shown(path))
    reason = error.strerror if isinstance(error, OSError) else None
    return UserError("file.read_failed", path=shown(path), reason=reason or str(error))


def shown(path: Path | str) -> str:
    """A path or a file's name as it can stand in a line of words.

    Bytes that are no letters become �, line breaks and other control characters spaces; marks that turn the direction
    of writing are left out, so that no name looks like another one.
    """
    letters = os.fsencode(path).decode("utf-8", "replace")
    return _TURNING.sub("", _CONTROLS.sub(" ", letters))


def _too_big(path: Path, size: int, limit: int) -> UserError:
    words, allowed = size_words(size), size_words(limit)
    if words == allowed:
        words, allowed = f"{size:,} B", f"{limit:,} B"
    return UserError("file.too_big", path=shown(path), size=words, limit=allowed)


def is_binary(data: bytes) -> bool:
    """Whether these bytes are no text in any encoding we read: a known signature, or NUL bytes without a mark."""
    if data.startswith(_BINARY_STARTS):
        return True
    return b"\0" in data and not data.startswith(_WIDE_MARKS) and not data.startswith(b"\0\0\xfe\xff")


def size_words(size: int) -> str:
    """1234567 -> "1.2 MB"; exact below 1,000 bytes, never rounded up to the next unit."""
    if size < 1000:
        return f"{size} B"
    for unit in ("kB", "MB", "GB"):
        size, part = divmod(size, 1000)
        if size < 1000 or unit == "GB":
            break
    tenth = part // 100
    return f"{size}.{tenth} {unit}" if tenth else f"{size} {unit}"


def write_export(project: Path, target: Path, data: bytes) -> None:
    """Put what was exported from `project` at `target`. Raises UserError, as where `target` is the project itself."""
    if os.path.exists(target) and os.path.exists(project) and os.path.samefile(target, project):
        raise UserError("project.exists", path=str(target))
    write_safely(target, data)
