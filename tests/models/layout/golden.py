"""The golden layout: `python -m tests.models.layout.golden` writes it anew, to be looked at before it is committed."""

from __future__ import annotations

import json
from pathlib import Path

from models.layout.arranging import arrange
from models.layout.cards import Cards, Shape

FILE = Path(__file__).resolve().parents[2] / "golden" / "layout.json"


def told(cards: Cards, shape: Shape) -> dict[str, object]:
    """All geometry of a layout as JSON values, rounded to hundredths of a pixel."""
    arrangement = arrange(cards, shape)
    nodes = range(len(cards.parents))
    routes = [arrangement.route(node) for node in nodes]
    return {
        "bounds": rounded(arrangement.bounds),
        "cards": [rounded(arrangement.box(node)) for node in nodes],
        "routes": [route and [route.end, rounded(route.points), rounded(route.label)] for route in routes],
        "brackets": [
            [list(each.members), rounded(each.points), rounded(each.stem), rounded(each.label)]
            for node in nodes
            for each in arrangement.brackets(node)
        ],
    }


def rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 2) + 0.0
    return [rounded(each) for each in value] if isinstance(value, list | tuple) else value


def main() -> None:
    from tests.models.layout.gardens import every_feature

    cards = every_feature()
    lines = []
    for shape in Shape:
        parts = told(cards, shape)
        rows = [f'"{name}": ' + listed(part) for name, part in parts.items()]
        lines.append(f'"{shape.value}": {{\n' + ",\n".join(rows) + "\n}")
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def listed(part: object) -> str:
    """A list of lists with an item a line, so that a difference shows where it is."""
    if not isinstance(part, list) or not any(isinstance(each, list) for each in part):
        return json.dumps(part)
    return "[\n" + ",\n".join(json.dumps(each) for each in part) + "\n]"


if __name__ == "__main__":
    main()
