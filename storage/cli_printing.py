"""The part of the command `export` that asks for pages: `--format pdf` with another content than a map."""

from __future__ import annotations

import argparse

from models.errors import UserError
from models.messages import _
from storage.formats.registry import written
from storage.printing import CONTENTS, SIZES, Content, PrintOptions, misplaced

MAP: Content = "map"
FLAGS = (
    *("case", "branch", "level", "shape", "lines", "dark", "plain", "transparent", "scale"),
    *("paper", "orientation", "margin", "tiled", "overlap", "pairing", "size"),
)
TAKEN = ("paper", "orientation", "margin", "size", "passages", "notes")  # options that go on as they are


def add_arguments(export: argparse.ArgumentParser) -> None:
    """The flags of pages. None stands for what was not given."""
    flags = export.add_argument_group(_("pages (pdf)"))
    flags.add_argument("--content", choices=list(CONTENTS), help=_("what stands on the pages (map)"))
    low, high = SIZES
    words = _("text, tree, clash: size of the type, {low} to {high} points (10)").format(
        low=f"{low:g}", high=f"{high:g}"
    )
    flags.add_argument("--size", type=float, metavar=_("POINTS"), help=words)


def options_of(given: argparse.Namespace) -> PrintOptions | None:
    """How pages are to look; None for a map and for other formats. Raises UserError for what does not go together."""
    if given.format != "pdf":
        if given.content is not None:
            raise UserError("print.only_pdf")
        if given.size is not None:
            raise UserError("picture.misplaced", option="--size", formats="pdf")
        return None
    content: Content = given.content or MAP
    named = [name for name in FLAGS if getattr(given, name) is not None]
    if content == MAP:  # a picture, whose flags are looked at elsewhere
        named = [name for name in named if name == "size"]
    else:
        others = (option.name for each in written() for option in each.options)
        named += [
            name for name in dict.fromkeys(others) if getattr(given, name, None) is not None and name not in named
        ]
    wrong = misplaced(content, named)
    if wrong is not None:
        raise wrong
    if content == MAP:
        return None
    if given.pairing is not None and given.case:
        raise UserError("export.pairing_or_case")
    values = {name: getattr(given, name) for name in TAKEN if getattr(given, name, None) is not None}
    return PrintOptions(content=content, furniture=not given.plain, **values).checked()
