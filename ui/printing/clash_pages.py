"""The clash table as it is printed; a column that would be empty is left out. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.errors import UserError
from models.messages import _
from models.pairing_report import PairGroup, PairingReport, PairRow, Point, build_pairing_report
from models.project import Project
from storage.printing import PrintOptions
from ui.printing.matter import Columns, End, Item, Par, Row, Start, Story


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
    return story


def _told(pairing: PairingReport, options: PrintOptions) -> Iterator[Item]:
    left, right = pairing.names
    yield Start(_("{left} and {right}").format(left=left, right=right))
    yield Par(pairing.report.title, "title", keep=True)
    words = _("{case}: {answered} of {count} claims answered")
    tallies = zip(pairing.names, pairing.tallies, strict=True)
    told = [words.format(case=name, answered=answered, count=count) for name, (answered, count) in tallies if count]
    if told:
        yield Par(" · ".join(told), "source")
    if options.notes:
        for line in pairing.report.notes.splitlines():
            if line.strip():
                yield Par(line.rstrip(), "body")
    groups = [*pairing.groups, *([pairing.common] if pairing.common else [])]
    rows = [row for group in groups for row in group.rows]
    if not rows:
        yield Par(_("No links between the two cases yet."), "note")
        return
    columns = _columns(pairing, rows, options.notes)
    yield Columns(tuple(each.title for each in columns), tuple(each.share for each in columns))
    for group in groups:
        yield from _group(group, columns)
    yield End()


def _group(group: PairGroup, columns: list[_Column]) -> Iterator[Item]:
    yield Par(" ".join(group.title.split()), "band", keep=bool(group.rows))
    if not group.rows:
        yield Par(_("Nothing stands under this heading yet."), "cellnote")
    for row in group.rows:
        yield Row(tuple(tuple(column.cell(row)) for column in columns))


def _columns(pairing: PairingReport, rows: list[PairRow], notes: bool) -> list[_Column]:
    left, right = pairing.names
    found = [
        _Column("", 0.05, lambda row: [Par(row.number, "cellnote")]),
        _Column(left, 0.27, lambda row: _point(row.left)),
        _Column(_("Link"), 0.13, _link),
        _Column(right, 0.27, lambda row: _point(row.right)),
        _Column(_("Answer"), 0.11, lambda row: _lines(row.answer)),
    ]
    if notes:
        found += [
            _Column(_("Better evidence"), 0.16, lambda row: [*_lines(row.better), *_lines(row.why, "cellnote")]),
            _Column(_("Weighing"), 0.18, lambda row: _lines(row.weighing)),
            _Column(_("Leads"), 0.1, lambda row: _lines(row.leads)),
            _Column(_("Note of the link"), 0.16, _noted),
        ]
    return [column for at, column in enumerate(found) if at < 4 or any(column.cell(row) for row in rows)]


def _point(point: Point | None) -> list[Par]:
    if point is None:
        return [Par("–", "cellnote")]
    sign = "rebuttal" if point.kind == "undercut" else point.kind
    about = " · ".join(part for part in (point.word, point.cite) if part)
    return [
        Par(" ".join(point.text.split()) or _("(no text)"), "cell", lead=point.number, sign=sign),
        Par(about, "cellnote"),
    ]


def _link(row: PairRow) -> list[Par]:
    return [*_lines(row.relation), *_lines(row.strength, "cellnote")]


def _noted(row: PairRow) -> list[Par]:
    return _lines(row.noted.note) if row.noted is not None else []


def _lines(text: str, style: str = "cell") -> list[Par]:
    return [Par(line.rstrip(), style) for line in text.splitlines() if line.strip()]
