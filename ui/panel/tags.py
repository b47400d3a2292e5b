"""Tags as chips: typed in with suggestions, taken away with the cross, Delete or Backspace."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCompleter, QLineEdit, QMenu, QWidget

from models.messages import _, ngettext
from ui.panel.pieces import overrides
from ui.theme import Theme

HEIGHT, PADDING, GAP, CROSS = 20, 9, 4, 16


class Chip(QAbstractButton):
    """A rounded label of 20; a removable one shows a cross while the pointer or the focus is on it."""

    remove_requested = Signal(str)

    def __init__(self, theme: Theme, text: str, parent: QWidget, *, removable: bool, dashed: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._removable, self._dashed = theme, removable, dashed
        self.setText(text)
        self.setFont(theme.small_font())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if removable:
            self.setToolTip(_("Tag “{tag}”; Delete takes it away").format(tag=text))
            self.setAccessibleName(_("Tag {tag}").format(tag=text))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2 * PADDING, HEIGHT)

    def _shows_cross(self) -> bool:
        return self._removable and (self.underMouse() or self.hasFocus())

    def on_cross(self, x: float) -> bool:
        return self._removable and x >= self.width() - CROSS - 2

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and self.on_cross(event.position().x()) and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.remove_requested.emit(self.text())
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit(self.text())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Delete on a chip takes the tag away, not the node.
        if self._removable and overrides(event, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(tokens.accent if self.hasFocus() else tokens.covered if self.underMouse() else tokens.line, 1)
        if self._dashed and not self.hasFocus():
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(box, HEIGHT / 2 - 0.5, HEIGHT / 2 - 0.5)
        painter.setPen(tokens.muted)
        painter.setFont(self._theme.small_font())
        room = self.width() - PADDING - (CROSS + 3 if self._shows_cross() else PADDING)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 2)
        painter.drawText(QRectF(PADDING, 0, room + 2, HEIGHT), Qt.AlignmentFlag.AlignVCenter, text)
        if self._shows_cross():
            self._paint_cross(painter)

    def _paint_cross(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        centre = QPointF(self.width() - 10, HEIGHT / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.panel)
        painter.drawEllipse(centre, 8.5, 8.5)
        pen = QPen(tokens.ink, 1.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(centre + QPointF(-3, -3), centre + QPointF(3, 3))
        painter.drawLine(centre + QPointF(3, -3), centre + QPointF(-3, 3))


class TagRow(QWidget):
    """One row of chips, what does not fit behind "+3", and the place to type another."""

    tags_committed = Signal(list)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tags: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._known = QStringListModel(self)
        self.more = Chip(theme, "", self, removable=False)
        self.more.clicked.connect(self._show_more)
        self.add = Chip(theme, _("+ tag"), self, removable=False, dashed=True)
        self.add.setAccessibleName(_("Add a tag"))
        self.add.clicked.connect(self.start_adding)
        self.line = _TagLine(theme, self)
        self.line.setVisible(False)
        completer = QCompleter(self._known, self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self.line.returnPressed.connect(self._take_line)
        self.line.cancelled.connect(self._stop_adding)
        self.line.finished.connect(self._take_line)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(40)
        theme.changed.connect(self.update)

    def set_tags(self, tags: Sequence[str], known: Sequence[str]) -> None:
        """The node's tags, and all tags of the project as suggestions."""
        self._known.setStringList(sorted(set(known) - set(tags), key=str.casefold))
        if tuple(tags) == self._tags:
            return
        had_focus = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._tags = tuple(tags)
        self._chips = [Chip(self._theme, tag, self, removable=True) for tag in tags]
        before: QWidget | None = None
        for chip in self._chips:
            chip.remove_requested.connect(self._remove)
            if before is not None:
                QWidget.setTabOrder(before, chip)
            before = chip
        if before is not None:
            QWidget.setTabOrder(before, self.add)
        self._arrange()
        if had_focus:
            self.add.setFocus()

    def chips(self) -> list[Chip]:
        return list(self._chips)

    def start_adding(self) -> None:
        """Open the line for a new tag."""
        self.line.clear()
        self.line.setVisible(True)
        self.add.setVisible(False)
        self._arrange()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take what is being typed, if the line is open."""
        self._take_line()

    def _stop_adding(self) -> None:
        had_focus = self.line.hasFocus()
        self.line.clear()
        self.line.setVisible(False)
        self.add.setVisible(True)
        if had_focus:
            self.add.setFocus()
        self._arrange()

    def _take_line(self) -> None:
        if self.line.isHidden():
            return
        typed = [part.strip() for part in self.line.text().split(",")]
        fresh = [tag for tag in dict.fromkeys(typed) if tag and tag not in self._tags]
        self._stop_adding()
        if fresh:
            self.tags_committed.emit([*self._tags, *fresh])

    def _remove(self, tag: str, _checked: bool = False) -> None:
        self.tags_committed.emit([one for one in self._tags if one != tag])

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self._chips:
            if chip.isHidden():
                action = menu.addAction(_("Take away “{tag}”").format(tag=chip.text()))
                action.triggered.connect(partial(self._remove, chip.text()))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        adding = not self.line.isHidden()
        last = 110 if adding else self.add.sizeHint().width()
        last = min(last, self.width())
        widths = [min(chip.sizeHint().width(), max(48, self.width() - last - GAP)) for chip in self._chips]
        fits = _how_many_fit(widths, self.width() - last)
        hidden = len(widths) - fits
        if hidden:
            self.more.setText(f"+{hidden}")
            fits = _how_many_fit(widths, self.width() - last - self.more.sizeHint().width() - GAP)
            hidden = len(widths) - fits
            self.more.setText(f"+{hidden}")
            words = ngettext("{count} more tag: {tags}", "{count} more tags: {tags}", hidden)
            self.more.setToolTip(words.format(count=hidden, tags=", ".join(self._tags[fits:])))
            self.more.setAccessibleName(self.more.toolTip())
        x = 0
        for i, (chip, width) in enumerate(zip(self._chips, widths, strict=True)):
            chip.setVisible(i < fits)
            if i < fits:
                chip.setGeometry(x, 0, width, HEIGHT)
                x += width + GAP
        self.more.setVisible(bool(hidden))
        if hidden:
            width = self.more.sizeHint().width()
            self.more.setGeometry(x, 0, width, HEIGHT)
            x += width + GAP
        (self.line if adding else self.add).setGeometry(x, 0, min(last, self.width() - x), HEIGHT)


def _how_many_fit(widths: Sequence[int], room: int) -> int:
    used = 0
    for i, width in enumerate(widths):
        used += width + GAP
        if used > room:
            return i
    return len(widths)


class _TagLine(QLineEdit):
    """The line for a new tag: Enter takes it, Escape leaves, going elsewhere takes it too."""

    cancelled = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(theme.small_font())
        self.setFrame(False)
        self.setTextMargins(6, 0, 6, 0)
        self.setPlaceholderText(_("new tag"))
        self.setAccessibleName(_("New tag"))

    def event(self, event: QEvent) -> bool:
        if overrides(event, Qt.Key.Key_Escape):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finished.emit()
