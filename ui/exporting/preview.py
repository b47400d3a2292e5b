"""What the file will hold, before it is written: its text, or what a reader of such files shows."""

from __future__ import annotations

import re

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollBar,
    QStackedWidget,
    QTabBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from models.messages import _
from ui.exporting.looks import Look
from ui.labels import ElidedLabel, plain_label, tint
from ui.theme import Theme
from ui.tips import plain_tip

HEAD = 36
MARGIN, INDENT = 16, 20
_HEADINGS = re.compile(r"<(/?)(h[1-6])>")


def _as_paragraph(tag: re.Match[str]) -> str:
    return "</p>" if tag[1] else f'<p class="{tag[2]}">'


class RichView(QTextBrowser):
    """Nothing outside the words is read, and no link leads anywhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(MARGIN)
        self.document().setIndentWidth(INDENT)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return None


class Preview(QWidget):
    """`show_look` what was made, `show_sentence` where nothing could be, `wait` while it is being made.

    `looked(bool)`: the user wants to see the text (True) or the page (False).
    """

    looked = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = Look()
        self._as_text = False
        self.title = plain_label(_("Preview"), self)
        self.facts = ElidedLabel(self)
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(_("How the preview is shown"))
        for words in (_("As read"), _("As text")):
            self.tabs.addTab(words)
        self.tabs.hide()
        self.text, self.rich, self.sentence = QPlainTextEdit(self), RichView(self), plain_label(self)
        self.pages = QStackedWidget(self)
        self._arrange()
        self.tabs.currentChanged.connect(self._on_tab)
        theme.changed.connect(self._dress)
        self._dress()

    def _arrange(self) -> None:
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(MARGIN)
        self.sentence.setWordWrap(True)
        for view in (self.text, self.rich):
            view.setAccessibleName(_("Preview of the file"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, MARGIN, 0)
        row.setSpacing(12)
        row.addWidget(self.tabs)
        row.addWidget(self.title)
        row.addWidget(self.facts, 1)
        self.title.setContentsMargins(MARGIN, 0, 0, 0)
        head = QWidget(self)
        head.setFixedHeight(HEAD)
        head.setLayout(row)
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self.sentence)
        column.addStretch(1)
        for page in (self.text, self.rich, holder):
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.pages, 1)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.title.setFont(self._theme.interface_font(600))
        self.facts.setFont(self._theme.small_font())
        self.facts.set_colour(tokens.muted)
        tint(self.title, tokens.ink)
        tint(self.sentence, tokens.kinds["rebuttal"].line)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(self._theme.interface_font().pixelSize() - 1)
        fixed.setStyleHint(QFont.StyleHint.Monospace)
        self.text.setFont(fixed)
        self.rich.setFont(self._theme.interface_font())
        self._set_style()
        self.update()

    def _set_style(self) -> None:
        tokens = self._theme.tokens
        self.rich.document().setDefaultStyleSheet(
            ".h1 { font-size: 18px; font-weight: 600; } .h2 { font-size: 16px; font-weight: 600; }"
            ".h3, .h4, .h5, .h6 { font-weight: 600; }"
            "blockquote { margin-left: 12px; margin-right: 0; }"
            f"blockquote, small {{ color: {tokens.muted.name()}; }} td, th {{ padding: 3px 8px 3px 0; }}"
        )
        if self._look.rich:
            self._set_rich()

    def _set_rich(self) -> None:
        """Headings as paragraphs: Qt would set them larger than any type of ours."""
        self.rich.setHtml(_HEADINGS.sub(_as_paragraph, self._look.rich))

    # -- what is shown

    def show_report(self, rich: str) -> None:
        """Show what became of several files."""
        self.show_look(Look(rich=rich))
        self.title.setText(_("Report"))
        self.rich.verticalScrollBar().setValue(0)

    def show_look(self, look: Look) -> None:
        """Show a file; where the same kind of file was shown, the place in it stays."""
        self.title.setText(_("Preview"))
        was_text, place = self.pages.currentWidget() is self.text, self._bar_value()
        self._look = look
        wrap = QPlainTextEdit.LineWrapMode
        self.text.setLineWrapMode(wrap.WidgetWidth if look.is_prose else wrap.NoWrap)
        self.text.setPlainText(look.text)
        self._set_rich()
        both = bool(look.text and look.rich)
        self.tabs.setVisible(both)
        self.title.setVisible(not both)
        as_text = bool(look.text) and (self._as_text or not look.rich)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(int(as_text))
        self.tabs.blockSignals(False)
        self._show_page(as_text)
        if was_text == as_text:
            self._bar().setValue(place)

    def show_sentence(self, sentence: str) -> None:
        """There is nothing to show, and why."""
        self._look = Look()
        self.tabs.hide()
        self.title.setText(_("Preview"))
        self.title.show()
        self.sentence.setText(sentence)
        self.facts.setText("")
        self.pages.setCurrentIndex(2)

    def wait(self) -> None:
        """What is shown is not what was asked for last; that is being made."""
        self.facts.setText(_("Preparing…"))

    def set_as_text(self, on: bool) -> None:
        self._as_text = on

    def _show_page(self, as_text: bool) -> None:
        self.pages.setCurrentIndex(0 if as_text else 1)
        self.facts.setText(self._look.text_told if as_text else self._look.rich_told)
        self.facts.setToolTip(plain_tip(self.facts.text()))

    def _on_tab(self, index: int) -> None:
        self._as_text = index == 1
        self._show_page(self._as_text)
        self.looked.emit(self._as_text)

    def view(self) -> QWidget:
        """What the keys go to."""
        return self.text if self.pages.currentWidget() is self.text else self.rich

    def _bar_value(self) -> int:
        return self._bar().value()

    def _bar(self) -> QScrollBar:
        return (self.text if self.pages.currentWidget() is self.text else self.rich).verticalScrollBar()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, HEAD - 1, self.width(), 1, self._theme.tokens.line)
        painter.end()
