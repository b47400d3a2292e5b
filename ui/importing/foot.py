"""The foot of the window: whether the original is kept and what that costs, how much there is, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.messages import _, ngettext
from ui.importing.pages import ThinBar
from ui.importing.prepared import Counts
from ui.importing.wording import size_words
from ui.labels import ElidedLabel
from ui.theme import Theme
from ui.tips import plain_tip


class Foot(QWidget):
    """Knows words and buttons; what they mean is the window's."""

    keep_switched = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bar = ThinBar(theme, _("How far all files are"), self)
        self.keep = QCheckBox(self)
        self.told = ElidedLabel(self)
        self.copy = QPushButton(_("Copy the report"), self)
        self.cancel, self.forward = QPushButton(self), QPushButton(self)
        self.forward.setProperty("forward", True)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addSpacing(8)
        row.addWidget(self.told, 1)
        for button in (self.copy, self.cancel, self.forward):
            button.setAutoDefault(False)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.copy.hide()
        self.bar.hide()
        self.keep.toggled.connect(self.keep_switched)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        names = {name: getattr(tokens, name).name() for name in ("accent", "muted", "line", "panel")}
        self.setStyleSheet(
            "QPushButton[forward=true] {{ border-color: {accent}; }}"
            "QPushButton:disabled {{ color: {muted}; background: {panel}; border-color: {line}; }}".format(**names)
        )
        self.told.set_colour(tokens.muted)

    def show_cost(self, size: int, packed: int | None, files: int) -> None:
        """`size` bytes of `files` originals, `packed` in the project; None as long as that is not known."""
        kept = ngettext("&Keep the original file", "&Keep the original files", max(1, files))
        if files and packed is not None:
            figure = _("{size}; {packed} in the project").format(size=size_words(size), packed=size_words(packed))
            kept = f"{kept} ({figure})"
        elif files:
            kept = f"{kept} ({size_words(size)})"
        self.keep.setText(kept)

    def tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setToolTip(plain_tip(words))
        self.told.setAccessibleName(words)


def counts_words(counts: Counts) -> str:
    """ "1,204 words, 31 paragraphs, 12 pages, 3 hidden"."""
    parts = [
        ngettext("{count} word", "{count} words", counts.words).format(count=f"{counts.words:,}"),
        ngettext("{count} paragraph", "{count} paragraphs", counts.paragraphs).format(count=f"{counts.paragraphs:,}"),
    ]
    if counts.pages:
        parts.append(ngettext("{count} page", "{count} pages", counts.pages).format(count=f"{counts.pages:,}"))
    if counts.hidden:
        parts.append(_("{count} hidden").format(count=f"{counts.hidden:,}"))
    return ", ".join(parts)
