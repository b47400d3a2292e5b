"""The parts of a link's card: its two ends, the kinds, the strengths, and the answers to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from models.entities import LinkKind
from models.messages import _
from models.words import PLAIN, STRENGTHS, nearest_strength
from ui.compare.words import kind_name
from ui.link_menu import KINDS
from ui.panel.lines import elided_lines, paint_lines
from ui.panel.pieces import paint_focus
from ui.panel.views import AnswerView, EndView
from ui.theme import Theme
from ui.theme.signs import paint_kind, paint_link_badge
from ui.theme.theme import INTERFACE_LINE, SMALL_LINE
from ui.tips import plain_tip

LINES, ANSWER_LINES = 3, 2  # at most, of an end and of an answer
PAD, AIR = 8, 4
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PartButton(QAbstractButton):
    """A button that paints itself, shows the focus, and is pressed by Enter as well."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            event.ignore()  # the card knows what to do with it

    def paint_ground(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.tokens.panel)
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if self.hasFocus():
            paint_focus(painter, self.rect(), self._theme)


class EndButton(PartButton):
    """One end of a link: sign, case and place, and its text in up to three lines. A press goes there."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._view: EndView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_end(self, view: EndView, role: str) -> None:
        self._view = view
        words = {"role": role, "kind": kind_name(view.kind), "text": " ".join(view.text.split()), "place": view.where}
        self.setAccessibleName(_("{role}: {kind} “{text}”, {place}").format(**words))
        self.setAccessibleDescription(_("Goes there"))
        self.setToolTip(plain_tip(view.text))
        self.updateGeometry()
        self.update()

    @property
    def node_id(self) -> str:
        return self._view.node_id if self._view is not None else ""

    def _lines(self, width: int) -> list[str]:
        text = " ".join(self._view.text.split()) if self._view is not None else ""
        return elided_lines(text, self._theme.interface_font(), max(40, width - 2 * PAD), LINES)

    def heightForWidth(self, width: int) -> int:
        return 2 * AIR + SMALL_LINE + INTERFACE_LINE * max(1, len(self._lines(width)))

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(self.width() or 280))

    def paintEvent(self, event: QPaintEvent) -> None:
        view, tokens = self._view, self._theme.tokens
        if view is None:
            return
        painter = QPainter(self)
        self.paint_ground(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint_kind(painter, QRectF(PAD, AIR + 2, 12, 12), view.kind, tokens)
        painter.setFont(self._theme.small_font())
        painter.setPen(tokens.muted)
        left = PAD + 18
        room = QRect(left, AIR, self.width() - left - PAD, SMALL_LINE)
        where = painter.fontMetrics().elidedText(view.where, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, _MIDDLE, where)
        corner = (PAD, AIR + SMALL_LINE, self.width() - 2 * PAD)
        font = self._theme.interface_font()
        paint_lines(painter, self._lines(self.width()), corner, font, INTERFACE_LINE, tokens.ink)


class AnswerButton(PartButton):
    """An answer to the link: its text in up to two lines and its place. A press shows the answer's own card."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.view: AnswerView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_answer(self, view: AnswerView) -> None:
        self.view = view
        state = _("met in its turn") if view.state == "met" else ""
        parts = (" ".join(view.text.split()), view.cite, state)
        self.setAccessibleName(_("Answer: {text}").format(text=", ".join(part for part in parts if part)))
        self.setToolTip(plain_tip(view.text))
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> list[str]:
        text = " ".join(self.view.text.split()) if self.view is not None else ""
        return elided_lines(text, self._theme.interface_font(), max(40, width - PAD - 26 - 44), ANSWER_LINES)

    def heightForWidth(self, width: int) -> int:
        return 2 * AIR + INTERFACE_LINE * max(1, len(self._lines(width)))

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(self.width() or 280))

    def paintEvent(self, event: QPaintEvent) -> None:
        view, tokens = self.view, self._theme.tokens
        if view is None:
            return
        painter = QPainter(self)
        self.paint_ground(painter)
        paint_link_badge(painter, QPointF(PAD + 8, AIR + 10), LinkKind.ANSWERS, tokens, ground=tokens.paper)
        lines, ink = self._lines(self.width()), tokens.muted if view.state == "met" else tokens.ink
        corner = (PAD + 24, AIR, self.width() - PAD - 26 - 44)
        paint_lines(painter, lines, corner, self._theme.interface_font(), INTERFACE_LINE, ink)
        painter.setFont(self._theme.small_font())
        painter.setPen(tokens.muted)
        box = QRect(self.width() - 44 - PAD, AIR, 44, INTERFACE_LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, view.cite)


