"""A small window to pick one of many by a few letters: a field, and the list of what fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from models.messages import _
from ui.panel.pieces import slim_scroll_bar
from ui.picker_rows import NUMBERS, ROW, PickDelegate, PickModel, PickRow, spoken
from ui.theme import Theme

__all__ = ["PickRow", "Picker"]

FIELD = 38
WIDTH, NARROWEST = 520, 420
ROWS = 9
GAP = 4  # between what is asked about and the picker

_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS - 1,
    Qt.Key.Key_PageUp: 1 - ROWS,
    Qt.Key.Key_Home: -1_000_000_000,
    Qt.Key.Key_End: 1_000_000_000,
}


class PickList(QListView):
    """The list; says so when it is empty."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.instead = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(ROW)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model() is not None and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.tokens.muted)
            painter.setFont(self._theme.interface_font())
            box = self.viewport().rect().adjusted(12, 0, -12, 0)
            words = painter.fontMetrics().elidedText(self.instead, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)


class Picker(QWidget):
    """`ask` shows it; then comes one of `picked`, `created` and `cancelled`, once it is gone and the focus back."""

    picked = Signal(str)  # the row's key
    created = Signal(str)  # what was typed, without space around it
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, width: int = WIDTH) -> None:
        """`width`: pixels, where the screen has them."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._theme, self._width = theme, width
        self._at = QRect()
        self._is_done = True
        self._empty_words = ""
        self.field = QLineEdit(self)
        self.field.setFrame(False)
        self.field.setFixedHeight(FIELD)
        self.field.setTextMargins(10, 0, 10, 0)
        self.model = PickModel(self)
        self.list = PickList(theme, self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("What fits"))
        self.delegate = PickDelegate(theme, self)
        self.list.setItemDelegate(self.delegate)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(1)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self.list.clicked.connect(self._pick)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self._restyle)
        self._restyle()

    def ask(
        self,
        rows: Sequence[PickRow],
        title: str,
        at: QRect,
        *,
        may_create: bool = False,
        create_words: str = "",
        empty_words: str = "",
    ) -> None:
        """Offer `rows` below `at` (global pixels), above it where there is no room. `title` names the field.

        `may_create`: one row makes what was typed, if no row has that text; it stands before those that do not hold it.
        `create_words` are its words, with a place {text}. `empty_words` stand in the list while there is no row and
        nothing is typed.
        """
        self._at, self._is_done = at, False
        new_tag = may_create and not create_words
        self._empty_words = empty_words or (_("Type a name for a new tag.") if new_tag else "")
        self.field.setPlaceholderText(title)
        self.field.setAccessibleName(title)
        self.field.clear()
        self.delegate.has_numbers = any(row.recent for row in rows)
        self.delegate.has_signs = any(row.kind or row.colour for row in rows)
        self.model.set_rows(rows, (create_words or _("New tag “{text}”")) if may_create else "")
        self._after_change()
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    # -- what is shown

    def _on_typed(self, text: str) -> None:
        self.model.look_for(text)
        self.delegate.has_numbers = self.model.numbered(1) is not None
        self._after_change()

    def _after_change(self) -> None:
        nothing = _("Nothing fits.")
        self.list.instead = nothing if self.field.text().strip() else self._empty_words or nothing
        self._move_to(0)
        if not self.model.rowCount():
            self._tell(self.list.instead)
        self._place()

    def _place(self) -> None:
        """As high as the rows need, inside the screen."""
        screen = QGuiApplication.screenAt(self._at.center()) or self.screen()
        room = screen.availableGeometry()
        width = max(min(NARROWEST, room.width()), min(self._width, room.width() - 16))
        rows = max(1, min(ROWS, self.model.rowCount()))
        height = FIELD + rows * ROW + 3
        below, above = self._at.bottom() + 1 + GAP, self._at.top() - GAP
        highest = FIELD + ROWS * ROW + 3  # the side does not change while one types
        is_above = below + highest > room.bottom() + 1 and above - room.top() > room.bottom() - below
        y = above - height if is_above else below
        x = max(room.left(), min(self._at.left(), room.right() + 1 - width))
        y = max(room.top(), min(y, room.bottom() + 1 - height))
        self.setGeometry(x, y, width, height)

    def _move_to(self, row: int) -> None:
        last = self.model.rowCount() - 1
        if last >= 0:
            self.list.setCurrentIndex(self.model.index(max(0, min(row, last)), 0))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        shown = self.model.shown(current.row())
        if shown is not None:
            self._tell(spoken(shown))

    def _tell(self, words: str) -> None:
        """What a screen reader says of the list: the keys stay in the field."""
        if self.isVisible():
            self.field.setAccessibleDescription(words)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    # -- picking

    def _pick(self, index: QModelIndex) -> None:
        shown = self.model.shown(index.row())
        if shown is None:
            return
        typed = self.field.text().strip()
        self._is_done = True
        self.hide()  # Qt gives the focus back
        if shown.is_new:
            self.created.emit(typed)
        else:
            self.picked.emit(shown.row.key)

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            is_ours = self._is_ours(event)
            if is_ours and event.type() == QEvent.Type.KeyPress:
                self._act(event)
            elif is_ours:
                event.accept()
            return is_ours
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._number(event):
            return True
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return False
        return event.key() in _MOVES or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)

    def _number(self, event: QKeyEvent) -> int:
        """The number of the recent row that a key asks for; 0 for none."""
        number = event.key() - Qt.Key.Key_0
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.AltModifier)
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)  # French digits
        is_asked = plain and 1 <= number <= NUMBERS and not self.field.text()
        return number if is_asked and self.model.numbered(number) is not None else 0

    def _act(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if number := self._number(event):
            self._pick(self.model.index(number - 1, 0))
        elif key in _MOVES:
            self._move_to(self.list.currentIndex().row() + _MOVES[key])
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            self._pick(self.list.currentIndex())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._is_done:
            self._is_done = True
            self.cancelled.emit()

    # -- looks

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        self.field.setFont(self._theme.interface_font())
        self.field.setStyleSheet(
            f"QLineEdit {{ background: {tokens.paper.name()}; color: {tokens.ink.name()}; border: none; }}"
        )
        self.list.setStyleSheet(f"QListView {{ background: {tokens.paper.name()}; }}" + slim_scroll_bar(self._theme))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.tokens.line)
