"""DOCX: what is no article, is damaged, locked or a trick is refused with a sentence, and nothing is fetched."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.importing.extract import Extract
from storage.formats import docx
from tests.formats.archives import locked, with_changed, zipped
from tests.formats.docx_files import W, paragraph, style
from tests.formats.docx_files import docx as made
from tests.formats.extracts import checked, keys
from tests.formats.test_archives import LAUGHS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def read(data: bytes) -> Extract:
    return checked(docx.parse(data, "paper.docx"))


def sentence(data: bytes, name: str = "paper.docx") -> str:
    with pytest.raises(UserError) as caught:
        docx.parse(data, name)
    return str(caught.value)


def test_what_is_no_docx() -> None:
    assert "old Word file" in sentence(OLE + "WordDocument".encode("utf-16-le"))
    assert "password" in sentence(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert "old Office file" in sentence(OLE)
    assert "made by Pages" in sentence(zipped({"Index/Document.iwa": b"x"}))
    assert "damaged" in sentence(b"plain words")
    assert "damaged" in sentence(made(paragraph("Words"))[:-40])
    assert "password" in sentence(locked(made(paragraph("Words"))))
    sheet = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}
    assert "no text document" in sentence(zipped(sheet))
    assert "no text" in sentence(made("")) and "no text" in sentence(made(paragraph("  ")))


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "docProps/core.xml", "_rels/.rels", "word/footnotes.xml"]
)
def test_entities_in_any_part(part: str) -> None:
    data = made(paragraph("Words"), styles="", footnotes="", core="<dc:title/>")
    assert "XML entities" in sentence(with_changed(data, {part: LAUGHS}))


def test_a_bomb() -> None:
    body = b"<w:p>" * 10 + b" " * 200_000_000
    assert "unpacks to more" in sentence(with_changed(made(""), {"word/document.xml": body}))


def test_nested_too_deeply() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 400 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 400
    assert "cannot be made out" in sentence(made(deep))
    deep = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 80
    assert read(made(deep)).text == "x"


def test_parts_outside_are_never_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<w:styles/>")
    rels = (
        f'<Relationships><Relationship Type="x/styles" Target="{(tmp_path / "secret.xml").as_uri()}"'
        ' TargetMode="External"/><Relationship Type="x/header" Target="../../../../etc/passwd"/>'
        '<Relationship Type="x/footnotes" Target="http://127.0.0.1:9/x"/></Relationships>'
    )
    assert read(with_changed(made(paragraph("Words")), {"word/_rels/document.xml.rels": rels})).text == "Words"


def test_embedded_documents_are_named() -> None:
    rels = '<Relationships><Relationship Type="x/aFChunk" Target="part.html"/></Relationships>'
    changes = {"word/_rels/document.xml.rels": rels, "word/part.html": "<p>inside</p>"}
    assert keys(read(with_changed(made(paragraph("Words")), changes))) == {"document.embedded": {"count": 1}}


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=1, max_size=30), st.integers(0, 3000))
def test_damage_anywhere_ends_in_a_sentence(noise: bytes, at: int) -> None:
    data = bytearray(made(paragraph("Words"), styles=style("a", "A"), core="<dc:title>x</dc:title>"))
    data[at : at + len(noise)] = noise
    with contextlib.suppress(UserError):
        docx.parse(bytes(data), "x")


def test_a_part_referred_to_again_and_again_is_read_once() -> None:
    one = '<Relationship Type="x/header" Target="h.xml"/>'
    header = f'<w:hdr xmlns:w="{W}">{paragraph("Head " * 200_000)}</w:hdr>'
    changes = {"word/_rels/document.xml.rels": f"<R>{one * 5000}</R>", "word/h.xml": header}
    start = time.perf_counter()
    assert len(read(with_changed(made(paragraph("Words")), changes)).blocks) == 2
    assert time.perf_counter() - start < 5
