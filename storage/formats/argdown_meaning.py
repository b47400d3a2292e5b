"""What a document of Argdown says: points, relations and cases.

Statements and arguments are points, one for each title. A reconstructed argument is its premises, which bear on their
conclusions together; what its writer says of the argument itself is said of its conclusion or its step. Files of ours
hold data that is JSON, and numbers in their titles, which put points back into their order.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

from models.entities import LinkKind
from models.interchange.graph import Graph, Part, Point, Relation
from models.messages import Message, _
from storage.formats.argdown_own import Own, own_of
from storage.formats.argdown_reading import Document, Element, Inference, Reconstruction

_KINDS = {"+": LinkKind.SUPPORTS, "-": LinkKind.REBUTS, "_": LinkKind.UNDERCUTS, "><": LinkKind.TENSION}
_TITLE = re.compile(r"^title:[ \t]*(.+)$", re.MULTILINE)
_SHOWN = 8  # lines that a sentence names


def understood(document: Document) -> tuple[Graph, list[Message]]:
    """The map, and what could not be taken as it was meant."""
    return _Meaning(document).run()


class _Meaning:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._own: Own | None = own_of(document)
        self._told: Counter[str] = Counter()
        self._points: dict[str, Point] = {}
        self._members: dict[str, list[Element]] = defaultdict(list)
        self._keys: dict[int, str] = {}
        self._steps: dict[str, list[tuple[list[str], str, Inference]]] = {}  # by the argument's key
        self._relations: list[Relation] = []
        self._known: set[tuple[str, str, str, LinkKind]] = set()
        self._undercuts: list[tuple[str, str, Inference | None, Element, bool | None]] = []
        self._argument_keys: dict[int, str] = {}
        self._below: set[str] = set()  # points that stand below what they bear on
        self._sources: dict[str, str] = {}  # of relations, by their keys

    def run(self) -> tuple[Graph, list[Message]]:
        self._name_elements()
        self._name_arguments()
        related = ((sign, other) for element in self._document.elements for sign, other in element.relations)
        self._below = {self._keys[id(other)] for sign, other in related if sign in ("+", "-", "_")}
        self._below |= {key for steps in self._steps.values() for premises, _to, _by in steps for key in premises}
        arguments = set(self._steps)
        for key, members in self._members.items():
            if key not in arguments:
                self._points[key] = self._point(key, members)
        for block in self._document.blocks:
            if isinstance(block, Reconstruction):
                self._reconstruct(block)
        for element in self._document.elements:
            for sign, other in element.relations:
                self._relate(sign, self._keys[id(element)], self._keys[id(other)], element, other)
        self._resolve_undercuts()
        self._keep_gists()
        graph = Graph(
            points=tuple(self._points.values()),
            relations=tuple(self._relations),
            parts=self._parts(),
            title=self._title(),
        )
        if self._own is not None:
            graph = self._own.completed(graph, self._members)
        losses = [Message(key, {"count": count}) for key, count in self._told.items() if count]
        unread = sorted(set(self._document.unread))
        if unread:
            shown = ", ".join(map(str, unread[:_SHOWN])) + ("…" if len(unread) > _SHOWN else "")
            losses.append(Message("map.argdown_unread", {"count": len(unread), "lines": shown}))
        return graph, losses

    # -- points

    def _name_elements(self) -> None:
        for at, element in enumerate(self._document.elements):
            kind = "<" if element.is_argument else "["
            key = f"{kind}{element.title}" if element.title else f"({at})"
            self._keys[id(element)] = key
            self._members[key].append(element)

    def _name_arguments(self) -> None:
        """The reconstructions by the arguments they are of."""
        for at, block in enumerate(self._document.blocks):
            if not isinstance(block, Reconstruction):
                continue
            above = block.argument
            key = self._keys[id(above)] if above is not None and above.is_argument else f"<{at}"
            if key in self._steps:
                self._document.unread.append(block.line)
                key = f"<{at}"
            steps: list[tuple[list[str], str, Inference]] = []
            premises: list[str] = []
            pending: Inference | None = None
            for each in block.steps:
                if isinstance(each, Inference):
                    if pending is not None:
                        self._document.unread.append(each.line)
                    pending = each
                elif pending is None:
                    premises.append(self._keys[id(each)])
                else:
                    conclusion = self._keys[id(each)]
                    steps.append((premises, conclusion, pending))
                    premises, pending = [conclusion], None
            if pending is not None:
                self._document.unread.append(pending.line)
            self._argument_keys[id(block)] = key
            if steps:
                self._steps[key] = steps
            else:
                self._document.unread.append(block.line)

    def _point(self, key: str, members: list[Element]) -> Point:
        told = [member for member in members if member.text and not member.is_reference]
        first = members[0]
        texts = list(dict.fromkeys(member.text for member in told))
        text = texts[-1] if texts else first.title
        note = ""
        if self._own is None:
            if len(texts) > 1:
                self._told["map.argdown_texts"] += 1
                note = "\n\n".join(texts[:-1])
            data = [each for member in members for each in member.data]
            if data:
                self._told["map.argdown_data"] += 1
                note = "\n\n".join(filter(None, (note, *data)))
        tags = tuple(dict.fromkeys(tag for member in members for tag in member.tags))
        where = _("line {number}").format(number=(told[-1] if told else first).line)
        return Point(key, text, part=self._part(told[-1] if told else first), note=note, tags=tags, where=where)

    def _part(self, element: Element) -> str:
        return str(element.section) if self._own is not None and element.section >= 0 else ""

    def _parts(self) -> tuple[Part, ...]:
        if self._own is None or not self._document.headings:
            return (Part("", self._title()),) if self._own is None else (Part("", ""),)
        return tuple(Part(str(at), heading.text) for at, heading in enumerate(self._document.headings))

    def _title(self) -> str:
        match = _TITLE.search(self._document.front)
        if match is None:
            headings = self._document.headings
            return headings[0].text if self._own is None and headings else ""
        words = match[1].strip()
        if words.startswith('"'):
            try:
                return str(json.loads(words))
            except ValueError:
                return words
        return words.strip("'")

    # -- relations

    def _relate(self, sign: str, upper: str, lower: str, element: Element, other: Element) -> None:
        is_across = sign in ("+>", "->", "_>", "><")
        source, target = (upper, lower) if is_across else (lower, upper)
        kind = _KINDS[sign if sign == "><" else sign[0]]
        own = self._own
        if own is not None and is_across and (source in self._below or not own.is_line(kind, source, target)):
            if own.has_data:
                return  # told among the data, with all that belongs to it
            tree: bool | None = False
        else:
            tree = None if own is None else True
        said_by = source
        source = self._speaker(source)
        if source == target and said_by != source:
            return  # that an argument supports its conclusion is said by its reconstruction
        if kind is LinkKind.UNDERCUTS:
            self._undercuts.append((source, target, None, other, tree))
            return
        if target in self._steps:
            self._told["map.argdown_argument"] += 1
            if kind is LinkKind.REBUTS:
                self._undercuts.append((source, target, None, other, tree))
                return
            target = self._steps[target][-1][1]
        self._add(source, target, kind, tree=tree, line=other.line)

    def _speaker(self, key: str) -> str:
        """Who says what an argument says: of a reconstructed one its conclusion."""
        return self._steps[key][-1][1] if key in self._steps else key

    def _add(self, source: str, target: str, kind: LinkKind, *, line: int, **more: Any) -> Relation | None:
        group = more.get("group", "")
        known = source, target, group, kind
        if known in self._known or (kind is LinkKind.TENSION and (target, source, group, kind) in self._known):
            return None
        self._known.add(known)
        where = _("line {number}").format(number=line)
        relation = Relation(f"r{len(self._relations) + 1}", source, target, kind=kind, where=where, **more)
        self._relations.append(relation)
        self._sources[relation.key] = source
        return relation

    def _reconstruct(self, block: Reconstruction) -> None:
        key = self._argument_keys[id(block)]
        for at, (premises, conclusion, inference) in enumerate(self._steps.get(key, ())):
            group = f"{key}/{at}" if len(premises) > 1 else ""
            tree = None if self._own is None else True
            for premise in premises:
                self._add(
                    premise,
                    conclusion,
                    LinkKind.SUPPORTS,
                    line=inference.line,
                    group=group,
                    tree=tree,
                    scheme=inference.rules,
                )
            for _sign, other in inference.relations:
                lower = self._keys[id(other)]
                self._undercuts.append((self._speaker(lower), key, inference, other, tree))

    def _resolve_undercuts(self) -> None:
        """What is undercut, once every relation is known: the line that a point or a reconstruction makes."""
        lines: dict[str, str] = {}  # by the point that the line is of
        steps: dict[tuple[str, str, str], str] = {}
        for relation in self._relations:
            if self._own is None or relation.tree:
                lines.setdefault(relation.source, relation.key)
            steps.setdefault((relation.source, relation.target, relation.group), relation.key)
        waiting = list(self._undercuts)
        while waiting:
            left = []
            for source, target, inference, other, tree in waiting:
                on = self._attacked(source, target, inference, lines, steps)
                if on is None:
                    left.append((source, target, inference, other, tree))
                    continue
                made = self._undercut(source, on, "", other, tree)
                if made is not None:
                    lines.setdefault(source, made.key)
            if len(left) == len(waiting):
                break
            waiting = left
        for source, target, _inference, other, tree in waiting:  # on a point that makes no step
            self._undercut(source, "", self._speaker(target), other, tree)

    def _attacked(
        self,
        source: str,
        target: str,
        inference: Inference | None,
        lines: dict[str, str],
        steps: dict[tuple[str, str, str], str],
    ) -> str | None:
        if target not in self._steps:
            return lines.get(target)
        found = self._steps[target]
        at = next((at for at, step in enumerate(found) if step[2] is inference), len(found) - 1)
        premises, conclusion, _inference = found[at]
        group = f"{target}/{at}" if len(premises) > 1 else ""
        if self._own is not None:
            premises = sorted(premises, key=lambda premise: not self._own_parent(source, premise))
        return next((steps[p, conclusion, group] for p in premises if (p, conclusion, group) in steps), None)

    def _own_parent(self, source: str, premise: str) -> bool:
        return self._own is not None and self._own.is_line(LinkKind.UNDERCUTS, source, premise)

    def _undercut(self, source: str, on: str, target: str, other: Element, tree: bool | None) -> Relation | None:
        if tree is False and on:  # a link names the point that makes the step
            on, target = "", self._sources[on]
        tree = tree and bool(on)
        known = source, on or target, "on" if on else "", LinkKind.UNDERCUTS
        if known in self._known:
            return None
        self._known.add(known)
        where = _("line {number}").format(number=other.line)
        relation = Relation(f"r{len(self._relations) + 1}", source, target, on, LinkKind.UNDERCUTS, tree, where=where)
        self._relations.append(relation)
        self._sources[relation.key] = source
        return relation

    def _keep_gists(self) -> None:
        """What is written of an argument beside its reconstruction: the reasoning of its last step."""
        for key, steps in self._steps.items():
            members = self._members.get(key, ())
            words = [member.text for member in members if member.text]
            words += [each for member in members for each in member.data if self._own is None]
            tags = [tag for member in members for tag in member.tags]
            premise = steps[-1][0][0]
            if premise in self._points and (words or tags):
                point = self._points[premise]
                reasoning = "\n\n".join(dict.fromkeys(filter(None, (point.reasoning, *words))))
                tags = list(dict.fromkeys((*point.tags, *tags)))
                self._points[premise] = replace(point, reasoning=reasoning, tags=tuple(tags))
