"""The part of a store by which a project is looked at and not written to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NoReturn

from models.edits import Edit
from models.errors import UserError
from models.messages import Message
from models.ports import Draft, Entry


class Refusing:
    """Every edit is refused with `_why`; nothing is kept, and no draft is offered (see models.ports.Store)."""

    _why: Message

    @property
    def why_read_only(self) -> Message | None:
        return self._why

    def _refuse(self) -> NoReturn:
        raise UserError(self._why.key, **self._why.arguments)

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
        self._refuse()

    def keep(self, blobs: Mapping[str, bytes]) -> None:
        self._refuse()

    def save_draft(self, draft: Draft) -> None:
        self._refuse()

    def drop_draft(self, draft_id: str) -> None:
        """None is offered."""

    def abandoned_drafts(self) -> list[Draft]:
        return []
