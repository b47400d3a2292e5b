"""What the entries of the menus do that are about what is known of articles: their details, and references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from models.authoring.references import about_of, change_about, citekeys, take_references
from models.bibliography.matching import Match, match
from models.entities import Article
from models.errors import UserError
from models.importing.about import About
from models.importing.progress import tell
from models.messages import _
from ui.dialogs.article_details import ArticleDetailsDialog
from ui.dialogs.references import ReferencesDialog
from ui.files import Files
from ui.importing.reading import Readers, Reads
from ui.intents.intents import Intents
from ui.jobs import Jobs
from ui.session import Session
from ui.theme import Theme

if TYPE_CHECKING:
    from storage.originals import Origin, Originals

EXTENSIONS = {"text/plain": ".txt", "text/html": ".html", "text/markdown": ".md", "application/pdf": ".pdf"}


@dataclass(frozen=True, slots=True)
class _Found:
    references: list[About]
    matches: list[Match]
    warnings: list[str]


class ReferenceCommands(QObject):
    """Handlers of ui.actions.ACTIONS."""

    def __init__(self, intents: Intents, files: Files, jobs: Jobs, readers: Readers, theme: Theme) -> None:
        super().__init__(intents)
        self._intents, self._files, self._jobs, self._theme = intents, files, jobs, theme
        self._readers = readers
        self._dialog: QDialog | None = None

    @property
    def dialog(self) -> QDialog | None:
        """The window that is open."""
        return self._dialog

    def put_by(self) -> None:
        """Close what is open before its project goes."""
        if self._dialog is not None:
            self._dialog.reject()

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self, _result: int) -> None:
        self._dialog = None

    # -- the details of one article

    def article_details(self) -> None:
        """Of the article on the side that has the focus."""
        session, side = self._intents.session, self._intents.side()
        if session is None or self._dialog is not None:
            return
        if side.case is None:
            self._intents.refuse(side, _("There is no article on this side."))
            return
        article = session.project.article(side.case.article_id)
        taken = citekeys(session.project, article.id)
        dialog = ArticleDetailsDialog(self._theme, about_of(article), taken, self._intents.window)
        dialog.given.connect(lambda about: self._change(session, dialog, article.id, about))
        dialog.read_in.save_requested.connect(lambda: self._save_original(session, dialog, article))
        self._open(dialog)
        self._look_up(session, dialog, article)

    def _change(self, session: Session, dialog: ArticleDetailsDialog, article_id: str, about: About) -> None:
        try:
            change_about(session.project, article_id, about)
        except UserError as error:  # told here, where the field is
            dialog.refuse(str(error))
            return
        session.do(
            lambda reader: change_about(reader, article_id, about),
            then=lambda _made: dialog.accept(),
            otherwise=lambda error: dialog.refuse(str(error)),
        )

    def _look_up(self, session: Session, dialog: ArticleDetailsDialog, article: Article) -> None:
        """How it was read in, over a connection of its own: all records are looked at."""
        path: Path = getattr(session.workspace.store, "path", session.path)
        articles = list(session.project.articles())

        def work() -> tuple[Origin, Originals]:
            from storage.originals import origin_of, originals_of
            from storage.store import SqliteStore

            store = SqliteStore(path)
            try:
                return origin_of(store, article), originals_of(store, articles)
            finally:
                store.close()

        def failed(error: Exception) -> None:
            if self._dialog is dialog and isinstance(error, UserError):
                dialog.read_in.show_rows([("", str(error))])
            elif not isinstance(error, UserError):
                raise error

        def found(both: tuple[Origin, Originals]) -> None:
            if self._dialog is dialog:
                dialog.read_in.show_origin(*both, article.media_type)

        job = self._jobs.run(work, found, failed)
        dialog.finished.connect(lambda _result: job.cancel())

    def _save_original(self, session: Session, dialog: ArticleDetailsDialog, article: Article) -> None:
        """Write the bytes that came in into a file. Never over the project."""
        origin = dialog.read_in.origin
        name = origin.record.file if origin is not None and origin.record is not None else ""
        blob = session.workspace.store.blob
        self._files.save_bytes(
            _("Save the original"),
            PurePath(name).name or title_as_name(article.title, article.media_type),
            lambda: blob(article.source_hash),
        )

    # -- references

    def import_references(self) -> None:
        """Ask for lists of references."""
        if self._intents.session is not None and self._dialog is None:
            self._readers.warm()
            self.open_references(self._files.ask_references(_("Import references")))

    def open_references(self, paths: Sequence[Path]) -> None:
        """Read lists of references and show which articles they are about."""
        session = self._intents.session
        if session is None or not paths or self._dialog is not None:
            return
        articles = {article.id: about_of(article) for article in session.project.articles()}
        dialog = ReferencesDialog(self._theme, self._intents.window)
        dialog.given.connect(lambda chosen: self._take(session, dialog, chosen))
        self._open(dialog)
        reader = self._readers.get()

        def found(what: _Found) -> None:
            if self._dialog is dialog:
                dialog.show_found(what.references, what.matches, articles, what.warnings)

        job = self._jobs.run(lambda: _read(reader, paths, articles), found, self._files.on_failed)

        def finished() -> None:
            job.cancel()
            if dialog.is_reading:
                self._readers.stop()

        dialog.finished.connect(lambda _result: finished())

    def _take(self, session: Session, dialog: ReferencesDialog, chosen: Mapping[str, About]) -> None:
        try:
            take_references(session.project, chosen)
        except UserError as error:
            dialog.refuse(str(error))
            return
        session.do(
            lambda reader: take_references(reader, chosen),
            then=lambda _made: dialog.accept(),
            otherwise=lambda error: dialog.refuse(str(error)),
        )


def _read(reader: Reads, paths: Sequence[Path], articles: Mapping[str, About]) -> _Found:
    """All that the files name, and sentences on what could not be read; for a job."""
    references, warnings = list[About](), list[str]()
    for path in paths:
        try:
            found = reader.references(path, tell)
        except UserError as error:
            warnings.append(str(error))
            continue
        head = f"{path.name}: " if len(paths) > 1 else ""
        warnings += [f"{head}{warning}" for warning in getattr(found, "warnings", ())]
        references += found
    return _Found(references, match(references, articles), warnings)


def title_as_name(title: str, media_type: str) -> str:
    """A file's name for an original that has none."""
    plain = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return (" ".join(plain.split())[:60].strip() or "article") + EXTENSIONS.get(media_type, "")
