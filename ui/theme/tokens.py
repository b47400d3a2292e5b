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
class Tokens:
    """One colour for each use; `kinds` is keyed by the words of models.entities.Kind."""

    paper: QColor  # reading surface, map ground
    panel: QColor  # side panels, bars
    gutter: QColor  # between the two sides
    ink: QColor  # text
    muted: QColor  # secondary text
    line: QColor  # hairlines
    covered: QColor  # coverage bar: annotated paragraphs
    accent: QColor  # selection, focus, links made by the user
    selection: QColor  # tint of the selected row or passage
    partner: QColor  # paler tint of linked rows
    kinds: dict[str, KindColours]
    is_dark: bool


def _kinds(
    claim: str, claim_fill: str, evidence: str, evidence_fill: str, rebuttal: str, rebuttal_fill: str
) -> dict[str, KindColours]:
    return {
        "claim": KindColours(QColor(claim), QColor(claim_fill)),
        "evidence": KindColours(QColor(evidence), QColor(evidence_fill)),
        "rebuttal": KindColours(QColor(rebuttal), QColor(rebuttal_fill)),
    }


LIGHT = Tokens(
    paper=QColor("#FCFBF8"),
    panel=QColor("#F3F1EC"),
    gutter=QColor("#F8F6F1"),
    ink=QColor("#23211E"),
    muted=QColor("#66615A"),
    line=QColor("#D9D4CB"),
    covered=QColor("#A9A297"),
    accent=QColor("#5B4B9A"),
    selection=QColor("#E7E2F5"),
    partner=QColor("#F1EEFA"),
    kinds=_kinds("#1F5FA6", "#E3EDF8", "#0B7A5A", "#DFF3EC", "#B5401C", "#FBE6DE"),
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
    accent=QColor("#B3A4F0"),
    selection=QColor("#37305A"),
    partner=QColor("#2F2C45"),
    kinds=_kinds("#7FB2EC", "#22384F", "#63C9A4", "#1E3D34", "#F0936F", "#4A2C22"),
    is_dark=True,
)
