"""From the project to what the node panel shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace

from models.edits import Change
from models.entities import Anchor
from models.messages import _, shorten
from models.ports import Entry
from models.project import Project
from models.texts import BlockKind, Layout, shown
from ui.panel.describe_links import link_view
from ui.panel.views import HistoryRow, NodeView, PassageView
from ui.session import Session

WORDS = ("text", "note", "tags")  # columns of a node whose old value an entry of its history tells


def node_view(session: Session, node_id: str, in_sight: Callable[[str], bool]) -> NodeView:
    """A node with its passages and links; `in_sight` tells whether another node can be seen just now."""
    project = session.project
    node = project.node(node_id)
    return NodeView(
        node.id,
        str(node.kind),
        node.text,
        session.status(node_id) or "",
        node.tags,
        tuple(_passages(project, node_id)),
        node.note,
        tuple(link_view(session, link, node_id, in_sight) for link in project.links_of(node_id)),
        node.inference,
        node.implicit,
        session.tags(),
        {name: tag.colour for name, tag in project.tags().items()},
    )


def _passages(project: Project, node_id: str) -> Iterable[PassageView]:
    """The node's passages in their order, each with the place where it stands in its article.

    Those in the article of its case come first; a node that came from another case may rest on words of another one.
    """
    anchors = project.anchors(node_id)
    own = project.case(project.node(node_id).case_id).article_id
    others = (anchor.article_id for anchor in anchors if anchor.article_id != own)
    for article_id in dict.fromkeys((own, *others)):
        here = [anchor for anchor in anchors if anchor.article_id == article_id]
        if not here:
            continue
        layout, text = project.layout(article_id), project.text(article_id)
        blocks = enumerate(layout.blocks)
        headings = [at for at, block in blocks if block.kind is BlockKind.HEADING and not block.hidden]
        for anchor in here:
            passage = _passage(anchor, layout, text, headings)
            yield passage if article_id == own else _elsewhere(passage, project.article(article_id).title)


def _elsewhere(passage: PassageView, title: str) -> PassageView:
    """The passage with the article that it stands in."""
    parts = (part for part in (passage.place, f"“{title}”") if part)
    cite = " ".join(part for part in (f"“{shorten(title, 20)}”", passage.cite) if part)
    return replace(passage, cite=cite, place=", ".join(parts))


def _passage(anchor: Anchor, layout: Layout, text: str, headings: list[int]) -> PassageView:
    at = layout.block_at(anchor.start)
    block = layout.blocks[at] if layout.blocks else None
    cite = f"¶ {block.number}" if block is not None and block.number is not None else ""
    label = layout.page_at(anchor.start)
    page = _("p. {page}").format(page=label) if label else ""
    above = bisect_left(headings, at) - 1
    heading = ""
    if above >= 0 and block is not None and block.kind not in (BlockKind.HEADING, BlockKind.TITLE):
        heading = " ".join(shown(text, layout.blocks[headings[above]]).split())
    where = ", ".join(part for part in (cite, page) if part)
    return PassageView(anchor.id, " ".join(anchor.exact.split()), cite, where, heading)


def history_rows(session: Session, node_id: str) -> list[HistoryRow]:
    """What was done to a node, newest first; what was undone stands once, where it was done, with who undid it."""
    entries = session.workspace.store.history(node_id)
    last: dict[str, Entry] = {}  # the newest undo or redo of each entry
    for entry, _changes in entries:
        if entry.target is not None:
            last.setdefault(entry.target, entry)
    rows = []
    for entry, changes in entries:
        if entry.kind != "do":
            continue
        undo = last.get(entry.id)
        undone = undo is not None and undo.kind == "undo"
        who, time = (undo.annotator, undo.time) if undo is not None and undone else ("", "")
        old = _old_words(changes, node_id)
        rows.append(HistoryRow(entry.id, entry.time, entry.annotator, str(entry.label), old, undone, who, time))
    return rows


def _old_words(changes: Iterable[Change], node_id: str) -> str:
    """What stood in the node's text, note or tags before an entry, where it changed one of them."""
    for change in changes:
        if change.table != "node" or change.row != node_id or change.before is None or change.after is None:
            continue
        for column in WORDS:
            if column in change.before:
                value = change.before[column]
                return ", ".join(value) if column == "tags" else str(value)
    return ""
