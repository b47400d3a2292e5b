"""A day of use in fast motion: edits, undo, typing, exports, opening and closing; memory and files stay level."""

from __future__ import annotations

import gc
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.authoring import links, nodes, passages
from models.authoring.moves import move_node
from models.edits import Edit
from models.entities import Kind, LinkKind, now
from models.errors import UserError
from models.ports import Draft
from models.project import Project
from models.states import rows_of
from models.workspace import Workspace
from storage.backups.making import back_up
from storage.compaction import compact, is_over, set_limit
from storage.database import check_project
from storage.formats.files import write_export
from storage.formats.registry import Snapshot, file_name, written
from storage.purging import purge
from storage.store import SqliteStore
from tests.reliability.plain import on_disk
from tests.storage.projects import new_project, open_project

MOST_NODES = 300
JOURNAL = (  # bytes of what it says, without what SQLite needs to find it
    "SELECT sum(length(id) + length(client) + length(label)) FROM entry",
    "SELECT sum(length(row_id) + coalesce(length(before), 0) + coalesce(length(after), 0)) FROM entry_change",
)
PAGE = os.sysconf("SC_PAGE_SIZE")


def memory() -> float:
    """What this process holds, in MB, dead cycles swept up."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE / 1e6


@dataclass
class Look:
    """How things stand at one moment: MB, numbers, seconds to open."""

    edits: int
    memory: float
    file: float
    content: float
    journal: float
    files: int
    opening: float

    def __str__(self) -> str:
        return (
            f"  after {self.edits:7,} edits: memory {self.memory:6.1f} MB; file {self.file:6.2f} MB, of which content"
            f" {self.content:5.2f} and journal {self.journal:5.2f}; {self.files} files; opened in {self.opening:.2f} s"
        )


class Day:
    """Somebody at work on one project, from one look to the next."""

    def __init__(self, folder: Path, seed: int, most_formats: int, limit: int) -> None:
        os.environ["XDG_DATA_HOME"] = str(folder / "data")
        self.folder, self.path = folder, folder / "p.counterpoint"
        self.rng = random.Random(seed)
        new_project(self.path, annotator="Eve").close()
        set_limit(self.path, limit)
        self.cuts = self.purges = 0
        self.workspace = open_project(self.path)
        self.edits = self.openings = self.exports = self.backups = 0
        self.formats = written()[:most_formats]
        for _ in self.formats:  # what is loaded once is loaded
            self._export()

    def work(self, edits: int) -> None:
        until = self.edits + edits
        while self.edits < until:
            self._act()
            if self.edits % 500 == 0:
                self.reopen()
            if self.edits % 1000 == 0:
                self._export()
            if self.edits % 2500 == 0:
                self.backups += back_up(self.path, "edited") is not None
                self._empty_bin()

    def _act(self) -> None:
        rng, chance = self.rng, self.rng.random()
        try:
            if chance < 0.10:
                self.workspace.undo()
            elif chance < 0.15:
                self.workspace.redo()
            elif chance < 0.20:
                self._type()
            else:
                self.workspace.do(lambda project: self._edit(project, rng))
        except UserError:
            return
        self.edits += 1

    def _edit(self, project: Project, rng: random.Random) -> Edit | tuple[Edit, str]:
        rows = project.rows()
        living = [each for each in rows["node"].values() if each.binned_by is None]
        one = rng.choice(living)
        start = rng.randrange(60)
        chance = rng.random()
        if chance < 0.45:
            return nodes.change_text(
                project, one.id, f"What stands here is number {rng.randrange(10_000)} " + "word " * start
            )
        if chance < 0.6:
            return nodes.change_note(project, one.id, f"Noted as {rng.randrange(10_000)}")
        if chance < 0.75:
            return move_node(project, one.id, rng.choice((-1, 1)))
        if chance < 0.78 and len(living) > MOST_NODES // 2:
            return nodes.delete_node(project, one.id)
        if chance < 0.86 and len(living) < MOST_NODES:
            return nodes.add_node(project, one.case_id, one.id, Kind.REBUTTAL, text=f"Against it {start}")
        if chance < 0.91 and len(rows["anchor"]) < MOST_NODES:
            return passages.add_passage(project, one.id, start, start + 12)
        if len(rows["link"]) < MOST_NODES:
            return links.link_nodes(project, one.id, rng.choice(living).id, LinkKind.REBUTS)
        return links.remove_link(project, rng.choice(list(rows["link"])))

    def _type(self) -> None:
        store = self.workspace.store
        assert isinstance(store, SqliteStore)
        row = self.rng.choice(list(self.workspace.project.rows()["node"]))
        store.save_draft(Draft("typing", store.client, "node", row, "text", "half a thought", now()))
        self.workspace.do(lambda reader: nodes.change_text(reader, row, f"Thought {self.edits}"), drafts=["typing"])

    def reopen(self) -> float:
        self.workspace.close()
        if is_over(self.path):
            self.cuts += compact(self.path).entries > 0
        began = time.perf_counter()
        self.workspace = Workspace(SqliteStore(self.path), "Ada")
        self.openings += 1
        return time.perf_counter() - began

    def _export(self) -> None:
        format_ = self.formats[self.exports % len(self.formats)]
        try:
            data, _losses = format_.write(Snapshot(self.workspace.project))
            write_export(self.path, self.folder / file_name("out", format_), data)
        except UserError as refused:
            assert str(refused)
        self.exports += 1

    def _empty_bin(self) -> None:
        marks = {each.binned_by for each in self.workspace.project.binned()}
        self.workspace.close()
        self.purges += bool(purge(self.path, marks, "Ada").rows)
        self.reopen()

    def look(self) -> Look:
        opening = self.reopen()
        held = memory()
        copy = self.folder / "copy"
        shutil.copyfile(self.path, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
            raw.execute("PRAGMA foreign_keys = OFF")
            for table in ("entry_change", "entry"):
                raw.execute(f"DELETE FROM {table}")
            raw.execute("VACUUM")
        content = copy.stat().st_size / 1e6
        copy.unlink()
        file = self.path.stat().st_size / 1e6
        with closing(sqlite3.connect(self.path)) as raw:
            journal = sum(raw.execute(sums).fetchone()[0] or 0 for sums in JOURNAL)
        files = sum(1 for each in self.folder.rglob("*") if each.is_file())
        return Look(self.edits, held, file, content, journal / 1e6, files, opening)

    def close(self) -> None:
        self.workspace.close()


@pytest.fixture
def quick_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in memory where there is one: how long an fsync takes is not what is looked at."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="counterpoint-", dir=shared) as folder:
        yield Path(folder)


def a_day(folder: Path, edits: int, limit: int) -> list[Look]:
    day = Day(folder, 4, 100 if edits > 10_000 else 2, limit)
    began = time.monotonic()
    day.work(max(100, edits // 100))
    looks = [day.look()]
    for _ in range(10):
        day.work(edits // 10)
        looks.append(day.look())
    print(
        f"\n{day.edits:,} edits, {day.openings} openings, {day.exports} exports, {day.backups} backups,"
        f" history cut short {day.cuts} times (limit {limit / 1e6:g} MB), bin emptied {day.purges} times,"
        f" in {time.monotonic() - began:.0f} s:"
    )
    print("\n".join(map(str, looks)))
    assert on_disk(day.path) == rows_of(day.workspace.project.rows())
    day.close()
    assert check_project(day.path) == []
    return looks


def check(looks: list[Look], limit: int) -> None:
    first, last = looks[1], looks[-1]
    grown = last.memory - first.memory
    assert grown < 20, f"memory grew by {grown:.1f} MB"
    for look in looks:
        history = limit / 1e6 if limit else 2 * look.journal  # all of it is kept, with what finds it
        assert look.file <= 2 * look.content + history, f"the file is longer than it need be: {look}"
    assert last.files <= first.files + 60, "files are left behind"


def test_an_hour(quick_folder: Path) -> None:
    check(a_day(quick_folder, 600, 100_000), 100_000)


@pytest.mark.soak
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("limit", [5_000_000, 0])
def test_a_day(quick_folder: Path, limit: int) -> None:
    """With the history limited to 5 MB, and with all of it kept."""
    check(a_day(quick_folder, 100_000, limit), limit)
