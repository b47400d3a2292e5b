"""The list of proposals with its keys, and the buttons that stand in the row under the pointer or the current one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QToolButton,
    QWidget,
)

from models.messages import _
from ui.link_menu import DELETE
from ui.proposals.painting import BELOW, BOTTOM, EDGE, ProposalDelegate
from ui.proposals.rows import Index, ProposalModel, ProposalRow
from ui.theme import Theme
from ui.tips import plain_tip

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowButtons(QWidget):
    """What can be done with one proposal."""

    pressed = Signal(str)  # "link", "dismiss", "go" or "back"

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self.buttons: dict[str, QToolButton] = {}
        for name, word, tip in (
            ("link", _("Link…"), _("Choose how they are linked (Enter)")),
            ("back", _("Take back"), _("Propose these two again (Enter)")),
            ("dismiss", _("Not a partner"), _("Propose these two no more (Delete)")),
            ("go", _("Go there"), _("Show the point in its case (Ctrl+Enter)")),
        ):
            button = QToolButton(self)
            button.setText(word)
            button.setToolTip(plain_tip(tip))
            button.setAccessibleName(word.rstrip("…"))
            button.setFixedHeight(BELOW)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _checked=False, name=name: self.pressed.emit(name))
            box.addWidget(button)
            self.buttons[name] = button
        self.dress()
        self.hide()

    def dress(self) -> None:
        tokens = self._theme.tokens
        self.setFont(self._theme.small_font())
        for button in self.buttons.values():
            button.setFont(self._theme.small_font())
            button.setStyleSheet(
                f"QToolButton {{ color: {tokens.ink.name()}; background: {tokens.paper.name()};"
                f" border: 1px solid {tokens.line.name()}; border-radius: 4px; padding: 2px 8px; }}"
                f"QToolButton:hover, QToolButton:focus {{ border-color: {tokens.accent.name()}; }}"
            )

    def show_for(self, dismissed: bool) -> None:
        """The buttons of a proposal, or of one that was dismissed."""
        for name, button in self.buttons.items():
            button.setVisible({"go": True, "back": dismissed}.get(name, not dismissed))
        self.adjustSize()

    def has_keys(self) -> bool:
        """Whether one of them has the keyboard focus."""
        return any(button.hasFocus() for button in self.buttons.values())


class ProposalList(QListView):
    """Enter links (or takes a dismissal back), Delete dismisses, Ctrl+Enter or a double click goes there."""

    asked = Signal(str, object)  # one of RowButtons' words, and the ProposalRow it is about

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = ProposalModel(self)
        self.delegate = ProposalDelegate(theme, self)
        self.buttons = RowButtons(theme, self.viewport())
        self.buttons.pressed.connect(self._on_pressed)
        self._hovered = -1
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Proposed partners"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._place_buttons())
        self.doubleClicked.connect(lambda index: self._ask("go", index))
        for button in self.buttons.buttons.values():
            button.installEventFilter(self)
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.buttons.dress()
        self._place_buttons()
        self.viewport().update()

    # -- what is asked

    def current_row(self) -> ProposalRow | None:
        return self.rows.row(self.currentIndex().row())

    def point_of(self, row: ProposalRow) -> QPoint:
        """Below a row's text, in global pixels: where a menu about it opens."""
        box = self.visualRect(self.rows.index(max(0, self.rows.place_of(row.pair)), 0))
        return self.viewport().mapToGlobal(QPoint(box.left() + 3 * EDGE, box.bottom() - BELOW))

    def _ask(self, what: str, index: Index) -> None:
        row = self.rows.row(index.row())
        if row is not None:
            self.setCurrentIndex(self.rows.index(index.row(), 0))
            self.asked.emit(what, row)

    def _on_pressed(self, what: str) -> None:
        self._ask(what, self.rows.index(self._row_of_buttons(), 0))

    # -- where the buttons stand

    def _row_of_buttons(self) -> int:
        current = self.currentIndex().row()
        if self.buttons.has_keys() and current >= 0:
            return current
        return self._hovered if self.rows.row(self._hovered) is not None else current

    def _place_buttons(self) -> None:
        at = self._row_of_buttons()
        row = self.rows.row(at)
        if row is None:
            self.delegate.free_row = -1
            self.buttons.hide()
            return
        self.buttons.show_for(row.score is None)
        box = self.visualRect(self.rows.index(at, 0))
        size = self.buttons.sizeHint()
        self.buttons.setGeometry(
            QRect(box.right() - EDGE - size.width() + 1, box.bottom() - BOTTOM - BELOW + 1, size.width(), BELOW)
        )
        self.buttons.show()
        self.delegate.kept_free = size.width() + EDGE
        if self.delegate.free_row != at:
            self.delegate.free_row = at
            self.viewport().update()

    def settle(self) -> None:
        """After other rows have come: what the pointer was over is another one now."""
        self._hovered = -1
        self.delegate.free_row = -1
        self._place_buttons()

    def _hover(self, at: int) -> None:
        if at != self._hovered:
            self._hovered = at
            self._place_buttons()

    # -- Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._place_buttons()
        return False

    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        self._place_buttons()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if row is None:
            super().keyPressEvent(event)
        elif event.key() in ENTER:
            first = "back" if row.score is None else "link"
            with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.asked.emit("go" if with_ctrl else first, row)
        elif event.key() in DELETE:
            if row.score is not None:
                self.asked.emit("dismiss", row)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
            place = event.globalPos()
        row = self.rows.row(index.row())
        if row is not None:
            self.setCurrentIndex(index)
            self._menu(row).popup(place)

    def _menu(self, row: ProposalRow) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, button in self.buttons.buttons.items():
            if {"go": True, "back": row.score is None}.get(name, row.score is not None):
                action = menu.addAction(button.text())
                action.triggered.connect(lambda _checked=False, name=name: self.asked.emit(name, row))
        return menu
