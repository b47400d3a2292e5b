"""Archives for tests: plain ones and ones that lie."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_changed(data: bytes, changes: Mapping[str, bytes | str | None]) -> bytes:
    """The archive with some members replaced, added, or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    found.update({name: new for name, new in changes.items() if new is not None})
    return zipped({name: new for name, new in found.items() if changes.get(name, new) is not None})


def locked(data: bytes) -> bytes:
    """The archive with every member marked as encrypted."""
    out = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            out[at + flags] |= 1
            at = data.find(mark, at + 1)
    return bytes(out)
