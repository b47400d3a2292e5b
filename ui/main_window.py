"""The main window: it puts the views together, shows a session in them, and remembers how it stood."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.edits import Edit
from models.messages import _
from models.ports import Entry
from ui.clash.floor import ClashFloor
from ui.commands.article import ArticleCommands
from ui.commands.article_menu import ArticleMenu
from ui.commands.comparing import Comparing
from ui.commands.filtering import FilterCommands
from ui.commands.linking import LinkCommands
from ui.commands.pairing import PairingCommands
from ui.commands.proposing import ProposalCommands
from ui.commands.reading import ReadingCommands
from ui.commands.tree import TreeCommands
from ui.commands.window import Commands
from ui.compare.aligning import Aligner
from ui.compare.locking import Locking
from ui.compare.split import SplitView
from ui.files import Files, warm_up
from ui.filters.bar import FilterBar
from ui.focus import FocusMark
from ui.intents.annotating import Annotating
from ui.intents.branches import Branching
from ui.intents.choosing import Choosing
from ui.intents.clashing import Clashing
from ui.intents.correction import Correction
from ui.intents.editing import Editing
from ui.intents.intents import Intents
from ui.intents.linking import Linking
from ui.jobs import Jobs
from ui.layouts import Layouts
from ui.menus import build_actions, build_menus, node_menu_actions
from ui.motion_line import MotionLine
from ui.notices import Notices, OfferBar, shown_path
from ui.panel.describe import history_rows, node_view
from ui.panel.link_list import LinkListPanel
from ui.panel.node_panel import NodePanel
from ui.panel.views import HistoryRow
from ui.proposals.panel import ProposalPanel
from ui.rail import Rail
from ui.recovery import Recovery
from ui.session import Session
from ui.settings import Settings
from ui.side import Side
from ui.status import StatusBar
from ui.theme import Theme
from ui.theme.style import style_sheet
from ui.window_memory import WindowMemory

MENU_HEIGHT = 36


class MainWindow(QMainWindow):
    """Shows one session. `show_session` may be called again for another project."""

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.theme = theme
        self.settings = settings
        self.session: Session | None = None
        self.setWindowTitle("Counterpoint")
        self._build_views()
        self.notices = Notices(theme, self)
        self.jobs = jobs or Jobs(self)
        self.files = Files(self, settings, self.notices, self.jobs)
        self.intents = Intents(self.split, self)
        self.layouts = Layouts(self.stage, self.split, self.clash, settings)
        self.editing = Editing(self.intents, self.panel, self.notices)
        self.choosing = Choosing(self.intents, theme)
        self.annotating = Annotating(self.intents, self.editing, self.choosing, settings)
        self.linking = Linking(self.intents)
        self.link_commands = LinkCommands(self.intents, self.links, self.panel.links)
        self.clashing = Clashing(
            self.intents, self.clash, self.editing, self.linking, self.link_commands.editing, self.choosing
        )
        panes = self.panel, self.links, self.offers
        self.commands = Commands(
            self.intents, *panes, self.editing, self.linking, self.choosing, self.files, theme, settings
        )
        self.article_commands = ArticleCommands(self.intents, self.annotating, self.notices, settings)
        self.reading_commands = ReadingCommands(self.intents, theme, settings)
        self.tree_commands = TreeCommands(self.intents, self.editing, Branching(self.intents), theme, settings)
        self.pairing_commands = PairingCommands(self.intents, self.layouts, self.files, theme)
        self.filtering = FilterCommands(self.intents, self.filters)
        self.proposing = ProposalCommands(self.intents, self.linking, self.proposals, self.jobs)
        self.aligner = Aligner(self.split, settings)
        self.locking = Locking(self.split, self.aligner)
        self.comparing = Comparing(self.intents, self.aligner, self.locking)
        self.article_menu = ArticleMenu(
            self.intents, self.article_commands.read_as_menu, self.article_commands.find_in_article
        )
        self.correction = Correction(self.intents, self.files, self.jobs, theme)
        handlers = (
            self.commands,
            self.article_commands,
            self.reading_commands,
            self.tree_commands,
            self.pairing_commands,
            self.link_commands,
            self.proposing,
            self.comparing,
            self.filtering,
            self.correction,
        )
        self.actions_by_name = build_actions(self, handlers)
        self.menus = build_menus(self, self.actions_by_name)
        self.comparing.update_checks(self.actions_by_name)
        self.rail.fill(self.actions_by_name)
        self.editing.node_actions = node_menu_actions(self.actions_by_name, self)
        self.commands.more_panes += [self.clash.view, self.proposals, self.filters]
        self.focus_mark = FocusMark(theme, self.commands.every_pane(), self)
        self._connect()
        self._restyle()
        self.memory = WindowMemory(self, settings)
        self.memory.restore()

    # -- building

    def _build_views(self) -> None:
        central = QWidget(self)
        self.offers = OfferBar(self.theme, central)
        self.split = SplitView(self.theme, central)
        self.links = LinkListPanel(self.theme, central)
        self.links.hide()
        self.proposals = ProposalPanel(self.theme, central)
        self.proposals.hide()
        self.panel = NodePanel(self.theme, central)
        self.status = StatusBar(self.theme, central)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.offers)
        self.rail = Rail(self.theme, central)
        self.filters = FilterBar(self.theme, central)
        self.stage = QStackedWidget(central)
        self.clash = ClashFloor(self.theme, self.stage)
        for view in (self.split, self.clash):
            self.stage.addWidget(view)
        self.floors = QSplitter(Qt.Orientation.Vertical, central)
        self.floors.setHandleWidth(1)
        self.floors.setChildrenCollapsible(False)
        for at, floor in enumerate((self.stage, self.links, self.proposals, self.panel)):
            self.floors.addWidget(floor)
            self.floors.setStretchFactor(at, int(floor is self.stage))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        views = QVBoxLayout()
        views.setSpacing(0)
        views.addWidget(self.filters)
        views.addWidget(self.floors, 1)
        middle.addLayout(views, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(central)
        self.motion = MotionLine(self.theme, self.menuBar())
        self.menuBar().setFixedHeight(MENU_HEIGHT)

    def _connect(self) -> None:
        self.theme.changed.connect(self._restyle)
        self.files.opened.connect(self.show_session)
        self.files.told.connect(self.status.tell)
        self.files.imported.connect(self._read_new)
        self.split.links_requested.connect(self._toggle_links)
        for side in self.split.sides():
            side.case_menu_requested.connect(self.pairing_commands.choose_case)
            side.import_requested.connect(self.files.import_article)
            side.header.answered.clicked.connect(lambda _on, side=side: self._next_unanswered(side))
        self.split.node_reveal_requested.connect(self.intents.select)
        self.panel.passage_clicked.connect(self.annotating.go_to_passage)
        self.panel.passage_remove_requested.connect(self.annotating.remove_passage)
        self.panel.passage_move_requested.connect(self.choosing.move_passage_of_panel)
        self.panel.editor_left.connect(self._keep_keys_in_panel)
        self.panel.set_history_source(self._history)
        for menu in self.menus.values():
            menu.aboutToShow.connect(self._update_checks)
        self.editing.menu_about_to_show.connect(self._update_checks)
        self.recovery = Recovery(self.offers, self.correction)
        self.filtering.filtered.connect(self.clashing.refresh)
        self.layouts.changed.connect(lambda: self.aligner.on_layout(self.layouts.current))
        self.layouts.changed.connect(self._refresh_panel)
        self.intents.chosen.connect(self.aligner.on_selected)
        self.aligner.aligned.connect(self._refresh_panel)  # which says what is out of sight
        self.locking.changed.connect(self.actions_by_name["lock_scrolling"].setChecked)
        self._recent = QMenu(self)
        self.actions_by_name["open_recent"].setMenu(self._recent)
        self._fill_recent()
        self._pairings = QMenu(self)
        self._pairings.aboutToShow.connect(lambda: self.pairing_commands.fill_pairings(self._pairings))
        self.actions_by_name["pairings"].setMenu(self._pairings)
        self.layouts.changed.connect(lambda: self.pairing_commands.update_checks(self.actions_by_name))
        self.actions_by_name["read_as"].setMenu(self.article_commands.read_as_menu(self))

    def _update_checks(self) -> None:
        self.commands.update_checks(self.actions_by_name)
        self.tree_commands.update_checks(self.actions_by_name)
        self.pairing_commands.update_checks(self.actions_by_name)
        self.proposing.update_checks(self.actions_by_name)
        self.comparing.update_checks(self.actions_by_name)
        self.filtering.update_checks(self.actions_by_name)

    def _fill_recent(self) -> None:
        menu = self._recent
        menu.clear()
        for path in self.settings.recent():
            menu.addAction(shown_path(path), lambda path=path: self.files.open(path))
        menu.setEnabled(bool(self.settings.recent()))

    # -- the project on show

    def start(self, path: Path | None) -> None:
        """Open the first project once its libraries are imported, in a thread: the window is painted before."""
        self.status.tell(_("Opening…"))
        self.jobs.run(warm_up, lambda _done: self.open_first(path), self.files.on_failed)

    def open_first(self, path: Path | None) -> None:
        """Open what was asked for, else the last project, else the bundled debate."""
        self.status.tell("")
        wanted = path or next((p for p in self.settings.recent() if os.path.isfile(p)), None)
        if wanted is not None:
            self.files.open(wanted)
        if self.session is None and path is None:
            self.files.open_debate()

    def _finish_editing(self) -> None:
        """Open editors commit what was typed."""
        for side in self.split.sides():
            for view in side.tree_views():
                view.finish_editing()
        self.panel.finish()
        self.link_commands.finish()

    def _leave_project(self) -> None:
        """What is open over the project is put away, and nothing that was typed is lost."""
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass  # a menu or a picker of nodes that are not there any more
        self._finish_editing()
        self.correction.put_by()

    def show_session(self, session: Session) -> None:
        """Show another project; the one before is closed."""
        self._leave_project()
        before, self.session = self.session, session
        for user in (self.intents, self.files, self.proposing, self.filtering):
            user.session = session
        latest = self.layouts.latest(pairing.id for pairing in session.project.pairings())
        if latest is not None:
            session.show_pairing(latest)
        self.split.set_session(session)
        session.changed.connect(self._on_changed)
        session.selected.connect(self._on_selected)
        session.refused.connect(self._on_refused)
        session.told.connect(self.status.tell)
        session.pairing_changed.connect(self._on_pairing_changed)
        session.front_changed.connect(self.clashing.show_selection)
        self.clashing.follow(None)
        session.setParent(self)
        if before is not None:
            before.close()
            before.deleteLater()
            session.pull()  # the same file may have been open before, with an editor that has just committed
        self.setWindowTitle(f"{session.path.stem} — Counterpoint")
        self._fill_recent()
        self._refresh_all()
        self._select_first()
        for follower in (self.aligner, self.locking):  # not before: what is selected at first aligns nothing
            follower.set_session(session)
        self.recovery.look(session)

    def _read_new(self, case_id: str) -> None:
        """An article has come in: the keys go to it, so that it can be read and marked."""
        side = next((s for s in self.split.sides() if s.case is not None and s.case.id == case_id), None)
        if side is not None and not side.article.isHidden():
            side.article.setFocus()

    def _select_first(self) -> None:
        case = self.split.left.case
        if self.session is not None and case is not None:
            roots = self.session.project.children(case.id, None)
            self.session.select(roots[0].id if roots else None)
            self.split.left.take_focus(in_tree=bool(roots))
        elif self.session is not None:
            self.split.left.article.focus_empty_state()

    def _refresh_all(self) -> None:
        session = self.session
        if session is None:
            return
        pairing = session.pairing
        self.layouts.show_pairing(pairing.id if pairing is not None else None)
        self.motion.show_pairing(pairing)
        self.status.show_figures(session)
        self._refresh_panel()
        if not self.links.isHidden():
            self.link_commands.fill_list()

    def _refresh_panel(self) -> None:
        session = self.session
        node = session.selected_node if session is not None else None
        self.panel.show_node(node_view(session, node, self._in_sight) if session and node else None)

    def _in_sight(self, node_id: str) -> bool:
        """The clash table has the partner in the same row."""
        return self.layouts.is_rows or self.aligner.in_sight(node_id)

    def _keep_keys_in_panel(self) -> None:
        """An editor of the panel was left: F2 opens it again, F6 goes on from there."""
        if self.focusWidget() is None:
            self.panel.setFocus()

    def _history(self, node_id: str) -> list[HistoryRow]:
        return history_rows(self.session, node_id) if self.session is not None else []

    def _next_unanswered(self, side: Side) -> None:
        side.take_focus(in_tree=side.article.isHidden())
        self.comparing.next_unanswered()

    def _toggle_links(self) -> None:
        self.actions_by_name["show_links"].trigger()

    # -- what the session says

    def _on_changed(self, edit: Edit, entry: Entry) -> None:
        self.split.refresh(edit)
        self.clashing.follow(edit)
        self._refresh_all()
        own = self.session is not None and entry.client == self.session.client
        self.status.tell_edit(edit, entry, own)
        if entry.kind != "do" and own:
            self.intents.follow(edit)

    def _on_selected(self, node_id: str | None) -> None:
        self.split.show_selection(node_id, origin=self.intents.place)
        self.clashing.show_selection()
        self._refresh_panel()

    def _on_refused(self, sentence: str) -> None:
        self.notices.at(sentence, self.intents.place_of_refusal())
        for side in self.split.sides():
            if self.intents.place is side.article:
                side.article.hold_letters()  # words that were meant for an editor that did not open
        self.status.tell(sentence)

    def _on_pairing_changed(self) -> None:
        self.split.refresh(None)
        self.clashing.follow(None)
        self._refresh_all()

    # -- looks and memory

    def _restyle(self) -> None:
        rules = style_sheet(self.theme)
        if rules != self.styleSheet():  # zooming changes the letters alone
            self.setStyleSheet(rules)
        self.motion.restyle()
        self.split.restyle()
        self.rail.restyle()
        self.panel.update()
        self.status.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.session is not None:
            self.session.pull()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave_project()
        self.memory.keep()
        if self.session is not None:
            self.session.close()
            self.session = self.intents.session = self.files.session = self.proposing.session = None
            self.filtering.session = None
            for follower in (self.aligner, self.locking):
                follower.set_session(None)
            self.status.show_figures(None)
        super().closeEvent(event)
