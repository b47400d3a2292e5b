"""What is in the bin, in words: one row an item, and what is in the chosen one."""

from __future__ import annotations

from collections.abc import Iterator

from models.binned import BinItem
from models.entities import Article, Case, Node
from models.messages import N_, _, ngettext, shorten
from models.ports import Entry
from models.project import Project
from ui.panel.times import when
from ui.safety.difference_rows import LONGEST, MOST, Row
from ui.two_lines import TwoLine

WHATS = {"article": N_("Article"), "case": N_("Case"), "node": N_("Branch"), "pairing": N_("Pairing")}


def line_of(item: BinItem, kind: str, entry: Entry | None) -> TwoLine:
    """`kind`: of a branch's first node; `entry`: which put it into the bin."""
    name = shorten(item.name, 200) or _("without words")
    if item.several > 1:
        others = item.several - 1
        name = ngettext("{name} and {count} more", "{name} and {count} more", others).format(name=name, count=others)
    if not kind:
        name = _("{what}: {name}").format(what=_(WHATS[item.what]), name=name)
    parts = [item.where] if item.where else []
    if entry is not None:
        parts.insert(0, _("{time} by {who}").format(time=when(entry.time), who=entry.annotator))
    return TwoLine(name, counted(item), " · ".join(parts), kind)


def counted(item: BinItem) -> str:
    if not item.nodes:
        return ""
    return ngettext("{count} node", "{count} nodes", item.nodes).format(count=f"{item.nodes:,}")


def summary(items: list[BinItem]) -> str:
    """How much the chosen items hold, in one sentence."""
    figures = (
        (sum(item.nodes for item in items), "{count} node", "{count} nodes"),
        (sum(item.passages for item in items), "{count} passage", "{count} passages"),
        (sum(item.links for item in items), "{count} link", "{count} links"),
    )
    told = [ngettext(one, many, count).format(count=f"{count:,}") for count, one, many in figures if count]
    return _("With {what}.").format(what=", ".join(told)) if told else ""


def rows_of(project: Project, item: BinItem) -> list[Row]:
    """What is in an item, from the top: articles, cases, pairings as headings, nodes below them."""
    rows: list[Row] = []
    for row in _rows(project, item):
        if len(rows) >= MOST:
            rows.append(Row(_("and more"), is_rest=True))
            break
        rows.append(row)
    return rows


def _rows(project: Project, item: BinItem) -> Iterator[Row]:
    seen: set[str] = set()
    for table, row in item.rows:
        entity = project.entity(table, row)
        if entity is None or entity.id in seen:
            continue
        if isinstance(entity, Node):
            if table == "node" and row == item.rows[0][1]:
                yield Row(item.where, is_heading=True)
            yield from _branch(project, entity)
        elif isinstance(entity, (Article, Case)):
            name = shorten(entity.title if isinstance(entity, Article) else entity.name, LONGEST)
            yield Row(name, is_heading=True)
            if isinstance(entity, Case):
                for node in project.children(entity.id, None):
                    yield from _branch(project, node)
        else:
            yield Row(_("Pairing: {name}").format(name=shorten(entity.motion, LONGEST)), is_heading=True)
        seen.add(entity.id)


def _branch(project: Project, top: Node) -> Iterator[Row]:
    stack = [(top, 0)]
    while stack:
        node, level = stack.pop()
        passages = len(project.anchors(node.id))
        told = ngettext("{count} passage", "{count} passages", passages).format(count=passages) if passages else ""
        yield Row(shorten(node.text, LONGEST) or _("without words"), told, kind=str(node.kind), level=level)
        stack.extend((child, level + 1) for child in reversed(project.children(node.case_id, node.id)))
