"""Pictures of a map: their formats and every option of theirs. They are drawn in `ui.pictures`; here is no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.errors import UserError
from models.messages import N_
from models.words import SHAPE_NAMES


@dataclass(frozen=True, slots=True)
class PictureFormat:
    """`title` is a gettext msgid; `extension` has its dot."""

    name: str
    title: str
    extension: str


FORMATS = (
    PictureFormat("svg", N_("Picture for the web and drawing programs (SVG)"), ".svg"),
    PictureFormat("png", N_("Picture in pixels (PNG)"), ".png"),
    PictureFormat("pdf", N_("Picture to print (PDF)"), ".pdf"),
)
NAMES = tuple(each.name for each in FORMATS)
SHAPES = tuple(SHAPE_NAMES)
ORIENTATIONS = ("auto", "portrait", "landscape")
PAPERS: dict[str, tuple[float, float]] = {  # millimetres, upright
    "A5": (148, 210),
    "A4": (210, 297),
    "A3": (297, 420),
    "A2": (420, 594),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
}
SCALES = (0.1, 8.0)
LINES = (1, 99)
MARGINS = (5.0, 50.0)  # millimetres: page labels stand in them
OVERLAPS = (0.0, 40.0)

Orientation = Literal["auto", "portrait", "landscape"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a picture shows: cases by id, folded nodes, and the node whose branch alone is drawn (None: all)."""

    case_ids: tuple[str, ...]
    folded: frozenset[str] = frozenset()
    top: str | None = None


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """How a map is drawn. What does not concern the format is left unread: `misplaced` says what that is."""

    format: str = "svg"
    shape: str = "compact"
    lines: int | None = None  # most lines of text in a card; None: whole texts
    dark: bool = False
    transparent: bool = False  # SVG and PNG
    scale: float = 1.0  # PNG: pixels for each of 1/96 inch; PDF over several pages: of the true size
    paper: str = "A4"
    orientation: Orientation = "auto"
    margin: float = 10.0  # millimetres on each side of a page
    tiled: bool = False  # over several pages at `scale`; else fitted to one page
    overlap: float = 10.0  # millimetres that neighbouring pages share
    caption: bool = True  # the names of case and article below the map
    key: bool = True  # what the signs mean, below the map

    def checked(self) -> PictureOptions:
        """These options. Raises UserError for a value out of its range."""
        _within("--scale", self.scale, SCALES)
        if self.lines is not None:
            _within("--lines", self.lines, LINES)
        _within("--margin", self.margin, MARGINS)
        _within("--overlap", self.overlap, OVERLAPS)
        for name, value, words in (
            ("--format", self.format, NAMES),
            ("--shape", self.shape, SHAPES),
            ("--paper", self.paper, tuple(PAPERS)),
            ("--orientation", self.orientation, ORIENTATIONS),
        ):
            if value not in words:
                raise UserError("picture.choice", name=name, value=value, choices=", ".join(words))
        return self


def _within(name: str, value: float, bounds: tuple[float, float]) -> None:
    low, high = bounds
    if not low <= value <= high:  # also for what is no number
        raise UserError("picture.range", name=name, value=f"{value:g}", low=f"{low:g}", high=f"{high:g}")


FITS: dict[str, tuple[str, ...]] = {
    "transparent": ("svg", "png"),
    "scale": ("png", "pdf"),
    "paper": ("pdf",),
    "orientation": ("pdf",),
    "margin": ("pdf",),
    "tiled": ("pdf",),
    "overlap": ("pdf",),
}
"""The options that concern only some of the formats."""


def misplaced(name: str, given: Iterable[str], tiled: bool) -> UserError | None:
    """What is wrong with options that were given (by their field's names) for the format `name`."""
    for option in given:
        fits = FITS.get(option, NAMES)
        if name not in fits:
            return UserError("picture.misplaced", option=f"--{option}", formats=", ".join(fits))
        if name == "pdf" and option in ("scale", "overlap") and not tiled:
            return UserError("picture.needs_tiled", option=f"--{option}")
    return None
