"""The card of a link: a small window over the two sides where all of the link is seen and edited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.entities import CHALLENGES, MUTUAL, LinkKind
from models.messages import _, ngettext
from ui.compare.link_lines import Hairline, RelationLine, StateLine
from ui.compare.link_parts import AnswerButton, EndButton, KindRow, StrengthRow, TextButton
from ui.link_menu import ANSWER, DELETE, FLIP, kind_of_key
from ui.panel.editor import BLEED
from ui.panel.lines import needed_lines
from ui.panel.note_editor import NoteEditor
from ui.panel.pieces import SmallLabel, slim_scroll_bar
from ui.panel.times import in_full, when
from ui.panel.views import LinkFacts
from ui.popover import Popover
from ui.theme import Theme
from ui.theme.theme import INTERFACE_LINE
from ui.tips import plain_tip

WIDTH = 344  # pixels
EDGE = 12  # from the card's edge to what stands in it
ANSWERS = 4  # that are shown; the list of links has all
NOTE_LEAST, NOTE_MOST = 1, 5  # lines of the note
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)


class LinkCard(Popover):
    """Emits what the person wants; whoever performs it calls `show_facts` again. Escape closes it."""

    kind_requested = Signal(str, str)
    flip_requested = Signal(str)
    strength_requested = Signal(str, object)
    note_committed = Signal(str, str)
    note_drafted = Signal(str, str)
    note_discarded = Signal(str)
    answer_requested = Signal(str, QRect)  # where to ask, in global pixels
    card_requested = Signal(str)  # of an answer
    delete_requested = Signal(str)
    go_requested = Signal(str)  # to a node

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window)
        self.facts: LinkFacts | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._scroll.setWidget(self._inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.addWidget(self._scroll)
        self._make_ends()
        self._make_choices()
        self._make_answers()
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    # -- building

    def _make_ends(self) -> None:
        theme, inner = self._theme, self._inner
        self.made = SmallLabel(theme, parent=inner)
        self.close_button = QToolButton(inner)
        self.close_button.setAutoRaise(True)
        self.close_button.setFixedSize(24, 24)
        self.close_button.setToolTip(_("Close (Escape)"))
        self.close_button.setAccessibleName(_("Close"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.close_card)
        self.source, self.target = EndButton(theme, inner), EndButton(theme, inner)
        for end in (self.source, self.target):
            end.clicked.connect(lambda _on=False, end=end: self.go_requested.emit(end.node_id))
        self.relation = RelationLine(theme, inner)
        self.flip = TextButton(theme, _("Turn round"), inner)
        self.flip.setToolTip(_("Turn the link round (D)"))
        self.flip.clicked.connect(lambda: self.flip_requested.emit(self._id))

    def _make_choices(self) -> None:
        theme, inner = self._theme, self._inner
        self.kinds = KindRow(theme, inner)
        self.kinds.chosen.connect(lambda kind: self.kind_requested.emit(self._id, kind))
        self.strengths = StrengthRow(theme, inner)
        self.strengths.chosen.connect(lambda strength: self.strength_requested.emit(self._id, strength))
        self.strength_label = SmallLabel(theme, _("Strength"), parent=inner)
        self.note = NoteEditor(theme, _("Note of the link, in Markdown"), inner)
        self.note.invite(_("Add a note"))
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.note.setToolTip(_("F2 opens the note; Escape or Ctrl+Enter leaves and keeps it"))
        self.note.committed.connect(self.note_committed)
        self.note.drafted.connect(self.note_drafted)
        self.note.discarded.connect(self.note_discarded)
        self.note.left.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.note.opened.connect(lambda _on: self.fit())
        self.note.textChanged.connect(self.fit)

    def _make_answers(self) -> None:
        theme, inner = self._theme, self._inner
        self.state = StateLine(theme, inner)
        self.answers = [AnswerButton(theme, inner) for _place in range(ANSWERS)]
        for button in self.answers:
            button.clicked.connect(lambda _on=False, button=button: self._open_answer(button))
        self.more = SmallLabel(theme, parent=inner)
        self.answer = TextButton(theme, _("Answer this…"), inner)
        self.answer.setToolTip(_("Choose the node that replies (A)"))
        self.answer.clicked.connect(self._ask_answer)
        self.delete = TextButton(theme, _("Delete"), inner, loud=True)
        self.delete.setAccessibleName(_("Delete the link"))
        self.delete.setToolTip(_("Delete the link (Del)"))
        self.delete.clicked.connect(lambda: self.delete_requested.emit(self._id))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(EDGE - 2, EDGE - 6, EDGE - 2, EDGE - 4)
        column.setSpacing(2)
        head, middle, strength, note, foot = (QHBoxLayout() for _row in range(5))
        head.addSpacing(8)
        head.addWidget(self.made, 1)
        head.addWidget(self.close_button)
        middle.addWidget(self.relation, 1)
        middle.addWidget(self.flip)
        strength.addSpacing(8)
        strength.addWidget(self.strength_label)
        strength.addStretch(1)
        strength.addWidget(self.strengths)
        note.setContentsMargins(8 - BLEED, 2, 8 - BLEED, 0)
        note.addWidget(self.note)
        foot.addWidget(self.answer)
        foot.addStretch(1)
        foot.addWidget(self.delete)
        self._lines = [Hairline(self._theme, self._inner) for _place in range(2)]
        column.addLayout(head)
        column.addWidget(self.source)
        column.addLayout(middle)
        column.addWidget(self.target)
        column.addWidget(self._lines[0])
        column.addWidget(self.kinds)
        column.addLayout(strength)
        column.addLayout(note)
        column.addWidget(self._lines[1])
        column.addWidget(self.state)
        for button in self.answers:
            column.addWidget(button)
        column.addWidget(self.more)
        column.addLayout(foot)
        column.addStretch(1)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.close_button.setIcon(self._theme.icon("x", tokens.muted))
        self.close_button.setIconSize(QSize(16, 16))
        self._scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        self._scroll.verticalScrollBar().setStyleSheet(slim_scroll_bar(self._theme))
        self.update()

    # -- what it shows

    @property
    def _id(self) -> str:
        return self.facts.link_id if self.facts is not None else ""

    def open_at(self, facts: LinkFacts, at: QRect, *, in_note: bool = False) -> None:
        """Show a link beside a place of the window. `in_note`: its note is opened at once."""
        self._at = at
        self.show_facts(facts)
        self._scroll.verticalScrollBar().setValue(0)
        self.come_up()
        first: QWidget = self.note if in_note else self.kinds.stop() if self.kinds.isVisibleTo(self) else self
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_facts(self, facts: LinkFacts) -> None:
        """Show a link as it is now. What is being typed stays."""
        self.facts = facts
        kind = LinkKind(facts.kind)
        is_answer = kind is LinkKind.ANSWERS
        made = _("Linked by {who}, {time}") if facts.author and facts.created else "{who}{time}"
        self.made.show_words(made.format(who=facts.author, time=when(facts.created) if facts.created else ""))
        self.made.setToolTip(plain_tip(in_full(facts.created) if facts.created else ""))
        self.source.show_end(facts.source, _("From"))
        self.target.show_end(facts.target, _("To"))
        self.relation.show_relation(facts.kind, facts.replies_to)
        self.flip.setVisible(not is_answer and kind not in MUTUAL)
        self.kinds.setVisible(not is_answer)
        self.kinds.show_kind(facts.kind)
        self.strengths.show_strength(facts.strength)
        self.note.show_text(facts.link_id, facts.note)
        has_state = is_answer or kind in CHALLENGES
        for part in (self._lines[1], self.state, self.answer):
            part.setVisible(has_state)
        self.state.show_state(facts.state, len(facts.answers), is_answer)
        for place, button in enumerate(self.answers):
            button.setVisible(place < len(facts.answers))
            if place < len(facts.answers):
                button.show_answer(facts.answers[place])
        rest = len(facts.answers) - ANSWERS
        self.more.setVisible(rest > 0)
        self.more.show_words(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
        words = {"source": facts.source.text, "relation": self.relation.words, "target": facts.target.text}
        self.setAccessibleName(_("Link: “{source}” {relation} “{target}”").format(**words))
        self.fit()

    def fit(self) -> None:
        """As high as it must be, beside what it is about, inside the window."""
        room = self.room()
        width = min(WIDTH, room.width())
        inner = width - 2 * EDGE
        for end in (self.source, self.target):
            end.setFixedHeight(end.heightForWidth(inner))
        for button in self.answers:
            button.setFixedHeight(button.heightForWidth(inner))
        self.note.setFixedHeight(self._note_height(inner))
        self._inner.layout().activate()
        height = min(self._inner.minimumSizeHint().height() + 4, room.height())
        self.stand(QSize(width, height))

    def _note_height(self, width: int) -> int:
        text = self.note.text()
        lines = needed_lines(text, self._theme.interface_font(), width - 16, NOTE_MOST) if text else NOTE_LEAST
        if self.note.is_open():
            lines = max(3, min(NOTE_MOST, lines + 1))
        return lines * INTERFACE_LINE + 4

    def _open_answer(self, button: AnswerButton) -> None:
        if button.view is not None:
            self.card_requested.emit(button.view.link_id)

    def _ask_answer(self) -> None:
        if not self.answer.isHidden():
            self.answer_requested.emit(self._id, QRect(self.answer.mapToGlobal(QPoint(0, 0)), self.answer.size()))

    def finish(self) -> None:
        """Keep what is being typed."""
        self.note.finish()

    def emptied(self) -> None:
        self.facts = None
        self.note.show_text("", "")

    # -- keys

    def event(self, event: QEvent) -> bool:
        # F2, Del and the letters are the card's while it is open, whatever the window binds them to.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meaning(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = self._meaning(event)
        if meaning == "kind":
            self.kind_requested.emit(self._id, str(kind_of_key(event)))
        elif meaning == "flip":
            self.flip_requested.emit(self._id)
        elif meaning == "delete":
            self.delete_requested.emit(self._id)
        elif meaning == "answer":
            self._ask_answer()
        elif meaning == "note":
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif meaning == "close":
            self.close_card()
        else:
            super().keyPressEvent(event)

    def _meaning(self, event: QKeyEvent) -> str:
        key = Qt.Key(event.key())
        if event.modifiers() not in _PLAIN:
            return ""
        if kind_of_key(event) is not None:
            return "kind"
        if key in DELETE:
            return "delete"
        keys = {FLIP: "flip", ANSWER: "answer", Qt.Key.Key_F2: "note", Qt.Key.Key_Escape: "close"}
        return keys.get(key, "")

    def show_stop(self, stop: QWidget) -> None:
        self._scroll.ensureWidgetVisible(stop, 0, 8)

    def stops(self) -> list[QWidget]:
        return [
            *self.kinds.buttons,
            *self.strengths.buttons,
            self.note,
            *self.answers,
            self.answer,
            self.delete,
            self.close_button,
            self.source,
            self.flip,
            self.target,
        ]
