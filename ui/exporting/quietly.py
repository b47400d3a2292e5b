"""Exports without a window: the last one once more, one into a file that is known, the map on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from models.messages import ngettext
from ui.exporting.apart import Apart
from ui.exporting.carrying import Carried, carried, put
from ui.exporting.groups import named
from ui.exporting.making import Made, Order, make
from ui.exporting.remembered import key_of, recall, sound
from ui.exporting.wanted import Part, Wanted, parts_of, proposed
from ui.exporting.writing import write
from ui.jobs import Jobs
from ui.notices import shown_path
from ui.session import Session
from ui.settings import Settings

Told = Callable[[str], None]
Failed = Callable[[Exception], None]


def repeated(session: Session, settings: Settings) -> tuple[Order, Path] | None:
    """The last export of the project; None where there is none, or what it was of is gone."""
    last = recall(settings, key_of(session)).last
    found = named(last.format) if last is not None else None
    if last is None or found is None or not last.wanted.is_there(session.project):
        return None
    return Order.of(found, last.wanted, sound(found, last.options)), last.path


def usual(session: Session, settings: Settings) -> Wanted:
    """The part that was exported last, else the pairing, a case, everything."""
    parts = parts_of(session, ())
    return parts[proposed(parts, recall(settings, key_of(session)).part)]


def write_quietly(
    session: Session, jobs: Jobs, order: Order, path: Path, words: str, told: Told, failed: Failed
) -> None:
    """Write into a file, and tell it in `words` (with a place for the path) together with what is left out."""
    apart = Apart(session)

    def work() -> Made:
        made = make(apart, order)
        write(apart.path, path, made)
        return made

    def then(made: Made) -> None:
        said = words.format(path=shown_path(path))
        told(" ".join([f"{said}.", *map(str, made.losses)]) if made.losses else said)

    jobs.run(work, then, failed)


def copy_quietly(
    session: Session, settings: Settings, jobs: Jobs, chosen: Sequence[str], told: Told, failed: Failed
) -> None:
    """What is usually exported, or the branches of several chosen nodes, to the clipboard."""
    found = named("markdown")
    if found is None:
        return
    branches = parts_of(session, chosen).get(Part.BRANCHES)
    wanted = branches if branches is not None and len(chosen) > 1 else usual(session, settings)
    order = Order.of(found, wanted, recall(settings, key_of(session)).chosen(found))
    apart = Apart(session)

    def work() -> tuple[Made, Carried]:
        made = make(apart, order)
        return made, carried(apart, made)

    def then(both: tuple[Made, Carried]) -> None:
        made, what = both
        put(what)
        words = ngettext(
            "Copied {count} point as rich text and Markdown.",
            "Copied {count} points as rich text and Markdown.",
            made.points,
        )
        if not what.rich:
            words = ngettext("Copied {count} point as Markdown.", "Copied {count} points as Markdown.", made.points)
        told(words.format(count=f"{made.points:,}"))

    jobs.run(work, then, failed)
