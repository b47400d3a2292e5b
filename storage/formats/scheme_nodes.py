"""Maps in which a step between points is a node of its own, as in AIF and SADFace: our relations to theirs, and back.

A premise has an edge to a step, the step one to what it bears on: a point, or another step (an undercut, an answer).
Premises taken together share a step. Arguments on relations: AIF Core Ontology, Chesñevar et al. 2006.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.entities import LinkKind
from models.interchange.graph import Graph, Relation
from models.interchange.rows import relation_of, row_of
from models.messages import _
from storage.formats.map_files import NotThisFormat

SUPPORT, ATTACK, REPHRASE, OTHER = "support", "attack", "rephrase", "other"
SORTS: dict[LinkKind, str] = {
    LinkKind.SUPPORTS: SUPPORT,
    LinkKind.AGREES: REPHRASE,
    LinkKind.SAME_EVIDENCE: REPHRASE,
    LinkKind.CONCEDES: REPHRASE,
}
MOST_RELATIONS = 1_000_000  # every premise of a step with each of its targets
KINDS = {SUPPORT: LinkKind.SUPPORTS, ATTACK: LinkKind.REBUTS, REPHRASE: LinkKind.AGREES, OTHER: LinkKind.AGREES}


@dataclass(slots=True)
class Step:
    """A step. `target` is the key of a point or of another step. `relations` are ours that it stands for.

    `attacked`: which premise of the step that is its target, from 0, our relation was on.
    """

    key: str
    sort: str
    premises: list[str]
    target: str
    scheme: str = ""
    relations: list[Relation] = field(default_factory=list)
    attacked: int = 0


def steps_of(graph: Graph) -> list[Step]:
    """The steps of a graph, in the order of its relations; `key` is that of the first relation."""
    schemes = {point.key: point.scheme for point in graph.points}
    found: dict[str, Step] = {}
    of_relation: dict[str, str] = {}
    for relation in graph.relations:
        together = relation.group if relation.group and relation.kind is LinkKind.SUPPORTS else ""
        key = f"{together} {relation.target}" if together else relation.key
        scheme = relation.scheme or (schemes.get(relation.source, "") if relation.tree else "")
        if key in found:
            step = found[key]
            step.premises.append(relation.source)
            step.scheme = step.scheme or scheme
        else:
            sort = SORTS.get(relation.kind, ATTACK)
            step = found[key] = Step(relation.key, sort, [relation.source], relation.target, scheme)
        step.relations.append(relation)
        of_relation[relation.key] = step.key
    by_key = {step.key: step for step in found.values()}
    for step in found.values():
        if step.relations[0].on:
            on = step.relations[0].on
            step.target = of_relation.get(on, "")
            attacked = by_key.get(step.target)
            if attacked is not None:
                step.attacked = next(at for at, each in enumerate(attacked.relations) if each.key == on)
    return [step for step in found.values() if step.target]


def own_of(step: Step) -> dict[str, Any]:
    """What our own fields say of a step: its relations, and which premise of its target it attacks unless the first."""
    rows = [row_of(each, ("key", "source", "target", "on", "group", "where", "scheme")) for each in step.relations]
    return {"relations": rows} | ({"attacked": step.attacked} if step.attacked else {})


def own_from(rows: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, list[Relation]], dict[str, int]]:
    """What `own_of` gave, by the keys of steps, as far as it can be believed: relations, and premises attacked."""
    relations: dict[str, list[Relation]] = {}
    attacked: dict[str, int] = {}
    for key, row in rows.items():
        found = row.get("relations")
        relations[key] = [relation_of(each) for each in found] if isinstance(found, list) else []
        if type(row.get("attacked")) is int:
            attacked[key] = row["attacked"]
    return relations, attacked


@dataclass(frozen=True, slots=True)
class Found:
    """Relations read from steps. `counts`: the keys of sentences on what did not fit, with how often it was there."""

    relations: tuple[Relation, ...]
    counts: Mapping[str, int]


def relations_from(
    points: Iterable[str],
    steps: Mapping[str, tuple[str, str]],
    edges: Sequence[tuple[str, str]],
    own: Mapping[str, Sequence[Relation]] | None = None,
    attacked: Mapping[str, int] | None = None,
) -> Found:
    """Relations of points, steps (sort and scheme by key) and edges between them, in the order of the file.

    `own`: what files of ours say of the relations of a step, one for each premise in order; only kind, tree, strength,
    note, author and created of them count. `attacked`: which premise of its target a step was on, from 0. Raises
    NotThisFormat.
    """
    known = set(points)
    premises: dict[str, list[str]] = defaultdict(list)
    targets: dict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    direct: list[Relation] = []
    for at, (source, target) in enumerate(edges):
        if source in known and target in steps:
            premises[target].append(source)
        elif source in steps and (target in known or target in steps):
            targets[source].append(target)
        elif source in known and target in known:
            counts["map.aif_direct"] += 1
            direct.append(Relation(f"edge {at}", source, target, where=f"edge {at + 1}"))
        else:
            counts["map.aif_no_end"] += 1
    first = {key: _name(key, 0, 0) for key in steps if premises[key] and targets[key]}
    _refuse_webs({key: len(premises[key]) * len(targets[key]) for key in first})
    found: list[Relation] = []
    for key, (sort, scheme) in steps.items():
        if key not in first:
            counts["map.aif_open"] += 1
            continue
        said = (own or {}).get(key, ())
        group = key if len(premises[key]) > 1 and sort == SUPPORT else ""
        for number, target in enumerate(targets[key]):
            for at, premise in enumerate(premises[key]):
                is_step = target in steps
                kind = KINDS[sort]
                if is_step and sort == ATTACK:
                    kind = LinkKind.UNDERCUTS
                on = first.get(target, "") if is_step else ""
                which = (attacked or {}).get(key, 0)
                if on and 0 < which < len(premises[target]):
                    on = _name(target, 0, which)
                if is_step and not on:
                    counts["map.aif_open"] += 1
                    continue
                relation = Relation(
                    _name(key, number, at), premise, "" if is_step else target, on, kind, None, group, scheme, where=key
                )
                found.append(_with_own(relation, said[at] if at < len(said) and not number else None))
    return Found((*found, *direct), counts)


def _refuse_webs(joined: Mapping[str, int]) -> None:
    """Raise NotThisFormat where steps join so many points that a small file would fill the memory."""
    if sum(joined.values()) > MOST_RELATIONS:
        raise NotThisFormat(
            _("it joins more points than a map can hold"), element=max(joined, key=joined.__getitem__)[:40]
        )


def _name(key: str, target: int, premise: int) -> str:
    return f"{key}/{target}/{premise}"


def _with_own(relation: Relation, own: Relation | None) -> Relation:
    if own is None:
        return relation
    return Relation(
        key=relation.key,
        source=relation.source,
        target=relation.target,
        on=relation.on,
        kind=own.kind,
        tree=own.tree,
        group=relation.group,
        scheme="" if own.tree else relation.scheme,
        strength=own.strength,
        note=own.note,
        author=own.author,
        created=own.created,
        where=relation.where,
    )
