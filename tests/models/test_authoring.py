"""What each action of a user changes: through the public functions, read back from the project."""

from __future__ import annotations

from typing import Any

import pytest

from models.authoring import library, links, moves, nodes, passages
from models.edits import Edit
from models.entities import Kind, LinkKind
from models.errors import UserError
from models.project import Project
from models.texts import content_hash, plain_layout
from tests.factories import World
from tests.models.gardens import garden

C, E, R = Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL


@pytest.fixture
def project() -> Project:
    return garden().project


def perform(project: Project, made: Edit | tuple[Edit, str]) -> Any:
    edit, result = made if isinstance(made, tuple) else (made, None)
    project.apply(edit.changes)
    return result


def named(project: Project, text: str, case: str = "Left case") -> str:
    """The id of the point with that text."""
    (case_id,) = (c.id for c in project.cases() if c.name == case)
    (found,) = (node.id for node, _depth in project.walk(case_id) if node.text == text)
    return found


def outline(project: Project, case: str = "Left case") -> list[str]:
    (case_id,) = (c.id for c in project.cases() if c.name == case)
    return ["." * depth + node.text for node, depth in project.walk(case_id)]


START = ["Top claim", ".Lower claim", "..Proof", "...Undercut", ".Objection", "Second claim"]


def test_the_garden(project: Project) -> None:
    assert outline(project) == START


def test_a_node_is_added_last_or_after_a_sibling(project: Project) -> None:
    top = named(project, "Top claim")
    made = nodes.add_node(project, "case-00001", top, E, text="  New\n proof ", author="Ada")
    assert str(made[0].label) == "Add evidence “New proof”"
    node = project_node(project, perform(project, made))
    assert (node.kind, node.text, node.author, node.parent_id) == (E, "New proof", "Ada", top)
    assert node.created.endswith("Z")
    perform(project, nodes.add_node(project, "case-00001", top, C, text="Between", after=named(project, "Lower claim")))
    assert outline(project)[4:7] == [".Between", ".Objection", ".New proof"]


def project_node(project: Project, node_id: str) -> Any:
    return project.node(node_id)


def test_a_node_from_a_passage_starts_with_its_words(project: Project) -> None:
    text = project.text("article-00001")
    start = text.index("first")
    node_id = perform(project, nodes.add_node(project, "case-00001", None, C, passage=(start, len(text))))
    words = "first paragraph says that ferries run late. A second one says that bridges cost…"
    assert project.node(node_id).text == words
    (anchor,) = project.anchors(node_id)
    assert (anchor.start, anchor.end, anchor.exact) == (start, len(text), text[start:])
    short = perform(project, nodes.add_node(project, "case-00001", None, C, text=" ", passage=(start, start + 5)))
    assert project.node(short).text == "first"


def test_rewording_note_and_tags(project: Project) -> None:
    top = named(project, "Top claim")
    edit = nodes.change_text(project, top, " A \n better\tone ")
    assert str(edit.label) == "Reword “A better one”"
    perform(project, edit)
    perform(project, nodes.change_note(project, top, "  Why?\n\nBecause.  \n"))
    perform(project, nodes.change_tags(project, top, [" to  do", "x", "", "to do", "y"]))
    node = project.node(top)
    assert (node.text, node.note, node.tags) == ("A better one", "  Why?\n\nBecause.", ("to do", "x", "y"))


def test_what_changes_nothing_is_an_empty_edit(project: Project) -> None:
    top = project.node(named(project, "Top claim"))
    for edit in (
        nodes.change_text(project, top.id, f" {top.text} "),
        nodes.change_note(project, top.id, ""),
        nodes.change_tags(project, top.id, [" "]),
        nodes.change_kind(project, top.id, C),
        links.change_kind(project, "link-00001", LinkKind.REBUTS),
    ):
        assert edit.is_empty


def test_changing_the_kind_ends_an_undercut(project: Project) -> None:
    undercut = named(project, "Undercut")
    edit = nodes.change_kind(project, undercut, E)
    assert str(edit.label) == "Change “Undercut” to evidence"
    perform(project, edit)
    assert (project.node(undercut).kind, project.node(undercut).inference) == (E, False)


