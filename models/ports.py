"""What the heart asks of the outside: rows to read, and a store that commits edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from models.edits import Change, Edit
from models.entities import Anchor, Article, Case, Link, Node, Pairing
from models.messages import Message
from models.texts import Layout


class Reader(Protocol):
    """Rows as they are now. Binned rows are found by `node`, `case` and so on, but not listed."""

    def node(self, node_id: str) -> Node: ...
    def case(self, case_id: str) -> Case: ...
    def article(self, article_id: str) -> Article: ...
    def link(self, link_id: str) -> Link: ...
    def pairing(self, pairing_id: str) -> Pairing: ...
    def articles(self) -> list[Article]: ...
    def cases(self) -> list[Case]: ...
    def pairings(self) -> list[Pairing]: ...
    def links(self) -> list[Link]: ...
    def children(self, case_id: str, parent_id: str | None) -> Sequence[Node]: ...
    def anchors(self, node_id: str) -> Sequence[Anchor]: ...
    def links_of(self, node_id: str) -> Sequence[Link]: ...
    def is_visible(self, node_id: str) -> bool: ...
    def text(self, article_id: str) -> str: ...
    def layout(self, article_id: str) -> Layout: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal entry: who did what when. `target` is the entry that an undo or redo is about."""

    seq: int
    id: str
    client: str
    annotator: str
    time: str
    kind: str  # do, undo, redo
    target: str | None
    label: Message


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being typed in an open editor: kept outside the journal until the editor closes."""

    id: str
    client: str
    table: str
    row: str
    column: str
    text: str
    time: str


class Store(Protocol):
    """The project file. `known` is the last entry that the caller's memory holds."""

    def load(self) -> tuple[dict[str, dict[str, Any]], dict[str, int], int]:
        """Entities by table and id, the seq that wrote each row last (by row id), and the last seq."""
        ...

    def commit(
        self,
        edit: Edit,
        annotator: str,
        known: int,
        versions: Mapping[str, int],
        kind: str = "do",
        target: str | None = None,
        drafts: Iterable[str] = (),
    ) -> Entry:
        """Write all of `edit` or nothing. Raises Outdated, Conflict, UserError."""
        ...

    def last_seq(self) -> int: ...
    def entries_after(self, seq: int) -> list[tuple[Entry, tuple[Change, ...]]]: ...
    def entries_of(self, annotator: str) -> list[Entry]: ...
    def changes(self, entry_id: str) -> tuple[Change, ...]: ...
    def last_writer(self, table: str, row: str) -> Entry | None: ...
    def blob(self, content_hash: str) -> bytes: ...
    def save_draft(self, draft: Draft) -> None: ...
    def drop_draft(self, draft_id: str) -> None: ...
    def drafts(self) -> list[Draft]: ...
    def close(self) -> None: ...
