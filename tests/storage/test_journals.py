"""The journal as a whole: any earlier state is the one that was there, and shortening it changes nothing of today's."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.authoring import nodes
from models.entities import Kind
from models.errors import UserError
from models.messages import message
from models.states import edit_to, rows_of
from models.workspace import Workspace
from storage import compaction
from storage.compaction import compact, is_over, set_limit
from storage.database import check_project
from storage.journals import Wanted, changes_of, read_journal, size_of, sizes, state_after
from storage.purging import purge
from tests.models.gardens import attempt, random_making
from tests.storage.projects import CASE, TOP, new_project, opened, sentence


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p.counterpoint"


def work(workspace: Workspace, rng: random.Random, steps: int) -> dict[int, object]:
    """Random edits with undo and redo; the state after each entry."""
    states: dict[int, object] = {}
    for _ in range(steps):
        roll = rng.random()
        try:
            if roll < 0.15:
                workspace.undo()
            elif roll < 0.25:
                workspace.redo()
            else:
                edit = attempt(random_making(rng), workspace.project)
                if edit is not None and not edit.is_empty:
                    workspace.do(lambda reader, edit=edit: edit)
        except UserError:
            continue
        states[workspace.store.last_seq()] = rows_of(workspace.project.rows())
    return states


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_any_earlier_state_is_the_one_that_was_there(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    path = tmp_path_factory.mktemp("history") / "p.counterpoint"
    workspace, rng = new_project(path), random.Random(seed)
    states = work(workspace, rng, 25)
    for seq, state in states.items():
        assert rows_of(state_after(path, seq)) == state
    chosen = rng.choice(list(states))
    then = state_after(path, chosen)
    workspace.do(lambda reader: edit_to(message("edit.sample"), reader.rows(), then))
    assert rows_of(workspace.project.rows()) == states[chosen]
    workspace.close()


def test_the_first_state_is_empty(path: Path) -> None:
    new_project(path).close()
    assert not any(state_after(path, 0).values())


def test_a_state_from_before_something_was_removed_for_good_is_whole_without_it(path: Path) -> None:
    workspace = new_project(path)
    gone = workspace.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text="Gone"))
    seq = workspace.store.last_seq()
    workspace.do(lambda reader: nodes.delete_node(reader, gone))
    before = rows_of(state_after(path, seq))
    purge(path, [workspace.project.node(gone).binned_by or ""], "Ada")
    after = rows_of(state_after(path, seq))
    assert after["node"] == {row: values for row, values in before["node"].items() if row != gone}
    workspace.close()


def test_entries_are_found_by_annotator_node_and_words(path: Path) -> None:
    workspace = new_project(path)
    workspace.do(lambda reader: nodes.change_text(reader, TOP, "Blue whales"))
    workspace.undo()
    with opened(path, "Bea") as other:
        other.do(lambda reader: nodes.change_note(reader, TOP, "A note"))
        other.do(lambda reader: nodes.add_node(reader, CASE, None, Kind.CLAIM, text="Elsewhere"))
    journal = read_journal(path)
    assert [entry.seq for entry in journal.entries] == [5, 4, 3, 2, 1]
    assert journal.annotators == ("Ada", "Bea") and (journal.begins, journal.limit) == (0, 0) and journal.size > 1000
    assert journal.undone == {journal.entries[3].id}
    assert [e.seq for e in read_journal(path, Wanted(annotator="Bea")).entries] == [5, 4]
    assert [e.seq for e in read_journal(path, Wanted(node=TOP)).entries] == [4, 3, 2, 1]
    assert [e.seq for e in read_journal(path, Wanted(words="BLUE")).entries] == [3, 2]
    assert len(read_journal(path, Wanted(words="blue green")).entries) == 0
    assert [journal.entries.place_of(seq) for seq in range(7)] == [-1, 4, 3, 2, 1, 0, -1]
    assert [change.after for change in changes_of(path, 4)] == [{"note": "A note"}]
    workspace.close()


def test_a_history_is_shortened_and_nothing_of_today_changes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "KEPT", 5)
    workspace, rng = new_project(path), random.Random(4)
    states = work(workspace, rng, 80)
    state, last = rows_of(workspace.project.rows()), workspace.store.last_seq()
    assert compact(path).entries == 0  # without a limit all is kept
    set_limit(path, 4000)
    assert is_over(path)
    with sqlite3.connect(path) as raw:
        assert size_of(raw) == sum(size for _seq, size in sizes(raw)) > 4000
    done = compact(path)
    journal = read_journal(path)
    assert done.entries > 20 and journal.begins > 20 and journal.since and journal.size <= 4000
    assert not is_over(path) and compact(path).entries == 0
    assert check_project(path) == []
    with opened(path) as again:
        assert rows_of(again.project.rows()) == state and again.store.last_seq() == last
    for seq in (seq for seq in states if seq >= journal.begins):
        assert rows_of(state_after(path, seq)) == states[seq]
    # this window goes on, and takes back what is left of its steps
    workspace.do(lambda reader: nodes.add_node(reader, CASE, None, Kind.CLAIM, text="Goes on"))
    workspace.undo()
    refusals = []
    while workspace.history.to_undo() is not None:
        try:
            workspace.undo()
        except UserError as error:
            refusals.append(sentence(error))
    assert refusals and all("the history was shortened" in said or "since done" in said for said in refusals)
    workspace.close()
    assert check_project(path) == []


def test_the_newest_steps_stay_whatever_their_size(path: Path) -> None:
    workspace = new_project(path)
    for number in range(60):
        workspace.do(lambda reader, n=number: nodes.change_text(reader, TOP, f"{n} " + "long " * 200))
    set_limit(path, 1)
    compact(path)
    assert len(read_journal(path).entries) >= compaction.KEPT
    workspace.undo()
    assert workspace.project.node(TOP).text.startswith("58 ")
    workspace.close()


def test_the_file_shrinks(path: Path) -> None:
    workspace = new_project(path)
    for number in range(200):
        workspace.do(lambda reader, n=number: nodes.change_note(reader, TOP, f"{n} " + "long " * 1000))
    workspace.close()
    set_limit(path, 500_000)
    size = path.stat().st_size
    done = compact(path)
    assert done.freed == size - path.stat().st_size > size / 3


def test_a_window_that_slept_through_it_reads_the_file_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "KEPT", 5)
    asleep = new_project(path)
    heard: list[object] = []
    asleep.listeners.append(lambda edit, entry: heard.append((edit, entry)))
    with opened(path, "Bea") as other:
        other.do(lambda reader: nodes.change_text(reader, TOP, "Words of Bea"))
        for number in range(60):
            other.do(lambda r, n=number: nodes.add_node(r, CASE, None, Kind.CLAIM, text=f"{n} " + "long " * 100))
        set_limit(path, 1)
        assert compact(path).entries
        truth = rows_of(other.project.rows())
    asleep.pull()
    assert rows_of(asleep.project.rows()) == truth and len(heard) == 1
    asleep.do(lambda reader: nodes.change_text(reader, TOP, "Words of Ada"))  # and it can be worked in
    asleep.undo()
    assert asleep.project.node(TOP).text == "Words of Bea"
    asleep.close()


def test_what_was_before_the_beginning_is_told_and_not_guessed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "KEPT", 5)
    workspace = new_project(path)
    work(workspace, random.Random(4), 80)
    workspace.close()
    set_limit(path, 4000)
    compact(path)
    begins = read_journal(path).begins
    for seq in (1, begins - 1):
        with pytest.raises(UserError, match="begins"):
            state_after(path, seq)
    with pytest.raises(UserError, match="begins"):
        changes_of(path, begins)
    steps: list[tuple[int, int]] = []
    state_after(path, begins, lambda done, total: steps.append((done, total)))
    assert steps[-1] == (len(steps), len(steps))
