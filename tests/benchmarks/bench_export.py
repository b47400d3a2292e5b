"""What exporting takes: whole processes beside a Node script that parses the same map, rows to bytes, and memory.

`python -m tests.benchmarks.bench_export [NODES]`. The script is bench_argdown.mjs with the judges' @argdown/core; where
the judges are not installed only this program is timed. Medians of five.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from models.edits import Edit, made
from models.entities import Kind, Node
from models.messages import message
from models.ordering import spread
from models.workspace import Workspace
from storage.database import create_project
from storage.formats.registry import Snapshot, by_name, formats
from storage.store import SqliteStore
from tests.factories import World

ROOT = Path(__file__).resolve().parent.parent.parent
JUDGES = ROOT / "tests" / "judges"
FANOUT, RUNS, LARGE = 8, 5, 100_000
MOST_SECONDS, MOST_MEGABYTES = 3.0, 500


def project(path: Path, size: int) -> None:
    """A project file with one case of `size` nodes, eight below each; every third attacks, every fifth has a note."""
    create_project(path, "bench")
    workspace = Workspace(SqliteStore(path), "bench")
    world = World()
    case = world.case(world.article("An article."), "The case")
    first = (made(world.project.article(case.article_id)), made(case))
    places = spread(FANOUT)
    kinds = (Kind.CLAIM, Kind.CLAIM, Kind.REBUTTAL)
    nodes = [
        Node(
            f"bench-{at:07}",
            case.id,
            f"bench-{(at - 1) // FANOUT:07}" if at else None,
            places[at % FANOUT],
            kinds[at % 3] if at else Kind.CLAIM,
            f"Point {at} says what it says about the matter at hand, in about a dozen words.",
            note="" if at % 5 else "What was noted down about it.",
            created="2025-01-31T12:00:00.000Z",
        )
        for at in range(size)
    ]
    workspace.perform(Edit(message("edit.sample"), (*first, *map(made, nodes)), world.blobs))
    workspace.close()


def spent(action: Callable[[], object]) -> float:
    """Median seconds of processor time, user and system, of the processes that it runs: others' load counts less."""
    found = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        action()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(found)


def timed(action: Callable[[], object], times: int = RUNS) -> float:
    """Median seconds."""
    found = []
    for _ in range(times):
        began = perf_counter()
        action()
        found.append(perf_counter() - began)
    return median(found)


def run(*words: str | Path, cwd: Path = ROOT) -> None:
    done = subprocess.run([*map(str, words)], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)


def peak(words: Sequence[str | Path]) -> tuple[float, float]:
    """Seconds and megabytes of one process, as the system counted them."""
    began = perf_counter()
    child = subprocess.Popen([*map(str, words)], cwd=ROOT, stderr=subprocess.DEVNULL)
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"it failed with code {child.returncode}")
    return perf_counter() - began, _megabytes(used)


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def exported(file: Path, format_name: str, target: Path) -> list[str | Path]:
    return [sys.executable, "main.py", "export", file, "--format", format_name, "--output", target]


def whole_processes(folder: Path, size: int) -> None:
    """Ours beside the script's, and from rows in memory to bytes beside the whole script."""
    file, argdown, markdown = folder / "project.cpt", folder / "map.argdown", folder / "map.md"
    project(file, size)
    run(*exported(file, "argdown", argdown))
    ours = timed(lambda: run(*exported(file, "markdown", markdown)))
    busy = spent(lambda: run(*exported(file, "markdown", markdown)))
    workspace = Workspace(SqliteStore(file), "bench")
    rows = timed(lambda: by_name("markdown").write(Snapshot(workspace.project)))
    print(f"{size:>7} nodes  main.py export --format markdown {ours:7.3f} s; rows to bytes {rows:7.3f} s")
    for found in formats():
        if found.subject == "map" and found.can_write:
            took = timed(lambda found=found: found.write(Snapshot(workspace.project)), 3)  # type: ignore[misc]
            print(f"{size:>7} nodes  rows to bytes, {found.name:<16} {took:7.3f} s")
    workspace.close()
    theirs, theirs_busy = script(folder, argdown)
    if theirs:
        print(f"{size:>7} nodes  node bench_argdown.mjs           {theirs:7.3f} s")
        print(f"         processor time: ours {busy:.3f} s, theirs {theirs_busy:.3f} s, {theirs_busy / busy:.1f} times")
        print(
            f"         {theirs / ours:.1f} times as quick as a process (2 are asked for),"
            f" {theirs / rows:.1f} times from rows to bytes (10)"
        )


def script(folder: Path, argdown: Path) -> tuple[float, float]:
    """Seconds that the Node script takes, and those of processor time; 0.0 where there is no @argdown/core."""
    if not (JUDGES / "node_modules" / "@argdown" / "core").exists():
        print("no @argdown/core: run `make setup` first")
        return 0.0, 0.0
    try:
        from tests.judges import node

        program = node()
    except (OSError, subprocess.SubprocessError):
        program = shutil.which("node") or ""
    if not program:
        return 0.0, 0.0
    copy = JUDGES / "node_modules" / "bench_argdown.mjs"  # a module finds its packages from where it lies
    shutil.copyfile(Path(__file__).with_name("bench_argdown.mjs"), copy)
    try:
        words = (program, copy, argdown, folder / "map.json")
        return timed(lambda: run(*words)), spent(lambda: run(*words))
    finally:
        copy.unlink()


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        whole_processes(Path(name), size)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "large.cpt"
        project(file, LARGE)
        found = [peak(exported(file, "markdown", Path(name) / "large.md")) for _ in range(3)]
        seconds, megabytes = median(s for s, _m in found), max(m for _s, m in found)
        print(f"{LARGE:>7} nodes  main.py export --format markdown {seconds:7.3f} s, {megabytes:.0f} MB at most")
        print(f"         at most {MOST_SECONDS} s and {MOST_MEGABYTES} MB are asked for")


if __name__ == "__main__":
    main()
