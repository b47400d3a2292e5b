"""The measures of the reading text, which are the user's: face, size, spacing and width of the column."""

from __future__ import annotations

from dataclasses import dataclass

SIZES, SPACINGS, WIDTHS = (10, 40), (1.2, 2.2), (40, 100)
CHARACTER = 0.44  # of the size: the average of English in the theme's face


@dataclass(frozen=True, slots=True)
class Reading:
    """How an article is set. Zoom is a matter of `size`."""

    family: str = ""  # empty: the theme's face
    size: int = 16  # pixels
    spacing: float = 1.5  # from line to line, as a multiple of the size
    width: int = 75  # characters a line has room for

    @property
    def line(self) -> int:
        """From line to line in pixels, always even."""
        return 2 * round(self.size * self.spacing / 2)

    @property
    def column(self) -> int:
        """The widest the text may run, in pixels."""
        return round(self.width * self.size * CHARACTER)

    @property
    def fill(self) -> int:
        """The height of a passage's tint in pixels: what the letters need, with air to the next line; even."""
        air = 4 if self.line - 4 >= self.size else 2
        return min(self.line - air, 2 * round(self.size * 0.625))

    def scaled(self, pixels: int) -> int:
        """A space between lines that is `pixels` at the ordinary line of 24."""
        return round(pixels * self.line / 24)

    def indented(self, pixels: int) -> int:
        """A space beside letters that is `pixels` at the ordinary size of 16."""
        return round(pixels * self.size / 16)

    def bounded(self) -> Reading:
        """The nearest measures that can be read."""
        return Reading(
            self.family,
            round(_within(self.size, SIZES)),
            round(_within(self.spacing, SPACINGS), 2),
            round(_within(self.width, WIDTHS)),
        )


def _within(value: float, bounds: tuple[float, float]) -> float:
    return max(bounds[0], min(value, bounds[1]))
