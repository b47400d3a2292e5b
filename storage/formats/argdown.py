"""Argdown: argument maps as text that people write by hand and other programs draw.

What Argdown has no syntax for (kinds, passages, notes …) stands as data behind the points, which its programs read
over. See argdown_writing for how a map is told, argdown_meaning for how one is understood.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.interchange.features import EVERYTHING, Feature
from models.messages import N_, Message, _
from storage.formats.map_files import NotThisFormat, check_points, refuse
from storage.formats.options import Option
from storage.formats.registry import Losses, Options, Snapshot, Subject

if TYPE_CHECKING:
    from models.interchange.graph import Graph

NAME = "argdown"
TITLE = N_("Argdown")
ABOUT = N_("Text that is written by hand like a list, and drawn as a map by Argdown’s programs.")
SUBJECT: Subject = "map"
EXTENSIONS = (".argdown", ".ad")
MEDIA_TYPES = ("text/argdown", "text/vnd.argdown")
OPTIONS = (
    Option(
        "titles",
        N_("Titles of points"),
        N_("what points are called by in the file"),
        "numbers",
        choices=(("numbers", N_("Numbers")), ("words", N_("Numbers and first words"))),
    ),
    Option(
        "data",
        N_("Data that Argdown has no signs for"),
        N_("kinds, notes, passages, figures and links in braces, so that all of it can be imported again"),
        True,
    ),
    Option("passages", N_("Passages"), N_("the quoted words, among the data"), True),
    Option("notes", N_("Notes and reasoning"), N_("notes and reasoning, among the data"), True),
    Option("depth", N_("Levels"), N_("how many levels of points are written; 0: all"), 0, low=0, high=999),
)
_WITHOUT_DATA = frozenset(
    {
        Feature.SEVERAL_CASES,
        Feature.CASE_NAMES,
        Feature.ORDER,
        Feature.UNDERCUTS,
        Feature.PREMISES,
        Feature.TAGS,
        Feature.LINKS,
    }
)
_WITH_DATA = EVERYTHING - {Feature.TEXTS, Feature.CLASHES, Feature.LINKS_OUTSIDE}
_START = re.compile(
    r"\s*(?:={3,}[\s\S]*?={3,}\s*)?(?:(?://[^\n]*|/\*[\s\S]*?\*/|<!--[\s\S]*?-->|#+ [^\n]*)\s*)*"
    r"(?:\[[^\]\n-][^\]\n]*\](?::|\s*(?:\{[^\n]*\})?\s*\n[ \t]+(?:<?[-+_]|[-+_]?>|><)\s)"
    r"|<[^>\n/!-][^>\n]*>(?::|\s*\n(?:[ \t]+(?:<?[-+_]|[-+_]>)\s|\s*\(1\)))|\(1\)[^\n]*\n(?:[\s\S]*?\n)?-{4,})"
)


def carries(options: Options) -> frozenset[Feature]:
    """With data nearly everything; without, what Argdown has signs for."""
    if not options.get("data", True):
        return _WITHOUT_DATA
    left = set()
    if not options.get("passages", True):
        left |= {Feature.PASSAGES, Feature.PLACES}
    if not options.get("notes", True):
        left |= {Feature.NOTES, Feature.REASONING}
    return _WITH_DATA - left


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The map as Argdown in UTF-8; an Argdown parser reads every point and relation of it."""
    from storage.formats.argdown_writing import written

    text, losses = written(snapshot.graph, options)
    return text.encode("utf-8", "replace"), losses


def recognises(data: bytes) -> bool:
    """Whether it begins as only Argdown does: with a titled point, or with premises and a conclusion."""
    start = data[:20_000].decode("utf-8", "ignore").replace("\r\n", "\n").removeprefix("\ufeff")
    if re.match(r"\s*={3,}\s*\n(?:[^\n]*\n)*?\s*(?:counterpoint|model|map|group)\s*:", start):
        return True
    return _START.match(start) is not None


def parse(data: bytes, name: str) -> tuple[Graph, list[Message]]:
    """Every point and relation of an Argdown file. Raises UserError for what holds none."""
    from storage.formats.argdown_meaning import understood
    from storage.formats.argdown_reading import read

    try:
        document = read(_text(data, name))
        graph, losses = understood(document)
    except NotThisFormat as fault:
        refuse(fault, name, _(TITLE))
    check_points(len(graph.points), name)
    return graph, losses


def _text(data: bytes, name: str) -> str:
    from storage.formats.article import decoded

    if not data.strip():
        raise NotThisFormat(_("the file is empty"))
    return decoded(data, name)[0]
