"""References of a file beside the articles that they are about, before anything is taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QRadioButton,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.bibliography.matching import Match
from models.importing.about import About
from models.messages import _, ngettext
from ui.dialogs.reference_rows import ARTICLE, CHANGES, CHECK, REFERENCE, ReferencesModel, name_of
from ui.importing.details_parts import Hint
from ui.importing.ticking import TickDelegate
from ui.labels import plain_label
from ui.theme import Theme

FIRST, LEAST = QSize(900, 660), QSize(720, 440)
ROW, WARNED, CHANGED = 30, 72, 124  # pixels
Index = QModelIndex | QPersistentModelIndex


class _Delegate(TickDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ReferencesModel)
        tokens, row = self.theme.tokens, model.rows[index.row()]
        box, state = QRect(option.rect), option.state  # type: ignore[attr-defined]
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, tokens.selection if chosen else tokens.paper)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, tokens.line)
        inner = QRectF(box).adjusted(8, 0, -8, 0)
        if index.column() == REFERENCE:
            if chosen:
                painter.fillRect(box.left(), box.top(), 3, box.height(), tokens.accent)
            can = bool(model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable)
            if can:
                self.paint_tick(painter, box, Qt.CheckState(model.data(index, CHECK)))
            inner = inner.adjusted(26, 0, 0, 0)
        quiet = not row.article and not (index.column() == ARTICLE and row.articles)
        painter.setFont(self.theme.interface_font())
        painter.setPen(tokens.muted if quiet or index.column() == CHANGES else tokens.ink)
        self.line(painter, inner, str(model.data(index)))
        painter.restore()


class ReferencesTable(QTableView):
    """Up and down step, Space ticks the row."""

    def __init__(self, theme: Theme, model: ReferencesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(_("References"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: object) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():  # type: ignore[attr-defined]
            model, index = self.model(), self.currentIndex().siblingAtColumn(REFERENCE)
            if model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
                on = model.data(index, CHECK) == Qt.CheckState.Checked
                model.setData(index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, CHECK)
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]


class ReferencesDialog(QDialog):
    """`given(dict of About by article id)` when the user is content; whoever keeps it calls `accept` or `refuse`."""

    given = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filling = False
        self.is_reading = True
        self.setWindowTitle(_("References"))
        self.model = ReferencesModel(self)
        self.table = ReferencesTable(theme, self.model, self)
        self.told = plain_label(_("Reading…"), self)
        self.missing = QRadioButton(_("&Fill in what is missing"), self)
        self.take_all = QRadioButton(_("&Take over all that they say"), self)
        self.missing.setChecked(True)
        self.article = QComboBox(self)
        self.article.setAccessibleName(_("Article that the reference is about"))
        self.article.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.article.setEnabled(False)
        self.changes, self.warned = QPlainTextEdit(self), QPlainTextEdit(self)
        self.trouble = Hint(theme, self)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setEnabled(False)
        self._lay_out()
        self._connect()
        self._dress()

    def _lay_out(self) -> None:
        for box, words, height in (
            (self.changes, _("What would change"), CHANGED),
            (self.warned, _("Warnings"), WARNED),
        ):
            box.setReadOnly(True)
            box.setTabChangesFocus(True)
            box.setAccessibleName(words)
            box.setFixedHeight(height)
        self.warned.hide()
        head, about, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.told, 1)
        head.setSpacing(16)
        head.addWidget(self.missing)
        head.addWidget(self.take_all)
        label = plain_label(_("It is &about"), self)
        label.setBuddy(self.article)
        about.setSpacing(12)
        about.addWidget(label)
        about.addWidget(self.article, 1)
        foot.addWidget(self.trouble, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(about)
        column.addWidget(self.changes)
        column.addWidget(self.warned)
        column.addLayout(foot)
        self.setMinimumSize(LEAST)
        self.resize(FIRST.boundedTo(self.screen().availableGeometry().size()).expandedTo(LEAST))

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.go_on)
        self.buttons.rejected.connect(self.reject)
        self.take_all.toggled.connect(self.model.set_take_all)
        self.model.changed.connect(self._on_changed)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_row())
        self.article.activated.connect(self._on_article)
        self._theme.changed.connect(self._dress)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter where the shortcut did not hear of it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.table.setStyleSheet(
            f"ReferencesTable {{ background: {tokens.paper.name()}; border: 1px solid {tokens.line.name()}; }}"
            f"QHeaderView::section {{ background: {tokens.paper.name()}; color: {tokens.muted.name()};"
            f" border: none; border-bottom: 1px solid {tokens.line.name()}; padding: 6px 8px; }}"
        )
        self.table.horizontalHeader().setFont(self._theme.small_font())

    # -- what is shown

    def show_found(
        self,
        references: Sequence[About],
        matches: Sequence[Match],
        articles: Mapping[str, About],
        warnings: Sequence[str] = (),
    ) -> None:
        """What was read, or with no references the sentences that say why."""
        self.is_reading, self._filling = False, True
        self.article.clear()
        self.article.addItem(_("none of this project"), "")
        for key, about in articles.items():
            self.article.addItem(name_of(about), key)
        self._filling = False
        self.warned.setPlainText("\n".join(warnings))
        self.warned.setVisible(bool(warnings))
        self.model.show_found(references, matches, articles)
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def _show_row(self) -> None:
        at = self.table.currentIndex().row()
        self.article.setEnabled(at >= 0)
        if not 0 <= at < len(self.model.rows):
            self.changes.clear()
            return
        self.article.setCurrentIndex(max(0, self.article.findData(self.model.rows[at].article)))
        lines = [f"{step.field}: {step.old or '–'} → {step.new or '–'}" for step in self.model.steps(at)]
        row = self.model.rows[at]
        if not row.article and row.articles:
            could = [name_of(self.model.articles[key]) for key in row.articles]
            lines = [_("Several articles could be it:"), *could]
        self.changes.setPlainText("\n".join(lines) or self.model.changes_words(at) or self.model.article_words(row))

    def _on_article(self, _index: int) -> None:
        at = self.table.currentIndex().row()
        if not self._filling and at >= 0:
            self.model.choose(at, str(self.article.currentData() or ""))

    def _on_changed(self) -> None:
        self.trouble.say("")
        total = len(self.model.rows)
        taken = sum(self.model.is_on(at) for at in range(total))
        words = ngettext(
            "{taken} of {count} reference is taken over", "{taken} of {count} references are taken over", total
        )
        self.told.setText(words.format(taken=f"{taken:,}", count=f"{total:,}"))
        self.ok.setEnabled(taken > 0)
        self._show_row()

    def go_on(self) -> None:
        if self.ok.isEnabled():
            self.ok.setEnabled(False)
            self.given.emit(self.model.chosen())

    def refuse(self, sentence: str) -> None:
        """It could not be kept, and why."""
        self._on_changed()
        self.trouble.say(sentence, loud=True)
