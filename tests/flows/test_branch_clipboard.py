"""Branches cut, copied and pasted by keys: within a tree, from side to side, and from other programs' text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from models.branches import copy
from models.entities import Kind, Node
from models.marks import marks
from models.project import Project
from tests.flows.conftest import Desk
from tests.models.gardens import faults
from ui.clipboard import BRANCHES
from ui.side import Side

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def branching() -> Iterator[None]:
    """Nothing of another test is in the clipboard, nor left there."""
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def key(side: Side, name: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(side.outline, name, modifier)


def clip(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def below(desk: Desk, node_id: str) -> list[Node]:
    node = desk.project.node(node_id)
    return list(desk.project.children(node.case_id, node_id))


def section(desk: Desk, side: Side, number: int = 0) -> Node:
    return below(desk, desk.roots(side)[0])[number]


def branch(project: Project, node_id: str) -> list[str]:
    node = project.node(node_id)
    return [node.text, *(each.text for each, _depth in project.walk(node.case_id, node_id))]


def told(desk: Desk) -> str:
    return str(desk.window.status.message)


def click(desk: Desk, side: Side, node_id: str) -> None:
    desk.window.session.select(node_id)  # brings its row in sight
    desk.click_row(side, node_id)
    assert desk.selected == node_id


@pytest.mark.usefixtures("branching")
def test_a_branch_is_copied_from_side_to_side_with_its_passages(desk: Desk) -> None:
    source, target = section(desk, desk.left), desk.roots(desk.right)[0]
    passages = sum(len(n.passages) for n in copy(desk.project, [source.id]).nodes)
    assert passages
    click(desk, desk.left, source.id)
    key(desk.left, Qt.Key.Key_C)
    count = len(branch(desk.project, source.id))
    assert told(desk) == f"Copied {count} points."
    click(desk, desk.right, target)
    key(desk.right, Qt.Key.Key_V)
    new = below(desk, target)[-1]
    assert branch(desk.project, new.id) == branch(desk.project, source.id)
    assert told(desk) == f"Pasted {count} points."
    assert desk.selected == new.id and desk.right.outline.state.chosen == (new.id,)
    assert sum(len(n.passages) for n in copy(desk.project, [new.id]).nodes) == passages
    with_fresh = desk.fresh()
    assert branch(with_fresh.project, new.id) == branch(desk.project, source.id)
    with_fresh.close()
    desk.window.commands.undo()
    assert not desk.project.has("node", new.id)


@pytest.mark.usefixtures("branching")
def test_a_cut_branch_stays_until_it_is_pasted_and_keeps_its_id_and_links(desk: Desk) -> None:
    linked = next(n for n in below(desk, desk.roots(desk.left)[0]) if desk.project.links_of(n.id))
    links = desk.project.links_of(linked.id)
    click(desk, desk.left, linked.id)
    key(desk.left, Qt.Key.Key_X)
    assert desk.left.outline.state.cut == {linked.id}
    assert desk.project.node(linked.id).case_id == desk.case(desk.left).id
    assert told(desk) == "1 branch is cut; it stays here until it is pasted."
    target = section(desk, desk.right)
    click(desk, desk.right, target.id)
    key(desk.right, Qt.Key.Key_V)
    assert told(desk) == "Moved 1 branch."
    moved = desk.project.node(linked.id)
    assert (moved.parent_id, moved.case_id) == (target.id, desk.case(desk.right).id)
    assert desk.project.links_of(linked.id) == links
    assert desk.left.outline.state.cut == frozenset() and desk.selected == linked.id
    assert faults(desk.project) == []
    key(desk.right, Qt.Key.Key_V)  # a second time: a copy
    (copied,) = below(desk, linked.id)[-1:]
    assert branch(desk.project, copied.id)[0] == linked.text and copied.id != linked.id
    desk.window.commands.undo()
    desk.window.commands.undo()
    assert desk.project.node(linked.id).parent_id == linked.parent_id


@pytest.mark.usefixtures("branching")
def test_a_cut_is_forgotten_when_something_else_is_copied(desk: Desk) -> None:
    first, second = section(desk, desk.left), section(desk, desk.left, 1)
    click(desk, desk.left, first.id)
    key(desk.left, Qt.Key.Key_X)
    clip("Claim: another program's")
    assert desk.left.outline.state.cut == frozenset()
    click(desk, desk.left, second.id)
    key(desk.left, Qt.Key.Key_V)
    assert below(desk, second.id)[-1].text == "another program's"
    assert desk.project.node(first.id).parent_id == first.parent_id


@pytest.mark.usefixtures("branching")
def test_a_branch_that_was_cut_and_deleted_is_pasted_as_a_copy(desk: Desk) -> None:
    first, second = section(desk, desk.left), section(desk, desk.left, 1)
    words = branch(desk.project, first.id)
    click(desk, desk.left, first.id)
    key(desk.left, Qt.Key.Key_X)
    key(desk.left, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert not desk.project.is_visible(first.id)
    click(desk, desk.left, second.id)
    key(desk.left, Qt.Key.Key_V)
    assert branch(desk.project, below(desk, second.id)[-1].id) == words


@pytest.mark.usefixtures("branching")
def test_text_of_another_program_becomes_a_branch(desk: Desk) -> None:
    root = desk.roots(desk.left)[0]
    click(desk, desk.left, root)
    clip("- Trams are quick\n  - **Evidence:** 19 minutes\n    - Claim: measured twice\n- Con: dear\n")
    key(desk.left, Qt.Key.Key_V)
    quick, dear = below(desk, root)[-2:]
    assert branch(desk.project, quick.id) == ["Trams are quick", "19 minutes", "measured twice"]
    assert (quick.kind, dear.kind) == (Kind.CLAIM, Kind.REBUTTAL)
    assert told(desk) == "Pasted 4 points. 1 claim under evidence became evidence."
    assert desk.left.outline.state.chosen == (quick.id, dear.id) and desk.selected == dear.id
    key(desk.left, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == (
        "- Claim: Trams are quick\n  - Evidence: 19 minutes\n    - Evidence: measured twice\n- Rebuttal: dear\n"
    )


@pytest.mark.usefixtures("branching")
def test_without_a_selection_it_goes_to_the_top(desk: Desk) -> None:
    desk.window.session.select(None)
    desk.left.outline.setFocus()
    clip("A new claim")
    key(desk.left, Qt.Key.Key_V)
    new = desk.project.node(desk.roots(desk.left)[-1])
    assert (new.text, desk.selected) == ("A new claim", new.id)
    assert desk.said == []


@pytest.mark.usefixtures("branching")
def test_nothing_to_paste_and_nothing_chosen_are_said(desk: Desk) -> None:
    click(desk, desk.left, desk.roots(desk.left)[0])
    QGuiApplication.clipboard().clear()
    key(desk.left, Qt.Key.Key_V)
    assert desk.said[-1] == "The clipboard holds nothing that could be pasted as points."
    data = QMimeData()
    data.setData(BRANCHES, b"{}")
    QGuiApplication.clipboard().setMimeData(data)
    key(desk.left, Qt.Key.Key_V)
    assert desk.said[-1].startswith("The clipboard holds branches in a form that cannot be read")
    desk.window.session.select(None)
    key(desk.left, Qt.Key.Key_C)
    assert desk.said[-1] == "Select a node first."


@pytest.mark.usefixtures("branching")
def test_several_are_cut_and_evidence_on_its_way_to_the_top_is_refused(desk: Desk) -> None:
    project = desk.project
    evidence = next(n for n, _d in project.walk(desk.case(desk.left).id) if n.kind is Kind.EVIDENCE)
    click(desk, desk.left, evidence.id)
    key(desk.left, Qt.Key.Key_X)
    desk.window.session.select(None)
    key(desk.left, Qt.Key.Key_V)
    assert desk.said[-1].startswith("A case starts with a claim")
    assert project.node(evidence.id).parent_id == evidence.parent_id


@pytest.mark.usefixtures("branching")
def test_passages_of_a_branch_that_changed_sides_are_shown_where_they_stand(desk: Desk) -> None:
    """In the panel with their article, in that article when one goes there, and nowhere else."""
    sections = below(desk, desk.roots(desk.left)[0])
    source = max(sections, key=lambda node: max((a.start for a in desk.project.anchors(node.id)), default=0))
    anchor = desk.project.anchors(source.id)[0]
    click(desk, desk.left, source.id)
    key(desk.left, Qt.Key.Key_X)
    click(desk, desk.right, desk.roots(desk.right)[0])
    key(desk.right, Qt.Key.Key_V)
    title = desk.project.article(anchor.article_id).title
    (shown, *_more) = desk.window.panel.passages.passages()
    assert shown.anchor_id == anchor.id and shown.place.endswith(f", “{title}”")
    for side in (desk.left, desk.right):
        assert anchor.id not in {mark.id for mark, _kind in marks(desk.project, desk.case(side).id)}
        side.article.reveal(0, flash=False)
    before = [side.article.scroll_position for side in (desk.left, desk.right)]
    desk.window.panel.passages.passage_clicked.emit(anchor.id)
    assert desk.left.article.scroll_position > before[0]
    assert desk.right.article.scroll_position == before[1]
    desk.window.commands.undo()
    assert desk.project.node(source.id).case_id == desk.case(desk.left).id
