"""The window of the history: at the left who changed something when, at the right what the chosen change did."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QProgressBar, QWidget
from shiboken6 import isValid

from models.edits import Change
from models.errors import UserError
from models.importing.progress import tell
from models.messages import N_, _, ngettext
from models.ports import Entry
from models.states import State
from storage import compaction
from storage.formats.files import size_words
from storage.journals import Journal, changes_of, read_journal, state_after
from ui.halves import HalvesDialog
from ui.history.entries import EntriesModel
from ui.history.filter_row import FilterRow
from ui.history.words import figures, rows_of
from ui.jobs import Job, Jobs
from ui.panel.times import in_full
from ui.safety.difference_rows import DifferenceList
from ui.session import Session
from ui.theme import Theme
from ui.two_lines import TwoLines

LIMITS = ((0, N_("Everything")), (5_000_000, "5 MB"), (20_000_000, "20 MB"), (100_000_000, "100 MB"))
SOON = 60  # milliseconds that a choice stands before it is looked up: arrow keys run over many


class HistoryDialog(HalvesDialog):
    """`look_requested(entry, state)` and `restore_requested(entry, state)` once an earlier state was found;
    `node_requested(id)` for the node that a change was about."""

    look_requested = Signal(object, object)
    restore_requested = Signal(object, object)
    node_requested = Signal(str)
    told = Signal(str)

    def __init__(self, theme: Theme, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        """`jobs` work one at a time."""
        super().__init__(theme, _("History of “{name}”").format(name=session.path.stem), parent)
        self._session, self._jobs = session, jobs
        self._path: Path = getattr(session.workspace.store, "path", session.path)
        self._job: Job | None = None
        self._reading: Job | None = None
        self._looking_up: Job | None = None
        self._changes: tuple[Change, ...] = ()
        node = session.project.entity("node", session.selected_node) if session.selected_node else None
        self.filter = FilterRow(theme, node.id if node else "", node.text if node else "", self)
        self.list = TwoLines(theme, _("History"), self, rows=EntriesModel(self))
        self.changes = DifferenceList(theme, self)
        self.changes.setAccessibleName(_("What it changed"))
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Looking for the state"))
        words = {
            "keep": _("&Keep"),
            "node": _("Show the &node"),
            "restore": _("&Go back to this state"),
            "look": _("&Look at this state"),
            "close": _("Close"),
        }
        self.fill(self.list, self.changes, words, right_from="node", forward="look", above=self.filter)
        self.layout().insertWidget(2, self.progress)  # type: ignore[union-attr]
        self.progress.hide()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(SOON)
        self._waiting.timeout.connect(self._look_up)
        self._connect()
        self._read()

    def _connect(self) -> None:
        acts = {
            "node": self._show_node,
            "restore": lambda: self._find(restores=True),
            "look": lambda: self._find(restores=False),
            "close": self.reject,
        }
        for name, act in acts.items():
            self.buttons[name].clicked.connect(lambda _checked=False, act=act: act())
        self._limits = QActionGroup(self)
        menu = QMenu(self)
        for limit, words in LIMITS:
            action = QAction(_(words), self._limits)
            action.setCheckable(True)
            action.setData(limit)
            menu.addAction(action)
        self._limits.triggered.connect(lambda action: self._set_limit(int(action.data())))
        self.buttons["keep"].setMenu(menu)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._waiting.start())
        self.list.activated.connect(lambda _index: self._find(restores=False))
        self.filter.changed.connect(self._read)
        self._session.changed.connect(self._on_changed)  # a lambda would be called when the window is gone

    # -- what there is

    def chosen(self) -> Entry | None:
        found: Entry | None = self.list.rows.entry(self.list.currentIndex().row())
        return found

    def _on_changed(self, _edit: object, _entry: object) -> None:
        self._read()

    def _read(self) -> None:
        """List what is wanted, in a job."""
        if self._reading is not None:
            self._reading.cancel()  # what it finds is out of date
        path, wanted = self._path, self.filter.wanted()
        self._reading = self._jobs.run(lambda: read_journal(path, wanted), self._show, self._failed)

    def _show(self, journal: Journal) -> None:
        before = self.chosen()
        self.list.rows.set_entries(journal.entries, journal.undone)
        self.filter.set_annotators(journal.annotators)
        self.figures.setText(figures(journal))
        for action in self._limits.actions():
            action.setChecked(action.data() == journal.limit)
        kept = size_words(journal.limit) if journal.limit else _("everything")
        self.buttons["keep"].setText(_("&Keep: {size}").format(size=kept))
        row = max(0, self.list.rows.row_of(before.seq)) if before is not None else 0
        self.list.setCurrentIndex(self.list.rows.index(row, 0))
        if self.focusWidget() is None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look_up()

    def _look_up(self) -> None:
        entry = self.chosen()
        self._enable()
        if entry is None:
            self.summary.setText(_("No change fits."))
            self.changes.show_rows([])
            return
        self.summary.setText(_("{who}, {time}").format(who=entry.annotator, time=in_full(entry.time)))
        if self._looking_up is not None:
            self._looking_up.cancel()
        path, seq = self._path, entry.seq
        self._looking_up = self._jobs.run(lambda: changes_of(path, seq), self._show_changes, self._failed)

    def _show_changes(self, changes: tuple[Change, ...]) -> None:
        self._changes = changes
        self.changes.show_rows(rows_of(self._session.project, changes))
        self._enable()

    def _enable(self) -> None:
        entry, why = self.chosen(), self._session.workspace.why_read_only
        is_looking = why is not None and why.key == "history.looking"
        busy = self._job is not None
        self.buttons["look"].setEnabled(entry is not None and not busy)
        self.buttons["restore"].setEnabled(entry is not None and not busy and (why is None or is_looking))
        self.buttons["keep"].setEnabled(why is None and not busy)
        self.buttons["node"].setEnabled(self._node() is not None)

    def _node(self) -> str | None:
        """The first node in sight that the chosen change was about."""
        project = self._session.project
        for change in self._changes:
            for row in (change.row, (change.after or change.before or {}).get("node_id", "")):
                if row and project.has("node", row) and project.is_visible(row):
                    return str(row)
        return None

    # -- what can be done

    def _show_node(self) -> None:
        node = self._node()
        if node is not None:
            self.accept()
            self.node_requested.emit(node)

    def _find(self, *, restores: bool) -> None:
        """Walk back to the chosen state, in a job; then look at it, or go back to it."""
        entry = self.chosen()
        if entry is None or not self.buttons["restore" if restores else "look"].isEnabled():
            return
        path = self._path

        def found(state: State) -> None:
            self._rest()
            self.accept()
            (self.restore_requested if restores else self.look_requested).emit(entry, state)

        self.progress.setRange(0, 0)
        self.progress.show()
        self._job = self._jobs.run(
            lambda: state_after(path, entry.seq, tell), found, self._failed, progress=self._on_progress
        )
        if self._job is not None and not self.progress.isVisible():
            self._job = None  # it was done at once
        self._enable()

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(min(done, total))

    def _set_limit(self, limit: int) -> None:
        """Keep so much from now on; what is over it goes at once."""
        path = self._path

        def work() -> compaction.Compacted:
            compaction.set_limit(path, limit)
            return compaction.compact(path)

        def done(found: compaction.Compacted) -> None:
            if not isValid(self):
                return
            if found.entries:
                words = ngettext("{count} old change dropped", "{count} old changes dropped", found.entries)
                words = words.format(count=f"{found.entries:,}")
                if found.freed:
                    words = _("{what}; the file is {size} smaller").format(what=words, size=size_words(found.freed))
                self.bar.say(_("{what}.").format(what=words))
            self._read()

        self._jobs.run(work, done, self._failed)

    def _rest(self) -> None:
        self._job = None
        self.progress.hide()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not isValid(self):  # closed while the limit was set
            return
        self._rest()
        self.bar.say(str(error), loud=True)
        self._enable()
        if error.message.key == "history.begins_later":
            self._read()

    def done(self, result: int) -> None:
        self._waiting.stop()
        for job in (self._job, self._reading, self._looking_up):
            if job is not None:
                job.cancel()
        super().done(result)
