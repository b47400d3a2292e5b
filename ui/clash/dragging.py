"""Carrying rows to another place or under another heading, and headings to another place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QDrag, QDropEvent, QPainter, QPen

from ui.chip import chip
from ui.clash.lines import COMMON, ISSUE, REST, UNLINKED, Line
from ui.clash.model import LEFT, RIGHT
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.clash.view import ClashView

CARRIED = "application/x-counterpoint-clash"  # {"rows": [about, …]} or {"issue": id}
SCROLL_EVERY, SCROLL_EDGE, SCROLL_STEP = 40, 24, 12


@dataclass(frozen=True, slots=True)
class Landing:
    """Where rows come to stand: under an issue (None: no heading), before a row (None: last). Of a heading, `steps`."""

    issue_id: str | None = None
    before: str | None = None
    on_head: int | None = None  # the row of the head that takes them
    edge: int | None = None  # the row above which the line is drawn
    steps: int = 0
    cell: tuple[int, int] | None = None  # (row, column): the empty cell that takes a point


class Dragging(QObject):
    """Starts drags from a view and receives them there."""

    def __init__(self, view: ClashView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self.landing: Landing | None = None
        self._scroll = QTimer(self, interval=SCROLL_EVERY)
        self._scroll.timeout.connect(self._scroll_on)
        self._by = 0

    # -- giving

    def mime(self, line: Line) -> QMimeData:
        """A row with those chosen with it, or a heading."""
        data = QMimeData()
        carried = {"issue": line.issue_id} if line.is_head else {"rows": self._view.abouts_with(line)}
        data.setData(CARRIED, json.dumps(carried).encode())
        return data

    def may_carry(self, line: Line) -> bool:
        return not line.is_head or line.kind == ISSUE

    def start(self, line: Line) -> None:
        drag = QDrag(self._view)
        drag.setMimeData(self.mime(line))
        words, count = self._view.words.cell(line, 1 if line.left is not None or line.is_head else 3), 1
        node = line.left or line.right
        if not line.is_head:
            count = len(self._view.abouts_with(line))
        kind = str(node.kind) if node is not None else ""
        drag.setPixmap(chip(self._theme, words, self._view.devicePixelRatioF(), kind=kind, count=count))
        drag.setHotSpot(QPoint(-12, -10))  # below the pointer, so that the marker stays in sight
        drag.exec(Qt.DropAction.MoveAction)
        self.leave()

    # -- receiving

    def over(self, event: QDropEvent) -> None:
        self.landing = self._landing(event)
        y, height = event.position().y(), self._view.viewport().height()
        self._by = SCROLL_STEP * ((y > height - SCROLL_EDGE) - (y < SCROLL_EDGE))
        if self._by and event.mimeData().hasFormat(CARRIED):
            self._scroll.start()
        else:
            self._scroll.stop()
        if self.landing is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        self._view.viewport().update()

    def drop(self, event: QDropEvent) -> None:
        landing, carried = self._landing(event), _carried(event.mimeData())
        self.leave()
        if landing is None or carried is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        if isinstance(carried, str):
            if landing.steps:
                self._view.issue_moved.emit(carried, landing.steps)
        elif landing.cell is not None:
            line = self._view.lines.line(landing.cell[0])
            if line is not None and line.node is not None:
                place = self._view.viewport().mapToGlobal(event.position().toPoint())
                self._view.link_dropped.emit(carried[0], line.node.id, place)
        else:
            self._view.file_rows(carried, landing.issue_id, landing.before)

    def leave(self) -> None:
        self.landing, self._by = None, 0
        self._scroll.stop()
        self._view.viewport().update()

    def _scroll_on(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + self._by)

    def _landing(self, event: QDropEvent) -> Landing | None:
        carried = _carried(event.mimeData())
        view, y = self._view, event.position().toPoint().y()
        if carried is None or not view.lines.lines:
            return None
        row = view.rowAt(y)
        row = len(view.lines.lines) - 1 if row < 0 else row
        lower = y > view.rowViewportPosition(row) + view.rowHeight(row) / 2
        if isinstance(carried, str):
            return self._for_heading(carried, row, lower)
        taker = self._taker(carried, event.position().toPoint())
        return Landing(cell=taker) if taker is not None else self._for_rows(carried, row, lower)

    def _taker(self, abouts: list[str], place: QPoint) -> tuple[int, int] | None:
        """The empty cell below the pointer, where a carried point of that side without a link would get one."""
        view = self._view
        line, cell = view.lines.find(abouts[0]), view.cell_at(place)
        other = view.lines.line(cell[0]) if cell is not None else None
        if cell is None or other is None or other.node is None or line is None or line.node is None:
            return None
        is_empty = cell[1] == (RIGHT if other.left is not None else LEFT)
        return cell if is_empty and len(abouts) == 1 and (line.left is None) == (cell[1] == RIGHT) else None

    def _for_heading(self, issue_id: str, row: int, lower: bool) -> Landing | None:
        view = self._view
        order = [issue.id for issue in view.issues()]
        line = view.lines.line(row)
        if issue_id not in order or line is None:
            return None
        place = len(order) if line.issue_id is None else order.index(line.issue_id)
        if line.issue_id is not None and not (line.is_head and not lower):
            place += 1
        at = order.index(issue_id)
        edge = next((view.lines.row_of(f"{ISSUE} {each}") for each in order[place:]), None)
        if edge is None:
            after = (each for each, other in enumerate(view.lines.lines) if other.issue_id is None)
            edge = next(after, len(view.lines.lines))
        return Landing(edge=edge, steps=place - at - (place > at))

    def _for_rows(self, abouts: list[str], row: int, lower: bool) -> Landing | None:
        view = self._view
        line = view.lines.line(row)
        homes = {view.home_of(about) for about in abouts}
        if line is None or None in homes:
            return None
        if line.kind in (REST, UNLINKED, COMMON) and homes != {line.kind}:
            return None
        if line.kind == ISSUE and COMMON in homes:
            return None
        if line.is_head or line.kind != ISSUE or view.sort() != "issue":
            head = view.lines.row_of(line.section)
            return Landing(line.issue_id, None, on_head=head)
        edge = row + 1 if lower else row
        after = view.lines.line(edge)
        while after is not None and after.key in abouts:
            edge += 1
            after = view.lines.line(edge)
        before = after.key if after is not None and not after.is_head and after.section == line.section else None
        return Landing(line.issue_id, before, edge=row + 1 if lower else row)

    # -- the marker

    def paint(self, painter: QPainter) -> None:
        landing, view = self.landing, self._view
        if landing is None:
            return
        width = view.viewport().width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.tokens.accent, 2))
        if landing.cell is not None:
            painter.drawRoundedRect(QRectF(view.cell_rect(*landing.cell)).adjusted(-6, 3, -8, -4), 4, 4)
            return
        if landing.on_head is not None:
            box = view.cell_rect(landing.on_head, 1)
            painter.drawRoundedRect(QRectF(box).adjusted(5, 2, -5, -3), 4, 4)
            return
        if landing.edge is None:
            return
        last = len(view.lines.lines) - 1
        row = min(landing.edge, last)
        y = max(1, view.rowViewportPosition(row) + (view.rowHeight(row) if landing.edge > last else 0) - 1)
        painter.setBrush(self._theme.tokens.paper)
        painter.drawLine(QPointF(14, y), QPointF(width - 8, y))
        painter.drawEllipse(QPointF(11, y), 3, 3)


def _carried(data: QMimeData) -> list[str] | str | None:
    """Rows, or a heading; None for anything else."""
    if not data.hasFormat(CARRIED):
        return None
    try:
        value = json.loads(bytes(data.data(CARRIED).data()))
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("issue"), str):
        return str(value["issue"])
    rows = value.get("rows")
    return rows if isinstance(rows, list) and rows and all(isinstance(each, str) for each in rows) else None
