"""A small map with everything in it stands where it was last looked at and found good."""

from __future__ import annotations

import json

import pytest

from models.layout.cards import Shape
from tests.models.layout.gardens import every_feature
from tests.models.layout.golden import FILE, told


def same(found: object, wanted: object, where: str) -> None:
    """Equal, numbers to a hundredth of a pixel."""
    if isinstance(wanted, list):
        assert isinstance(found, list) and len(found) == len(wanted), where
        for at, (one, other) in enumerate(zip(found, wanted, strict=True)):
            same(one, other, f"{where}[{at}]")
    elif isinstance(wanted, float):
        assert found == pytest.approx(wanted, abs=0.01), where
    else:
        assert found == wanted, where


@pytest.mark.parametrize("shape", list(Shape))
def test_geometry(shape: Shape) -> None:
    wanted = json.loads(FILE.read_text(encoding="utf-8"))[shape.value]
    found = told(every_feature(), shape)
    assert list(found) == list(wanted)
    for part, value in found.items():
        same(value, wanted[part], part)


def test_the_map_has_every_feature() -> None:
    for shape in Shape:
        found = told(every_feature(), shape)
        ends = {route[0] for route in found["routes"] if route}  # type: ignore[attr-defined]
        assert ends == {"card", "bar", "ring", "bracket"}
        assert len(found["brackets"]) == 1  # type: ignore[arg-type]
