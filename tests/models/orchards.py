"""Random edits of several nodes and whole branches, beside those of single nodes that `gardens` makes."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from models.authoring import branches, several
from models.branches import copy, from_json, to_json
from models.edits import Edit
from models.errors import UserError
from models.project import Project
from tests.models.gardens import KINDS, Making, faults, nodes_of, random_making, rows

LEFT, RIGHT = "case-00001", "case-00002"  # of the garden


def several_making(rng: random.Random) -> Making:
    """Some user action on several nodes, also across cases; it may be one that is refused."""

    def making(project: Project) -> Edit | tuple[Edit, str]:
        pick = rng.choice
        ids = nodes_of(project)
        if not ids or rng.random() < 0.5:
            return random_making(rng)(project)
        one = project.node(pick(ids))
        row = [node.id for node in project.children(one.case_id, one.parent_id)]
        first = rng.randrange(len(row))
        some = rng.sample(ids, min(len(ids), rng.randrange(1, 5)))
        those = pick((some, row[first : first + rng.randrange(1, 4)]))
        other = pick([*ids, *ids, None])
        case_id = project.node(other).case_id if other else pick(project.cases()).id
        mates = [node.id for node in project.children(case_id, other)]
        before = pick([*mates, None, None])

        def paste() -> Any:
            copied = from_json(to_json(copy(project, those)))
            return branches.paste(project, case_id, other, before, copied, "Ada")

        actions: list[Callable[[], Any]] = [
            lambda: several.delete_nodes(project, those),
            lambda: several.reparent_nodes(project, those, other, before),
            lambda: several.reparent_nodes(project, those, one.parent_id, pick([*row, None])),
            lambda: several.indent_nodes(project, those),
            lambda: several.outdent_nodes(project, those),
            lambda: several.change_kinds(project, those, pick(KINDS)),
            lambda: several.tag_nodes(project, those, pick("abc")),
            lambda: branches.move_branches(project, those, case_id, other, before),
            paste,
        ]
        made: Edit | tuple[Edit, str] = pick(actions)()
        return made

    return making


def refused(making: Callable[[], object]) -> str:
    """The key of the sentence with which an action is refused; "" when it is not."""
    try:
        making()
    except UserError as error:
        assert str(error)
        return error.message.key
    return ""


def named(project: Project, text: str, case: str = LEFT) -> str:
    (found,) = (node.id for node, _depth in project.walk(case) if node.text == text)
    return found


def outline(project: Project, case: str = LEFT) -> list[str]:
    return ["." * depth + node.text for node, depth in project.walk(case)]


def do(project: Project, edit: Edit) -> None:
    """Perform, take back and perform again; the tree is lawful."""
    before = rows(project)
    project.apply(edit.changes)
    after = rows(project)
    project.apply(edit.inverted().changes)
    assert rows(project) == before
    project.apply(edit.changes)
    assert rows(project) == after
    assert faults(project) == []
