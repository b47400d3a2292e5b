"""The bundled debate as data: two lawful trees, links that join them, abstracts that hold every passage."""

from __future__ import annotations

import re
from typing import Any

import pytest

from models.clashes import clash_table
from models.comparison import answer_statuses, coverage
from models.entities import CHALLENGES, Kind, LinkKind
from models.errors import UserError
from models.project import Project
from models.rules import may_hold
from models.words import STRENGTHS
from models.workspace import Workspace
from seeds.sample import FOLDER, SIDES, build_sample, load_data
from storage.database import create_project
from storage.store import SqliteStore
from tests.models.gardens import faults, rows
from tests.storage.projects import opened, state

LEAST_NODES = {"maximum-pressure": 35, "rapprochement": 25}
MOST_WORDS = {"maximum-pressure": 450, "rapprochement": 250}


@pytest.fixture(scope="module")
def sample() -> Project:
    built = build_sample()
    assert built.notes == ()
    project = Project(read_blob=lambda key: built.edit.blobs[key])
    project.apply(built.edit.changes)
    return project


@pytest.mark.parametrize("side", SIDES)
def test_the_trees_are_lawful(side: str) -> None:
    nodes = load_data(side)["nodes"]
    kinds = {node["key"]: Kind(node["kind"]) for node in nodes}
    assert len(kinds) == len(nodes) >= LEAST_NODES[side]
    seen: set[str | None] = {None}
    for node in nodes:
        assert node["parent"] in seen, "a parent stands before its children"
        seen.add(node["key"])
        assert may_hold(kinds[node["parent"]] if node["parent"] else None, kinds[node["key"]]), node["key"]
        assert not node["inference"] or node["kind"] == "rebuttal"
        assert node["text"].strip() == node["text"] and "\n" not in node["text"] and node["text"]
    assert len({node["text"] for node in nodes}) == len(nodes)
    assert set(kinds.values()) == set(Kind)


@pytest.mark.parametrize("side", SIDES)
def test_premise_groups_are_neighbours_that_support_one_node(side: str) -> None:
    nodes = load_data(side)["nodes"]
    groups = {node["group"] for node in nodes} - {None}
    assert groups
    for group in groups:
        members = [node for node in nodes if node["group"] == group]
        (parent,) = {node["parent"] for node in members}
        row = [node["group"] for node in nodes if node["parent"] == parent]
        first = row.index(group)
        assert parent is not None and len(members) >= 2
        assert row[first : first + len(members)] == [group] * len(members)
        assert {node["kind"] for node in members} <= {"claim", "evidence"}


def test_the_links_join_the_two_sides() -> None:
    pairing = load_data("pairing")
    keys = {side: {node["key"] for node in load_data(side)["nodes"]} for side in SIDES}
    links = pairing["links"]
    assert len(links) >= 10
    assert len({link["kind"] for link in links}) >= 4
    for at, link in enumerate(links):
        side, key = link["from"]
        assert key in keys[side]
        LinkKind(link["kind"])
        if isinstance(link["to"], dict):
            assert link["kind"] == "answers"
            assert link["to"]["link"] < at and links[link["to"]["link"]]["kind"] in CHALLENGES
        else:
            assert link["to"][0] != side and link["to"][1] in keys[link["to"][0]]
    assert {pairing["left"], pairing["right"]} == set(SIDES) and pairing["motion"]


@pytest.mark.parametrize("side", SIDES)
def test_the_abstracts_are_short(side: str) -> None:
    text = (FOLDER / load_data(side)["abstract"]).read_text("utf-8")
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    citations = [p for p in paragraphs if p.startswith("*") and p.rstrip().endswith("*")]
    assert len(citations) == 1
    body = " ".join(p for p in paragraphs if p not in citations and not p.startswith("# "))
    assert 100 < len(re.findall(r"\S+", body)) <= MOST_WORDS[side]


@pytest.mark.parametrize("side", SIDES)
def test_every_passage_of_an_abstract_stands_in_it_once(side: str) -> None:
    text = (FOLDER / load_data(side)["abstract"]).read_text("utf-8").replace("*", "")
    for node in load_data(side)["nodes"]:
        for quote in node["abstract"]:
            assert text.count(quote) == 1, quote


