"""W3C Web Annotation in JSON-LD: one annotation for each passage, and for each relation between points.

https://www.w3.org/TR/annotation-model/. A point is an annotation that describes its first passage, or the article as a
whole; its kind, tags and notes are further bodies. A relation is an annotation that links one such annotation (its
body) to another (its target). What the standard has no words for stands under "counterpoint:data", a JSON literal that
other programs pass over. Annotations of strangers, Hypothesis' among them, come in as points that quote a passage.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from models.interchange.features import EVERYTHING, Feature
from models.messages import N_, Message, _
from storage.formats.map_files import NotThisFormat, check_points, read_json, refuse
from storage.formats.options import Option
from storage.formats.registry import Losses, Options, Snapshot, Subject

if TYPE_CHECKING:
    from models.interchange.graph import Graph

NAME = "web-annotation"
TITLE = N_("Web Annotation")
ABOUT = N_("Annotations of the articles’ passages as the W3C standardised them, for Hypothesis and its kin.")
SUBJECT: Subject = "map"
EXTENSIONS = (".jsonld", ".json")
MEDIA_TYPES = ("application/ld+json", "application/annotation+json")
OPTIONS = (Option("texts", N_("Texts of the articles"), N_("the articles’ own words, within the file"), False),)
_LEFT = frozenset({Feature.TEXTS, Feature.CLASHES, Feature.LINKS_OUTSIDE})
_CONTEXT = re.compile(rb'"@context"\s*:[^{}]{0,200}"https?://www\.w3\.org/ns/anno\.jsonld"')
_HYPOTHESIS = re.compile(rb'"Text(?:Quote|Position)Selector"')


def carries(options: Options) -> frozenset[Feature]:
    """Nearly everything; the articles' texts where they are wanted."""
    return EVERYTHING - _LEFT | ({Feature.TEXTS} if options.get("texts", False) else frozenset())


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """A collection of annotations in UTF-8."""
    from models.interchange.telling import graph_of
    from storage.formats.web_annotation_writing import written

    graph = graph_of(snapshot.scope, texts=True) if options.get("texts", False) else snapshot.graph
    return written(graph).encode("utf-8", "replace"), []


def recognises(data: bytes) -> bool:
    """Whether it begins as JSON that names the standard's context, or the selectors of Hypothesis' answers."""
    start = data[:20_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] not in (b"{", b"["):
        return False
    return _CONTEXT.search(start) is not None or (_HYPOTHESIS.search(start) is not None and b'"target"' in start)


def parse(data: bytes, name: str) -> tuple[Graph, list[Message]]:
    """The points and relations of annotations. Raises UserError for what holds none."""
    from storage.formats.web_annotation_reading import read

    try:
        graph, losses = read(_value(data, name))
    except NotThisFormat as fault:
        refuse(fault, name, _(TITLE))
    check_points(len(graph.points), name)
    return graph, losses


def _value(data: bytes, name: str) -> Any:
    """The value in the file; large files, too, where they are sound."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return read_json(data, name)
