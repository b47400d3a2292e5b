"""The way from the root to the branch that is on show alone: each part goes there, the last button shows all again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from models.messages import _, shorten
from models.project import Project
from ui.theme import Theme
from ui.tips import plain_tip

HEIGHT = 32  # pixels
EDGE, GAP, PAD = 8, 16, 4  # at the ends; between two parts, where the chevron stands; inside a part
LEAST = 110  # of a part that is shortened, while others can go into the menu
CLOSE = 24


class Part(QAbstractButton):
    """A word of the path; `is_last`: the branch on show, to which nothing more leads."""

    def __init__(self, theme: Theme, text: str, parent: QWidget, *, is_last: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._is_last = theme, is_last
        self.setText(text)
        self.setShortcut(QKeySequence())  # Qt takes one from an ampersand, and this is a person's text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(theme.interface_font(600 if is_last else 400))
        if not is_last:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def wanted_width(self) -> int:
        return self.sizeHint().width()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * PAD, HEIGHT - 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._theme.tokens, QPainter(self)
        lit = self._is_last or self.underMouse() or self.hasFocus()
        painter.setPen(tokens.ink if lit else tokens.muted)
        words = self.rect().adjusted(PAD, 0, -PAD, 0)
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        paint_focus(self, painter, self._theme)


class Close(QAbstractButton):
    """Shows the whole tree again."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Show the whole tree"))
        self.setToolTip(plain_tip(self.accessibleName()))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(CLOSE, CLOSE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._theme.tokens, QPainter(self)
        colour = tokens.ink if self.underMouse() or self.hasFocus() else tokens.muted
        self._theme.icon("x", colour).paint(painter, QRect(4, 4, 16, 16))
        paint_focus(self, painter, self._theme)


def paint_focus(button: QAbstractButton, painter: QPainter, theme: Theme) -> None:
    if button.hasFocus():
        painter.setPen(QPen(theme.tokens.accent, 1, Qt.PenStyle.DotLine))
        painter.drawRect(button.rect().adjusted(0, 1, -1, -2))


class PathBar(QWidget):
    """`wanted(node id or None)`: which branch is to be shown. `left`: the keys go back to the tree."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._path: list[tuple[str, str]] = []
        self._parts: list[Part] = []
        self._hidden: list[int] = []  # indexes of parts that stand in the menu of the ellipsis
        self.setAccessibleName(_("Branch on show"))
        self.close_button = Close(theme, self)
        self.close_button.clicked.connect(lambda: self.wanted.emit(None))
        self._more = Part(theme, "…", self)
        self._more.setAccessibleName(_("More of the path"))
        self._more.clicked.connect(self._open_menu)
        self._more.hide()
        self.setFixedHeight(HEIGHT)
        self.hide()
        theme.changed.connect(self._take_theme)

    def follow(self, project: Project | None, top: str | None) -> None:
        """Show the path to a node; None: there is nothing to say."""
        path = [(node.id, node.text) for node in project.path(top)] if project is not None and top is not None else []
        if path != self._path:
            self.show_path(path)

    def show_path(self, path: Sequence[tuple[str, str]]) -> None:
        """Node ids with their texts from the root down; empty: the whole tree is on show."""
        had_focus = self.focusWidget() in self._parts if self._parts else False
        self._path = list(path)
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = [self._part(at, node_id, text) for at, (node_id, text) in enumerate(path)]
        self._arrange()
        self.setVisible(bool(path))
        if had_focus and self._parts:
            self._parts[-1].setFocus()
        elif had_focus:
            self.left.emit()

    def _part(self, at: int, node_id: str, text: str) -> Part:
        is_last = at == len(self._path) - 1
        part = Part(self._theme, text, self, is_last=is_last)
        named = _("Branch on show: {text}") if is_last else _("Show the branch of {text}")
        part.setAccessibleName(named.format(text=text))
        part.setToolTip(plain_tip(shorten(text, 200)))
        if not is_last:
            part.clicked.connect(partial(self.wanted.emit, node_id))
        part.show()
        return part

    def _take_theme(self) -> None:
        for part in (*self._parts, self._more):
            part.setFont(self._theme.interface_font(600 if part in self._parts[-1:] else 400))
        self._arrange()
        self.update()

    # -- what fits

    def _arrange(self) -> None:
        """Parts in a row; without room those in the middle go into a menu, then long words are shortened."""
        room = self.width() - EDGE - CLOSE - EDGE - PAD
        self.close_button.setGeometry(self.width() - EDGE - CLOSE, (HEIGHT - CLOSE) // 2, CLOSE, CLOSE)
        more = self._more.wanted_width() + GAP
        self._hidden = []
        while (widths := self._shared(room - more * bool(self._hidden))) is None:
            self._hidden.append(len(self._hidden) + 1)
        x = EDGE
        self._more.setVisible(bool(self._hidden))
        for at, part in enumerate(self._parts):
            part.setVisible(at not in self._hidden)
            if self._hidden and at == self._hidden[0]:
                self._more.setGeometry(x, 4, self._more.wanted_width(), HEIGHT - 8)
                x += more
            if at not in self._hidden:
                part.setGeometry(x, 4, widths[at], HEIGHT - 8)
                x += widths[at] + GAP
        self.update()

    def _shared(self, room: int) -> list[int] | None:
        """The widths of all parts, the longest shortened alike; None where another part has to go."""
        shown = [at for at in range(len(self._parts)) if at not in self._hidden]
        left, widths = room - GAP * (len(shown) - 1), [part.wanted_width() for part in self._parts]
        for done, at in enumerate(sorted(shown, key=widths.__getitem__)):
            share = left // (len(shown) - done)
            if widths[at] > share < LEAST and len(shown) > 2:
                return None
            widths[at] = max(1, min(widths[at], share))
            left -= widths[at]
        return widths

    def in_order(self) -> list[QAbstractButton]:
        """The buttons that can be pressed, from left to right."""
        shown: list[QAbstractButton] = [part for at, part in enumerate(self._parts) if at not in self._hidden]
        if self._hidden:
            shown.insert(1, self._more)
        return [*shown, self.close_button]

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at in self._hidden:
            node_id, text = self._path[at]
            menu.addAction(shorten(text, 60).replace("&", "&&"), partial(self.wanted.emit, node_id))
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    # -- Qt's own

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go along the path, Return presses, Escape goes back to the tree."""
        buttons, focused = self.in_order(), self.focusWidget()
        at = next((i for i, button in enumerate(buttons) if button is focused), 0)
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                buttons[max(0, min(len(buttons) - 1, at + step))].setFocus()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                buttons[at].click()
            case Qt.Key.Key_Escape | Qt.Key.Key_Down:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._theme.tokens, QPainter(self)
        painter.fillRect(self.rect(), tokens.paper)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), tokens.line)
        painter.setFont(self._theme.interface_font())
        painter.setPen(tokens.muted)
        for button in self.in_order()[:-2]:
            box = QRect(button.geometry().right() + 1, 4, GAP, HEIGHT - 8)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "›")
