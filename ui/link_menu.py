"""The menus of links, the same wherever one is made or shown: how two nodes are linked, what can be done with a link.

The kinds stand in one order, and a digit chooses each.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from models.entities import CHALLENGES, MUTUAL, LinkKind
from models.messages import _
from models.words import PLAIN, STRENGTHS
from ui.compare.words import relation
from ui.theme import Theme
from ui.theme.signs import paint_link_badge
from ui.theme.tokens import DARK, LIGHT, Tokens
from ui.typeahead import TypeAhead

DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
FLIP, ANSWER = Qt.Key.Key_D, Qt.Key.Key_A
_OWN = (*DELETE, FLIP, ANSWER, Qt.Key.Key_F2)
KINDS = tuple(kind for kind in LinkKind if kind is not LinkKind.ANSWERS)  # in the order of their digits
BADGES = "QMenu::item { padding: 5px 24px 5px 8px; } QMenu::icon { padding-left: 8px; }"  # a menu with badges
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)


def kind_of_key(event: QKeyEvent) -> LinkKind | None:
    """The kind that a digit stands for; also where digits are typed with Shift."""
    at = event.key() - Qt.Key.Key_1
    return KINDS[at] if event.modifiers() in _PLAIN and 0 <= at < len(KINDS) else None


def badge_icon(kind: str, tokens: Tokens) -> QIcon:
    """A kind's badge as an icon of 16."""
    return _badge_icon(str(kind), tokens.is_dark)


