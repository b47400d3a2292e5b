"""The menu of a place in an article: what can be done with the words selected there, or with the passage there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from models.messages import _, shorten
from ui.article.keys import KEYS
from ui.intents.intents import Intents, open_menu
from ui.side import Side

FROM_WORDS = ("claim", "evidence", "rebuttal", "add_passage", "change_passage")
OF_PASSAGE = ("change_passage", "split_passage", "move_passage", "remove_passage")


class ArticleMenu(QObject):
    """Opens where an article asks for it. `read_as`: makes the submenu of what a paragraph may be."""

    def __init__(
        self,
        intents: Intents,
        read_as: Callable[[QMenu], QMenu],
        find: Callable[[], None],
        hide: Callable[[], None],
    ) -> None:
        super().__init__(intents)
        self._intents = intents
        self._read_as = read_as
        self._find = find
        self._hide = hide
        for side in intents.split.sides():
            side.article.context_menu_requested.connect(lambda point, side=side: self.open(side, point))

    def open(self, side: Side, point: QPoint) -> None:
        session = self._intents.session
        if session is None or side.case is None:
            return
        article = side.article
        article.setFocus(Qt.FocusReason.MenuBarFocusReason)
        menu = QMenu(self._intents.window)
        start, end = article.passage_to_mark()
        if start < end:
            owns = side.owns(session.selected_node)
            for name in FROM_WORDS:
                self._add(menu, side, name).setEnabled(owns or name in FROM_WORDS[:3])
                if name == "rebuttal":
                    menu.addSeparator()
            menu.addSeparator()
            copy = menu.addAction(_("Copy"), article.copy)
            copy.setText(f"{copy.text()}\t{_native(QKeySequence(QKeySequence.StandardKey.Copy))}")
        else:
            self._add_passage(menu, side)
        menu.addAction(_("Find…") + "\t" + _native(QKeySequence("Ctrl+F")), self._find)
        menu.addSeparator()
        submenu = self._read_as(menu)
        submenu.setTitle(_("Read the paragraph as"))
        menu.addMenu(submenu)
        self._add_hide(menu, side)
        open_menu(menu, point)

    def _add_hide(self, menu: QMenu, side: Side) -> None:
        """The entry of the Article menu in words that say which of the two it will do."""
        assert self._intents.session is not None and side.case is not None
        layout = self._intents.session.project.layout(side.case.article_id)
        start, end = side.article.selection
        blocks = layout.blocks[layout.block_at(start) : layout.block_at(max(start, end - 1)) + 1]
        again = bool(blocks) and all(block.hidden for block in blocks)
        words = _("Show the paragraph again") if again else _("Hide the paragraph")
        menu.addAction(f"{words}\t{_native(QKeySequence('Ctrl+Alt+H'))}", self._hide)

    def _add_passage(self, menu: QMenu, side: Side) -> None:
        """What can be done with the passage at the caret, under its node's words."""
        session, mark = self._intents.session, side.article.passage_here()
        if session is None or mark is None or not session.project.has("node", mark.node_id):
            return
        text = shorten(session.project.node(mark.node_id).text, 48).replace("&", "&&")
        menu.addAction(_("Go to “{text}”").format(text=text), lambda: self._intents.select(mark.node_id, side.article))
        for name in OF_PASSAGE:
            self._add(menu, side, name)
        menu.addSeparator()

    def _add(self, menu: QMenu, side: Side, name: str) -> QAction:
        each = next(row for row in KEYS if row.name == name)
        action = menu.addAction(f"{_(each.words)}\t{_native(QKeySequence(each.key))}")
        action.triggered.connect(lambda: side.article.do(name))
        return action


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
