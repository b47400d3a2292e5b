"""The styles, lists and pages of an OpenDocument text of a map; nothing in its body is formatted by hand."""

from __future__ import annotations

import re

from storage.formats.docx_styles import INK, KINDS, MUTED, STEP
from storage.formats.prose import LEVELS, Block

LIST, PLAIN_LIST = "Map_20_Points", "Map_20_Points_20_without_20_number"
_PAGES = {"a4": ("210mm", "297mm"), "letter": ("215.9mm", "279.4mm")}
_NAMES = {
    **{"title": "Title", "source": "Map_20_Source", "text": "Text_20_body", "quote": "Quotations"},
    **{"detail": "Map_20_Detail", "note": "Map_20_Note", "note_item": "Map_20_Note", "item": "Map_20_Item"},
    **{"more": "Text_20_body", "point": "Map_20_Point", "cell": "Table_20_Contents"},
}


def name_of(block: Block) -> str:
    """The name of the style of a paragraph."""
    return f"Heading_20_{block.level}" if block.style == "heading" else _NAMES[block.style]


def _paragraph(name: str, parent: str, paragraph: str = "", text: str = "") -> str:
    base = f' style:parent-style-name="{parent}"' if parent else ""
    shown = name.replace("_20_", " ")
    level = f' style:default-outline-level="{name[-1]}"' if name.startswith("Heading_20_") else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph"{base}{level}>'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def _space(top: float, bottom: float, more: str = "") -> str:
    return f'fo:margin-top="{top}pt" fo:margin-bottom="{bottom}pt" {more}'


def _styles() -> dict[str, str]:
    """The XML of the styles by their names."""
    small, keep = f'fo:font-size="9pt" fo:color="#{MUTED}"', 'fo:keep-with-next="always"'
    inset = f'fo:margin-left="{STEP}pt"'
    sizes = {1: 15.0, 2: 13.0, 3: 11.5}
    body = "Text_20_body"
    rows = [
        (body, "Standard", _space(0, 4), f'fo:font-size="10.5pt" fo:color="#{INK}"'),
        ("Title", body, _space(0, 8, keep), 'fo:font-size="20pt" fo:font-weight="bold"'),
        ("Quotations", body, _space(0, 3, inset), 'fo:font-style="italic" fo:font-size="9.5pt"'),
        ("Map_20_Source", body, _space(0, 4), small),
        ("Map_20_Detail", body, _space(0, 3), small),
        ("Map_20_Note", body, _space(0, 3, inset), 'fo:font-size="9.5pt"'),
        ("Map_20_Item", body, _space(0, 3), ""),
        ("Map_20_Point", body, _space(3, 3), ""),
        ("Table_20_Contents", body, _space(0, 2), 'fo:font-size="8.5pt"'),
        ("Table_20_Heading", "Table_20_Contents", _space(0, 2, keep), f'fo:font-size="8pt" fo:color="#{MUTED}"'),
        ("Map_20_Issue", "Table_20_Contents", _space(4, 2, keep), 'fo:font-size="9.5pt"'),
        ("Footer", "Standard", 'fo:text-align="end"', small),
    ]
    rows += [
        (
            f"Heading_20_{level}",
            body,
            _space(16 if level == 1 else 10, 4, keep),
            f'fo:font-size="{sizes.get(level, 10.5)}pt" fo:font-weight="bold"',
        )
        for level in range(1, 10)
    ]
    return {row[0]: _paragraph(*row) for row in rows}


def _looks() -> str:
    looks = {
        "Label": f'fo:color="#{MUTED}"',
        "Strong": 'fo:font-weight="bold"',
        "Emphasis": 'fo:font-style="italic"',
        "Code": 'style:font-name="Liberation Mono" fo:font-family="\'Liberation Mono\'"',
        "Struck": 'style:text-line-through-style="solid" style:text-line-through-type="single"',
        **{kind: f'fo:color="#{shade}" fo:font-weight="bold"' for kind, shade in KINDS.items()},
        "Undercut": f'fo:color="#{KINDS["Rebuttal"]}" fo:font-weight="bold"',
    }
    return "".join(
        f'<style:style style:name="Map_20_{name}" style:display-name="Map {name}" style:family="text">'
        f"<style:text-properties {look}/></style:style>"
        for name, look in looks.items()
    )


def _list(name: str, *, counted: bool) -> str:
    levels = []
    for level in range(1, LEVELS + 1):
        place = (
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            f'<style:list-level-label-alignment text:label-followed-by="space" fo:margin-left="{STEP * level}pt" '
            f'fo:text-indent="-{STEP}pt"/></style:list-level-properties>'
        )
        if counted:
            levels.append(
                f'<text:list-level-style-number text:level="{level}" style:num-format="1" style:num-suffix="." '
                f'text:display-levels="{level}">{place}</text:list-level-style-number>'
            )
        else:
            levels.append(
                f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•">{place}'
                "</text:list-level-style-bullet>"
            )
    shown = name.replace("_20_", " ")
    return f'<text:list-style style:name="{name}" style:display-name="{shown}">{"".join(levels)}</text:list-style>'


# Headings are not counted: the numbers of points are part of their words.
_OUTLINE = (
    '<text:outline-style style:name="Outline">'
    + "".join(f'<text:outline-level-style text:level="{level}" style:num-format=""/>' for level in range(1, 11))
    + "</text:outline-style>"
)
TABLE = (  # automatic styles, since word processors take those of cells from no other place
    '<style:style style:name="ClashTable" style:family="table"><style:table-properties style:width="170mm" '
    'style:rel-width="100%" table:align="margins"/></style:style>'
    '<style:style style:name="ClashRow" style:family="table-row"><style:table-row-properties '
    'fo:keep-together="always"/></style:style>'
    '<style:style style:name="ClashCell" style:family="table-cell"><style:table-cell-properties fo:padding="3pt" '
    'fo:border="none" fo:border-bottom="0.5pt solid #D9D4CB"/></style:style>'
)


def styled(styles: bytes, language: str, paper: str) -> bytes:
    """The file of styles with those of a map, in the document's language and on its paper."""
    text = styles.decode()
    ours = _styles()
    for name in ours:
        text = re.sub(
            rf'<style:style style:name="{name}"[^>]*?(?:/>|(?<!/)>.*?</style:style>)', "", text, flags=re.DOTALL
        )
    lists = _list(LIST, counted=True) + _list(PLAIN_LIST, counted=False)
    added = f"{''.join(ours.values())}{_looks()}{lists}</office:styles>"
    text = text.replace("</office:styles>", added, 1)
    text = re.sub(r"<text:outline-style .*?</text:outline-style>", _OUTLINE, text, flags=re.DOTALL)
    width, height = _PAGES[paper]
    text = re.sub(r'fo:page-width="[^"]*"', f'fo:page-width="{width}"', text)
    text = re.sub(r'fo:page-height="[^"]*"', f'fo:page-height="{height}"', text)
    text = re.sub(r'fo:language="[^"]*"', f'fo:language="{language.partition("-")[0].lower()}"', text)
    region = language.partition("-")[2]
    country = region.upper() if re.fullmatch(r"[A-Za-z]{2}", region) else "none"
    text = re.sub(r'fo:country="[^"]*"', f'fo:country="{country}"', text)
    number = '<text:page-number text:select-page="current"/>'
    foot = f'<style:footer><text:p text:style-name="Footer">{number}</text:p></style:footer>'
    text = re.sub(r'(<style:master-page style:name="Standard"[^>]*?)/>', rf"\1>{foot}</style:master-page>", text)
    return text.encode()
