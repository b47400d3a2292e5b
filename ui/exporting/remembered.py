"""How each project was exported last, kept in the settings as one line of JSON, by the project's id."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import UserError
from storage.formats.options import Value
from storage.formats.registry import Format
from ui.exporting.wanted import Wanted
from ui.session import Session
from ui.settings import Option, Settings

EXPORTS = Option("files/exports", "{}", str)
MOST = 50  # projects that are kept


@dataclass(frozen=True, slots=True)
class Last:
    """The export that can be repeated."""

    path: Path
    format: str
    options: dict[str, Value]
    wanted: Wanted


@dataclass(slots=True)
class Kept:
    """Of one project. `options` by the format's name; `ticked` are names of formats."""

    format: str = "markdown"
    part: str = ""
    folder: str = ""
    as_text: bool = False  # how a file is looked at that can be shown as read, too
    options: dict[str, dict[str, Value]] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    last: Last | None = None

    def chosen(self, found: Format) -> dict[str, Value]:
        """Every option of a format: what was kept and is still good, else what it is at first."""
        return sound(found, self.options.get(found.name, {}))


def sound(found: Format, given: Mapping[str, Any]) -> dict[str, Value]:
    """Every option of a format with what was given, where it takes that."""
    values = {option.name: option.default for option in found.options}
    for option in found.options:
        try:
            values[option.name] = option.checked(given.get(option.name, option.default))
        except UserError:  # of another version, or changed by hand
            continue
    return values


def key_of(session: Session) -> str:
    """What a project's habits are kept by: its id, or the file's name where that cannot be read just now."""
    from storage.projects import project_id

    try:
        return project_id(session.path) or str(session.path)
    except UserError:
        return str(session.path)


def recall(settings: Settings, key: str) -> Kept:
    """What was kept of a project; what cannot be understood is as at first."""
    kept = Kept()
    raw = _all(settings).get(key)
    if not isinstance(raw, dict):
        return kept
    for name in ("format", "part", "folder"):
        if isinstance(raw.get(name), str):
            setattr(kept, name, raw[name])
    kept.as_text = raw.get("as_text") is True
    if isinstance(raw.get("options"), dict):
        kept.options = {name: each for name, each in raw["options"].items() if isinstance(each, dict)}
    if isinstance(raw.get("ticked"), list):
        kept.ticked = tuple(map(str, raw["ticked"]))
    kept.last = _last(raw.get("last"))
    return kept


def keep(settings: Settings, key: str, kept: Kept) -> None:
    """Keep it for the next time; the projects that were exported longest ago are forgotten."""
    found = _all(settings)
    found.pop(key, None)
    last = kept.last
    found[key] = {
        "format": kept.format,
        "part": kept.part,
        "folder": kept.folder,
        "as_text": kept.as_text,
        "options": kept.options,
        "ticked": list(kept.ticked),
        "last": last
        and {
            "path": str(last.path),
            "format": last.format,
            "options": last.options,
            "wanted": last.wanted.to_json(),
        },
    }
    settings.set(EXPORTS, json.dumps(dict(list(found.items())[-MOST:])))


def _all(settings: Settings) -> dict[str, Any]:
    try:
        found = json.loads(settings.get(EXPORTS))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _last(raw: Any) -> Last | None:
    try:
        return Last(Path(raw["path"]), str(raw["format"]), dict(raw["options"]), Wanted.from_json(raw["wanted"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
