"""The small strip by a selection made with the mouse: what the keys C, E, R, P and A do, for the hand on the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.messages import _
from models.words import KIND_NAMES
from ui.article.parents import Parent
from ui.theme import Theme
from ui.theme.signs import paint_kind
from ui.tips import plain_tip

HEIGHT, RADIUS, PAD = 32, 6, 3
SHADOW = 4  # around the strip, inside the widget
GAP = 4  # between the words and the strip
EDGE = 8  # between the strip and the view's edge
WIDEST_PARENT, NARROWEST_PARENT = 240, 104
SIGN, ICON = 12, 16
SIDE, TIGHT = 8, 6  # beside the words of a button
DIMMED = 0.45  # the strength of a button that cannot be used just now
KEYS = {"claim": "C", "evidence": "E", "rebuttal": "R"}
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class StripButton(QAbstractButton):
    """A sign or an icon, words, and a chevron where it opens something; each may be left out."""

    def __init__(self, theme: Theme, parent: QWidget, *, kind: str = "", icon: str = "", opens: bool = False) -> None:
        super().__init__(parent)
        self._theme, self.kind, self._icon, self._opens = theme, kind, icon, opens
        self.is_wordless = False
        self.side = SIDE
        self.with_shift = False  # how it was clicked
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _front(self) -> int:
        """The width of what stands before the words."""
        if self.kind:
            return SIGN
        return ICON if self._icon and self.is_wordless else 0

    def sizeHint(self) -> QSize:
        words = (
            0 if self.is_wordless else self.fontMetrics().horizontalAdvance(self.text()) + (6 if self._front() else 0)
        )
        return QSize(2 * self.side + self._front() + words + (ICON - 2 if self._opens else 0), HEIGHT - 2 * PAD)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(DIMMED)
        elif self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.line if self.isDown() else tokens.panel)
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        x, middle = self.side, self.height() / 2
        if self.kind:
            paint_kind(painter, QRectF(x, middle - SIGN / 2, SIGN, SIGN), self.kind, tokens)
        elif self._front():
            self._theme.icon(self._icon).paint(painter, QRect(x, round(middle) - ICON // 2, ICON, ICON))
        right = self.width() - self.side
        if self._opens:
            right -= ICON - 2
            self._theme.icon("chevron-down", tokens.muted).paint(painter, QRect(right, round(middle) - 7, ICON, ICON))
        if not self.is_wordless:
            x += self._front() + (6 if self._front() else 0)
            painter.setFont(self.font())
            painter.setPen(tokens.ink)
            words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, right - x + 1)
            painter.drawText(QRectF(x, 0, right - x + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, words)


class SelectionStrip(QWidget):
    """Floats over the article's viewport, its parent widget. It is told when to show itself, and hides by itself."""

    kind_requested = Signal(str, bool)  # a kind; whether beside the selected node instead of below it
    parent_requested = Signal()
    passage_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parent = Parent()
        self._watched: QObject | None = None
        self._place: tuple[QRect, QRect, QRect] | None = None
        self._lines: list[int] = []  # where hairlines part the buttons
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.kinds = [self._kind_button(kind) for kind in KEYS]
        self.parent_button = StripButton(theme, self, icon="list-tree", opens=True)
        self.parent_button.clicked.connect(self.parent_requested)
        self.add = StripButton(theme, self)
        self.add.setText(_("Add to it"))
        self.add.setToolTip(_("Add the selection to that node as a further passage (A)"))
        self.add.clicked.connect(self._on_add)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.set_parent(None, None)
        self.hide()

    def _kind_button(self, kind: str) -> StripButton:
        button = StripButton(self._theme, self, kind=kind)
        button.setText(_(KIND_NAMES[kind]))
        button.clicked.connect(self._on_kind)
        return button

    # -- what is shown

    def attach(self, view: QWidget) -> None:
        """Hide on keys pressed in `view`, on its `scrolled` and on its `selection_changed`."""
        self._watched = view
        view.installEventFilter(self)
        view.scrolled.connect(self.hide)  # type: ignore[attr-defined]
        view.selection_changed.connect(self.hide)  # type: ignore[attr-defined]

    def set_parent(self, text: str | None, kind: str | None) -> None:
        """The node that new ones go below, by its text and kind (None: not known); no text: they go to the top."""
        self._parent = Parent(text, kind)
        words = _("at the top") if text is None else _("under “{text}”").format(text=" ".join(text.split()))
        self.parent_button.setText(words)
        tip = _("Choose the node to work under (P)")
        self.parent_button.setToolTip(plain_tip(f"{words}\n{tip}" if text is not None else tip))
        self.parent_button.setAccessibleName(f"{words}. {tip}")
        self.add.setVisible(text is not None)
        for button in self.kinds:
            button.setEnabled(self._parent.takes(button.kind))
            button.setToolTip(plain_tip(self._tip(button.kind)))
            button.setAccessibleDescription(self._tip(button.kind))
        if self._place is not None and self.isVisible():
            self.show_at(*self._place)

    def set_parent_text(self, text: str | None) -> None:
        """The same where the node's kind is not known."""
        self.set_parent(text, None)

    def _tip(self, kind: str) -> str:
        """What a click on a kind's button makes, or why nothing."""
        parent, name, key = self._parent, _(KIND_NAMES[kind]).lower(), KEYS[kind]
        if not parent.takes(kind):
            return parent.why_not()
        if parent.is_top:
            words = _("New {kind} from the selection, at the top of the tree ({key})")
        elif parent.holds(kind):
            words = _("New {kind} from the selection, below that node ({key}). With Shift: beside it (Shift+{key}).")
        else:
            words = _("New {kind} from the selection, beside that node ({key})")
        return words.format(kind=name, key=key)

    def show_at(self, first: QRect, last: QRect, viewport: QRect) -> None:
        """Stand below the `last` line of the selection, above its `first` where there is no room; else not at all.

        All in pixels of the viewport. The strip never lies on the selected words.
        """
        self._place = first, last, viewport
        width = self._arrange(viewport.width() - 2 * EDGE)
        below, above = last.bottom() + 1 + GAP, first.top() - GAP - HEIGHT
        if below + HEIGHT + GAP <= viewport.bottom() + 1 and below >= viewport.top():
            y = below
        elif above >= viewport.top() + GAP and above + HEIGHT <= viewport.bottom() + 1:
            y = above
        else:
            self.hide()
            return
        x = last.right() - width // 2
        x = max(viewport.left() + EDGE, min(x, viewport.right() + 1 - EDGE - width))
        self.setGeometry(QRect(x, y, width, HEIGHT).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))
        self.show()
        self.raise_()

    def parent_rect(self) -> QRect:
        """The button that chooses a parent, in global pixels: where a picker may stand."""
        return QRect(self.parent_button.mapToGlobal(QPoint(0, 0)), self.parent_button.size())

    def _arrange(self, room: int) -> int:
        """Set the buttons side by side within `room`; gives the width they take. Words go where they have no room."""
        buttons = [*self.kinds, self.parent_button, *([] if self.add.isHidden() else [self.add])]
        between = 2 * PAD + 9 * (len(buttons) - len(self.kinds))

        def taken() -> int:
            return between + sum(button.sizeHint().width() for button in buttons)

        for button in buttons:
            button.is_wordless, button.side = False, SIDE
        full = self.parent_button.sizeHint().width()
        wanted = min(full, WIDEST_PARENT, room - taken() + full)
        if wanted < min(full, NARROWEST_PARENT):
            self.parent_button.is_wordless = True
            if taken() > room:
                for button in buttons:
                    button.side = TIGHT
            if taken() > room:
                for button in self.kinds:
                    button.is_wordless = True
            wanted = self.parent_button.sizeHint().width()
        x, self._lines = SHADOW + PAD, []
        for button in buttons:
            if button not in self.kinds:
                self._lines.append(x + 4)
                x += 9
            width = wanted if button is self.parent_button else button.sizeHint().width()
            button.setGeometry(x, SHADOW + PAD, width, HEIGHT - 2 * PAD)
            x += width
        return x + PAD - SHADOW

    # -- what is asked

    def _on_kind(self) -> None:
        button = self.sender()
        assert isinstance(button, StripButton)
        self.hide()
        self.kind_requested.emit(button.kind, button.with_shift)

    def _on_add(self) -> None:
        self.hide()
        self.passage_requested.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A shortcut of the window is no key press here, but it asks first.
        if watched is self._watched and isinstance(event, QKeyEvent) and event.key() not in _MODIFIERS:
            self.hide()
        return super().eventFilter(watched, event)

    # -- looks

    def _restyle(self) -> None:
        for button in self.findChildren(StripButton):
            button.setFont(self._theme.interface_font())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(SHADOW, 0, -1):  # 0 1 4 at 8 percent, in steps of a pixel
            painter.setBrush(QColor(0, 0, 0, round(255 * 0.08 / SHADOW) * (2 if tokens.is_dark else 1)))
            painter.drawRoundedRect(
                box.adjusted(-spread, 1 - spread, spread, min(spread + 1, SHADOW)), RADIUS + spread, RADIUS + spread
            )
        painter.setPen(QPen(tokens.line, 1))
        painter.setBrush(tokens.paper)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for x in self._lines:
            painter.fillRect(QRectF(x, box.top() + 8, 1, box.height() - 16), tokens.line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # or the article beneath would take it

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
