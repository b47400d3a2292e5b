"""The window where two copies of a project are put together: what both changed, one by one, with both values."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from models.merging import BOTH, MINE, THEIRS, Question
from models.messages import _, ngettext
from storage.synced.joining import Plan
from ui.halves import HalvesDialog
from ui.labels import plain_label, tint
from ui.safety.merging_words import column_of, entries, line_of, summary, value_of
from ui.theme import Theme
from ui.two_lines import TwoLine, TwoLines


class Sides(QWidget):
    """Both values side by side, below them what it was, and the answers. `answered(way)` by the user alone."""

    answered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.boxes: dict[str, QPlainTextEdit] = {}
        self.heads = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 4, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for name, word, place in (
            (MINE, _("On this machine"), (0, 0)),
            (THEIRS, _("In the other copy"), (0, 1)),
            ("before", _("Before"), (2, 0)),
        ):
            head, box = plain_label(word, self), QPlainTextEdit(self)
            box.setReadOnly(True)
            box.setTabChangesFocus(True)
            box.setAccessibleName(word)
            self.heads[name], self.boxes[name] = head, box
            wide = 2 if name == "before" else 1
            grid.addWidget(head, place[0], place[1], 1, wide)
            grid.addWidget(box, place[0] + 1, place[1], 1, wide)
        grid.setRowStretch(1, 3)
        grid.setRowStretch(3, 1)
        self.ways = {
            MINE: QRadioButton(_("&Mine"), self),
            THEIRS: QRadioButton(_("&Theirs"), self),
            BOTH: QRadioButton(_("&Both, one after the other"), self),
        }
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        for way, button in self.ways.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, way=way: self.answered.emit(way))
            row.addWidget(button)
        row.addStretch(1)
        foot = QVBoxLayout()
        foot.addLayout(row)
        grid.addLayout(foot, 4, 0, 1, 2)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        for head in self.heads.values():
            tint(head, self._theme.tokens.muted)
        tokens = self._theme.tokens
        self.setStyleSheet(
            "QRadioButton::indicator { width: 12px; height: 12px; border-radius: 7px;"
            f" border: 1px solid {tokens.muted.name()}; background: {tokens.paper.name()}; }}"
            "QRadioButton::indicator:checked { width: 6px; height: 6px;"
            f" border: 4px solid {tokens.accent.name()}; }}"
            f"QRadioButton:focus {{ color: {tokens.accent.name()}; }}"
        )

    def show_values(self, mine: str, theirs: str, before: str | None) -> None:
        for name, words in ((MINE, mine), (THEIRS, theirs), ("before", before or "")):
            self.boxes[name].setPlainText(words)
        for part in (self.heads["before"], self.boxes["before"]):
            part.setVisible(before is not None)

    def show_ways(self, ways: tuple[str, ...], answer: str) -> None:
        self._group.setExclusive(False)
        for way, button in self.ways.items():
            button.setVisible(way in ways)
            button.setChecked(way == answer)
        self._group.setExclusive(True)


class MergingDialog(HalvesDialog):
    """`chosen(answers)` once all is answered and wanted; nothing is written before."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Two versions of “{name}”").format(name=name), parent)
        self._plan = plan
        self.answers: dict[str, str] = {}
        self.list = TwoLines(theme, _("What both sides changed"), self)
        self.sides = Sides(theme, self)
        words = {
            "mine": _("All m&ine"),
            "theirs": _("All t&heirs"),
            "join": _("&Put together"),
            "close": _("Later"),
        }
        self.fill(self.list, self.sides, words, right_from="join", forward="join")
        self.buttons["mine"].clicked.connect(lambda: self._answer_rest(MINE))
        self.buttons["theirs"].clicked.connect(lambda: self._answer_rest(THEIRS))
        self.buttons["join"].clicked.connect(self._join)
        self.buttons["close"].clicked.connect(self.reject)
        self.sides.answered.connect(self.answer)
        self.list.selectionModel().selectionChanged.connect(lambda _now, _before: self._on_chosen())
        self.list.activated.connect(lambda _index: self._join())
        self.list.installEventFilter(self)
        self.summary.setText(summary(plan))
        self._fill()
        self.list.setCurrentIndex(self.list.rows.index(0, 0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def questions(self) -> tuple[Question, ...]:
        return self._plan.merge.questions

    def _fill(self) -> None:
        lines = [line_of(self._plan, q, self.answers.get(q.id, "")) for q in self.questions]
        everything = TwoLine(
            _("All changes of both sides"), "", _("What is not listed above is put together by itself.")
        )
        at = self.list.currentIndex().row()
        self.list.rows.set_lines([*lines, everything])
        if at >= 0:
            self.list.setCurrentIndex(self.list.rows.index(at, 0))
        left = len(self.questions) - len(self.answers)
        words = ngettext("{count} still to be answered", "{count} still to be answered", left).format(count=left)
        self.figures.setText(words if left else _("Everything is answered."))
        self.buttons["join"].setEnabled(not left)

    def current(self) -> Question | None:
        row = self.list.currentIndex().row()
        return self.questions[row] if 0 <= row < len(self.questions) else None

    def _on_chosen(self) -> None:
        question = self.current()
        if question is None:
            self.sides.show_values(entries(self._plan.our_new), entries(self._plan.their_new), None)
            self.sides.show_ways((), "")
            return
        mine = value_of(self._plan, question, question.mine)
        theirs = value_of(self._plan, question, question.theirs)
        before = value_of(self._plan, question, question.before)
        self.sides.heads["before"].setText(_("{what} before").format(what=column_of(question)))
        self.sides.show_values(mine, theirs, before)
        self.sides.show_ways(question.ways, self.answers.get(question.id, ""))

    def answer(self, way: str) -> None:
        """Answer the current question and go on to the next that is open."""
        question = self.current()
        if question is None or way not in question.ways:
            return
        self.answers[question.id] = way
        at = self.list.currentIndex().row()
        self._fill()
        rows = [*range(at + 1, len(self.questions)), *range(at)]
        following = next((row for row in rows if self.questions[row].id not in self.answers), None)
        if following is not None:
            self.list.setCurrentIndex(self.list.rows.index(following, 0))
        else:
            self.buttons["join"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer_rest(self, way: str) -> None:
        for question in self.questions:
            self.answers.setdefault(question.id, way)
        self._fill()
        self._on_chosen()
        self.buttons["join"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _join(self) -> None:
        if self.buttons["join"].isEnabled():
            self.chosen.emit(dict(self.answers))
            self.accept()

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters answer in the list too, which would look for rows by them."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            way = self._way(event)
            if way is not None:
                self.answer(way)
                return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _way(event: QKeyEvent) -> str | None:
        ways = {Qt.Key.Key_M: MINE, Qt.Key.Key_T: THEIRS, Qt.Key.Key_B: BOTH}
        return ways.get(Qt.Key(event.key())) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = self._way(event)
        if way is not None:
            self.answer(way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._join()
        else:
            super().keyPressEvent(event)
