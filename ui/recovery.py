"""Typing that a crash left behind: offered once, at the next opening."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from models.authoring import issues, library, links, nodes
from models.edits import Edit
from models.entities import Article, Link, Pairing
from models.errors import UserError
from models.messages import _, shorten
from models.ports import Draft, Reader
from models.project import Project
from ui.intents.correction import Correction
from ui.notices import OfferBar
from ui.session import Session


def _note_row(column: str, reader: Reader, about: str, text: str) -> Edit:
    """Note something of a row in the first clash table that has it."""
    pairing = _pairing_of(reader, about)
    if pairing is None:
        raise UserError("missing.row")
    return issues.note_row(reader, pairing.id, about, **{column: text})


def _pairing_of(reader: Reader, about: str) -> Pairing | None:
    try:
        link = reader.link(about)
        cases = {reader.node(link.source_id).case_id, reader.node(link.target_id or "").case_id}
    except UserError:
        cases = {reader.node(about).case_id}
    return next((p for p in reader.pairings() if cases <= {p.left_case_id, p.right_case_id}), None)


# what puts a draft back, by its table and column; those of articles open their own window
RESTORE: dict[tuple[str, str], Callable[..., Any]] = {
    ("node", "text"): nodes.change_text,
    ("node", "note"): nodes.change_note,
    ("link", "note"): links.change_note,
    ("pairing", "notes"): library.change_pairing_notes,
    **{
        (table, column): partial(_note_row, column)
        for table in ("node", "link")
        for column in ("why", "weighing")  # noted in a clash table of a point or a link
    },
}


def _words(project: Project, draft: Draft) -> str:
    """What stands now where a draft was being typed."""
    if draft.column not in ("why", "weighing"):
        return str(getattr(project.entity(draft.table, draft.row), draft.column))
    pairing = _pairing_of(project, draft.row)
    noted = project.clash(pairing.id, draft.row) if pairing is not None else None
    return str(getattr(noted, draft.column)) if noted is not None else ""


class Recovery(QObject):
    """Offers each draft of a project in turn; putting one back is an ordinary edit."""

    def __init__(self, bar: OfferBar, correction: Correction) -> None:
        super().__init__(bar)
        self._bar = bar
        self._correction = correction
        self._waiting: list[Draft] = []
        self._offered: Draft | None = None
        self._session: Session | None = None

    def look(self, session: Session) -> None:
        """Offer what was being typed when the program ended without closing its editors."""
        if session is not self._session:
            session.changed.connect(lambda _edit, _entry: self._on_changed(session))
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
        if isinstance(entity, Pairing):
            return entity.binned_by is None and entity.notes != draft.text.strip()
        if not (project.link_is_visible(entity) if isinstance(entity, Link) else project.is_visible(draft.row)):
            return False
        return _words(project, draft) != draft.text

    def _on_changed(self, session: Session) -> None:
        """Another window may have put it back meanwhile, or deleted what it was about."""
        if session is self._session and self._offered is not None and not self._is_worth(session, self._offered):
            self._next()

    def _next(self) -> None:
        session, self._offered = self._session, None
        if session is None or not self._waiting:
            self._bar.hide()
            return
        draft = self._waiting.pop(0)
        if not self._is_worth(session, draft):
            self._next()
            return
        self._offered = draft
        if draft.table == "article":
            self._offer_correction(session, draft)
            return
        text = shorten(draft.text, 80)
        sentence = _("“{text}” was being typed when Counterpoint ended.")
        if draft.table == "link" and draft.column == "note":
            sentence = _("The note of a link, “{text}”, was being written when Counterpoint ended.")
        elif draft.column in ("note", "notes"):
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
        self._offered = None
        change = RESTORE[draft.table, draft.column]
        shows: dict[str, Callable[[str], None]] = {"link": session.select_link, "pairing": session.show_pairing}
        show = shows.get(draft.table, session.select)
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
