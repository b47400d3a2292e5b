"""Correcting an article's text, or laying a newer copy over it: from the window for it to one edit of the session."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from models.authoring.correcting import Decision, correct_text, replace_text
from models.authoring.library import Source
from models.entities import Article
from models.errors import UserError
from models.messages import _
from models.project import Project
from ui.files import Files
from ui.importing.rereading import Newer, Rereading
from ui.intents.intents import Intents
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.correcting.dialog import CorrectingDialog

TEXT = "text"  # the column that a draft of a correction names; an article's row holds only the text's hash


class Correction(QObject):
    """Handlers of ui.actions.ACTIONS that open the window to correct a text."""

    def __init__(self, intents: Intents, files: Files, rereading: Rereading, theme: Theme) -> None:
        super().__init__(intents)
        self._intents = intents
        self._files = files
        self._rereading = rereading
        self._theme = theme
        self._dialog: CorrectingDialog | None = None
        rereading.ready.connect(self._on_ready)

    def correct_text(self) -> None:
        side = self._intents.side()
        if side.case is not None and self._intents.session is not None:
            start, _end = side.article.selection
            offset = start if side.article.hasFocus() else side.article.first_in_sight()
            self.open(side.case.article_id, offset)

    def replace_text(self) -> None:
        """Ask for the newer copy; it is shown as it will be stored before the passages are."""
        session, side = self._intents.session, self._intents.side()
        path = self._files.ask_article(_("Newer copy of the article")) if session and side.case else None
        if session is not None and side.case is not None and path is not None:
            self.read_newer(path, side.case.article_id)

    def read_newer(self, path: Path, article_id: str) -> None:
        if self._is_free():
            self._rereading.read_newer(path, article_id)

    def read_again(self) -> None:
        """The article of this side from its original, with the readers and repairs of today."""
        session, side = self._intents.session, self._intents.side()
        if session is not None and side.case is not None and self._is_free():
            self._rereading.read_again(side.case.article_id)

    def _is_free(self) -> bool:
        """Whether no other text is being corrected; else a sentence."""
        if self._dialog is not None and self._intents.session is not None:
            self._intents.session.refused.emit(_("Another text is being corrected. Finish that first."))
        return self._dialog is None

    def _on_ready(self, article_id: str, newer: Newer) -> None:
        self.open(article_id, newer=newer.source, decided=newer.decided)

    def open(
        self,
        article_id: str,
        offset: int = 0,
        newer: Source | None = None,
        draft: str | None = None,
        decided: frozenset[int] = frozenset(),
    ) -> CorrectingDialog | None:
        """Open the window over an article as it is now; None, with a sentence, when that cannot be.

        `decided`: where blocks of a newer text begin that look as the user has just said (replace_text).
        """
        from ui.correcting.dialog import CorrectingDialog
        from ui.correcting.findings import passages_of

        session, article = self._intents.session, self._article(article_id)
        if session is None or article is None:
            return None
        project = session.project
        text, text_hash = project.text(article.id), article.text_hash
        dialog = CorrectingDialog(
            self._theme,
            article.title,
            text,
            passages_of(project, article.id),
            offset,
            newer=newer.reading_text if newer is not None else None,
            draft=draft,
            parent=self._intents.window,
            newer_layout=newer.layout if newer is not None else None,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.drafted.connect(lambda typed: session.draft("article", article.id, TEXT, typed))
        dialog.rejected.connect(lambda: session.drop_draft(article.id, TEXT))
        dialog.said.connect(session.told)

        def apply(new_text: str, decisions: Mapping[str, Decision]) -> None:
            def making(reader: Project) -> Any:
                seen = dialog.carrying
                if newer is not None:
                    return replace_text(
                        reader, article.id, newer, decisions, decided=decided, seen=seen, expected_text_hash=text_hash
                    )
                return correct_text(reader, article.id, new_text, decisions, seen=seen, expected_text_hash=text_hash)

            def refused(error: UserError) -> None:
                dialog.show_refusal(str(error))
                session.draft("article", article.id, TEXT, new_text)

            drafts = session.close_draft(article.id, TEXT)
            session.do(making, drafts=drafts, then=lambda _result: dialog.finish_applied(), otherwise=refused)

        dialog.apply_requested.connect(apply)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()
        return dialog

    def _article(self, article_id: str) -> Article | None:
        """An article that can be corrected now; None, with a sentence, when it cannot."""
        session = self._intents.session
        article = session.project.entity("article", article_id) if session is not None else None
        if session is not None and (article is None or article.binned_by is not None):
            session.refused.emit(str(UserError("missing.row")))
            return None
        return article if self._is_free() else None

    def _on_finished(self, _result: int) -> None:
        self._dialog = None

    def put_by(self) -> None:
        """Close the window before its project goes; what was typed in it is offered at the next opening."""
        if self._dialog is not None:
            self._dialog.put_by()