def test_a_rebuttal_becomes_an_undercut_and_back(project: Project) -> None:
    inner = perform(
        project, nodes.add_node(project, "case-00001", named(project, "Lower claim"), R, text="Inner objection")
    )
    edit = nodes.set_undercut(project, inner, True)
    assert str(edit.label) == "Make “Inner objection” an undercut"
    perform(project, edit)
    assert project.node(inner).inference is True
    perform(project, nodes.set_undercut(project, inner, False))
    assert project.node(inner).inference is False


def test_deleting_hides_the_branch_with_its_passages_and_links(project: Project) -> None:
    before = {link.id for link in project.links()}
    edit = nodes.delete_node(project, named(project, "Lower claim"))
    assert len(edit.changes) == 1
    perform(project, edit)
    assert outline(project) == ["Top claim", ".Objection", "Second claim"]
    assert {link.id for link in project.links()} == before - {"link-00003"}
    perform(project, edit.inverted())
    assert outline(project) == START
    assert {link.id for link in project.links()} == before


def test_deleting_a_challenged_point_hides_the_answer_too(project: Project) -> None:
    perform(project, nodes.delete_node(project, named(project, "Top claim")))
    assert {link.id for link in project.links()} == set()


def test_passages_come_and_go(project: Project) -> None:
    top = named(project, "Top claim")
    perform(project, passages.add_passage(project, top, 0, 7))
    assert [a.exact for a in project.anchors(top)] == ["A title", "ferries run late"]
    edit = passages.remove_passage(project, project.anchors(top)[1].id)
    assert str(edit.label) == "Remove a passage from “Top claim”"
    perform(project, edit)
    assert [a.exact for a in project.anchors(top)] == ["A title"]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(1, ["Lower claim", "Third", "Objection"]), (-1, ["Objection", "Lower claim", "Third"]), (-9, None)],
)
def test_moving_among_siblings(project: Project, steps: int, expected: list[str] | None) -> None:
    top = named(project, "Top claim")
    perform(project, nodes.add_node(project, "case-00001", top, C, text="Third"))
    perform(project, moves.move_node(project, named(project, "Objection"), steps))
    row = [node.text for node in project.children("case-00001", top)]
    assert row == (expected or ["Objection", "Lower claim", "Third"])


def test_indent_and_outdent(project: Project) -> None:
    second = named(project, "Second claim")
    perform(project, moves.indent(project, second))
    assert outline(project)[-2:] == [".Objection", ".Second claim"]
    perform(project, moves.outdent(project, second))
    assert outline(project) == START
    perform(project, moves.outdent(project, named(project, "Lower claim")))
    assert outline(project) == ["Top claim", ".Objection", "Lower claim", ".Proof", "..Undercut", "Second claim"]


def test_a_branch_moves_under_another_parent_before_a_child(project: Project) -> None:
    second, objection = named(project, "Second claim"), named(project, "Objection")
    edit = moves.reparent(project, second, named(project, "Top claim"), before=objection)
    perform(project, edit)
    assert outline(project)[4:] == [".Second claim", ".Objection"]
    perform(project, moves.reparent(project, second, None, before=named(project, "Top claim")))
    assert outline(project)[0] == "Second claim"
    perform(project, moves.reparent(project, second, None))
    assert outline(project) == START


def test_an_undercut_that_loses_its_step_becomes_a_plain_rebuttal() -> None:
    world = World()
    case = world.case(world.article("Words."))
    top = world.node(case, "Top")
    lower = world.node(case, "Lower", top)
    undercut = world.node(case, "Undercut", lower, R, inference=True)
    edit = moves.outdent(world.project, lower.id)
    world.project.apply(edit.changes)
    assert world.project.node(undercut.id).inference is False
    world.project.apply(edit.inverted().changes)
    assert world.project.node(undercut.id).inference is True
    world.project.apply(moves.outdent(world.project, undercut.id).changes)
    assert world.project.node(undercut.id).inference is False


