"""Random edits, undo, redo, reopening, restoring: after each step, memory and file are what a plain model says."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from models.authoring.correcting import Decision, correct_text, review
from models.carrying import Outcome
from models.edits import Edit
from models.errors import UserError
from models.messages import message
from models.project import Project
from models.states import edit_to, rows_of
from storage.backups.listing import Backup, backups_of
from storage.backups.making import back_up
from storage.backups.restoring import restored
from storage.compaction import compact, set_limit
from storage.database import check_project
from storage.purging import purge
from tests.models.gardens import attempt, faults, random_making
from tests.reliability.plain import Plain, Tables, copied, on_disk
from tests.storage.projects import new_project, open_project, opened

SEEDS = st.integers(0, 2**32 - 1)
STEPS: Counter[str] = Counter()
WORDS = ("ferries", "late", "a bridge", "Nobody", "costs", "é", "", "\n")


class Editing(RuleBasedStateMachine):
    """One annotator at work on one file. Ids are random, so rules look for themselves whether their time has come."""

    @initialize()
    def open_first(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="counterpoint-states-"))
        os.environ["XDG_DATA_HOME"] = str(self.folder / "data")
        self.path = self.folder / "p.counterpoint"
        new_project(self.path, annotator="Eve").close()
        self.workspace = open_project(self.path)
        self.plain = Plain(rows_of(self.workspace.project.rows()))
        self.backups: dict[str, Tables] = {}
        self.purged = False

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()
            assert check_project(self.path) == []
            shutil.rmtree(self.folder)

    def _perform(self, name: str, edit: Edit | None) -> None:
        if edit is None or edit.is_empty:
            STEPS["refused"] += 1
            return
        self.plain.step(self.workspace.perform(edit).seq, edit.changes)
        STEPS[name] += 1

    @rule(seed=SEEDS, times=st.integers(1, 6))
    def edit(self, seed: int, times: int) -> None:
        rng = random.Random(seed)
        for _ in range(times):
            self._perform("edit", attempt(random_making(rng), self.workspace.project))
            self.everything_is_equal()

    @rule(seed=SEEDS, times=st.integers(1, 6))
    def edit_more(self, seed: int, times: int) -> None:
        self.edit(seed, times)

    @rule(seed=SEEDS)
    def correct_an_article(self, seed: int) -> None:
        self._perform(
            "correction", attempt(lambda project: correction(project, random.Random(seed)), self.workspace.project)
        )

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            if not self.plain.to_undo:
                self._refused("undo")
                return
            self.workspace.undo()
            self.plain.undo()
            STEPS["undo"] += 1
            self.everything_is_equal()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            if not self.plain.to_redo:
                self._refused("redo")
                return
            self.workspace.redo()
            self.plain.redo()
            STEPS["redo"] += 1
            self.everything_is_equal()

    def _refused(self, kind: str) -> None:
        if not self.purged:  # else there may be steps of which nothing was removed
            with pytest.raises(UserError):
                getattr(self.workspace, kind)()

    @rule()
    def cut_the_history_short(self) -> None:
        if len(self.plain.to_undo) < 60:
            return
        self.workspace.close()
        set_limit(self.path, 1000)
        compact(self.path)
        set_limit(self.path, 0)
        with closing(sqlite3.connect(self.path)) as raw:
            (begins,) = raw.execute("SELECT history_begins FROM project").fetchone()
        assert begins
        self.plain.forget(begins)
        self.workspace = open_project(self.path)
        STEPS["history cut short"] += 1

    @rule()
    def empty_the_bin(self) -> None:
        if len(self.plain.to_undo) < 20:
            return
        self.workspace.close()
        marks = {
            row["binned_by"] for rows in self.plain.tables.values() for row in rows.values() if row.get("binned_by")
        }
        purge(self.path, marks, "Ada")
        self.plain.empty_bin()
        self.plain.forget(1 << 60)
        self.purged = True
        self.workspace = open_project(self.path)
        STEPS["emptied bin"] += 1

    @rule()
    def reopen(self) -> None:
        self.workspace.close()
        self.workspace = open_project(self.path)
        STEPS["reopening"] += 1

    @rule()
    def keep_a_backup(self) -> None:
        if len(self.plain.to_undo) < 5:
            return
        made = back_up(self.path, "edited")
        if made is not None:
            self.backups[made.path.name] = copied(self.plain.tables)
        STEPS["backup"] += 1

    @rule(seed=SEEDS)
    def restore_a_backup(self, seed: int) -> None:
        if not self.backups:
            return
        found: list[Backup] = backups_of(self.path)
        backup = random.Random(seed).choice(found)
        edit = restored(backup.path, self.workspace.store.sizes).edit(self.workspace.project)  # type: ignore[attr-defined]
        state = self.backups[backup.path.name]
        if edit.is_empty:
            assert self.plain.tables == state
            return
        self.plain.stand_as(self.workspace.perform(edit).seq, state)
        STEPS["restoring"] += 1

    @invariant()
    def everything_is_equal(self) -> None:
        assert rows_of(self.workspace.project.rows()) == self.plain.tables, "memory is not what it should be"
        assert on_disk(self.path) == self.plain.tables, "the file is not what it should be"

    @invariant()
    def no_rule_is_broken(self) -> None:
        project = self.workspace.project
        assert faults(project) == []
        for anchor in project.rows()["anchor"].values():
            assert project.text(anchor.article_id)[anchor.start : anchor.end] == anchor.exact


def correction(project: Project, rng: random.Random) -> Edit:
    """A few words of an article's text replaced; the passages on the review list are taken as they are found."""
    article = rng.choice(sorted(project.articles(), key=lambda each: each.id))
    text = project.text(article.id)
    for _ in range(rng.randint(1, 3)):
        start = rng.randrange(len(text) + 1)
        text = text[:start] + rng.choice(WORDS) + text[start + rng.choice((0, 0, 1, 6)) :]
    decisions = {
        each.anchor_id: Decision("drop" if each.outcome is Outcome.LOST else "accept")
        for each in review(project, article.id, text).review
    }
    return correct_text(project, article.id, text, decisions)


