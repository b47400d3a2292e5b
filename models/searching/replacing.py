"""Replacing words in the texts of nodes: what would become of each, and the edit that does it, as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import regex  # type: ignore[import-untyped]

from models.authoring.nodes import live
from models.edits import Change, Edit, changed
from models.errors import UserError
from models.messages import message, shorten
from models.ports import Reader

Place = tuple[int, int]  # code points


@dataclass(frozen=True, slots=True)
class Replaced:
    """A node's text before and after; `places` are those of the words that go, in the text before."""

    node_id: str
    before: str
    after: str
    places: tuple[Place, ...]


def replacements(
    nodes: Iterable[tuple[str, str]], old: str, new: str, *, match_case: bool = False, whole_words: bool = False
) -> list[Replaced]:
    """What becomes of nodes, given as (id, text), that hold `old`. A text is one line; spaces are not doubled.

    Without `match_case` words that began with a capital do so again.
    """
    if not old.strip():
        return []
    pattern = regex.escape(old.strip(), special_only=True, literal_spaces=True)
    if whole_words:
        pattern = rf"\b(?:{pattern})\b"
    finding = regex.compile(pattern, 0 if match_case else regex.IGNORECASE | regex.FULLCASE)
    found = []
    for node_id, text in nodes:
        places = tuple(match.span() for match in finding.finditer(text))
        if places:
            after = " ".join(finding.sub(lambda match: _fitted(match.group(), new, match_case), text).split())
            if after != text:
                found.append(Replaced(node_id, text, after, places))
    return found


def _fitted(old: str, new: str, match_case: bool) -> str:
    """The new words, with a capital where the old ones had one, unless case is what somebody asks for."""
    return new[:1].upper() + new[1:] if not match_case and old[:1].isupper() else new


def replace_words(reader: Reader, wanted: Collection[Replaced], old: str, new: str) -> Edit:
    """One edit for all. What has changed since it was looked at, or would have no words left, is left out.

    Raises UserError where nothing is left to be done.
    """
    changes: list[Change] = []
    for each in wanted:
        node = live(reader, each.node_id)
        if node.text == each.before and each.after:
            changes += changed(node, replace(node, text=each.after))
    if not changes:
        raise UserError("search.nothing_to_replace")
    count = len({change.row for change in changes})
    return Edit(message("edit.replace_words", count=count, old=shorten(old), new=shorten(new)), tuple(changes))
