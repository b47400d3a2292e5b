"""How much a document may hold; what has more is refused with a sentence before memory runs out."""

from __future__ import annotations

MOST_BYTES = 50_000_000  # of a file
MOST_CHARACTERS = 20_000_000  # of its text, code points
MOST_LINES = 500_000  # of a plain text; so many are data
MOST_PAGES = 5_000
MOST_UNPACKED = 300_000_000  # bytes of all that is read from one archive
MOST_MEMBERS = 20_000  # files in an archive
