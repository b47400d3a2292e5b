"""A note as print: its Markdown set in lines of one height, cut after the last whole line that has room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

LIST_INDENT = 14


class NoteText(QTextDocument):
    """Nothing outside the note is read: no HTML, and no pictures."""

    def __init__(self, source: str, font: QFont, ink: QColor, pitch: int) -> None:
        super().__init__()
        self._pitch = pitch
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setDefaultFont(font)
        self.setIndentWidth(LIST_INDENT)
        self.setMarkdown(source, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self._even_out(ink)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return None

    def _even_out(self, ink: QColor) -> None:
        """One size and one colour, headings too; every line as high as the others."""
        cursor = QTextCursor(self)
        cursor.select(QTextCursor.SelectionType.Document)
        letters = QTextCharFormat()
        letters.setForeground(ink)
        letters.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        cursor.mergeCharFormat(letters)
        block = self.begin()
        while block.isValid():
            form = QTextBlockFormat()
            form.setLineHeight(self._pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            form.setTopMargin(0)
            form.setBottomMargin(0)
            QTextCursor(block).mergeBlockFormat(form)
            block = block.next()

    def fit(self, width: int, height: int) -> None:
        """Take the width; what goes beyond the height is an ellipsis at the end of the last line."""
        self.setTextWidth(width)
        length = self.characterCount() + 1
        while self.size().height() > height and self.characterCount() < length:
            length = self.characterCount()
            end = self._end_of_room(height)
            cursor = QTextCursor(self)
            cursor.setPosition(end)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            kept = self.toPlainText().rstrip(" …\n")
            cursor.setPosition(min(len(kept.encode("utf-16-le")) // 2, end))
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText("…")

    def _end_of_room(self, height: int) -> int:
        """Just before the last character of the last line that has room."""
        layout, end = self.documentLayout(), 0
        block = self.begin()
        while block.isValid():
            top = layout.blockBoundingRect(block).top()
            for at in range(block.layout().lineCount()):
                line = block.layout().lineAt(at)
                if top + line.y() + self._pitch <= height + 1:
                    end = block.position() + line.textStart() + max(0, line.textLength() - 1)
            block = block.next()
        return end

    def paint(self, painter: QPainter, left: int, height: int) -> None:
        painter.save()
        painter.translate(left, 0)
        self.drawContents(painter, QRectF(0, 0, self.textWidth(), height))
        painter.restore()
