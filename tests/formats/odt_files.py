"""OpenDocument texts in the shapes that LibreOffice writes, made of bare XML."""

from __future__ import annotations

from tests.formats.archives import zipped

_NAMES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
            ("meta", "meta"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
MIME = "application/vnd.oasis.opendocument.text"


def paragraph(inner: str, style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def heading(inner: str, level: int = 1) -> str:
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{inner}</text:h>'


def style(name: str, parent: str = "", inner: str = "", more: str = "", family: str = "paragraph") -> str:
    on = f'style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}" {on} {more}>{inner}</style:style>'


def note(mark: str, words: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body>{paragraph(words, 'Footnote')}</text:note-body></text:note>"
    )


def content(body: str, automatic: str = "") -> str:
    return (
        f"<office:document-content {_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt(
    body: str, automatic: str = "", *, styles: str = "", master: str = "", meta: str = "", manifest: str = ""
) -> bytes:
    named = f"<office:styles>{styles}</office:styles><office:master-styles>{master}</office:master-styles>"
    return zipped(
        {
            "mimetype": MIME,
            "content.xml": content(body, automatic),
            "styles.xml": f"<office:document-styles {_NAMES}>{named}</office:document-styles>",
            "meta.xml": f"<office:document-meta {_NAMES}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="urn:m">{manifest}</m:manifest>',
        }
    )


def flat(body: str, meta: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><office:document {_NAMES} office:mimetype="{MIME}"><office:meta>{meta}</office:meta>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()
