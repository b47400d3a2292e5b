"""What is compared when partners are proposed: the words of both cases, and which pairs are not proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.comparison import far_end
from models.edits import Change, Edit
from models.entities import Anchor, Dismissal, Node, Pairing
from models.project import Project

BESIDE = 0.5  # what a word of a note or a passage counts, where one of the text counts 1

MANY = 200  # touched nodes from which on everything is gathered anew
BRANCH = frozenset({"binned_by", "parent_id", "case_id"})  # what takes the nodes below along
ELSEWHERE = frozenset({"link", "dismissal", "issue", "clash", "tag"})  # rows that hold no words of a point

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


Side = Mapping[str, Source]  # by node id, in no order


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
    language = _language(project, case_id)
    return {node.id: _source(project, node, language, before) for node, _depth in project.walk(case_id)}


def _language(project: Project, case_id: str) -> str:
    return project.article(project.case(case_id).article_id).language


def _source(project: Project, node: Node, language: str, before: Side) -> Source:
    anchors = tuple(project.anchors(node.id))
    old = before.get(node.id)
    if old is not None and old.node is node and old.anchors == anchors and old.language == language:
        return old
    return Source(node, anchors, language)


def follow(project: Project, pairing: Pairing, before: Gathered, edits: Iterable[Edit]) -> Gathered:
    """What `gather` would give after these edits, by looking at the nodes that they touch."""
    touched: dict[str, bool] = {}  # nodes; whether those below them may have come, gone or moved along
    for change in (change for edit in edits for change in edit.changes):
        if change.table == "node":
            whole = change.before is None or change.after is None or not BRANCH.isdisjoint(change.after)
            touched[change.row] = touched.get(change.row, False) or whole
        elif change.table == "anchor":
            for node_id in _holders(project, change):
                touched.setdefault(node_id, False)
        elif change.table not in ELSEWHERE:
            return gather(project, pairing, before)
    if len(touched) > MANY:
        return gather(project, pairing, before)
    sides = {pairing.left_case_id: dict(before.left), pairing.right_case_id: dict(before.right)}
    languages = {case_id: _language(project, case_id) for case_id in sides}
    for node_id, whole in touched.items():
        node = project.entity("node", node_id)
        below = [each for each, _depth in project.walk(node.case_id, node_id)] if node is not None and whole else []
        for side in sides.values():
            for each in (node_id, *(child.id for child in below)):
                side.pop(each, None)
        if node is not None and node.case_id in sides and project.is_visible(node_id):
            old = before.left if node.case_id == pairing.left_case_id else before.right
            for each in (node, *below):
                sides[node.case_id][each.id] = _source(project, each, languages[node.case_id], old)
    return Gathered(sides[pairing.left_case_id], sides[pairing.right_case_id])


def _holders(project: Project, change: Change) -> set[str]:
    """The nodes that a passage belonged to before or after a change, or belongs to now."""
    anchor = project.entity("anchor", change.row)
    rows = (change.before or {}, change.after or {})
    return {row["node_id"] for row in rows if "node_id" in row} | ({anchor.node_id} if anchor is not None else set())


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
