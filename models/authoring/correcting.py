"""Edits of an article's text: text, layout, every passage on it and what is dropped change in one edit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from models.anchors import make_anchor
from models.authoring.library import Source
from models.carrying import Carrying, Outcome, carry
from models.differing import Shifting
from models.edits import Change, Edit, changed, removed
from models.entities import Anchor, Article
from models.errors import UserError
from models.messages import Message, message, shorten
from models.ports import Reader
from models.relaying import carried_layout, with_old_marks
from models.shifts import passages_moved
from models.texts import content_hash, normal_newlines, plain_layout, storable_text

Action = Literal["accept", "attach", "drop"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a passage on the review list: the place that was found, another one, or none."""

    action: Action
    start: int = -1
    end: int = -1

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end


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
    _check(reader, article, cleaned(new_text), expected_text_hash)
    carrying = _review(reader, article_id, cleaned(new_text), seen)
    layout = carried_layout(reader.layout(article_id), carrying.old, carrying.new, carrying.hunks)
    contents = {"text_hash": carrying.new.encode(), "layout_hash": layout.to_bytes()}
    label = message("edit.correct_text", title=shorten(article.title))
    return _edit(article, contents, {}, label, _passages(article_id, carrying, decisions, seen))


def replace_text(
    reader: Reader,
    article_id: str,
    source: Source,
    decisions: Mapping[str, Decision],
    *,
    decided: Collection[int] = (),
    seen: Carrying | None = None,
    expected_text_hash: str | None = None,
) -> Edit:
    """The article with the texts, bytes, layout and record of a newer copy; what is known about it stays.

    Blocks that stand in both copies stay hidden, captions or site text where they were, but for those that begin at
    one of `decided`: there the source's layout holds. The rest as in `correct_text`.
    """
    article = reader.article(article_id)
    text = cleaned(source.reading_text)
    _check(reader, article, text, expected_text_hash)
    carrying = _review(reader, article_id, text, seen)
    fresh = source.layout if text == source.reading_text else plain_layout(text)
    contents = {
        "source_hash": source.data,
        "source_text_hash": cleaned(source.source_text).encode(),
        "text_hash": text.encode(),
        "layout_hash": with_old_marks(fresh, reader.layout(article_id), carrying.hunks, decided).to_bytes(),
    }
    about: dict[str, Any] = {n: source.about[n] for n in ("media_type", "encoding") if n in source.about}
    if source.record:
        contents["record_hash"] = source.record
    else:
        about["record_hash"] = None  # the record told of other bytes
    label = message("edit.replace_text", title=shorten(article.title))
    return _edit(article, contents, about, label, _passages(article_id, carrying, decisions, seen))


def _check(reader: Reader, article: Article, text: str, expected_text_hash: str | None) -> None:
    if article.binned_by is not None:
        raise UserError("missing.row")
    if not text.strip():
        raise UserError("correct.empty")
    if expected_text_hash not in (None, article.text_hash):
        raise UserError("correct.overtaken", title=shorten(article.title))


def _review(reader: Reader, article_id: str, text: str, seen: Carrying | None) -> Carrying:
    """What becomes of the passages as they are now: as it was seen, for those that have not changed since."""
    if seen is None or (seen.old, seen.new) != (reader.text(article_id), text):
        return review(reader, article_id, text)
    anchors = reader.anchors_in(article_id)
    others = [anchor for anchor in anchors if seen.anchors.get(anchor.id) != anchor]
    binned = frozenset(anchor.id for anchor in anchors if not reader.is_visible(anchor.node_id))
    new = carry(seen.old, text, others, hunks=seen.hunks) if others else None
    outcomes = {a.id: seen.outcomes[a.id] for a in anchors if a.id in seen.outcomes} | dict(new.outcomes if new else {})
    return Carrying(seen.old, text, seen.hunks, outcomes, {anchor.id: anchor for anchor in anchors}, binned)


def _passages(
    article_id: str, carrying: Carrying, decisions: Mapping[str, Decision], seen: Carrying | None
) -> list[Change]:
    """All passages moving at once, and a change of its own for each that does not just move."""
    if not carrying.hunks:
        return []
    shifting = Shifting(carrying.hunks)
    changes, excepted, undecided = [], [], 0
    for outcome in carrying.outcomes.values():
        anchor = carrying.anchors[outcome.anchor_id]
        kept = outcome.outcome is Outcome.KEPT
        if kept and shifting.passage(anchor.start, anchor.end) == (outcome.start, outcome.end):
            continue
        excepted.append(anchor.id)
        shown = seen is None or seen.anchors.get(anchor.id) == anchor
        decision = decisions.get(anchor.id) if shown else None
        if kept:
            decision = Decision("accept")
        elif decision is None and anchor.id in carrying.binned:
            decision = Decision("drop" if outcome.outcome is Outcome.LOST else "accept")
        if decision is None or (decision.action == "accept" and outcome.outcome is Outcome.LOST):
            undecided += 1
        elif decision.action == "drop":
            changes.append(removed(anchor))
        else:
            place = decision.place if decision.action == "attach" else outcome.place
            changes += changed(anchor, _attached(carrying.new, anchor, place))
    if undecided:
        raise UserError("correct.undecided", count=undecided)
    return [passages_moved(article_id, carrying.hunks, excepted), *changes]


def _attached(text: str, anchor: Anchor, place: tuple[int, int]) -> Anchor:
    """The passage at its new place, with the words and the context that it has there."""
    return replace(make_anchor(text, anchor.node_id, anchor.article_id, *place), id=anchor.id)


def _edit(
    article: Article, contents: Mapping[str, bytes], about: Mapping[str, Any], label: Message, passages: list[Change]
) -> Edit:
    hashes = {name: content_hash(data) for name, data in contents.items()}
    changes = (*changed(article, replace(article, **about, **hashes)), *passages)  # type: ignore[arg-type]
    return Edit(label, changes, {hashes[name]: data for name, data in contents.items()})
