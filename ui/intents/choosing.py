"""Choosing a node or a tag by a few letters: the node to work under, another one for a passage, tags for a node."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QPoint, QRect, QSize

from models.authoring import passages, tags
from models.comparison import place
from models.entities import Kind
from models.errors import UserError
from models.messages import _, shorten
from models.project import Project
from models.tags import shown_colour
from ui.intents.intents import Intents
from ui.intents.recent import Recent
from ui.picker import Picker
from ui.picker_rows import PickRow
from ui.side import Side
from ui.theme import Theme

AT_THE_TOP = ""


class Choosing(QObject):
    """Opens the picker over a side and does what is picked; remembers what was used last."""

    def __init__(self, intents: Intents, theme: Theme) -> None:
        super().__init__(intents)
        self._intents = intents
        self._theme = theme
        self._parents: dict[str, Recent] = {}  # by case
        self._tags = Recent()
        self._picker = Picker(theme, intents.window)
        self._then: Callable[[str], None] | None = None
        self._picker.picked.connect(self._on_picked)
        self._picker.created.connect(self._on_picked)
        for side in intents.split.sides():
            self._connect_side(side)

    def _connect_side(self, side: Side) -> None:
        article = side.article
        article.parent_picker_requested.connect(lambda: self.choose_parent(side))
        article.recent_parent_requested.connect(lambda number: self.take_recent(side, number))
        article.outward_requested.connect(lambda: self.work_outward(side))
        article.tag_picker_requested.connect(lambda: self.choose_tag(side))
        article.passage_move_requested.connect(lambda anchor: self.move_passage(side, anchor))

    # -- what was used last

    def note_parent(self, node_id: str | None) -> None:
        """A node has been worked under."""
        if node_id is not None:
            self._parents.setdefault(self._project.node(node_id).case_id, Recent()).use(node_id)

    def recent_parents(self, side: Side) -> list[str]:
        """The nodes of a side that were worked under, at most nine, in the order of their numbers."""
        recent = self._parents.get(side.case.id) if side.case is not None else None
        return recent.keys(self._project.is_visible) if recent is not None else []

    @property
    def _project(self) -> Project:
        assert self._intents.session is not None
        return self._intents.session.project

    # -- nodes

    def choose_parent(self, side: Side, at: QRect | None = None) -> None:
        """Pick the node that new ones go under, `at` a place in global pixels (by default the caret)."""
        if side.case is None or self._intents.session is None:
            return
        top = PickRow(AT_THE_TOP, _("At the top of the tree"), "", str(Kind.CLAIM))
        rows = [*self._node_rows(side, [side.case.id]), top]
        self._ask(side, rows, _("Work under"), lambda node: self._work_under(side, node), at=at)

    def _work_under(self, side: Side, node_id: str) -> None:
        session = self._intents.session
        assert session is not None
        if node_id and not session.project.is_visible(node_id):  # gone while the list was open
            self._intents.refuse(side.article, str(UserError("missing.row")))
            return
        self.note_parent(node_id or None)
        self._intents.select(node_id or None, side.article)
        if node_id:
            told = _("New nodes go under “{text}”.").format(text=shorten(self._project.node(node_id).text))
        else:
            told = _("New claims go to the top of the tree.")
        session.told.emit(told)

    def take_recent(self, side: Side, number: int) -> None:
        """Work under the `number`th of the recent parents, counted from 1."""
        if self._intents.session is None:
            return
        recent = self.recent_parents(side)
        if number <= len(recent):
            self._work_under(side, recent[number - 1])
        else:
            self._intents.refuse(
                side.article, _("There is no recent parent {number} yet: P lists all nodes.").format(number=number)
            )

    def work_outward(self, side: Side) -> None:
        """Work under the parent of the selected node (from a root: at the top of the tree)."""
        session = self._intents.session
        if session is not None and session.selected_node is not None and side.owns(session.selected_node):
            self._work_under(side, self._project.node(session.selected_node).parent_id or AT_THE_TOP)

    def choose_partner(self, case_id: str, at: QRect, then: Callable[[str], None]) -> None:
        """Pick a node of a case to link with, `at` a place in global pixels."""
        rows = [_row(self._project, node.id, False) for node, _depth in self._project.walk(case_id)]
        self._then = then
        self._picker.ask(rows, _("Link with"), at)

    def move_passage(self, side: Side, anchor_id: str) -> None:
        """Pick another node for a passage, of any case over the same article."""
        session = self._intents.session
        anchor = session.project.entity("anchor", anchor_id) if session is not None else None
        if anchor is None:
            return
        cases = [case.id for case in self._project.cases() if case.article_id == anchor.article_id]
        rows = [row for row in self._node_rows(side, cases) if row.key != anchor.node_id]
        self._ask(
            side,
            rows,
            _("Move the passage to"),
            lambda node: self._intents.edit(side.article, passages.move_passage, anchor_id, node),
        )

    def move_passage_of_panel(self, anchor_id: str) -> None:
        """As `move_passage`, asked for in the node panel."""
        session = self._intents.session
        anchor = session.project.entity("anchor", anchor_id) if session is not None else None
        side = self._intents.split.side_of(anchor.node_id) if anchor is not None else None
        if side is not None:
            self.move_passage(side, anchor_id)

    def _node_rows(self, side: Side, cases: Iterable[str]) -> list[PickRow]:
        project = self._project
        recent = self.recent_parents(side)
        first = [_row(project, node_id, True) for node_id in recent]
        rest = [
            _row(project, node.id, False)
            for case_id in cases
            for node, _depth in project.walk(case_id)
            if node.id not in recent
        ]
        return [*first, *rest]

    # -- tags

    def choose_tag(self, side: Side) -> None:
        """Pick a tag for the selected node, or make one."""
        session = self._intents.session
        if session is None:
            return
        node_id = session.selected_node
        if node_id is None:
            self._intents.refuse(side.article, _("Select a node first."))
            return
        own = set(self._project.node(node_id).tags)
        known = set(session.tags())
        recent = [tag for tag in self._tags.keys(known.__contains__) if tag not in own]
        names = [*recent, *(tag for tag in session.tags() if tag not in own and tag not in recent)]
        rows = [PickRow(tag, tag, "", "", self._tag_colour(tag), tag in recent) for tag in names]
        self._ask(
            side,
            rows,
            _("Tag the node"),
            lambda tag: self._add_tag(side, node_id, tag),
            may_create=True,
            at=_at_row(side, node_id),
        )

    def _tag_colour(self, tag: str) -> str:
        row = self._project.tags().get(tag)
        return self._theme.tokens.tags[shown_colour(tag, row.colour if row else "")].dot.name()

    def _add_tag(self, side: Side, node_id: str, tag: str) -> None:
        self._tags.use(tag)
        self._intents.edit(side.article, tags.add_tag, node_id, tag)

    # -- the picker

    def _ask(
        self,
        side: Side,
        rows: list[PickRow],
        title: str,
        then: Callable[[str], None],
        *,
        may_create: bool = False,
        at: QRect | None = None,
    ) -> None:
        self._then = then
        self._picker.ask(rows, title, at or _at_caret(side), may_create=may_create)

    def _on_picked(self, key: str) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(key)


def _at_row(side: Side, node_id: str) -> QRect | None:
    """The node's row or card in global pixels, while the keys are there."""
    box = side.node_box(node_id) if side.tree_view().hasFocus() else None
    return QRect(box.topLeft() + QPoint(32, 0), QSize(1, box.height())) if box is not None else None


def _at_caret(side: Side) -> QRect:
    """The caret's box in global pixels; the head of the article (of the tree) while the caret is out of sight."""
    box, port = side.article.caret_box(), side.article.viewport()
    if side.article.isHidden():
        box, port = QRect(), side.tree_view().viewport()
    if not port.rect().intersects(box):
        box = QRect(QPoint(32, 32), QSize(1, 24))
    return QRect(port.mapToGlobal(box.topLeft()), box.size())


def _row(project: Project, node_id: str, recent: bool) -> PickRow:
    node = project.node(node_id)
    return PickRow(node_id, node.text, place(project, node_id), str(node.kind), "", recent)
