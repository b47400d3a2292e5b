"""How two cases meet, in Markdown: clash table, common ground, unanswered points.

One table an issue, so that a reader finds an issue by its heading. A column that nobody filled is left out of all
tables alike. The links stand in full behind the tables (`markdown_map`), each with the number of its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from models.messages import _
from models.pairing_report import PairGroup, PairingReport, PairRow, Point
from models.report import NAMELESS
from storage.formats.markdown_blocks import item, labelled, row
from storage.formats.markdown_choice import Choice
from storage.formats.markdown_notes import note_cell
from storage.formats.markdown_outline import CLASHES, COMMON, UNANSWERED
from storage.formats.markdown_text import cell, inline, paragraphs, starting

Column = tuple[str, Callable[[PairRow], str]]


def pairing_blocks(pairing: PairingReport, choice: Choice) -> Iterator[str]:
    """The sections behind the cases, block by block."""
    if pairing.groups:
        yield f"## {inline(_(CLASHES))}"
        columns = _columns(pairing, [r for group in pairing.groups for r in group.rows], choice, always=True)
        for group in pairing.groups:
            yield f"### {inline(group.title) or inline(_('Issue without a name'))}"
            yield from _table(group, columns)
    if pairing.common is not None:
        yield f"## {inline(_(COMMON))}"
        yield from _table(pairing.common, _columns(pairing, pairing.common.rows, choice, always=False))
    yield from _unanswered(pairing, choice)


def _columns(pairing: PairingReport, rows: Sequence[PairRow], choice: Choice, *, always: bool) -> list[Column]:
    """The columns of tables that hold these rows. `always`: the answer is told even where there is none."""
    says = [_("{case} says").format(case=name) for name in pairing.names]
    columns: list[Column] = [
        (_("No."), lambda r: cell(r.number)),
        (says[0], lambda r: _side(r.left, choice)),
        (_("Link"), lambda r: cell(r.relation)),
        (says[1], lambda r: _side(r.right, choice)),
    ]
    more: list[Column] = [
        (_("Answer"), lambda r: cell(r.answer)),
        (_("Strength"), lambda r: cell(r.strength)),
        (_("Better evidence, and why"), _better),
        (_("Weighing"), lambda r: note_cell(r.weighing)),
        (_("Leads"), lambda r: cell(r.leads)),
    ]
    return columns + [each for at, each in enumerate(more) if (always and at == 0) or any(map(each[1], rows))]


def _side(point: Point | None, choice: Choice) -> str:
    if point is None:
        return cell(_("no point linked yet"))
    place = ", ".join(part for part in (_label(point, choice), _cite(point, choice)) if part)
    return f"{cell(point.text)} ({cell(place)})".strip()


def _label(point: Point, choice: Choice) -> str:
    return f"{point.word} {point.number}" if choice.numbering else point.word


def _cite(point: Point, choice: Choice) -> str:
    return point.cite if choice.places else ""


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


def _unanswered(pairing: PairingReport, choice: Choice) -> Iterator[str]:
    yield f"## {inline(_(UNANSWERED))}"
    for name, points, (done, claims) in zip(pairing.names, pairing.unanswered, pairing.tallies, strict=True):
        yield f"### {inline(name) or inline(_(NAMELESS))}"
        tally = _("Answered {count} of {total}").format(count=done, total=claims)
        yield from labelled(_("Claims"), tally)
        for point in points:
            first, *rest = paragraphs(point.text) or [""]
            place = f" ({inline(cite)})" if (cite := _cite(point, choice)) else ""
            yield from item([f"**{inline(_label(point, choice))}**{place} {first}".rstrip(), *rest])
