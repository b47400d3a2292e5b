"""Choosing from a list by a few letters: what begins or stands at the start of a word first, slips of the keys last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

LIKENESS = 75  # of 100: how near a mistyped word must come
SCATTERED = 6  # the rank of letters in order, anywhere
SHORTEST_SLIP = 5  # letters; anything shorter is like too many words

# Letters that do not come apart into a plain letter and a mark.
_PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "’": "'"}
_NO_LETTER = re.compile(r"[^\w\n]|_")


def plain(text: str) -> str:
    """The text in small letters without marks above or below them."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    folded = normalize("NFD", folded)
    for mark in [c for c in set(folded) if combining(c)]:
        folded = folded.replace(mark, "")
    for letter, letters in _PLAIN.items():
        folded = folded.replace(letter, letters)
    return folded


@dataclass(frozen=True, slots=True)
class _Choices:
    plain: tuple[str, ...]
    spaced: tuple[str, ...]  # with a space before every word


@lru_cache(maxsize=4)
def _prepared(choices: tuple[str, ...]) -> _Choices:
    lines = plain("\n".join(choice.replace("\n", " ") for choice in choices))  # at once: ten times as quick
    return _Choices(tuple(lines.split("\n")), tuple(_spaced(lines).split("\n")))


def _spaced(folded: str) -> str:
    return " " + _NO_LETTER.sub(" ", folded).replace("\n", "\n ")


def ranked(wanted: str, choices: Sequence[str], limit: int) -> list[tuple[int, list[int]]]:
    """The best `limit` of `choices`: (index, places of the matched characters, in code points of the choice).

    Best first: the whole, its beginning, the start of a word, starts of several words in any order, the middle of a
    word, letters in order; then what is like it. Within each by likeness. Nothing wanted: the first ones as they are.
    """
    letters = plain(wanted).split()
    if not letters:
        return [(index, []) for index in range(min(limit, len(choices)))]
    held = _prepared(tuple(choices))
    order = _in_order(letters, held)
    sure = [index for index, rank in order if rank < SCATTERED][:limit]
    if len(sure) < limit:
        scattered = [index for index, rank in order if rank == SCATTERED]
        sure += _alike(" ".join(letters), held, scattered, set(sure))[: limit - len(sure)]
    return [(index, _places(letters, choices[index].replace("\n", " "))) for index in sure]


def _in_order(words: list[str], held: _Choices) -> list[tuple[int, int]]:
    """(index, rank) of the choices that hold all letters, the best first."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import LCSseq

    whole, letters = " ".join(words), "".join(words)
    found = process.extract(letters, held.plain, scorer=LCSseq.similarity, score_cutoff=len(letters), limit=None)
    ranks = {index: _rank(whole, words, held.plain[index], held.spaced[index]) for _choice, _score, index in found}
    if len(words) > 1:
        starts = [" " + word for word in words]
        for index, spaced in enumerate(held.spaced):
            if index not in ranks and all(start in spaced for start in starts):
                ranks[index] = 3
    some = {index: held.plain[index] for index in ranks}
    likeness = {index: score for _choice, score, index in process.extract(whole, some, scorer=fuzz.ratio, limit=None)}
    order = sorted(ranks, key=lambda index: (ranks[index], -likeness.get(index, 0), index))
    return [(index, ranks[index]) for index in order]


def _rank(whole: str, words: list[str], choice: str, spaced: str) -> int:
    if choice.startswith(whole):
        return 0 if choice == whole else 1
    if " " + whole in spaced:
        return 2
    if all(" " + word in spaced for word in words):
        return 3
    return 4 if whole in choice else 5 if _initials(whole, spaced) else SCATTERED


def _initials(whole: str, spaced: str) -> bool:
    return whole in "".join(word[0] for word in spaced.split())


def _alike(wanted: str, held: _Choices, scattered: list[int], left_out: set[int]) -> list[int]:
    """Letters far apart and slips of the keys, the likest first; the rest of `scattered` behind them."""
    from rapidfuzz import fuzz, process

    if len(wanted) < SHORTEST_SLIP:
        return scattered
    found = process.extract(wanted, held.plain, scorer=fuzz.partial_ratio, score_cutoff=LIKENESS, limit=None)
    # a choice shorter than what was typed may stand in it by chance: "iran" in "brandnew"
    least = len(wanted) - 1
    alike = [index for choice, _score, index in found if index not in left_out and len(choice) >= least]
    known = set(alike)
    return alike + [index for index in scattered if index not in known]


# -- what to set in bold


def _places(words: list[str], choice: str) -> list[int]:
    """The characters of `choice` that stand for what was typed."""
    folded, origin = _with_origin(choice)
    spaced = _spaced(folded)
    for found in (
        _run(" ".join(words), folded, spaced),
        _runs(words, folded, spaced),
        _scattered(words, folded, spaced),
    ):
        if found is not None:
            return sorted({origin[at] for at in found})
    return sorted({origin[at] for at in _like_places(" ".join(words), folded)})


def _with_origin(choice: str) -> tuple[str, list[int]]:
    parts = [plain(c) for c in choice]
    return "".join(parts), [at for at, part in enumerate(parts) for _c in part]


def _run(word: str, folded: str, spaced: str) -> range | None:
    at = spaced.find(" " + word)
    if at < 0:
        at = folded.find(word)
    return range(at, at + len(word)) if at >= 0 else None


def _runs(words: list[str], folded: str, spaced: str) -> list[int] | None:
    found = [_run(word, folded, spaced) for word in words]
    return None if None in found else [at for run in found if run is not None for at in run]


def _scattered(words: list[str], folded: str, spaced: str) -> list[int] | None:
    """Starts of words if they serve, else the letters in order, standing together as near as can be."""
    letters = "".join(words)
    firsts = [at for at, c in enumerate(folded) if spaced[at] == " " and c.isalnum()]
    initials = "".join(folded[at] for at in firsts).find(letters)
    if initials >= 0:
        return firsts[initials : initials + len(letters)]
    at = -1
    for letter in letters:
        at = folded.find(letter, at + 1)
        if at < 0:
            return None
    found = []
    for letter in reversed(letters):
        at = folded.rfind(letter, 0, at + 1)
        found.append(at)
        at -= 1
    return found


def _like_places(wanted: str, folded: str) -> list[int]:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Indel

    part = fuzz.partial_ratio_alignment(wanted, folded)
    if part is None:
        return []
    stretch = folded[part.dest_start : part.dest_end]
    steps = Indel.opcodes(wanted[part.src_start : part.src_end], stretch)
    same = [range(step.dest_start, step.dest_end) for step in steps if step.tag == "equal"]
    return [part.dest_start + at for run in same for at in run]
