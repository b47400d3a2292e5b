"""The signs of the kinds at the selected card: a click, or a pull, makes a new node of that kind below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from models.entities import Kind
from models.layout import Shape
from models.messages import _
from models.rules import may_hold
from ui.theme import Theme
from ui.theme.kinds import paint_card
from ui.theme.signs import paint_kind
from ui.tips import plain_tip

if TYPE_CHECKING:
    from ui.map.view import MapView

SIGN, PITCH = 22, 24  # pixels: a sign with its ground, and from one to the next
AWAY = 8  # pixels between the card and the signs, clear of the selection's ring
LEAST_CARD = 150  # pixels: signs beside a card that is smaller would be larger than it
GHOST = (120, 36)  # pixels: the card that is being pulled out


class KindSign(QAbstractButton):
    """One kind. Pulled beyond the card it is let go where the new node may come."""

    pulled = Signal(QPoint)  # in global pixels
    let_go = Signal(QPoint)

    def __init__(self, theme: Theme, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.kind = theme, kind
        self._pressed_at: QPoint | None = None
        self._pulls = False
        words = {
            Kind.CLAIM: _("New claim below"),
            Kind.EVIDENCE: _("New evidence below"),
            Kind.REBUTTAL: _("New rebuttal below"),
        }
        self.setAccessibleName(words[kind])
        self.setToolTip(plain_tip(words[kind]))
        self.setFixedSize(SIGN, SIGN)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # for the keys there is Ctrl+Enter
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def give_up(self) -> None:
        self._pressed_at, self._pulls = None, False
        self.setDown(False)

    def sizeHint(self) -> QSize:
        return QSize(SIGN, SIGN)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at, self._pulls = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
            return
        if not self._pulls and (place - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._pulls = True
            self.setDown(False)
        if self._pulls:
            self.pulled.emit(self.mapToGlobal(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pulls = self._pulls
        if event.button() == Qt.MouseButton.LeftButton:
            if self._pressed_at is None:
                return  # given up meanwhile
            self._pressed_at, self._pulls = None, False
        if pulls:
            self.let_go.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.kinds[self.kind].fill)
            painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        paint_kind(painter, QRectF(5, 5, 12, 12), self.kind, tokens)


class KindSigns(QWidget):
    """The signs of the kinds that the selected card may hold, beside it in the direction the tree grows."""

    def __init__(self, view: MapView, theme: Theme) -> None:
        super().__init__(view.viewport())
        self._view, self._theme = view, theme
        self._node_id: str | None = None
        self._upright = False
        self.signs = [KindSign(theme, kind, self) for kind in Kind]
        self._growing: tuple[KindSign, QPoint] | None = None  # the sign that is pulled, and where it is
        for sign in self.signs:
            sign.clicked.connect(self._on_clicked)
            sign.pulled.connect(self._on_pulled)
            sign.let_go.connect(self._on_let_go)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def is_pulled(self) -> bool:
        return self._growing is not None

    # -- place

    def follow(self) -> None:
        """Stand at the selected card, or nowhere: it is not on show, too small, or something else is going on."""
        view, node_id = self._view, self._view.selected_node()
        area = self._area(node_id)
        project = view.project
        if area is None or node_id is None or project is None:
            self.give_up()
            self.hide()
            return
        self._node_id = node_id
        arrangement, at = view.scene.arrangement, view.scene.index_of(node_id)
        self._upright = arrangement.shape is Shape.RIGHT or (at is not None and arrangement.hangs(at))
        shown = [sign for sign in self.signs if may_hold(project.node(node_id).kind, sign.kind)]
        for sign in self.signs:
            sign.setVisible(sign in shown)
        for place, sign in enumerate(shown):
            sign.move(*((1, 1 + place * PITCH) if self._upright else (1 + place * PITCH, 1)))
        length = (len(shown) - 1) * PITCH + SIGN + 2
        self.resize(*((SIGN + 2, length) if self._upright else (length, SIGN + 2)))
        corner = QPoint(area.left(), area.bottom() + AWAY)
        if self._upright:  # by a low card as much above it as below: there others may hang
            corner = QPoint(area.right() + AWAY, min(area.top(), area.center().y() - length // 2))
        self.move(corner)
        self.show()

    def _area(self, node_id: str | None) -> QRect | None:
        """The selected card in the viewport; None where the signs do not stand."""
        view = self._view
        card = view.scene.card(node_id)
        if node_id is None or card is None or view.project is None or not view.project.has("node", node_id):
            return None
        busy = view.is_editing or view.hands.carrying.is_on or len(view.state.chosen) > 1
        closed = view.scene.hidden(node_id) > 0  # its badge stands there
        return None if busy or closed or card.width() * view.scale < LEAST_CARD else view.from_scene(card)

    # -- what they do

    def _on_clicked(self) -> None:
        sign = self.sender()
        if isinstance(sign, KindSign) and self._node_id is not None:
            self._view.new_child_of_kind.emit(self._node_id, str(sign.kind))

    def _on_pulled(self, place: QPoint) -> None:
        sign = self.sender()
        if isinstance(sign, KindSign):
            if self._growing is None:
                self._view.setFocus(Qt.FocusReason.MouseFocusReason)  # for Escape
            self._growing = sign, self._view.viewport().mapFromGlobal(place)
            self._view.viewport().update()

    def _on_let_go(self, place: QPoint) -> None:
        """On free ground, or on the card itself, the node comes into being; on another card, nothing."""
        growing, node_id = self._growing, self._node_id
        self.give_up()
        point = self._view.viewport().mapFromGlobal(place)
        if growing is None or node_id is None or not self._view.viewport().rect().contains(point):
            return
        if self._view.scene.node_at(self._view.to_scene(point)) is None:
            self._view.new_child_of_kind.emit(node_id, str(growing[0].kind))

    def give_up(self) -> None:
        """Nothing is pulled any more; letting the button go makes nothing."""
        if self._growing is not None:
            sign, _place = self._growing
            self._growing = None
            sign.give_up()
            self._view.viewport().update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.line, 1))
        painter.setBrush(tokens.paper)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), SIGN / 2, SIGN / 2)

    def paint_ghost(self, painter: QPainter) -> None:
        """The card that is pulled out, on its line; over the map, in viewport pixels."""
        card = self._view.scene.card(self._node_id)
        if self._growing is None or card is None:
            return
        sign, place = self._growing
        area, tokens = QRectF(self._view.from_scene(card)), self._theme.tokens
        ghost = QRectF(place.x() - GHOST[0] / 2, place.y() - GHOST[1] / 2, *GHOST)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start = QPointF(area.right(), area.center().y()) if self._upright else QPointF(area.center().x(), area.bottom())
        painter.setPen(QPen(tokens.accent, 2))
        painter.drawLine(start, ghost.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.paper)
        painter.drawRect(ghost)
        paint_card(painter, ghost, sign.kind, tokens, strong=True)
