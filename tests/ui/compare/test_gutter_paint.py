"""What lies over what in the gutter."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QRegion

from ui.compare.gutter_paint import Ink, paint_curves, paint_plans
from ui.compare.gutter_parts import DOWN, LEFT, RIGHT, Curve, LinkEnd, Mark, Plan, Stub
from ui.theme import Theme

DOWNWARD = ((0.0, 10.0), (48.0, 10.0), (48.0, 190.0), (96.0, 190.0))
TOGETHER = tuple(LinkEnd(name, "rebuts", "a", "b") for name in ("one", "two"))
CHOSEN = Curve("chosen", "agrees", DOWNWARD, (), True, None, front=True)
BUNDLE = Curve(
    "one",
    "rebuts",
    ((0.0, 100.0), (48.0, 100.0), (48.0, 100.0), (96.0, 100.0)),
    (Mark("dot", LEFT, (0.0, 100.0), "a"), Mark("dot", RIGHT, (96.0, 100.0), "b")),
    False,
    (48.0, 100.0),
    badge=(48.0, 100.0),
    links=TOGETHER,
)
STUB = Stub(RIGHT, DOWN, 5, "b", False, (30.0, 90.0, 38.0, 19.0))


def painted(theme: Theme, plans: Sequence[Plan]) -> QImage:
    image = QImage(96, 200, QImage.Format.Format_ARGB32)
    image.fill(theme.tokens.gutter)
    painter = QPainter(image)
    paint_plans(painter, plans, Ink(theme))
    painter.end()
    return image


def test_no_chosen_curve_runs_through_the_number_of_a_bundle(theme: Theme) -> None:
    alone = painted(theme, [Plan(0, 200, 96, (BUNDLE,))])
    crossed = painted(theme, [Plan(0, 200, 96, (BUNDLE, CHOSEN))])
    assert crossed != alone
    within = QRect(43, 95, 10, 10)
    assert crossed.copy(within) == alone.copy(within)


@pytest.mark.parametrize("turned", [False, True])
def test_no_curve_of_another_zone_runs_over_a_stub(theme: Theme, turned: bool) -> None:
    stub, curve = Plan(0, 200, 96, stubs=(STUB,)), Plan(0, 200, 96, (CHOSEN,))
    alone = painted(theme, [stub])
    crossed = painted(theme, [curve, stub] if turned else [stub, curve])
    assert crossed != alone
    within = QRect(34, 92, 30, 15)
    assert crossed.copy(within) == alone.copy(within)


def test_a_chosen_curve_leaves_the_words_of_cards_on_its_way_legible(theme: Theme) -> None:
    level = replace(CHOSEN, points=((0.0, 100.0), (32.0, 100.0), (64.0, 100.0), (96.0, 100.0)))
    image = QImage(96, 200, QImage.Format.Format_ARGB32)
    image.fill(theme.tokens.paper)
    painter = QPainter(image)
    free = QRegion(0, 0, 96, 200) - QRegion(30, 80, 30, 40)
    paint_curves(painter, Plan(0, 200, 96, (level,)), replace(Ink(theme), over_map=LEFT, free=free))
    painter.end()
    accent, paper = theme.tokens.accent.lightness(), theme.tokens.paper.lightness()
    beside, over = (image.pixelColor(x, 100).lightness() for x in (10, 45))
    assert abs(beside - accent) < 8 and accent + (paper - accent) * 0.4 < over < paper
