"""Files read and written so that nothing is half done: a new file replaces the old one whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from models.errors import UserError

READ_LIMIT = 20_000_000  # bytes
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
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new file would get."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
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


def read_article_bytes(path: Path, limit: int = READ_LIMIT) -> bytes:
    """The file's bytes. Raises UserError for what is not there, not readable, empty, too big or plainly no text."""
    try:
        if path.is_dir():
            raise UserError("file.is_folder", path=str(path))
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise UserError("file.missing", path=str(path)) from None
    except PermissionError:
        raise UserError("file.not_readable", path=str(path)) from None
    except OSError as error:
        raise UserError("file.read_failed", path=str(path), reason=error.strerror or str(error)) from error
    if not data:
        raise UserError("file.empty", path=str(path))
    if len(data) > limit:
        raise _too_big(path, max(size, len(data)), limit)
    if is_binary(data):
        raise UserError("article.binary", name=path.name)
    return data


def _too_big(path: Path, size: int, limit: int) -> UserError:
    words, allowed = size_words(size), size_words(limit)
    if words == allowed:
        words, allowed = f"{size:,} B", f"{limit:,} B"
    return UserError("file.too_big", path=str(path), size=words, limit=allowed)


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
