"""The links and pairings of an outline read back: each names its ends as the outline names points and cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.entities import LinkKind
from models.interchange.graph import Pair, Relation
from models.messages import Message, _
from models.report import STRENGTH
from models.words import RELATIONS
from storage.formats.markdown_noted import note_of
from storage.formats.markdown_outline import LINKS, MOTION, NOTE, NOTES, OUTSIDE, PAIRINGS
from storage.formats.markdown_text import inline, meant

_LINK = re.compile(r"- (?:\*\*(?P<label>[^*]+)\*\* )?(?P<source>.*?[^\\]) \*\*(?P<relation>[^*]+)\*\* (?P<target>.*)$")
_ANSWER = re.compile(r"(?P<label>\w+): ")
_LABELLED = re.compile(r"\*(?P<label>[^*]+):\*(?: (?P<rest>.*))?$", re.DOTALL)


@dataclass(slots=True)
class _Line:
    """A link or a pairing as it is written."""

    label: str
    source: str
    relation: str
    target: str
    where: str
    said: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""


class LinkLines:
    """Takes the blocks of the lists of links and pairings."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = {**labels, inline(_(STRENGTH)): STRENGTH, inline(STRENGTH): STRENGTH}
        self._lines: dict[str, list[_Line]] = {LINKS: [], OUTSIDE: [], PAIRINGS: []}
        self._unread = 0

    def take(self, area: str, block: str, line: int) -> None:
        if block.startswith("- "):
            match = _LINK.match(block)
            if match is None:
                self._unread += 1
                return
            ends = meant(match["source"]), match["relation"], meant(match["target"])
            self._lines[area].append(_Line(match["label"] or "", *ends, f"line {line}"))
            return
        lines = self._lines[area]
        if not lines:
            return
        match = _LABELLED.match(block) if block.startswith("*") else None
        if match is not None and match["label"] in self._labels:
            lines[-1].last = self._labels[match["label"]]
            block = match["rest"] or ""
        lines[-1].said.setdefault(lines[-1].last, []).append(block)

    def relations(self, points: Mapping[str, str]) -> tuple[list[Relation], list[Message]]:
        """The links, given the keys of the points by how links name them, and what had to be left out."""
        kinds = {inline(told): LinkKind(kind) for kind, words in RELATIONS.items() for told in (_(words[0]), words[0])}
        by_label = {line.label: f"link {at}" for at, line in enumerate(self._lines[LINKS], 1) if line.label}
        found: list[Relation] = []
        left_out = self._unread + len(self._lines[OUTSIDE])
        for at, line in enumerate(self._lines[LINKS], 1):
            answer = None if line.target.startswith("“") else _ANSWER.match(line.target)
            on = by_label.get(answer["label"], "") if answer is not None else ""
            target = "" if answer is not None else points.get(line.target, "")
            source = points.get(line.source, "")
            kind = kinds.get(line.relation)
            if not source or not (target or on) or kind is None:
                left_out += 1
                continue
            note, strength = note_of(line.said.get(NOTE, [])), share_of("".join(line.said.get(STRENGTH, [])))
            found.append(
                Relation(f"link {at}", source, target, on, kind, False, strength=strength, note=note, where=line.where)
            )
        known = {relation.key for relation in found}
        while True:  # an answer to what was left out is left out as well
            kept = [relation for relation in found if not relation.on or relation.on in known]
            left_out += len(found) - len(kept)
            if len(kept) == len(found):
                break
            found, known = kept, {relation.key for relation in kept}
        return found, [Message("map.markdown_links", {"count": left_out})] if left_out else []

    def pairs(self, cases: Mapping[str, str]) -> list[Pair]:
        """The pairings, given the keys of the cases by how they name them."""
        found = []
        for line in self._lines[PAIRINGS]:
            left, right = cases.get(line.source), cases.get(line.target)
            if left is not None and right is not None:
                motion = "\n".join(map(meant, line.said.get(MOTION, [])))
                found.append(Pair(left, right, motion, note_of(line.said.get(NOTES, []))))
        return found


def share_of(words: str) -> float | None:
    """ "70%" -> 0.7; None for anything else."""
    try:
        share = round(float(words.removesuffix("%")) / 100, 10)
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None
