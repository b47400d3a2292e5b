"""Cut, copy and paste of whole branches: within a tree, from case to case, and to and from other programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication

from models.authoring import branches
from models.authoring.branches import Pasted
from models.branches import topmost
from models.entities import new_id
from models.errors import UserError
from models.messages import _, ngettext
from models.project import Project
from ui.clipboard import Held, branches_in, carry_nodes, cut_in
from ui.intents.intents import Intents
from ui.session import Session
from ui.side import Side
from ui.tree_state import TreeState

MANY = 500  # points


@dataclass(frozen=True, slots=True)
class _Cut:
    """Nodes that wait to be pasted elsewhere; the clipboard says `word` while it holds them."""

    word: str
    session: Session
    state: TreeState
    node_ids: tuple[str, ...]


class Branching(QObject):
    """Works on the side where the person works, and on the nodes that are chosen there."""

    def __init__(self, intents: Intents) -> None:
        super().__init__(intents)
        self._intents = intents
        self._cut: _Cut | None = None
        QGuiApplication.clipboard().dataChanged.connect(self._on_clipboard)

    # -- what is asked for

    def copy(self) -> None:
        """The chosen branches into the clipboard."""
        count = self._take(self._intents.side(), "")
        if count:
            self._forget()
            self._tell(ngettext("Copied {count} point.", "Copied {count} points.", count).format(count=f"{count:,}"))

    def cut(self) -> None:
        """The chosen branches into the clipboard; they stay, dimmed, until they are pasted elsewhere."""
        side = self._intents.side()
        session, word, chosen = self._intents.session, new_id(), self._chosen(side)
        if not self._take(side, word) or session is None:
            return
        self._forget()
        tops = tuple(node.id for node in topmost(session.project, chosen))
        self._cut = _Cut(word, session, side.tree, tops)
        side.tree.set_cut(tops)
        sentence = ngettext(
            "{count} branch is cut; it stays here until it is pasted.",
            "{count} branches are cut; they stay here until they are pasted.",
            len(tops),
        )
        self._tell(sentence.format(count=len(tops)))

    def paste(self) -> None:
        """What the clipboard holds below the selected node, or at the top: copies, or the very nodes that were cut."""
        side = self._intents.side()
        session = self._intents.session
        if session is None:
            return
        self._intents.place = side.tree_view()
        if side.case is None:
            session.refused.emit(_("Choose a case first: import an article, or select a node."))
            return
        case_id, author = side.case.id, session.workspace.annotator
        target = session.selected_node if side.owns(session.selected_node) else side.tree.top
        data = _held()
        cut = self._cut_held(data, session)
        if cut is not None:
            if target is not None and any(node.id in cut.node_ids for node in session.project.path(target)):
                self._forget()  # onto itself: as in any program it then stays
                self._tell(_("What was cut stays where it is."))
                return
            session.do(
                lambda reader: branches.move_near(reader, cut.node_ids, case_id, target),
                then=lambda result: self._moved(side, cut, result),
            )
            return
        try:
            held = branches_in(data, session.project.node(target).kind if target is not None else None)
        except UserError as error:
            session.refused.emit(str(error))
            return
        with _patience(len(held.branches.nodes)):
            session.do(
                lambda reader: branches.paste(reader, case_id, target, None, held.branches, author),
                then=lambda result: self._pasted(side, held, result),
            )

    # -- the clipboard

    def _chosen(self, side: Side) -> list[str]:
        session = self._intents.session
        chosen = list(side.tree.chosen)
        if not chosen and session is not None and side.owns(session.selected_node):
            chosen = [str(session.selected_node)]
        return chosen

    def _take(self, side: Side, word: str) -> int:
        """Fill the clipboard; how many points are in it then, 0 where that was refused."""
        session = self._intents.session
        if session is None:
            return 0
        self._intents.place = side.tree_view()
        chosen = self._chosen(side)
        if not chosen:
            session.refused.emit(_("Select a node first."))
            return 0
        try:
            data, count = carry_nodes(session.project, chosen, word)
        except UserError as error:
            session.refused.emit(str(error))
            return 0
        QGuiApplication.clipboard().setMimeData(data)
        return count

    def _cut_held(self, data: QMimeData, session: Session) -> _Cut | None:
        """The cut that the clipboard holds, those of its nodes that are still there."""
        cut = self._cut
        if cut is None or cut.session is not session or cut_in(data) != cut.word:
            return None
        left = tuple(node_id for node_id in cut.node_ids if _is_there(session.project, node_id))
        return replace(cut, node_ids=left) if left else None

    def _on_clipboard(self) -> None:
        """Something else is in the clipboard now, perhaps another program's: what was cut stays where it is."""
        if self._cut is not None and cut_in(_held()) != self._cut.word:
            self._forget()

    def _forget(self) -> None:
        cut, self._cut = self._cut, None
        if cut is not None:
            cut.state.set_cut(())

    # -- afterwards

    def _moved(self, side: Side, cut: _Cut, result: Pasted) -> None:
        if self._cut is not None and self._cut.word == cut.word:
            self._forget()
        self._show(side, result)
        sentence = ngettext("Moved {count} branch.", "Moved {count} branches.", result.count)
        self._tell(sentence.format(count=result.count))

    def _pasted(self, side: Side, held: Held, result: Pasted) -> None:
        self._show(side, result)
        sentence = ngettext("Pasted {count} point.", "Pasted {count} points.", result.count)
        told = [sentence.format(count=f"{result.count:,}")]
        if result.lost:
            sentence = ngettext(
                "{count} passage could not come along: its words are in no article here.",
                "{count} passages could not come along: their words are in no article here.",
                result.lost,
            )
            told.append(sentence.format(count=f"{result.lost:,}"))
        self._tell(" ".join((*told, *map(str, held.losses))))

    def _show(self, side: Side, result: Pasted) -> None:
        """The pasted branches are the chosen ones."""
        session = self._intents.session
        if session is None or not side.owns(result.roots[-1]):
            return
        state = side.tree
        for root in result.roots:
            state.unfold_to(session.project, root)
        session.select(result.roots[-1])
        state.choose(result.roots)

    def _tell(self, sentence: str) -> None:
        if self._intents.session is not None:
            self._intents.session.told.emit(sentence)


@contextmanager
def _patience(points: int) -> Iterator[None]:
    """The waiting cursor while many points are written: it takes a tenth of a second for each thousand."""
    if points < MANY:
        yield
        return
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def _held() -> QMimeData:
    """What the clipboard holds; empty where the system has nothing to give."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def _is_there(project: Project, node_id: str) -> bool:
    return project.has("node", node_id) and project.is_visible(node_id)
