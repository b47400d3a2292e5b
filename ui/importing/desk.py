"""One article on its way in: both panes with what is said of it beside them, or why there is nothing to show."""

from __future__ import annotations

from collections.abc import Collection
from time import perf_counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from models.importing.repair import Repair
from ui.importing.entries import UNDER_WAY, Entry, State
from ui.importing.pages import ReportPage, SentencePage, WaitingPage
from ui.importing.prepared import Counts, Prepared, prepare, weight
from ui.importing.preview import Preview, Sets
from ui.importing.quiet import Quiet
from ui.importing.side import Side
from ui.importing.wording import format_name
from ui.jobs import Job, Jobs
from ui.labels import ElidedLabel, plain_label, tint
from ui.theme import Theme
from ui.tips import plain_tip

QUICK = 0.03  # seconds; what takes longer is made in a job
HEAVY = 4_000  # blocks and repairs that take that long where nobody has measured yet
PATIENCE = 200  # milliseconds in which nothing but the frame is shown
TWO_PANES = 680  # pixels that two panes need
SIDE, HEAD = 330, 40
GONE = (State.FAILED, State.LEFT, State.REFUSED)


class _Head(QWidget):
    """The title of the article, and the file it came in."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title, self.file = ElidedLabel(self), plain_label(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.title, 1)
        row.addWidget(self.file)
        self.setFixedHeight(HEAD)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.title.setFont(self._theme.interface_font(600))
        tint(self.file, self._theme.tokens.muted)
        self.update()

    def show_entry(self, entry: Entry | None) -> None:
        self.title.setText(entry.title if entry is not None else "")
        parts = [entry.name if entry is not None and entry.title != entry.name else ""]
        if entry is not None and entry.came is not None:
            parts.append(format_name(entry.came.extract.media_type))
        metrics = self.file.fontMetrics()
        words = " · ".join(part for part in parts if part)
        self.file.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, 360))
        self.file.setToolTip(plain_tip(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, HEAD - 1, self.width(), 1, self._theme.tokens.line)
        painter.end()


class Desk(QWidget):
    """Shows one entry at a time and keeps what is changed in it: its details and its switches."""

    about_changed = Signal(int)  # of the entry with this number
    counted = Signal(object)  # Counts of the entry on show, or None while they are not known

    def __init__(self, theme: Theme, jobs: Jobs, taken: Collection[str], details: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.entry: Entry | None = None
        self._preparing: Job | None = None
        self._counting: Job | None = None
        self._quiet = Quiet()
        self._took: dict[int, float] = {}  # seconds, by entry
        self.head = _Head(theme, self)
        self.waiting, self.sentence, self.report = WaitingPage(theme), SentencePage(theme), ReportPage(theme)
        self.preview = Preview(theme)
        self.side = Side(theme, taken, details)
        pages = QWidget(self)
        stack = QGridLayout(pages)
        stack.setContentsMargins(0, 0, 0, 0)
        # The panes lie ready under the other pages, of the size they will have: a text is set once, in a job.
        for page in (self.preview, self.waiting, self.sentence, self.report):
            stack.addWidget(page, 0, 0)
        self.page: QWidget = self.waiting
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(pages)
        self.aside = QWidget(self)  # keeps the room of the tabs while there is nothing in them
        self.aside.setMinimumWidth(self.side.minimumWidth())
        beside = QVBoxLayout(self.aside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.side)
        self.splitter.addWidget(self.aside)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([1000, SIDE])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.splitter, 1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self.waiting.speak)
        self._show(self.waiting)
        self.side.form.changed.connect(self._on_about_changed)
        self.side.repairs.switched.connect(self._on_switched)
        self.preview.hidden_switched.connect(self._on_switched)
        self.side.repairs.chosen.connect(self._on_chosen)
        self.splitter.splitterMoved.connect(lambda _at, _index: self._fit())

    def begin(self) -> None:
        """Reading begins: say so when it takes time."""
        self._patience.start()

    # -- what is shown

    def show_entry(self, entry: Entry) -> None:
        """Show another entry."""
        self.entry = entry
        self._drop_jobs()
        self.counted.emit(None)
        self.head.show_entry(entry)
        if entry.came is not None and entry.state not in GONE:
            self._prepare(same=False)
        elif entry.state in GONE:
            self.sentence.show_entry(entry)
            self._show(self.sentence)
        else:
            self.waiting.show_entry(entry)
            self._show(self.waiting)

    def refresh(self) -> None:
        """The entry on show is in another state, or further on."""
        entry = self.entry
        if entry is None or self.page is self.report:
            return
        page = self.page
        if entry.state in UNDER_WAY and page is self.waiting:
            self.waiting.refresh()
        elif entry.state in UNDER_WAY or entry.state in GONE or page is not self.preview:
            self.show_entry(entry)
        self.side.setEnabled(entry.state is State.READY and self.page is self.preview)

    def show_report(self, entries: list[Entry]) -> None:
        self._drop_jobs()
        self.counted.emit(None)
        self.head.hide()
        self.report.show_report(entries)
        self._show(self.report)
        self.report.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, page: QWidget) -> None:
        if page is not self.preview:
            self.side.show_entry(None)
            self.preview.clear()
        self.preview.setEnabled(page is self.preview)
        self.side.setEnabled(page is self.preview)
        self.page = page
        for each in (self.waiting, self.sentence, self.report):
            each.setVisible(each is page)
        self.side.setVisible(page is self.preview)
        self.aside.setVisible(page in (self.preview, self.waiting))
        self._fit()

    # -- carrying out the repairs

    def _prepare(self, *, same: bool) -> None:
        """Carry out the repairs and show it, at once where that is quick. `same`: of what is on show already."""
        entry = self.entry
        assert entry is not None and entry.came is not None
        if self._preparing is not None:
            self._preparing.cancel()
            self._preparing = None
            self._quiet.end()
        came, off, on = entry.came, frozenset(entry.off), frozenset(entry.on)
        make = self.preview.making(same=same)

        def work() -> tuple[Prepared, Sets]:
            prepared = prepare(came, off, on)
            return prepared, make(prepared)

        took = self._took.get(entry.at)
        if took < QUICK if took is not None else weight(came) < HEAVY:
            start = perf_counter()
            made = work()
            self._took[entry.at] = perf_counter() - start
            self._on_prepared(*made)
            return
        if not same:
            self.waiting.show_entry(entry)
            self._show(self.waiting)
        self._quiet.begin()
        self._preparing = self._jobs.run(work, lambda made: self._on_prepared(*made), self._on_failed)

    def _on_prepared(self, prepared: Prepared, sets: Sets) -> None:
        self._preparing = None
        self.preview.show_prepared(prepared, sets)
        self._quiet.end()
        if sets.raw is not None:
            self.side.show_entry(self.entry)
            if self.entry is not None and not self.entry.has_text:
                self.side.show_warnings()
            self._show(self.preview)
        else:
            self.side.refresh()
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._jobs.run(prepared.counts, self._on_counted, self._on_failed)

    def _on_counted(self, counts: Counts) -> None:
        self._counting = None
        self.counted.emit(counts)

    def _on_failed(self, error: Exception) -> None:
        """Nothing that can happen; if it does, it is the program's to tell."""
        self._quiet.end()
        raise error

    def _drop_jobs(self) -> None:
        for job in (self._preparing, self._counting):
            if job is not None:
                job.cancel()
        self._preparing = self._counting = None
        self._quiet.end()

    def close_down(self) -> None:
        """Nothing that is still made is waited for."""
        self._patience.stop()
        self._drop_jobs()
        self._quiet.let_go()

    # -- what the user changes

    def _on_about_changed(self) -> None:
        if self.entry is not None:
            self.entry.about = self.side.form.about()
            self.entry.trouble = self.side.form.trouble()
            self.head.show_entry(self.entry)
            self.about_changed.emit(self.entry.at)

    def _on_switched(self) -> None:
        if self.page is self.preview:
            self._prepare(same=True)

    def _on_chosen(self, repair: Repair | None) -> None:
        self.preview.point_out(repair)

    # -- the room there is

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - (self.aside.width() if self.aside.isVisibleTo(self) else 0)
        self.preview.set_single(room < TWO_PANES)

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        page = self.page
        if page is self.preview:
            return [*self.preview.panes(), self.side.pane()]
        return [self.report.list] if page is self.report else []
