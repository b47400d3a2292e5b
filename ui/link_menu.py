"""What can be done with a link, wherever one is shown: the menu, and the keys of the lists."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from models.entities import LinkKind
from models.messages import _
from ui.compare.words import relation

DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class LinkMenu(QMenu):
    """Go to the partner, change the relation, delete the link. An answer stays one: it ends on a link, not a node."""

    go = Signal()
    delete = Signal()
    kind = Signal(str)

    def __init__(self, current: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addAction(_("Go to partner")).triggered.connect(lambda: self.go.emit())
        if current != LinkKind.ANSWERS:
            relations = self.addMenu(_("Relation"))
            for kind in (k for k in LinkKind if k is not LinkKind.ANSWERS):
                action = relations.addAction(relation(kind))
                action.setCheckable(True)
                action.setChecked(kind == current)
                action.setData(str(kind))
                action.triggered.connect(lambda _checked=False, kind=str(kind): self.kind.emit(kind))
        self.addSeparator()
        self.addAction(_("Delete link")).triggered.connect(lambda: self.delete.emit())


class LinkKeys:
    """For an item view whose items are links (put before the view's class): Enter goes to one, Delete takes it away.

    The view declares the signals and says which role holds its links; each has `link_id` and `kind`.
    """

    link_role: int
    partner_requested: Any
    delete_requested: Any
    kind_requested: Any

    def link_at(self, index: QModelIndex) -> Any | None:
        """The link of an item; None for no item."""
        return index.data(self.link_role) if index.isValid() else None

    def current_link(self) -> Any | None:
        return self.link_at(self.currentIndex())  # type: ignore[attr-defined]

    def event(self, event: QEvent) -> bool:
        # Delete on a link takes the link away, not the node.
        ours = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in DELETE
        if ours and self.current_link():
            event.accept()
            return True
        return bool(super().event(event))  # type: ignore[misc]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        link = self.current_link()
        if link and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.partner_requested.emit(link.link_id)
        elif link and event.key() in DELETE:
            self.delete_requested.emit(link.link_id)
        else:
            super().keyPressEvent(event)  # type: ignore[misc]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        view: Any = self
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = view.currentIndex()
            place = view.viewport().mapToGlobal(view.visualRect(index).center())
        else:
            index = view.indexAt(view.viewport().mapFromGlobal(event.globalPos()))
            place = event.globalPos()
        link = self.link_at(index)
        if link is not None:
            self.popup_menu(link, place)

    def popup_menu(self, link: Any, place: QPoint) -> LinkMenu:
        """The menu of one link, shown at a place."""
        menu = LinkMenu(link.kind, self)  # type: ignore[arg-type]
        menu.go.connect(lambda: self.partner_requested.emit(link.link_id))
        menu.delete.connect(lambda: self.delete_requested.emit(link.link_id))
        menu.kind.connect(lambda kind: self.kind_requested.emit(link.link_id, kind))
        menu.popup(place)
        return menu
