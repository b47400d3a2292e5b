"""Names of people as bylines give them."""

from __future__ import annotations

import re

from models.importing.repairs.lines import is_capitals

LONGEST = 44  # code points of one name
_PARTICLES_WORDS = "de da do dos das del della di du der den van von zu zur la le ter ten bin ibn al el y e af av"
PARTICLES = frozenset(_PARTICLES_WORDS.split())
_TOKEN = re.compile(r"(?:[^\W\d_]\.){1,3}-?(?:[^\W\d_]\.)?$|(?:[^\W\d_]['’])?[^\W\d_]+(?:[-'’][^\W\d_]+)*$")
_AFTER_NAME = re.compile(r"(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D)\.?$")
_TITLES = re.compile(r"(?:Dr|Prof|Professor|Sir|Dame|Mr|Mrs|Ms|Rev)\.?\s+(?=\S)")
_BETWEEN = re.compile(r"\s*(?:;|,\s*and\s|,\s*&|,|\s&\s|\s(?:and|und|et|y|en|och|og|и|e)\s)\s*")


def leading_name(text: str) -> tuple[str, str]:
    """The name that a line begins with, and what stands behind it; ("", text) where none does."""
    tokens: list[str] = []
    at = 0
    for match in re.finditer(r"\S+", text[:80]):
        word = match[0].rstrip(",;:|·")
        if not _is_part(word, first=not tokens):
            break
        tokens.append(word)
        at = match.start() + len(word)
        if len(word) != len(match[0]) or len(tokens) == 6:
            break
    while tokens and tokens[-1].casefold() in PARTICLES and tokens[-1].islower():
        at = text.rfind(tokens.pop(), 0, at)
    name = " ".join(tokens)
    if len(tokens) < 2 or len(name) > LONGEST or all(t.endswith(".") for t in tokens):
        return "", text
    return spoken(name), text[at:]


def is_name(text: str) -> bool:
    """Whether the whole line can be one name of two words or more."""
    bare = _TITLES.sub("", text.strip(), count=1)
    name, rest = leading_name(bare)
    return bool(name) and not rest.strip(" ,*†‡")


def names_in(text: str) -> tuple[str, ...]:
    """All the names of a list of names; () when anything in it is none."""
    parts = [part.strip() for part in _BETWEEN.split(text.strip()) if part.strip()]
    found: list[str] = []
    for part in parts:
        bare = _TITLES.sub("", part, count=1)
        if _AFTER_NAME.match(bare) and found:
            found[-1] += f", {bare}"
        elif is_name(bare):
            found.append(leading_name(bare)[0])
        else:
            return ()
    return tuple(found)


def spoken(name: str) -> str:
    """A name as people write it, from one set all in capitals."""
    if not is_capitals(name) or sum(c.isalpha() for c in name) < 5:
        return name
    return " ".join(part if part.endswith(".") else _small(part) for part in name.split())


def _small(word: str) -> str:
    if word.casefold() in PARTICLES:
        return word.casefold()
    low = re.sub(r"[^\W\d_]+", lambda m: m[0][:1] + m[0][1:].lower(), word)
    return re.sub(r"^(Mc|O['’])([a-z])", lambda m: m[1] + m[2].upper(), low)


def _is_part(word: str, *, first: bool) -> bool:
    if not _TOKEN.match(word):
        return False
    if word[:1].isupper():
        return True
    return not first and word in PARTICLES
