"""One side of the split view: a case's header, its article with highlights, and its tree."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QToolButton, QVBoxLayout, QWidget

from models.comparison import partners, place
from models.edits import Edit
from models.entities import Anchor, Article, Case, Kind
from models.marks import MarksChange, marks, marks_change
from models.messages import _
from models.places import tree_place
from models.project import Project
from ui.article.find_bar import FindBar
from ui.article.selection_strip import SelectionStrip
from ui.article.view import ArticleView, Highlight
from ui.labels import ElidedLabel
from ui.outline.view import OutlineView
from ui.session import Session
from ui.theme import Theme

HEADER = 40  # pixels


class Tab(QToolButton):
    """A plain word that is underlined while its view is on; several may be on at once."""

    def __init__(self, theme: Theme, word: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(word)
        self.setCheckable(True)
        self.setFixedHeight(HEADER)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        broadest = QFontMetrics(self._theme.interface_font(600))
        return QSize(broadest.horizontalAdvance(self.text()) + 4, HEADER)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setFont(self._theme.interface_font(600 if self.isChecked() else 400))
        painter.setPen(tokens.ink if self.isChecked() or self.underMouse() else tokens.muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), tokens.ink)
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(0, 8, -1, -6))


class Header(QWidget):
    """Case name, bibliographic line, a menu to choose another case, and the views that are on."""

    toggled = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEADER)
        self._name = ElidedLabel(self)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._line = ElidedLabel(self)
        self.choose = QToolButton(self)
        self.choose.setAutoRaise(True)
        self.choose.setIconSize(QSize(16, 16))
        self.choose.setAccessibleName(_("Choose the case on this side"))
        self.choose.setToolTip(self.choose.accessibleName())
        self.choose.clicked.connect(self._on_choose)
        self.text_tab = Tab(theme, _("Text"), self)
        self.tree_tab = Tab(theme, _("Tree"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._line, 1)
        row.addWidget(self.choose)
        row.addSpacing(8)
        row.addWidget(self.text_tab)
        row.addSpacing(8)
        row.addWidget(self.tree_tab)
        for tab in (self.text_tab, self.tree_tab):
            tab.setChecked(True)
            tab.toggled.connect(self._on_tab)
        self.restyle()

    def restyle(self) -> None:
        self._name.setFont(self._theme.interface_font(600))
        self._line.setFont(self._theme.interface_font())
        self._line.set_colour(self._theme.tokens.muted)
        self.choose.setIcon(self._theme.icon("chevron-down", self._theme.tokens.muted))

    def show_case(self, case: Case | None, article: Article | None) -> None:
        self._name.setText(case.name if case else _("No case"))
        self._name.setToolTip(self._name.text())
        line = bibliographic_line(article) if article else ""
        self._line.setText(line)
        self._line.setToolTip(f"{article.title}\n{line}" if article else "")

    def _on_choose(self) -> None:
        self.menu_requested.emit(self.choose.mapToGlobal(QPoint(0, self.choose.height())))

    def _on_tab(self) -> None:
        if not self.text_tab.isChecked() and not self.tree_tab.isChecked():
            other = self.tree_tab if self.sender() is self.text_tab else self.text_tab
            other.setChecked(True)
        self.toggled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.paper)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), tokens.line)


def bibliographic_line(article: Article) -> str:
    """Last name, publication, year: the short form for headers."""
    author = article.authors[0].split()[-1] if article.authors else ""
    return ", ".join(part for part in (author, article.publication, article.date[:4]) if part)


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
        self._shown = ("", "")  # text and blocks of the article on show, by their hashes
        self.header = Header(theme, self)
        self.article = ArticleView(theme, mirrored, self)
        self.outline = OutlineView(theme, self)
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
        self.text_floor = QWidget(self.splitter)
        floor = QVBoxLayout(self.text_floor)
        floor.setContentsMargins(0, 0, 0, 0)
        floor.setSpacing(0)
        floor.addWidget(self.article, 1)
        floor.addWidget(self.find_bar)
        self.splitter.addWidget(self.text_floor)
        self.splitter.addWidget(self.outline)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([444, 240])
        self._shares = [700, 500]  # of text and tree in the layout that is not in force
        self.article.setMinimumHeight(96)
        self.outline.setMinimumSize(240, 78)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.splitter, 1)
        self.header.toggled.connect(self._on_toggled)
        self.header.menu_requested.connect(lambda point: self.case_menu_requested.emit(self, point))
        self.splitter.splitterMoved.connect(self.geometry_changed)
        for view in (self.article, self.outline):
            view.empty_button_clicked.connect(self.import_requested)
            view.scrolled.connect(self.geometry_changed)
        self.outline.fold_changed.connect(self.geometry_changed)

    # -- what it shows

    def set_session(self, session: Session | None) -> None:
        self._session = session

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
            self.outline.set_empty_state(_("The argument tree grows here."), "")
            self.article.clear_article()
            self.outline.set_case(None, None, _no_status, _no_cite)
            self.find_bar.hide()
            return
        self.article.article_key = article.id
        self.article.language = article.language or "en"
        self._shown = article.text_hash, article.layout_hash
        self.article.set_article(project.text(article.id), project.layout(article.id))
        self.outline.set_empty_state(_("Select a passage in the text and press C: a case starts with a claim."), "")
        self.outline.set_statuses_shown(self._session is not None and self._session.pairing is not None)
        self.outline.set_case(project, case.id, self._status, self._cite)
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
        self.outline.refresh()
        change = marks_change(self.project, self.case.id, edit) if edit is not None else MarksChange()
        if (article.text_hash, article.layout_hash) != self._shown:
            self._shown = article.text_hash, article.layout_hash
            self.article.update_article(self.project.text(article.id), self.project.layout(article.id))
            self.find_bar.refresh()
            change = None
        if change is None:
            self.refresh_highlights()
        elif change.removed or change.added:
            self.article.change_highlights(change.removed, map(_highlight, change.added.values()))
        if self._session is not None:
            self.show_selection(self._session.selected_node, reveal=False)

    def refresh_highlights(self) -> None:
        if self.project is not None and self.case is not None:
            self.article.set_highlights(map(_highlight, marks(self.project, self.case.id)))

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
        linked = partners(project, node_id) if project is not None and node_id is not None else []
        here = [n for n in linked if self.owns(n)]
        self.outline.set_selected_node(node_id if own else None)
        self.article.set_selected_node(node_id if own else None)
        self.outline.set_partner_nodes(here)
        self.article.set_partner_nodes(here)
        if own and reveal and node_id is not None:
            self.article.reveal_node(node_id)

    def set_beside(self, on: bool) -> None:
        """Lay the tree beside the text instead of below it: where one side has the whole width."""
        wanted = Qt.Orientation.Horizontal if on else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:
            kept, self._shares = self._shares, self.splitter.sizes()
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes(kept)
            self.geometry_changed.emit()

    # -- which views are on

    def shows(self) -> str:
        on = [name for name, tab in self._tabs() if tab.isChecked()]
        return " ".join(on)

    def set_shows(self, names: str) -> None:
        for name, tab in self._tabs():
            tab.setChecked(name in names.split())

    def show_text(self) -> None:
        """Show the article, if it was put away."""
        if not self.header.text_tab.isChecked():
            self.header.text_tab.setChecked(True)

    def take_focus(self, in_tree: bool = False) -> None:
        """The keys go to the article or to the tree: to the other one where it is put away."""
        in_tree = not self.outline.isHidden() if in_tree else self.article.isHidden()
        (self.outline if in_tree else self.article).setFocus()

    def _tabs(self) -> tuple[tuple[str, Tab], tuple[str, Tab]]:
        return ("text", self.header.text_tab), ("tree", self.header.tree_tab)

    def _on_toggled(self) -> None:
        self.article.setVisible(self.header.text_tab.isChecked())
        self.text_floor.setVisible(self.header.text_tab.isChecked())
        self.outline.setVisible(self.header.tree_tab.isChecked())
        self.geometry_changed.emit()

    def restyle(self) -> None:
        self.header.restyle()
        self.update()

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.geometry_changed.emit()


def _highlight(mark: tuple[Anchor, Kind]) -> Highlight:
    anchor, kind = mark
    return Highlight(anchor.id, anchor.node_id, anchor.start, anchor.end, str(kind))


def _no_status(_node_id: str) -> str | None:
    return None


def _no_cite(_node_id: str) -> str:
    return ""
