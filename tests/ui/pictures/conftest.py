"""A small made-up debate, and what a picture of it is drawn with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from models.entities import Case
from models.project import Project
from storage.pictures import PictureOptions, Wanted
from tests.factories import World
from ui.pictures.content import content_of
from ui.pictures.sheet import Sheet
from ui.pictures.writing import sheet_of
from ui.theme import Theme

TEXT = "Trams\n\nTrams carry more people than cars. Rails cost money.\n\nBuses would do.\n"


class Debate:
    """Two cases: one with every kind of step, one with a single claim."""

    def __init__(self) -> None:
        self.world = World()
        article = self.world.article(
            TEXT, "Trams for the valley", authors=("Ada Lovell",), publication="The Valley", date="2024-03-01"
        )
        other = self.world.article("Buses\n\nBuses go where rails do not.\n", "Buses for the hills")
        self.left = self.world.case(article, "Build the tram", annotator="Bea")
        self.right = self.world.case(other, "Keep the buses", annotator="Cem")
        self.root = self.node("The valley needs a tram", quotes=["Trams carry more people than cars."])
        self.claim = self.node("Trams carry more people than cars do", self.root)
        self.rail = self.node("One track carries 9,000 people an hour", self.claim, "evidence")
        self.road = self.node("One lane carries 2,000 <cars> & “lorries”", self.claim, "evidence")
        self.rebuttal = self.node("Rails cost more than roads", self.root, "rebuttal", quotes=["Rails cost money."])
        self.undercut = self.node("The figure is for full trams only", self.rail, "rebuttal", inference=True)
        self.bus = self.world.node(self.right, "Buses go where rails do not")
        self.world.link(self.bus, self.root)
        self.world.pairing(self.left, self.right)
        self.project = self.world.project

    def node(self, text: str, parent: Any = None, kind: str = "claim", **more: Any) -> Any:
        return self.world.node(self.left, text, parent, kind, **more)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def debate() -> Debate:
    return Debate()


Draw = Callable[..., Sheet]


@pytest.fixture
def drawn(theme: Theme, debate: Debate) -> Draw:
    """drawn(case, …, lines=2) is the sheet of the left case, or of the cases given."""

    def draw(*cases: Case, folded: frozenset[str] = frozenset(), top: str | None = None, **options: Any) -> Sheet:
        wanted = Wanted(tuple(case.id for case in cases or (debate.left,)), folded, top)
        how = PictureOptions(**options).checked()
        return sheet_of(theme, content_of(theme, debate.project, wanted, how), how)

    return draw


def everything() -> tuple[Project, Wanted]:
    """A case with premises taken together, an unstated one, undercuts, and a folded branch."""
    debate = Debate()
    one = debate.node("Roads are full", debate.root, premise_group="g")
    debate.node("Full roads call for rails", debate.root, premise_group="g", implicit=True)
    debate.node("Only at noon", one, "rebuttal", inference=True)
    closed = debate.node("Trams are quiet", debate.root)
    for words in ("Fifty decibels", "Less than a bus"):
        debate.node(words, closed, "evidence")
    return debate.project, Wanted((debate.left.id,), frozenset([closed.id]))
