"""Finding a passage again in a changed text, when it no longer stands where it stood.

In order: what is left at its own place, the exact words with the best context, nearly the same words with an error
bound. The weights are those of Hypothesis' client (quote 50, prefix 20, suffix 20, position 2), with the least score
that it lacks. Offsets are Unicode code points, end exclusive; scores go from 0 to 100.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from models.anchors import CONTEXT, snapped, trimmed
from models.differing import Shifting
from models.entities import Anchor

QUOTE, PREFIX, SUFFIX, POSITION = 50, 20, 20, 2
LEAST_SCORE = 60.0
LEAST_LEFT = 0.4  # of its characters, for a passage to count as changed at its own place
MOST_ERRORS = 256
SHORT = 12  # a quote with fewer characters needs a context that fits
SHORT_CONTEXT = 0.5
SEED = 12  # characters, from the beginning of a word, by which a quote's place is guessed
SEEDS, HITS, GUESSES = 12, 16, 3  # for one quote: seeds, places of one seed, places tried
SEARCHES = 1_000  # through the whole text, for quotes of words so common that seeds lead nowhere
NEAR = 20_000  # how far around its place a short quote is looked for
WIDENED = 24  # by snapping to words; more is a script without spaces
_SEED_START = re.compile(r"\b\w|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Place(NamedTuple):
    """A place in the new text. `sure`: good enough whatever its score; `own`: what is left at the passage's place."""

    start: int
    end: int
    score: float
    sure: bool = False
    own: bool = False

    @property
    def is_enough(self) -> bool:
        return self.sure or self.score >= LEAST_SCORE


