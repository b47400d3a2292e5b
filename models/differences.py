"""What differs between two states of a project, as people think of it: points by case, articles, links, pairings.

What is in the bin, or hangs on what is, counts as not there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.entities import FIELDS, Anchor, Article, Case, Clash, Issue, Link, Node, Pairing
from models.messages import N_, _, shorten
from models.project import Project
from models.words import RELATIONS


class Sort(StrEnum):
    """What became of something between the earlier state and the later."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    CHANGED = "changed"


# what of something differs, where it is there in both states
PARTS: dict[str, str] = {
    "text": N_("words"),
    "place": N_("place"),
    "kind": N_("kind"),
    "note": N_("note"),
    "tags": N_("tags"),
    "reasoning": N_("reasoning"),
    "passages": N_("passages"),
    "measures": N_("confidence, relevance and quality"),
    "premises": N_("linked premises"),
    "details": N_("details"),
    "strength": N_("strength"),
    "sides": N_("sides"),
    "colour": N_("colour"),
}
_NODE_PARTS = {
    "text": ("text",),
    "kind": ("kind", "inference", "implicit"),
    "note": ("note",),
    "tags": ("tags",),
    "reasoning": ("reasoning", "scheme"),
    "measures": ("confidence", "relevance", "quality"),
    "details": ("author", "created"),
}
_ARTICLE_PARTS = {
    "text": ("text_hash",),
    "details": tuple(name for name in FIELDS["article"] if name not in ("text_hash", "binned_by")),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `kind`: a node's or a link's; `before` and `after`: its words in the two states, "" where
    it is not there; `parts`: keys of PARTS."""

    sort: Sort
    table: str
    row: str
    before: str
    after: str
    kind: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The differences of one case (`about` is "case", `name` the case's), or of all articles, links and so on."""

    about: str  # case, articles, links, pairings, others
    name: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    groups: tuple[Group, ...]

    @property
    def is_empty(self) -> bool:
        return not self.groups

    def count(self, table: str, sort: Sort) -> int:
        """How many things of a table have had that happen to them."""
        return sum(d.table == table and d.sort is sort for group in self.groups for d in group.differences)


def differences(then: Project, now: Project) -> Differences:
    """What became of `then` on the way to `now`; nothing of the two is changed."""
    groups = [Group("articles", "", tuple(_articles(then, now)))]
    groups += _by_case(then, now)
    groups += [
        Group("links", "", tuple(_links(then, now))),
        Group("pairings", "", tuple(_pairings(then, now))),
        Group("others", "", tuple(_others(then, now))),
    ]
    return Differences(tuple(group for group in groups if group.differences))


Told = Callable[[Project, Any], str]


def _compared(
    table: str,
    pair: tuple[Project, Project],
    rows: tuple[Mapping[str, Any], Mapping[str, Any]],
    words: Told,
    parts: Callable[[Any, Any], Iterable[str]],
) -> Iterator[Difference]:
    """What differs among rows by id, those of `now` in their order, then those that are gone."""
    (then, now), (old, new) = pair, rows
    for row, entity in new.items():
        kind = str(getattr(entity, "kind", ""))
        if row not in old:
            yield Difference(Sort.ADDED, table, row, "", words(now, entity), kind)
        elif old[row] != entity and (found := tuple(parts(old[row], entity))):
            yield Difference(_sort(found), table, row, words(then, old[row]), words(now, entity), kind, found)
    for row, entity in old.items():
        if row not in new:
            yield Difference(Sort.REMOVED, table, row, words(then, entity), "", str(getattr(entity, "kind", "")))


def _sort(parts: Sequence[str]) -> Sort:
    return Sort.REWORDED if "text" in parts else Sort.MOVED if "place" in parts else Sort.CHANGED


def _differing(old: Any, new: Any, parts: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        part for part, columns in parts.items() if any(getattr(old, name) != getattr(new, name) for name in columns)
    ]


# -- articles and cases


def _articles(then: Project, now: Project) -> Iterator[Difference]:
    def parts(old: Article, new: Article) -> list[str]:
        return _differing(old, new, _ARTICLE_PARTS)

    rows = {a.id: a for a in then.articles()}, {a.id: a for a in now.articles()}
    return _compared("article", (then, now), rows, lambda _project, article: article.title, parts)


def _by_case(then: Project, now: Project) -> Iterator[Group]:
    """A group for each case in which something differs, those of today first."""
    old_cases, new_cases = _cases(then), _cases(now)
    old, new = _nodes(then, old_cases), _nodes(now, new_cases)
    moved, touched = _moved(then, now, old, new), _touched(then, now)

    def parts(before: Node, after: Node) -> Iterator[str]:
        yield from _differing(before, after, _NODE_PARTS)
        if after.id in moved:
            yield "place"
        if before.premise_group != after.premise_group:
            yield "premises"
        if after.id in touched:
            yield "passages"

    found: dict[str, list[Difference]] = defaultdict(list)
    for difference in _compared("case", (then, now), (old_cases, new_cases), _case_name, _case_parts):
        found[difference.row].append(difference)
    for row, node in new.items():
        if row in touched and row in old and old[row] == node:  # its passages alone
            found[node.case_id].append(
                Difference(Sort.CHANGED, "node", row, node.text, node.text, str(node.kind), ("passages",))
            )
    for difference in _compared("node", (then, now), (old, new), lambda _project, node: node.text, parts):
        home = new.get(difference.row) or old[difference.row]
        found[home.case_id].append(difference)
    for row in dict.fromkeys((*new_cases, *old_cases)):
        if row in found:
            case = new_cases.get(row) or old_cases[row]
            yield Group("case", case.name, tuple(sorted(found[row], key=_place)))


_ORDER = {"case": 0, "node": 1}
_SORTS = {sort: at for at, sort in enumerate(Sort)}


def _place(difference: Difference) -> tuple[int, int]:
    return _ORDER[difference.table], _SORTS[difference.sort]


def _cases(project: Project) -> dict[str, Case]:
    return {case.id: case for case in project.cases() if project.article(case.article_id).binned_by is None}


def _case_name(_project: Project, case: Case) -> str:
    return case.name


def _case_parts(old: Case, new: Case) -> Iterator[str]:
    yield from _differing(
        old, new, {"text": ("name",), "place": ("position", "article_id"), "details": ("colour", "annotator")}
    )


def _nodes(project: Project, cases: Iterable[str]) -> dict[str, Node]:
    """Every node in sight, in reading order."""
    return {node.id: node for case in cases for node, _depth in project.walk(case)}


def _moved(then: Project, now: Project, old: Mapping[str, Node], new: Mapping[str, Node]) -> set[str]:
    """The nodes that hang elsewhere, or that others have not just made room for: as few as tell the new order."""
    moved, families = set(), set()
    for row, node in new.items():
        before = old.get(row)
        if before is None:
            continue
        if (before.case_id, before.parent_id) != (node.case_id, node.parent_id):
            moved.add(row)
        elif before.position != node.position:
            families.add((node.case_id, node.parent_id))
    for case_id, parent_id in families:
        places = {node.id: at for at, node in enumerate(then.children(case_id, parent_id))}
        stayed = [node for node in now.children(case_id, parent_id) if node.id in places]
        order = [places[node.id] for node in stayed]
        if order == sorted(order):
            continue
        placed = {node.id for node in stayed if node.position != old[node.id].position}
        # a move places one node; where all were placed anew, their order alone tells
        moved |= placed if len(placed) < len(stayed) else {stayed[at].id for at in _out_of_order(order)}
    return moved


def _out_of_order(numbers: Sequence[int]) -> set[int]:
    """The indexes outside a longest rising run (https://en.wikipedia.org/wiki/Longest_increasing_subsequence)."""
    ends: list[int] = []  # numbers at which runs of each length end lowest
    at_end: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length:] = [number, *ends[length + 1 :]]
        at_end[length:] = [at, *at_end[length + 1 :]]
        before.append(at_end[length - 1] if length else -1)
    rising, at = set(), at_end[-1] if at_end else -1
    while at >= 0:
        rising.add(at)
        at = before[at]
    return set(range(len(numbers))) - rising


