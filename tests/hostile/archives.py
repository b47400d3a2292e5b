"""DOCX, ODT and EPUB that unpack to far too much, declare entities, lie about themselves or lead elsewhere."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

from tests.hostile.case import PARAGRAPHS, Case, either, reads, refused

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
HUGE = 330_000_000  # bytes, more than may be read of an archive

LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'
FILE_ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def remote_entity(url: str) -> str:
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{url}/entity">]>'


def remote_dtd(url: str) -> str:
    return f'<!DOCTYPE x SYSTEM "{url}/some.dtd" [<!ENTITY % p SYSTEM "{url}/more.ent"> %p;]>'


def zipped(members: Mapping[str, bytes | str], stored: Iterable[str] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def docx(body: str = "", doctype: str = "", more: Mapping[str, bytes | str] | None = None) -> dict[str, bytes | str]:
    """The members of a Word file with the usual paragraphs and then `body`."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in PARAGRAPHS)
    types = "application/vnd.openxmlformats-"
    return {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Default Extension="rels" ContentType="{types}package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{types}officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        f"{paragraphs}{body}</w:body></w:document>",
        **(more or {}),
    }


def odt(body: str = "", doctype: str = "", more: Mapping[str, bytes | str] | None = None) -> dict[str, bytes | str]:
    paragraphs = "".join(f"<text:p>{words}</text:p>" for words in PARAGRAPHS)
    return {
        "mimetype": ODT_TYPE,
        "META-INF/manifest.xml": '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:'
        f'manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{ODT_TYPE}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        "content.xml": f'<?xml version="1.0"?>{doctype}<office:document-content xmlns:office="{OFFICE}" '
        f'xmlns:text="{TEXT}" office:version="1.2"><office:body><office:text>{paragraphs}{body}</office:text>'
        "</office:body></office:document-content>",
        **(more or {}),
    }


def fodt(body: str = "", doctype: str = "") -> bytes:
    paragraphs = "".join(f"<text:p>{words}</text:p>" for words in PARAGRAPHS)
    return (
        f'<?xml version="1.0"?>{doctype}<office:document xmlns:office="{OFFICE}" xmlns:text="{TEXT}" '
        f'office:version="1.2" office:mimetype="{ODT_TYPE}"><office:body><office:text>{paragraphs}{body}'
        "</office:text></office:body></office:document>"
    ).encode()


def epub(
    chapter: str = "",
    doctype: str = "",
    opf_doctype: str = "",
    spine: str = '<itemref idref="c1"/>',
    manifest: str = '<item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/>',
    more: Mapping[str, bytes | str] | None = None,
) -> dict[str, bytes | str]:
    paragraphs = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<?xml version="1.0"?><container version="1.0" '
        'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>",
        "OPS/book.opf": f'<?xml version="1.0"?>{opf_doctype}<package xmlns="http://www.idpf.org/2007/opf" '
        'version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>A book</dc:title>"
        '<dc:identifier id="i">x</dc:identifier><dc:language>en</dc:language></metadata>'
        f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>",
        "OPS/c1.xhtml": f'<?xml version="1.0"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>One'
        f"</title></head><body><h1>One</h1>{paragraphs}{chapter}</body></html>",
        **(more or {}),
    }


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def without(members: Mapping[str, bytes | str], *gone: str) -> dict[str, bytes | str]:
    return {name: data for name, data in members.items() if name not in gone}


def overlapping(copies: int = 3000) -> bytes:
    """Thousands of members that are all the same bytes: a directory that names one place again and again."""
    data = zipped({"word/media/a.xml": b" " * 4_000_000})
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[at:end]
    names = (f"word/media/{number:05}.xml"[-16:].encode() for number in range(copies))
    directory = b"".join(entry[:46] + name.ljust(16, b"_") + entry[62:] for name in names)
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(directory), at, 0)
    return data[:at] + directory + tail


def lying() -> bytes:
    """A header that promises ten bytes before three hundred million."""
    data = bytearray(zipped(docx(paragraph(" " * HUGE))))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if bytes(data[at + 46 : at + 46 + length]) == b"word/document.xml":
            struct.pack_into("<I", data, at + 24, 10)
        at += 46
    return bytes(data)


def nested(depth: int = 6) -> bytes:
    """Archives in archives in archives, in the way of 42.zip."""
    inner = zipped({"0.dll": b"\0" * 10_000_000})
    for level in range(depth):
        inner = zipped({f"lib {level}-{at}.zip": inner for at in range(8)})
    return zipped({**docx(), "word/embeddings/lib.zip": inner})


