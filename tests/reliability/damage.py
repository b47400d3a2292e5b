"""Ways in which files get damaged, each the same for the same seed."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]


def _page(data: bytes) -> int:
    (size,) = struct.unpack_from(">H", data, 16)
    return 65536 if size == 1 else int(size)


def flipped(data: bytes, rng: random.Random) -> bytes:
    """Some bytes are others."""
    hurt = bytearray(data)
    for _ in range(rng.choice((1, 5, 50, 500))):
        hurt[rng.randrange(len(hurt))] ^= 1 << rng.randrange(8)
    return bytes(hurt)


def truncated(data: bytes, rng: random.Random) -> bytes:
    """The end is missing."""
    return data[: rng.randrange(len(data))]


def swapped(data: bytes, rng: random.Random) -> bytes:
    """Pages have changed places."""
    size = _page(data)
    pages = [data[at : at + size] for at in range(0, len(data), size)]
    for _ in range(rng.choice((1, 3, 10))):
        a, b = rng.randrange(len(pages)), rng.randrange(len(pages))
        pages[a], pages[b] = pages[b], pages[a]
    return b"".join(pages)


def zeroed(data: bytes, rng: random.Random) -> bytes:
    """Stretches are zeroes, as a disk that lost sectors gives them."""
    hurt = bytearray(data)
    for _ in range(rng.choice((1, 3, 10))):
        at, size = rng.randrange(len(hurt)), rng.choice((512, 4096, 16384))
        hurt[at : at + size] = bytes(len(hurt[at : at + size]))
    return bytes(hurt)


def headless(data: bytes, rng: random.Random) -> bytes:
    """The first page is noise: nothing says any more what the file is."""
    return rng.randbytes(_page(data)) + data[_page(data) :]


def strange(data: bytes, rng: random.Random) -> bytes:
    """What another application, or nothing, has written."""
    return rng.choice(
        (
            b"",
            bytes(len(data)),
            rng.randbytes(len(data)),
            b"PK\x03\x04" + rng.randbytes(2000),
            b"%PDF-1.7\n" + rng.randbytes(2000),
            b"SQLite format 3\x00",
            b"SQLite format 3\x00" + rng.randbytes(5000),
            data[:100] + rng.randbytes(len(data) - 100),
        )
    )


DAMAGES: dict[str, Damage] = {
    "flipped": flipped,
    "truncated": truncated,
    "swapped": swapped,
    "zeroed": zeroed,
    "headless": headless,
    "strange": strange,
}
