"""Before anything is stored: what came in beside what will be stored, its details, repairs and warnings."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QSplitter, QVBoxLayout, QWidget

from models.importing.about import About
from models.importing.incoming import Incoming
from models.messages import _, ngettext
from ui.correcting.bars import SayBar
from ui.importing.costs import Costs
from ui.importing.desk import Desk
from ui.importing.entries import UNDER_WAY, Entry, State
from ui.importing.files_list import FilesList
from ui.importing.foot import Foot
from ui.importing.prepared import Counts
from ui.importing.standing import LOST, standing_of
from ui.jobs import Jobs
from ui.labels import plain_label, tint
from ui.settings import KEEP_ORIGINALS, Settings
from ui.theme import Theme

FIRST, LEAST = QSize(1280, 820), QSize(860, 520)
LIST = 230
OFTEN = 50  # milliseconds between two looks at how far everything is


class ImportDialog(QDialog):
    """Asks for articles to be stored and never stores one: `store_wanted(list[Wanted])`.

    Whoever reads and stores tells how it goes: `begin`, then `tell`, `arrive` or `fail` for each file, and after
    `store_wanted` for each wanted one `stored` or `refused`, at last `finish`. `stopped`: the user wants nothing more
    of what is still being read or stored. `reject` closes at once; Cancel and Escape may ask first.
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
        taken: Collection[str] = (),
    ) -> None:
        """`again`: what is known of an article that is read in again, under the switches `off` and `on` of the last
        time; there is no form then. `taken`: the citekeys of the project's articles.
        """
        super().__init__(parent)
        self._theme, self._settings = theme, settings
        self._again, self._off, self._on = again, frozenset(off), frozenset(on)
        self.entries: list[Entry] = []
        self._is_over = False  # everything is told: the report stands
        self._storing = False
        self._counts: Counts | None = None
        self._standing = standing_of([], storing=False, over=False, again=again is not None)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Import") if again is None else _("Read in again"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setSizeGripEnabled(True)
        self.setMinimumSize(LEAST)
        self.bar = SayBar(theme, self)
        self.heading = plain_label(self)
        self.list = FilesList(theme, self)
        self.desk = Desk(theme, jobs, taken, again is None, self)
        self.foot = Foot(theme, self)
        self.costs = Costs(jobs, self)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(OFTEN)
        self._arrange()
        self._connect()
        self.resize(self._first_size())
        self._refresh()

    def _arrange(self) -> None:
        self.files = QWidget(self)
        column = QVBoxLayout(self.files)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.heading.setFixedHeight(40)
        self.heading.setContentsMargins(12, 0, 8, 0)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        self.files.setMinimumWidth(150)
        self.files.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.files)
        self.splitter.addWidget(self.desk)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([LIST, 2000])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.splitter, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        foot, settings = self.foot, self._settings
        foot.keep.setChecked(settings.get(KEEP_ORIGINALS))
        foot.keep.setVisible(self._again is None)
        foot.keep_switched.connect(lambda on: settings.set(KEEP_ORIGINALS, on))
        foot.cancel.clicked.connect(self.leave)
        foot.forward.clicked.connect(self.go_on)
        foot.copy.clicked.connect(self._copy_report)
        foot.forward.setToolTip(_("Ctrl+Enter"))
        foot.cancel.setToolTip(_("Escape"))
        self.costs.changed.connect(self._show_cost)
        self.list.chosen.connect(self._on_chosen)
        self.list.ticked.connect(self._refresh)
        self.desk.about_changed.connect(self._on_about_changed)
        self.desk.counted.connect(self._on_counted)
        self._looking.timeout.connect(self._refresh)
        for keys, act in (
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("F6", lambda: self._next_pane(1)),
            ("Shift+F6", lambda: self._next_pane(-1)),
            ("Alt+Down", lambda: self._step(1)),
            ("Alt+Up", lambda: self._step(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.heading.setFont(self._theme.interface_font(600))
        tint(self.heading, self._theme.tokens.ink)

    def _first_size(self) -> QSize:
        screen = self.screen().availableGeometry().size() if self.screen() is not None else FIRST
        return FIRST.boundedTo(screen - QSize(40, 80)).expandedTo(LEAST)

    # -- how the reading goes

    def begin(self, names: Sequence[str]) -> None:
        """These files are going to be read; they are counted from 0 in what follows."""
        self.entries = [Entry(at, name) for at, name in enumerate(names)]
        self.list.show_entries(self.entries)
        self.files.setVisible(len(names) > 1)
        self.desk.begin()
        if self.entries:
            self.list.choose(0)
        self._refresh()

    def tell(self, at: int, done: int, total: int) -> None:
        """`done` of `total` steps of a file are read."""
        entry = self.entries[at]
        if entry.state in UNDER_WAY:
            entry.state, entry.done, entry.total = State.READING, done, total
            self._changed(at)

    def arrive(self, at: int, came: Incoming) -> None:
        """A file was read."""
        entry = self.entries[at]
        entry.state, entry.came = State.READY, came
        entry.about = self._again or came.about
        entry.off, entry.on = set(self._off), set(self._on)
        if self._again is None:
            self.costs.add(at, came.data)
        self._changed(at)
        if self._is_current(at) and self.isActiveWindow() and self.focusWidget() in (None, self.foot.cancel):
            self.desk.preview.stored.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self._storing = False
        for entry in self.entries:
            if entry.state in (State.STORING, *UNDER_WAY):
                entry.state = State.LEFT
            elif entry.state is State.READY and entry.ticked and not entry.has_text:
                entry.state, entry.sentence = State.REFUSED, _("There is no text in it.")
        if not any(entry.state in LOST for entry in self.entries):
            self.accept()
            return
        self._is_over = True
        self.list.files.refresh_all()
        self.desk.show_report(self.entries)
        self._refresh()

    def _end(self, at: int, state: State, sentence: str = "") -> None:
        self.entries[at].state, self.entries[at].sentence = state, sentence
        self._changed(at)

    def _changed(self, at: int) -> None:
        """An entry is in another state: its row and its pane at once, what is said of all soon."""
        self.list.files.refresh(at)
        if self._is_current(at):
            self.desk.refresh()
        if not self._looking.isActive():
            self._looking.start()
        if len(self.entries) == 1:
            self._refresh()

    def _is_current(self, at: int) -> bool:
        return self.desk.entry is not None and self.desk.entry.at == at and not self._is_over

    # -- what the user does

    def _on_chosen(self, at: int) -> None:
        if not self._is_over:
            self.desk.show_entry(self.entries[at])
            self.desk.refresh()

    def _step(self, by: int) -> None:
        if len(self.entries) > 1:
            self.list.choose(self.list.currentIndex().row() + by)

    def _on_about_changed(self, at: int) -> None:
        self.list.files.refresh(at)
        if not self.entries[at].trouble and not self.bar.asks:
            self.bar.hide()

    def go_on(self) -> None:
        """Have what is ticked stored; close the report."""
        if self._is_over:
            self.accept()
        elif self.foot.forward.isEnabled():
            self._store([entry for entry in self.entries if entry.is_wanted])

    def _store(self, wanted: list[Entry]) -> None:
        unsound = next((entry for entry in wanted if entry.trouble and self._again is None), None)
        if unsound is not None:
            self.list.choose(unsound.at)
            self.desk.side.show_details()
            self.bar.say(unsound.trouble, loud=True)
            self.desk.side.form.focus_trouble()
            return
        self.bar.hide()
        self._storing = True
        for entry in wanted:
            entry.state = State.STORING
        self.list.files.refresh_all()
        self.desk.refresh()
        self._refresh()
        keep = self.foot.keep.isChecked()
        self.store_wanted.emit([entry.wanted(keep) for entry in wanted])

    def leave(self) -> None:
        """Stop what is going on; with nothing going on close, and ask first if more than one article waits."""
        ready = sum(entry.is_wanted for entry in self.entries)
        if self.bar.asks:
            self.bar.hide()  # Escape on the question: no
        elif self._is_over:
            self.accept()
        elif self._storing:
            self.stopped.emit()
        elif self._is_reading and ready:
            self._stop_reading()
        elif ready > 1:
            words = ngettext("{count} article is not imported yet.", "{count} articles are not imported yet.", ready)
            keep = (_("Keep looking"), lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
            self.bar.say(words.format(count=f"{ready:,}"), [(_("Discard"), self.reject), keep])
        else:
            self.reject()

    def reject(self) -> None:
        """Close at once; nothing more is wanted."""
        if not self._is_over and (self._storing or self._is_reading):
            self.stopped.emit()
        super().reject()

    def _stop_reading(self) -> None:
        self.stopped.emit()
        for entry in self.entries:
            if entry.state in UNDER_WAY:
                entry.state = State.LEFT
        self.list.files.refresh_all()
        self.desk.refresh()
        self._refresh()

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self.desk.report.text())

    def done(self, result: int) -> None:
        self._looking.stop()
        self.costs.stop()
        self.desk.close_down()
        super().done(result)

    # -- what is said of all

    @property
    def _is_reading(self) -> bool:
        return any(entry.state in UNDER_WAY for entry in self.entries)

    def _on_counted(self, counts: Counts | None) -> None:
        self._counts = counts
        self.foot.tell(self._standing.told(counts))

    def _show_cost(self) -> None:
        wanted = [(entry.at, entry.came) for entry in self.entries if entry.ticked and entry.came is not None]
        sizes = self.costs.sizes
        packed = sum(sizes[at] for at, _came in wanted) if all(at in sizes for at, _came in wanted) else None
        self.foot.show_cost(sum(len(came.data) for _at, came in wanted), packed, len(wanted))

    def _refresh(self) -> None:
        again, foot = self._again is not None, self.foot
        self._standing = now = standing_of(self.entries, storing=self._storing, over=self._is_over, again=again)
        foot.forward.setText(now.forward())
        foot.forward.setEnabled(now.can_go_on)
        foot.forward.setVisible(now.may_go_on)
        foot.cancel.setText(now.cancel())
        foot.cancel.setVisible(not now.over)
        foot.keep.setVisible(not again and not now.over)
        foot.keep.setEnabled(not now.storing)
        foot.copy.setVisible(now.over)
        foot.bar.setVisible(now.count > 1 and now.is_busy)
        foot.bar.setValue(round(1000 * now.share))
        foot.tell(now.told(self._counts))
        self.heading.setText(now.heading())
        self._show_cost()

    # -- keys

    def _next_pane(self, by: int) -> None:
        last = self.foot.forward if self.foot.forward.isEnabled() else self.foot.cancel
        panes: list[QWidget] = [*(self.bar.buttons()[-1:] if self.bar.isVisible() else [])]
        panes += [self.list] if self.files.isVisible() else []
        panes += [*self.desk.panes(), last]
        now = self.focusWidget()
        at = next((i for i, pane in enumerate(panes) if pane is now or (now and pane.isAncestorOf(now))), None)
        if at is None and now is not None and self.desk.side.isAncestorOf(now):
            at = panes.index(self.desk.side.pane()) if self.desk.side.pane() in panes else None
        if at is None:
            at = -1 if by > 0 else 0
        panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            if isinstance(button, QPushButton):
                button.click()  # Enter on its own imports nothing
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible():
            event.ignore()
            self.leave()
        else:
            super().closeEvent(event)
