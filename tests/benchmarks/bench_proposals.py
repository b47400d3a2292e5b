"""How long partners take with 5,000 points a side and 2,000 links; medians in milliseconds.

`index` and `best` run in jobs: `stall` is the longest that the interface thread had to wait for its turn meanwhile.
`select` is what a selection costs the interface thread with the panel on show.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from models.authoring.nodes import change_text
from models.candidates import follow, gather, left_out
from models.edits import made
from models.entities import Case, Kind, Link, LinkKind, Node, Pairing
from models.proposals import Likeness
from tests.factories import World
from ui.jobs import Jobs

COUNT, LINKS = 5_000, 2_000
VOCABULARY = 12_000  # words, the n-th as frequent as 1/n^0.9
BEAT = 2  # milliseconds between two beats of the interface thread


def build() -> tuple[World, Pairing]:
    chance = random.Random(1)
    syllables = [a + b for a in "bcdfgklmnprst" for b in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _at in range(VOCABULARY)]
    shares = [1 / (at + 1) ** 0.9 for at in range(VOCABULARY)]

    def said(count: int) -> str:
        return " ".join(chance.choices(words, shares, k=count))

    world = World()
    cases: list[Case] = []
    for side in "ab":
        article = world.article(said(20_000), language="en")
        cases.append(world.case(article))
        for at in range(COUNT):
            above = None if at % 10 == 0 else f"{side}{at - at % 10}"
            note = said(10) if at % 3 == 0 else ""
            node = Node(f"{side}{at}", cases[-1].id, above, f"m{at:05}", Kind.CLAIM, said(14), note)
            world.project.apply([made(node)])
            start = chance.randrange(90_000)
            world.anchor(node, start, start + 150)
    for at in range(LINKS):
        link = Link(f"l{at}", f"a{at * 2}", f"b{chance.randrange(COUNT)}", None, LinkKind.REBUTS)
        world.project.apply([made(link)])
    return world, world.pairing(cases[0], cases[1])


def timed(work: Callable[[], Any], times: int = 9) -> float:
    taken = []
    for _at in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return 1000 * statistics.median(taken)


def job(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Its result, its time and the longest time between two beats of the interface thread."""
    loop, jobs = QEventLoop(), Jobs()
    beats, found = [time.perf_counter()], []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(BEAT)

    def done(result: Any) -> None:
        found.append(result)
        loop.quit()

    def failed(error: Exception) -> None:
        raise error

    jobs.run(work, done, failed)
    loop.exec()
    gaps = [later - sooner for sooner, later in pairwise(beats)]
    return found[0], 1000 * (time.perf_counter() - beats[0]), 1000 * max(gaps, default=0)


def main() -> None:
    application = QApplication([])
    world, pairing = build()
    project = world.project
    gathered = gather(project, pairing)
    index, build_time, build_stall = job(lambda: Likeness.of(gathered))
    index.left_out = left_out(project, pairing)
    names = iter(f"a{at}" for at in range(7, COUNT, 13))
    _best, best_time, best_stall = job(lambda: index.best(60))

    def select() -> None:
        index.left_out = left_out(project, pairing)
        index.partners(next(names), 12)

    def change() -> None:
        name = next(names)
        edit = change_text(project, name, f"Other words {name} {project.node('a1').text}")
        project.apply(edit.changes)
        index.update(follow(project, pairing, index.gathered, [edit]))

    print(f"{'gather':>10} {timed(lambda: gather(project, pairing)):8.1f}")
    print(f"{'index':>10} {build_time:8.1f}   stall {build_stall:.1f}")
    print(f"{'partners':>10} {timed(lambda: index.partners(next(names), 12), 25):8.1f}")
    print(f"{'left out':>10} {timed(lambda: left_out(project, pairing)):8.1f}")
    print(f"{'select':>10} {timed(select):8.1f}")
    print(f"{'edit':>10} {timed(change):8.1f}")
    print(f"{'best':>10} {best_time:8.1f}   stall {best_stall:.1f}")
    del application


if __name__ == "__main__":
    main()
