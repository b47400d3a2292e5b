"""The field's words for kinds and relations, once for screen, labels and exports; each is a gettext msgid."""

from __future__ import annotations

from models.messages import N_

KIND_NAMES: dict[str, str] = {
    "claim": N_("Claim"),
    "evidence": N_("Evidence"),
    "rebuttal": N_("Rebuttal"),
    "undercut": N_("Undercut"),
}

# what a node does to its parent: see models.steps.bearing_of
BEARINGS: dict[str, str] = {
    "supports": N_("supports"),
    "rebuts": N_("rebuts"),
    "undercuts": N_("undercuts"),
}

# which way a map's tree grows: a value of models.layout.Shape
SHAPE_NAMES: dict[str, str] = {
    "down": N_("Top-down"),
    "right": N_("Left to right"),
    "compact": N_("Compact"),
}

# kind of link: (as its source says it, as its target says it)
RELATIONS: dict[str, tuple[str, str]] = {
    "rebuts": (N_("rebuts"), N_("rebutted by")),
    "undercuts": (N_("undercuts"), N_("undercut by")),
    "questions": (N_("questions the evidence of"), N_("questioned by")),
    "turns": (N_("turns"), N_("turned by")),
    "answers": (N_("answers"), N_("answered by")),
    "concedes": (N_("concedes"), N_("conceded by")),
    "agrees": (N_("agrees with"), N_("agrees with")),
    "tension": (N_("in tension with"), N_("in tension with")),
    "same_evidence": (N_("same evidence as"), N_("same evidence as")),
    "supports": (N_("supports"), N_("supported by")),
}

# whether a claim is answered, and a challenge met: in full, and where there is little room
STATUS_NAMES: dict[str, str] = {
    "unanswered": N_("unanswered"),
    "partly": N_("partly answered"),
    "answered": N_("answered"),
    "conceded": N_("conceded"),
    "open": N_("open"),
    "met": N_("met"),
}
SHORT_STATUSES: dict[str, str] = STATUS_NAMES | {"partly": N_("partly")}

# the sections of a clash table below its headings
SECTIONS: dict[str, str] = {
    "rest": N_("Under no heading"),
    "unlinked": N_("Points without a partner"),
    "common": N_("Common ground"),
}

# who leads, or whose evidence is better, where it is none of the two cases
PARTY_NAMES: dict[str, str] = {"even": N_("even"), "neither": N_("neither")}

# how strong a link is, from 0 to 1, in words
STRENGTHS: dict[float, str] = {
    0.25: N_("weak"),
    0.5: N_("fair"),
    0.75: N_("strong"),
    1.0: N_("decisive"),
}

# in sentences: "Add evidence ...", "Link ... as tension"
PLAIN: dict[str, str] = {
    "claim": N_("claim"),
    "evidence": N_("evidence"),
    "rebuttal": N_("rebuttal"),
    "undercut": N_("undercut"),
    "rebuts": N_("rebuts"),
    "undercuts": N_("undercuts"),
    "questions": N_("questions the evidence"),
    "turns": N_("turns"),
    "answers": N_("answers"),
    "concedes": N_("concedes"),
    "agrees": N_("agrees"),
    "tension": N_("tension"),
    "same_evidence": N_("same evidence"),
    "supports": N_("supports"),
    "title": N_("title"),
    "heading": N_("heading"),
    "paragraph": N_("paragraph"),
    "quote": N_("quotation"),
    "item": N_("list item"),
    "caption": N_("caption"),
    "subtitle": N_("subtitle"),
    "byline": N_("line on author and date"),
    "footnote": N_("footnote"),
    "author_note": N_("note on the author"),
    "furniture": N_("site text"),
}
# a kind of link where there is little room
SHORT_LINKS: dict[str, str] = {kind: PLAIN[kind] for kind in RELATIONS} | {
    "questions": N_("questions evidence"),
    "agrees": N_("agree"),
    "tension": N_("in tension"),
}


def nearest_strength(strength: float) -> float:
    """The strength that has a word and is nearest to one from 0 to 1."""
    return min(STRENGTHS, key=lambda known: abs(known - strength))
