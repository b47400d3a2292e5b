"""One side of the split view: a case's header, its article with highlights, and its tree."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from models.comparison import place
from models.edits import Edit
from models.entities import Case
from models.filtering import EVERYTHING, Filter, Found
from models.marks import MarksChange, marks_change
from models.messages import _, ngettext
from models.places import tree_place
from models.project import Project
from ui.article.find_bar import FindBar
from ui.article.selection_strip import SelectionStrip
from ui.article.view import ArticleView
from ui.map.view import MapView
from ui.outline.view import OutlineView
from ui.session import Session
from ui.side_header import Header
from ui.side_marks import SideMarks
from ui.theme import Theme
from ui.tree_state import TreeState

TreeView = OutlineView | MapView


class Side(QWidget):
    """Shows one case of the session's project. Edits and selection go through the session."""

    case_menu_requested = Signal(object, QPoint)
    geometry_changed = Signal()
    import_requested = Signal()

    def __init__(self, theme: Theme, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session: Session | None = None
        self.case: Case | None = None
        self._empty_words = ("", "")
        self._shown = ("", "")  # text and blocks of the article on show, by their hashes
        self.header = Header(theme, self)
        self.article = ArticleView(theme, mirrored, self)
        self._marks = SideMarks(self.article)
        self.tree = TreeState(self)
        self.outline = OutlineView(theme, self)
        self.map = MapView(theme, self)
        for view in self.tree_views():
            view.set_state(self.tree)
        self.article.set_describer(self._describe)
        self.article.setAccessibleName(_("Article"))
        self.outline.setAccessibleName(_("Argument tree"))
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.find_bar = FindBar(theme, self)
        self.find_bar.attach(self.article)
        self.strip = SelectionStrip(theme, self.article.viewport())
        self.strip.attach(self.article)
        self.article.selected_by_mouse.connect(self._offer_strip)
        self.article.words_carried.connect(self.strip.hide)
        self.text_floor = QWidget(self.splitter)
        floor = QVBoxLayout(self.text_floor)
        floor.setContentsMargins(0, 0, 0, 0)
        floor.setSpacing(0)
        floor.addWidget(self.article, 1)
        floor.addWidget(self.find_bar)
        self.splitter.addWidget(self.text_floor)
        self.splitter.addWidget(self.outline)
        self.splitter.addWidget(self.map)
        for at, stretch in enumerate((2, 1, 2)):
            self.splitter.setStretchFactor(at, stretch)
        self.splitter.setSizes([444, 240, 444])
        self._shares = [700, 500, 700]  # of text, tree and map in the layout that is not in force
        self.map.hide()
        self.article.setMinimumHeight(96)
        self.outline.setMinimumSize(240, 78)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.splitter, 1)
        self.header.toggled.connect(self._on_toggled)
        self.header.pressed.connect(self._on_pressed)
        self.header.menu_requested.connect(lambda point: self.case_menu_requested.emit(self, point))
        self.splitter.splitterMoved.connect(self.geometry_changed)
        for each in (self.article, self.outline, self.map):
            each.empty_button_clicked.connect(self._on_empty_button)
            each.scrolled.connect(self.geometry_changed)
        self.outline.fold_changed.connect(self.geometry_changed)

        self.map.figures_changed.connect(self._show_figures)

    # -- the tree's two views

    def tree_views(self) -> tuple[OutlineView, MapView]:
        return self.outline, self.map

    def tree_view(self) -> TreeView:
        """The view that stands for the tree: the outline, or the map where that is on show without it."""
        return self.map if self.outline.isHidden() and not self.map.isHidden() else self.outline

    def node_box(self, node_id: str) -> QRect | None:
        """Where the tree's view shows a node, in global pixels; None where it does not."""
        view = self.tree_view()
        span = view.row_span(node_id) if view.isVisible() else None
        if span is None:
            return None
        box = QRect(0, span[0], view.viewport().width(), span[1] - span[0])
        card = self.map.scene.card(node_id) if view is self.map else None
        if card is not None:
            box = self.map.from_scene(card)
        return QRect(view.viewport().mapToGlobal(box.topLeft()), box.size())

    # -- what it shows

    def set_session(self, session: Session | None) -> None:
        self._session = session
        if session is not None:
            session.front_changed.connect(self.show_partners)

    @property
    def project(self) -> Project | None:
        return self._session.project if self._session is not None else None

    def show_case(self, case: Case | None) -> None:
        """Show a case of the session's project (None: an empty state that says what to do)."""
        self.case = case
        project = self.project
        article = project.article(case.article_id) if project and case else None
        self.header.show_case(case, article)
        if project is None or case is None or article is None:
            self.article.set_empty_state(_("Bring in an article to read and mark."), _("Import an article…"))
            self.article.clear_article()
            self.article.set_case(None, None)
            self.tree.show_case(None)
            self._empty_words = _("The argument tree grows here."), ""
            for view in self.tree_views():
                view.set_empty_state(*self._empty_words)
                view.set_case(None, None, _no_status, _no_cite, _no_links)
            self.find_bar.hide()
            return
        self.article.article_key = article.id
        self.article.set_case(project, case.id)
        self.article.language = article.language or "en"
        self._shown = article.text_hash, article.layout_hash
        self.article.set_article(project.text(article.id), project.layout(article.id))
        self.tree.show_case(case.id)
        self.tree.follow(project)  # the branch that was in focus may have gone meanwhile
        self.tree.fold_at_first(project)
        self.tree.set_kept(project, self._found().nodes)
        self.outline.set_statuses_shown(self._session is not None and self._session.pairing is not None)
        self._say_why_empty()
        for view in self.tree_views():
            view.set_case(project, case.id, self._status, self._cite, self._links)
        self.find_bar.refresh()
        self.refresh_highlights()
        self.show_selection(None if self._session is None else self._session.selected_node, reveal=False)

    def refresh(self, edit: Edit | None) -> None:
        """Follow an edit; of the marks only those that it changed are made anew. None: another pairing is on show."""
        if self.case is None or self.project is None:
            return
        self.case = self.project.case(self.case.id)
        article = self.project.article(self.case.article_id)
        self.header.show_case(self.case, article)
        self.outline.set_statuses_shown(self._session is not None and self._session.pairing is not None)
        kept_before = self.tree.kept
        self.tree.set_kept(self.project, self._found().nodes, unfold=False)
        self.tree.follow(self.project)
        self._say_why_empty()
        self.outline.refresh(edit)
        self.map.refresh()
        change = marks_change(self.project, self.case.id, edit) if edit is not None else MarksChange()
        if (article.text_hash, article.layout_hash) != self._shown:
            self._shown = article.text_hash, article.layout_hash
            self.article.update_article(self.project.text(article.id), self.project.layout(article.id))
            self.find_bar.refresh()
            change = None
        if self.tree.kept is not None or kept_before is not None:
            change = None  # the edit may have let in or out what it did not touch
        if change is None:
            self.refresh_highlights()
        else:
            self._marks.change(change)
        if self._session is not None:
            self.show_selection(self._session.selected_node, reveal=False)

    def refresh_highlights(self) -> None:
        if self.project is not None and self.case is not None:
            self._marks.read(self.project, self.case.id, self._found().nodes)

    # -- the filter

    def _found(self) -> Found:
        return self._session.found if self._session is not None else EVERYTHING

    def follow_filter(self, *, unfold: bool = True) -> None:
        """Show what the session's filter keeps. `unfold`: it is another filter, whose matches are to be seen."""
        if self.project is None or self.case is None or self._session is None:
            return
        nodes = self._found().nodes
        if nodes is None and self.tree.kept is None:
            self.show_partners()  # it hides links alone
            return
        self.tree.set_kept(self.project, nodes, unfold=unfold)
        self._say_why_empty()
        self._marks.sift(self.project, self.case.id, nodes)
        self.show_selection(self._session.selected_node, reveal=False)

    def _say_why_empty(self) -> None:
        """What the tree says where it shows no node."""
        project, case = self.project, self.case
        if project is not None and case is not None and self.tree.kept is not None and project.children(case.id, None):
            words = _("No point of this case passes the filters."), _("Show all")
        else:
            words = (
                _("A case starts with a claim: select a passage in the text and press C, or press Enter here."),
                "",
            )
        if words != self._empty_words:
            self._empty_words = words
            for view in self.tree_views():
                view.set_empty_state(*words)

    def _on_empty_button(self) -> None:
        """Show all, where a filter is why there is nothing to see; else bring in an article."""
        if self.case is not None and self._session is not None and self._session.filter.is_on:
            self._session.set_filter(Filter())
        else:
            self.import_requested.emit()

    def _offer_strip(self) -> None:
        """What a selection may become, beside it: for the hand that is on the mouse."""
        lines = self.article.selected_lines()
        if lines is not None and self.case is not None:
            self.strip.show_at(*lines, self.article.viewport().rect())

    def _describe(self, node_id: str) -> tuple[str, str]:
        """A node's text and its place in the tree."""
        project = self.project
        if project is None or not project.has("node", node_id):
            return "", ""
        return project.node(node_id).text, tree_place(project, node_id)

    def _status(self, node_id: str) -> str | None:
        return self._session.status(node_id) if self._session is not None else None

    def _cite(self, node_id: str) -> str:
        return place(self.project, node_id) if self.project is not None else ""

    def _links(self, node_id: str) -> int:
        return len(self.project.links_of(node_id)) if self.project is not None else 0

    def owns(self, node_id: str | None) -> bool:
        """Whether a node belongs to the case on this side."""
        if node_id is None or self.project is None or self.case is None:
            return False
        node = self.project.entity("node", node_id)
        return node is not None and node.case_id == self.case.id

    def show_selection(self, node_id: str | None, *, reveal: bool) -> None:
        """Select the node if it is ours, else mark its partners."""
        project = self.project
        own = self.owns(node_id)
        node = project.node(node_id) if own and project is not None and node_id is not None else None
        parent = (node.text, str(node.kind)) if node is not None else (None, None)
        self.strip.set_parent(*parent)
        self.find_bar.set_parent(*parent)
        if own and node_id is not None:
            several = self.tree.chosen if node_id in self.tree.chosen else ()
            self.tree.choose([*(other for other in several if other != node_id), node_id])
        else:
            self.tree.choose(())
        for each in (self.article, *self.tree_views()):
            each.set_selected_node(node_id if own else None)
        self.show_partners()
        if own and reveal and node_id is not None:
            self.article.reveal_node(node_id)

    def show_partners(self) -> None:
        """Mark what is linked with the selected node; what the link in front leads to comes first and has the frame."""
        linked = self._session.partners() if self._session is not None else []
        here = [node_id for node_id in linked if self.owns(node_id)]
        for each in (self.article, *self.tree_views()):
            each.set_partner_nodes(here)

    def set_beside(self, on: bool) -> None:
        """Lay the tree beside the text instead of below it: where one side has the whole width."""
        wanted = Qt.Orientation.Horizontal if on else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:
            kept, self._shares = self._shares, self.splitter.sizes()
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes(kept)
            self.geometry_changed.emit()

    def _show_figures(self) -> None:
        """How much of the tree the map shows, in the header."""
        if self.map.isHidden() or self.case is None:
            self.header.show_figures("")
            return
        figures = self.map.figures()
        words = ngettext("{count} node", "{count} nodes", figures.nodes).format(count=f"{figures.nodes:,}")
        if figures.hidden:
            words = _("{nodes}, {count} out of sight").format(nodes=words, count=f"{figures.hidden:,}")
        self.header.show_figures(words)

    # -- which views are on

    def shows(self) -> str:
        """The views that are on: some of "text", "tree", "map", with spaces between."""
        return " ".join(self.header.shows())

    def set_shows(self, names: str) -> None:
        self.header.set_shows(names.split())

    def show_text(self) -> None:
        """Show the article, if it was put away."""
        if "text" not in self.header.shows():
            self.header.text_tab.setChecked(True)

    def take_focus(self, in_tree: bool = False) -> None:
        """The keys go to the article or to the tree (or map): to the other one where it is put away."""
        in_tree = not self.tree_view().isHidden() if in_tree else self.article.isHidden()
        (self.tree_view() if in_tree else self.article).setFocus()

    def _on_toggled(self) -> None:
        on = self.header.shows()
        if "map" in on and self.map.isHidden():
            self.map.resize(self.splitter.size())  # so that its first look is at something of about the right size
        self.article.setVisible("text" in on)
        self.text_floor.setVisible("text" in on)
        self.outline.setVisible("tree" in on)
        self.map.setVisible("map" in on)
        self._show_figures()
        self.geometry_changed.emit()

    def _on_pressed(self, name: str) -> None:
        """The hand asked for a view: the keys are for it, or for what stays where it was put away."""
        self.take_focus(in_tree=name != "text" or name not in self.header.shows())

    def restyle(self) -> None:
        self.header.restyle()
        self.update()

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.geometry_changed.emit()


def _no_status(_node_id: str) -> str | None:
    return None


def _no_links(_node_id: str) -> int:
    return 0


def _no_cite(_node_id: str) -> str:
    return ""
