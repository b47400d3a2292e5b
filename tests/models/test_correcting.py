"""Correcting an article's text, or replacing it by a newer copy: one edit with every passage on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring import nodes, passages, structure
from models.authoring.correcting import Decision, cleaned, correct_text, replace_text, review
from models.authoring.library import Source
from models.carrying import Carrying, Outcome
from models.edits import Edit
from models.entities import Anchor
from models.errors import UserError
from models.project import Project
from models.shifts import PASSAGES
from models.texts import BlockKind, content_hash, plain_layout
from tests.factories import World
from tests.models.gardens import TEXT, garden, rows
from tests.models.texts_at_random import corrections

LEFT = "article-00001"
FERRIES, BRIDGES, ELSEWHERE = "anchor-00001", "anchor-00002", "anchor-00003"
TYPO = TEXT.replace("first paragraph", "very first paragraph")


def misplaced(project: Project) -> list[Anchor]:
    """The passages that do not stand on their words."""
    anchors = rows(project)["anchor"].values()
    return [each for each in anchors if project.text(each.article_id)[each.start : each.end] != each.exact]


def perform(world: World, edit: Edit) -> None:
    world.blobs.update(edit.blobs)
    world.project.apply(edit.changes)


def correct(world: World, text: str, decisions: Mapping[str, Decision] | None = None) -> Edit:
    edit = correct_text(world.project, LEFT, text, decisions or {})
    perform(world, edit)
    return edit


def refused(world: World, text: str, decisions: Mapping[str, Decision] | None = None) -> str:
    with pytest.raises(UserError) as error:
        correct_text(world.project, LEFT, text, decisions or {})
    return str(error.value)


def test_a_mended_typo_moves_everything_behind_it_by_one_small_change() -> None:
    world = garden()
    before = rows(world.project)
    edit = correct(world, TYPO)
    assert str(edit.label) == "Correct the text of “Left”"
    assert [change.table for change in edit.changes] == ["article", PASSAGES]
    assert world.project.text(LEFT) == TYPO
    assert world.project.entity("anchor", FERRIES).start == before["anchor"][FERRIES].start + 5
    assert rows(world.project)["anchor"][ELSEWHERE] == before["anchor"][ELSEWHERE]
    assert misplaced(world.project) == []
    perform(world, edit.inverted())
    assert rows(world.project) == before


def test_changed_words_need_a_decision() -> None:
    world = garden()
    new = TYPO.replace("run late", "run very late").replace("cost", "costed")
    assert refused(world, new) == (
        "2 passages still need your decision: accept their new places, attach them elsewhere or drop them."
    )
    assert refused(world, new, {FERRIES: Decision("accept")}).startswith("1 passage still needs your decision")


def test_accepted_attached_and_dropped_passages_are_in_the_same_edit() -> None:
    world = garden()
    before = rows(world.project)
    third = world.anchor(world.project.node("node-00001"), 0, 12)
    new = TYPO.replace("run late", "run very late").replace("cost", "costed").replace("A title", "The title")
    at = new.index("paragraph says")
    decisions = {
        FERRIES: Decision("accept"),
        BRIDGES: Decision("attach", at, at + 14),
        third.id: Decision("drop"),
    }
    edit = correct(world, new, decisions)
    anchor = world.project.entity("anchor", FERRIES)
    assert (anchor.exact, anchor.prefix) == ("ferries run very late", new[anchor.start - 32 : anchor.start])
    assert world.project.entity("anchor", BRIDGES).exact == "paragraph says"
    assert world.project.entity("anchor", third.id) is None
    assert misplaced(world.project) == []
    perform(world, edit.inverted())
    assert {**rows(world.project)["anchor"]} == {**before["anchor"], third.id: third}


@pytest.mark.parametrize("place", [(3, 3), (-1, 4), (0, 10_000)])
def test_a_passage_is_not_attached_to_nothing(place: tuple[int, int]) -> None:
    world = garden()
    new = TEXT.replace("run late", "run very late")
    decisions = {FERRIES: Decision("attach", *place)}
    assert refused(world, new, decisions) == "A passage has at least one character: select some text first."


def test_a_lost_passage_cannot_be_accepted() -> None:
    world = garden()
    new = TEXT.split("\n")[0] + "\nBridges are another matter altogether.\n"
    assert review(world.project, LEFT, new).outcomes[FERRIES].outcome is Outcome.LOST
    decisions = {FERRIES: Decision("accept"), BRIDGES: Decision("drop")}
    assert refused(world, new, decisions).startswith("1 passage still needs your decision")


def test_passages_in_the_bin_are_listed_but_do_not_block() -> None:
    world = garden()
    deleted = nodes.delete_node(world.project, "node-00001")
    perform(world, deleted)
    new = TEXT.replace("ferries run late", "x").replace("cost millions", "cost many millions")
    carrying = review(world.project, LEFT, new)
    assert carrying.binned == {FERRIES, BRIDGES}
    assert [each.outcome for each in carrying.review] == [Outcome.LOST, Outcome.CHANGED]
    edit = correct(world, new)
    assert world.project.entity("anchor", FERRIES) is None
    assert world.project.entity("anchor", BRIDGES).exact == "bridges cost many millions"
    assert misplaced(world.project) == []
    perform(world, edit.inverted())
    perform(world, deleted.inverted())
    assert rows(world.project) == rows(garden().project)


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_an_article_keeps_a_text(text: str) -> None:
    assert refused(garden(), text) == "The corrected text is empty; an article keeps at least one word."


def test_a_text_that_changed_meanwhile_is_not_overwritten() -> None:
    world = garden()
    known = world.project.article(LEFT).text_hash
    correct(world, TYPO)
    with pytest.raises(UserError) as error:
        correct_text(world.project, LEFT, TEXT, {}, expected_text_hash=known)
    assert str(error.value) == "The text of “Left” was changed meanwhile; nothing was written. Look at it again."


def test_an_unchanged_text_is_no_edit() -> None:
    world = garden()
    assert correct_text(world.project, LEFT, TEXT.replace("\n", "\r\n"), {}).is_empty
    assert correct_text(world.project, LEFT, "\ufeff" + TEXT, {}).is_empty


def test_an_article_in_the_bin_is_left_alone() -> None:
    world = World()
    article = world.article(TEXT, binned_by="x")
    with pytest.raises(UserError, match="no longer exists"):
        correct_text(world.project, article.id, TYPO, {})


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("a\r\nb\rc", "a\nb\nc"), ("\ufeffa", "a"), ("a\ud800b", "a\ufffdb"), ("\ud83d\ude00", "😀"), ("é", "é")],
)
def test_what_is_typed_is_stored_as_every_text_is(typed: str, stored: str) -> None:
    assert cleaned(typed) == stored


def test_what_was_shown_is_what_is_done() -> None:
    world = garden()
    new = TEXT.replace("run late", "run very late")
    seen = review(world.project, LEFT, new)
    place = seen.outcomes[FERRIES]
    shown = Carrying(
        seen.old, seen.new, seen.hunks, {**seen.outcomes, FERRIES: type(place)(FERRIES, "", Outcome.MOVED, 0, 7, 1.0)},
        seen.anchors, seen.binned,
    )  # fmt: skip
    perform(world, correct_text(world.project, LEFT, new, {FERRIES: Decision("accept")}, seen=shown))
    assert world.project.entity("anchor", FERRIES).exact == "A title"


def test_what_came_in_since_it_was_shown_is_carried_too() -> None:
    world = garden()
    new = TEXT.replace("run late", "run very late")
    seen = review(world.project, LEFT, new)
    decisions = {FERRIES: Decision("drop")}
    added = world.anchor(world.project.node("node-00002"), TEXT.index("bridges"), TEXT.index("millions"))
    perform(world, correct_text(world.project, LEFT, new, decisions, seen=seen))
    assert world.project.entity("anchor", added.id).start == added.start + 5
    assert misplaced(world.project) == []

    world = garden()
    world.anchor(world.project.node("node-00002"), TEXT.index("run late"), TEXT.index("late") + 4)
    with pytest.raises(UserError, match="1 passage still needs"):
        correct_text(world.project, LEFT, new, decisions, seen=seen)


def test_a_decision_is_not_taken_for_a_passage_that_has_changed_since() -> None:
    world = garden()
    new = TEXT.replace("run late", "run very late")
    seen = review(world.project, LEFT, new)
    anchor = world.project.entity("anchor", FERRIES)
    perform(world, passages.change_passage(world.project, FERRIES, anchor.start - 5, anchor.end))
    decisions = {FERRIES: Decision("drop")}
    with pytest.raises(UserError, match="1 passage still needs"):
        correct_text(world.project, LEFT, new, decisions, seen=seen)
    perform(world, correct_text(world.project, LEFT, new, decisions))
    assert world.project.entity("anchor", FERRIES) is None


def newer_copy(text: str) -> Source:
    about = {"media_type": "text/markdown", "encoding": "utf-16", "authors": ("Somebody",)}
    return Source("Other title", text.encode("utf-16"), text, text, plain_layout(text), about)


def test_a_newer_copy_brings_its_bytes_and_leaves_what_is_known() -> None:
    world = garden()
    old = world.project.article(LEFT)
    new = "NEWS OF THE DAY\n" + TYPO
    edit = replace_text(world.project, LEFT, newer_copy(new), {})
    perform(world, edit)
    article = world.project.article(LEFT)
    assert str(edit.label) == "Replace the text of “Left” by a newer copy"
    assert (article.title, article.authors) == (old.title, old.authors)
    assert (article.media_type, article.encoding) == ("text/markdown", "utf-16")
    assert world.blobs[article.source_hash] == new.encode("utf-16")
    assert world.blobs[article.source_text_hash].decode() == world.project.text(LEFT) == new
    assert world.project.layout(LEFT).blocks[0].kind is BlockKind.HEADING
    assert article.text_hash == content_hash(new.encode())
    assert misplaced(world.project) == []
    perform(world, edit.inverted())
    assert rows(world.project) == rows(garden().project)


def test_a_newer_copy_brings_the_record_of_how_it_was_read_in() -> None:
    world = garden()
    copy = replace(newer_copy("News. " + TEXT), record=b'{"file": "newer.txt", "size": 1}')
    perform(world, replace_text(world.project, LEFT, copy, {}))
    kept = world.project.article(LEFT).record_hash
    assert kept is not None and world.blobs[kept] == copy.record
    edit = replace_text(world.project, LEFT, newer_copy(TEXT), {})
    perform(world, edit)
    assert world.project.article(LEFT).record_hash is None, "that record told of other bytes"
    perform(world, edit.inverted())
    assert world.project.article(LEFT).record_hash == kept


def test_of_a_newer_copy_what_was_just_decided_holds_before_what_was_said_earlier() -> None:
    world = garden()
    perform(world, structure.change_block_kind(world.project, LEFT, 0, len(TEXT), BlockKind.FURNITURE))
    blocks = world.project.layout(LEFT).blocks
    assert {block.kind for block in blocks} == {BlockKind.FURNITURE}
    first = blocks[1].start
    perform(world, replace_text(world.project, LEFT, newer_copy(TEXT), {}, decided={first}))
    after = world.project.layout(LEFT).blocks
    assert [block.start for block in after if block.kind is not BlockKind.FURNITURE] == [first]


def test_a_newer_copy_with_the_same_words_moves_nothing() -> None:
    world = garden()
    edit = replace_text(world.project, LEFT, newer_copy(TEXT), {})
    assert [change.table for change in edit.changes] == ["article"]


@given(st.lists(corrections(), min_size=1, max_size=3), st.randoms(use_true_random=False), st.data())
def test_every_passage_stands_on_its_words_after_any_corrections(
    pairs: list[tuple[str, str]], dice: object, data: st.DataObject
) -> None:
    """And each correction, taken back, leaves no trace; two cases are on the article, one node is in the bin."""
    first = pairs[0][0].strip() + "First words"
    world = World()
    article = world.article(cleaned(first))
    one, two = world.case(article), world.case(article)
    for node in (world.node(one), world.node(two), world.node(two, binned_by="x")):
        for _turn in range(3):
            start = data.draw(st.integers(0, len(world.project.text(LEFT)) - 1))
            world.anchor(node, start, data.draw(st.integers(start + 1, len(world.project.text(LEFT)))))
    states, edits = [rows(world.project)], []
    for _old, text in pairs:
        new = cleaned(text) + "."
        actions = data.draw(st.lists(st.sampled_from(["accept", "drop", "attach"]), min_size=9, max_size=9))
        carrying = review(world.project, LEFT, new)
        decisions = {}
        for each, action in zip(carrying.review, actions, strict=False):
            lost = action == "accept" and each.outcome is Outcome.LOST
            decisions[each.anchor_id] = Decision("drop" if lost else action, len(new) - 1, len(new))  # type: ignore[arg-type]
        edits.append(correct_text(world.project, LEFT, new, decisions))
        perform(world, edits[-1])
        states.append(rows(world.project))
        assert misplaced(world.project) == []
        assert world.project.text(LEFT) == new
    for edit in reversed(edits):
        assert rows(world.project) == states.pop()
        perform(world, edit.inverted())
    assert rows(world.project) == states.pop()
