"""The headings of a clash table, what stands under them, and what is noted of a row."""

from __future__ import annotations

import pytest

from models.authoring import issues, library
from models.authoring.links import remove_link
from models.clashes import clash_table
from models.edits import Edit
from models.entities import Clash, LinkKind
from models.errors import UserError
from models.project import Project
from tests.factories import World

PAIRING = "pairing-00001"


@pytest.fixture
def world() -> World:
    world = World()
    left = world.case(world.article("A text of the left"), "Left")
    right = world.case(world.article("A text of the right"), "Right")
    for name in "abcd":
        world.node(left, name)
        world.node(right, name.upper())
    world.pairing(left, right)
    node = world.project.node
    for at, kind in ((1, LinkKind.REBUTS), (3, LinkKind.TURNS), (5, LinkKind.TENSION)):
        world.link(node(f"node-{at:05}"), node(f"node-{at + 1:05}"), kind)
    return world


@pytest.fixture
def project(world: World) -> Project:
    return world.project


def perform(project: Project, made: Edit | tuple[Edit, str]) -> str:
    edit, new = made if isinstance(made, tuple) else (made, "")
    project.apply(edit.changes)
    return new


def heads(project: Project) -> list[str]:
    return [issue.heading for issue in project.issues(PAIRING)]


def filed(project: Project, heading: str) -> list[str]:
    """The rows under a heading, in their order."""
    table = clash_table(project, project.pairing(PAIRING))
    group = next(g for g in table.groups if g.issue is not None and g.issue.heading == heading)
    return [row.about for row in group.rows]


def noted(project: Project, about: str) -> Clash:
    found = project.clash(PAIRING, about)
    assert found is not None
    return found


def test_rows_stand_under_a_heading_in_the_order_they_were_put(project: Project) -> None:
    edit, one = issues.add_issue(project, PAIRING, "  Who \n pays? ", ["link-00002", "link-00001"])
    assert str(edit.label) == "Add the heading “Who pays?”"
    perform(project, edit)
    assert filed(project, "Who pays?") == ["link-00002", "link-00001"]
    perform(project, issues.file_rows(project, PAIRING, ["link-00003"], one, before="link-00001"))
    assert filed(project, "Who pays?") == ["link-00002", "link-00003", "link-00001"]
    perform(project, issues.file_rows(project, PAIRING, ["link-00001", "node-00007"], one, before="link-00002"))
    assert filed(project, "Who pays?") == ["link-00001", "node-00007", "link-00002", "link-00003"]
    edit = issues.file_rows(project, PAIRING, ["link-00001", "link-00002"], None)
    assert str(edit.label) == "Take 2 rows from under their headings"
    perform(project, edit)
    assert filed(project, "Who pays?") == ["node-00007", "link-00003"]
    assert project.clash(PAIRING, "link-00001") is None


def test_headings_are_renamed_moved_and_removed_and_their_rows_stay(project: Project) -> None:
    first = perform(project, issues.add_issue(project, PAIRING, "First", ["link-00001"]))
    for name in ("Second", "Third"):
        perform(project, issues.add_issue(project, PAIRING, name))
    perform(project, issues.move_issue(project, first, 1))
    assert heads(project) == ["Second", "First", "Third"]
    perform(project, issues.move_issue(project, first, 9))
    assert heads(project) == ["Second", "Third", "First"]
    assert issues.move_issue(project, first, 1).is_empty
    perform(project, issues.move_issue(project, first, -9))
    perform(project, issues.rename_issue(project, first, "Renamed"))
    assert heads(project) == ["Renamed", "Second", "Third"]
    perform(project, issues.note_row(project, PAIRING, "link-00001", weighing="It bears on all else"))
    edit = issues.remove_issue(project, first)
    perform(project, edit)
    assert heads(project) == ["Second", "Third"]
    assert (noted(project, "link-00001").issue_id, noted(project, "link-00001").position) == (None, "")
    assert noted(project, "link-00001").weighing == "It bears on all else"
    perform(project, edit.inverted())
    assert filed(project, "Renamed") == ["link-00001"]


