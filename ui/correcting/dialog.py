"""Correct the text of an article, or lay a newer copy over it: first the text, then the passages that need a word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from models.carrying import Carrying
from models.messages import _, ngettext
from models.texts import Layout
from ui.correcting.bars import SayBar
from ui.correcting.checking import Checker
from ui.correcting.findings import Findings, PassageToCarry
from ui.correcting.head import StepHead
from ui.correcting.review_page import ReviewPage
from ui.correcting.reviewing import Reviewing
from ui.correcting.text_page import ComparePage, EditorPage
from ui.correcting.words import decided, summary
from ui.labels import ElidedLabel
from ui.theme import Theme
from ui.tips import plain_tip

DRAFT_PAUSE = 300  # milliseconds between two drafts; with what the session waits, a key is in the file within a second
PATIENCE = 800  # milliseconds after which it is said that a comparison is on
LARGEST, SMALLEST = QSize(1120, 860), QSize(760, 560)


class CorrectingDialog(QDialog):
    """Asks for an edit and never makes one: `apply_requested(text, decisions by anchor id)`.

    Whoever does it answers with `finish_applied()` or `show_refusal(sentence)`. `drafted` carries all that was typed:
    at once, then every DRAFT_PAUSE at most. `said` is a sentence for the status bar.
    """

    apply_requested = Signal(str, object)
    drafted = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        theme: Theme,
        article_title: str,
        text: str,
        anchors: Sequence[PassageToCarry],
        offset: int = 0,
        newer: str | None = None,
        draft: str | None = None,
        parent: QWidget | None = None,
        newer_layout: Layout | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._text, self._newer, self._newer_layout = theme, text, newer, newer_layout
        self._passages = list(anchors)
        self._going_on = False
        self._applying = False
        self._closing = False
        self._reviewing: Reviewing | None = None
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Correct the text") if newer is None else _("Replace by a newer copy"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setMinimumSize(SMALLEST)
        self.setSizeGripEnabled(True)
        self.bar = SayBar(theme, self)
        self.editor = EditorPage(theme, text, offset, draft, self) if newer is None else None
        self.compare = ComparePage(theme, self._passages, self) if newer is not None else None
        first = self.editor or self.compare
        assert first is not None
        self.first: EditorPage | ComparePage = first
        self.review = ReviewPage(theme, text, self)
        self.checker = Checker(text, self._passages, self._read, self)
        self._arrange(article_title)
        self._connect()
        self.resize(self._first_size())
        if self.editor is not None and draft not in (None, text):
            self.bar.say(_("This is what was typed before the program ended. Nothing of it is applied yet."))
        self.checker.text_changed()
        self.checker.check_now()
        self._show_page(self.first)

    def _arrange(self, title: str) -> None:
        self.head = StepHead(self._theme, title, self.compare is not None, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.first)
        self.pages.addWidget(self.review)
        self.status = ElidedLabel(self)
        self.cancel = QPushButton(_("Cancel"), self)
        self.back = QPushButton(_("Back"), self)
        self.forward = QPushButton(self)
        self.forward.setProperty("forward", True)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 16, 8)
        foot.setSpacing(8)
        foot.addWidget(self.status, 1)
        for button in (self.cancel, self.back, self.forward):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        names = {name: getattr(tokens, name).name() for name in ("accent", "muted", "line", "panel")}
        self.setStyleSheet(
            "QPushButton[forward=true] {{ border-color: {accent}; }}"
            "QPushButton:disabled {{ color: {muted}; background: {panel}; border-color: {line}; }}".format(**names)
        )

    def _connect(self) -> None:
        self._theme.changed.connect(self._dress)
        self._dress()
        self._draft_waits = False
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_PAUSE)
        self._draft_timer.timeout.connect(self._on_draft_pause_over)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._refresh)
        self.checker.started.connect(self.first.paper.begin_comparing)
        self.checker.checked.connect(self._on_checked)
        if self.editor is not None:
            self.editor.typed.connect(self._on_typed)
        self.review.decided.connect(self._on_decided)
        self.review.refused.connect(lambda sentence: self.bar.say(sentence, loud=True))
        self.cancel.clicked.connect(self.reject)
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_on)
        for keys, act in (
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("Alt+Left", self.go_back),
            ("F6", lambda: self._next_pane(1)),
            ("Shift+F6", lambda: self._next_pane(-1)),
            ("Ctrl+F", lambda: self._page.find_bar.open_up()),
            ("F3", lambda: self._find_again(False)),
            ("Shift+F3", lambda: self._find_again(True)),
            ("Alt+Down", lambda: self._step(1)),
            ("Alt+Up", lambda: self._step(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        for button, keys in ((self.forward, _("Ctrl+Enter")), (self.back, _("Alt+Left")), (self.cancel, _("Escape"))):
            button.setToolTip(plain_tip(keys))

    def _first_size(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else LARGEST
        return QSize(room.width() - 48, room.height() - 48).boundedTo(LARGEST).expandedTo(SMALLEST)

    # -- what there is

    @property
    def carrying(self) -> Carrying | None:
        """The comparison that the decisions belong to, for `correct_text(seen=…)`."""
        return self._reviewing.findings.carrying if self._reviewing is not None else None

    def _read(self) -> str:
        return self.editor.text() if self.editor is not None else self._newer or ""

    @property
    def is_touched(self) -> bool:
        """Whether closing would lose anything."""
        given = self._reviewing is not None and bool(self._reviewing.decisions)
        return given or (self.editor is not None and self.editor.text() != self._text)

    # -- the first step

    def _on_typed(self) -> None:
        self.checker.text_changed()
        if not self._patience.isActive():
            self._patience.start()
        if self._draft_timer.isActive():
            self._draft_waits = True
        else:
            self._tell_draft()

    def _on_draft_pause_over(self) -> None:
        if self._draft_waits:
            self._tell_draft()

    def _tell_draft(self) -> None:
        if not self._closing and self.editor is not None:
            self._draft_waits = False
            self._draft_timer.start()
            self.drafted.emit(self.editor.text())

    def _on_checked(self, findings: Findings) -> None:
        if self._closing:
            return
        self.first.show_findings(findings)
        if self.checker.findings is not None:
            self._patience.stop()
        self._refresh()
        if self._going_on and self.checker.findings is not None:
            self._pass_on(self.checker.findings)

    def go_on(self) -> None:
        """To the review, or apply when there is nothing (more) to review."""
        if self._applying:
            return
        if self.pages.currentWidget() is self.review:
            self._apply_review()
            return
        if self.checker.findings is None:
            self._going_on = True
            self.checker.check_now()
            self._refresh()
            return
        self._pass_on(self.checker.findings)

    def _pass_on(self, findings: Findings) -> None:
        self._going_on = False
        if findings.is_same:
            self._close_unchanged()
        elif not findings.new.strip():
            self.bar.say(_("An article needs some text. To remove the article, delete it instead."), loud=True)
            self._refresh()
        else:
            self.bar.hide()
            reviewing = self._take_review(findings)
            if reviewing.items:
                self.review.show_review(reviewing)
                self._show_page(self.review)
            else:
                self._apply()

    def _take_review(self, findings: Findings) -> Reviewing:
        """The review of these findings, with those decisions of the last one that still hold."""
        earlier = self._reviewing
        if earlier is not None and earlier.findings is findings:
            return earlier
        self._reviewing = Reviewing(findings, self._passages, self._newer_layout)
        if earlier is not None:
            self._reviewing.take_over(earlier)
        return self._reviewing

    def _close_unchanged(self) -> None:
        self.said.emit(_("Nothing was changed."))
        self._close(QDialog.DialogCode.Rejected)

    # -- the second step

    def _on_decided(self) -> None:
        self.bar.hide()
        self._refresh()

    def _apply_review(self) -> None:
        reviewing = self._reviewing
        assert reviewing is not None
        if open_count := reviewing.undecided:
            words = ngettext(
                "{count} passage still needs your word.", "{count} passages still need your word.", open_count
            )
            self.bar.say(words.format(count=open_count), loud=True)
            self.review.show_review(reviewing)
        else:
            self._apply()

    def _apply(self) -> None:
        self._applying = True
        self._refresh()
        self.apply_requested.emit(self._reviewing.findings.new, dict(self._reviewing.decisions))

    def go_back(self) -> None:
        """Back to the text; it and the decisions are kept."""
        if self.pages.currentWidget() is self.review and not self._applying:
            self.bar.hide()
            self._show_page(self.first)

    # -- the end

    def finish_applied(self) -> None:
        """The edit was made: close."""
        self._close(QDialog.DialogCode.Accepted)

    def show_refusal(self, sentence: str) -> None:
        """The edit was refused: say why and keep everything."""
        self._applying = False
        self._refresh()
        self.bar.say(sentence, loud=True)
        self.pages.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def put_by(self) -> None:
        """Close at once; what was typed is drafted, and neither kept as an edit nor discarded."""
        if self.is_touched:
            self._tell_draft()
        self._close(QDialog.DialogCode.Accepted)

    def _close(self, result: QDialog.DialogCode) -> None:
        self._closing = True
        self._draft_timer.stop()
        self.checker.close()
        self.done(result.value)

    def reject(self) -> None:
        """Close; ask first if that would lose something."""
        if self.bar.asks:
            self.bar.hide()  # Escape on the question: no
            self._keep_on()
        elif self._applying and not self._closing:
            return  # the answer is on its way
        elif self._closing or not self.is_touched:
            self._close(QDialog.DialogCode.Rejected)
        else:
            sentence = _("What you corrected is not applied yet.")
            if self.editor is None:
                sentence = _("What you decided is not applied yet.")
            keep = (_("Keep working"), self._keep_on)
            self.bar.say(sentence, [(_("Discard"), lambda: self._close(QDialog.DialogCode.Rejected)), keep])

    def _keep_on(self) -> None:
        self.pages.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    # -- looks and keys

    def _show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.head.show_step(page is self.review)
        self._refresh()

    def _refresh(self) -> None:
        reviewing = self.pages.currentWidget() is self.review
        findings = self.checker.findings
        self.back.setVisible(reviewing)
        self.pages.setEnabled(not self._applying)
        if reviewing:
            total, open_count = len(self._reviewing.items), self._reviewing.undecided
            self.status.setText(decided(total - open_count, total))
            self.forward.setText(_("Apply"))
        elif findings is None:
            if self._going_on or not self._patience.isActive():
                self.status.setText(_("Comparing…"))
        else:
            self.status.setText(summary(findings))
            self.forward.setText(_("Review the passages") if findings.review else _("Apply"))
        if not self.forward.text():
            self.forward.setText(_("Apply"))
        self.status.setAccessibleName(self.status.text())
        ready = not reviewing or not self._reviewing.undecided
        self.forward.setEnabled(ready and not self._applying and not self._going_on)

    def _step(self, by: int) -> None:
        if self.pages.currentWidget() is self.review:
            self.review.step(by)
        elif self.compare is not None:
            self.compare.step(by)

    @property
    def _page(self) -> EditorPage | ComparePage | ReviewPage:
        return self.review if self.pages.currentWidget() is self.review else self.first

    def _find_again(self, backward: bool) -> None:
        bar = self._page.find_bar
        if bar.field.text():
            bar.step(backward)
        else:
            bar.open_up()

    def _next_pane(self, by: int) -> None:
        page = self._page
        last = self.forward if self.forward.isEnabled() else self.cancel
        panes = [*(self.bar.buttons()[-1:] if self.bar.isVisible() else []), *page.panes(), last]
        now = self.focusWidget()
        at = next((i for i, pane in enumerate(panes) if pane is now), -1 if by > 0 else 0)
        panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            if isinstance(button, QPushButton):
                button.click()
            return  # Enter on its own applies nothing
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closing:
            super().closeEvent(event)
        else:
            event.ignore()
            self.reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.editor is not None:
            self.editor.place()
