"""What is in the bin: articles, cases, branches and pairings that were deleted and can be put back.

Things that went together carry one mark (`binned_by`) and are one item. What lies inside of something that is itself in
the bin is no item of its own: it comes to light when that is put back.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from models.entities import TABLE_OF, Article, Case, Node, Pairing
from models.messages import _, shorten
from models.project import Project

RANK = ("article", "case", "node", "pairing")  # what an item is called after, where several things went together


@dataclass(frozen=True, slots=True)
class BinItem:
    """Something that can be put back. `rows`: (table, id) of what carries the mark; counts are of all that is in it.

    `what`: "article", "case", "node" (a branch, or several) or "pairing". `name`: of the first of them. `where`: the
    case or article that it stood in.
    """

    mark: str
    what: str
    rows: tuple[tuple[str, str], ...]
    name: str
    where: str
    several: int
    nodes: int
    passages: int
    links: int


def bin_items(project: Project) -> list[BinItem]:
    """Every item, in no order."""
    marked: dict[str, list[Any]] = defaultdict(list)
    for entity in project.binned():
        marked[entity.binned_by].append(entity)
    return [_item(project, mark, found) for mark, found in marked.items() if not _is_inside(project, mark, found)]


def _is_inside(project: Project, mark: str, found: list[Any]) -> bool:
    """Whether something that holds these things is itself in the bin, by another mark."""
    return any(holder.binned_by not in (None, mark) for entity in found for holder in _holders(project, entity))


def _holders(project: Project, entity: Any) -> list[Any]:
    match entity:
        case Case():
            return [project.article(entity.article_id)]
        case Pairing():
            cases = [project.case(side) for side in (entity.left_case_id, entity.right_case_id)]
            return [*cases, *(project.article(case.article_id) for case in cases)]
        case Node():
            case = project.case(entity.case_id)
            holders: list[Any] = [case, project.article(case.article_id)]
            above = entity.parent_id
            while above is not None:
                holders.append(project.node(above))
                above = holders[-1].parent_id
            return holders
    return []


def _item(project: Project, mark: str, found: list[Any]) -> BinItem:
    found.sort(key=lambda entity: (RANK.index(TABLE_OF[type(entity)]), getattr(entity, "position", ""), entity.id))
    first, what = found[0], TABLE_OF[type(found[0])]
    inside = _inside(project, found)
    nodes = [entity for entity in inside.values() if isinstance(entity, Node)]
    links = {link for node in nodes for link in project.link_ids(node.id)}
    return BinItem(
        mark,
        what,
        tuple((TABLE_OF[type(entity)], entity.id) for entity in found),
        _name(project, first),
        _where(project, first),
        sum(TABLE_OF[type(entity)] == what for entity in found),
        len(nodes),
        sum(len(project.anchors(node.id)) for node in nodes),
        len(links),
    )


def _inside(project: Project, found: list[Any]) -> dict[str, Any]:
    """These things and all cases and nodes in them."""
    inside: dict[str, Any] = {}
    stack = list(found)
    while stack:
        entity = stack.pop()
        if entity.id in inside:
            continue
        inside[entity.id] = entity
        if isinstance(entity, Case):  # all its nodes, whatever is above them
            inside.update((row.id, row) for row in project.dependents(entity) if isinstance(row, Node))
        elif isinstance(entity, (Article, Node)):
            stack.extend(row for row in project.dependents(entity) if isinstance(row, (Case, Node)))
    return inside


def _name(project: Project, entity: Any) -> str:
    match entity:
        case Article():
            return entity.title
        case Node():
            return entity.text
        case Pairing():
            sides = (project.case(side).name for side in (entity.left_case_id, entity.right_case_id))
            return entity.motion or " – ".join(shorten(name, 40) for name in sides)
    return str(entity.name)


def _where(project: Project, entity: Any) -> str:
    match entity:
        case Case():
            return project.article(entity.article_id).title
        case Node():
            case = project.case(entity.case_id)
            parent = project.entity("node", entity.parent_id) if entity.parent_id else None
            above = shorten(parent.text, 60) if parent is not None else ""
            return _("{case}, below “{parent}”").format(case=case.name, parent=above) if above else case.name
    return ""
