"""Follows the project on show: says how it was opened, who else has it open, and that nothing was lost in a crash."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from models.errors import UserError
from models.messages import _, message
from storage.opened import AGAIN, BACKUPS, COPY, SALVAGE, Opened
from storage.presence import TOUCHED, Holder
from ui.notices import shown_path
from ui.panel.times import when
from ui.safety.condition_bar import ConditionBar
from ui.session import Session

Choice = tuple[str, Callable[[], None]]


class Condition(QObject):
    """`open_again(path, read_only)` opens the project once more; `acts` are the window's actions by name."""

    def __init__(
        self,
        bar: ConditionBar,
        tell: Callable[[str], None],
        open_again: Callable[[Path, bool], None],
        acts: Callable[[str], Callable[[], None] | None],
    ) -> None:
        super().__init__(bar)
        self._bar, self._tell, self._open_again, self._acts = bar, tell, open_again, acts
        self.more: dict[str, Choice] = {}  # further ways on, by name
        self._session: Session | None = None
        self._sign = QTimer(self)
        self._sign.setInterval(TOUCHED * 1000)
        self._sign.timeout.connect(self._touch)

    def follow(self, session: Session | None) -> None:
        """Another project is on show, or none."""
        self._session = session
        self._bar.hide()
        self._sign.stop()
        opened = session.opened if session is not None else None
        if session is None or opened is None:
            return
        if opened.presence is not None:
            self._sign.start()
        if opened.condition is not None:
            self._bar.offer(str(opened.condition), self._ways(opened, session.path))
        elif opened.working is not None and (damaged := opened.working.damaged) is not None:
            name, service = session.path.name, opened.working.service
            words = message("look.copy_damaged", name=name, service=service, path=shown_path(damaged))
            self._bar.offer(str(words), [*self._salvaging(), (_("Go on"), self._bar.hide)])
        elif opened.others:
            self._bar.offer(_others(opened.others), self._among_others(session.path))
        if opened.ended:
            self._tell(after_crash(session))

    def _touch(self) -> None:
        opened = self._session.opened if self._session is not None else None
        if opened is not None and opened.presence is not None:
            opened.presence.touch()

    def _salvaging(self) -> list[Choice]:
        act = self._acts("salvage_file")
        return [(_("Salvage…"), act)] if act is not None else []

    def _ways(self, opened: Opened, path: Path) -> list[Choice]:
        words = {
            SALVAGE: (_("Salvage…"), "salvage_file"),
            BACKUPS: (_("Backups…"), "backups"),
            COPY: (_("Save a copy…"), "save_copy"),
        }
        choices = []
        for way in opened.ways:
            if way in words:
                word, name = words[way]
                act = self._acts(name)
                if act is not None:
                    choices.append((word, act))
        choices += [self.more[way] for way in opened.ways if way in self.more]
        if AGAIN in opened.ways:
            choices.append((_("Try again"), lambda: self._open_again(path, False)))
        if not opened.ways:
            choices.append((_("Open to edit"), lambda: self._open_again(path, False)))
        return choices

    def _among_others(self, path: Path) -> list[Choice]:
        return [(_("Open read-only"), lambda: self._open_again(path, True)), (_("Go on"), self._bar.hide)]


def _others(others: tuple[Holder, ...]) -> str:
    first = others[0]
    names = ", ".join(dict.fromkeys(holder.annotator for holder in others))
    since = when(first.since)
    if first.is_here:
        return str(message("look.others_here", who=names, since=since))
    return str(message("look.others_away", who=names, machine=first.machine, since=since))


def after_crash(session: Session) -> str:
    """One line on what is there after a window had no time to close the project."""
    project, store = session.project, session.workspace.store
    last = None
    with suppress(UserError):  # another program writes just now: all is there whatever it writes
        last = store.find_entry(store.last_seq())
    if last is None:
        return str(message("look.after_crash_empty"))
    count = sum(1 for case in project.cases() for _node in project.walk(case.id))
    return str(message("look.after_crash", count=count, time=when(last.time)))
