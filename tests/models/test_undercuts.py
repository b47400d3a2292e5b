"""A rebuttal is brought to the step that it attacks."""

from __future__ import annotations

import pytest

from models.authoring.undercuts import undercut_step
from models.entities import Kind
from models.errors import UserError
from models.project import Project
from tests.factories import World
from tests.models.gardens import rows


@pytest.fixture
def world() -> World:
    return World()


def test_a_rebuttal_goes_below_the_point_whose_step_it_attacks_and_comes_back(world: World) -> None:
    case = world.case(world.article("Words."))
    top = world.node(case, "top")
    proof = world.node(case, "proof", top, Kind.EVIDENCE)
    doubt = world.node(case, "doubt", top, Kind.REBUTTAL)
    project: Project = world.project
    before = rows(project)
    edit = undercut_step(project, doubt.id, proof.id)
    project.apply(edit.changes)
    assert (project.node(doubt.id).parent_id, project.node(doubt.id).inference) == (proof.id, True)
    project.apply(edit.inverted().changes)
    assert rows(project) == before


def test_one_that_stands_there_already_turns_from_the_statement_to_the_step(world: World) -> None:
    case = world.case(world.article("Words."))
    proof = world.node(case, "proof", world.node(case, "top"), Kind.EVIDENCE)
    doubt = world.node(case, "doubt", proof, Kind.REBUTTAL)
    edit = undercut_step(world.project, doubt.id, proof.id)
    assert [change.after for change in edit.changes] == [{"inference": True}]


def test_what_makes_no_step_and_what_is_no_rebuttal_is_refused(world: World) -> None:
    case = world.case(world.article("Words."))
    top = world.node(case, "top")
    proof = world.node(case, "proof", top, Kind.EVIDENCE)
    doubt = world.node(case, "doubt", top, Kind.REBUTTAL)
    below = world.node(case, "below", doubt, Kind.REBUTTAL)
    for node, target, key in (
        (doubt, top, "rule.only_rebuttals_undercut"),
        (proof, doubt, "rule.only_rebuttals_undercut"),
        (doubt, below, "rule.not_under_itself"),
    ):
        with pytest.raises(UserError) as refused:
            undercut_step(world.project, node.id, target.id)
        assert refused.value.message.key == key
