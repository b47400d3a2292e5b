"""The bin: what went together is one item, and whatever comes back leaves a tree that keeps the rules."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring import bin as bins
from models.authoring import library, nodes, several
from models.binned import bin_items
from models.edits import changed
from models.entities import Kind
from models.errors import UserError
from models.project import Project
from models.rules import may_hold
from models.states import rows_of
from tests.models.gardens import attempt, garden, random_making


def perform(project: Project, edit: object) -> None:
    project.apply(edit.changes)  # type: ignore[attr-defined]


def tops(project: Project) -> list[str]:
    return [project.children(case.id, None)[0].id for case in project.cases()]


def assert_tree(project: Project) -> None:
    for case in project.cases():
        for node, _depth in project.walk(case.id):
            parent = project.node(node.parent_id) if node.parent_id else None
            assert may_hold(parent.kind if parent else None, node.kind)
            assert not node.inference or (node.kind is Kind.REBUTTAL and parent is not None)


def test_a_branch_comes_back_with_all_in_it() -> None:
    project = garden().project
    before, (top, _other) = rows_of(project.rows()), tops(project)
    perform(project, nodes.delete_node(project, top))
    (item,) = bin_items(project)
    assert (item.what, item.name, item.where, item.several) == ("node", "Top claim", "Left case", 1)
    assert (item.nodes, item.passages) == (5, 2) and item.links >= 2
    perform(project, bins.put_back(project, [item.mark]))
    assert rows_of(project.rows()) == before and bin_items(project) == []


def test_what_went_together_is_one_item() -> None:
    project = garden().project
    case = project.cases()[0]
    roots = [node.id for node in project.children(case.id, None)]
    perform(project, several.delete_nodes(project, roots))
    (item,) = bin_items(project)
    assert (item.several, item.nodes, len(item.rows)) == (2, 6, 2)


@pytest.mark.parametrize("what", ["article", "case"])
def test_what_lies_in_something_deleted_is_no_item_until_that_is_back(what: str) -> None:
    project = garden().project
    case = project.cases()[0]
    perform(project, nodes.delete_node(project, tops(project)[0]))
    (inner,) = bin_items(project)
    if what == "article":
        perform(project, library.delete_article(project, case.article_id))
    else:
        perform(project, library.delete_case(project, case.id))
    (outer,) = bin_items(project)
    assert (outer.what, outer.nodes) == (what, 6)
    assert project.pairings() == [] and case not in project.cases()
    with pytest.raises(UserError, match="back first"):
        bins.put_back(project, [inner.mark])
    perform(project, bins.put_back(project, [outer.mark]))
    assert [item.mark for item in bin_items(project)] == [inner.mark]
    assert len(project.pairings()) == 1


def test_both_come_back_at_once() -> None:
    project = garden().project
    before = rows_of(project.rows())
    perform(project, nodes.delete_node(project, tops(project)[0]))
    perform(project, library.delete_case(project, project.cases()[0].id))
    marks = {entity.binned_by for entity in project.binned()}
    perform(project, bins.put_back(project, marks))
    assert rows_of(project.rows()) == before


def test_a_claim_comes_back_as_evidence_where_nothing_else_fits() -> None:
    project = garden().project
    case = project.cases()[0]
    top = tops(project)[0]
    claim = next(node for node in project.children(case.id, top) if node.kind is Kind.CLAIM)
    edit, inner = nodes.add_node(project, case.id, claim.id, Kind.CLAIM, text="Inner")
    perform(project, edit)
    perform(project, nodes.delete_node(project, claim.id))
    parent = project.node(top)
    project.apply(changed(parent, replace(parent, kind=Kind.EVIDENCE)))
    (item,) = bin_items(project)
    perform(project, bins.put_back(project, [item.mark]))
    assert project.node(claim.id).kind is Kind.EVIDENCE and project.node(inner).kind is Kind.EVIDENCE


def test_what_is_not_there_any_more_is_said() -> None:
    with pytest.raises(UserError, match="not in the bin"):
        bins.put_back(garden().project, ["nothing"])


@given(st.integers(0, 10_000))
def test_in_whatever_order_things_go_and_come_back_the_tree_stays_one(seed: int) -> None:
    rng, project = random.Random(seed), garden().project
    for _ in range(12):
        edit = attempt(random_making(rng), project)
        if edit is not None:
            perform(project, edit)
        items = bin_items(project)
        if items and rng.random() < 0.5:
            perform(project, bins.put_back(project, [rng.choice(items).mark]))
        assert_tree(project)
    while items := bin_items(project):
        perform(project, bins.put_back(project, [rng.choice(items).mark]))
        assert_tree(project)
    assert project.binned() == []
