"""A power cut at any moment: what was reported as done is there, and each file is the old one or the new one."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from storage.database import check_project
from tests.models.gardens import attempt, random_making, rows
from tests.reliability.operations import DATA, OPERATIONS, PROJECT, contents, dumped, prepare
from tests.reliability.power import Disk, Event, recorded
from tests.reliability.sqlite_calls import library
from tests.storage.projects import open_project, opened

pytestmark = pytest.mark.skipif(library() is None, reason="SQLite is linked into Python: its calls cannot be replaced")
KEEPS = (0.0, 1.0, 0.5, 0.9)  # how likely each unsynced piece came through


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    prepare(folder)
    return folder


def cuts(folder: Path, events: list[Event], tmp_path: Path, share: float) -> Iterator[tuple[Path, list[Any]]]:
    """What is left in a folder after a cut behind each event (or a `share` of them), and what was noted before it."""
    rng = random.Random(3)
    disk, noted = Disk(folder), []
    after = tmp_path / "after"
    for at, event in enumerate(events):
        disk.happen(event)
        if event[0] == "note":
            noted.append(event[1])
        last = at + 1 == len(events)
        for keep in KEEPS:
            if last or rng.random() < share:
                after.mkdir()
                disk.cut(after, keep, rng)
                yield after, noted
                shutil.rmtree(after)


def edits_are_there(template: Path, tmp_path: Path, count: int, share: float) -> None:
    folder = tmp_path / "live"
    shutil.copytree(template, folder)
    rng = random.Random(7)
    with recorded(folder) as recorder:
        workspace = open_project(folder / PROJECT)
        known = workspace.store.last_seq()
        states = {known: rows(workspace.project)}
        while len(states) <= count:
            try:
                if rng.random() < 0.2:
                    entry = rng.choice((workspace.undo, workspace.redo))()
                else:
                    edit = attempt(random_making(rng), workspace.project)
                    if edit is None or edit.is_empty:
                        continue
                    entry = workspace.perform(edit)
            except UserError:
                continue
            states[entry.seq] = rows(workspace.project)
            recorder.note(entry.seq)
        workspace.close()
    found: Counter[str] = Counter()
    for after, noted in cuts(template, recorder.events, tmp_path, share):
        reported = noted[-1] if noted else known
        with opened(after / PROJECT) as workspace:
            seq = workspace.store.last_seq()
            assert seq in (reported, reported + 1), f"entry {reported} was reported, and the file ends at {seq}"
            assert rows(workspace.project) == states[seq]
        assert check_project(after / PROJECT) == []
        found["the last one reported" if seq == reported else "the one that was being made"] += 1
    print(f"\n{count} edits, {len(recorder.events)} events, {sum(found.values())} cuts; files ended with {dict(found)}")


def test_reported_edits_outlive_a_power_cut(template: Path, tmp_path: Path) -> None:
    edits_are_there(template, tmp_path, 6, 0.08)


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_reported_edits_outlive_a_power_cut_at_any_moment(template: Path, tmp_path: Path) -> None:
    edits_are_there(template, tmp_path, 60, 1.0)


def old_or_new(name: str, template: Path, tmp_path: Path, share: float) -> None:
    """Every file is as it was or as it became; and as it became once the operation has said that it is done."""
    folder = tmp_path / "live"
    shutil.copytree(template, folder)
    os.environ["XDG_DATA_HOME"] = str(folder / DATA)
    with recorded(folder) as recorder:
        prepared = OPERATIONS[name](folder)
        start = tmp_path / "start"
        shutil.copytree(folder, start)
        recorder.events.clear()
        prepared.act()
        recorder.note("done")
        prepared.close()
    before, now = contents(start), contents(folder)
    notes = {
        name for name in now if name.endswith((".json", "/lock"))
    }  # beside backups: made anew where they are missing
    found: Counter[str] = Counter()
    for after, noted in cuts(start, recorder.events, tmp_path, share):
        left = {str(path.relative_to(after)) for path in after.rglob("*") if path.is_file()}
        left -= {name for name in left if name.endswith("-journal")}
        assert left >= set(before), "a file has gone"
        for file in set(now) & left - notes:
            held = dumped(after / file)
            assert held == now[file] or (file in before and held == before[file]), f"{file} is neither old nor new"
            if not isinstance(held, bytes):
                assert check_project(after / file) == []
            assert not noted or held == now[file], f"{file} is as it was before, and it was said to be done"
        assert not noted or left >= set(now) - notes, f"{set(now) - left} was said to be made"
        found["done" if noted else "before"] += 1
    print(f"\n{name}: {len(recorder.events)} events, cuts: {dict(found)}")


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_file_is_old_or_new(name: str, template: Path, tmp_path: Path) -> None:
    old_or_new(name, template, tmp_path, 0.03)


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", OPERATIONS)
def test_each_file_is_old_or_new_at_any_moment(name: str, template: Path, tmp_path: Path) -> None:
    old_or_new(name, template, tmp_path, 1.0)
