"""The print window: what can be chosen at the left, at the right the pages that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from models.messages import _
from storage.printing import PrintOptions
from ui.correcting.bars import SayBar
from ui.exporting.remembered import key_of
from ui.exporting.scope import words_of
from ui.exporting.wanted import Part, Wanted, parts_of, proposed
from ui.exporting.writing import stem_of
from ui.jobs import Jobs
from ui.labels import plain_label, tint
from ui.notices import shown_path
from ui.printing.foot import Foot
from ui.printing.form import PrintForm
from ui.printing.maker import Maker
from ui.printing.making import Draft
from ui.printing.preview import Preview
from ui.printing.printer import Printing
from ui.printing.remembered import Kept, recall, remember
from ui.printing.zoom_bar import ZoomBar
from ui.session import Session
from ui.settings import FOLDER, Settings
from ui.theme import Theme

FIRST, LEAST = QSize(1040, 720), QSize(640, 420)
FORM_WIDE = 268  # pixels


class PrintDialog(QDialog):
    """`told(sentence)` once pages were printed or written; the window closes then."""

    told = Signal(str)

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        session: Session,
        jobs: Jobs,
        chosen: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """`chosen`: the selected nodes. `jobs` work one at a time."""
        super().__init__(parent)
        self._theme, self._settings, self._session, self._jobs = theme, settings, session, jobs
        self._key = key_of(session)
        self.kept: Kept = recall(settings, self._key)
        self._busy = self._refused = False
        self.has_printer: bool | None = None  # not known yet
        self._parts = self._parts_of(chosen)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Print"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self.setMinimumSize(LEAST)
        self.maker = Maker(theme, session, jobs, self)
        self.printing = Printing(self)
        self.bar = SayBar(theme, self)
        project = session.project
        names = [(str(part), words_of(project, part, wanted)) for part, wanted in self._parts.items()]
        self.form = PrintForm(names, session.pairing is not None, self)
        self.preview = Preview(theme, self.maker.picture, self)
        self.zoom = ZoomBar(theme, self.preview, self)
        self.losses = plain_label(self)
        self.losses.setWordWrap(True)
        self.losses.setTextFormat(Qt.TextFormat.PlainText)
        self.losses.setContentsMargins(16, 6, 16, 6)
        self.foot = Foot(theme, self)
        self._arrange()
        self._connect()
        screen = self.screen().availableGeometry().size() if self.screen() is not None else FIRST
        self.resize(FIRST.boundedTo(screen - QSize(40, 80)).expandedTo(LEAST))
        part = (
            Part.BRANCHES if len(chosen) > 1 and Part.BRANCHES in self._parts else proposed(self._parts, self.kept.part)
        )
        options = self.kept.options
        if options.content == "clash" and session.pairing is None:
            options = PrintOptions(paper=options.paper)
        self.form.set_options(options, str(part))
        self.form.content.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _parts_of(self, chosen: Sequence[str]) -> dict[Part, Wanted]:
        """The whole project is offered only where it has no sides."""
        found = parts_of(self._session, chosen)
        if len(found) > 1:
            del found[Part.WHOLE]
        return found

    def _arrange(self) -> None:
        scroll = QScrollArea(self)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = scroll.verticalScrollBar().sizeHint().width()
        scroll.setFixedWidth(max(FORM_WIDE, inner.minimumSizeHint().width() + bar))  # no field is ever cut
        self.options_pane = scroll
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.zoom)
        right.addWidget(self.preview, 1)
        right.addWidget(self.losses)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(scroll)
        halves.addSpacing(1)
        halves.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addLayout(halves, 1)
        whole.addSpacing(1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.form.changed.connect(self.refresh)
        self.foot.printer.clicked.connect(self.print_out)
        self.foot.save.clicked.connect(self.save_as)
        self.foot.close_button.clicked.connect(self.reject)
        self.maker.begun.connect(self._on_begun)
        self.maker.grew.connect(self._on_grew)
        self.maker.refused.connect(self._on_refused)
        self.printing.printed.connect(self._on_printed)
        self.printing.failed.connect(self._failed)
        self.printing.told.connect(self._tell_progress)
        self._theme.changed.connect(self._dress)
        for keys, act in (
            ("Ctrl+P", self.print_out),
            ("Ctrl+Return", self.save_as),
            ("Ctrl+Enter", self.save_as),
            ("Ctrl++", lambda: self.preview.zoom_by(1)),
            ("Ctrl+=", lambda: self.preview.zoom_by(1)),
            ("Ctrl+-", lambda: self.preview.zoom_by(-1)),
            ("Ctrl+0", lambda: self.preview.set_zoom("width")),
            ("Ctrl+PgDown", lambda: self.preview.turn(1)),
            ("Ctrl+PgUp", lambda: self.preview.turn(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._dress()

    def _dress(self) -> None:
        tint(self.losses, self._theme.tokens.muted)

    # -- what is shown

    @property
    def wanted(self) -> Wanted:
        """The part that is meant; a clash table is always that of the pairing."""
        if self.form.options().content == "clash" and Part.PAIRING in self._parts:
            return self._parts[Part.PAIRING]
        return self._parts[Part(str(self.form.part))]

    def refresh(self) -> None:
        """Make the pages that the form asks for."""
        self._refused = False
        self.maker.want(self.wanted, self.form.options())
        self._enable()

    def _on_begun(self, found: Draft) -> None:
        self.preview.show_sheets(found.sheets)
        words = " ".join(map(str, found.losses))
        self.losses.setText(words)
        self.losses.setVisible(bool(words))
        self._enable()

    def _on_grew(self) -> None:
        self.preview.grow()
        self._enable()

    def _on_refused(self, sentence: str) -> None:
        self._refused = True
        self.losses.hide()
        self.preview.show_sentence(sentence or _("Something went wrong inside Counterpoint."))
        self._enable()

    def _on_printers(self, names: Sequence[str]) -> None:
        self.has_printer = bool(names)
        if not names:
            self.foot.tell(_("No printer is installed; pages can be saved as PDF."))
        self.foot.lead(printer=self.has_printer)
        self._enable()
        if names:
            self._ask_and_print()

    def _enable(self) -> None:
        ready = self.maker.is_complete and not self._busy
        self.foot.save.setEnabled(ready)
        self.foot.printer.setEnabled(ready and self.has_printer is not False)
        self.options_pane.setEnabled(not self._busy)

    # -- on paper

    def print_out(self) -> None:
        """Ask for a printer and print. Not before: which printers there are the system asks over the network."""
        if self.foot.printer.isEnabled() and self.maker.sheets is not None:
            self._jobs.run(QPrinterInfo.availablePrinterNames, self._on_printers, lambda _error: self._on_printers([]))

    def _ask_and_print(self) -> None:
        sheets = self.maker.sheets
        if not self.isVisible() or not self.maker.is_complete or sheets is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheets.title)
        printer.setCreator("Counterpoint")
        printer.setPageLayout(sheets.paper(0).layout())
        printer.setFullPage(True)
        asked = QPrintDialog(printer, self)
        asked.setWindowTitle(_("Print"))
        asked.setMinMax(1, sheets.total or 1)
        asked.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        if asked.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print all pages, or those that the printer was told; the window stays alive meanwhile."""
        sheets = self.maker.sheets
        assert sheets is not None
        self._work()
        self.maker.hold(True)
        first, last = printer.fromPage() or 1, printer.toPage() or (sheets.total or 1)
        # whatever the jobs paint just now has to be through first: fonts are for one thread at a time
        start = lambda _nothing: self.printing.start(printer, sheets, range(first - 1, last))  # noqa: E731
        self._jobs.run(lambda: None, start, self._failed)

    def _on_printed(self) -> None:
        self.maker.hold(False)
        self._rest()
        self._remember()
        self.told.emit(_("The pages went to the printer."))
        self.accept()

    # -- as a file

    def save_as(self) -> None:
        """Ask for a place and write a PDF file there."""
        if not self.foot.save.isEnabled():
            return
        kept = str(self._settings.get(FOLDER))
        folder = Path(kept) if kept and Path(kept).is_dir() else Path.home()
        stem = stem_of(self._session.project, self._session.path, self.wanted)
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(folder / f"{stem}.pdf"), _("PDF (*.pdf)")
        )
        if name:
            path = Path(name)
            self.save_to(path if path.suffix else path.with_suffix(".pdf"))

    def save_to(self, path: Path) -> None:
        """Write the pages and close; on trouble say why and stay."""
        self._work()

        def then(_nothing: None) -> None:
            self._rest()
            self._settings.set(FOLDER, str(path.parent))
            self._remember()
            self.told.emit(_("Saved as {path}").format(path=shown_path(path)))
            self.accept()

        self.maker.write(path, then, self._failed, self._tell_progress)

    def _tell_progress(self, done: int, total: int) -> None:
        if total:
            self.foot.tell(_("Page {number} of {count}…").format(number=f"{done:,}", count=f"{total:,}"))

    def _failed(self, error: Exception) -> None:
        self.maker.hold(False)
        self._rest()
        if not isinstance(error, UserError):
            raise error
        self.bar.say(str(error), loud=True)

    def _work(self) -> None:
        self._busy = True
        self.bar.hide()
        self._enable()

    def _rest(self) -> None:
        self._busy = False
        self.foot.tell("")
        self._enable()

    def _remember(self) -> None:
        part = self.form.part
        kept = self.kept.part if part == str(Part.BRANCHES) else str(part)  # the next time other nodes are selected
        remember(self._settings, self._key, Kept(self.form.options(), kept))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.bar.isVisible():
            self.bar.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(button, QPushButton):
                button.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), tokens.panel)
        painter.fillRect(0, self.foot.y() - 1, self.width(), 1, tokens.line)
        painter.fillRect(self.zoom.x() - 1, self.zoom.y(), 1, self.foot.y() - self.zoom.y(), tokens.line)
        painter.end()

    def done(self, result: int) -> None:
        self.printing.stop()
        self.maker.close()
        super().done(result)
