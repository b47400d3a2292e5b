"""A pairing in Markdown, behind its two cases: clash table, common ground, unanswered points, answers, other links.

One table an issue, so that a reader finds an issue by its heading. A column that nobody filled is left out of all
tables alike. What is noted of a link stands below the tables, for a note may be long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from models.messages import _
from models.pairing_report import NAMELESS, PairGroup, PairingReport, PairRow, Point
from storage.formats.markdown_blocks import item, labelled, link_blocks, row
from storage.formats.markdown_notes import note_cell
from storage.formats.markdown_text import cell, inline, paragraphs, starting

Column = tuple[str, Callable[[PairRow], str]]


def pairing_blocks(pairing: PairingReport) -> Iterator[str]:
    """The sections behind the cases, block by block."""
    if pairing.groups:
        yield f"## {inline(_('Clash table'))}"
        columns = _columns(pairing, [r for group in pairing.groups for r in group.rows], always=True)
        for group in pairing.groups:
            yield f"### {inline(group.title) or inline(_('Issue without a name'))}"
            yield from _table(group, columns)
    if pairing.common is not None:
        yield f"## {inline(_('Common ground'))}"
        yield from _table(pairing.common, _columns(pairing, pairing.common.rows, always=False))
    yield from _unanswered(pairing)
    if pairing.answers:
        yield f"## {inline(_('Answers'))}"
        for answer in pairing.answers:
            yield from item(link_blocks(answer.link, answer.row))
    noted = [r for r in pairing.rows() if r.noted is not None]
    if noted:
        yield f"## {inline(_('Notes on links'))}"
        for r in noted:
            if r.noted is not None:
                yield from item(link_blocks(r.noted, r.number))
    if pairing.others:
        yield f"## {inline(_('Other links'))}"
        for link in pairing.others:
            yield from item(link_blocks(link))


def _columns(pairing: PairingReport, rows: Sequence[PairRow], *, always: bool) -> list[Column]:
    """The columns of tables that hold these rows. `always`: the answer is told even where there is none."""
    says = [_("{case} says").format(case=name) for name in pairing.names]
    columns: list[Column] = [
        (_("No."), lambda r: cell(r.number)),
        (says[0], lambda r: _side(r.left)),
        (_("Link"), lambda r: cell(r.relation)),
        (says[1], lambda r: _side(r.right)),
    ]
    more: list[Column] = [
        (_("Answer"), lambda r: cell(r.answer)),
        (_("Strength"), lambda r: cell(r.strength)),
        (_("Better evidence, and why"), _better),
        (_("Weighing"), lambda r: note_cell(r.weighing)),
        (_("Leads"), lambda r: cell(r.leads)),
    ]
    return columns + [each for at, each in enumerate(more) if (always and at == 0) or any(map(each[1], rows))]


def _side(point: Point | None) -> str:
    if point is None:
        return cell(_("no point linked yet"))
    place = f"{point.word} {point.number}, {point.cite}" if point.cite else f"{point.word} {point.number}"
    return f"{cell(point.text)} ({cell(place)})".strip()


def _better(r: PairRow) -> str:
    why = note_cell(r.why)
    return f"{cell(r.better)}: {why}" if r.better and why else cell(r.better) or why


def _table(group: PairGroup, columns: Iterable[Column]) -> Iterator[str]:
    if not group.rows:
        yield starting(inline(_("Nothing stands under this issue yet.")))
        return
    columns = list(columns)
    lines = [row(cell(title) for title, _fill in columns), "|" + " --- |" * len(columns)]
    lines += [row(fill(r) for _title, fill in columns) for r in group.rows]
    yield "\n".join(lines)


def _unanswered(pairing: PairingReport) -> Iterator[str]:
    yield f"## {inline(_('Unanswered points'))}"
    for name, points, (done, claims) in zip(pairing.names, pairing.unanswered, pairing.tallies, strict=True):
        yield f"### {inline(name) or inline(_(NAMELESS))}"
        tally = _("Answered {count} of {total}").format(count=done, total=claims)
        yield from labelled(_("Claims"), tally)
        for point in points:
            first, *rest = paragraphs(point.text) or [""]
            place = f" ({inline(point.cite)})" if point.cite else ""
            yield from item([f"**{inline(f'{point.word} {point.number}')}**{place} {first}".rstrip(), *rest])
