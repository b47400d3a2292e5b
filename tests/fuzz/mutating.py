"""Files that went wrong: bytes flipped, cut, doubled, spliced; words and numbers swapped; other encodings, nesting."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence

NUMBERS = (b"-1", b"0", b"1e999", b"NaN", b"9" * 40, b"1.5", b"-0", b"4294967296", b'"7"', b"null")
HOSTILE = (
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xc3\x28",
    b"\\ud800",
    b"&#0;",
    b"&nothing;",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<![CDATA[",
    b"-->",
    b"\r",
    b"\x85",
    "\u2028\u202e🙂".encode(),
    b'"',
    b"}",
    b"[[[[",
    b"{{{{",
    b"\t\t\t\t",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b'""',
)
WORD = re.compile(rb'"[^"\n]{0,60}"|[\w:@.#-]{2,60}')
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "cp1252", "utf-7", "shift_jis")
MEMBERS = 50  # of an archive, at most
DEEP = 10_000_000  # bytes
BRACKETS = 200_000  # in texts, where they open nothing and each may be looked at


def mutants(seeds: Sequence[bytes], number: int, seed: int) -> Iterator[bytes]:
    """`number` files made from `seeds`, the same for the same arguments."""
    rng = random.Random(seed)
    yield from (b"", b"\x00", b"null", b"[]", b"{}", b"<a/>", b"\xef\xbb\xbf", b"PK\x03\x04")
    for _ in range(number - 8):
        data = seeds[
            min(rng.randrange(len(seeds)), rng.randrange(len(seeds)))
        ]  # the smallest come first: they are quick
        if data.startswith(b"PK\x03\x04") and rng.random() < 0.7:
            yield _in_archive(rng, data, seeds)
        else:
            yield _mutated(rng, data, seeds)


def _mutated(rng: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        data = rng.choice(WAYS)(rng, data, rng.choice(seeds))
    return data


def _in_archive(rng: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """The archive with one member mutated, left out or doubled."""
    members = members_of(data)
    chosen = rng.randrange(len(members))
    name, held = members[chosen]
    if rng.random() < 0.1:
        del members[chosen]
    else:
        members[chosen] = (name, _mutated(rng, held, [each for _name, each in members]))
    return archive(members)


def members_of(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return [(name, zipped.read(name)) for name in zipped.namelist()[:MEMBERS]]


def archive(members: Sequence[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members:
            zipped.writestr(zipfile.ZipInfo(name), data)
    return held.getvalue()


def nested(sample: bytes) -> list[bytes]:
    """10 MB of nesting in the manner of the sample: JSON, XML, an archive, or lists and brackets in text."""
    if sample.startswith(b"PK\x03\x04"):
        return [archive([(n, nested(d)[0] if i == 0 else d) for i, (n, d) in enumerate(members_of(sample))])]
    start = sample.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"["):
        return [b"[" * DEEP, b'{"nodes":' * (DEEP // 9)]
    if start == b"<":
        name = (re.match(rb"\s*(?:<\?[^>]*>\s*)?<([\w:.-]+)", sample) or [b"", b"a"])[1]
        return [b"<" + name + b">" + b"<a>" * (DEEP // 3), b"<!--" * (DEEP // 4)]
    lines = b"".join(b" " * depth + b"- x\n" for depth in range(int((2 * DEEP) ** 0.5)))
    return [lines, b"> " * (DEEP // 2), b"[" * BRACKETS, b"(((((\n" * (BRACKETS // 6)]


# Ways: each gets the data and another file, and gives data.


def _flip(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8)) if found else 0):
        found[rng.randrange(len(found))] ^= 1 << (rng.randrange(7) if rng.random() < 0.9 else 7)
    return bytes(found)


def _stretch(rng: random.Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 4, 20, 100, 1000)))


def _cut(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    start, end = _stretch(rng, data)
    return data[:start] if rng.random() < 0.3 else data[:start] + data[end:]


def _double(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    start, end = _stretch(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 1, 3)) + data[end:]


def _splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _stretch(rng, data)
    there, to = _stretch(rng, other)
    return data[:start] + other[there:to] + data[end:]


def _insert(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(HOSTILE) + data[at:]


def _number(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    return _replace(rng, data, NUMBER, rng.choice(NUMBERS))


def _word(rng: random.Random, data: bytes, other: bytes) -> bytes:
    words = WORD.findall(other) or [b"x"]
    return _replace(rng, data, WORD, rng.choice((rng.choice(words), rng.choice(HOSTILE))))


def _replace(rng: random.Random, data: bytes, pattern: re.Pattern[bytes], new: bytes) -> bytes:
    places = [match.span() for match in pattern.finditer(data)]
    if not places:
        return data
    start, end = rng.choice(places)
    return data[:start] + new + data[end:]


def _lines(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    lines = data.split(b"\n")
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            lines[one], lines[two] = lines[two], lines[one]
        case 1:
            lines.insert(one, lines[two])
        case 2:
            lines[one] = rng.choice((b"  ", b"\t", b" " * 9, b"- ", b"> ", b"1. ")) + lines[one]
        case _:
            del lines[one]
    return b"\n".join(lines)


def _encoding(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(ENCODINGS), "replace")


WAYS: tuple[Callable[[random.Random, bytes, bytes], bytes], ...] = (
    _flip,
    _cut,
    _double,
    _splice,
    _insert,
    _number,
    _number,
    _word,
    _word,
    _word,
    _lines,
    _lines,
    lambda rng, data, other: (_encoding if rng.random() < 0.4 else _flip)(rng, data, other),
)
