"""Contents as they are stored: deflated where that saves room. A hash always names the content as it was."""

from __future__ import annotations

import zlib

LEAST = 512  # bytes; less is not worth a header
SAVES = 0.9  # of the size: what does not become smaller than this stays as it is (PDF, DOCX and EPUB mostly are packed)


class Packed(bytes):
    """Deflated content (RFC 1950)."""


def packed(data: bytes) -> bytes:
    """`Packed`, or the data itself where that saves little. Some 25 ms a megabyte: large files go through a job."""
    if isinstance(data, Packed) or len(data) < LEAST:
        return data
    small = zlib.compress(data, 6)
    return Packed(small) if len(small) < SAVES * len(data) else data


def unpacked(data: bytes, limit: int = 1_000_000_000) -> bytes:
    """The content of `Packed` data. Raises ValueError for data that is damaged or holds more than `limit` bytes."""
    machine = zlib.decompressobj()
    try:
        found = machine.decompress(data, limit)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not machine.eof:
        raise ValueError("the packed data is cut off or too large")
    return found