def test_links_between_cases(project: Project) -> None:
    left, right = named(project, "Second claim"), named(project, "Second claim", "Right case")
    made = links.link_nodes(project, left, right, LinkKind.TURNS, note="How", author="Ada")
    assert str(made[0].label) == "Link “Second claim” and “Second claim” as turns"
    link = project.link(perform(project, made))
    assert (link.source_id, link.target_id, link.kind, link.note, link.author) == (left, right, "turns", "How", "Ada")
    perform(project, links.change_kind(project, link.id, LinkKind.QUESTIONS))
    edit = links.change_note(project, link.id, " Why \n")
    assert str(edit.label) == "Change the note of the link between “Second claim” and “Second claim”"
    perform(project, edit)
    assert (project.link(link.id).kind, project.link(link.id).note) == (LinkKind.QUESTIONS, "Why")
    assert list(project.links_of(left)) == [project.link(link.id)]


def test_a_link_is_turned_round_and_given_a_strength(project: Project) -> None:
    left, right = named(project, "Second claim"), named(project, "Second claim", "Right case")
    link_id = perform(project, links.link_nodes(project, left, right, LinkKind.TURNS, note="How"))
    edit = links.flip_link(project, link_id)
    assert str(edit.label) == "Turn the link between “Second claim” and “Second claim” round (turns)"
    perform(project, edit)
    link = project.link(link_id)
    assert (link.source_id, link.target_id, link.note) == (right, left, "How")
    assert [each.id for each in project.links_of(left)] == [link_id] == [each.id for each in project.links_of(right)]
    perform(project, edit.inverted())
    assert project.link(link_id).source_id == left
    for strength in (0.25, 1.0, None):
        perform(project, links.change_strength(project, link_id, strength))
        assert project.link(link_id).strength == strength
    assert links.change_strength(project, link_id, None).is_empty


def test_links_within_a_case(project: Project) -> None:
    top, proof = named(project, "Top claim"), named(project, "Proof")
    for kind in (LinkKind.TENSION, LinkKind.SAME_EVIDENCE, LinkKind.REBUTS):
        perform(project, links.link_nodes(project, top, proof, kind))
    lower = named(project, "Lower claim")
    perform(project, links.link_nodes(project, lower, top, LinkKind.AGREES))  # its parent
    link = next(link for link in project.links_of(lower) if link.kind is LinkKind.AGREES)
    with pytest.raises(UserError, match="the tree itself says"):
        links.change_kind(project, link.id, LinkKind.UNDERCUTS)


def test_removing_a_link_takes_the_answers_to_it_along(project: Project) -> None:
    answer_to_the_answer = perform(project, links.answer_link(project, named(project, "Objection"), "link-00002"))
    edit = links.remove_link(project, "link-00001")
    rows = [change.row for change in edit.changes if change.table == "link"]
    assert rows == [answer_to_the_answer, "link-00002", "link-00001"]
    perform(project, edit)
    assert [link.id for link in project.links()] == ["link-00003"]
    perform(project, edit.inverted())
    assert len(project.links()) == 4


def test_cases_and_pairings(project: Project) -> None:
    edit, case_id = library.add_case(project, "article-00001", "  Another   reader ", annotator="Bea")
    perform(project, edit)
    case = project.case(case_id)
    assert (case.name, case.annotator, project.cases()[-1]) == ("Another reader", "Bea", case)
    assert case.colour in library.CASE_COLOURS
    pairing = perform(project, library.pair(project, case_id, "case-00002", "Whose turn?"))
    perform(project, library.change_motion(project, pairing, " A  motion\n"))
    perform(project, library.change_sides(project, pairing, "case-00001", case_id))
    found = project.pairing(pairing)
    assert (found.motion, found.left_case_id, found.right_case_id) == ("A motion", "case-00001", case_id)
    assert project.pairings()[-1] == found


def test_an_article_is_imported_with_a_case_over_it(project: Project) -> None:
    text = "A new article\nwith words\n"
    source = library.Source("A new article", b"\xef\xbb\xbf" + text.encode(), text, text, plain_layout(text))
    edit, case_id = library.import_article(project, source, annotator="Ada")
    assert str(edit.label) == "Import “A new article”"
    perform(project, edit)
    article = project.article(project.case(case_id).article_id)
    assert project.cases()[-1].id == case_id
    assert edit.blobs[article.source_hash] == source.data
    assert edit.blobs[article.text_hash] == text.encode()
    assert all(content_hash(data) == key for key, data in edit.blobs.items())
