"""Which part of the project goes out: the pairing, one of its cases, the selected branches, everything."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from models.messages import _, ngettext, shorten
from models.project import Project
from ui.exporting.wanted import Part, Wanted, proposed
from ui.labels import ElidedLabel, plain_label
from ui.theme import Theme
from ui.tips import plain_tip

LETTERS = 70  # of a name in the list


class ScopeBar(QWidget):
    """`changed` when the user chose another part; `wanted` is the one in force."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: dict[Part, Wanted] = {}
        self._part = Part.WHOLE
        self._whole = False
        self.box = QComboBox(self)
        self.box.setAccessibleName(_("What is exported"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(24)
        self.box.setMinimumHeight(28)
        self.box.setMaximumWidth(460)
        self.label = plain_label(_("&What"), self)
        self.label.setBuddy(self.box)
        self.told = ElidedLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(self.label)
        row.addWidget(self.box, 3)
        row.addWidget(self.told, 2)
        self.box.activated.connect(self._on_activated)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.told.set_colour(self._theme.tokens.muted)

    def show_parts(self, project: Project, parts: Mapping[Part, Wanted], kept: str) -> None:
        """Offer what there is; `kept` is what was chosen the last time."""
        self._parts = dict(parts)
        self._part = proposed(parts, kept)
        self.box.clear()
        for part, wanted in parts.items():
            self.box.addItem(words_of(project, part, wanted), str(part))
        if Part.BRANCHES not in parts:
            at = self.box.findData(str(Part.WHOLE))
            self.box.insertItem(at, _("Selected branches: select nodes first"), "")
            model = self.box.model()
            assert isinstance(model, QStandardItemModel)
            model.item(at).setEnabled(False)
        self._show()

    def set_whole(self, whole: bool) -> None:
        """`whole`: the format holds the whole project, and there is nothing to choose."""
        self._whole = whole
        self._show()

    def _show(self) -> None:
        shown = Part.WHOLE if self._whole else self._part
        self.box.setCurrentIndex(self.box.findData(str(shown)))
        self.box.setEnabled(not self._whole)
        words = _("This format always holds the whole project.") if self._whole else self.box.currentText()
        self.box.setToolTip(plain_tip(words))

    def _on_activated(self) -> None:
        found = self.box.currentData()
        if found and Part(found) is not self._part:
            self._part = Part(found)
            self._show()
            self.changed.emit()

    @property
    def part(self) -> Part:
        """What was chosen, also while the format holds everything."""
        return self._part

    @property
    def wanted(self) -> Wanted:
        return Wanted() if self._whole else self._parts[self._part]

    def tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setToolTip(plain_tip(words))
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight)


def words_of(project: Project, part: Part, wanted: Wanted) -> str:
    """A part by its name."""
    match part:
        case Part.PAIRING:
            motion = project.pairing(wanted.pairing_id or "").motion.strip()
            return _("This pairing: {name}").format(name=shorten(motion, LETTERS)) if motion else _("This pairing")
        case Part.LEFT | Part.RIGHT:
            name = shorten(project.case(wanted.case_id or "").name, LETTERS)
            words = _("Left case: {name}") if part is Part.LEFT else _("Right case: {name}")
            return words.format(name=name)
        case Part.BRANCHES:
            if len(wanted.node_ids) == 1:
                text = shorten(project.node(wanted.node_ids[0]).text, LETTERS)
                return _("Selected branch: {text}").format(text=text)
            count = len(wanted.node_ids)
            return ngettext("{count} selected branch", "{count} selected branches", count).format(count=f"{count:,}")
    count = len(project.cases())
    words = ngettext("Whole project: {count} case", "Whole project: {count} cases", count)
    return words.format(count=f"{count:,}")


def amount_words(points: int, links: int) -> str:
    """ "62 points, 24 links"."""
    said = ngettext("{count} point", "{count} points", points).format(count=f"{points:,}")
    if links:
        said = f"{said}, " + ngettext("{count} link", "{count} links", links).format(count=f"{links:,}")
    return said
