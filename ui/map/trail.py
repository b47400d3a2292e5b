"""The way to the selected node in words, at the top left of the map. A click on a step selects it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.messages import _, shorten
from ui.theme import Theme
from ui.tips import plain_tip

HEIGHT = 24
PAD, GAP = 8, 18  # beside the words; between two steps, where the sign stands
LEAST = 110  # pixels that a step gets before others are left out
SHORTEST = 48
MOST = 5  # steps


class Trail(QWidget):
    """Steps from the root (or the branch in focus) down to the selected node, which is the last."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: list[tuple[str, str]] = []  # id, words
        self._boxes: list[tuple[QRect, str, str]] = []  # where each shown step stands, its id ("": left out), its words
        self._over = ""
        self._room = 0
        self.setMouseTracking(True)
        theme.changed.connect(self._relay)
        self.hide()

    def show_steps(self, steps: list[tuple[str, str]]) -> None:
        """Ids and words, the root first; fewer than two say nothing that the map does not."""
        if steps != self._steps:
            self._steps = steps
            self.setAccessibleName(_("Path: {path}").format(path=" › ".join(words for _id, words in steps)))
            self._relay()

    def set_room(self, width: int) -> None:
        """Take no more than so many pixels of the view."""
        if width != self._room:
            self._room = width
            self._relay()

    def _relay(self) -> None:
        self._boxes = self._lay_out()
        self.setVisible(len(self._boxes) > 1)
        if self._boxes:
            self.resize(QSize(self._boxes[-1][0].right() + 1 + PAD, HEIGHT))
        self.update()

    def _lay_out(self) -> list[tuple[QRect, str, str]]:
        """Every step where there is room; else the first, the last ones, and a mark for those between."""
        room = self._room - 2 * PAD
        steps = [(node_id, shorten(words, 200)) for node_id, words in self._steps]
        if len(steps) < 2 or room < 2 * SHORTEST + GAP:
            return []
        faces = [*[self._metrics(False)] * (len(steps) - 1), self._metrics(True)]
        widths = [face.horizontalAdvance(step[1]) + 1 for face, step in zip(faces, steps, strict=True)]
        cut = self._metrics(False).horizontalAdvance("…")
        shown = list(range(len(steps)))
        del shown[1 : 1 + max(0, len(shown) - MOST)]
        while len(shown) > 2 and LEAST * len(shown) + self._gaps(len(shown), len(steps), cut) > room:
            del shown[1]
        widths = _shared([widths[i] for i in shown], room - self._gaps(len(shown), len(steps), cut))
        boxes: list[tuple[QRect, str, str]] = []
        x = PAD
        for at, width in zip(shown, widths, strict=True):
            boxes.append((QRect(x, 0, width, HEIGHT), *steps[at]))
            x += width + GAP
            if at == 0 and len(shown) < len(steps):
                boxes.append((QRect(x, 0, cut, HEIGHT), "", "…"))
                x += cut + GAP
        return boxes

    def _gaps(self, shown: int, steps: int, cut: int) -> int:
        return GAP * (shown - 1) + (GAP + cut if shown < steps else 0)

    def _metrics(self, last: bool) -> QFontMetrics:
        return QFontMetrics(self._theme.small_font(600 if last else 400))

    def step_at(self, place: QPoint) -> str:
        """The node whose words lie there; "" for none."""
        return next((node_id for box, node_id, _words in self._boxes if box.contains(place)), "")

    def box_of(self, node_id: str) -> QRect:
        """Where a step stands; empty when it is left out."""
        return next((box for box, each, _words in self._boxes if each == node_id), QRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.paper)  # cards pass under it
        painter.drawRoundedRect(self.rect(), 4, 4)
        for at, (box, node_id, words) in enumerate(self._boxes):
            last = at == len(self._boxes) - 1
            painter.setFont(self._theme.small_font(600 if last else 400))
            hovered = node_id and node_id == self._over and not last
            painter.setPen(tokens.ink if last or hovered else tokens.muted)
            elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, elided)
            if not last:
                painter.setPen(tokens.muted)
                painter.drawText(QRect(box.right() + 1, 0, GAP, HEIGHT), Qt.AlignmentFlag.AlignCenter, "›")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.step_at(event.position().toPoint())
        if over != self._over:
            self._over = over
            self.setToolTip(plain_tip(next((words for each, words in self._steps if each == over), "")))
            last = self._boxes[-1][1] if self._boxes else ""
            self.setCursor(Qt.CursorShape.PointingHandCursor if over and over != last else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = ""
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # or the map would begin a band here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        node_id = self.step_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and node_id:
            self.chosen.emit(node_id)


def _shared(wanted: list[int], room: int) -> list[int]:
    """What each gets of a room: what it wants, or where that is too much, the longest ones equally less."""
    left, result = room, [0] * len(wanted)
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    for rank, at in enumerate(order):
        result[at] = max(0, min(wanted[at], left // (len(order) - rank)))
        left -= result[at]
    return result
