"""What is known about an article as a form: each field says at once when it cannot stay as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from models.bibliography import citekeys
from models.bibliography.fields import clean_doi, clean_url, is_date, is_doi, is_url
from models.bibliography.names import as_spoken, names_of
from models.importing.about import NOTHING, About
from models.importing.dates import iso_date
from models.messages import _
from ui.importing.details_extras import ExtrasForm
from ui.importing.details_parts import Hint, LanguageBox, Lines, NoWheel
from ui.labels import plain_label
from ui.theme import Theme

LABEL, GAP, ROW = 92, 12, 8  # pixels: least width of a label, from it to its field, between rows
DATES = ("date", "accessed")


class DetailsForm(QWidget):
    """`changed` when the user changes a field; `set_about` does not emit it.

    `is_sound()` is False while a field holds what cannot be kept, and `trouble()` says why; who shows the form keeps
    its button off meanwhile. A citekey that is left empty is proposed when the article is stored.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, taken: Collection[str] = ()) -> None:
        """`taken`: the citekeys of the project's other articles."""
        super().__init__(parent)
        self._theme = theme
        self._taken = set(taken)
        self._about = NOTHING
        self._filling = False
        self.title, self.subtitle, self.publication = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.authors = Lines(self)
        self.date, self.accessed, self.url, self.doi = (QLineEdit(self) for _name in range(4))
        self.language = LanguageBox(self)
        self.citekey = QLineEdit(self)
        self.propose = QToolButton(self)
        self.extras = ExtrasForm(theme, self)
        self._no_wheel = NoWheel(self)
        self.hints: dict[str, Hint] = {}
        self._grid = QGridLayout()
        self._lay_out()
        self._connect()
        self._check()

    def _lay_out(self) -> None:
        self.propose.setText(_("Propose"))
        self.propose.setAccessibleName(_("Propose a citekey"))
        self.propose.setToolTip(_("Made of the first author's name and the year"))
        key = QHBoxLayout()
        key.setSpacing(4)
        key.addWidget(self.citekey, 1)
        key.addWidget(self.propose)
        self.authors.setToolTip(_("One a line, as the names are spoken"))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, LABEL)
        self._grid.setColumnStretch(1, 1)
        for name, words in (
            ("title", _("Title")),
            ("subtitle", _("Subtitle")),
            ("authors", _("Authors")),
            ("publication", _("Publication")),
            ("date", _("Date")),
            ("url", _("URL")),
            ("doi", _("DOI")),
            ("language", _("Language")),
            ("accessed", _("Accessed")),
            ("citekey", _("Citekey")),
        ):
            self._add_row(name, words, key if name == "citekey" else None)
        self.authors.setAccessibleName(_("Authors, one a line"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW)
        column.addLayout(self._grid)
        column.addWidget(self.extras)
        column.addStretch(1)

    def _add_row(self, name: str, words: str, beside: QHBoxLayout | None) -> None:
        field: QWidget = getattr(self, name)
        field.setAccessibleName(words)
        label = plain_label(words, self)
        label.setBuddy(field)
        label.setContentsMargins(0, 4, 0, 0)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        if beside is not None:
            self._grid.addLayout(beside, row, 1)
        else:
            self._grid.addWidget(field, row, 1)
        self.hints[name] = Hint(self._theme, self)
        self.hints[name].setContentsMargins(2, 2, 0, 0)
        self._grid.addWidget(self.hints[name], row + 1, 1)
        self._grid.setRowMinimumHeight(row + 2, ROW)

    def _connect(self) -> None:
        for field in (self.title, self.subtitle, self.publication, self.date, self.accessed, self.url, self.doi):
            field.textChanged.connect(self._on_changed)
        self.citekey.textChanged.connect(self._on_changed)
        self.authors.textChanged.connect(self._on_changed)
        self.language.currentTextChanged.connect(self._on_changed)
        self.extras.changed.connect(self._on_changed)
        self.language.installEventFilter(self._no_wheel)
        self.authors.left.connect(self._tidy_authors)
        for name in DATES:
            field = getattr(self, name)
            field.editingFinished.connect(lambda field=field: self._tidy_date(field))
        self.url.editingFinished.connect(lambda: self.url.setText(clean_url(self.url.text())))
        self.doi.editingFinished.connect(lambda: self.doi.setText(clean_doi(self.doi.text())))
        self.propose.clicked.connect(self._propose)
        self._theme.changed.connect(self._check)

    # -- what there is

    def set_about(self, about: About) -> None:
        self._filling = True
        self._about = about
        for name in ("title", "subtitle", "publication", "date", "url", "doi", "accessed", "citekey"):
            field = getattr(self, name)
            field.setText(getattr(about, name))
            field.setCursorPosition(0)
        self.authors.setPlainText("\n".join(about.authors))
        self.language.set_tag(about.language)
        self.extras.set_csl(about.csl)
        self._filling = False
        self._check()

    def about(self) -> About:
        """What stands in the fields; the parts of names that were known stay with the names that are as they were."""
        authors = tuple(as_spoken(line) if line not in self._about.authors else line for line in self.authors.lines())
        csl = dict(self.extras.csl())
        if csl.get("author") and authors != self._about.authors:
            csl["author"] = names_of(authors, csl["author"])
            if not csl["author"]:
                del csl["author"]
        return replace(
            self._about,
            title=" ".join(self.title.text().split()),
            subtitle=" ".join(self.subtitle.text().split()),
            authors=authors,
            publication=" ".join(self.publication.text().split()),
            date=self.date.text().strip(),
            url=clean_url(self.url.text()),
            doi=clean_doi(self.doi.text()),
            language=self.language.tag(),
            accessed=self.accessed.text().strip(),
            citekey=self.citekey.text().strip(),
            csl=csl,
        )

    def is_sound(self) -> bool:
        return not self.trouble()

    def trouble(self) -> str:
        """The first sentence about a field that cannot stay as it is, or ""."""
        return next((sentence for _name, sentence in self._troubles()), "")

    def focus_trouble(self) -> None:
        """Go to the field that cannot stay as it is, else to the title."""
        name = next((name for name, _sentence in self._troubles()), "title")
        getattr(self, name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _troubles(self) -> Iterable[tuple[str, str]]:
        if not self.title.text().strip():
            yield "title", _("An article needs a title.")
        for name in DATES:
            text = getattr(self, name).text().strip()
            if text and not is_date(text):
                yield name, _("Write a date as 2024-12-31, 2024-12 or 2024.")
        if self.url.text().strip() and not is_url(clean_url(self.url.text())):
            yield "url", _("An address begins with http:// or https://.")
        if self.doi.text().strip() and not is_doi(clean_doi(self.doi.text())):
            yield "doi", _("A DOI looks like 10.1000/182.")
        if not self.language.is_sound():
            yield "language", _("Choose a language, or write its tag, such as en or pt-BR.")
        wrong = citekeys.trouble(self.citekey.text().strip(), self._taken)
        if wrong is not None:
            yield "citekey", str(wrong)

    # -- as it is filled in

    def _on_changed(self) -> None:
        if not self._filling:
            self._check()
            self.changed.emit()

    def _check(self) -> None:
        troubles = dict(self._troubles())
        for name, hint in self.hints.items():
            hint.say(troubles.get(name, ""), loud=True)
            getattr(self, name).setAccessibleDescription(troubles.get(name, ""))
        for name in DATES:
            field = getattr(self, name)
            if name in troubles and field.hasFocus():  # still being written
                self.hints[name].say(troubles[name])
        proposal = citekeys.proposed(self.about(), self._taken)
        self.citekey.setPlaceholderText(_("proposed: {key}").format(key=proposal))
        self.propose.setEnabled(self.citekey.text() != proposal)

    def _tidy_date(self, field: QLineEdit) -> None:
        """Words become the date that they name."""
        text = field.text().strip()
        if text and not is_date(text):
            understood = self._understood(text)
            text = understood if is_date(understood) else text
        if text != field.text():
            field.setText(text)
        self._check()

    def _understood(self, text: str) -> str:
        """Asked in the article's language and in English only: trying all of them takes a second."""
        tag = self.language.tag().split("-")[0].lower()
        for languages in ([tag, "en"] if tag and tag != "en" else ["en"], ["en"]):
            try:
                return iso_date(text, languages)
            except ValueError:  # a language that dates are not read in
                continue
        return ""

    def _tidy_authors(self) -> None:
        """ "Lovelace, Ada" is Ada Lovelace."""
        about = self.about()
        if list(about.authors) != self.authors.lines():
            self.authors.setPlainText("\n".join(about.authors))

    def _propose(self) -> None:
        self.citekey.setText(citekeys.proposed(self.about(), self._taken))
        self.citekey.setFocus(Qt.FocusReason.OtherFocusReason)
