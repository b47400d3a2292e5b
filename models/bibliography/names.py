"""Names of people, spoken ("Ludwig van Beethoven") and in parts as CSL-JSON has them (family, given, particles).

What a person wrote is kept as spoken; parts are guessed only where nobody gave them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Parts = dict[str, str]  # by CSL-JSON's names; {"literal": …} for an institution

FIELDS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|ph\.?d|m\.?d|esq)\.?|[ivx]{2,4}", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"\b(?:university|universität|université|universidad|institut\w*|ministry|department|office|agency|bureau|council"
    r"|committee|commission|organi[sz]ation|association|society|foundation|centre|center|group|team|press|news|bank"
    r"|union|party|parliament|court|academy|college|school|museum|library|society|federation|network|board|staff"
    r"|editors|collaboration|consortium|inc|ltd|llc|gmbh|of|for|and|the|und|für|des)\b|[&/]",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_PARTICLES = frozenset(
    (
        *("von", "van", "vom", "zu", "zum", "zur", "der", "den", "dem", "de", "del", "della", "dei", "di", "da", "das"),
        *("do", "dos", "du", "des", "la", "le", "les", "el", "al", "ten", "ter", "te", "af", "av", "ibn", "bin", "ben"),
        "bint",
    )
)


def is_institution(name: str) -> bool:
    """Whether a spoken name is an organisation's rather than a person's, as far as its words tell."""
    words = name.split()
    return len(words) > 1 and _INSTITUTION.search(" ".join(w for w in words if w not in _PARTICLES)) is not None


def spoken(name: Mapping[str, Any]) -> str:
    """{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"} -> "Ludwig van Beethoven"."""
    parts = {field: " ".join(str(name.get(field) or "").split()) for field in FIELDS}
    if parts["literal"]:
        return parts["literal"]
    if _HAN.fullmatch(parts["family"]) and _HAN.fullmatch(parts["given"]):
        return parts["family"] + parts["given"]
    particles = parts["dropping-particle"], parts["non-dropping-particle"]
    family = _behind(" ".join(part for part in particles if part), parts["family"])
    whole = " ".join(part for part in (parts["given"], family) if part)
    return f"{whole}, {parts['suffix']}" if parts["suffix"] and whole else whole or parts["suffix"]


def _behind(particle: str, family: str) -> str:
    """ "d'" and "Alembert" are one word."""
    if not particle or not family:
        return particle or family
    return particle + family if particle.endswith(("'", "’", "-")) else f"{particle} {family}"


def in_parts(name: str) -> Parts:
    """The likeliest parts of a spoken name. What comes out speaks as what went in, but for a turned "Family, Given"."""
    words = " ".join(name.split())
    if not words:
        return {}
    if is_institution(words) or (_HAN.fullmatch(words) and " " not in words):
        return {"literal": words}
    head, comma, tail = (part.strip() for part in words.rpartition(","))
    if comma and head and tail and not _SUFFIX.fullmatch(tail):
        return {"literal": words} if "," in head else _found(_with_particles([], head.split()), given=tail)
    return _plain(head.split(), tail) if comma and head and "," not in head else _plain_or_whole(words)


def _plain_or_whole(words: str) -> Parts:
    return {"literal": words} if "," in words else _plain(words.split(), "")


def _plain(words: list[str], suffix: str) -> Parts:
    if len(words) == 1:
        return _found({"family": words[0]}, suffix=suffix)
    first = next((at for at, word in enumerate(words[1:-1], 1) if word in _PARTICLES), len(words) - 1)
    while first < len(words) - 1 and not all(word in _PARTICLES for word in words[first:-1]):
        first += 1  # a particle in the midst of given names
    return _found(_with_particles(words[:first], words[first:]), suffix=suffix)


def _with_particles(given: Sequence[str], family: Sequence[str]) -> Parts:
    at = 0
    while at < len(family) - 1 and family[at] in _PARTICLES:
        at += 1
    parts = {"family": " ".join(family[at:])}
    if given:
        parts["given"] = " ".join(given)
    if at:
        parts["non-dropping-particle"] = " ".join(family[:at])
    return parts


def _found(parts: Parts, **more: str) -> Parts:
    return parts | {name: value for name, value in more.items() if value}


def as_spoken(line: str) -> str:
    """A name as somebody typed it, in the order in which it is spoken: "Lovelace, Ada" -> "Ada Lovelace"."""
    words = " ".join(line.split())
    return spoken(in_parts(words)) if "," in words else words


def names_of(authors: Iterable[str], known: Iterable[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """CSL names of spoken ones, each as it is known, else in its likeliest parts."""
    left = [dict(name) for name in known]
    found: list[dict[str, Any]] = []
    for author in authors:
        at = next((i for i, name in enumerate(left) if spoken(name) == author), None)
        found.append(left.pop(at) if at is not None else dict(in_parts(author)))
    return [name for name in found if name]


def family_of(name: Mapping[str, Any]) -> str:
    """What a name is filed under: the family name, or all of an institution's."""
    return str(name.get("family") or name.get("literal") or name.get("given") or "")
