"""Web pages, RTF and MHTML that run, fetch, nest and lie."""

from __future__ import annotations

from tests.hostile.archives import BILLION, FILE_ENTITY, QUADRATIC, remote_dtd, remote_entity
from tests.hostile.case import PARAGRAPHS, Case, either, reads, refused

ARTICLE = "<h1>Tea and taxes</h1>" + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)


def html(body: str = "", head: str = "", doctype: str = "<!doctype html>") -> bytes:
    return (
        f"{doctype}<html lang=en><head><meta charset=utf-8><title>Tea and taxes</title>{head}</head>"
        f"<body><article>{ARTICLE}{body}</article></body></html>"
    ).encode()


def remote(url: str) -> str:
    return (
        f'<img src="{url}/a.png"><img srcset="{url}/b.png 2x"><video src="{url}/c.mp4" poster="{url}/d.png"></video>'
        f'<iframe src="{url}/e"></iframe><object data="{url}/f"></object><embed src="{url}/g">'
        f'<audio src="{url}/h"></audio>'
        f'<link rel=stylesheet href="{url}/i.css"><script src="{url}/j.js"></script><svg><image href="{url}/k"/></svg>'
        f'<style>@import "{url}/l.css"; body {{ background: url({url}/m) }}</style><form action="{url}/n"></form>'
    )


SCRIPTS = (
    "<script>alert(1)</script><p onclick='alert(2)'>A paragraph that can be clicked on, older than any other.</p>"
    "<svg onload=alert(3)><script>alert(4)</script></svg><img src=x onerror=alert(5)>"
)
TROUBLE = ("document.damaged", "document.too_deep", "document.entities", "article.no_words")


def page_case(name: str, body: str = "", head: str = "") -> Case:
    return reads(name, lambda url: html(body, head))


def xhtml(doctype: str, body: str) -> bytes:
    return html(body, doctype=f'<?xml version="1.0" encoding="utf-8"?>{doctype}')


WEB = [
    page_case("scripts.html", SCRIPTS),
    reads("remote.html", lambda url: html(remote(url), remote(url))),
    reads("refresh.html", lambda url: html(head=f'<meta http-equiv=refresh content="0; url={url}/next">')),
    reads("base.html", lambda url: html('<img src="a.png"><a href="b">b</a>', f'<base href="{url}/">')),
    reads("manifest.html", lambda url: html(head=f'<link rel=canonical href="{url}/c"><link rel=amphtml href="{url}/d">'
                                            f'<meta property="og:image" content="{url}/e">')),
    either("deep.html", lambda url: html("<div>" * 100_000 + "<p>deep</p>"), *TROUBLE),
    either("deep quotes.html", lambda url: html("<blockquote>" * 50_000 + "x" + "</blockquote>" * 50_000), *TROUBLE),
    either("deep inline.html", lambda url: html("<p>" + "<b><i>" * 50_000 + "x"), *TROUBLE),
    either("deep lists.html", lambda url: html("<ul><li>" * 30_000 + "x"), *TROUBLE),
    either("deep tables.html", lambda url: html("<table><tr><td>" * 20_000 + "x"), *TROUBLE),
    page_case("many attributes.html", "<p " + " ".join(f"a{at}=1" for at in range(100_000)) + ">x</p>"),
    page_case("one long line.html", "<p>" + "tea and taxes " * 360_000),
    page_case("a long line.html", "<p>" + "tea and taxes " * 30_000),
    page_case("some links.html", "".join(f'<p><a href="/{at}">Read more {at}</a></p>' for at in range(1_500))),
    page_case("some short paragraphs.html", "<p>x</p>" * 4_000),
    page_case("many links.html", "".join(f'<p><a href="/{at}">Read more {at}</a></p>' for at in range(20_000))),
    page_case("many short paragraphs.html", "<p>x</p>" * 60_000),
    page_case("ampersands.html", "<p>" + "&" * 1_000_000 + "</p>"),
    page_case("numbers for letters.html", "<p>&#0;&#xD800;&#x110000;&#99999999999;&#x202e;" + "&#65;" * 100_000),
    page_case("unclosed comment.html", "<!-- " + "<p>never seen</p>" * 10_000),
    page_case("nested data.html", head='<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    page_case("nested objects.html", head='<script type="application/ld+json">' + '{"@graph":' * 50_000 + "</script>"),
    page_case(
        "odd data.html",
        head='<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": {"a": []}, "author": '
        '[[["x"]], 7, null], "datePublished": 1e999, "url": ["x"]}</script>',
    ),
    page_case("long title.html", head=f"<meta property=og:title content='{'title ' * 200_000}'>"),
    page_case("bad dates.html", head=f"<meta property=article:published_time content='{'9' * 5000}-99-99T99:99'>"),
    either("laughs.html", lambda url: xhtml(BILLION, "<p>&l9;</p>"), *TROUBLE),
    either("laughs.xhtml", lambda url: xhtml(BILLION, "<p>&l9;</p>"), *TROUBLE),
    either("quadratic.html", lambda url: xhtml(QUADRATIC, "<p>" + "&a;" * 50_000), *TROUBLE),
    either("file entity.html", lambda url: xhtml(FILE_ENTITY, "<p>&e;</p>"), *TROUBLE),
    either("remote entity.html", lambda url: xhtml(remote_entity(url), "<p>&e;</p>"), *TROUBLE),
    either("remote dtd.xhtml", lambda url: xhtml(remote_dtd(url), "<p>x</p>"), *TROUBLE),
    reads("local parts.html", lambda url: html('<iframe src="file:///etc/passwd"></iframe><img src="file:///etc/passwd">'
                                               '<object data="/etc/passwd"></object>')),
    either("noughts.html", lambda url: html("<p>a\0b\0c</p>"), "article.binary"),
    reads("wrong charset.html", lambda url: html(PARAGRAPHS[0]).replace(b"charset=utf-8", b"charset=utf-16")),
    reads("unknown charset.html", lambda url: html(PARAGRAPHS[0]).replace(b"charset=utf-8", b"charset=x-klingon")),
    either("dangerous charset.html",
           lambda url: html(PARAGRAPHS[0]).replace(b"charset=utf-8", b"charset=unicode_escape"), holds="older"),
    either("charset of a codec.html", lambda url: html(PARAGRAPHS[0]).replace(b"charset=utf-8", b"charset=zlib"),
           holds="older"),
    reads("wide.html", lambda url: html("<p>wide</p>").decode().encode("utf-16")),
    refused("nothing.html", lambda url: b"<!doctype html><html><body><script>alert(1)</script></body></html>",
            "article.no_words", "document.no_article"),
    either("picture.svg.html", lambda url: f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}/x"/>'
           f"<text>older than the tax</text></svg>".encode(), "article.no_words"),
]  # fmt: skip


def mhtml(url: str = "", boundary: str = "----edge", declared: str | None = None, body: bytes | None = None) -> bytes:
    said = declared if declared is not None else f'; boundary="{boundary}"'
    page = body if body is not None else html(f'<img src="{url}/x.png">' if url else "")
    return (
        (
            f"From: <Saved by a browser>\r\nSubject: Tea and taxes\r\nMIME-Version: 1.0\r\n"
            f'Content-Type: multipart/related; type="text/html"{said}\r\n\r\n--{boundary}\r\n'
            "Content-Type: text/html; charset=utf-8\r\nContent-Location: https://example.org/tea\r\n\r\n"
        ).encode()
        + page
        + f"\r\n--{boundary}--\r\n".encode()
    )


def nested_mhtml() -> bytes:
    out = b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
    for at in range(2000):
        out += b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (at, at)
    return out + b"Content-Type: text/html\r\n\r\n" + html()


MAIL = ("document.damaged", "article.no_words", "document.no_article",
        "document.too_deep")  # fmt: skip
PICTURE = b"------edge\r\nContent-Type: image/png\r\nContent-Location: https://example.org/\r\n\r\nx\r\n"
ARCHIVED = [
    reads("saved.mhtml", lambda url: mhtml(url)),
    either("wrong edge.mhtml", lambda url: mhtml(declared='; boundary="another"'), *MAIL),
    either("no edge.mhtml", lambda url: mhtml(declared=""), *MAIL),
    either("cut off.mhtml", lambda url: mhtml()[:900], *MAIL),
    either("nested.mhtml", lambda url: nested_mhtml(), *MAIL),
    either(
        "bad base64.mht",
        lambda url: mhtml(body=b"!!!! no base 64 ====").replace(
            b"charset=utf-8", b"charset=utf-8\r\nContent-Transfer-Encoding: base64"
        ),
        *MAIL,
    ),
    refused("pictures.mhtml", lambda url: mhtml(body=b"\x89PNG").replace(b"text/html; charset=utf-8", b"image/png"),
            *MAIL),
    either("many parts.mhtml", lambda url: mhtml().replace(b"------edge\r\n", PICTURE * 20_000 + b"------edge\r\n", 1),
           *MAIL),
]  # fmt: skip


def rtf(body: str) -> bytes:
    paragraphs = "\\par\n".join(PARAGRAPHS)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Times;}}}}\\pard {paragraphs}\\par\n{body}}}".encode()