def _touched(then: Project, now: Project) -> set[str]:
    """The nodes whose passages rest on other words, or are more or fewer; one that was corrected around stays."""
    old, new = then.rows()["anchor"], now.rows()["anchor"]
    found = set()
    for row in old.keys() | new.keys():
        before, after = old.get(row), new.get(row)
        if before is not after and (before is None or after is None or _rests(before) != _rests(after)):
            found |= {anchor.node_id for anchor in (before, after) if anchor is not None}
    return found


def _rests(anchor: Anchor) -> tuple[str, str, str]:
    return anchor.node_id, anchor.article_id, anchor.exact


# -- links, pairings and what is noted


def _links(then: Project, now: Project) -> Iterator[Difference]:
    def parts(old: Link, new: Link) -> Iterator[str]:
        columns = {"kind": ("kind",), "note": ("note",), "strength": ("strength",), "details": ("author", "created")}
        yield from _differing(old, new, {**columns, "sides": ("source_id", "target_id", "target_link_id")})

    rows = {link.id: link for link in then.links()}, {link.id: link for link in now.links()}
    return _compared("link", (then, now), rows, _link_words, parts)


def _link_words(project: Project, link: Link) -> str:
    source = shorten(project.node(link.source_id).text, 80)
    if link.target_id is not None:
        target = shorten(project.node(link.target_id).text, 80)
    else:
        target = shorten(project.node(project.link(link.target_link_id or "").source_id).text, 80)
    return f"“{source}” {_(RELATIONS[str(link.kind)][0])} “{target}”"


