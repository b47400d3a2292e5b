"""Corrections in a real file: one transaction, one small entry, exact undo, and nobody's passage silently elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from models.authoring import nodes, passages
from models.authoring.correcting import Decision, correct_text, review
from models.carrying import Outcome
from models.edits import Edit, made
from models.entities import Anchor, Kind
from models.errors import Conflict, UserError
from models.messages import message
from models.shifts import PASSAGES
from models.workspace import Workspace
from storage.database import create_project
from storage.tables import entry_change
from tests.factories import World
from tests.models.gardens import TEXT, rows
from tests.models.test_correcting import BRIDGES, FERRIES, LEFT, misplaced
from tests.storage.projects import CASE, SECOND, TOP, fresh_state, new_project, opened, state

Two = tuple[Workspace, Workspace]
TYPO = TEXT.replace("A title", "A longer title")
CHANGED = TEXT.replace("run late", "run very late")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_project(tmp_path / "p.counterpoint").close()
    return tmp_path / "p.counterpoint"


@pytest.fixture
def two(path: Path) -> Iterator[Two]:
    with opened(path) as ada, opened(path, "Bea") as bea:
        yield ada, bea


def correct(workspace: Workspace, text: str, action: Any = "accept") -> None:
    """Correct the text of the left article: what is on the review list is accepted (or `action`), the lost dropped."""
    workspace.pull()
    shown = review(workspace.project, LEFT, text)
    lost = {each.anchor_id for each in shown.review if each.outcome is Outcome.LOST}
    decisions = {each.anchor_id: Decision("drop" if each.anchor_id in lost else action) for each in shown.review}
    workspace.do(lambda reader: correct_text(reader, LEFT, text, decisions, seen=shown))


def place(workspace: Workspace, anchor_id: str) -> tuple[int, int] | None:
    anchor: Anchor | None = workspace.project.entity("anchor", anchor_id)
    return None if anchor is None else (anchor.start, anchor.end)


def words(workspace: Workspace, anchor_id: str) -> str:
    start, end = place(workspace, anchor_id) or (0, 0)
    return workspace.project.text(LEFT)[start:end]


def test_a_correction_is_one_entry_in_the_file_and_undo_gives_back_every_row(path: Path) -> None:
    with opened(path) as ada:
        before, known = rows(ada.project), ada.store.last_seq()
        correct(ada, CHANGED.replace("A title", "A longer title"))
        assert ada.store.last_seq() == known + 1
        assert misplaced(ada.project) == []
        after = state(ada)
    with opened(path) as ada:
        assert state(ada) == after
        ada.undo()
        assert rows(ada.project) == before
    with opened(path) as ada:
        assert rows(ada.project) == before
        ada.redo()
        assert rows(ada.project) == after["rows"]
    assert fresh_state(path)["rows"] == after["rows"]


def test_rows_that_just_moved_keep_the_entry_that_made_them(two: Two, path: Path) -> None:
    ada, bea = two
    made_by = ada._versions[FERRIES]
    correct(ada, TYPO)
    assert ada._versions[FERRIES] == made_by == fresh_state(path)["versions"][FERRIES]
    bea.do(lambda reader: passages.remove_passage(reader, FERRIES))
    assert place(bea, FERRIES) is None and state(bea)["rows"] == fresh_state(path)["rows"]


def test_another_process_follows(two: Two, path: Path) -> None:
    ada, bea = two
    correct(ada, CHANGED)
    assert bea.pull() == 1
    assert rows(bea.project) == rows(ada.project) == fresh_state(path)["rows"]
    assert words(bea, FERRIES) == "ferries run very late"


def test_a_letter_under_ten_thousand_passages_journals_less_than_a_hundred_kilobytes(tmp_path: Path) -> None:
    world = World()
    case = world.case(world.article("Some words of an article. " * 8_000))
    top = world.node(case)
    for at in range(10_000):
        world.anchor(top, at * 20, at * 20 + 70)
    create_project(tmp_path / "p.counterpoint", "0.1.0")
    entities = (entity for table in rows(world.project).values() for entity in table.values())
    with opened(tmp_path / "p.counterpoint") as ada:
        ada.perform(Edit(message("edit.sample"), tuple(map(made, entities)), world.blobs))
        text = ada.project.text(LEFT)
        before = rows(ada.project)
        correct(ada, text[:17] + "x" + text[17:])
        assert misplaced(ada.project) == []
        assert (
            sum(ada.project.entity("anchor", each).start != old.start for each, old in before["anchor"].items()) > 9_900
        )
        assert journalled(ada) < 10_000
        after = rows(ada.project)
        ada.undo()
        assert rows(ada.project) == before
    assert fresh_state(tmp_path / "p.counterpoint")["rows"] == before != after


def journalled(workspace: Workspace) -> int:
    """Bytes of what the last entry wrote into `entry_change`."""
    store: Any = workspace.store
    with store._engine.connect() as connection:
        found = connection.execute(select(entry_change).where(entry_change.c.entry == workspace.store.last_seq()))
        return sum(len(str(value).encode()) for row in found for value in row)


def test_a_passage_removed_before_somebody_corrected_the_text_comes_back_on_its_words(two: Two) -> None:
    ada, bea = two
    start, end = place(ada, FERRIES) or (0, 0)
    ada.do(lambda reader: passages.remove_passage(reader, FERRIES))
    correct(bea, TYPO)
    ada.undo()
    assert place(ada, FERRIES) == (start + 7, end + 7)
    assert words(ada, FERRIES) == "ferries run late"
    ada.redo()
    assert place(ada, FERRIES) is None


def test_what_was_made_before_a_correction_is_undone_and_redone_behind_it(two: Two, path: Path) -> None:
    ada, bea = two
    at = TEXT.index("bridges")
    node_id = ada.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.EVIDENCE, passage=(at, at + 7)))
    ada.do(lambda reader: passages.change_passage(reader, FERRIES, TEXT.index("ferries"), TEXT.index(" late")))
    correct(bea, TYPO)
    ada.undo()
    assert words(ada, FERRIES) == "ferries run late"
    ada.undo()
    assert ada.project.entity("node", node_id) is None
    correct(bea, "New. " + TYPO)
    ada.redo()
    ada.redo()
    assert [words(ada, anchor.id) for anchor in ada.project.anchors(node_id)] == ["bridges"]
    assert words(ada, FERRIES) == "ferries run"
    assert misplaced(ada.project) == [] and rows(ada.project) == fresh_state(path)["rows"]


def test_a_passage_whose_words_somebody_corrected_does_not_come_back_somewhere(two: Two) -> None:
    ada, bea = two
    ada.do(lambda reader: passages.remove_passage(reader, FERRIES))
    correct(bea, CHANGED)
    with pytest.raises(Conflict) as refused:
        ada.undo()
    assert str(refused.value) == (
        "“Remove a passage from “Top claim”” cannot be undone: Bea has since done “Correct the text of “Left””. "
        "It is left as it is."
    )
    assert place(ada, FERRIES) is None


def test_it_comes_back_once_the_correction_is_taken_back(two: Two) -> None:
    ada, bea = two
    held = place(ada, FERRIES)
    ada.do(lambda reader: passages.remove_passage(reader, FERRIES))
    correct(bea, CHANGED)
    bea.undo()
    ada.undo()
    assert place(ada, FERRIES) == held


def test_a_passage_that_somebody_changed_and_somebody_carried_over_is_refused_by_name(two: Two) -> None:
    ada, bea = two
    at = TEXT.index("ferries")
    ada.do(lambda reader: passages.change_passage(reader, FERRIES, at, at + len("ferries run")))
    correct(bea, TEXT.replace("ferries run", "ferries still run"))
    with pytest.raises(Conflict, match="Bea has since done “Correct the text"):
        ada.undo()
    assert words(ada, FERRIES) == "ferries still run"


def test_a_correction_is_not_taken_back_under_a_passage_on_its_words(two: Two) -> None:
    ada, bea = two
    correct(ada, CHANGED)
    at = CHANGED.index("very late")
    bea.pull()
    bea.do(lambda reader: passages.add_passage(reader, SECOND, at, at + 9))
    with pytest.raises(Conflict) as refused:
        ada.undo()
    assert "Bea has since done “Add a passage to “Second claim””" in str(refused.value)
    assert ada.project.text(LEFT) == CHANGED


def test_passages_added_elsewhere_move_back_with_it(two: Two, path: Path) -> None:
    ada, bea = two
    correct(ada, TYPO)
    at = TYPO.index("bridges cost")
    bea.pull()
    bea.do(lambda reader: passages.add_passage(reader, SECOND, at, at + 12))
    ada.undo()
    (anchor,) = ada.project.anchors(SECOND)
    assert TEXT[anchor.start : anchor.end] == "bridges cost"
    assert misplaced(ada.project) == [] and rows(ada.project) == fresh_state(path)["rows"]
    ada.redo()
    assert misplaced(ada.project) == [] and rows(ada.project) == fresh_state(path)["rows"]


def test_corrections_of_two_are_undone_in_turn_only(two: Two) -> None:
    ada, bea = two
    correct(ada, TYPO)
    correct(bea, "New. " + TYPO)
    with pytest.raises(Conflict, match="Bea has since done “Correct the text"):
        ada.undo()
    bea.undo()
    assert bea.project.text(LEFT) == TYPO and misplaced(bea.project) == []


def test_a_place_chosen_in_a_text_that_was_corrected_meanwhile_is_refused(two: Two) -> None:
    ada, bea = two
    at = TEXT.index("bridges")
    correct(bea, TYPO)
    with pytest.raises(Conflict) as refused:
        ada.do(lambda reader: passages.add_passage(reader, SECOND, at, at + 7))
    assert str(refused.value) == "The text of “Left” was changed meanwhile; nothing was written. Look at it again."
    ada.do(lambda reader: passages.add_passage(reader, SECOND, at + 7, at + 14))
    assert [anchor.exact for anchor in ada.project.anchors(SECOND)] == ["bridges"]


def test_a_correction_written_over_another_is_refused(two: Two) -> None:
    ada, bea = two
    correct(bea, TYPO)
    with pytest.raises(UserError, match="was changed meanwhile"):
        ada.do(lambda reader: correct_text(reader, LEFT, CHANGED, {FERRIES: Decision("accept")}))
    assert ada.project.text(LEFT) == TYPO


def test_what_is_done_to_others_words_meanwhile_still_lands(two: Two) -> None:
    ada, bea = two
    correct(bea, TYPO)
    ada.do(lambda reader: nodes.change_text(reader, TOP, "Reworded"))
    ada.do(lambda reader: passages.remove_passage(reader, BRIDGES))
    assert misplaced(ada.project) == []


def test_a_correction_that_fails_in_the_middle_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path) as ada:
        held = state(ada)

        def fail(*_arguments: object) -> None:
            raise Conflict("conflict.changed")

        monkeypatch.setattr("storage.store._shift", fail)
        with pytest.raises(Conflict):
            correct(ada, CHANGED)
        assert state(ada) == held == fresh_state(path)


def test_a_passage_that_cannot_just_move_stops_the_commit(path: Path) -> None:
    with opened(path) as ada:
        shown = review(ada.project, LEFT, CHANGED)
        edit = correct_text(ada.project, LEFT, CHANGED, {each.anchor_id: Decision("drop") for each in shown.review})
        broken = Edit(edit.label, tuple(c for c in edit.changes if c.table != "anchor"), edit.blobs)
        (moving,) = [change for change in broken.changes if change.table == PASSAGES]
        after = json.loads(json.dumps(dict(moving.after or {})))
        after["except"] = []
        changes = tuple(type(c)(c.table, c.row, c.before, after) if c is moving else c for c in broken.changes)
        held = state(ada)
        with pytest.raises(Conflict):
            ada.perform(Edit(edit.label, changes, edit.blobs))
        assert state(ada) == held == fresh_state(path)
