"""The headings of a clash table, what stands under them, and what is noted of a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring import issues, library
from models.authoring.links import remove_link
from models.clashes import clash_table
from models.edits import Edit
from models.entities import Clash, Kind, LinkKind
from models.errors import UserError
from models.project import Project
from tests.factories import World

PAIRING = "pairing-00001"


@pytest.fixture
def world() -> World:
    return make_world()


def make_world() -> World:
    """Two cases of four claims each; three links join the first three pairs, in both directions."""
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
    edit = issues.file_rows(project, PAIRING, ["link-00003"], one, before="link-00001")
    assert str(edit.label) == "Put 1 row under “Who pays?”"
    perform(project, edit)
    assert filed(project, "Who pays?") == ["link-00002", "link-00003", "link-00001"]
    moved = issues.file_rows(project, PAIRING, ["link-00001"], one, before="link-00003")
    assert str(moved.label) == "Move 1 row within “Who pays?”"
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


def test_something_comes_between_two_headings_or_rows_in_one_place(world: World) -> None:
    project = world.project
    pairing = project.pairing(PAIRING)
    one, two = (world.issue(pairing, name, position="n") for name in ("One", "Two"))
    last = perform(project, issues.add_issue(project, PAIRING, "Last"))
    perform(project, issues.move_issue(project, last, -1))
    assert heads(project) == ["One", "Last", "Two"]
    for at in (1, 2):
        world.clash(pairing, project.link(f"link-0000{at}"), one, position="n")
    perform(project, issues.file_rows(project, PAIRING, ["link-00003"], one.id, before="link-00002"))
    assert filed(project, "One") == ["link-00001", "link-00003", "link-00002"]
    assert filed(project, two.heading) == []


def test_rows_without_a_place_stand_last_in_reading_order_and_are_moved_there(world: World) -> None:
    project = world.project
    pairing = project.pairing(PAIRING)
    one = world.issue(pairing, "One")
    for at, place in ((3, ""), (2, ""), (1, "n")):
        world.clash(pairing, project.link(f"link-0000{at}"), one, position=place)
    assert filed(project, "One") == ["link-00001", "link-00002", "link-00003"]
    perform(project, issues.file_rows(project, PAIRING, ["node-00007"], one.id, before="link-00002"))
    assert filed(project, "One") == ["link-00001", "node-00007", "link-00002", "link-00003"]
    perform(project, issues.file_rows(project, PAIRING, ["link-00001"], one.id, before="link-00003"))
    assert filed(project, "One") == ["node-00007", "link-00002", "link-00001", "link-00003"]
    perform(project, issues.file_rows(project, PAIRING, ["node-00007"], one.id))
    assert filed(project, "One") == ["link-00002", "link-00001", "link-00003", "node-00007"]


@given(st.lists(st.sampled_from(["", "b", "n", "t"]), min_size=3, max_size=3), st.data())
def test_rows_come_to_stand_where_they_are_put(places: list[str], data: st.DataObject) -> None:
    world = make_world()
    project, pairing = world.project, world.project.pairing(PAIRING)
    one = world.issue(pairing, "One")
    for at, place in enumerate(places, 1):
        world.clash(pairing, project.link(f"link-0000{at}"), one, position=place)
    seen = filed(project, "One")
    coming = data.draw(st.lists(st.sampled_from([*seen, "node-00007", "node-00008"]), min_size=1, unique=True))
    stay = [about for about in seen if about not in coming]
    before = data.draw(st.sampled_from([*stay, None]))
    at = stay.index(before) if before is not None else len(stay)
    perform(project, issues.file_rows(project, PAIRING, coming, one.id, before))
    assert filed(project, "One") == [*stay[:at], *coming, *stay[at:]]


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


def test_a_first_link_takes_over_what_each_pairing_of_the_two_cases_noted_and_no_other(world: World) -> None:
    project = world.project
    left = project.case(project.pairing(PAIRING).left_case_id)
    swapped = perform(project, library.pair(project, "case-00002", "case-00001"))
    third = world.case(world.article("A third text"), "Third")
    other = world.pairing(left, third).id
    for pairing in (PAIRING, swapped, other):
        perform(project, issues.note_row(project, pairing, "node-00007", why=f"Noted in {pairing}"))
    edit, link = issues.link_row(project, "node-00007", "node-00008", LinkKind.REBUTS)
    perform(project, edit)
    for pairing, about in ((PAIRING, link), (swapped, link), (other, "node-00007")):
        clash = project.clash(pairing, about)
        assert clash is not None and clash.why == f"Noted in {pairing}"
    assert len(project.clashes(PAIRING)) == len(project.clashes(swapped)) == len(project.clashes(other)) == 1


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


def test_what_is_no_row_of_the_table_is_refused_and_named(world: World) -> None:
    project, node = world.project, world.project.node
    left = project.case(project.pairing(PAIRING).left_case_id)
    third = world.case(world.article("A third text"), "Third")
    evidence = world.node(left, "Some evidence", node("node-00001"), Kind.EVIDENCE)
    outside = world.node(third, "An outsider")
    within = world.link(node("node-00001"), node("node-00003"), LinkKind.TENSION)
    across = world.link(outside, node("node-00001"), LinkKind.REBUTS)
    answer = world.link(node("node-00003"), project.link("link-00001"), LinkKind.ANSWERS)
    head = perform(project, issues.add_issue(project, PAIRING, "Who pays?"))
    for about, text in (
        (evidence.id, "Some evidence"),
        (outside.id, "An outsider"),
        (within.id, "a"),
        (across.id, "An outsider"),
        (answer.id, "b"),
        ("node-00001", "a"),  # its link has a row, it has none
    ):
        for making in (
            lambda about=about: issues.add_issue(project, PAIRING, "A heading", [about]),
            lambda about=about: issues.file_rows(project, PAIRING, ["node-00007", about], head),
            lambda about=about: issues.file_rows(project, PAIRING, [about], None),
            lambda about=about: issues.note_row(project, PAIRING, about, why="Figures"),
        ):
            with pytest.raises(UserError, match=f"“{text}” has no row in this clash table") as refused:
                making()
            assert refused.value.message.key == "rule.no_clash_row"


def test_common_ground_stands_under_no_heading_but_can_be_noted(world: World) -> None:
    project, node = world.project, world.project.node
    shared = world.link(node("node-00007"), node("node-00008"), LinkKind.AGREES)
    head = perform(project, issues.add_issue(project, PAIRING, "Who pays?"))
    for making in (
        lambda: issues.add_issue(project, PAIRING, "A heading", [shared.id]),
        lambda: issues.file_rows(project, PAIRING, ["link-00001", shared.id], head),
    ):
        with pytest.raises(UserError, match="Common ground stands in a section of its own"):
            making()
    perform(project, issues.note_row(project, PAIRING, shared.id, why="Both cite it"))
    assert noted(project, shared.id).why == "Both cite it"


def test_a_row_that_is_named_twice_goes_once(project: Project) -> None:
    head = perform(project, issues.add_issue(project, PAIRING, "Who pays?", ["link-00001", "link-00001"]))
    assert filed(project, "Who pays?") == ["link-00001"]
    assert len(issues.file_rows(project, PAIRING, ["link-00001", "link-00001"], None).changes) == 1
    assert len(issues.file_rows(project, PAIRING, ["link-00002", "link-00002"], head).changes) == 1
