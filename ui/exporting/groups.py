"""The formats that can be written, in the groups that people look for them in.

A format's module may name its GROUP; that of one that does not is told by its name here, by its subject, or else it is
an argument map. So a new format stands in the list without a word here.
"""

from __future__ import annotations

from enum import Enum

from models.messages import N_
from storage.formats.registry import Format, formats


class Group(Enum):
    """In the order of the list; the values are msgids."""

    DOCUMENTS = N_("Documents")
    MAPS = N_("Argument maps")
    DATA = N_("Data")
    ANNOTATIONS = N_("Annotations")
    REFERENCES = N_("References")
    PROJECT = N_("Project")


_BY_NAME = {
    **dict.fromkeys(("markdown", "html", "docx", "odt", "opml"), Group.DOCUMENTS),
    **dict.fromkeys(("csv", "json-graph", "graphml", "dot"), Group.DATA),
    **dict.fromkeys(("web-annotation", "qdpx"), Group.ANNOTATIONS),
}
_BY_SUBJECT = {"references": Group.REFERENCES, "project": Group.PROJECT}


def group_of(found: Format) -> Group:
    """Where a format stands."""
    named = getattr(found.module, "GROUP", None)
    if named is not None and str(named).upper() in Group.__members__:
        return Group[str(named).upper()]
    return _BY_SUBJECT.get(found.subject) or _BY_NAME.get(found.name, Group.MAPS)


def writable() -> list[Format]:
    """Every format that can be written, group by group, else in the registry's order."""
    order = list(Group)
    return sorted((each for each in formats() if each.can_write), key=lambda each: order.index(group_of(each)))


def named(name: str) -> Format | None:
    """The format of that name that can be written; other formats may be read under the same name."""
    return next((each for each in writable() if each.name == name), None)


def takes_part(found: Format) -> bool:
    """Whether a part of the project can be chosen for it; references and whole projects are always of everything."""
    return found.subject == "map"
