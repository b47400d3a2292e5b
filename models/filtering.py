"""Which nodes and links of two cases pass a filter, and what each part of it would let through; no Qt.

A filter has six parts: kind, answer status, tags and text of nodes, kind and state (open or met) of links. A link is
hidden with either of its ends, an answer with the link that it answers; nodes are never hidden by links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from models.entities import Link, Node, Pairing
from models.finding import folded
from models.project import Project

Chip = tuple[str, str]  # (KIND, "claim"), (STATUS, "partly"), (LINK, "rebuts"), (STATE, "open"), (TAG, "a tag")

KIND, STATUS, TAG, LINK, STATE = "kind", "status", "tag", "link", "state"
STATES = frozenset({"open", "met"})  # of challenges
_KIND, _STATUS, _TAG, _TEXT, _LINK, _STATE = (1 << at for at in range(6))  # the parts that something fails
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filter:
    """What is hidden: kinds of node, answer statuses and states of challenges, kinds of link; and what is asked for:
    any of the `tags` (empty: whatever they are), every word of `text` in a node's text, note or tags.
    """

    kinds_off: frozenset[str] = _NOTHING
    statuses_off: frozenset[str] = _NOTHING
    links_off: frozenset[str] = _NOTHING
    tags: frozenset[str] = _NOTHING
    text: str = ""

    @property
    def is_on(self) -> bool:
        return bool(self.kinds_off or self.statuses_off or self.links_off or self.tags or self.text.strip())

    def without(self, part: str) -> Filter:
        """The others: the filter with one part (a chip's first word) letting everything through."""
        kinds, statuses, links, tags = self.kinds_off, self.statuses_off, self.links_off, self.tags
        match part:
            case "kind":
                kinds = _NOTHING
            case "status":
                statuses = statuses & STATES
            case "state":
                statuses = statuses - STATES
            case "link":
                links = _NOTHING
            case "tag":
                tags = _NOTHING
        return Filter(kinds, statuses, links, tags, self.text)

    def is_off(self, chip: Chip) -> bool:
        """Whether what a chip stands for is hidden; of a tag, whether others are asked for."""
        part, value = chip
        if part == TAG:
            return bool(self.tags) and value not in self.tags
        return value in self._off(part)

    def toggled(self, chip: Chip) -> Filter:
        """What a chip stands for is shown again, or hidden; a tag is asked for or not."""
        part, value = chip
        if part == TAG:
            return Filter(self.kinds_off, self.statuses_off, self.links_off, self.tags ^ {value}, self.text)
        return self._with(part, self._off(part) ^ {value})

    def only(self, chip: Chip, others: Set[str]) -> Filter:
        """Of what has a chip in its part, this alone; once more: all of it. `others`: the values that occur."""
        part, value = chip
        off = frozenset(others) - {value}
        if part == TAG:
            tags = _NOTHING if self.tags == {value} else frozenset({value})
            return Filter(self.kinds_off, self.statuses_off, self.links_off, tags, self.text)
        return self._with(part, self._off(part) - {value} - off if self._off(part) == off else off)

    def asking(self, text: str) -> Filter:
        return Filter(self.kinds_off, self.statuses_off, self.links_off, self.tags, text)

    def _off(self, part: str) -> frozenset[str]:
        match part:
            case "kind":
                return self.kinds_off
            case "status":
                return self.statuses_off - STATES
            case "state":
                return self.statuses_off & STATES
        return self.links_off

    def _with(self, part: str, off: frozenset[str]) -> Filter:
        kinds, statuses, links = self.kinds_off, self.statuses_off, self.links_off
        match part:
            case "kind":
                kinds = off
            case "status":
                statuses = (statuses & STATES) | off
            case "state":
                statuses = (statuses - STATES) | off
            case "link":
                links = off
        return Filter(kinds, statuses, links, self.tags, self.text)


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter keeps; None: it hides nothing.

    `counts`: for each chip that occurs how many nodes or links it stands for under all other parts of the filter.
    """

    nodes: frozenset[str] | None = None
    links: frozenset[str] | None = None
    counts: Mapping[Chip, int] = field(default_factory=dict)
    hidden_nodes: int = 0
    hidden_links: int = 0

    def keeps_node(self, node_id: str) -> bool:
        return self.nodes is None or node_id in self.nodes

    def keeps_link(self, link_id: str) -> bool:
        return self.links is None or link_id in self.links


EVERYTHING = Found()


@dataclass(frozen=True, slots=True)
class Kept:
    """The nodes of a tree that a filter keeps; `shown`: these and all that stand above them, which are `above`."""

    matches: frozenset[str]
    shown: frozenset[str]
    above: frozenset[str]


def kept_in(project: Project, case_id: str, matches: Set[str]) -> Kept:
    """What a filter leaves of one case's tree; `matches` may hold nodes of other cases too."""
    here: set[str] = set()
    above: set[str] = set()
    levels, children = [list(project.children(case_id, None))], project.children
    while levels[-1]:
        levels.append([child for node in levels[-1] for child in children(case_id, node.id)])
    for level in reversed(levels):
        for node in level:
            node_id, parent_id = node.id, node.parent_id
            if node_id in matches:
                here.add(node_id)
            elif node_id not in above:
                continue
            if parent_id is not None:
                above.add(parent_id)
    return Kept(frozenset(here), frozenset(here | above), frozenset(above))


def sift(
    project: Project,
    pairing: Pairing | None,
    wanted: Filter,
    statuses: Mapping[str, str],
    states: Mapping[str, str],
    spared: Set[str] = _NOTHING,
) -> Found:
    """What `wanted` keeps of a pairing's two cases (None: the first two of the project), and of the links in and
    between them.

    `statuses`: of claims by node id; `states`: "open" or "met" of challenges by link id. `spared`: nodes and links that
    stay whatever they are (a link only as long as its ends do); the counts do not know of them.
    """
    nodes = list(_walk(project, pairing))
    fails = _fails(nodes, wanted, statuses)
    kept = frozenset(node_id for node_id, failed in fails.items() if not failed or node_id in spared)
    counts = _node_counts(nodes, fails, statuses)
    links = _Links(project, fails, wanted, states)
    kept_links = frozenset(link.id for link in links.all if links.is_kept(link, kept, spared))
    counts |= links.counts()
    hidden_nodes, hidden_links = len(nodes) - len(kept), len(links.all) - len(kept_links)
    return Found(
        kept if hidden_nodes else None, kept_links if hidden_links else None, counts, hidden_nodes, hidden_links
    )


_Fails = dict[str, int]  # by a node's id the parts of the filter that it fails


def _fails(nodes: Sequence[Node], wanted: Filter, statuses: Mapping[str, str]) -> _Fails:
    asked = _asking(wanted)
    if asked is not None:
        found = {node.id: asked(node) for node in nodes}
    else:
        found = dict.fromkeys([node.id for node in nodes], 0)
    if wanted.kinds_off:
        kinds_off = wanted.kinds_off
        for node in nodes:
            if node.kind in kinds_off:
                found[node.id] |= _KIND
    if wanted.statuses_off:
        for node_id, status in statuses.items():
            if status in wanted.statuses_off and node_id in found:
                found[node_id] |= _STATUS
    return found


def _walk(project: Project, pairing: Pairing | None) -> Iterator[Node]:
    """The nodes of both cases, in no order."""
    cases = [case.id for case in project.cases() if project.article(case.article_id).binned_by is None]
    here = cases[:2] if pairing is None else [i for i in cases if i in (pairing.left_case_id, pairing.right_case_id)]
    children = project.children
    for case_id in here:
        level = list(children(case_id, None))
        while level:
            yield from level
            level = [child for node in level for child in children(case_id, node.id)]


def _asking(wanted: Filter) -> Callable[[Node], int] | None:
    """What a node fails of tags and text; None: the filter asks for neither."""
    words, tags = tuple(folded(wanted.text).split()), wanted.tags
    if not words and not tags:
        return None

    def fails(node: Node) -> int:
        result = _TAG if tags and tags.isdisjoint(node.tags) else 0
        if words:
            said = _said(node.text, node.note, node.tags)
            for word in words:
                if word not in said:
                    return result | _TEXT
        return result

    return fails


@lru_cache(maxsize=32_768)
def _said(text: str, note: str, tags: tuple[str, ...]) -> str:
    """The words of a node as they are compared."""
    said = "\n".join((text, note, *tags)) if note or tags else text
    return said.lower().replace("`", "'") if said.isascii() else folded(said)


def _node_counts(nodes: Sequence[Node], fails: _Fails, statuses: Mapping[str, str]) -> dict[Chip, int]:
    """How many nodes of each kind, status and tag fail nothing but, perhaps, that part."""
    kinds: dict[str, int] = {}
    given: dict[str, int] = {}
    tags: dict[str, int] = {}
    status_of = statuses.get
    for node in nodes:
        node_id, kind = node.id, node.kind
        failed = fails[node_id]
        kinds[kind] = kinds.get(kind, 0) + (not failed & ~_KIND)
        status = status_of(node_id)
        if status is not None:
            given[status] = given.get(status, 0) + (not failed & ~_STATUS)
        for tag in node.tags and set(node.tags):
            tags[tag] = tags.get(tag, 0) + (not failed & ~_TAG)
    counts: dict[Chip, int] = {}
    for part, tally in ((KIND, kinds), (STATUS, given), (TAG, tags)):
        counts |= {(part, str(value)): count for value, count in tally.items()}
    return counts


class _Links:
    """The links in and between the cases, and the parts of a filter that each fails, its ends' among them."""

    def __init__(self, project: Project, nodes: _Fails, wanted: Filter, states: Mapping[str, str]) -> None:
        self._nodes, self._states = nodes, states
        self._off, self._states_off = wanted.links_off, wanted.statuses_off
        self._fails: dict[str, int | None] = {}
        self._project = project
        self.all = [link for link in project.links() if self.fails(link) is not None]

    def own(self, link: Link) -> int:
        """What a link fails by itself."""
        fails = _LINK if link.kind in self._off else 0
        return fails | (_STATE if self._states.get(link.id) in self._states_off else 0)

    def fails(self, link: Link) -> int | None:
        """With what its ends fail; None: one of them is in another case."""
        if link.id not in self._fails:
            self._fails[link.id] = None  # answers never go round in a circle; nothing hangs if they do
            self._fails[link.id] = self._sum(link)
        return self._fails[link.id]

    def _sum(self, link: Link) -> int | None:
        source = self._nodes.get(link.source_id)
        target = self._nodes.get(link.target_id or "")
        if link.target_link_id is not None:
            answered = self._answered(link)
            end = self.fails(answered) if answered is not None else None
        else:
            end = target
        return None if source is None or end is None else self.own(link) | source | end

    def _answered(self, link: Link) -> Link | None:
        found: Link | None = self._project.entity("link", link.target_link_id or "")
        return found

    def is_kept(self, link: Link, kept: Set[str], spared: Set[str]) -> bool:
        if link.source_id not in kept or (self.own(link) and link.id not in spared):
            return False
        if link.target_link_id is None:
            return link.target_id in kept
        answered = self._answered(link)
        return answered is not None and self.is_kept(answered, kept, spared)

    def counts(self) -> dict[Chip, int]:
        counts: Counter[Chip] = Counter()
        for link in self.all:
            fails = self._fails[link.id] or 0
            counts[LINK, str(link.kind)] += not fails & ~_LINK
            state = self._states.get(link.id)
            if state is not None:
                counts[STATE, state] += not fails & ~_STATE
        return dict(counts)