class ChoiceButton(PartButton):
    """One of several that stand in a row; Left and Right go along."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        row = self.parentWidget()
        if way and isinstance(row, ChoiceRow):
            row.step(self, way)
        else:
            super().keyPressEvent(event)


class GlyphButton(ChoiceButton):
    """A kind of link by its badge."""

    def __init__(self, theme: Theme, kind: LinkKind, number: int, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._kind = kind
        self.setCheckable(True)
        self.setFixedSize(36, 30)
        self.setAccessibleName(_(PLAIN[kind]))
        self.setToolTip(plain_tip(_("{kind} ({key})").format(kind=_(PLAIN[kind]), key=number)))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._theme.tokens, QPainter(self)
        self.paint_ground(painter)
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        middle = QPointF(self.width() / 2, self.height() / 2)
        paint_link_badge(painter, middle, self._kind, tokens, selected=self.isChecked(), ground=tokens.paper)


class WordButton(ChoiceButton):
    """A choice by its word, in a frame when it is made."""

    def __init__(self, theme: Theme, word: str, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setText(word)
        self.setCheckable(True)
        self.setAccessibleName(word)
        self.setFixedHeight(26)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._theme.interface_font()).horizontalAdvance(self.text()) + 18, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._theme.tokens, QPainter(self)
        self.paint_ground(painter)
        if self.isChecked():
            painter.setPen(QPen(tokens.accent, 1))
            painter.setBrush(tokens.selection)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self.hasFocus():
            paint_focus(painter, self.rect().adjusted(2, 2, -2, -2), self._theme)
        painter.setFont(self._theme.interface_font())
        painter.setPen(tokens.ink if self.isChecked() or self.underMouse() else tokens.muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class ChoiceRow(QWidget):
    """Buttons of which at most one is down; Tab comes to that one, or to the first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self.buttons: list[ChoiceButton] = []

    def add(self, button: ChoiceButton) -> None:
        self.buttons.append(button)
        self._row.addWidget(button)

    def end(self) -> None:
        self._row.addStretch(1)

    def show_down(self, at: int | None) -> None:
        """Which button is down (None: none)."""
        for place, button in enumerate(self.buttons):
            button.setChecked(place == at)
        if not any(button.hasFocus() for button in self.buttons):
            self._offer(self.buttons[at or 0])

    def stop(self) -> ChoiceButton:
        """The button that Tab comes to."""
        return next(button for button in self.buttons if button.focusPolicy() == Qt.FocusPolicy.StrongFocus)

    def step(self, button: ChoiceButton, way: int) -> None:
        """The focus goes to the next button, round and round."""
        live = [each for each in self.buttons if each.isEnabled()]
        following = live[(live.index(button) + way) % len(live)]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self._offer(following)

    def _offer(self, stop: ChoiceButton) -> None:
        for each in self.buttons:
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is stop else Qt.FocusPolicy.ClickFocus)


class KindRow(ChoiceRow):
    """The eight kinds that join two nodes."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Kind of link"))
        for number, kind in enumerate(KINDS, 1):
            button = GlyphButton(theme, kind, number, self)
            button.clicked.connect(lambda _on=False, kind=str(kind): self.chosen.emit(kind))
            self.add(button)
        self.end()

    def show_kind(self, kind: str) -> None:
        self.show_down(KINDS.index(LinkKind(kind)) if kind in KINDS else None)


class StrengthRow(ChoiceRow):
    """Four words; the one that is down is taken away by another press."""

    chosen = Signal(object)  # from 0 to 1, or None

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Strength"))
        self._strength: float | None = None
        for value, word in STRENGTHS.items():
            button = WordButton(theme, _(word), self)
            button.clicked.connect(lambda _on=False, value=value: self._choose(value))
            self.add(button)
        self.end()

    def show_strength(self, strength: float | None) -> None:
        """A strength between two words stands at the nearer one."""
        self._strength = strength
        self.show_down(list(STRENGTHS).index(nearest_strength(strength)) if strength is not None else None)

    def _choose(self, value: float) -> None:
        before = self._strength
        self.show_strength(before)  # until the edit has been made
        self.chosen.emit(None if before == value else value)


class TextButton(PartButton):
    """A quiet word that does something; `loud`: in the colour of what takes away."""

    def __init__(self, theme: Theme, word: str, parent: QWidget, *, loud: bool = False) -> None:
        super().__init__(theme, parent)
        self._loud = loud
        self.setText(word)
        self.setAccessibleName(word.rstrip("…"))
        self.setFixedHeight(26)

    def _colour(self) -> QColor:
        tokens = self._theme.tokens
        if not self.isEnabled():
            return tokens.muted
        return tokens.kinds["rebuttal"].line if self._loud else tokens.accent

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._theme.interface_font()).horizontalAdvance(self.text()) + 16, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        painter.setFont(self._theme.interface_font())
        painter.setPen(self._colour())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
