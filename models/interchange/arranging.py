"""From a graph of any shape to trees and links, with nothing dropped.

Each point gets one parent at most, by the first relation of the file that can be its line; what else relates points
becomes a link. Rules of trees (models.rules) are met by changing kinds, and each such change is counted and told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.entities import CHALLENGES, MUTUAL, Kind, LinkKind
from models.interchange.graph import TREE_KINDS, Graph, Part, Point, Relation
from models.messages import Message, _
from models.words import RELATIONS

ATTACKS = frozenset({LinkKind.REBUTS, LinkKind.UNDERCUTS})


@dataclass(frozen=True, slots=True)
class Placed:
    """A point in its tree. `parent` is a point's key ("": a root); siblings of one non-empty `group` are together."""

    point: Point
    parent: str
    kind: Kind
    inference: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Arranged:
    """`placed` by the key of its part, parents before children, siblings in order; `links` join points or links."""

    parts: tuple[Part, ...]
    placed: dict[str, tuple[Placed, ...]]
    links: tuple[Relation, ...]
    losses: tuple[Message, ...]

    @property
    def count(self) -> int:
        return sum(map(len, self.placed.values()))


def arrange(graph: Graph) -> Arranged:
    """Trees and links of a graph. Keys that occur twice name the first point that has them."""
    return _Arranging(graph).run()


