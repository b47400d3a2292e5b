"""Tags: on a node, everywhere at once, their colours; each one edit, which takes itself back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.authoring import nodes, tags
from models.edits import Edit
from models.errors import UserError
from models.obstacles import first_obstacle
from models.project import Project
from models.tags import COLOURS, automatic_colour, shown_colour
from tests.factories import World
from tests.models.gardens import garden, rows


@pytest.fixture
def world() -> World:
    """Three nodes about fares; one of them in the bin."""
    made = World()
    case = made.case(made.article("Fares rose."))
    made.node(case, "One", tags=("fares", "budget"))
    made.node(case, "Two", tags=("Fares",))
    made.node(case, "Three", tags=("rails", "fares"), binned_by="x")
    made.tag("fares", "red")
    return made


def done(project: Project, edit: Edit) -> Project:
    """The project after an edit, which must be able to take itself back."""
    before = rows(project)
    project.apply(edit.changes)
    assert first_obstacle(project, edit.inverted()) is None
    after = rows(project)
    project.apply(edit.inverted().changes)
    assert rows(project) == before
    project.apply(edit.changes)
    assert rows(project) == after
    return project


def all_tags(project: Project) -> list[tuple[str, ...]]:
    nodes = rows(project)["node"]
    return [nodes[key].tags for key in sorted(nodes)]


def colours(project: Project) -> dict[str, str]:
    return {name: tag.colour for name, tag in project.tags().items()}


def test_a_tag_is_added_once(world: World) -> None:
    edit = tags.add_tag(world.project, "node-00002", "  new\n tag ")
    assert str(edit.label) == "Tag “Two” with “new tag”"
    assert done(world.project, edit).node("node-00002").tags == ("Fares", "new tag")
    assert tags.add_tag(world.project, "node-00002", "new tag").is_empty


def test_a_colour_is_chosen_changed_and_given_back(world: World) -> None:
    project = world.project
    done(project, tags.colour_tag(project, "budget", "teal"))
    assert colours(project) == {"fares": "red", "budget": "teal"}
    done(project, tags.colour_tag(project, "budget", "pink"))
    assert colours(project)["budget"] == "pink"
    assert tags.colour_tag(project, "budget", "pink").is_empty
    done(project, tags.colour_tag(project, "budget", ""))
    assert colours(project) == {"fares": "red"}
    assert tags.colour_tag(project, "budget", "").is_empty


def test_a_tag_is_renamed_on_every_node_with_its_colour(world: World) -> None:
    edit = tags.rename_tag(world.project, "fares", " ticket  prices ")
    assert str(edit.label) == "Rename the tag “fares” to “ticket prices”"
    project = done(world.project, edit)
    assert all_tags(project) == [("ticket prices", "budget"), ("Fares",), ("rails", "ticket prices")]
    assert colours(project) == {"ticket prices": "red"}
    assert tags.rename_tag(project, "budget", "budget").is_empty


def test_renaming_to_another_tag_merges_the_two(world: World) -> None:
    world.tag("rails", "grey")
    edit = tags.rename_tag(world.project, "fares", "rails")
    assert str(edit.label) == "Merge the tag “fares” into “rails”"
    project = done(world.project, edit)
    assert all_tags(project) == [("rails", "budget"), ("Fares",), ("rails",)]
    assert colours(project) == {"rails": "grey"}
    assert len(rows(project)["tag"]) == 1


def test_capitals_can_be_changed_and_merged(world: World) -> None:
    project = done(world.project, tags.rename_tag(world.project, "fares", "Fares"))
    assert all_tags(project) == [("Fares", "budget"), ("Fares",), ("rails", "Fares")]
    assert colours(project) == {"Fares": "red"}


def test_a_tag_goes_from_every_node_with_its_colour(world: World) -> None:
    edit = tags.remove_tag(world.project, "fares")
    assert str(edit.label) == "Remove the tag “fares” everywhere"
    project = done(world.project, edit)
    assert all_tags(project) == [("budget",), ("Fares",), ("rails",)]
    assert colours(project) == {}


GONE = "This no longer exists; somebody removed it."
REFUSED: list[tuple[str, Callable[[Project], Edit]]] = [
    ("A tag needs a name.", lambda p: tags.add_tag(p, "node-00001", " \n ")),
    ("A tag needs a name.", lambda p: tags.rename_tag(p, "fares", " ")),
    ("A tag needs a name.", lambda p: tags.colour_tag(p, "", "red")),
    ("“#123456” is none of the colours of tags.", lambda p: tags.colour_tag(p, "fares", "#123456")),
    (GONE, lambda p: tags.rename_tag(p, "nothing", "x")),
    (GONE, lambda p: tags.remove_tag(p, "nothing")),
    (GONE, lambda p: tags.add_tag(p, "node-00003", "x")),
]


@pytest.mark.parametrize(("sentence", "action"), REFUSED)
def test_what_cannot_be_done_is_a_sentence(world: World, sentence: str, action: Callable[[Project], Edit]) -> None:
    with pytest.raises(UserError) as refused:
        action(world.project)
    assert str(refused.value) == sentence


def test_a_colour_that_comes_back_yields_to_the_one_chosen_since() -> None:
    project = garden().project
    first = tags.colour_tag(project, "new", "red")
    project.apply(first.changes)
    project.apply(first.inverted().changes)
    since = tags.colour_tag(project, "new", "blue")
    project.apply(since.changes)
    assert first_obstacle(project, first) == ("tag", since.changes[0].row)
    renamed = tags.rename_tag(project, "a", "b")
    assert first_obstacle(project, renamed) is None


def test_the_automatic_colour_is_the_same_for_ever() -> None:
    names = [f"tag {at}" for at in range(200)]
    assert {automatic_colour(name) for name in names} == set(COLOURS)
    assert automatic_colour("Budget") == automatic_colour("bUDGET") == "pink"
    assert shown_colour("Budget", "grey") == "grey"
    assert shown_colour("Budget", "a colour of next year") == "pink"


def test_tags_of_a_node_are_left_alone_by_its_other_edits(world: World) -> None:
    project = world.project
    project.apply(nodes.change_text(project, "node-00001", "Anew").changes)
    assert {node.id for node in project.tagged("fares")} == {"node-00001", "node-00003"}
