"""What stands in the place of the preview: that a file is being read, why it was not, and the report at the end."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from models.messages import _, ngettext
from ui.importing.entries import Entry, State
from ui.importing.wording import reading_words
from ui.labels import plain_label, tint
from ui.theme import Theme

BAR, BAR_HIGH = 280, 4
COLUMN = 440  # pixels of a sentence's line


class ThinBar(QProgressBar):
    """A line that fills."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setRange(0, 1000)
        self.setFixedHeight(BAR_HIGH)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        painter.fillRect(self.rect(), tokens.line)
        painter.fillRect(0, 0, round(self.width() * self.value() / 1000), self.height(), tokens.accent)
        painter.end()


class _Paper(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()


class WaitingPage(_Paper):
    """How far a file is; empty until `speak`, so that what takes no time does not flash."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.words = plain_label(self)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = ThinBar(theme, _("How far the file is read"), self)
        self.bar.setFixedWidth(BAR)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.speaks = False
        self._entry: Entry | None = None
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def _dress(self) -> None:
        tint(self.words, self._theme.tokens.muted)

    def speak(self) -> None:
        """It takes long enough to be told."""
        self.speaks = True
        self.refresh()

    def show_entry(self, entry: Entry) -> None:
        self._entry = entry
        self.refresh()

    def refresh(self) -> None:
        entry = self._entry
        shown = self.speaks and entry is not None
        self.words.setVisible(shown)
        self.bar.setVisible(shown and entry is not None and entry.state is State.READING and entry.total > 0)
        if entry is not None:
            self.words.setText(reading_words(entry))
            self.bar.setValue(round(1000 * min(1.0, entry.done / max(1, entry.total))))


class SentencePage(_Paper):
    """Why there is no preview of a file."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._lost = True
        self.sign, self.name, self.sentence = plain_label(self), plain_label(self), plain_label(self)
        self.sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (self.sign, self.name, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addStretch(3)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        icon, colour = ("triangle-alert", tokens.kinds["rebuttal"].line) if self._lost else ("info", tokens.muted)
        self.sign.setPixmap(self._theme.icon(icon, colour).pixmap(QSize(24, 24)))
        self.name.setFont(self._theme.interface_font(600))
        tint(self.name, tokens.ink)
        tint(self.sentence, tokens.ink)

    def show_entry(self, entry: Entry) -> None:
        metrics = self.name.fontMetrics()
        self.name.setText(metrics.elidedText(entry.name, Qt.TextElideMode.ElideMiddle, COLUMN))
        sentence = entry.sentence or _("Reading was stopped before this was read.")
        self.sentence.setText(sentence)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
        box = self.sentence.fontMetrics().boundingRect(QRect(0, 0, COLUMN, 10_000), flags, sentence)
        self.sentence.setFixedSize(COLUMN, box.height() + 4)
        self.setAccessibleName(f"{entry.name}: {sentence}")
        self._lost = entry.state is not State.LEFT
        self._dress()


def report_of(entries: list[Entry]) -> tuple[str, list[str]]:
    """The sentence on all, and one line for each that is not in the project."""
    ended = [e for e in entries if e.state in (State.STORED, State.FAILED, State.REFUSED, State.LEFT)]
    stored = sum(entry.state is State.STORED for entry in ended)
    told = ngettext(
        "{stored} of {count} article was imported.", "{stored} of {count} articles were imported.", len(ended)
    )
    left = _("Left out, because it was stopped.")
    lost = [(e.name, e.sentence or left) for e in ended if e.state is not State.STORED]
    lines = [sentence if sentence.startswith(name) else f"{name}: {sentence}" for name, sentence in lost]
    return told.format(stored=f"{stored:,}", count=f"{len(ended):,}"), lines


class ReportPage(_Paper):
    """What became of the files, with the sentences of those that failed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.told = plain_label(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("What was not imported"))
        self.list.setWordWrap(True)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(12)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.told.setFont(self._theme.interface_font(600))
        tint(self.told, self._theme.tokens.ink)
        paper, ink, tint_ = (getattr(self._theme.tokens, name).name() for name in ("paper", "ink", "selection"))
        self.list.setStyleSheet(
            f"QListWidget {{ background: {paper}; color: {ink}; }}"
            "QListWidget::item { padding: 4px 8px; }"
            f"QListWidget::item:selected {{ background: {tint_}; color: {ink}; }}"
        )

    def show_report(self, entries: list[Entry]) -> None:
        sentence, lines = report_of(entries)
        self.told.setText(sentence)
        self.list.clear()
        for line in lines:
            self.list.addItem(QListWidgetItem(line))
        if lines:
            self.list.setCurrentRow(0)

    def text(self) -> str:
        """The report to be pasted elsewhere."""
        lines = [self.list.item(row).text() for row in range(self.list.count())]
        return "\n".join([self.told.text(), *lines])
