"""The keys of the tree and the map as the cheat sheet shows them."""

from __future__ import annotations

from models.messages import N_, _

Row = tuple[str, str]  # what is done, the keys

BOTH: tuple[Row, ...] = (
    (N_("New point beside it"), "Enter"),
    (N_("New point below it"), "Ctrl+Enter"),
    (N_("Reword"), "F2"),
    (N_("Indent, outdent"), "Tab / Shift+Tab"),
    (N_("Choose several"), "Shift+Up / Shift+Down"),
    (N_("Choose all that is on show"), "Ctrl+A"),
    (N_("Back to one, then to the whole tree"), "Esc"),
    (N_("Unfold the branch wholly, by a step, fold it"), "* / + / -"),
    (N_("Find a point by its first letters"), "A … Z"),
)
TREE: tuple[Row, ...] = (
    (N_("Move among the siblings"), "Alt+Up / Alt+Down"),
    (N_("Outdent, indent"), "Alt+Left / Alt+Right"),
    (N_("Fold or go up, unfold or go down a level"), "Left / Right"),
    (N_("First and last row"), "Home / End"),
)
MAP: tuple[Row, ...] = (
    (N_("To the next card that way"), "Left / Right / Up / Down"),
    (N_("Move among the siblings, or in and out"), "Alt+Left / Alt+Up"),
    (N_("Fold or unfold"), "Space"),
    (N_("The top of the map"), "Home"),
    (N_("Nearer, further"), "Ctrl++ / Ctrl+-"),
)
EDITOR: tuple[Row, ...] = (
    (N_("Done"), "Enter"),
    (N_("Done, and a new point beside it"), "Ctrl+Enter"),
    (N_("Leave it as it was"), "Esc"),
)


def sections() -> list[tuple[str, list[Row]]]:
    """(name, rows) of what acts only while the tree, the map or an editor in them has the focus."""
    named = ((_("In the tree and the map"), BOTH), (_("In the tree"), TREE), (_("In the map"), MAP))
    return [(name, [(_(words), keys) for words, keys in rows]) for name, rows in (*named, (_("While wording"), EDITOR))]
