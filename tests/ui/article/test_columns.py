"""Where the parts stand across the view, however narrow it is."""

from __future__ import annotations

import pytest

from ui.article.columns import Columns
from ui.article.margin import FIRST, pitch_for


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("column", [211, 528, 924])
@pytest.mark.parametrize("width", [350, 360, 392, 402, 450, 650, 900, 1400])
def test_text_and_margins_fit_beside_each_other(width: int, column: int, mirrored: bool) -> None:
    columns = Columns(width, mirrored, column)
    outer = columns.text_x if not mirrored else width - columns.text_x - columns.text_width
    assert outer + columns.text_width + columns.lanes_edge == width
    assert columns.text_width >= min(270, column)
    assert columns.text_width <= column
    assert outer >= 44 and columns.lanes_edge >= 36
    assert not columns.in_coverage(columns.text_x) and not columns.in_lanes(columns.text_x + 1)
    assert FIRST + columns.lane_room <= columns.lanes_edge


def test_the_margins_are_let_be_broad_where_there_is_room() -> None:
    assert Columns(402, False, 528).text_x == 64
    assert Columns(402, True, 528).text_x == 58
    assert Columns(650, False, 528).text_width == 528


@pytest.mark.parametrize(("needed", "pitch"), [(0, 10), (5, 10), (6, 8), (7, 7), (10, 5), (40, 5)])
def test_the_pitch_follows_from_the_need(needed: int, pitch: int) -> None:
    assert pitch_for(needed, 50) == pitch
