"""The picture options that were used last, kept in the settings as one line of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace

from models.errors import UserError
from storage.pictures import PictureOptions
from ui.settings import Option, Settings

PICTURE = Option("files/picture", "", str)


def remembered(settings: Settings, shape: str) -> PictureOptions:
    """The options that were used last, with the shape that the map has on screen; the first ones where none fit."""
    first = PictureOptions(shape=shape)
    try:
        kept = json.loads(settings.get(PICTURE) or "{}")
        known = {each.name for each in fields(PictureOptions)}
        values = {name: value for name, value in kept.items() if name in known}
        return replace(first, **{**values, "shape": shape}).checked()
    except (ValueError, TypeError, AttributeError, UserError):  # of another version, or changed by hand
        return first


def remember(settings: Settings, options: PictureOptions) -> None:
    """Keep the options for the next time."""
    settings.set(PICTURE, json.dumps(asdict(options)))
