"""Damaged files: no way in crashes or hangs, the original stays as it is, and salvage brings back what is there."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from pathlib import Path

import pytest

from models.errors import UserError
from models.states import dangling
from models.workspace import Workspace
from storage.database import check_project
from storage.entering import open_for_window
from storage.plain import read_project
from storage.salvage.saving import salvage
from storage.store import SqliteStore
from tests.models.gardens import attempt, random_making
from tests.reliability.damage import DAMAGES
from tests.storage.projects import new_project, opened

LONGEST = 5.0  # seconds that any way in may take


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A project that was worked on, with a journal, passages, links and a bin."""
    path = tmp_path_factory.mktemp("whole") / "p.counterpoint"
    workspace, rng = new_project(path), random.Random(8)
    for _ in range(300):
        edit = attempt(random_making(rng), workspace.project)
        if edit is not None and not edit.is_empty:
            workspace.do(lambda reader, edit=edit: edit)
    workspace.close()
    return path.read_bytes()


def nodes_of(data: bytes, tmp_path: Path) -> set[str]:
    path = tmp_path / "count.counterpoint"
    path.write_bytes(data)
    with opened(path) as workspace:
        return set(workspace.project.rows()["node"])


def ways_in(path: Path) -> None:
    """Everything that opens a file; a sentence, or it works."""
    ways = (
        lambda: check_project(path),
        lambda: close(open_for_window(path, "Ada")),
        lambda: Workspace(SqliteStore(path, wait=0), "Ada").close(),
        lambda: list_of(path),
    )
    for way in ways:
        before = time.monotonic()
        try:
            way()
        except UserError as error:
            assert str(error) and "\n" not in str(error)
        assert time.monotonic() - before < LONGEST


def close(found: object) -> None:
    found.workspace.close()  # type: ignore[attr-defined]
    if found.presence is not None:  # type: ignore[attr-defined]
        found.presence.leave()  # type: ignore[attr-defined]


def list_of(path: Path) -> None:
    with read_project(path) as (project, _contents):
        for article in project.articles():
            project.text(article.id)


def run(whole: bytes, tmp_path: Path, count: int) -> dict[str, list[float]]:
    """The share of nodes that came back, by kind of damage."""
    nodes = nodes_of(whole, tmp_path)
    shares: dict[str, list[float]] = defaultdict(list)
    for seed in range(count):
        name = list(DAMAGES)[seed % len(DAMAGES)]
        hurt = DAMAGES[name](whole, random.Random(seed))
        folder = tmp_path / f"{seed}"
        folder.mkdir()
        path, target = folder / "p.counterpoint", folder / "saved.counterpoint"
        path.write_bytes(hurt)
        before = time.monotonic()
        try:
            salvage(path, target)
        except UserError as error:
            assert error.message.key == "salvage.nothing" and not target.exists(), str(error)
            shares[name].append(0.0)
        else:
            assert check_project(target) == []
            with opened(target) as workspace:
                rows = workspace.project.rows()
                assert dangling(rows) == []
                for article in workspace.project.articles():
                    workspace.project.text(article.id)
                    workspace.project.layout(article.id)
            shares[name].append(len(nodes & rows["node"].keys()) / len(nodes))
        assert time.monotonic() - before < LONGEST
        assert path.read_bytes() == hurt
        ways_in(path)
        assert sorted(p.name for p in folder.iterdir()) in (
            ["p.counterpoint"],
            ["p.counterpoint", "saved.counterpoint"],
        )
    return shares


def told(shares: dict[str, list[float]]) -> str:
    lines = [
        f"  {name}: {len(found)} files, nodes brought back: median {sorted(found)[len(found) // 2]:.0%},"
        f" mean {sum(found) / len(found):.0%}, least {min(found):.0%}"
        for name, found in shares.items()
    ]
    return "\n".join(["damaged files", *lines])


def test_damaged_files_are_sentences_and_what_is_there_comes_back(whole: bytes, tmp_path: Path) -> None:
    shares = run(whole, tmp_path, 48)
    print(told(shares))
    assert min(shares["headless"]) == 1.0 and min(shares["swapped"]) > 0.9
    assert sum(shares["flipped"]) / len(shares["flipped"]) > 0.8


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_thousand_damaged_files(whole: bytes, tmp_path: Path) -> None:
    print(told(run(whole, tmp_path, 1000)))
