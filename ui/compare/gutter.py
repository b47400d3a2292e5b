"""The place between the two sides: it carries the links as curves, stubs and ports, and asks when one is pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.messages import NN_, _, ngettext
from ui.compare.gutter_paint import LeadOf, paint_leads, paint_plan
from ui.compare.gutter_plan import LinkEnd, Plan, SpanOf, Stub, Zone, plan_links, plan_rows
from ui.compare.words import relation
from ui.theme import Theme

__all__ = ["Fringe", "Gutter", "LinkEnd"]

WIDTH, NARROWEST = 96, 48
INSET = 4.0  # of dots while nothing can be drawn beyond the edges
Height = Callable[[], int] | int


def _nowhere(_node_id: str) -> tuple[int, int] | None:
    return None


def _value(height: Height) -> int:
    return height() if callable(height) else height


class Gutter(QWidget):
    """Links between the two cases. Call `refresh` when a side scrolls or folds."""

    link_clicked = Signal(str)
    link_menu_requested = Signal(str, QPoint)
    reveal_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._links: list[LinkEnd] = []
        self._selected: str | None = None
        self._hovered: str | None = None
        self._plans: tuple[Plan, ...] | None = None
        self._left_span: SpanOf = _nowhere
        self._right_span: SpanOf = _nowhere
        self._text_height: Height = 0
        self._left_row: SpanOf = _nowhere
        self._right_row: SpanOf = _nowhere
        self._tree_top: Height | None = None
        self._caption: Callable[[str], str] | None = None
        self._leads: dict[str, LeadOf | None] = {"left": None, "right": None}
        self._fringes: list[Fringe] = []
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Links between the two sides"))
        theme.changed.connect(self.refresh)

    # -- setters

    def set_links(self, links: Sequence[LinkEnd]) -> None:
        """The links between the two cases that are shown."""
        self._links = list(links)
        if self._hovered not in {link.link_id for link in links}:
            self._hovered = None
        count = len(links)
        self.setAccessibleDescription(ngettext("{count} link", "{count} links", count).format(count=count))
        self.refresh()

    def set_selected(self, node_id: str | None) -> None:
        """The selected node, whose links are emphasised."""
        self._selected = node_id
        self.refresh()

    def set_geometry(self, left_span: SpanOf, right_span: SpanOf, text_height: Height) -> None:
        """Where a node's passage lies beside the texts, in gutter coordinates; a height of 0 hides that zone."""
        self._left_span, self._right_span, self._text_height = left_span, right_span, text_height
        self.refresh()

    def set_tree_geometry(self, left_row: SpanOf, right_row: SpanOf, top: Height | None) -> None:
        """Where a node's row lies beside the trees, and where that zone starts; None when no tree is shown."""
        self._left_row, self._right_row, self._tree_top = left_row, right_row, top
        self.refresh()

    def set_captions(self, caption: Callable[[str], str]) -> None:
        """How a node is called in tooltips."""
        self._caption = caption

    def set_leads(self, left: LeadOf | None, right: LeadOf | None) -> None:
        """How far a node's margin bar stands from the gutter's edge, for the leads drawn by the fringes."""
        self._leads = {"left": left, "right": right}
        self.refresh()

    def attach_fringes(self, host: QWidget, reach: int = 24) -> None:
        """Draw leads and the outer halves of dots over both neighbours; `host` is an ancestor that holds all three."""
        for fringe in self._fringes:
            fringe.deleteLater()
        self._fringes = [Fringe(self, side, host, reach) for side in ("left", "right")]
        self.refresh()

    def refresh(self) -> None:
        """Plan anew at the next paint: something scrolled, folded or changed."""
        self._plans = None
        self.update()
        for fringe in self._fringes:
            fringe.follow()

    # -- what is drawn

    def plans(self) -> tuple[Plan, ...]:
        """The zones as they are drawn now, top to bottom."""
        if self._plans is None:
            self._plans = tuple(self._make_plans())
        return self._plans

    def _make_plans(self) -> list[Plan]:
        inset = 0.0 if self._fringes else INSET
        text = _value(self._text_height)
        top = None if self._tree_top is None else _value(self._tree_top)
        plans = []
        if text > 0:
            zone = Zone(0, text, self.width(), inset)
            plans.append(plan_links(self._links, self._selected, zone, self._left_span, self._right_span))
        if top is not None:
            zone = Zone(top, self.height(), self.width(), inset)
            plan = plan_rows if text > 0 else plan_links
            plans.append(plan(self._links, self._selected, zone, self._left_row, self._right_row))
        return plans

    def beside_texts(self, plan: Plan) -> bool:
        """Whether a zone lies beside the texts, where leads run to margin bars."""
        return _value(self._text_height) > 0 and plan.zone.top == 0

    def lead_of(self, side: str) -> LeadOf | None:
        return self._leads[side]

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def hovered(self) -> str | None:
        """The link under the pointer."""
        return self._hovered

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 644)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), tokens.gutter)
        painter.fillRect(0, 0, 1, self.height(), tokens.line)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), tokens.line)
        for plan in self.plans():
            paint_plan(painter, plan, self._theme, self._hovered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def moveEvent(self, event: QEvent) -> None:
        for fringe in self._fringes:
            fringe.follow()

    # -- pointer

    def link_at(self, point: QPointF) -> str | None:
        """The link whose curve or badge lies under a point."""
        if self._stub_at(point):
            return None
        return next((hit for plan in self.plans() if (hit := plan.link_at(point.x(), point.y()))), None)

    def _stub_at(self, point: QPointF) -> Stub | None:
        return next((hit for plan in self.plans() if (hit := plan.stub_at(point.x(), point.y()))), None)

    def _hover(self, link_id: str | None) -> None:
        if link_id != self._hovered:
            self._hovered = link_id
            self.update()
            for fringe in self._fringes:
                fringe.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        link_id = self.link_at(point)
        self._hover(link_id)
        over = link_id is not None or self._stub_at(point) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        stub = self._stub_at(event.position())
        if stub is not None:
            self.reveal_requested.emit(stub.node_id)
        elif link_id := self.link_at(event.position()):
            self.link_clicked.emit(link_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if link_id := self.link_at(QPointF(event.pos())):
            self.link_menu_requested.emit(link_id, event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def tip_at(self, point: QPointF) -> str:
        """What a tooltip says at a point: the relation in words, or what lies behind a stub."""
        stub = self._stub_at(point)
        if stub is not None:
            return _stub_words(stub)
        link_id = self.link_at(point)
        link = next((link for link in self._links if link.link_id == link_id), None)
        if link is None:
            return ""
        if self._caption is None:
            return relation(link.kind)
        source, target = link.left_node, link.right_node
        if not (link.forward or link.mutual):
            source, target = target, source
        words = {"source": self._caption(source), "relation": relation(link.kind)}
        return _("“{source}” {relation} “{target}”").format(target=self._caption(target), **words)


def _stub_words(stub: Stub) -> str:
    sentences = {
        ("left", True): NN_("{count} link end further up on the left", "{count} link ends further up on the left"),
        ("left", False): NN_("{count} link end further down on the left", "{count} link ends further down on the left"),
        ("right", True): NN_("{count} link end further up on the right", "{count} link ends further up on the right"),
        ("right", False): NN_(
            "{count} link end further down on the right", "{count} link ends further down on the right"
        ),
    }
    one, many = sentences[stub.side, stub.above]
    return ngettext(one, many, stub.count).format(count=stub.count)


class Fringe(QWidget):
    """A see-through strip over a neighbour's edge: leads to the margin bars and the outer halves of dots."""

    def __init__(self, gutter: Gutter, side: str, host: QWidget, reach: int) -> None:
        super().__init__(host)
        self._gutter, self._side, self._host, self._reach = gutter, side, host, reach
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        gutter.installEventFilter(self)
        self.follow()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.follow()
        return False

    def follow(self) -> None:
        """Stay beside the gutter, above the neighbour."""
        gutter = self._gutter
        corner = gutter.mapTo(self._host, QPoint(0, 0))
        x = corner.x() - self._reach if self._side == "left" else corner.x() + gutter.width()
        self.setGeometry(x, corner.y(), self._reach, gutter.height())
        self.setVisible(not gutter.isHidden())
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        gutter = self._gutter
        painter = QPainter(self)
        painter.translate(self._reach if self._side == "left" else -gutter.width(), 0)
        for plan in gutter.plans():
            if gutter.beside_texts(plan):
                paint_leads(painter, plan, gutter.theme, self._side, gutter.lead_of(self._side))
            paint_plan(painter, plan, gutter.theme, gutter.hovered)