RICH = ("document.damaged", "document.too_deep", "rtf.damaged", "document.too_long")
RTF = [
    reads("plain.rtf", lambda url: rtf("")),
    either("bin.rtf", lambda url: rtf("\\bin2000000000 " + "\0\1\2" * 1000), *RICH, "article.binary"),
    either("bin below nought.rtf", lambda url: rtf("\\bin-5 abc"), *RICH),
    either("a million groups.rtf", lambda url: rtf("{" * 1_000_000 + "}" * 1_000_000), *RICH),
    either("a million open groups.rtf", lambda url: rtf("{" * 1_000_000), *RICH),
    either("a million closed groups.rtf", lambda url: rtf("}" * 1_000_000), *RICH),
    either("cut off.rtf", lambda url: rtf("")[:-400], *RICH, holds="older"),
    reads("odd letters.rtf", lambda url: rtf("\\u-10179?\\u-9216? \\u99999999999? \\u55357? \\'zz \\uc9 \\u65")),
    either("an object.rtf", lambda url: rtf("{\\object\\objemb{\\*\\objdata " + "4d5a" * 100_000 + "}}"), *RICH),
    either("a field.rtf", lambda url: rtf(
        '{\\field{\\*\\fldinst INCLUDEPICTURE "' + url + '/x.png"}{\\fldrslt x}}'
        '{\\field{\\*\\fldinst DDEAUTO c:\\\\windows\\\\cmd.exe "/c calc"}{\\fldrslt y}}{\\*\\template ' + url + "/t}"),
        *RICH),
    either("long word.rtf", lambda url: rtf("\\" + "a" * 2_000_000 + "1" * 100_000), *RICH),
    either("a long row.rtf", lambda url: rtf("\\trowd" + "\\cellx100" * 100_000 + "x\\cell" * 100_000 + "\\row"),
           *RICH),
]  # fmt: skip

CASES: list[Case] = [*WEB, *ARCHIVED, *RTF]
