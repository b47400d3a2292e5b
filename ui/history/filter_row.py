"""Which entries are listed: words, an annotator, one node."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.messages import _, shorten
from storage.journals import Wanted
from ui.theme import Theme

PAUSE = 150  # milliseconds after the last key


class FilterRow(QWidget):
    """`changed` when others are wanted, after a pause in typing."""

    changed = Signal()

    def __init__(self, theme: Theme, node_id: str, node_text: str, parent: QWidget | None = None) -> None:
        """`node_id`: the node that was selected in the window, or "" """
        super().__init__(parent)
        self._theme, self._node_id = theme, node_id
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(_("Words"))
        self.words.setAccessibleName(_("Words in the history"))
        self.words.setClearButtonEnabled(True)
        self.who = QComboBox(self)
        self.who.setAccessibleName(_("Whose changes"))
        self.who.addItem(_("Everybody"), "")
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(10)
        name = shorten(node_text, 32) or _("without words")
        self.node = QCheckBox(_("Only of “{text}”").format(text=name.replace("&", "&&")), self)
        self.node.setVisible(bool(node_id))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.who.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.node.toggled.connect(lambda _on: self.changed.emit())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.who)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 8, 16, 8)
        rows.setSpacing(6)
        rows.addLayout(line)
        rows.addWidget(self.node)

    def wanted(self) -> Wanted:
        node = self._node_id if self.node.isChecked() else ""
        return Wanted(str(self.who.currentData() or ""), node, self.words.text())

    def set_annotators(self, names: Sequence[str]) -> None:
        """Offer these, and keep the choice."""
        if [self.who.itemData(at) for at in range(1, self.who.count())] == list(names):
            return
        kept = self.who.currentData()
        self.who.blockSignals(True)
        while self.who.count() > 1:
            self.who.removeItem(1)
        for name in names:
            self.who.addItem(name, name)
        self.who.setCurrentIndex(max(0, self.who.findData(kept)))
        self.who.blockSignals(False)
        self.who.setVisible(len(names) > 1)
