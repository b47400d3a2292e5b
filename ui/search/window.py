"""The window that finds words in the whole project: results come as one types, Enter goes to the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.messages import _, ngettext
from models.searching.asking import asked
from storage.searching import Hit
from ui.labels import ElidedLabel, plain_label, tint
from ui.search.finder import Finder, Found
from ui.search.rows import RowsDelegate, RowsModel, rows_of
from ui.session import Session
from ui.theme import Theme

FIRST, LEAST = QSize(760, 600), QSize(520, 320)
PAUSE = 300  # milliseconds without a key after which the best come first and all are counted
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}


class SearchDialog(QDialog):
    """`chosen(Hit)` for what is to be shown, once the window has gone."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, session: Session, finder: Finder, typed: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._session, self._finder = theme, session, finder
        self.setWindowTitle(_("Find in the project"))
        self.setSizeGripEnabled(True)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Words, “a phrase”, kind:claim, tag:…, by:…, case:…, has:note, unanswered"))
        self.field.setAccessibleName(_("Find in the project"))
        self.field.setFixedHeight(34)
        self.field.setTextMargins(6, 0, 6, 0)
        self.field.setClearButtonEnabled(True)
        self.list = QListView(self)
        self.list.setAccessibleName(_("What was found"))
        self.rows = RowsModel(self)
        self.empty = plain_label("", self)
        self.figures = ElidedLabel(self)
        self.go = QPushButton(_("&Go there"), self)
        self.close_button = QPushButton(_("Close"), self)
        self._has_moved = False  # somebody has chosen: what is chosen stays so when the best come first
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._connect()
        self._dress()
        self.field.setText(typed)
        self.field.selectAll()
        self._ask(is_ranked=True)

    def _lay_out(self) -> None:
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowsDelegate(self._theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMinimumSize(LEAST)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 12)
        top.addWidget(self.field)
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        foot.addWidget(self.figures, 1)
        self.go.setProperty("forward", True)
        for button in (self.go, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.empty, 1)
        whole.addLayout(foot)
        screen = self.screen().availableGeometry().size() if self.screen() is not None else FIRST
        self.resize(FIRST.boundedTo(screen - QSize(40, 80)))

    def _connect(self) -> None:
        self.field.textEdited.connect(lambda _text: self._on_typed())
        self.field.textChanged.connect(self._on_cleared)
        self.field.installEventFilter(self)
        self.list.pressed.connect(self._on_pressed)
        self.list.activated.connect(lambda _index: self._go_there())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._enable())
        self.go.clicked.connect(self._go_there)
        self.close_button.clicked.connect(self.reject)
        self._pause.timeout.connect(lambda: self._ask(is_ranked=True))
        self._finder.found.connect(self._show)
        self._finder.failed.connect(self._say)
        self._session.changed.connect(self._on_changed)
        self._theme.changed.connect(self._dress)

    # -- asking

    def _on_typed(self) -> None:
        self._has_moved = False
        self._ask(is_ranked=False)
        self._pause.start()

    def _on_cleared(self, text: str) -> None:
        if not text:
            self._ask(is_ranked=False)

    def _on_changed(self, _edit: object, _entry: object) -> None:
        self._pause.start()

    def _on_pressed(self, _index: QModelIndex) -> None:
        self._has_moved = True

    def _ask(self, *, is_ranked: bool) -> None:
        self._finder.ask(asked(self.field.text()), is_ranked=is_ranked)

    def _show(self, found: Found) -> None:
        before = self.hit() if self._has_moved else None
        rows = rows_of(self._session.project, found.hits, found.counts)
        self.rows.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if found.asked.is_empty:
            self._say(_("Nodes, notes, passages, the texts of articles, tags and links are looked through."))
        else:
            self._say(_("Nothing was found."))
        same = next((at for at, row in enumerate(rows) if row.hit is not None and _is_same(row.hit, before)), -1)
        self._move_to(same if same >= 0 else self.rows.next_hit(-1, 1))
        count = sum(found.counts.values())
        self.figures.setText(
            ngettext("{count} found", "{count} found", count).format(count=f"{count:,}") if found.counts else ""
        )
        self._enable()

    def _say(self, sentence: str) -> None:
        self.empty.setText(sentence)

    # -- going there

    def hit(self) -> Hit | None:
        """The chosen one."""
        row = self.rows.row(self.list.currentIndex().row())
        return row.hit if row is not None else None

    def _move_to(self, at: int) -> None:
        if self.rows.row(at) is not None:
            self.list.setCurrentIndex(self.rows.index(at, 0))
            if self.rows.next_hit(at, -1) == at:
                self.list.scrollToTop()  # with its heading

    def _enable(self) -> None:
        self.go.setEnabled(self.hit() is not None)
        index = self.list.currentIndex()
        row = self.rows.row(index.row())
        self.field.setAccessibleDescription(row.spoken if row is not None else self.empty.text())

    def _go_there(self) -> None:
        hit = self.hit()
        if hit is None:
            return
        if hit.what == "tag":  # what has it
            self.field.setText(f'tag:"{hit.row}" ')
            self._ask(is_ranked=True)
            self.field.setFocus()
            return
        self.accept()
        self.chosen.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ):
                self._step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go_there()
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        self._has_moved = True
        at = self.list.currentIndex().row()
        for _turn in range(abs(by)):
            at = self.rows.next_hit(at, 1 if by > 0 else -1)
        self._move_to(at)

    # -- looks

    def _dress(self) -> None:
        tokens = self._theme.tokens
        tint(self.empty, tokens.muted)
        self.figures.set_colour(tokens.muted)
        self.setStyleSheet(
            f"QPushButton[forward=true] {{ border-color: {tokens.accent.name()}; }}"
            f"QPushButton:disabled {{ color: {tokens.muted.name()}; background: {tokens.panel.name()};"
            f" border-color: {tokens.line.name()}; }}"
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), tokens.panel)
        area = self.list.geometry() if self.list.isVisible() else self.empty.geometry()
        painter.fillRect(area, tokens.paper)
        painter.fillRect(0, area.top() - 1, self.width(), 1, tokens.line)
        painter.fillRect(0, area.bottom() + 1, self.width(), 1, tokens.line)
        painter.end()


def _is_same(hit: Hit, other: Hit | None) -> bool:
    return other is not None and (hit.what, hit.row, hit.start) == (other.what, other.row, other.start)
