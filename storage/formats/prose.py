"""A report as a run of styled paragraphs and tables: what writers of documents for word processors have in common.

A writer gives each style its look and each level its indent; nothing here knows of any file format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from models.messages import _, ngettext
from models.pairing_report import PairGroup, PairingReport, PairRow, Point, flat
from models.report import Passage, Report, ReportLink, ReportNode, ReportPair, Section
from storage.formats.markdown_outline import OUTSIDE
from storage.formats.markdown_text import lines_of, showable
from storage.formats.prose_choice import Choice

LEVELS = 9  # of lists and headings, as many as word processors have; what is deeper stands at the last one
HEADINGS = 6  # beyond them the points of a document are paragraphs
LONGEST_HEADING = 150  # characters
_PLAIN_NOTE = re.compile(
    r"(?![-+>=\d\s:|])[^\\`*_\[\]#~|<>&\n\r\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]*"
)


class Run(NamedTuple):
    """Words of one look: "", label, strong, emphasis, code, struck or a kind of node. A line feed is a line break."""

    text: str
    style: str = ""
    href: str = ""


class Block(NamedTuple):
    """A paragraph. `style`: title, source, heading, point, more, quote, detail, note, note_item, text, item.

    `level` counts from 1 for headings, points and what belongs to a point of a list (0: not in a list). `part` tells
    lists apart: points of one part are counted together. `counted`: the list's own number is the point's.
    """

    style: str
    runs: tuple[Run, ...]
    level: int = 0
    part: int = 0
    counted: bool = False


class Row(NamedTuple):
    """A row of a table: for each cell its paragraphs; `is_head`: one cell over all columns names what follows."""

    cells: tuple[tuple[Block, ...], ...]
    is_head: bool = False


class Table(NamedTuple):
    """A table whose first row names the columns; `widths` are shares of the whole."""

    name: str
    titles: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]


Item = Block | Table


def prose(report: Report, pairing: PairingReport | None, choice: Choice) -> Iterator[Item]:
    """The whole document in reading order."""
    yield Block("title", (Run(one_line(report.title)),))
    if choice.notes:
        yield from note_blocks(report.notes)
    alone = len(report.sections) == 1 and one_line(report.sections[0].case) == one_line(report.title)
    for part, section in enumerate(report.sections):
        yield from _section(section, part, choice, alone=alone)
    yield from _pairs(report.pairs, choice)
    if pairing is not None and choice.clash:
        yield from _clashes(pairing, choice)
        yield from _unanswered(pairing)
    if choice.links:
        if pairing is not None and choice.clash:
            yield from _pairing_links(pairing, choice)
        else:
            yield from _links(_("Links"), report.links, choice)
        yield from _links(_(OUTSIDE), report.elsewhere, choice)


def one_line(text: str) -> str:
    return " ".join(lines_of(text))


def heading(text: str, level: int = 1) -> Block:
    return Block("heading", (Run(text),), level)


def _section(section: Section, part: int, choice: Choice, *, alone: bool) -> Iterator[Item]:
    if not alone:
        yield heading(one_line(section.case) or _("Case without a name"))
    if section.source:
        yield Block("source", (Run(one_line(section.source)),))
    if section.annotator.strip():
        yield Block("source", (Run(f"{_('Read by')}: {one_line(section.annotator)}"),))
    counted = _are_counted(section.roots)
    first = 1 if alone else 2
    for node in flat(section.roots):
        if choice.form == "document":
            yield from _in_document(node, first + node.depth, choice)
        else:
            yield from _in_outline(node, part, choice, counted=counted)


def _are_counted(roots: Iterable[ReportNode]) -> bool:
    """Whether counting from 1 in each list gives the numbers of the points, so that the lists can do it."""
    counts: list[int] = []
    for node in flat(roots):
        del counts[node.depth + 1 :]
        counts += [0] * (node.depth + 1 - len(counts))
        counts[node.depth] += 1
        tail = node.number.rpartition(".")[2]
        if tail != str(counts[node.depth]) or node.number.count(".") != node.depth:
            return False
    return True


def _in_outline(node: ReportNode, part: int, choice: Choice, *, counted: bool) -> Iterator[Block]:
    level = min(node.depth + 1, LEVELS)
    counted = counted and node.depth < LEVELS
    label = node.word if counted else f"{node.word} {node.number}"
    first, *rest = lines_of(node.text) or [""]
    yield Block("point", (*_label(node, label), Run(first)), level, part, counted)
    yield from (Block("more", (Run(line),), level) for line in rest)
    yield from _further(node, level, choice)


def _in_document(node: ReportNode, level: int, choice: Choice) -> Iterator[Block]:
    lines = lines_of(node.text)
    label = f"{node.word} {node.number}"
    if level <= HEADINGS and (node.children or not node.depth):
        fits = len(lines) == 1 and len(lines[0]) <= LONGEST_HEADING
        words = (Run(f": {lines[0]}"),) if fits else ()
        yield Block("heading", (Run(label, node.kind), *words), level)
        if remarks := _remarks(node):
            yield Block("detail", (Run(remarks),))
        if not fits:
            yield from (Block("text", (Run(line),)) for line in lines)
    else:
        first, *rest = lines or [""]
        yield Block("text", (*_label(node, label), Run(first)))
        yield from (Block("text", (Run(line),)) for line in rest)
    yield from _further(node, 0, choice)


def _label(node: ReportNode, label: str) -> tuple[Run, ...]:
    remarks = _remarks(node)
    return (Run(label, node.kind), Run(f" ({remarks}) " if remarks else " ", "label"))


def _remarks(node: ReportNode) -> str:
    return ", ".join([_("unstated")] * node.implicit + [node.bearing] * bool(node.bearing))


def _further(node: ReportNode, level: int, choice: Choice) -> Iterator[Block]:
    """What stands below the words of a point."""
    if choice.passages:
        for passage in node.passages:
            yield from _passage(passage, level)
    if choice.reasoning:
        yield from _labelled(_("Reasoning"), node.reasoning, level)
    if choice.notes:
        yield from note_blocks(node.note, level)
    yield from (Block("detail", (Run(one_line(detail)),), level) for detail in node.details)
    if choice.tags and node.tags:
        tags = ", ".join(map(one_line, node.tags))
        yield Block("detail", (Run(f"{_('Tags')}: ", "label"), Run(tags)), level)


def _passage(passage: Passage, level: int) -> Iterator[Block]:
    lines = lines_of(passage.quote) or ["…"]
    for line in lines[:-1]:
        yield Block("quote", (Run(line),), level)
    yield Block("quote", (Run(lines[-1]), Run(f" — {one_line(passage.place)}", "label")), level)


def _labelled(label: str, text: str, level: int = 0) -> Iterator[Block]:
    for at, line in enumerate(lines_of(text)):
        yield Block("more" if level else "text", (*([Run(f"{label}: ", "label")] if not at else []), Run(line)), level)


# -- pairings and links


def _pairs(pairs: Iterable[ReportPair], choice: Choice) -> Iterator[Block]:
    pairs = [pair for pair in pairs if pair.motion.strip() or pair.notes.strip()]
    if pairs:
        yield heading(_("Pairings"))
    for pair in pairs:
        names = f"{one_line(pair.left)} – {one_line(pair.right)}"
        yield Block("item", (Run(names, "strong"), Run(f": {one_line(pair.motion)}" if pair.motion.strip() else "")))
        if choice.notes:
            yield from note_blocks(pair.notes)


def _clashes(pairing: PairingReport, choice: Choice) -> Iterator[Item]:
    if pairing.groups:
        yield heading(_("Clash table"))
        yield _table(_("Clash table"), pairing, pairing.groups, choice, answers=True)
    if pairing.common is not None:
        yield heading(_("Common ground"))
        yield _table(_("Common ground"), pairing, (pairing.common,), choice, answers=False)


def _table(name: str, pairing: PairingReport, groups: Iterable[PairGroup], choice: Choice, *, answers: bool) -> Table:
    groups = list(groups)
    rows = [row for group in groups for row in group.rows]
    says = [_("{case} says").format(case=each) for each in pairing.names]
    columns = [(_("No."), 2), (says[0], 9), (_("Link"), 4), (says[1], 9)]
    columns += [(_("Answer"), 5)] if answers else []
    assessed = any(map(_assessment, rows))
    columns += [(_("Assessment"), 8)] if assessed else []
    made: list[Row] = []
    for group in groups:
        if answers:
            number = ngettext("{count} row", "{count} rows", len(group.rows)).format(count=len(group.rows))
            title = one_line(group.title) or _("Issue without a name")
            made.append(Row(((Block("cell", (Run(title, "strong"), Run(f"  {number}", "label"))),),), True))
        for row in group.rows:
            cells = [_cell(row.number), _side(row.left), _link_cell(row), _side(row.right)]
            cells += [_cell(row.answer)] if answers else []
            cells += [_assessment(row)] if assessed else []
            made.append(Row(tuple(cells)))
    return Table(
        name, tuple(title for title, _width in columns), tuple(width for _title, width in columns), tuple(made)
    )


def _cell(text: str, label: str = "") -> tuple[Block, ...]:
    return (Block("cell", (*([Run(f"{label}: ", "label")] if label else []), Run(text))),)


def _side(point: Point | None) -> tuple[Block, ...]:
    if point is None:
        return (Block("cell", (Run(_("no point linked yet"), "label"),)),)
    place = f" ({point.cite})" if point.cite else ""
    name = Run(f"{point.word} {point.number}", point.kind)
    return (Block("cell", (name, Run(f"{place} ", "label"), Run(one_line(point.text)))),)


def _link_cell(row: PairRow) -> tuple[Block, ...]:
    strength = _cell(row.strength, _("Strength")) if row.strength else ()
    return (*(_cell(row.relation)), *strength)


def _assessment(row: PairRow) -> tuple[Block, ...]:
    found: list[Block] = []
    if row.better or row.why.strip():
        found += _cell(row.better, _("Better evidence"))
        found += _in_cell(row.why)
    if row.weighing.strip():
        first, *rest = _in_cell(row.weighing)
        found += [Block("cell", (Run(f"{_('Weighing')}: ", "label"), *first.runs)), *rest]
    if row.leads:
        found += _cell(row.leads, _("Leads"))
    return tuple(found)


def _in_cell(note: str) -> list[Block]:
    return [Block("cell", block.runs) for block in note_blocks(note, label="")] or [Block("cell", (Run(""),))]


def _unanswered(pairing: PairingReport) -> Iterator[Block]:
    yield heading(_("Unanswered points"))
    for name, points, (done, claims) in zip(pairing.names, pairing.unanswered, pairing.tallies, strict=True):
        yield heading(one_line(name), 2)
        yield Block("detail", (Run(_("Answered {count} of {total} claims").format(count=done, total=claims)),))
        for point in points:
            yield Block("item", _side(point)[0].runs)


def _pairing_links(pairing: PairingReport, choice: Choice) -> Iterator[Block]:
    answers = [(answer.link, answer.row) for answer in pairing.answers]
    noted = [(row.noted, row.number) for row in pairing.rows() if row.noted is not None]
    for title, links in ((_("Answers"), answers), (_("Notes on links"), noted)):
        if links:
            yield heading(title)
        for link, number in links:
            yield from _link(link, number, choice)
    yield from _links(_("Other links"), pairing.others, choice)


def _links(title: str, links: Iterable[ReportLink], choice: Choice) -> Iterator[Block]:
    links = list(links)
    if links:
        yield heading(title)
    for link in links:
        yield from _link(link, "", choice)


def _link(link: ReportLink, number: str, choice: Choice) -> Iterator[Block]:
    lead = [Run(f"{number} ", "strong")] if number else []
    ends = Run(one_line(str(link.source))), Run(one_line(str(link.target)))
    yield Block("item", (*lead, ends[0], Run(f" {link.relation} ", "strong"), ends[1]))
    yield from (Block("detail", (Run(one_line(detail)),), 1) for detail in link.details)
    if choice.notes:
        yield from note_blocks(link.note, 1)


# -- notes


def note_blocks(text: str, level: int = 0, label: str | None = None) -> list[Block]:
    """A note's Markdown as paragraphs and list items of runs, the first led by the word for a note, or by `label`."""
    if not text.strip():
        return []
    if _PLAIN_NOTE.fullmatch(text) and "://" not in text:
        blocks = [Block("note", (Run(one_line(text)),), level)]
    else:
        from models.markdown_notes import note_html

        reader = _Note(level)
        reader.feed(note_html(showable(text)[0]))
        reader.close()
        reader.end()
        blocks = reader.blocks
    lead = f"{_('Note')}: " if label is None else label
    if lead and blocks and blocks[0].style == "note":
        blocks[0] = blocks[0]._replace(runs=(Run(lead, "label"), *blocks[0].runs))
    return blocks


