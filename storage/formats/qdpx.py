"""REFI-QDA projects (.qdpx), which programs for qualitative data analysis exchange. https://www.qdasoftware.org

A point is a note of the project, coded with its kind and tags; its passages are coded selections of the articles that
refer to the note; lines and links are links between notes, an undercut one to a link. A case is a case with a set of
notes. Selections of strangers come in as points that quote them, their codes as tags.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.interchange.features import EVERYTHING, Feature
from models.interchange.telling import graph_of
from models.messages import N_, Message, _
from storage.formats.archives import is_zip, members
from storage.formats.map_files import NotThisFormat, check_points, refuse
from storage.formats.registry import Losses, Options, Snapshot, Subject

if TYPE_CHECKING:
    from models.interchange.graph import Graph

NAME = "qdpx"
TITLE = N_("REFI-QDA project")
ABOUT = N_("Articles, codes and coded passages for NVivo, MAXQDA, ATLAS.ti, QualCoder and their kin.")
SUBJECT: Subject = "map"
EXTENSIONS = (".qdpx",)
CARRIES = EVERYTHING - {Feature.CLASHES, Feature.LINKS_OUTSIDE}


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """An archive of the project and the articles' texts, the same bytes whenever it is written."""
    from storage.formats.qdpx_writing import written

    return written(graph_of(snapshot.scope, texts=True)), []


def recognises(data: bytes) -> bool:
    """Whether it is an archive with a project of the standard."""
    return is_zip(data) and any(name.lower().endswith(".qde") for name in members(data))


def parse(data: bytes, name: str) -> tuple[Graph, list[Message]]:
    """The points and relations of a project. Raises UserError for what holds none."""
    from storage.formats.qdpx_reading import read

    try:
        graph, losses = read(data, name)
    except NotThisFormat as fault:
        refuse(fault, name, _(TITLE))
    check_points(len(graph.points), name)
    return graph, losses
