"""What the control words of RTF do, but for those that begin a group of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from storage.formats import rtf_parts as parts
from storage.formats.office_text import label

if TYPE_CHECKING:
    from storage.formats.rtf_body import Body

Act = Callable[["Body", int | None], None]
_NOTE_AHEAD = 300  # characters from the mark of a note to the note


def _unicode(body: Body, number: int | None) -> None:
    if number is not None:
        unit = number % 0x10000
        body.put(chr(unit) if unit else "")
    body.skip = body.state.uc


def _font(body: Body, number: int | None) -> None:
    if body.state.role == "fonttbl":
        body.font = number or 0
    else:
        body.state.codec = body.fonts.get(number or 0, "")


def _charset(body: Body, number: int | None) -> None:
    if body.state.role == "fonttbl":
        body.fonts[body.font] = parts.codec_of_charset(number or 0)


def _style(body: Body, number: int | None) -> None:
    body.state.style = number or 0


def _plain(body: Body, _number: int | None) -> None:
    body.state.hidden = False
    body.state.codec = body.fonts.get(body.usual_font, "")


def _deleted(body: Body, number: int | None) -> None:
    body.state.deleted = number != 0
    body.removed += number != 0


def _inserted(body: Body, number: int | None) -> None:
    body.added += number != 0 and body.state.sink is not None


def _paragraph(body: Body, _number: int | None) -> None:
    body.end_paragraph(body.state.sink)


def _fresh_paragraph(body: Body, _number: int | None) -> None:
    body.state.reset_paragraph()


def _cell(body: Body, _number: int | None) -> None:
    sink = body.state.sink
    if sink is not None:
        body.state.in_table = True
        body.end_paragraph(sink)
        sink.row.append(sink.cell)
        sink.cell = []


def _row(body: Body, _number: int | None) -> None:
    if body.state.sink is not None:
        body.end_rows(body.state.sink)


def _page(body: Body, _number: int | None) -> None:
    sink = body.state.sink
    if sink is body.main:
        body.page += 1
        if "".join(sink.words).strip():
            body.put("\n")


def _soft_page(body: Body, _number: int | None) -> None:
    body.noted = True
    body.page += body.state.sink is body.main


def _note_mark(body: Body, _number: int | None) -> None:
    if body.state.role == "note" or body.state.sink is None:
        return
    at = body.text.find("\\footnote", body.at, body.at + _NOTE_AHEAD)
    kind = "aftn" if body.text.startswith("\\footnote\\ftnalt", at) else "ftn"
    body.marks[kind] += 1
    body.mark = f"[{label(body.marks[kind], body.numbering[kind])}]"
    body.put(body.mark)


def _section(body: Body, _number: int | None) -> None:
    body.end_paragraph(body.state.sink)
    if body.state.sink is body.main:
        body.page += 1
        body.fresh_section = True


def _same_page(body: Body, _number: int | None) -> None:
    """The section that has just begun goes on where the last one ended."""
    body.page -= body.fresh_section
    body.fresh_section = False


def _sets(name: str, usual: int = 0, least: int = 0) -> Act:
    def act(body: Body, number: int | None) -> None:
        setattr(body.state, name, max(least, usual if number is None else number))

    return act


def _switches(name: str) -> Act:
    def act(body: Body, number: int | None) -> None:
        setattr(body.state, name, number != 0)

    return act


def _page_code(body: Body, number: int | None) -> None:
    body.codec = parts.codec_of_page(number or 1252)


def _font_page(body: Body, number: int | None) -> None:
    if body.state.role == "fonttbl":
        body.fonts[body.font] = parts.codec_of_page(number or 1252)


def _usual_font(body: Body, number: int | None) -> None:
    body.usual_font = number or 0


def _language(body: Body, number: int | None) -> None:
    body.info.language = body.info.language or parts.language_of(number or 0)


def _style_language(body: Body, number: int | None) -> None:
    if body.state.role == "style":
        _language(body, number)


def _page_count(body: Body, number: int | None) -> None:
    body.info.pages = number


def _created(key: str) -> Act:
    def act(body: Body, number: int | None) -> None:
        if body.state.role == "creatim" and number is not None:
            body.info.created[key] = number

    return act


def _counted(kind: str, style: str) -> Act:
    def act(body: Body, _number: int | None) -> None:
        body.numbering[kind] = style

    return act


def _set_codec(name: str) -> Act:
    def act(body: Body, _number: int | None) -> None:
        body.codec = name

    return act


ACTS: dict[str, Act] = {
    "u": _unicode,
    "f": _font,
    "fcharset": _charset,
    "s": _style,
    "plain": _plain,
    "deleted": _deleted,
    "revised": _inserted,
    "par": _paragraph,
    "nestcell": _paragraph,
    "sect": _section,
    "sbknone": _same_page,
    "cell": _cell,
    "row": _row,
    "page": _page,
    "softpage": _soft_page,
    "chftn": _note_mark,
    "pard": _fresh_paragraph,
    "uc": _sets("uc", 1),
    "v": _switches("hidden"),
    "outlinelevel": _sets("outline"),
    "ls": _sets("listed"),
    "ilvl": _sets("level"),
    "li": _sets("left"),
    "ri": _sets("right"),
    "intbl": _switches("in_table"),
    "pagebb": _switches("break_before"),
    "sbasedon": _sets("based", -1, -1),
    "ansicpg": _page_code,
    "cpg": _font_page,
    "mac": _set_codec("mac_roman"),
    "pc": _set_codec("cp437"),
    "pca": _set_codec("cp850"),
    "deff": _usual_font,
    "deflang": _language,
    "lang": _style_language,
    "nofpages": _page_count,
    "yr": _created("yr"),
    "mo": _created("mo"),
    "dy": _created("dy"),
    **{f"{kind}{end}": _counted(kind, style) for kind in ("ftn", "aftn") for end, style in parts.NUMBERING.items()},
}
