"""Typing that a crash left behind: offered once, at the next opening."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from models.authoring import links, nodes
from models.entities import Article, Link
from models.errors import UserError
from models.messages import _, shorten
from models.ports import Draft
from ui.intents.correction import Correction
from ui.notices import OfferBar
from ui.session import Session

# what puts a draft back, by its table and column; those of articles open their own window
RESTORE: dict[tuple[str, str], Callable[..., Any]] = {
    ("node", "text"): nodes.change_text,
    ("node", "note"): nodes.change_note,
    ("link", "note"): links.change_note,
}


class Recovery(QObject):
    """Offers each draft of a project in turn; putting one back is an ordinary edit."""

    def __init__(self, bar: OfferBar, correction: Correction) -> None:
        super().__init__(bar)
        self._bar = bar
        self._correction = correction
        self._waiting: list[Draft] = []
        self._session: Session | None = None

    def look(self, session: Session) -> None:
        """Offer what was being typed when the program ended without closing its editors."""
        self._session = session
        try:
            self._waiting = [d for d in session.workspace.store.abandoned_drafts() if self._is_worth(session, d)]
        except UserError as error:  # another program holds the file just now: offered at the next opening
            self._waiting = []
            session.refused.emit(str(error))
        self._next()

    def _is_worth(self, session: Session, draft: Draft) -> bool:
        """Not what is in the row already, and not of a node, link or article that is gone or in the bin."""
        entity = session.project.entity(draft.table, draft.row)
        if isinstance(entity, Article):
            return entity.binned_by is None and draft.text != session.project.text(entity.id)
        if entity is None or (draft.table, draft.column) not in RESTORE or not draft.text.strip():
            return False
        project = session.project
        if not (project.link_is_visible(entity) if isinstance(entity, Link) else project.is_visible(draft.row)):
            return False
        return bool(getattr(entity, draft.column) != draft.text)

    def _next(self) -> None:
        session = self._session
        if session is None or not self._waiting:
            self._bar.hide()
            return
        draft = self._waiting.pop(0)
        if draft.table == "article":
            self._offer_correction(session, draft)
            return
        text = shorten(draft.text, 80)
        sentence = _("“{text}” was being typed when Counterpoint ended.")
        if draft.table == "link":
            sentence = _("The note of a link, “{text}”, was being written when Counterpoint ended.")
        elif draft.column == "note":
            sentence = _("The note “{text}” was being written when Counterpoint ended.")
        self._bar.offer(
            sentence.format(text=text),
            [
                (_("Put it back"), lambda: self._put_back(session, draft)),
                (_("Discard"), lambda: self._discard(session, draft)),
            ],
        )

    def _offer_correction(self, session: Session, draft: Draft) -> None:
        """A text that was being corrected: the window for it opens again with all that was typed."""
        article = session.project.article(draft.row)

        def go_on() -> None:
            if self._correction.open(article.id, draft=draft.text) is None:
                self._next()
                return
            session.draft("article", article.id, draft.column, draft.text)  # this window's from now on
            session.flush_drafts()
            self._discard(session, draft)

        sentence = _("The text of “{title}” was being corrected when Counterpoint ended.")
        self._bar.offer(
            sentence.format(title=shorten(article.title, 80)),
            [(_("Go on correcting"), go_on), (_("Discard"), lambda: self._discard(session, draft))],
        )

    def _put_back(self, session: Session, draft: Draft) -> None:
        change = RESTORE[draft.table, draft.column]
        show = session.select_link if draft.table == "link" else session.select
        session.do(
            lambda reader: change(reader, draft.row, draft.text),
            drafts=[draft.id],
            then=lambda _result: show(draft.row),
        )
        self._next()

    def _discard(self, session: Session, draft: Draft) -> None:
        try:
            session.workspace.store.drop_draft(draft.id)
        except UserError as error:
            session.refused.emit(str(error))
        self._next()