class Attaching:
    """Looks for `lost` passages of the old text in the new one."""

    def __init__(self, old: str, new: str, shifting: Shifting, lost: Iterable[Anchor]) -> None:
        self._old, self._new, self._shifting = old, new, shifting
        self._quotes = {anchor.exact: _seeds(anchor.exact) for anchor in lost}
        self._hits = _hits(new, {seed for seeds in self._quotes.values() for seed in seeds.values()})
        self._searches = SEARCHES
        self._found: dict[tuple[int, int, str], Place | None] = {}

    def place(self, anchor: Anchor) -> Place | None:
        """The best place for a passage; None when none is good enough."""
        key = (anchor.start, anchor.end, anchor.exact)
        if key not in self._found:
            candidates = [*self._own(anchor), *self._exact(anchor)]
            if not any(place.is_enough for place in candidates):
                candidates += self._fuzzy(anchor)
            enough = [place for place in candidates if place.is_enough]
            self._found[key] = max(enough, key=lambda place: (place.score, place.own, -place.start), default=None)
        return self._found[key]

    def _own(self, anchor: Anchor) -> Iterator[Place]:
        """Where its ends went, when enough of it is left between them."""
        start, end = self._shifting.start(anchor.start), self._shifting.end(anchor.end)
        if start >= end:
            return
        gone, come = self._shifting.changed_in(anchor.start, anchor.end)
        length = anchor.end - anchor.start
        if end - start > 2 * length + 2 * CONTEXT and not self._shifting.holds(anchor.start, anchor.end):
            return  # it lay in what a much longer text replaced
        likeness = 2 * (length - gone) / (2 * length - gone + come)
        if self._old[anchor.start : anchor.end] != anchor.exact or not gone + come:
            likeness = _alike(anchor.exact, self._new[start:end])
        if not self._shifting.holds(anchor.start, anchor.end):
            likeness = max(likeness, _alike(anchor.exact, self._new[start:end]))
            start, end = _widened(self._new, start, end)
        start, end = trimmed(self._new, start, end)
        if start < end and likeness >= LEAST_LEFT:
            yield Place(start, end, self._score(anchor, start, end, likeness), own=True)

    def _exact(self, anchor: Anchor) -> Iterator[Place]:
        """Where its exact words stand, near its place or anywhere that its seeds lead to."""
        quote = anchor.exact
        starts = {at for at in self._guesses(quote) if self._new.startswith(quote, at)}
        starts.update(self._near(quote, self._shifting.start(anchor.start)))
        if not starts and len(quote) >= SHORT and self._searches:
            self._searches -= 1
            starts.update({self._new.find(quote)} - {-1})
        for start in starts:
            end = start + len(quote)
            if len(quote) >= SHORT or max(self._contexts(anchor, start, end)) >= SHORT_CONTEXT:
                yield Place(start, end, self._score(anchor, start, end, 1.0), sure=True)

    def _near(self, quote: str, expected: int) -> Iterator[int]:
        """Where the quote stands around its place, HITS times before and behind it at most."""
        at = self._new.find(quote, expected, expected + NEAR)
        for _turn in range(HITS):
            if at < 0:
                break
            yield at
            at = self._new.find(quote, at + 1, expected + NEAR)
        at = self._new.rfind(quote, max(0, expected - NEAR), expected + len(quote) - 1)
        for _turn in range(HITS):
            if at < 0:
                break
            yield at
            at = self._new.rfind(quote, max(0, expected - NEAR), at + len(quote) - 1)

    def _fuzzy(self, anchor: Anchor) -> Iterator[Place]:
        from rapidfuzz.distance import Levenshtein

        quote = anchor.exact
        most = min(MOST_ERRORS, len(quote) // 2)
        for guess in self._guesses(quote)[:GUESSES]:
            start, end = self._refined(quote, guess)
            start, end = _widened(self._new, start, end)
            errors = Levenshtein.distance(quote, self._new[start:end], score_cutoff=most)
            if start < end and errors <= most:
                likeness = 1 - errors / max(len(quote), end - start)
                yield Place(start, end, self._score(anchor, start, end, likeness))

    def _refined(self, quote: str, guess: int) -> tuple[int, int]:
        """The ends of the stretch around `guess` that is most like the quote."""
        from rapidfuzz import fuzz

        part = max(1, min(SEED * 4, len(quote) // 2))
        slack = SEED * 4 + min(MOST_ERRORS, len(quote) // 8)
        low = min(max(0, guess - slack), len(self._new))
        first = fuzz.partial_ratio_alignment(quote[:part], self._new[low : guess + part + slack])
        start = low + first.dest_start if first is not None else low
        low = min(max(start, start + len(quote) - part - slack), len(self._new))
        last = fuzz.partial_ratio_alignment(quote[-part:], self._new[low : start + len(quote) + slack])
        return start, max(start, low + last.dest_end if last is not None else start)

    def _guesses(self, quote: str) -> list[int]:
        """Where the quote may begin, by its seeds, those that most of them agree on first."""
        votes: Counter[int] = Counter()
        for offset, seed in self._quotes.get(quote, {}).items():
            votes.update({max(0, at - offset) for at in self._hits.get(seed, ())})
        near: dict[int, int] = {}  # places that differ by a few characters support each other
        ordered = sorted(votes)
        for start in ordered:
            low, high = bisect_left(ordered, start - SEED), bisect_left(ordered, start + SEED + 1)
            near[start] = sum(votes[each] for each in ordered[low:high])
        return sorted(ordered, key=lambda start: (-near[start], -votes[start], start))

    def _score(self, anchor: Anchor, start: int, end: int, likeness: float) -> float:
        before, after = self._contexts(anchor, start, end)
        far = abs(start - self._shifting.start(anchor.start)) / max(1, len(self._new))
        total = QUOTE * likeness + PREFIX * before + SUFFIX * after + POSITION * (1 - far)
        return round(100 * total / (QUOTE + PREFIX + SUFFIX + POSITION), 1)

    def _contexts(self, anchor: Anchor, start: int, end: int) -> tuple[float, float]:
        """How like what stood before the passage and behind it is to what stands there now."""
        before = self._old[max(0, anchor.start - CONTEXT) : anchor.start]
        after = self._old[anchor.end : anchor.end + CONTEXT]
        if self._old[anchor.start : anchor.end] != anchor.exact:  # it stood somewhere else: what it was made with
            before, after = anchor.prefix, anchor.suffix
        return (
            _alike(before, self._new[max(0, start - CONTEXT) : start]),
            _alike(after, self._new[end : end + CONTEXT]),
        )


def _alike(one: str, other: str) -> float:
    from rapidfuzz.distance import Levenshtein

    longer = max(len(one), len(other))
    if longer <= 4 * MOST_ERRORS:
        return Levenshtein.normalized_similarity(one, other)
    return 1 - Levenshtein.distance(one, other, score_cutoff=MOST_ERRORS * 4) / longer


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The place with whole words at its ends."""
    if start >= end:
        return start, end
    wide = snapped(text, start, end)
    return wide if start - wide[0] <= WIDENED and wide[1] - end <= WIDENED else trimmed(text, start, end)


def _seeds(quote: str) -> dict[int, str]:
    """A few stretches of the quote by their offsets in it, spread over all of it."""
    starts = [match.start() for match in _SEED_START.finditer(quote) if match.start() + SEED <= len(quote)]
    step = max(1, len(starts) // SEEDS)
    return {at: quote[at : at + SEED] for at in (*starts[::step], *starts[-1:])}


def _hits(text: str, seeds: set[str]) -> dict[str, list[int]]:
    """Where the seeds stand in the text, at most HITS places each."""
    found: dict[str, list[int]] = {}
    if not seeds:
        return found
    for match in _SEED_START.finditer(text):
        at = match.start()
        seed = text[at : at + SEED]
        if seed in seeds:
            places = found.setdefault(seed, [])
            if len(places) < HITS:
                places.append(at)
    return found
