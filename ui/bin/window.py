"""The window of the bin: at the left what is in it, at the right what the chosen thing holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from models.authoring.bin import put_back
from models.binned import BinItem, bin_items
from models.entities import Node
from models.errors import Busy, UserError
from models.messages import _, ngettext
from models.ports import Entry
from storage.formats.files import size_words
from storage.presence import look
from storage.purging import Purged, purge
from ui.bin.words import line_of, rows_of, summary
from ui.halves import HalvesDialog
from ui.jobs import Jobs
from ui.safety.difference_rows import DifferenceList
from ui.session import RETRY, Session
from ui.theme import Theme
from ui.tips import plain_tip
from ui.two_lines import TwoLines


class BinDialog(HalvesDialog):
    """Enter puts the chosen things back, Delete removes them for good once that was asked."""

    told = Signal(str)

    def __init__(self, theme: Theme, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        """`jobs` work one at a time."""
        super().__init__(theme, _("Bin of “{name}”").format(name=session.path.stem), parent)
        self._session, self._jobs = session, jobs
        self.items: list[BinItem] = []
        self._entries: dict[str, Entry | None] = {}
        self.is_busy = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(RETRY)
        self._again.timeout.connect(self._fill)
        self.list = TwoLines(theme, _("Bin"), self, several=True)
        self.inside = DifferenceList(theme, self)
        self.inside.setAccessibleName(_("What is in it"))
        words = {
            "empty": _("&Empty the bin…"),
            "purge": _("&Remove for good…"),
            "back": _("&Put back"),
            "close": _("Close"),
        }
        self.fill(self.list, self.inside, words, right_from="purge", forward="back")
        acts: dict[str, Callable[[], object]] = {
            "empty": lambda: self._ask(self.items),
            "purge": lambda: self._ask(self.chosen()),
            "back": self.put_back,
            "close": self.reject,
        }
        for name, act in acts.items():
            self.buttons[name].clicked.connect(lambda _checked=False, act=act: act())
        self.list.selectionModel().selectionChanged.connect(lambda _now, _before: self._on_chosen())
        self.list.activated.connect(lambda _index: self.put_back())
        session.changed.connect(self._on_changed)
        self._fill()

    # -- what there is

    def chosen(self) -> list[BinItem]:
        return [self.items[row] for row in self.list.chosen_rows() if row < len(self.items)]

    def _fill(self) -> None:
        items = bin_items(self._session.project)
        self._find_entries(items)
        self.items = sorted(items, key=self._time, reverse=True)
        lines = [line_of(item, self._kind(item), self._entries.get(item.mark)) for item in self.items]
        row = max(0, min(self.list.currentIndex().row(), len(lines) - 1))
        self.list.rows.set_lines(lines)
        self.pages.setCurrentIndex(0 if items else 1)
        self.empty.say(_("The bin is empty. What you delete stays here until you empty it."), "")
        count = len(items)
        told = ngettext("{count} thing in the bin", "{count} things in the bin", count).format(count=f"{count:,}")
        self.figures.setText(told if items else "")
        if items:
            self.list.setCurrentIndex(self.list.rows.index(row, 0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.buttons["close"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_chosen()

    def _find_entries(self, items: Sequence[BinItem]) -> None:
        """By which entry each came here; asked again in a moment where another program keeps the file locked."""
        store = self._session.workspace.store
        try:
            for item in items:
                if item.mark not in self._entries:
                    self._entries[item.mark] = store.last_writer(*item.rows[0])
        except Busy:
            self._again.start()
        except UserError as error:
            self.bar.say(str(error), loud=True)

    def _time(self, item: BinItem) -> tuple[str, str]:
        entry = self._entries.get(item.mark)
        return (entry.time if entry is not None else "", item.mark)

    def _kind(self, item: BinItem) -> str:
        node = self._session.project.entity(*item.rows[0])
        return str(node.kind) if isinstance(node, Node) else ""

    def _on_chosen(self) -> None:
        chosen = self.chosen()
        self.summary.setText(summary(chosen) if chosen else "")
        self.inside.show_rows(rows_of(self._session.project, chosen[0]) if len(chosen) == 1 else [])
        self._enable()

    def _on_changed(self, _edit: object, _entry: object) -> None:
        if not self.is_busy:
            self._fill()

    def _enable(self) -> None:
        why = self._session.workspace.why_read_only
        able = not self.is_busy and why is None
        for name, wanted in (("empty", self.items), ("purge", self.chosen()), ("back", self.chosen())):
            self.buttons[name].setEnabled(able and bool(wanted))
            self.buttons[name].setToolTip(plain_tip(str(why)) if why is not None else "")
        self.list.setEnabled(not self.is_busy)

    # -- what can be done

    def put_back(self) -> None:
        """Put the chosen things where they were; Undo takes that back."""
        marks = [item.mark for item in self.chosen()]
        if marks and self.buttons["back"].isEnabled():
            self._session.do(lambda reader: put_back(reader, marks), otherwise=self._failed)

    def _ask(self, items: Sequence[BinItem]) -> None:
        """Say what goes before it goes: this alone cannot be undone."""
        if not items or not self.buttons["purge" if items is not self.items else "empty"].isEnabled():
            return
        marks = self._marks(items)
        words = ngettext(
            "Remove {count} thing for good? This alone cannot be undone; backups still hold it.",
            "Remove {count} things for good? This alone cannot be undone; backups still hold them.",
            len(items),
        ).format(count=f"{len(items):,}")
        choices = [(_("Cancel"), self.list.setFocus), (_("Remove for good"), lambda: self._purge(marks))]
        self.bar.say(words, choices, loud=True)

    def _marks(self, items: Sequence[BinItem]) -> list[str]:
        """All of the bin when all that is listed is meant: also what lies in deleted things."""
        if len(items) == len(self.items):
            return sorted({entity.binned_by for entity in self._session.project.binned()})
        return [item.mark for item in items]

    def _purge(self, marks: list[str]) -> None:
        session = self._session
        path, annotator = getattr(session.workspace.store, "path", session.path), session.workspace.annotator
        sweep = not look(session.path)[0]
        self.is_busy = True
        self.summary.setText(_("Removing…"))
        self._enable()
        self._jobs.run(lambda: purge(path, marks, annotator, sweep=sweep), self._on_purged, self._failed)

    def _on_purged(self, found: Purged) -> None:
        if not isValid(self):  # it was put by meanwhile
            return
        self.is_busy = False
        self._session.pull()
        self._fill()
        nodes = found.rows.get("node", 0)
        words = ngettext("{count} node removed for good.", "{count} nodes removed for good.", nodes)
        words = words.format(count=f"{nodes:,}") if nodes else _("Removed for good.")
        if found.freed:
            words = _("{what} The file is {size} smaller.").format(what=words, size=size_words(found.freed))
        self.told.emit(words)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not isValid(self):  # with its project: what could not be removed is there the next time
            return
        self.is_busy = False
        self._fill()
        self.bar.say(str(error), loud=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._ask(self.chosen())
        else:
            super().keyPressEvent(event)

    def put_by(self) -> None:
        """Close, whatever is going on: the project goes. What is being removed is removed whole."""
        self.is_busy = False
        self.reject()

    def done(self, result: int) -> None:
        if not self.is_busy:  # what is being removed is removed whole
            super().done(result)
