"""What the REFI-QDA projects that we write are made of, by names and ids that are the same in every file."""

from __future__ import annotations

import uuid

from models.entities import Kind, LinkKind

NAMESPACE = "urn:QDA-XML:project:1.0"
ORIGIN = "Counterpoint"
ROLES = ("note", "reasoning", "link", "pairing")  # of notes that belong to something
SOURCE_WORDS = ("subtitle", "publication", "date", "url", "doi", "language", "accessed", "citekey", "line")
VARIABLES = {
    **dict.fromkeys((*SOURCE_WORDS, "title", "authors", "csl"), "Text"),
    **dict.fromkeys(("annotator", "colour", "motion", "left", "right", "scheme", "quality", "together"), "Text"),
    **dict.fromkeys(("confidence", "relevance", "strength"), "Float"),
    "unstated": "Boolean",
}
COLOURS = {  # of tags, as other programs show them
    "red": "#C62828",
    "orange": "#EF6C00",
    "yellow": "#F9A825",
    "green": "#2E7D32",
    "teal": "#00796B",
    "blue": "#1565C0",
    "violet": "#6A1B9A",
    "pink": "#AD1457",
    "brown": "#5D4037",
    "grey": "#616161",
}


def guid(key: str, *more: object) -> str:
    """The id of what has this key in a project; with `more`, of something that belongs to it."""
    if not more:
        try:
            return str(uuid.UUID(key))
        except ValueError:
            pass
    name = " ".join(map(str, (key, *more))).encode("utf-8", "replace").decode()
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def line_guid(origin: str) -> str:
    """The id of the link that stands for the line from a point to its parent, by the point's."""
    return guid(origin, "line")


KIND_CODES = {guid("code kind", kind): kind for kind in Kind}
ROLE_CODES = {guid("code role", role): role for role in ROLES}
GROUPS = {name: guid("code group", name) for name in ("Kinds", "Tags", "Notes")}
VARIABLE_GUIDS = {guid("variable", name): name for name in VARIABLES}
LINK_NAMES = {
    **{str(kind): kind for kind in LinkKind},
    **dict.fromkeys(("support", "justifies", "explains", "is evidence for", "is cause of"), LinkKind.SUPPORTS),
    **dict.fromkeys(("rebut", "attacks", "contradicts", "criticizes", "criticises", "refutes"), LinkKind.REBUTS),
    **dict.fromkeys(("undercut",), LinkKind.UNDERCUTS),
}
