"""The other forms of Markdown: golden files, parsers alike, options, and what is said to be left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from models.interchange.features import Feature
from models.texts import Block, Layout, numbered
from storage.formats.markdown_map import OPTIONS
from storage.formats.options import Value
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.formats.markdown_parsers import agreed, tables
from tests.formats.samples import Debate, debate
from tests.formats.test_markdown_map import NASTY, premises
from tests.formats.test_markdown_round_trip import worlds

GOLDEN = Path(__file__).parent.parent / "golden"
FORMS = ("document", "clash", "cards")


def written(snapshot: Snapshot, **options: Value) -> str:
    return by_name("markdown").write(snapshot, options)[0].decode()


def losses(snapshot: Snapshot, **options: Value) -> dict[str, int]:
    return {x.key: int(x.arguments["count"]) for x in by_name("markdown").write(snapshot, options)[1]}


def shown(sample: Debate) -> Snapshot:
    return Snapshot(sample.world.project, sample.pairing.id)


@pytest.mark.parametrize("form", FORMS)
def test_golden(form: str) -> None:
    text = written(shown(debate()), form=form, front_matter=True, citations=True)
    assert text == (GOLDEN / f"markdown_{form}.md").read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", NASTY)
def test_parsers_read_every_form_alike_whatever_was_typed(form: str, text: str) -> None:
    world = World()
    left = world.case(world.article(text or "x", title=text), text, annotator=text)
    right = world.case(world.article("y", title="T"), "Right")
    top = world.node(left, text, tags=(text,), note=text, reasoning=text)
    child = world.node(left, text, world.node(left, text, top), "rebuttal", implicit=True)
    for node in (child, top):
        world.anchor(node, 0, max(1, len(text)))
        world.anchor(node, 0, 1)
    world.link(world.node(right, text), top, note=text, strength=0.5)
    pairing = world.pairing(left, right, text, notes=text)
    for snapshot in (Snapshot(world.project), Snapshot(world.project, pairing.id)):
        for places in (True, False):
            result = written(snapshot, form=form, places=places, numbering=places)
            agreed(result)
            one_way, other = tables(result)
            assert one_way == other


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_parsers_read_any_project_alike(given_: tuple[World, str | None, tuple[str, ...] | None]) -> None:
    world, pairing_id, branch_ids = given_
    for form in ("outline", *FORMS):
        agreed(written(Snapshot(world.project, pairing_id, None, branch_ids), form=form))


@pytest.mark.parametrize(
    ("option", "feature", "gone"),
    [
        ("passages", "lost.passages", "> Buses stand"),
        ("places", "lost.places", "— ¶"),
        ("reasoning", "lost.reasoning", "Time counts"),
        ("notes", "lost.notes", "check the"),
        ("tags", "lost.tags", "transport"),
        ("links", "lost.links", "**rebuts**"),
    ],
)
def test_what_is_not_chosen_stays_behind_and_is_counted(option: str, feature: str, gone: str) -> None:
    snapshot = shown(debate())
    assert gone in written(snapshot) and gone not in written(snapshot, **{option: False})
    assert feature in losses(snapshot, **{option: False}) and feature not in losses(snapshot)


def test_without_numbers_premises_name_the_one_above() -> None:
    text = written(Snapshot(premises().project), numbering=False)
    assert "- **Claim** (linked with the one above) The town has three." in text
    assert "1.1" not in text
    graph, _losses = by_name("markdown").parse(text.encode(), "x.md")
    assert [p.text for p in graph.points][:2] == ["The town keeps its ferry.", "A bridge costs four million."]
    assert len({r.group for r in graph.relations if r.group}) == 2


def test_hidden_kinds_go_with_all_below_them() -> None:
    snapshot = shown(debate())
    text = written(snapshot, hide_kinds="evidence")
    assert "Elm lost stops" not in text and "The stops had been empty" not in text
    assert losses(snapshot, hide_kinds="evidence")["lost.points"] == 4
    assert losses(snapshot, hide_kinds="claim")["lost.points"] == 9
    assert losses(snapshot, hide_kinds="claim")["lost.links"] == 4


def test_depth_cuts_and_counts() -> None:
    snapshot = shown(debate())
    text = written(snapshot, depth=2)
    assert "**Claim 1.1**" in text and "19 against" not in text
    assert losses(snapshot, depth=2)["lost.points"] == 3
    assert "lost.points" not in losses(snapshot, depth=4)


def test_citations_name_page_or_paragraph() -> None:
    world = World()
    words = "one two\n\nthree"
    spans = numbered([Block(0, 7, page="12"), Block(9, 14)])
    case = world.case(world.article(words, citekey="ahn_2024", layout=Layout(spans, ((0, 0, len(words)),))))
    world.node(case, "x", quotes=["two", "three"])
    snapshot = Snapshot(world.project)
    assert "— ¶ 1, p. 12 [@ahn_2024, p. 12]" in written(snapshot, citations=True)
    assert "> two [@ahn_2024, p. 12]" in written(snapshot, citations=True, form="document")
    assert "[@ahn_2024, ¶ 2]" in written(snapshot, citations=True, places=False)
    agreed(written(snapshot, citations=True))


def test_a_document_goes_on_below_the_deepest_heading() -> None:
    world = World()
    case = world.case(world.article("x"), "Deep")
    parent = None
    for level in range(12):
        parent = world.node(case, f"level {level}", parent)
    text = written(Snapshot(world.project), form="document")
    read = agreed(text)
    assert [path[0] for path, words in read if words.startswith("Claim")] == ["h2", "h3", "h4", "h5", "h6"]
    assert all(f"level {level}" in text for level in range(12))


def test_clash_tables_of_all_pairings() -> None:
    sample = debate()
    text = written(Snapshot(sample.world.project), form="clash")
    assert "## Clash table" in text and "**Claim 1** The town" not in text
    held = by_name("markdown").carries({option.name: option.default for option in OPTIONS} | {"form": "clash"})
    assert Feature.LINKS in held and Feature.PASSAGES not in held


def test_branches_alone_keep_their_numbers() -> None:
    sample = debate()
    cost = sample.nodes["where"]
    text = written(Snapshot(sample.world.project, branch_ids=(cost.id,)))
    assert "- **Rebuttal 1.1.1** The stops had been empty before" in text
    assert "    - **Rebuttal 1.1.1.1** Stops say nothing of rails" in text
    assert "Rails cannot move" not in text
