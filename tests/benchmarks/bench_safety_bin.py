"""What the bin costs: `python -m tests.benchmarks.bench_safety_bin [NODES]`.

A case of very many nodes is deleted, listed in the bin, put back, deleted again and removed for good. Beside the last:
bare sqlite3 deleting the same rows with their journal and writing the file anew.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from models.authoring import library
from models.authoring.bin import put_back
from models.binned import bin_items
from storage.purging import purge
from tests.benchmarks.bench_storage import big_project, timed
from tests.storage.projects import CASE, opened

TURNS = 3


def bare(path: Path) -> None:
    """The floor: rows and journal of the case go, and the file is written anew."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute("DELETE FROM entry_change WHERE row_id IN (SELECT id FROM node WHERE case_id = ?)", (CASE,))
        raw.execute("DELETE FROM node WHERE case_id = ?", (CASE,))
        raw.commit()
        raw.execute("VACUUM")


def main(size: int = 100_000) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "big.counterpoint")
        big_project(path, size)
        print(f"{size:,} nodes, {path.stat().st_size / 1e6:.0f} MB")

        def line(words: str, milliseconds: float) -> None:
            print(f"{words:<44} {milliseconds:8.1f} ms")

        with opened(path) as workspace:
            deleting, returning, listing = [], [], 0.0
            for _turn in range(TURNS):
                began = time.perf_counter()
                workspace.do(lambda reader: library.delete_case(reader, CASE))
                deleting.append(time.perf_counter() - began)
                listing = timed(lambda: bin_items(workspace.project), 3)
                mark = workspace.project.case(CASE).binned_by or ""
                began = time.perf_counter()
                workspace.do(lambda reader, mark=mark: put_back(reader, [mark]))
                returning.append(time.perf_counter() - began)
            line("delete the case", 1000 * median(deleting))
            line("list the bin", listing)
            line("put it back", 1000 * median(returning))
            workspace.do(lambda reader: library.delete_case(reader, CASE))
            mark = workspace.project.case(CASE).binned_by or ""
        spans: dict[str, list[float]] = {"bare": [], "purge": []}
        for turn in range(TURNS):
            for way in spans:
                copy = Path(shutil.copy(path, Path(name, f"{way}-{turn}.counterpoint")))
                began = time.perf_counter()
                if way == "bare":
                    bare(copy)
                else:
                    purge(copy, [mark], "bench")
                spans[way].append(time.perf_counter() - began)
                copy.unlink()
        line("bare sqlite3 deletes and writes anew", 1000 * median(spans["bare"]))
        line("remove it for good", 1000 * median(spans["purge"]))
        print(f"{'':<44} {median(spans['purge']) / median(spans['bare']):8.1f} times bare sqlite3")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
