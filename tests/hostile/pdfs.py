"""PDF files that are locked, damaged, endless, or that want to do something. Written by hand, object by object."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from tests.hostile.case import PARAGRAPHS, Case, either, reads, refused

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(objects: Sequence[bytes], root: int = 1, extra: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, extra, start)
    return bytes(out)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def words() -> bytes:
    lines, y = [], 760
    for each in PARAGRAPHS:
        parts = each.split(" ")
        for at in range(0, len(parts), 14):
            lines.append(b"BT /F1 10 Tf 50 %d Td (%s) Tj ET" % (y, " ".join(parts[at : at + 14]).encode()))
            y -= 13
        y -= 13
    return b"\n".join(lines)


def article(
    content: bytes | None = None,
    catalog: bytes = b"",
    page: bytes = b"",
    pages: bytes = b"",
    more: Sequence[bytes] = (),
) -> bytes:
    """One page of words: objects 1 catalog, 2 pages, 3 page, 4 font, 5 content, then `more`."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            pages or b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            b"/Resources << /Font << /F1 4 0 R >> /XObject << /X0 6 0 R >> >> %s >>" % page,
            FONT,
            content if content is not None else stream(words()),
            *more,
        ]
    )


@cache
def _drawn(pages: int = 1, password: str = "", picture: bool = False) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    lock = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(out, pagesize=A4, encrypt=lock, invariant=True)
    for number in range(pages):
        if picture:
            canvas.rect(50, 50, 300, 500, fill=1)
        else:
            canvas.drawString(50, 700, f"Page {number + 1}: nobody at the harbour is older than the tax.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pictures_only() -> bytes:
    image = stream(b"\x80" * 10_000, b"/Type /XObject /Subtype /Image /Width 100 /Height 100 /BitsPerComponent 8 "
                   b"/ColorSpace /DeviceGray")  # fmt: skip
    return article(stream(b"q 500 0 0 700 40 40 cm /X0 Do Q"), more=[image])


def bomb() -> bytes:
    packed = zlib.compress(b"BT /F1 10 Tf 50 700 Td (x) Tj ET\n" * 8_000_000, 9)
    return article(stream(zlib.compress(packed, 9), b"/Filter [/FlateDecode /FlateDecode]"))


def deep(opening: bytes, closing: bytes) -> bytes:
    return article(page=b"/Odd " + opening * 100_000 + closing * 100_000)


def looping_tables() -> bytes:
    data = article()
    start = data.rindex(b"startxref")
    place = data.rindex(b"xref\n0 ", 0, start)
    return data[: data.rindex(b"trailer")] + data[data.rindex(b"trailer") :].replace(
        b"/Root", b"/Prev %d /Root" % place
    )


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(count))
    return article(pages=b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count))


SCRIPT = b"/OpenAction << /S /JavaScript /JS (app.alert(1); this.submitForm('%s')) >>"
LAUNCH = b"/OpenAction << /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> >>"
DAMAGED = ("document.damaged", "article.no_words")
GIVEN_UP = ("reading.memory", "reading.broke", "reading.too_long")  # pdfium ends the process that has no memory left
LONG = ("pdf.too_many_pages", "document.too_long")

CASES: list[Case] = [
    refused("locked.pdf", lambda url: _drawn(password="secret"), "document.locked"),
    reads("plain.pdf", lambda url: article()),
    either("half.pdf", lambda url: (data := _drawn(30))[: len(data) // 2], *DAMAGED),
    refused("head only.pdf", lambda url: b"%PDF-1.7\n", *DAMAGED),
    refused("noise.pdf", lambda url: b"%PDF-1.4\n" + bytes(range(256)) * 400, *DAMAGED),
    refused("words.pdf", lambda url: b"These are just words, whatever the name says.", *DAMAGED, "article.binary"),
    reads("a pdf.txt", lambda url: article()),
    either("no end.pdf", lambda url: article()[:-60], *DAMAGED, holds="older"),
    either("loop of pages.pdf", lambda url: article(pages=b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>"),
           *DAMAGED, "pdf.pictures_only"),
    either("parent is child.pdf", lambda url: article(pages=b"<< /Type /Pages /Kids [1 0 R 2 0 R] /Count 9 >>"),
           *DAMAGED, "pdf.pictures_only"),
    reads("script.pdf", lambda url: article(catalog=SCRIPT % url.encode())),
    reads("launch.pdf", lambda url: article(catalog=LAUNCH)),
    reads("link.pdf", lambda url: article(page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A "
                                          b"<< /S /URI /URI (%s/uri) >> >>] /AA << /O << /S /GoToR /F (%s/f) >> >>"
                                          % (url.encode(), url.encode()))),
    either("a thousand million pages.pdf",
           lambda url: article(pages=b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"), *DAMAGED, *LONG),
    either("less than no pages.pdf", lambda url: article(pages=b"<< /Type /Pages /Kids [3 0 R] /Count -7 >>"),
           *DAMAGED),
    refused("pictures.pdf", lambda url: pictures_only(), "pdf.pictures_only"),
    refused("5001 pages.pdf", lambda url: _drawn(5001), *LONG),
    either("one page ten thousand times.pdf", lambda url: many_pages(10_000), *LONG, *DAMAGED),
    either("bomb.pdf", lambda url: bomb(), *DAMAGED, *LONG, *GIVEN_UP),
    either("deep lists.pdf", lambda url: deep(b"[", b"]"), *DAMAGED, "pdf.pictures_only"),
    either("deep dictionaries.pdf", lambda url: deep(b"<< /A ", b">>"), *DAMAGED, "pdf.pictures_only"),
    either("tables in a circle.pdf", lambda url: looping_tables(), *DAMAGED, holds="older"),
    either("drawing itself.pdf", lambda url: article(stream(words() + b" /X0 Do"), more=[stream(
        b"/X0 Do /X0 Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X0 6 0 R >> >>"
    )]), *DAMAGED, *GIVEN_UP),
    either("huge page.pdf", lambda url: article().replace(b"[0 0 595 842]", b"[-1e38 0 1e38 9]"), *DAMAGED,
           "pdf.pictures_only"),
    reads("a file inside.pdf", lambda url: article(
        catalog=b"/Names << /EmbeddedFiles << /Names [(x.exe) << /Type /Filespec /F (x.exe) "
        b"/EF << /F 6 0 R >> >>] >> >>",
        more=[stream(b"MZ evil", b"/Type /EmbeddedFile")])),
    either("unclosed.pdf", lambda url: article(stream(b"q " * 200_000 + b"( " * 1000 + words())), *DAMAGED,
           "pdf.pictures_only"),
]  # fmt: skip
