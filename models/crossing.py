"""Going from link to link: where each ends, which nodes it brings together, and in what order they are gone through."""

from __future__ import annotations

from collections.abc import Sequence

from models.comparison import far_end
from models.entities import Link
from models.project import Project

Place = tuple[tuple[str, str], ...]


def ends(project: Project, link: Link) -> tuple[str, str]:
    """The nodes that a link brings together, its source first; an answer's other end made the challenge it meets."""
    return link.source_id, far_end(project, link)


def place_in_tree(project: Project, node_id: str) -> Place:
    """A value by which the nodes of one case sort in reading order: a parent before its children."""
    return tuple((node.position, node.id) for node in project.path(node_id))


def links_at(project: Project, node_id: str) -> list[tuple[Link, str]]:
    """The visible links that meet at a node, each with the node at its other end, in the order they were made.

    Answers to the challenges that the node makes are among them; a link from a node to itself is not.
    """
    own = project.links_of(node_id)
    challenges = [link for link in own if link.source_id == node_id]
    answers = (a for link in challenges for a in project.answers(link.id) if project.link_is_visible(a))
    found = []
    for link in dict.fromkeys((*own, *answers)):
        source, far = ends(project, link)
        other = far if source == node_id else source
        if other != node_id:
            found.append((link, other))
    return found


def partners_in_order(project: Project, node_id: str, cases: Sequence[str]) -> list[tuple[Link, str]]:
    """`links_at` with the partners that stand in some cases, in reading order; those in the node's own case come last.

    Of several links with one partner, the earlier stands first.
    """
    own = project.node(node_id).case_id
    found = [(link, other) for link, other in links_at(project, node_id) if project.node(other).case_id in cases]

    def order(pair: tuple[Link, str]) -> tuple[bool, int, Place, str, str]:
        link, other = pair
        case_id = project.node(other).case_id
        return case_id == own, cases.index(case_id), place_in_tree(project, other), link.created, link.id

    return sorted(found, key=order)


def links_in_order(project: Project, links: Sequence[Link], case_id: str) -> list[tuple[Link, str]]:
    """Links in the reading order of their ends in a case, each with that end; of two ends there, the earlier.

    Links that meet at one node go by the reading order of their other ends. Links without an end in the case are left
    out.
    """
    keyed = []
    for link in links:
        here = [
            (place_in_tree(project, end), end) for end in ends(project, link) if project.node(end).case_id == case_id
        ]
        if here:
            place, end = min(here)
            source, far = ends(project, link)
            other = far if end == source else source
            away = project.node(other).case_id != case_id
            keyed.append(((place, not away, place_in_tree(project, other), link.created, link.id), link, end))
    return [(link, end) for _key, link, end in sorted(keyed, key=lambda found: found[0])]
