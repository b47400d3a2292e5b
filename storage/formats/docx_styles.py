"""The styles, lists and pages of a Word document of a map; nothing in its body is formatted by hand.

Points of a map are list paragraphs of nine levels: "Point 1" to "Point 9" are counted (1., 1.1., ...), those of "Point
without number" are not, since their number is part of their words.
"""

from __future__ import annotations

from typing import Any

from storage.formats.needed import needed
from storage.formats.prose import LEVELS

COUNTED, PLAIN = "Point", "Point without number"
STEP = 17  # points that a level stands further in
INK, MUTED = "23211E", "66615A"
KINDS = {"Claim": "1B56A0", "Evidence": "0B7A5A", "Rebuttal": "B03D1A"}  # as in the window: ui.theme.tokens
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_COUNTED_LIST, _PLAIN_LIST = 900, 901  # beyond the numbers of the template's own lists
_PAGES = {"a4": (210, 297), "letter": (215.9, 279.4)}  # millimetres


def style_names(document: Any) -> dict[str, str]:
    """What each style is called within the file, by its name."""
    return {style.name: style.style_id for style in document.styles}


def styles(document: Any, language: str) -> None:
    """Add the styles that are missing and set those of the template to the program's look."""
    shared, kinds = needed("docx.shared"), needed("docx.enum.style").WD_STYLE_TYPE
    points, colour = shared.Pt, shared.RGBColor.from_string
    known = document.styles

    def paragraph(name: str, base: str, left: float = 0, after: float = 4, size: float = 0, **more: Any) -> Any:
        style = known[name] if name in known else known.add_style(name, kinds.PARAGRAPH)
        style.base_style = known[base] if base else None
        spacing = style.paragraph_format
        spacing.left_indent = points(left) if left else None
        spacing.space_before, spacing.space_after = points(more.get("before", 0)), points(after)
        spacing.line_spacing = more.get("line", 1.12)
        if "keep" in more:
            spacing.keep_with_next = more["keep"]
        if size:
            style.font.size = points(size)
        if "colour" in more:
            style.font.color.rgb = colour(more["colour"])
        for look in ("bold", "italic"):
            if look in more:
                setattr(style.font, look, more[look])
        return style

    paragraph("Normal", "", size=10.5, colour=INK)
    _language(known.element, language)
    title = paragraph("Title", "Normal", size=20, after=8, colour=INK, keep=True)
    _without(title.element, "pBdr")
    sizes = {1: 15, 2: 13, 3: 11.5}
    for level in range(1, 10):
        before = 16 if level == 1 else 10
        paragraph(
            f"Heading {level}", "Normal", size=sizes.get(level, 10.5), before=before, colour=INK, bold=True, keep=True
        )
    paragraph("Body Text", "Normal")
    paragraph("List Bullet", "Normal", after=3)
    paragraph("Map Source", "Normal", size=9, colour=MUTED)
    paragraph("Quote", "Normal", STEP, italic=True, colour=INK)
    paragraph("Map Detail", "Normal", size=9, colour=MUTED)
    paragraph("Map Note", "Normal", STEP, size=9.5)
    for level in range(1, LEVELS + 1):
        left = STEP * level
        for name in (COUNTED, PLAIN):
            point = paragraph(f"{name} {level}", "Normal", 0, 3, before=3)
            _numbered(point.element, _COUNTED_LIST if name == COUNTED else _PLAIN_LIST, level)
        paragraph(f"Point Text {level}", "Body Text", left, 3)
        paragraph(f"Point Quote {level}", "Quote", left + 8, 3, size=9.5)
        paragraph(f"Point Detail {level}", "Map Detail", left, 3)
        paragraph(f"Point Note {level}", "Map Note", left + 8, 3)
    paragraph("Table Text", "Normal", size=8.5, after=2, line=1.05)
    paragraph("Table Heading", "Table Text", size=8, after=2, line=1.05, colour=MUTED, keep=True)
    paragraph("Table Issue", "Table Text", size=9.5, before=4, after=2, line=1.05, keep=True)
    _characters(known, kinds, points, colour)
    known.element.append(needed("docx.oxml").parse_xml(_TABLE))


