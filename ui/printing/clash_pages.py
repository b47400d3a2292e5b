"""The clash table as it is printed; a column that would be empty is left out. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from models.errors import UserError
from models.messages import _
from models.pairing_report import PairGroup, PairingReport, PairRow, Point, build_pairing_report
from models.project import Project
from storage.printing import PrintOptions
from ui.printing.matter import Columns, End, Item, Par, Row, Start, Story
from ui.printing.noted import paragraphs
from ui.printing.tree_pages import lead, links_told

ALWAYS = 5  # columns that stand in every table
LONGEST = 18  # letters of a word that is not to be broken


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    share: float
    cell: Callable[[PairRow], list[Par]]


def clash_story(project: Project, pairing_id: str | None, options: PrintOptions) -> Story:
    """The table of a pairing. Raises UserError where there is none, or a case of it is in the bin."""
    pairing = build_pairing_report(project, pairing_id) if pairing_id is not None else None
    if pairing is None:
        raise UserError("print.no_pairing")
    story = Story(pairing.report.title)
    story.items += _told(pairing, options)
    answers = (replace(answer.link, label=answer.row) for answer in pairing.answers)
    story.items += links_told(_("Answers to rows of the table"), answers, options)
    story.items += links_told(_("Other links"), pairing.others, options)
    return story


def _told(pairing: PairingReport, options: PrintOptions) -> Iterator[Item]:
    left, right = pairing.names
    yield Start(_("{left} and {right}").format(left=left, right=right))
    yield Par(pairing.report.title, "title", keep=True)
    words = _("{case}: {answered} of {count} claims answered")
    tallies = zip(pairing.names, pairing.tallies, strict=True)
    told = [words.format(case=name, answered=answered, count=count) for name, (answered, count) in tallies if count]
    if told:
        yield Par(" · ".join(told), "source", keep=True)
    if options.notes:
        for line in paragraphs(pairing.report.notes):
            yield Par(line, "body")
    groups = [*pairing.groups, *([pairing.common] if pairing.common else [])]
    rows = [row for group in groups for row in group.rows]
    if not rows:
        yield Par(_("No links between the two cases yet."), "note")
        return
    columns = _columns(pairing, rows, options.notes)
    yield Columns(
        tuple(each.title for each in columns),
        tuple(each.share for each in columns),
        tuple(_longest(each, rows) for each in columns),
    )
    for group in groups:
        yield from _group(group, columns)
    yield End()


def _longest(column: _Column, rows: list[PairRow]) -> str:
    """The longest word of a column; what is longer than words are may be broken."""
    words = {word for row in rows for par in column.cell(row) for word in par.text.split()} | set(column.title.split())
    return max((word for word in words if len(word) <= LONGEST), key=len, default="")


def _group(group: PairGroup, columns: list[_Column]) -> Iterator[Item]:
    yield Par(" ".join(group.title.split()) or _("Issue without a name"), "band", keep=True)
    if not group.rows:
        yield Par(_("Nothing stands under this heading yet."), "cellnote")
    for row in group.rows:
        yield Row(tuple(tuple(column.cell(row)) for column in columns))


def _columns(pairing: PairingReport, rows: list[PairRow], notes: bool) -> list[_Column]:
    left, right = pairing.names
    found = [
        _Column("", 0.04, lambda row: [Par(row.number, "cellnote")]),
        _Column(left, 0.27, lambda row: _point(row.left)),
        _Column(_("Link"), 0.11, _link),
        _Column(right, 0.27, lambda row: _point(row.right)),
        _Column(_("Answer"), 0.1, lambda row: [Par(row.answer, "cell")] if row.answer else []),
    ]
    if notes:
        found.append(_Column(_("Assessment"), 0.24, _assessment))
        found.append(_Column(_("Note"), 0.2, lambda row: _noted(row.noted.note) if row.noted is not None else []))
    return [column for at, column in enumerate(found) if at < ALWAYS or any(column.cell(row) for row in rows)]


def _point(point: Point | None) -> list[Par]:
    if point is None:
        return [Par("–", "cellnote")]
    sign = "rebuttal" if point.kind == "undercut" else point.kind
    about = " · ".join(part for part in (point.word, point.cite) if part)
    text = " ".join(point.text.split()) or _("(no text)")
    return [Par(about, "cellnote", lead=lead(point.number), sign=sign), Par(text, "cell")]


def _link(row: PairRow) -> list[Par]:
    found = [Par(_bound(row.relation), "cell")] if row.relation else []
    return [*found, Par(row.strength, "cellnote")] if row.strength else found


def _bound(relation: str) -> str:
    """With its arrow on the line of the word beside it."""
    return relation.replace("← ", "←\u00a0").replace(" →", "\u00a0→").replace("↔ ", "↔\u00a0")


def _assessment(row: PairRow) -> list[Par]:
    """Whose evidence is better and why, what weighs, and who leads: one column, so that the points have room."""
    found = []
    if row.better or row.why.strip():
        found.append(Par(_("Better evidence: {who}").format(who=row.better or "–"), "cell"))
        found += _noted(row.why, "cellnote")
    for label, text in ((_("Weighing"), row.weighing), (_("Leads"), row.leads)):
        for at, words in enumerate(paragraphs(text)):
            found.append(Par(words if at else f"{label}: {words}", "cell"))
    return found


def _noted(text: str, style: str = "cell") -> list[Par]:
    return [Par(words, style) for words in paragraphs(text)]
