"""The small parts of the form of an article's details: fields with a sentence below, languages, kinds of reference."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QSizePolicy, QWidget

from models.bibliography.fields import is_language
from models.messages import N_, _
from ui.theme import Theme

LANGUAGES = {
    "ar": N_("Arabic"),
    "bg": N_("Bulgarian"),
    "ca": N_("Catalan"),
    "zh": N_("Chinese"),
    "hr": N_("Croatian"),
    "cs": N_("Czech"),
    "da": N_("Danish"),
    "nl": N_("Dutch"),
    "en": N_("English"),
    "et": N_("Estonian"),
    "fi": N_("Finnish"),
    "fr": N_("French"),
    "de": N_("German"),
    "el": N_("Greek"),
    "he": N_("Hebrew"),
    "hi": N_("Hindi"),
    "hu": N_("Hungarian"),
    "id": N_("Indonesian"),
    "it": N_("Italian"),
    "ja": N_("Japanese"),
    "ko": N_("Korean"),
    "no": N_("Norwegian"),
    "fa": N_("Persian"),
    "pl": N_("Polish"),
    "pt": N_("Portuguese"),
    "ro": N_("Romanian"),
    "ru": N_("Russian"),
    "sk": N_("Slovak"),
    "es": N_("Spanish"),
    "sv": N_("Swedish"),
    "tr": N_("Turkish"),
    "uk": N_("Ukrainian"),
    "vi": N_("Vietnamese"),
}
LINES = 3  # that the field of authors shows


class Lines(QPlainTextEdit):
    """A few lines; Tab leaves it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(3)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def lines(self) -> list[str]:
        return [line for line in (" ".join(line.split()) for line in self.toPlainText().splitlines()) if line]

    def sizeHint(self) -> QSize:
        lines = max(2, min(LINES, self.blockCount()))
        frame = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        return QSize(160, lines * self.fontMetrics().lineSpacing() + frame + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LanguageBox(QComboBox):
    """A language by its name, or any BCP 47 tag."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.addItem("", "")
        for tag, name in sorted(LANGUAGES.items(), key=lambda pair: _(pair[1]).casefold()):
            self.addItem(_(name), tag)
        self.completer().setCompletionMode(self.completer().CompletionMode.PopupCompletion)

    def set_tag(self, tag: str) -> None:
        at = self.findData(tag)
        self.setCurrentIndex(max(at, 0))
        if at < 0:
            self.setEditText(tag)

    def tag(self) -> str:
        """The tag; words that name no language as they were typed."""
        words = self.currentText().strip()
        named = next((tag for tag, name in LANGUAGES.items() if words.casefold() in (_(name).casefold(), tag)), None)
        return named if named is not None else words

    def is_sound(self) -> bool:
        return not self.tag() or is_language(self.tag())


class Hint(QLabel):
    """A sentence below a field, out of sight while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._loud = False
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.small_font())
        self.hide()
        theme.changed.connect(self._dress)

    def say(self, sentence: str, loud: bool = False) -> None:
        """`loud`: the field cannot stay like that."""
        self._loud = loud
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        colour = tokens.kinds["rebuttal"].line if self._loud else tokens.muted
        self.setStyleSheet(f".Hint {{ color: {colour.name()}; }}")  # of this class only, or its tips would have it too


class NoWheel(QObject):
    """The wheel over a box that has no focus scrolls what the box stands in."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False
