"""Records in the pages of a damaged SQLite file, read without SQLite: whatever leads to a page may be lost.

Layout: https://www.sqlite.org/fileformat2.html (sections 1.3, 1.5, 1.6, 2.1). Everything is hostile: no length is
believed beyond the file, no page of an overflow chain is read twice, nothing recurses.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

Value = None | int | float | str | bytes
LEAF_TABLE, LEAF_INDEX, INTERIOR_INDEX = 0x0D, 0x0A, 0x02
SIZES = tuple(512 << power for power in range(8))  # 512 … 65536
_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes of an integer by its serial type
MOST_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `rowid` None: of a table without rowids, or an index."""

    rowid: int | None
    values: tuple[Value, ...]


class Pages:
    """A file as pages. `size`: bytes of each."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = _page_size(data)
        self.usable = self.size - (data[20] if len(data) > 20 and data[:15] == b"SQLite format 3" else 0)
        if self.usable < 480:
            self.usable = self.size
        self.count = (len(data) + self.size - 1) // self.size
        self._read: set[int] = set()  # overflow pages that belong to a record

    def records(self) -> Iterator[Record]:
        """Every record in a leaf (or, without rowids, any) page that is not known to be free."""
        free = self._free()
        for number in range(1, self.count + 1):
            if number not in free:
                yield from self._of_page(number)

    def _page(self, number: int) -> bytes:
        return self._data[(number - 1) * self.size : number * self.size]

    def _free(self) -> set[int]:
        """The pages in the list of free ones, as far as it can be followed."""
        free: set[int] = set()
        if len(self._data) < 100:
            return free
        (trunk,) = struct.unpack_from(">I", self._data, 32)
        while 0 < trunk <= self.count and trunk not in free:
            free.add(trunk)
            page = self._page(trunk)
            if len(page) < 8:
                break
            trunk, leaves = struct.unpack_from(">II", page)
            leaves = min(leaves, (len(page) - 8) // 4)
            free.update(struct.unpack_from(f">{leaves}I", page, 8))
        return free

    def _of_page(self, number: int) -> Iterator[Record]:
        page = self._page(number)
        start = 100 if number == 1 else 0
        if len(page) < start + 12 or page[start] not in (LEAF_TABLE, LEAF_INDEX, INTERIOR_INDEX):
            return
        kind = page[start]
        (cells,) = struct.unpack_from(">H", page, start + 3)
        pointers = start + (12 if kind == INTERIOR_INDEX else 8)
        cells = min(cells, (len(page) - pointers) // 2)
        for at in struct.unpack_from(f">{cells}H", page, pointers):
            record = self._cell(page, at, kind) if pointers < at < len(page) else None
            if record is not None:
                yield record

    def _cell(self, page: bytes, at: int, kind: int) -> Record | None:
        if kind == INTERIOR_INDEX:
            at += 4
        length, at = varint(page, at)
        rowid = None
        if kind == LEAF_TABLE:
            rowid, at = varint(page, at)
        if not 2 <= length <= len(self._data):
            return None
        payload = self._payload(page, at, length, kind == LEAF_TABLE)
        values = record_values(payload) if payload is not None else None
        return None if values is None else Record(rowid, values)

    def _payload(self, page: bytes, at: int, length: int, is_table: bool) -> bytes | None:
        """The bytes of a record, of overflow pages too."""
        usable = self.usable
        least = (usable - 12) * 32 // 255 - 23
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        local = length
        if length > most:
            local = least + (length - least) % (usable - 4)
            local = local if local <= most else least
        if at + local > len(page):
            return None
        if local == length:
            return page[at : at + length]
        if at + local + 4 > len(page):
            return None
        parts, left = [page[at : at + local]], length - local
        (number,) = struct.unpack_from(">I", page, at + local)
        seen: list[int] = []
        while left > 0:
            if not 0 < number <= self.count or number in self._read:
                self._read.difference_update(seen)
                return None
            self._read.add(number)
            seen.append(number)
            more = self._page(number)
            if len(more) < 5:
                self._read.difference_update(seen)
                return None
            parts.append(more[4 : 4 + min(left, usable - 4)])
            left -= len(parts[-1])
            (number,) = struct.unpack_from(">I", more)
        return b"".join(parts)


def _page_size(data: bytes) -> int:
    """As the header says, else as most pages look like ones of tables or indexes."""
    if len(data) >= 18:
        (size,) = struct.unpack_from(">H", data, 16)
        size = 65536 if size == 1 else size
        if size in SIZES and data[:15] == b"SQLite format 3":
            return int(size)

    def alike(size: int) -> float:
        starts = data[size : size * 200 : size]
        return sum(start in (2, 5, 10, 13) for start in starts) / max(1, len(starts))

    best = max(map(alike, SIZES))
    # of twice the size every second page is looked at, which are as much alike
    return next(size for size in SIZES if alike(size) >= 0.9 * best) if best > 0.2 else 4096


def varint(data: bytes, at: int) -> tuple[int, int]:
    """(number, where it ends) of a variable-length integer; beyond the end there are zeroes."""
    number = 0
    for place in range(9):
        byte = data[at] if at < len(data) else 0
        at += 1
        if place == 8:
            number = number << 8 | byte
            break
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return (number - (1 << 64) if number >= 1 << 63 else number), at


def record_values(payload: bytes) -> tuple[Value, ...] | None:
    """The values of a record; None where it is none."""
    head, at = varint(payload, 0)
    if not 1 <= head <= len(payload):
        return None
    kinds: list[int] = []
    while at < head:
        kind, at = varint(payload, at)
        if kind < 0 or kind in (10, 11) or len(kinds) >= MOST_COLUMNS:
            return None
        kinds.append(kind)
    if at != head:
        return None
    values: list[Value] = []
    for kind in kinds:
        size = _size(kind)
        if at + size > len(payload):
            return None
        try:
            values.append(_value(kind, payload[at : at + size]))
        except UnicodeDecodeError:
            return None
        at += size
    return tuple(values)


def _size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return 8 if kind == 7 else _NUMBERS.get(kind, 0)


def _value(kind: int, data: bytes) -> Value:
    if kind in _NUMBERS:
        return int.from_bytes(data, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", data)[0])
    if kind in (8, 9):
        return kind - 8
    if kind >= 12:
        return data if kind % 2 == 0 else data.decode()
    return None
