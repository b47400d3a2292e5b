"""One chip of the filter bar: a toggle with its sign, its word and its count."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.filtering import KIND, LINK, Chip
from ui.filters.words import chip_name, chip_tip, chip_word
from ui.theme import Theme
from ui.theme.signs import paint_kind, paint_link_badge, paint_status
from ui.tips import plain_tip

HEIGHT = 26
EDGE, GAP = 9, 5
SIGNS = {KIND: 12, LINK: 16}
SIGN = 10
FEWEST = "00"  # a chip keeps its width while its count changes within two digits
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FilterChip(QAbstractButton):
    """On: what it stands for is shown."""

    only_wanted = Signal()
    stepped = Signal(int)  # 1: on to the next chip, -1: back
    left = Signal()

    def __init__(self, theme: Theme, chip: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self.chip = chip
        self._theme = theme
        self.count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(chip_word(chip))
        self.show_count(0, True)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_count(self, count: int, shown: bool) -> None:
        self.count = count
        self.setChecked(shown)
        name = chip_name(self.chip, count, shown)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(plain_tip(chip_tip(self.chip, shown)))
            self.update()

    # -- size and looks

    @property
    def _sign(self) -> int:
        return SIGNS.get(self.chip[0], SIGN)

    def _faces(self) -> tuple[QFont, QFont]:
        return self._theme.interface_font(), self._theme.interface_font(600)

    def sizeHint(self) -> QSize:
        plain, strong = (QFontMetrics(face) for face in self._faces())
        count = max(strong.horizontalAdvance(f"{self.count:,}"), strong.horizontalAdvance(FEWEST))
        return QSize(2 * EDGE + self._sign + plain.horizontalAdvance(self.text()) + 2 * GAP + count, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, shown = self._theme.tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = tokens.muted if self.underMouse() else tokens.covered
        pen = QPen(tokens.accent, 2) if self.hasFocus() else QPen(strong, 1)
        if not shown:
            pen.setDashPattern([3 / pen.widthF(), 3 / pen.widthF()])
        inset = pen.widthF() / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(pen)
        painter.setBrush(tokens.panel if shown else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        plain, bold = self._faces()
        spare = QFontMetrics(bold).horizontalAdvance(FEWEST) - QFontMetrics(bold).horizontalAdvance(f"{self.count:,}")
        painter.translate(max(0, spare) // 2, 0)
        self._paint_sign(painter)
        plain.setStrikeOut(not shown)
        painter.setPen(tokens.ink if shown else tokens.muted)
        painter.setFont(plain)
        x = EDGE + self._sign + GAP
        width = QFontMetrics(plain).horizontalAdvance(self.text())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(x, 0, width + 1, self.height()), middle, self.text())
        painter.setFont(bold if shown else self._theme.interface_font())
        room = QRectF(x + width + GAP, 0, self.width() - EDGE - x - width - GAP, self.height())
        painter.drawText(room, middle, f"{self.count:,}")
        painter.end()

    def _paint_sign(self, painter: QPainter) -> None:
        (part, value), tokens, size = self.chip, self._theme.tokens, self._sign
        box = QRectF(EDGE, (self.height() - size) / 2, size, size)
        if part == KIND:
            paint_kind(painter, box, value, tokens)
        elif part == LINK:
            ground = tokens.panel if self.isChecked() else tokens.paper
            paint_link_badge(painter, QPointF(box.center()), value, tokens, ground=ground)
        else:
            paint_status(painter, box, value, tokens)

    # -- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in _ENTERS:
            if alt:
                self.only_wanted.emit()
            elif not event.isAutoRepeat():
                self.click()
        elif key in _STEPS and not alt:
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.only_wanted.emit()
        event.accept()
