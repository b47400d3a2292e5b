"""Two copies that were edited apart: what nobody was asked about is all there, whichever side puts them together."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.authoring import links, nodes, passages
from models.authoring.correcting import correct_text
from models.edits import Change, Edit
from models.entities import Kind, LinkKind, to_row
from models.merging import BOTH, MINE, THEIRS, Merge, NoCommonGround, merge, new_entries
from models.messages import message
from models.ports import Entry
from models.project import Project
from models.states import dangling
from tests.factories import TIME, World
from tests.models.gardens import attempt, faults, garden, random_making, rows

TOP, LOWER, PROOF, UNDERCUT, OBJECTION, SECOND = (f"node-{at:05}" for at in range(1, 7))
Journal = list[tuple[Entry, tuple[Change, ...]]]


class Copy:
    """A copy of a project with what was journalled in it since."""

    def __init__(self, world: World, who: str) -> None:
        self.blobs = world.blobs
        self.project = Project(world.project.rows(), world.blobs.__getitem__)
        self.journal: Journal = []
        self.who = who

    def do(self, edit: Edit | tuple[Edit, Any] | None) -> Any:
        found, result = edit if isinstance(edit, tuple) else (edit, None)
        if found is None or found.is_empty:
            return result
        at = len(self.journal) + 1
        entry = Entry(at, f"{self.who}-{at}", self.who, self.who, TIME, "do", None, found.label)
        self.blobs.update(found.blobs)
        self.project.apply(found.changes)
        self.journal.append((entry, found.changes))
        return result


def two(world: World | None = None) -> tuple[Copy, Copy]:
    world = world or garden()
    return Copy(world, "Ada"), Copy(world, "Ben")


def put(one: Copy, other: Copy) -> Merge:
    return merge(one.project, one.journal, other.project, other.journal)


def result(one: Copy, other: Copy, way: str = MINE) -> Project:
    """What is there once all questions are answered in one way; the journal leads there."""
    found = put(one, other)
    answers = {q.id: way if way in q.ways else MINE for q in found.questions}
    project = Project(one.project.rows(), one.blobs.__getitem__)
    for _entry, changes in found.adopted:
        lead_on(project, changes)
    assert rows(project) == {table: dict(each) for table, each in found.now.items()}
    edit, _mended = found.answered(answers)
    lead_on(project, edit.changes)
    return project


def lead_on(project: Project, changes: tuple[Change, ...]) -> None:
    """Apply changes that fit: each says truly what was there before."""
    before = rows(project)
    for change in changes:
        entity = project.entity(change.table, change.row) if change.table != "passages" else None
        if change.table != "passages":
            assert (entity is None) == (change.before is None), change
            if entity is not None:
                row = to_row(entity)
                assert all(row[column] == value for column, value in (change.before or {}).items()), change
        project.apply([change])
    back = Project(project.rows(), project.blob)
    back.apply([change.inverted() for change in reversed(changes)])
    assert rows(back) == before


def asked(found: Merge) -> set[tuple[str, str]]:
    return {(q.table, q.row) for q in found.questions}


def test_what_touches_other_rows_is_put_together_without_a_question() -> None:
    one, other = two()
    one.do(nodes.change_text(one.project, TOP, "Ours"))
    node = other.do(nodes.add_node(other.project, "case-00001", LOWER, Kind.EVIDENCE, text="Theirs"))
    other.do(nodes.change_note(other.project, TOP, "A note of theirs"))
    found = put(one, other)
    assert found.questions == ()
    assert [entry.id for entry, _changes in found.adopted] == ["Ben-1", "Ben-2"]
    project = result(one, other)
    assert project.node(node).text == "Theirs"
    assert (project.node(TOP).text, project.node(TOP).note) == ("Ours", "A note of theirs")


@pytest.mark.parametrize(("way", "text"), [(MINE, "Ours"), (THEIRS, "Theirs"), (BOTH, "Ours\n\nTheirs")])
def test_what_both_changed_is_asked(way: str, text: str) -> None:
    one, other = two()
    one.do(nodes.change_text(one.project, TOP, "Ours"))
    other.do(nodes.change_text(other.project, TOP, "Theirs"))
    (question,) = put(one, other).questions
    assert (question.table, question.row, question.columns) == ("node", TOP, ("text",))
    assert question.before and question.mine and question.theirs
    assert (question.before["text"], question.mine["text"], question.theirs["text"]) == ("Top claim", "Ours", "Theirs")
    assert result(one, other, way).node(TOP).text == text


def test_the_same_change_on_both_sides_is_none_to_ask_about() -> None:
    one, other = two()
    for copy in (one, other):
        copy.do(nodes.change_text(copy.project, TOP, "Both"))
    assert put(one, other).questions == ()
    assert put(one, other).adopted[0][1] == ()


def test_what_they_binned_and_we_added_to_is_asked() -> None:
    one, other = two()
    ours = one.do(nodes.add_node(one.project, "case-00001", PROOF, Kind.EVIDENCE, text="More proof"))
    other.do(nodes.delete_node(other.project, LOWER))
    (question,) = put(one, other).questions
    assert (question.row, question.columns) == (LOWER, ("binned_by",))
    assert result(one, other, MINE).is_visible(ours)
    assert not result(one, other, THEIRS).is_visible(ours)
    (question,) = put(other, one).questions
    assert (question.row, question.columns) == (LOWER, ("binned_by",))
    assert not result(other, one, MINE).is_visible(ours)
    assert result(other, one, THEIRS).is_visible(ours)


def test_moves_that_would_make_a_ring_are_asked() -> None:
    from models.authoring import moves

    world = garden()
    case = world.project.case("case-00001")
    first, second = world.node(case, "First"), world.node(case, "Other")
    one, other = two(world)
    one.do(moves.reparent(one.project, first.id, second.id))
    other.do(moves.reparent(other.project, second.id, first.id))
    found = put(one, other)
    assert {question.row for question in found.questions} & {first.id, second.id}
    for way in (MINE, THEIRS):
        project = result(one, other, way)
        assert faults(project) == []
        assert project.is_visible(first.id) and project.is_visible(second.id)


def test_a_link_that_they_removed_and_we_answered_is_asked() -> None:
    one, other = two()
    link = next(link for link in one.project.links() if link.kind is LinkKind.REBUTS)
    answer = one.do(links.answer_link(one.project, SECOND, link.id))
    other.do(links.remove_link(other.project, link.id))
    (question,) = put(one, other).questions
    assert (question.table, question.row, question.theirs) == ("link", link.id, None)
    assert result(one, other, MINE).has("link", answer)
    gone = result(one, other, THEIRS)
    assert not gone.has("link", answer) and not gone.has("link", link.id)
    (question,) = put(other, one).questions
    assert (question.row, question.mine) == (link.id, None)
    assert not result(other, one, MINE).has("link", answer)
    assert result(other, one, THEIRS).has("link", answer)


def _corrected(copy: Copy, old: str, new: str) -> None:
    text = copy.project.text("article-00001").replace(old, new)
    copy.do(correct_text(copy.project, "article-00001", text, {}))


def quotes(project: Project) -> list[str]:
    return sorted(project.text(a.article_id)[a.start : a.end] for a in project.anchors_in("article-00001"))


@pytest.mark.parametrize("ours_corrects", [True, False])
def test_a_passage_added_on_one_side_follows_the_correction_on_the_other(ours_corrects: bool) -> None:
    one, other = two()
    corrects, marks = (one, other) if ours_corrects else (other, one)
    _corrected(corrects, "A title line", "A much longer title line")
    at = marks.project.text("article-00001").index("cost millions")
    marks.do(passages.add_passage(marks.project, SECOND, at, at + 13))
    found = put(one, other)
    assert found.questions == ()
    project = result(one, other)
    assert "cost millions" in quotes(project)
    assert project.text("article-00001").startswith("A much longer")


@pytest.mark.parametrize("way", [MINE, THEIRS])
def test_a_text_corrected_on_both_sides_is_asked_and_no_passage_is_lost(way: str) -> None:
    one, other = two()
    _corrected(one, "A title line", "A much longer title line")
    _corrected(other, "The first paragraph", "The very first paragraph")
    for copy in (one, other):
        at = copy.project.text("article-00001").index("cost millions")
        copy.do(passages.add_passage(copy.project, SECOND, at, at + 13))
    assert [q.row for q in put(one, other).questions if q.table == "article"] == ["article-00001"]
    assert quotes(result(one, other, way)).count("cost millions") == 2


def test_a_copy_whose_journal_leads_nowhere_has_no_common_ground() -> None:
    one, other = two()
    lost = Change("node", "node-none", {"text": "a"}, {"text": "b"})
    other.journal.append((Entry(1, "x", "c", "Ben", TIME, "do", None, message("edit.sample")), (lost,)))
    with pytest.raises(NoCommonGround):
        put(one, other)


def test_entries_that_are_known_are_not_taken_again() -> None:
    _one, other = two()
    other.do(nodes.change_text(other.project, TOP, "Theirs"))
    assert new_entries([entry for entry, _changes in other.journal], other.journal) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_copies_edited_at_random_are_put_together(seed: int) -> None:
    rng = random.Random(seed)
    one, other = two()
    for copy in (one, other):
        for _ in range(rng.randrange(1, 7)):
            edit = attempt(random_making(rng), copy.project)
            copy.do(edit)
            if edit is not None and rng.random() < 0.15 and copy.journal:
                copy.do(Edit(message("edit.sample"), copy.journal[-1][1]).inverted())
    found, back = put(one, other), put(other, one)
    for way in (MINE, THEIRS, BOTH):
        project = result(one, other, way)
        assert faults(project) == []
        assert dangling(project.rows()) == []
        answers = {q.id: way if way in q.ways else MINE for q in found.questions}
        open_rows = asked(found) | found.mended(answers)
        for side in (one, other):
            for table, there in rows(side.project).items():
                for row in there:
                    gone_elsewhere = row in rows(garden_of(one))[table] and not all(
                        row in rows(copy.project)[table] for copy in (one, other)
                    )
                    assert (
                        project.has(table, row)
                        or gone_elsewhere
                        or (table, row) in open_rows
                        or _hung(side.project, table, row, open_rows)
                    ), (table, row)
    mine = {q.id: MINE for q in found.questions}
    yours = {q.id: MINE for q in back.questions}
    settled, turned = result(one, other), result(other, one)
    spared = asked(found) | asked(back) | found.mended(mine) | back.mended(yours)
    for table in rows(settled):
        for row in {*rows(settled)[table], *rows(turned)[table]}:
            if (table, row) not in spared and not any(_hung(c.project, table, row, spared) for c in (one, other)):
                assert settled.entity(table, row) == turned.entity(table, row), (table, row)


def garden_of(_copy: Copy) -> Project:
    return garden().project


def _hung(project: Project, table: str, row: str, on: set[tuple[str, str]]) -> bool:
    """Whether a row points, however far, at one that is asked about."""
    from models.obstacles import REFERENCES

    entity = project.entity(table, row)
    if entity is None:
        return False
    if (table, row) in on:
        return True
    values = to_row(entity)
    return any(
        values.get(column) is not None and _hung(project, other, values[column], on)
        for column, other in REFERENCES.items()
    )
