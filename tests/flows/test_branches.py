"""Whole branches go from place to place, from case to case, and to and from other programs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from models.authoring.nodes import delete_node
from models.entities import Kind
from tests.flows.conftest import Desk
from ui.side import Side

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def chord(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(desk.focus(), key, modifier)


def below(desk: Desk, node_id: str) -> list[str]:
    node = desk.project.node(node_id)
    return [each.id for each in desk.project.children(node.case_id, node_id)]


def texts(desk: Desk, side: Side, node_id: str) -> list[tuple[int, str]]:
    node = desk.project.node(node_id)
    return [(0, node.text), *((d + 1, n.text) for n, d in desk.project.walk(desk.case(side).id, node_id))]


def branch(desk: Desk, side: Side) -> str:
    """A claim below the root with children, and no premise of a group."""
    root = desk.roots(side)[0]
    return next(
        each
        for each in below(desk, root)
        if below(desk, each)
        and desk.project.node(each).premise_group is None
        and desk.project.node(each).kind is Kind.CLAIM
    )


def test_a_copied_branch_is_pasted_into_the_other_case_and_one_undo_takes_it_away(desk: Desk) -> None:
    source, target = branch(desk, desk.left), desk.roots(desk.right)[0]
    desk.click_row(desk.left, source)
    chord(desk, Qt.Key.Key_C)
    desk.click_row(desk.right, target)
    before = below(desk, target)
    chord(desk, Qt.Key.Key_V)
    (made,) = [each for each in below(desk, target) if each not in before]
    assert texts(desk, desk.right, made) == texts(desk, desk.left, source)
    assert desk.selected == made and "Pasted" in desk.window.status.message
    chord(desk, Qt.Key.Key_Z)
    assert below(desk, target) == before


def test_a_cut_branch_waits_dimmed_and_comes_with_all_its_links(desk: Desk) -> None:
    links = len(desk.project.links())
    source = next(
        each
        for each in below(desk, desk.roots(desk.left)[0])
        if desk.project.node(each).premise_group is None
        and any(desk.project.links_of(n.id) for n, _ in desk.project.walk(desk.case(desk.left).id, each))
    )
    target = next(each for each in below(desk, desk.roots(desk.left)[0]) if each != source)
    inside = {node.id for node, _depth in desk.project.walk(desk.case(desk.left).id, source)}
    desk.click_row(desk.left, source)
    chord(desk, Qt.Key.Key_X)
    assert desk.left.tree.cut == {source} and desk.project.is_visible(source)
    desk.click_row(desk.left, target)
    chord(desk, Qt.Key.Key_V)
    assert desk.project.node(source).parent_id == target and desk.left.tree.cut == frozenset()
    assert {node.id for node, _depth in desk.project.walk(desk.case(desk.left).id, source)} == inside
    assert len(desk.project.links()) == links


def test_escape_or_another_clipboard_leaves_what_was_cut_where_it_is(desk: Desk) -> None:
    source = branch(desk, desk.left)
    desk.click_row(desk.left, source)
    chord(desk, Qt.Key.Key_X)
    QGuiApplication.clipboard().setText("something else")
    assert desk.left.tree.cut == frozenset() and desk.project.is_visible(source)


def test_pasted_onto_itself_a_cut_branch_stays(desk: Desk) -> None:
    source = branch(desk, desk.left)
    parent = desk.project.node(source).parent_id
    desk.click_row(desk.left, source)
    chord(desk, Qt.Key.Key_X)
    chord(desk, Qt.Key.Key_V)
    assert desk.left.tree.cut == frozenset() and desk.project.node(source).parent_id == parent
    assert not desk.said


def test_other_programs_get_a_markdown_list(desk: Desk) -> None:
    source = branch(desk, desk.left)
    desk.click_row(desk.left, source)
    chord(desk, Qt.Key.Key_C)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("- ") and "Claim" in lines[0] and desk.project.node(source).text[:20] in lines[0]
    assert any(line.startswith("  ") and "- " in line for line in lines[1:])


def test_a_list_from_another_program_becomes_a_branch(desk: Desk) -> None:
    target = branch(desk, desk.left)
    before = below(desk, target)
    QGuiApplication.clipboard().setText(
        "- Trams are quieter\n  - Evidence: Measured in three streets\n  - Con: Rails squeal in bends\n"
    )
    desk.click_row(desk.left, target)
    chord(desk, Qt.Key.Key_V)
    (made,) = [each for each in below(desk, target) if each not in before]
    assert desk.project.node(made).text == "Trams are quieter"
    assert [(desk.project.node(each).kind, desk.project.node(each).text) for each in below(desk, made)] == [
        (Kind.EVIDENCE, "Measured in three streets"),
        (Kind.REBUTTAL, "Rails squeal in bends"),
    ]


def test_words_of_the_article_are_copied_as_words(desk: Desk) -> None:
    desk.select_text(desk.left, 0, 12)
    chord(desk, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == desk.project.text(desk.case(desk.left).article_id)[:12]


def test_what_a_parent_may_not_hold_is_refused_where_it_was_pasted(desk: Desk) -> None:
    proof = next(n.id for n, _ in desk.project.walk(desk.case(desk.left).id) if n.kind is Kind.EVIDENCE)
    desk.click_row(desk.left, proof)
    chord(desk, Qt.Key.Key_C)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Escape)
    desk.window.session.select(None)
    desk.left.outline.setFocus()
    count = sum(1 for _ in desk.project.walk(desk.case(desk.left).id))
    chord(desk, Qt.Key.Key_V)
    assert desk.said and sum(1 for _ in desk.project.walk(desk.case(desk.left).id)) == count


def test_of_several_cut_branches_those_that_are_left_are_moved(desk: Desk) -> None:
    loose = [each for each in below(desk, desk.roots(desk.left)[0]) if desk.project.node(each).premise_group is None]
    first, second, target = loose[:3]
    desk.click_row(desk.left, first)
    desk.left.outline.choose_many([first, second])
    chord(desk, Qt.Key.Key_X)
    desk.window.session.do(lambda reader: delete_node(reader, first))
    desk.click_row(desk.left, target)
    chord(desk, Qt.Key.Key_V)
    assert desk.project.node(second).parent_id == target
    assert desk.left.tree.cut == frozenset() and not desk.project.is_visible(first)
