"""The made-up debate that golden files show, and helpers that several tests share."""

from __future__ import annotations

from dataclasses import dataclass

from models.entities import Case, Node, Pairing
from tests.factories import World

TRAMS = """WHY THE TOWN NEEDS TRAMS

Buses stand in the same queue as cars. In 2023 a bus ride took 41 minutes, a tram ride in Elm takes 19.

A line costs 20 million *once*; a bus fleet costs 3 million each year.
It pays for itself within seven years."""
BUSES = """Keep the buses

Rails cannot move when the town does. Elm closed two stops & three shops.

"Seven years" leaves out interest <see table 2>."""


@dataclass(frozen=True)
class Debate:
    """A small debate with one of everything."""

    world: World
    trams: Case
    buses: Case
    pairing: Pairing
    nodes: dict[str, Node]


def debate() -> Debate:
    world = World()
    left = world.article(TRAMS, "Why the town needs trams", authors=("R. Ahn", "M. Óg"), publication="Town Post")
    right = world.article(
        BUSES,
        "Keep the buses",
        subtitle="A reply",
        date="2024-05-02",
        url="https://example.org/a_b_c",
        accessed="2025-01-31",
    )
    trams, buses = world.case(left, "For trams", annotator="Ines"), world.case(right, "For *buses*")
    n: dict[str, Node] = {}
    n["need"] = world.node(
        trams, "The town needs trams.", quotes=["WHY THE TOWN NEEDS TRAMS"], tags=("transport", "a_b")
    )
    n["queue"] = world.node(
        trams,
        "Trams are quicker",
        n["need"],
        reasoning="Time counts.",
        quotes=["Buses stand in the same queue as cars."],
    )
    n["ride"] = world.node(
        trams, "19 against 41 minutes", n["queue"], "evidence", ["In 2023 a bus ride took 41 minutes"], confidence=0.7
    )
    n["cost"] = world.node(
        trams,
        "2024. A line is cheap | over time",
        n["need"],
        quotes=["*once*; a bus fleet costs 3 million each year.\nIt pays for itself", "seven years"],
        note="- check the *interest*, **twice**\n\n# who pays?",
        implicit=True,
    )
    n["rails"] = world.node(buses, "Rails cannot move", quotes=["Rails cannot move when the town does."])
    n["closed"] = world.node(buses, "Elm lost stops", n["rails"], "evidence", ["two stops & three shops"])
    n["where"] = world.node(buses, "The stops had been empty before", n["closed"], "rebuttal")
    n["step"] = world.node(buses, "Stops say nothing of rails", n["where"], "rebuttal", inference=True)
    n["interest"] = world.node(buses, "Interest is left out", quotes=["<see table 2>"], tags=("money",))
    hit = world.link(n["interest"], n["cost"], note="see | **table 2**", strength=0.5)
    world.link(n["cost"], hit, "answers")
    world.link(n["rails"], n["need"], "turns")
    other = world.case(right, "Another reading")
    world.link(n["rails"], world.node(other, "Buses break down"), "tension")
    pairing = world.pairing(trams, buses, "Build the *tram* #1", notes="Two sides.\n\n1. Money")
    return Debate(world, trams, buses, pairing, n)
