"""Follows a project that is worked on in a copy: writes it back, takes in what others did, asks where they differ."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from models.errors import Busy, UserError
from models.messages import _, ngettext
from storage.synced.outcomes import Ended, Outcome
from ui.jobs import Job, Jobs
from ui.panel.times import when
from ui.safety.condition_bar import ConditionBar
from ui.session import Session
from ui.theme import Theme

if TYPE_CHECKING:
    from storage.synced.joining import Plan
    from storage.synced.working_copy import WorkingCopy

SOON = 2_000  # milliseconds from the last edit
_boxes: list[QMessageBox] = []
OFTEN = 30_000  # milliseconds between two, at least; and from one that failed to the next
LAST_WAIT = 5.0  # seconds that closing waits


class WriteBack(QObject):
    """`set_session` whenever another project is shown, or none. `ended(outcome)` after each try."""

    told = Signal(str)
    ended = Signal(object)

    def __init__(
        self, theme: Theme, bar: ConditionBar, jobs: Jobs, open_path: Callable[[Path], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._theme, self._bar, self._window, self._open = theme, bar, window, open_path
        self._jobs = Jobs(self, inline=jobs.is_inline, threads=1)
        self._session: Session | None = None
        self._job: Job | None = None
        self._last, self._first = -1e9, 0.0
        self._answers: dict[str, str] = {}
        self._is_again = self._has_looked = False
        self.dialog: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.write)
        window.installEventFilter(self)

    @property
    def working(self) -> WorkingCopy | None:
        opened = self._session.opened if self._session is not None else None
        return opened.working if opened is not None else None

    @property
    def is_due(self) -> bool:
        """Whether something is being written back, or will be soon."""
        return self._job is not None or self._timer.isActive()

    def set_session(self, session: Session | None) -> None:
        """Follow another project, or none; the one before is written back first, which may take a moment."""
        before = self.working
        if self._session is not None and before is not None:
            self._session.changed.disconnect(self._on_changed)
            self._leave(before, self._session.workspace.annotator)
        if self._job is not None:
            self._job.cancel()
        self._timer.stop()
        self._job, self._answers, self._is_again, self._has_looked = None, {}, False, False
        self._bar.hide()
        self._session = session
        if self.working is not None and session is not None:
            session.changed.connect(self._on_changed)
            words = _("{name} lies in {service}: worked on in a copy on this machine, and written back as you go.")
            self.told.emit(words.format(name=session.path.name, service=self.working.service))
            self._timer.start(0)

    def _on_changed(self, _edit: object, _entry: object) -> None:
        now = time.monotonic()
        if not self._timer.isActive():
            self._first = now
        rest = max(SOON, OFTEN - int((now - self._last) * 1000))
        if not self._timer.isActive() or now - self._first < OFTEN / 1000:
            self._timer.start(rest)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.WindowDeactivate and self._timer.isActive():
                self._timer.start(0)
            elif event.type() == QEvent.Type.WindowActivate:
                self._look()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        """Take in what came from outside while somebody was at another window."""
        working = self.working
        if working is None or self.is_due or self._bar.isVisible():
            return

        def then(is_current: bool) -> None:
            if not is_current and working is self.working:
                self.write()

        self._jobs.run(lambda: self._is_current(working), then, self._on_failed)

    @staticmethod
    def _is_current(working: WorkingCopy) -> bool:
        try:
            return working.is_current()
        except OSError:
            return True  # told when there is something to write back

    # -- writing

    def write(self, *, anew: bool = False) -> None:
        """Write back now, unless that is just being done; then once more behind it."""
        from storage.synced.writing_back import write_back

        session, working = self._session, self.working
        if session is None or working is None:
            return
        if self._job is not None:
            self._is_again = True
            return
        self._timer.stop()
        self._last = time.monotonic()
        annotator, answers = session.workspace.annotator, dict(self._answers)
        session.flush_drafts()
        self._job = self._jobs.run(
            lambda: write_back(working, annotator, answers, anew=anew), self._on_ended, self._on_failed
        )
        if self._jobs.is_inline:
            self._job = None

    def _on_ended(self, outcome: Outcome) -> None:
        self._job = None
        session = self._session
        if session is None:
            return
        if outcome.joined:
            session.pull()
            self._answers = {}
        self._tell(outcome, session)
        if outcome.ended in (Ended.AWAY, Ended.UNWRITABLE):
            self._timer.start(OFTEN)
        if self._is_again:
            self._is_again = False
            self._timer.start(SOON)
        elif outcome.ended in (Ended.WRITTEN, Ended.SAME) and not self._has_looked:
            self._look_beside()
        self.ended.emit(outcome)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, UserError):
            raise error
        if not isinstance(error, Busy):
            self._bar.offer(str(error), [(_("Try now"), self.write)])
        self._timer.start(OFTEN)

    # -- what is said of it

    def _tell(self, outcome: Outcome, session: Session) -> None:
        name = session.path.name
        if outcome.ended in (Ended.WRITTEN, Ended.SAME):
            self._bar.hide()
            words = _("Written back {time}").format(time=when(outcome.time)) if outcome.time else ""
            if outcome.joined:
                words = ngettext(
                    "{count} change of {who} came in.", "{count} changes of {who} came in.", outcome.joined
                ).format(count=outcome.joined, who=outcome.who)
                words = " ".join([words, *map(str, outcome.mended)])
            if words and (outcome.joined or outcome.ended is Ended.WRITTEN):
                self.told.emit(words)
            return
        again: list[tuple[str, Callable[[], None]]] = [(_("Try now"), self.write)]
        since = _(" Not written back since {time}.").format(time=when(outcome.time)) if outcome.time else ""
        if outcome.ended is Ended.ASK and outcome.plan is not None:
            plan = outcome.plan
            count = len(plan.merge.questions)
            words = ngettext(
                "{who} changed {name} elsewhere, in {count} place that you changed too.",
                "{who} changed {name} elsewhere, in {count} places that you changed too.",
                count,
            ).format(who=plan.who, name=name, count=count)
            self._bar.offer(words + since, [(_("Put together…"), lambda: self.ask(plan))])
        elif outcome.ended is Ended.AWAY:
            words = _("The folder of {name} cannot be reached. You can go on working.").format(name=name)
            self._bar.offer(words + since, again)
        elif outcome.ended is Ended.UNWRITABLE:
            words = _("{name} cannot be written back: {reason}. Your changes are kept on this machine.")
            self._bar.offer(words.format(name=name, reason=outcome.reason) + since, again)
        elif outcome.ended is Ended.REMOVED:
            self._say_removed(name, outcome)
        else:
            words = _("Another project, or one whose history was cut, now stands where {name} was. Yours is kept here.")
            self._bar.offer(words.format(name=name), [(_("Save mine beside it"), self.save_beside)])

    def _say_removed(self, name: str, outcome: Outcome) -> None:
        choices: list[tuple[str, Callable[[], None]]] = [(_("Write it there again"), lambda: self.write(anew=True))]
        words = _("{name} was removed from its folder. Your version is kept here.").format(name=name)
        if outcome.found is not None:
            found = outcome.found
            words = _("{name} seems to be called {other} now.").format(name=name, other=found.name)
            choices.insert(0, (_("Open {name}").format(name=found.name), lambda: self._open(found)))
        self._bar.offer(words, choices)

    def save_beside(self) -> None:
        """Keep both: ours gets a name of its own beside the other file."""
        session = self._session
        if session is None:
            return
        path = session.path
        beside = next(
            found
            for turn in range(1, 1000)
            if not (found := path.with_name(f"{path.stem} ({_('mine')} {turn}){path.suffix}")).exists()
        )
        try:
            session.workspace.store.copy_to(beside)
        except UserError as error:
            self._bar.offer(str(error), [(_("Try now"), self.save_beside)])
            return
        self._bar.hide()
        self.told.emit(_("Copied to {path}").format(path=beside))

    # -- copies that a sync program has put beside it

    def _look_beside(self) -> None:
        from storage.synced.writing_back import left_beside

        working = self.working
        if working is not None:
            self._has_looked = True
            self._jobs.run(lambda: left_beside(working), self._offer_copies, self._on_failed)

    def _offer_copies(self, found: list[Path]) -> None:
        if not found or self._session is None:
            return
        words = ngettext(
            "{count} conflicted copy of {name} lies beside it, with changes that are not in it: {copies}.",
            "{count} conflicted copies of {name} lie beside it, with changes that are not in it: {copies}.",
            len(found),
        ).format(count=len(found), name=self._session.path.name, copies=", ".join(path.name for path in found))
        self._bar.offer(words, [(_("Put together…"), lambda: self.join(found[0])), (_("Leave it"), self._bar.hide)])

    def join(self, other: Path, answers: Mapping[str, str] | None = None) -> None:
        """Take in what another file beside the project holds."""
        from storage.synced.writing_back import join

        session, working = self._session, self.working
        if session is None or working is None:
            return
        annotator = session.workspace.annotator

        def then(outcome: Outcome) -> None:
            if outcome.ended is Ended.ASK and outcome.plan is not None:
                self.ask(outcome.plan, lambda chosen: self.join(other, chosen))
                return
            if outcome.ended is Ended.STRANGER:
                words = _("{name} has no history in common with this project; it is left as it is.")
                self._bar.offer(words.format(name=other.name), [(_("Close"), self._bar.hide)])
                return
            self._bar.hide()
            session.pull()
            self._tell(outcome, session)
            self._has_looked = False
            self._timer.start(0)
            self.ended.emit(outcome)

        self._jobs.run(lambda: join(working, other, annotator, answers), then, self._on_failed)

    # -- asking

    def ask(self, plan: Plan, then: Callable[[Mapping[str, str]], None] | None = None) -> None:
        """Show what both sides changed; `then(answers)`, or writing back with them, when all are there."""
        from ui.safety.merging_window import MergingDialog

        if self.dialog is not None or self._session is None:
            return
        dialog = MergingDialog(self._theme, self._session.path.stem, plan, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(then or self.on_answers)
        dialog.finished.connect(self._on_closed)
        self.dialog = dialog
        dialog.open()

    def _on_closed(self, _result: int) -> None:
        self.dialog = None

    def on_answers(self, answers: Mapping[str, str]) -> None:
        self._answers = dict(answers)
        self.write()

    def put_by(self) -> None:
        """Close what is open before its project goes."""
        if self.dialog is not None:
            self.dialog.reject()  # type: ignore[attr-defined]

    # -- leaving

    def _leave(self, working: WorkingCopy, annotator: str) -> None:
        """Write back a last time, not longer than LAST_WAIT; what is not written stays in the copy and is told."""
        from storage.synced.writing_back import write_back

        found: list[Outcome | None] = [None]

        def last() -> None:
            try:
                found[0] = write_back(working, annotator)
            except (UserError, OSError):
                found[0] = None

        thread = threading.Thread(target=last, daemon=True)
        thread.start()
        thread.join(LAST_WAIT)
        outcome = found[0]
        if outcome is None or outcome.ended not in (Ended.WRITTEN, Ended.SAME):
            self._say_kept(working)

    def _say_kept(self, working: WorkingCopy) -> None:
        try:
            if not working.unwritten():
                return
        except UserError:
            return
        words = _("{name} could not be written back. Your changes are kept on this machine and are there next time.")
        box = QMessageBox(QMessageBox.Icon.Information, "Counterpoint", words.format(name=working.origin.name))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _boxes.append(box)  # it has no window to belong to: that one is closing
        box.show()
