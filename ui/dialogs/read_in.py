"""How an article was read in, in quiet words, and its original to be saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from models.importing.repair import REPAIR_COUNTS
from models.messages import _, ngettext
from ui.importing.warnings_list import SURE
from ui.importing.wording import format_name, size_words
from ui.labels import plain_label
from ui.panel.times import in_full
from ui.theme import Theme

if TYPE_CHECKING:
    from models.importing.incoming import Record
    from storage.originals import Origin, Originals


class ReadIn(QFrame):
    """Words under small headings. `save_requested`: the original is wanted as a file."""

    save_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pairs: list[tuple[QLabel, QLabel]] = []
        self.origin: Origin | None = None
        self.save = QPushButton(_("&Save the original as…"), self)
        self.save.setAutoDefault(False)
        self.save.setEnabled(False)
        self.save.clicked.connect(lambda: self.save_requested.emit())
        self.total = self._label("")
        self.head = self._label(_("How it was read in"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 22, 20, 20)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addSpacing(12)
        column.addLayout(self._rows)
        column.addSpacing(8)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(16)
        column.addWidget(self.total)
        column.addStretch(1)
        self.show_rows([("", _("Looking it up…"))])
        theme.changed.connect(self._dress)

    def _label(self, words: str) -> QLabel:
        label = plain_label(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _dress(self) -> None:
        ink, muted = self._theme.tokens.ink.name(), self._theme.tokens.muted.name()
        self.head.setFont(self._theme.interface_font(600))
        for label, colour in [
            (self.total, muted),
            *((p[0], muted) for p in self._pairs),
            *((p[1], ink) for p in self._pairs),
        ]:
            label.setStyleSheet(f".QLabel {{ color: {colour}; }}")
        self.total.setFont(self._theme.small_font())
        for name, _words in self._pairs:
            name.setFont(self._theme.small_font())

    def show_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Each: a heading, or "", and words below it."""
        for pair in self._pairs:
            for label in pair:
                self._rows.removeWidget(label)
                label.hide()
                label.deleteLater()
        self._pairs = []
        for name, words in rows:
            pair = self._label(name), self._label(words)
            pair[0].setVisible(bool(name))
            pair[1].setContentsMargins(0, 0, 0, 8)
            pair[1].setAccessibleName(f"{name}: {words}" if name else words)
            self._pairs.append(pair)
            for label in pair:
                self._rows.addWidget(label)
        self._dress()

    def words(self) -> list[tuple[str, str]]:
        """What is shown, heading by heading."""
        return [(name.text(), words.text()) for name, words in self._pairs]

    def show_origin(self, origin: Origin, originals: Originals, media_type: str = "") -> None:
        self.origin = origin
        self.save.setEnabled(origin.is_kept)
        self.save.setToolTip("" if origin.is_kept else _("The original file was not kept in the project."))
        self.show_rows(rows_of(origin, media_type))
        self.total.setText(total_words(originals))


def total_words(originals: Originals) -> str:
    """ "Total of all originals in this project: 12 files, 3.4 MB (11.0 MB unpacked)"."""
    count = originals.files
    files = ngettext("{count} file", "{count} files", count).format(count=f"{count:,}")
    return _("Total of all originals in this project: {files}, {packed} ({size} unpacked)").format(
        files=files, packed=size_words(originals.packed), size=size_words(originals.size)
    )


def rows_of(origin: Origin, media_type: str = "") -> list[tuple[str, str]]:
    """What there is to say of an article's original."""
    record = origin.record
    if record is None:
        rows = [("", _("Nothing was noted about how this article was read in: it is from an older project."))]
        if origin.is_damaged:
            rows = [("", _("What was noted about how this article was read in is damaged and cannot be shown."))]
        return [*rows, (_("Original"), kept_words(origin))]
    rows = [
        (_("File"), record.file or _("none: it was pasted")),
        (_("Format"), ", ".join(part for part in (format_name(media_type), size_words(record.size)) if part)),
        (_("Encoding"), encoding_words(record)),
        (_("Read in"), in_full(record.time)),
        (
            _("Read by"),
            _("Counterpoint {program}, readers {importer}").format(program=record.program, importer=record.importer),
        ),
        (_("Warnings"), "\n".join(map(str, record.warnings)) or _("none")),
        (_("Repairs"), repair_words(record) or _("none")),
        (_("Original"), kept_words(origin)),
    ]
    return [row for row in rows if row[1]]


def repair_words(record: Record) -> str:
    """One line for each kind of repair."""
    return "\n".join(
        ngettext(*REPAIR_COUNTS[kind], count).format(count=f"{count:,}") for kind, count in record.counts().items()
    )


def encoding_words(record: Record) -> str:
    """ "windows-1252, 87 % (fairly sure)"; without a figure where it is certain."""
    if not record.encoding or record.certainty is None:
        return record.encoding
    sure = next((words for least, words in SURE if record.certainty >= least), SURE[-1][1])
    percent = max(0, min(100, round(record.certainty * 100)))
    return _("{encoding}, {percent} % ({sure})").format(encoding=record.encoding, percent=percent, sure=_(sure))


def kept_words(origin: Origin) -> str:
    """Whether the original is in the project, and what it takes there."""
    if origin.packed is None:
        return _("missing in the project")
    if not origin.is_kept:
        return _("not kept; the text that was read from it is there")
    if origin.size is None:
        return _("in the project, but damaged")
    return _("kept: {packed} in the project, {size} as a file").format(
        packed=size_words(origin.packed), size=size_words(origin.size)
    )
