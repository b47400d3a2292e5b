"""Archives: what is sound is read, what lies about itself is refused with a sentence, nothing is written to disk."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from storage.formats import archives
from storage.formats.archives import Archive, is_zip, members, parsed_xml
from tests.formats.archives import locked, zipped

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + ']><a x="&l9;">&l9;</a>'
)


def refused(key: str, data: bytes, member: str = "a.xml") -> None:
    with pytest.raises(UserError) as caught:
        Archive(data, "paper.docx").xml(member)
    assert caught.value.message.key == key
    assert "paper.docx" in str(caught.value)


def test_members_are_named_and_read() -> None:
    archive = Archive(zipped({"a.xml": "<a>One</a>", "b/c.txt": b"two"}), "x.zip")
    assert archive.names() == ["a.xml", "b/c.txt"]
    assert archive.has("b/c.txt") and not archive.has("b/")
    assert archive.read("b/c.txt") == b"two"
    assert archive.xml("a.xml").text == "One"


def test_a_member_without_a_name_is_none() -> None:
    data = zipped({"a.xml": "<a>One</a>", "zqzq": b"two"})
    found = Archive(data.replace(b"zqzq", b"\0zqz"), "x.zip")  # older zipfile modules do not get over an empty name
    assert found.names() == ["a.xml"]
    with pytest.raises(UserError):
        found.read("zqzq")


def test_odd_names_stay_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["../up.xml", "/etc/passwd", "C:\\a\\b.xml", "ä ö\n\u202e.xml", "nul\x00.xml", "a" * 3000]
    data = zipped({name.replace("\\", "/"): "<a/>" for name in names})
    archive = Archive(data.replace(b"C:/a/b", b"C:\\a\\b"), "x.zip")
    assert archive.has("../up.xml") and archive.has("etc/passwd") and archive.has("C:/a/b.xml")
    for name in archive.names():
        assert archive.read(name) == b"<a/>"
    assert list(tmp_path.iterdir()) == []


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 5)
    refused("archive.too_many", zipped({f"{n}.xml": "" for n in range(6)}))


def test_a_bomb_is_refused_while_it_unpacks() -> None:
    bomb = zipped({"a.xml": b"<a>" + b" " * 400_000_000})
    assert len(bomb) < 1_000_000
    refused("archive.too_big", bomb)


def test_nothing_packs_as_well_as_a_bomb() -> None:
    data = zipped({"a": b" " * 25_000_000, "b": bytes(range(256)) * 100_000})
    assert len(Archive(data, "x.zip").read("b")) == 25_600_000
    with pytest.raises(UserError, match="unpacks to more"):
        Archive(data, "x.zip").read("a")


def test_sizes_in_headers_are_not_believed() -> None:
    data = bytearray(zipped({"a.xml": b"<a>" + b"x" * 50_000 + b"</a>"}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 3)
    refused("archive.damaged", bytes(data))


def test_all_members_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 250)
    archive = Archive(zipped({f"{n}": b"x" * 100 for n in range(3)}), "x.zip")
    for _again in range(3):
        assert len(archive.read("0")) + len(archive.read("1")) == 200
    with pytest.raises(UserError, match=r"x\.zip unpacks to more"):
        archive.read("2")
    with pytest.raises(UserError, match=r"x\.zip unpacks to more"):
        Archive(zipped({"0": b"x" * 100}), "x.zip").read("0", most=99)


def test_members_that_share_bytes_are_refused() -> None:
    data = bytearray(zipped({"a.xml": b"<a>" + b"x" * 500 + b"</a>", "b.xml": b"<b/>"}, zipfile.ZIP_STORED))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    refused("archive.damaged", bytes(data))


def test_locked_members() -> None:
    refused("document.locked", locked(zipped({"a.xml": "<a/>"})))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_the_usual_way_of_packing(method: int) -> None:
    refused("archive.damaged", zipped({"a.xml": "<a/>"}, method))


def test_a_missing_part_is_named() -> None:
    with pytest.raises(UserError, match=r"word/document\.xml is missing"):
        Archive(zipped({"a": ""}), "x.docx").read("word/document.xml")


def test_an_archive_within_an_archive_stays_closed() -> None:
    inner = zipped({"a.xml": b"<a>" + b" " * 1_000_000})
    archive = Archive(zipped({"inner.zip": inner}), "x.zip")
    assert archive.names() == ["inner.zip"]
    assert archive.read("inner.zip") == inner


@pytest.mark.parametrize("cut", [4, 30, 60, 200, -1, -22])
def test_cut_archives_are_damaged(cut: int) -> None:
    data = zipped({"a.xml": "<a>" + "".join(map(chr, range(256, 900))) + "</a>"})
    refused("archive.damaged", data[:cut])
    assert members(data[:cut]) == []


def test_what_is_an_archive_at_all() -> None:
    assert is_zip(zipped({})) and members(zipped({})) == []
    assert not is_zip(b"%PDF") and members(b"%PDF") == []


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 400))
def test_no_change_of_bytes_gets_past_the_sentences(noise: bytes, at: int) -> None:
    data = bytearray(zipped({"a.xml": "<a>some words</a>", "b/c.xml": "<b/>"}))
    data[at : at + len(noise)] = noise
    try:
        archive = Archive(bytes(data), "x")
        for name in archive.names():
            archive.xml(name)
    except UserError:
        pass


class TestXml:
    def test_entities_are_refused(self) -> None:
        for trick in (
            LAUGHS,
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
            '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><a>b</a>',
            '<!DOCTYPE a [<!ENTITY x "y">]><a/>',
        ):
            for encoding in ("utf-8", "utf-16"):
                with pytest.raises(UserError, match="XML entities"):
                    parsed_xml(trick.encode(encoding), "x")

    def test_a_plain_doctype_and_names_of_html_are_fine(self) -> None:
        kind = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
        root = parsed_xml(f"{kind}<html>a&nbsp;b &amp; &auml;&lt;</html>".encode(), "x")
        assert root.text == "a\xa0b & ä<"

    def test_what_is_no_sound_xml(self) -> None:
        deep = b"<a>" * 5000 + b"</a>" * 5000
        unknown = b'<?xml version="1.0" encoding="klingon"?><a/>'
        for data in (b"", b"<a", b"<a></b>", b"<a>&foo;</a>", b"\xff\xfe\x00", deep, unknown, b"<a>\x00</a>"):
            with pytest.raises(UserError, match="cannot be made out"):
                parsed_xml(data, "x")

    def test_other_files_are_not_drawn_in(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.xml"
        secret.write_text("<s>secret</s>")
        include = f'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{secret.as_uri()}"/></a>'
        kind = f'<!DOCTYPE a SYSTEM "{secret.as_uri()}"><a/>'
        for data in (include, kind):
            assert "secret" not in "".join(str(t) for t in parsed_xml(data.encode(), "x").itertext())

    def test_more_markup_than_memory_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archives, "MOST_MARKUP", 100)
        for data in (b"<a>" + b"<p/>" * 100 + b"</a>", b'<a b="c"/>' * 60):
            with pytest.raises(UserError, match="unpacks to more"):
                parsed_xml(data, "x")

    def test_a_huge_part_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archives, "MOST_XML", 1000)
        with pytest.raises(UserError, match="unpacks to more"):
            parsed_xml(b"<a>" + b" " * 2000 + b"</a>", "x")


def test_a_directory_of_lies() -> None:
    """A quine, an empty file of the right beginning, and an end that points nowhere."""
    for data in (b"PK\x03\x04", b"PK\x05\x06" + b"\xff" * 18, b"PK\x03\x04" + b"\0" * 5000):
        with pytest.raises(UserError):
            Archive(data, "x").read("a")
    out = io.BytesIO(b"MZ" * 100)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("a.xml", "<a/>")
    assert Archive(out.getvalue(), "x").read("a.xml") == b"<a/>"