def flagged_as_locked() -> bytes:
    data = bytearray(zipped(docx()))
    at = 0
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := data.find(mark, at)) >= 0:
            data[at + place] |= 1
            at += 4
    return bytes(data)


def broken_sum() -> bytes:
    data = bytearray(zipped(docx(), stored=["word/document.xml"]))
    at = data.index(b"Paragraph 3.")
    data[at] = ord("Q")
    return bytes(data)


def remote_parts(url: str) -> bytes:
    picture = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="r7"/>'
        "</w:drawing></w:r></w:p>"
    )
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r7" Type="{R}/image" Target="{url}/picture.png" TargetMode="External"/>'
        f'<Relationship Id="r8" Type="{R}/attachedTemplate" Target="{url}/t.dotm" TargetMode="External"/>'
        f'<Relationship Id="r9" Type="{R}/frame" Target="{url}/f.htm" TargetMode="External"/></Relationships>'
    )
    return zipped(docx(picture, more={"word/_rels/document.xml.rels": relations}))


TRAVERSAL = {"../../../../tmp/evil.txt": "evil", "/etc/evil": "evil", "..\\..\\evil": "evil", "C:\\evil": "evil"}
ENTITIES = ("document.entities", "document.damaged")
TOO_BIG = ("archive.too_big", "document.too_long")
LOCKED = '<m:encryption-data m:checksum="x"><m:algorithm m:algorithm-name="blowfish"/></m:encryption-data>'

WORD = [
    refused("flat bomb.docx", lambda url: zipped(docx(paragraph(" " * HUGE))), *TOO_BIG),
    refused("bomb of elements.docx", lambda url: zipped(docx("<w:p/>" * 20_000_000)), *TOO_BIG),
    refused("overlapping.docx", lambda url: overlapping(), "archive.damaged", "archive.too_big"),
    refused("lying header.docx", lambda url: lying(), "archive.damaged", *TOO_BIG),
    reads("nested archives.docx", lambda url: nested()),
    refused(
        "many members.docx",
        lambda url: zipped(docx(more={f"word/x{at}.xml": "" for at in range(30_000)})),
        "archive.too_many",
    ),
    refused("billion laughs.docx", lambda url: zipped(docx(paragraph("&l9;"), BILLION)), *ENTITIES),
    refused("quadratic.docx", lambda url: zipped(docx(paragraph("&a;" * 50_000), QUADRATIC)), *ENTITIES),
    refused("file entity.docx", lambda url: zipped(docx(paragraph("&e;"), FILE_ENTITY)), *ENTITIES),
    refused("remote entity.docx", lambda url: zipped(docx(paragraph("&e;"), remote_entity(url))), *ENTITIES),
    either("remote dtd.docx", lambda url: zipped(docx("", remote_dtd(url))), *ENTITIES),
    reads("remote parts.docx", remote_parts),
    reads("traversal.docx", lambda url: zipped({**docx(), **TRAVERSAL})),
    either("deep.docx", lambda url: zipped(docx("<w:sdt><w:sdtContent>" * 50_000)), "document.too_deep", *ENTITIES),
    refused(
        "deep and closed.docx",
        lambda url: zipped(docx("<w:sdt>" * 60_000 + paragraph("x") + "</w:sdt>" * 60_000)),
        "document.too_deep",
        "document.damaged",
    ),
    refused("locked.docx", lambda url: flagged_as_locked(), "document.locked"),
    refused("truncated.docx", lambda url: zipped(docx())[:-200], "archive.damaged", "article.binary"),
    refused("broken sum.docx", lambda url: broken_sum(), "archive.damaged", "document.damaged"),
    refused(
        "no document.docx", lambda url: zipped(without(docx(), "word/document.xml")), "archive.part_missing",
        "document.damaged", "document.no_article",
    ),
    refused("no xml.docx", lambda url: zipped({**docx(), "word/document.xml": b"\0\1\2" * 999}), "document.damaged"),
    refused(
        "a table.docx",
        lambda url: zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}),
        "document.no_article", "archive.part_missing", "document.damaged",
    ),
    refused("text.docx", lambda url: b"Just some words.", "archive.damaged", "document.damaged"),
    refused("old.doc", lambda url: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, "document.old_word",
            "document.old_office"),
    reads("word.zip", lambda url: zipped(docx())),
    reads("word.txt", lambda url: zipped(docx())),
]  # fmt: skip

