"""Cases that the tests of the map's scene show."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from models.entities import Article, Case, Kind, Node
from models.project import Project
from ui.map.scene import Facts, MapOptions, MapScene
from ui.theme import Theme

NO_FACTS = Facts(lambda _id: None, lambda _id: "", lambda _id: 0)
WORDS = ("bench", "shade", "oak", "pond", "path", "gravel", "walkers", "gardeners", "evening", "a", "the", "of")
# The theme is the same for all examples.
ONE_THEME = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def project_of(nodes: list[Node]) -> Project:
    return Project(
        {
            "article": {"A": Article("A", "Parks", "", "", "", "")},
            "case": {"C": Case("C", "A", "Benches")},
            "node": {node.id: node for node in nodes},
        }
    )


def node(node_id: str, parent: str | None, kind: str = "claim", text: str = "", **more) -> Node:
    """A node whose place among its siblings is that of its id."""
    return Node(node_id, "C", parent, node_id, Kind(kind), text or f"Point {node_id}", **more)


def featured() -> Project:
    """A small tree with everything that a map can show.

    a root; b, c premises taken together (c unstated), d rebuttal; e supports b, f undercuts b, g supports d, h below g
    """
    return project_of(
        [
            node("a", None, text="Parks need more benches than they have now"),
            node("b", "a", "evidence", "Walkers tire after ten minutes", premise_group="p", tags=("seat", "rest")),
            node("c", "a", text="Who tires must be able to sit", premise_group="p", implicit=True),
            node("d", "a", "rebuttal", "Benches draw noise at night", note="Ask the wardens"),
            node("e", "b", "evidence", "A survey of 400 walkers"),
            node("f", "b", "rebuttal", "Tired walkers may also lie down", inference=True),
            node("g", "d", "rebuttal", "Noise comes with or without benches"),
            node("h", "g", "evidence", "Two parks were compared"),
        ]
    )


STATUS = {"a": "partly", "c": "unanswered", "d": "answered"}
FACTS = Facts(STATUS.get, lambda i: "" if i in "ac" else f"¶ {ord(i) - 96}", lambda i: 2 if i in "bg" else 0)


def make_scene(theme: Theme, project: Project, facts: Facts = NO_FACTS, **options) -> MapScene:
    scene = MapScene(theme)
    scene.build(project, "C", MapOptions(**options), facts)
    return scene


def card_of(scene: MapScene, node_id: str) -> QRectF:
    box = scene.card(node_id)
    assert box is not None
    return box


def place_of(scene: MapScene, node_id: str) -> int:
    at = scene.index_of(node_id)
    assert at is not None
    return at


@st.composite
def projects(draw: st.DrawFn, most: int = 40) -> Project:
    """Any tree up to a size: chains, stars and what lies between, with undercuts and premises taken together."""
    count = draw(st.integers(1, most))
    reach = draw(st.sampled_from([1, 3, most]))
    chance = random.Random(draw(st.integers(0, 2**16)))
    nodes: list[Node] = []
    above: Node | None
    for at in range(count):
        above = nodes[chance.randrange(max(0, at - reach), at)] if at else None
        kind = chance.choice(("claim", "evidence", "rebuttal")) if above else "claim"
        undercuts = kind == "rebuttal" and chance.random() < 0.4
        text = " ".join(chance.choice(WORDS) for _word in range(chance.randint(1, 25)))
        nodes.append(node(f"n{at:03}", above.id if above else None, kind, text, inference=undercuts))
    return project_of(nodes)
