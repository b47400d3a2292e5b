"""What can be found: words of nodes, notes, passages, articles, tags, links and pairings that are out of the bin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.entities import Article, Link, Node, Pairing
from models.errors import UserError
from models.project import Project

Owner = tuple[str, str]  # (table, row) that the words belong to and change with


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that can be found. `what`: one of models.searching.asking.WHATS; `row`: of a node, passage, link, pairing
    or article, a tag's name. `start`, `end`: code points of the article's text, for passages and its paragraphs.
    """

    what: str
    owner: Owner
    row: str
    words: str
    start: int = 0
    end: int = 0


def all_entries(project: Project) -> Iterator[Entry]:
    """Everything, articles first, then their trees in reading order."""
    for owner in owners(project):
        yield from entries_of(project, owner)


def owners(project: Project) -> Iterator[Owner]:
    for article in project.articles():
        yield "article", article.id
    for case in project.cases():
        for node, _depth in project.walk(case.id):
            yield "node", node.id
    for link in project.links():
        yield "link", link.id
    for pairing in project.pairings():
        yield "pairing", pairing.id
    for tag in _tags(project):
        yield "tag", tag


def _tags(project: Project) -> list[str]:
    used = {tag for case in project.cases() for node, _depth in project.walk(case.id) for tag in node.tags}
    return sorted(used | set(project.tags()))


def entries_of(project: Project, owner: Owner) -> Iterator[Entry]:
    """What is found of one thing now; nothing where it has gone or lies in the bin."""
    table, row = owner
    if table == "tag":
        if row in project.tags() or any(project.is_visible(node.id) for node in project.tagged(row)):
            yield Entry("tag", owner, row, row)
        return
    entity = project.entity(table, row)
    match entity:
        case Article() if entity.binned_by is None:
            yield from _of_article(project, owner, entity)
        case Node() if project.is_visible(row):
            yield from _of_node(project, owner, entity)
        case Link() if entity.note.strip() and project.link_is_visible(entity):
            yield Entry("link", owner, row, entity.note)
        case Pairing() if entity.binned_by is None:
            words = "\n".join(part for part in (entity.motion, entity.notes) if part.strip())
            if words:
                yield Entry("pairing", owner, row, words)


def _of_article(project: Project, owner: Owner, article: Article) -> Iterator[Entry]:
    about = (article.title, article.subtitle, ", ".join(article.authors), article.publication, article.citekey)
    yield Entry("article", owner, article.id, "\n".join(part for part in about if part.strip()))
    try:
        text, blocks = project.text(article.id), project.layout(article.id).blocks
    except UserError:  # damaged: said where it is to be read
        return
    for block in blocks:
        if not block.hidden and text[block.start : block.end].strip():
            yield Entry("text", owner, article.id, text[block.start : block.end], block.start, block.end)


def _of_node(project: Project, owner: Owner, node: Node) -> Iterator[Entry]:
    yield Entry("node", owner, node.id, node.text)
    note = "\n".join(part for part in (node.note, node.reasoning) if part.strip())
    if note:
        yield Entry("note", owner, node.id, note)
    for anchor in project.anchors(node.id):
        yield Entry("passage", owner, anchor.id, anchor.exact, anchor.start, anchor.end)


def owner_of(table: str, row: str, values: dict[str, object]) -> Owner | None:
    """What a changed row's words belong to; None: to nothing, or to so much that all is to be read anew.

    `values`: the columns that were changed, before or after.
    """
    if table in ("node", "link", "pairing", "article"):
        return table, row
    if table == "anchor":
        node = values.get("node_id")
        return ("node", str(node)) if node else None
    return None
