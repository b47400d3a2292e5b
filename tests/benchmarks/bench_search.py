"""What finding in a large project costs: `python -m tests.benchmarks.bench_search [NODES]`.

Printed: making the index; what each letter of several questions costs as somebody types, beside reading through all
texts in Python; the same with ranks and counts; one edit taken in.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from models.authoring import nodes
from models.searching.asking import asked
from storage.searching import prepared, read_index
from tests.benchmarks.bench_storage import big_project, timed
from tests.storage.projects import TOP, opened

QUESTIONS = ("the matter at hand", "point 77", "dozen words kind:evidence", "about what it says", "zebra", "evidence")


def main(size: int = 100_000) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "big.counterpoint")
        big_project(path, size)
        with opened(path) as workspace:
            rows = workspace.project.rows()
            began = time.perf_counter()
            index = read_index(path, rows, lambda _done, _total: None)
            print(f"{size:,} nodes; index made in {time.perf_counter() - began:.2f} s")
            texts = [node.text.casefold() for node in rows["node"].values()]
            spans: dict[bool, list[float]] = {False: [], True: []}
            for question in QUESTIONS:
                for end in range(1, len(question) + 1):
                    what = asked(question[:end])
                    for is_ranked, found in spans.items():
                        began = time.perf_counter()
                        index.find(what, 100 if is_ranked else 20, is_ranked=is_ranked)
                        if is_ranked:
                            index.count(what)
                        found.append(1000 * (time.perf_counter() - began))
            for is_ranked, words in ((False, "a letter"), (True, "after a pause, ranked and counted")):
                found = spans[is_ranked]
                print(
                    f"{words:<36} median {median(found):6.1f} ms, 95th percentile {quantiles(found, n=20)[-1]:6.1f} ms"
                )
            through = timed(lambda: [text for text in texts if "matter" in text], 5)
            print(f"{'reading through texts in Python':<36} median {through:6.1f} ms")
            workspace.do(lambda reader: nodes.change_text(reader, TOP, "Other words"))
            owner = ("node", TOP)
            took = timed(lambda: index.refresh([owner], list(prepared(workspace.project, [owner]))), 5)
            print(f"{'an edit taken in':<36} median {took:6.1f} ms")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
