"""A document before it is read: a file's bytes, or what was pasted or dropped."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Original:
    """`name` is the file's name as people read it ("" for what was pasted). `media_type` and `url` are what the giver
    says of it, "" where nobody said anything."""

    name: str
    data: bytes = field(repr=False)
    media_type: str = ""
    url: str = ""
