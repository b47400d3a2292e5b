"""What is compared when partners are proposed: the words of both cases, and which pairs are not proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.comparison import far_end
from models.entities import Anchor, Dismissal, Node, Pairing
from models.project import Project

BESIDE = 0.5  # what a word of a note or a passage counts, where one of the text counts 1

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Source:
    """What is read of a node. `language` is its article's."""

    node: Node
    anchors: tuple[Anchor, ...]
    language: str

    def parts(self) -> Iterable[tuple[str, float]]:
        """(text, what its words count)."""
        yield self.node.text, 1.0
        yield self.node.note, BESIDE
        for anchor in self.anchors:
            yield anchor.exact, BESIDE


Side = Mapping[str, Source]  # by node id, in reading order


@dataclass(frozen=True, slots=True)
class Gathered:
    """The points of both cases of a pairing, to be read in another thread."""

    left: Side
    right: Side


def gather(project: Project, pairing: Pairing, before: Gathered | None = None) -> Gathered:
    """What is to be compared. What has not changed since `before` is the same object as there."""
    left, right = (
        _side(project, case_id, old)
        for case_id, old in (
            (pairing.left_case_id, before.left if before is not None else {}),
            (pairing.right_case_id, before.right if before is not None else {}),
        )
    )
    return Gathered(left, right)


def _side(project: Project, case_id: str, before: Side) -> Side:
    language = project.article(project.case(case_id).article_id).language
    found = {}
    for node, _depth in project.walk(case_id):
        anchors = tuple(project.anchors(node.id))
        old = before.get(node.id)
        same = old is not None and old.node is node and old.anchors == anchors and old.language == language
        found[node.id] = old if same and old is not None else Source(node, anchors, language)
    return found


def joined(project: Project) -> set[Pair]:
    """The pairs of nodes that a link joins; an answer joins its source with the point whose challenge it meets."""
    return {frozenset((link.source_id, far_end(project, link))) for link in project.links()}


def dismissed(project: Project, pairing: Pairing) -> list[Dismissal]:
    """The proposals between the two cases of a pairing that somebody dismissed, the newest first."""
    sides = {pairing.left_case_id, pairing.right_case_id}
    found = []
    for each in project.dismissals():
        if project.is_visible(each.node_id) and project.is_visible(each.other_id):
            cases = {project.node(each.node_id).case_id, project.node(each.other_id).case_id}
            if cases == sides:
                found.append(each)
    return sorted(found, key=lambda each: (each.created, each.id), reverse=True)


def left_out(project: Project, pairing: Pairing) -> set[Pair]:
    """The pairs that are not proposed: linked ones, and those that somebody dismissed."""
    return joined(project) | {frozenset((each.node_id, each.other_id)) for each in dismissed(project, pairing)}
