"""The colours of the visual language, light and dark (every text pair at 4.5:1 or better), and its measures.

Pixels at 100 percent scale.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

STEP = 4  # spacing comes in multiples of this


@dataclass(frozen=True, slots=True)
class KindColours:
    line: QColor
    fill: QColor


@dataclass(frozen=True, slots=True)
class TagColours:
    """The ground of a tag, on which it is written in ink, and the dot before it."""

    ground: QColor
    dot: QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour for each use; `kinds` is keyed by the words of models.entities.Kind, `tags` by models.tags.COLOURS."""

    paper: QColor  # reading surface, map ground
    panel: QColor  # side panels, bars
    gutter: QColor  # between the two sides
    ink: QColor  # text
    muted: QColor  # secondary text
    line: QColor  # hairlines
    covered: QColor  # a line a little stronger than a hairline
    step: QColor  # the line from a point to what it supports
    coverage: tuple[QColor, QColor, QColor]  # coverage bar: few, some and many passages
    accent: QColor  # selection, focus, links made by the user
    selection: QColor  # tint of the selected row or passage
    partner: QColor  # paler tint of linked rows
    found: QColor  # outline of what was searched for; at a tenth of its strength, its tint
    found_now: QColor  # the same for the one that is stepped on
    kinds: dict[str, KindColours]
    tags: dict[str, TagColours]
    is_dark: bool


def _kinds(
    claim: str, claim_fill: str, evidence: str, evidence_fill: str, rebuttal: str, rebuttal_fill: str
) -> dict[str, KindColours]:
    return {
        "claim": KindColours(QColor(claim), QColor(claim_fill)),
        "evidence": KindColours(QColor(evidence), QColor(evidence_fill)),
        "rebuttal": KindColours(QColor(rebuttal), QColor(rebuttal_fill)),
    }


def _tags(**pairs: str) -> dict[str, TagColours]:
    return {key: TagColours(*map(QColor, pair.split())) for key, pair in pairs.items()}


LIGHT = Tokens(
    paper=QColor("#FCFBF8"),
    panel=QColor("#F3F1EC"),
    gutter=QColor("#F8F6F1"),
    ink=QColor("#23211E"),
    muted=QColor("#66615A"),
    line=QColor("#D9D4CB"),
    covered=QColor("#A9A297"),
    step=QColor("#928B7F"),
    coverage=(QColor("#B3ACA1"), QColor("#918A7F"), QColor("#6E675D")),
    accent=QColor("#483290"),
    selection=QColor("#E7E2F5"),
    partner=QColor("#F1EEFA"),
    found=QColor("#7A7266"),
    found_now=QColor("#23211E"),
    kinds=_kinds("#1B56A0", "#E3EDF8", "#0B7A5A", "#DFF3EC", "#B03D1A", "#FBE6DE"),
    tags=_tags(
        red="#F8DFDA #BF3B2C",
        orange="#FAE5D0 #C26A16",
        yellow="#F4EBC0 #9C800C",
        green="#DFEFD6 #4A862A",
        teal="#D6EEEA #12796E",
        blue="#DCE9F8 #2A6BB2",
        violet="#E8E1F8 #6A54B4",
        pink="#F9DFEC #B43A7D",
        brown="#EBDFD2 #86582B",
        grey="#E4E1DB #746F67",
    ),
    is_dark=False,
)
DARK = Tokens(
    paper=QColor("#1E1F22"),
    panel=QColor("#26282C"),
    gutter=QColor("#222327"),
    ink=QColor("#E8E6E1"),
    muted=QColor("#A8A39A"),
    line=QColor("#3A3D43"),
    covered=QColor("#6C6A66"),
    step=QColor("#7A7772"),
    coverage=(QColor("#5C5B57"), QColor("#827F78"), QColor("#AFAAA1")),
    accent=QColor("#C0B2F5"),
    selection=QColor("#37305A"),
    partner=QColor("#2F2C45"),
    found=QColor("#A39D93"),
    found_now=QColor("#F4F2ED"),
    kinds=_kinds("#6EA3EA", "#22384F", "#6ACFA0", "#1E3D34", "#F0936F", "#4A2C22"),
    tags=_tags(
        red="#4C2926 #E8796C",
        orange="#4A331E #E79A52",
        yellow="#433D1C #D2B84A",
        green="#2C4124 #8CC46C",
        teal="#1D423D #5CC4B6",
        blue="#243D59 #74AEE8",
        violet="#3B335C #AE9CEE",
        pink="#4C293B #E681B4",
        brown="#433322 #C59A6C",
        grey="#3E4044 #A5A29B",
    ),
    is_dark=True,
)
