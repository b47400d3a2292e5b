"""Pages that a browser saved as one file."""

from __future__ import annotations

import base64
import quopri
import time
from collections.abc import Callable

import pytest

from models.errors import UserError
from storage.formats import html_page, mhtml
from tests.formats import web_samples

HEAD = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/2024/03/ferry-vote?s=1\r\n"
    b"Subject: =?utf-8?Q?Harbour?=\r\nDate: Mon, 18 Mar 2024 20:15:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B"\r\n\r\n\r\n'
)


def part(kind: str, body: bytes, coding: str = "quoted-printable", place: str = "https://courier.example/x") -> bytes:
    coders: dict[str, Callable[[bytes], bytes]] = {
        "quoted-printable": quopri.encodestring,
        "base64": base64.encodebytes,
        "binary": bytes,
    }
    coded = coders[coding](body)
    head = (
        f"------B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: {place}\r\n\r\n"
    )
    return head.encode() + coded.replace(b"\n", b"\r\n") + b"\r\n"


def saved(*parts: bytes) -> bytes:
    return HEAD + b"".join(parts) + b"------B--\r\n"


PICTURE = part("image/png", b"\x89PNG words that are none", "base64")


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "binary"])
def test_a_saved_page_is_read_like_the_page(coding: str) -> None:
    page = web_samples.page("news")
    data = saved(part("text/html; charset=utf-8", page, coding), part("text/css", b".a{color:red}"), PICTURE)
    assert mhtml.recognises(data) and not html_page.recognises(data)
    extract, plain = mhtml.parse(data, "a.mhtml"), html_page.parse(page, "a.html")
    assert extract.text == plain.text and extract.blocks == plain.blocks
    assert extract.media_type == "multipart/related"
    assert extract.about.accessed == "2024-03-18"
    assert extract.about.url == "https://courier.example/2024/03/ferry-vote"
    assert extract.about.title == plain.about.title


def test_the_encoding_is_the_one_that_the_part_was_sent_in() -> None:
    page = "<h1>Größe</h1><p>Über die Häuser am Fluss wurde lange geredet.</p>".encode("cp1252")
    extract = mhtml.parse(saved(part("text/html; charset=windows-1252", page)), "a.mht")
    assert extract.text.startswith("Größe") and extract.encoding == "cp1252"
    assert extract.about.url == "https://courier.example/x"


def test_a_message_that_is_one_page() -> None:
    data = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Location: https://q.example/a\n\n<h1>A</h1><p>b"
    assert mhtml.recognises(data)
    assert mhtml.parse(data, "a.mht").text == "A\n\nb"


def test_of_a_page_of_frames_the_longest_is_read() -> None:
    frames = part("text/html", b"<html><frameset cols=20,80><frame src=a><frame src=b></frameset></html>")
    menu = part("text/html", b"<a href=x>Home</a>")
    article = part("text/html", b"<h1>The gate</h1><p>There is a gate at the end of the lane, and nobody locks it.</p>")
    assert mhtml.parse(saved(frames, menu, article), "a.mht").about.title == "The gate"


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--x\r\n\r\n",
        saved(PICTURE),
        saved(part("text/html", b"")),
        saved(part("text/html", b"%%%", "binary").replace(b"binary", b"base64")),
        saved(part("text/html; charset=nonsense", b"\xff\xfe\x00")),
        HEAD,
        HEAD[:40],
        b"",
    ],
)
def test_damaged_ones_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        mhtml.parse(data, "a.mhtml")
    assert str(caught.value) != caught.value.message.key


def test_parts_within_parts_without_end() -> None:
    nested = b"MIME-Version: 1.0\r\n"
    for depth in range(3000):
        nested += b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
    begin = time.process_time()
    with pytest.raises(UserError):
        mhtml.parse(nested + b"Content-Type: text/html\r\n\r\n<p>lamp", "a.mhtml")
    assert time.process_time() - begin < 10


def test_many_parts_are_read_in_time() -> None:
    page = part("text/html", b"<h1>Lamps</h1><p>They are lit by hand.</p>")
    begin = time.process_time()
    assert mhtml.parse(saved(page, PICTURE * 5000), "a.mhtml").text.startswith("Lamps")
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    "data", [b"plain words", b"Title: A note\n\nwords", b"<html>", b"From: a\nMIME-Version: 1.0\n\nx", b""]
)
def test_other_files_are_not_taken_for_messages(data: bytes) -> None:
    assert not mhtml.recognises(data)
