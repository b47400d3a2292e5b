"""The export window: formats at the left, what can be chosen of one, and at the right what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QSplitter, QVBoxLayout, QWidget

from models.errors import UserError
from models.messages import _
from storage.formats.registry import Format
from ui.correcting.bars import SayBar
from ui.exporting.carrying import Carried, carried, put
from ui.exporting.everything import ask_about, first_bug, orders_of, report_html
from ui.exporting.foot import Foot
from ui.exporting.formats_list import FormatsPane
from ui.exporting.groups import takes_part, writable
from ui.exporting.looks import Look
from ui.exporting.losses import LossesPane
from ui.exporting.maker import Maker
from ui.exporting.making import Made, Order, make
from ui.exporting.options_form import OptionsForm
from ui.exporting.preview import Preview
from ui.exporting.remembered import Kept, Last, keep, key_of, recall
from ui.exporting.scope import ScopeBar, amount_words
from ui.exporting.wanted import Part, parts_of
from ui.exporting.writing import Done, ask_path, paths_of, report_head, stem_of, write, write_all
from ui.importing.wording import size_words
from ui.jobs import Jobs
from ui.notices import shown_path
from ui.session import Session
from ui.settings import FOLDER, Settings
from ui.theme import Theme

FIRST, LEAST = QSize(1080, 720), QSize(820, 480)
LIST, FORM = 240, 232  # widths at first: pixels


class ExportDialog(QDialog):
    """`told(sentence)` once something was written or copied; the window closes when one file was."""

    told = Signal(str)

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        session: Session,
        jobs: Jobs,
        chosen: Sequence[str],
        parent: QWidget | None = None,
        *,
        first: str = "",
    ) -> None:
        """`chosen`: the selected nodes. `first`: the name of the format to begin with; "": the last one."""
        super().__init__(parent)
        self._theme, self._settings, self._session = theme, settings, session
        self._key = key_of(session)
        self.kept: Kept = recall(settings, self._key)
        self._busy = False
        self._reported = False
        self._refused = False  # the format cannot write this
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Export"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self.setMinimumSize(LEAST)
        self.maker = Maker(session, jobs, self)
        self.bar = SayBar(theme, self)
        self.scope = ScopeBar(theme, self)
        self.formats = FormatsPane(theme, writable(), self)
        self.form = OptionsForm(theme, self)
        self.preview = Preview(theme, self)
        self.losses = LossesPane(theme, self)
        self.foot = Foot(theme, self)
        self._arrange()
        self._connect()
        self.resize(self._first_size())
        part = str(Part.BRANCHES) if len(chosen) > 1 else self.kept.part  # who picked several nodes means them
        self.scope.show_parts(session.project, parts_of(session, chosen), part)
        self.preview.set_as_text(self.kept.as_text)
        self.formats.list.formats.tick(self.kept.ticked)
        self._on_ticked()
        self.formats.choose(first or self.kept.format)
        self.formats.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.preview, 1)
        column.addWidget(self.losses)
        right.setMinimumWidth(260)
        self.formats.setMinimumWidth(170)
        self.form.setMinimumWidth(190)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for at, pane in enumerate((self.formats, self.form, right)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(at, int(pane is right))
        self.splitter.setSizes([LIST, FORM, 2000])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.scope)
        whole.addWidget(self.splitter, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        foot = self.foot
        foot.save.clicked.connect(self.save_as)
        foot.copy.clicked.connect(self.copy)
        foot.every.clicked.connect(self.export_all)
        foot.close_button.clicked.connect(self.reject)
        self.scope.changed.connect(self.refresh)
        self.formats.chosen.connect(self._on_format)
        self.formats.ticked.connect(self._on_ticked)
        self.form.changed.connect(self._on_options)
        self.preview.looked.connect(lambda as_text: setattr(self.kept, "as_text", as_text))
        self.maker.shown.connect(self._on_shown)
        self.maker.refused.connect(self._on_refused)
        for keys, act in (
            ("Ctrl+Return", self.save_as),
            ("Ctrl+Enter", self.save_as),
            ("Ctrl+F", self._find),
            ("F6", lambda: self._next_pane(1)),
            ("Shift+F6", lambda: self._next_pane(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _first_size(self) -> QSize:
        """Within its window, where there is one, and the screen."""
        screen = self.screen().availableGeometry().size() if self.screen() is not None else FIRST
        return FIRST.boundedTo(screen - QSize(40, 80)).expandedTo(LEAST)

    # -- what is to be made

    @property
    def format(self) -> Format:
        found = self.formats.current
        assert found is not None
        return found

    def order(self) -> Order:
        """What the window says."""
        return Order.of(self.format, self.scope.wanted, self.form.values())

    def refresh(self) -> None:
        """Make what is chosen, and show it when it is there."""
        self.scope.set_whole(not takes_part(self.format))
        self.preview.wait()
        self._reported = self._refused = False
        self.maker.want(self.order())
        self._enable()

    def _on_format(self, found: Format) -> None:
        self.form.show_format(found, self.kept.chosen(found))
        self.losses.tell(None)
        self.refresh()

    def _on_options(self) -> None:
        self.kept.options[self.format.name] = self.form.values()
        self.refresh()

    def _on_ticked(self) -> None:
        self.foot.count(len(self.formats.list.formats.ticked))

    def _on_shown(self, made: Made, look: Look) -> None:
        if self._reported:
            return
        self.preview.show_look(look)
        self.losses.tell(made.losses)
        self.foot.save.setAccessibleDescription(" ".join(self.losses.sentences()) or self.losses.calm.text())
        amount = amount_words(made.points, made.links) if takes_part(made.order.format) else ""
        self.scope.tell(", ".join(part for part in (amount, size_words(len(made.data))) if part))
        self._enable()

    def _on_refused(self, sentence: str) -> None:
        self._refused = True
        self.preview.show_sentence(sentence or _("Something went wrong inside Counterpoint."))
        self.losses.tell(())
        self.losses.calm.setText(_("Nothing can be written."))
        self.scope.tell("")
        self._enable()

    def _enable(self) -> None:
        made = self.maker.made
        self.foot.save.setEnabled(not self._busy and not self._refused)
        self.foot.every.setEnabled(not self._busy)
        self.foot.copy.setEnabled(not self._busy and made is not None and made.is_text)
        can = made is None or self.foot.copy.isEnabled()
        self.foot.copy.setToolTip("" if can else _("Only text can be copied; this format is no text."))

    # -- one file

    def _folder(self) -> Path:
        for kept in (self.kept.folder, str(self._settings.get(FOLDER))):
            if kept and Path(kept).is_dir():
                return Path(kept)
        return Path.home()

    def save_as(self) -> None:
        """Ask for a place and write there."""
        if not self.foot.save.isEnabled():
            return
        order = self.order()
        stem = stem_of(self._session.project, self._session.path, order.wanted)
        path = ask_path(self, order.format, self._folder() / f"{stem}{order.format.extensions[0]}")
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write what is chosen and close; on trouble say why and stay."""
        order, project = self.order(), self._session.path
        ready = self.maker.made if self.maker.made is not None and self.maker.made.order == order else None
        self._work(_("Writing…"))

        def work(apart: object) -> Made:
            made = ready or make(apart, order)  # type: ignore[arg-type]
            write(project, path, made)
            return made

        def then(made: Made) -> None:
            self._rest()
            self._set_folder(path.parent)
            self._keep(Last(path, order.format.name, dict(order.options), order.wanted))
            self.told.emit(_("Exported to {path}").format(path=shown_path(path)))
            self.accept()

        self.maker.run(work, then, self._failed)

    def _failed(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, UserError):
            raise error
        self.bar.say(str(error), loud=True)

    def _work(self, words: str) -> None:
        self._busy = True
        self.bar.hide()
        self.foot.tell(words)
        self._enable()

    def _rest(self, words: str = "") -> None:
        self._busy = False
        self.foot.tell(words)
        self._enable()

    # -- the clipboard

    def copy(self) -> None:
        """What is shown, as text, and where the format is one for people as rich text too."""
        made = self.maker.made
        if made is None or self._busy or not made.is_text:
            return
        self._work(_("Copying…"))

        def then(what: Carried) -> None:
            put(what)
            words = _("Copied as rich text and Markdown.") if what.rich else _("Copied as text.")
            self._rest(words)
            self._keep(self.kept.last)

        self.maker.run(lambda apart: carried(apart, made), then, self._failed)

    # -- many files

    def export_all(self) -> None:
        """Ask for a folder and write every format, or every ticked one, there; ask before a file is replaced."""
        if self._busy:
            return
        name = QFileDialog.getExistingDirectory(self, _("Export all into a folder"), str(self._folder()))
        if name:
            self.export_into(Path(name))

    def export_into(self, folder: Path) -> None:
        """The same, into a folder; what is there already is asked about."""
        wanted = self.formats.wanted()
        stem = stem_of(self._session.project, self._session.path, self.scope.wanted)
        paths = paths_of(folder, stem, wanted)
        go = lambda formats, files: self._write_all(folder, formats, files)  # noqa: E731
        ask_about(self.bar, folder, wanted, paths, go, self.formats.list.setFocus)

    def _write_all(self, folder: Path, wanted: Sequence[Format], paths: Sequence[Path]) -> None:
        orders = orders_of(wanted, self.scope.wanted, self.kept.chosen)
        self._work(_("Writing…"))

        def told(done: int, total: int) -> None:
            self.foot.tell(_("Writing {done} of {total}…").format(done=done + 1, total=total))

        def then(done: list[Done]) -> None:
            self._set_folder(folder)
            self._keep(self.kept.last)
            self._report(done, shown_path(folder))
            bug = first_bug(done)
            if bug is not None:
                raise bug

        self.maker.run(lambda apart: write_all(apart, orders, paths), then, self._failed, told)

    def _report(self, done: Sequence[Done], folder: str) -> None:
        """What became of each file, in the preview's place until something else is chosen."""
        self._reported = True
        self.preview.show_report(report_html(done, folder))
        self.losses.tell(())
        self.losses.calm.setText(_("The report says it for each format."))
        head = report_head(done, folder)
        self._rest(head)
        self.preview.view().setFocus(Qt.FocusReason.OtherFocusReason)
        self.told.emit(head)

    # -- what is kept

    def _set_folder(self, folder: Path) -> None:
        self.kept.folder = str(folder)
        self._settings.set(FOLDER, str(folder))

    def _keep(self, last: Last | None) -> None:
        kept = self.kept
        kept.last, kept.format = last, self.format.name
        if self.scope.part is not Part.BRANCHES:  # the next time other nodes are selected
            kept.part = str(self.scope.part)
        kept.ticked = tuple(sorted(self.formats.list.formats.ticked))
        keep(self._settings, self._key, kept)

    # -- keys

    def _find(self) -> None:
        self.formats.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.formats.field.selectAll()

    def _next_pane(self, by: int) -> None:
        fields = [each for each in self.form.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        panes: list[QWidget] = [*(self.bar.buttons()[-1:] if self.bar.isVisible() else []), self.formats.list]
        panes += [each for each in fields if each.isEnabled() and each.isVisible()][:1]
        panes += [self.preview.view(), *([self.losses.list] if self.losses.list.isVisible() else [])]
        panes += [self.foot.save, *([self.scope.box] if self.scope.box.isEnabled() else [])]
        now = self.focusWidget()
        owners = [self.form.widget() if pane in fields else pane for pane in panes]
        at = next(
            (i for i, pane in enumerate(owners) if now is not None and (pane is now or pane.isAncestorOf(now))), -1
        )
        panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def done(self, result: int) -> None:
        self.maker.close()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.bar.isVisible():
            self.bar.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            if isinstance(button, QPushButton):
                button.click()
            elif self.formats.list.hasFocus():
                self.save_as()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), tokens.panel)
        right = self.preview.mapTo(self, self.preview.rect().topLeft())
        painter.fillRect(right.x(), right.y(), self.preview.width(), self.preview.height(), tokens.paper)
        for y in (self.splitter.y() - 1, self.splitter.geometry().bottom() + 1):
            painter.fillRect(0, y, self.width(), 1, tokens.line)
        painter.end()
