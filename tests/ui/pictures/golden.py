"""The golden picture: `python -m tests.ui.pictures.golden` writes it anew, to be looked at before it is committed.

What is kept is read from the SVG file and holds with any face: where cards stand across the lines of text, in which
order down them, what they say, which lines there are in which colour. Rows are told of the shape that grows down,
columns of the one that grows to the right.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from models.project import Project
from storage.pictures import SHAPES, PictureOptions, Wanted
from ui.pictures.writing import picture
from ui.theme import Theme
from ui.theme.theme import INTERFACE_PIXELS
from ui.theme.tokens import LIGHT

FILE = Path(__file__).resolve().parents[2] / "golden" / "picture.json"
NS = "{http://www.w3.org/2000/svg}"
FILLS = {LIGHT.kinds[kind].fill.name(): kind for kind in LIGHT.kinds}
STROKES = {LIGHT.step.name(): "support", LIGHT.kinds["rebuttal"].line.name(): "challenge", LIGHT.ink.name(): "bracket"}
SMALLEST = 100  # pixels: narrower fills are signs and the key
SAME_ROW = 12  # pixels that the tops of a row may differ by


class Shape(NamedTuple):
    """Something drawn, in the coordinates of the file."""

    fill: str
    stroke: str
    dashed: bool
    left: float
    top: float
    right: float
    bottom: float


def shapes(root: ElementTree.Element) -> Iterator[Shape]:
    """Everything that is drawn but the words."""
    for group in root.iter(f"{NS}g"):
        found = re.match(r"matrix\(([-\d.]+),0,0,([-\d.]+),([-\d.]+),([-\d.]+)\)", group.get("transform", ""))
        scale, _other, dx, dy = map(float, found.groups()) if found else (1.0, 1.0, 0.0, 0.0)
        for part in group:
            points = _points(part)
            if points:
                xs, ys = [x * scale + dx for x, _y in points], [y * scale + dy for _x, y in points]
                box = min(xs), min(ys), max(xs), max(ys)
                fill = part.get("fill") or group.get("fill") or ""
                yield Shape(fill, group.get("stroke", ""), group.get("stroke-dasharray") is not None, *box)


def _points(part: ElementTree.Element) -> list[tuple[float, float]]:
    if part.tag == f"{NS}rect":
        x, y, wide, high = (float(part.get(name, "0")) for name in ("x", "y", "width", "height"))
        return [(x, y), (x + wide, y + high)]
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", part.get("d") or part.get("points") or "")]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def words_in(root: ElementTree.Element, box: Shape) -> str:
    """What stands within a card, line after line."""
    found = []
    for group in root.iter(f"{NS}g"):
        shift = re.match(r"matrix\(1,0,0,1,([-\d.]+),([-\d.]+)\)", group.get("transform", ""))
        dx, dy = map(float, shift.groups()) if shift else (0.0, 0.0)
        for text in group.findall(f"{NS}text"):
            x, y = float(text.get("x", "0")) + dx, float(text.get("y", "0")) + dy
            if float(text.get("font-size", "0")) < INTERFACE_PIXELS:
                continue  # how much of a foot line has room depends on the face
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                found.append("".join(text.itertext()).strip())
    return " ".join(found)


def told(root: ElementTree.Element, shape: str) -> dict[str, list[object]]:
    """The cards and lines of a picture, without what depends on faces."""
    drawn = list(shapes(root))
    cards = [s for s in drawn if s.right - s.left > SMALLEST and (s.fill in FILLS or (s.dashed and s.fill == "none"))]
    down, across = shape == "down", shape == "right"
    cards.sort(key=lambda card: (card.top, card.left) if down else (card.left, card.top))
    places, columns = _ranks(card.top for card in cards), _ranks(card.left for card in cards)
    told_cards: list[object] = [
        [
            FILLS.get(card.fill, "unstated"),
            columns[card.left] if across else round(card.left),
            round(card.right - card.left),
            *([places[card.top]] if down else []),
            words_in(root, card),
        ]
        for card in cards
    ]
    lines = Counter(
        STROKES[s.stroke] + (" dashed" if s.dashed else "") for s in drawn if s.fill == "none" and s.stroke in STROKES
    )
    return {"cards": told_cards, "lines": [[name, lines[name]] for name in sorted(lines)]}


def _ranks(places: Iterable[float]) -> dict[float, int]:
    """In which row, or column, each of the places lies."""
    ordered = sorted(set(places))
    rows = [0]
    for one, two in pairwise(ordered):
        rows.append(rows[-1] + (two - one > SAME_ROW))
    return dict(zip(ordered, rows, strict=True))


def read(theme: Theme, project: Project, wanted: Wanted, shape: str) -> dict[str, list[object]]:
    """Draw a picture and read it back."""
    data, _losses = picture(theme, project, wanted, PictureOptions(shape=shape))
    return told(ElementTree.fromstring(data), shape)


def main() -> None:
    from PySide6.QtWidgets import QApplication

    from tests.ui.pictures.conftest import everything

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    project, wanted = everything()
    parts = []
    for shape in SHAPES:
        found = read(Theme(application, "light"), project, wanted, shape)
        rows = [f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in each) + "\n]" for name, each in found.items()]
        parts.append(f'"{shape}": {{\n' + ",\n".join(rows) + "\n}")
    FILE.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
