"""From the project to what the node panel and the link list show."""

from __future__ import annotations

from collections.abc import Callable

from models.comparison import far_end, place
from models.entities import Link
from models.project import Project
from ui.compare.gutter_plan import LinkEnd
from ui.panel.views import LinkRow, LinkView, NodeView, PassageView
from ui.session import Session


def node_view(session: Session, node_id: str, in_sight: Callable[[str], bool]) -> NodeView:
    """A node with its passages and links; `in_sight` tells whether another node can be seen just now."""
    project = session.project
    node = project.node(node_id)
    layout = project.layout(project.case(node.case_id).article_id)
    passages = tuple(
        PassageView(anchor.id, " ".join(anchor.exact.split()), _cite(layout.number_at(anchor.start)))
        for anchor in project.anchors(node_id)
    )
    return NodeView(
        node.id,
        str(node.kind),
        node.text,
        session.status(node_id) or "",
        node.tags,
        passages,
        node.note,
        tuple(_link_view(project, link, node_id, in_sight) for link in project.links_of(node_id)),
        node.inference,
        node.implicit,
        session.tags(),
    )


def _cite(number: int | None) -> str:
    return f"¶ {number}" if number is not None else ""


def _link_view(project: Project, link: Link, node_id: str, in_sight: Callable[[str], bool]) -> LinkView:
    outgoing = link.source_id == node_id
    partner = far_end(project, link) if outgoing else link.source_id
    return LinkView(
        link.id, str(link.kind), outgoing, project.node(partner).text, place(project, partner), in_sight(partner)
    )


def link_rows(project: Project, ends: list[LinkEnd]) -> list[LinkRow]:
    """The links between the two cases on show, for the list."""
    places: dict[str, int] = {}
    for case in project.cases():
        places |= {node.id: at for at, (node, _depth) in enumerate(project.walk(case.id))}
    return [
        LinkRow(
            end.link_id,
            end.kind,
            end.forward,
            project.node(end.left_node).text,
            project.node(end.right_node).text,
            project.link(end.link_id).note,
            place(project, end.left_node),
            place(project, end.right_node),
            places.get(end.left_node, 0),
            places.get(end.right_node, 0),
        )
        for end in ends
    ]
