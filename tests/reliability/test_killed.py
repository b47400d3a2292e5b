"""kill -9 at any moment of random edits: the file opens and is sound, what was reported is there, nothing by half."""

from __future__ import annotations

import os
import random
import selectors
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from models.authoring import library
from models.project import Project
from storage.backups.listing import backups_of
from storage.database import check_project
from tests.models.gardens import faults, rows
from tests.reliability.nursery import Task
from tests.storage.projects import CASE, new_project, opened

ROOT = Path(__file__).resolve().parents[2]
SLOW = 0.020  # seconds an fsync takes on a poor disk


class Nursery:
    """The process that bears the children which are killed."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.reliability.nursery"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._selector = selectors.DefaultSelector()
        assert self.process.stdout is not None
        self._selector.register(self.process.stdout, selectors.EVENT_READ)
        self._rest = b""

    def bear(self, task: Task) -> int:
        """The number of a child that has opened the project and begins to edit."""
        assert self.process.stdin is not None
        self.process.stdin.write(task.line().encode())
        self.process.stdin.flush()
        said = self._said(60)
        while not said:
            said = self._said(60)
        assert said[0][0] == "born", said
        self._early = said[1:]
        return int(said[0][1])

    def killed_after(self, child: int, seconds: float) -> list[list[str]]:
        """Let it work for a while and kill it; all it has said."""
        said, end = self._early, time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            said += self._said(left)
        os.kill(child, signal.SIGKILL)
        while not said or said[-1][0] != "ended":
            said += self._said(60)
        assert said.pop() == ["ended", str(-signal.SIGKILL)]
        return said

    def _said(self, seconds: float) -> list[list[str]]:
        if not self._selector.select(seconds):
            return []
        assert self.process.stdout is not None
        found = os.read(self.process.stdout.fileno(), 1 << 16)
        assert found, "the nursery is gone"
        *lines, self._rest = (self._rest + found).split(b"\n")
        return [line.decode().split(" ") for line in lines]

    def close(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()
        self._selector.close()


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    found = Nursery()
    yield found
    found.close()


@dataclass
class Figures:
    runs: int = 0
    reported: int = 0
    unreported: int = 0
    hot: int = 0
    drafts: int = 0
    backups: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"\n{self.runs} runs killed, {self.hot} of them in the middle of a transaction; {self.reported} edits were"
            f" reported and are there, {self.unreported} landed in the moment before their report, {self.drafts} drafts"
            f" and {self.backups} backups are there; {dict(self.kinds)}"
        )


def killed_once(nursery: Nursery, path: Path, rng: random.Random, figures: Figures) -> None:
    """One child is killed, and what it leaves behind is looked at from every side."""
    slow = SLOW if rng.random() < 0.25 else 0.0
    task = Task(str(path), rng.randrange(1 << 30), os.environ["XDG_DATA_HOME"], slow, rng.choice((0, 0, 5)))
    with opened(path) as workspace:
        before = workspace.store.last_seq()
        typed = [draft.text for draft in workspace.store.drafts()]
    child = nursery.bear(task)
    said = nursery.killed_after(child, rng.uniform(0.0, 0.7 if slow else 0.2))
    figures.runs += 1
    figures.kinds["with 20 ms per fsync" if slow else "without"] += 1
    figures.hot += path.with_name(path.name + "-journal").exists()
    assert check_project(path) == []
    with opened(path) as workspace:
        entries = workspace.store.entries_after(0)
        known = {entry.id: changes for entry, changes in entries}
        reported = [(words[1], int(words[2])) for words in said if words[0] == "edit"]
        assert [entry.id for entry, _changes in entries][before:][: len(reported)] == [each for each, _ in reported]
        for entry, count in reported:
            assert len(known[entry]) == count
        unreported = len(entries) - before - len(reported)
        assert unreported in (0, 1), "an edit after one that was not reported"
        project = Project()
        for _entry, changes in entries:
            project.apply(changes)
        assert rows(project) == rows(workspace.project), "the rows are not what the journal tells"
        assert faults(workspace.project) == []
        for article in workspace.project.articles():
            assert workspace.project.text(article.id) and workspace.store.blob(article.source_hash)
        drafts = [draft.text for draft in workspace.store.drafts()]
        check_drafts(drafts, [words[1] for words in said if words[0] == "draft"], typed, bool(unreported))
        figures.drafts += len(drafts)
        workspace.do(lambda reader: library.rename_case(reader, CASE, f"Case after run {figures.runs}"))
    # a journal that was begun and never counted goes with the next transaction
    assert [each.name for each in path.parent.iterdir()] == [path.name], "something was left lying about"
    figures.reported += len(reported)
    figures.unreported += unreported


def check_drafts(there: list[str], said: list[str], before: list[str], finished: bool) -> None:
    """The draft that was last reported is there, or the next one; gone only with the edit that made words of it."""
    last = said[-1] if said else (before[0] if before else "-")
    number = max((int(each.removeprefix("typed-")) for each in said if each != "-"), default=0)
    allowed = [[f"typed-{number + 1}"], [last] if last != "-" else []]
    if finished:
        allowed.append([])
    assert there in allowed, (there, said[-3:], before)


def backups_are_sound(path: Path) -> int:
    found = backups_of(path)
    for backup in found:
        assert check_project(backup.path) == []
    return len(found)


def killed(nursery: Nursery, folder: Path, runs: int, seed: int) -> Figures:
    """Each project lives through a few kills in a row before the next one is made."""
    rng, figures = random.Random(seed), Figures()
    path = folder / "start"
    for run in range(runs):
        if run % 10 == 0:
            path = folder / str(run) / "p.counterpoint"
            path.parent.mkdir()
            new_project(path, annotator="Eve").close()  # Ada, who edits, cannot undo it
        killed_once(nursery, path, rng, figures)
        if run % 10 == 9 or run == runs - 1:
            figures.backups += backups_are_sound(path)
    return figures


def test_killed_at_some_moments(nursery: Nursery, tmp_path: Path) -> None:
    figures = killed(nursery, tmp_path, 10, 11)
    print(figures)
    assert figures.reported


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_killed_at_five_hundred_moments(nursery: Nursery, tmp_path: Path) -> None:
    figures = killed(nursery, tmp_path, 500, random.SystemRandom().randrange(1 << 30))
    print(figures)
    assert figures.hot and figures.unreported
