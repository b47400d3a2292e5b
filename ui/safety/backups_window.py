"""The window of backups: at the left those there are, at the right what has changed since the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from shiboken6 import isValid

from models.edits import Edit
from models.errors import UserError
from models.messages import _, ngettext
from models.project import Project
from storage.backups.listing import Backup
from storage.backups.restoring import Restored, replace_damaged, restore_as, shown_time
from storage.folders import backups_folder
from storage.formats.files import size_words
from ui.halves import HalvesDialog
from ui.jobs import Job, Jobs
from ui.notices import shown_path
from ui.safety import backups_work as works
from ui.safety.backup_rows import BackupList, when
from ui.safety.backups_work import Now
from ui.safety.difference_rows import DifferenceList
from ui.session import Session
from ui.settings import FOLDER, Settings
from ui.theme import Theme
from ui.tips import plain_tip

SOON = 120  # milliseconds that a choice stands before it is compared: arrow keys run over many


class BackupsDialog(HalvesDialog):
    """`told(sentence)` once the project was restored; `open_requested(path)` for one that was made or put right."""

    told = Signal(str)
    open_requested = Signal(object)

    def __init__(
        self, theme: Theme, settings: Settings, session: Session, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        """`jobs` work one at a time."""
        super().__init__(theme, _("Backups of “{name}”").format(name=session.path.stem), parent)
        self._settings, self._session, self._jobs = settings, session, jobs
        self._now: Now | None = None
        self._comparing: Job | None = None
        self._running: list[Job] = []
        self.is_busy = False
        self._figures = ""
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(SOON)
        self.list, self.differences = BackupList(theme, self), DifferenceList(theme, self)
        words = {
            "now": _("&Back up now"),
            "folder": _("Open the &folder"),
            "as": _("Restore as a &new file…"),
            "restore": _("&Restore…"),
            "close": _("Close"),
        }
        self.fill(self.list, self.differences, words, right_from="as", forward="restore")
        self._connect()
        self._fill()

    def _connect(self) -> None:
        acts = {
            "now": self.back_up,
            "folder": self.open_folder,
            "as": self.restore_as,
            "restore": self.restore,
            "close": self.reject,
        }
        for name, act in acts.items():
            self.buttons[name].clicked.connect(act)
        self.empty.clicked.connect(self.back_up)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._on_chosen())
        self.list.doubleClicked.connect(lambda _index: self.restore())
        self._waiting.timeout.connect(self._compare)
        self._session.changed.connect(self._on_changed)
        QShortcut(QKeySequence("F5"), self).activated.connect(self._fill)

    # -- what there is

    @property
    def now(self) -> Now:
        if self._now is None:
            self._now = Now(self._session)
        return self._now

    def _fill(self, chosen: Path | None = None) -> None:
        """List the backups; the newest is chosen, or the one named."""
        now, is_damaged = self.now, self._is_damaged
        self._run(lambda: works.listed(now, is_damaged), lambda found: self._show(found, chosen))

    def _show(self, found: list[Backup], chosen: Path | None) -> None:
        self.list.rows.set_backups(found)
        self.pages.setCurrentIndex(0 if found else 1)
        for name in ("now", "as", "restore"):  # the empty window has its own button
            self.buttons[name].setVisible(bool(found))
        if not found:
            self.empty.say(
                _("There is no backup of this project yet. One is made soon after it is opened and as it changes."),
                _("Back up now"),
            )
        count = ngettext("{count} backup", "{count} backups", len(found)).format(count=f"{len(found):,}")
        size, place = size_words(sum(backup.size for backup in found)), shown_path(self._folder())
        words = _("{backups}, {size}, in {folder}").format(backups=count, size=size, folder=place) if found else ""
        self.figures.setText(words)
        self.figures.setToolTip(plain_tip(words))
        self._figures = words
        if found:
            at = next((row for row, backup in enumerate(found) if backup.path == chosen), 0)
            self.list.setCurrentIndex(self.list.rows.index(at, 0))
            if self.focusWidget() in (None, self.empty.button):
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._enable()

    def _folder(self) -> Path:
        """The folder of the chosen backup, else that of all."""
        found = self.list.chosen() or next(iter(self.list.rows.all()), None)
        return found.path.parent if found is not None else backups_folder()

    def _on_chosen(self) -> None:
        self._enable()
        self._waiting.start()

    def _on_changed(self, _edit: object, _entry: object) -> None:
        self._now = None
        self._waiting.start()

    def _compare(self) -> None:
        """See, in a job, what differs between the chosen backup and now."""
        if self._comparing is not None:
            self._comparing.cancel()
        backup = self.list.chosen()
        if backup is None:
            return
        self._say(_("Comparing…"))
        self.differences.show_rows([])
        now = self.now
        self._comparing = self._jobs.run(
            lambda: works.compared(backup.path, now), lambda found: self._on_compared(*found[:2]), self._on_unreadable
        )

    def _on_compared(self, sentence: str, rows: list[works.Row]) -> None:
        self._say(sentence)
        self.differences.show_rows(rows)

    def _on_unreadable(self, error: Exception) -> None:
        """The backup, not the project, is at fault: said where the comparison would stand."""
        if not isinstance(error, UserError):
            raise error
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.summary.setText(sentence)
        self.differences.setAccessibleDescription(sentence)

    def _enable(self) -> None:
        backup, why = self.list.chosen(), self._session.workspace.why_read_only
        for name in ("as", "restore"):
            self.buttons[name].setEnabled(backup is not None and not self.is_busy)
        if why is not None and not self._is_damaged:
            self.buttons["restore"].setEnabled(False)
            self.buttons["restore"].setToolTip(plain_tip(str(why)))
        self.buttons["close"].setEnabled(not self.is_busy)
        self.buttons["now"].setEnabled(not self.is_busy and why is None)
        self.buttons["folder"].setEnabled(backups_folder().is_dir())
        self.list.setEnabled(not self.is_busy)

    @property
    def _is_damaged(self) -> bool:
        why = self._session.workspace.why_read_only
        return why is not None and "damaged" in why.key

    # -- what can be done

    def back_up(self) -> None:
        """Make one now."""
        now = self.now
        self._work(_("Backing up…"))
        self._run(lambda: works.made(now), self._on_made)

    def _on_made(self, backup: Backup | None) -> None:
        self._rest()
        if backup is None:
            self.bar.say(_("Nothing has changed since the newest backup."))
        self._fill(backup.path if backup is not None else None)

    def open_folder(self) -> None:
        """Show where the backups lie in the system's own window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder())))

    def restore(self) -> None:
        """Ask, then bring the project back to the chosen backup; a damaged file gives way to it."""
        backup = self.list.chosen()
        if backup is None or not self.buttons["restore"].isEnabled():
            return
        time = when(backup.time)
        sentence = _("Bring the project back to “{time}”? It is one step, and Undo takes it back.").format(time=time)
        act = lambda: self._restore(backup)  # noqa: E731
        if self._is_damaged:
            sentence = _("Put the backup of “{time}” in place of the damaged file? That is kept under another name.")
            sentence, act = sentence.format(time=time), lambda: self._replace(backup)
        self.bar.say(sentence, [(_("Cancel"), self.list.setFocus), (_("Restore"), act)])

    def _restore(self, backup: Backup) -> None:
        now, keep = self.now, self._session.workspace.store.keep
        self._work(_("Restoring…"))
        self._run(lambda: works.prepared(backup.path, now, keep), self._on_prepared)

    def _on_prepared(self, found: Restored) -> None:
        def making(project: Project) -> tuple[Edit, bool]:
            edit = found.edit(project)
            return edit, edit.is_empty

        def then(is_empty: bool) -> None:
            self._rest()
            if is_empty:
                self.bar.say(_("The project is as this backup is already."))
                self._fill()
                return
            self.told.emit(_("The project is as it was on {time}. Undo takes that back.").format(time=found.time))
            self.accept()

        self._session.do(making, then=then, otherwise=self._failed)

    def _replace(self, backup: Backup) -> None:
        path = self._session.path
        self._work(_("Restoring…"))

        def then(_aside: Path) -> None:
            self.accept()
            self.open_requested.emit(path)

        self._run(lambda: replace_damaged(path, backup.path), then)

    def restore_as(self) -> None:
        """Ask for a place and make a new project of the chosen backup there."""
        backup = self.list.chosen()
        if backup is None or self.is_busy:
            return
        kept = str(self._settings.get(FOLDER))
        folder = Path(kept) if kept and Path(kept).is_dir() else Path.home()
        stem = _("{name} of {time}").format(
            name=self._session.path.stem, time=shown_time(backup.path).replace(":", ".")
        )
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Restore as"), str(folder / f"{stem}.counterpoint"), _("Counterpoint projects (*.counterpoint)")
        )
        if name:
            path = Path(name)
            self._settings.set(FOLDER, str(path.parent))
            self.restore_to(backup, path if path.suffix else path.with_suffix(".counterpoint"))

    def restore_to(self, backup: Backup, path: Path) -> None:
        """Make a new project of a backup; on trouble say why and stay."""
        self._work(_("Restoring…"))

        def then(_nothing: None) -> None:
            self._rest()
            self.bar.say(
                _("Restored as {path}").format(path=shown_path(path)),
                [(_("Close"), self.list.setFocus), (_("Open it"), lambda: self._open(path))],
            )

        self._run(lambda: restore_as(backup.path, path), then)

    def _open(self, path: Path) -> None:
        self.accept()
        self.open_requested.emit(path)

    # -- how it goes

    def _run(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._running.append(self._jobs.run(work, then, self._failed))

    def _work(self, sentence: str) -> None:
        self.is_busy = True
        self.bar.hide()
        self.figures.setText(sentence)
        self._enable()

    def _rest(self) -> None:
        self.is_busy = False
        self.figures.setText(self._figures)
        self._enable()

    def _failed(self, error: Exception) -> None:
        if not isValid(self):  # it was put by while an edit waited for another program
            return
        self._rest()
        if not isinstance(error, UserError):
            raise error
        self.bar.say(str(error), loud=True)

    # -- Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.bar.isVisible():
            self.bar.hide()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QPushButton):
                focus.click()
            elif focus is self.list:
                self.restore()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Closed by hand only between two works: what is begun is seen to its end."""
        if not self.is_busy:
            super().reject()

    def put_by(self) -> None:
        """Close, whatever is going on: the project goes."""
        self.is_busy = False
        self.reject()

    def done(self, result: int) -> None:
        self._waiting.stop()
        for job in (*self._running, *([self._comparing] if self._comparing is not None else [])):
            job.cancel()
        self._session.changed.disconnect(self._on_changed)
        super().done(result)
