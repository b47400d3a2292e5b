"""Two cases side by side with the gutter between them; in a narrow window, two tabs with the partner in a strip."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from models.comparison import far_end, touches_statuses
from models.edits import Edit
from models.entities import MUTUAL, Case
from models.messages import _, shorten
from ui.compare.gutter import Gutter
from ui.compare.gutter_head import GUTTER, GutterHead
from ui.compare.gutter_plan import LinkEnd
from ui.compare.places import Places
from ui.compare.swapping import is_swap, swap
from ui.compare.words import relation
from ui.labels import ElidedLabel, plain_label
from ui.session import Session
from ui.side import Side
from ui.theme import Theme
from ui.tips import plain_tip

NARROW = 1000  # pixels: below this the sides become tabs, if the user has not said otherwise
COUNTING = 120  # milliseconds from the last edit to new figures
NARROWEST = 760  # pixels: below this they do in any case


class PartnerStrip(QWidget):
    """In a narrow window: what the selected node is linked with on the other side. A press goes there."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._node: str | None = None
        self.setFixedHeight(36)
        self._word = plain_label(self)
        self._text = ElidedLabel(self)
        self._go = QToolButton(self)
        self._go.setText(_("Go there"))
        self._go.setAutoRaise(True)
        self._go.clicked.connect(self._on_go)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._word)
        row.addWidget(self._text, 1)
        row.addWidget(self._go)

    def show_partner(self, word: str, node_id: str | None, text: str) -> None:
        self._node = node_id
        self._word.setText(word)
        self._word.setFont(self._theme.small_font())
        self._text.setText(text)
        self._text.setToolTip(plain_tip(text))
        self._go.setVisible(node_id is not None)

    def _on_go(self) -> None:
        if self._node is not None:
            self.pressed.emit(self._node)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.panel)
        painter.fillRect(QRect(0, 0, self.width(), 1), self._theme.tokens.line)


