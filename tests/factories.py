"""Projects made in memory, with ids that a person can read and that are the same in every run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.anchors import CONTEXT
from models.edits import made
from models.entities import (
    Anchor,
    Article,
    Case,
    Clash,
    Dismissal,
    Issue,
    Kind,
    Link,
    LinkKind,
    Node,
    Pairing,
    Tag,
    clash_id,
    dismissal_id,
)
from models.ordering import between
from models.project import Project
from models.texts import Layout, content_hash, plain_layout

TIME = "2025-01-31T12:00:00.000Z"


class World:
    """A growing project. Each method makes one entity, puts it into `project` and returns it."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}
        self.project = Project(read_blob=self.blobs.__getitem__)
        self._counts: dict[str, int] = {}

    def article(self, text: str, title: str = "An article", layout: Layout | None = None, **more: Any) -> Article:
        data = text.encode()
        source, key = self._blob(data), self._blob((layout or plain_layout(text)).to_bytes())
        return self._put(Article(self._id("article"), title, source, source, source, key, **more))

    def case(self, article: Article, name: str = "A case", **more: Any) -> Case:
        last = [case.position for case in self.project.cases()][-1:]
        position = between(last[0], None) if last else "n"
        return self._put(Case(self._id("case"), article.id, name, **{"position": position, **more}))

    def node(
        self,
        case: Case,
        text: str = "A point",
        parent: Node | None = None,
        kind: Kind | str = Kind.CLAIM,
        quotes: Iterable[str] = (),
        **more: Any,
    ) -> Node:
        """A node as the last child of `parent`; each of `quotes` is anchored where it first stands in the article."""
        siblings = self.project.children(case.id, parent.id if parent else None)
        position = between(siblings[-1].position if siblings else None, None)
        values = {"position": position, "created": TIME, **more}
        above = parent.id if parent else None
        node = self._put(Node(self._id("node"), case.id, above, kind=Kind(kind), text=text, **values))
        for quote in quotes:
            start = self.project.text(case.article_id).index(quote)
            self.anchor(node, start, start + len(quote))
        return node

    def anchor(self, node: Node, start: int, end: int) -> Anchor:
        article_id = self.project.case(node.case_id).article_id
        text = self.project.text(article_id)
        context = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return self._put(Anchor(self._id("anchor"), node.id, article_id, start, end, text[start:end], *context))

    def link(self, source: Node, target: Node | Link, kind: LinkKind | str = LinkKind.REBUTS, **more: Any) -> Link:
        node, link = (target.id, None) if isinstance(target, Node) else (None, target.id)
        values = {"created": TIME, **more}
        return self._put(Link(self._id("link"), source.id, node, link, LinkKind(kind), **values))

    def pairing(self, left: Case, right: Case, motion: str = "A motion", **more: Any) -> Pairing:
        return self._put(Pairing(self._id("pairing"), motion, left.id, right.id, **more))

    def issue(self, pairing: Pairing, heading: str = "An issue", **more: Any) -> Issue:
        last = [issue.position for issue in self.project.issues(pairing.id)][-1:]
        position = between(last[0] if last else None, None)
        return self._put(Issue(self._id("issue"), pairing.id, heading, **{"position": position, **more}))

    def clash(self, pairing: Pairing, about: Link | Node, issue: Issue | None = None, **more: Any) -> Clash:
        """What is noted of a row of a pairing's clash table."""
        link, node = (about.id, None) if isinstance(about, Link) else (None, about.id)
        issue_id = issue.id if issue else None
        return self._put(Clash(clash_id(pairing.id, about.id), pairing.id, link, node, issue_id, **more))

    def dismissal(self, node: Node, other: Node) -> Dismissal:
        return self._put(Dismissal(dismissal_id(node.id, other.id), node.id, other.id, "Ada", TIME))

    def tag(self, name: str, colour: str = "blue") -> Tag:
        return self._put(Tag(self._id("tag"), name, colour))

    def _put(self, entity: Any) -> Any:
        self.project.apply([made(entity)])
        return entity

    def _id(self, table: str) -> str:
        self._counts[table] = self._counts.get(table, 0) + 1
        return f"{table}-{self._counts[table]:05}"

    def _blob(self, data: bytes) -> str:
        key = content_hash(data)
        self.blobs[key] = data
        return key
