"""The picture of a small map with everything on it, as geometry: the same on every machine, whatever its fonts.

Widths of texts are made up, and what the painter is told is written down. After a wanted change:
    GOLDEN=write python -m pytest tests/ui/map/test_golden_picture.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from models.layout import Shape
from tests.ui.map.trees import FACTS, featured, make_scene
from ui.map.scene import Looks
from ui.theme.tokens import LIGHT

GOLDEN = Path(__file__).parents[2] / "golden"
PLACES = ("transform", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "points", "d")
COLOURS = ("fill", "stroke", "stroke-dasharray")
HANDED_DOWN = ("transform", *COLOURS, "stroke-width", "font-style", "font-weight")
WRITING = os.environ.get("GOLDEN") == "write"


class EvenMetrics:
    """Every letter is as wide as every other."""

    def __init__(self, font) -> None:
        self.letter = font.pixelSize() / 2

    def horizontalAdvance(self, text: str) -> float:
        return self.letter * len(text)

    def ascent(self) -> float:
        return 2 * self.letter

    def descent(self) -> float:
        return self.letter / 2

    def elidedText(self, text: str, _mode, room: float) -> str:
        return text[: int(room / self.letter) - 1] + "…"


def drawn(scene, looks: Looks) -> list[str]:
    """What the painter was told, one thing a line: shapes with their colours, texts with their places."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(2000, 2000))
    generator.setResolution(96)
    painter = QPainter(generator)
    scene.paint(painter, scene.bounds, 1.0, looks)
    painter.end()
    found: list[str] = []
    walk(ElementTree.fromstring(buffer.data().data()), {}, found)
    return found


def walk(element: ElementTree.Element, inherited: dict[str, str], found: list[str]) -> None:
    tag, own = element.tag.rpartition("}")[2], {**inherited, **element.attrib}
    if tag in ("path", "rect", "polyline", "circle", "ellipse", "text"):
        found.append(line_of(tag, own, (element.text or "").strip()))
    for child in element:
        walk(child, {name: own[name] for name in HANDED_DOWN if name in own}, found)


def line_of(tag: str, own: dict[str, str], text: str) -> str:
    parts = [tag, *(f"{name}={numbers(own[name])}" for name in PLACES if name in own)]
    parts += [f"{name}={own[name]}" for name in COLOURS if own.get(name, "none") != "none"]
    if own.get("stroke", "none") != "none":
        parts.append(f"stroke-width={numbers(own.get('stroke-width', ''))}")
    if tag == "text":
        parts.append(f"{own.get('font-style')} {own.get('font-weight')} {text!r}")
    return " ".join(part for part in parts if part != "transform=matrix(1,0,0,1,0,0)")


def numbers(text: str) -> str:
    """Rounded to a tenth: the last places differ from machine to machine."""
    return re.sub(r"-?\d+(\.\d+)?(e-?\d+)?", lambda found: f"{round(float(found[0]), 1) + 0:g}", text).strip()


@pytest.mark.parametrize("shape", Shape)
def test_the_picture_stands_still(theme, monkeypatch, shape):
    monkeypatch.setattr("ui.map.measure.QFontMetricsF", EvenMetrics)
    scene = make_scene(theme, featured(), FACTS, shape=shape, folded=frozenset("g"))
    looks = Looks(LIGHT, "f", frozenset("f"), ("d", "g"), frozenset("fba"), frozenset("e"))
    lines = drawn(scene, looks)
    path = GOLDEN / f"map_{shape}.txt"
    if WRITING:
        path.write_text("\n".join(lines) + "\n", "utf-8")
    assert lines == path.read_text("utf-8").splitlines()
