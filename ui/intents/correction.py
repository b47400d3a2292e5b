"""Correcting an article's text, or laying a newer copy over it: from the window for it to one edit of the session."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from models.authoring.correcting import Decision, correct_text, replace_text
from models.authoring.library import Source
from models.errors import UserError
from models.messages import _
from models.project import Project
from ui.files import Files
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.correcting.dialog import CorrectingDialog

TEXT = "text"  # the column that a draft of a correction names; an article's row holds only the text's hash


class Correction(QObject):
    """Handlers of ui.actions.ACTIONS that open the window to correct a text."""

    def __init__(self, intents: Intents, files: Files, jobs: Jobs, theme: Theme) -> None:
        super().__init__(intents)
        self._intents = intents
        self._files = files
        self._jobs = jobs
        self._theme = theme
        self._dialog: CorrectingDialog | None = None

    def correct_text(self) -> None:
        side = self._intents.side()
        if side.case is not None and self._intents.session is not None:
            start, _end = side.article.selection
            offset = start if side.article.hasFocus() else side.article.first_in_sight()
            self.open(side.case.article_id, offset)

    def replace_text(self) -> None:
        """Ask for the newer copy and read it in a job."""
        session, side = self._intents.session, self._intents.side()
        path = self._files.ask_article(_("Newer copy of the article")) if session and side.case else None
        if session is not None and side.case is not None and path is not None:
            self.read_newer(path, side.case.article_id)

    def read_newer(self, path: Path, article_id: str) -> None:
        from storage.articles import read_article

        session = self._intents.session

        def ready(result: tuple[Source, list[Any]]) -> None:
            if session is self._intents.session:
                self.open(article_id, newer=result[0])

        self._jobs.run(lambda: read_article(path), ready, self._files.on_failed)

    def open(
        self, article_id: str, offset: int = 0, newer: Source | None = None, draft: str | None = None
    ) -> CorrectingDialog | None:
        """Open the window over an article as it is now; None, with a sentence, when that cannot be."""
        from ui.correcting.dialog import CorrectingDialog
        from ui.correcting.findings import passages_of

        session = self._intents.session
        if session is None:
            return None
        project = session.project
        article = project.entity("article", article_id)
        if article is None or article.binned_by is not None:
            session.refused.emit(str(UserError("missing.row")))
            return None
        if self._dialog is not None:
            session.refused.emit(_("Another text is being corrected. Finish that first."))
            return None
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
                    return replace_text(reader, article.id, newer, decisions, seen=seen, expected_text_hash=text_hash)
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

    def _on_finished(self, _result: int) -> None:
        self._dialog = None

    def put_by(self) -> None:
        """Close the window before its project goes; what was typed in it is offered at the next opening."""
        if self._dialog is not None:
            self._dialog.put_by()
