"""Whole branches as a value, pasted as copies or moved as they are, also into another case."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring import branches, nodes
from models.authoring.branches import Pasted, move_branches, paste
from models.branches import MOST, Branches, BranchNode, copy, from_json, to_json, topmost
from models.edits import changed
from models.entities import Kind, Node
from models.errors import UserError
from models.project import Project
from tests.factories import World
from tests.models.gardens import TEXT, attempt, garden, nodes_of, rows
from tests.models.orchards import LEFT, RIGHT, do, named, outline, refused, several_making

C, E, R = Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL


@pytest.fixture
def project() -> Project:
    return garden().project


def pasted(project: Project, case: str, parent: str | None, what: Branches, after: str | None = None) -> Pasted:
    edit, result = paste(project, case, parent, after, what, "Ada")
    do(project, edit)
    assert isinstance(result, Pasted)
    return result


def as_told(branches: Branches) -> list[dict[str, Any]]:
    """The branches without the names of groups and with passages by their words."""
    told: list[dict[str, Any]] = []
    for row in json.loads(to_json(branches))["nodes"]:
        row["passages"] = sorted((p["start"], p["end"], p["exact"]) for p in row.get("passages", []))
        told.append(row)
    return told


# -- copying


def test_a_copy_holds_the_topmost_branches_in_reading_order(project: Project) -> None:
    ids = [named(project, text) for text in ("Second claim", "Proof", "Lower claim", "Undercut")]
    assert [node.text for node in topmost(project, ids)] == ["Lower claim", "Second claim"]
    copied = copy(project, ids)
    assert [(node.text, node.parent) for node in copied.nodes] == [
        ("Lower claim", -1), ("Proof", 0), ("Undercut", 1), ("Second claim", -1),
    ]  # fmt: skip
    assert copied.root_kinds() == {C}
    assert [passage.exact for passage in copied.nodes[1].passages] == ["bridges cost millions"]


def test_reading_order_goes_across_cases(project: Project) -> None:
    ids = nodes_of(project)
    rng = random.Random(5)
    for _ in range(40):
        some = rng.sample(ids, 5)
        tops = [node.id for node in topmost(project, some)]
        assert tops == [i for i in ids if i in tops]
        above = {i: {n.id for n in project.path(i)} - {i} for i in some}
        assert set(tops) == {i for i in some if not above[i] & set(some)}


def test_what_is_gone_cannot_be_copied(project: Project) -> None:
    proof = named(project, "Proof")
    project.apply(nodes.delete_node(project, named(project, "Lower claim")).changes)
    assert refused(lambda: copy(project, [proof])) == "missing.row"
    assert refused(lambda: copy(project, ["nobody"])) == "missing.row"


@given(st.integers(0, 2**32))
def test_copied_and_pasted_branches_are_equal(seed: int) -> None:
    """Grown by random edits, copied, sent through JSON, pasted under any claim of any case and copied again."""
    rng = random.Random(seed)
    world = garden()
    project = world.project
    for _ in range(15):
        edit = attempt(several_making(rng), project)
        if edit is not None:
            world.blobs.update(edit.blobs)
            project.apply(edit.changes)
    claims = [i for i in nodes_of(project) if project.node(i).kind is C]
    if not claims:
        return
    copied = from_json(to_json(copy(project, rng.sample(nodes_of(project), 1))))
    target = project.node(rng.choice(claims))
    result = pasted(project, target.case_id, target.id, copied)
    assert result.count == len(copied.nodes) and result.lost == 0
    again = copy(project, result.roots)
    first, second = as_told(copied), as_told(again)
    for row, other in zip(first, second, strict=True):
        if row["parent"] < 0 or (copied.nodes[row["parent"]].parent < 0 and target.parent_id is None):
            row["inference"] = other["inference"]  # it may have lost its step, or have kept it
        if row["parent"] < 0:
            row["group"] = other["group"] = -1
    names: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for rows_, seen in zip((first, second), names, strict=True):
        for row in rows_:
            row["group"] = seen.setdefault(row["group"], len(seen)) if row["group"] >= 0 else -1
    assert first == second


# -- pasting


def test_pasted_points_are_new_ones(project: Project) -> None:
    lower, top = named(project, "Lower claim"), named(project, "Top claim", RIGHT)
    edit, result = paste(project, RIGHT, top, None, copy(project, [lower]), "Ada")
    assert str(edit.label) == "Paste 3 points"
    do(project, edit)
    assert (result.count, result.lost) == (3, 0)
    assert outline(project, RIGHT)[5:8] == [".Lower claim", "..Proof", "...Undercut"]
    node = project.node(result.roots[0])
    assert node.id != lower and node.author == "Ada" and node.created.endswith("Z")
    proof = project.children(RIGHT, node.id)[0]
    (anchor,) = project.anchors(proof.id)
    assert (anchor.article_id, anchor.exact) == ("article-00001", "bridges cost millions")
    assert project.children(RIGHT, proof.id)[0].inference


def test_pasted_behind_a_sibling_and_never_between_linked_premises() -> None:
    world = World()
    case = world.case(world.article("Words."))
    top = world.node(case, "Top")
    first = world.node(case, "first", top, premise_group="g")
    world.node(case, "second", top, premise_group="g")
    world.node(case, "third", top)
    pasted(world.project, case.id, top.id, copy(world.project, [first.id]), first.id)
    assert outline(world.project, case.id) == ["Top", ".first", ".second", ".first", ".third"]
    assert [n.premise_group for n in world.project.children(case.id, top.id)] == ["g", "g", None, None]


def test_linked_premises_come_as_a_group_of_their_own() -> None:
    world = World()
    case = world.case(world.article("Words."))
    top = world.node(case, "Top")
    ids = [world.node(case, text, top, premise_group="g").id for text in ("a", "b", "c")]
    result = pasted(world.project, case.id, top.id, copy(world.project, ids[:2]))
    groups = [world.project.node(i).premise_group for i in result.roots]
    assert groups[0] is not None and groups[0] == groups[1] != "g"
    result = pasted(world.project, case.id, None, copy(world.project, ids))
    assert [world.project.node(i).premise_group for i in result.roots] == [None] * 3
    odd = tuple(
        BranchNode(-1, kind, "x", group=group) for kind, group in ((C, 7), (R, 7), (C, 7), (E, 7), (E, 8), (R, 8))
    )
    result = pasted(world.project, case.id, top.id, Branches(odd))
    groups = [world.project.node(i).premise_group for i in result.roots]
    assert groups[2] == groups[3] is not None and groups.count(None) == 4


def test_a_claim_pasted_on_evidence_stands_beside_it(project: Project) -> None:
    proof = named(project, "Proof")
    pasted(project, LEFT, proof, copy(project, [named(project, "Second claim")]))
    assert outline(project)[1:5] == [".Lower claim", "..Proof", "...Undercut", "..Second claim"]
    assert nodes.place_near(project, proof, {R}) == (proof, None)
    assert nodes.place_near(project, proof, {R, C}) == (named(project, "Lower claim"), proof)


def test_what_the_rules_forbid_is_refused(project: Project) -> None:
    proof, top = copy(project, [named(project, "Proof")]), named(project, "Top claim", RIGHT)
    assert refused(lambda: paste(project, LEFT, None, None, proof)) == "rule.root_holds_claims"
    assert refused(lambda: paste(project, LEFT, top, None, proof)) == "rule.other_case"
    assert refused(lambda: paste(project, LEFT, None, None, Branches(()))) == "branches.nothing"
    assert refused(lambda: paste(project, "no case", None, None, proof)) == "missing.row"
    bad = Branches((BranchNode(-1, C, "a"), BranchNode(0, E, "b"), BranchNode(1, C, "c")))
    assert refused(lambda: paste(project, LEFT, None, None, bad)) == "rule.evidence_holds_no_claim"
    assert (
        refused(lambda: paste(project, LEFT, None, None, Branches((BranchNode(-1, C, " \n"),)))) == "rule.text_needed"
    )
    many = Branches((BranchNode(-1, C, "a"),) * (MOST + 1))
    assert refused(lambda: paste(project, LEFT, None, None, many)) == "branches.too_many"


def test_an_undercut_without_a_step_becomes_a_plain_rebuttal(project: Project) -> None:
    undercut = copy(project, [named(project, "Undercut")])
    (root,) = pasted(project, RIGHT, named(project, "Top claim", RIGHT), undercut).roots
    assert project.node(root).inference is False
    (root,) = pasted(project, RIGHT, named(project, "Lower claim", RIGHT), undercut).roots
    assert project.node(root).inference is True
    below = Branches(
        (BranchNode(-1, C, "a"), BranchNode(0, R, "b", inference=True), BranchNode(0, E, "c", inference=True))
    )
    (root,) = pasted(project, LEFT, None, below).roots
    assert [n.inference for n in project.children(LEFT, root)] == [False, False]
    (root,) = pasted(project, LEFT, named(project, "Second claim"), below).roots
    assert [n.inference for n in project.children(LEFT, root)] == [True, False]


# -- passages that come along


def test_in_another_project_passages_find_the_same_text_under_its_own_id() -> None:
    copied = copy(garden().project, ["node-00003"])
    world = World()
    world.article("Something else.")
    case = world.case(world.article(TEXT))
    top = world.node(case, "Top")
    result = pasted(world.project, case.id, top.id, copied)
    (anchor,) = world.project.anchors(result.roots[0])
    assert (anchor.article_id, anchor.exact, result.lost) == ("article-00002", "bridges cost millions", 0)


def test_in_a_corrected_text_passages_are_found_by_their_words() -> None:
    copied = copy(garden().project, ["node-00003", "node-00001"])
    world = World()
    case = world.case(world.article("An added line.\n" + TEXT.replace("ferries run late", "nothing runs")))
    result = pasted(world.project, case.id, None, copied)
    found = [a for node, _d in world.project.walk(case.id) for a in world.project.anchors(node.id)]
    assert [a.exact for a in found] == ["bridges cost millions"] and result.lost == 1
    assert world.project.text(case.article_id)[found[0].start : found[0].end] == "bridges cost millions"


def test_passages_of_a_text_that_is_not_here_stay_behind_and_are_counted() -> None:
    copied = copy(garden().project, ["node-00001"])
    world = World()
    case = world.case(world.article("Short."))
    result = pasted(world.project, case.id, None, copied)
    assert result.lost == 2
    assert rows(world.project)["anchor"] == {}


def test_a_stored_quote_stays_what_it_was(project: Project) -> None:
    proof = named(project, "Proof")
    (anchor,) = project.anchors(proof)
    assert anchor.exact == "bridges cost millions"
    old = replace(anchor, exact="bridges cost much")
    project.apply(changed(anchor, old))
    result = pasted(project, LEFT, named(project, "Lower claim"), copy(project, [proof]))
    assert [a.exact for a in project.anchors(result.roots[0])] == ["bridges cost much"]


def test_of_two_copies_of_a_text_the_cases_own_takes_the_passage() -> None:
    world = World()
    case, other, third = (world.case(world.article(TEXT, title)) for title in ("One", "Two", "Three"))
    copied = copy(world.project, [world.node(case, "Top", quotes=["bridges cost millions"]).id])
    for target in (case, other, third):
        (root,) = pasted(world.project, target.id, None, copied).roots
        assert [a.article_id for a in world.project.anchors(root)] == [target.article_id]


# -- JSON from anywhere


def sample() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(copy(garden().project, ["node-00001"])))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        "{}",
        '"x"',
        '{"format": "counterpoint-branches"}',
        "[" * 100_000,
        "\udce4",
        "NaN",
        "1e999",
    ],
)
def test_what_is_no_branches_is_refused(text: str) -> None:
    assert refused(lambda: from_json(text)) == "branches.damaged"


def test_bytes_that_are_no_text_are_refused() -> None:
    assert refused(lambda: from_json(b"\xff\xfe\x00{")) == "branches.damaged"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("parent", 1), ("parent", -2), ("parent", "0"), ("parent", True), ("parent", None), ("kind", "theory"),
        ("kind", None), ("kind", []), ("text", None), ("text", ["x"]), ("note", 3), ("tags", "ab"), ("tags", [1]),
        ("inference", 1), ("implicit", "no"), ("group", 0.5), ("confidence", float("nan")), ("confidence", "high"),
        ("relevance", 2), ("relevance", True), ("passages", {}), ("passages", [1]), ("passages", [{}]),
        ("passages", [{"article": "a", "text_hash": "", "start": 2, "end": 2, "exact": "x"}]),
        ("passages", [{"article": "a", "text_hash": "", "start": -1, "end": 2, "exact": "x"}]),
        ("passages", [{"article": "a", "text_hash": "", "start": 1, "end": 2, "exact": ""}]),
        ("passages", [{"article": "a", "text_hash": "", "start": 1, "end": 10**30, "exact": "x"}]),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused(field: str, value: object) -> None:
    bad = sample()
    bad["nodes"][1][field] = value
    assert refused(lambda: from_json(json.dumps(bad))) == "branches.damaged"


def test_newer_and_huge_ones_are_refused_with_their_own_sentences() -> None:
    newer = {**sample(), "version": 2}
    assert refused(lambda: from_json(json.dumps(newer))) == "branches.newer"
    huge = {**sample(), "nodes": [{}] * (MOST + 1)}
    with pytest.raises(UserError) as caught:
        from_json(json.dumps(huge))
    assert str(caught.value) == "These are 100,001 points; at most 100,000 can be pasted at once."


def test_fields_that_a_later_version_adds_do_no_harm() -> None:
    more = sample()
    more["colour"] = more["nodes"][0]["mood"] = "blue"
    assert from_json(json.dumps(more)) == from_json(json.dumps(sample()))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
def test_whatever_is_changed_in_it_it_is_read_or_refused_and_pasted_or_refused(data: st.DataObject) -> None:
    value = sample()
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(value["nodes"]))
        row[data.draw(st.sampled_from(sorted(BranchNode.__dataclass_fields__)))] = data.draw(json_values)
    project = garden().project
    try:
        edit, _result = paste(project, LEFT, named(project, "Second claim"), None, from_json(json.dumps(value)))
    except UserError as error:
        assert str(error)
        return
    do(project, edit)


# -- sizes


def big(world: World, count: int, depth: int) -> tuple[Node, list[str]]:
    """A case with `count` nodes in chains of `depth` below one claim."""
    case = world.case(world.article("Words of an article that goes on for a while."))
    top = above = world.node(case, "Top")
    ids = []
    for at in range(count - 1):
        above = world.node(
            case, f"Point {at}", top if at % depth == 0 else above, position="n" + "b" * (at // depth % 50)
        )
        world.anchor(above, at % 10, at % 10 + 8)
        ids.append(above.id)
    return top, ids


@pytest.mark.parametrize("depth", [4, 9_999])
def test_ten_thousand_points_are_copied_pasted_and_moved(depth: int) -> None:
    world = World()
    top, ids = big(world, 10_000, depth)
    other = world.case(world.article("Other words."))
    copied = from_json(to_json(copy(world.project, [top.id, *ids])))
    edit, result = branches.paste(world.project, top.case_id, top.id, None, copied)
    moving = move_branches(world.project, [top.id], other.id, None)
    assert result.count == 10_000 and len(edit.changes) == 19_999 and len(moving.changes) == 10_000