OPEN_DOCUMENT = [
    refused("flat bomb.odt", lambda url: zipped(odt(f"<text:p>{' ' * HUGE}</text:p>")), *TOO_BIG),
    either("bomb of spaces.odt", lambda url: zipped(odt('<text:p><text:s text:c="2000000000"/></text:p>')), *TOO_BIG,
           "document.damaged"),
    either(
        "bomb of rows.odt",
        lambda url: zipped(
            odt(
                '<t:table xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
                '<t:table-row t:number-rows-repeated="2000000000"><t:table-cell t:number-columns-repeated="2000000000">'
                "<text:p>x</text:p></t:table-cell></t:table-row></t:table>"
            )
        ),
        *TOO_BIG,
    ),
    refused("billion laughs.odt", lambda url: zipped(odt("<text:p>&l9;</text:p>", BILLION)), *ENTITIES),
    refused("file entity.odt", lambda url: zipped(odt("<text:p>&e;</text:p>", FILE_ENTITY)), *ENTITIES),
    refused("remote entity.odt", lambda url: zipped(odt("<text:p>&e;</text:p>", remote_entity(url))), *ENTITIES),
    refused("billion laughs.fodt", lambda url: fodt("<text:p>&l9;</text:p>", BILLION), *ENTITIES),
    refused("file entity.fodt", lambda url: fodt("<text:p>&e;</text:p>", FILE_ENTITY), *ENTITIES),
    reads("traversal.odt", lambda url: zipped({**odt(), **TRAVERSAL})),
    refused(
        "locked.odt",
        lambda url: zipped(
            odt(more={"META-INF/manifest.xml": str(odt()["META-INF/manifest.xml"])
                      .replace('"content.xml" m:media-type="text/xml"/>',
                               f'"content.xml" m:media-type="text/xml">{LOCKED}</m:file-entry>'),
                      "content.xml": bytes(range(256)) * 9})
        ),
        "document.locked",
    ),
    refused("no content.odt", lambda url: zipped(without(odt(), "content.xml")), "archive.part_missing",
            "document.damaged"),
    refused(
        "deep.odt",
        lambda url: zipped(odt("<text:section>" * 60_000 + "<text:p>x</text:p>" + "</text:section>" * 60_000)),
        "document.too_deep", "document.damaged",
    ),
]  # fmt: skip

_MANY = "".join('<itemref idref="c1"/>' for _ in range(50_000))
_DRM = (
    '<?xml version="1.0"?><encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod '
    'Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><CipherData><CipherReference URI="OPS/c1.xhtml"/>'
    "</CipherData></EncryptedData></encryption>"
)

BOOKS = [
    refused("flat bomb.epub", lambda url: zipped(epub(f"<p>{' ' * HUGE}</p>")), *TOO_BIG),
    either("billion laughs.epub", lambda url: zipped(epub("<p>&l9;</p>", BILLION)), *ENTITIES),
    either("file entity.epub", lambda url: zipped(epub("<p>&e;</p>", FILE_ENTITY)), *ENTITIES),
    either("remote entity.epub", lambda url: zipped(epub("<p>&e;</p>", remote_entity(url))), *ENTITIES),
    refused("laughs in the package.epub", lambda url: zipped(epub(opf_doctype=BILLION, spine="&l9;")), *ENTITIES),
    refused("no package.epub", lambda url: zipped(without(epub(), "OPS/book.opf")), "archive.part_missing",
            "document.damaged"),
    either("no container.epub", lambda url: zipped(without(epub(), "META-INF/container.xml")), "archive.part_missing",
           "document.damaged"),
    either("cyclic spine.epub", lambda url: zipped(epub(spine=_MANY)), "document.too_long", "archive.too_big"),
    refused("bought.epub", lambda url: zipped(
        epub(more={"META-INF/encryption.xml": _DRM, "OPS/c1.xhtml": bytes(range(256)) * 40})
    ), "document.locked", "epub.protected"),
    either(
        "elsewhere.epub",
        lambda url: zipped(
            epub(
                manifest='<item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/>'
                '<item id="c2" href="../../../../../etc/passwd" media-type="application/xhtml+xml"/>'
                f'<item id="c3" href="{url}/c3.xhtml" media-type="application/xhtml+xml"/>',
                spine='<itemref idref="c2"/><itemref idref="c1"/><itemref idref="c3"/>',
            )
        ),
        "archive.part_missing",
    ),
    reads("scripts.epub", lambda url: zipped(
        epub(f'<script src="{url}/x.js">alert(1)</script><img src="{url}/x.png" alt=""/><iframe src="{url}/i"/>')
    )),
]  # fmt: skip

CASES: list[Case] = [*WORD, *OPEN_DOCUMENT, *BOOKS]
