"""The colours that a tag may have: names, not values, because light and dark show them differently."""

from __future__ import annotations

import zlib

from models.messages import N_

# key as it is stored: its name, a gettext msgid
COLOURS: dict[str, str] = {
    "red": N_("Red"),
    "orange": N_("Orange"),
    "yellow": N_("Yellow"),
    "green": N_("Green"),
    "teal": N_("Teal"),
    "blue": N_("Blue"),
    "violet": N_("Violet"),
    "pink": N_("Pink"),
    "brown": N_("Brown"),
    "grey": N_("Grey"),
}
_KEYS = tuple(COLOURS)


def automatic_colour(name: str) -> str:
    """The key of the colour of a tag that nobody gave one: the same in every project, whatever the capitals."""
    return _KEYS[zlib.crc32(name.casefold().encode("utf-8", "replace")) % len(_KEYS)]


def shown_colour(name: str, chosen: str = "") -> str:
    """The key of the colour that a tag is shown in; one that only another version knows counts as none."""
    return chosen if chosen in COLOURS else automatic_colour(name)


def clean_tag(name: str) -> str:
    """A tag as it is stored: one line, single spaces."""
    return " ".join(name.split())
