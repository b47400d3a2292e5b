"""What is said when something goes wrong that nobody foresaw: calmly, with a report, and mostly one can go on."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.messages import _, ngettext
from ui.labels import plain_label, tint
from ui.notices import shown_path
from ui.safety.net import Fault, Net
from ui.theme import Theme
from ui.theme.style import style_sheet

if TYPE_CHECKING:
    from ui.main_window import MainWindow

WIDTH = 500  # pixels
DETAILS, LEAST = 190, 70  # pixels: how high the report is, and where the screen is low
SAFE = 24  # pixels between the window and the ends of the screen
STILL = 500  # milliseconds in which keys that were on their way to something else do nothing here
QUIET = 2000  # milliseconds between two words on the same fault
GO_ON, QUIT = 1, 2
TOLD_AT_ONCE = 5  # windows of faults in a run of the program; after these the status line alone speaks


class When(Enum):
    """When something went wrong: now, so early that there is no window, or in an earlier run of the program."""

    RUNNING = "running"
    STARTING = "starting"
    BEFORE = "before"


class CrashDialog(QDialog):
    """One fault, or several that came while it is open. It finishes with GO_ON, however it is closed, or with QUIT."""

    def __init__(self, theme: Theme, fault: Fault, parent: QWidget | None, when: When = When.RUNNING) -> None:
        super().__init__(parent)
        self._theme = theme
        self.faults = [fault]
        self.when = when
        self.setWindowTitle("Counterpoint")
        self.setModal(True)
        self.heading, self.words, self.kept, self.often = (self._label() for _each in range(4))
        self.kept.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.details = QPlainTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("The report"))
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(LEAST)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.hide()
        self.show_details = QPushButton(_("Show &details"), self)
        self.copy = QPushButton(_("&Copy"), self)
        self.save = QPushButton(_("&Save the report…"), self)
        self.quit = QPushButton(_("&Quit"), self)
        self.go_on = QPushButton(_("&Close") if when is When.BEFORE else _("&Go on"), self)
        for button in (self.show_details, self.copy, self.save, self.quit, self.go_on):
            button.setAutoDefault(False)
        self._arrange()
        self._say()
        self.show_details.clicked.connect(self._toggle_details)
        self.copy.clicked.connect(self.copy_report)
        self.save.clicked.connect(self.ask_and_save)
        self.quit.clicked.connect(lambda: self.done(QUIT))
        self.go_on.clicked.connect(lambda: self.done(GO_ON))
        self.still = QTimer(self)
        self.still.setSingleShot(True)
        self.still.setInterval(STILL)
        self.still.timeout.connect(self._listen)
        theme.changed.connect(self._dress)
        self._dress()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def _label(self) -> QLabel:
        label = plain_label(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _arrange(self) -> None:
        about = QHBoxLayout()
        about.setSpacing(8)
        for button in (self.show_details, self.copy, self.save):
            about.addWidget(button)
        about.addStretch(1)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addStretch(1)
        answers.addWidget(self.quit)
        answers.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        for label in (self.heading, self.words, self.kept, self.often):
            column.addWidget(label)
        column.addSpacing(2)
        column.addLayout(about)
        self.details.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column.addWidget(self.details, 1)
        column.addSpacing(4)
        column.addLayout(answers)
        self.go_on.setVisible(self.when is not When.STARTING)
        self.quit.setVisible(self.when is not When.BEFORE)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the height follows the words: _fit

    def _dress(self) -> None:
        tokens = self._theme.tokens
        heading = self._theme.interface_font(600)
        heading.setPixelSize(heading.pixelSize() + 2)
        self.heading.setFont(heading)
        tint(self.heading, tokens.ink)
        for label in (self.words, self.kept, self.often):
            label.setFont(self._theme.interface_font())
        tint(self.words, tokens.ink)
        tint(self.kept, tokens.muted)
        tint(self.often, tokens.kinds["rebuttal"].line)
        if self.parentWidget() is None:
            self.setStyleSheet(style_sheet(self._theme))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(self._theme.small_font().pixelSize())
        fixed.setStyleHint(QFont.StyleHint.Monospace)
        self.details.setFont(fixed)

    # -- words

    def _say(self) -> None:
        if self.when is When.RUNNING:
            self.heading.setText(_("Something went wrong inside Counterpoint"))
            self.words.setText(
                _(
                    "Every edit so far is in the project file. What you did last may not have been done. "
                    "You can go on; if the same happens again, quit and start anew."
                )
            )
        elif self.when is When.BEFORE:
            self.heading.setText(_("Counterpoint broke off last time"))
            self.words.setText(_("Every edit that was made is in the project file; each is written at once."))
        else:
            self.heading.setText(_("Counterpoint could not start"))
            self.words.setText(_("Something went wrong inside it. Your project files were left as they are."))
        first = self.faults[0]
        private = _("It says where the fault is and holds no words of your projects.")
        if first.path is not None:
            kept = _("A report was kept as {path}.").format(path=shown_path(first.path))
        else:
            kept = _("There is a report, but it could not be kept. You can save it elsewhere.")
        self.kept.setText(f"{kept} {private}")
        self.setAccessibleName(self.heading.text())
        self.setAccessibleDescription(f"{self.words.text()} {self.kept.text()}")
        self.refresh()

    def refresh(self) -> None:
        """Count again: the fault came once more, or another joined it."""
        times, others = self.faults[0].count, len(self.faults) - 1
        parts = []
        if times > 1:
            parts.append(
                ngettext("It happened {count} time.", "It happened {count} times.", times).format(count=f"{times:,}")
            )
        if others:
            words = ngettext("{count} other fault came with it.", "{count} other faults came with it.", others)
            parts.append(words.format(count=f"{others:,}"))
        self.often.setText(" ".join(parts))
        self.often.setVisible(bool(parts))
        if not self.details.isHidden():
            self._fill()

    def add(self, fault: Fault) -> None:
        """Another fault came while the window is open."""
        self.faults.append(fault)
        self.refresh()

    @property
    def report(self) -> str:
        """Everything that is known, as it is saved and copied."""
        return "\n\n".join(fault.report for fault in self.faults)

    # -- what can be done

    def _fill(self) -> None:
        if self.details.toPlainText() != self.report:
            bar = self.details.verticalScrollBar()
            place = bar.value()
            self.details.setPlainText(self.report)
            bar.setValue(place)

    def _toggle_details(self) -> None:
        opens = self.details.isHidden()
        self.details.setVisible(opens)
        self.show_details.setText(_("Hide &details") if opens else _("Show &details"))
        if opens:
            self._fill()
        self._fit()

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)
        self.often.setText(_("The report is on the clipboard."))
        self.often.show()

    def ask_and_save(self) -> None:
        """Ask where the report is to be saved."""
        name = str(Path.home() / f"counterpoint-{self.faults[0].name}.txt")
        found, _filter = QFileDialog.getSaveFileName(self, _("Save the report"), name, _("Text (*.txt)"))
        if found:
            self.save_to(Path(found))

    def save_to(self, path: Path) -> None:
        """Save the report there; on trouble say so."""
        try:
            path.write_text(self.report, "utf-8", errors="replace")
            words = _("Saved as {path}").format(path=shown_path(path))
        except OSError as error:
            words = _("The report could not be saved: {reason}.").format(reason=error.strerror or str(error))
        self.often.setText(words)
        self.often.show()

    # -- how it stands

    def reject(self) -> None:
        """Escape, or closed by the window's frame."""
        self.done(GO_ON)

    def _listen(self) -> None:
        button = self.quit if self.when is When.STARTING else self.go_on
        button.setDefault(True)
        if self.focusWidget() in (None, self):
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """As high as its words need, within the screen."""
        room = self.screen().availableGeometry()
        wide = (
            min(max(self.width(), WIDTH), room.width() - SAFE) if self.isVisible() else min(WIDTH, room.width() - SAFE)
        )
        self.layout().activate()
        high = self.layout().totalHeightForWidth(wide) + (0 if self.details.isHidden() else DETAILS - LEAST)
        self.resize(wide, min(high, room.height() - SAFE))
        at = self.frameGeometry()
        if self.isVisible() and not room.contains(at):
            at.moveRight(min(at.right(), room.right()))
            at.moveBottom(min(at.bottom(), room.bottom()))
            self.move(max(at.left(), room.left()), max(at.top(), room.top()))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return super().event(event)

    def setVisible(self, visible: bool) -> None:
        if visible and not self.isVisible():
            self.ensurePolished()
            self._fit()
        super().setVisible(visible)

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.still.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if self.still.isActive():
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)