def test_two_headings_or_rows_in_one_place_leave_room_between_others(world: World) -> None:
    project = world.project
    pairing = project.pairing(PAIRING)
    one, two = (world.issue(pairing, name, position="n") for name in ("One", "Two"))
    last = perform(project, issues.add_issue(project, PAIRING, "Last"))
    perform(project, issues.move_issue(project, last, -1))
    assert len(heads(project)) == 3
    for at in (1, 2):
        world.clash(pairing, project.link(f"link-0000{at}"), one, position="n")
    perform(project, issues.file_rows(project, PAIRING, ["link-00003"], one.id, before="link-00002"))
    assert set(filed(project, "One")) == {"link-00001", "link-00002", "link-00003"}
    assert filed(project, two.heading) == []


def test_what_is_noted_comes_and_goes_with_its_words(project: Project) -> None:
    left = project.pairing(PAIRING).left_case_id
    perform(project, issues.note_row(project, PAIRING, "link-00001", better=left, why="  It gives figures "))
    assert (noted(project, "link-00001").better, noted(project, "link-00001").why) == (left, "It gives figures")
    perform(project, issues.note_row(project, PAIRING, "link-00001", leads="even"))
    assert noted(project, "link-00001").why == "It gives figures"
    edit = issues.note_row(project, PAIRING, "link-00001", better="", why="", leads="")
    perform(project, edit)
    assert project.clash(PAIRING, "link-00001") is None and project.clashes(PAIRING) == []
    perform(project, edit.inverted())
    assert noted(project, "link-00001").leads == "even"


def test_the_first_link_of_a_point_takes_over_what_was_noted_of_it(project: Project) -> None:
    left, right = project.pairing(PAIRING).left_case_id, project.pairing(PAIRING).right_case_id
    head = perform(project, issues.add_issue(project, PAIRING, "Who pays?", ["node-00007"]))
    perform(project, issues.note_row(project, PAIRING, "node-00007", leads=left, why="Dated"))
    perform(project, issues.note_row(project, PAIRING, "node-00008", leads=right, why="Vague"))
    edit, link = issues.link_row(project, "node-00007", "node-00008", LinkKind.REBUTS)
    perform(project, edit)
    assert filed(project, "Who pays?") == [link]
    assert noted(project, link) == Clash(
        noted(project, link).id, PAIRING, link, None, head, noted(project, link).position, "", "Dated; Vague", "", left
    )
    assert project.clash(PAIRING, "node-00007") is None and project.clash(PAIRING, "node-00008") is None
    perform(project, edit.inverted())
    assert filed(project, "Who pays?") == ["node-00007"] and noted(project, "node-00008").why == "Vague"


def test_what_was_noted_of_a_link_goes_and_comes_back_with_it(project: Project) -> None:
    perform(project, issues.add_issue(project, PAIRING, "Who pays?", ["link-00001"]))
    edit = remove_link(project, "link-00001")
    perform(project, edit)
    assert filed(project, "Who pays?") == [] and project.clashes(PAIRING) == []
    perform(project, edit.inverted())
    assert filed(project, "Who pays?") == ["link-00001"]


def test_what_cannot_be_is_refused(project: Project) -> None:
    head = perform(project, issues.add_issue(project, PAIRING, "Who pays?"))
    other = perform(project, library.pair(project, "case-00002", "case-00001"))
    for making, sentence in (
        (lambda: issues.add_issue(project, PAIRING, " \n"), "A heading needs some words."),
        (lambda: issues.rename_issue(project, head, ""), "A heading needs some words."),
        (lambda: issues.file_rows(project, other, ["link-00001"], head), "This heading belongs to another pairing."),
        (lambda: issues.note_row(project, PAIRING, "link-00001", leads="nobody"), "Choose one of the two cases"),
        (lambda: issues.note_row(project, PAIRING, "link-00001", leads="neither"), "Choose one of the two cases"),
        (lambda: issues.note_row(project, PAIRING, "nothing", why="x"), "no longer exists"),
    ):
        with pytest.raises(UserError) as refused:
            making()
        assert sentence in str(refused.value), str(refused.value)
    with pytest.raises(ValueError, match="colour"):
        issues.note_row(project, PAIRING, "link-00001", colour="red")
