"""How two cases meet, as HTML: clash table, common ground, unanswered points, answers, what is noted of links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from models.messages import _, ngettext
from models.pairing_report import PairGroup, PairingReport, PairRow, Point
from models.report import ReportLink, ReportPair
from storage.formats.html_words import note, paragraphs, sign, words

Column = tuple[str, str, Callable[[PairRow], str]]  # class, title, cell
CHALLENGES = ("rebuts", "undercuts", "questions", "turns")


class Refs:
    """The rows in which a point stands, so that it leads to them."""

    def __init__(self, pairing: PairingReport | None) -> None:
        self._rows: dict[tuple[int, str], list[tuple[PairRow, Point]]] = {}
        for row in pairing.rows() if pairing is not None else ():
            for point, other in ((row.left, row.right), (row.right, row.left)):
                if point is not None and other is not None:
                    self._rows.setdefault((point.side, point.number), []).append((row, other))

    def of(self, side: int, number: str) -> Iterator[str]:
        """A paragraph with a link for each row; nothing for a point that stands in none."""
        found = self._rows.get((side, number), ())
        parts = []
        for row, other in found:
            words_of = words(row.relation), f'<a href="#{_anchor(other)}">{words(f"{other.word} {other.number}")}</a>'
            told = " ".join(words_of if side == 0 else reversed(words_of))  # read from left to right, like a row
            parts.append(f'<a href="#row-{row.number}">{words(row.number)}</a>: {told}')
        if parts:
            label = ngettext("Row of the table", "Rows of the table", len(parts))
            yield f'<p class="refs"><span class="label">{words(label)}:</span> {"; ".join(parts)}</p>'


def pairing_parts(
    pairing: PairingReport, *, clash: bool = True, links: bool = True, notes: bool = True
) -> Iterator[str]:
    """The sections below the cases. `clash`: the tables and what is unanswered; `notes`: those of links."""
    if clash:
        yield from _tables(pairing)
        yield from _unanswered(pairing)
    if links and clash:
        answers = [link_item(answer.link, answer.row, notes=notes) for answer in pairing.answers]
        yield from _list(_("Answers"), answers)
        if notes:
            noted = [link_item(row.noted, row.number) for row in pairing.rows() if row.noted is not None]
            yield from _list(_("Notes on links"), noted)
        yield from links_section(_("Other links"), pairing.others, notes=notes)
    elif links:
        yield from links_section(_("Links"), pairing.report.links, notes=notes)


def _tables(pairing: PairingReport) -> Iterator[str]:
    if pairing.groups:
        rows = [row for group in pairing.groups for row in group.rows]
        columns = _columns(pairing, rows, answers=True)
        yield f'<section class="clash"><h2>{words(_("Clash table"))}</h2>'
        yield from _table(_("Clash table"), columns, pairing.groups, heads=True)
        yield "</section>"
    if pairing.common is not None:
        yield f'<section class="clash common"><h2>{words(_("Common ground"))}</h2>'
        columns = _columns(pairing, pairing.common.rows, answers=False)
        yield from _table(_("Common ground"), columns, [pairing.common], heads=False)
        yield "</section>"


def _columns(pairing: PairingReport, rows: Sequence[PairRow], *, answers: bool) -> list[Column]:
    """The columns that somebody filled. `answers`: that one is there in any case."""
    says = [_("{case} says").format(case=name) for name in pairing.names]
    columns: list[Column] = [
        ("side", says[0], lambda row: _side(row.left)),
        ("link", _("Link"), _relation),
        ("side", says[1], lambda row: _side(row.right)),
    ]
    more: list[Column] = [("answer", _("Answer"), _answer), ("why", _("Assessment"), _assessment)]
    return columns + [each for at, each in enumerate(more) if (answers and at == 0) or any(map(each[2], rows))]


def _relation(row: PairRow) -> str:
    loud = ' class="challenge"' if row.kind in CHALLENGES else ""
    strength = f'<p class="detail">{words(row.strength)}</p>' if row.strength else ""
    return f"<p{loud}>{words(row.relation)}</p>{strength}" if row.relation else ""


def _answer(row: PairRow) -> str:
    if not row.state:
        return ""
    return f'<span class="state {row.state}"><span class="mark" aria-hidden="true"></span>{words(row.answer)}</span>'


def _assessment(row: PairRow) -> str:
    """Whose evidence is better and why, what weighs, and who leads: one column, so that the points have room."""
    parts = []
    if row.better or row.why.strip():
        why = note(row.why, 4) if row.why.strip() else ""
        better = _("Better evidence")
        parts.append(_labelled(better, row.better) + why if row.better else _led(better, why))
    if row.weighing.strip():
        parts.append(_led(_("Weighing"), note(row.weighing, 4)))
    if row.leads:
        parts.append(_labelled(_("Leads"), row.leads))
    return "".join(parts)


def _labelled(label: str, text: str) -> str:
    return f'<p><span class="label">{words(label)}:</span> {f"<b>{words(text)}</b>" if text else ""}</p>'


def _led(label: str, html: str) -> str:
    """A note led by a label: in its first paragraph, or above what begins with something else."""
    if not html.startswith("<p>"):
        return _labelled(label, "") + html
    return f'<p><span class="label">{words(label)}:</span> {html.removeprefix("<p>")}'


def _side(point: Point | None) -> str:
    if point is None:
        return f'<span class="none">{words(_("no point linked yet"))}</span>'
    place = f"{point.word} {point.number}" + (f", {point.cite}" if point.cite else "")
    link = f'<a class="cite" href="#{_anchor(point)}">{words(place).replace("¶ ", "¶&nbsp;")}</a>'
    return f"{sign(point.kind)}{words(point.text)} {link}"


def _anchor(point: Point) -> str:
    return f"p{point.side + 1}-{point.number}"


def _table(name: str, columns: Sequence[Column], groups: Iterable[PairGroup], *, heads: bool) -> Iterator[str]:
    yield f'<table><caption class="unseen">{words(name)}</caption>'
    titles = "".join(f'<th scope="col" class="{css}">{words(title)}</th>' for css, title, _fill in columns)
    yield f'<thead><tr><th scope="col" class="no">{words(_("No."))}</th>{titles}</tr></thead>'
    for group in groups:
        yield "<tbody>"
        if heads:
            number = ngettext("{count} row", "{count} rows", len(group.rows)).format(count=len(group.rows))
            title = words(group.title) or words(_("Issue without a name"))
            yield f'<tr class="issue"><th scope="rowgroup" colspan="{len(columns) + 1}">{title}'
            yield f' <span class="count">{words(number)}</span></th></tr>'
        for row in group.rows:
            cells = "".join(f'<td class="{css}">{fill(row)}</td>' for css, _title, fill in columns)
            yield f'<tr id="row-{row.number}"><th scope="row" class="no">{words(row.number)}</th>{cells}</tr>'
        yield "</tbody>"
    yield "</table>"


def _unanswered(pairing: PairingReport) -> Iterator[str]:
    yield f'<section class="unanswered"><h2>{words(_("Unanswered points"))}</h2><div class="cases cases-2">'
    for name, points, (done, claims) in zip(pairing.names, pairing.unanswered, pairing.tallies, strict=True):
        tally = _("Answered {count} of {total} claims").format(count=done, total=claims)
        yield f'<section><h3>{words(name)}</h3><p class="detail">{words(tally)}</p>'
        if points:
            yield f'<ul class="plain">{"".join(f"<li>{_side(point)}</li>" for point in points)}</ul>'
        yield "</section>"
    yield "</div></section>"


def _list(heading: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f'<section class="links"><h2>{words(heading)}</h2><ul class="plain">{"".join(items)}</ul></section>'


def links_section(heading: str, links: Iterable[ReportLink], *, notes: bool = True) -> Iterator[str]:
    """A section that lists links in full; nothing where there are none."""
    yield from _list(heading, [link_item(link, notes=notes) for link in links])


def link_item(link: ReportLink, row: str = "", *, notes: bool = True) -> str:
    """A link in full as a list item, led by the number of its row."""
    number = f'<a class="no" href="#row-{row}">{words(row)}</a> ' if row else ""
    noted = note(link.note, 3) if notes and link.note.strip() else ""
    details = "".join(paragraphs(detail) for detail in link.details)
    told = f"{words(str(link.source))} <b>{words(link.relation)}</b> {words(str(link.target))}"
    return f'<li><p>{number}{told}</p><div class="detail">{noted}{details}</div></li>'


def pairs_section(pairs: Iterable[ReportPair], *, notes: bool = True) -> Iterator[str]:
    """The pairings of the cases that are shown, where none is meant."""
    items = []
    for pair in pairs:
        motion = f": {words(pair.motion)}" if pair.motion.strip() else ""
        noted = note(pair.notes, 3) if notes and pair.notes.strip() else ""
        items.append(f"<li><p><b>{words(pair.left)} – {words(pair.right)}</b>{motion}</p>{noted}</li>")
    yield from _list(_("Pairings"), items)