class _Arranging:
    def __init__(self, graph: Graph) -> None:
        self._told: Counter[str] = Counter()
        parts: dict[str, Part] = {}
        for part in graph.parts or (Part("", graph.title),):
            parts.setdefault(part.key, part)
        self._parts = tuple(parts.values())
        known = {part.key for part in self._parts}
        self._points: dict[str, Point] = {}
        for point in graph.points:
            if point.part not in known:
                point = replace(point, part=self._parts[0].key)
            if point.key in self._points:
                self._told["map.same_key"] += 1
                continue
            self._points[point.key] = point
        self._relations = {relation.key: relation for relation in self._sound(graph.relations)}
        self._lines: dict[str, Relation] = {}  # by the point whose line to its parent it is
        self._parents: dict[str, str] = {}
        self._tops: dict[str, str] = {}  # towards the topmost point of the tree that a point is in, by shortcuts
        self._notes: dict[str, list[str]] = defaultdict(list)

    def run(self) -> Arranged:
        self._grow()
        children: dict[str, list[str]] = defaultdict(list)
        for key in self._points:
            if key in self._parents:
                children[self._parents[key]].append(key)
        groups = self._groups(children)
        placed = {part.key: tuple(self._tree(part.key, children, groups)) for part in self._parts}
        links = tuple(self._links())
        placed = {key: tuple(map(self._noted, tree)) for key, tree in placed.items()}
        losses = tuple(Message(key, {"count": count}) for key, count in self._told.items())
        return Arranged(tuple(self._parts), placed, links, losses)

    # -- relations

    def _sound(self, relations: Iterable[Relation]) -> Iterator[Relation]:
        """Those whose ends exist; the others are told, those of a point with itself noted at the point."""
        keys = {relation.key for relation in relations}
        seen: set[str] = set()
        for relation in relations:
            again = len(seen)
            while relation.key in seen:
                relation, again = replace(relation, key=f"{relation.key} {again}"), again + 1
            seen.add(relation.key)
            if relation.source not in self._points or not (relation.target in self._points or relation.on in keys):
                self._told["map.no_end"] += 1
            else:
                yield relation

    def _grow(self) -> None:
        """Choose the lines of the trees."""
        usual = [r for r in self._relations.values() if r.tree is not False and r.kind in TREE_KINDS]
        for wanted in (True, None):
            for relation in usual:
                if relation.tree is wanted and not relation.on:
                    self._take(relation, relation.target)
            waiting: dict[str, list[Relation]] = defaultdict(list)
            for relation in usual:
                if relation.tree is wanted and relation.on:
                    waiting[relation.on].append(relation)
            ready = [line.key for line in self._lines.values() if line.key in waiting]
            while ready:  # an undercut may be attacked in its turn
                key = ready.pop()
                for relation in waiting.pop(key, ()):
                    if self._take(relation, self._relations[key].source):
                        ready.append(relation.key)

    def _take(self, relation: Relation, parent: str) -> bool:
        child = relation.source
        if child in self._parents or parent not in self._points or child == parent:
            return False
        if self._points[child].part != self._points[parent].part or self._top(parent) == child:
            return False
        if relation.kind is LinkKind.UNDERCUTS and not relation.on:
            return False
        if relation.on and relation.kind is not LinkKind.UNDERCUTS:  # no step is supported or rebutted, a point is
            self._told["map.on_point"] += 1
        self._lines[child] = relation
        self._parents[child] = parent
        self._tops[child] = self._top(parent)
        return True

    def _top(self, key: str) -> str:
        path = []
        while key in self._tops:
            path.append(key)
            key = self._tops[key]
        for each in path:
            self._tops[each] = key
        return key

    # -- trees

    def _groups(self, children: dict[str, list[str]]) -> dict[str, str]:
        """The group of each point that is taken together with a sibling; such siblings are brought side by side."""
        wanted: Counter[str] = Counter(r.group for r in self._relations.values() if r.group)
        found: dict[str, str] = {}
        for parent, family in children.items():
            by_group: dict[str, list[str]] = defaultdict(list)
            for key in family:
                line = self._lines[key]
                if line.group and line.kind is LinkKind.SUPPORTS:
                    by_group[line.group].append(key)
            together = {name: keys for name, keys in by_group.items() if len(keys) > 1}
            for name, keys in together.items():
                wanted[name] -= len(keys)
                found |= dict.fromkeys(keys, f"{parent} {name}")
            if together:
                children[parent] = list(_side_by_side(family, found, together, parent))
        apart = sum(count for name, count in wanted.items() if count > 0)
        if apart:
            self._told["map.premises_apart"] += apart
        return found

    def _tree(self, part: str, children: dict[str, list[str]], groups: dict[str, str]) -> Iterator[Placed]:
        roots = [key for key, point in self._points.items() if point.part == part and key not in self._parents]
        kinds: dict[str, Kind] = {}
        stack = roots[::-1]
        while stack:
            key = stack.pop()
            point = self._points[key]
            line = self._lines.get(key)
            kinds[key] = self._kind(point, line, kinds)
            parent = self._parents.get(key, "")
            undercuts = line is not None and line.kind is LinkKind.UNDERCUTS
            yield Placed(self._with_line(point, line), parent, kinds[key], undercuts, groups.get(key, ""))
            stack += children.get(key, [])[::-1]

    def _kind(self, point: Point, line: Relation | None, kinds: dict[str, Kind]) -> Kind:
        if line is None:
            if point.kind not in (None, Kind.CLAIM):
                self._told["format.list_top"] += 1
            return Kind.CLAIM
        if line.kind is not LinkKind.SUPPORTS:
            if point.kind is Kind.EVIDENCE:
                self._told["map.attacking_evidence"] += 1
            return Kind.REBUTTAL
        above = kinds[self._parents[point.key]]
        if above is Kind.EVIDENCE:
            if point.kind is Kind.CLAIM:
                self._told["format.list_evidence"] += 1
            return Kind.EVIDENCE
        if point.kind is Kind.REBUTTAL:
            self._told["map.supporting_rebuttal"] += 1
        return point.kind if point.kind in (Kind.CLAIM, Kind.EVIDENCE) else Kind.CLAIM

    def _with_line(self, point: Point, line: Relation | None) -> Point:
        """What is said of the line belongs to the node below it."""
        if line is None or not (line.scheme or line.note.strip() or line.strength is not None):
            return point
        schemes = dict.fromkeys(scheme for scheme in (point.scheme, line.scheme) if scheme)
        reasoning = "\n\n".join(words for words in (point.reasoning, line.note) if words.strip())
        relevance = line.strength if point.relevance is None else point.relevance
        return replace(point, scheme="; ".join(schemes), reasoning=reasoning, relevance=relevance)

    def _noted(self, placed: Placed) -> Placed:
        more = self._notes.get(placed.point.key)
        if not more:
            return placed
        note = "\n\n".join(words for words in (placed.point.note, *more) if words.strip())
        return replace(placed, point=replace(placed.point, note=note))

    # -- links

    def _links(self) -> Iterator[Relation]:
        """What is no line of a tree, in the order of the file; an answer only to a link that stays one."""
        lines = {line.key for line in self._lines.values()}
        seen = {(line.source, line.target, line.kind) for line in self._lines.values()}
        kept: dict[str, list[Relation]] = {}
        waiting: dict[str, list[Relation]] = defaultdict(list)
        for relation in self._relations.values():
            if relation.key in lines:
                continue
            if relation.on:
                waiting[relation.on].append(relation)
            else:
                kept[relation.key] = list(self._link(relation, relation.target, seen))
        ready = [key for key in self._relations if key in waiting and (key in kept or key in lines)]
        while ready:
            key = ready.pop()
            attacked = next(iter(kept.get(key, ())), None)
            for relation in waiting.pop(key, ()):
                kept[relation.key] = list(self._on_link(relation, attacked, seen))
                ready.append(relation.key)
        for key, relations in waiting.items():  # they attack each other, or what the file does not hold
            for relation in relations:
                if key in self._relations:
                    kept[relation.key] = list(self._on_link(relation, None, seen))
                else:
                    self._told["map.no_end"] += 1
        for key in self._relations:
            yield from kept.get(key, ())

    def _on_link(
        self, relation: Relation, attacked: Relation | None, seen: set[tuple[str, str, LinkKind]]
    ) -> Iterator[Relation]:
        answers = relation.kind in ATTACKS or relation.kind is LinkKind.ANSWERS
        if attacked is not None and answers and (attacked.kind in CHALLENGES or attacked.kind is LinkKind.ANSWERS):
            said = relation.source, attacked.key, LinkKind.ANSWERS
            if relation.source != attacked.source and said not in seen:
                seen.add(said)
                if relation.kind is not LinkKind.ANSWERS:
                    self._told["map.attack_answers"] += 1
                yield replace(relation, on=attacked.key, kind=LinkKind.ANSWERS)
                return
        self._told["map.on_point"] += 1
        yield from self._link(relation, self._relations[relation.on].source, seen)

    def _link(self, relation: Relation, target: str, seen: set[tuple[str, str, LinkKind]]) -> Iterator[Relation]:
        """The relation as a link to a point; where that cannot be, it is noted at its source."""
        kind = relation.kind
        if kind is LinkKind.ANSWERS:
            self._told["map.answer_to_point"] += 1
            kind = LinkKind.REBUTS
        said = relation.source, target, kind
        if relation.source == target:
            self._told["map.itself"] += 1
            self._notes[relation.source].append(_("This point {relates} itself.").format(relates=_(RELATIONS[kind][0])))
        elif said in seen or (kind in MUTUAL and (target, relation.source, kind) in seen):
            self._told["map.said_twice"] += 1
            if relation.note.strip():
                self._notes[relation.source].append(relation.note)
        else:
            seen.add(said)
            if relation.tree is None and kind in TREE_KINDS:
                self._told["map.cross_links"] += 1
            yield replace(relation, target=target, on="", kind=kind)


def _side_by_side(
    family: list[str], groups: dict[str, str], together: dict[str, list[str]], parent: str
) -> Iterator[str]:
    members = {f"{parent} {name}": keys for name, keys in together.items()}
    done: set[str] = set()
    for key in family:
        group = groups.get(key)
        if group is None:
            yield key
        elif group not in done:
            done.add(group)
            yield from members[group]
