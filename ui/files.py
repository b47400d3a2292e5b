"""The File menu: making, opening, copying projects, and asking for files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from models import VERSION
from models.errors import Busy, UserError
from models.messages import _
from storage.folders import data_folder
from ui.jobs import Job, Jobs
from ui.notices import Notices
from ui.session import RETRY, TRIES, Session
from ui.settings import ANNOTATOR, FOLDER, Settings

DAMAGE = frozenset({"project.damaged", "project.not_a_project", "project.empty"})  # what salvage may help with
SAMPLE_NAME = "bundled-debate.counterpoint"


def warm_up() -> None:
    """Import what opening a project and reading documents needs: half a second, so the window runs it in a thread."""
    import seeds.sample  # noqa: F401
    import storage.cli
    import storage.reading
    import storage.store  # noqa: F401
    from models.markdown_notes import prepare
    from storage.formats.registry import formats
    from ui.exporting import dialog as exporting  # noqa: F401
    from ui.exporting import formats_page  # noqa: F401
    from ui.importing import dialog  # noqa: F401

    formats()
    prepare()


def open_session(path: Path, annotator: str, *, read_only: bool = False, is_last_try: bool = True) -> Session:
    """Open a project for the window as `storage.entering.open_for_window` does. Raises UserError.

    The texts that are shown first are read here, so that a damaged one is told before another project is put away.
    """
    from storage.entering import open_for_window

    opened = open_for_window(path, annotator, read_only=read_only, is_last_try=is_last_try)
    session = Session(opened.workspace, path, opened=opened)
    try:
        for case in session.sides():
            if case is not None:
                session.project.text(case.article_id)
                session.project.layout(case.article_id)
    except BaseException:
        session.close()
        raise
    return session


def sample_path() -> Path:
    """The bundled debate's project file, made when it is not there yet. Raises UserError."""
    path = data_folder() / SAMPLE_NAME
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError("project.write_failed", reason=error.strerror or str(error)) from error
        make_sample(path)
    return path


def make_sample(path: Path, articles: Path | None = None) -> list[str]:
    """A new project with the debate; sentences on what could not be attached. Raises UserError."""
    from seeds.sample import build_sample
    from storage.projects import make_project

    sample = build_sample(articles)
    make_project(path, VERSION, sample.edit)
    return [str(note) for note in sample.notes]


def _filters(*subjects: str) -> str:
    """What a dialog offers to choose among, by what the files hold."""
    from storage.formats.registry import formats

    readable = [f for f in formats() if f.can_read and f.subject in subjects]
    every = " ".join(sorted({f"*{extension}" for f in readable for extension in f.extensions}))
    kinds = [f"{_(f.title)} ({' '.join('*' + extension for extension in f.extensions)})" for f in readable]
    return ";;".join([_("What can be read ({patterns})").format(patterns=every), *kinds, _("All files (*)")])


