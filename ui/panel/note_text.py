"""A note as print: its Markdown set in lines of one height, cut after the last whole line that has room."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from models.markdown_notes import note_html

LIST_INDENT = 14
QUOTED = QTextFormat.Property.UserProperty.value  # of a block: it stands in a quotation, which has a bar at its left


class NoteText(QTextDocument):
    """Nothing outside the note is read. `gap`: pixels between its paragraphs."""

    def __init__(
        self,
        source: str,
        font: QFont,
        ink: QColor,
        pitch: int,
        *,
        link: QColor | None = None,
        bar: QColor | None = None,
        gap: int = 0,
    ) -> None:
        super().__init__()
        self._pitch, self._gap, self._bar = pitch, gap, bar or ink
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setDefaultFont(font)
        self.setIndentWidth(LIST_INDENT)
        self.setHtml(note_html(source).replace("\n</code></pre>", "</code></pre>"))
        self._even_out(ink, link or ink)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return None

    def _even_out(self, ink: QColor, link: QColor) -> None:
        """One size and one colour but for links, headings too; every line as high as the others."""
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
            following = block.next()
            runs_on = block.textList() is not None and following.textList() is not None
            form.setBottomMargin(0 if runs_on or not following.isValid() else self._gap)
            quoted = bool(block.blockFormat().leftMargin())
            form.setLeftMargin(LIST_INDENT if quoted else 0)
            form.setProperty(QUOTED, quoted)
            form.setRightMargin(0)
            form.setNonBreakableLines(False)
            QTextCursor(block).mergeBlockFormat(form)
            self._colour_links(block, link)
            block = block.next()

    def _colour_links(self, block: QTextBlock, link: QColor) -> None:
        for fragment in _fragments(block):
            if fragment.charFormat().isAnchor():
                cursor = QTextCursor(self)
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                letters = QTextCharFormat()
                letters.setForeground(link)
                letters.setFontUnderline(True)
                cursor.mergeCharFormat(letters)

    def link_at(self, x: float, y: float) -> str:
        """The address of the link at a place, or nothing."""
        return self.documentLayout().anchorAt(QPointF(x, y))

    def links(self) -> list[str]:
        """The addresses of its links in order, each once."""
        found, block = [], self.begin()
        while block.isValid():
            found += [part.charFormat().anchorHref() for part in _fragments(block)]
            block = block.next()
        return [address for address in dict.fromkeys(found) if address]

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
            kept = self.toPlainText().rstrip(" …\n.,;:")
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
        self.paint_bars(painter)
        painter.restore()

    def paint_bars(self, painter: QPainter) -> None:
        """Bars at the left of what is quoted."""
        block = self.begin()
        while block.isValid():
            if block.blockFormat().property(QUOTED):
                top = self.documentLayout().blockBoundingRect(block).top()
                height = block.layout().lineCount() * self._pitch
                painter.fillRect(QRectF(4, top + 2, 2, height - 4), self._bar)
            block = block.next()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    """The runs of one format in a block."""
    parts: Any = block.begin()  # whose stubs do not say that it iterates
    return [part.fragment() for part in parts]
