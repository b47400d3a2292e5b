"""The window of a salvage: where the new project goes, how far the work is, and what became of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from models.importing.progress import tell
from models.messages import _
from storage.backups.listing import backups_of
from storage.salvage.report import Report
from storage.salvage.saving import salvage
from ui.jobs import Job, Jobs
from ui.labels import plain_label, tint
from ui.notices import shown_path
from ui.safety.backup_rows import when
from ui.theme import Theme

WIDTH = 560  # pixels


class SalvageDialog(QDialog):
    """`open_requested(path)` for the project that was made. `jobs` work one at a time."""

    open_requested = Signal(object)

    def __init__(self, theme: Theme, path: Path, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._path, self._jobs = theme, path, jobs
        self._job: Job | None = None
        self.target = _free_name(path)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Salvage “{name}”").format(name=path.name))
        self.head = self._label(
            _("What can be read of the file is saved into a new project. The file itself stays as it is.")
        )
        self.place = self._label("")
        self.change = QPushButton(_("Save &elsewhere…"), self)
        self.backup = QCheckBox(self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(_("Salvaging"))
        self.report = self._label("")
        self.go = QPushButton(_("&Salvage"), self)
        self.open_button = QPushButton(_("&Open the new project"), self)
        self.close_button = QPushButton(_("Cancel"), self)
        self._arrange()
        self.change.clicked.connect(lambda _on=False: self._ask_place())
        self.go.clicked.connect(lambda _on=False: self.salvage())
        self.open_button.clicked.connect(lambda _on=False: self._open())
        self.close_button.clicked.connect(self.reject)
        self._offer_backup()
        self._show_place()
        for part in (self.progress, self.report, self.open_button):
            part.hide()
        self.change.setAutoDefault(False)
        self.go.setDefault(True)
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _label(self, words: str) -> QLabel:
        label = plain_label(words, self)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.place, 1)
        line.addWidget(self.change)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.go, self.open_button, self.close_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addLayout(line)
        for part in (self.backup, self.progress, self.report):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(WIDTH)
        tint(self.place, self._theme.tokens.muted)

    def _offer_backup(self) -> None:
        found = backups_of(self._path, is_damaged=True)
        self.backup.setVisible(bool(found))
        if found:
            self.backup.setText(_("Fill gaps from the &backup of {time}").format(time=when(found[0].time)))

    def _show_place(self) -> None:
        self.place.setText(_("It goes to {path}").format(path=shown_path(self.target)))

    def _ask_place(self) -> None:
        filters = _("Counterpoint projects (*.counterpoint)")
        name, _filter = QFileDialog.getSaveFileName(self, _("Save as"), str(self.target), filters)
        if name:
            path = Path(name)
            self.target = path if path.suffix else path.with_suffix(".counterpoint")
            self._show_place()

    # -- the work

    def salvage(self) -> None:
        """Begin; what became of it is shown here."""
        path, target, with_backup = self._path, self.target, self.backup.isVisible() and self.backup.isChecked()
        self.report.hide()
        self.progress.show()
        for part in (self.go, self.change, self.backup):
            part.setEnabled(False)

        def work() -> Report:
            return salvage(path, target, with_backup=with_backup, step=tell)

        self._job = self._jobs.run(work, self._on_saved, self._on_failed)

    def _on_saved(self, report: Report) -> None:
        self._job = None
        self.progress.hide()
        for part in (self.go, self.change, self.backup):
            part.hide()
        self.head.setText(_("Saved: {what}.").format(what=report.counted()))
        self.place.setText(_("In {path}").format(path=shown_path(self.target)))
        self._tell("\n".join(str(sentence) for sentence in report.told()))
        self.close_button.setText(_("Close"))
        self.open_button.show()
        self.open_button.setDefault(True)
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.progress.hide()
        for part in (self.go, self.change, self.backup):
            part.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self._tell(str(error))
        tint(self.report, self._theme.tokens.kinds["rebuttal"].line)

    def _tell(self, words: str) -> None:
        self.report.setText(words)
        self.report.show()
        tint(self.report, self._theme.tokens.ink)
        self.resize(self.width(), self.heightForWidth(self.width()) if self.hasHeightForWidth() else 0)

    def _open(self) -> None:
        self.accept()
        self.open_requested.emit(self.target)

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
        super().done(result)


def _free_name(path: Path) -> Path:
    """A name for the new project beside the damaged one that nothing has yet."""
    stem = _("{name} salvaged").format(name=path.stem)
    for number in range(1, 1000):
        found = path.with_name(f"{stem}{'' if number == 1 else f' {number}'}.counterpoint")
        if not found.exists():
            return found
    return path.with_name(f"{stem}.counterpoint")
