"""Before anything is stored: what came in beside what will be stored, its details, repairs and warnings."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.importing.about import About
from models.importing.incoming import Incoming
from models.messages import _
from ui.importing.entries import UNDER_WAY, Entry, State
from ui.jobs import Jobs
from ui.settings import Settings
from ui.theme import Theme


class ImportDialog(QDialog):
    """Asks for articles to be stored and never stores one: `store_wanted(list[Wanted])`.

    Whoever reads and stores tells how it goes: `begin`, then `tell`, `arrive` or `fail` for each file, and after
    `store_wanted` for each wanted one `stored` or `refused`, at last `finish`. `stopped`: the user wants nothing more
    of what is still being read or stored.
    """

    store_wanted = Signal(list)
    stopped = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        again: About | None = None,
        off: Collection[str] = (),
        on: Collection[str] = (),
    ) -> None:
        super().__init__(parent)
        self._theme, self._settings, self._jobs = theme, settings, jobs
        self._again, self._off, self._on = again, frozenset(off), frozenset(on)
        self.entries: list[Entry] = []
        self._told_stop = False
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Import") if again is None else _("Read in again"))
        self.told = QLabel(self)
        self.cancel = QPushButton(_("Cancel"), self)
        self.forward = QPushButton(_("Import") if again is None else _("Review the passages"), self)
        foot = QHBoxLayout()
        for button in (self.cancel, self.forward):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(self.told, 1)
        column.addLayout(foot)
        self.cancel.clicked.connect(self.reject)
        self.forward.clicked.connect(self.go_on)
        self._refresh()

    # -- how the reading goes

    def begin(self, names: Sequence[str]) -> None:
        """These files are going to be read; they are counted from 0 in what follows."""
        self.entries = [Entry(at, name) for at, name in enumerate(names)]
        self._refresh()

    def tell(self, at: int, done: int, total: int) -> None:
        """`done` of `total` steps of a file are read."""
        entry = self.entries[at]
        if entry.state in UNDER_WAY:
            entry.state, entry.done, entry.total = State.READING, done, total
            self._refresh()

    def arrive(self, at: int, came: Incoming) -> None:
        """A file was read."""
        entry = self.entries[at]
        entry.state, entry.came = State.READY, came
        entry.about = self._again or came.about
        entry.off, entry.on = set(self._off), set(self._on)
        self._refresh()

    def fail(self, at: int, sentence: str) -> None:
        """A file could not be read."""
        self._end(at, State.FAILED, sentence)

    # -- how the storing goes

    def stored(self, at: int) -> None:
        """An article is in the project."""
        self._end(at, State.STORED)

    def refused(self, at: int, sentence: str) -> None:
        """An article was not stored."""
        self._end(at, State.REFUSED, sentence)

    def finish(self) -> None:
        """No more is going to be stored: close, or stay to say what failed."""
        if all(entry.state is State.STORED for entry in self.entries if entry.ticked):
            self.accept()
        self._refresh()

    def _end(self, at: int, state: State, sentence: str = "") -> None:
        self.entries[at].state, self.entries[at].sentence = state, sentence
        self._refresh()

    # -- what the user does

    def go_on(self) -> None:
        """Have what is ticked stored."""
        wanted = [entry for entry in self.entries if entry.is_wanted]
        for entry in wanted:
            entry.state = State.STORING
        if wanted:
            self.store_wanted.emit([entry.wanted() for entry in wanted])

    def reject(self) -> None:
        """Stop what is going on and close."""
        if not self._told_stop:
            self._told_stop = True
            self.stopped.emit()
        super().reject()

    def _refresh(self) -> None:
        lines = [f"{entry.title}: {entry.state} {entry.sentence}" for entry in self.entries]
        self.told.setText("\n".join(lines))
        self.forward.setEnabled(any(entry.is_wanted for entry in self.entries))
