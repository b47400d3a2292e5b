"""How each project was printed last, kept in the settings as one line of JSON, by the project's id."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from PySide6.QtCore import QLocale

from models.errors import UserError
from storage.printing import PrintOptions
from ui.settings import Option, Settings

PRINTS = Option("files/prints", "{}", str)
MOST = 50  # projects that are kept


@dataclass(slots=True)
class Kept:
    """Of one project. `part`: a value of ui.exporting.wanted.Part."""

    options: PrintOptions = field(default_factory=PrintOptions)
    part: str = ""


def recall(settings: Settings, key: str) -> Kept:
    """What was kept of a project; what cannot be understood is as at first, on the paper of the country."""
    first = PrintOptions(paper=usual_paper())
    raw = _all(settings).get(key)
    if not isinstance(raw, dict):
        return Kept(first)
    known = {each.name for each in fields(PrintOptions)}
    try:
        options = replace(first, **{name: value for name, value in raw["options"].items() if name in known}).checked()
    except (ValueError, TypeError, KeyError, AttributeError, UserError):  # of another version, or changed by hand
        options = first
    part = raw.get("part")
    return Kept(options, part if isinstance(part, str) else "")


def remember(settings: Settings, key: str, kept: Kept) -> None:
    """Keep it for the next time; the projects that were printed longest ago are forgotten."""
    found = _all(settings)
    found.pop(key, None)
    found[key] = {"options": asdict(kept.options), "part": kept.part}
    settings.set(PRINTS, json.dumps(dict(list(found.items())[-MOST:])))


def usual_paper() -> str:
    """What lies in the printers of the user's country."""
    is_american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return "Letter" if is_american else "A4"


def _all(settings: Settings) -> dict[str, Any]:
    try:
        found = json.loads(settings.get(PRINTS))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