class Crashes(QObject):
    """Shows what the net caught: one window at a time, a fault once; `tell(sentence)` speaks in the status line."""

    def __init__(self, net: Net, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._net = net
        self._theme = theme
        self._shown = 0
        self.dialog: CrashDialog | None = None
        self.tell: Callable[[str], None] = lambda _sentence: None
        self.quit: Callable[[], None] = QApplication.quit
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        net.caught.connect(self._on_caught)
        net.again.connect(self._on_again)

    def follow(self, window: MainWindow) -> None:
        """Speak in this window's status line, and note what is done in it."""
        self.tell = window.status.tell
        self._net.actions.follow_actions(window.actions_by_name)
        window.files.opened.connect(self._net.actions.follow_session)

    def _on_caught(self, fault: Fault) -> None:
        if self.dialog is not None:
            self.dialog.add(fault)
        elif self._shown >= TOLD_AT_ONCE:
            self._whisper()
        else:
            self._shown += 1
            self.dialog = CrashDialog(self._theme, fault, QApplication.activeModalWidget() or _window())
            self.dialog.finished.connect(self._on_finished)
            self.dialog.open()

    def _on_again(self, fault: Fault) -> None:
        if self.dialog is None:
            self._whisper()
        elif not self._quiet.isActive():
            self._quiet.start()
            self.dialog.refresh()

    def _whisper(self) -> None:
        """A fault that was told before, or one too many: a line, and not too often."""
        if not self._quiet.isActive():
            self._quiet.start()
            self.tell(_("Something went wrong again inside Counterpoint. The reports are kept."))

    def _on_finished(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        for fault in dialog.faults:
            self._net.keep(fault)  # with how often it came
        dialog.deleteLater()
        if result == QUIT:
            self.quit()

    def could_not_start(self, error: BaseException) -> None:
        """The window could not be made: say so, and wait until it is read."""
        fault = self._net.taken(error, error.__traceback__)
        fault.is_told = True
        CrashDialog(self._theme, fault, None, When.STARTING).exec()

    def show_earlier(self, fault: Fault) -> None:
        """The report of a crash in an earlier run."""
        dialog = CrashDialog(self._theme, fault, _window(), When.BEFORE)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _window() -> QWidget | None:
    active = QApplication.activeWindow()
    if active is not None:
        return active
    return next((each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()), None)
