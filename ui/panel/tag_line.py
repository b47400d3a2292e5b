"""The line in which tags are typed, with those that are known offered below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from models.messages import _
from models.tags import clean_tag, shown_colour
from ui.panel.chips import swatch
from ui.panel.pieces import overrides
from ui.theme import Theme

MOST = 12  # tags that are offered at once


class TagLine(QLineEdit):
    """Enter takes what is typed (several tags parted by commas), Escape leaves, going elsewhere takes it too.

    Offers the tags that what stands behind the last comma may be meant for, slips of the keys forgiven.
    """

    cancelled = Signal()
    finished = Signal()
    chosen = Signal()  # one that was offered, by a press or a key

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known: tuple[str, ...] = ()
        self._colours: Mapping[str, str] = {}
        self.setFont(theme.small_font())
        self.setFrame(False)
        self.setTextMargins(6, 0, 6, 0)
        self.setPlaceholderText(_("new tag"))
        self.setAccessibleName(_("New tag"))
        self.offered = QStandardItemModel(self)
        completer = _Completer(self.offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(MOST)
        completer.popup().setMinimumWidth(180)
        self.setCompleter(completer)
        completer.activated.connect(self.chosen, Qt.ConnectionType.QueuedConnection)  # once its text is in the line
        self.textEdited.connect(self._offer)

    def set_known(self, known: Sequence[str], colours: Mapping[str, str]) -> None:
        """The tags to offer, and the colours that were chosen for any."""
        self._known, self._colours = tuple(known), colours

    def names(self) -> list[str]:
        """The tags that are typed; one that is known in other capitals is meant."""
        spelling = {name.casefold(): name for name in reversed(self._known)}
        typed = (clean_tag(part) for part in self.text().split(","))
        return list(dict.fromkeys(spelling.get(name.casefold(), name) for name in typed if name))

    def _offer(self, text: str) -> None:
        """Bring what is offered in line with what is typed, before the completer looks."""
        from models.fuzzy import ranked

        wanted = text.rsplit(",", 1)[-1].strip()
        self.offered.clear()
        for place, _matched in ranked(wanted, self._known, MOST):
            name = self._known[place]
            colour = shown_colour(name, self._colours.get(name, ""))
            self.offered.appendRow(QStandardItem(swatch(self._theme.tokens, colour), name))
        if self.offered.rowCount():
            self.completer().complete()
        else:
            self.completer().popup().hide()

    def event(self, event: QEvent) -> bool:
        if overrides(event, Qt.Key.Key_Escape):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_Down and not self.completer().popup().isVisible():
            self._offer(self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finished.emit()


class _Completer(QCompleter):
    """Completes the last of several tags and keeps those before it."""

    def __init__(self, model: QStandardItemModel, line: TagLine) -> None:
        super().__init__(model, line)
        self._line = line

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before, comma, _typed = self._line.text().rpartition(",")
        return f"{before}{comma} {index.data()}" if comma else str(index.data())
