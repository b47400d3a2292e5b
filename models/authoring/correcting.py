"""Edits of an article's text: text, layout, every passage on it and what is dropped change in one edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from models.anchors import make_anchor
from models.authoring.library import Source
from models.carrying import Carrying, Outcome, carry
from models.edits import Edit, changed, removed
from models.entities import Article
from models.errors import UserError
from models.messages import Message, message, shorten
from models.ports import Reader
from models.texts import content_hash, normal_newlines, plain_layout, storable_text

Action = Literal["accept", "attach", "drop"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a passage on the review list: the place that was found, another one, or none."""

    action: Action
    start: int = -1
    end: int = -1


def cleaned(text: str) -> str:
    """The text as it is stored: LF, no byte order mark, no halves of characters."""
    return storable_text(normal_newlines(text))


def review(reader: Reader, article_id: str, new_text: str) -> Carrying:
    """What becomes of all passages of the article, those of deleted nodes too, when its text is `new_text`."""
    anchors = reader.anchors_in(article_id)
    binned = frozenset(anchor.id for anchor in anchors if not reader.is_visible(anchor.node_id))
    return carry(reader.text(article_id), cleaned(new_text), anchors, binned=binned)


def correct_text(
    reader: Reader,
    article_id: str,
    new_text: str,
    decisions: Mapping[str, Decision],
    *,
    seen: Carrying | None = None,
    expected_text_hash: str | None = None,
) -> Edit:
    """The article with `new_text`. `decisions` by anchor id, for all of `review` but the passages in the bin.

    `seen` is the review that was shown: it is used again where it still holds. Raises UserError when a passage needs
    a decision and has none, when the text is empty, or when it is no longer the one of `expected_text_hash`.
    """
    article = reader.article(article_id)
    text = cleaned(new_text)
    layout = plain_layout(text)
    contents = {"text_hash": text.encode(), "layout_hash": layout.to_bytes()}
    label = message("edit.correct_text", title=shorten(article.title))
    return _edit(reader, article, label, text, contents, decisions, seen, expected_text_hash)


def replace_text(
    reader: Reader,
    article_id: str,
    source: Source,
    decisions: Mapping[str, Decision],
    *,
    seen: Carrying | None = None,
    expected_text_hash: str | None = None,
) -> Edit:
    """The article with the texts, bytes and layout of a newer copy; what is known about it stays. As `correct_text`."""
    article = reader.article(article_id)
    text = cleaned(source.reading_text)
    contents = {
        "source_hash": source.data,
        "source_text_hash": cleaned(source.source_text).encode(),
        "text_hash": text.encode(),
        "layout_hash": source.layout.to_bytes(),
    }
    label = message("edit.replace_text", title=shorten(article.title))
    about: dict[str, Any] = {name: source.about[name] for name in ("media_type", "encoding") if name in source.about}
    article_after = replace(article, **about)
    return _edit(reader, article_after, label, text, contents, decisions, seen, expected_text_hash)


def _edit(
    reader: Reader,
    wanted: Article,
    label: Message,
    text: str,
    contents: Mapping[str, bytes],
    decisions: Mapping[str, Decision],
    seen: Carrying | None,
    expected_text_hash: str | None,
) -> Edit:
    article = reader.article(wanted.id)
    if not text.strip():
        raise UserError("correct.empty")
    if expected_text_hash not in (None, article.text_hash):
        raise UserError("correct.overtaken", title=shorten(article.title))
    carrying = review(reader, article.id, text)
    hashes: dict[str, Any] = {name: content_hash(data) for name, data in contents.items()}
    changes = changed(article, replace(wanted, **hashes))
    if not changes:
        return Edit(label, ())
    undecided = 0
    for outcome in carrying.outcomes.values():
        anchor = carrying.anchors[outcome.anchor_id]
        place: tuple[int, int] | None = (outcome.start, outcome.end)
        if outcome.outcome is not Outcome.KEPT:
            decision = decisions.get(anchor.id)
            if decision is None and anchor.id in carrying.binned:
                decision = Decision("drop" if outcome.outcome is Outcome.LOST else "accept")
            if decision is None or (decision.action == "accept" and outcome.outcome is Outcome.LOST):
                undecided += 1
                continue
            if decision.action != "accept":
                place = None if decision.action == "drop" else (decision.start, decision.end)
        if place is None:
            changes.append(removed(anchor))
        else:
            made = make_anchor(text, anchor.node_id, anchor.article_id, *place)
            changes += changed(anchor, replace(made, id=anchor.id))
    if undecided:
        raise UserError("correct.undecided", count=undecided)
    blobs = {hashes[name]: data for name, data in contents.items()}
    return Edit(label, tuple(changes), blobs)
