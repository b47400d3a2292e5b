"""The further fields of a reference, folded away until somebody wants them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from models.messages import N_, _
from ui.importing.details_parts import Hint, NoWheel
from ui.labels import plain_label
from ui.theme import Theme

LABEL, GAP, ROW = 92, 12, 8  # pixels, as in ui.importing.details_form
TYPES = (
    ("", ""),
    ("article-journal", N_("Journal article")),
    ("article-magazine", N_("Magazine article")),
    ("article-newspaper", N_("Newspaper article")),
    ("webpage", N_("Web page")),
    ("post-weblog", N_("Blog post")),
    ("post", N_("Post in a forum")),
    ("book", N_("Book")),
    ("chapter", N_("Chapter of a book")),
    ("paper-conference", N_("Conference paper")),
    ("report", N_("Report")),
    ("thesis", N_("Thesis")),
    ("speech", N_("Speech")),
    ("interview", N_("Interview")),
    ("review", N_("Review")),
    ("entry-encyclopedia", N_("Encyclopedia entry")),
    ("manuscript", N_("Manuscript")),
    ("legislation", N_("Legislation")),
    ("legal_case", N_("Legal case")),
    ("document", N_("Document")),
)
FIELDS = (
    ("volume", N_("Volume")),
    ("issue", N_("Issue")),
    ("page", N_("Pages")),
    ("publisher", N_("Publisher")),
    ("publisher-place", N_("Place")),
    ("edition", N_("Edition")),
    ("ISSN", N_("ISSN")),
    ("ISBN", N_("ISBN")),
    ("note", N_("Note")),
)
SHOWN = frozenset({"type", "author", *(name for name, _words in FIELDS)})


def more_name(field: str) -> str:
    """A further field as it is called here; one that has no field here by its own name."""
    return _("Type") if field == "type" else _(dict(FIELDS).get(field, field))


def more_words(field: str, value: Any) -> str:
    """What a further field says, for people."""
    words = str(value or "")
    return _(dict(TYPES).get(words, words)) if field == "type" and words else words


class ExtrasForm(QWidget):
    """`changed` when the user changes a field. What has no field here is kept as it is, and named."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._csl: dict[str, Any] = {}
        self._filling = False
        self.fold = QToolButton(self)
        self.fold.setText(_("More fields"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setCheckable(True)
        self.body = QWidget(self)
        self.body.hide()
        self.kind = QComboBox(self.body)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(8)
        self.kind.installEventFilter(NoWheel(self.kind))
        for name, words in TYPES:
            self.kind.addItem(_(words) if words else "", name)
        self.fields = {name: QLineEdit(self.body) for name, _words in FIELDS}
        self.kept = Hint(theme, self.body)
        self._lay_out()
        self.fold.toggled.connect(self._on_fold)
        self.kind.currentIndexChanged.connect(self._on_changed)
        for field in self.fields.values():
            field.textChanged.connect(self._on_changed)
        theme.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(ROW)
        grid.setColumnMinimumWidth(0, LABEL)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [(_("Type"), self.kind)]
        rows += [(_(words), self.fields[name]) for name, words in FIELDS]
        for at, (words, field) in enumerate(rows):
            field.setAccessibleName(words)
            label = plain_label(words, self.body)
            label.setBuddy(field)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, at, 1)
        grid.addWidget(self.kept, len(rows), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.body)

    def set_csl(self, csl: Mapping[str, Any]) -> None:
        self._filling = True
        self._csl = dict(csl)
        kind = str(csl.get("type") or "")
        if self.kind.findData(kind) < 0:
            self.kind.addItem(kind, kind)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        for name, field in self.fields.items():
            field.setText(str(csl.get(name) or ""))
            field.setCursorPosition(0)
        more = sorted(name for name in csl if name not in SHOWN)
        self.kept.say(_("Also kept: {names}").format(names=", ".join(more)) if more else "")
        self._filling = False
        self._count()

    def csl(self) -> dict[str, Any]:
        """All fields, with those that are on show as they are filled in now."""
        values = {name: field.text().strip() for name, field in self.fields.items()} | {
            "type": str(self.kind.currentData() or "")
        }
        found = dict(self._csl)
        for name, value in values.items():
            if value != str(found.get(name) or ""):  # a number stays a number until somebody writes another
                found[name] = value
            if not value:
                found.pop(name, None)
        return found

    def _on_changed(self) -> None:
        if not self._filling:
            self._count()
            self.changed.emit()

    def _count(self) -> None:
        filled = sum(1 for name in self.csl() if name != "author")
        words = _("More fields ({count})").format(count=filled) if filled else _("More fields")
        self.fold.setText(words)
        self.fold.setAccessibleName(words)

    def _on_fold(self, on: bool) -> None:
        self.body.setVisible(on)
        self._dress()

    def _dress(self) -> None:
        self.fold.setIcon(self._theme.icon("chevron-up" if self.fold.isChecked() else "chevron-down"))