def test_the_sample_sets_up_two_cases_and_their_pairing(sample: Project) -> None:
    assert len(sample.cases()) == 2 and len(sample.articles()) == 2
    (pairing,) = sample.pairings()
    left, right = (sample.case(case_id) for case_id in (pairing.left_case_id, pairing.right_case_id))
    assert left.name != right.name and left.colour != right.colour
    assert len(sample.links()) == len(load_data("pairing")["links"])
    assert faults(sample) == []
    for case in (left, right):
        assert coverage(sample, case.id).covered > 0
    assert len(set(answer_statuses(sample, pairing).values())) >= 3


def test_every_anchor_quotes_its_article(sample: Project) -> None:
    anchors = rows(sample)["anchor"].values()
    wanted = sum(len(node["abstract"]) for side in SIDES for node in load_data(side)["nodes"])
    assert len(anchors) == wanted > 40
    for anchor in anchors:
        text = sample.text(anchor.article_id)
        assert text[anchor.start : anchor.end] == anchor.exact
        assert text[: anchor.start].endswith(anchor.prefix) and text[anchor.end :].startswith(anchor.suffix)


def test_the_children_keep_the_order_of_the_data(sample: Project) -> None:
    for case, side in zip(sample.cases(), SIDES, strict=True):
        order = [node["text"] for node in load_data(side)["nodes"]]
        for node, _depth in sample.walk(case.id):
            row = [order.index(child.text) for child in sample.children(case.id, node.parent_id)]
            assert row == sorted(row)


def test_the_sample_is_one_undo_step_in_a_real_file(tmp_path: Any) -> None:
    path = tmp_path / "s.counterpoint"
    create_project(path, "0.1.0")
    workspace = Workspace(SqliteStore(path), "Ada")
    empty = rows(workspace.project)
    workspace.perform(build_sample().edit)
    with opened(path) as fresh:
        assert state(fresh) == state(workspace)
    workspace.undo()
    assert rows(workspace.project) == empty
    workspace.redo()
    assert len(workspace.project.links()) >= 10
    workspace.close()


def test_two_samples_share_no_identity() -> None:
    one, two = build_sample().edit, build_sample().edit
    assert not {change.row for change in one.changes} & {change.row for change in two.changes}


def test_every_clash_stands_under_an_issue(sample: Project) -> None:
    (pairing,) = sample.pairings()
    table = clash_table(sample, pairing)
    heads = [group.issue.heading for group in table.groups if group.issue is not None]
    assert 4 <= len(heads) <= 6 and len(set(heads)) == len(heads)
    assert "rest" not in {group.kind for group in table.groups}
    rows = [row for group in table.groups if group.issue is not None for row in group.rows]
    assert sum(row.link is None for row in rows) >= 3, "some points without a link are filed as well"
    noted = [row.clash for row in rows if row.clash is not None]
    assert len(noted) == len(rows)
    for name in ("better", "why", "weighing", "leads"):
        assert sum(bool(getattr(clash, name)) for clash in noted) >= 5, name
    sides = {pairing.left_case_id, pairing.right_case_id}
    for name in ("better", "leads"):
        assert sides <= {getattr(clash, name) for clash in noted}, f"{name} favours one side alone"
    assert len({link.strength for link in sample.links()}) >= 4
    assert {link.strength for link in sample.links()} <= {None, *STRENGTHS}


DAMAGES: list[tuple[dict[str, Any], str]] = [
    ({"link": 99}, "link 99 is no row"),
    ({"link": 5}, "link 5 is no row"),
    ({"node": ["rapprochement", "nothing"]}, "no node nothing in rapprochement"),
    ({"node": ["nobody", "game"]}, "no node game in nobody"),
    ({"link": 4}, "two rows for 4"),
    ({"link": 0, "better": "her"}, "better: her"),
    ({"link": 0, "leads": "neither"}, "leads: neither"),
]


@pytest.mark.parametrize(("row", "reason"), DAMAGES)
def test_a_row_at_fault_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, row: dict[str, Any], reason: str) -> None:
    damaged = load_data("pairing")
    damaged["noted"].append(row)
    monkeypatch.setattr("seeds.sample.load_data", lambda name: damaged if name == "pairing" else load_data(name))
    with pytest.raises(UserError) as refused:
        build_sample()
    assert str(refused.value) == f"The bundled debate is damaged: {reason}."


def test_an_issue_without_a_heading_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = load_data("pairing")
    damaged["issues"][1]["heading"] = " "
    monkeypatch.setattr("seeds.sample.load_data", lambda name: damaged if name == "pairing" else load_data(name))
    with pytest.raises(UserError) as refused:
        build_sample()
    assert str(refused.value) == "The bundled debate is damaged: an issue without a heading."
