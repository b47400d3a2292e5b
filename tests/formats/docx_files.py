"""DOCX files in the shapes that Word, LibreOffice and Google Docs write, made of bare XML."""

from __future__ import annotations

from tests.formats.archives import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ROOTS = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "header1": "hdr", "footer1": "ftr"}


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of words or of ready runs ("<w:…")."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(found if found.startswith("<") else run(found) for found in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def style(key: str, name: str, based: str = "", properties: str = "", more: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    head = f'<w:style w:type="paragraph" {more} w:styleId="{key}"><w:name w:val="{name}"/>{on}'
    return f"{head}<w:pPr>{properties}</w:pPr></w:style>"


def docx(body: str, *, core: str = "", extra: dict[str, bytes | str] | None = None, **parts: str) -> bytes:
    """A file with `body`; `parts` are the insides of word/NAME.xml (styles, footnotes, comments, header1, …)."""
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"word/document.xml": "officeDocument"}),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({f"{part}.xml": part.rstrip("1") for part in parts}),
    }
    for part, inner in parts.items():
        root = _ROOTS.get(part, part)
        members[f"word/{part}.xml"] = f"<w:{root} {_NAMES}>{inner}</w:{root}>"
    if core:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"{core}</cp:coreProperties>"
        )
    members.update(extra or {})
    return zipped(members)


def _relations(targets: dict[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for at, (target, kind) in enumerate(targets.items())
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )
