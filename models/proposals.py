"""Likely partners of a point in the other case: the more uncommon words two points share, the likelier.

The measure, in one sentence: the words of two points (their texts; at half weight their notes and passages) are
compared by the cosine of their angle, where a word that stands in k points of the pairing counts 1/√k. It runs from 0
(no word in common) to 1 (the same words). Words are compared by their stems; small words are left out (models.stems).
Nothing of a point's ancestors is read: they are proposed for themselves.

Measured on the bundled debate, whose links were drawn by hand (docs/adr/015): seen from the 36 ends of its 18 links
between two points, the partner is among the first five of 43 or 64 for 42 percent, at a mean rank of 15. The token
ratios of rapidfuzz reach 17 to 31 percent at ranks of 21 to 24; chance is 10 percent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import heappushpop, nlargest
from math import sqrt

from models.candidates import Gathered, Pair, Source, gather, left_out
from models.entities import Pairing
from models.project import Project
from models.stems import Stem, all_stems, stems

MOST = 2.0  # a word that is said again and again counts no more than this
LEAST = 0.03  # a likeness below this is chance
EFFORT = 2_000_000  # how many times two points are looked at for one word when the best pairs are sought
AT_ONCE = 200  # changed points from which on all lengths are worked out anew
TINY = 1e-12  # a point without words has no length to divide by
KEPT = 150  # points whose words' places are remembered
SPARE = 4  # so many times the pairs that are wanted are weighed exactly

Place = tuple[Stem, int, int]  # a word's stem, [start, end) in its text


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two nodes that may be partners. `shared`: words in common as they are written, those that weigh most first."""

    node_id: str
    other_id: str
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """How a measure comes about: so many words in common of those of the shorter point, and what the first weighs.

    `holders`: how many of all `points` have the word that weighs most.
    """

    common: int
    words: int
    weightiest: str
    holders: int
    points: int


class Likeness:
    """The words of both cases, indexed. `left_out` holds the pairs that are not proposed: linked or dismissed ones.

    Partners may be asked for in one thread while the best pairs are sought in another; `update` wants to be alone.
    """

    def __init__(self, project: Project, pairing: Pairing) -> None:
        self._set_up(gather(project, pairing), left_out(project, pairing))

    @classmethod
    def of(cls, gathered: Gathered) -> Likeness:
        """The index of what was gathered; nothing is left out yet."""
        made = cls.__new__(cls)
        made._set_up(gathered, frozenset())
        return made

    def _set_up(self, gathered: Gathered, left_out: AbstractSet[Pair]) -> None:
        self.left_out = left_out
        self.gathered = Gathered({}, {})
        self._words: tuple[dict[str, dict[Stem, float]], dict[str, dict[Stem, float]]] = ({}, {})
        self._having: tuple[dict[Stem, dict[str, float]], dict[Stem, dict[str, float]]] = ({}, {})
        self._read: dict[str, tuple[Source, list[tuple[str, list[Place]]]]] = {}
        self._squares: dict[str, float] = {}  # of the length of each point's words, by node id
        self.update(gathered)

    # -- keeping up

    def update(self, gathered: Gathered) -> int:
        """Take over what has changed, and nothing else; the number of points that were read anew or went."""
        changes = self._changed(gathered)
        count = sum(len(gone) + len(fresh) for gone, fresh in changes)
        at_once = count > AT_ONCE
        for at, (gone, fresh) in enumerate(changes):
            for node_id in (*gone, *(source.node.id for source in fresh)):
                self._drop(at, node_id, at_once)
            for source in fresh:
                self._put(at, source, at_once)
        if at_once:
            rarity = {stem: 1 / self._holders(stem) for having in self._having for stem in having}
            for words in self._words:
                for node_id, weights in words.items():
                    self._squares[node_id] = sum([w * w * rarity[stem] for stem, w in weights.items()])
        self.gathered = gathered
        return count

    def _changed(self, gathered: Gathered) -> list[tuple[list[str], list[Source]]]:
        """For either case: the points that went, and those that are to be read."""
        found = []
        for old, new in ((self.gathered.left, gathered.left), (self.gathered.right, gathered.right)):
            gone = [node_id for node_id in old if node_id not in new]
            found.append((gone, [source for node_id, source in new.items() if old.get(node_id) is not source]))
        return found

    def changes(self, gathered: Gathered) -> int:
        """How many points `update` would read anew or drop."""
        return sum(len(gone) + len(fresh) for gone, fresh in self._changed(gathered))

    def _put(self, at: int, source: Source, at_once: bool) -> None:
        node_id, weights = source.node.id, _weights(source)
        self._words[at][node_id] = weights
        having = self._having[at]
        for stem, weight in weights.items():
            if not at_once:
                self._recount(stem, 1)
            if stem in having:
                having[stem][node_id] = weight
            else:
                having[stem] = {node_id: weight}
        if not at_once:
            self._squares[node_id] = self._square(weights)

    def _drop(self, at: int, node_id: str, at_once: bool) -> None:
        having = self._having[at]
        for stem in self._words[at].pop(node_id, {}):
            having[stem].pop(node_id)
            if not at_once:
                self._recount(stem, -1)
            if not having[stem]:
                del having[stem]
        self._squares.pop(node_id, None)

    def _recount(self, stem: Stem, more: int) -> None:
        """A word is about to stand in one more point, or stands in one less: it counts otherwise in all others."""
        here = self._holders(stem)
        now, then = (here, here + 1) if more > 0 else (here + 1, here)
        if now and then:
            step = 1 / then - 1 / now
            for having in self._having:
                for node_id, weight in having.get(stem, {}).items():
                    self._squares[node_id] += weight * weight * step

    def _square(self, weights: Mapping[Stem, float]) -> float:
        return sum(weight * weight / self._holders(stem) for stem, weight in weights.items())

    # -- the measure

    def _holders(self, stem: Stem) -> int:
        left, right = self._having
        return len(left.get(stem, ())) + len(right.get(stem, ()))

    def _norm(self, node_id: str) -> float:
        return sqrt(max(self._squares[node_id], TINY))

    def _side_of(self, node_id: str) -> int | None:
        return next((at for at in (0, 1) if node_id in self._words[at]), None)

    def score(self, node_id: str, other_id: str) -> float:
        """How alike two points of different cases are, 0 to 1; 0 for a point that is in neither."""
        at, over = self._side_of(node_id), self._side_of(other_id)
        if at is None or over is None or at == over:
            return 0.0
        mine, theirs = self._words[at][node_id], self._words[over][other_id]
        product = sum(w * theirs[stem] / self._holders(stem) for stem, w in mine.items() if stem in theirs)
        return min(1.0, product / (self._norm(node_id) * self._norm(other_id)))

    # -- asking

    def partners(
        self, node_id: str, limit: int, kept: Collection[str] | None = None, *, everything: bool = False
    ) -> list[Proposal]:
        """The likeliest partners of a node, best first.

        `kept`: the only nodes that may be proposed. `everything`: the pairs that are left out too.
        """
        at = self._side_of(node_id)
        if at is None:
            return []
        found: dict[str, float] = {}
        having, words = self._having[1 - at], self._words[at][node_id]
        for stem, weight in words.items():
            others = having.get(stem)
            if others:
                share = weight / self._holders(stem)
                for other, theirs in others.items():
                    found[other] = found.get(other, 0.0) + share * theirs
        norm = self._norm(node_id)
        scored = (
            (min(1.0, product / (norm * self._norm(other))), other)
            for other, product in found.items()
            if (kept is None or other in kept) and (everything or frozenset((node_id, other)) not in self.left_out)
        )
        best = nlargest(limit, (pair for pair in scored if pair[0] >= LEAST))
        return [Proposal(node_id, other, score, self.shared(node_id, other)) for score, other in best]

    def best(self, limit: int, kept: Collection[str] | None = None) -> list[Proposal]:
        """The likeliest pairs of the pairing, best first; the first node is the left case's.

        Pairs that share nothing but words that stand in very many points are not looked for once there are so many of
        them that it would take long (EFFORT); they are hardly alike.
        """
        rare = self._telling_stems()
        having, left_out = self._having[1], self.left_out
        shorter = {other: 1 / self._norm(other) for other in self._words[1] if kept is None or other in kept}
        rough = [(0.0, "", "")] * (SPARE * limit)  # a heap, its least in front: what is below that is passed over
        for node_id, words in self._words[0].items():
            if kept is not None and node_id not in kept:
                continue
            found: dict[str, float] = {}
            for stem, weight in words.items():
                share = weight * rare.get(stem, 0.0)
                if share:
                    for other, theirs in having[stem].items():
                        found[other] = found.get(other, 0.0) + share * theirs
            norm = self._norm(node_id)
            for other, product in found.items():
                score = product * shorter.get(other, 0.0) / norm
                if score > rough[0][0] and frozenset((node_id, other)) not in left_out:
                    heappushpop(rough, (score, node_id, other))
        exact = ((self.score(a, b), a, b) for _rough, a, b in rough if a)
        best = nlargest(limit, (each for each in exact if each[0] >= LEAST))
        return [Proposal(a, b, score, self.shared(a, b)) for score, a, b in best]

    def _telling_stems(self) -> dict[Stem, float]:
        """The stems of both cases with what their sharing counts, from the rarest on, as far as EFFORT goes."""
        left, right = self._having
        costs = sorted((len(left[stem]) * len(right[stem]), stem) for stem in left.keys() & right.keys())
        found, effort = {}, 0
        for cost, stem in costs:
            effort += cost
            if effort > EFFORT:
                break
            found[stem] = 1.0 / self._holders(stem)
        return found

    # -- explaining

    def common(self, node_id: str, other_id: str) -> list[Stem]:
        """The stems that two points share, those that weigh most first."""
        at, over = self._side_of(node_id), self._side_of(other_id)
        if at is None or over is None:
            return []
        mine, theirs = self._words[at][node_id], self._words[over][other_id]
        weights = {stem: w * theirs[stem] / self._holders(stem) for stem, w in mine.items() if stem in theirs}
        return sorted(weights, key=lambda stem: (-weights[stem], stem))

    def shared(self, node_id: str, other_id: str) -> tuple[str, ...]:
        """The words that two points share as the second writes them, those that weigh most first.

        Neighbouring pairs of characters (of scripts without spaces) come as the one stretch that they make up.
        """
        wanted = {stem: rank for rank, stem in enumerate(self.common(node_id, other_id))}
        found: dict[str, tuple[int, str]] = {}  # by the word in small letters
        for text, places in self._places(other_id) if wanted else ():
            for stem, start, end in _stretches(places, wanted):
                word = text[start:end]
                found.setdefault(word.casefold(), (wanted[stem], word))
        best: dict[int, str] = {}  # one form of each stem: the first, which is the text's own if it has one
        for rank, word in found.values():
            best.setdefault(rank, word)
        return tuple(word for _rank, word in sorted(best.items()))

    def account(self, node_id: str, other_id: str) -> Account | None:
        """How the measure of two points comes about; None where they share nothing."""
        at, over = self._side_of(node_id), self._side_of(other_id)
        common = self.common(node_id, other_id)
        if not common or at is None or over is None:
            return None
        words = min(len(self._words[at][node_id]), len(self._words[over][other_id]))
        first = self.shared(node_id, other_id)[:1]
        points = len(self._words[0]) + len(self._words[1])
        return Account(len(common), words, first[0] if first else common[0], self._holders(common[0]), points)

    def marks(self, node_id: str, other_id: str) -> tuple[tuple[int, int], ...]:
        """Where in the text of the second point the words stand that it shares with the first: [start, end)."""
        wanted = dict.fromkeys(self.common(node_id, other_id), 0)
        places = self._places(other_id)
        if not wanted or not places:
            return ()
        return tuple((start, end) for _stem, start, end in _stretches(places[0][1], wanted))

    def _places(self, node_id: str) -> list[tuple[str, list[Place]]]:
        """Each text of a point, its own first, and where its words stand; kept for a while, since a list asks twice."""
        source = self.gathered.left.get(node_id) or self.gathered.right.get(node_id)
        if source is None:
            return []
        kept = self._read.get(node_id)
        if kept is not None and kept[0] is source:
            return kept[1]
        if len(self._read) >= KEPT:
            self._read.clear()
        places = [(text, list(stems(text, source.language))) for text, _weight in source.parts()]
        self._read[node_id] = source, places
        return places


def _weights(source: Source) -> dict[Stem, float]:
    """What each of a point's stems counts for itself, before its rarity."""
    found: dict[Stem, float] = {}
    for text, weight in source.parts():
        for stem in all_stems(text, source.language):
            found[stem] = found.get(stem, 0.0) + weight
    return {stem: min(MOST, weight) for stem, weight in found.items()}


def _stretches(places: list[Place], wanted: Mapping[Stem, int]) -> list[Place]:
    """Where the wanted stems stand, those that overlap in one; named by the one that weighs most."""
    found: list[Place] = []
    for stem, start, end in places:
        if stem not in wanted:
            continue
        if found and start < found[-1][2]:
            before = found.pop()
            found.append((min(before[0], stem, key=wanted.__getitem__), before[1], end))
        else:
            found.append((stem, start, end))
    return found
