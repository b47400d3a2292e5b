"""The head over the gutter: how many links run between the two sides, and the lock that ties their scrolling."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from models.messages import _, ngettext
from ui.side_header import HEADER
from ui.theme import Theme
from ui.tips import plain_tip

GUTTER = 96  # pixels: the gutter's width
AROUND, LOCK = 22, 30  # pixels around the words, and for the lock


class GutterHead(QWidget):
    """A press on the number opens the list of all links; the lock stands where two views of one sort do."""

    pressed = Signal()
    lock_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = 0, 0, ""
        self.setFixedSize(GUTTER, HEADER)
        self.button = QToolButton(self)
        self.button.setAutoRaise(True)
        self.button.clicked.connect(self.pressed)
        self.lock = QToolButton(self)
        self.lock.setAutoRaise(True)
        self.lock.setCheckable(True)
        self.lock.setIconSize(QSize(16, 16))
        self.lock.setAccessibleName(_("Scroll both sides together"))
        self.lock.toggled.connect(self._on_lock)
        self.lock.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self.button)
        row.addWidget(self.lock)
        row.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_count(self, placed: int, total: int | None = None, why: str = "") -> None:
        """How many links have a place between the views on show, of how many, and why some have none."""
        self._figures = placed, placed if total is None else total, why
        self._say()

    def _say(self) -> None:
        placed, total, why = self._figures
        words = ngettext("{count} link", "{count} links", total).format(count=f"{total:,}")
        forms = [words, f"{total:,}"]
        if placed < total:
            words = _("{count} of {links}").format(count=f"{placed:,}", links=words)
            few, all_of_them = f"{placed:,}", f"{total:,}"
            forms = [words, _("{count} of {total}").format(count=few, total=all_of_them), f"{few}/{all_of_them}"]
        room = self.width() - AROUND - (0 if self.lock.isHidden() else LOCK)
        width = self.button.fontMetrics().horizontalAdvance
        self.button.setText(next((form for form in forms if width(form) <= room), forms[-1]))
        self.button.setAccessibleName(words)
        lines = [] if self.button.text() == words else [words]
        lines += [why] if why else []
        lines.append(_("Show the list of all links"))
        self.button.setToolTip(plain_tip("\n".join(lines)))
        self.button.setAccessibleDescription("\n".join(lines))

    # -- the lock

    def set_lockable(self, on: bool) -> None:
        """Whether the views on show can be scrolled together."""
        self.lock.setVisible(on)
        self._say()

    def set_locked(self, on: bool) -> None:
        """Show the lock as it is, without an echo."""
        before = self.lock.blockSignals(True)
        self.lock.setChecked(on)
        self.lock.blockSignals(before)
        self._show_lock()

    def _on_lock(self, on: bool) -> None:
        self._show_lock()
        self.lock_toggled.emit(on)

    def _show_lock(self) -> None:
        on, tokens = self.lock.isChecked(), self._theme.tokens
        self.lock.setIcon(self._theme.icon("lock" if on else "lock-open", tokens.accent if on else tokens.muted))
        both = _("Both sides scroll together. Press to let each go its own way.")
        self.lock.setToolTip(plain_tip(both if on else _("Scroll both sides together, from link to link")))

    def _restyle(self) -> None:
        self.button.setFont(self._theme.small_font())
        self._show_lock()
        self._say()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), tokens.gutter)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), tokens.line)
        painter.fillRect(QRect(0, 0, 1, self.height()), tokens.line)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), tokens.line)
