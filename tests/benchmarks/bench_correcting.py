"""How long a correction of 1 MB of text takes, and what it adds to the journal under 10,000 passages.

python tests/benchmarks/bench_correcting.py
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import select

from models.authoring.correcting import Decision, correct_text, review
from models.carrying import Carrying, Outcome, carry
from models.differing import hunks
from models.edits import Edit, made
from models.messages import message
from models.workspace import Workspace
from storage.database import create_project
from storage.store import SqliteStore
from storage.tables import entry_change
from tests.factories import World
from tests.models.gardens import rows

LENGTH, PASSAGES, LOST, TURNS = 1_000_000, 10_000, 200, 5
SENTENCE = "A paragraph of a made-up article runs on for some lines, as they do. "


def milliseconds(work: Callable[[], object], turns: int = TURNS) -> float:
    taken = []
    for _turn in range(turns):
        start = perf_counter()
        work()
        taken.append((perf_counter() - start) * 1000)
    return median(taken)


def varied(dice: random.Random) -> str:
    """Paragraphs of 80 words from a vocabulary of 4,000."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(dice.choice(letters) for _ in range(dice.randrange(2, 10))) for _ in range(4_000)]
    count = LENGTH // 520
    return "\n\n".join(" ".join(dice.choice(words) for _ in range(80)) + "." for _ in range(count))


def mistyped(text: str) -> str:
    """The text with three letters too many, far apart."""
    for part in (0.1, 0.5, 0.9):
        at = text.index(" ", int(len(text) * part)) + 2
        text = text[:at] + "x" + text[at:]
    return text


def project_with(text: str, passages: int, length: int) -> World:
    world = World()
    case = world.case(world.article(text))
    top = world.node(case)
    step = len(text) // passages
    for at in range(passages):
        world.anchor(top, at * step, min(len(text), at * step + length))
    return world


def bench_differences(dice: random.Random) -> None:
    paragraph = SENTENCE * 6
    texts = {
        "repeated paragraphs": "\n\n".join([paragraph] * (LENGTH // len(paragraph))),
        "one repeated paragraph": SENTENCE * (LENGTH // len(SENTENCE)),
        "varied paragraphs": varied(dice),
        "one varied paragraph": varied(dice).replace("\n\n", " "),
    }
    for name, text in texts.items():
        other = mistyped(text)
        print(f"difference, three letters: {name:24} {milliseconds(lambda t=text, o=other: hunks(t, o)):8.1f} ms")
    text, other = varied(dice), varied(dice)
    print(f"difference, another text                            {milliseconds(lambda: hunks(text, other), 1):8.1f} ms")


def bench_lost(dice: random.Random) -> None:
    text = varied(dice)
    paragraphs = [f"{p[:200]}zz{p[203:]}" for p in text.split("\n\n")]
    shuffled = "\n\n".join(dice.sample(paragraphs, len(paragraphs)))
    anchors = project_with(text, LOST, 120).project.anchors_in("article-00001")
    shown = Counter(str(each.outcome) for each in carry(text, shuffled, anchors).outcomes.values())
    taken = milliseconds(lambda: carry(text, shuffled, anchors), 1)
    print(f"{LOST} passages, paragraphs shuffled and mistyped      {taken:8.1f} ms  {dict(shown)}")


def bench_project(dice: random.Random, folder: Path) -> None:
    text = varied(dice)
    world = project_with(text, PASSAGES, 70)
    create_project(folder / "p.counterpoint", "0.1.0")
    workspace = Workspace(SqliteStore(folder / "p.counterpoint"), "Ada")
    entities = (entity for table in rows(world.project).values() for entity in table.values())
    workspace.perform(Edit(message("edit.sample"), tuple(map(made, entities)), world.blobs))
    at = text.index(" ", 1_000) + 2
    other = text[:at] + "x" + text[at:]
    taken = milliseconds(lambda: look(workspace, other))
    print(f"review of one letter, {PASSAGES:,} passages              {taken:8.1f} ms")
    start = perf_counter()
    seen = look(workspace, other)
    decisions = {each.anchor_id: Decision("accept") for each in seen.review if each.outcome is not Outcome.LOST}
    workspace.do(lambda reader: correct_text(reader, "article-00001", other, decisions, seen=seen))
    print(f"correction, from its text to the commit             {(perf_counter() - start) * 1000:8.1f} ms")
    print(f"its journal                                         {journalled(workspace):8,} bytes")
    print(f"undo                                                {milliseconds(workspace.undo, 1):8.1f} ms")
    print(f"redo                                                {milliseconds(workspace.redo, 1):8.1f} ms")
    workspace.close()


def look(workspace: Workspace, text: str) -> Carrying:
    return review(workspace.project, "article-00001", text)


def journalled(workspace: Workspace) -> int:
    """Bytes of the rows of `entry_change` that the last entry wrote."""
    with workspace.store._engine.connect() as connection:  # type: ignore[attr-defined]
        found = connection.execute(select(entry_change).where(entry_change.c.entry == workspace.store.last_seq()))
        return sum(len(str(value).encode()) for row in found for value in row)


def main() -> None:
    dice = random.Random(7)
    bench_differences(dice)
    bench_lost(dice)
    with tempfile.TemporaryDirectory() as folder:
        bench_project(dice, Path(folder))


if __name__ == "__main__":
    main()
