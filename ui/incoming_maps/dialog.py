"""The window of a map that comes in: the trees it becomes, the articles they lie over, and what could not be held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.messages import Message, _, ngettext
from ui.importing.details_parts import Hint
from ui.incoming_maps.tree import MapTree
from ui.labels import plain_label
from ui.theme import Theme

if TYPE_CHECKING:
    from storage.maps import ReadMap

FIRST, LEAST = QSize(860, 680), QSize(640, 460)
PARTS_SHOWN, TOLD_SHOWN = 3, 5  # rows before a list scrolls
LINE = 20  # pixels


class MapDialog(QDialog):
    """`wanted(over)` when the map is to be taken in: article ids by the keys of parts; whoever takes it calls `accept`
    or `refuse`. `asked(name of a format)` when it is to be read as something else."""

    wanted = Signal(object)
    asked = Signal(str)

    def __init__(self, theme: Theme, name: str, readers: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """`readers` are the formats that maps come in: (name, title)."""
        super().__init__(parent)
        self._theme = theme
        self._counted = ""
        self.setWindowTitle(_("Import a map"))
        self.name = plain_label(name, self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.format = QComboBox(self)
        self.format.setAccessibleName(_("Read as"))
        for key, title in readers:
            self.format.addItem(title, key)
        self.format.setCurrentIndex(-1)
        self.format.setPlaceholderText(_("Reading…"))
        self.tree = MapTree(theme, self)
        self.parts = QWidget(self)
        self.over: dict[str, QComboBox] = {}
        self._scroll = QScrollArea(self)
        self.told_label = plain_label(_("What could not be taken as it is"), self)
        self.told = QPlainTextEdit(self)
        self.counts = plain_label(_("Reading…"), self)
        self.trouble = Hint(theme, self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.ok = self.buttons.addButton(_("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.ok.setEnabled(False)
        self._lay_out()
        self.buttons.accepted.connect(self.go_on)
        self.buttons.rejected.connect(self.reject)
        self.format.activated.connect(lambda _at: self.asked.emit(self.format.currentData()))
        theme.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        label = plain_label(_("&Read as"), self)
        label.setBuddy(self.format)
        head.addWidget(self.name, 1)
        head.addWidget(label)
        head.addWidget(self.format)
        head.setSpacing(12)
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told_label.setBuddy(self.told)
        self.told.setAccessibleName(self.told_label.text())
        self.told.hide()
        self.told_label.hide()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidget(self.parts)
        self._scroll.hide()
        foot.addWidget(self.counts, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addWidget(self._scroll)
        column.addWidget(self.told_label)
        column.addWidget(self.told)
        column.addWidget(self.trouble)
        column.addLayout(foot)
        self.setMinimumSize(LEAST)
        self.resize(FIRST.boundedTo(self.screen().availableGeometry().size()).expandedTo(LEAST))

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.name.setFont(self._theme.interface_font(600))
        self._scroll.setStyleSheet(
            f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {tokens.panel.name()}; }}"
        )
        self.told.setStyleSheet(
            f"QPlainTextEdit {{ background: {tokens.paper.name()}; border: 1px solid {tokens.line.name()}; }}"
        )

    # -- what is shown

    def begin(self) -> None:
        """It is being read."""
        self.ok.setEnabled(False)
        self.counts.setText(_("Reading…"))
        self.trouble.say("")
        self.tree.show_map(None)
        self._show_parts([])
        self._show_told([])

    def fail(self, sentence: str) -> None:
        """It could not be read; as another format it may be."""
        self.counts.setText(_("Nothing to import"))
        self.trouble.say(sentence, loud=True)
        self.format.setPlaceholderText(_("Choose a format"))
        self.format.setFocus()

    def show_read(self, read: ReadMap, articles: Mapping[str, str], found: Mapping[str, str]) -> None:
        """A map. `articles`: titles by id; `found`: the article that each part finds by itself, by its key."""
        at = self.format.findData(read.format)
        self.format.setCurrentIndex(at)
        names = [part.name or read.graph.title or read.name for part in read.arranged.parts]
        self.tree.show_map(read.arranged, names)
        rows = [(part.key, name) for part, name in zip(read.arranged.parts, names, strict=True)]
        self._show_parts(rows if read.whole is None else [], articles, found)  # a project brings its articles
        self._show_told(read.losses)
        points, links = read.arranged.count, len(read.arranged.links)
        words = [ngettext("{count} point", "{count} points", points).format(count=f"{points:,}")]
        if links:
            words.append(ngettext("{count} link", "{count} links", links).format(count=f"{links:,}"))
        quotes = sum(len(placed.point.quotes) for tree in read.arranged.placed.values() for placed in tree)
        if quotes:
            words.append(ngettext("{count} passage", "{count} passages", quotes).format(count=f"{quotes:,}"))
        self.counts.setText(", ".join(words))
        self.ok.setEnabled(points > 0 or read.whole is not None)
        self.tree.setFocus()

    def _show_parts(
        self,
        parts: Sequence[tuple[str, str]],
        articles: Mapping[str, str] | None = None,
        found: Mapping[str, str] | None = None,
    ) -> None:
        self.over = {}
        self.parts = QWidget(self)
        grid = QGridLayout(self.parts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (key, name) in enumerate(parts):
            box = QComboBox(self.parts)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setAccessibleName(_("Article that “{name}” lies over").format(name=name))
            box.addItem(_("an article of its own"), "")
            for article_id, title in (articles or {}).items():
                box.addItem(title, article_id)
            box.setCurrentIndex(max(0, box.findData((found or {}).get(key, ""))))
            words = _("Lies over") if len(parts) == 1 else _("“{name}” lies over").format(name=_short(name))
            label = plain_label(words.replace("&", "&&"), self.parts)
            label.setTextFormat(Qt.TextFormat.PlainText)  # a stranger's words
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            self.over[key] = box
        self._scroll.setWidget(self.parts)
        self._scroll.setVisible(bool(parts))
        rows = min(len(parts), PARTS_SHOWN)
        self._scroll.setFixedHeight(self.parts.sizeHint().height() * rows // len(parts) if parts else 0)

    def _show_told(self, losses: Sequence[Message]) -> None:
        self.told.setPlainText("\n".join(str(loss) for loss in losses))
        self.told.setFixedHeight(LINE * min(max(len(losses), 2), TOLD_SHOWN) + 10)
        for part in (self.told, self.told_label):
            part.setVisible(bool(losses))

    # -- what is wanted

    def go_on(self) -> None:
        if self.ok.isEnabled():
            self.ok.setEnabled(False)
            self.wanted.emit({key: str(box.currentData()) for key, box in self.over.items()})

    def wait(self) -> None:
        """It is being taken in."""
        self._counted = self.counts.text()
        self.counts.setText(_("Bringing it in…"))
        self.format.setEnabled(False)
        self._scroll.setEnabled(False)
        self.trouble.say("")

    def refuse(self, sentence: str) -> None:
        """It could not be taken in, and why."""
        self.ok.setEnabled(True)
        self.format.setEnabled(True)
        self._scroll.setEnabled(True)
        self.counts.setText(self._counted)
        self.trouble.say(sentence, loud=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter imports wherever the keys are."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.accept()


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"
