"""An outline in Markdown: cases as nested lists, alike in CommonMark, GitHub's and python-markdown's reading.

    - **Claim 1.2** (unstated) The town needs trams.

        > Buses stand in the same queue as cars.

        — ¶ 4, *2 of 3*

        *Reasoning:* Time counts.

        *Tags:* transport, money

Children stand four spaces in, every text is a paragraph of its own. What the program itself says has a label in stars,
which typed text never has, so that `markdown_reading` can take the outline back. Parsers give up on lists nested more
deeply than LEVELS, so a deeper branch goes on under a heading of its own, and the place where it was cut says so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from models.messages import N_, _, shorten
from models.report import NAMELESS, Passage, ReportNode, Section
from storage.formats.markdown_blocks import INDENT, fact, labelled, labelled_note, tags_line, typed_paragraphs
from storage.formats.markdown_choice import Choice, remarks_of
from storage.formats.markdown_cite import full_cite
from storage.formats.markdown_text import inline, paragraphs

LEVELS = 9
TITLE_LENGTH = 80  # of a point that a heading names
READ_BY, REASONING, NOTE, TAGS = N_("Read by"), N_("Reasoning"), N_("Note"), N_("Tags")
NOTES, PASSAGE, GOES_ON = N_("Notes"), N_("Passage"), N_("Goes on below")
MOTION = N_("Motion")
# Headings of what stands behind the cases.
PAIRINGS, LINKS, OUTSIDE = N_("Pairings"), N_("Links"), N_("Links to what is not shown here")
CLASHES, COMMON, UNANSWERED = N_("Clash table"), N_("Common ground"), N_("Unanswered points")
HEADINGS = (PAIRINGS, LINKS, OUTSIDE, CLASHES, COMMON, UNANSWERED)
_MARGINS = [INDENT * level for level in range(LEVELS + 1)]


def case_heading(name: str) -> str:
    """A case's name as it stands in a heading; one that is called like a part of ours begins with an entity."""
    told = inline(name) or inline(_(NAMELESS))
    if told in {inline(each) for heading in HEADINGS for each in (heading, _(heading))}:
        return f"&#{ord(told[0])};{told[1:]}"
    return told


def section_blocks(section: Section, choice: Choice, *, alone: bool) -> Iterator[str]:
    """A case. `alone`: the title of the whole text names it."""
    if not alone:
        yield f"## {case_heading(section.case)}"
    yield from paragraphs(section.source)
    if section.annotator.strip():
        yield fact(_(READ_BY), section.annotator)
    waiting: deque[ReportNode] = deque()
    yield from _tree(section.roots, waiting, choice)
    while waiting:
        parent = waiting.popleft()
        yield f"### {_continued(parent, choice)}"
        yield from _tree(parent.children, waiting, choice)


def _continued(parent: ReportNode, choice: Choice) -> str:
    """What names the continuation of a branch, as heading and where it was cut."""
    text = shorten(parent.text, TITLE_LENGTH)
    if not choice.numbering:
        return inline(_("{kind} “{text}”, continued").format(kind=parent.word, text=text))
    words = _("{number} {kind} “{text}”, continued")
    return inline(words.format(number=parent.number, kind=parent.word, text=text))


def _tree(roots: Iterable[ReportNode], waiting: deque[ReportNode], choice: Choice) -> Iterator[str]:
    """The branches as nested list items; a node whose children would stand too deep is put into `waiting`."""
    stack = [(root, 0) for root in reversed(list(roots))]
    while stack:
        node, level = stack.pop()
        first, *rest = node_blocks(node, choice)
        yield f"{_MARGINS[level]}- {first}"
        margin = _MARGINS[level + 1]
        for block in rest:
            yield margin + (block.replace("\n", f"\n{margin}") if "\n" in block else block)
        if level + 1 < LEVELS:
            level += 1
            stack += [(child, level) for child in reversed(node.children)]
        elif node.children:
            waiting.append(node)
            yield f"{margin}*{inline(_(GOES_ON))}:* {_continued(node, choice)}"


def node_blocks(node: ReportNode, choice: Choice) -> list[str]:
    """A point's blocks, the one for the line of the bullet first."""
    first, *rest = typed_paragraphs(node.text)
    remarks = remarks_of(node, choice) if node.implicit or node.bearing or node.joined else None
    label = f"**{inline(node.word)} {node.number}**" if choice.numbering else f"**{inline(node.word)}**"
    if remarks:
        label = f"{label} ({inline(', '.join(remarks))})"
    elif first.startswith("("):
        first = "\\" + first  # typed, no remark of ours
    found = [f"{label} {first}".rstrip(), *rest]
    if choice.passages:
        for passage in node.passages:
            found += passage_blocks(passage, choice)
    return found + further_blocks(node, choice)


def passage_blocks(passage: Passage, choice: Choice) -> Iterator[str]:
    """A passage as a quotation with its place below; labelled where no place is told, for neighbours would be one."""
    cite = full_cite(passage, choice)
    if cite:
        yield "\n>\n".join(f"> {line}" for line in paragraphs(passage.quote) or ["…"])
        yield f"— {cite}"
    else:
        yield from labelled(_(PASSAGE), passage.quote)


def further_blocks(node: ReportNode, choice: Choice) -> list[str]:
    """Reasoning, note, figures and tags of a point."""
    found: list[str] = []
    if node.reasoning and choice.reasoning:
        found += labelled(_(REASONING), node.reasoning)
    if node.note and choice.notes:
        found += labelled_note(_(NOTE), node.note)
    if node.facts:
        found += [fact(word, value) for word, value in node.facts]
    if node.tags and choice.tags:
        found.append(tags_line(node.tags))
    return found
