"""Nodes carried onto a node of the other side, or with Ctrl and Shift held onto one of the same: to link the two."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, SignalInstance
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from models.errors import UserError
from models.messages import _, shorten
from models.project import Project
from ui.bubble import Bubble
from ui.carried import nodes_of
from ui.theme import Theme
from ui.theme.signs import paint_links

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
WORDS = 48  # code points of a node in the bubble
SEAL = 9  # the radius of the sign on what would be linked


class LinkDrop:
    """Shows which node the carried one would be linked with, and tells: `dropped(source, target, global point)`.

    The views say where their nodes stand. `marked` is a node that waits for its partner.
    """

    def __init__(self, port: QWidget, theme: Theme, bubble: Bubble, dropped: SignalInstance) -> None:
        self._port, self._theme, self._bubble, self._dropped = port, theme, bubble, dropped
        self.is_on = False  # something that is to be linked is over the view
        self.target = ""
        self.refusal = ""
        self.marked: str | None = None

    # -- what the views say

    def project(self) -> Project | None:
        raise NotImplementedError

    def case_id(self) -> str | None:
        raise NotImplementedError

    def node_at(self, place: QPoint, carried: str) -> str:
        """The node that would be linked with the carried one; "" for none."""
        raise NotImplementedError

    def hint(self, from_other_case: bool) -> str:
        """What is said beside all nodes."""
        if from_other_case:
            return _("Let go on a node to link the two; cut and paste moves a branch to the other case.")
        return _("Let go on a node to link the two.")

    # -- what is over the view

    def wants(self, event: QDropEvent) -> bool:
        """Whether what is carried is to be linked rather than moved."""
        carried = nodes_of(event.mimeData())
        if carried is None or self.case_id() is None:
            return False
        return carried[0] != self.case_id() or event.modifiers() & KEYS == KEYS

    def over(self, event: QDropEvent) -> None:
        self._look(event)
        self._answer(event)
        self._port.update()

    def drop(self, event: QDropEvent) -> str:
        """Tell of a link that is wanted; or why there can be none."""
        self._look(event)
        self._answer(event)
        carried, target, refusal = nodes_of(event.mimeData()), self.target, self.refusal
        self.leave()
        if carried is not None and target and not refusal:
            self._dropped.emit(carried[1][0], target, self._port.mapToGlobal(event.position().toPoint()))
        return refusal

    def leave(self) -> None:
        self.is_on, self.target, self.refusal = False, "", ""
        self._bubble.hide()
        self._port.update()

    def _look(self, event: QDropEvent) -> None:
        carried, place, project = nodes_of(event.mimeData()), event.position().toPoint(), self.project()
        self.is_on, self.target, self.refusal = True, "", ""
        if carried is None or project is None:
            return
        ids = [i for i in carried[1] if project.has("node", i) and project.is_visible(i)]
        if not ids:
            self._bubble.hide()
            return
        self.target = self.node_at(place, ids[0])
        if len(ids) > 1:
            self.refusal = str(UserError("rule.link_one_node"))
        elif not self.target:
            self.refusal = self.hint(carried[0] != self.case_id())
        elif self.target == ids[0]:
            self.refusal = str(UserError("rule.link_to_itself"))
        words = (
            _("Link with “{text}”").format(text=shorten(project.node(self.target).text, WORDS)) if self.target else ""
        )
        self._bubble.show_at(place, self.refusal or words, self._theme)

    def _answer(self, event: QDropEvent) -> None:
        if self.target and not self.refusal:
            event.setDropAction(_offered(event))
            event.accept()
        else:
            event.ignore()

    # -- how it looks

    def paint_frame(self, painter: QPainter, box: QRectF, radius: float = 5, *, sealed: bool = True) -> None:
        """Around the node that would be linked: unlike a move it fills, dashes and seals."""
        tokens = self._theme.tokens
        ground = QColor(tokens.accent)
        ground.setAlphaF(0.10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_dashes(tokens.accent, 1.75))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, radius, radius)
        if sealed:
            self._paint_seal(painter, box)

    def _paint_seal(self, painter: QPainter, box: QRectF) -> None:
        """Two links of a chain in a disc, on the right edge of a frame."""
        tokens = self._theme.tokens
        middle = QRectF(box.right() - SEAL - 5, box.center().y() - SEAL, 2 * SEAL, 2 * SEAL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        painter.drawEllipse(middle)
        paint_links(painter, middle.adjusted(3, 3, -3, -3), tokens.paper)

    def paint_marked(self, painter: QPainter, box: QRectF, radius: float = 5) -> None:
        """Around the node that waits for its partner: a dashed line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_dashes(self._theme.tokens.accent, 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, radius, radius)


def _offered(event: QDropEvent) -> Qt.DropAction:
    """Linking where the other side offers that, else what it does offer."""
    link = Qt.DropAction.LinkAction
    return link if event.possibleActions() & link else Qt.DropAction.MoveAction


def _dashes(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setDashPattern([4 / width, 3 / width])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