def _pairings(then: Project, now: Project) -> Iterator[Difference]:
    def parts(old: Pairing, new: Pairing) -> Iterator[str]:
        columns = {"text": ("motion",), "sides": ("left_case_id", "right_case_id"), "note": ("notes",)}
        yield from _differing(old, new, {**columns, "place": ("position",)})

    rows = {p.id: p for p in then.pairings()}, {p.id: p for p in now.pairings()}
    yield from _compared("pairing", (then, now), rows, _pairing_words, parts)
    yield from _compared("issue", (then, now), (_issues(then), _issues(now)), lambda _p, i: i.heading, _issue_parts)
    yield from _compared("clash", (then, now), (_clashes(then), _clashes(now)), _clash_words, lambda _o, _n: ["note"])


def _pairing_words(project: Project, pairing: Pairing) -> str:
    left, right = (project.case(side).name for side in (pairing.left_case_id, pairing.right_case_id))
    return pairing.motion.strip() or f"{left} / {right}"


def _issues(project: Project) -> dict[str, Issue]:
    return {issue.id: issue for pairing in project.pairings() for issue in project.issues(pairing.id)}


def _issue_parts(old: Issue, new: Issue) -> Iterator[str]:
    yield from _differing(old, new, {"text": ("heading",), "place": ("position", "pairing_id")})


def _clashes(project: Project) -> dict[str, Clash]:
    """What was noted of links and nodes in sight."""
    found = (clash for pairing in project.pairings() for clash in project.clashes(pairing.id))
    return {clash.id: clash for clash in found if _clash_shows(project, clash)}


def _clash_shows(project: Project, clash: Clash) -> bool:
    if clash.node_id is not None:
        return project.is_visible(clash.node_id)
    link = project.entity("link", clash.link_id or "")
    return link is not None and project.link_is_visible(link)


def _clash_words(project: Project, clash: Clash) -> str:
    if clash.node_id is not None:
        return project.node(clash.node_id).text
    return _link_words(project, project.link(clash.link_id or ""))


def _others(then: Project, now: Project) -> Iterator[Difference]:
    tags = {t.id: t for t in then.tags().values()}, {t.id: t for t in now.tags().values()}
    yield from _compared("tag", (then, now), tags, lambda _project, tag: tag.name, _tag_parts)


def _tag_parts(old: Any, new: Any) -> Iterator[str]:
    yield from _differing(old, new, {"text": ("name",), "colour": ("colour",)})