def run(steps: int, examples: int) -> None:
    STEPS.clear()
    health = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    bounds = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=health,
        phases=(Phase.generate, Phase.shrink),
    )
    run_state_machine_as_test(Editing, settings=bounds)
    print(f"\n{sum(STEPS.values()) - STEPS['refused']} steps: {dict(STEPS.most_common())}")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back, whatever the machine makes of it."""
    monkeypatch.setenv("XDG_DATA_HOME", os.environ.get("XDG_DATA_HOME", ""))


def test_some_hundred_steps() -> None:
    run(60, 6)


@pytest.mark.parametrize("seed", [0, 11, 12])
def test_going_to_an_earlier_state_can_be_taken_back_and_done_again(tmp_path: Path, seed: int) -> None:
    """Whatever is in the bin there, and whatever comes back under it."""
    new_project(tmp_path / "p.counterpoint", annotator="Eve").close()
    rng, states = random.Random(seed), []
    with opened(tmp_path / "p.counterpoint") as workspace:
        for _ in range(40):
            edit = attempt(random_making(rng), workspace.project)
            if edit is not None and not edit.is_empty:
                workspace.perform(edit)
                states.append({table: dict(rows) for table, rows in workspace.project.rows().items()})
        for state in states[::6]:
            here = rows_of(workspace.project.rows())
            edit = edit_to(message("edit.sample"), workspace.project.rows(), state)
            if not edit.is_empty:
                workspace.perform(edit)
                workspace.undo()
                assert rows_of(workspace.project.rows()) == here
                workspace.redo()
                assert rows_of(workspace.project.rows()) == rows_of(state)
                workspace.undo()


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_ten_thousand_steps() -> None:
    run(200, 75)
    assert sum(STEPS.values()) - STEPS["refused"] >= 10_000
