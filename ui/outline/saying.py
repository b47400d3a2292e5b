"""What a row of the outline says in words: to a screen reader, in its tip, and beside its sign."""

from __future__ import annotations

import html

from models.entities import Kind, Node
from models.messages import _, ngettext, shorten
from models.places import kind_and_bearing
from models.project import Project
from models.steps import bearing_of
from models.words import BEARINGS, PLAIN
from ui.compare.words import status_word
from ui.outline.making import OutlineRow, Place

NOTE = 160  # characters of a note that a tooltip shows


def describe(project: Project, row: OutlineRow) -> str:
    """What a screen reader says of a row: text, place in the argument, place in the list, state."""
    node = row.node
    siblings = project.children(node.case_id, node.parent_id)
    place = next((i for i, other in enumerate(siblings, 1) if other.id == node.id), 1)
    parts = [
        f"{node.text}: {kind_and_bearing(project, node.id)}",
        _("level {level}").format(level=row.depth + 1),
        _("{place} of {count}").format(place=place, count=len(siblings)),
    ]
    if row.status is not None:
        parts.append(status_word(row.status))
    if node.implicit:
        parts.append(_("unstated premise"))
    if row.folded_count:
        parts.append(folded_words(row))
        if row.unanswered_count:
            parts.append(unanswered_word(row.unanswered_count))
    if row.cite:
        parts.append(row.cite)
    if row.more_passages:
        parts.append(passages_word(row.passage_count))
    if row.link_count:
        parts.append(links_word(row.link_count))
    if node.tags:
        parts.append(_("Tags: {tags}").format(tags=", ".join(node.tags)))
    if node.note.strip():
        parts.append(_("has a note"))
    if row.is_cut:
        parts.append(_("cut, to be pasted elsewhere"))
    if not row.is_match:
        parts.append(above_word())
    return ", ".join(parts)


def tooltip(row: OutlineRow) -> str:
    """Rich text: the whole text, what the node is and how it bears on its parent, its tags, how its note begins."""
    node = row.node
    words = [kind_word(node.kind)]
    if node.parent_id is not None:
        words.append(bearing_word(node))
    if node.implicit:
        words.append(_("unstated premise"))
    if row.together is not None:
        words.append(together_word(row.together))
    if row.status:
        words.append(status_word(row.status))
    if row.more_passages:
        words.append(passages_word(row.passage_count))
    if row.link_count:
        words.append(links_word(row.link_count))
    lines = [node.text, " · ".join(words)]
    if row.folded_count:
        more = [folded_words(row)] + [unanswered_word(row.unanswered_count)] * bool(row.unanswered_count)
        lines.append(", ".join(more))
    if not row.is_match:
        lines.append(above_word())
    if node.tags:
        lines.append(_("Tags: {tags}").format(tags=", ".join(node.tags)))
    note = node.note.strip()
    if note:
        lines.append(_("Note: {text}").format(text=shorten(note.splitlines()[0].lstrip("#>-* "), NOTE)))
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


def folded_words(row: OutlineRow) -> str:
    sentence = ngettext("folded, {count} point inside", "folded, {count} points inside", row.folded_count)
    return sentence.format(count=row.folded_count)


def above_word() -> str:
    return _("hidden by the filters but for what is below it")


def unanswered_word(count: int) -> str:
    return ngettext("{count} unanswered", "{count} unanswered", count).format(count=count)


def passages_word(count: int) -> str:
    return ngettext("{count} passage", "{count} passages", count).format(count=count)


def links_word(count: int) -> str:
    return ngettext("{count} link", "{count} links", count).format(count=count)


def together_word(place: Place) -> str:
    words = {
        Place.FIRST: _("taken together with the next one"),
        Place.MIDDLE: _("taken together with those before and after it"),
        Place.LAST: _("taken together with the one before it"),
    }
    return words[place]


def bearing_word(node: Node) -> str:
    """How a node bears on its parent, in a word; nothing for a root."""
    bearing = bearing_of(node)
    return _(BEARINGS[bearing]) if bearing else ""


def kind_word(kind: Kind) -> str:
    return _(PLAIN[kind])
