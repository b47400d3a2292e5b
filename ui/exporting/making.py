"""What jobs do: a part of the project in a format, as bytes and as something to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.messages import Message
from storage.formats.options import Value
from storage.formats.registry import Format, Snapshot
from ui.exporting.apart import Apart
from ui.exporting.groups import takes_part
from ui.exporting.looks import Look, is_text, look_of
from ui.exporting.wanted import Wanted

Values = Mapping[str, Value]


@dataclass(frozen=True)
class Order:
    """What is to be written; two orders that are equal give the same bytes as long as the project stays."""

    format: Format
    wanted: Wanted
    options: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, found: Format, wanted: Wanted, options: Values) -> Order:
        return cls(found, wanted, tuple(sorted(options.items())))


@dataclass(frozen=True, slots=True)
class Made:
    """The file's bytes, what they leave out, and of formats that hold a part of the project how much that is."""

    order: Order
    data: bytes
    losses: tuple[Message, ...]
    points: int
    links: int
    is_text: bool


def make(apart: Apart, order: Order) -> Made:
    """Raises UserError for what a format refuses."""
    with apart.open() as snapshot_of:
        return _made(order, snapshot_of(order.wanted))


def make_and_look(apart: Apart, order: Order) -> tuple[Made, Look]:
    """The same with its looks."""
    made = make(apart, order)
    return made, look_of(made.data, order.format)


def _made(order: Order, snapshot: Snapshot) -> Made:
    data, losses = order.format.write(snapshot, dict(order.options))
    points = links = 0
    if takes_part(order.format):
        points, links = len(snapshot.scope.nodes()), len(snapshot.scope.links())
    return Made(order, data, tuple(losses), points, links, is_text(data))