class Files(QObject):
    """Asks for paths and does the work; `opened(session)` when another project is to be shown."""

    opened = Signal(object)
    told = Signal(str)
    salvage_wanted = Signal(object)  # the path of a project that cannot be shown

    def __init__(self, window: QWidget, settings: Settings, notices: Notices, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._notices = notices
        self._jobs = jobs
        self.session: Session | None = None
        self._fetching: Job | None = None

    @property
    def annotator(self) -> str:
        """Who this window's edits are by: the name in the settings, else the login name."""
        from storage.cli import default_annotator

        return str(self._settings.get(ANNOTATOR)) or default_annotator()

    # -- projects

    def new_project(self, title: str = "") -> None:
        """Ask where a new project is to be, make it and open it. `title`: what the question is called."""
        path = self._ask_save(title or _("New project"), _("project.counterpoint"), self._projects())
        if path is not None:
            self.create(path)

    def create(self, path: Path) -> None:
        from storage.database import SUFFIX, create_project

        path = path if path.suffix else path.with_suffix(SUFFIX)

        def work() -> None:
            create_project(path, VERSION)
            self.open(path)

        self._guarded(work)

    def open_project(self) -> None:
        path = self._ask_open(_("Open project"), f"{self._projects()};;{_('All files (*)')}")
        if path is not None:
            self.open(path)

    def open(
        self, path: Path, read_only: bool = False, tries: int = TRIES, *, then: Callable[[], object] | None = None
    ) -> None:
        """Open a project, then call `then`; on trouble say so and keep what is open.

        Tried again while another program writes to it, and read in a job first where that takes long.
        """
        from storage.entering import fetch, is_slow

        if self._fetching is not None:
            self._fetching.cancel()  # something else is wanted now
            self._fetching = None
        if read_only or tries < TRIES or not is_slow(path):
            self._open(path, read_only, tries, then)
            return
        self.told.emit(_("Reading {name}…").format(name=path.name))
        self._fetching = self._jobs.run(
            lambda: fetch(path), lambda _done: self._open(path, read_only, tries, then), self.on_failed
        )

    @property
    def is_reading(self) -> bool:
        """Whether a project is being read that opens in a moment."""
        return self._fetching is not None

    def _open(self, path: Path, read_only: bool, tries: int, then: Callable[[], object] | None) -> None:
        self._fetching = None
        try:
            session = open_session(path, self.annotator, read_only=read_only, is_last_try=tries <= 1)
        except Busy:
            QTimer.singleShot(RETRY, self, lambda: self.open(path, read_only, tries - 1, then=then))
        except UserError as error:
            self._refuse_to_open(path, error)
        else:
            self._opened(session)
            if then is not None:
                then()

    def _refuse_to_open(self, path: Path, error: UserError) -> None:
        """Say why; of a project that is damaged beyond showing some may still be saved."""
        if error.message.key not in DAMAGE or not path.is_file():
            self.on_failed(error)
            return
        details = _("What can still be read of it may be saved into a new project.")
        self._notices.ask(str(error), details, _("Salvage…"), lambda: self.salvage_wanted.emit(path))

    def _opened(self, session: Session) -> None:
        self._settings.add_recent(session.path.resolve())
        self.opened.emit(session)

    def open_debate(self) -> None:
        self._guarded(lambda: self.open(sample_path()))

    def use_originals(self) -> None:
        """The bundled debate over the user's own copies of the two articles, as a new project."""
        folder = QFileDialog.getExistingDirectory(
            self._window, _("Folder with the two original articles"), self._folder()
        )
        if not folder:
            return
        path = self._ask_save(_("Save the debate as"), _("debate with originals.counterpoint"), self._projects())
        if path is not None:
            self.make_debate(path, Path(folder))

    def make_debate(self, path: Path, articles: Path) -> None:
        def made(notes: list[str]) -> None:
            self.open(path)
            if notes:
                self._notices.listed(_("The debate is set up. Not everything could be attached:"), notes)

        self._jobs.run(lambda: make_sample(path, articles), made, self.on_failed)

    def save_copy(self) -> None:
        if self.session is None:
            return
        path = self._ask_save(_("Save a copy"), f"{self.session.path.stem} copy.counterpoint", self._projects())
        if path is not None:
            self.copy_to(path)

    def copy_to(self, path: Path) -> None:
        session = self.session
        if session is None:
            return

        def work() -> None:
            if path.exists() and session.path.exists() and path.samefile(session.path):
                raise UserError("project.exists", path=str(path))  # the project itself, worked on elsewhere
            session.flush_drafts()
            session.workspace.store.copy_to(path)
            self.told.emit(_("Copied to {path}").format(path=path))

        self._guarded(work)

    # -- what is read, and bytes out

    def ask_article(self, title: str) -> Path | None:
        """Let the user choose a file that can be read as an article."""
        return self._ask_open(title, _filters("article"))

    def ask_articles(self, title: str) -> list[Path]:
        """Let the user choose files that can be read as articles, or lists of references."""
        names, _filter = QFileDialog.getOpenFileNames(
            self._window, title, self._folder(), _filters("article", "references")
        )
        for name in names[:1]:
            self._remember(name)
        return [Path(name) for name in names]

    def ask_maps(self, title: str) -> list[Path]:
        """Let the user choose argument maps of other programs."""
        names, _filter = QFileDialog.getOpenFileNames(self._window, title, self._folder(), _filters("map", "project"))
        for name in names[:1]:
            self._remember(name)
        return [Path(name) for name in names]

    def ask_references(self, title: str) -> list[Path]:
        """Let the user choose lists of references."""
        names, _filter = QFileDialog.getOpenFileNames(self._window, title, self._folder(), _filters("references"))
        for name in names[:1]:
            self._remember(name)
        return [Path(name) for name in names]

    def ask_damaged(self, title: str) -> Path | None:
        """Let the user choose a file that is, or was, a project."""
        return self._ask_open(title, f"{self._projects()};;{_('All files (*)')}")

    def ask_folder(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(self._window, title, self._folder())
        if not name:
            return None
        self._settings.set(FOLDER, name)
        return Path(name)

    def save_bytes(self, title: str, name: str, made: Callable[[], bytes]) -> None:
        """Ask for a path and write what `made` gives; never over the open project."""
        from storage.projects import write_export

        session = self.session
        path = self._ask_save(title, name, _("All files (*)")) if session is not None else None

        def write() -> None:
            assert session is not None and path is not None
            write_export(session.path, path, made())
            self.told.emit(_("Saved as {path}").format(path=path))

        if path is not None:
            self._guarded(write)

    # -- asking

    def _guarded(self, work: Callable[[], Any]) -> None:
        try:
            work()
        except UserError as error:
            self.on_failed(error)

    def on_failed(self, error: Exception) -> None:
        """Say what went wrong; a bug goes on to the crash report."""
        if not isinstance(error, UserError):
            raise error
        self._notices.failed(str(error))

    def _projects(self) -> str:
        return _("Counterpoint projects (*.counterpoint)")

    def _folder(self) -> str:
        return str(self._settings.get(FOLDER)) or str(Path.home())

    def _ask_open(self, title: str, filters: str) -> Path | None:
        name, _filter = QFileDialog.getOpenFileName(self._window, title, self._folder(), filters)
        return self._remember(name)

    def _ask_save(self, title: str, name: str, filters: str) -> Path | None:
        chosen, _filter = QFileDialog.getSaveFileName(self._window, title, str(Path(self._folder(), name)), filters)
        return self._remember(chosen)

    def _remember(self, name: str) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._settings.set(FOLDER, str(path.parent))
        return path
