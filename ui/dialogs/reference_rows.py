"""References of a file as rows: which article each is about, and what that would learn from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from models.authoring.references import merged
from models.bibliography.citekeys import key_for
from models.bibliography.matching import Match
from models.importing.about import About
from models.messages import N_, _, ngettext
from ui.importing.details_extras import more_name, more_words
from ui.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
CHECK = Qt.ItemDataRole.CheckStateRole
REFERENCE, ARTICLE, CHANGES = range(3)
FIELDS = {
    "title": N_("Title"),
    "subtitle": N_("Subtitle"),
    "authors": N_("Authors"),
    "publication": N_("Publication"),
    "date": N_("Date"),
    "url": N_("URL"),
    "doi": N_("DOI"),
    "language": N_("Language"),
    "accessed": N_("Accessed"),
    "citekey": N_("Citekey"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One field of an article as it is and as it would be."""

    field: str
    old: str
    new: str


def steps_of(known: About, new: About) -> list[Step]:
    """What differs, field by field; "" is nothing."""
    found = []
    for each in fields(About):
        old, now = getattr(known, each.name), getattr(new, each.name)
        if each.name == "csl":
            names = sorted(name for name in {*old, *now} - {"author"} if old.get(name) != now.get(name))
            found += [Step(more_name(name), *(more_words(name, of.get(name)) for of in (old, now))) for name in names]
        elif old != now:
            words = ("; ".join(old), "; ".join(now)) if each.name == "authors" else (old, now)
            found.append(Step(_(FIELDS[each.name]), *words))
    return found


def name_of(about: About) -> str:
    """A reference or article in one line."""
    by = about.authors[0] if about.authors else ""
    tail = ", ".join(part for part in (by, about.date[:4]) if part)
    title = about.title or about.doi or about.url
    return f"{title} ({tail})" if tail else title


@dataclass(slots=True)
class Row:
    """`articles` are those that it may be about; `article` is the one that was found or chosen, or ""."""

    reference: About
    articles: tuple[str, ...]
    article: str
    ticked: bool
    steps: list[Step] | None = None


class ReferencesModel(QAbstractTableModel):
    """Matched references first, then those with several articles, at last those with none."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.articles: dict[str, About] = {}
        self.take_all = False

    def show_found(self, references: Sequence[About], matches: Sequence[Match], articles: Mapping[str, About]) -> None:
        self.beginResetModel()
        self.articles = dict(articles)
        rows, seen = [], set[str]()
        for match in matches:
            one = match.articles[0] if len(match.articles) == 1 else ""
            rows.append(Row(references[match.reference], match.articles, one, bool(one) and one not in seen))
            seen.add(one)
        self.rows = sorted(rows, key=lambda row: 0 if row.article else 1 if row.articles else 2)
        self.endResetModel()
        self.changed.emit()

    def steps(self, at: int) -> list[Step]:
        """What the article of a row would learn."""
        row = self.rows[at]
        if row.steps is None:
            new = self.merged(row)
            row.steps = steps_of(self.articles[row.article], new) if new is not None else []
        return row.steps

    def merged(self, row: Row) -> About | None:
        """All that the article of a row would know; None without one."""
        known = self.articles.get(row.article)
        if known is None:
            return None
        new = merged(known, row.reference, take_all=self.take_all)
        if new.citekey != known.citekey:
            taken = [other.citekey for key, other in self.articles.items() if key != row.article and other.citekey]
            new = replace(new, citekey=key_for(new, taken))
        return new

    def is_on(self, at: int) -> bool:
        return self.rows[at].ticked and bool(self.steps(at))

    def chosen(self) -> dict[str, About]:
        """What is taken over, by the ids of the articles."""
        found = {}
        for at, row in enumerate(self.rows):
            if self.is_on(at):
                found[row.article] = merged(self.articles[row.article], row.reference, take_all=self.take_all)
        return found

    def set_take_all(self, on: bool) -> None:
        self.take_all = on
        for row in self.rows:
            row.steps = None
        self._refresh()

    def choose(self, at: int, article: str) -> None:
        """A row is about that article, or about none ("")."""
        row = self.rows[at]
        row.article, row.steps = article, None
        row.ticked = bool(article)
        self._untick_others(at)
        self._refresh()

    def _untick_others(self, at: int) -> None:
        """An article takes over one reference at a time."""
        row = self.rows[at]
        for other in self.rows:
            if other is not row and row.ticked and other.article == row.article:
                other.ticked = False

    def _refresh(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, CHANGES))
        self.changed.emit()

    # -- words

    def article_words(self, row: Row) -> str:
        if row.article:
            return name_of(self.articles[row.article])
        if row.articles:
            return ngettext("{count} could be it: choose", "{count} could be it: choose", len(row.articles)).format(
                count=len(row.articles)
            )
        return _("none of this project")

    def changes_words(self, at: int) -> str:
        """ "Date: – → 2021; DOI: – → 10.1/2"."""
        if not self.rows[at].article:
            return ""
        steps = self.steps(at)
        return "; ".join(f"{s.field}: {s.old or '–'} → {s.new or '–'}" for s in steps) or _("nothing new")

    # -- Qt's questions

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Reference"), _("Article"), _("What would change"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == REFERENCE and self.steps(index.row()):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        at, row = index.row(), self.rows[index.row()]
        if role == CHECK:
            on = index.column() == REFERENCE and self.is_on(at)
            return (Qt.CheckState.Checked if on else Qt.CheckState.Unchecked) if index.column() == REFERENCE else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(str(self.data(index)))
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == REFERENCE:
                return name_of(row.reference)
            return self.article_words(row) if index.column() == ARTICLE else self.changes_words(at)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (name_of(row.reference), self.article_words(row), self.changes_words(at))))
        return None

    def setData(self, index: Index, value: object, role: int = CHECK) -> bool:
        if role != CHECK or not index.isValid():
            return False
        self.rows[index.row()].ticked = Qt.CheckState(value) is Qt.CheckState.Checked  # type: ignore[call-overload]
        self._untick_others(index.row())
        self._refresh()
        return True
