"""Articles as they are printed: their paragraphs with the marked passages of a case. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from models.entities import Case
from models.interchange.scope import Scope
from models.messages import Message, _
from models.project import Project
from models.report import NAMELESS, Trees, bibliographic_line
from models.texts import Block, BlockKind, Layout, shown
from ui.article.intervals import Highlight, Intervals, in_reading_order
from ui.printing.matter import Item, Key, Mark, Par, Start, Story

STYLES = {
    BlockKind.TITLE: "title",
    BlockKind.SUBTITLE: "subtitle",
    BlockKind.BYLINE: "byline",
    BlockKind.HEADING: "heading",
    BlockKind.QUOTE: "quotation",
    BlockKind.CAPTION: "byline",
    BlockKind.FOOTNOTE: "footnote",
    BlockKind.AUTHOR_NOTE: "footnote",
}
STAYS = (BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.HEADING)  # with what follows
QUOTE_INDENT, ITEM_INDENT, DEEPEST = 2.0, 1.5, 5  # ems; level of a list


def text_story(scope: Scope) -> Story:
    """Each case's article with its passages; of a branch those of its nodes alone."""
    project, cases = scope.project, scope.cases()
    trees = Trees(project, scope)
    story = Story(
        title=" · ".join(_name(case) for case in cases) or _("Text of the article"),
        author=", ".join(dict.fromkeys(a for case in cases for a in project.article(case.article_id).authors)),
    )
    for case in cases:
        _Telling(scope, case, trees, story).tell()
    return story


def _name(case: Case) -> str:
    return " ".join(case.name.split()) or _(NAMELESS)


class _Telling:
    """One article."""

    def __init__(self, scope: Scope, case: Case, trees: Trees, story: Story) -> None:
        project: Project = scope.project
        self._case, self._story = case, story
        self._article = project.article(case.article_id)
        self._text, self._layout = project.text(case.article_id), project.layout(case.article_id)
        numbers, _order = trees.numbered(case.id)
        found = [
            Highlight(anchor.id, numbers[node.id], anchor.start, anchor.end, str(node.kind))
            for node, _depth in scope.walk(case.id)
            for anchor in project.anchors(node.id)
            if anchor.article_id == case.article_id
        ]
        self._marks = sorted(found, key=in_reading_order)

    def tell(self) -> None:
        blocks = _shown(self._layout)
        story = self._story
        story.items.append(Start(_name(self._case), margins=True))
        story.items += self._head(blocks)
        marks = Intervals(self._marks)
        told: set[str] = set()
        for block in blocks:
            story.items.append(self._paragraph(block, marks.touching(block.start, block.end), told))
        away = len(self._marks) - len(told)
        if away:
            story.losses.append(Message("print.hidden", {"count": away, "case": f"“{_name(self._case)}”"}))

    def _head(self, blocks: list[Block]) -> Iterator[Item]:
        article = self._article
        if not any(block.kind is BlockKind.TITLE for block in blocks):
            yield Par(article.title or _name(self._case), "title", keep=True)
            if article.subtitle:
                yield Par(article.subtitle, "subtitle", keep=True)
        source = bibliographic_line(article)
        if source:
            yield Par(source, "source", keep=True)
        if self._marks:
            yield Key()

    def _paragraph(self, block: Block, touching: list[Highlight], told: set[str]) -> Par:
        marks = []
        for mark in touching:
            begins = mark.anchor_id not in told
            told.add(mark.anchor_id)
            start, end = max(mark.start, block.start) - block.start, min(mark.end, block.end) - block.start
            marks.append(Mark(start, end, mark.kind, mark.node_id, mark.anchor_id, begins))
        indent = 0.0
        if block.kind is BlockKind.QUOTE:
            indent = QUOTE_INDENT
        elif block.kind is BlockKind.ITEM:
            indent = ITEM_INDENT * max(1, min(block.level, DEEPEST))
        return Par(
            shown(self._text, block),
            STYLES.get(block.kind, "body"),
            indent,
            keep=block.kind in STAYS,
            number=str(block.number) if block.number is not None else "",
            breaks=self._breaks(block),
            marks=tuple(marks),
        )

    def _breaks(self, block: Block) -> tuple[tuple[int, str], ...]:
        """The pages of the original that begin in a paragraph: (place in it, label)."""
        breaks = self._layout.breaks
        first = bisect_left(breaks, block.start, key=lambda found: found[0])
        last = bisect_left(breaks, block.end, key=lambda found: found[0])
        return tuple((at - block.start, label) for at, label in breaks[first:last])


def _shown(layout: Layout) -> list[Block]:
    """The paragraphs of the article; hidden ones and what a site put around it only where there is nothing else."""
    full = [block for block in layout.blocks if block.end > block.start]
    return [block for block in full if not block.hidden and block.kind is not BlockKind.FURNITURE] or full
