"""The project in memory: a cache of the rows, indexed the way authoring and the views ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from models.edits import Change
from models.entities import (
    TABLE_OF,
    TABLES,
    Anchor,
    Article,
    Case,
    Clash,
    Dismissal,
    Issue,
    Link,
    Node,
    Pairing,
    Tag,
    clash_id,
    dismissal_id,
    from_row,
    to_row,
)
from models.errors import UserError
from models.shifts import PASSAGES, Shift
from models.texts import Layout

Parent = tuple[str, str | None]  # case, parent node (None: a root)


_CHILDLESS: Sequence[Node] = []  # one for all: views tell by identity whether a list of children has changed


def no_blob(content_hash: str) -> bytes:
    raise KeyError(content_hash)


class Project:
    """All rows but the blobs, which `read_blob` fetches by hash."""

    def __init__(
        self,
        tables: Mapping[str, dict[str, Any]] | None = None,
        read_blob: Callable[[str], bytes] = no_blob,
    ) -> None:
        self._tables: dict[str, dict[str, Any]] = {name: {} for name in TABLES}
        self._children: dict[Parent, list[Node] | None] = {}
        self.node_changes = 0  # nodes put in and taken out so far; while it stays, so do all lists of children
        self._below: dict[Parent, set[str]] = {}
        self._of_node: dict[str, dict[str, Anchor]] = {}
        self._link_ids: dict[str, set[str]] = {}  # by the node or, of answers, the link at either end
        self._visible: dict[str, bool] = {}  # what is_visible found since a node, case or article last changed
        self._about: dict[str, dict[str, Clash | Dismissal]] = {}  # what was noted of a link, a node or an issue
        self._read_blob = read_blob
        self._text = lru_cache(maxsize=8)(lambda key: read_blob(key).decode())
        self._layout = lru_cache(maxsize=8)(lambda key: Layout.from_bytes(read_blob(key)))
        for table in (tables or {}).values():
            for entity in table.values():
                self._put(entity)

    # -- reading (models.ports.Reader)

    def _get(self, table: str, row: str) -> Any:
        try:
            return self._tables[table][row]
        except KeyError:
            raise UserError("missing.row") from None

    def node(self, node_id: str) -> Node:
        return self._get("node", node_id)  # type: ignore[no-any-return]

    def case(self, case_id: str) -> Case:
        return self._get("case", case_id)  # type: ignore[no-any-return]

    def article(self, article_id: str) -> Article:
        return self._get("article", article_id)  # type: ignore[no-any-return]

    def link(self, link_id: str) -> Link:
        return self._get("link", link_id)  # type: ignore[no-any-return]

    def anchor(self, anchor_id: str) -> Anchor:
        return self._get("anchor", anchor_id)  # type: ignore[no-any-return]

    def pairing(self, pairing_id: str) -> Pairing:
        return self._get("pairing", pairing_id)  # type: ignore[no-any-return]

    def issue(self, issue_id: str) -> Issue:
        return self._get("issue", issue_id)  # type: ignore[no-any-return]

    def has(self, table: str, row: str) -> bool:
        return row in self._tables[table]

    def entity(self, table: str, row: str) -> Any | None:
        """The entity, or None when there is no such row."""
        return self._tables[table].get(row)

    def articles(self) -> list[Article]:
        return [a for a in self._tables["article"].values() if a.binned_by is None]

    def cases(self) -> list[Case]:
        live = (c for c in self._tables["case"].values() if c.binned_by is None)
        return sorted(live, key=lambda case: (case.position, case.id))

    def pairings(self) -> list[Pairing]:
        live = (p for p in self._tables["pairing"].values() if p.binned_by is None)
        return sorted(live, key=lambda pairing: (pairing.position, pairing.id))

    def links(self) -> list[Link]:
        """Every link whose ends are both in sight."""
        return [link for link in self._tables["link"].values() if self.link_is_visible(link)]

    def issues(self, pairing_id: str) -> list[Issue]:
        """The headings of a pairing's clash table in their order."""
        here = (issue for issue in self._tables["issue"].values() if issue.pairing_id == pairing_id)
        return sorted(here, key=lambda issue: (issue.position, issue.id))

    def clashes(self, pairing_id: str) -> list[Clash]:
        """What was noted of the rows of a pairing's clash table, in no order."""
        return [clash for clash in self._tables["clash"].values() if clash.pairing_id == pairing_id]

    def clash(self, pairing_id: str, about: str) -> Clash | None:
        """What was noted, in a pairing, of a link or of a node without one; None: nothing."""
        return self._tables["clash"].get(clash_id(pairing_id, about))

    def is_dismissed(self, node_id: str, other_id: str) -> bool:
        """Whether somebody said that two nodes are no partners."""
        return dismissal_id(node_id, other_id) in self._tables["dismissal"]

    def binned(self) -> list[Any]:
        """Every article, case, node and pairing that was itself put into the bin, in no order."""
        tables = (self._tables[name] for name in ("article", "case", "node", "pairing"))
        return [entity for table in tables for entity in table.values() if entity.binned_by is not None]

    def dismissals(self) -> list[Dismissal]:
        """Every two nodes that are no partners, as somebody said, in no order."""
        return [*self._tables["dismissal"].values()]

    def link_is_visible(self, link: Link) -> bool:
        if not self.is_visible(link.source_id):
            return False
        if link.target_id is not None:
            return self.is_visible(link.target_id)
        target = self._tables["link"].get(link.target_link_id or "")
        return target is not None and self.link_is_visible(target)

    def children(self, case_id: str, parent_id: str | None) -> Sequence[Node]:
        """The nodes below a parent (None: the roots) in their order, binned ones left out."""
        key = (case_id, parent_id)
        cached = self._children.get(key)
        if cached is None:
            below = self._below.get(key)
            if not below:  # as of most nodes
                return _CHILDLESS
            live = map(self.node, below)
            cached = sorted((n for n in live if n.binned_by is None), key=lambda n: (n.position, n.id))
            self._children[key] = cached
        return cached

    def anchors(self, node_id: str) -> Sequence[Anchor]:
        found = self._of_node.get(node_id)
        if not found:
            return []
        return sorted(found.values(), key=lambda a: (a.start, a.end, a.id))

    def anchors_in(self, article_id: str) -> Sequence[Anchor]:
        """Every passage on an article, of all its cases, those of binned nodes too, in the order of the text."""
        found = (anchor for anchor in self._tables["anchor"].values() if anchor.article_id == article_id)
        return sorted(found, key=lambda a: (a.start, a.end, a.id))

    def links_of(self, node_id: str) -> Sequence[Link]:
        """The visible links that start or end at a node, in the order they were made."""
        links = [self.link(i) for i in self._link_ids.get(node_id, ())]
        return sorted((x for x in links if self.link_is_visible(x)), key=lambda x: (x.created, x.id))

    def link_ids(self, node_id: str) -> Iterable[str]:
        """The links that start or end at a node, those out of sight too, in no order."""
        return self._link_ids.get(node_id, ())

    def answers(self, link_id: str) -> Sequence[Link]:
        """The links that reply to a link, those out of sight too, in the order they were made."""
        links = [self.link(i) for i in self._link_ids.get(link_id, ())]
        return sorted(links, key=lambda x: (x.created, x.id))

    def tags(self) -> Mapping[str, Tag]:
        """The tags that somebody gave a colour, by name."""
        return {tag.name: tag for tag in sorted(self._tables["tag"].values(), key=lambda tag: tag.id)}

    def tagged(self, tag: str) -> Sequence[Node]:
        """Every node with a tag, those in the bin too: one that comes back has it as the others do."""
        return [node for node in self._tables["node"].values() if tag in node.tags]

    def dependents(self, entity: Any) -> list[Any]:
        """The rows that point at an entity, those in the bin too: what would hang in the air without it."""
        tables = self._tables
        match entity:
            case Article():
                owners = (tables["case"], tables["anchor"])
                return [row for table in owners for row in table.values() if row.article_id == entity.id]
            case Case():
                sides = (p for p in tables["pairing"].values() if entity.id in (p.left_case_id, p.right_case_id))
                return [*(n for n in tables["node"].values() if n.case_id == entity.id), *sides]
            case Node():
                below = (self.node(i) for i in self._below.get((entity.case_id, entity.id), ()))
                links = (self.link(i) for i in self._link_ids.get(entity.id, ()))
                return [*below, *self.anchors(entity.id), *links, *self._about.get(entity.id, {}).values()]
            case Link():
                return [*self.answers(entity.id), *self._about.get(entity.id, {}).values()]
            case Pairing():
                return [*self.issues(entity.id), *self.clashes(entity.id)]
            case Issue():
                return [*self._about.get(entity.id, {}).values()]
        return []

    def is_visible(self, node_id: str) -> bool:
        """Whether the node and all above it, its case and its article, are out of the bin."""
        known, nodes = self._visible, self._tables["node"]
        path: list[str] = []
        row: str | None = node_id
        while row is not None and row not in known:
            path.append(row)
            node = nodes.get(row)
            if node is None or node.binned_by is not None:
                known[row] = False
            elif node.parent_id is None:
                known[row] = self._case_is_visible(node.case_id)
            else:
                row = node.parent_id
        found = known[row or ""]
        known.update(dict.fromkeys(path, found))
        return found

    def _case_is_visible(self, case_id: str) -> bool:
        case = self._tables["case"].get(case_id)
        article = self._tables["article"].get(case.article_id) if case is not None else None
        return case is not None and case.binned_by is None and article is not None and article.binned_by is None

    def text(self, article_id: str) -> str:
        """The article's reading text."""
        return self._text(self.article(article_id).text_hash)

    def blob(self, content_hash: str) -> bytes:
        """A content by its SHA-256: a text, a layout, a record or an original file."""
        return self._read_blob(content_hash)

    def text_hashes(self) -> dict[str, str]:
        """Which reading text each article has now, those in the bin too."""
        return {article.id: article.text_hash for article in self._tables["article"].values()}

    def layout(self, article_id: str) -> Layout:
        return self._layout(self.article(article_id).layout_hash)

    def rows(self) -> dict[str, dict[str, Any]]:
        """Every row by table and id, those in the bin too: a project made of them stays as this one is now."""
        return {name: dict(rows) for name, rows in self._tables.items()}

    # -- walking

    def walk(self, case_id: str, parent_id: str | None = None) -> Iterator[tuple[Node, int]]:
        """The visible nodes below a parent in reading order with their depth (0 for its children)."""
        stack = [(node, 0) for node in reversed(self.children(case_id, parent_id))]
        while stack:
            node, depth = stack.pop()
            yield node, depth
            stack.extend((child, depth + 1) for child in reversed(self.children(case_id, node.id)))

    def path(self, node_id: str) -> list[Node]:
        """The node's ancestors from the root down, itself last."""
        found = [self.node(node_id)]
        while (parent := found[-1].parent_id) is not None:
            found.append(self.node(parent))
        return found[::-1]

    # -- changing

    def apply(self, changes: Sequence[Change]) -> None:
        """Bring memory to the state after `changes`, which the store has committed."""
        for change in changes:
            if change.table == PASSAGES:
                self._shift(change)
                continue
            old = self._tables[change.table].get(change.row)
            if old is not None:
                self._drop(change.table, old)
            if change.after is not None:
                values = dict(to_row(old), **change.after) if old is not None else change.after
                self._put(from_row(change.table, values))

    def _shift(self, change: Change) -> None:
        assert change.after is not None
        shift = Shift(change.after)
        for anchor in self.anchors_in(change.row):
            place = shift.place(anchor.id, anchor.start, anchor.end)
            if place is not None and place != (anchor.start, anchor.end):
                self._put(replace(anchor, start=place[0], end=place[1]))

    def _put(self, entity: Any) -> None:
        match entity:
            case Article() | Case():
                self._visible.clear()
            case Node():
                self.node_changes += 1
                self._visible.clear()
                self._below.setdefault((entity.case_id, entity.parent_id), set()).add(entity.id)
                self._children[(entity.case_id, entity.parent_id)] = None
            case Anchor():
                self._of_node.setdefault(entity.node_id, {})[entity.id] = entity
            case Link():
                for end in _ends_of(entity):
                    self._link_ids.setdefault(end, set()).add(entity.id)
            case Clash() | Dismissal():
                for about in _noted_of(entity):
                    self._about.setdefault(about, {})[entity.id] = entity
        self._tables[TABLE_OF[type(entity)]][entity.id] = entity

    def _drop(self, table: str, entity: Any) -> None:
        match entity:
            case Article() | Case():
                self._visible.clear()
            case Node():
                self.node_changes += 1
                self._visible.clear()
                self._below[(entity.case_id, entity.parent_id)].discard(entity.id)
                self._children[(entity.case_id, entity.parent_id)] = None
            case Anchor():
                self._of_node[entity.node_id].pop(entity.id, None)
            case Link():
                for end in _ends_of(entity):
                    self._link_ids[end].discard(entity.id)
            case Clash() | Dismissal():
                for about in _noted_of(entity):
                    self._about[about].pop(entity.id, None)
        del self._tables[table][entity.id]


def _ends_of(link: Link) -> set[str]:
    """The rows that a link joins: nodes, or for an answer its node and the link that it replies to."""
    return {end for end in (link.source_id, link.target_id, link.target_link_id) if end is not None}


def _noted_of(entity: Clash | Dismissal) -> set[str]:
    """The rows that one hangs on, without its pairing."""
    found = (
        {entity.link_id, entity.node_id, entity.issue_id}
        if isinstance(entity, Clash)
        else {entity.node_id, entity.other_id}
    )
    return {row for row in found if row is not None}
