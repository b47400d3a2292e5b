"""What the entries of the Article menu do."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.authoring import library, structure
from models.entities import Kind
from models.messages import _, ngettext, shorten
from models.texts import BlockKind
from models.words import PLAIN
from ui.article.find_bar import FindBar
from ui.intents.annotating import Annotating
from ui.intents.intents import Intents
from ui.notices import Notices
from ui.settings import NEW_TEXT, Settings
from ui.side import Side

READ_AS = (
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.QUOTE,
    BlockKind.ITEM,
    BlockKind.SUBTITLE,
    BlockKind.BYLINE,
    BlockKind.CAPTION,
    BlockKind.FOOTNOTE,
    BlockKind.AUTHOR_NOTE,
    BlockKind.FURNITURE,
)


class ArticleCommands(QObject):
    """Handlers of ui.actions.ACTIONS about the article on the side that has the focus."""

    def __init__(self, intents: Intents, annotating: Annotating, notices: Notices, settings: Settings) -> None:
        super().__init__(intents)
        self._intents = intents
        self._annotating = annotating
        self._notices = notices
        self._settings = settings

    # -- passages

    def _side_to_mark(self) -> Side | None:
        """The side whose text is on show; None, with a sentence, when no caret could be seen in it."""
        side = self._intents.side()
        if side.case is None:
            self._intents.refuse(side, _("There is no article on this side."))
        elif side.article.isHidden() or not self._intents.split.isVisible():
            self._intents.refuse(side, _("The text is put away: Ctrl+Alt+T shows it."))
        else:
            return side
        return None

    def _annotate(self, kind: Kind) -> None:
        side = self._side_to_mark()
        if side is not None:
            self._annotating.annotate(side, kind, False, *side.article.passage_to_mark())

    def annotate_claim(self) -> None:
        self._annotate(Kind.CLAIM)

    def annotate_evidence(self) -> None:
        self._annotate(Kind.EVIDENCE)

    def annotate_rebuttal(self) -> None:
        self._annotate(Kind.REBUTTAL)

    def add_passage(self) -> None:
        side = self._side_to_mark()
        if side is not None:
            self._annotating.add_passage(side)

    def _do(self, name: str) -> None:
        side = self._side_to_mark()
        if side is not None:
            side.article.do(name)

    def change_passage(self) -> None:
        self._do("change_passage")

    def split_passage(self) -> None:
        self._do("split_passage")

    def move_passage(self) -> None:
        self._do("move_passage")

    def remove_passage(self) -> None:
        self._do("remove_passage")

    def next_passage(self) -> None:
        self._do("next_passage")

    def next_uncovered(self) -> None:
        self._do("next_uncovered")

    def pick_parent(self) -> None:
        self._do("pick_parent")

    def paste_claim(self) -> None:
        self._annotating.paste_claim(self._intents.side())

    def find_in_article(self) -> None:
        bar = self._find_bar()
        if bar is not None:
            bar.open()

    def find_next(self) -> None:
        bar = self._find_bar()
        if bar is not None:
            bar.next()

    def find_previous(self) -> None:
        bar = self._find_bar()
        if bar is not None:
            bar.previous()

    def _find_bar(self) -> FindBar | None:
        """The bar under the article of this side, which is shown; None, with a sentence, when there is none."""
        side = self._intents.side()
        if side.case is None:
            self._intents.refuse(side, _("There is no article on this side."))
            return None
        side.show_text()
        return side.find_bar

    def quote_starts_nodes(self, on: bool) -> None:
        self._settings.set(NEW_TEXT, "quote" if on else "empty")

    # -- the text

    def read_as_menu(self, parent: QWidget) -> QMenu:
        """What a paragraph may be; the one under the caret is ticked."""
        menu = QMenu(parent)
        actions: dict[BlockKind, QAction] = {}
        for kind in READ_AS:
            action = menu.addAction(_(PLAIN[kind]).capitalize(), lambda kind=kind: self._read_as(kind))
            action.setCheckable(True)
            actions[kind] = action

        def tick() -> None:
            session, side = self._intents.session, self._intents.side()
            here = None
            if session is not None and side.case is not None and not side.article.isHidden():
                layout = session.project.layout(side.case.article_id)
                start, _end = side.article.selection
                here = layout.blocks[layout.block_at(start)].kind if layout.blocks else None
            for kind, action in actions.items():
                action.setChecked(kind is here)
                action.setEnabled(here is not None)

        menu.aboutToShow.connect(tick)
        return menu

    def _read_as(self, kind: BlockKind) -> None:
        side = self._side_to_mark()
        if side is not None and side.case is not None:
            start, end = side.article.selection
            self._intents.edit(side.article, structure.change_block_kind, side.case.article_id, start, end, kind)

    def hide_paragraph(self) -> None:
        """Hide the paragraphs under the selection, or show them again when all of them are hidden."""
        side, session = self._side_to_mark(), self._intents.session
        if side is None or side.case is None or session is None:
            return
        article_id, (start, end) = side.case.article_id, side.article.selection
        layout = session.project.layout(article_id)
        touched = layout.blocks[layout.block_at(start) : layout.block_at(max(start, end - 1)) + 1]
        hidden = not all(block.hidden for block in touched)
        self._intents.edit(side.article, structure.hide_blocks, article_id, start, end, hidden)
        if hidden and not side.article.show_hidden:
            session.told.emit(_("Hidden. View > Hidden text shows it."))

    def set_aside_repeated(self) -> None:
        side = self._intents.side()
        if side.case is not None:
            self._intents.edit(side.article, structure.set_aside_repeated, side.case.article_id)

    def delete_article(self) -> None:
        """Asks when there are nodes over it; one undo brings all back."""
        session, side = self._intents.session, self._intents.side()
        if session is None or side.case is None:
            return
        project, article = session.project, session.project.article(side.case.article_id)
        cases = [case for case in project.cases() if case.article_id == article.id]
        count = sum(1 for case in cases for _node in project.walk(case.id))

        def delete() -> None:
            if session is self._intents.session:  # the answer may come late
                self._intents.edit(side, library.delete_article, article.id)

        if not count:
            delete()
            return
        nodes = ngettext("{count} node", "{count} nodes", count).format(count=count)
        over = ngettext("its case", "its {count} cases", len(cases)).format(count=len(cases))
        sentence = _("Delete “{title}” with {cases} and {nodes}?")
        self._notices.ask(
            sentence.format(title=shorten(article.title, 80), cases=over, nodes=nodes),
            _("Their passages and links go with them. One undo brings all of it back."),
            _("Delete the article"),
            delete,
        )
