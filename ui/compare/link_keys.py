"""The keys of links as the cheat sheet shows them."""

from __future__ import annotations

from models.messages import N_, _

Row = tuple[str, str]  # what is done, the keys

LINK: tuple[Row, ...] = (
    (N_("Another kind of link"), "1 … 8"),
    (N_("Turn it round"), "D"),
    (N_("Word its note"), "F2"),
    (N_("Answer it"), "A"),
    (N_("Go to the node at its other end (in a list)"), "Enter"),
    (N_("Delete the link"), "Del"),
)


def sections() -> list[tuple[str, list[Row]]]:
    """(name, rows) of what acts only on a link's card and in the lists of links."""
    return [(_("On a link: its card, its row in a list"), [(_(words), keys) for words, keys in LINK])]