class SplitView(QWidget):
    """The pairing of a session, or its first cases."""

    link_clicked = Signal(str)
    link_menu_requested = Signal(str, QPoint)
    node_reveal_requested = Signal(str)
    links_requested = Signal()
    wanted = Signal()  # something is to be seen on a side: whatever stands in the sides' place gives way

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session: Session | None = None
        self._compact = False
        self._choice = "auto"
        self.left = Side(theme, False, self)
        self.right = Side(theme, True, self)
        self.right.find_bar.field.searches = self.left.find_bar.field.searches  # what was looked for in one text
        self.gutter = Gutter(theme, self)
        self.gutter.setFixedWidth(GUTTER)
        self.head = GutterHead(theme, self)
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(_("Side"))
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.tabs.currentChanged.connect(self._arrange)
        self.strip = PartnerStrip(theme, self)
        self.strip.pressed.connect(self.node_reveal_requested)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.head)
        middle.addWidget(self.gutter, 1)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.tabs, 0, 0, 1, 3)
        grid.addWidget(self.left, 1, 0)
        grid.addLayout(middle, 1, 1)
        grid.addWidget(self.right, 1, 2)
        grid.addWidget(self.strip, 2, 0, 1, 3)
        self.places = Places(self, self.gutter, self.sides())
        self._settle = QTimer(self)  # several views move at once: the gutter follows once
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.places.refresh)
        self._counting = QTimer(self)  # counting looks at all claims: once edits pause
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNTING)
        self._counting.timeout.connect(self._count)
        for side in self.sides():
            side.geometry_changed.connect(self._settle.start)
        self.gutter.link_clicked.connect(self.link_clicked)
        self.gutter.link_menu_requested.connect(self.link_menu_requested)
        self.gutter.reveal_requested.connect(self.node_reveal_requested)
        self.gutter.set_captions(self._caption)
        self.gutter.counted.connect(self.head.show_count)
        self.gutter.unfold_requested.connect(self.unfold)
        self.gutter.attach_fringes(self)
        self.head.pressed.connect(self.links_requested)
        self._arrange()

    def sides(self) -> tuple[Side, Side]:
        return self.left, self.right

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)

    # -- what it shows

    def set_session(self, session: Session | None) -> None:
        self._session = session
        for side in self.sides():
            side.set_session(session)
        if session is not None:
            session.front_changed.connect(lambda: self._show_strip(session.selected_node))
        if session is not None:
            session.front_changed.connect(self.gutter.set_front)
        self.show_cases()

    def show_cases(self) -> None:
        """Show the cases of the session's pairing."""
        cases = self._session.sides() if self._session is not None else (None, None)
        for at, (side, case) in enumerate(zip(self.sides(), cases, strict=True)):
            self._show_case(at, side, case)
        self._fit()
        self.refresh_links()

    def _show_case(self, at: int, side: Side, case: Case | None) -> None:
        side.show_case(case)
        alone = case is None and self.left.case is not None
        name = shorten(case.name, 40).replace("&", "&&") if case else ""
        self.tabs.setTabText(at, name if case else _("Second article…") if alone else _("No case"))

    def refresh(self, edit: Edit | None) -> None:
        """After an edit, or (None) when another pairing is to be shown. What stays on show is read on in its place."""
        session = self._session
        if session is None:
            return
        if is_swap(*self.sides(), *session.sides()):
            swap(*self.sides(), self.show_cases)
            return
        for at, (side, case) in enumerate(zip(self.sides(), session.sides(), strict=True)):
            if case is not None and side.case is not None and case.id == side.case.id:
                side.refresh(edit)
            elif case is not None or side.case is not None:
                self._show_case(at, side, case)
        self._fit()
        if edit is None or touches_statuses(edit) or session.filter.is_on:
            self.refresh_links()
        else:  # links and branches are those that they were
            self._settle.start()
            self.gutter.refresh()

    def refresh_links(self) -> None:
        links = self.link_ends()
        self.places.forget()
        self.gutter.set_links(links)
        self.head.show_count(len(links))
        self._counting.start()
        self._settle.start()

    def link_ends(self) -> list[LinkEnd]:
        """The links that run between the two cases on show and that no filter hides."""
        session = self._session
        if session is None:
            return []
        found, keeps = [], session.found.keeps_link
        for link in session.project.links():
            if not keeps(link.id):
                continue
            target = far_end(session.project, link)
            mutual, met = link.kind in MUTUAL, session.challenge_state(link.id) == "met"
            if self.left.owns(link.source_id) and self.right.owns(target):
                found.append(LinkEnd(link.id, str(link.kind), link.source_id, target, True, mutual, met))
            elif self.right.owns(link.source_id) and self.left.owns(target):
                found.append(LinkEnd(link.id, str(link.kind), target, link.source_id, False, mutual, met))
        return found

    def show_selection(self, node_id: str | None, *, origin: QWidget | None = None) -> None:
        """Select a node on its side and mark its partners on the other."""
        for at, side in enumerate(self.sides()):
            if side.owns(node_id) and self._compact:
                self.tabs.setCurrentIndex(at)
            side.show_selection(node_id, reveal=origin is not side.article)
        self.gutter.set_selected(node_id)
        self.gutter.set_front(self._session.front_link if self._session is not None else None)
        self._show_strip(node_id)
        self._settle.start()

    def _show_strip(self, node_id: str | None) -> None:
        session = self._session
        if session is None or node_id is None:
            self.strip.show_partner(_("Select a node to see what it is linked with."), None, "")
            return
        link_id, other = session.front_link, session.partner
        if link_id is None or other is None:
            self.strip.show_partner(_("This node has no link yet."), None, "")
            return
        link = session.project.link(link_id)
        word = relation(str(link.kind), link.source_id == node_id)
        self.strip.show_partner(word, other, session.project.node(other).text)

    def come_forward(self) -> None:
        """The sides are to be seen, where the clash table stands in their place."""
        if not self.isVisible():
            self.wanted.emit()

    def _count(self) -> None:
        """How many claims are answered, in the head of each side."""
        session = self._session
        for side in self.sides():
            statuses = session.statuses() if session is not None else {}
            side.header.answered.show_statuses({node: word for node, word in statuses.items() if side.owns(node)})

    def unfold(self, side: str, node_id: str) -> None:
        """Unfold a branch of a side ("left" or "right")."""
        (self.left if side == "left" else self.right).tree.set_folded((node_id,), False)

    def side_of(self, node_id: str | None) -> Side | None:
        return next((side for side in self.sides() if side.owns(node_id)), None)

    def _caption(self, node_id: str) -> str:
        return shorten(self._session.project.node(node_id).text, 60) if self._session is not None else ""

    # -- where it is shown

    @property
    def compact(self) -> bool:
        """Whether the sides are tabs."""
        return self._compact

    def set_sides(self, choice: str) -> None:
        """ "one" side at a time, "two", or "auto": what the width has room for."""
        self._choice = choice
        self._fit()

    def _fit(self) -> None:
        least = {"one": 1 << 24, "two": NARROWEST}.get(self._choice, NARROW)
        alone = self._choice == "auto" and self.left.case is not None and self.right.case is None
        if (compact := alone or self.width() < least) != self._compact:
            self._compact = compact
            side = self.side_of_focus() or self.side_of_selection()
            self.tabs.setCurrentIndex(0 if side is not self.right else 1)
            self._arrange()
        self.strip.setVisible(compact and all(side.case is not None for side in self.sides()))
        for side in self.sides():
            side.set_beside(compact and self.width() >= NARROW)

    def side_of_selection(self) -> Side | None:
        return self.side_of(self._session.selected_node) if self._session is not None else None

    def side_of_focus(self) -> Side | None:
        focus = self.window().focusWidget()
        return next((side for side in self.sides() if focus is not None and side.isAncestorOf(focus)), None)

    def side_in_front(self) -> Side | None:
        """The one side on show; None while both are."""
        return self.sides()[self.tabs.currentIndex()] if self._compact else None

    def show_side(self, side: Side) -> None:
        """Bring a side to the front, where one is shown at a time or the clash table stands in their place."""
        self.come_forward()
        self.tabs.setCurrentIndex(self.sides().index(side))

    def _arrange(self, _index: int = 0) -> None:
        compact, before = self._compact, self.side_of_focus()
        focus = self.window().focusWidget()
        in_tree = before is not None and any(view.isAncestorOf(focus) for view in before.tree_views())
        self.tabs.setVisible(compact)
        for widget in (self.gutter, self.head):
            widget.setVisible(not compact)
        for at, side in enumerate(self.sides()):
            shown = not compact or at == self.tabs.currentIndex()
            side.setVisible(shown)
            self._grid.setColumnStretch(2 * at, int(shown))
        self._settle.start()
        front = self.side_in_front()
        if before is not None and front is not None and before is not front:
            front.take_focus(in_tree)  # the keys do not stay in what is hidden

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._settle.start()

    def restyle(self) -> None:
        for side in self.sides():
            side.restyle()
        self.head.update()
        self.strip.update()
