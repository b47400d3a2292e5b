"""Words and paragraphs of HTML: structure, white space, what is hidden, and that no word is lost."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.importing.extract import Extract
from storage.formats.html_blocks import extract_html


def read(html: bytes | str) -> Extract:
    return extract_html(html, media_type="text/html", name="a.html")


def lines(extract: Extract) -> list[str]:
    """Each block as "kind level: words", with "-" before a hidden one."""
    return [
        f"{'-' * b.hidden}{b.kind}{b.level or ''}: {extract.text[b.start : b.end]}".replace("\n", "/")
        for b in extract.blocks
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>A</h1><p>b</p><h2>C</h2><p>d", ["title1: A", "paragraph: b", "heading2: C", "paragraph: d"]),
        (
            "<h1>Introduction</h1><p>a</p><h1>Method</h1><p>b",
            ["heading1: Introduction", "paragraph: a", "heading1: Method", "paragraph: b"],
        ),
        ("<p> a \n\t <b>b</b><i> c </i> d </p>", ["paragraph: a b c d"]),
        ("<p>a<b>b</b>c</p>", ["paragraph: abc"]),
        ("<p>a<br> b<br/>c</p>", ["paragraph: a/b/c"]),
        ("a<br><br>b<br>\n<br>c", ["paragraph: a", "paragraph: b", "paragraph: c"]),
        ("<blockquote>a<p>b</blockquote>c", ["quote: a", "quote: b", "paragraph: c"]),
        ("<ul><li>a<ol><li>b</ol><li><p>c<p>d</ul>", ["item1: a", "item2: b", "item1: c", "item1: d"]),
        ("<dl><dt>a<dd>b</dl>", ["item1: a", "item2: b"]),
        ("<figure><img alt=x><figcaption>a</figcaption></figure>b", ["caption: a", "paragraph: b"]),
        ("<p>a<img alt='A lamp'>b<p>c", ["paragraph: ab", "-caption: A lamp", "paragraph: c"]),
        ("<p>a <img alt='🙂'> b", ["paragraph: a 🙂 b"]),
        ("<p>a <span hidden>x</span>b", ["paragraph: a b", "-furniture: x"]),
        (
            "<div style='color:red; DISPLAY : none'><p>x<h2>y</h2></div>a",
            ["-furniture: x", "-furniture: y", "paragraph: a"],
        ),
        ("<script>x</script><style>y</style>a<template>z</template>", ["paragraph: a", "-furniture: z"]),
        (
            "<table><tr><th>a<th>b<tr><td><p>1<p>2<td>3</table>c",
            ["paragraph: a | b", "paragraph: 1 2 | 3", "paragraph: c"],
        ),
        ("<table><caption>n</caption><tr><td>a<td>b</table>", ["caption: n", "paragraph: a | b"]),
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", ["paragraph: a", "paragraph: b | c"]),
        ("<table><tr><td><h2>a</h2>b<td>c</table>", ["heading2: a", "paragraph: b", "paragraph: c"]),
        ("<pre>a\n  b\n\nc</pre>", ["paragraph: a/  b", "paragraph: c"]),
        ("<p>a&nbsp;b&amp;c&shy;d&hellip;", ["paragraph: a\xa0b&cd…"]),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", ["paragraph: 漢(かん)字"]),
        ("<ruby>漢<rt>かん</rt></ruby>字", ["paragraph: 漢(かん)字"]),
        ("<p dir=rtl>مرحبا <b>بك</b>", ["paragraph: مرحبا بك"]),
        ("<p>a<!-- x -->b<?php y ?>c", ["paragraph: abc"]),
        ("<title>x</title><p>a", ["paragraph: a"]),
        ("<p class=subtitle>a", ["subtitle: a"]),
    ],
)
def test_structure(html: str, expected: list[str]) -> None:
    assert lines(read(html)) == expected


def test_notes_are_marked_and_numbered_as_their_references() -> None:
    html = """<p>One<sup><a href="#fn1" id="fnref1">1</a></sup>, two<a epub:type="noteref" href="#n2">2</a>.</p>
        <section role="doc-endnotes"><h2>Notes</h2><ol><li id="fn1"><p>First. <a href="#fnref1">↩</a></p></li>
        <li id="n2">Second.</li></ol></section><aside epub:type="footnote">Third.</aside>"""
    assert lines(read(html)) == [
        "paragraph: One[1], two[2].",
        "heading2: Notes",
        "footnote: [1] First.",
        "footnote: [2] Second.",
        "footnote: Third.",
    ]


def test_notes_as_mammoth_writes_them() -> None:
    html = """<p>Text<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup>.</p>
        <ol><li id="footnote-1"><p> A note. <a href="#footnote-ref-1">↑</a></p></li></ol>"""
    assert lines(read(html)) == ["paragraph: Text[1].", "footnote: [1] A note."]


def test_pages() -> None:
    html = (
        """<p>a</p><span epub:type="pagebreak" title="12"></span><p>b <a role="doc-pagebreak" id="page13"></a>c<p>d"""
    )
    extract = read(html)
    assert [b.page for b in extract.blocks] == ["", "12", "13"]
    assert (extract.text, extract.pages) == ("a\n\nb c\n\nd", ("12", "13"))


@pytest.mark.parametrize("html", ["", " ", "<p> </p>", "<script>a</script>", "<!-- a -->", "<p>…</p>", b"\xff\xfe"])
def test_no_words_are_refused(html: bytes | str) -> None:
    with pytest.raises(UserError) as caught:
        read(html)
    assert caught.value.message.key == "article.no_words"


@pytest.mark.parametrize(
    ("head", "codec", "encoding"),
    [
        ("<meta charset=windows-1252>", "cp1252", "cp1252"),
        ("<meta charset='iso-8859-1'>", "cp1252", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251", "cp1251"),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso8859-15", "iso8859-15"),
        ("<meta charset=shift_jis>", "cp932", "cp932"),
        ("<meta charset=utf-16>", "utf-8", "utf-8"),
        ("<meta charset=cp1252>", "utf-8", "utf-8"),
        ("", "utf-8-sig", "utf-8"),
        ("", "utf-16", "utf-16"),
        ("", "utf-8", "utf-8"),
        ("<meta charset=nonsense>", "utf-8", "utf-8"),
        ("<meta charset=rot13>", "utf-8", "utf-8"),
    ],
)
def test_encodings(head: str, codec: str, encoding: str) -> None:
    words = {"cp1251": "Речь идёт", "cp932": "町の電車", "iso8859-15": "20 € für Bücher"}.get(codec, "Größe – café")
    extract = read(f"{head}<p>{words}</p>".encode(codec))
    assert (extract.text, extract.encoding, extract.warnings) == (words, encoding, ())


def test_a_page_that_is_not_in_the_encoding_it_names_is_told() -> None:
    extract = read(b"<meta charset=utf-8><p>caf\xe9 and more</p>")
    assert extract.text == "caf\ufffd and more"
    assert [warning.key for warning in extract.warnings] == ["article.encoding_damaged"]


@pytest.mark.parametrize(
    "html",
    [
        "<div>a " * 100_000,
        "<table><tr><td>a " * 20_000,
        "<b><i>a " * 50_000,
        "<ul><li>a " * 30_000,
        "<blockquote>a " * 30_000 + "</blockquote>" * 30_000,
        "<p>" + "a " * 6_000_000,
        f"<p title='{'x' * 11_000_000}'>a b</p>",
        "<p " + "x=y " * 200_000 + ">a b</p>",
        "a b " + "<!-" * 100_000,
        "a b " + "<" * 200_000,
        "<figure>a " * 20_000,
        "<a href=#x>a " * 20_000,
        "<ol><li>a</ol>" * 20_000,
        "<ol>" + "<li>a" * 30_000,
        "<sup><a href=#1>a</a></sup> " * 30_000,
        "<style>" + "a " * 1000 + "</style>a b",
    ],
    ids=lambda html: html[:12],
)
def test_deep_and_huge_pages_are_read_whole(html: str) -> None:
    begin = time.process_time()
    extract = read(html)
    assert time.process_time() - begin < 10
    expected = len(re.findall("(?<!<)a ", html))
    if expected > 10_000:
        assert extract.text.count("a") >= expected


WORDS = st.text("abü漢 \n&;", max_size=8)
TAG_NAMES = (
    "p div span b br table tr td th ul ol li h1 h2 blockquote pre a sup ruby rt figure figcaption section nav img "
    "aside dl dt dd caption tbody form option"
)
TAGS = st.sampled_from(TAG_NAMES.split())
SOUP = st.lists(
    st.one_of(
        WORDS.map(lambda w: w.replace("&", "&amp;")),
        TAGS.map(lambda t: f"<{t}>"),
        TAGS.map(lambda t: f"</{t}>"),
        st.just("<div hidden>x"),
        st.just("<!-- c -->"),
        st.text("<>/='\"! a", max_size=5),
    ),
    max_size=40,
).map("".join)


def assert_sound(extract: Extract) -> None:
    """Blocks lie in order, apart, without white space at their ends, and cover every word."""
    blocks = extract.blocks
    assert all(b.start < b.end for b in blocks)
    assert all(a.end < b.start for a, b in pairwise(blocks))
    covered = "".join(extract.text[b.start : b.end] for b in blocks)
    assert "".join(covered.split()) == "".join(extract.text.split())
    assert all(extract.text[b.start : b.end].strip() == extract.text[b.start : b.end] for b in blocks)


def letters(words: str) -> str:
    return "".join(re.findall(r"[a-zü漢]", words))


@given(SOUP)
@settings(max_examples=300, deadline=None)
def test_any_soup_keeps_its_words_in_order(soup: str) -> None:
    from lxml import html

    try:
        extract = read(soup)
    except UserError as error:
        assert error.message.key == "article.no_words"
        return
    assert_sound(extract)
    tree = html.document_fromstring(soup.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    everything = letters("".join(str(words) for words in tree.itertext()))
    if "hidden" not in soup:  # what is hidden within a paragraph stands behind it
        assert letters(extract.text) == everything
    assert sorted(letters(extract.text)) == sorted(everything)
