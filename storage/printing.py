"""What is printed, or written as PDF, and how. Pages are made in `ui.printing`; here is no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.errors import UserError
from models.messages import N_
from storage.pictures import LINES, MARGINS, ORIENTATIONS, OVERLAPS, PAPERS, SCALES, SHAPES, Orientation, PictureOptions

Content = Literal["text", "tree", "map", "clash"]

CONTENTS: dict[str, str] = {
    "text": N_("Text of the article"),
    "tree": N_("Tree as an outline"),
    "map": N_("Map"),
    "clash": N_("Clash table"),
}
"""What can be printed, and what people call it (gettext msgids)."""

SIZES = (6.0, 18.0)  # points
FITS: dict[str, tuple[str, ...]] = {
    "size": ("text", "tree", "clash"),
    "passages": ("tree",),
    "notes": ("tree", "clash"),
    "shape": ("map",),
    "lines": ("map",),
    "tiled": ("map",),
    "scale": ("map",),
    "overlap": ("map",),
    "level": ("map",),
    "dark": ("map",),
    "transparent": (),
    "case": ("text", "tree", "map"),
    "branch": ("text", "tree", "map"),
    "pairing": ("text", "tree", "clash"),
}
"""The options that concern only some of the contents."""

EVERY = ("paper", "orientation", "margin", "plain")
"""Those that concern each of them."""


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How pages look. What does not concern the content is left unread."""

    content: Content = "text"
    paper: str = "A4"
    orientation: Orientation = "auto"
    margin: float = 18.0  # millimetres on each side
    size: float = 10.0  # points: the type that most is set in
    passages: bool = True  # of the points of a tree
    notes: bool = True  # what was noted of points, or of the rows of a clash table
    furniture: bool = True  # head and foot: titles, page n of m
    shape: str = "compact"  # of a map, as all that follows
    lines: int | None = None
    tiled: bool = False
    scale: float = 1.0
    overlap: float = 10.0

    def checked(self) -> PrintOptions:
        """These options. Raises UserError for a value out of its range."""
        numbers = (
            ("--size", self.size, SIZES),
            ("--margin", self.margin, MARGINS),
            ("--scale", self.scale, SCALES),
            ("--overlap", self.overlap, OVERLAPS),
            ("--lines", LINES[0] if self.lines is None else self.lines, LINES),
        )
        for name, number, (low, high) in numbers:
            if not low <= number <= high:  # also for what is no number
                values = {"value": f"{number:g}", "low": f"{low:g}", "high": f"{high:g}"}
                raise UserError("picture.range", name=name, **values)
        for name, value, words in (
            ("--content", self.content, tuple(CONTENTS)),
            ("--paper", self.paper, tuple(PAPERS)),
            ("--orientation", self.orientation, ORIENTATIONS),
            ("--shape", self.shape, SHAPES),
        ):
            if value not in words:
                raise UserError("picture.choice", name=name, value=value, choices=", ".join(words))
        return self

    def picture(self) -> PictureOptions:
        """A map's part of it."""
        return PictureOptions(
            format="pdf",
            shape=self.shape,
            lines=self.lines,
            scale=self.scale,
            paper=self.paper,
            orientation=self.orientation,
            margin=self.margin,
            tiled=self.tiled,
            overlap=self.overlap,
        )


def misplaced(content: str, given: Iterable[str]) -> UserError | None:
    """What is wrong with options that were given (by their names) for what is printed."""
    for option in given:
        fits = FITS.get(option, tuple(CONTENTS) if option in EVERY else ())
        if not fits:
            return UserError("print.no_pages", option=f"--{option.replace('_', '-')}")
        if content not in fits:
            return UserError("print.misplaced", option=f"--{option}", contents=", ".join(fits))
    return None