def _characters(known: Any, kinds: Any, points: Any, colour: Any) -> None:
    looks: dict[str, dict[str, Any]] = {
        "Map Label": {"colour": MUTED},
        "Map Code": {"name": "Consolas", "size": 9},
        "Map Struck": {"strike": True},
        "Hyperlink": {"colour": "483290", "underline": True},
        **{f"Map {kind}": {"colour": shade, "bold": True} for kind, shade in KINDS.items()},
    }
    for name, look in looks.items():
        style = known[name] if name in known else known.add_style(name, kinds.CHARACTER)
        for key, value in look.items():
            if key == "colour":
                style.font.color.rgb = colour(value)
            else:
                setattr(style.font, key, points(value) if key == "size" else value)


def lists(document: Any, parts: int) -> list[int]:
    """Define the two lists; the number of the list of each of `parts` cases, every one counted from 1."""
    parse = needed("docx.oxml").parse_xml
    numbering = document.part.numbering_part.element
    first = next(iter(numbering.num_lst), None)
    for definition in (_list(_COUNTED_LIST, COUNTED), _list(_PLAIN_LIST, PLAIN)):
        made = parse(definition)
        if first is not None:
            first.addprevious(made)
        else:
            numbering.append(made)
    again = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(LEVELS)
    )
    numbers = [_COUNTED_LIST, *range(_PLAIN_LIST + 1, _PLAIN_LIST + parts)]
    for number in (*numbers, _PLAIN_LIST):
        kind = _PLAIN_LIST if number == _PLAIN_LIST else _COUNTED_LIST
        restart = again if number > _PLAIN_LIST else ""
        numbering.append(parse(f'<w:num {_W} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{restart}</w:num>'))
    return numbers


def _list(number: int, name: str) -> str:
    levels = []
    for level in range(LEVELS):
        if name == COUNTED:
            shape, words = "decimal", "".join(f"%{above + 1}." for above in range(level + 1))
        else:
            shape, words = "bullet", "•"
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
            f'<w:pStyle w:val="{_id(name, level + 1)}"/><w:suff w:val="space"/><w:lvlText w:val="{words}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * 20 * (level + 1)}" w:hanging="{STEP * 20}"/></w:pPr>'
            "</w:lvl>"
        )
    return (
        f'<w:abstractNum {_W} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def _id(name: str, level: int) -> str:
    return f"{name} {level}".replace(" ", "")


def _numbered(style: Any, number: int, level: int) -> None:
    """Tie a paragraph style to a level of a list, and take its own indent away, for the list has one."""
    properties = style.get_or_add_pPr()
    _without(style, "ind")
    made = properties._add_numPr()
    made.get_or_add_ilvl().val = level - 1
    made.get_or_add_numId().val = number


def _without(style: Any, tag: str) -> None:
    for found in style.xpath(f"w:pPr/w:{tag}"):
        found.getparent().remove(found)


def _language(element: Any, language: str) -> None:
    tag = needed("docx.oxml.ns").qn
    for found in element.iter(tag("w:lang")):
        found.set(tag("w:val"), language)


def pages(document: Any, paper: str) -> None:
    """The size of the paper, margins, and the number of the page at its foot."""
    millimetres = needed("docx.shared").Mm
    section = document.sections[0]
    width, height = _PAGES[paper]
    section.page_width, section.page_height = millimetres(width), millimetres(height)
    section.left_margin = section.right_margin = millimetres(22)
    section.top_margin = section.bottom_margin = millimetres(20)
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot._p.append(needed("docx.oxml").parse_xml(f'<w:fldSimple {_W} w:instr="PAGE"/>'))


_TABLE = f"""<w:style {_W} w:type="table" w:customStyle="1" w:styleId="ClashTable"><w:name w:val="Clash Table"/>
<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="6" w:space="0" w:color="66615A"/>
<w:bottom w:val="single" w:sz="6" w:space="0" w:color="66615A"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9D4CB"/></w:tblBorders><w:tblCellMar>
<w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>
</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="6" w:space="0" w:color="66615A"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"""