_LOOKS = {"strong": "strong", "em": "emphasis", "code": "code", "del": "struck", "th": "strong"}
_LOOKS |= {f"h{level}": "strong" for level in range(1, 7)}
_PARAGRAPHS = {"p", "li", "pre", "tr", "blockquote", "ul", "ol", "table", *(f"h{level}" for level in range(1, 7))}


class _Note(HTMLParser):
    """Reads the few elements that notes are made of."""

    def __init__(self, level: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._level = level
        self._runs: list[Run] = []
        self._open: list[str] = []
        self._href = ""
        self._lists: list[int | None] = []  # the number of the next item; None for bullets
        self._mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PARAGRAPHS:
            self.end()
        if tag == "br":
            self._runs.append(Run("\n"))
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
        elif tag in ("ul", "ol"):
            self._lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and self._lists:
            number = self._lists[-1]
            self._mark = "•" if number is None else f"{number}."
            self._lists[-1] = None if number is None else number + 1
        elif tag in ("td", "th") and self._runs:
            self._runs.append(Run(" | "))
        if tag not in ("br", "hr"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.end()
        if tag == "a":
            self._href = ""
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        text = data if "pre" in self._open else re.sub(r"[ \t\r\n]+", " ", data)
        if not self._runs or self._runs[-1].text == "\n":
            text = text if "pre" in self._open else text.lstrip(" ")
        if text:
            style = next((_LOOKS[tag] for tag in reversed(self._open) if tag in _LOOKS), "")
            self._runs.append(Run(text.rstrip("\n") if "pre" in self._open else text, style, self._href))

    def end(self) -> None:
        """The paragraph is over."""
        while self._runs and not self._runs[-1].text.strip():
            self._runs.pop()
        if self._runs:
            mark = (Run(f"{self._mark} "),) if self._mark else ()
            self._mark = ""
            self.blocks.append(Block("note_item" if self._lists else "note", (*mark, *self._runs), self._level))
        self._runs = []
