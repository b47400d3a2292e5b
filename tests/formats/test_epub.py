"""EPUB files: order, titles, notes and pages, what stands around the text, and what is damaged or hostile."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping

import pytest

from models.errors import UserError
from models.importing.extract import Extract
from storage.formats import epub
from tests.formats.test_html_blocks import assert_sound, lines

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
FACTS = (
    '<dc:title id="t1">The Lamplighter</dc:title><meta refines="#t1" property="title-type">main</meta>'
    '<dc:title id="t2">A Life on the Quay</dc:title><meta refines="#t2" property="title-type">subtitle</meta>'
    '<dc:creator id="c1" opf:file-as="Crome, Ada">Ada Crome</dc:creator>'
    '<dc:creator opf:role="ill">Piet Vance</dc:creator>'
    "<dc:publisher>Quay Press</dc:publisher><dc:date>2017-03-02</dc:date><dc:language>en-GB</dc:language>"
    "<dc:identifier>urn:isbn:9785550000017</dc:identifier><dc:identifier>doi:10.5555/lamp.1</dc:identifier>"
)
PAGE = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>no word</title><script src="x.js"/></head>{}</html>'
)


def body(words: str, more: str = "") -> str:
    return PAGE.format(f"<body{more}>{words}</body>")


def package(spine: str, items: str, facts: str = FACTS, guide: str = "") -> str:
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><metadata>'
        f"{facts}</metadata><manifest>{items}</manifest><spine>{spine}</spine>{guide}</package>"
    )


def packed(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def book(*bodies: str, **more: str | bytes) -> bytes:
    """A book of these documents in order; `more` are further members, "_" for "/" in their names."""
    items = "".join(
        f'<item id="i{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(bodies))
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(bodies)))
    members: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package(spine, items)}
    members |= {f"OEBPS/text/c {n}.xhtml": words for n, words in enumerate(bodies)}
    return packed(members | {name.replace("__", "/").replace("_", "."): data for name, data in more.items()})


def read(data: bytes) -> Extract:
    extract = epub.parse(data, "a.epub")
    assert_sound(extract)
    return extract


def test_a_book_in_order_with_notes_and_pages() -> None:
    first = body(
        "<h1>The Lamplighter</h1><p>She lit the first lamp&nbsp;at dusk"
        "<a epub:type='noteref' href='c%202.xhtml#n1'>1</a>"
        " &#8212; always.</p><span epub:type='pagebreak' title='2'/><p>And the last<br/>by the sea.</p>"
    )
    second = body("<h2>Oil</h2><blockquote><p>Oil is light that waits.</p></blockquote><img src='a.png' alt='A can'/>")
    notes = body(
        "<section epub:type='endnotes'><h2>Notes</h2><aside epub:type='endnote' id='n1'>1. In 1931.</aside></section>"
    )
    data = book(first, second, notes)
    assert epub.recognises(data)
    extract = read(data)
    assert lines(extract) == [
        "title1: The Lamplighter",
        "paragraph: She lit the first lamp\xa0at dusk[1] — always.",
        "paragraph: And the last/by the sea.",
        "heading2: Oil",
        "quote: Oil is light that waits.",
        "-caption: A can",
        "heading2: Notes",
        "footnote: 1. In 1931.",
    ]
    assert [block.page for block in extract.blocks] == ["", "", "2", "2", "2", "2", "2", "2"]
    assert (extract.pages, extract.media_type, extract.warnings) == (("2",), "application/epub+zip", ())


def test_what_the_package_says() -> None:
    about = read(book(body("<p>Words.</p>"))).about
    assert (about.title, about.subtitle, about.authors) == ("The Lamplighter", "A Life on the Quay", ("Ada Crome",))
    assert (about.date, about.language, about.doi) == ("2017-03-02", "en-GB", "10.5555/lamp.1")
    assert about.csl == {"type": "book", "publisher": "Quay Press", "ISBN": "9785550000017"}


def test_what_stands_around_the_text_is_hidden() -> None:
    nav = body("<nav epub:type='toc'><ol><li><a href='c%201.xhtml'>Oil</a></li></ol></nav>", " epub:type='toc'")
    imprint = body("<section epub:type='copyright-page'><p>All rights reserved.</p></section>")
    assert lines(read(book(nav, imprint, body("<h1>Oil</h1><p>Light.</p>")))) == [
        "-furniture: Oil",
        "-furniture: All rights reserved.",
        "heading1: Oil",
        "paragraph: Light.",
    ]


def test_documents_that_are_no_sound_xml_are_read_as_pages() -> None:
    sloppy = "<html><body><p>One<p>Two &nbsp; &unknown; <b>three</body>"
    tricks = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body><p>Four &b;</p></body></html>'
    text = read(book(sloppy, tricks)).text
    assert text.startswith("One\n\nTwo") and "three" in text and "Four" in text and "aaaa" not in text


def test_a_document_that_is_missing_is_told() -> None:
    items = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="../../b.xhtml"/>'
    opf = package('<itemref idref="a"/><itemref idref="b"/><itemref idref="none"/>', items)
    members = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": opf, "OEBPS/a.xhtml": body("<p>Here.</p>")}
    extract = read(packed(members))
    assert extract.text == "Here."
    assert [str(warning) for warning in extract.warnings] == ["../b.xhtml is missing in the file; the rest is shown."]


def encrypted(way: str, place: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
        f'<e:EncryptedData><e:EncryptionMethod Algorithm="{way}"/><e:CipherData><e:CipherReference URI="{place}"/>'
        "</e:CipherData></e:EncryptedData></encryption>"
    )


def test_a_protected_book_is_refused_and_garbled_fonts_are_not() -> None:
    locked = encrypted("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/text/c%200.xhtml")
    with pytest.raises(UserError) as caught:
        read(book(body("<p>a</p>"), **{"META-INF__encryption_xml": locked}))
    assert caught.value.message.key == "epub.protected"
    font = encrypted("http://www.idpf.org/2008/embedding", "OEBPS/font.otf")
    assert read(book(body("<p>a</p>"), **{"META-INF__encryption_xml": font})).text == "a"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]><x>&c;</x>'
DAMAGED: dict[str, bytes] = {
    "cut": book(body("<p>a</p>"))[:-200],
    "empty": packed({}),
    "no package": packed({"META-INF/container.xml": CONTAINER}),
    "container bomb": packed({"META-INF/container.xml": BOMB}),
    "package bomb": packed({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": BOMB}),
    "package no xml": packed({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": "<a"}),
    "no spine": packed({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package("", "")}),
    "no words": book(body(""), body("<img src='x'/>")),
    "zip bomb": book(body("<p>" + "a " * 11_000_000 + "</p>")),
    "no zip": b"PK\x03\x04" + b"mimetypeapplication/epub+zip" * 4,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_and_hostile_ones_are_refused_in_time(name: str) -> None:
    begin = time.process_time()
    with pytest.raises(UserError) as caught:
        epub.parse(DAMAGED[name], "a.epub")
    assert str(caught.value) != caught.value.message.key
    assert time.process_time() - begin < 10


def test_one_document_named_a_thousand_times_is_read_once() -> None:
    items = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    opf = package('<itemref idref="a"/>' * 20_000, items)
    members = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": opf, "OEBPS/a.xhtml": body("<p>Once.</p>")}
    assert read(packed(members)).text == "Once."


def test_a_long_book_is_read_in_time() -> None:
    chapter = body(
        "<h1>Lamps</h1>" + "<p>They are lit by hand, one after the other, by a woman with a ladder.</p>" * 200
    )
    begin = time.process_time()
    extract = read(book(*[chapter] * 100))
    assert time.process_time() - begin < 10
    assert len(extract.blocks) == 20_100


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", packed({})[:30], b"<html>", b"%PDF"],
    ids=["nothing", "zip", "half a book", "html", "pdf"],  # a book's bytes tell the time, a test's name must not
)
def test_other_files_are_not_taken_for_books(data: bytes) -> None:
    assert not epub.recognises(data)
