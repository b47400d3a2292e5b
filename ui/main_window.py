"""The main window: it shows a session in its views, and remembers how it stood."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from models.edits import Edit
from models.messages import _, shorten
from models.ports import Entry
from ui.files import warm_up
from ui.importing.drops import ArticleDrops
from ui.importing.pasting import Held
from ui.jobs import Jobs
from ui.panel.describe import history_rows, node_view
from ui.panel.views import HistoryRow
from ui.recovery import Recovery
from ui.session import Session
from ui.settings import Settings
from ui.side import Side
from ui.theme import Theme
from ui.window_actions import ActionsWindow
from ui.window_memory import WindowMemory


class MainWindow(ActionsWindow):
    """Shows one session. `show_session` may be called again for another project."""

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs | None = None) -> None:
        super().__init__(theme, settings, jobs)
        self.session: Session | None = None
        self.drops = ArticleDrops(self.drop_frame, self._drop_place, self.intake)
        self._connect()
        self.memory = WindowMemory(self, settings)
        self.memory.restore()

    def _connect(self) -> None:
        self.files.opened.connect(self.show_session)
        self.files.told.connect(self.status.tell)
        self.backup_commands.keeper.told.connect(self.status.tell)
        self.write_back.told.connect(self.status.tell)
        self.intake.imported.connect(self._read_new)
        self.maps.imported.connect(self._read_new)
        self.split.links_requested.connect(self._toggle_links)
        for side in self.split.sides():
            side.case_menu_requested.connect(self.pairing_commands.choose_case)
            side.import_requested.connect(self.intake.import_files)
            side.header.answered.clicked.connect(lambda _on, side=side: self._next_unanswered(side))
        self.split.node_reveal_requested.connect(self.intents.select)
        self.panel.passage_clicked.connect(self.annotating.go_to_passage)
        self.panel.passage_remove_requested.connect(self.annotating.remove_passage)
        self.panel.passage_move_requested.connect(self.choosing.move_passage_of_panel)
        self.panel.editor_left.connect(self._keep_keys_in_panel)
        self.panel.set_history_source(self._history)
        self.recovery = Recovery(self.offers, self.correction)
        self.filtering.filtered.connect(self.clashing.refresh)
        self.layouts.changed.connect(lambda: self.aligner.on_layout(self.layouts.current))
        self.layouts.changed.connect(self._refresh_panel)
        self.intents.chosen.connect(self.aligner.on_selected)
        self.aligner.aligned.connect(self._refresh_panel)  # which says what is out of sight

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
        if self.session is None and not self.files.is_reading:
            self.split.show_cases()  # there are none: the sides say what to do

    def _finish_editing(self) -> None:
        """Open editors commit what was typed."""
        for side in self.split.sides():
            for view in side.tree_views():
                view.finish_editing()
        self.clash.view.finish_editing()
        self.panel.finish()
        self.link_commands.finish()

    def _leave_project(self, *, is_closing: bool = False) -> None:
        """What is open over the project is put away, and nothing that was typed is lost."""
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass  # a menu or a picker of nodes that are not there any more
        self._finish_editing()
        for opener in self.openers:
            opener.put_by()
        self.intake.put_by(is_closing=is_closing)

    def show_session(self, session: Session) -> None:
        """Show another project; the one before is closed."""
        self._leave_project()
        self.status.tell("")  # what was said of the project before
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
        self.setWindowTitle(_title(session))
        self._fill_recent()
        self._refresh_all()
        self._select_first(before.selected_node if before is not None and before.path == session.path else None)
        # not before: what is selected at first aligns nothing
        for follower in self.followers:
            follower.set_session(session)
        self.condition.follow(session)
        self.recovery.look(session)

    def _read_new(self, case_id: str) -> None:
        """An article has come in: the keys go to it, so that it can be read and marked; else it is said where it is."""
        side = next((s for s in self.split.sides() if s.case is not None and s.case.id == case_id), None)
        if side is not None and not side.article.isHidden():
            side.article.setFocus()
        elif side is None and self.session is not None:
            name = shorten(self.session.project.case(case_id).name, 60)
            self.status.tell(_("“{name}” is in the project. The head of a side shows it.").format(name=name))

    def _select_first(self, node_id: str | None = None) -> None:
        """Select the node that was selected before in the same project, else the first of the left case."""
        session = self.session
        node = session.project.entity("node", node_id) if session is not None and node_id is not None else None
        side = next((s for s in self.split.sides() if node and s.case is not None and s.case.id == node.case_id), None)
        if session is not None and node is not None and side is not None and session.project.is_visible(node.id):
            session.select(node.id)
            side.take_focus(in_tree=True)
            return
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.session is not None:
            self.session.pull()

    # -- articles let go of over the window (ui.importing.drops does the work)

    def _drop_place(self, held: Held, at: QPoint) -> QRect:
        """What takes the drop: the text or the empty tree that the pointer is over; for files all there is."""
        middle = self.centralWidget().geometry()
        if held is not Held.FILES:
            for side in self.split.sides():
                for view in (side.article, *side.tree_views()):
                    box = QRect(view.mapTo(self, QPoint()), view.size())
                    if view.isVisible() and box.contains(at):
                        return box
        return middle

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drops.over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.drops.over(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drops.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave_project(is_closing=True)
        self.intake.close()
        self.memory.keep()
        if self.session is not None:
            self.condition.follow(None)
            self.session.close()
            self.session = self.intents.session = self.files.session = self.proposing.session = None
            self.filtering.session = None
            for follower in self.followers:
                follower.set_session(None)
            self.status.show_figures(None)
        super().closeEvent(event)


def _title(session: Session) -> str:
    name = session.path.stem
    if session.workspace.why_read_only is not None:
        name = _("{name} (read-only)").format(name=name)
    return f"{name} — Counterpoint"
