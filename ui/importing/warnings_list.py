"""What a reader should know of how a file was read: its format and encoding, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.importing.extract import Extract
from models.importing.incoming import Incoming
from models.messages import N_, _
from ui.importing.wording import format_name, size_words
from ui.theme import Theme

WARNS = Qt.ItemDataRole.UserRole
LEFT, RIGHT, ABOVE = 40, 12, 9
SURE = ((0.95, N_("sure")), (0.8, N_("fairly sure")), (0.5, N_("not quite sure")), (0.0, N_("a guess")))
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def encoding_words(extract: Extract) -> str:
    """ "Encoding: windows-1252, 87 % (fairly sure)"; without a figure where it is certain; "" for what has none."""
    if not extract.encoding:
        return ""
    encoding = extract.encoding.upper() if extract.encoding.lower().startswith("utf") else extract.encoding
    if extract.certainty is None:
        return _("Encoding: {encoding}").format(encoding=encoding)
    sure = next(words for least, words in SURE if extract.certainty >= least)
    percent = min(100, round(extract.certainty * 100))
    return _("Encoding: {encoding}, {percent} % ({sure})").format(encoding=encoding, percent=percent, sure=_(sure))


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = max(80, self._list.viewport().width())
        metrics = QFontMetrics(self._theme.interface_font())
        words = str(index.data())
        box = metrics.boundingRect(QRect(0, 0, width - LEFT - RIGHT, 10_000), WRAPPED, words)
        return QSize(width, box.height() + 2 * ABOVE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        tokens, warns = self._theme.tokens, bool(index.data(WARNS))
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and self._list.hasFocus():  # type: ignore[attr-defined]
            painter.fillRect(rect, tokens.selection)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), tokens.accent)
        colour = tokens.kinds["rebuttal"].line if warns else tokens.muted
        icon = self._theme.icon("triangle-alert" if warns else "info", colour)
        icon.paint(painter, QRect(rect.left() + 14, rect.top() + ABOVE + 1, 16, 16))
        painter.setFont(self._theme.interface_font())
        painter.setPen(tokens.ink if warns else tokens.muted)
        painter.drawText(rect.adjusted(LEFT, ABOVE, -RIGHT, 0), WRAPPED, str(index.data()))
        painter.restore()


class WarningsList(QListWidget):
    """Facts first, then warnings, one row each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(_("Warnings"))
        self.setItemDelegate(_Delegate(theme, self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(f"WarningsList {{ background: {self._theme.tokens.panel.name()}; }}")
        self.scheduleDelayedItemsLayout()

    def show_came(self, came: Incoming | None) -> int:
        """The number of warnings."""
        self.clear()
        if came is None:
            return 0
        warnings = [str(warning) for warning in came.extract.warnings]
        for words in warnings:
            self._add(words, True)
        if not warnings:
            self._add(_("Nothing went wrong when this was read."), False)
        for words in (self._format_words(came), encoding_words(came.extract)):
            if words:
                self._add(words, False)
        self.setCurrentRow(0)
        return len(warnings)

    def _format_words(self, came: Incoming) -> str:
        named = format_name(came.extract.media_type)
        return _("Format: {format}, {size}").format(format=named, size=size_words(len(came.data)))

    def _add(self, words: str, warns: bool) -> None:
        item = QListWidgetItem(words)
        item.setData(WARNS, warns)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, _("Warning: {words}").format(words=words) if warns else words)
        self.addItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
