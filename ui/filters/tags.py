"""The tags that a filter asks for: a list with a tick each, narrowed by typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.finding import folded
from models.messages import _
from ui.theme import Theme
from ui.tips import plain_tip

WIDTH, MOST_ROWS, ROW = 240, 12, 26
_TAG = Qt.ItemDataRole.UserRole
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TagPopup(QFrame):
    """Stays open while tags are ticked. Enter ticks the row in hand, Esc goes back."""

    tag_toggled = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(_("Tags to show"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Find a tag"))
        self.field.setAccessibleName(_("Find a tag"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(_("Tags to show"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.list.itemChanged.connect(self._on_changed)
        self.list.itemClicked.connect(self._on_clicked)
        self._filling = False
        self._ticked_by_box: QListWidgetItem | None = None

    def fill(self, tags: Sequence[tuple[str, int]], wanted: frozenset[str]) -> None:
        """Each tag with how many nodes have it; the `wanted` ones are ticked."""
        self._filling = True
        if [self.list.item(at).data(_TAG) for at in range(self.list.count())] != [tag for tag, _count in tags]:
            self.list.clear()
            for tag, _count in tags:
                item = QListWidgetItem(self.list)
                item.setData(_TAG, tag)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        for at, (tag, count) in enumerate(tags):
            item = self.list.item(at)
            item.setText(f"{tag}  {count:,}")
            item.setToolTip(plain_tip(tag))
            item.setSizeHint(QSize(0, ROW))
            item.setCheckState(Qt.CheckState.Checked if tag in wanted else Qt.CheckState.Unchecked)
        self._filling = False
        self._narrow(self.field.text())

    def open_below(self, button: QWidget) -> None:
        self.field.clear()
        self.list.setCurrentRow(-1)
        rows = max(1, min(MOST_ROWS, self.list.count()))
        self.setFixedSize(WIDTH, rows * ROW + self.field.sizeHint().height() + 28)
        place = button.mapToGlobal(QPoint(0, button.height() + 2))
        screen = button.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        if place.y() + self.height() > screen.bottom():
            place.setY(button.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        self.move(place)
        self.show()
        self.field.setFocus()

    def _narrow(self, typed: str) -> None:
        wanted, first = folded(typed).strip(), None
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(wanted not in folded(str(item.data(_TAG))))
            first = at if first is None and not item.isHidden() else first
        current = self.list.currentItem()
        if wanted and first is not None and (current is None or current.isHidden()):
            self.list.setCurrentRow(first)

    def _on_changed(self, item: QListWidgetItem) -> None:
        """A tick, set by its box or by the space bar."""
        if not self._filling:
            self._ticked_by_box = item
            self.tag_toggled.emit(str(item.data(_TAG)))

    def _on_clicked(self, item: QListWidgetItem) -> None:
        """A press anywhere in a row ticks it; on its box Qt has done so already."""
        if self._ticked_by_box is item:
            self._ticked_by_box = None
            return
        self._toggle(item)

    def _toggle(self, item: QListWidgetItem) -> None:
        checked = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
        self._ticked_by_box = None

    def _step(self, by: int) -> None:
        rows = [at for at in range(self.list.count()) if not self.list.item(at).isHidden()]
        if rows:
            here = self.list.currentRow()
            at = rows.index(here) + by if here in rows else 0 if by > 0 else len(rows) - 1
            self.list.setCurrentRow(rows[max(0, min(len(rows) - 1, at))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self._ticked_by_box = None
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in _ENTERS:
            item = self.list.currentItem()
            if item is not None and not item.isHidden():
                self._toggle(item)
            return True
        if watched is self.field and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        self._ticked_by_box = None
        return False