@lru_cache(maxsize=64)
def _badge_icon(kind: str, is_dark: bool) -> QIcon:
    tokens, icon = DARK if is_dark else LIGHT, QIcon()
    for side in (16, 24, 32, 48):
        pixmap = QPixmap(side, side)
        pixmap.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(pixmap)
        painter.scale(side / 18, side / 18)
        paint_link_badge(painter, QPointF(9, 9), kind, tokens, ground=tokens.paper)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class KindMenu(QMenu):
    """How two nodes are to be linked. A digit chooses, letters look for a kind, Enter takes the one that is lit."""

    chosen = Signal(str)  # a kind
    answered = Signal(str)  # the link that is replied to

    def __init__(self, theme: Theme, head: str, answers: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """`answers`: the links that could be replied to, each with its words."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Kind of link"))
        self.setStyleSheet(BADGES)
        self._typed = TypeAhead()
        self._kinds: dict[str, QAction] = {}
        title = self.addAction(head.replace("&", "&&"))
        title.setEnabled(False)
        self.addSeparator()
        for number, kind in enumerate(KINDS, 1):
            action = self.addAction(badge_icon(kind, theme.tokens), f"{_(PLAIN[kind])}\t{number}")
            action.triggered.connect(lambda _on=False, kind=str(kind): self.chosen.emit(kind))
            self._kinds[str(kind)] = action
        if answers:
            self.addSeparator()
        for link_id, words in answers:
            icon = badge_icon(LinkKind.ANSWERS, theme.tokens)
            action = self.addAction(icon, _("answers what it says of “{text}”").format(text=words).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, link_id=link_id: self.answered.emit(link_id))

    def open_at(self, point: QPoint, kind: str) -> None:
        """Show it there with a kind lit."""
        self.popup(point)
        self.setActiveAction(self._kinds[str(kind)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        kind = kind_of_key(event)
        letters = event.text()
        if kind is not None:
            action = self._kinds[str(kind)]
            self.close()
            action.trigger()
        elif letters.strip() and letters.isprintable() and event.modifiers() in _PLAIN:
            self._look_for(letters)
        else:
            super().keyPressEvent(event)

    def _look_for(self, letters: str) -> None:
        actions = [action for action in self.actions() if action.isEnabled() and not action.isSeparator()]
        current = actions.index(self.activeAction()) if self.activeAction() in actions else None
        found = self._typed.find(letters, [action.text() for action in actions], current)
        if found is not None:
            self.setActiveAction(actions[found])


class LinkMenu(QMenu):
    """What can be done with one link. An answer stays one: it ends on a link, not a node."""

    go = Signal()
    edit = Signal()
    delete = Signal()
    kind = Signal(str)
    flip = Signal()
    strength = Signal(object)  # from 0 to 1, or None
    answer = Signal()

    def __init__(
        self, current: str, parent: QWidget, theme: Theme | None = None, strength: float | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addAction(_("Go to partner")).triggered.connect(lambda: self.go.emit())
        self.addAction(_("Edit the link…")).triggered.connect(lambda: self.edit.emit())
        self.addSeparator()
        if current != LinkKind.ANSWERS:
            self._add_kinds(current, theme)
        if current not in MUTUAL and current != LinkKind.ANSWERS:
            self.addAction(f"{_('Turn round')}\tD").triggered.connect(lambda: self.flip.emit())
        self._add_strengths(strength)
        if current in CHALLENGES or current == LinkKind.ANSWERS:
            self.addAction(f"{_('Answer this…')}\tA").triggered.connect(lambda: self.answer.emit())
        self.addSeparator()
        self.addAction(f"{_('Delete link')}\t{_('Del')}").triggered.connect(lambda: self.delete.emit())

    def _add_kinds(self, current: str, theme: Theme | None) -> None:
        relations = self.addMenu(_("Relation"))
        relations.setStyleSheet(BADGES + "QMenu::indicator { margin-left: 8px; }")
        for number, kind in enumerate(KINDS, 1):
            action = relations.addAction(f"{relation(kind)}\t{number}")
            if theme is not None and kind != current:
                action.setIcon(badge_icon(kind, theme.tokens))
            action.setCheckable(True)
            action.setChecked(kind == current)
            action.setData(str(kind))
            action.triggered.connect(lambda _checked=False, kind=str(kind): self.kind.emit(kind))

    def _add_strengths(self, current: float | None) -> None:
        strengths = self.addMenu(_("Strength"))
        for value, name in (*STRENGTHS.items(), (None, _("not said"))):
            action = strengths.addAction(_(name))
            action.setCheckable(True)
            action.setChecked(value == current)
            action.triggered.connect(lambda _checked=False, value=value: self.strength.emit(value))


class LinkKeys:
    """For an item view whose items are links (put before the view's class).

    Enter goes to one, F2 edits it, Delete takes it away, a digit gives it another kind, D turns it round, A answers it.
    The view declares the signals and says which role holds its links; each has `link_id`, `kind` and `strength`.
    """

    link_role: int
    partner_requested: Any
    edit_requested: Any
    delete_requested: Any
    kind_requested: Any
    flip_requested: Any
    strength_requested: Any
    answer_requested: Any
    _theme: Theme

    def link_at(self, index: QModelIndex) -> Any | None:
        """The link of an item; None for no item."""
        return index.data(self.link_role) if index.isValid() else None

    def current_link(self) -> Any | None:
        return self.link_at(self.currentIndex())  # type: ignore[attr-defined]

    def event(self, event: QEvent) -> bool:
        # Delete on a link takes the link away, not the node, and F2 words the link.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return bool(super().event(event))  # type: ignore[misc]

    def _is_ours(self, event: QKeyEvent) -> bool:
        key = event.key() in _OWN or kind_of_key(event) is not None
        return key and event.modifiers() in _PLAIN and self.current_link() is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        link = self.current_link()
        plain = event.modifiers() in _PLAIN
        if not link or not plain:
            super().keyPressEvent(event)  # type: ignore[misc]
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.partner_requested.emit(link.link_id)
        elif event.key() in DELETE:
            self.delete_requested.emit(link.link_id)
        elif event.key() == Qt.Key.Key_F2:
            self.edit_link(link)
        elif event.key() == FLIP:
            self.flip_requested.emit(link.link_id)
        elif event.key() == ANSWER:
            self.answer_requested.emit(link.link_id)
        elif (kind := kind_of_key(event)) is not None:
            self.kind_requested.emit(link.link_id, str(kind))
        else:
            super().keyPressEvent(event)  # type: ignore[misc]

    def edit_link(self, link: Any) -> None:
        """F2 on a link."""
        self.edit_requested.emit(link.link_id)

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
        menu = LinkMenu(link.kind, self, self._theme, link.strength)  # type: ignore[arg-type]
        menu.go.connect(lambda: self.partner_requested.emit(link.link_id))
        menu.edit.connect(lambda: self.edit_requested.emit(link.link_id))
        menu.delete.connect(lambda: self.delete_requested.emit(link.link_id))
        menu.kind.connect(lambda kind: self.kind_requested.emit(link.link_id, kind))
        menu.flip.connect(lambda: self.flip_requested.emit(link.link_id))
        menu.strength.connect(lambda strength: self.strength_requested.emit(link.link_id, strength))
        menu.answer.connect(lambda: self.answer_requested.emit(link.link_id))
        menu.popup(place)
        return menu
