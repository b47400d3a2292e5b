"""The tree that the outline's tests show:

a claim
  b claim          (c evidence, d rebuttal)
  e claim          (f claim)
  g claim          (h evidence, i rebuttal that undercuts, j implicit claim)
k claim
"""

from __future__ import annotations

from dataclasses import replace

from models.edits import Change
from models.entities import Article, Case, Kind, Node, to_row
from models.project import Project

TREE = [
    ("a", None, "claim", "Parks need more benches"),
    ("b", "a", "claim", "Walkers tire after ten minutes"),
    ("c", "b", "evidence", "Survey of 400 walkers"),
    ("d", "b", "rebuttal", "Some would rather keep going"),
    ("e", "a", "claim", "Benches are cheap"),
    ("f", "e", "claim", "Paint is cheaper still"),
    ("g", "a", "claim", "Shade can be planted"),
    ("h", "g", "evidence", "Limes grow a metre a year"),
    ("i", "g", "rebuttal", "Growth says nothing about shade"),
    ("j", "g", "claim", "Trees outlive their planters"),
    ("k", None, "claim", "Ponds cool the air"),
]
STATUS = {"d": "unanswered", "e": "partly", "g": "answered"}


def cite_of(node_id: str) -> str:
    return "¶ 11" if node_id < "h" else ""


def make_node(node_id: str, parent: str | None, position: str, kind: str = "claim", text: str = "", **more) -> Node:
    return Node(node_id, "C", parent, position, Kind(kind), text or f"Point {node_id}", **more)


def make_project() -> Project:
    nodes = {
        i: make_node(
            i, parent, i, kind, text, inference=i == "i", implicit=i == "j", tags=("seat",) if i == "e" else ()
        )
        for i, parent, kind, text in TREE
    }
    return _project(nodes)


def make_wide_project(count: int) -> Project:
    """A root with `count` children."""
    nodes = {"r": make_node("r", None, "m")}
    nodes |= {f"n{i:06}": make_node(f"n{i:06}", "r", f"{i:06}") for i in range(count)}
    return _project(nodes)


def _project(nodes: dict[str, Node]) -> Project:
    cases = {"C": Case("C", "A", "Benches"), "D": Case("D", "A", "Ponds")}
    return Project({"article": {"A": Article("A", "Parks", "", "", "", "")}, "case": cases, "node": nodes})


def add(project: Project, node: Node) -> None:
    project.apply([Change("node", node.id, None, to_row(node))])


def alter(project: Project, node_id: str, **values) -> None:
    was = project.node(node_id)
    before, after = to_row(was), to_row(replace(was, **values))
    project.apply([Change("node", node_id, {k: before[k] for k in values}, {k: after[k] for k in values})])


def bin_branch(project: Project, node_id: str) -> None:
    alter(project, node_id, binned_by="an-entry")


def move(project: Project, node_id: str, steps: int) -> None:
    """What the session does with a move: new positions for the siblings."""
    node = project.node(node_id)
    order = [n.id for n in project.children("C", node.parent_id)]
    at = order.index(node_id)
    order.insert(at + steps, order.pop(at))
    for place, each in enumerate(order):
        alter(project, each, position=f"{place:04}")
