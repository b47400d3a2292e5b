"""Two small cases over one article each, and random edits of them, for the tests that need a tree to work on."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from models.authoring import (
    branches,
    dismissals,
    issues,
    library,
    links,
    moves,
    nodes,
    passages,
    premises,
    several,
    structure,
    tags,
)
from models.branches import copy
from models.clashes import clash_table
from models.edits import Edit
from models.entities import Kind, LinkKind, Node, to_row
from models.errors import UserError
from models.obstacles import REFERENCES
from models.project import Project
from models.texts import BlockKind
from tests.factories import World

TEXT = "A title line\nThe first paragraph says that ferries run late.\nA second one says that bridges cost millions.\n"
KINDS = tuple(Kind)
LINK_KINDS = tuple(kind for kind in LinkKind if kind is not LinkKind.ANSWERS)
Making = Callable[[Project], Edit | tuple[Edit, str]]


def garden() -> World:
    """Two articles, two paired cases: claims with evidence and rebuttals, passages, links, an answer."""
    world = World()
    left = world.case(world.article(TEXT, "Left"), "Left case")
    right = world.case(world.article(TEXT.replace("ferries", "trains"), "Right"), "Right case")
    for case in (left, right):
        top = world.node(case, "Top claim", quotes=["ferries run late" if case is left else "trains run late"])
        below = world.node(case, "Lower claim", top)
        proof = world.node(case, "Proof", below, Kind.EVIDENCE, quotes=["bridges cost millions"])
        world.node(case, "Undercut", proof, Kind.REBUTTAL, inference=True)
        world.node(case, "Objection", top, Kind.REBUTTAL)
        world.node(case, "Second claim")
    ids = [node.id for case in (left, right) for node, _depth in world.project.walk(case.id)]
    node = world.project.node
    challenge = world.link(node(ids[0]), node(ids[6]), LinkKind.REBUTS)
    world.link(node(ids[7]), challenge, LinkKind.ANSWERS)
    world.link(node(ids[2]), node(ids[8]), LinkKind.SAME_EVIDENCE)
    pairing = world.pairing(left, right)
    issue = world.issue(pairing, "Who pays?")
    world.clash(pairing, challenge, issue, position="n", leads=left.id)
    world.clash(pairing, node(ids[5]), issue, position="t", why="Nobody says more")
    world.dismissal(node(ids[1]), node(ids[6]))
    world.tag("a", "teal")
    return world


def nodes_of(project: Project) -> list[str]:
    return [node.id for case in project.cases() for node, _depth in project.walk(case.id)]


def rows(project: Project) -> dict[str, dict[str, Any]]:
    """Everything that a project holds, by table and id."""
    return {table: dict(found) for table, found in project._tables.items()}


def random_making(rng: random.Random) -> Making:
    """Some user action on some rows; it may be one that is refused."""

    def making(project: Project) -> Edit | tuple[Edit, str]:
        pick = rng.choice
        ids = nodes_of(project)
        if not project.cases():
            raise UserError("missing.row")
        if not ids:
            return nodes.add_node(project, project.cases()[0].id, None, Kind.CLAIM, text="Again")
        if rng.random() < 0.4:
            return tree_making(rng)(project)
        one = pick(ids)
        shown = [link.id for link in project.links()]
        start = rng.randrange(40)

        def passage(node_id: str) -> str:
            return pick(project.anchors(node_id)).id if project.anchors(node_id) else ""

        actions: list[Callable[[], Edit | tuple[Edit, str]]] = [
            lambda: nodes.add_node(project, project.node(one).case_id, one, pick(KINDS), text=f"New {start}"),
            lambda: nodes.add_node(project, pick(project.cases()).id, None, Kind.CLAIM, passage=(start, start + 20)),
            lambda: nodes.change_text(project, one, f"Text {start % 3}"),
            lambda: nodes.change_note(project, one, f"Note {start % 3}"),
            lambda: nodes.change_tags(project, one, ["a", "b"][: start % 3]),
            lambda: tags.add_tag(project, one, pick("abc")),
            lambda: tags.colour_tag(project, pick("abc"), pick(("red", "grey", ""))),
            lambda: tags.rename_tag(project, pick("abc"), pick("abcd")),
            lambda: tags.remove_tag(project, pick("abcd")),
            lambda: passages.add_passage(project, one, start, start + 7),
            lambda: passages.remove_passage(project, passage(one)),
            lambda: passages.change_passage(project, passage(one), start, start + 9),
            lambda: passages.split_passage(project, passage(one), start + 3),
            lambda: passages.move_passage(project, passage(one), pick(ids)),
            lambda: passages.annotate_all(
                project, project.node(one).case_id, one, pick(KINDS), [(start, start + 4), (start + 2, start + 9)]
            ),
            lambda: structure.change_block_kind(
                project, pick(project.articles()).id, start, start + 2, pick(list(BlockKind))
            ),
            lambda: links.link_nodes(project, one, pick(ids), pick(LINK_KINDS), note="why"),
            lambda: links.answer_link(project, one, pick(shown) if shown else ""),
            lambda: links.change_kind(project, pick(shown) if shown else "", pick(LINK_KINDS)),
            lambda: links.flip_link(project, pick(shown) if shown else ""),
            lambda: links.change_strength(project, pick(shown) if shown else "", pick((None, 0.25, 1.0))),
            lambda: links.change_note(project, pick(shown) if shown else "", f"Note {start}"),
            lambda: links.remove_link(project, pick(shown) if shown else ""),
            lambda: library.add_case(project, pick(project.articles()).id, f"Case {start}"),
            lambda: clash_making(rng)(project),
            lambda: dismissals.dismiss(project, one, pick(ids), "Ada"),
            lambda: dismissals.take_back(project, one, pick(ids)),
            lambda: library.pair(project, pick(project.cases()).id, pick(project.cases()).id, "A motion"),
            lambda: library.change_motion(project, project.pairings()[0].id, f"Motion {start % 3}"),
        ]
        return pick(actions)()

    return making


def clash_making(rng: random.Random) -> Making:
    """Some user action in a clash table."""

    def making(project: Project) -> Edit | tuple[Edit, str]:
        pick = rng.choice
        if not project.pairings():
            raise UserError("missing.row")
        pairing = pick(project.pairings())
        rows = [row.about for group in clash_table(project, pairing).groups for row in group.rows]
        abouts = [*rows, pick([*(link.id for link in project.links()), *nodes_of(project)])]  # the last may be no row
        some = rng.sample(abouts, min(len(abouts), pick((1, 2, 3))))
        heads = [issue.id for issue in project.issues(pairing.id)]
        head, before = pick([*heads, None]), pick([*abouts, None])
        better = pick((pairing.left_case_id, "even", "neither", ""))
        actions: list[Callable[[], Edit | tuple[Edit, str]]] = [
            lambda: issues.add_issue(project, pairing.id, "A question", some),
            lambda: issues.rename_issue(project, head or "", "Another question"),
            lambda: issues.move_issue(project, head or "", pick((-2, -1, 1, 2))),
            lambda: issues.remove_issue(project, head or ""),
            lambda: issues.file_rows(project, pairing.id, some, head, before),
            lambda: issues.file_rows(project, pairing.id, some, head),
            lambda: issues.note_row(project, pairing.id, some[0], better=better, why=pick(("Figures", ""))),
            lambda: issues.note_row(project, pairing.id, some[0], leads=pick(("even", "")), weighing=""),
            lambda: issues.link_row(project, pick(nodes_of(project)), pick(nodes_of(project)), pick(LINK_KINDS)),
        ]
        return pick(actions)()

    return making


def _hangs(project: Project, table: str) -> bool:
    """Whether a row of a table points at one that is not there."""
    return any(
        value is not None and not project.has(REFERENCES[column], value)
        for entity in rows(project)[table].values()
        for column, value in to_row(entity).items()
        if column in REFERENCES
    )


def tree_making(rng: random.Random) -> Making:
    """Some user action that shapes a tree: what stands where, as what, taken together with what."""

    def making(project: Project) -> Edit | tuple[Edit, str]:
        pick = rng.choice
        ids = nodes_of(project)
        if not ids:
            raise UserError("missing.row")
        one, other = pick(ids), pick([*ids, *ids, None])
        case_id, parent_id = project.node(one).case_id, project.node(one).parent_id
        row = [node.id for node in project.children(case_id, parent_id)]
        some = rng.sample(row, min(len(row), pick((2, 2, 3))))
        kind = pick(KINDS)
        actions: list[Callable[[], Edit | tuple[Edit, str]]] = [
            lambda: nodes.add_node(project, case_id, parent_id, kind, text="Beside", after=one),
            lambda: nodes.add_node(project, case_id, one, kind, text="Below", after=other, implicit=one < "node-00009"),
            lambda: nodes.add_node(project, case_id, one, Kind.REBUTTAL, text="Not so", inference=True),
            lambda: nodes.change_kind(project, one, kind),
            lambda: nodes.set_undercut(project, one, rng.random() < 0.7),
            lambda: nodes.delete_node(project, one),
            lambda: premises.link_premises(project, some),
            lambda: premises.link_premises(project, row),
            lambda: premises.link_premises(project, [one, pick(ids)]),
            lambda: premises.unlink_premise(project, one),
            lambda: premises.unlink_premises(project, some),
            lambda: premises.set_implicit(project, one, rng.random() < 0.5),
            lambda: moves.move_node(project, one, pick((-2, -1, 1, 3))),
            lambda: moves.indent(project, one),
            lambda: moves.outdent(project, one),
            lambda: moves.reparent(project, one, other, before=pick(ids)),
            lambda: moves.reparent(project, one, parent_id, before=pick([*row, None])),
            lambda: several.delete_nodes(project, some),
            lambda: several.indent_nodes(project, some),
            lambda: several.outdent_nodes(project, some),
            lambda: several.change_kinds(project, some, kind),
            lambda: several.reparent_nodes(project, some, other, before=pick(ids)),
            lambda: several.reparent_nodes(project, [*some, pick(ids)], parent_id, before=pick([*row, None])),
            lambda: branches.move_branches(project, some, pick(project.cases()).id, None),
            lambda: branches.move_branches(project, some, project.node(other or one).case_id, other, pick(ids)),
            lambda: branches.paste(project, case_id, parent_id, one, copy(project, some))[0],
        ]
        return pick(actions)()

    return making


def attempt(making: Making, project: Project) -> Edit | None:
    """The edit, or None where the action is refused with a sentence."""
    try:
        made = making(project)
    except UserError as refused:
        assert str(refused)
        return None
    return made[0] if isinstance(made, tuple) else made


def group_faults(siblings: Sequence[Node]) -> list[str]:
    """What is wrong with the premises that are taken together in a row of siblings."""
    found = []
    groups: dict[str, list[int]] = {}
    for at, node in enumerate(siblings):
        if node.premise_group is not None:
            groups.setdefault(node.premise_group, []).append(at)
    for places in groups.values():
        members = [siblings[at] for at in places]
        if len(places) < 2:
            found.append("a premise taken together with none")
        if places != list(range(places[0], places[0] + len(places))):
            found.append("linked premises that do not stand next to each other")
        if any(node.parent_id is None or node.kind is Kind.REBUTTAL for node in members):
            found.append("a linked premise that supports nothing")
    return found


def faults(project: Project) -> list[str]:
    """Where the tree breaks the rules of DESIGN.md or a row points at nothing."""
    from models.rules import may_hold

    found = []
    homes: dict[str, set[str | None]] = {}
    for case in project.cases():
        for node, _depth in project.walk(case.id):
            if node.premise_group is not None:
                homes.setdefault(node.premise_group, set()).add(node.parent_id)
            parent = project.node(node.parent_id) if node.parent_id else None
            if not may_hold(parent.kind if parent else None, node.kind):
                found.append(f"{node.kind} under {parent.kind if parent else 'the root'}")
            if node.inference and (node.kind is not Kind.REBUTTAL or parent is None or parent.parent_id is None):
                found.append("an undercut without a step")
            if not node.text:
                found.append("a node without text")
        for parent_id in (None, *(node.id for node, _depth in project.walk(case.id))):
            found += group_faults(project.children(case.id, parent_id))
    for node in rows(project)["node"].values():  # those in the bin too
        if (
            node.parent_id
            and project.has("node", node.parent_id)
            and project.node(node.parent_id).case_id != node.case_id
        ):
            found.append("a parent in another case")
    if any(node.binned_by and node.premise_group for node in rows(project)["node"].values()):
        found.append("a deleted node in a group")
    if any(len(parents) > 1 for parents in homes.values()):
        found.append("linked premises of several nodes")
    named = [tag.name for tag in rows(project)["tag"].values()]
    if len(set(named)) < len(named):
        found.append("two rows of one tag")
    found += [f"a {name} of nothing" for name in ("issue", "clash", "dismissal") if _hangs(project, name)]
    if any(
        each == replace(each, issue_id=None, position="", better="", why="", weighing="", leads="")
        for each in rows(project)["clash"].values()
    ):
        found.append("a row of which nothing is noted")
    for link in rows(project)["link"].values():
        if not project.has("node", link.source_id):
            found.append("a link from nowhere")
        if link.target_id is not None and not project.has("node", link.target_id):
            found.append("a link to nowhere")
        if link.target_link_id is not None and not project.has("link", link.target_link_id):
            found.append("an answer to nothing")
    return found
