"""What people write before a point of a list to say what it is: in English, German, French, the window's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from models.messages import N_, _
from models.words import KIND_NAMES

SUPPORT = "support"
UNSTATED = N_("unstated")
LINKED = N_("linked with the one above")
LABELS: dict[str, str] = {  # a word as people write it: what it says
    **{name: kind for kind, name in KIND_NAMES.items() if kind in ("claim", "evidence", "rebuttal", "undercut")},
    N_("Pro"): SUPPORT,
    N_("Reason"): SUPPORT,
    N_("Premise"): SUPPORT,
    N_("Con"): "rebuttal",
    N_("Objection"): "rebuttal",
    N_("Counterargument"): "rebuttal",
}
_ABROAD: dict[str, str] = {  # lists are handed round between languages; a Con read as a reason would turn the argument
    **dict.fromkeys(("behauptung", "thèse", "affirmation"), "claim"),  # "these" is too common a word of English
    **dict.fromkeys(("beleg", "nachweis", "preuve"), "evidence"),
    **dict.fromkeys(("dafür", "grund", "begründung", "prämisse", "pour", "raison", "prémisse"), SUPPORT),
    **dict.fromkeys(("contra", "kontra", "dagegen", "einwand", "gegenargument", "widerlegung"), "rebuttal"),
    **dict.fromkeys(("contre", "contre-argument", "réfutation"), "rebuttal"),
}
_UNSTATED = (UNSTATED, N_("implicit"))


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a label says (claim, evidence, rebuttal, undercut, support; "" without one), and the words behind it."""

    label: str
    text: str
    implicit: bool = False
    linked: bool = False


def labelled(text: str) -> Labelled:
    """`**Evidence (unstated):** words`, `Con: words`, `**Claim 1.2** words` or just words."""
    table, marks, pattern = _table(tuple(map(_, (*LABELS, *_UNSTATED, LINKED))))
    match = pattern.match(text)
    if match is None:
        return Labelled("", text)
    said = [part.strip().casefold() for part in (match["marks"] or match["after"] or "").split(",") if part.strip()]
    if any(mark not in marks for mark in said):
        return Labelled("", text)
    label = table[(match["bold_label"] or match["label"]).casefold()]
    meant = {marks[mark] for mark in said}
    return Labelled(label, text[match.end() :], UNSTATED in meant, LINKED in meant)


@lru_cache(maxsize=4)
def _table(translated: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    """Labels and marks by their words in small letters, and how they are written; for the words of one language."""
    words = (*LABELS, *_UNSTATED, LINKED)
    table = dict(_ABROAD)
    marks: dict[str, str] = {}
    for word, other in zip(words, translated, strict=True):
        for each in (other.casefold(), word.casefold()):
            if word in LABELS:
                table[each] = LABELS[word]
            else:
                marks[each] = LINKED if word == LINKED else UNSTATED
    names = "|".join(re.escape(name) for name in sorted(table, key=len, reverse=True))
    noted = r"\((?P<{}>[^()]*)\)"
    bold = rf"(?P<bold>\*\*|__)(?P<bold_label>{names})(?P<number>\ \d+(?:\.\d+)*)?"
    after = rf"(?P=bold)(?:\ {noted.format('after')})?(?:\ ?[::]|(?(number)(?=\s|$)|(?!)))"
    plain = rf"(?P<label>{names})(?:\ ?\((?P<marks>[^()]*)\))?[\ \u00a0\u202f]?[::]"
    # French sets a space that does not break before the colon
    pattern = rf"(?:{bold}(?:\ ?[::]\ ?(?P=bold)|{after})|{plain})\s*"
    return table, marks, re.compile(pattern, re.IGNORECASE)
